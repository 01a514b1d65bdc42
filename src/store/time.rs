//! Days, moments and counts as columns keep them: text that sorts as time does, and whole numbers.

use super::StoreError;
use chrono::{DateTime, FixedOffset, NaiveDate};

/// A moment in Vietnam's time zone, to the microsecond, which is what PostgreSQL would keep.
pub(super) fn moment_text(moment: DateTime<FixedOffset>) -> String {
    moment.with_timezone(&crate::clock::vietnam()).format("%Y-%m-%dT%H:%M:%S%.6f%:z").to_string()
}

pub(super) fn moment(statement: &'static str, text: &str) -> Result<DateTime<FixedOffset>, StoreError> {
    DateTime::parse_from_rfc3339(text)
        .map_err(|_| unreadable(statement, "a moment is not written as this program writes it"))
}

pub(super) fn day(statement: &'static str, text: &str) -> Result<NaiveDate, StoreError> {
    text.parse().map_err(|_| unreadable(statement, "a day is not written as this program writes it"))
}

pub(super) fn count(statement: &'static str, stored: i64) -> Result<u64, StoreError> {
    u64::try_from(stored).map_err(|_| unreadable(statement, "a count is below zero"))
}

pub(super) fn stored(statement: &'static str, count: u64) -> Result<i64, StoreError> {
    i64::try_from(count).map_err(|_| unreadable(statement, "a count is too large"))
}

pub(super) fn unreadable(statement: &'static str, reason: &str) -> StoreError {
    StoreError::Value { statement, reason: reason.to_owned() }
}
