//! Changes that wait for somebody's eye.

use super::lists::*;
use cutri::changes::Event;
use cutri::lists::ListsError;
use cutri::store::matter::Kind as MatterKind;
use cutri::tasks::TaskError;
use cutri::tasks::review::{Verdict, settle};
use cutri::tasks::undo::{Done, Undo};

impl Lists {
    pub fn review(&self, id: &str, verdict: Verdict, at: &str) -> Result<Done, TaskError> {
        let actor = self.actor(at);
        self.on(async |database| settle(database, id, verdict, "đã xem xét", &actor).await)
    }

    /// A person whose removal was undone and of whom a later delta tells another nationality again: it waits.
    pub fn held(&self) -> String {
        let delta = Delta::of(&[HEAD]).set("persons", HEAD, &[("nationality", "LAO")]);
        let updated = self.update(&delta, SOON);
        self.undo(Undo::Change(&updated.changes[0].change.change_id), SOON).unwrap();
        let again = delta.dated("2026-02-20").set("persons", HEAD, &[("nationality", "LAO;KHM")]);
        let updated = self.update(&again, "2026-02-21T10:00:00");
        assert_eq!((updated.changes.len(), updated.waiting.len()), (0, 1));
        updated.waiting[0].waiting_id.clone()
    }
}

const AT: &str = "2026-02-22T10:00:00";
const LATER: &str = "2026-02-23T10:00:00";

#[test]
fn an_accepted_review_changes_the_list_under_the_event_and_releases_the_person() {
    for lists in Lists::both() {
        let id = lists.held();
        let done = lists.review(&id, Verdict::Accept(Event::R17), AT).unwrap();
        assert_eq!(told(&done.changes), [("remove", "R17")]);
        assert!(done.changes[0].change.evidence.contains(&id));
        let now = lists.now();
        assert_eq!((now.place(HEAD), now.state_of(MatterKind::Review, &id)), (None, Some("accepted")));
        assert!(now.open(MatterKind::Hold, HEAD).is_empty());
        // The registers decide again: a restored person is listed by the next delta.
        let alive = Delta::of(&[HEAD]).dated("2026-02-22");
        lists.update(&alive, LATER);
        let now = lists.now();
        assert!(now.place(HEAD).is_some() || now.open(MatterKind::Review, HEAD).len() == 1);
        lists.verified();
    }
}

#[test]
fn a_kept_list_is_overridden_by_no_later_delta() {
    for lists in Lists::both() {
        let id = lists.held();
        let done = lists.review(&id, Verdict::Keep, AT).unwrap();
        assert_eq!((done.version, done.changes.len()), (None, 0));
        let moved =
            Delta::of(&[HEAD]).dated("2026-02-22").set("residences", HEAD, &home("98205", "98205-T01"));
        let updated = lists.update(&moved, LATER);
        assert_eq!((updated.changes.len(), updated.waiting.len()), (0, 1), "it waits again");
        let now = lists.now();
        assert_eq!(now.place(HEAD).unwrap().0, "98103-01");
        assert_eq!(now.state_of(MatterKind::Review, &id), Some("kept"));
        lists.verified();
    }
}

#[test]
fn a_review_is_settled_once_and_within_the_clock() {
    let lists = Lists::posted();
    let id = lists.held();
    let late = lists.review(&id, Verdict::Accept(Event::R15), TOO_LATE).unwrap_err();
    assert!(matches!(late, TaskError::Lists(ListsError::Late(_))), "{late}");
    lists.review(&id, Verdict::Keep, AT).unwrap();
    assert!(lists.review(&id, Verdict::Keep, AT).unwrap().known);
    let otherwise = lists.review(&id, Verdict::Accept(Event::R17), AT).unwrap_err();
    assert!(matches!(otherwise, TaskError::Lists(ListsError::Refused { .. })), "{otherwise}");
    let none = lists.review("0123456789abcdef", Verdict::Keep, AT).unwrap_err();
    assert!(matches!(none, TaskError::Lists(ListsError::NoMatter { .. })), "{none}");
    lists.verified();
}
