//! The edge where population extracts come in: tables as files of text, sheets of workbooks and whatever else is a
//! [`Source`] are read, checked and told about. Knows files and forms; of the law no more than the election that an extract names, and nothing of SQL.
//!
//! [`open`] finds what is there; [`read`] gives every person's facts in the order of the personal numbers and returns
//! what was rejected, what is odd and how good the data are:
//!
//! ```text
//! file ─► row ─► cells checked ─► sorter, a table ─► joined by number ─► findings, quality, digest ─► sink
//!          │          │
//!          └──────────┴─► rejects            every row read is accepted or rejected
//! ```
//!
//! The persons are read beside the other tables, and several threads examine them once they are joined; what is found is
//! the same, and in the same order, however many there are.
//!
//! A delta, which holds the persons that changed since a base, is read onto that base by [`start_onto`], or alone by
//! [`start_alone`] to look at it.
//!
//! Memory is bounded whatever the extract holds, except for the units, their outlines and the shared texts of a
//! workbook, which have limits of their own.

mod alone;
mod answers;
mod book;
mod cell;
mod check;
mod compound;
mod crowd;
pub mod datapackage;
mod dates;
mod delta;
mod described;
mod double;
mod election;
mod election_words;
mod encoding;
mod error;
mod error_words;
mod examiner;
mod facts;
mod finding;
pub mod fix;
mod form;
mod header;
mod household;
mod input;
mod join;
mod line_ends;
mod lines;
mod locate;
mod manual;
mod markup;
mod mend;
mod moment;
mod names;
mod nations;
mod nearest;
mod odd;
mod package;
mod parts;
mod passing;
mod quality;
mod quoted;
mod reading;
mod record;
mod reject;
mod relay;
mod replace;
mod row;
pub mod schema;
mod separator;
mod shapes;
mod sheet;
mod shelf;
mod shown_row;
mod snapshot;
pub mod sort;
mod source;
mod table;
mod texts;
mod units;
mod unread;
mod wide;
mod words;
mod workbook;
mod write;
mod written;

pub use alone::{CellRead, LineRead, cell, lines};
pub use answers::{CORRECTION_COLUMNS, NO, YES, answers};
pub use book::{FileCount, Findings, Rejects, Untold};
pub use delta::{Base, BaseDifference, start_alone, start_onto};
pub use described::{Beside, Given, OF_ELECTION, OF_EXTRACT, describe};
pub use double::{Likeness, OTHERS_MAX, SameAs};
pub use election::{CLOCK_KEYS, ElectionTerms, text as terms_text};
pub use encoding::{Looks, detect};
pub use error::{BookFault, ExtractError, Likely, Stored};
pub use finding::{Finding, FindingRule};
pub use locate::IMPORT_REPORT;
pub use manual::{ManualQueue, ManualQueueRow};
pub use package::{Described, Extract, Mode, Placed, Places, assemble, open, open_workbook, terms_in};
pub use parts::check_parts;
pub use quality::{CommuneQuality, FIELDS, Freshness, Observation, Quality, QualityReport};
pub use reading::{Options, ReadError, Reader, Reading, read, start};
pub use reject::Reject;
pub use replace::{ChangedTable, changed_tables};
pub use row::{DateCell, RawCell};
pub use sheet::formula_fault;
pub use source::{Count, Opened, Source, Unit};
pub use table::Progress;
pub use workbook::BookForm;
pub use write::{FINDINGS_HEADER, REJECTS_HEADER, write_findings, write_rejects};
