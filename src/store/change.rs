//! The log of changes: what each did to a row of an area's list. Only ever added to.

use super::bulk::{Bulk, BulkRow, Cell};
use super::statement::statements;
use super::time::stored;
use super::transaction::Value;
use super::{Page, StoreError, Tx};

/// What a change did to a row, on its way into the store.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Row {
    pub commune_code: String,
    pub area_code: String,
    pub version: u64,
    /// The place in the version, over all areas.
    pub position: u32,
    pub change_id: String,
    pub personal_id: String,
    /// Compact JSON on one line.
    pub document: String,
}

statements! {
    COPY = Postgres "change::insert_many", "Writes what changes did.",
        "COPY change_row (roll_id, commune_code, area_code, version, position, change_id, personal_id, document) \
         FROM STDIN (FORMAT binary)";
    WRITE = Sqlite "change::insert_many", "Writes what changes did.",
        "INSERT INTO change_row \
         (roll_id, commune_code, area_code, version, position, change_id, personal_id, document) \
         SELECT $1, value->>0, value->>1, value->>2, value->>3, value->>4, value->>5, \
         CAST(substr($3, value->>6, value->>7) AS TEXT) FROM json_each($2)";
    OF_COMMUNE = Both "change::of_commune", "Reads what changes did in a commune, by area, version and place.",
        "SELECT string_agg(document, '\n' ORDER BY area_code, version, position) FROM change_row \
         WHERE roll_id = $1 AND commune_code = $2";
    COMMUNES = Both "change::communes", "Lists the communes that changed after a version, up to another.",
        "SELECT DISTINCT commune_code FROM change_row WHERE roll_id = $1 AND version > $2 AND version <= $3 \
         ORDER BY commune_code";
    SINCE = Both "change::since", "Reads the changes after a version, up to another, by version and place.",
        "SELECT string_agg(document, '\n' ORDER BY version, position) FROM change_row \
         WHERE roll_id = $1 AND version > $2 AND version <= $3";
    FILED = Both "change::filed", "Reads the changes of a version, each after the columns that find it, by place.",
        "SELECT string_agg(commune_code || ' ' || area_code || ' ' || position || ' ' || change_id || ' ' \
         || personal_id || ' ' || document, '\n' ORDER BY position) FROM change_row \
         WHERE roll_id = $1 AND version = $2";
    OF_CHANGE = Both "change::of_change", "Reads what one change did.",
        "SELECT string_agg(document, '\n' ORDER BY version, position) FROM change_row \
         WHERE roll_id = $1 AND change_id = $2";
    OF_PERSON = Both "change::of_person", "Reads what changes did to the rows of a person.",
        "SELECT string_agg(document, '\n' ORDER BY version, position) FROM change_row \
         WHERE roll_id = $1 AND personal_id = $2";
}

const BULK: Bulk = Bulk { copy: COPY, insert: WRITE };

impl BulkRow<6> for Row {
    fn cells(&self) -> [Cell<'_>; 6] {
        [
            Cell::Text(&self.commune_code),
            Cell::Text(&self.area_code),
            Cell::Integer(i64::try_from(self.version).unwrap_or(i64::MAX)),
            Cell::Integer(self.position.into()),
            Cell::Text(&self.change_id),
            Cell::Text(&self.personal_id),
        ]
    }

    fn write_document(&self, out: &mut Vec<u8>) -> serde_json::Result<()> {
        out.extend_from_slice(self.document.as_bytes());
        Ok(())
    }
}

/// Writes what changes did.
///
/// # Errors
/// [`StoreError::Duplicate`] if a place is taken; another if the database fails.
pub async fn insert_many(tx: &mut Tx, roll_id: &str, rows: &[Row]) -> Result<(), StoreError> {
    BULK.write(tx, roll_id, rows).await
}

/// What changes did in a commune, by area, version and place.
///
/// # Errors
/// [`StoreError`] if the database fails.
pub async fn of_commune(tx: &mut Tx, roll_id: &str, commune_code: &str) -> Result<Page, StoreError> {
    Page::fetch(tx, &OF_COMMUNE, &[Value::Text(roll_id), Value::Text(commune_code)]).await
}

/// The communes that changed after a version, up to another.
///
/// # Errors
/// [`StoreError`] if the database fails.
pub async fn communes(tx: &mut Tx, roll_id: &str, after: u64, until: u64) -> Result<Vec<String>, StoreError> {
    let [after, until] = [stored(COMMUNES.name, after)?, stored(COMMUNES.name, until)?].map(Value::Integer);
    let rows: Vec<(String,)> = tx.fetch(&COMMUNES, &[Value::Text(roll_id), after, until]).await?;
    Ok(rows.into_iter().map(|(code,)| code).collect())
}

/// What changes did after a version, up to another, by version and place.
///
/// # Errors
/// [`StoreError`] if the database fails.
pub async fn since(tx: &mut Tx, roll_id: &str, after: u64, until: u64) -> Result<Page, StoreError> {
    let [after, until] = [stored(SINCE.name, after)?, stored(SINCE.name, until)?].map(Value::Integer);
    Page::fetch(tx, &SINCE, &[Value::Text(roll_id), after, until]).await
}

/// What changes did in a version, by place: each line has commune, area, place, change and person, each followed by a space,
/// and then the document. So a check can tell whether the columns say what the document says.
///
/// # Errors
/// [`StoreError`] if the database fails.
pub async fn filed(tx: &mut Tx, roll_id: &str, version: u64) -> Result<Page, StoreError> {
    let version = Value::Integer(stored(FILED.name, version)?);
    Page::fetch(tx, &FILED, &[Value::Text(roll_id), version]).await
}

/// What one change did: nothing, one row or two.
///
/// # Errors
/// [`StoreError`] if the database fails.
pub async fn of_change(tx: &mut Tx, roll_id: &str, change_id: &str) -> Result<Page, StoreError> {
    Page::fetch(tx, &OF_CHANGE, &[Value::Text(roll_id), Value::Text(change_id)]).await
}

/// What changes did to the rows of a person, in their order.
///
/// # Errors
/// [`StoreError`] if the database fails.
pub async fn of_person(tx: &mut Tx, roll_id: &str, personal_id: &str) -> Result<Page, StoreError> {
    Page::fetch(tx, &OF_PERSON, &[Value::Text(roll_id), Value::Text(personal_id)]).await
}
