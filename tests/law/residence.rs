use crate::support::builders::*;

#[test]
fn article_29_2_the_permanent_place_gives_all_ballots_elected_there() {
    assert_eq!(told(&resident().decided()), "P8 H-01 NPC");
    assert_eq!(told(&person().permanent(ISLAND).decided()), "P8 I-01 NP");
}

#[test]
fn article_29_2_of_two_permanent_residences_the_latest_registered_counts() {
    let two = person().permanent(AWAY).permanent(HOME);
    assert_eq!(told(&two.decided()), "P8 H-01 NPC");
    let mut later = two;
    later.0.residences[0].registered_on = Some(date("2015-01-01"));
    assert_eq!(told(&later.decided()), "P8 A-01 NPC");
}

#[test]
fn a_residence_ends_on_the_first_day_on_which_it_no_longer_holds() {
    assert_eq!(told(&resident().ended("2026-03-16").decided()), "P8 H-01 NPC");
    assert_eq!(told(&resident().ended("2026-03-15").decided()), "P10 queue: no_residence in none");
    assert_eq!(told(&resident().ended("2026-03").decided()), "P8 H-01 NPC");
    assert_eq!(told(&resident().ended("2026-02").decided()), "P10 queue: no_residence in none");
}

#[test]
fn a_permanent_commune_outside_the_extract_waits_in_the_queue() {
    assert_eq!(
        told(&person().permanent(UNKNOWN).decided()),
        "P8 queue: unknown_commune in none [unknown_commune]"
    );
}

#[test]
fn a_house_that_leads_to_no_area_is_never_guessed() {
    let unknown_house = person().permanent(HOME).at(Some("H1"), None);
    assert_eq!(told(&unknown_house.decided()), "P8 queue: no_area in 10001 [no_area]");
    let unknown_hamlet = person().permanent(HOME).at(None, Some(3));
    assert_eq!(told(&unknown_hamlet.decided()), "P8 queue: no_area in 10001 [no_area]");
}

#[test]
fn section_3_temporary_residence_only_is_p9_as_p4_or_p5() {
    let cases = [
        ("2025-03-15", "P9+P4 A-01 NPC [crosses_12_months temporary_only]"),
        ("2025-03-16", "P9+P5 A-01 NP [temporary_only]"),
        ("2025-02-03", "P9+P4 A-01 NPC [temporary_only]"),
        ("2025-02-04", "P9+P4 A-01 NPC [crosses_12_months temporary_only]"),
        ("", "P9+P5 A-01 NP [temporary_only]"),
        ("2025-03", "P9+P5 A-01 NP [assumed_registration_date temporary_only]"),
        ("2025-02", "P9+P4 A-01 NPC [crosses_12_months temporary_only]"),
        ("2025", "P9+P5 A-01 NP [assumed_registration_date temporary_only]"),
        ("2026-03-15", "P9+P5 A-01 NP [temporary_only]"),
        ("2026-03-16", "P10 queue: no_residence in none"),
    ];
    for (registered_on, expected) in cases {
        assert_eq!(told(&person().temporary(AWAY, registered_on).decided()), expected, "{registered_on}");
    }
}

#[test]
fn section_3_earlier_rows_of_the_commune_or_a_predecessor_join() {
    let since = |first: &str, ended: &str, commune| {
        let person = person().temporary(commune, first).ended(ended).temporary(AWAY, "2025-10-01");
        told(&person.decided())
    };
    let joined = "P9+P4 A-01 NPC [temporary_only]";
    let apart = "P9+P5 A-01 NP [temporary_only]";
    assert_eq!(since("2024-06-01", "2025-10-01", AWAY), joined);
    assert_eq!(since("2024-06-01", "2025-09-30", AWAY), joined);
    assert_eq!(since("2024-06-01", "2025-08-31", AWAY), apart);
    assert_eq!(since("2024-06-01", "2025-10-01", MERGED), joined);
    assert_eq!(since("2024-06-01", "2025-10-01", DIVIDED), joined);
    assert_eq!(since("2024-06-01", "2025-10-01", HOME), apart);
}

#[test]
fn form_31_column_11_a_gap_of_2_to_30_days_that_decides_is_flagged() {
    let ended = |ended: &str, first: &str| {
        told(&person().temporary(AWAY, first).ended(ended).temporary(AWAY, "2025-10-01").decided())
    };
    let broken = "P9+P5 A-01 NP [broken_temporary temporary_only]";
    assert_eq!(ended("2025-09-30", "2024-06-01"), "P9+P4 A-01 NPC [temporary_only]");
    assert_eq!(ended("2025-09-29", "2024-06-01"), broken);
    assert_eq!(ended("2025-09-01", "2024-06-01"), broken);
    assert_eq!(ended("2025-08-31", "2024-06-01"), "P9+P5 A-01 NP [temporary_only]");
    assert_eq!(ended("2025-09-29", "2025-04-01"), "P9+P5 A-01 NP [temporary_only]", "too few months anyhow");
}

#[test]
fn join_gap_days_says_how_far_apart_rows_may_be() {
    let under = |join_gap_days, ended| {
        let person = person().temporary(AWAY, "2024-06-01").ended(ended).temporary(AWAY, "2025-10-01");
        let profile = cutri::law::RuleProfile { join_gap_days, ..profile() };
        super::told_under(&person, &profile)
    };
    let (joined, broken) =
        ("P9+P4 A-01 NPC [temporary_only]", "P9+P5 A-01 NP [broken_temporary temporary_only]");
    for (join_gap_days, ended, expected) in [
        (0, "2025-10-01", joined),
        (0, "2025-09-30", broken),
        (10, "2025-09-21", joined),
        (10, "2025-09-20", broken),
        (40, "2025-08-22", joined),
        (40, "2025-08-21", "P9+P5 A-01 NP [temporary_only]"),
    ] {
        assert_eq!(under(join_gap_days, ended), expected, "{join_gap_days} days, ended {ended}");
    }
}

#[test]
fn residence_law_article_27_a_row_ends_on_the_first_of_its_ends() {
    let expires = |on| {
        told(&person().temporary(AWAY, "2024-06-01").expires(on).temporary(AWAY, "2025-10-01").decided())
    };
    assert_eq!(expires("2025-09-29"), "P9+P4 A-01 NPC [temporary_only]");
    assert_eq!(expires("2025-09-28"), "P9+P5 A-01 NP [broken_temporary lapsed_temporary temporary_only]");
    let lapses = |since, next| told(&person().temporary(AWAY, since).temporary(AWAY, next).decided());
    // 24 months end on 1 June 2025, and 2 June is the first day on which it no longer holds.
    assert_eq!(lapses("2023-06-01", "2025-06-03"), "P9+P4 A-01 NPC [temporary_only]");
    assert_eq!(
        lapses("2023-06-01", "2025-06-04"),
        "P9+P5 A-01 NP [broken_temporary lapsed_temporary temporary_only]"
    );
}

#[test]
fn form_31_temporary_residents_on_a_clear_wish_only_is_a_setting() {
    use cutri::people::WishKind::{NotHere, VoteAtTemporary};
    let profile = cutri::law::RuleProfile { temporary_only_needs_wish: true, ..profile() };
    let told = |person: &PersonBuilder| super::told_under(person, &profile);
    let only = person().temporary(AWAY, "2025-06-01");
    assert_eq!(told(&only), "P9+P5 queue: no_wish in 10002 [temporary_only]");
    assert_eq!(
        told(&person().temporary(AWAY, "2024-06-01")),
        "P9+P4 queue: no_wish in 10002 [temporary_only]"
    );
    assert_eq!(told(&only.clone().wish(VoteAtTemporary, "2026-01-05")), "P5 A-01 NP");
    assert_eq!(told(&only.wish(NotHere, "2026-01-05")), "P7 no list: not_here");
    assert_eq!(told(&resident().temporary(AWAY, "2025-06-01")), "P8 H-01 NPC");
}

#[test]
fn residence_law_article_27_a_temporary_registration_lapses() {
    let cases = [
        ("2024-03-15", None, "P9+P4 A-01 NPC [temporary_only]"),
        ("2024-03-14", None, "P0 queue: lapsed_temporary in 10002 [lapsed_temporary]"),
        ("2020-01-01", Some("2026-03-15"), "P9+P4 A-01 NPC [temporary_only]"),
        ("2020-01-01", Some("2026-03-14"), "P0 queue: lapsed_temporary in 10002 [lapsed_temporary]"),
        ("2020-01-01", Some("2026-03"), "P9+P4 A-01 NPC [temporary_only]"),
    ];
    for (registered_on, expires_on, expected) in cases {
        let person = person().temporary(AWAY, registered_on);
        let person = expires_on.map_or(person.clone(), |day| person.expires(day));
        assert_eq!(told(&person.decided()), expected, "{registered_on} – {expires_on:?}");
    }
}

#[test]
fn residence_law_article_27_a_renewed_registration_has_not_lapsed() {
    let renewed = person().temporary(AWAY, "2022-01-01").expires("2024-01-01").temporary(AWAY, "2024-01-02");
    let renewed = renewed.expires("2026-06-01");
    assert_eq!(told(&renewed.decided()), "P9+P4 A-01 NPC [temporary_only]");
}

#[test]
fn section_3_a_current_place_only_waits_for_a_wish() {
    assert_eq!(told(&person().current(AWAY).decided()), "P10 queue: no_wish in 10002");
    let lapsed_and_current = person().temporary(HOME, "2020-01-01").current(AWAY);
    assert_eq!(told(&lapsed_and_current.decided()), "P10 queue: no_wish in 10002 [lapsed_temporary]");
}

#[test]
fn nobody_without_any_residence_is_dropped() {
    assert_eq!(told(&person().decided()), "P10 queue: no_residence in none");
}

#[test]
fn no_ballot_left_is_no_list() {
    let mut communal_only = election();
    communal_only.levels = cutri::territory::Levels::NONE.with(cutri::territory::Level::Communal);
    assert_eq!(told(&resident().decided_for(&communal_only)), "P8 H-01 C");
    let island = person().permanent(ISLAND).decided_for(&communal_only);
    assert_eq!(told(&island), "P8 no list: no_ballot [no_ballot]");
}

#[test]
fn residence_law_article_27_a_later_row_that_has_ended_continues_nothing() {
    let lapsed = person().temporary(AWAY, "2025-03-01").expires("2026-03-14");
    let lapsed = lapsed.temporary(AWAY, "2025-09-14").ended("2026-02-12");
    assert_eq!(told(&lapsed.decided()), "P0 queue: lapsed_temporary in 10002 [lapsed_temporary]");
}

#[test]
fn residence_law_article_27_what_took_over_when_it_lapsed_renewed_it_whatever_became_of_it() {
    let first = person().temporary(AWAY, "2023-01-01").expires("2025-01-01");
    let renewed = first.temporary(AWAY, "2025-01-02").ended("2025-06-01");
    assert_eq!(told(&renewed.decided()), "P10 queue: no_residence in none");
}

#[test]
fn residence_law_article_27_a_registration_after_election_day_renews_nothing() {
    let lapsed = person().temporary(AWAY, "2025-01-01").expires("2026-03-14");
    let later = lapsed.temporary(AWAY, "2026-03-16");
    assert_eq!(told(&later.decided()), "P0 queue: lapsed_temporary in 10002 [lapsed_temporary]");
}

#[test]
fn a_queue_whose_place_is_not_known_is_told_at_home() {
    let permanent_outside = person().permanent(UNKNOWN).temporary(AWAY, "2024-06-01");
    assert_eq!(told(&permanent_outside.decided()), "P8 queue: unknown_commune in 10002 [unknown_commune]");
}

#[test]
fn a_residence_of_any_kind_outside_the_extract_waits_as_unknown_commune() {
    let temporary = person().temporary(UNKNOWN, "2024-06-01");
    assert_eq!(
        told(&temporary.decided()),
        "P9+P4 queue: unknown_commune in none [temporary_only unknown_commune]"
    );
}
