//! Revisions: what deltas say of persons, upon the dossiers of their root snapshot.

use super::bulk::{Bulk, BulkRow, Cell};
use super::list::{Listed, json};
use super::statement::statements;
use super::time::{count, stored};
use super::transaction::Value;
use super::{Page, StoreError, Tx};
use std::collections::BTreeMap;

/// A revision on its way into the store.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Row<'a> {
    /// The personal number.
    pub personal_id: &'a str,
    /// The name without marks and the year of birth, which find the person.
    pub name_year: &'a str,
    /// The number before 2016, which finds the person; `""` for none.
    pub old_number: &'a str,
    /// Compact JSON of the person's facts, on one line; of somebody taken out too.
    pub document: &'a str,
}

statements! {
    COPY = Postgres "revision::insert_many", "Writes revisions.",
        "COPY revision (root, snapshot_id, personal_id, sequence, name_year, old_number, document) \
         FROM STDIN (FORMAT binary)";
    WRITE = Sqlite "revision::insert_many", "Writes revisions.",
        "INSERT INTO revision (root, snapshot_id, personal_id, sequence, name_year, old_number, document) \
         SELECT $1, value->>0, value->>1, value->>2, value->>3, value->>4, \
         CAST(substr($3, value->>5, value->>6) AS TEXT) FROM json_each($2)";
    COMMUNES_SQLITE = Sqlite "revision::add_communes", "Remembers where a person has or had facts.",
        "INSERT INTO revision_commune (root, commune_code, personal_id, sequence) \
         SELECT $1, value->>0, value->>1, $3 FROM json_each($2) WHERE true \
         ON CONFLICT (root, commune_code, personal_id) DO NOTHING RETURNING commune_code, personal_id";
    COMMUNES_POSTGRES = Postgres "revision::add_communes", "Remembers where a person has or had facts.",
        "INSERT INTO revision_commune (root, commune_code, personal_id, sequence) \
         SELECT $1, value->>0, value->>1, $3::bigint FROM json_array_elements($2::json) AS value WHERE true \
         ON CONFLICT (root, commune_code, personal_id) DO NOTHING RETURNING commune_code, personal_id";
    NUMBER = Both "revision::number", "Puts the revisions of a snapshot in force, under its place among the deltas.",
        "UPDATE revision SET sequence = $3 WHERE root = $1 AND snapshot_id = $2";
    DELETE = Both "revision::delete", "Deletes the revisions of a snapshot that never came into force.",
        "DELETE FROM revision WHERE root = $1 AND snapshot_id = $2 AND sequence = 0";
    READ = Both "revision::read", "Reads the next revisions of a snapshot, in the order of personal numbers.",
        "SELECT string_agg(document, '\n'), max(personal_id) FROM (\
         SELECT personal_id, document FROM revision \
         WHERE root = $1 AND snapshot_id = $2 AND personal_id > $3 ORDER BY personal_id LIMIT $4) AS page";
    FACTS_SQLITE = Sqlite "revision::facts", "Finds the facts of persons as of a delta.",
        "SELECT string_agg(COALESCE(\
         (SELECT document FROM revision WHERE root = $1 AND personal_id = wanted.value \
          AND sequence BETWEEN 1 AND $2 ORDER BY sequence DESC LIMIT 1), \
         (SELECT document FROM dossier WHERE snapshot_id = $1 AND personal_id = wanted.value LIMIT 1)), '\n') \
         FROM json_each($3) AS wanted";
    LOADED_POSTGRES = Postgres "revision::facts", "Finds what the root snapshot knows of persons.",
        "SELECT DISTINCT ON (personal_id) personal_id, document FROM dossier WHERE snapshot_id = $1 \
         AND personal_id = ANY (ARRAY(SELECT value FROM json_array_elements_text($2::json) AS value)) \
         ORDER BY personal_id";
    REVISED_POSTGRES = Postgres "revision::facts", "Finds what deltas say of persons, the last of each.",
        "SELECT DISTINCT ON (personal_id) personal_id, document FROM revision \
         WHERE root = $1 AND sequence BETWEEN 1 AND $2 \
         AND personal_id = ANY (ARRAY(SELECT value FROM json_array_elements_text($3::json) AS value)) \
         ORDER BY personal_id, sequence DESC";
    FILED = Both "revision::filed", "Reads the next revisions of a snapshot, each after the columns that find it.",
        "SELECT string_agg(\
         personal_id || '|' || sequence || '|' || name_year || '|' || old_number || '|' || document, '\n'), \
         max(personal_id) FROM (\
         SELECT personal_id, sequence, name_year, old_number, document FROM revision \
         WHERE root = $1 AND snapshot_id = $2 AND personal_id > $3 ORDER BY personal_id LIMIT $4) AS page";
    SNAPSHOTS = Both "revision::snapshots", "Lists the snapshots that have revisions.",
        "SELECT DISTINCT root, snapshot_id FROM revision ORDER BY root, snapshot_id";
    TOUCHED = Both "revision::touched", "Lists where deltas touch persons, in the order of deltas.",
        "SELECT sequence, commune_code, personal_id FROM revision_commune WHERE root = $1 \
         ORDER BY sequence, commune_code, personal_id";
    OF_COMMUNE = Both "revision::of_commune", "Lists the persons whom deltas touch in a commune.",
        "SELECT personal_id FROM revision_commune WHERE root = $1 AND commune_code = $2 ORDER BY personal_id";
}

const BULK: Bulk = Bulk { copy: COPY, insert: WRITE };

impl BulkRow<5> for (&str, Row<'_>) {
    fn cells(&self) -> [Cell<'_>; 5] {
        let (snapshot_id, row) = self;
        let [snapshot_id, person, named, old] =
            [snapshot_id, row.personal_id, row.name_year, row.old_number].map(Cell::Text);
        [snapshot_id, person, Cell::Integer(0), named, old]
    }

    fn write_document(&self, out: &mut Vec<u8>) -> serde_json::Result<()> {
        out.extend_from_slice(self.1.document.as_bytes());
        Ok(())
    }
}
const COMMUNES: Listed = Listed { sqlite: COMMUNES_SQLITE, postgres: COMMUNES_POSTGRES };

/// Writes the revisions of a delta's snapshot, not in force yet.
///
/// # Errors
/// [`StoreError::Duplicate`] if a person stands there twice; another if the database fails.
pub async fn insert_many(
    tx: &mut Tx,
    root: &str,
    snapshot_id: &str,
    rows: &[Row<'_>],
) -> Result<(), StoreError> {
    let keyed: Vec<(&str, Row<'_>)> = rows.iter().map(|row| (snapshot_id, *row)).collect();
    BULK.write(tx, root, &keyed).await
}

/// Where a person has, or had, a fact.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Touched {
    /// The place of the delta that first brought the person there; 0 where an earlier edition did.
    pub sequence: u64,
    /// `""` for no commune.
    pub commune_code: String,
    pub personal_id: String,
}

/// Remembers communes (`""` for none) in which persons have, or had, facts as of a delta. May be told again; gives those
/// that were not known before, in order.
///
/// # Errors
/// [`StoreError`] if the database fails.
pub async fn add_communes(
    tx: &mut Tx,
    root: &str,
    sequence: u64,
    pairs: &[(&str, &str)],
) -> Result<Vec<Touched>, StoreError> {
    if pairs.is_empty() {
        return Ok(Vec::new());
    }
    let pairs = serde_json::to_string(pairs).expect("texts are always JSON");
    let statement = COMMUNES.of(tx);
    let place = Value::Integer(stored(statement.name, sequence)?);
    let rows: Vec<(String, String)> =
        tx.fetch(statement, &[Value::Text(root), Value::Text(&pairs), place]).await?;
    let touched = |(commune_code, personal_id)| Touched { sequence, commune_code, personal_id };
    let mut added: Vec<Touched> = rows.into_iter().map(touched).collect();
    added.sort_unstable();
    Ok(added)
}

/// Everywhere deltas upon a root touch persons, in the order of deltas, communes and personal numbers.
///
/// # Errors
/// [`StoreError`] if the database fails.
pub async fn touched(tx: &mut Tx, root: &str) -> Result<Vec<Touched>, StoreError> {
    let rows: Vec<(i64, String, String)> = tx.fetch(&TOUCHED, &[Value::Text(root)]).await?;
    let read = |(sequence, commune_code, personal_id): (i64, String, String)| {
        Ok(Touched { sequence: count(TOUCHED.name, sequence)?, commune_code, personal_id })
    };
    rows.into_iter().map(read).collect()
}

/// The snapshots that have revisions, each with its root.
///
/// # Errors
/// [`StoreError`] if the database fails.
pub async fn snapshots(tx: &mut Tx) -> Result<Vec<(String, String)>, StoreError> {
    tx.fetch(&SNAPSHOTS, &[]).await
}

/// Reads up to `limit` revisions of a snapshot, of the personal numbers after `after`: each line has personal number and
/// place among the deltas, name with year and old number, each followed by `|`, and then the document.
///
/// # Errors
/// [`StoreError`] if the database fails.
pub async fn filed(
    tx: &mut Tx,
    root: &str,
    snapshot_id: &str,
    after: &str,
    limit: u32,
) -> Result<Page, StoreError> {
    let values =
        [Value::Text(root), Value::Text(snapshot_id), Value::Text(after), Value::Integer(limit.into())];
    Page::next(tx, &FILED, &values).await
}

/// Puts a snapshot's revisions in force.
///
/// # Errors
/// [`StoreError`] if the database fails.
pub async fn number(tx: &mut Tx, root: &str, snapshot_id: &str, sequence: u64) -> Result<(), StoreError> {
    let sequence = Value::Integer(stored(NUMBER.name, sequence)?);
    tx.execute(&NUMBER, &[Value::Text(root), Value::Text(snapshot_id), sequence]).await.map(drop)
}

/// Deletes the revisions of a snapshot that never came into force.
///
/// # Errors
/// [`StoreError`] if the database fails.
pub async fn delete(tx: &mut Tx, root: &str, snapshot_id: &str) -> Result<(), StoreError> {
    tx.execute(&DELETE, &[Value::Text(root), Value::Text(snapshot_id)]).await.map(drop)
}

/// Reads up to `limit` revisions of a snapshot, of the personal numbers after `after` (`""` for the first page).
///
/// # Errors
/// [`StoreError`] if the database fails.
pub async fn read(
    tx: &mut Tx,
    root: &str,
    snapshot_id: &str,
    after: &str,
    limit: u32,
) -> Result<Page, StoreError> {
    let values =
        [Value::Text(root), Value::Text(snapshot_id), Value::Text(after), Value::Integer(limit.into())];
    Page::next(tx, &READ, &values).await
}

/// The facts of persons as of a place among the deltas (0: the root itself), in any order; unknown persons are missing.
///
/// # Errors
/// [`StoreError`] if the database fails.
pub async fn facts(
    tx: &mut Tx,
    root: &str,
    sequence: u64,
    persons: impl IntoIterator<Item = &str>,
) -> Result<Page, StoreError> {
    let sequence = Value::Integer(stored(FACTS_SQLITE.name, sequence)?);
    let persons: Vec<&str> = persons.into_iter().collect();
    let list = json(persons.iter().copied());
    let (root, list) = (Value::Text(root), Value::Text(&list));
    if let Tx::Sqlite(_) = tx {
        return Page::fetch(tx, &FACTS_SQLITE, &[root, sequence, list]).await;
    }
    // Two statements: a subselect of each person's row cannot be asked of distributed tables.
    let mut found: BTreeMap<String, String> = BTreeMap::new();
    found.extend(tx.fetch::<(String, String)>(&LOADED_POSTGRES, &[root, list]).await?);
    found.extend(tx.fetch::<(String, String)>(&REVISED_POSTGRES, &[root, sequence, list]).await?);
    let documents: Vec<&str> =
        persons.iter().filter_map(|&person| found.get(person)).map(String::as_str).collect();
    Ok(Page::new((!documents.is_empty()).then(|| documents.join("\n")), None))
}

/// The persons whom deltas touch in a commune (`""`: in none), by personal number.
///
/// # Errors
/// [`StoreError`] if the database fails.
pub async fn of_commune(tx: &mut Tx, root: &str, commune_code: &str) -> Result<Vec<String>, StoreError> {
    let rows: Vec<(String,)> = tx.fetch(&OF_COMMUNE, &[Value::Text(root), Value::Text(commune_code)]).await?;
    Ok(rows.into_iter().map(|(person,)| person).collect())
}
