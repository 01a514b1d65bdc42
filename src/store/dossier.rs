//! Dossiers: all facts of a person, once for each commune in which the person has one.

use super::bulk::{Bulk, BulkRow, Cell};
use super::list::Listed;
use super::page::parse;
use super::partition::Parted;
use super::statement::statements;
use super::time::{count, unreadable};
use super::transaction::{Value, stream_texts};
use super::{Database, Page, StoreError, Tx};
use crate::roll::chain::{Digest, Texts};
use serde::de::DeserializeOwned;

/// A dossier on its way into the store.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Row<'a> {
    /// The commune; `""` for a person with no fact in any.
    pub commune_code: &'a str,
    /// The personal number.
    pub personal_id: &'a str,
    /// The name without marks and the year of birth, which find the person.
    pub name_year: &'a str,
    /// The number before 2016, which finds the person; `""` for none.
    pub old_number: &'a str,
    /// Compact JSON of the person's facts, on one line.
    pub document: &'a str,
}

statements! {
    COPY = Postgres "dossier::write", "Writes dossiers.",
        "COPY dossier (snapshot_id, commune_code, personal_id, name_year, old_number, document) \
         FROM STDIN (FORMAT binary)";
    WRITE = Sqlite "dossier::write", "Writes dossiers.",
        "INSERT INTO dossier (snapshot_id, commune_code, personal_id, name_year, old_number, document) \
         SELECT $1, value->>0, value->>1, value->>2, value->>3, CAST(substr($3, value->>4, value->>5) AS TEXT) \
         FROM json_each($2)";
    COUNT_SQLITE = Sqlite "dossier::count", "Remembers how many dossiers communes have, and their digests.",
        "INSERT INTO dossier_commune (snapshot_id, commune_code, dossiers, digest) \
         SELECT $1, value->>0, value->>1, value->>2 FROM json_each($2)";
    COUNT_POSTGRES = Postgres "dossier::count", "Remembers how many dossiers communes have, and their digests.",
        "INSERT INTO dossier_commune (snapshot_id, commune_code, dossiers, digest) \
         SELECT $1, value->>0, CAST(value->>1 AS bigint), value->>2 FROM json_array_elements($2::json) AS value";
    INDEX_PERSON_SQLITE = Sqlite "dossier::index", "Finds dossiers by personal number.",
        "CREATE INDEX IF NOT EXISTS {partition}_person ON dossier (personal_id) \
         WHERE snapshot_id = '{id}'";
    INDEX_NAME_SQLITE = Sqlite "dossier::index", "Finds dossiers by name and year of birth.",
        "CREATE INDEX IF NOT EXISTS {partition}_name ON dossier (name_year, commune_code) \
         WHERE snapshot_id = '{id}'";
    INDEX_OLD_NUMBER_SQLITE = Sqlite "dossier::index", "Finds dossiers by the number before 2016.",
        "CREATE INDEX IF NOT EXISTS {partition}_old_number ON dossier (old_number) \
         WHERE snapshot_id = '{id}' AND old_number <> ''";
    DELETE = Sqlite "dossier::delete", "Deletes a snapshot's dossiers.",
        "DELETE FROM dossier WHERE snapshot_id = $1";
    COMMUNES = Both "dossier::communes", "Lists the communes of a snapshot and their dossiers.",
        "SELECT commune_code, dossiers FROM dossier_commune WHERE snapshot_id = $1 ORDER BY commune_code";
    READ = Both "dossier::read", "Reads the next dossiers of a commune, in the order of personal numbers.",
        "SELECT string_agg(document, '\n'), max(personal_id) FROM (\
         SELECT personal_id, document FROM dossier \
         WHERE snapshot_id = $1 AND commune_code = $2 AND personal_id > $3 ORDER BY personal_id LIMIT $4) AS page";
    EACH = Postgres "dossier::each", "Reads all dossiers of a commune, in the order of personal numbers.",
        "SELECT document FROM dossier WHERE snapshot_id = $1 AND commune_code = $2 ORDER BY personal_id";
    DIGESTS = Both "dossier::digests", "Lists the communes of a snapshot with the digests of their dossiers.",
        "SELECT commune_code, dossiers, digest FROM dossier_commune WHERE snapshot_id = $1 ORDER BY commune_code";
    FILED = Both "dossier::filed", "Reads the next dossiers of a commune, each after the columns that find it.",
        "SELECT string_agg(personal_id || '|' || name_year || '|' || old_number || '|' || document, '\n'), \
         max(personal_id) FROM (\
         SELECT personal_id, name_year, old_number, document FROM dossier \
         WHERE snapshot_id = $1 AND commune_code = $2 AND personal_id > $3 ORDER BY personal_id LIMIT $4) AS page";
    FIND = Both "dossier::find", "Finds a person's dossier by personal number.",
        "SELECT document FROM dossier WHERE snapshot_id = $1 AND personal_id = $2 LIMIT 1";
}

const BULK: Bulk = Bulk { copy: COPY, insert: WRITE };
const COUNT: Listed = Listed { sqlite: COUNT_SQLITE, postgres: COUNT_POSTGRES };

impl BulkRow<4> for Row<'_> {
    fn cells(&self) -> [Cell<'_>; 4] {
        [self.commune_code, self.personal_id, self.name_year, self.old_number].map(Cell::Text)
    }

    fn write_document(&self, out: &mut Vec<u8>) -> serde_json::Result<()> {
        out.extend_from_slice(self.document.as_bytes());
        Ok(())
    }
}

pub(super) const PARTED: Parted = Parted {
    table: "dossier",
    index_sqlite: &[INDEX_PERSON_SQLITE, INDEX_NAME_SQLITE, INDEX_OLD_NUMBER_SQLITE],
    found_by: &["name", "old_number"],
    delete_sqlite: &DELETE,
};

/// Dossiers of a page of SQLite: with more, nothing is faster.
const PAGE: u32 = 1_000;

/// Writes the dossiers of one snapshot in the order of commune and personal number, in batches of any size;
/// thousands are best.
#[derive(Debug)]
pub struct Writer {
    snapshot_id: String,
    last: Option<(String, String)>,
    communes: Vec<Counted>,
}

/// The dossiers of a commune so far.
#[derive(Debug)]
struct Counted {
    commune_code: String,
    dossiers: u64,
    digest: Texts,
}

/// The dossiers of a commune, as they were loaded.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Commune {
    /// `""` for no commune.
    pub commune_code: String,
    pub dossiers: u64,
    /// Over the dossiers in the order of personal numbers, in hexadecimal; `""` where an earlier edition loaded them.
    pub digest: String,
}

/// What the digest over a commune's dossiers begins with: each adds its personal number and its document.
pub const DOSSIERS: &str = "cutri-dossiers-1";

impl Writer {
    /// A writer for a snapshot that was inserted and has no dossiers yet.
    pub fn new(snapshot_id: &str) -> Self {
        Self { snapshot_id: snapshot_id.to_owned(), last: None, communes: Vec::new() }
    }

    /// Writes the next dossiers.
    ///
    /// # Errors
    /// [`StoreError::Value`] if a row's key does not come after the one before, or a document is empty or has a line
    /// break; another if the database fails.
    pub async fn write(&mut self, tx: &mut Tx, rows: &[Row<'_>]) -> Result<(), StoreError> {
        self.count(rows)?;
        insert_many(tx, &self.snapshot_id, rows).await
    }

    /// Checks the order of the next dossiers, counts and digests them by commune, where [`insert_many`] writes them.
    ///
    /// # Errors
    /// [`StoreError::Value`] if a row's key does not come after the one before.
    pub fn count(&mut self, rows: &[Row<'_>]) -> Result<(), StoreError> {
        let mut last = self.last.as_ref().map(|(commune, person)| (commune.as_str(), person.as_str()));
        for row in rows {
            let key = (row.commune_code, row.personal_id);
            if last.is_some_and(|last| last >= key) {
                let reason = format!("a dossier of commune {:?} is out of order or twice there", key.0);
                return Err(unreadable(WRITE.name, &reason));
            }
            if self.communes.last().is_none_or(|last| last.commune_code != row.commune_code) {
                let digest = Texts::labelled(DOSSIERS);
                let commune_code = row.commune_code.to_owned();
                self.communes.push(Counted { commune_code, dossiers: 0, digest });
            }
            if let Some(commune) = self.communes.last_mut() {
                commune.dossiers += 1;
                commune.digest.add(row.personal_id);
                commune.digest.add(row.document);
            }
            last = Some(key);
        }
        self.last = last.map(|(commune, person)| (commune.to_owned(), person.to_owned()));
        Ok(())
    }

    /// Writes the counts and digests of the communes, and gives them. [`index`] comes next.
    ///
    /// # Errors
    /// [`StoreError`] if the database fails.
    pub async fn finish(self, tx: &mut Tx) -> Result<Vec<Commune>, StoreError> {
        let finished = |Counted { commune_code, dossiers, digest }| Commune {
            commune_code,
            dossiers,
            digest: digest.finish().to_string(),
        };
        let communes: Vec<Commune> = self.communes.into_iter().map(finished).collect();
        let rows: Vec<(&str, u64, &str)> =
            communes.iter().map(|it| (it.commune_code.as_str(), it.dossiers, it.digest.as_str())).collect();
        let rows = serde_json::to_string(&rows).expect("texts and numbers are always JSON");
        let statement = COUNT.of(tx);
        tx.execute(statement, &[Value::Text(&self.snapshot_id), Value::Text(&rows)]).await?;
        Ok(communes)
    }
}

/// Writes dossiers that a [`Writer`] has counted.
///
/// # Errors
/// [`StoreError::Value`] if a document is empty or has a line break; another if the database fails.
pub async fn insert_many(tx: &mut Tx, snapshot_id: &str, rows: &[Row<'_>]) -> Result<(), StoreError> {
    BULK.write(tx, snapshot_id, rows).await
}

/// Builds what finds dossiers, after all are written and in their transaction. May be called again.
///
/// # Errors
/// [`StoreError`] if the database fails.
pub async fn index(tx: &mut Tx, snapshot_id: &str) -> Result<(), StoreError> {
    PARTED.index(tx, snapshot_id).await
}

/// The same outside any transaction, after all dossiers are committed: on a server every index at once, in a transaction
/// each.
///
/// # Errors
/// [`StoreError`] if the database fails.
pub async fn build_index(database: &Database, snapshot_id: &str) -> Result<(), StoreError> {
    PARTED.build_index(database, snapshot_id).await
}

/// The communes of a snapshot that have dossiers, in order, and how many; `""` stands for no commune.
///
/// # Errors
/// [`StoreError`] if the database fails.
pub async fn communes(tx: &mut Tx, snapshot_id: &str) -> Result<Vec<(String, u64)>, StoreError> {
    let rows: Vec<(String, i64)> = tx.fetch(&COMMUNES, &[Value::Text(snapshot_id)]).await?;
    rows.into_iter().map(|(commune, dossiers)| Ok((commune, count(COMMUNES.name, dossiers)?))).collect()
}

/// The communes of a snapshot that have dossiers, in order, with what was remembered of them.
///
/// # Errors
/// [`StoreError`] if the database fails.
pub async fn digests(tx: &mut Tx, snapshot_id: &str) -> Result<Vec<Commune>, StoreError> {
    let rows: Vec<(String, i64, String)> = tx.fetch(&DIGESTS, &[Value::Text(snapshot_id)]).await?;
    let read = |(commune_code, dossiers, digest): (String, i64, String)| {
        Ok(Commune { commune_code, dossiers: count(DIGESTS.name, dossiers)?, digest })
    };
    rows.into_iter().map(read).collect()
}

/// The dossiers of a commune as they are now.
#[derive(Debug)]
pub struct Digested {
    pub dossiers: u64,
    /// Over their personal numbers and documents.
    pub digest: Digest,
    /// Dossiers whose columns that find them are not those their document gives.
    pub misfiled: u64,
}

/// Digests the dossiers of a commune as they are now. `found_by` gives of a document what is to stand before it:
/// `name_year|old_number`.
///
/// # Errors
/// [`StoreError`] if the database fails.
pub async fn digest_of(
    tx: &mut Tx,
    snapshot_id: &str,
    commune_code: &str,
    found_by: impl Fn(&str) -> String,
) -> Result<Digested, StoreError> {
    let (mut digest, mut after) = (Texts::labelled(DOSSIERS), String::new());
    let (mut dossiers, mut misfiled) = (0, 0);
    loop {
        let key = [Value::Text(snapshot_id), Value::Text(commune_code), Value::Text(&after)];
        let values = [key[0], key[1], key[2], Value::Integer(PAGE.into())];
        let page = Page::next(tx, &FILED, &values).await?;
        let Some(last) = page.last() else {
            return Ok(Digested { dossiers, digest: digest.finish(), misfiled });
        };
        for line in page.documents() {
            let filed = Filed::read(line);
            digest.add(filed.personal_id);
            digest.add(filed.document);
            dossiers += 1;
            misfiled += u64::from(found_by(filed.document) != filed.found_by);
        }
        last.clone_into(&mut after);
    }
}

/// A dossier and the columns that find it.
struct Filed<'l> {
    personal_id: &'l str,
    found_by: &'l str,
    document: &'l str,
}

impl<'l> Filed<'l> {
    fn read(line: &'l str) -> Self {
        let (personal_id, rest) = line.split_once('|').unwrap_or((line, ""));
        let end = rest.match_indices('|').nth(1).map_or(rest.len(), |(at, _)| at);
        let (found_by, document) = rest.split_at(end);
        Self { personal_id, found_by, document: document.strip_prefix('|').unwrap_or(document) }
    }
}

/// Reads up to `limit` dossiers of a commune, of the personal numbers after `after` (`""` for the first page). A page
/// that is empty was preceded by the last. About 1,000 a page is fastest.
///
/// # Errors
/// [`StoreError`] if the database fails.
pub async fn read(
    tx: &mut Tx,
    snapshot_id: &str,
    commune_code: &str,
    after: &str,
    limit: u32,
) -> Result<Page, StoreError> {
    let key = [Value::Text(snapshot_id), Value::Text(commune_code), Value::Text(after)];
    let values = [key[0], key[1], key[2], Value::Integer(limit.into())];
    Page::next(tx, &READ, &values).await
}

/// Reads all dossiers of a commune, in the order of personal numbers, and gives each to `take`. A server sends them one by
/// one as they are taken; SQLite, to which every row is a cost of its own, page by page.
///
/// # Errors
/// [`StoreError::Value`] if a dossier is not JSON of this type; another if the database fails.
pub async fn each<T: DeserializeOwned>(
    tx: &mut Tx,
    snapshot_id: &str,
    commune_code: &str,
    mut take: impl FnMut(T),
) -> Result<(), StoreError> {
    if let Tx::Postgres(transaction) = tx {
        let values = [Value::Text(snapshot_id), Value::Text(commune_code)];
        return stream_texts(transaction, &EACH, &values, |document| parse(document).map(&mut take)).await;
    }
    let mut after = String::new();
    loop {
        let page = read(tx, snapshot_id, commune_code, &after, PAGE).await?;
        let Some(last) = page.last() else { return Ok(()) };
        last.clone_into(&mut after);
        page.parse()?.into_iter().for_each(&mut take);
    }
}

/// Finds a person's dossier.
///
/// # Errors
/// [`StoreError`] if the database fails.
pub async fn find(tx: &mut Tx, snapshot_id: &str, personal_id: &str) -> Result<Option<String>, StoreError> {
    let values = [Value::Text(snapshot_id), Value::Text(personal_id)];
    Ok(tx.fetch_optional(&FIND, &values).await?.map(|(document,)| document))
}
