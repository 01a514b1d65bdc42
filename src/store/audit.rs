//! The audit: who changed what, when and why. Only ever added to; each line holds the digest of the one before.

use super::statement::statements;
use super::time::{count, stored};
use super::transaction::Value;
use super::{StoreError, Tx};

/// A line of the audit.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Line {
    /// 1, 2, …
    pub sequence: u64,
    /// The digest of this line, in hexadecimal.
    pub digest: String,
    /// JSON.
    pub document: String,
}

statements! {
    LOCK = Postgres "audit::lock", "Lets one transaction at a time add to the audit.",
        "SELECT pg_advisory_xact_lock(7127431206)";
    LAST = Both "audit::last", "Reads the last line of the audit.",
        "SELECT sequence, digest, document FROM audit ORDER BY sequence DESC LIMIT 1";
    INSERT = Both "audit::insert", "Adds a line to the audit.",
        "INSERT INTO audit (sequence, digest, document) VALUES ($1, $2, $3)";
    NEXT = Both "audit::next", "Reads the next lines of the audit.",
        "SELECT sequence, digest, document FROM audit WHERE sequence > $1 ORDER BY sequence LIMIT $2";
    ALL = Both "audit::all", "Reads the audit, the first line first.",
        "SELECT sequence, digest, document FROM audit ORDER BY sequence";
}

/// The last line, after which this transaction alone adds the next.
///
/// # Errors
/// [`StoreError`] if the database fails.
pub async fn last(tx: &mut Tx) -> Result<Option<Line>, StoreError> {
    if let Tx::Postgres(_) = tx {
        tx.execute(&LOCK, &[]).await?;
    }
    let found: Option<Columns> = tx.fetch_optional(&LAST, &[]).await?;
    found.map(read).transpose()
}

/// The place of the last line, for those who only read; 0 where there is none.
///
/// # Errors
/// [`StoreError`] if the database fails.
pub async fn newest(tx: &mut Tx) -> Result<u64, StoreError> {
    let found: Option<Columns> = tx.fetch_optional(&LAST, &[]).await?;
    Ok(found.map(read).transpose()?.map_or(0, |line| line.sequence))
}

/// Sequence, digest, document.
type Columns = (i64, String, String);

fn read(columns: Columns) -> Result<Line, StoreError> {
    let (sequence, digest, document) = columns;
    Ok(Line { sequence: count(ALL.name, sequence)?, digest, document })
}

/// Adds a line.
///
/// # Errors
/// [`StoreError::Duplicate`] if the place is taken; another if the database fails.
pub async fn insert(tx: &mut Tx, line: &Line) -> Result<(), StoreError> {
    let sequence = Value::Integer(stored(INSERT.name, line.sequence)?);
    tx.execute(&INSERT, &[sequence, Value::Text(&line.digest), Value::Text(&line.document)]).await.map(drop)
}

/// The whole audit, the first line first.
///
/// # Errors
/// [`StoreError`] if the database fails.
pub async fn all(tx: &mut Tx) -> Result<Vec<Line>, StoreError> {
    let rows: Vec<Columns> = tx.fetch(&ALL, &[]).await?;
    rows.into_iter().map(read).collect()
}

/// The next lines after one, 0 at first.
///
/// # Errors
/// [`StoreError`] if the database fails.
pub async fn next(tx: &mut Tx, after: u64, limit: u32) -> Result<Vec<Line>, StoreError> {
    let values = [Value::Integer(stored(NEXT.name, after)?), Value::Integer(limit.into())];
    let rows: Vec<Columns> = tx.fetch(&NEXT, &values).await?;
    rows.into_iter().map(read).collect()
}
