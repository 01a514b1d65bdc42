//! The database's clock: one for all who work on it, wherever they are.

use super::list::Listed;
use super::statement::statements;
use super::time::{count, unreadable};
use super::{StoreError, Tx};
use chrono::{DateTime, NaiveDateTime, SubsecRound};

statements! {
    NOW_SQLITE = Sqlite "clock::now", "Tells the database's time.",
        "SELECT CAST(unixepoch('subsec') * 1000 AS INTEGER)";
    NOW_POSTGRES = Postgres "clock::now", "Tells the database's time.",
        "SELECT CAST(extract(epoch FROM clock_timestamp()) * 1000 AS bigint)";
}

const NOW: Listed = Listed { sqlite: NOW_SQLITE, postgres: NOW_POSTGRES };

/// The time of the database, in milliseconds since 1970.
///
/// # Errors
/// [`StoreError`] if the database fails.
pub async fn now(tx: &mut Tx) -> Result<u64, StoreError> {
    let statement = NOW.of(tx);
    let now = tx.fetch_optional(statement, &[]).await?.map_or(0, |(now,)| now);
    count(statement.name, now)
}

/// The time of the database as Vietnam's clocks show it, to the second.
///
/// # Errors
/// [`StoreError`] if the database fails.
pub async fn local(tx: &mut Tx) -> Result<NaiveDateTime, StoreError> {
    let statement = NOW.of(tx).name;
    let now = i64::try_from(now(tx).await?).ok().and_then(DateTime::from_timestamp_millis);
    let now = now.ok_or_else(|| unreadable(statement, "the clock shows no time"))?;
    Ok(now.with_timezone(&crate::clock::vietnam()).naive_local().trunc_subsecs(0))
}
