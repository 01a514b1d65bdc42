//! Tripwires: a batch that takes too many waits for a second person.

use super::town::{DAY, Town, dead, moved, number, on_both};
use crate::store::Fixture;
use crate::support::builders::AWAY;
use crate::support::package::Form;
use crate::support::posted::{CLERK, SECOND, at, block_on};
use crate::support::program::{cutri, text};
use cutri::people::PersonFacts;
use cutri::roll::Status;
use cutri::tasks::TaskError;
use std::collections::BTreeSet;

/// Deltas that hit one wire each, and the word that tells which.
fn batches() -> [(&'static str, Vec<PersonFacts>); 3] {
    [
        ("area", (11..=16).map(dead).collect()),
        ("all", (1..=4).map(dead).collect()),
        ("all", (101..=120).map(dead).collect()),
    ]
}

#[test]
fn each_tripwire_stops_the_batch_and_only_the_registers_of_the_batch_are_written() {
    let town = Town::new();
    on_both(async |fixture| {
        let office = town.posted(fixture).await;
        let before = office.content().await;
        for (at_, (wire, persons)) in batches().into_iter().enumerate() {
            let delta = town.delta(&office.snapshot_id, DAY, &persons);
            let updated = office.update(&delta, at("2026-02-20T10:00:00")).await.unwrap();
            let tripped = serde_json::to_value(&updated.tripped).unwrap();
            assert!(tripped.as_array().unwrap().iter().any(|it| it["tripwire"] == wire), "{tripped}");
            assert!(updated.batch_id.is_some() && updated.changes.is_empty() && updated.version.is_none());
            let after = office.content().await;
            let changed: BTreeSet<&str> = before
                .iter()
                .filter(|(table, rows)| after[*table] != **rows)
                .map(|(it, _)| it.as_str())
                .collect();
            assert_eq!(changed, ["audit", "matter", "revision", "snapshot"].into());
            assert_eq!(office.state().await.batches.len(), at_ + 1);
        }
    });
}

/// The limit is a setting: a thousand removals, none of them many for its area, would need a town of thousands.
#[test]
fn more_removals_in_a_batch_than_the_profile_allows_are_stopped_though_no_area_loses_much() {
    let town = Town::new();
    let election = format!("{}\n[clock]\ntripwire_batch_removals = 2\n", town.extract().election);
    let extract = crate::support::package::Package { election, ..town.extract() };
    let folder = extract.write(Form::Csv);
    block_on(async {
        let office = crate::support::posted::Office::derived(Fixture::sqlite().url, folder.path()).await;
        office.post(&[], at("2026-02-03T08:00:00")).await;
        let delta = town.delta(&office.snapshot_id, DAY, &[dead(11), dead(12), dead(201)]);
        let updated = office.update(&delta, at("2026-02-20T10:00:00")).await.unwrap();
        let tripped = serde_json::to_value(&updated.tripped).unwrap();
        assert_eq!(tripped, serde_json::json!([{"tripwire": "batch", "removals": 3, "limit": 2}]));
    });
}

#[test]
fn moves_to_another_list_and_few_removals_hit_no_wire() {
    let town = Town::new();
    block_on(async {
        let fixture = Fixture::sqlite();
        let office = town.posted(&fixture).await;
        let mut persons: Vec<PersonFacts> = (21..=50).map(|of| moved(of, AWAY)).collect();
        persons.extend((11..=15).map(dead));
        let delta = town.delta(&office.snapshot_id, DAY, &persons);
        let updated = office.update(&delta, at("2026-02-20T10:00:00")).await.unwrap();
        assert_eq!((updated.batch_id, updated.tripped), (None, vec![]));
    });
}

#[test]
fn whoever_asked_for_a_batch_cannot_approve_it_and_another_can_once() {
    let town = Town::new();
    on_both(async |fixture| {
        let office = town.posted(fixture).await;
        let delta = town.delta(&office.snapshot_id, DAY, &batches()[0].1);
        let batch = office.update(&delta, at("2026-02-20T10:00:00")).await.unwrap().batch_id.unwrap();
        let content = office.content().await;
        let again = office.update(&delta, at("2026-02-20T10:30:00")).await.unwrap_err();
        assert!(matches!(again, TaskError::Waits { .. }), "{again}");
        let refused = office.approve(&batch, CLERK, at("2026-02-20T11:00:00")).await.unwrap_err();
        assert!(matches!(refused, TaskError::SamePerson { .. }), "{refused}");
        assert!(office.content().await == content, "what is refused writes nothing");
        let updated = office.approve(&batch, SECOND, at("2026-02-20T11:00:00")).await.unwrap();
        assert_eq!(updated.changes.len(), 6);
        assert!(updated.changes.iter().all(|row| row.change.by == SECOND));
        let state = office.state().await;
        state.check();
        assert_eq!((state.version, state.batches[0].state.as_str()), (2, "approved"));
        assert_eq!(state.snapshot_id, updated.snapshot_id);
        assert_eq!(state.rows_of(&number(11))[0].status, Status::Struck);
        let twice = office.approve(&batch, SECOND, at("2026-02-20T12:00:00")).await.unwrap_err();
        assert!(matches!(twice, TaskError::Over { .. }), "{twice}");
    });
}

#[test]
fn the_program_ends_with_3_and_says_who_must_approve() {
    let town = Town::new();
    let fixture = Fixture::sqlite();
    let base = block_on(async { town.posted(&fixture).await.snapshot_id });
    let delta = town.delta(&base, DAY, &batches()[0].1).write(Form::Csv);
    let db = fixture.url.path().unwrap();
    let common = ["--db", text(db), "--at", "2026-02-20T10:00"];
    let with = |words: &[&str]| cutri(&[words, &common].concat());
    let stopped = with(&["update", text(delta.path()), "--as", CLERK]).ended(3);
    assert!(stopped.err.contains("khu vực H-01 sẽ mất 6 trên 100 cử tri"), "{}", stopped.err);
    let batch = stopped.err.split_whitespace().find(|word| word.starts_with("B-")).unwrap();
    assert!(with(&["approve", batch, "--as", CLERK]).ended(3).err.contains("another person"));
    with(&["approve", batch, "--as", SECOND]).ended(0);
}
