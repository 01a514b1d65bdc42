//! Pages: self-contained HTML with inline styles and charts, readable on a phone, on paper and without script.
//!
//! A page is filled from public numbers: sums never hold areas of kind `military`, and no page names a person, but for the
//! supplementary list, which is posted as lists are, and the register of complaints, which only the office sees. Each
//! renderer checks that its sums agree before it writes ([`HtmlError`]), so that a page cannot tell by a difference
//! what it leaves out.

mod ages;
mod area;
mod books;
mod charts;
mod check;
mod clock;
mod commune;
mod constituencies;
mod constituency;
mod document;
mod figures;
mod frame;
mod glance;
mod map;
mod nation;
mod notes;
mod overview;
mod place_row;
mod printing;
mod province;
mod readiness;
mod register;
mod summary_table;
mod supplement;
mod table;
mod tables;

pub use ages::AgePyramid;
pub use area::AreaPage;
pub use books::books;
pub use check::HtmlError;
pub use commune::{AreaRow, CommunePage};
pub use constituencies::{ConstituencyRow, is_public};
pub use constituency::{
    BoundPaper, ConstituencyCommune, ConstituencyPage, ConstituencyTrouble, UnlistedCount,
    constituency_troubles,
};
pub use document::Document;
pub use figures::{Books, Figures, FindingKind, Quality};
pub use frame::Frame;
pub use nation::NationPage;
pub use notes::AreaNotes;
pub use place_row::PlaceRow;
pub use printing::Paper;
pub use province::ProvincePage;
pub use readiness::{AreaTrouble, AreaTroubleKind, Readiness};
pub use register::register;
pub use summary_table::summary_table;
pub use supplement::supplement;
