//! Tests of `extract`.

mod areas;
mod bombs;
mod broken;
mod builder;
mod codes;
mod delta;
mod delta_findings;
mod double;
mod encodings;
mod facts;
mod forms;
mod in_force;
mod offices;
mod order;
mod package;
mod random;
mod shapes;
mod sort;
mod texts;
mod workbook;
