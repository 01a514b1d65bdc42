//! A batch that a tripwire stopped: looked at, refused, sent again, left behind by another delta; and who is another person.

use super::town::{DAY, Town, citizen, dead, number, on_both};
use crate::store::Fixture;
use crate::support::actor::somebody;
use crate::support::package::{Form, Package};
use crate::support::posted::{CLERK, Office, SECOND, at, block_on};
use crate::support::program::{cutri, text};
use cutri::lists::ListsError;
use cutri::tasks::TaskError;
use cutri::tasks::update::{Batch, refuse};
use std::collections::BTreeSet;

const ASKED: &str = "2026-02-20T10:00:00";

/// A whole household dies at once.
fn household(town: &Town, base: &str) -> Package {
    town.delta(base, DAY, &(1..=4).map(dead).collect::<Vec<_>>())
}

async fn stopped(office: &Office, delta: &Package, moment: &str) -> String {
    let updated = office.update(delta, at(moment)).await.unwrap();
    updated.batch_id.expect("a tripwire is hit")
}

async fn refused(office: &Office, batch: &str, moment: &str) -> Result<Batch, TaskError> {
    let actor = somebody(SECOND, at(moment));
    refuse(&office.database, batch, "sai nguồn", &actor).await
}

#[test]
fn a_refused_batch_leaves_nothing_but_its_refusal_and_its_delta_may_come_again() {
    let town = Town::new();
    on_both(async |fixture| {
        let office = town.posted(fixture).await;
        let delta = household(&town, &office.snapshot_id);
        let before = office.content().await;
        let batch = stopped(&office, &delta, ASKED).await;
        let early = refused(&office, &batch, "2026-02-20T09:59:00").await.unwrap_err();
        assert!(matches!(early, TaskError::Lists(ListsError::OutOfOrder { .. })), "{early}");
        let ended = refused(&office, &batch, "2026-02-20T11:00:00").await.unwrap().ended.unwrap();
        assert_eq!((ended.by.as_str(), ended.why.as_str()), (SECOND, "sai nguồn"));
        let after = office.content().await;
        let changed: BTreeSet<&str> = before
            .iter()
            .filter(|(table, rows)| after[*table] != **rows)
            .map(|(it, _)| it.as_str())
            .collect();
        assert_eq!(changed, ["audit", "matter"].into(), "revisions and snapshot are gone");
        assert_eq!(office.state().await.batches[0].state, "refused");
        let over = office.approve(&batch, SECOND, at("2026-02-20T12:00:00")).await.unwrap_err();
        assert!(matches!(&over, TaskError::Over { how, .. } if how.contains("sai nguồn")), "{over}");
        let twice = refused(&office, &batch, "2026-02-20T12:00:00").await.unwrap_err();
        assert!(matches!(twice, TaskError::Over { .. }), "{twice}");
        let again = stopped(&office, &delta, "2026-02-20T13:00:00").await;
        assert_ne!(again, batch, "what was said of it the first time stays");
        assert_eq!(office.approve(&again, SECOND, at("2026-02-20T14:00:00")).await.unwrap().changes.len(), 4);
        let state = office.state().await;
        state.check();
        let states: Vec<&str> = state.batches.iter().map(|batch| batch.state.as_str()).collect();
        assert_eq!(states, ["refused", "approved"]);
    });
}

#[test]
fn another_delta_supersedes_the_batch_and_its_approval_says_so() {
    let town = Town::new();
    on_both(async |fixture| {
        let office = town.posted(fixture).await;
        let batch = stopped(&office, &household(&town, &office.snapshot_id), ASKED).await;
        let other = town.delta(&office.snapshot_id, DAY, &[citizen(7).name("Tên").build()]);
        let moved_on = office.update(&other, at("2026-02-20T11:00:00")).await.unwrap().snapshot_id;
        assert_eq!(office.state().await.batches[0].state, "superseded");
        let content = office.content().await;
        let over = office.approve(&batch, SECOND, at("2026-02-20T12:00:00")).await.unwrap_err();
        assert!(over.to_string().contains("superseded") && over.to_string().contains(&moved_on), "{over}");
        assert!(office.content().await == content, "what is refused writes nothing");
        assert_eq!(content["revision"].len(), 1, "the revisions of the batch are gone");
        // The audit tells of what ended.
        let again = stopped(&office, &household(&town, &moved_on), "2026-02-20T13:00:00").await;
        office.approve(&again, SECOND, at("2026-02-20T14:00:00")).await.unwrap();
    });
}

#[test]
fn the_second_person_is_another_one_whatever_the_letters_of_the_name() {
    let town = Town::new();
    block_on(async {
        let fixture = Fixture::sqlite();
        let office = town.posted(&fixture).await;
        let batch = stopped(&office, &household(&town, &office.snapshot_id), ASKED).await;
        for same in [CLERK, "CLERK", " clerk ", "cl\u{200b}erk", "\u{441}lerk", "ｃｌｅｒｋ"] {
            let error = office.approve(&batch, same, at("2026-02-20T11:00:00")).await.unwrap_err();
            assert!(matches!(error, TaskError::SamePerson { .. }), "{same:?}: {error}");
        }
        let early = office.approve(&batch, SECOND, at("2026-02-20T09:59:00")).await.unwrap_err();
        assert!(early.to_string().contains("09:59:00") && early.to_string().contains("10:00:00"), "{early}");
        assert!(matches!(early, TaskError::Lists(ListsError::OutOfOrder { .. })), "{early}");
        office.approve(&batch, "clerc", at("2026-02-20T11:00:00")).await.unwrap();
    });
}

#[test]
fn the_program_shows_whom_a_batch_would_remove_and_refuses_it() {
    let town = Town::new();
    let fixture = Fixture::sqlite();
    let base = block_on(async { town.posted(&fixture).await.snapshot_id });
    let delta = household(&town, &base).write(Form::Csv);
    let common = ["--db", text(fixture.url.path().unwrap()), "--at", "2026-02-20T10:00"];
    let with = |words: &[&str]| cutri(&[words, &common].concat());
    let stopped = with(&["update", text(delta.path()), "--as", CLERK]).ended(3);
    let batch = stopped.err.split([' ', '\n', ')']).find(|word| word.starts_with("B-")).unwrap();
    let shown = with(&["approve", batch, "--show", "--format", "csv"]).ended(0);
    assert_eq!(shown.out.lines().count(), 5, "{}", shown.out);
    for of in 1..=4 {
        let row = shown.out.lines().find(|line| line.contains(&number(of))).expect("each of the household");
        assert!(row.starts_with("remove,R6,Người Mẫu,") && row.contains(",one,"), "{row}");
    }
    assert!(shown.err.contains("cả một hộ gồm 4 cử tri") && shown.err.contains(CLERK), "{}", shown.err);
    let read = with(&["approve", batch, "--show"]).ended(0).out;
    assert_eq!(read.matches("Người Mẫu, sinh ").count(), 4, "{read}");
    assert_eq!(read.matches("xóa tên (R6): ").count(), 4, "{read}");
    assert!(read.lines().all(|line| line.chars().count() <= 80), "{read}");
    let json = with(&["approve", batch, "--show", "--format", "json"]).ended(0);
    let json: serde_json::Value = serde_json::from_str(&json.out).unwrap();
    assert_eq!(json["changes"].as_array().map(Vec::len), Some(4));
    let waits = with(&["update", text(delta.path()), "--as", CLERK]).ended(3);
    assert!(waits.err.contains(batch), "{}", waits.err);
    with(&["approve", batch, "--refuse", "sai nguồn", "--as", SECOND]).ended(0);
    let over = with(&["approve", batch, "--as", SECOND]).ended(3);
    assert!(over.err.contains("refused by second"), "{}", over.err);
    with(&["update", text(delta.path()), "--as", CLERK]).ended(3);
    cutri(&["audit", common[0], common[1]]).ended(0);
}
