//! `derive`: the lists of every commune of a snapshot. A commune is one transaction; workers of this process and of others
//! claim communes from the database in any order, and the roll becomes visible when all of them balance.
//!
//! ```text
//! begin ─► claims: open ─► claimed ─► done ─► finish: indexes, sums, checks ─► the roll is visible
//! once             ▲  └───────┘ a worker that died: its claim runs out          by whoever claims it
//! ```
//!
//! Killed at any point, what is done stays done: a derivation that is begun again goes on with what is open.

mod begin;
mod counts;
mod finish;
mod name;
mod stop;
mod worker;
mod writing;

pub use counts::CommuneCounts;
pub use name::WorkerName;
pub use stop::Stop;
pub use worker::LEASE;
pub(super) use writing::write_rows;

use super::error::TaskError;
use crate::lists::Basis;
use crate::lists::ListsError;
use crate::people::CommuneCode;
use crate::progress::Progress;
use crate::roll::Tally;
use crate::store::roll::State;
use crate::store::{self, Database, Patience, StoreError, patiently};
use begin::{Begun, begin};
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;
use std::time::Duration;
use worker::Worker;

/// A derived roll.
#[derive(Debug, Clone)]
pub struct Derived {
    pub roll_id: String,
    /// The communes that were derived, in order.
    pub communes: Vec<CommuneCode>,
    /// The counts of each commune.
    pub counts: BTreeMap<CommuneCode, Tally>,
    /// The persons of no commune.
    pub adrift: Tally,
    /// The sum of all.
    pub tally: Tally,
}

/// What to derive, and how.
#[derive(Debug, Clone, Copy)]
pub struct DeriveOptions<'a> {
    /// The communes; none named: all.
    pub communes: &'a BTreeSet<CommuneCode>,
    /// Who asks for it, as the audit tells.
    pub by: &'a str,
    /// Whether to go on with a derivation that others began, rather than refuse.
    pub resume: bool,
    pub working: &'a Working,
}

/// How a process works.
#[derive(Debug, Clone)]
pub struct Working {
    pub name: WorkerName,
    /// Communes worked on at once.
    pub jobs: usize,
    /// How long a commune stays claimed after the last sign of life.
    pub lease: Duration,
    /// Set when no more communes should be taken.
    pub stop: Stop,
}

impl Working {
    /// So many communes at once, with the usual lease and a new name.
    ///
    /// # Errors
    /// [`TaskError::Worker`] if the system gives no random bytes for the name.
    pub fn with_jobs(jobs: usize) -> Result<Self, TaskError> {
        Ok(Self { name: WorkerName::of_this_process()?, jobs, lease: LEASE, stop: Stop::default() })
    }

    /// The connections this takes: one to read and one to write for each commune worked on, and one for signs of life.
    pub fn connections(&self) -> u32 {
        u32::try_from(self.jobs.max(1)).unwrap_or(u32::MAX).saturating_mul(2).saturating_add(1)
    }
}

/// Derives the rolls of a snapshot: of the communes given, or of all. A roll that is there already is read. Workers of other
/// processes may share the work.
///
/// # Errors
/// [`TaskError::Posted`] if the lists of this election are posted in the database; [`TaskError::Underway`] if somebody began
/// this derivation and it should not be resumed; [`TaskError`] if a commune is unknown, the database fails, or the books do
/// not balance; then no roll is visible.
pub async fn derive(
    database: &Arc<Database>,
    basis: &Basis,
    options: DeriveOptions<'_>,
    progress: &dyn Progress,
) -> Result<Derived, TaskError> {
    let communes = begin::communes_of(basis, options.communes)?;
    let roll_id = begin::roll_id(basis, options.communes);
    let beginning = || begin(database, basis, &roll_id, &communes, options);
    if patiently(Patience::default(), beginning).await? == Begun::Underway {
        let worker = Worker::new(database.clone(), basis.clone(), roll_id.clone(), options.working);
        worker.work(options.working.jobs, progress).await?;
    }
    let mut tx = database.read().await?;
    let derived = sum(&mut tx, roll_id, communes).await?;
    tx.rollback().await?;
    Ok(derived)
}

/// Derives the rolls of the latest snapshot of a database.
///
/// # Errors
/// [`TaskError::NoSnapshot`] if there is none; otherwise as [`derive()`].
pub async fn derive_latest(
    database: &Arc<Database>,
    options: DeriveOptions<'_>,
    progress: &dyn Progress,
) -> Result<Derived, TaskError> {
    let mut tx = database.read().await?;
    let latest = store::snapshot::latest(&mut tx).await?;
    tx.rollback().await?;
    let latest = latest.ok_or_else(|| TaskError::NoSnapshot { database: database.name().to_owned() })?;
    derive(database, &Basis::of(latest)?, options, progress).await
}

/// Takes no more communes, and gives back every one that this process holds, so that others need not wait for the claims to
/// run out. What its threads derive of them meanwhile is not kept.
///
/// # Errors
/// [`TaskError`] if the database fails.
pub async fn give_back(database: &Database, working: &Working) -> Result<(), TaskError> {
    working.stop.now().await;
    release_all(database, working).await
}

async fn release_all(database: &Database, working: &Working) -> Result<(), TaskError> {
    let name = working.name.as_str();
    let mut tx = database.begin().await?;
    for roll in store::roll::deriving(&mut tx).await? {
        for claim in store::claim::list(&mut tx, &roll.roll_id).await? {
            if claim.worker == name {
                store::claim::release(&mut tx, &claim.held(&roll.roll_id)).await?;
            }
        }
    }
    Ok(tx.commit().await?)
}

/// Shares the work of every derivation that somebody began in the database, until none is left; how many there were.
///
/// # Errors
/// [`TaskError::Derivation`] if a derivation was begun by another version of this program, which might decide otherwise;
/// otherwise as [`derive()`].
pub async fn help(
    database: &Arc<Database>,
    working: &Working,
    progress: &dyn Progress,
) -> Result<u64, TaskError> {
    let mut helped = 0;
    loop {
        let mut tx = database.read().await?;
        let Some(roll) = store::roll::deriving(&mut tx).await?.into_iter().next() else {
            tx.rollback().await?;
            return Ok(helped);
        };
        let snapshot = store::snapshot::find(&mut tx, &roll.snapshot_id).await?;
        tx.rollback().await?;
        begin::check_version(&roll)?;
        let snapshot = snapshot.ok_or(ListsError::Document { what: "roll without its snapshot" })?;
        let worker = Worker::new(database.clone(), Basis::of(snapshot)?, roll.roll_id, working);
        worker.work(working.jobs, progress).await?;
        helped += 1;
    }
}

/// Whether a roll is visible.
async fn is_complete(database: &Database, roll_id: &str) -> Result<bool, StoreError> {
    let mut tx = database.read().await?;
    let roll = store::roll::find(&mut tx, roll_id).await?;
    tx.rollback().await?;
    Ok(roll.is_some_and(|roll| roll.state == State::Complete))
}

/// Sums the counts of all communes.
async fn sum(tx: &mut store::Tx, roll_id: String, communes: Vec<CommuneCode>) -> Result<Derived, TaskError> {
    let mut derived = Derived {
        roll_id,
        communes,
        counts: BTreeMap::new(),
        adrift: Tally::default(),
        tally: Tally::default(),
    };
    for (code, document) in store::commune_result::read_all(tx, &derived.roll_id).await? {
        let counts: CommuneCounts =
            serde_json::from_str(&document).map_err(|_| ListsError::Document { what: "tally" })?;
        derived.tally += &counts.own;
        derived.tally += &counts.adrift;
        derived.adrift += &counts.adrift;
        match CommuneCode::parse(&code) {
            Ok(code) => drop(derived.counts.insert(code, counts.own)),
            Err(_) => derived.adrift += &counts.own,
        }
    }
    Ok(derived)
}
