//! The books of places after posting: what was posted, what came, what went, and what stands now.
//!
//! The renderers of HTML and CSV take the same table, whose sums were checked when it was made.

use crate::changes::{Account, Books, Unbalanced};
use crate::territory::Level;
use serde::Serialize;

/// Which kind of place a line of the books is of.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "snake_case")]
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

/// A place with its books.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct BooksRow {
    pub level: PlaceLevel,
    /// Empty for the nation.
    pub code: String,
    /// As pages call it; empty for the nation.
    pub name: String,
    pub books: Books,
}

impl BooksRow {
    /// The account of all voters, or of one ballot.
    pub fn account(&self, of: Of) -> Account {
        match of {
            Of::Voters => self.books.voters,
            Of::Ballot(Level::National) => self.books.national,
            Of::Ballot(Level::Provincial) => self.books.provincial,
            Of::Ballot(Level::Communal) => self.books.communal,
        }
    }

    /// Checks that every account balances.
    ///
    /// # Errors
    /// [`Unbalanced`] with the place and the account.
    pub fn check(&self) -> Result<(), Unbalanced> {
        self.books.check(&format!("{} {}", self.level.as_str(), self.code))
    }
}

/// The books of some places, each of which balances.
///
/// ```
/// use cutri::changes::{Account, Books};
/// use cutri::render::books::{BooksRow, BooksTable, PlaceLevel};
/// let voters = Account { posted: 1000, added: 2, removed: 1, current: 1001, ..Account::default() };
/// let books = Books { voters, ..Books::default() };
/// let row = BooksRow {
///     level: PlaceLevel::Commune, code: "98103".into(), name: "Phường Mai Lĩnh".into(), books,
/// };
/// assert!(BooksTable::new(vec![row.clone()]).is_ok());
/// let lost = Books { voters: Account { current: 1000, ..voters }, ..books };
/// assert!(BooksTable::new(vec![BooksRow { books: lost, ..row }]).is_err());
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BooksTable {
    rows: Vec<BooksRow>,
}

impl BooksTable {
    /// Checks the books of places, which keep their order.
    ///
    /// # Errors
    /// [`Unbalanced`] with the first place and account that do not balance.
    pub fn new(rows: Vec<BooksRow>) -> Result<Self, Unbalanced> {
        rows.iter().try_for_each(BooksRow::check)?;
        Ok(Self { rows })
    }

    /// The places in the order given.
    pub fn rows(&self) -> &[BooksRow] {
        &self.rows
    }
}
