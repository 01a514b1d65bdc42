//! Why nothing could be proved of a database.

use crate::lists::ListsError;
use crate::store::StoreError;

/// Why nothing could be proved of a database.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum ProofError {
    /// The database cannot be read, or holds nothing to prove.
    #[error(transparent)]
    Lists(#[from] ListsError),
    /// A worker thread ended early.
    #[error("a worker ended early: {0}; run the command again")]
    Worker(String),
}

impl From<StoreError> for ProofError {
    fn from(error: StoreError) -> Self {
        Self::Lists(error.into())
    }
}
