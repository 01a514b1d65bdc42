//! Facilities: custody R4 and R5, armed units R12 and the commander's certificate, care homes R13.

use super::scene::changed;
use crate::support::builders::*;
use cutri::people::StayKind::{self, *};
use cutri::people::WishKind::{NotHere, VoteAtPermanentByCertificate, VoteAtTemporary};

fn staying(kind: StayKind, facility: &str) -> PersonBuilder {
    resident().stay(kind, facility, "2026-01-25", None)
}

/// A serviceman with the commander's certificate to vote at home.
fn certified(facility: &str) -> PersonBuilder {
    staying(Military, facility).wish(VoteAtPermanentByCertificate, "2026-02-05").document("12/GCN")
}

#[test]
fn article_29_5_whoever_is_taken_into_custody_or_a_compulsory_measure_is_transferred_there_r5() {
    for kind in [Detention, TemporaryCustody, CompulsoryEducation, CompulsoryRehabilitation] {
        let told = changed(&resident(), &staying(kind, "camp"));
        assert_eq!(told, "R5 transfer: strike H-01/7 NPC, append A-03/0 NP", "{kind:?}");
    }
    let serving = changed(
        &staying(Military, "unit"),
        &staying(Military, "unit").stay(Detention, "camp", "2026-02-01", None),
    );
    assert_eq!(serving, "R5 transfer: strike A-02/7 NP, append A-03/0 NP");
}

#[test]
fn article_30_4_whoever_is_released_is_transferred_home_or_to_the_temporary_place_r4() {
    let released = resident().stay(Detention, "camp", "2026-01-25", Some("2026-02-09"));
    let home = changed(&staying(Detention, "camp"), &released);
    assert_eq!(home, "R4 transfer: strike A-03/7 NP, append H-01/0 NPC");
    let temporary =
        |person: PersonBuilder| person.temporary(FAR, "2025-08-01").wish(VoteAtTemporary, "2026-01-05");
    let there = changed(&temporary(staying(Detention, "camp")), &temporary(released));
    assert_eq!(there, "R4 transfer: strike A-03/7 NP, append F-01/0 NP");
}

#[test]
fn article_29_5_another_measure_in_the_same_facility_corrects_the_remark_r11() {
    let told = changed(&staying(TemporaryCustody, "camp"), &staying(Detention, "camp"));
    assert_eq!(told, "R11 correct: correct A-03/7 NP");
}

#[test]
fn article_29_3_joining_or_leaving_an_armed_unit_is_a_transfer_r12() {
    let serving = staying(Military, "unit");
    assert_eq!(changed(&resident(), &serving), "R12 transfer: strike H-01/7 NPC, append A-02/0 NP");
    assert_eq!(changed(&serving, &resident()), "R12 transfer: strike A-02/7 NP, append H-01/0 NPC");
    let other = staying(Military, "far-unit");
    assert_eq!(changed(&serving, &other), "R12 transfer: strike A-02/7 NP, append F-02/0 NP");
}

#[test]
fn article_31_2_the_commanders_certificate_marks_the_units_row_and_its_loss_reinstates_it_r14() {
    let (serving, certified) = (staying(Military, "unit"), certified("unit"));
    assert_eq!(changed(&serving, &certified), "R14 mark: mark A-02/7 NP, append H-01/0 NPC");
    assert_eq!(changed(&certified, &serving), "R14 mark: strike H-01/7 NPC, reinstate A-02/8 NP");
}

#[test]
fn article_31_2_joining_a_unit_with_a_certificate_at_once_keeps_the_row_and_marks_one_in_the_unit_r12() {
    let joined = changed(&resident(), &certified("unit"));
    assert_eq!(joined, "R12 correct: correct H-01/7 NPC, beside append marked A-02/0");
    let left = changed(&certified("unit"), &resident());
    assert_eq!(left, "R12 correct: correct H-01/7 NPC, beside strike marked A-02/8");
}

#[test]
fn article_29_3_another_unit_of_somebody_with_a_certificate_moves_the_mark_r12() {
    let told = changed(&certified("unit"), &certified("far-unit"));
    // The unit is in another province: the row that stands rests on a decision with a flag.
    let expected =
        "R12 correct: correct H-01/7 NPC, beside strike marked A-02/8, beside append marked F-02/0";
    assert_eq!(told, expected);
}

#[test]
fn article_30_3_a_serviceman_with_a_certificate_who_moves_is_transferred_and_stays_marked_r2() {
    let moved = person().permanent(FAR).stay(Military, "unit", "2026-01-25", None);
    let moved = moved.wish(VoteAtPermanentByCertificate, "2026-02-05").document("12/GCN");
    let told = changed(&certified("unit"), &moved);
    assert_eq!(told, "R2 transfer: strike H-01/7 NPC, append F-01/0 NPC, beside correct A-02/8");
}

#[test]
fn article_11_entering_or_leaving_a_care_home_with_its_own_area_is_a_transfer_r13() {
    let cared = staying(Care, "home");
    assert_eq!(changed(&resident(), &cared), "R13 transfer: strike H-01/7 NPC, append A-04/0 NP");
    assert_eq!(changed(&cared, &resident()), "R13 transfer: strike A-04/7 NP, append H-01/0 NPC");
    assert_eq!(changed(&resident(), &staying(Care, "home-without-area")), "nothing");
}

#[test]
fn form_31_whoever_is_permanently_registered_at_the_home_keeps_all_three_ballots_r13() {
    let home = person().permanent(AWAY).premises("home");
    let cared = home.clone().stay(Care, "home", "2026-01-25", None);
    assert_eq!(changed(&home, &cared), "R13 transfer: strike A-01/7 NPC, append A-04/0 NPC");
    assert_eq!(changed(&cared, &home), "R13 transfer: strike A-04/7 NPC, append A-01/0 NPC");
    // A permanent move away from its premises takes the communal ballot of whoever stays in the home.
    assert_eq!(changed(&cared, &staying(Care, "home")), "R11 correct: correct A-04/7 NPC→NP");
}

#[test]
fn circular_21_article_10_whoever_is_not_here_and_then_in_a_facility_is_added_there() {
    let not_here = resident().wish(NotHere, "2026-01-05");
    for (kind, facility, event, area) in
        [(Detention, "camp", "R5", "A-03"), (Military, "unit", "R12", "A-02"), (Care, "home", "R13", "A-04")]
    {
        let there = not_here.clone().stay(kind, facility, "2026-01-25", None);
        assert_eq!(changed(&not_here, &there), format!("{event} add: append {area}/0 NP"));
        let back = changed(&there, &not_here);
        assert_eq!(back, format!("R15 remove: strike {area}/7 NP"));
    }
}
