//! Versions of posted lists: of each area, and of the roll. Only ever added to.

use super::bulk::{Bulk, BulkRow, Cell};
use super::statement::statements;
use super::time::{count, stored};
use super::transaction::Value;
use super::{Page, StoreError, Tx};

/// A version of an area's list on its way into the store.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AreaRow {
    pub commune_code: String,
    pub area_code: String,
    pub version: u64,
    /// Compact JSON on one line.
    pub document: String,
}

statements! {
    COPY = Postgres "version::insert_areas", "Writes versions of areas' lists.",
        "COPY area_version (roll_id, commune_code, area_code, version, document) FROM STDIN (FORMAT binary)";
    WRITE = Sqlite "version::insert_areas", "Writes versions of areas' lists.",
        "INSERT INTO area_version (roll_id, commune_code, area_code, version, document) \
         SELECT $1, value->>0, value->>1, value->>2, CAST(substr($3, value->>3, value->>4) AS TEXT) \
         FROM json_each($2)";
    OF_COMMUNE = Both "version::of_commune", "Reads the versions of a commune's lists, by area and version.",
        "SELECT string_agg(document, '\n' ORDER BY area_code, version) FROM area_version \
         WHERE roll_id = $1 AND commune_code = $2";
    FILED = Both "version::filed", "Reads the versions of a commune's lists, each after the columns that find it.",
        "SELECT string_agg(area_code || ' ' || version || ' ' || document, '\n' ORDER BY area_code, version) \
         FROM area_version WHERE roll_id = $1 AND commune_code = $2";
    COMMUNES = Both "version::communes", "Lists the communes whose lists a version after another wrote.",
        "SELECT DISTINCT commune_code FROM area_version WHERE roll_id = $1 AND version > $2 ORDER BY commune_code";
    INSERT = Both "version::insert", "Adds a version of a roll.",
        "INSERT INTO roll_version (roll_id, version, document) VALUES ($1, $2, $3)";
    ALL = Both "version::all", "Reads the versions of a roll, the first first.",
        "SELECT version, document FROM roll_version WHERE roll_id = $1 ORDER BY version";
    LAST = Both "version::last", "Reads the last version of a roll.",
        "SELECT version, document FROM roll_version WHERE roll_id = $1 ORDER BY version DESC LIMIT 1";
    ROLLS = Both "version::rolls", "Lists the rolls that have versions.",
        "SELECT DISTINCT roll_id FROM roll_version ORDER BY roll_id";
}

const BULK: Bulk = Bulk { copy: COPY, insert: WRITE };

impl BulkRow<3> for AreaRow {
    fn cells(&self) -> [Cell<'_>; 3] {
        [
            Cell::Text(&self.commune_code),
            Cell::Text(&self.area_code),
            Cell::Integer(i64::try_from(self.version).unwrap_or(i64::MAX)),
        ]
    }

    fn write_document(&self, out: &mut Vec<u8>) -> serde_json::Result<()> {
        out.extend_from_slice(self.document.as_bytes());
        Ok(())
    }
}

/// Writes versions of areas' lists.
///
/// # Errors
/// [`StoreError::Duplicate`] if a version is there already; another if the database fails.
pub async fn insert_areas(tx: &mut Tx, roll_id: &str, rows: &[AreaRow]) -> Result<(), StoreError> {
    let cells = |row: &AreaRow| stored(WRITE.name, row.version).map(drop);
    rows.iter().try_for_each(cells)?;
    BULK.write(tx, roll_id, rows).await
}

/// The versions of a commune's lists, by area and version.
///
/// # Errors
/// [`StoreError`] if the database fails.
pub async fn of_commune(tx: &mut Tx, roll_id: &str, commune_code: &str) -> Result<Page, StoreError> {
    let values = [Value::Text(roll_id), Value::Text(commune_code)];
    Page::fetch(tx, &OF_COMMUNE, &values).await
}

/// The versions of a commune's lists, by area and version: each line has area and version, each followed by a space, and
/// then the document. So a check can tell whether the columns say what the document says.
///
/// # Errors
/// [`StoreError`] if the database fails.
pub async fn filed(tx: &mut Tx, roll_id: &str, commune_code: &str) -> Result<Page, StoreError> {
    let values = [Value::Text(roll_id), Value::Text(commune_code)];
    Page::fetch(tx, &FILED, &values).await
}

/// The communes whose lists were posted or changed after a version.
///
/// # Errors
/// [`StoreError`] if the database fails.
pub async fn communes(tx: &mut Tx, roll_id: &str, version: u64) -> Result<Vec<String>, StoreError> {
    let version = Value::Integer(stored(COMMUNES.name, version)?);
    let rows: Vec<(String,)> = tx.fetch(&COMMUNES, &[Value::Text(roll_id), version]).await?;
    Ok(rows.into_iter().map(|(code,)| code).collect())
}

/// Adds a version of a roll.
///
/// # Errors
/// [`StoreError::Duplicate`] if it is there already; another if the database fails.
pub async fn insert(tx: &mut Tx, roll_id: &str, version: u64, document: &str) -> Result<(), StoreError> {
    let version = Value::Integer(stored(INSERT.name, version)?);
    tx.execute(&INSERT, &[Value::Text(roll_id), version, Value::Text(document)]).await.map(drop)
}

/// The versions of a roll with their JSON, the first first.
///
/// # Errors
/// [`StoreError`] if the database fails.
pub async fn all(tx: &mut Tx, roll_id: &str) -> Result<Vec<(u64, String)>, StoreError> {
    let rows: Vec<(i64, String)> = tx.fetch(&ALL, &[Value::Text(roll_id)]).await?;
    rows.into_iter().map(|(version, document)| Ok((count(ALL.name, version)?, document))).collect()
}

/// The last version of a roll, with its JSON.
///
/// # Errors
/// [`StoreError`] if the database fails.
pub async fn last(tx: &mut Tx, roll_id: &str) -> Result<Option<(u64, String)>, StoreError> {
    let found: Option<(i64, String)> = tx.fetch_optional(&LAST, &[Value::Text(roll_id)]).await?;
    found.map(|(version, document)| Ok((count(LAST.name, version)?, document))).transpose()
}

/// The rolls that have versions.
///
/// # Errors
/// [`StoreError`] if the database fails.
pub async fn rolls(tx: &mut Tx) -> Result<Vec<String>, StoreError> {
    let rows: Vec<(String,)> = tx.fetch(&ROLLS, &[]).await?;
    Ok(rows.into_iter().map(|(roll,)| roll).collect())
}
