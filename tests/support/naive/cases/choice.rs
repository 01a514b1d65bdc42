//! The choice of place: P4, P5, P6, and P8 by choice; wishes that are late or void.

use super::super::build::{homeless, person};
use super::told;

const TEMPORARY: &str = "vote_at_temporary";
const CURRENT: &str = "vote_at_current";
const PERMANENT: &str = "vote_at_permanent";
const AT: &str = "2026-02-20 08:00:00";

#[test]
fn article_29_3_without_a_wish_the_permanent_place_stays() {
    assert_eq!(told(person().home("temporary", "20003", "2024-06-01")), "listed P8 A npc []");
}

#[test]
fn article_29_3_a_wish_without_a_temporary_residence_there_is_ignored() {
    let registered = person().home("temporary", "20003", "2024-06-01");
    assert_eq!(
        told(registered.clone().wish(TEMPORARY, "10002", AT)),
        "listed P8 A npc [wish_without_residence]"
    );
    assert_eq!(told(person().wish(TEMPORARY, "", AT)), "listed P8 A npc [wish_without_residence]");
}

#[test]
fn article_29_3_a_wish_without_a_commune_means_the_latest_temporary_residence() {
    let two = person().home("temporary", "10002", "2025-06-01").home("temporary", "20003", "2024-06-01");
    assert_eq!(told(two.wish(TEMPORARY, "", AT)), "listed P5 C np []");
}

#[test]
fn article_29_3_a_wish_under_a_predecessors_code_means_its_only_successor() {
    let registered = person().home("temporary", "20091", "2024-06-01");
    assert_eq!(told(registered.clone().wish(TEMPORARY, "20003", AT)), "listed P4 D npc []");
    assert_eq!(told(registered.wish(TEMPORARY, "20091", AT)), "listed P4 D npc []");
}

#[test]
fn article_29_3_a_temporary_place_inside_the_permanent_commune_changes_nothing() {
    let local = person().home("temporary", "10001", "2025-06-01").house("H1", 60);
    assert_eq!(told(local.clone().wish(TEMPORARY, "10001", AT)), "listed P8 A npc [wish_same_commune]");
    assert_eq!(told(local.wish(TEMPORARY, "", AT)), "listed P8 A npc [wish_same_commune]");
}

#[test]
fn article_29_3_a_wish_for_an_unknown_commune_waits() {
    let registered = person().home("temporary", "99999", "2025-06-01");
    let answer = told(registered.wish(TEMPORARY, "99999", AT));
    assert_eq!(answer, "queue P5 unknown_commune 10001 [unknown_commune]");
}

#[test]
fn article_29_3_a_commune_without_council_gives_two_ballots() {
    let registered = person().home("temporary", "10002", "2024-06-01");
    assert_eq!(told(registered.wish(TEMPORARY, "10002", AT)), "listed P4 C np []");
}

#[test]
fn article_29_3_the_latest_wish_counts_whatever_its_kind() {
    let two = person().home("temporary", "20003", "2025-06-01").wish(CURRENT, "", AT).area("C");
    let earlier = two.clone().wish(TEMPORARY, "20003", "2026-02-20 07:59:59");
    assert_eq!(told(earlier), "listed P6 C np []");
    let equal = two.clone().wish(TEMPORARY, "20003", AT);
    assert_eq!(told(equal), "listed P5 D np []");
    assert_eq!(told(two.wish(PERMANENT, "", AT)), "listed P8 A npc []");
}

#[test]
fn article_29_3_a_void_latest_wish_is_no_choice_at_all() {
    let first = person().home("temporary", "20003", "2025-06-01").wish(TEMPORARY, "20003", AT);
    let void = first.wish(TEMPORARY, "10002", "2026-02-21 08:00:00");
    assert_eq!(told(void), "listed P8 A npc [wish_without_residence]");
}

#[test]
fn article_29_4_a_wish_at_the_cut_off_of_its_area_is_in_time() {
    let to_d = |at| told(person().home("temporary", "20003", "2025-06-01").wish(TEMPORARY, "20003", at));
    assert_eq!(to_d("2026-03-14 07:00:00"), "listed P5 D np []");
    assert_eq!(to_d("2026-03-14 07:00:01"), "listed P8 A npc [late_wish]");
    let to_c = |at| told(person().home("temporary", "10002", "2025-06-01").wish(TEMPORARY, "10002", at));
    assert_eq!(to_c("2026-03-14 05:00:00"), "listed P5 C np []");
    assert_eq!(to_c("2026-03-14 05:00:01"), "listed P8 A npc [after_area_cutoff late_wish]");
}

#[test]
fn article_71_early_voting_has_an_early_cut_off() {
    let to_e = |at| told(person().wish(CURRENT, "", at).area("E"));
    assert_eq!(to_e("2026-03-12 06:00:00"), "listed P6 E np []");
    assert_eq!(to_e("2026-03-12 06:00:01"), "listed P8 A npc [after_area_cutoff late_wish]");
}

#[test]
fn article_29_4_a_wish_to_an_unknown_area_has_the_hour_of_the_election() {
    let to_20004 = |at| told(person().home("current", "20004", "").wish(CURRENT, "20004", at));
    assert_eq!(to_20004("2026-03-14 07:00:00"), "queue P6 no_area 20004 [no_area]");
    assert_eq!(to_20004("2026-03-14 07:00:01"), "listed P8 A npc [late_wish]");
}

#[test]
fn article_29_4_a_late_wish_leaves_the_earlier_one() {
    let two = person().home("temporary", "20003", "2025-06-01").wish(TEMPORARY, "20003", AT).wish(
        PERMANENT,
        "",
        "2026-03-14 08:00:00",
    );
    assert_eq!(told(two), "listed P5 D np [late_wish]");
}

#[test]
fn article_29_3_the_place_of_actual_living_is_the_area_wished_for() {
    assert_eq!(told(person().wish(CURRENT, "", AT).area("C")), "listed P6 C np []");
    assert_eq!(told(homeless().wish(CURRENT, "20003", AT).area("F")), "listed P6 F np []");
}

#[test]
fn article_29_3_without_an_area_the_current_place_in_the_commune_leads() {
    let living = person().home("current", "20003", "").home("current", "10002", "2025-01-01");
    assert_eq!(told(living.clone().wish(CURRENT, "20003", AT)), "listed P6 D np []");
    assert_eq!(told(living.clone().wish(CURRENT, "", AT)), "listed P6 C np []");
    assert_eq!(told(living.wish(CURRENT, "20003", AT).area("nowhere")), "listed P6 D np []");
}

#[test]
fn article_29_3_without_area_and_current_place_the_wish_waits() {
    assert_eq!(told(person().wish(CURRENT, "20003", AT)), "queue P6 no_area 20003 [no_area]");
    assert_eq!(told(homeless().wish(CURRENT, "", AT)), "queue P6 no_area - [no_area]");
    assert_eq!(told(homeless().wish(CURRENT, "99999", AT)), "queue P6 no_area - [no_area]");
}

#[test]
fn article_29_3_actual_living_inside_the_permanent_commune_changes_nothing() {
    let answer = "listed P8 A npc [wish_same_commune]";
    assert_eq!(told(person().wish(CURRENT, "", AT).area("B")), answer);
    assert_eq!(told(person().wish(CURRENT, "20003", AT).area("B")), answer);
    assert_eq!(told(person().wish(CURRENT, "10001", AT)), answer);
    assert_eq!(told(person().home("current", "10001", "").wish(CURRENT, "", AT)), answer);
}

#[test]
fn article_29_3_a_current_place_only_waits_for_a_wish() {
    let living = homeless().home("current", "20003", "").home("current", "10002", "2025-01-01");
    assert_eq!(told(living.clone()), "queue P10 no_wish 10002 []");
    assert_eq!(told(living.wish(CURRENT, "20003", AT)), "listed P6 D np []");
}

#[test]
fn article_29_2_a_choice_of_the_permanent_place_needs_one() {
    assert_eq!(told(homeless().wish(PERMANENT, "", AT)), "queue P10 no_residence - []");
    let only = homeless().home("temporary", "20003", "2025-06-01").wish(TEMPORARY, "20003", AT);
    assert_eq!(told(only.clone()), "listed P5 D np []");
    assert_eq!(told(only.wish(PERMANENT, "", "2026-02-21 08:00:00")), "listed P9+P5 D np [temporary_only]");
}
