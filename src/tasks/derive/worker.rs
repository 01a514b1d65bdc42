//! A worker process: threads that claim communes, derive them and end the claims, and a sign of life for all they hold.

use super::super::error::TaskError;
use super::Working;
use super::finish::finish;
use super::is_complete;
use super::name::{WorkerName, has_ended};
use super::stop::{MayTake, Stop};
use super::writing::{counts, write_rows};
use crate::law::Terms;
use crate::lists::Basis;
use crate::lists::ListsError;
use crate::people::{CommuneCode, PersonFacts};
use crate::progress::Progress;
use crate::roll::{CommuneBuilder, CommuneRoll};
use crate::store::claim::{self, Claim, FINISH, Held, State};
use crate::store::{self, Database, Patience, Tx, patiently};
use std::collections::VecDeque;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;
use tokio::runtime::Handle;
use tokio::task::JoinSet;
use tracing::Instrument;

/// How long a commune stays claimed after its worker's last sign of life.
pub const LEASE: Duration = Duration::from_secs(60);
/// How often the fleet's progress is asked for, and whether there is something to do again.
const LOOK: Duration = Duration::from_millis(500);

/// A process at work on one roll.
pub(super) struct Worker {
    database: Arc<Database>,
    basis: Basis,
    roll_id: String,
    name: WorkerName,
    lease: Duration,
    /// Claims that were free when last looked at.
    free: Mutex<VecDeque<Claim>>,
    held: Mutex<Vec<Held>>,
    /// Whether a thread failed or somebody asked to stop: then nothing more is taken.
    stop: Stop,
}

/// What there is to do.
enum Next {
    Derive(Held),
    /// Others hold what is left; a claim of theirs may run out.
    Wait,
    /// Every commune is done.
    Nothing,
}

impl Worker {
    pub(super) fn new(
        database: Arc<Database>,
        basis: Basis,
        roll_id: String,
        working: &Working,
    ) -> Arc<Self> {
        Arc::new(Self {
            database,
            basis,
            roll_id,
            name: working.name.clone(),
            lease: working.lease,
            free: Mutex::default(),
            held: Mutex::default(),
            stop: working.stop.clone(),
        })
    }

    /// Works until the roll is visible, by whoever's work.
    pub(super) async fn work(
        self: &Arc<Self>,
        jobs: usize,
        progress: &dyn Progress,
    ) -> Result<(), TaskError> {
        let living = tokio::spawn(self.clone().show_life());
        let done = self.derive_all(jobs, progress).await;
        let done = match done {
            Ok(()) => self.finish(progress).await,
            failed => failed,
        };
        living.abort();
        if done.is_err() {
            self.release().await;
        }
        done
    }

    async fn derive_all(self: &Arc<Self>, jobs: usize, progress: &dyn Progress) -> Result<(), TaskError> {
        let (_, persons) = patiently(Patience::default(), || self.persons()).await?;
        progress.begin("derive", Some(persons));
        let mut threads = JoinSet::new();
        for _ in 0..jobs.max(1) {
            let (worker, handle) = (self.clone(), Handle::current());
            // A thread of its own: deciding leaves no moment for others.
            threads.spawn_blocking(move || {
                handle.block_on(async {
                    let ended = worker.run().await;
                    if ended.is_err() {
                        worker.stop.now().await;
                    }
                    ended
                })
            });
        }
        let mut result = Ok(());
        while !threads.is_empty() {
            if let Ok(Some(ended)) = tokio::time::timeout(self.pause(), threads.join_next()).await {
                let ended = ended.map_err(|error| TaskError::Worker(error.to_string())).flatten();
                result = result.and(ended);
            }
            // A database that is away is the threads' matter.
            if let Ok((done, _)) = self.persons().await {
                progress.reach(done);
            }
        }
        progress.end();
        result
    }

    /// The dossiers that the fleet has derived, and all of them.
    async fn persons(&self) -> Result<(u64, u64), TaskError> {
        let mut tx = self.database.read().await?;
        let claims = claim::list(&mut tx, &self.roll_id).await?;
        tx.rollback().await?;
        let done = claims.iter().filter(|claim| claim.state == State::Done).map(|claim| claim.persons).sum();
        Ok((done, claims.iter().map(|claim| claim.persons).sum()))
    }

    /// Takes commune after commune until all are done, or one fails, which stops the other threads as well.
    async fn run(&self) -> Result<(), TaskError> {
        let mut next = None;
        while !self.stop.is_over() {
            let held = match next.take() {
                Some(held) => held,
                None => match patiently(Patience::default(), || self.take()).await? {
                    Next::Derive(held) => held,
                    Next::Wait => {
                        tokio::time::sleep(self.pause()).await;
                        continue;
                    }
                    Next::Nothing => return Ok(()),
                },
            };
            // Tried again it is not written twice: the claim is then no more to be fulfilled.
            let commune = tracing::info_span!("commune", roll = self.roll_id, commune = held.commune_code);
            let derived = patiently(Patience::default(), || self.derive(&held)).instrument(commune).await;
            if derived.is_err() {
                self.give_back(&held).await;
            }
            self.let_go(&held);
            next = derived?;
        }
        Ok(())
    }

    /// How long to wait before looking again.
    fn pause(&self) -> Duration {
        LOOK.min(self.lease / 3)
    }

    /// Derives a commune, and takes the next one in the same transaction.
    async fn derive(&self, held: &Held) -> Result<Option<Held>, TaskError> {
        let Basis { election, territory, profile, snapshot_id, .. } = &self.basis;
        let commune = CommuneCode::parse(&held.commune_code).ok();
        let mut builder = CommuneBuilder::new(Terms { election, territory, profile }, commune.as_ref());
        let mut tx = self.database.read_at_length().await?;
        let add = |facts: PersonFacts| builder.add(&facts);
        store::dossier::each(&mut tx, snapshot_id, &held.commune_code, add).await?;
        tx.rollback().await?;
        self.write(builder.finish()?, held).await
    }

    /// Writes a commune if its claim still holds; otherwise somebody else does.
    async fn write(&self, commune: CommuneRoll, held: &Held) -> Result<Option<Held>, TaskError> {
        let mut tx = self.database.begin().await?;
        write_rows(&mut tx, &self.roll_id, &commune).await?;
        fail_point!("derive.rows_written");
        let now = store::clock::now(&mut tx).await?;
        if !claim::fulfil(&mut tx, held, now).await? {
            tracing::warn!(attempt = held.attempt, "the claim was lost: somebody else derives this commune");
            tx.rollback().await?;
            return Ok(None);
        }
        store::commune_result::insert(&mut tx, &self.roll_id, &held.commune_code, &counts(commune)?).await?;
        fail_point!("derive.commune_counted");
        let may_take = self.stop.may_take();
        let next = self.take_within(&mut tx, now, may_take.as_ref()).await?;
        match self.commit(tx, next).await? {
            Next::Derive(next) => Ok(Some(next)),
            Next::Wait | Next::Nothing => Ok(None),
        }
    }

    async fn take(&self) -> Result<Next, TaskError> {
        let mut tx = self.database.begin().await?;
        let now = store::clock::now(&mut tx).await?;
        let may_take = self.stop.may_take();
        let next = self.take_within(&mut tx, now, may_take.as_ref()).await?;
        self.commit(tx, next).await
    }

    /// Makes what was taken last. It counts as held before others can see it, and no more if it was not taken after all.
    async fn commit(&self, tx: Tx, next: Next) -> Result<Next, TaskError> {
        if let Next::Derive(held) = &next {
            self.lock_held().push(held.clone());
        }
        let committed = tx.commit().await;
        if let (Err(_), Next::Derive(held)) = (&committed, &next) {
            self.let_go(held);
        }
        committed?;
        Ok(next)
    }

    /// Takes the first commune that is still as it was seen; looks anew when none is.
    async fn take_within(
        &self,
        tx: &mut Tx,
        now: u64,
        may_take: Option<&MayTake<'_>>,
    ) -> Result<Next, TaskError> {
        if may_take.is_none() {
            return Ok(Next::Wait);
        }
        for has_looked in [false, true] {
            while let Some(seen) = self.pop_free() {
                if let Some(held) = self.take_seen(tx, &seen, now).await? {
                    return Ok(Next::Derive(held));
                }
            }
            if has_looked {
                break;
            }
            let claims = claim::list(tx, &self.roll_id).await?;
            let communes = || claims.iter().filter(|claim| claim.commune_code != FINISH);
            if communes().all(|claim| claim.state == State::Done) {
                return Ok(Next::Nothing);
            }
            let free = communes().filter(|claim| self.is_free(claim, now)).cloned();
            self.lock_free().extend(free);
        }
        Ok(Next::Wait)
    }

    /// Whether a commune may be taken: nobody has it, or whoever had it shows no life.
    fn is_free(&self, claim: &Claim, now: u64) -> bool {
        claim.is_free(now) || (claim.state == State::Claimed && self.is_left(claim))
    }

    /// Whether nobody works on a claim: its worker has ended, or is this one and does not know of it, because the server
    /// went away when it was taken or ended.
    fn is_left(&self, claim: &Claim) -> bool {
        let is_held = || self.lock_held().iter().any(|held| held.commune_code == claim.commune_code);
        has_ended(&claim.worker) || (claim.worker == self.name.as_str() && !is_held())
    }

    /// Takes a claim if it is as it was seen. One on which nobody works is taken as if it had run out.
    async fn take_seen(&self, tx: &mut Tx, seen: &Claim, now: u64) -> Result<Option<Held>, TaskError> {
        let until = now + self.lease.as_millis() as u64;
        if seen.state == State::Claimed {
            tracing::warn!(
                roll = self.roll_id,
                commune = seen.commune_code,
                attempt = seen.attempt,
                "takes over what another worker has claimed and left"
            );
        }
        let now = if self.is_left(seen) { now.max(seen.until + 1) } else { now };
        Ok(claim::take(tx, &self.roll_id, seen, self.name.as_str(), now, until).await?)
    }

    /// Does the last step, or waits for whoever does it.
    async fn finish(&self, progress: &dyn Progress) -> Result<(), TaskError> {
        progress.begin("index", None);
        while !patiently(Patience::default(), || self.try_finish()).await? {
            tokio::time::sleep(self.pause()).await;
        }
        progress.end();
        Ok(())
    }

    /// Does the last step if it is free; whether the roll is visible.
    async fn try_finish(&self) -> Result<bool, TaskError> {
        if is_complete(&self.database, &self.roll_id).await? {
            return Ok(true);
        }
        let mut tx = self.database.begin().await?;
        let now = store::clock::now(&mut tx).await?;
        let claims = claim::list(&mut tx, &self.roll_id).await?;
        let last = claims.iter().find(|claim| claim.commune_code == FINISH);
        let Some(last) = last else {
            return Err(ListsError::Document { what: "roll without its last step" }.into());
        };
        let may_take = self.stop.may_take();
        let taken = match may_take.is_some() && self.is_free(last, now) {
            true => self.take_seen(&mut tx, last, now).await?,
            false => None,
        };
        let next = taken.map_or(Next::Wait, Next::Derive);
        let Next::Derive(held) = self.commit(tx, next).await? else { return Ok(false) };
        drop(may_take);
        let finished = finish(&self.database, &self.basis, &held, &claims).await;
        self.let_go(&held);
        if finished.is_err() {
            self.give_back(&held).await;
        }
        finished
    }

    /// Holds for longer what this process holds, again and again.
    async fn show_life(self: Arc<Self>) {
        loop {
            tokio::time::sleep(self.lease / 3).await;
            let held = self.lock_held().clone();
            for held in held {
                if let Err(error) = self.prolong(&held).await {
                    tracing::debug!("no sign of life: {error}");
                }
            }
        }
    }

    async fn prolong(&self, held: &Held) -> Result<(), TaskError> {
        let mut tx = self.database.begin().await?;
        let until = store::clock::now(&mut tx).await? + self.lease.as_millis() as u64;
        claim::prolong(&mut tx, held, until).await?;
        Ok(tx.commit().await?)
    }

    /// Gives back all that this process holds, so that others need not wait for it to run out.
    async fn release(&self) {
        let held = std::mem::take(&mut *self.lock_held());
        for held in held {
            self.give_back(&held).await;
        }
    }

    async fn give_back(&self, held: &Held) {
        let released = async {
            let mut tx = self.database.begin().await?;
            claim::release(&mut tx, held).await?;
            tx.commit().await
        };
        if let Err(error) = released.await {
            tracing::debug!("a claim was not given back and runs out: {error}");
        }
    }

    fn let_go(&self, held: &Held) {
        self.lock_held().retain(|known| known != held);
    }

    fn pop_free(&self) -> Option<Claim> {
        self.lock_free().pop_front()
    }

    fn lock_free(&self) -> MutexGuard<'_, VecDeque<Claim>> {
        self.free.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn lock_held(&self) -> MutexGuard<'_, Vec<Held>> {
        self.held.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
