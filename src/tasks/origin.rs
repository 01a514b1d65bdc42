//! What somebody typed to name an extract.

use crate::territory::Country;
use chrono::NaiveDate;
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// What somebody typed to name an extract, and what they told of it beside.
#[derive(Debug, Clone, Default)]
pub struct Origin {
    /// A folder, a workbook, a SQLite file, or the address of a database.
    pub typed: PathBuf,
    /// The day of the extract, where it does not tell.
    pub as_of: Option<NaiveDate>,
    /// A file such as `election.toml`, where the extract has none.
    pub election: Option<PathBuf>,
    /// The list of the country's communes that codes are read by, where it is not the program's own.
    pub country: Option<Arc<Country>>,
}

impl From<&Path> for Origin {
    fn from(typed: &Path) -> Self {
        Self { typed: typed.to_owned(), ..Self::default() }
    }
}

impl From<PathBuf> for Origin {
    fn from(typed: PathBuf) -> Self {
        Self { typed, ..Self::default() }
    }
}
