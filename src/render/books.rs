//! The books of places after posting: what was posted, what came, what went, and what stands now.
//!
//! The renderers of HTML and CSV take the same table, whose sums were checked when it was made.

use crate::territory::Level;

/// Which kind of place a line of the books is of.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum PlaceLevel {
    Nation,
    Constituency,
    Province,
    Commune,
    Area,
}

impl PlaceLevel {
    /// The word of the public format.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Nation => "nation",
            Self::Constituency => "constituency",
            Self::Province => "province",
            Self::Commune => "commune",
            Self::Area => "area",
        }
    }
}

/// Who is counted: all voters, or those of one ballot.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Of {
    Voters,
    Ballot(Level),
}

impl Of {
    /// Everything that is counted, in the order of the books.
    pub const ALL: [Of; 4] = [
        Self::Voters,
        Self::Ballot(Level::National),
        Self::Ballot(Level::Provincial),
        Self::Ballot(Level::Communal),
    ];

    /// The word of the public format.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Voters => "voters",
            Self::Ballot(level) => level.as_str(),
        }
    }
}

/// What came and went since posting.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Movements {
    pub posted: u64,
    pub added: u64,
    pub transferred_in: u64,
    pub removed: u64,
    pub transferred_out: u64,
    pub current: u64,
}

impl Movements {
    /// Whether posted + added + transferred in − removed − transferred out is what stands now.
    pub fn balance(&self) -> bool {
        self.posted + self.added + self.transferred_in == self.current + self.removed + self.transferred_out
    }
}

/// A place with its books.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BooksRow {
    pub level: PlaceLevel,
    /// Empty for the nation.
    pub code: String,
    /// As pages call it.
    pub name: String,
    pub voters: Movements,
    pub national: Movements,
    pub provincial: Movements,
    pub communal: Movements,
}

impl BooksRow {
    /// The movements of all voters, or of one ballot.
    pub fn movements(&self, of: Of) -> Movements {
        match of {
            Of::Voters => self.voters,
            Of::Ballot(Level::National) => self.national,
            Of::Ballot(Level::Provincial) => self.provincial,
            Of::Ballot(Level::Communal) => self.communal,
        }
    }
}

/// Books that do not balance.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error(
    "the books of {level} {code} do not balance for {of}: {posted} posted + {added} added + {transferred_in} transferred in \
     − {removed} removed − {transferred_out} transferred out is not {current}; verify the versions of its lists",
    level = level.as_str(), of = of.as_str(), posted = movements.posted, added = movements.added,
    transferred_in = movements.transferred_in, removed = movements.removed,
    transferred_out = movements.transferred_out, current = movements.current
)]
pub struct UnbalancedError {
    pub level: PlaceLevel,
    pub code: String,
    pub of: Of,
    pub movements: Movements,
}

/// The books of some places, each of which balances.
///
/// ```
/// use cutri::render::books::{BooksRow, BooksTable, Movements, PlaceLevel};
/// let movements = Movements { posted: 1000, added: 2, removed: 1, current: 1001, ..Movements::default() };
/// let row = BooksRow {
///     level: PlaceLevel::Commune, code: "98103".into(), name: "Phường Mai Lĩnh".into(),
///     voters: movements, national: movements, provincial: movements, communal: movements,
/// };
/// assert!(BooksTable::new(vec![row.clone()]).is_ok());
/// let lost = Movements { current: 1000, ..movements };
/// assert!(BooksTable::new(vec![BooksRow { communal: lost, ..row }]).is_err());
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BooksTable {
    rows: Vec<BooksRow>,
}

impl BooksTable {
    /// Checks the books of places, which keep their order.
    ///
    /// # Errors
    /// [`UnbalancedError`] with the first place and count that do not balance.
    pub fn new(rows: Vec<BooksRow>) -> Result<Self, UnbalancedError> {
        for row in &rows {
            if let Some(of) = Of::ALL.into_iter().find(|of| !row.movements(*of).balance()) {
                let (level, code) = (row.level, row.code.clone());
                return Err(UnbalancedError { level, code, of, movements: row.movements(of) });
            }
        }
        Ok(Self { rows })
    }

    /// The places in the order given.
    pub fn rows(&self) -> &[BooksRow] {
        &self.rows
    }
}
