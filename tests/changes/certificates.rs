//! R8: the certificate to vote elsewhere (Art. 34).

use super::scene::{changed, new, scene};
use crate::support::builders::*;
use cutri::changes::Planned;
use cutri::law::Mark;
use cutri::people::StayKind::{Detention, Military};
use cutri::people::WishKind::{NotHere, VoteAtPermanentByCertificate, VoteElsewhereCertificate};
use cutri::roll::Status;

/// With a certificate to vote in an area.
fn elsewhere(person: PersonBuilder, area: &str) -> PersonBuilder {
    person.wish(VoteElsewhereCertificate, "2026-02-05").wish_area(area).document("2/GCN")
}

#[test]
fn article_34_the_own_row_stays_marked_and_one_is_added_at_the_other_area_r8() {
    let certified = elsewhere(resident(), "A-01");
    assert_eq!(changed(&resident(), &certified), "R8 mark: mark H-01/7 NPC, append A-01/0 NP");
}

#[test]
fn article_34_the_marked_row_keeps_its_number_has_no_ballots_and_says_why() {
    let Planned::Change(draft) = scene(&resident(), &elsewhere(resident(), "A-01")).plan().planned else {
        panic!("a change")
    };
    let row = draft.difference.from.expect("the own row").after;
    assert_eq!((row.number, row.status), (7, Status::Marked));
    assert!(row.ballots.is_empty());
    assert_eq!(row.marks, [Mark::VotesElsewhere]);
    assert_eq!(row.remarks, [Box::from("Bỏ phiếu ở nơi khác")]);
}

#[test]
fn article_34_a_certificate_lifted_reinstates_the_marked_row_under_its_number_r8() {
    let certified = elsewhere(resident(), "A-01");
    assert_eq!(changed(&certified, &resident()), "R8 mark: strike A-01/7 NP, reinstate H-01/8 NPC");
}

#[test]
fn article_34_a_certificate_for_another_area_moves_the_row_there_and_leaves_the_mark_r8() {
    let (one, other) = (elsewhere(resident(), "A-01"), elsewhere(resident(), "F-01"));
    assert_eq!(changed(&one, &other), "R8 transfer: strike A-01/7 NP, append F-01/0 NP");
}

#[test]
fn article_34_a_move_home_of_whoever_votes_elsewhere_moves_the_mark() {
    let moved = elsewhere(person().permanent(FAR), "A-01");
    let told = changed(&elsewhere(resident(), "A-01"), &moved);
    assert!(told.starts_with("R2 "), "{told}");
    assert!(told.ends_with("beside strike marked H-01/8, beside append marked F-01/0"), "{told}");
    let within = elsewhere(person().permanent(HOME).at(Some("H2"), None), "A-01");
    let told = changed(&elsewhere(resident(), "A-01"), &within);
    assert!(told.starts_with("R19 "), "{told}");
    assert!(told.ends_with("beside strike marked H-01/8, beside append marked H-02/0"), "{told}");
}

#[test]
fn article_34_a_move_at_the_same_time_strikes_both_rows_and_adds_one_r8() {
    let told = changed(&elsewhere(resident(), "A-01"), &person().permanent(FAR));
    assert_eq!(told, "R8 transfer: strike A-01/7 NP, append F-01/0 NPC, beside strike marked H-01/8");
}

/// With a certificate to vote at another office.
fn beyond(person: PersonBuilder) -> PersonBuilder {
    person.wish(VoteElsewhereCertificate, "2026-02-05").document("2/GCN").sent_to_another_office()
}

/// With a certificate of another office to vote in an area here.
fn guest(person: PersonBuilder, area: &str) -> PersonBuilder {
    elsewhere(person, area).of_another_office("2026-02-04")
}

#[test]
fn article_30_3_a_marked_voter_who_moves_to_another_office_is_given_up_r2() {
    let away = "outgoing to 99999: R2 transfer: strike";
    let told = changed(&beyond(resident()), &beyond(person().permanent(UNKNOWN)));
    assert_eq!(told, format!("{away} marked H-01/8"));
    let told = changed(&elsewhere(resident(), "A-01"), &elsewhere(person().permanent(UNKNOWN), "A-01"));
    assert_eq!(told, format!("{away} A-01/7 NP, beside strike marked H-01/8"));
    let lost = changed(&beyond(resident()), &beyond(person()));
    assert_eq!(lost, "R16 mark: beside strike marked H-01/8", "nothing tells of another office");
    let within = changed(&beyond(resident()), &beyond(person().permanent(FAR)));
    assert!(within.starts_with("R2 "), "{within}");
}

#[test]
fn article_34_another_offices_certificate_adds_a_guest_and_marks_nobody_r8() {
    let none = person();
    assert_eq!(new(&guest(none.clone(), "A-01")).told(), "R8 add: append A-01/0 NP");
    assert_eq!(changed(&none, &guest(none.clone(), "A-01")), "R8 add: append A-01/0 NP");
    let outside = person().permanent(UNKNOWN);
    assert_eq!(changed(&outside, &guest(outside.clone(), "A-01")), "R8 add: append A-01/0 NP");
    let not_here = resident().wish(NotHere, "2026-01-05");
    assert_eq!(changed(&not_here, &guest(not_here.clone(), "A-01")), "R8 add: append A-01/0 NP");
}

#[test]
fn article_34_what_happens_to_a_guest() {
    let one = guest(person(), "A-01");
    let to = |other: &PersonBuilder| changed(&one, other);
    assert_eq!(to(&one.clone().name("Người Khác")), "R11 correct: correct A-01/7 NP");
    assert_eq!(to(&guest(person(), "F-01")), "R8 transfer: strike A-01/7 NP, append F-01/0 NP");
    assert_eq!(to(&guest(resident(), "A-01")), "R2 transfer: strike A-01/7 NP, append H-01/0 NPC");
    let detained = one.clone().stay(Detention, "camp", "2026-02-06", None);
    assert_eq!(to(&detained), "R5 transfer: strike A-01/7 NP, append A-03/0 NP");
    assert_eq!(changed(&detained, &one), "R4 transfer: strike A-03/7 NP, append A-01/0 NP");
    assert_eq!(to(&person()), "R16 remove: strike A-01/7 NP");
}

#[test]
fn article_34_the_own_place_and_the_other_one_exchanged_r8() {
    let one = elsewhere(resident(), "A-01");
    let other = elsewhere(person().permanent(AWAY), "H-01");
    assert_eq!(changed(&one, &other), "R8 mark: mark A-01/7 NP, reinstate H-01/8 NP");
}

#[test]
fn article_34_whoever_was_not_here_and_votes_elsewhere_gets_both_rows_r8() {
    let not_here = resident().wish(NotHere, "2026-01-05");
    let certified = elsewhere(resident(), "A-01");
    assert_eq!(changed(&not_here, &certified), "R8 add: append A-01/0 NP, beside append marked H-01/0");
    assert_eq!(changed(&certified, &not_here), "R15 remove: strike A-01/7 NP, beside strike marked H-01/8");
}

#[test]
fn article_29_5_custody_goes_before_a_certificate_to_vote_elsewhere_r5_r4() {
    let free = elsewhere(resident(), "A-01");
    let detained = free.clone().stay(Detention, "camp", "2026-02-06", None);
    let told = changed(&free, &detained);
    assert_eq!(told, "R5 transfer: strike A-01/7 NP, append A-03/0 NP, beside strike marked H-01/8");
    let told = changed(&detained, &free);
    assert_eq!(told, "R4 transfer: strike A-03/7 NP, append A-01/0 NP, beside append marked H-01/0");
}

#[test]
fn article_31_2_and_34_a_serviceman_with_both_certificates_has_three_rows() {
    let serving = resident().stay(Military, "unit", "2026-01-25", None);
    let certified = serving.clone().wish(VoteAtPermanentByCertificate, "2026-02-04").document("12/GCN");
    let (one, other) = (elsewhere(certified.clone(), "I-01"), elsewhere(certified.clone(), "F-01"));
    let marks = "beside correct A-02/8";
    assert_eq!(
        changed(&certified, &one),
        format!("R8 mark: mark H-01/7 NPC, append I-01/0 NP, {marks}"),
        "the unit's row stays marked"
    );
    assert_eq!(
        changed(&one, &certified),
        "R8 mark: strike I-01/7 NP, reinstate H-01/8 NPC, beside correct A-02/9"
    );
    assert_eq!(changed(&one, &other), "R8 transfer: strike I-01/7 NP, append F-01/0 NP");
    let mut rows = scene(&one, &one).has().marked;
    rows.sort_by_key(|row| row.marks.clone());
    let said: Vec<_> = rows.iter().map(|row| (row.area_code.as_str(), row.marks[0])).collect();
    assert_eq!(said, [("A-02", Mark::VotesAtResidence), ("H-01", Mark::VotesElsewhere)]);
    // Without the commander's certificate the own place is the unit.
    let told = changed(&one, &elsewhere(serving, "I-01"));
    assert!(
        told.starts_with("R14 ") && told.ends_with("beside strike marked H-01/8, beside correct A-02/9"),
        "{told}"
    );
    // No certificate leads into a unit's area: its commune's own takes the voter in.
    let there = changed(&certified, &elsewhere(certified.clone(), "A-02"));
    assert_eq!(there, format!("R8 mark: mark H-01/7 NPC, append A-01/0 NP, {marks}"));
}
