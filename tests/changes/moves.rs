//! Moves and choices: R2, R3, R14, R19, and R11 of addresses.

use super::scene::{Scene, changed, scene};
use crate::support::builders::*;
use cutri::people::WishKind::{VoteAtCurrent, VoteAtPermanent, VoteAtTemporary};

/// A voter of `HOME` with a temporary place in `AWAY` since.
fn temporary(since: &str) -> PersonBuilder {
    resident().temporary(AWAY, since)
}

/// With the wish to vote there.
fn wishing(person: PersonBuilder) -> PersonBuilder {
    person.wish(VoteAtTemporary, "2026-02-05")
}

#[test]
fn article_30_3_a_permanent_move_to_another_commune_is_a_transfer_r2() {
    let moved = person().permanent(AWAY);
    assert_eq!(changed(&resident(), &moved), "R2 transfer: strike H-01/7 NPC, append A-01/0 NPC");
    assert_eq!(changed(&moved, &resident()), "R2 transfer: strike A-01/7 NPC, append H-01/0 NPC");
    let ended = resident().ended("2026-02-08").permanent(FAR);
    assert_eq!(changed(&resident(), &ended), "R2 transfer: strike H-01/7 NPC, append F-01/0 NPC");
    let island = person().permanent(ISLAND);
    assert_eq!(changed(&resident(), &island), "R2 transfer: strike H-01/7 NPC, append I-01/0 NP");
}

#[test]
fn article_30_3_a_permanent_move_to_where_one_votes_already_gives_the_third_ballot_r2() {
    let before = wishing(temporary("2025-08-01"));
    let after = person().permanent(AWAY);
    assert_eq!(changed(&before, &after), "R2 correct: correct A-01/7 NP→NPC");
    assert_eq!(changed(&after, &before), "R3 correct: correct A-01/7 NPC→NP");
}

#[test]
fn article_30_3_a_move_is_a_move_though_the_row_is_older_than_the_facts_before() {
    // The move was too late for one delta, and the next one corrects the name.
    let moved = person().permanent(AWAY);
    let late = scene(&resident(), &moved).at("2026-03-14T07:01");
    assert!(late.told().starts_with("late H-01 C4: R2"), "{}", late.told());
    let named = Scene { has: Some(late.has()), ..scene(&moved, &moved.clone().name("Người Khác")) };
    assert_eq!(named.told(), "R2 transfer: strike H-01/7 NPC, append A-01/0 NPC");
}

#[test]
fn article_30_3_a_new_temporary_place_with_the_wish_to_vote_there_is_a_transfer_r3() {
    let after = wishing(temporary("2026-01-25"));
    assert_eq!(changed(&resident(), &after), "R3 transfer: strike H-01/7 NPC, append A-01/0 NP");
    assert_eq!(changed(&after, &resident()), "R14 transfer: strike A-01/7 NP, append H-01/0 NPC");
    assert_eq!(changed(&resident(), &temporary("2026-01-25")), "nothing", "without a wish");
}

#[test]
fn article_29_3_a_wish_for_a_temporary_place_that_was_there_before_is_a_choice_r14() {
    for (since, ballots) in [("2024-06-01", "NPC"), ("2025-08-01", "NP")] {
        let before = temporary(since);
        let after = wishing(before.clone());
        let there = format!("R14 transfer: strike H-01/7 NPC, append A-01/0 {ballots}");
        assert_eq!(changed(&before, &after), there);
        let back = format!("R14 transfer: strike A-01/7 {ballots}, append H-01/0 NPC");
        assert_eq!(changed(&after, &before), back);
    }
}

#[test]
fn article_29_3_a_new_temporary_place_elsewhere_does_not_make_the_choice_of_an_old_one_a_move() {
    let before = temporary("2025-08-01");
    let after = before.clone().temporary(FAR, "2026-01-25").wish(VoteAtTemporary, "2026-02-05").wish_in(AWAY);
    assert_eq!(changed(&before, &after), "R14 transfer: strike H-01/7 NPC, append A-01/0 NP");
    let there = before.temporary(FAR, "2026-01-25").wish(VoteAtTemporary, "2026-02-05").wish_in(FAR);
    let moved = changed(&temporary("2025-08-01"), &there);
    assert_eq!(moved, "R3 transfer: strike H-01/7 NPC, append F-01/0 NP");
}

#[test]
fn article_29_3_the_choice_of_the_actual_place_and_of_the_permanent_one_is_r14() {
    let there = resident().wish(VoteAtCurrent, "2026-02-05").wish_area("A-01");
    assert_eq!(changed(&resident(), &there), "R14 transfer: strike H-01/7 NPC, append A-01/0 NP");
    let back = there.clone().wish(VoteAtPermanent, "2026-02-06");
    assert_eq!(changed(&there, &back), "R14 transfer: strike A-01/7 NP, append H-01/0 NPC");
    let other = there.clone().wish(VoteAtCurrent, "2026-02-06").wish_area("F-01");
    assert_eq!(changed(&there, &other), "R14 transfer: strike A-01/7 NP, append F-01/0 NP");
    let registered = there.clone().temporary(AWAY, "2024-06-01").wish(VoteAtTemporary, "2026-02-06");
    assert_eq!(changed(&there, &registered), "R3 correct: correct A-01/7 NP→NPC");
}

#[test]
fn article_29_3_twelve_months_of_the_temporary_place_corrected_give_or_take_the_third_ballot_r11() {
    let (long, short) = (wishing(temporary("2025-03-15")), wishing(temporary("2025-03-16")));
    assert_eq!(changed(&short, &long), "R11 correct: correct A-01/7 NP→NPC");
    assert_eq!(changed(&long, &short), "R11 correct: correct A-01/7 NPC→NP");
}

#[test]
fn article_29_2_a_move_within_the_commune_to_another_area_is_a_transfer_r19() {
    let other = person().permanent(HOME).at(Some("H2"), Some(3));
    assert_eq!(changed(&resident(), &other), "R19 transfer: strike H-01/7 NPC, append H-02/0 NPC");
    assert_eq!(changed(&other, &resident()), "R19 transfer: strike H-02/7 NPC, append H-01/0 NPC");
}

#[test]
fn article_33_a_move_within_the_area_corrects_the_address_r11_or_nothing_that_is_printed() {
    let with = |house, words: &str| resident().at(Some("H1"), Some(house)).address(words);
    let moved = changed(&with(10, "số 10"), &with(11, "số 11"));
    assert_eq!(moved, "R11 correct: correct H-01/7 NPC");
    assert_eq!(changed(&with(10, "số 10"), &with(11, "số 10")), "nothing");
}

#[test]
fn article_29_3_a_first_permanent_residence_where_one_lives_is_no_move_to_another_commune() {
    let before = person().temporary(AWAY, "2025-08-01");
    let after = before.clone().permanent(AWAY);
    assert_eq!(changed(&before, &after), "R11 correct: correct A-01/7 NP→NPC");
    assert_eq!(changed(&after, &before), "R11 correct: correct A-01/7 NPC→NP");
    let within = person().temporary(HOME, "2025-08-01").at(Some("H2"), None);
    let home = within.clone().permanent(HOME);
    assert_eq!(changed(&within, &home), "R19 transfer: strike H-02/7 NP, append H-01/0 NPC");
    assert_eq!(changed(&home, &within), "R19 transfer: strike H-01/7 NPC, append H-02/0 NP");
}

#[test]
fn article_30_3_with_no_permanent_residence_left_the_temporary_place_of_another_commune_counts_r3() {
    let before = temporary("2025-08-01");
    let after = person().temporary(AWAY, "2025-08-01");
    assert_eq!(changed(&before, &after), "R3 transfer: strike H-01/7 NPC, append A-01/0 NP");
    assert_eq!(changed(&after, &before), "R2 transfer: strike A-01/7 NP, append H-01/0 NPC");
    let far = person().temporary(FAR, "2025-08-01");
    assert_eq!(changed(&after, &far), "R3 transfer: strike A-01/7 NP, append F-01/0 NP");
}

#[test]
fn article_29_3_a_choice_that_leads_to_where_one_stands_changes_the_ground_alone_r21() {
    let registered = person().temporary(AWAY, "2024-06-01");
    assert_eq!(
        changed(&registered, &registered.clone().wish(VoteAtTemporary, "2026-02-05")),
        "R21 correct: correct A-01/7 NPC"
    );
    let here = "R21 correct: correct H-01/7 NPC";
    assert_eq!(changed(&resident(), &resident().wish(VoteAtPermanent, "2026-02-05")), here);
    let same = resident().wish(VoteAtCurrent, "2026-02-05").wish_area("H-02");
    assert_eq!(changed(&resident(), &same), here, "inside the permanent commune: a flag");
}
