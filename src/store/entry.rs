//! Entries: the rows of the lists.

use super::bulk::{Bulk, BulkRow, Cell};
use super::list::{Listed, json};
use super::partition::Parted;
use super::statement::statements;
use super::transaction::Value;
use super::{Database, Page, StoreError, Tx};
use crate::roll::{Entry, Status};
use std::collections::BTreeMap;

statements! {
    COPY = Postgres "entry::insert_many", "Writes entries.",
        "COPY entry (roll_id, commune_code, area_code, number, personal_id, standing, document) \
         FROM STDIN (FORMAT binary)";
    WRITE = Sqlite "entry::insert_many", "Writes entries.",
        "INSERT INTO entry (roll_id, commune_code, area_code, number, personal_id, standing, document) \
         SELECT $1, value->>0, value->>1, value->>2, value->>3, value->>4, \
         CAST(substr($3, value->>5, value->>6) AS TEXT) FROM json_each($2)";
    INDEX_PERSON_SQLITE = Sqlite "entry::index", "Finds entries by personal number; one standing row a person.",
        "CREATE UNIQUE INDEX IF NOT EXISTS {partition}_person ON entry (personal_id, standing) \
         WHERE roll_id = '{id}'";
    DELETE = Sqlite "entry::delete", "Deletes a roll's entries.",
        "DELETE FROM entry WHERE roll_id = $1";
    READ_AREA = Both "entry::read_area", "Reads the list of an area.",
        "SELECT string_agg(document, '\n' ORDER BY number) FROM entry \
         WHERE roll_id = $1 AND commune_code = $2 AND area_code = $3";
    READ_FILED = Both "entry::read_filed", "Reads the lists of a commune, each row after the columns that find it.",
        "SELECT string_agg(area_code || ' ' || number || ' ' || personal_id || ' ' || COALESCE(standing, 0) \
         || ' ' || document, '\n' ORDER BY area_code, number) FROM entry \
         WHERE roll_id = $1 AND commune_code = $2";
    READ_COMMUNE = Both "entry::read_commune", "Reads the lists of a commune, area by area.",
        "SELECT string_agg(document, '\n' ORDER BY area_code, number) FROM entry \
         WHERE roll_id = $1 AND commune_code = $2";
    DELETE_ROWS_SQLITE = Sqlite "entry::replace_many", "Makes room for the new state of a commune's rows.",
        "DELETE FROM entry WHERE roll_id = $1 AND commune_code = $2 AND (area_code, number) IN \
         (SELECT value->>0, value->>1 FROM json_each($3))";
    DELETE_ROWS_POSTGRES = Postgres "entry::replace_many", "Makes room for the new state of a commune's rows.",
        "DELETE FROM entry WHERE roll_id = $1 AND commune_code = $2 AND (area_code, number) IN \
         (SELECT value->>0, (value->>1)::bigint FROM json_array_elements($3::json) AS value)";
    DELETE_COMMUNE = Both "entry::delete_commune", "Deletes the draft lists of a commune, to derive them anew.",
        "DELETE FROM entry WHERE roll_id = $1 AND commune_code = $2";
    OF_PERSONS_SQLITE = Sqlite "entry::of_persons", "Reads all rows of some persons.",
        "SELECT string_agg(document, '\n') FROM (\
         SELECT entry.document FROM json_each($2) AS wanted CROSS JOIN entry \
         ON entry.roll_id = $1 AND entry.personal_id = wanted.value AND entry.standing = 1 UNION ALL \
         SELECT entry.document FROM json_each($2) AS wanted CROSS JOIN entry \
         ON entry.roll_id = $1 AND entry.personal_id = wanted.value AND entry.standing IS NULL) AS found";
    OF_PERSONS_POSTGRES = Postgres "entry::of_persons", "Reads all rows of some persons.",
        "SELECT string_agg(document, '\n') FROM entry WHERE roll_id = $1 \
         AND personal_id = ANY (ARRAY(SELECT value FROM json_array_elements_text($2::json) AS value))";
    FIND_PERSON = Both "entry::find_person", "Finds the entries of a person, the standing one first.",
        "SELECT document FROM (\
         SELECT 1 AS place, commune_code, area_code, number, document FROM entry \
         WHERE roll_id = $1 AND personal_id = $2 AND standing = 1 UNION ALL \
         SELECT 2 AS place, commune_code, area_code, number, document FROM entry \
         WHERE roll_id = $1 AND personal_id = $2 AND standing IS NULL) AS found \
         ORDER BY place, commune_code, area_code, number";
}

const DELETE_ROWS: Listed = Listed { sqlite: DELETE_ROWS_SQLITE, postgres: DELETE_ROWS_POSTGRES };
const OF_PERSONS: Listed = Listed { sqlite: OF_PERSONS_SQLITE, postgres: OF_PERSONS_POSTGRES };
const BULK: Bulk = Bulk { copy: COPY, insert: WRITE };

pub(super) const PARTED: Parted =
    Parted { table: "entry", index_sqlite: &[INDEX_PERSON_SQLITE], found_by: &[], delete_sqlite: &DELETE };

impl BulkRow<5> for &Entry {
    fn cells(&self) -> [Cell<'_>; 5] {
        [
            Cell::Text(self.commune_code.as_str()),
            Cell::Text(self.area_code.as_str()),
            Cell::Integer(self.number.into()),
            Cell::Text(self.personal_id.as_str()),
            if self.status == Status::Listed { Cell::Integer(1) } else { Cell::Null },
        ]
    }

    fn write_document(&self, out: &mut Vec<u8>) -> serde_json::Result<()> {
        serde_json::to_writer(out, self)
    }
}

/// Writes entries of a roll; best all of a commune at once, by area and number.
///
/// # Errors
/// [`StoreError::Duplicate`] if SQLite holds the area's number already (PostgreSQL says so in [`index`]); another if
/// the database fails.
pub async fn insert_many(tx: &mut Tx, roll_id: &str, entries: &[&Entry]) -> Result<(), StoreError> {
    BULK.write(tx, roll_id, entries).await
}

/// Builds what finds entries, after all communes are written. May be called again.
///
/// # Errors
/// [`StoreError::Duplicate`] if a person has two standing rows or an area a number twice; another if the database fails.
pub async fn index(tx: &mut Tx, roll_id: &str) -> Result<(), StoreError> {
    PARTED.index(tx, roll_id).await
}

/// The same outside any transaction: on a server every index at once, in a transaction each.
///
/// # Errors
/// As [`index`].
pub async fn build_index(database: &Database, roll_id: &str) -> Result<(), StoreError> {
    PARTED.build_index(database, roll_id).await
}

/// The list of an area, by number.
///
/// # Errors
/// [`StoreError`] if the database fails.
pub async fn read_area(
    tx: &mut Tx,
    roll_id: &str,
    commune_code: &str,
    area_code: &str,
) -> Result<Page, StoreError> {
    let values = [Value::Text(roll_id), Value::Text(commune_code), Value::Text(area_code)];
    Page::fetch(tx, &READ_AREA, &values).await
}

/// The lists of a commune, by area and number.
///
/// # Errors
/// [`StoreError`] if the database fails.
pub async fn read_commune(tx: &mut Tx, roll_id: &str, commune_code: &str) -> Result<Page, StoreError> {
    let values = [Value::Text(roll_id), Value::Text(commune_code)];
    Page::fetch(tx, &READ_COMMUNE, &values).await
}

/// The lists of a commune, by area and number: each line has area, number, personal number and 1 if the row stands, each
/// followed by a space, and then the document. So a check can tell whether the columns say what the document says.
///
/// # Errors
/// [`StoreError`] if the database fails.
pub async fn read_filed(tx: &mut Tx, roll_id: &str, commune_code: &str) -> Result<Page, StoreError> {
    let values = [Value::Text(roll_id), Value::Text(commune_code)];
    Page::fetch(tx, &READ_FILED, &values).await
}

/// The entries of a person: the one where the person votes first, then struck and marked ones.
///
/// # Errors
/// [`StoreError`] if the database fails.
pub async fn find_person(tx: &mut Tx, roll_id: &str, personal_id: &str) -> Result<Vec<String>, StoreError> {
    let rows: Vec<(String,)> =
        tx.fetch(&FIND_PERSON, &[Value::Text(roll_id), Value::Text(personal_id)]).await?;
    Ok(rows.into_iter().map(|(document,)| document).collect())
}

/// Writes rows over those of the same numbers, and rows with new numbers. Its keys must be built already.
///
/// # Errors
/// [`StoreError::Duplicate`] if a person would have two standing rows; another if the database fails.
pub async fn replace_many(tx: &mut Tx, roll_id: &str, rows: &[&Entry]) -> Result<(), StoreError> {
    let mut communes: BTreeMap<&str, Vec<(&str, u32)>> = BTreeMap::new();
    for row in rows {
        communes.entry(row.commune_code.as_str()).or_default().push((row.area_code.as_str(), row.number));
    }
    for (commune_code, keys) in communes {
        let keys = serde_json::to_string(&keys).expect("texts and numbers are always JSON");
        let statement = DELETE_ROWS.of(tx);
        let values = [Value::Text(roll_id), Value::Text(commune_code), Value::Text(&keys)];
        tx.execute(statement, &values).await?;
    }
    insert_many(tx, roll_id, rows).await
}

/// Deletes the draft lists of a commune, to derive them anew.
///
/// # Errors
/// [`StoreError`] if the database fails.
pub async fn delete_commune(tx: &mut Tx, roll_id: &str, commune_code: &str) -> Result<(), StoreError> {
    tx.execute(&DELETE_COMMUNE, &[Value::Text(roll_id), Value::Text(commune_code)]).await.map(drop)
}

/// All rows of some persons, standing, marked and struck, in any order.
///
/// # Errors
/// [`StoreError`] if the database fails.
pub async fn of_persons(
    tx: &mut Tx,
    roll_id: &str,
    persons: impl IntoIterator<Item = &str>,
) -> Result<Page, StoreError> {
    let persons = json(persons);
    let statement = OF_PERSONS.of(tx);
    let values = [Value::Text(roll_id), Value::Text(&persons)];
    Page::fetch(tx, statement, &values).await
}
