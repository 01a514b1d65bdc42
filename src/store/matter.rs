//! Matters: what waits for somebody, or was settled.

use super::list::{Listed, json};
use super::statement::statements;
use super::time::count as count_of;
use super::transaction::Value;
use super::{StoreError, Tx};
use serde::Serialize;
use std::collections::BTreeMap;
use std::fmt;

/// The kinds of matters.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Kind {
    /// A complaint about a list (Art. 33).
    Complaint,
    /// A certificate to vote elsewhere (Art. 34).
    Certificate,
    /// A batch that waits for a second person.
    Batch,
    /// A combination that the law does not name, or a place that was decided by hand.
    Review,
    /// A change that came too late.
    Late,
    /// A half of a transfer whose other half is another office's.
    Suspense,
    /// A person whose place an official decided.
    Hold,
    /// Another office's word that it gave a person up, whom no delta has brought here yet.
    Notice,
}

impl Kind {
    /// Every kind, in the order they are shown.
    pub const ALL: [Kind; 8] = [
        Self::Complaint,
        Self::Batch,
        Self::Late,
        Self::Review,
        Self::Suspense,
        Self::Notice,
        Self::Certificate,
        Self::Hold,
    ];

    /// The word in the database.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Complaint => "complaint",
            Self::Certificate => "certificate",
            Self::Batch => "batch",
            Self::Review => "review",
            Self::Late => "late",
            Self::Suspense => "suspense",
            Self::Hold => "hold",
            Self::Notice => "notice",
        }
    }
}

/// Whether a matter waits, or how it ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum State {
    /// It waits.
    Open,
    /// A complaint that was settled.
    Settled,
    /// A complaint that was settled and brought before the court, of earlier editions: it waits.
    Sued,
    /// A complaint that a court judged.
    Judged,
    /// A review whose change was made.
    Accepted,
    /// A review after which the list was kept.
    Kept,
    /// A half of a transfer, a hold or a late change that somebody ended.
    Released,
    /// A certificate, or the half of a transfer, whose change was taken back.
    Withdrawn,
    /// A half of a transfer that the other office took over, or a notice whose person arrived.
    Received,
    /// What a later delta decided anew.
    Superseded,
    /// A batch that a second person approved.
    Approved,
    /// A batch that somebody refused.
    Refused,
}

impl State {
    pub(super) const ALL: [Self; 12] = [
        Self::Open,
        Self::Settled,
        Self::Sued,
        Self::Judged,
        Self::Accepted,
        Self::Kept,
        Self::Released,
        Self::Withdrawn,
        Self::Received,
        Self::Superseded,
        Self::Approved,
        Self::Refused,
    ];

    /// The word in the database.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Open => "open",
            Self::Settled => "settled",
            Self::Sued => "sued",
            Self::Judged => "judged",
            Self::Accepted => "accepted",
            Self::Kept => "kept",
            Self::Released => "released",
            Self::Withdrawn => "withdrawn",
            Self::Received => "received",
            Self::Superseded => "superseded",
            Self::Approved => "approved",
            Self::Refused => "refused",
        }
    }

    /// The state of a word; none that this program knows: nothing.
    pub fn parse(text: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|state| state.as_str() == text)
    }

    /// Whether somebody must still do something about it.
    pub fn waits(self) -> bool {
        matches!(self, Self::Open | Self::Sued)
    }
}

impl fmt::Display for State {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

/// A matter.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Matter {
    pub kind: Kind,
    pub matter_id: String,
    /// The commune it is of; `""` for none.
    pub commune_code: String,
    /// The person it is about; `""` for nobody.
    pub personal_id: String,
    /// A [`State`] in words; what an earlier or later edition may have written besides is not judged here.
    pub state: String,
    /// Compact JSON on one line.
    pub document: String,
}

impl Matter {
    fn columns(&self) -> [&str; 6] {
        let Self { kind, matter_id, commune_code, personal_id, state, document } = self;
        [kind.as_str(), matter_id, commune_code, personal_id, state, document]
    }
}

statements! {
    PUT_SQLITE = Sqlite "matter::put", "Adds matters, or writes their new states.",
        "INSERT INTO matter (roll_id, kind, matter_id, commune_code, personal_id, state, document) \
         SELECT $1, value->>0, value->>1, value->>2, value->>3, value->>4, value->>5 FROM json_each($2) WHERE true \
         ON CONFLICT (roll_id, kind, matter_id) DO UPDATE SET \
         commune_code = excluded.commune_code, personal_id = excluded.personal_id, state = excluded.state, \
         document = excluded.document";
    PUT_POSTGRES = Postgres "matter::put", "Adds matters, or writes their new states.",
        "INSERT INTO matter (roll_id, kind, matter_id, commune_code, personal_id, state, document) \
         SELECT $1, value->>0, value->>1, value->>2, value->>3, value->>4, value->>5 \
         FROM json_array_elements($2::json) AS value WHERE true \
         ON CONFLICT (roll_id, kind, matter_id) DO UPDATE SET \
         commune_code = excluded.commune_code, personal_id = excluded.personal_id, state = excluded.state, \
         document = excluded.document";
    FIND = Both "matter::find", "Finds a matter by its id.",
        "SELECT matter_id, commune_code, personal_id, state, document FROM matter \
         WHERE roll_id = $1 AND kind = $2 AND matter_id = $3";
    ALL = Both "matter::all", "Lists the matters of a kind, by id.",
        "SELECT matter_id, commune_code, personal_id, state, document FROM matter \
         WHERE roll_id = $1 AND kind = $2 ORDER BY matter_id";
    OPEN = Both "matter::open", "Lists the open matters of a kind, by id.",
        "SELECT matter_id, commune_code, personal_id, state, document FROM matter \
         WHERE roll_id = $1 AND kind = $2 AND state = 'open' ORDER BY matter_id";
    OF_COMMUNES_SQLITE = Sqlite "matter::of_communes", "Lists the matters of a kind in some communes, by id.",
        "SELECT matter_id, commune_code, personal_id, state, document FROM matter \
         WHERE roll_id = $1 AND kind = $2 AND commune_code IN (SELECT value FROM json_each($3)) ORDER BY matter_id";
    OF_COMMUNES_POSTGRES = Postgres "matter::of_communes", "Lists the matters of a kind in some communes, by id.",
        "SELECT matter_id, commune_code, personal_id, state, document FROM matter \
         WHERE roll_id = $1 AND kind = $2 AND commune_code = ANY (\
         ARRAY(SELECT value FROM json_array_elements_text($3::json) AS value)) ORDER BY matter_id";
    OF_PERSON = Both "matter::of_person", "Lists the matters of a kind of one person, whatever their state, by id.",
        "SELECT matter_id, commune_code, personal_id, state, document FROM matter \
         WHERE roll_id = $1 AND kind = $2 AND personal_id = $3 ORDER BY matter_id";
    OF_PERSONS_SQLITE = Sqlite "matter::of_persons", "Finds the open matters of a kind of some persons.",
        "SELECT matter_id, commune_code, personal_id, state, document FROM matter \
         WHERE roll_id = $1 AND kind = $2 AND personal_id IN (SELECT value FROM json_each($3)) \
         AND state = 'open' ORDER BY matter_id";
    OF_PERSONS_POSTGRES = Postgres "matter::of_persons", "Finds the open matters of a kind of some persons.",
        "SELECT matter_id, commune_code, personal_id, state, document FROM matter \
         WHERE roll_id = $1 AND kind = $2 AND personal_id = ANY (\
         ARRAY(SELECT value FROM json_array_elements_text($3::json) AS value)) \
         AND state = 'open' ORDER BY matter_id";
    ROLLS = Both "matter::rolls", "Lists the rolls that have matters.",
        "SELECT DISTINCT roll_id FROM matter ORDER BY roll_id";
    COUNT = Both "matter::count", "Counts the matters of a kind in a commune.",
        "SELECT count(*) FROM matter WHERE roll_id = $1 AND kind = $2 AND commune_code = $3";
}

const PUT: Listed = Listed { sqlite: PUT_SQLITE, postgres: PUT_POSTGRES };
const OF_COMMUNES: Listed = Listed { sqlite: OF_COMMUNES_SQLITE, postgres: OF_COMMUNES_POSTGRES };
const OF_PERSONS: Listed = Listed { sqlite: OF_PERSONS_SQLITE, postgres: OF_PERSONS_POSTGRES };

/// Matters written at once.
const PUT_ROWS: usize = 1_000;

/// Adds matters, or writes their new states; of one that is told twice, the last.
///
/// # Errors
/// [`StoreError`] if the database fails.
pub async fn put(tx: &mut Tx, roll_id: &str, matters: &[Matter]) -> Result<(), StoreError> {
    let last: BTreeMap<(Kind, &str), &Matter> =
        matters.iter().map(|matter| ((matter.kind, matter.matter_id.as_str()), matter)).collect();
    let rows: Vec<[&str; 6]> = last.into_values().map(Matter::columns).collect();
    let statement = PUT.of(tx);
    for rows in rows.chunks(PUT_ROWS) {
        let rows = serde_json::to_string(rows).expect("texts are always JSON");
        tx.execute(statement, &[Value::Text(roll_id), Value::Text(&rows)]).await?;
    }
    Ok(())
}

type Columns = (String, String, String, String, String);

fn read(kind: Kind, columns: Columns) -> Matter {
    let (matter_id, commune_code, personal_id, state, document) = columns;
    Matter { kind, matter_id, commune_code, personal_id, state, document }
}

fn read_all(kind: Kind, rows: Vec<Columns>) -> Vec<Matter> {
    rows.into_iter().map(|columns| read(kind, columns)).collect()
}

/// Finds a matter by its id.
///
/// # Errors
/// [`StoreError`] if the database fails.
pub async fn find(tx: &mut Tx, roll_id: &str, kind: Kind, id: &str) -> Result<Option<Matter>, StoreError> {
    let values = [Value::Text(roll_id), Value::Text(kind.as_str()), Value::Text(id)];
    Ok(tx.fetch_optional(&FIND, &values).await?.map(|columns| read(kind, columns)))
}

/// The matters of a kind, by id.
///
/// # Errors
/// [`StoreError`] if the database fails.
pub async fn all(tx: &mut Tx, roll_id: &str, kind: Kind) -> Result<Vec<Matter>, StoreError> {
    let rows = tx.fetch(&ALL, &[Value::Text(roll_id), Value::Text(kind.as_str())]).await?;
    Ok(read_all(kind, rows))
}

/// The open matters of a kind, by id.
///
/// # Errors
/// [`StoreError`] if the database fails.
pub async fn open(tx: &mut Tx, roll_id: &str, kind: Kind) -> Result<Vec<Matter>, StoreError> {
    let rows = tx.fetch(&OPEN, &[Value::Text(roll_id), Value::Text(kind.as_str())]).await?;
    Ok(read_all(kind, rows))
}

/// The matters of a kind in some communes, by id.
///
/// # Errors
/// [`StoreError`] if the database fails.
pub async fn of_communes(
    tx: &mut Tx,
    roll_id: &str,
    kind: Kind,
    communes: impl IntoIterator<Item = &str>,
) -> Result<Vec<Matter>, StoreError> {
    let communes = json(communes);
    let statement = OF_COMMUNES.of(tx);
    let values = [Value::Text(roll_id), Value::Text(kind.as_str()), Value::Text(&communes)];
    let rows = tx.fetch(statement, &values).await?;
    Ok(read_all(kind, rows))
}

/// The matters of a kind of one person, whatever their state, by id.
///
/// # Errors
/// [`StoreError`] if the database fails.
pub async fn of_person(
    tx: &mut Tx,
    roll_id: &str,
    kind: Kind,
    personal_id: &str,
) -> Result<Vec<Matter>, StoreError> {
    let values = [Value::Text(roll_id), Value::Text(kind.as_str()), Value::Text(personal_id)];
    let rows = tx.fetch(&OF_PERSON, &values).await?;
    Ok(read_all(kind, rows))
}

/// The open matters of a kind of some persons.
///
/// # Errors
/// [`StoreError`] if the database fails.
pub async fn of_persons(
    tx: &mut Tx,
    roll_id: &str,
    kind: Kind,
    persons: impl IntoIterator<Item = &str>,
) -> Result<Vec<Matter>, StoreError> {
    let persons = json(persons);
    let statement = OF_PERSONS.of(tx);
    let values = [Value::Text(roll_id), Value::Text(kind.as_str()), Value::Text(&persons)];
    let rows = tx.fetch(statement, &values).await?;
    Ok(read_all(kind, rows))
}

/// How many matters of a kind a commune has had.
///
/// # Errors
/// [`StoreError`] if the database fails.
pub async fn count(tx: &mut Tx, roll_id: &str, kind: Kind, commune_code: &str) -> Result<u64, StoreError> {
    let values = [Value::Text(roll_id), Value::Text(kind.as_str()), Value::Text(commune_code)];
    let counted: Option<(i64,)> = tx.fetch_optional(&COUNT, &values).await?;
    count_of(COUNT.name, counted.map_or(0, |(matters,)| matters))
}

/// The rolls that have matters.
///
/// # Errors
/// [`StoreError`] if the database fails.
pub async fn rolls(tx: &mut Tx) -> Result<Vec<String>, StoreError> {
    let rows: Vec<(String,)> = tx.fetch(&ROLLS, &[]).await?;
    Ok(rows.into_iter().map(|(roll,)| roll).collect())
}
