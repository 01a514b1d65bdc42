//! \[shell\] An output folder: drafts or posted lists as files, each with its digest in the manifest, which appears whole or not
//! at all; and the papers of an office. Knows how documents are made and asks for the lists; knows no command, no extract and no
//! derivation.

mod area;
mod books;
mod commune;
mod commune_files;
mod constituencies;
mod contents;
mod delivery;
pub mod diff;
mod drafts;
mod error;
mod findings;
mod folder;
mod job;
pub mod letters;
mod lines;
mod list;
pub mod manifest;
mod names;
mod office_work;
mod options;
mod outcomes;
mod pages;
pub mod paper;
mod papers;
mod place;
mod posted;
mod posted_files;
pub mod reading;
mod reuse;
mod selection;
mod sink;
mod source;
pub mod stage;
mod supplement;
mod tables;
pub mod todo;
mod unchanged;
mod workers;

pub(crate) use books::{AreaBooks, commune_lines, sum, with_sums};
pub use delivery::{Work, shares};
pub use drafts::{Rendered, Target, render_drafts};
pub use error::OutputError;
pub use findings::{FindingCounts, Findings, Qualities};
pub use folder::Folder;
pub use names::{CHAIN, DATABASE, DECISIONS, PRINTERS, ROWS, SIGNATURE, VERSIONS};
pub use options::{Delivery, Format, RenderOptions};
pub use posted::{PostedOptions, RenderedLists, render_posted};
pub use reuse::Reused;
pub use selection::{Selection, find_constituency};
pub use source::{ChainLine, Draft, Wanted};
