//! Tests of `extract`.

mod areas;
mod bombs;
mod broken;
pub mod builder;
mod cells;
mod codes;
mod days;
mod delta;
mod delta_findings;
mod double;
mod doubts;
mod encodings;
mod facts;
mod forms;
mod in_force;
mod offices;
mod order;
mod package;
mod random;
mod separators;
mod shapes;
mod sort;
mod texts;
mod unread;
mod workbook;
mod workbooks;
