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
    assert_eq!(since("2024-06-01", "2025-09-29", AWAY), apart);
    assert_eq!(since("2024-06-01", "2025-10-01", MERGED), joined);
    assert_eq!(since("2024-06-01", "2025-10-01", DIVIDED), joined);
    assert_eq!(since("2024-06-01", "2025-10-01", HOME), apart);
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
fn a_residence_of_any_kind_outside_the_extract_waits_as_unknown_commune() {
    let temporary = person().temporary(UNKNOWN, "2024-06-01");
    assert_eq!(
        told(&temporary.decided()),
        "P9+P4 queue: unknown_commune in none [temporary_only unknown_commune]"
    );
}
