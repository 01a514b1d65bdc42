//! P0, P4, P5 and P9: temporary residence, its months and its lapse.

use super::super::build::{Builder, homeless, person};
use super::told;

const WISH: &str = "vote_at_temporary";

/// A voter of `10001` who wishes to vote at the temporary place in `20003`.
fn wishing(person: Builder) -> String {
    told(person.wish(WISH, "20003", "2026-02-20 08:00:00"))
}

#[test]
fn article_29_3_twelve_months_give_all_ballots() {
    let since = |day| wishing(person().home("temporary", "20003", day));
    assert_eq!(since("2025-02-03"), "listed P4 D npc []");
    assert_eq!(since("2025-02-04"), "listed P4 D npc [crosses_12_months]");
    assert_eq!(since("2025-03-15"), "listed P4 D npc [crosses_12_months]");
    assert_eq!(since("2025-03-16"), "listed P5 D np []");
    assert_eq!(since("2026-03-15"), "listed P5 D np []");
}

#[test]
fn article_29_3_an_unknown_start_is_less_than_twelve_months() {
    assert_eq!(wishing(person().home("temporary", "20003", "")), "listed P5 D np []");
}

#[test]
fn article_29_3_a_partial_start_is_its_last_day() {
    let since = |day| wishing(person().home("temporary", "20003", day));
    assert_eq!(since("2025-03"), "listed P5 D np [assumed_registration_date]");
    assert_eq!(since("2025"), "listed P5 D np [assumed_registration_date]");
    assert_eq!(since("2025-02"), "listed P4 D npc [crosses_12_months]");
    assert_eq!(since("2025-04"), "listed P5 D np []");
    assert_eq!(since("2025-01"), "listed P4 D npc []");
}

#[test]
fn article_29_3_a_residence_that_may_have_begun_has_begun() {
    assert_eq!(wishing(person().home("temporary", "20003", "2026-03")), "listed P5 D np []");
    assert_eq!(
        wishing(person().home("temporary", "20003", "2026-03-16")),
        "listed P8 A npc [wish_without_residence]"
    );
}

#[test]
fn article_29_3_a_residence_holds_until_the_day_it_ended() {
    let ended = |day| wishing(person().home("temporary", "20003", "2025-01-01").ended(day));
    assert_eq!(ended("2026-03-15"), "listed P8 A npc [wish_without_residence]");
    assert_eq!(ended("2026-03-16"), "listed P4 D npc []");
    assert_eq!(ended("2026-03"), "listed P4 D npc []");
}

#[test]
fn residence_law_article_27_an_expiry_is_inclusive() {
    let expires = |day| wishing(person().home("temporary", "20003", "2025-01-01").expires(day));
    assert_eq!(expires("2026-03-14"), "listed P8 A npc [lapsed_temporary wish_without_residence]");
    assert_eq!(expires("2026-03-15"), "listed P4 D npc []");
    assert_eq!(expires("2026"), "listed P4 D npc []");
}

#[test]
fn residence_law_article_27_without_an_expiry_it_lapses_after_two_years() {
    let since = |day| wishing(person().home("temporary", "20003", day));
    assert_eq!(since("2024-03-15"), "listed P4 D npc []");
    assert_eq!(since("2024-03-14"), "listed P8 A npc [lapsed_temporary wish_without_residence]");
    assert_eq!(since("2024"), "listed P4 D npc []");
}

#[test]
fn residence_law_article_27_a_recorded_expiry_goes_before_two_years() {
    assert_eq!(
        wishing(person().home("temporary", "20003", "2020-01-01").expires("2027-01-01")),
        "listed P4 D npc []"
    );
    assert_eq!(wishing(person().home("temporary", "20003", "").expires("2026-04-01")), "listed P5 D np []");
}

#[test]
fn residence_law_article_27_lapsed_and_nothing_else_waits_in_the_queue() {
    let lapsed = homeless().home("temporary", "20003", "2020-01-01");
    assert_eq!(told(lapsed.clone()), "queue P0 lapsed_temporary 20003 [lapsed_temporary]");
    let two = lapsed.home("temporary", "20004", "2021-01-01");
    assert_eq!(told(two.clone()), "queue P0 lapsed_temporary 20004 [lapsed_temporary]");
    let current = two.home("current", "10002", "");
    assert_eq!(told(current), "queue P10 no_wish 10002 [lapsed_temporary]");
}

#[test]
fn residence_law_article_27_an_ended_registration_did_not_lapse() {
    let ended = homeless().home("temporary", "20003", "2020-01-01").ended("2021-01-01");
    assert_eq!(told(ended), "queue P10 no_residence - []");
    let open = homeless().home("temporary", "20003", "2020-01-01").ended("2026-03-16");
    assert_eq!(told(open), "queue P0 lapsed_temporary 20003 [lapsed_temporary]");
}

#[test]
fn residence_law_article_27_a_renewed_registration_did_not_lapse() {
    let first = person().home("temporary", "20003", "2023-01-01").expires("2025-01-01");
    assert_eq!(told(first.clone()), "listed P8 A npc [lapsed_temporary]");
    let renewed = |day| told(first.clone().home("temporary", "20003", day));
    assert_eq!(renewed("2025-01-02"), "listed P8 A npc []");
    assert_eq!(renewed("2025-01-03"), "listed P8 A npc []");
    assert_eq!(renewed("2025-01-04"), "listed P8 A npc [lapsed_temporary]");
    let elsewhere = first.clone().home("temporary", "10002", "2025-01-01");
    assert_eq!(told(elsewhere), "listed P8 A npc [lapsed_temporary]");
}

#[test]
fn article_29_3_rows_that_join_count_together() {
    let first = person().home("temporary", "20003", "2024-01-01").ended("2025-09-01");
    let then = |day| wishing(first.clone().home("temporary", "20003", day));
    assert_eq!(then("2025-09-01"), "listed P4 D npc []");
    assert_eq!(then("2025-09-02"), "listed P4 D npc []");
    assert_eq!(then("2025-09-03"), "listed P5 D np [broken_temporary]");
}

#[test]
fn article_29_3_a_row_without_an_end_lasts_two_years_for_the_next() {
    let first = person().home("temporary", "20003", "2023-06-01");
    let then = |day| wishing(first.clone().home("temporary", "20003", day));
    assert_eq!(then("2025-06-02"), "listed P4 D npc []");
    assert_eq!(then("2025-06-03"), "listed P4 D npc []");
    assert_eq!(then("2025-06-04"), "listed P5 D np [broken_temporary lapsed_temporary]");
}

#[test]
fn article_29_3_three_rows_join_in_any_order_of_rows() {
    let rows = person()
        .home("temporary", "20003", "2025-10-01")
        .home("temporary", "20003", "2025-01-01")
        .ended("2025-06-01")
        .home("temporary", "20003", "2025-06-01")
        .ended("2025-10-01");
    assert_eq!(wishing(rows), "listed P4 D npc []");
}

#[test]
fn article_29_3_time_in_a_predecessor_commune_counts() {
    let moved = |code| {
        let before = person().home("temporary", code, "2024-07-01").ended("2025-07-01");
        wishing(before.home("temporary", "20003", "2025-07-01"))
    };
    assert_eq!(moved("20091"), "listed P4 D npc []");
    assert_eq!(moved("20099"), "listed P4 D npc []");
    assert_eq!(moved("20004"), "listed P5 D np []");
}

#[test]
fn article_29_3_the_first_day_of_an_earlier_row_may_give_another_case() {
    let first = person().home("temporary", "20003", "2025").ended("2026-01-10");
    let rows = first.home("temporary", "20003", "2026-01-10");
    assert_eq!(wishing(rows), "listed P5 D np [assumed_registration_date]");
}

#[test]
fn article_29_3_of_several_temporary_residences_the_latest_registered_counts() {
    let two = person()
        .home("temporary", "20003", "2025-09-01")
        .expires("2026-12-31")
        .home("temporary", "20003", "2024-06-01")
        .expires("2025-01-01");
    assert_eq!(wishing(two), "listed P5 D np [lapsed_temporary]");
}

#[test]
fn article_29_3_temporary_residence_only_is_the_place_and_flagged() {
    let since = |day| told(homeless().home("temporary", "20003", day));
    assert_eq!(since("2025-01-01"), "listed P9+P4 D npc [temporary_only]");
    assert_eq!(since("2025-03-15"), "listed P9+P4 D npc [crosses_12_months temporary_only]");
    assert_eq!(since("2025-06-01"), "listed P9+P5 D np [temporary_only]");
    assert_eq!(since(""), "listed P9+P5 D np [temporary_only]");
}

#[test]
fn article_29_3_temporary_only_takes_the_latest_of_all_communes() {
    let two = homeless().home("temporary", "20003", "2025-06-01").home("temporary", "10002", "2025-06-01");
    assert_eq!(told(two.clone()), "listed P9+P5 C np [temporary_only]");
    assert_eq!(told(two.home("temporary", "20003", "2025-06-02")), "listed P9+P5 D np [temporary_only]");
}

#[test]
fn article_29_3_temporary_only_in_an_unknown_place_waits() {
    let only = |code| told(homeless().home("temporary", code, "2025-06-01"));
    assert_eq!(only("99999"), "queue P9+P5 unknown_commune - [temporary_only unknown_commune]");
    assert_eq!(only("20099"), "queue P9+P5 unknown_commune - [temporary_only unknown_commune]");
    assert_eq!(only("20004"), "queue P9+P5 no_area 20004 [no_area temporary_only]");
}

#[test]
fn article_29_3_no_residence_at_all_waits_in_the_queue() {
    assert_eq!(told(homeless()), "queue P10 no_residence - []");
    let gone = homeless().home("permanent", "10001", "2010-01-01").ended("2025-01-01");
    assert_eq!(told(gone), "queue P10 no_residence - []");
}
