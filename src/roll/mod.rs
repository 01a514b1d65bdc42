//! Pure: The list of each area: rows, their order and numbers, remarks, totals, the books that must balance, and after
//! posting the [`chain`] of versions that shows every change.
//!
//! Knows no files and no SQL.

pub mod chain;
mod commune;
mod constituency;
mod draft;
mod entry;
mod order;
mod print;
mod row;
pub mod size;
mod tally;
mod totals;

pub use crate::law::Mark;
pub use commune::{CommuneBuilder, CommuneRoll, Unlisted, communes_of};
pub use constituency::{Constituencies, ConstituencyTotals, Numbers, Tenths};
pub use entry::{Dwelling, Entry, Status};
pub use row::Rows;
pub use tally::{AreaTally, BooksError, Tally};
pub use totals::{Count, OfThem, Totals};
