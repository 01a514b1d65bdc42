//! Claims: which worker derives which commune of a roll.
//!
//! A claim is taken with the state in which it was seen, and ended only by the attempt that holds it, in the transaction
//! of what was derived. So a commune is written once whatever the clocks of workers say and however late their signs of
//! life are; the clock, which is the database's, only tells when somebody else may try.

use super::list::Listed;
use super::statement::statements;
use super::time::{count, stored, unreadable};
use super::transaction::Value;
use super::{StoreError, Tx};

/// The key of a roll's last step, beside its communes.
pub const FINISH: &str = "finish";

/// How far a commune is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum State {
    /// Nobody derives it.
    Open,
    /// A worker derives it.
    Claimed,
    /// It is derived.
    Done,
}

impl State {
    /// The word in the database.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Open => "open",
            Self::Claimed => "claimed",
            Self::Done => "done",
        }
    }
}

/// A claim as it was seen.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Claim {
    /// The commune; `""` for the persons of none, [`FINISH`] for the last step.
    pub commune_code: String,
    /// Dossiers to read.
    pub persons: u64,
    pub state: State,
    /// Who holds it or did it; `""` where nobody ever did.
    pub worker: String,
    /// How often it was taken.
    pub attempt: u64,
    /// Until when it is held, in milliseconds of the database's clock.
    pub until: u64,
    /// When it was done; 0 while it is not.
    pub finished: u64,
}

impl Claim {
    /// Whether somebody may take it now.
    pub fn is_free(&self, now: u64) -> bool {
        match self.state {
            State::Open => true,
            State::Claimed => self.until < now,
            State::Done => false,
        }
    }

    /// The claim as its worker holds it.
    pub fn held(&self, roll_id: &str) -> Held {
        Held {
            roll_id: roll_id.to_owned(),
            commune_code: self.commune_code.clone(),
            worker: self.worker.clone(),
            attempt: self.attempt,
        }
    }
}

/// A claim that a worker holds, or believes to hold.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Held {
    pub roll_id: String,
    pub commune_code: String,
    pub worker: String,
    pub attempt: u64,
}

statements! {
    ADD_SQLITE = Sqlite "claim::add", "Opens the communes of a roll.",
        "INSERT INTO claim (roll_id, commune_code, persons, state, worker, attempt, until, finished) \
         SELECT $1, value->>0, value->>1, 'open', '', 0, 0, 0 FROM json_each($2)";
    ADD_POSTGRES = Postgres "claim::add", "Opens the communes of a roll.",
        "INSERT INTO claim (roll_id, commune_code, persons, state, worker, attempt, until, finished) \
         SELECT $1, value->>0, CAST(value->>1 AS bigint), 'open', '', 0, 0, 0 \
         FROM json_array_elements($2::json) AS value";
    LIST = Both "claim::list", "Lists the claims of a roll, the largest communes first.",
        "SELECT commune_code, persons, state, worker, attempt, until, finished FROM claim \
         WHERE roll_id = $1 ORDER BY persons DESC, commune_code";
    TAKE = Both "claim::take", "Takes a commune that is as it was seen, open or given up.",
        "UPDATE claim SET state = 'claimed', worker = $3, attempt = attempt + 1, until = $5 \
         WHERE roll_id = $1 AND commune_code = $2 AND attempt = $4 \
         AND (state = 'open' OR (state = 'claimed' AND until < $6))";
    PROLONG = Both "claim::prolong", "Holds a commune for longer.",
        "UPDATE claim SET until = $5 WHERE roll_id = $1 AND commune_code = $2 AND state = 'claimed' \
         AND worker = $3 AND attempt = $4";
    RELEASE = Both "claim::release", "Gives a commune back.",
        "UPDATE claim SET state = 'open' WHERE roll_id = $1 AND commune_code = $2 AND state = 'claimed' \
         AND worker = $3 AND attempt = $4";
    FULFIL = Both "claim::fulfil", "Marks a commune as derived by the attempt that holds it.",
        "UPDATE claim SET state = 'done', finished = $5 WHERE roll_id = $1 AND commune_code = $2 \
         AND state = 'claimed' AND worker = $3 AND attempt = $4";
    DELETE = Both "claim::delete", "Forgets the claims of a roll.",
        "DELETE FROM claim WHERE roll_id = $1";
}

const ADD: Listed = Listed { sqlite: ADD_SQLITE, postgres: ADD_POSTGRES };

/// Opens communes of a roll, each with its dossiers.
///
/// # Errors
/// [`StoreError::Duplicate`] if one is there already; another if the database fails.
pub async fn add(tx: &mut Tx, roll_id: &str, communes: &[(&str, u64)]) -> Result<(), StoreError> {
    let communes = serde_json::to_string(communes).expect("texts and numbers are always JSON");
    let statement = ADD.of(tx);
    tx.execute(statement, &[Value::Text(roll_id), Value::Text(&communes)]).await.map(drop)
}

/// The claims of a roll, the largest communes first.
///
/// # Errors
/// [`StoreError`] if the database fails or holds something this program did not write.
pub async fn list(tx: &mut Tx, roll_id: &str) -> Result<Vec<Claim>, StoreError> {
    tx.fetch(&LIST, &[Value::Text(roll_id)]).await?.into_iter().map(read).collect()
}

/// Takes a commune for a worker until a moment, if it still is as it was seen and free at `now`.
///
/// # Errors
/// [`StoreError`] if the database fails.
pub async fn take(
    tx: &mut Tx,
    roll_id: &str,
    seen: &Claim,
    worker: &str,
    now: u64,
    until: u64,
) -> Result<Option<Held>, StoreError> {
    let values = [
        Value::Text(roll_id),
        Value::Text(&seen.commune_code),
        Value::Text(worker),
        Value::Integer(stored(TAKE.name, seen.attempt)?),
        Value::Integer(stored(TAKE.name, until)?),
        Value::Integer(stored(TAKE.name, now)?),
    ];
    let is_taken = tx.execute(&TAKE, &values).await? == 1;
    Ok(is_taken.then(|| Held {
        roll_id: roll_id.to_owned(),
        commune_code: seen.commune_code.clone(),
        worker: worker.to_owned(),
        attempt: seen.attempt + 1,
    }))
}

/// Holds a commune until a later moment; false if somebody else has it.
///
/// # Errors
/// [`StoreError`] if the database fails.
pub async fn prolong(tx: &mut Tx, held: &Held, until: u64) -> Result<bool, StoreError> {
    let [roll, commune, worker, attempt] = key(held)?;
    let values = [roll, commune, worker, attempt, Value::Integer(stored(PROLONG.name, until)?)];
    Ok(tx.execute(&PROLONG, &values).await? == 1)
}

/// Gives a commune back, if it is still held.
///
/// # Errors
/// [`StoreError`] if the database fails.
pub async fn release(tx: &mut Tx, held: &Held) -> Result<(), StoreError> {
    tx.execute(&RELEASE, &key(held)?).await.map(drop)
}

/// Marks a commune as derived, in the transaction of what was derived; false if somebody else has it, and then the
/// transaction must be undone.
///
/// # Errors
/// [`StoreError`] if the database fails.
pub async fn fulfil(tx: &mut Tx, held: &Held, finished: u64) -> Result<bool, StoreError> {
    let [roll, commune, worker, attempt] = key(held)?;
    let values = [roll, commune, worker, attempt, Value::Integer(stored(FULFIL.name, finished)?)];
    Ok(tx.execute(&FULFIL, &values).await? == 1)
}

pub(super) async fn delete(tx: &mut Tx, roll_id: &str) -> Result<(), StoreError> {
    tx.execute(&DELETE, &[Value::Text(roll_id)]).await.map(drop)
}

fn key(held: &Held) -> Result<[Value<'_>; 4], StoreError> {
    let Held { roll_id, commune_code, worker, attempt } = held;
    let attempt = Value::Integer(stored(TAKE.name, *attempt)?);
    Ok([Value::Text(roll_id), Value::Text(commune_code), Value::Text(worker), attempt])
}

/// Commune, persons, state, worker, attempt, until, finished.
type Columns = (String, i64, String, String, i64, i64, i64);

fn read(columns: Columns) -> Result<Claim, StoreError> {
    let (commune_code, persons, state, worker, attempt, until, finished) = columns;
    let state = match state.as_str() {
        "open" => State::Open,
        "claimed" => State::Claimed,
        "done" => State::Done,
        _ => return Err(unreadable(LIST.name, "a claim's state is unknown to this program")),
    };
    Ok(Claim {
        commune_code,
        persons: count(LIST.name, persons)?,
        state,
        worker,
        attempt: count(LIST.name, attempt)?,
        until: count(LIST.name, until)?,
        finished: count(LIST.name, finished)?,
    })
}
