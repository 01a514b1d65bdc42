//! Tests of `extract`.

mod broken;
mod builder;
mod encodings;
mod facts;
mod forms;
mod package;
mod random;
mod sort;
mod workbook;
