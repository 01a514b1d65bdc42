//! The things to do that an extract and a roll leave to an office: what was rejected, what is odd, who stands on no list, and
//! whose row somebody should look at. Gathered here, worded for the workbook; the worst first.

mod matters;
mod sheets;

pub use matters::{FindingMatter, Matters, RejectMatter};
pub use sheets::{Flagged, Nameless, People, ROWS_MAX, flagged, nameless, of_matters, unlisted, workbook};
