//! The protocol of claims on the real store, whatever clocks say and however late workers are.

use crate::store::fixture::{Fixture, roll as new_roll, run};
use cutri::store::claim::{Claim, Held, State, add, fulfil, list, prolong, release, take};
use cutri::store::{Database, commune_result, roll};
use proptest::prelude::*;
use std::collections::BTreeMap;

const ROLL: &str = "r1";
const COMMUNES: [&str; 4] = ["10001", "10002", "10003", ""];
const LEASE: u64 = 1_000;
/// More than any clock is wrong in a history.
const START: u64 = 1_000_000;

/// What a worker does, or what happens to it. The first number of each is the worker.
#[derive(Debug, Clone)]
enum Step {
    /// Looks at the claims, and acts on what it saw at any later time.
    Look(usize),
    /// Tries to take a claim as it saw it, whether it believes it free or not.
    Take(usize, usize),
    /// Gives a sign of life for all it holds, however late.
    Live(usize),
    /// Ends a claim with what was derived.
    End(usize, Ending),
    GiveBack(usize),
    /// Dies: it knows nothing any more, and comes back.
    Die(usize),
    /// Time goes by, for all.
    Pass(u64),
}

#[derive(Debug, Clone, Copy)]
enum Ending {
    Committed,
    /// It is committed, and the worker does not hear of it.
    Unheard,
    /// The worker dies, or the server, before it is committed.
    Undone,
}

fn step(workers: usize) -> impl Strategy<Value = Step> {
    let ending = prop_oneof![Just(Ending::Committed), Just(Ending::Unheard), Just(Ending::Undone)];
    prop_oneof![
        2 => (0..workers).prop_map(Step::Look),
        4 => (0..workers, 0..COMMUNES.len()).prop_map(|(worker, at)| Step::Take(worker, at)),
        2 => (0..workers).prop_map(Step::Live),
        3 => (0..workers, ending).prop_map(|(worker, ending)| Step::End(worker, ending)),
        1 => (0..workers).prop_map(Step::GiveBack),
        1 => (0..workers).prop_map(Step::Die),
        2 => (0..2 * LEASE).prop_map(Step::Pass),
    ]
}

/// Steps of two to four workers, and by how many milliseconds the clock of each is behind or ahead.
fn history() -> impl Strategy<Value = (Vec<Step>, Vec<i64>)> {
    (2_usize..=4).prop_flat_map(|workers| {
        let skews = prop::collection::vec(-3_000_i64..3_000, workers);
        (prop::collection::vec(step(workers), 1..60), skews)
    })
}

#[derive(Default)]
struct Worker {
    name: String,
    skew: i64,
    seen: Vec<Claim>,
    held: Vec<Held>,
}

impl Worker {
    fn now(&self, time: u64) -> u64 {
        time.saturating_add_signed(self.skew)
    }
}

struct World {
    database: Database,
    workers: Vec<Worker>,
    time: u64,
    /// How often each commune's rows were committed.
    written: BTreeMap<String, u32>,
}

impl World {
    async fn new(fixture: &Fixture, skews: &[i64]) -> Self {
        let database = fixture.open().await;
        let mut tx = database.begin().await.unwrap();
        roll::insert(&mut tx, &new_roll(ROLL)).await.unwrap();
        add(&mut tx, ROLL, &COMMUNES.map(|commune| (commune, 10))).await.unwrap();
        tx.commit().await.unwrap();
        let worker =
            |(at, skew): (usize, &i64)| Worker { name: at.to_string(), skew: *skew, ..Worker::default() };
        let workers = skews.iter().enumerate().map(worker).collect();
        Self { database, workers, time: START, written: BTreeMap::new() }
    }

    async fn take_step(&mut self, step: &Step) {
        match *step {
            Step::Look(worker) => self.look(worker).await,
            Step::Take(worker, at) => self.take(worker, at).await,
            Step::Live(worker) => self.live(worker).await,
            Step::End(worker, ending) => self.end(worker, ending).await,
            Step::GiveBack(worker) => self.give_back(worker).await,
            Step::Die(worker) => {
                self.workers[worker].seen.clear();
                self.workers[worker].held.clear();
            }
            Step::Pass(milliseconds) => self.time += milliseconds,
        }
    }

    async fn look(&mut self, worker: usize) {
        let mut tx = self.database.read().await.unwrap();
        self.workers[worker].seen = list(&mut tx, ROLL).await.unwrap();
        tx.rollback().await.unwrap();
    }

    async fn take(&mut self, worker: usize, at: usize) {
        let Worker { name, seen, .. } = &self.workers[worker];
        let Some(seen) = seen.get(at) else { return };
        let now = self.workers[worker].now(self.time);
        let mut tx = self.database.begin().await.unwrap();
        let held = take(&mut tx, ROLL, seen, name, now, now + LEASE).await.unwrap();
        tx.commit().await.unwrap();
        self.workers[worker].held.extend(held);
    }

    async fn live(&mut self, worker: usize) {
        let until = self.workers[worker].now(self.time) + LEASE;
        for held in &self.workers[worker].held {
            let mut tx = self.database.begin().await.unwrap();
            prolong(&mut tx, held, until).await.unwrap();
            tx.commit().await.unwrap();
        }
    }

    async fn end(&mut self, worker: usize, ending: Ending) {
        let Some(held) = self.workers[worker].held.first().cloned() else { return };
        let mut tx = self.database.begin().await.unwrap();
        let is_own = fulfil(&mut tx, &held, self.time).await.unwrap();
        if is_own {
            // The rows of a commune that was written before would be there twice.
            commune_result::insert(&mut tx, ROLL, &held.commune_code, "{}").await.unwrap();
        }
        if !is_own || matches!(ending, Ending::Undone) {
            tx.rollback().await.unwrap();
        } else {
            tx.commit().await.unwrap();
            *self.written.entry(held.commune_code.clone()).or_default() += 1;
        }
        if !matches!(ending, Ending::Unheard) {
            self.workers[worker].held.remove(0);
        }
    }

    async fn give_back(&mut self, worker: usize) {
        for held in std::mem::take(&mut self.workers[worker].held) {
            let mut tx = self.database.begin().await.unwrap();
            release(&mut tx, &held).await.unwrap();
            tx.commit().await.unwrap();
        }
    }

    /// Lets one worker with a right clock go on alone, once every lease has run out.
    async fn end_all(&mut self) {
        self.time += 2 * LEASE + 10_000;
        self.workers = vec![Worker { name: "last".to_owned(), ..Worker::default() }];
        self.look(0).await;
        for at in 0..COMMUNES.len() {
            self.take(0, at).await;
            self.end(0, Ending::Committed).await;
        }
        self.look(0).await;
        assert!(self.workers[0].seen.iter().all(|claim| claim.state == State::Done));
        let once: BTreeMap<String, u32> = COMMUNES.iter().map(|commune| ((*commune).to_owned(), 1)).collect();
        assert_eq!(self.written, once);
        let mut tx = self.database.read().await.unwrap();
        let results = commune_result::read_all(&mut tx, ROLL).await.unwrap();
        assert_eq!(results.len(), COMMUNES.len());
        tx.rollback().await.unwrap();
    }
}

fn holds(fixture: &Fixture, steps: &[Step], skews: &[i64]) {
    run(fixture, async |fixture| {
        let mut world = World::new(fixture, skews).await;
        for step in steps {
            world.take_step(step).await;
        }
        world.end_all().await;
        world.database.close().await.unwrap();
    });
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 64, max_shrink_iters: 200, ..ProptestConfig::default() })]
    #[test]
    fn every_commune_is_written_once_and_all_end_on_sqlite((steps, skews) in history()) {
        holds(&Fixture::sqlite(), &steps, &skews);
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 12, max_shrink_iters: 50, ..ProptestConfig::default() })]
    #[test]
    fn every_commune_is_written_once_and_all_end_on_postgresql((steps, skews) in history()) {
        holds(&Fixture::postgres(), &steps, &skews);
    }
}

#[test]
fn who_would_take_over_waits_for_a_commit_under_way_and_finds_the_commune_done() {
    run(&Fixture::postgres(), async |fixture| {
        let mut world = World::new(fixture, &[0, 0]).await;
        world.look(0).await;
        world.take(0, 0).await;
        world.look(1).await;
        let held = world.workers[0].held[0].clone();
        let mut ending = world.database.begin().await.unwrap();
        assert!(fulfil(&mut ending, &held, START).await.unwrap());
        let seen = world.workers[1].seen.iter().find(|claim| claim.commune_code == held.commune_code);
        let mut taking = world.database.begin().await.unwrap();
        let late = START + 2 * LEASE;
        let take_over = take(&mut taking, ROLL, seen.unwrap(), "1", late, late + LEASE);
        let commit = async {
            tokio::time::sleep(std::time::Duration::from_millis(50)).await;
            ending.commit().await
        };
        let (taken, committed) = tokio::join!(take_over, commit);
        committed.unwrap();
        assert_eq!(taken.unwrap(), None);
        taking.rollback().await.unwrap();
        let mut tx = world.database.read().await.unwrap();
        let claims = list(&mut tx, ROLL).await.unwrap();
        let found = claims.into_iter().find(|it| it.commune_code == held.commune_code).unwrap();
        assert_eq!((found.state, found.worker.as_str()), (State::Done, "0"));
    });
}
