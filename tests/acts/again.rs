//! Acts that are done twice, as by somebody whose first answer was lost: what is done is known and left as it is.

use super::complaint::{judged, rejected};
use super::lists::*;
use super::transfer::Offices;
use crate::support::actor::somebody;
use cutri::changes::{ComplaintSubject, Event};
use cutri::progress::Unwatched;
use cutri::store::matter::Kind as MatterKind;
use cutri::tasks::TaskError;
use cutri::tasks::post::{PostOptions, post};
use cutri::tasks::review::Verdict;
use cutri::tasks::undo::Undo;
use std::collections::BTreeSet;

const AGAIN: &str = "2026-02-20T10:05:00";
const LATER: &str = "2026-02-23T10:00:00";

/// What an act writes: the lists, the registers, and who did what.
fn written(lists: &Lists) -> (Now, usize) {
    (lists.now(), lists.audit().len())
}

#[test]
fn a_complaint_is_entered_settled_sued_and_judged_once() {
    for lists in Lists::both() {
        let about = (PLAIN, "98103-01");
        let first = lists.complain(ComplaintSubject::Mistake, about, SOON).unwrap();
        let id = first.complaint.complaint_id.clone();
        let before = written(&lists);
        let again = lists.complain(ComplaintSubject::Mistake, about, AGAIN).unwrap();
        assert!(!first.known && again.known);
        assert_eq!((&again.complaint, written(&lists)), (&first.complaint, before));

        assert!(!lists.settle(&id, rejected(), SOON).unwrap().known);
        let before = written(&lists);
        assert!(lists.settle(&id, rejected(), AGAIN).unwrap().known);
        assert!(!lists.sue(&id, AGAIN).unwrap().known);
        assert!(lists.sue(&id, AGAIN).unwrap().known);
        let outcome = cutri::changes::ComplaintOutcome::Rejected;
        let judged = || cutri::tasks::complaint::Decided { outcome, ..judged() };
        assert!(!lists.settle(&id, judged(), AGAIN).unwrap().known);
        assert!(lists.settle(&id, judged(), AGAIN).unwrap().known);
        assert_eq!(written(&lists).1, before.1 + 2, "the suit and the judgment");
        lists.verified();
    }
}

#[test]
fn another_complaint_about_the_same_row_is_another_complaint() {
    let lists = Lists::posted();
    let about = (PLAIN, "98103-01");
    lists.complain(ComplaintSubject::Mistake, about, SOON).unwrap();
    assert!(!lists.complain(ComplaintSubject::Wrongly, about, SOON).unwrap().known);
    let first = lists.complain(ComplaintSubject::Mistake, about, SOON).unwrap().complaint.complaint_id;
    lists.settle(&first, rejected(), SOON).unwrap();
    assert!(!lists.complain(ComplaintSubject::Mistake, about, AGAIN).unwrap().known, "the first is settled");
}

#[test]
fn a_certificate_is_issued_once() {
    for lists in Lists::both() {
        let first = lists.issue(PLAIN, "98205-01", SOON).unwrap();
        let before = written(&lists);
        let again = lists.issue(PLAIN, "98205-01", AGAIN).unwrap();
        assert_eq!((first.version, again.version, again.changes.len()), (Some(2), None, 0));
        assert_eq!((again.certificate, written(&lists)), (first.certificate, before));
    }
}

#[test]
fn a_change_is_taken_back_once_and_removals_of_a_version_too() {
    for lists in Lists::both() {
        let dead = [("vital_status", "dead"), ("vital_status_on", "2026-02-10")];
        let delta = Delta::of(&[HEAD, PLAIN]).set("persons", HEAD, &dead).set("persons", PLAIN, &dead);
        let updated = lists.update(&delta, SOON);
        let change = updated.changes[0].change.change_id.clone();
        assert!(!lists.undo(Undo::Change(&change), SOON).unwrap().known);
        let before = written(&lists);
        assert!(lists.undo(Undo::Change(&change), AGAIN).unwrap().known);
        assert_eq!(written(&lists), before);
        // Of two removals one was taken back: the other is what is left to do.
        let done = lists.undo(Undo::Removals(2), AGAIN).unwrap();
        assert_eq!((done.known, done.changes.len()), (false, 1));
        assert!(lists.undo(Undo::Removals(2), AGAIN).unwrap().known);
        lists.verified();
    }
}

#[test]
fn a_change_that_was_taken_back_and_made_again_is_not_taken_for_done() {
    let lists = Lists::posted();
    let dead = [("vital_status", "dead"), ("vital_status_on", "2026-02-10")];
    let updated = lists.update(&Delta::of(&[HEAD]).set("persons", HEAD, &dead), SOON);
    let change = updated.changes[0].change.change_id.clone();
    let undone = lists.undo(Undo::Change(&change), SOON).unwrap().changes[0].change.change_id.clone();
    lists.undo(Undo::Change(&undone), SOON).unwrap();
    let refused = lists.undo(Undo::Change(&change), AGAIN).unwrap_err();
    assert!(matches!(refused, TaskError::Superseded { .. }), "{refused}");
}

#[test]
fn a_review_is_settled_once_and_says_how_when_somebody_settles_it_otherwise() {
    for lists in Lists::both() {
        let id = lists.held();
        assert!(!lists.review(&id, Verdict::Accept(Event::R6), LATER).unwrap().known);
        let before = written(&lists);
        assert!(lists.review(&id, Verdict::Accept(Event::R6), LATER).unwrap().known);
        assert_eq!(written(&lists), before);
        let refused = lists.review(&id, Verdict::Keep, LATER).unwrap_err();
        assert!(refused.to_string().contains("settled before: accepted by an"), "{refused}");
    }
}

#[test]
fn a_half_of_a_transfer_is_released_and_a_notice_taken_once() {
    let offices = Offices::new();
    offices.leaves();
    let waiting = offices.arrives(SOON).waiting[0].waiting_id.clone();
    let notice = offices.left.export(None).remove(0);
    assert!(!offices.joined.release(&waiting, LATER).unwrap().known);
    let before = written(&offices.joined);
    assert!(offices.joined.release(&waiting, LATER).unwrap().known);
    assert_eq!(written(&offices.joined), before);
    offices.joined.import(&notice, None, LATER).unwrap();
    let before = written(&offices.joined);
    assert!(offices.joined.import(&notice, None, LATER).unwrap().done.known);
    assert_eq!(written(&offices.joined), before);
    assert!(offices.joined.now().open(MatterKind::Suspense, HEAD).is_empty());
}

#[test]
fn lists_are_posted_once() {
    for lists in Lists::both() {
        let before = written(&lists);
        let actor = somebody("an", moment(SOON));
        let options = PostOptions { communes: &BTreeSet::new(), anyway: true, dry_run: false };
        let posted = lists.on(async |database| post(database, options, &actor, &Unwatched).await).unwrap();
        assert_eq!((posted.version, written(&lists)), (None, before));
    }
}
