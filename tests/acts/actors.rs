//! Who acts, with a say over which lists, and when.

use super::complaint::rejected;
use super::lists::*;
use cutri::changes::ComplaintSubject;
use cutri::lists::{Actor, Jurisdiction, ListsError, When};
use cutri::people::CommuneCode;
use cutri::progress::Unwatched;
use cutri::store::matter::Kind as MatterKind;
use cutri::tasks::TaskError;
use cutri::tasks::complaint::{self, Brought};
use cutri::tasks::post::{PostOptions, post};
use cutri::tasks::review::{Verdict, settle};
use cutri::tasks::status::status;
use cutri::tasks::undo::{Undo, undo};
use std::collections::BTreeSet;

fn brought() -> Brought<'static> {
    Brought {
        area_code: area("98103-01"),
        about: cutri::tasks::complaint::About::Person(number(HEAD)),
        subject: ComplaintSubject::Wrongly,
        complainant: "Lê Văn Kiện",
        address: None,
        statement: "danh sách sai",
    }
}

fn of_commune(code: &str, at: &str) -> Actor {
    Actor { place: Jurisdiction::Commune(CommuneCode::parse(code).unwrap()), ..actor(at) }
}

fn is_outside<T>(done: Result<T, TaskError>) -> bool {
    matches!(done, Err(TaskError::Lists(ListsError::OutsidePlace { .. })))
}

#[test]
fn nobody_acts_on_lists_of_another_place() {
    for lists in Lists::both() {
        let removed = lists.update(&Delta::of(&[HEAD]).set("persons", HEAD, &[("nationality", "LAO")]), SOON);
        let change = removed.changes[0].change.change_id.clone();
        let opened = lists.on(async |database| {
            complaint::open(database, brought(), &of_commune("98103", SOON)).await.unwrap()
        });
        let id = opened.complaint.complaint_id;
        let before = lists.audit().len();
        let stranger = of_commune("98205", "2026-02-20T10:00:00");
        lists.on(async |database| {
            assert!(is_outside(complaint::open(database, brought(), &stranger).await));
            assert!(is_outside(complaint::settle(database, &id, rejected(), &stranger).await));
            assert!(is_outside(undo(database, Undo::Change(&change), "nhầm", &stranger).await));
        });
        assert_eq!(lists.audit().len(), before, "nothing was done");
        let own = of_commune("98103", "2026-02-20T10:00:00");
        lists.on(async |database| {
            complaint::settle(database, &id, rejected(), &own).await.unwrap();
            undo(database, Undo::Change(&change), "nhầm", &own).await.unwrap();
        });
        lists.verified();
    }
}

#[test]
fn the_audit_keeps_when_somebody_told_another_moment() {
    for lists in Lists::both() {
        let recorded = moment("2026-02-25T09:30:00");
        let when = When::Told { at: moment(SOON), recorded };
        let late = Actor { when, ..actor(SOON) };
        lists.on(async |database| complaint::open(database, brought(), &late).await.unwrap());
        let last = lists.audit().pop().unwrap();
        assert_eq!((last.at, last.recorded_at), (moment(SOON), Some(recorded)));
        lists.verified();
    }
}

/// What is asked for in time is in time, however long others held the lists; the act itself is of now.
#[test]
fn article_33_the_moment_of_receipt_decides_whether_a_complaint_is_in_time() {
    for lists in Lists::both() {
        let asked = |received: &str| {
            let when = When::Now { received: moment(received) };
            let actor = Actor { when, ..actor(received) };
            lists.on(async |database| complaint::open(database, brought(), &actor).await)
        };
        let late = asked("2026-03-06T00:00:00").unwrap_err();
        assert!(matches!(late, TaskError::Lists(ListsError::Late(_))), "{late}");
        let before = cutri::clock::present();
        let opened = asked("2026-03-05T23:59:00").unwrap().complaint;
        assert!(opened.opened_at >= before - chrono::TimeDelta::seconds(1));
        assert_eq!(opened.due_on.to_string(), "2026-03-10", "its days count from its receipt");
    }
}

#[test]
fn article_32_lists_are_posted_for_no_election_that_is_over_and_a_rehearsal_posts_none() {
    let lists = Lists::drafts();
    let post_at = |at: &str, dry_run: bool| {
        let (actor, communes) = (actor(at), BTreeSet::new());
        let options = PostOptions { communes: &communes, anyway: true, dry_run };
        lists.on(async |database| post(database, options, &actor, &Unwatched).await)
    };
    let over = post_at("2026-03-16T00:00:00", false).unwrap_err();
    assert!(matches!(over, TaskError::Lists(ListsError::ElectionOver { .. })), "{over}");
    let rehearsed = post_at(POSTED, true).unwrap();
    assert_eq!((rehearsed.version, rehearsed.communes > 0), (Some(1), true));
    let posted = post_at(POSTED, false).unwrap();
    assert_eq!((posted.version, posted.nation), (Some(1), rehearsed.nation), "the rehearsal left nothing");
    lists.verified();
}

#[test]
fn what_came_too_late_is_closed_by_hand_and_no_list_changes() {
    for lists in Lists::both() {
        let moved =
            Delta::of(&[HEAD]).dated("2026-02-20").set("residences", HEAD, &home("98205", "98205-T01"));
        let updated = lists.update(&moved, TOO_LATE);
        let late: Vec<_> = updated.waiting.iter().map(|waiting| waiting.waiting_id.clone()).collect();
        assert_eq!((updated.changes.len(), late.len()), (0, 1));
        let actor = lists.actor(TOO_LATE);
        let done = lists
            .on(async |database| settle(database, &late[0], Verdict::Keep, "đã báo cử tri", &actor).await);
        assert_eq!(done.unwrap().changes.len(), 0);
        let now = lists.now();
        assert_eq!(now.state_of(MatterKind::Late, &late[0]), Some("kept"));
        assert!(now.open(MatterKind::Hold, HEAD).is_empty() && now.open(MatterKind::Late, HEAD).is_empty());
        lists.verified();
    }
}

#[test]
fn status_tells_what_the_next_delta_builds_on() {
    let lists = Lists::posted();
    let told = || lists.on(async |database| status(database).await.unwrap().remove(0));
    assert_eq!((told().base, told().version), (lists.snapshot_id(), 1));
    let first = told().snapshot_id;
    lists.update(&Delta::of(&[HEAD]).set("persons", HEAD, &[("nationality", "LAO")]), SOON);
    assert_eq!((told().base, told().version, told().snapshot_id), (lists.snapshot_id(), 2, first));
    assert_ne!(told().base, told().snapshot_id);
}
