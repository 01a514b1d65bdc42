//! What registers say: R9 and R15 of absences and "not here", R11 corrections, R16 of queues.

use super::scene::{Scene, changed, scene};
use crate::support::builders::*;
use cutri::people::StatusKind::VoteDeprived;
use cutri::people::WishKind::{NotHere, VoteAtCurrent, VoteAtPermanent, VoteAtTemporary};
use cutri::people::{Sex, VitalStatus};

#[test]
fn circular_21_article_10_a_declared_absence_strikes_r15_and_who_comes_back_in_time_is_added_r9() {
    let absent = resident().absence("2026-02-04", "2026-02-05", None);
    let back = resident().absence("2026-02-04", "2026-02-05", Some("2026-03-01"));
    assert_eq!(changed(&resident(), &absent), "R15 remove: strike H-01/7 NPC");
    assert_eq!(changed(&absent, &back), "R9 add: append H-01/0 NPC");
    assert_eq!(changed(&absent, &resident()), "R9 add: append H-01/0 NPC");
    assert_eq!(changed(&back, &absent), "R15 remove: strike H-01/7 NPC");
}

#[test]
fn circular_21_article_10_not_here_strikes_r15_and_taken_back_adds_r9() {
    let not_here = resident().wish(NotHere, "2026-02-05");
    assert_eq!(changed(&resident(), &not_here), "R15 remove: strike H-01/7 NPC");
    let here = not_here.clone().wish(VoteAtPermanent, "2026-02-06");
    assert_eq!(changed(&not_here, &here), "R9 add: append H-01/0 NPC");
    assert_eq!(changed(&not_here, &resident()), "R9 add: append H-01/0 NPC");
    let absent = resident().absence("2026-02-04", "2026-02-05", None);
    assert_eq!(changed(&absent, &not_here), "nothing", "on no list before and after");
}

#[test]
fn article_29_3_whoever_was_absent_and_chooses_another_place_is_added_there_r14() {
    let absent = resident().temporary(AWAY, "2025-08-01").absence("2026-02-04", "2026-02-05", None);
    let there = absent.clone().wish(VoteAtTemporary, "2026-02-06");
    assert_eq!(changed(&absent, &there), "R14 add: append A-01/0 NP");
    assert_eq!(changed(&there, &absent), "R15 remove: strike A-01/7 NP");
    let actual = absent.clone().wish(VoteAtCurrent, "2026-02-06").wish_area("F-01");
    assert_eq!(changed(&absent, &actual), "R14 add: append F-01/0 NP");
}

#[test]
fn article_30_3_whoever_was_absent_and_registers_elsewhere_with_the_wish_to_vote_there_is_added_r3() {
    for away in [resident().absence("2026-02-04", "2026-02-05", None), resident().wish(NotHere, "2026-02-05")]
    {
        let there = away.clone().temporary(AWAY, "2026-01-25").wish(VoteAtTemporary, "2026-02-06");
        assert_eq!(changed(&away, &there), "R3 add: append A-01/0 NP");
    }
}

#[test]
fn article_29_2_a_queue_resolved_adds_and_facts_lost_strike_r16() {
    let waiting = person().current(AWAY);
    let chosen = waiting.clone().wish(VoteAtCurrent, "2026-02-05");
    assert_eq!(changed(&waiting, &chosen), "R16 add: append A-01/0 NP");
    assert_eq!(changed(&chosen, &waiting), "R16 remove: strike A-01/7 NP");
    assert_eq!(changed(&resident(), &person()), "R16 remove: strike H-01/7 NPC");
    assert_eq!(changed(&person(), &resident()), "R16 add: append H-01/0 NPC");
    let lapsed = person().temporary(AWAY, "2024-01-01");
    let renewed = lapsed.clone().expires("2027-01-01");
    assert_eq!(changed(&renewed, &lapsed), "R16 remove: strike A-01/7 NPC");
    assert_eq!(changed(&lapsed, &renewed), "R16 add: append A-01/0 NPC");
}

#[test]
fn article_29_2_a_house_whose_area_cannot_be_told_is_struck_and_added_when_it_can_r16() {
    let nowhere = person().permanent(HOME).at(None, None);
    assert_eq!(changed(&resident(), &nowhere), "R16 remove: strike H-01/7 NPC");
    assert_eq!(changed(&nowhere, &resident()), "R16 add: append H-01/0 NPC");
}

#[test]
fn article_33_what_is_printed_is_corrected_r11_and_what_is_not_changes_nothing() {
    let corrections = [
        ("name", resident().name("Người Khác")),
        ("birth date", resident().born("1986-01")),
        ("sex", resident().sex(Sex::Male)),
        ("address", resident().address("số 10")),
    ];
    for (what, corrected) in corrections {
        for (before, after) in [(resident(), corrected.clone()), (corrected, resident())] {
            assert_eq!(changed(&before, &after), "R11 correct: correct H-01/7 NPC", "{what}");
        }
    }
    let mut unprinted = resident();
    unprinted.0.person.old_id = Some("123456789".into());
    assert_eq!(changed(&resident(), &unprinted), "nothing");
    assert_eq!(
        changed(&resident(), &resident().occupation("giáo viên")),
        "nothing",
        "form 31 has no occupation"
    );
    assert_eq!(changed(&resident(), &resident()), "nothing");
}

#[test]
fn a_person_placed_by_hand_stays_and_the_change_waits() {
    let by_hand = |after: &PersonBuilder| Scene { by_hand: true, ..scene(&resident(), after) }.told();
    let moved = by_hand(&person().permanent(AWAY));
    assert_eq!(moved, "by hand: R2 transfer: strike H-01/7 NPC, append A-01/0 NPC");
    assert_eq!(by_hand(&person().permanent(UNKNOWN)), "by hand: R16 remove: strike H-01/7 NPC");
    assert_eq!(by_hand(&resident()), "nothing");
}

#[test]
fn article_30_5_whoever_is_dead_or_lost_the_right_goes_though_an_official_placed_the_person() {
    let by_hand = |after: &PersonBuilder| Scene { by_hand: true, ..scene(&resident(), after) }.told();
    let dead = resident().vital(VitalStatus::Dead);
    assert_eq!(by_hand(&dead), "R6 remove: strike H-01/7 NPC");
    let deprived = resident().status(VoteDeprived, "2026-01-25", None, Some("1/QD"));
    assert_eq!(by_hand(&deprived), "R6 remove: strike H-01/7 NPC");
    let foreign = by_hand(&resident().nationality(&["LAO"]));
    assert_eq!(foreign, "by hand: R17 remove: strike H-01/7 NPC", "neither death nor a lost right");
}

#[test]
fn whoever_was_placed_and_stands_on_no_list_because_a_change_waited_is_added_as_from_a_queue_r16() {
    let named = resident().name("Người Khác");
    let waited = Scene { has: Some(cutri::roll::Rows::default()), ..scene(&resident(), &named) };
    assert_eq!(waited.told(), "R16 add: append H-01/0 NPC");
}
