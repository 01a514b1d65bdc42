//! [pure] The list of each area: entries, their order and numbers, remarks, totals.

mod entry;
mod totals;

pub use crate::law::Mark;
pub use entry::{Entry, Status};
pub use totals::{Count, Totals};
