//! `status`: how far derivations are, and who works on them.

use super::TaskError;
use crate::store::claim::{self, Claim, FINISH, State as ClaimState};
use crate::store::roll::{Roll, State};
use crate::store::{self, Database};
use serde::Serialize;
use std::collections::BTreeMap;

/// The milliseconds by which the present rate is judged.
const RECENT: u64 = 120_000;

/// How far one derivation is.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Derivation {
    pub roll_id: String,
    pub snapshot_id: String,
    /// The snapshot that the next delta builds on: `cutri.base` of its datapackage.json.
    pub base: String,
    /// The latest version of the lists; 0 before any are posted.
    pub version: u64,
    /// `deriving` or `complete`.
    pub state: &'static str,
    pub begun: chrono::DateTime<chrono::FixedOffset>,
    /// The steps of it: its communes, the persons of none, and the last step.
    pub steps: Steps,
    /// Dossiers read so far, and all.
    pub persons_done: u64,
    pub persons: u64,
    /// Dossiers a second of the whole fleet over the last two minutes; of a complete roll, over all.
    pub rate: Option<f64>,
    /// The seconds until all dossiers are read, at that rate.
    pub seconds_left: Option<u64>,
    /// By name.
    pub workers: Vec<WorkerStatus>,
}

/// How many steps are in which state.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize)]
pub struct Steps {
    pub open: u64,
    pub claimed: u64,
    /// Claimed by a worker that has given no sign of life in time: free to take over.
    pub expired: u64,
    pub done: u64,
}

/// A worker, as its claims tell.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct WorkerStatus {
    pub name: String,
    /// What it holds: communes, `""` for the persons of none, `finish` for the last step.
    pub holds: Vec<String>,
    /// Whether something it holds has run out.
    pub expired: bool,
    /// The steps it has done.
    pub done: u64,
    pub persons: u64,
}

/// The derivations under way, the eldest first, and before them the latest that is complete.
///
/// # Errors
/// [`TaskError`] if the database fails.
pub async fn status(database: &Database) -> Result<Vec<Derivation>, TaskError> {
    let mut tx = database.read().await?;
    let mut rolls: Vec<Roll> = store::roll::latest(&mut tx).await?.into_iter().collect();
    rolls.extend(store::roll::deriving(&mut tx).await?);
    let now = store::clock::now(&mut tx).await?;
    let mut told = Vec::new();
    for roll in rolls {
        let claims = claim::list(&mut tx, &roll.roll_id).await?;
        let posting = store::posting::find(&mut tx, &roll.roll_id).await?;
        let mut derivation = Derivation::of(roll, &claims, now);
        if let Some(posting) = posting {
            (derivation.base, derivation.version) = (posting.snapshot_id, posting.version);
        }
        told.push(derivation);
    }
    tx.rollback().await?;
    Ok(told)
}

impl Derivation {
    /// Sums the claims of a roll up at a moment, in milliseconds of the database's clock.
    pub fn of(roll: Roll, claims: &[Claim], now: u64) -> Self {
        let done = || claims.iter().filter(|claim| claim.state == ClaimState::Done);
        let persons = claims.iter().map(|claim| claim.persons).sum();
        let persons_done = done().map(|claim| claim.persons).sum();
        let begun = u64::try_from(roll.created_at.timestamp_millis()).unwrap_or(0);
        let is_complete = roll.state == State::Complete;
        let until = if is_complete { last(claims) } else { now };
        let since = if is_complete { begun } else { begun.max(now.saturating_sub(RECENT)) };
        let read: u64 = done().filter(|claim| claim.finished > since).map(|claim| claim.persons).sum();
        let rate = (until > since && read > 0).then(|| read as f64 * 1e3 / (until - since) as f64);
        let left = persons - persons_done;
        Self {
            roll_id: roll.roll_id,
            base: roll.snapshot_id.clone(),
            version: 0,
            snapshot_id: roll.snapshot_id,
            state: roll.state.as_str(),
            begun: roll.created_at,
            steps: Steps::of(claims, now),
            persons_done,
            persons,
            rate,
            seconds_left: rate.filter(|_| !is_complete).map(|rate| (left as f64 / rate).ceil() as u64),
            workers: workers(claims, now),
        }
    }
}

/// When the last commune was done.
fn last(claims: &[Claim]) -> u64 {
    let communes = claims.iter().filter(|claim| claim.commune_code != FINISH);
    communes.map(|claim| claim.finished).max().unwrap_or(0)
}

impl Steps {
    fn of(claims: &[Claim], now: u64) -> Self {
        let mut steps = Self::default();
        for claim in claims {
            *match claim.state {
                ClaimState::Open => &mut steps.open,
                ClaimState::Claimed if claim.is_free(now) => &mut steps.expired,
                ClaimState::Claimed => &mut steps.claimed,
                ClaimState::Done => &mut steps.done,
            } += 1;
        }
        steps
    }
}

fn workers(claims: &[Claim], now: u64) -> Vec<WorkerStatus> {
    let mut workers: BTreeMap<&str, WorkerStatus> = BTreeMap::new();
    for claim in claims.iter().filter(|claim| !claim.worker.is_empty() && claim.state != ClaimState::Open) {
        let worker = workers.entry(&claim.worker).or_insert_with(|| WorkerStatus {
            name: claim.worker.clone(),
            holds: Vec::new(),
            expired: false,
            done: 0,
            persons: 0,
        });
        if claim.state == ClaimState::Done {
            worker.done += 1;
            worker.persons += claim.persons;
        } else {
            worker.holds.push(claim.commune_code.clone());
            worker.expired |= claim.is_free(now);
        }
    }
    workers.into_values().collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn claim(commune: &str, state: ClaimState, worker: &str, until: u64, finished: u64) -> Claim {
        Claim {
            commune_code: commune.to_owned(),
            persons: if commune == FINISH { 0 } else { 100 },
            state,
            worker: worker.to_owned(),
            attempt: 1,
            until,
            finished,
        }
    }

    fn roll(state: State) -> Roll {
        Roll {
            roll_id: "r".to_owned(),
            snapshot_id: "s".to_owned(),
            election_id: "e".to_owned(),
            rule_profile: "2026".to_owned(),
            state,
            created_at: "1970-01-01T00:00:01Z".parse().expect("a moment"),
            summary: String::new(),
        }
    }

    #[test]
    fn rate_and_time_left_are_those_of_the_whole_fleet() {
        let claims = [
            claim("1", ClaimState::Done, "a", 0, 2_000),
            claim("2", ClaimState::Done, "b", 0, 3_000),
            claim("3", ClaimState::Claimed, "a", 9_000, 0),
            claim("4", ClaimState::Claimed, "c", 4_000, 0),
            claim("5", ClaimState::Open, "", 0, 0),
            claim(FINISH, ClaimState::Open, "", 0, 0),
        ];
        let told = Derivation::of(roll(State::Deriving), &claims, 5_000);
        assert_eq!(told.steps, Steps { open: 2, claimed: 1, expired: 1, done: 2 });
        assert_eq!((told.persons_done, told.persons), (200, 500));
        assert_eq!((told.rate, told.seconds_left), (Some(50.0), Some(6)));
        let names: Vec<(&str, bool)> = told.workers.iter().map(|it| (it.name.as_str(), it.expired)).collect();
        assert_eq!(names, [("a", false), ("b", false), ("c", true)]);
    }

    #[test]
    fn what_was_done_long_ago_tells_nothing_of_the_present_rate() {
        let claims = [claim("1", ClaimState::Done, "a", 0, 2_000), claim("2", ClaimState::Open, "", 0, 0)];
        let told = Derivation::of(roll(State::Deriving), &claims, 1_000_000);
        assert_eq!((told.rate, told.seconds_left), (None, None));
        let done = [claim("1", ClaimState::Done, "a", 0, 2_000)];
        let told = Derivation::of(roll(State::Complete), &done, 1_000_000);
        assert_eq!((told.rate, told.seconds_left), (Some(100.0), None));
    }
}
