//! P7, Circular 21/2025 Art. 10: not here, or declared absent.

use super::super::build::{homeless, person};
use super::told;

const NOT_HERE: &str = "not_here";
const PERMANENT: &str = "vote_at_permanent";
const AT: &str = "2026-02-20 08:00:00";

#[test]
fn circular_article_10_not_here_takes_off_the_permanent_place() {
    assert_eq!(told(person().wish(NOT_HERE, "10001", AT)), "no_list P7 not_here 10001 []");
    assert_eq!(told(person().wish(NOT_HERE, "", AT)), "no_list P7 not_here 10001 []");
    assert_eq!(told(person().wish(NOT_HERE, "10002", AT)), "listed P8 A npc []");
}

#[test]
fn circular_article_10_a_late_not_here_does_not_count() {
    assert_eq!(told(person().wish(NOT_HERE, "", "2026-03-14 07:00:00")), "no_list P7 not_here 10001 []");
    assert_eq!(told(person().wish(NOT_HERE, "", "2026-03-14 07:00:01")), "listed P8 A npc [late_wish]");
}

#[test]
fn circular_article_10_not_here_holds_for_a_temporary_place_only() {
    let only = homeless().home("temporary", "20003", "2025-06-01");
    assert_eq!(told(only.clone().wish(NOT_HERE, "", AT)), "no_list P7 not_here 20003 []");
    assert_eq!(told(only.clone().wish(NOT_HERE, "20003", AT)), "no_list P7 not_here 20003 []");
    assert_eq!(told(only.wish(NOT_HERE, "10001", AT)), "listed P9+P5 D np [temporary_only]");
}

#[test]
fn circular_article_10_not_here_of_a_current_place_only_still_waits() {
    let living = homeless().home("current", "20003", "").wish(NOT_HERE, "", AT);
    assert_eq!(told(living), "queue P10 no_wish 20003 []");
}

#[test]
fn circular_article_10_an_absence_over_election_day_takes_off_the_permanent_place() {
    let away = |days| told(person().absent("2026-01-01", days));
    assert_eq!(away("2026-01-01.."), "no_list P7 absent 10001 []");
    assert_eq!(away("2026-01-01..2026-03-15"), "no_list P7 absent 10001 []");
    assert_eq!(away("2026-01-01..2026-03-14"), "listed P8 A npc []");
    assert_eq!(away("2026-03-15.."), "no_list P7 absent 10001 []");
    assert_eq!(away("2026-03-16.."), "listed P8 A npc []");
    assert_eq!(away("2026-03..2026-03"), "no_list P7 absent 10001 []");
}

#[test]
fn circular_article_10_an_absence_does_not_block_a_temporary_place() {
    let only = homeless().home("temporary", "20003", "2025-06-01").absent("2026-01-01", "2026-01-01..");
    assert_eq!(told(only), "listed P9+P5 D np [temporary_only]");
}

#[test]
fn circular_article_10_the_absent_with_an_unwished_temporary_place_are_on_no_list() {
    let away = person().home("temporary", "20003", "2025-06-01").absent("2026-01-01", "2026-01-01..");
    assert_eq!(told(away.clone()), "no_list P7 absent 10001 []");
    assert_eq!(told(away.wish("vote_at_temporary", "20003", AT)), "listed P5 D np []");
}

#[test]
fn circular_article_10_both_reasons_tell_not_here() {
    let both = person().absent("2026-01-01", "2026-01-01..").wish(NOT_HERE, "", AT);
    assert_eq!(told(both), "no_list P7 not_here 10001 []");
}

#[test]
fn circular_article_10_the_unknown_permanent_commune_is_blocked_first() {
    let lost = homeless().home("permanent", "99999", "");
    assert_eq!(told(lost.clone()), "queue P8 unknown_commune - [unknown_commune]");
    assert_eq!(told(lost.wish(NOT_HERE, "99999", AT)), "no_list P7 not_here - []");
}

#[test]
fn circular_article_10_a_later_choice_of_the_permanent_place_lifts_it() {
    let lifted = person().wish(NOT_HERE, "", AT).wish(PERMANENT, "", AT);
    assert_eq!(told(lifted), "listed P8 A npc []");
    let again = person().wish(PERMANENT, "", AT).wish(NOT_HERE, "", AT);
    assert_eq!(told(again), "no_list P7 not_here 10001 []");
}

#[test]
fn circular_article_10_a_later_not_here_elsewhere_does_not_bind() {
    let elsewhere = person().wish(PERMANENT, "", AT).wish(NOT_HERE, "20003", "2026-02-21 08:00:00");
    assert_eq!(told(elsewhere), "listed P8 A npc []");
}

#[test]
fn circular_article_10_a_choice_lifts_an_absence_declared_before_it() {
    let declared =
        |day| told(person().wish(PERMANENT, "", "2026-02-20 00:00:00").absent(day, "2026-01-01.."));
    assert_eq!(declared("2026-02-19"), "listed P8 A npc []");
    assert_eq!(declared("2026-02-20"), "listed P8 A npc []");
    assert_eq!(declared("2026-02-21"), "no_list P7 absent 10001 []");
}

#[test]
fn circular_article_10_what_a_choice_lifted_is_not_the_reason() {
    let mixed = person()
        .wish(NOT_HERE, "", "2026-02-01 08:00:00")
        .wish(PERMANENT, "", AT)
        .absent("2026-03-01", "2026-03-01..");
    assert_eq!(told(mixed), "no_list P7 absent 10001 []");
}

#[test]
fn circular_article_10_a_choice_of_the_permanent_place_lifts_even_where_there_is_none() {
    let only = homeless().home("temporary", "20003", "2025-06-01").wish(NOT_HERE, "", AT);
    assert_eq!(told(only.wish(PERMANENT, "", "2026-02-21 08:00:00")), "listed P9+P5 D np [temporary_only]");
}

#[test]
fn circular_article_10_a_choice_that_another_replaced_lifts_nothing() {
    let replaced = person().wish(NOT_HERE, "", "2026-02-01 08:00:00").wish(PERMANENT, "", AT).wish(
        "vote_at_temporary",
        "20003",
        "2026-02-21 08:00:00",
    );
    assert_eq!(told(replaced), "no_list P7 not_here 10001 [wish_without_residence]");
}

#[test]
fn article_11_a_choice_that_is_blocked_falls_to_the_care_home() {
    let cared = person().stay("care", "care", "2026-01-01..").wish(PERMANENT, "", AT).wish(
        NOT_HERE,
        "",
        "2026-02-21 08:00:00",
    );
    assert_eq!(told(cared), "listed P11 CARE np []");
}
