//! Sections 1 and 2: age, nationality, life, exclusion.

use super::super::build::person;
use super::told;
use cutri::people::VitalStatus;

#[test]
fn article_2_a_birthday_on_election_day_counts() {
    assert_eq!(told(person().born("2008-03-15")), "listed P8 A npc []");
}

#[test]
fn article_2_a_birthday_the_day_after_does_not_count() {
    assert_eq!(told(person().born("2008-03-16")), "not_eligible E1 E1 10001 []");
}

#[test]
fn article_2_an_unknown_day_of_birth_is_the_first_of_the_month() {
    assert_eq!(told(person().born("2008-03")), "listed P8 A npc [assumed_birth_date decisive_partial_date]");
    assert_eq!(told(person().born("2008-04")), "not_eligible E1 E1 10001 [assumed_birth_date]");
}

#[test]
fn article_2_an_unknown_month_of_birth_is_january() {
    assert_eq!(told(person().born("2008")), "listed P8 A npc [assumed_birth_date decisive_partial_date]");
    assert_eq!(told(person().born("2009")), "not_eligible E1 E1 10001 [assumed_birth_date]");
}

#[test]
fn article_29_1_a_foreigner_does_not_vote() {
    assert_eq!(told(person().nationality(&["LAO"])), "not_eligible E4 E4 10001 []");
}

#[test]
fn article_29_1_undetermined_nationality_does_not_vote() {
    assert_eq!(told(person().nationality(&["XXX"])), "not_eligible E4 E4 10001 []");
}

#[test]
fn article_29_1_a_dual_national_votes() {
    assert_eq!(told(person().nationality(&["LAO", "VNM"])), "listed P8 A npc []");
    assert_eq!(told(person().nationality(&["VNM", "XXX"])), "listed P8 A npc []");
}

#[test]
fn article_29_1_the_dead_and_the_missing_are_not_listed() {
    assert_eq!(told(person().vital(VitalStatus::Dead)), "not_eligible E5 E5 10001 []");
    assert_eq!(told(person().vital(VitalStatus::Missing)), "not_eligible E5 E5 10001 []");
}

#[test]
fn article_30_1_each_documented_status_excludes() {
    let kinds = [
        ("vote_deprived", "X1", ""),
        ("death_sentence", "X2", ""),
        ("imprisonment", "X3", ""),
        ("incapacity", "X4", ""),
        ("mental_illness_confirmed", "X5", "manual_decision"),
    ];
    for (kind, rule, flag) in kinds {
        let answer = told(person().status(kind, "2025-01-01..", "12/QĐ"));
        assert_eq!(answer, format!("not_eligible {rule} {rule} 10001 [{flag}]"), "{kind}");
    }
}

#[test]
fn article_30_1_each_status_without_a_document_leaves_the_vote() {
    for kind in ["vote_deprived", "death_sentence", "imprisonment", "incapacity", "mental_illness_confirmed"]
    {
        let answer = told(person().status(kind, "2025-01-01..", ""));
        assert_eq!(answer, "listed P8 A npc [undocumented_status]", "{kind}");
    }
}

#[test]
fn article_30_1_other_statuses_leave_the_vote() {
    let confirmed = "[confirm_sentence]";
    let kinds = [
        ("suspended_imprisonment", "[]"),
        ("other", "[]"),
        ("sentence_postponed", confirmed),
        ("conditional_release", confirmed),
    ];
    for (kind, flags) in kinds {
        let expected = format!("listed P8 A npc {flags}");
        assert_eq!(told(person().status(kind, "2025-01-01..", "")), expected, "{kind}");
        assert_eq!(told(person().status(kind, "2025-01-01..", "12/QĐ")), expected, "{kind}");
    }
}

#[test]
fn article_30_1_a_status_counts_if_it_is_in_force_on_election_day() {
    let answer = |days| told(person().status("vote_deprived", days, "12/QĐ"));
    assert_eq!(answer("2024-01-01..2026-03-14"), "listed P8 A npc []");
    assert_eq!(answer("2024-01-01..2026-03-15"), "not_eligible X1 X1 10001 []");
    assert_eq!(answer("2026-03-15.."), "not_eligible X1 X1 10001 []");
    assert_eq!(answer("2026-03-16.."), "listed P8 A npc []");
}

#[test]
fn article_30_1_a_status_lasts_from_its_first_to_its_last_possible_day() {
    let answer = |days| told(person().status("incapacity", days, "12/QĐ"));
    assert_eq!(answer("2026-03.."), "not_eligible X4 X4 10001 []");
    assert_eq!(answer("2025..2026-03"), "not_eligible X4 X4 10001 []");
    assert_eq!(answer("2025..2026-02"), "listed P8 A npc []");
    assert_eq!(answer("2025..2025"), "listed P8 A npc []");
}

#[test]
fn article_30_1_all_grounds_are_told_in_their_order() {
    let person = person()
        .born("2010-01")
        .nationality(&["XXX"])
        .vital(VitalStatus::Dead)
        .status("mental_illness_confirmed", "2025-01-01..", "1")
        .status("incapacity", "2025-01-01..", "2")
        .status("imprisonment", "2025-01-01..", "3")
        .status("death_sentence", "2025-01-01..", "4")
        .status("vote_deprived", "2025-01-01..", "5");
    let flags = "assumed_birth_date manual_decision";
    assert_eq!(told(person), format!("not_eligible E5+E4+E1+X1+X2+X3+X4+X5 E5 10001 [{flags}]"));
}

#[test]
fn article_30_1_a_postponed_sentence_is_listed_and_confirmed_by_hand() {
    for kind in ["sentence_postponed", "conditional_release"] {
        let sentenced = person().status("imprisonment", "2025-01-01..", "1");
        assert_eq!(
            told(sentenced.clone().status(kind, "2025-01-01..", "2")),
            "listed P8 A npc [confirm_sentence]"
        );
        assert_eq!(
            told(sentenced.clone().status(kind, "2025-01-01..", "")),
            "not_eligible X3 X3 10001 [confirm_sentence]"
        );
        assert_eq!(
            told(sentenced.clone().status(kind, "2024-12-31..", "2")),
            "not_eligible X3 X3 10001 [confirm_sentence]"
        );
        assert_eq!(
            told(sentenced.status(kind, "2025-01-01..2026-03-14", "2")),
            "not_eligible X3 X3 10001 []"
        );
    }
}

#[test]
fn article_30_1_a_postponement_lifts_only_what_began_before_it() {
    let person = person()
        .status("imprisonment", "2024-01-01..", "1")
        .status("sentence_postponed", "2024-06-01..", "2")
        .status("imprisonment", "2025-01-01..", "3");
    assert_eq!(told(person), "not_eligible X3 X3 10001 [confirm_sentence]");
}

#[test]
fn article_30_1_a_suspended_sentence_lifts_no_other_sentence() {
    let person = person().status("imprisonment", "2025-01-01..", "1").status(
        "suspended_imprisonment",
        "2025-02-01..",
        "2",
    );
    assert_eq!(told(person), "not_eligible X3 X3 10001 []");
}

#[test]
fn article_30_1_those_not_eligible_count_in_the_commune_of_their_home() {
    use super::super::build::homeless;
    let dead = homeless().vital(VitalStatus::Dead);
    assert_eq!(told(dead.clone()), "not_eligible E5 E5 - []");
    let current = dead.home("current", "20004", "2020-01-01");
    assert_eq!(told(current.clone()), "not_eligible E5 E5 20004 []");
    let temporary = current.home("temporary", "10002", "2025-06-01");
    assert_eq!(told(temporary.clone()), "not_eligible E5 E5 10002 []");
    assert_eq!(told(temporary.clone().home("permanent", "20091", "")), "not_eligible E5 E5 20003 []");
    assert_eq!(told(temporary.home("permanent", "99999", "")), "not_eligible E5 E5 - []");
}

#[test]
fn article_30_1_flags_about_places_are_only_for_those_who_may_vote() {
    let late = person().wish("not_here", "", "2026-03-15 08:00:00").home("temporary", "10002", "2020-01-01");
    assert_eq!(told(late.clone()), "listed P8 A npc [lapsed_temporary late_wish]");
    assert_eq!(told(late.vital(VitalStatus::Dead)), "not_eligible E5 E5 10001 []");
}
