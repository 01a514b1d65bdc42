//! Rolls: one derivation of the lists from a snapshot.

use super::statement::statements;
use super::time::{moment, moment_text, unreadable};
use super::transaction::Value;
use super::{Statement, StoreError, Tx, claim, commune_result, entry, outcome};
use chrono::{DateTime, FixedOffset};

/// How far a derivation has come.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum State {
    /// Communes are being derived; those done have a result.
    Deriving,
    /// Every commune is done and the books balance.
    Complete,
}

impl State {
    /// The word in the database.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Deriving => "deriving",
            Self::Complete => "complete",
        }
    }
}

/// A roll.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Roll {
    /// Any text, best of 32 bytes or fewer: every entry repeats it.
    pub roll_id: String,
    /// What it was derived from.
    pub snapshot_id: String,
    /// The election's id.
    pub election_id: String,
    /// The name of the rule profile.
    pub rule_profile: String,
    /// Whether it is whole.
    pub state: State,
    /// When the derivation began, to the microsecond.
    pub created_at: DateTime<FixedOffset>,
    /// JSON of the sums.
    pub summary: String,
}

statements! {
    INSERT = Both "roll::insert", "Adds a roll.",
        "INSERT INTO roll (roll_id, snapshot_id, election_id, rule_profile, state, created_at, summary) \
         VALUES ($1, $2, $3, $4, $5, $6, $7)";
    COMPLETE = Both "roll::complete", "Marks a roll as whole, with its sums.",
        "UPDATE roll SET state = 'complete', summary = $2 WHERE roll_id = $1 AND state = 'deriving'";
    FIND = Both "roll::find", "Finds a roll by its id.",
        "SELECT roll_id, snapshot_id, election_id, rule_profile, state, created_at, summary \
         FROM roll WHERE roll_id = $1";
    LATEST = Both "roll::latest", "Finds the latest whole roll.",
        "SELECT roll_id, snapshot_id, election_id, rule_profile, state, created_at, summary \
         FROM roll WHERE state = 'complete' ORDER BY created_at DESC, roll_id DESC LIMIT 1";
    DERIVING = Both "roll::deriving", "Finds the rolls that are being derived, the eldest first.",
        "SELECT roll_id, snapshot_id, election_id, rule_profile, state, created_at, summary \
         FROM roll WHERE state = 'deriving' ORDER BY created_at, roll_id";
    ALL = Both "roll::all", "Lists all rolls, the eldest first.",
        "SELECT roll_id, snapshot_id, election_id, rule_profile, state, created_at, summary \
         FROM roll ORDER BY created_at, roll_id";
    DELETE = Both "roll::delete_incomplete", "Deletes a roll that was never completed.",
        "DELETE FROM roll WHERE roll_id = $1 AND state = 'deriving'";
}

/// Adds a roll and makes room for its entries and outcomes.
///
/// # Errors
/// [`StoreError::Duplicate`] if there is one with this id; another if the database fails.
pub async fn insert(tx: &mut Tx, roll: &Roll) -> Result<(), StoreError> {
    let values = [
        Value::Text(&roll.roll_id),
        Value::Text(&roll.snapshot_id),
        Value::Text(&roll.election_id),
        Value::Text(&roll.rule_profile),
        Value::Text(roll.state.as_str()),
        Value::Text(&moment_text(roll.created_at)),
        Value::Text(&roll.summary),
    ];
    tx.execute(&INSERT, &values).await?;
    entry::PARTED.create(tx, &roll.roll_id).await?;
    outcome::PARTED.create(tx, &roll.roll_id).await
}

/// Marks a roll as whole, with the JSON of its sums.
///
/// # Errors
/// [`StoreError::Value`] if there is no roll with this id that is being derived; another if the database fails.
pub async fn complete(tx: &mut Tx, roll_id: &str, summary: &str) -> Result<(), StoreError> {
    match tx.execute(&COMPLETE, &[Value::Text(roll_id), Value::Text(summary)]).await? {
        1 => Ok(()),
        _ => Err(unreadable(COMPLETE.name, &format!("no roll {roll_id} is being derived"))),
    }
}

/// Finds a roll by its id.
///
/// # Errors
/// [`StoreError`] if the database fails or holds something this program did not write.
pub async fn find(tx: &mut Tx, roll_id: &str) -> Result<Option<Roll>, StoreError> {
    read(&FIND, tx.fetch_optional(&FIND, &[Value::Text(roll_id)]).await?)
}

/// Finds the latest whole roll.
///
/// # Errors
/// As [`find`].
pub async fn latest(tx: &mut Tx) -> Result<Option<Roll>, StoreError> {
    read(&LATEST, tx.fetch_optional(&LATEST, &[]).await?)
}

/// The rolls that are being derived, or were when it was interrupted, the eldest first.
///
/// # Errors
/// As [`find`].
pub async fn deriving(tx: &mut Tx) -> Result<Vec<Roll>, StoreError> {
    let rows: Vec<Columns> = tx.fetch(&DERIVING, &[]).await?;
    rows.into_iter().filter_map(|columns| read(&DERIVING, Some(columns)).transpose()).collect()
}

/// All rolls, whole or not, the eldest first.
///
/// # Errors
/// As [`find`].
pub async fn all(tx: &mut Tx) -> Result<Vec<Roll>, StoreError> {
    let rows: Vec<Columns> = tx.fetch(&ALL, &[]).await?;
    rows.into_iter().filter_map(|columns| read(&ALL, Some(columns)).transpose()).collect()
}

/// Deletes a roll that was never completed, with all that was derived for it, and tells whether there was one.
///
/// # Errors
/// [`StoreError`] if the database fails.
pub async fn delete_incomplete(tx: &mut Tx, roll_id: &str) -> Result<bool, StoreError> {
    if tx.execute(&DELETE, &[Value::Text(roll_id)]).await? == 0 {
        return Ok(false);
    }
    claim::delete(tx, roll_id).await?;
    commune_result::delete(tx, roll_id).await?;
    outcome::PARTED.remove(tx, roll_id).await?;
    entry::PARTED.remove(tx, roll_id).await?;
    Ok(true)
}

type Columns = (String, String, String, String, String, String, String);

fn read(statement: &Statement, columns: Option<Columns>) -> Result<Option<Roll>, StoreError> {
    let Some((roll_id, snapshot_id, election_id, rule_profile, state, created_at, summary)) = columns else {
        return Ok(None);
    };
    let state = match state.as_str() {
        "deriving" => State::Deriving,
        "complete" => State::Complete,
        _ => return Err(unreadable(statement.name, "a roll's state is unknown to this program")),
    };
    let created_at = moment(statement.name, &created_at)?;
    Ok(Some(Roll { roll_id, snapshot_id, election_id, rule_profile, state, created_at, summary }))
}
