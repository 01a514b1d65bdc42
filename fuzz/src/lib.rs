//! What must hold of whatever comes in, a subject a file: `holds` panics where it does not.
//!
//! The fuzz targets call it with what they invent, and the program's tests with what is kept in `corpus`.

pub mod cells;
pub mod dates;
pub mod descriptor;
mod given;
pub mod layouts;
pub mod lines;
pub mod names;
pub mod outlines;
pub mod tables;
mod typed;
pub mod workbooks;
