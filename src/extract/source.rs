//! Where one table of an extract stands, whatever that is: a file, a sheet of a workbook, a view of a database. Knows
//! what opening gives, and nothing of how any of them does it.

use super::error::ExtractError;
use super::finding::FindingRule;
use super::input::{self, Dialect};
use super::schema::Table;
use super::sheet::Sheet;
use std::fmt;
use std::io::{self, BufRead};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

/// A place in which a table stands.
pub trait Source: fmt::Debug + Send + Sync {
    /// Its name as reports show it, such as `persons.csv` or `extract.xlsx#persons`.
    fn shown(&self) -> &str;

    /// Opens it, to be read from its first row.
    ///
    /// # Errors
    /// [`ExtractError`] if it cannot be opened, with its name.
    fn open(&self) -> Result<Opened, ExtractError>;
}

/// What progress is counted in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Unit {
    /// Bytes of a file, packed where it is packed.
    Bytes,
    /// Rows of a table.
    Rows,
    /// Records of persons, while the tables are joined.
    Records,
}

/// How far a table was read.
#[derive(Debug, Clone)]
pub struct Count {
    done: Arc<AtomicU64>,
    /// How much there is, where that is known.
    pub(super) total: Option<u64>,
    pub(super) unit: Unit,
}

impl Count {
    /// Nothing yet of so many bytes.
    pub(super) fn of_bytes(total: u64) -> Self {
        Self { done: Arc::default(), total: Some(total), unit: Unit::Bytes }
    }

    /// Rows, of which nobody knows how many there are.
    pub fn of_rows() -> Self {
        Self { done: Arc::default(), total: None, unit: Unit::Rows }
    }

    /// Begins anew, for another table of the same file.
    pub(super) fn restart(&self) {
        self.done.store(0, Ordering::Relaxed);
    }

    pub(super) fn add(&self, more: u64) {
        self.done.fetch_add(more, Ordering::Relaxed);
    }

    /// How far it is; `rows` are those that were read.
    pub(super) fn done(&self, rows: u64) -> u64 {
        match (self.unit, self.total) {
            (Unit::Rows, _) => rows,
            (Unit::Bytes | Unit::Records, total) => {
                self.done.load(Ordering::Relaxed).min(total.unwrap_or(u64::MAX))
            }
        }
    }
}

/// A table that was opened.
pub struct Opened(pub(super) Content);

/// The rows of an opened table: lines of text, or a sheet's.
pub(super) enum Content {
    Text(Text),
    Sheet(Sheet),
}

/// Text in rows of cells.
pub(super) struct Text {
    pub stream: Box<dyn BufRead>,
    pub count: Count,
    /// What stands between two cells.
    pub separator: u8,
    /// How many empty cells more than the header every row may have.
    pub extra: usize,
    /// What is odd in the file as a whole.
    pub oddities: Vec<Oddity>,
    /// Whether line ends of several kinds, or of an old one, were met while it was read.
    pub ends: Ends,
}

/// Something odd in a file as a whole, and what stands there.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Oddity {
    pub rule: FindingRule,
    pub value: String,
}

/// How lines end, as the stream finds it out.
pub(super) type Ends = Arc<AtomicU64>;

impl Opened {
    /// Comma-separated text in UTF-8 with a header, as a database writes it.
    pub fn text(stream: Box<dyn BufRead>, count: Count) -> Self {
        let (oddities, ends) = (Vec::new(), Ends::default());
        Self(Content::Text(Text { stream, count, separator: b',', extra: 0, oddities, ends }))
    }

    /// Text of a table as somebody's program wrote it: in UTF-8 or UTF-16, with any line ends, and commas, semicolons or tabs
    /// between cells.
    ///
    /// # Errors
    /// Those of the stream, whose beginning is read.
    pub fn text_as_found(stream: Box<dyn BufRead>, count: Count, table: &Table) -> io::Result<Self> {
        Ok(Self(Content::Text(input::text_of(stream, count, table, Dialect::default())?)))
    }
}

impl fmt::Debug for Opened {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self.0 {
            Content::Text(_) => "Opened(text)",
            Content::Sheet(_) => "Opened(sheet)",
        })
    }
}
