//! What is done lies after what it rests on.

use super::error::ListsError;
use chrono::NaiveDateTime;

/// Checks that an act at `at` does not come before `latest`, when `what` happened; local time.
///
/// # Errors
/// [`ListsError::OutOfOrder`] with both moments.
pub(crate) fn in_order(
    at: NaiveDateTime,
    what: &'static str,
    latest: NaiveDateTime,
) -> Result<(), ListsError> {
    match at < latest {
        true => Err(ListsError::OutOfOrder { at, what, latest }),
        false => Ok(()),
    }
}
