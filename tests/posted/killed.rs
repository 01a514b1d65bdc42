//! Updates that are killed at any moment, and two at once: each happens whole or not at all, and the next run completes. Kills
//! at every named step are in `acts::killed`; those here come at any time, few unless `CUTRI_SOAK` asks for more.

use super::town::{DAY, Town, citizen, dead, moved, number};
use crate::store::Fixture;
use crate::support::builders::{AWAY, HOME, resident};
use crate::support::naive::random::Random;
use crate::support::package::Form;
use crate::support::posted::{Office, State, at, block_on};
use crate::support::program::{command, soak, text};
use cutri::people::{PersonFacts, PersonalNumber};
use cutri::store::DatabaseUrl;
use std::collections::BTreeSet;
use std::path::Path;
use std::process::{Child, Stdio};
use std::time::{Duration, Instant};
use tempfile::TempDir;

/// What a delta changes: enough for every table to be written. Deltas of different persons touch the same areas.
fn persons(which: u32) -> Vec<PersonFacts> {
    let first = 10 + which * 20;
    let mut persons: Vec<PersonFacts> = (first..first + 8).map(|of| moved(of, AWAY)).collect();
    persons.extend((first + 8..first + 12).map(|of| citizen(of).name("Tên Mới").build()));
    persons.extend([dead(first + 13), moved(201 + which, HOME), resident().id(&number(300 + which)).build()]);
    persons
}

/// A database of the town, and deltas of one base as folders.
struct Site {
    url: DatabaseUrl,
    address: String,
    base: String,
    /// Holds the file.
    _fixture: Fixture,
}

impl Site {
    fn new(fixture: Fixture, town: &Town) -> Self {
        let base = block_on(async {
            let office = town.posted(&fixture).await;
            let base = office.snapshot_id.clone();
            close(office).await;
            base
        });
        // The address as it is told names no host beside the socket.
        let address = fixture.url.to_string().replace("@/", "@localhost/");
        Self { url: fixture.url.clone(), address, base, _fixture: fixture }
    }

    fn start(&self, delta: &Path) -> Child {
        let mut command = command();
        command.args(["update", text(delta), "--db", &self.address]);
        command.args(["--at", "2026-02-20T10:00", "--as", "clerk"]);
        command.stdout(Stdio::null()).stderr(Stdio::null()).spawn().expect("the program starts")
    }

    /// Opens the database, which must be whole, and reads everything.
    fn state(&self) -> State {
        block_on(async {
            let office = Office::opened(&self.url).await;
            let state = office.state().await;
            close(office).await;
            state
        })
    }
}

async fn close(office: Office) {
    let database = std::sync::Arc::into_inner(office.database).expect("nobody else uses it");
    database.close().await.expect("it closes");
}

fn delta(town: &Town, base: &str, which: u32) -> TempDir {
    town.delta(base, DAY, &persons(which)).write(Form::Csv)
}

/// Kills updates of a chain, one after the other: whatever the moment, the update happened whole or not at all.
fn kill(fixture: Fixture, times: u64) {
    let town = Town::new();
    let site = Site::new(fixture, &town);
    let mut random = Random::new(times);
    let times = u32::try_from(times).unwrap();
    let (mut base, mut people) = (site.base.clone(), 150);
    let (mut killed, mut whole) = (0, Duration::from_millis(120));
    for round in 0..times {
        // Names go back and forth, so that every delta of the chain has something to do, and few grow old.
        let name = format!("Tên {round}");
        let mut persons: Vec<PersonFacts> = (21..=40).map(|of| citizen(of).name(&name).build()).collect();
        let place = if round % 2 == 0 { AWAY } else { HOME };
        persons.extend((41..=48).map(|of| moved(of, place)));
        persons.push(resident().id(&number(400 + round)).build());
        let delta = town.delta(&base, DAY, &persons).write(Form::Csv);
        let before = site.state();
        let begun = Instant::now();
        let mut child = site.start(delta.path());
        let share = if round % 3 == 0 { 700 + random.below(400) } else { random.below(1000) };
        std::thread::sleep(whole.mul_f64(f64::from(u32::try_from(share).unwrap()) / 1000.0));
        child.kill().unwrap();
        let ended = child.wait().unwrap();
        match ended.code() {
            None => killed += 1,
            Some(_) => whole = begun.elapsed().min(whole).mul_f64(0.9),
        }
        let after = site.state();
        let everybody = after.check();
        if after.snapshot_id == before.snapshot_id {
            assert_eq!(everybody.len(), people, "round {round}: half done");
            assert!(
                (after.version, after.audit) == (before.version, before.audit),
                "round {round}: half done"
            );
            assert!(after.rows == before.rows && after.changes == before.changes, "round {round}: half done");
        } else {
            assert_eq!((after.version, after.audit), (before.version + 1, before.audit + 1), "round {round}");
        }
        let begun = Instant::now();
        assert_eq!(site.start(delta.path()).wait().unwrap().code(), Some(0), "round {round}: the run again");
        if after.snapshot_id == before.snapshot_id {
            whole = begun.elapsed();
        }
        let after = site.state();
        people += 1;
        assert_eq!(after.check().len(), people, "round {round}: the run again completes");
        assert_eq!(
            (after.version, after.audit),
            (before.version + 1, before.audit + 1),
            "round {round}: once"
        );
        let new = after.rows_of(&number(400 + round));
        assert_eq!(new.len(), 1, "round {round}");
        assert_eq!(after.rows_of(&number(21))[0].full_name.as_ref(), name, "round {round}");
        base = after.snapshot_id;
    }
    assert!(killed > 0, "none of {times} updates was killed before it ended");
}

#[test]
fn an_update_killed_at_any_moment_happens_whole_or_not_at_all_on_sqlite() {
    kill(Fixture::sqlite(), soak(9));
}

#[test]
fn an_update_killed_at_any_moment_happens_whole_or_not_at_all_on_postgresql() {
    kill(Fixture::postgres(), soak(6));
}

/// Two deltas of one base at once: one is applied whole, the other finds another base, whichever comes first.
fn two_at_once(fixture: impl Fn() -> Fixture, times: u32) {
    let town = Town::new();
    for round in 0..times {
        let site = Site::new(fixture(), &town);
        let deltas = [0, 1].map(|which| delta(&town, &site.base, which));
        let order = if round % 2 == 0 { [0, 1] } else { [1, 0] };
        let mut children = order.map(|which| (which, site.start(deltas[which].path())));
        let codes = children.each_mut().map(|(which, child)| (*which, child.wait().unwrap().code()));
        let winner = codes.iter().find(|(_, code)| *code == Some(0)).expect("one is applied").0;
        let refused: Vec<_> = codes.iter().filter(|(which, _)| *which != winner).map(|it| it.1).collect();
        assert_eq!(refused, [Some(2)], "round {round}: the other builds on another snapshot now");
        let state = site.state();
        state.check();
        assert_eq!((state.version, state.audit), (2, 4), "round {round}");
        let stands = |which: u32| !state.rows_of(&number(300 + which)).is_empty();
        assert_eq!([0, 1].map(stands), [winner == 0, winner == 1], "round {round}");
        // The other, upon the first, is the rest of the chain.
        let other = 1 - u32::try_from(winner).unwrap();
        let rest = delta(&town, &state.snapshot_id, other);
        assert_eq!(site.start(rest.path()).wait().unwrap().code(), Some(0));
        let state = site.state();
        assert_eq!((state.check().len(), state.version), (152, 3));
    }
}

#[test]
fn of_two_updates_at_once_one_is_applied_and_the_other_refused_on_sqlite() {
    two_at_once(Fixture::sqlite, 6);
}

#[test]
fn of_two_updates_at_once_one_is_applied_and_the_other_refused_on_postgresql() {
    two_at_once(Fixture::postgres, 4);
}

/// The same delta twice at once: one applies it, to the other it is known.
#[test]
fn the_same_update_twice_at_once_is_made_once() {
    let town = Town::new();
    for fixture in [Fixture::sqlite(), Fixture::postgres()] {
        let site = Site::new(fixture, &town);
        let folder = delta(&town, &site.base, 0);
        let children = [0, 1].map(|_| site.start(folder.path()));
        for mut child in children {
            assert_eq!(child.wait().unwrap().code(), Some(0));
        }
        let state = site.state();
        let known: BTreeSet<PersonalNumber> = state.check();
        assert_eq!((known.len(), state.version, state.audit), (151, 2, 4));
        assert!(state.changes.iter().all(|row| row.change.at == at("2026-02-20T10:00:00")));
    }
}
