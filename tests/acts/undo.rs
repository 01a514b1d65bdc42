//! Taking changes back, and taking that back.

use super::lists::*;
use cutri::lists::ChangedRow;
use cutri::lists::ListsError;
use cutri::roll::Status;
use cutri::store::matter::Kind as MatterKind;
use cutri::tasks::TaskError;
use cutri::tasks::undo::Undo;

/// The id of the change of a person.
fn change_of(changes: &[ChangedRow], person: &str) -> String {
    let found = changes.iter().find(|row| row.change.personal_id.as_str() == person);
    found.unwrap_or_else(|| panic!("no change of {person}")).change.change_id.clone()
}

const LATER: &str = "2026-02-21T10:00:00";
const LATEST: &str = "2026-02-22T10:00:00";

#[test]
fn undo_then_redo_of_each_kind_is_identity_on_the_list_and_its_sums() {
    for lists in Lists::both() {
        let posted = lists.now();
        let updated = lists.update(&every_kind(), SOON);
        let mut kinds = told(&updated.changes);
        kinds.sort_unstable();
        let expected =
            [("add", "R7"), ("correct", "R11"), ("remove", "R6"), ("transfer", "R2"), ("transfer", "R2")];
        assert_eq!(kinds, expected, "{}", lists.url);
        let changed = lists.now();
        assert_eq!(changed.place(AWAY), None);
        for (day, person) in (21..).zip([HEAD, SPOUSE, RENAMED, AWAY, NEWCOMER]) {
            let at = format!("2026-02-{day}T10:00:00");
            let id = change_of(&updated.changes, person);
            let undone = lists.undo(Undo::Change(&id), &at).unwrap();
            let now = lists.now();
            assert_eq!(now.place(person), posted.place(person), "{person}: where it was");
            assert_eq!(now.open(MatterKind::Hold, person).len(), 1, "{person} is held");
            if person == NEWCOMER {
                assert_eq!(now.rows_of(person)[0].status, Status::Struck, "the number was given out");
            }
            let back = change_of(&undone.changes, person);
            let evidence = &undone.changes[0].change.evidence;
            assert_eq!(*evidence, format!("undo of {id}"));
            lists.undo(Undo::Change(&back), &at).unwrap();
            let again = lists.now();
            assert_eq!(again.rows, changed.rows, "{person}: rows");
            assert_eq!(again.current(), changed.current(), "{person}: sums");
            assert!(again.open(MatterKind::Hold, person).is_empty(), "{person} is released");
        }
        lists.verified();
    }
}

#[test]
fn undo_keeps_numbers_and_brings_ballots_and_states_back() {
    let lists = Lists::posted();
    let posted = lists.now();
    let updated = lists.update(&every_kind(), SOON);
    for person in [HEAD, SPOUSE, RENAMED, AWAY, NEWCOMER] {
        lists.undo(Undo::Change(&change_of(&updated.changes, person)), LATER).unwrap();
    }
    let now = lists.now();
    assert_eq!(now.current(), posted.current());
    for row in &posted.rows {
        let found = now.rows.iter().find(|it| it.area_code == row.area_code && it.number == row.number);
        assert_eq!(found, Some(row), "a posted row is as it was posted");
    }
    assert_eq!(now.rows.len(), posted.rows.len() + 2, "what was appended stays, struck");
    lists.verified();
}

#[test]
fn undo_is_refused_when_a_later_change_of_the_person_stands_upon_it() {
    let lists = Lists::posted();
    let updated = lists.update(&every_kind(), SOON);
    let id = change_of(&updated.changes, RENAMED);
    let renamed =
        Delta::of(&[RENAMED]).dated("2026-02-20").set("persons", RENAMED, &[("full_name", "Trần Ba")]);
    let later = lists.update(&renamed, LATER);
    let before = lists.now();
    let refused = lists.undo(Undo::Change(&id), LATEST).unwrap_err();
    let expected = change_of(&later.changes, RENAMED);
    assert!(matches!(&refused, TaskError::Superseded { later, .. } if *later == expected), "{refused}");
    assert_eq!(lists.now(), before, "nothing was changed");
    lists.undo(Undo::Change(&change_of(&later.changes, RENAMED)), LATEST).unwrap();
    assert!(matches!(lists.undo(Undo::Change("9-9"), LATEST), Err(TaskError::NoChange { .. })));
    let earlier = lists.undo(Undo::Change(&change_of(&updated.changes, HEAD)), POSTED).unwrap_err();
    assert!(matches!(earlier, TaskError::Lists(ListsError::OutOfOrder { .. })), "{earlier}");
}

#[test]
fn article_30_undo_is_judged_by_the_clock_of_what_it_does() {
    let lists = Lists::posted();
    let updated = lists.update(&every_kind(), SOON);
    let before = lists.now();
    for person in [HEAD, SPOUSE, AWAY, NEWCOMER] {
        let refused = lists.undo(Undo::Change(&change_of(&updated.changes, person)), TOO_LATE).unwrap_err();
        assert!(matches!(refused, TaskError::Lists(ListsError::Late(_))), "{person}: {refused}");
    }
    assert_eq!(lists.now(), before);
    // A correction that moves no ballot is allowed until voting starts.
    lists.undo(Undo::Change(&change_of(&updated.changes, RENAMED)), TOO_LATE).unwrap();
    let in_time = lists.undo(Undo::Change(&change_of(&updated.changes, HEAD)), LAST);
    assert!(
        matches!(in_time, Err(TaskError::Lists(ListsError::OutOfOrder { .. }))),
        "what is done is not changed"
    );
    let lists = Lists::posted();
    let updated = lists.update(&every_kind(), SOON);
    lists.undo(Undo::Change(&change_of(&updated.changes, HEAD)), LAST).unwrap();
}

#[test]
fn all_removals_of_a_version_are_undone_as_one() {
    let lists = Lists::posted();
    let posted = lists.now();
    let dead = [("vital_status", "dead"), ("vital_status_on", "2026-02-10")];
    let delta = Delta::of(&[HEAD, RENAMED, SPOUSE])
        .set("persons", HEAD, &dead)
        .set("persons", RENAMED, &dead)
        .set("persons", SPOUSE, &[("full_name", "Trần Thị Ánh")]);
    lists.update(&delta, SOON);
    let undone = lists.undo(Undo::Removals(2), LATER).unwrap();
    assert_eq!((undone.version, told(&undone.changes)), (Some(3), vec![("add", "R6"), ("add", "R6")]));
    let now = lists.now();
    assert_eq!(now.place(HEAD), posted.place(HEAD));
    assert_eq!(now.rows_of(SPOUSE)[0].full_name.as_ref(), "Trần Thị Ánh", "a correction is no removal");
    for none in [1, 9] {
        assert!(matches!(lists.undo(Undo::Removals(none), LATEST), Err(TaskError::NoChange { .. })));
    }
    assert_eq!(lists.audit().last().unwrap().source, "removals of version 2");
    lists.verified();
}

#[test]
fn a_held_person_goes_to_review_and_a_released_one_follows_the_registers() {
    let lists = Lists::posted();
    let dead = [("vital_status", "dead"), ("vital_status_on", "2026-02-10")];
    let updated = lists.update(&Delta::of(&[HEAD]).set("persons", HEAD, &dead), SOON);
    let undone = lists.undo(Undo::Change(&change_of(&updated.changes, HEAD)), LATER).unwrap();
    let moved = Delta::of(&[HEAD]).dated("2026-02-20").set("residences", HEAD, &home("98205", "98205-T01"));
    let waits = lists.update(&moved, LATER);
    assert_eq!((waits.changes.len(), waits.waiting.len()), (0, 1));
    let now = lists.now();
    assert_eq!(now.place(HEAD).unwrap().0, "98103-01");
    assert_eq!(now.open(MatterKind::Review, HEAD).len(), 1);
    lists.undo(Undo::Change(&change_of(&undone.changes, HEAD)), LATEST).unwrap();
    assert_eq!(lists.now().place(HEAD), None, "redone");
    let again = moved.dated("2026-02-22").set("residences", HEAD, &[("address", "Số 8")]);
    let followed = lists.update(&again, LATEST);
    assert_eq!(
        followed.waiting.iter().filter(|it| it.personal_id.as_str() == HEAD).count(),
        1 - followed.changes.len()
    );
    lists.verified();
}

#[test]
fn article_34_undo_withdraws_a_certificate_and_redo_gives_it_out_again() {
    for lists in Lists::both() {
        let posted = lists.now();
        let issued = lists.issue(PLAIN, "98205-01", SOON).unwrap();
        let id = issued.certificate.certificate_id.clone();
        let marked = lists.now();
        let undone = lists.undo(Undo::Change(&change_of(&issued.changes, PLAIN)), LATER).unwrap();
        let now = lists.now();
        assert_eq!(now.state_of(MatterKind::Certificate, &id), Some("withdrawn"));
        assert!(now.open(MatterKind::Hold, PLAIN).is_empty(), "the registers decide as before");
        assert_eq!(now.place(PLAIN), posted.place(PLAIN));
        assert_eq!(now.current(), posted.current());
        let unmoved = Delta::of(&[PLAIN]).set("persons", PLAIN, &[("ethnicity", "Mường")]);
        lists.update(&unmoved, LATER);
        assert_eq!(lists.now().place(PLAIN), posted.place(PLAIN), "a withdrawn certificate moves nobody");
        let superseded = lists.undo(Undo::Change(&change_of(&undone.changes, PLAIN)), LATEST);
        assert!(matches!(superseded, Err(TaskError::Superseded { .. })), "the correction came after");
        lists.verified();
        let [again, _] = Lists::both();
        let issued = again.issue(PLAIN, "98205-01", SOON).unwrap();
        let undone = again.undo(Undo::Change(&change_of(&issued.changes, PLAIN)), LATER).unwrap();
        again.undo(Undo::Change(&change_of(&undone.changes, PLAIN)), LATEST).unwrap();
        let redone = again.now();
        assert_eq!(redone.state_of(MatterKind::Certificate, &id), Some("open"));
        assert_eq!((redone.rows, redone.matters), (marked.rows, marked.matters));
        again.verified();
    }
}

#[test]
fn whoever_was_given_up_is_not_told_of_any_more_once_that_is_undone() {
    let lists = Lists::posted();
    let updated = lists.update(&every_kind(), SOON);
    assert_eq!(lists.export(None).len(), 1);
    let undone = lists.undo(Undo::Change(&change_of(&updated.changes, AWAY)), LATER).unwrap();
    assert_eq!(lists.export(None).len(), 0, "the other office must not add who stands here");
    assert!(lists.now().open(MatterKind::Suspense, AWAY).is_empty());
    lists.undo(Undo::Change(&change_of(&undone.changes, AWAY)), LATEST).unwrap();
    assert_eq!(lists.export(None).len(), 1, "given up again");
    lists.verified();
}
