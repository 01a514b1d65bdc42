//! Posted lists as they are now: the roll, its communes, its areas.

use super::bulk::{Bulk, BulkRow, Cell};
use super::list::{Listed, json};
use super::statement::statements;
use super::time::{count, stored};
use super::transaction::Value;
use super::{Page, StoreError, Tx};

/// A roll with posted lists.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Posting {
    pub roll_id: String,
    /// The snapshot whose facts the lists follow.
    pub snapshot_id: String,
    /// The latest version; 0 before anything is posted.
    pub version: u64,
}

statements! {
    INSERT = Both "posting::insert", "Begins to keep the lists of a roll.",
        "INSERT INTO posting (roll_id, snapshot_id, version) VALUES ($1, $2, $3) \
         ON CONFLICT (roll_id) DO NOTHING";
    LOCK = Both "posting::lock", "Takes the lists of a roll for this transaction alone.",
        "UPDATE posting SET version = version WHERE roll_id = $1 \
         RETURNING roll_id, snapshot_id, version";
    FIND = Both "posting::find", "Finds the posted lists of a roll.",
        "SELECT roll_id, snapshot_id, version FROM posting WHERE roll_id = $1";
    ALL = Both "posting::all", "Lists the rolls whose lists are kept.",
        "SELECT roll_id, snapshot_id, version FROM posting ORDER BY roll_id";
    UPDATE = Both "posting::update", "Moves posted lists on.",
        "UPDATE posting SET snapshot_id = $2, version = $3 WHERE roll_id = $1";
    COMMUNES = Both "posting::communes", "Reads the posted communes, by code.",
        "SELECT string_agg(document, '\n' ORDER BY commune_code) FROM posted_commune WHERE roll_id = $1";
    FILED_COMMUNES = Both "posting::filed_communes", "Reads the posted communes, each after its code.",
        "SELECT string_agg(commune_code || ' ' || document, '\n' ORDER BY commune_code) FROM posted_commune \
         WHERE roll_id = $1";
    FILED_AREAS = Both "posting::filed_areas", "Reads the areas of a commune, each after its code.",
        "SELECT string_agg(area_code || ' ' || document, '\n' ORDER BY area_code) FROM posted_area \
         WHERE roll_id = $1 AND commune_code = $2";
    DELETE_COMMUNES_SQLITE = Sqlite "posting::replace_communes", "Makes room for the new state of communes.",
        "DELETE FROM posted_commune WHERE roll_id = $1 AND commune_code IN (SELECT value FROM json_each($2))";
    DELETE_COMMUNES_POSTGRES = Postgres "posting::replace_communes", "Makes room for the new state of communes.",
        "DELETE FROM posted_commune WHERE roll_id = $1 AND commune_code = ANY (\
         ARRAY(SELECT value FROM json_array_elements_text($2::json) AS value))";
    COPY_COMMUNES = Postgres "posting::replace_communes", "Writes the state of communes.",
        "COPY posted_commune (roll_id, commune_code, document) FROM STDIN (FORMAT binary)";
    WRITE_COMMUNES = Sqlite "posting::replace_communes", "Writes the state of communes.",
        "INSERT INTO posted_commune (roll_id, commune_code, document) \
         SELECT $1, value->>0, CAST(substr($3, value->>1, value->>2) AS TEXT) FROM json_each($2)";
    AREAS_SQLITE = Sqlite "posting::areas", "Reads the areas of communes, by commune and code.",
        "SELECT string_agg(document, '\n' ORDER BY commune_code, area_code) FROM posted_area \
         WHERE roll_id = $1 AND commune_code IN (SELECT value FROM json_each($2))";
    AREAS_POSTGRES = Postgres "posting::areas", "Reads the areas of communes, by commune and code.",
        "SELECT string_agg(document, '\n' ORDER BY commune_code, area_code) FROM posted_area \
         WHERE roll_id = $1 AND commune_code = ANY (\
         ARRAY(SELECT value FROM json_array_elements_text($2::json) AS value))";
    DELETE_AREAS_SQLITE = Sqlite "posting::replace_areas", "Makes room for the new state of areas.",
        "DELETE FROM posted_area WHERE roll_id = $1 AND (commune_code, area_code) IN \
         (SELECT value->>0, value->>1 FROM json_each($2))";
    DELETE_AREAS_POSTGRES = Postgres "posting::replace_areas", "Makes room for the new state of areas.",
        "DELETE FROM posted_area WHERE roll_id = $1 \
         AND commune_code = ANY (ARRAY(SELECT value->>0 FROM json_array_elements($2::json) AS value)) \
         AND (commune_code, area_code) IN (SELECT value->>0, value->>1 FROM json_array_elements($2::json) AS value)";
    COPY_AREAS = Postgres "posting::replace_areas", "Writes the state of areas.",
        "COPY posted_area (roll_id, commune_code, area_code, document) FROM STDIN (FORMAT binary)";
    WRITE_AREAS = Sqlite "posting::replace_areas", "Writes the state of areas.",
        "INSERT INTO posted_area (roll_id, commune_code, area_code, document) \
         SELECT $1, value->>0, value->>1, CAST(substr($3, value->>2, value->>3) AS TEXT) FROM json_each($2)";
}

const COMMUNE_BULK: Bulk = Bulk { copy: COPY_COMMUNES, insert: WRITE_COMMUNES };
const AREA_BULK: Bulk = Bulk { copy: COPY_AREAS, insert: WRITE_AREAS };
const AREAS: Listed = Listed { sqlite: AREAS_SQLITE, postgres: AREAS_POSTGRES };
const DELETE_AREAS: Listed = Listed { sqlite: DELETE_AREAS_SQLITE, postgres: DELETE_AREAS_POSTGRES };
const DELETE_COMMUNES: Listed = Listed { sqlite: DELETE_COMMUNES_SQLITE, postgres: DELETE_COMMUNES_POSTGRES };

/// The state of an area on its way into the store.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AreaRow {
    pub commune_code: String,
    pub area_code: String,
    /// Compact JSON on one line.
    pub document: String,
}

/// A commune and its document.
impl BulkRow<1> for (String, String) {
    fn cells(&self) -> [Cell<'_>; 1] {
        [Cell::Text(&self.0)]
    }

    fn write_document(&self, out: &mut Vec<u8>) -> serde_json::Result<()> {
        out.extend_from_slice(self.1.as_bytes());
        Ok(())
    }
}

impl BulkRow<2> for AreaRow {
    fn cells(&self) -> [Cell<'_>; 2] {
        [Cell::Text(&self.commune_code), Cell::Text(&self.area_code)]
    }

    fn write_document(&self, out: &mut Vec<u8>) -> serde_json::Result<()> {
        out.extend_from_slice(self.document.as_bytes());
        Ok(())
    }
}

/// Begins to keep the lists of a roll, if nobody has.
///
/// # Errors
/// [`StoreError`] if the database fails.
pub async fn begin(tx: &mut Tx, posting: &Posting) -> Result<(), StoreError> {
    let values = [
        Value::Text(&posting.roll_id),
        Value::Text(&posting.snapshot_id),
        Value::Integer(stored(INSERT.name, posting.version)?),
    ];
    tx.execute(&INSERT, &values).await.map(drop)
}

/// Takes the lists of a roll for this transaction alone; who comes second waits, and sees what the first did.
///
/// # Errors
/// [`StoreError`] if the database fails.
pub async fn lock(tx: &mut Tx, roll_id: &str) -> Result<Option<Posting>, StoreError> {
    read(tx.fetch_optional(&LOCK, &[Value::Text(roll_id)]).await?)
}

/// Finds the posted lists of a roll.
///
/// # Errors
/// [`StoreError`] if the database fails.
pub async fn find(tx: &mut Tx, roll_id: &str) -> Result<Option<Posting>, StoreError> {
    read(tx.fetch_optional(&FIND, &[Value::Text(roll_id)]).await?)
}

/// The rolls whose lists are kept, posted or about to be.
///
/// # Errors
/// [`StoreError`] if the database fails.
pub async fn all(tx: &mut Tx) -> Result<Vec<Posting>, StoreError> {
    let rows: Vec<(String, String, i64)> = tx.fetch(&ALL, &[]).await?;
    rows.into_iter().filter_map(|columns| read(Some(columns)).transpose()).collect()
}

/// Moves posted lists on to another snapshot and version.
///
/// # Errors
/// [`StoreError`] if the database fails.
pub async fn update(tx: &mut Tx, posting: &Posting) -> Result<(), StoreError> {
    let values = [
        Value::Text(&posting.roll_id),
        Value::Text(&posting.snapshot_id),
        Value::Integer(stored(UPDATE.name, posting.version)?),
    ];
    tx.execute(&UPDATE, &values).await.map(drop)
}

fn read(columns: Option<(String, String, i64)>) -> Result<Option<Posting>, StoreError> {
    let Some((roll_id, snapshot_id, version)) = columns else { return Ok(None) };
    Ok(Some(Posting { roll_id, snapshot_id, version: count(FIND.name, version)? }))
}

/// The posted communes of a roll, by code.
///
/// # Errors
/// [`StoreError`] if the database fails.
pub async fn communes(tx: &mut Tx, roll_id: &str) -> Result<Page, StoreError> {
    Page::fetch(tx, &COMMUNES, &[Value::Text(roll_id)]).await
}

/// The posted communes of a roll, by code: each line has the code, a space and the document. So a check can tell whether
/// the column says what the document says.
///
/// # Errors
/// [`StoreError`] if the database fails.
pub async fn filed_communes(tx: &mut Tx, roll_id: &str) -> Result<Page, StoreError> {
    Page::fetch(tx, &FILED_COMMUNES, &[Value::Text(roll_id)]).await
}

/// The states of the areas of a commune, by code: each line has the code, a space and the document.
///
/// # Errors
/// [`StoreError`] if the database fails.
pub async fn filed_areas(tx: &mut Tx, roll_id: &str, commune_code: &str) -> Result<Page, StoreError> {
    let values = [Value::Text(roll_id), Value::Text(commune_code)];
    Page::fetch(tx, &FILED_AREAS, &values).await
}

/// Writes the state of communes (code, JSON) over the former one.
///
/// # Errors
/// [`StoreError`] if the database fails.
pub async fn replace_communes(
    tx: &mut Tx,
    roll_id: &str,
    rows: &[(String, String)],
) -> Result<(), StoreError> {
    let codes = json(rows.iter().map(|(code, _)| code.as_str()));
    let statement = DELETE_COMMUNES.of(tx);
    tx.execute(statement, &[Value::Text(roll_id), Value::Text(&codes)]).await?;
    COMMUNE_BULK.write(tx, roll_id, rows).await
}

/// The states of the areas of some communes, by commune and area.
///
/// # Errors
/// [`StoreError`] if the database fails.
pub async fn areas(
    tx: &mut Tx,
    roll_id: &str,
    communes: impl IntoIterator<Item = &str>,
) -> Result<Page, StoreError> {
    let (statement, communes) = (AREAS.of(tx), json(communes));
    Page::fetch(tx, statement, &[Value::Text(roll_id), Value::Text(&communes)]).await
}

/// Writes the states of areas over the former ones.
///
/// # Errors
/// [`StoreError`] if the database fails.
pub async fn replace_areas(tx: &mut Tx, roll_id: &str, rows: &[AreaRow]) -> Result<(), StoreError> {
    let keys: Vec<[&str; 2]> =
        rows.iter().map(|row| [row.commune_code.as_str(), row.area_code.as_str()]).collect();
    let keys = serde_json::to_string(&keys).expect("texts are always JSON");
    let statement = DELETE_AREAS.of(tx);
    tx.execute(statement, &[Value::Text(roll_id), Value::Text(&keys)]).await?;
    AREA_BULK.write(tx, roll_id, rows).await
}
