use cutri::law::{ProfileError, RuleProfile};
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
