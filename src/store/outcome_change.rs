//! What acts did to outcomes: the outcome of each person before and after, by the line of the audit that tells of the act.
//! Only ever added to. With the outcomes of now it gives those of any version.

use super::bulk::{Bulk, BulkRow, Cell};
use super::statement::statements;
use super::time::stored;
use super::transaction::Value;
use super::{Page, StoreError, Tx};

/// What an act did to the outcome of a person in one commune, on its way into the store.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Row {
    /// `""` for no commune.
    pub commune_code: String,
    /// The line of the audit.
    pub sequence: u64,
    /// The place in the act, over all communes: 1, 2, …
    pub position: u64,
    /// The version of the roll that was in force after the act.
    pub version: u64,
    /// Compact JSON on one line.
    pub document: String,
}

statements! {
    COPY = Postgres "outcome_change::insert_many", "Writes what an act did to outcomes.",
        "COPY outcome_change (roll_id, commune_code, sequence, position, version, document) \
         FROM STDIN (FORMAT binary)";
    WRITE = Sqlite "outcome_change::insert_many", "Writes what an act did to outcomes.",
        "INSERT INTO outcome_change (roll_id, commune_code, sequence, position, version, document) \
         SELECT $1, value->>0, value->>1, value->>2, value->>3, \
         CAST(substr($3, value->>4, value->>5) AS TEXT) FROM json_each($2)";
    AFTER = Both "outcome_change::after", "Reads what acts did to a commune's outcomes after a version, the first first.",
        "SELECT string_agg(document, '\n' ORDER BY sequence, position) FROM outcome_change \
         WHERE roll_id = $1 AND commune_code = $2 AND version > $3";
    SINCE = Both "outcome_change::since", "Reads what acts did to a commune's outcomes after a line of the audit, the first first.",
        "SELECT string_agg(document, '\n' ORDER BY sequence, position) FROM outcome_change \
         WHERE roll_id = $1 AND commune_code = $2 AND sequence > $3";
    FILED = Both "outcome_change::filed", "Reads the log of a commune's outcomes, each row after its columns.",
        "SELECT string_agg(sequence || ' ' || position || ' ' || version || ' ' || document, '\n' \
         ORDER BY sequence, position) FROM outcome_change WHERE roll_id = $1 AND commune_code = $2";
}

const BULK: Bulk = Bulk { copy: COPY, insert: WRITE };

impl BulkRow<4> for Row {
    fn cells(&self) -> [Cell<'_>; 4] {
        let integer = |count: u64| Cell::Integer(i64::try_from(count).unwrap_or(i64::MAX));
        [
            Cell::Text(&self.commune_code),
            integer(self.sequence),
            integer(self.position),
            integer(self.version),
        ]
    }

    fn write_document(&self, out: &mut Vec<u8>) -> serde_json::Result<()> {
        out.extend_from_slice(self.document.as_bytes());
        Ok(())
    }
}

/// Writes what an act did to outcomes.
///
/// # Errors
/// [`StoreError::Duplicate`] if a place is taken; another if the database fails.
pub async fn insert_many(tx: &mut Tx, roll_id: &str, rows: &[Row]) -> Result<(), StoreError> {
    BULK.write(tx, roll_id, rows).await
}

/// What acts did to a commune's outcomes (`""`: those of no commune) after a version was made, the first first.
///
/// # Errors
/// [`StoreError`] if the database fails.
pub async fn after(tx: &mut Tx, roll_id: &str, commune_code: &str, version: u64) -> Result<Page, StoreError> {
    let version = Value::Integer(stored(AFTER.name, version)?);
    let values = [Value::Text(roll_id), Value::Text(commune_code), version];
    Page::fetch(tx, &AFTER, &values).await
}

/// What acts did to a commune's outcomes (`""`: those of no commune) after a line of the audit, the first first.
///
/// # Errors
/// [`StoreError`] if the database fails.
pub async fn since(
    tx: &mut Tx,
    roll_id: &str,
    commune_code: &str,
    sequence: u64,
) -> Result<Page, StoreError> {
    let sequence = Value::Integer(stored(SINCE.name, sequence)?);
    let values = [Value::Text(roll_id), Value::Text(commune_code), sequence];
    Page::fetch(tx, &SINCE, &values).await
}

/// The whole log of a commune's outcomes, the first first: each line has sequence, position and version, each followed by
/// a space, and then the document.
///
/// # Errors
/// [`StoreError`] if the database fails.
pub async fn filed(tx: &mut Tx, roll_id: &str, commune_code: &str) -> Result<Page, StoreError> {
    let values = [Value::Text(roll_id), Value::Text(commune_code)];
    Page::fetch(tx, &FILED, &values).await
}
