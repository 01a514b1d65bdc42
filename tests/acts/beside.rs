//! Checking a database while lists go on: the answer is about one version, and accuses nobody.

use super::lists::*;
use crate::support::actor::somebody;
use cutri::lists::outcomes_at;
use cutri::progress::Unwatched;
use cutri::proof::{Checking, Problem, verify_database};
use cutri::store::Database;
use cutri::tasks::update::{UpdateOptions, update};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

/// Deltas applied one after another: the same persons move to another commune and back, and one dies and lives again.
const DELTAS: u32 = 6;

fn moving(round: u32) -> Delta {
    let (commune, hamlet) =
        if round.is_multiple_of(2) { ("98205", "98205-T01") } else { ("98103", "98103-T01") };
    let day = format!("2026-02-{:02}", 11 + round);
    let name = format!("Nguyễn Văn Lần {round}");
    [SPOUSE, PLAIN, AWAY]
        .iter()
        .fold(Delta::of(&[SPOUSE, PLAIN, AWAY, RENAMED]).dated(&day), |delta, person| {
            delta.set("residences", person, &home(commune, hamlet))
        })
        .set("persons", RENAMED, &[("full_name", &name)])
}

/// Applies all deltas.
async fn go_on(database: &Database, mut base: String) -> u32 {
    for round in 0..DELTAS {
        let folder = moving(round).write(&base);
        let at = moment(&format!("2026-02-20T1{round}:00:00"));
        let actor = somebody("an", at);
        let options = UpdateOptions::default();
        let updated = update(database, &folder.path().into(), &actor, options, &Unwatched).await.unwrap();
        assert!(
            updated.batch_id.is_none() && updated.version.is_some(),
            "round {round}: {:?}",
            updated.tripped
        );
        base = updated.snapshot_id;
    }
    DELTAS
}

#[test]
fn lists_that_go_on_while_they_are_checked_are_never_accused() {
    for lists in Lists::both() {
        let base = lists.snapshot_id();
        let (checks, problems) = lists.on(async |database| {
            let is_over = Arc::new(AtomicBool::new(false));
            let going_on = {
                let (database, is_over) = (database.clone(), is_over.clone());
                tokio::spawn(async move {
                    let done = go_on(&database, base).await;
                    is_over.store(true, Ordering::Relaxed);
                    done
                })
            };
            let (mut checks, mut problems): (u32, Vec<Problem>) = (0, Vec::new());
            while !is_over.load(Ordering::Relaxed) && !going_on.is_finished() {
                let verified =
                    verify_database(database, &Checking { jobs: 2, ..Checking::default() }, &Unwatched)
                        .await
                        .unwrap();
                problems.extend(verified.problems);
                checks += 1;
            }
            assert_eq!(going_on.await.unwrap(), DELTAS);
            (checks, problems)
        });
        assert_eq!(problems, [], "after {checks} checks of {}", lists.url);
        assert!(checks > 0);
        lists.verified();
    }
}

#[test]
fn who_stood_on_no_list_is_known_as_of_every_version() {
    for lists in Lists::both() {
        let of_now = |lists: &Lists, version: u32| {
            lists.on(async |database| {
                let mut tx = database.read().await.unwrap();
                let roll = cutri::store::roll::latest(&mut tx).await.unwrap().unwrap().roll_id;
                let mut found = Vec::new();
                for commune in [Some("98103"), Some("98205"), None] {
                    let commune = commune.map(|code| cutri::people::CommuneCode::parse(code).unwrap());
                    let persons = outcomes_at(&mut tx, &roll, commune.as_ref(), version).await.unwrap();
                    found.push(
                        persons.iter().map(|it| serde_json::to_string(it).unwrap()).collect::<Vec<_>>(),
                    );
                }
                tx.rollback().await.unwrap();
                found
            })
        };
        let posted = of_now(&lists, 1);
        lists.update(&every_kind(), SOON);
        let changed = of_now(&lists, 2);
        assert_ne!(posted, changed);
        lists.undo(cutri::tasks::undo::Undo::Change("2-1"), "2026-02-23T10:00:00").unwrap();
        assert_ne!(of_now(&lists, 3), changed);
        assert_eq!(of_now(&lists, 2), changed);
        assert_eq!(of_now(&lists, 1), posted);
    }
}
