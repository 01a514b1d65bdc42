//! R21: the ground of a decision changes, and neither place, ballots nor anything that a list prints.

use super::scene::{Scene, changed, scene};
use crate::support::builders::*;
use cutri::changes::{Event, Issue, Kind, Planned, RowEdit, Section, Supplement};
use cutri::law::Flag;
use cutri::people::StatusKind::Imprisonment;
use cutri::people::WishKind::{VoteAtTemporary, VoteElsewhereCertificate};
use cutri::roll::{Entry, Totals};

/// Somebody said to be in prison, without a document: listed, and flagged.
fn undocumented() -> PersonBuilder {
    resident().status(Imprisonment, "2025-01-01", None, None)
}

fn edit(scene: &Scene) -> RowEdit {
    let Planned::Change(draft) = scene.plan().planned else { panic!("a change") };
    assert_eq!((draft.event, draft.difference.kind), (Some(Event::R21), Kind::Correct));
    draft.difference.from.expect("the row that stands")
}

#[test]
fn r21_a_flag_alone_is_a_correction_of_the_row() {
    assert_eq!(changed(&resident(), &undocumented()), "R21 correct: correct H-01/7 NPC");
    assert_eq!(changed(&undocumented(), &resident()), "R21 correct: correct H-01/7 NPC");
    let row = edit(&scene(&resident(), &undocumented())).after;
    assert_eq!(row.flags, [Flag::UndocumentedStatus]);
}

#[test]
fn r21_another_rule_with_the_same_place_and_ballots_is_a_correction() {
    let only = person().temporary(AWAY, "2024-06-01");
    let wished = only.clone().wish(VoteAtTemporary, "2026-02-05");
    assert_eq!(changed(&only, &wished), "R21 correct: correct A-01/7 NPC");
    assert_eq!(edit(&scene(&only, &wished)).after.rule.to_string(), "P4");
}

#[test]
fn r21_the_marked_row_rests_on_the_same_decision() {
    let elsewhere = |person: PersonBuilder| {
        person.wish(VoteElsewhereCertificate, "2026-02-05").wish_area("A-01").document("2/GCN")
    };
    let told = changed(&elsewhere(resident()), &elsewhere(undocumented()));
    assert_eq!(told, "R21 correct: correct A-01/7 NP, beside correct H-01/8");
}

#[test]
fn r21_goes_on_until_voting_starts() {
    let at = |now| scene(&resident(), &undocumented()).at(now).told();
    assert_eq!(at("2026-03-15T07:00"), "R21 correct: correct H-01/7 NPC");
    assert_eq!(at("2026-03-15T07:01"), "late H-01 C5: R21 correct: correct H-01/7 NPC");
}

#[test]
fn r21_leaves_alone_what_an_official_placed() {
    let by_hand = Scene { by_hand: true, ..scene(&resident(), &undocumented()) };
    assert_eq!(by_hand.told(), "nothing");
}

#[test]
fn r21_stands_on_no_posted_paper_and_in_the_official_one() {
    let ground = edit(&scene(&resident(), &undocumented()));
    let named = RowEdit {
        before: ground.before.clone(),
        after: Entry { full_name: "Người Khác".into(), number: 8, ..ground.after.clone() },
    };
    let supplement = |edits: Vec<(Kind, Event, RowEdit)>| {
        Supplement::new(
            area("H-01"),
            Issue {
                version: 2,
                occasion: 1,
                at: moment("2026-02-10T09:00"),
                digest: "digest".into(),
                totals: Totals::default(),
            },
            edits,
        )
    };
    let both =
        supplement(vec![(Kind::Correct, Event::R21, ground.clone()), (Kind::Correct, Event::R11, named)]);
    let numbers = |of: &Supplement| of.section(Section::Corrections).map(|row| row.after.number).collect();
    let (official, posted): (Vec<u32>, Vec<u32>) = (numbers(&both), numbers(&both.posted()));
    assert_eq!((official, posted), (vec![7, 8], vec![8]));
    assert!(supplement(vec![(Kind::Correct, Event::R21, ground)]).posted().rows.is_empty());
}
