//! [pure] The list of each area: entries, their order and numbers, remarks, totals.

mod entry;
mod totals;

pub use entry::{Entry, Mark, Status};
pub use totals::{Count, Totals};
