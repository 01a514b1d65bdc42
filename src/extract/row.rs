//! A row as it stands in a file, before its cells are checked.

use chrono::NaiveDateTime;

/// The most bytes a cell may hold.
pub(super) const CELL_LIMIT: usize = 64 << 10;

/// What stands in a cell.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum RawCell<'a> {
    /// Text, untrimmed; empty where there is nothing.
    Text(&'a str),
    /// A number of a workbook.
    Number(f64),
    /// A date of a workbook.
    Date(DateCell),
    /// A time of day of a workbook.
    Hour(chrono::NaiveTime),
    /// True or false of a workbook.
    Boolean(bool),
    /// A formula's error, such as `#N/A`.
    Fault(&'a str),
    /// A formula that was never calculated: what it means is not known.
    Uncalculated,
}

/// A date of a workbook, perhaps with a time of day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct DateCell {
    pub moment: NaiveDateTime,
    /// The year that somebody may have typed: the day's number in the date system of its workbook.
    pub year: Option<i32>,
}

/// A row of either kind of file.
pub(super) trait RawRow {
    /// The cell in a column, counted from 0; empty text behind the last.
    fn cell(&self, column: usize) -> RawCell<'_>;

    /// How many cells the row has.
    fn width(&self) -> usize;

    /// The line of a text file, the row of a sheet; counted from 1.
    fn line(&self) -> u64;
}

/// Why a row cannot be split into cells.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Broken {
    /// A quotation mark is not closed, or stands where none may.
    Quote,
    /// More or fewer cells than the header names.
    FieldCount { expected: usize, found: usize },
    /// A cell longer than [`CELL_LIMIT`].
    TooLong,
}
