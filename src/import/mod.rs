//! An office's own workbook, taken into the tables of an extract: the lists that communes really keep, read by the words of
//! their headings. Every row that is read is taken or left aside with its reason; what is not sure is asked for.
//!
//! ```text
//! workbook ─► Grid ─► heads found by words ─► what each row is ─► persons, facts, units ─► Tables
//!                          │                       │                     │
//!                          └── questions ──────────┴──── outcomes ───────┴──► report
//! ```
//!
//! A layout is data (`words`, [`template`]), recognition is functions of a [`Grid`]; only [`read()`] knows files.

mod ask;
mod birth;
mod drawn;
mod election;
mod extract;
mod facts;
mod fill;
mod fold;
mod grid;
mod head;
mod household;
mod line;
mod mapping;
mod mark;
mod name;
mod number;
mod outcome;
mod person;
mod place;
mod read;
mod settled;
mod stand;
mod sums;
mod tables;
mod take;
pub mod template;
mod title;
mod units;
mod words;

pub use drawn::{Balance, Drawn, Question, RowBook, SheetBook, Unbalanced};
pub use extract::draw;
pub use grid::{Cell, Grid, Row};
pub use mapping::{Mapping, MappingError};
pub use outcome::{Aside, Outcome, Remark, Told, Weight};
pub use place::{Commune, Places};
pub use read::{ReadError, read};
pub use sums::SumLine;
pub use tables::Tables;
