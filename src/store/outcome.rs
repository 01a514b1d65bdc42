//! Outcomes: the persons who stand on no list, and why.

use super::bulk::{Bulk, BulkRow, Cell};
use super::list::{Listed, json};
use super::partition::Parted;
use super::statement::statements;
use super::transaction::Value;
use super::{Database, Page, StoreError, Tx};
use crate::law::Group;
use crate::people::CommuneCode;
use crate::roll::Unlisted;
use std::collections::BTreeMap;

statements! {
    COPY = Postgres "outcome::insert_many", "Writes outcomes.",
        "COPY outcome (roll_id, commune_code, personal_id, outcome, document) FROM STDIN (FORMAT binary)";
    WRITE = Sqlite "outcome::insert_many", "Writes outcomes.",
        "INSERT INTO outcome (roll_id, commune_code, personal_id, outcome, document) \
         SELECT $1, value->>0, value->>1, value->>2, CAST(substr($3, value->>3, value->>4) AS TEXT) \
         FROM json_each($2)";
    INDEX_PERSON_SQLITE = Sqlite "outcome::index", "Finds outcomes by personal number; one a person.",
        "CREATE UNIQUE INDEX IF NOT EXISTS {partition}_person ON outcome (personal_id) \
         WHERE roll_id = '{id}'";
    DELETE = Sqlite "outcome::delete", "Deletes a roll's outcomes.",
        "DELETE FROM outcome WHERE roll_id = $1";
    DELETE_PERSONS_SQLITE = Sqlite "outcome::replace_many", "Makes room for the new outcomes of persons.",
        "DELETE FROM outcome WHERE roll_id = $1 AND commune_code = $2 AND personal_id IN \
         (SELECT value FROM json_each($3)) RETURNING document";
    DELETE_PERSONS_POSTGRES = Postgres "outcome::replace_many", "Makes room for the new outcomes of persons.",
        "DELETE FROM outcome WHERE roll_id = $1 AND commune_code = $2 AND personal_id = ANY (\
         ARRAY(SELECT value FROM json_array_elements_text($3::json) AS value)) RETURNING document";
    PLACES_SQLITE = Sqlite "outcome::places", "Finds in which communes some persons' outcomes stand.",
        "SELECT outcome.commune_code, outcome.personal_id FROM json_each($2) AS wanted CROSS JOIN outcome \
         ON outcome.roll_id = $1 AND outcome.personal_id = wanted.value";
    PLACES_POSTGRES = Postgres "outcome::places", "Finds in which communes some persons' outcomes stand.",
        "SELECT commune_code, personal_id FROM outcome WHERE roll_id = $1 \
         AND personal_id = ANY (ARRAY(SELECT value FROM json_array_elements_text($2::json) AS value))";
    OF_PERSONS_SQLITE = Sqlite "outcome::of_persons", "Reads the outcomes of some persons.",
        "SELECT string_agg(outcome.document, '\n') FROM json_each($2) AS wanted CROSS JOIN outcome \
         ON outcome.roll_id = $1 AND outcome.personal_id = wanted.value";
    OF_PERSONS_POSTGRES = Postgres "outcome::of_persons", "Reads the outcomes of some persons.",
        "SELECT string_agg(document, '\n') FROM outcome WHERE roll_id = $1 \
         AND personal_id = ANY (ARRAY(SELECT value FROM json_array_elements_text($2::json) AS value))";
    DELETE_COMMUNE = Both "outcome::delete_commune", "Deletes a commune's outcomes, to derive them anew.",
        "DELETE FROM outcome WHERE roll_id = $1 AND commune_code = $2";
    READ_COMMUNE = Both "outcome::read_commune", "Reads a commune's outcomes of one group, by personal number.",
        "SELECT string_agg(document, '\n' ORDER BY personal_id) FROM outcome \
         WHERE roll_id = $1 AND commune_code = $2 AND outcome = $3";
    FILED = Both "outcome::filed", "Reads a commune's outcomes, each after the columns that find it, by personal number.",
        "SELECT string_agg(personal_id || ' ' || outcome || ' ' || document, '\n' ORDER BY personal_id) \
         FROM outcome WHERE roll_id = $1 AND commune_code = $2";
}

const DELETE_PERSONS: Listed = Listed { sqlite: DELETE_PERSONS_SQLITE, postgres: DELETE_PERSONS_POSTGRES };
const PLACES: Listed = Listed { sqlite: PLACES_SQLITE, postgres: PLACES_POSTGRES };
const OF_PERSONS: Listed = Listed { sqlite: OF_PERSONS_SQLITE, postgres: OF_PERSONS_POSTGRES };
const BULK: Bulk = Bulk { copy: COPY, insert: WRITE };

pub(super) const PARTED: Parted =
    Parted { table: "outcome", index_sqlite: &[INDEX_PERSON_SQLITE], found_by: &[], delete_sqlite: &DELETE };

impl BulkRow<3> for &Unlisted {
    fn cells(&self) -> [Cell<'_>; 3] {
        [
            Cell::Text(self.commune_code.as_ref().map_or("", CommuneCode::as_str)),
            Cell::Text(self.personal_id.as_str()),
            Cell::Text(self.outcome()),
        ]
    }

    fn write_document(&self, out: &mut Vec<u8>) -> serde_json::Result<()> {
        serde_json::to_writer(out, self)
    }
}

/// Writes outcomes of a roll; best all of a commune at once, by personal number.
///
/// # Errors
/// [`StoreError::Duplicate`] if SQLite holds the person already (PostgreSQL says so in [`index`]); another if the
/// database fails.
pub async fn insert_many(tx: &mut Tx, roll_id: &str, persons: &[&Unlisted]) -> Result<(), StoreError> {
    BULK.write(tx, roll_id, persons).await
}

/// Builds what finds outcomes, after all communes are written. May be called again.
///
/// # Errors
/// [`StoreError::Duplicate`] if a person has two outcomes; another if the database fails.
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

/// A commune's outcomes of one group, by personal number; `""` reads those of no commune.
///
/// # Errors
/// [`StoreError`] if the database fails.
pub async fn read_commune(
    tx: &mut Tx,
    roll_id: &str,
    commune_code: &str,
    group: Group,
) -> Result<Page, StoreError> {
    let values = [Value::Text(roll_id), Value::Text(commune_code), Value::Text(group.as_str())];
    Page::fetch(tx, &READ_COMMUNE, &values).await
}

/// A commune's outcomes, by personal number: each line has the personal number and the group, each followed by a space, and
/// then the document. `""` reads those of no commune.
///
/// # Errors
/// [`StoreError`] if the database fails.
pub async fn filed(tx: &mut Tx, roll_id: &str, commune_code: &str) -> Result<Page, StoreError> {
    let values = [Value::Text(roll_id), Value::Text(commune_code)];
    Page::fetch(tx, &FILED, &values).await
}

/// The outcomes of some persons, in any order; of those who stand on a list there is none.
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
    Page::fetch(tx, statement, &[Value::Text(roll_id), Value::Text(&persons)]).await
}

/// An outcome that was taken away.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Taken {
    /// `""` for no commune.
    pub commune_code: String,
    pub document: String,
}

/// Takes away the outcomes of persons, wherever they stand, and gives what was taken.
///
/// # Errors
/// [`StoreError`] if the database fails.
pub async fn delete_many(
    tx: &mut Tx,
    roll_id: &str,
    persons: impl IntoIterator<Item = &str>,
) -> Result<Vec<Taken>, StoreError> {
    let persons = json(persons);
    let statement = PLACES.of(tx);
    let found: Vec<(String, String)> =
        tx.fetch(statement, &[Value::Text(roll_id), Value::Text(&persons)]).await?;
    let mut places: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
    for (commune, person) in &found {
        places.entry(commune).or_default().push(person);
    }
    let mut taken = Vec::with_capacity(found.len());
    for (commune, persons) in places {
        let persons = json(persons);
        let statement = DELETE_PERSONS.of(tx);
        let values = [Value::Text(roll_id), Value::Text(commune), Value::Text(&persons)];
        let rows: Vec<(String,)> = tx.fetch(statement, &values).await?;
        taken
            .extend(rows.into_iter().map(|(document,)| Taken { commune_code: commune.to_owned(), document }));
    }
    Ok(taken)
}

/// Deletes a commune's outcomes, to derive them anew.
///
/// # Errors
/// [`StoreError`] if the database fails.
pub async fn delete_commune(tx: &mut Tx, roll_id: &str, commune_code: &str) -> Result<(), StoreError> {
    tx.execute(&DELETE_COMMUNE, &[Value::Text(roll_id), Value::Text(commune_code)]).await.map(drop)
}
