//! Deltas in their order: which may come in either order, which are known, which are refused, and which are tried only.

use super::town::{DAY, Town, citizen, dead, moved, number, on_both};
use crate::store::Fixture;
use crate::support::builders::{AWAY, HOME, resident};
use crate::support::posted::{at, block_on};

/// The changes of two deltas of different persons: moves, a death, a correction, an addition; and others such.
fn two() -> [Vec<cutri::people::PersonFacts>; 2] {
    [
        vec![
            moved(5, AWAY),
            dead(6),
            citizen(7).name("Tên Mới").build(),
            resident().id(&number(301)).build(),
        ],
        vec![moved(8, AWAY), moved(201, HOME), dead(202), citizen(101).name("Tên Khác").build()],
    ]
}

#[test]
fn two_deltas_of_different_persons_give_the_same_people_in_either_order() {
    let town = Town::new();
    on_both(async |fixture| {
        let mut found = Vec::new();
        let other = Fixture::sqlite();
        for (fixture, order) in [(fixture, [0, 1]), (&other, [1, 0])] {
            let office = town.posted(fixture).await;
            let mut base = office.snapshot_id.clone();
            for at_ in order {
                let delta = town.delta(&base, DAY, &two()[at_]);
                let updated = office.update_whole(&delta, at("2026-02-20T10:00:00")).await;
                assert_eq!((updated.changes.is_empty(), updated.waiting.len()), (false, 0));
                base = updated.snapshot_id;
            }
            let state = office.state().await;
            state.check();
            assert_eq!(state.version, 3);
            found.push(state.everybody());
        }
        assert_eq!(found[0], found[1]);
    });
}

#[test]
fn the_same_delta_twice_is_known_and_changes_nothing_even_when_others_came_since() {
    let town = Town::new();
    on_both(async |fixture| {
        let office = town.posted(fixture).await;
        let first = town.delta(&office.snapshot_id, DAY, &two()[0]);
        let base = office.update_whole(&first, at("2026-02-20T10:00:00")).await.snapshot_id;
        let mut content = office.content().await;
        for _ in 0..2 {
            let again = office.update(&first, at("2026-02-21T10:00:00")).await.unwrap();
            assert_eq!((again.known, again.persons, again.version), (true, 0, None));
            assert_eq!(again.snapshot_id, base, "the delta's own snapshot");
            assert!(office.content().await == content, "a known delta wrote something");
            let second = town.delta(&base, DAY, &two()[1]);
            office.update(&second, at("2026-02-21T11:00:00")).await.unwrap();
            content = office.content().await;
        }
    });
}

#[test]
fn a_wrong_base_an_earlier_day_and_a_full_extract_are_refused_and_change_nothing() {
    let town = Town::new();
    on_both(async |fixture| {
        let office = town.posted(fixture).await;
        let id = &office.snapshot_id;
        let content = office.content().await;
        let cases = [
            (town.delta("0123456789abcdef0123456789abcdef", DAY, &two()[0]), "never held"),
            (town.delta(id, "2026-01-01", &two()[0]), "2026-01-01"),
            (town.extract(), "full"),
        ];
        for (delta, reason) in cases {
            let error = office.update(&delta, at("2026-02-20T10:00:00")).await.unwrap_err().to_string();
            assert!(error.contains(reason), "{error}");
            assert!(office.content().await == content, "a refused delta wrote something: {error}");
        }
        let early = town.delta(id, "2026-02-01", &two()[0]);
        let error = office.update(&early, at("2026-02-02T10:00:00")).await.unwrap_err().to_string();
        assert!(error.contains("when the latest version was made"), "{error}");
        assert!(office.content().await == content, "a change before the posting wrote something");
    });
}

#[test]
fn a_dry_run_tells_the_changes_and_writes_nothing() {
    let town = Town::new();
    on_both(async |fixture| {
        let office = town.posted(fixture).await;
        let content = office.content().await;
        let delta = town.delta(&office.snapshot_id, DAY, &two()[0]);
        let told = office.dry_run(&delta, at("2026-02-20T10:00:00")).await.unwrap();
        assert!(office.content().await == content, "a dry run wrote something");
        let done = office.update(&delta, at("2026-02-20T10:00:00")).await.unwrap();
        assert_eq!(told.changes, done.changes, "what was told is what is done");
        assert!(office.content().await != content, "the content tells of a change");
    });
}

#[test]
fn the_numbers_of_struck_rows_stay_and_additions_come_last() {
    let town = Town::new();
    block_on(async {
        let fixture = Fixture::sqlite();
        let office = town.posted(&fixture).await;
        let before = office.state().await;
        let delta = town.delta(&office.snapshot_id, DAY, &two()[0]);
        office.update_whole(&delta, at("2026-02-20T10:00:00")).await;
        let after = office.state().await;
        let dead = after.rows_of(&number(6));
        assert_eq!((dead.len(), dead[0].number), (1, before.rows_of(&number(6))[0].number));
        assert_eq!(after.rows_of(&number(301))[0].number, 101, "after the last number");
        let moved = after.rows_of(&number(5));
        assert_eq!(moved.len(), 2, "struck here, added there");
    });
}
