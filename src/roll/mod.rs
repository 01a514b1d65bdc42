//! Pure: The list of each area: rows, their order and numbers, remarks, totals, and the books that must balance.
//!
//! Knows no files and no SQL.

mod commune;
mod entry;
mod order;
mod print;
mod row;
pub mod size;
mod tally;
mod totals;

pub use crate::law::Mark;
pub use commune::{CommuneBuilder, CommuneRoll, Terms, Unlisted, communes_of};
pub use entry::{Entry, Status};
pub use row::Rows;
pub use tally::{AreaTally, BooksError, Tally};
pub use totals::{Count, Totals};
