//! What is left to say when a SQLite database is closed and its log stays.

use super::StoreError;

/// SQLite's log could not be folded into the file: what was committed lies beside it.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error(
    "what was done is kept, but a part of it still lies in {place}-wal beside the database, because it could not be folded \
     in ({detail}): keep both files together; the next command folds it in once there is room"
)]
pub struct Unfolded {
    place: String,
    detail: String,
    in_use: bool,
}

impl Unfolded {
    /// Reads what happened while folding.
    pub(super) fn of(place: String, error: &sqlx::Error) -> Self {
        let cause = StoreError::opening(&place, error);
        let in_use = matches!(cause, StoreError::Locked { .. });
        let detail = match error {
            sqlx::Error::Database(answer) => answer.message().to_owned(),
            other => other.to_string(),
        };
        Self { place, detail, in_use }
    }

    /// Whether another process still uses the file: it folds the log in when it ends, and nobody need be told.
    pub fn is_in_use(&self) -> bool {
        self.in_use
    }
}
