//! What is done lies after what it rests on.

use super::super::error::TaskError;
use chrono::NaiveDateTime;

/// Checks that an act at `at` does not come before `latest`, when `what` happened; local time.
///
/// # Errors
/// [`TaskError::OutOfOrder`] with both moments.
pub(in crate::tasks) fn in_order(
    at: NaiveDateTime,
    what: &'static str,
    latest: NaiveDateTime,
) -> Result<(), TaskError> {
    match at < latest {
        true => Err(TaskError::OutOfOrder { at, what, latest }),
        false => Ok(()),
    }
}
