//! The right to vote comes and goes: R1, R6, R7, R11 of birth dates, R17, R18.

use super::scene::{Scene, changed, new, removed, scene};
use crate::support::builders::*;
use cutri::people::{StatusKind::*, StayKind, VitalStatus, WishKind};

const JUDGMENT: Option<&str> = Some("12/2025/HS-ST");

#[test]
fn article_30_2_a_right_restored_or_a_release_adds_a_row_r1_and_article_30_5_its_loss_strikes_it_r6() {
    for kind in [VoteDeprived, DeathSentence, Imprisonment, Incapacity, MentalIllnessConfirmed] {
        let excluded = resident().status(kind, "2025-01-01", None, JUDGMENT);
        let lifted = resident().status(kind, "2025-01-01", Some("2026-02-09"), JUDGMENT);
        assert_eq!(changed(&excluded, &lifted), "R1 add: append H-01/0 NPC", "{kind:?}");
        assert_eq!(changed(&lifted, &excluded), "R6 remove: strike H-01/7 NPC", "{kind:?}");
    }
}

#[test]
fn article_30_2_whoever_is_restored_stands_where_section_3_says() {
    let serving = |place: PersonBuilder| place.status(Imprisonment, "2025-01-01", None, JUDGMENT);
    let temporary = resident().temporary(AWAY, "2025-08-01").wish(WishKind::VoteAtTemporary, "2026-01-05");
    assert_eq!(changed(&serving(temporary.clone()), &temporary), "R1 add: append A-01/0 NP");
    let detained = resident().stay(StayKind::Detention, "camp", "2025-12-01", None);
    assert_eq!(changed(&serving(detained.clone()), &detained), "R1 add: append A-03/0 NP");
}

#[test]
fn article_30_5_the_dead_are_struck_r6_and_a_death_recorded_wrongly_is_corrected_r11() {
    let dead = resident().vital(VitalStatus::Dead);
    assert_eq!(changed(&resident(), &dead), "R6 remove: strike H-01/7 NPC");
    assert_eq!(changed(&dead, &resident()), "R11 add: append H-01/0 NPC");
}

#[test]
fn article_30_5_the_missing_are_struck_r6_and_article_30_2_the_found_are_added_r1() {
    let missing = resident().vital(VitalStatus::Missing);
    assert_eq!(changed(&resident(), &missing), "R6 remove: strike H-01/7 NPC");
    assert_eq!(changed(&missing, &resident()), "R1 add: append H-01/0 NPC");
}

#[test]
fn article_30_5_whoever_dies_with_a_certificate_loses_both_rows() {
    let elsewhere = resident().wish(WishKind::VoteElsewhereCertificate, "2026-02-05").wish_area("A-01");
    let elsewhere = elsewhere.document("2/GCN");
    let dead = elsewhere.clone().vital(VitalStatus::Dead);
    assert_eq!(changed(&elsewhere, &dead), "R6 remove: strike A-01/7 NP, beside strike marked H-01/8");
}

#[test]
fn article_29_1_nationality_gained_adds_and_lost_strikes_r17() {
    let foreign = resident().nationality(&["LAO"]);
    let undetermined = resident().nationality(&["XXX"]);
    for other in [foreign, undetermined] {
        assert_eq!(changed(&other, &resident()), "R17 add: append H-01/0 NPC");
        assert_eq!(changed(&resident(), &other), "R17 remove: strike H-01/7 NPC");
    }
    let dual = resident().nationality(&["LAO", "VNM"]);
    assert_eq!(changed(&resident(), &dual), "nothing");
}

#[test]
fn article_33_a_corrected_birth_date_is_a_correction_an_addition_r11_or_a_loss_r6() {
    let born = |on| resident().born(on);
    assert_eq!(changed(&born("1986-01-01"), &born("1986-01-02")), "R11 correct: correct H-01/7 NPC");
    assert_eq!(changed(&born("2008-03-15"), &born("2008-03-16")), "R6 remove: strike H-01/7 NPC");
    assert_eq!(changed(&born("2008-03-16"), &born("2008-03-15")), "R11 add: append H-01/0 NPC");
    assert_eq!(changed(&born("2008-03-16"), &born("2008-03-17")), "nothing");
}

#[test]
fn article_29_4_whoever_is_new_in_the_database_is_added_r7() {
    assert_eq!(new(&resident()).told(), "R7 add: append H-01/0 NPC");
    assert_eq!(new(&person().temporary(AWAY, "2026-02-01")).told(), "R7 add: append A-01/0 NP");
    assert_eq!(new(&resident().born("2010-01-01")).told(), "nothing");
    assert_eq!(new(&person().current(AWAY)).told(), "nothing");
}

#[test]
fn article_29_2_whoever_is_taken_out_of_the_database_is_struck_r18() {
    assert_eq!(removed(&resident()).told(), "R18 remove: strike H-01/7 NPC");
    assert_eq!(removed(&resident().born("2010-01-01")).told(), "nothing");
    let elsewhere = resident().wish(WishKind::VoteElsewhereCertificate, "2026-02-05").wish_area("A-01");
    let elsewhere = elsewhere.document("2/GCN");
    assert_eq!(removed(&elsewhere).told(), "R18 remove: strike A-01/7 NP, beside strike marked H-01/8");
}

#[test]
fn whoever_was_taken_out_too_late_to_be_struck_and_comes_back_elsewhere_waits_for_a_name() {
    let late = removed(&resident()).at("2026-03-14T07:01");
    assert_eq!(late.told(), "late H-01 C4: R18 remove: strike H-01/7 NPC");
    let back = |after: &PersonBuilder| Scene { has: Some(late.has()), ..new(after) }.told();
    let moved = back(&person().permanent(AWAY));
    assert_eq!(moved, "unnamed: ? transfer: strike H-01/7 NPC, append A-01/0 NPC");
    assert_eq!(back(&resident()), "nothing");
}

#[test]
fn nobody_who_never_was_in_the_database_is_planned_for() {
    let nobody = Scene { after: None, ..new(&resident()) };
    assert_eq!(nobody.told(), "nothing");
}

#[test]
fn whoever_was_struck_and_comes_back_gets_a_new_number() {
    // The row that was struck is no active row: a number is never given twice.
    let back = scene(&resident().vital(VitalStatus::Missing), &resident());
    let cutri::changes::Planned::Change(draft) = back.plan().planned else { panic!("a change") };
    assert_eq!(draft.difference.to.map(|edit| (edit.before, edit.after.number)), Some((None, 0)));
}
