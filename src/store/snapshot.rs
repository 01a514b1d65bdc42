//! Snapshots: one load of the population database and the registers around it.

use super::statement::statements;
use super::time::{count, day, moment, moment_text, stored, unreadable};
use super::transaction::Value;
use super::{Statement, StoreError, Tx, dossier};
use chrono::{DateTime, FixedOffset, NaiveDate};

/// Whether all of a snapshot is there.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum State {
    /// Rows are being written, by whoever holds the row, or were by a load that died; on SQLite seen only inside the load's
    /// transaction.
    Loading,
    /// Everything is written and counted.
    Complete,
    /// A delta that waits for a second person's approval.
    Waiting,
}

impl State {
    /// The word in the database.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Loading => "loading",
            Self::Complete => "complete",
            Self::Waiting => "waiting",
        }
    }
}

/// A snapshot, with everything a derivation needs beside the dossiers.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Snapshot {
    /// Any text, best of 32 bytes or fewer: every dossier repeats it.
    pub snapshot_id: String,
    /// The day the extract tells of.
    pub as_of: NaiveDate,
    /// The snapshot a delta builds on.
    pub base: Option<String>,
    /// The full snapshot at the beginning of the deltas; itself for a full one.
    pub root: String,
    /// The place among the deltas upon the root, 1, 2, …; 0 for the root, and for a delta that waits.
    pub sequence: u64,
    /// Accepted persons.
    pub persons: u64,
    /// JSON of the election.
    pub election: String,
    /// JSON of the rule profile.
    pub profile: String,
    /// JSON of provinces, communes, hamlets, areas, constituencies and facilities; megabytes for the nation.
    pub units: String,
    /// JSON of the quality figures.
    pub quality: String,
    /// JSON of what was read, accepted and rejected, by file.
    pub counts: String,
    /// When it was loaded, to the microsecond.
    pub loaded_at: DateTime<FixedOffset>,
    /// Whether it is whole.
    pub state: State,
    /// The digest of its facts, in hexadecimal: over all dossiers; of a delta, over its revisions and the facts of its base.
    /// `""` while it is being loaded, and where an earlier edition loaded it.
    pub facts: String,
}

/// The territory of a snapshot: another's where it names one and has none of its own. A row that does neither or both has none,
/// and is found to be altered.
macro_rules! units {
    () => {
        "CASE WHEN units_of = '' THEN units WHEN units = '' THEN COALESCE((SELECT own.units FROM snapshot own \
         WHERE own.snapshot_id = snapshot.units_of), '') ELSE '' END"
    };
}
pub(super) use units;

statements! {
    INSERT = Both "snapshot::insert", "Adds a snapshot.",
        "INSERT INTO snapshot (snapshot_id, as_of, base, persons, election, profile, units, quality, counts, \
         loaded_at, state, root, sequence, facts, units_of) \
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15)";
    SAME_UNITS = Both "snapshot::same_units", "Finds the snapshot that has a base's territory, if it is this one.",
        "SELECT own.snapshot_id FROM snapshot base JOIN snapshot own ON own.snapshot_id = \
         CASE WHEN base.units_of = '' THEN base.snapshot_id ELSE base.units_of END \
         WHERE base.snapshot_id = $1 AND own.units = $2";
    COMPLETE = Both "snapshot::complete", "Marks a snapshot as whole, with its sums.",
        "UPDATE snapshot SET persons = $2, quality = $3, counts = $4, facts = $5, state = 'complete' \
         WHERE snapshot_id = $1 AND state = 'loading'";
    HOLD = Postgres "snapshot::hold", "Waits until nobody else holds a snapshot's row, and holds it.",
        "SELECT state FROM snapshot WHERE snapshot_id = $1 FOR UPDATE";
    ABANDONED = Postgres "snapshot::discard_abandoned", "Finds loads that nobody goes on with.",
        "SELECT snapshot_id FROM snapshot WHERE state = 'loading' FOR UPDATE SKIP LOCKED";
    DISCARD = Postgres "snapshot::discard_abandoned", "Deletes a snapshot that never became whole.",
        "DELETE FROM snapshot WHERE snapshot_id = $1 AND state = 'loading'";
    FACTS = Both "snapshot::set_facts", "Remembers the digest of the facts of a delta that waits.",
        "UPDATE snapshot SET facts = $2 WHERE snapshot_id = $1 AND state = 'waiting'";
    ALL = Both "snapshot::all", "Lists the ids of all snapshots that are not being loaded.",
        "SELECT snapshot_id FROM snapshot WHERE state <> 'loading' ORDER BY root, sequence, snapshot_id";
    IDS = Both "snapshot::ids", "Lists the ids of all snapshots.",
        "SELECT snapshot_id FROM snapshot ORDER BY snapshot_id";
    NUMBER = Both "snapshot::number", "Puts a waiting delta in force, at its place among the deltas.",
        "UPDATE snapshot SET state = 'complete', sequence = $2 WHERE snapshot_id = $1 AND state = 'waiting'";
    DELETE = Both "snapshot::delete_waiting", "Deletes a delta that was refused.",
        "DELETE FROM snapshot WHERE snapshot_id = $1 AND state = 'waiting'";
    LINEAGE = Both "snapshot::lineage", "Lists the snapshots upon a root, in their order.",
        "SELECT snapshot_id, sequence FROM snapshot WHERE root = $1 AND state = 'complete' ORDER BY sequence";
    DAYS = Both "snapshot::days", "Lists the snapshots upon a root with their days, in their order.",
        "SELECT snapshot_id, as_of, sequence FROM snapshot WHERE root = $1 AND state = 'complete' ORDER BY sequence";
    FIND = Both "snapshot::find", "Finds a snapshot by its id.",
        concat!(
            "SELECT snapshot_id, as_of, base, persons, election, profile, ", units!(), ", quality, counts, loaded_at, \
             state, root, sequence, facts FROM snapshot WHERE snapshot_id = $1"
        );
    LATEST = Both "snapshot::latest", "Finds the latest whole snapshot.",
        concat!(
            "SELECT snapshot_id, as_of, base, persons, election, profile, ", units!(), ", quality, counts, loaded_at, \
             state, root, sequence, facts FROM snapshot WHERE state = 'complete' \
             ORDER BY as_of DESC, loaded_at DESC, snapshot_id DESC LIMIT 1"
        );
}

/// Adds a snapshot and makes room for its dossiers. A delta whose territory is its base's does not keep it again.
///
/// # Errors
/// [`StoreError::Duplicate`] if there is one with this id; another if the database fails.
pub async fn insert(tx: &mut Tx, snapshot: &Snapshot) -> Result<(), StoreError> {
    let own = match &snapshot.base {
        Some(base) => {
            tx.fetch_optional(&SAME_UNITS, &[Value::Text(base), Value::Text(&snapshot.units)]).await?
        }
        None => None,
    };
    let units_of = own.map_or_else(String::new, |(id,): (String,)| id);
    let values = [
        Value::Text(&snapshot.snapshot_id),
        Value::Text(&snapshot.as_of.to_string()),
        Value::OptionalText(snapshot.base.as_deref()),
        Value::Integer(stored(INSERT.name, snapshot.persons)?),
        Value::Text(&snapshot.election),
        Value::Text(&snapshot.profile),
        Value::Text(if units_of.is_empty() { &snapshot.units } else { "" }),
        Value::Text(&snapshot.quality),
        Value::Text(&snapshot.counts),
        Value::Text(&moment_text(snapshot.loaded_at)),
        Value::Text(snapshot.state.as_str()),
        Value::Text(&snapshot.root),
        Value::Integer(stored(INSERT.name, snapshot.sequence)?),
        Value::Text(&snapshot.facts),
        Value::Text(&units_of),
    ];
    tx.execute(&INSERT, &values).await?;
    match snapshot.base {
        None => dossier::PARTED.create(tx, &snapshot.snapshot_id).await,
        Some(_) => Ok(()),
    }
}

/// What is known of a snapshot only after reading it.
#[derive(Debug, Clone, Copy)]
pub struct Read<'a> {
    pub persons: u64,
    /// JSON of the quality figures.
    pub quality: &'a str,
    /// JSON of what was read, accepted and rejected, by file.
    pub counts: &'a str,
    /// The digest over all dossiers, in hexadecimal.
    pub facts: &'a str,
}

/// Marks a snapshot as whole, with what is known only after reading.
///
/// # Errors
/// [`StoreError::Value`] if there is no snapshot with this id that is being loaded; another if the database fails.
pub async fn complete(tx: &mut Tx, snapshot_id: &str, read: Read<'_>) -> Result<(), StoreError> {
    let Read { persons, quality, counts, facts } = read;
    let persons = Value::Integer(stored(COMPLETE.name, persons)?);
    let texts = [quality, counts, facts].map(Value::Text);
    let values = [Value::Text(snapshot_id), persons, texts[0], texts[1], texts[2]];
    match tx.execute(&COMPLETE, &values).await? {
        1 => Ok(()),
        _ => Err(unreadable(COMPLETE.name, &format!("no snapshot {snapshot_id} is being loaded"))),
    }
}

/// Waits until nobody else holds a snapshot's row, and holds it until the transaction ends; its state, `None` where there
/// is no such row. For a server: SQLite's one writer holds all rows.
///
/// # Errors
/// [`StoreError`] if the database fails.
pub async fn hold(tx: &mut Tx, snapshot_id: &str) -> Result<Option<State>, StoreError> {
    let row: Option<(String,)> = tx.fetch_optional(&HOLD, &[Value::Text(snapshot_id)]).await?;
    row.map(|(word,)| state(&HOLD, &word)).transpose()
}

/// Takes away snapshots that were being loaded when their load died. SQLite never keeps one.
///
/// # Errors
/// [`StoreError`] if the database fails.
pub async fn discard_abandoned(tx: &mut Tx) -> Result<(), StoreError> {
    if tx.is_only_writer() {
        return Ok(());
    }
    let abandoned: Vec<(String,)> = tx.fetch(&ABANDONED, &[]).await?;
    for (snapshot_id,) in abandoned {
        dossier::PARTED.remove(tx, &snapshot_id).await?;
        tx.execute(&DISCARD, &[Value::Text(&snapshot_id)]).await?;
    }
    Ok(())
}

/// Remembers the digest of the facts of a delta, once all its revisions are written.
///
/// # Errors
/// [`StoreError`] if the database fails.
pub async fn set_facts(tx: &mut Tx, snapshot_id: &str, facts: &str) -> Result<(), StoreError> {
    tx.execute(&FACTS, &[Value::Text(snapshot_id), Value::Text(facts)]).await.map(drop)
}

/// The ids of all snapshots that are not being loaded, each after those it builds on.
///
/// # Errors
/// [`StoreError`] if the database fails.
pub async fn all(tx: &mut Tx) -> Result<Vec<String>, StoreError> {
    let rows: Vec<(String,)> = tx.fetch(&ALL, &[]).await?;
    Ok(rows.into_iter().map(|(id,)| id).collect())
}

/// The ids of all snapshots, of those that are being loaded too.
///
/// # Errors
/// [`StoreError`] if the database fails.
pub async fn ids(tx: &mut Tx) -> Result<Vec<String>, StoreError> {
    let rows: Vec<(String,)> = tx.fetch(&IDS, &[]).await?;
    Ok(rows.into_iter().map(|(id,)| id).collect())
}

/// Puts a waiting delta in force.
///
/// # Errors
/// [`StoreError::Value`] if it does not wait; another if the database fails.
pub async fn number(tx: &mut Tx, snapshot_id: &str, sequence: u64) -> Result<(), StoreError> {
    let sequence = Value::Integer(stored(NUMBER.name, sequence)?);
    match tx.execute(&NUMBER, &[Value::Text(snapshot_id), sequence]).await? {
        1 => Ok(()),
        _ => Err(unreadable(NUMBER.name, &format!("no delta {snapshot_id} waits"))),
    }
}

/// Deletes a delta that was refused.
///
/// # Errors
/// [`StoreError`] if the database fails.
pub async fn delete_waiting(tx: &mut Tx, snapshot_id: &str) -> Result<(), StoreError> {
    tx.execute(&DELETE, &[Value::Text(snapshot_id)]).await.map(drop)
}

/// The ids of the snapshots upon a root, in their order, the root first.
///
/// # Errors
/// [`StoreError`] if the database fails.
pub async fn lineage(tx: &mut Tx, root: &str) -> Result<Vec<(String, u64)>, StoreError> {
    let rows: Vec<(String, i64)> = tx.fetch(&LINEAGE, &[Value::Text(root)]).await?;
    rows.into_iter().map(|(id, sequence)| Ok((id, count(LINEAGE.name, sequence)?))).collect()
}

/// The ids, days and places of the snapshots upon a root, in their order, the root first.
///
/// # Errors
/// [`StoreError`] if the database fails or holds something this program did not write.
pub async fn days(tx: &mut Tx, root: &str) -> Result<Vec<(String, NaiveDate, u64)>, StoreError> {
    let rows: Vec<(String, String, i64)> = tx.fetch(&DAYS, &[Value::Text(root)]).await?;
    let read = |(id, as_of, sequence): (String, String, i64)| {
        Ok((id, day(DAYS.name, &as_of)?, count(DAYS.name, sequence)?))
    };
    rows.into_iter().map(read).collect()
}

/// Finds a snapshot by its id.
///
/// # Errors
/// [`StoreError`] if the database fails or holds something this program did not write.
pub async fn find(tx: &mut Tx, snapshot_id: &str) -> Result<Option<Snapshot>, StoreError> {
    read(&FIND, tx.fetch_optional(&FIND, &[Value::Text(snapshot_id)]).await?)
}

/// Finds the latest whole snapshot: of the last day, and of these the last loaded.
///
/// # Errors
/// As [`find`].
pub async fn latest(tx: &mut Tx) -> Result<Option<Snapshot>, StoreError> {
    read(&LATEST, tx.fetch_optional(&LATEST, &[]).await?)
}

type Columns = (
    String,
    String,
    Option<String>,
    i64,
    String,
    String,
    String,
    String,
    String,
    String,
    String,
    String,
    i64,
    String,
);

fn read(statement: &Statement, columns: Option<Columns>) -> Result<Option<Snapshot>, StoreError> {
    let Some((
        id,
        as_of,
        base,
        persons,
        election,
        profile,
        units,
        quality,
        counts,
        loaded_at,
        state,
        root,
        sequence,
        facts,
    )) = columns
    else {
        return Ok(None);
    };
    let state = self::state(statement, &state)?;
    Ok(Some(Snapshot {
        snapshot_id: id,
        as_of: day(statement.name, &as_of)?,
        base,
        persons: count(statement.name, persons)?,
        election,
        profile,
        units,
        quality,
        counts,
        loaded_at: moment(statement.name, &loaded_at)?,
        state,
        root,
        sequence: count(statement.name, sequence)?,
        facts,
    }))
}

/// The state of a word in the database.
pub(super) fn state(statement: &Statement, word: &str) -> Result<State, StoreError> {
    match word {
        "loading" => Ok(State::Loading),
        "complete" => Ok(State::Complete),
        "waiting" => Ok(State::Waiting),
        _ => Err(unreadable(statement.name, "a snapshot's state is unknown to this program")),
    }
}
