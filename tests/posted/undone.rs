//! Undo ∘ act = identity: whatever a delta did to random people, taken back change by change, leaves every row that was there
//! as it was, and the books with as many voters.

use super::anew::World;
use crate::store::Fixture;
use crate::support::actor::somebody;
use crate::support::package::Form;
use crate::support::posted::{CLERK, Office, State, block_on};
use cutri::changes::Books;
use cutri::lists::ListsError;
use cutri::roll::{Entry, Status};
use cutri::tasks::TaskError;
use cutri::tasks::undo::{Undo, undo};
use std::collections::{BTreeMap, BTreeSet};

const PEOPLE: usize = 80;

/// The rows that stand or are marked, and those that were struck before.
fn rows(state: &State, was_there: &BTreeSet<(String, u32)>) -> BTreeMap<(String, u32), Entry> {
    let kept =
        |(place, row): &(&(String, u32), &Entry)| row.status != Status::Struck || was_there.contains(*place);
    state.rows.iter().filter(kept).map(|(place, row)| (place.clone(), row.clone())).collect()
}

/// How many voters each list has, by ballot.
fn voters(state: &State) -> BTreeMap<String, [u64; 4]> {
    let current = |books: &Books| books.accounts().map(|(_, account)| account.current);
    state.areas.iter().map(|(area, it)| (area.clone(), current(&it.books))).collect()
}

/// Makes a delta and takes back each of its changes; gives how many those were.
async fn undone(seed: u64, fixture: &Fixture, kinds: &mut BTreeSet<&'static str>) -> usize {
    let mut world = World::new(seed, PEOPLE);
    let extract = world.extract().write(Form::Csv);
    let office = Office::derived(fixture.url.clone(), extract.path()).await;
    office.post(&[], world.moment(0)).await;
    let before = office.state().await;
    let delta = world.delta(&office.snapshot_id, 1);
    let updated = match office.try_update_whole(&delta, world.moment(1)).await {
        Err(TaskError::Lists(ListsError::Refused { .. })) => return 0,
        updated => updated.unwrap_or_else(|error| panic!("world {seed}: {error}")),
    };
    let mut done: Vec<String> = updated.changes.iter().map(|row| row.change.change_id.clone()).collect();
    done.dedup();
    kinds.extend(updated.changes.iter().map(|row| row.change.kind.as_str()));
    let actor = somebody(CLERK, world.moment(2));
    for id in done.iter().rev() {
        let taken = undo(&office.database, Undo::Change(id), "nhầm", &actor).await;
        taken.unwrap_or_else(|error| panic!("world {seed}, change {id}: {error}"));
    }
    let after = office.state().await;
    after.check();
    let was_there: BTreeSet<(String, u32)> = before.rows.keys().cloned().collect();
    assert!(rows(&before, &was_there) == rows(&after, &was_there), "world {seed}: rows are not as they were");
    let opened = |voters: &BTreeMap<String, [u64; 4]>| {
        voters
            .iter()
            .filter(|(_, it)| it.iter().any(|count| *count > 0))
            .map(|(area, it)| (area.clone(), *it))
            .collect()
    };
    let (was, is): (Vec<_>, Vec<_>) = (opened(&voters(&before)), opened(&voters(&after)));
    assert_eq!(was, is, "world {seed}");
    done.len()
}

fn taken_back(
    worlds: impl Iterator<Item = u64>,
    fixture: fn() -> Fixture,
) -> (usize, BTreeSet<&'static str>) {
    let mut kinds = BTreeSet::new();
    let mut changes = 0;
    for seed in worlds {
        changes += block_on(undone(seed, &fixture(), &mut kinds));
    }
    (changes, kinds)
}

#[test]
fn what_a_delta_did_to_random_people_is_taken_back_row_by_row_on_sqlite() {
    let (changes, kinds) = taken_back(100..124, Fixture::sqlite);
    assert!(changes > 100 && kinds.len() == 5, "{changes} {kinds:?}");
}

#[test]
fn what_a_delta_did_to_random_people_is_taken_back_row_by_row_on_postgresql() {
    let (changes, _) = taken_back(200..203, Fixture::postgres);
    assert!(changes > 10, "{changes}");
}
