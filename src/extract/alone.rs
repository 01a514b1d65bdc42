//! A line or a cell by itself, read as in a table: for whoever asks what becomes of it, without an extract around it.

use super::cell as cells;
use super::error::ExtractError;
use super::header::Header;
use super::lines::{Lines, Step};
use super::mend::{self, Beside, Meaning};
use super::row::{RawCell, RawRow};
use super::schema::Table;
use super::source::{Content, Opened, Text};

/// A line of a text that is not blank.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LineRead {
    /// Its number, from 1: that of the first, if it goes over several.
    pub number: u64,
    /// Its cells as they stand there; `None` if it cannot be split into cells.
    pub cells: Option<Vec<String>>,
}

/// The lines of a text; `shown` is its name in errors. A sheet has none.
///
/// # Errors
/// [`ExtractError`] if the text cannot be read to its end.
///
/// ```
/// use cutri::extract::{Count, Opened, lines};
/// let text = Opened::text(Box::new("name,kind\n\"Thôn Một\",1\nThôn \"Hai,2\n".as_bytes()), Count::of_rows());
/// let read = lines(text, "hamlets.csv")?;
/// assert_eq!(read[1].cells.as_deref(), Some(&["Thôn Một".to_owned(), "1".to_owned()][..]));
/// assert_eq!((read[2].number, &read[2].cells), (3, &None));
/// # Ok::<(), cutri::extract::ExtractError>(())
/// ```
pub fn lines(opened: Opened, shown: &str) -> Result<Vec<LineRead>, ExtractError> {
    let Content::Text(Text { stream, separator, extra, .. }) = opened.0 else { return Ok(Vec::new()) };
    let mut lines = Lines::new(stream, separator, extra);
    let mut read = Vec::new();
    loop {
        let cells = match lines.step().map_err(|error| error.told(shown))? {
            Step::Row => {
                Some((0..lines.width()).map(|at| cells::text(lines.cell(at)).into_owned()).collect())
            }
            Step::Broken(_) => None,
            Step::End => return Ok(read),
        };
        read.push(LineRead { number: lines.line(), cells });
    }
}

/// How a cell is read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum CellRead {
    /// It holds what its column needs, or nothing: its canonical text.
    Canonical(String),
    /// It is written otherwise, and can be read in one way only.
    Surely(String),
    /// It cannot be read; this is what it likely means.
    Likely(String),
    /// Nobody knows what it means.
    Unread,
}

/// How a cell of a row is read that has a cell for each column of the table, in the order of the schema; those that are
/// lacking are empty.
///
/// ```
/// use cutri::extract::{CellRead, RawCell, cell, schema};
/// let row = [RawCell::Text("031080000001"), RawCell::Text("Lê An"), RawCell::Text("03/1980")];
/// assert_eq!(cell(&schema::PERSONS, 0, &row), CellRead::Canonical("031080000001".into()));
/// assert_eq!(cell(&schema::PERSONS, 2, &row), CellRead::Surely("1980-03".into()));
/// ```
pub fn cell(table: &'static Table, column: usize, row: &[RawCell<'_>]) -> CellRead {
    let row = &Cells(row);
    let raw = row.cell(column);
    let mut out = Vec::new();
    match cells::push(table.columns[column].kind, raw, &mut out) {
        Ok(()) => CellRead::Canonical(String::from_utf8_lossy(&out).into_owned()),
        Err(cause) => {
            let header = &every_column(table);
            match mend::meaning(&table.columns[column], raw, &cause, Beside { table, header, row }) {
                Meaning::Sure(text) => CellRead::Surely(text),
                Meaning::Likely(text) => CellRead::Likely(text),
                Meaning::Unknown => CellRead::Unread,
            }
        }
    }
}

/// The header of a file that has every column, in the order of the schema.
fn every_column(table: &Table) -> Header {
    let width = table.columns.len();
    Header {
        places: (0..width).map(Some).collect(),
        unknown: Vec::new(),
        names: table.columns.iter().map(|column| column.name.to_owned()).collect(),
        width,
        least: width,
    }
}

struct Cells<'a>(&'a [RawCell<'a>]);

impl RawRow for Cells<'_> {
    fn cell(&self, column: usize) -> RawCell<'_> {
        self.0.get(column).copied().unwrap_or(RawCell::Text(""))
    }

    fn width(&self) -> usize {
        self.0.len()
    }

    fn line(&self) -> u64 {
        1
    }
}
