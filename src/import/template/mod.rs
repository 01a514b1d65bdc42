//! The template: an office's workbook with Vietnamese headings, lists to choose from, notes, an example a sheet, and a filled
//! election. What it writes is what [`draw`](super::draw) reads.

pub mod forms;
mod persons;
pub mod values;
mod write;

pub use write::write;
