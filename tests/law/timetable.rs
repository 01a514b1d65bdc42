//! The clock of section 5, rule by rule: the last minute that is allowed, and the minute after.

use crate::support::builders::*;
use chrono::TimeDelta;
use cutri::law::{ClockRule, Election, ElectionError, Limit, RuleProfile, Standing, Timetable, settled_by};
use cutri::territory::OpensAt;
use std::collections::BTreeMap;

/// The election of 15 March 2026, in an area that opens so; posted on 3 February at 8:00.
fn timetable(opens_at: Option<OpensAt>) -> Timetable {
    Timetable::new(&election(), &profile(), opens_at, Some(moment("2026-02-03T08:00")))
}

/// Whether a rule allows the last minute and forbids the one after.
fn ends(timetable: &Timetable, rule: ClockRule, last: &str) {
    let last = moment(last);
    assert!(timetable.allows(rule, last), "{rule} at {last}");
    let after = last + TimeDelta::minutes(1);
    assert!(!timetable.allows(rule, after), "{rule} at {after}");
}

fn hour(text: &str) -> Option<OpensAt> {
    Some(OpensAt::Hour(text.parse().expect("a test's hour")))
}

/// The profile with settings of its own.
fn with(settings: &[(&str, i64)]) -> RuleProfile {
    let value = |(key, value): &(&str, i64)| ((*key).to_owned(), toml::Value::Integer(*value));
    profile().with(&settings.iter().map(value).collect::<BTreeMap<_, _>>()).expect("settings")
}

#[test]
fn every_rule_ends_with_its_last_minute() {
    let plain = timetable(None);
    for (rule, last) in [
        (ClockRule::C1, "2026-02-03T23:59"),
        (ClockRule::C2, "2026-03-05T23:59"),
        (ClockRule::C3, "2026-03-10T23:59"),
        (ClockRule::C4, "2026-03-14T07:00"),
        (ClockRule::C5, "2026-03-15T07:00"),
        (ClockRule::C6, "2026-03-15T19:00"),
        (ClockRule::C7, "2026-03-15T19:00"),
    ] {
        ends(&plain, rule, last);
        assert_eq!(plain.term(rule).rule, rule);
    }
}

#[test]
fn a_moment_ends_with_its_second() {
    let plain = timetable(None);
    assert!(!plain.allows(ClockRule::C4, moment("2026-03-14T07:00:01")));
    assert!(!plain.allows(ClockRule::C5, moment("2026-03-15T07:00:01")));
}

#[test]
fn article_32_lists_that_would_be_posted_a_day_late_are_no_election() {
    let on = |posted| election_on("2026-03-15", posted).check(&profile());
    assert_eq!(on("2026-02-03"), Ok(()));
    assert!(matches!(on("2026-02-04"), Err(ElectionError::PostedLate { .. })));
}

#[test]
fn article_33_complaints_run_30_days_from_the_posting_itself() {
    let posted = |at| Timetable::new(&election(), &profile(), None, Some(moment(at)));
    ends(&posted("2026-01-31T23:59"), ClockRule::C2, "2026-03-02T23:59");
    ends(&posted("2026-02-03T00:00"), ClockRule::C2, "2026-03-05T23:59");
    let unposted = Timetable::new(&election(), &profile(), None, None);
    ends(&unposted, ClockRule::C2, "2026-03-05T23:59");
}

#[test]
fn article_33_a_complaint_is_settled_within_5_days_over_the_end_of_a_month_too() {
    let due = |opened| settled_by(moment(opened), &profile());
    assert_eq!(due("2026-02-03T08:00"), day("2026-02-08"));
    assert_eq!(due("2026-02-24T23:59"), day("2026-03-01"));
    assert_eq!(due("2028-02-24T23:59"), day("2028-02-29"));
    assert_eq!(
        settled_by(moment("2026-02-03T08:00"), &with(&[("complaint_settled_days", 3)])),
        day("2026-02-06")
    );
}

#[test]
fn article_71_an_area_with_an_hour_of_its_own_has_a_clock_of_its_own() {
    let early = timetable(hour("05:00:00"));
    ends(&early, ClockRule::C4, "2026-03-14T05:00");
    ends(&early, ClockRule::C5, "2026-03-15T05:00");
    ends(&early, ClockRule::C7, "2026-03-15T19:00");
    let standing = |at| early.term(ClockRule::C7).standing(moment(at));
    assert_eq!(
        [standing("2026-03-15T04:59"), standing("2026-03-15T05:00")],
        [Standing::Ahead, Standing::Running]
    );
}

#[test]
fn article_71_an_area_that_votes_early_closes_its_list_early() {
    let early = timetable(Some(OpensAt::Moment(moment("2026-03-12T06:00"))));
    ends(&early, ClockRule::C4, "2026-03-11T06:00");
    ends(&early, ClockRule::C5, "2026-03-12T06:00");
    ends(&early, ClockRule::C7, "2026-03-12T19:00");
    // After its own voting a certificate would give a second vote, or none.
    ends(&early, ClockRule::C6, "2026-03-12T19:00");
    // What is counted from election day stays where it is.
    ends(&early, ClockRule::C1, "2026-02-03T23:59");
    ends(&early, ClockRule::C3, "2026-03-10T23:59");
}

#[test]
fn article_33_where_voting_is_early_complaints_end_when_it_starts() {
    let early = timetable(Some(OpensAt::Moment(moment("2026-02-26T06:00"))));
    ends(&early, ClockRule::C2, "2026-02-26T06:00");
    assert!(!early.allows(ClockRule::C2, moment("2026-02-26T06:00:01")));
}

#[test]
fn article_91_a_by_election_has_days_of_its_own() {
    let by_election = election_on("2026-09-20", "2026-09-05");
    let settings = with(&[
        ("posting_days_before", 15),
        ("complaint_days", 7),
        ("suit_days_before", 3),
        ("change_hours_before", 48),
    ]);
    assert_eq!(by_election.check(&settings), Ok(()));
    assert!(election_on("2026-09-20", "2026-09-06").check(&settings).is_err());
    let posted = Some(moment("2026-09-05T08:00"));
    let timetable = Timetable::new(&by_election, &settings, None, posted);
    ends(&timetable, ClockRule::C1, "2026-09-05T23:59");
    ends(&timetable, ClockRule::C2, "2026-09-12T23:59");
    ends(&timetable, ClockRule::C3, "2026-09-17T23:59");
    ends(&timetable, ClockRule::C4, "2026-09-18T07:00");
    ends(&timetable, ClockRule::C5, "2026-09-20T07:00");
    ends(&timetable, ClockRule::C6, "2026-09-20T19:00");
}

#[test]
fn article_72_voting_hours_of_the_election_count_where_an_area_says_nothing() {
    let hours = |text: &str| text.parse().expect("an hour");
    let long = Election { opens_at: hours("05:00:00"), closes_at: hours("21:00:00"), ..election() };
    let at = |opens_at| Timetable::new(&long, &profile(), opens_at, None);
    ends(&at(None), ClockRule::C4, "2026-03-14T05:00");
    ends(&at(None), ClockRule::C7, "2026-03-15T21:00");
    ends(&at(hour("06:30:00")), ClockRule::C4, "2026-03-14T06:30");
}

#[test]
fn what_begins_with_posting_has_not_begun_before_it() {
    let unposted = Timetable::new(&election(), &profile(), None, None);
    let now = moment("2026-02-10");
    for rule in ClockRule::ALL {
        let expected = match rule {
            ClockRule::C1 => Standing::Over,
            ClockRule::C2 | ClockRule::C3 | ClockRule::C4 | ClockRule::C5 | ClockRule::C6 | ClockRule::C7 => {
                Standing::Ahead
            }
        };
        assert_eq!(unposted.term(rule).standing(now), expected, "{rule}");
    }
    let posted = timetable(None);
    for rule in [ClockRule::C2, ClockRule::C3, ClockRule::C4, ClockRule::C5, ClockRule::C6] {
        let standing = |at| posted.term(rule).standing(moment(at));
        assert_eq!(standing("2026-02-03T07:59"), Standing::Ahead, "{rule}");
        assert_eq!(standing("2026-02-03T08:00"), Standing::Running, "{rule}");
        assert_eq!(standing("2026-03-16"), Standing::Over, "{rule}");
    }
}

#[test]
fn a_limit_is_printed_as_vietnamese_papers_write_it() {
    let timetable = timetable(None);
    let printed = |rule| timetable.term(rule).until.printed();
    assert_eq!(printed(ClockRule::C4), "7 giờ 00 ngày 14/03/2026");
    assert_eq!(printed(ClockRule::C3), "ngày 10/03/2026");
    assert_eq!(timetable.term(ClockRule::C4).until.to_string(), "2026-03-14 07:00");
    assert_eq!(Limit::Day(day("2026-03-10")).to_string(), "2026-03-10");
}

#[test]
fn every_rule_has_its_article() {
    let articles: Vec<String> =
        ClockRule::ALL.iter().map(|rule| format!("{rule} {} {}", rule.id(), rule.citation())).collect();
    assert_eq!(
        articles,
        [
            "C1 C1 Art. 32",
            "C2 C2 Art. 33",
            "C3 C3 Law 93/2015 Art. 116, 199, 202",
            "C4 C4 Art. 29.4, 30.2–30.4",
            "C5 C5 Art. 30.5",
            "C6 C6 Art. 34",
            "C7 C7 Art. 71–72",
        ]
    );
}
