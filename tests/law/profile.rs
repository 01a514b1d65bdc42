use crate::support::builders::{AWAY, PersonBuilder, election, person, resident, told, units};
use cutri::law::{ProfileError, RuleProfile, Terms, decide};
use cutri::people::WishKind;
use cutri::territory::Territory;
use std::collections::BTreeMap;

const TEXT: &str = include_str!("../../src/law/profiles/2026.toml");

#[test]
fn an_unknown_key_is_an_error_that_names_it() {
    let text = TEXT.replace("voting_age_years = 18", "voting_age_years = 18\nvoting_age_months = 2");
    let error = RuleProfile::parse(&text).expect_err("an unknown key");
    assert!(error.to_string().contains("voting_age_months"), "{error}");
}

#[test]
fn a_missing_key_and_a_missing_source_are_errors_that_name_it() {
    let missing = RuleProfile::parse(&TEXT.replace("suit_days_before = 5\n", "")).expect_err("a missing key");
    assert!(missing.to_string().contains("suit_days_before"), "{missing}");
    let line = TEXT.lines().rfind(|line| line.starts_with("suit_days_before")).expect("its source");
    let error = RuleProfile::parse(&TEXT.replace(line, "")).expect_err("a missing source");
    assert!(matches!(error, ProfileError::NoSource { ref key, .. } if key == "suit_days_before"), "{error}");
}

#[test]
fn a_nonsense_value_is_an_error_that_names_it() {
    for (key, wrong) in [
        ("voting_age_years = 18", "voting_age_years = 0"),
        ("area_voters_min = 300", "area_voters_min = 5000"),
    ] {
        let error = RuleProfile::parse(&TEXT.replace(key, wrong)).expect_err("a nonsense value");
        assert!(error.to_string().contains(wrong.split(' ').next().expect("a key")), "{error}");
    }
}

#[test]
fn an_election_overrides_parameters_by_name_and_nothing_else() {
    let profile = RuleProfile::named("2026").expect("known");
    let one = |key: &str, value: i64| BTreeMap::from([(key.to_owned(), toml::Value::Integer(value))]);
    assert_eq!(profile.with(&one("posting_days_before", 30)).expect("a parameter").posting_days_before, 30);
    assert!(
        profile.with(&one("posting_day", 30)).expect_err("no parameter").to_string().contains("posting_day")
    );
    assert!(profile.with(&one("voting_age_years", 0)).is_err());
}

#[test]
fn months_are_counted_to_election_day_whatever_a_profile_of_an_earlier_edition_says() {
    let stored = |text: &str| RuleProfile::parse(text).expect("a profile that was read before");
    let posting = stored(&format!("months_counted_to = \"posting\"\n{TEXT}"));
    let wishing = resident().temporary(AWAY, "2025-03-15").wish(WishKind::VoteAtTemporary, "2026-01-25");
    let territory = Territory::new(units());
    let decided = |profile: &RuleProfile| {
        told(&decide(&wishing.clone().build(), Terms::new(&election(), &territory, profile)))
    };
    // Twelve months are full on 15 March, and were not on 3 February, the day of posting.
    assert_eq!(decided(&posting), "P4 A-01 NPC [crosses_12_months]");
    assert_eq!(decided(&posting), decided(&stored(TEXT)));
}

#[test]
fn article_29_3_an_election_with_months_of_its_own_is_decided_by_them() {
    let profile = RuleProfile::named("2026").expect("known");
    let of = |key: &str, value: i64| BTreeMap::from([(key.to_owned(), toml::Value::Integer(value))]);
    let territory = Territory::new(units());
    let decided = |person: &PersonBuilder, overrides: BTreeMap<String, toml::Value>| {
        let profile = profile.with(&overrides).expect("parameters");
        told(&decide(&person.clone().build(), Terms::new(&election(), &territory, &profile)))
    };
    let wishing = resident().temporary(AWAY, "2025-08-01").wish(WishKind::VoteAtTemporary, "2026-01-25");
    assert_eq!(decided(&wishing, BTreeMap::new()), "P5 A-01 NP");
    assert_eq!(decided(&wishing, of("temporary_residence_months", 7)), "P4 A-01 NPC [crosses_12_months]");
    let young = resident().born("2005-03-15");
    assert_eq!(decided(&young, BTreeMap::new()), "P8 H-01 NPC");
    assert_eq!(decided(&young, of("voting_age_years", 22)), "E1 not eligible");
    let lapsed = person().temporary(AWAY, "2024-01-01");
    assert!(decided(&lapsed, BTreeMap::new()).starts_with("P0 queue"));
    assert_eq!(decided(&lapsed, of("temporary_lapse_months", 36)), "P9+P4 A-01 NPC [temporary_only]");
}
