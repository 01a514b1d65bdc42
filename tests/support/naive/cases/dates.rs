//! Dates: partial ones, leap days, months.

use super::super::build::person;
use super::super::calendar::{days, months_after};
use super::super::world::election;
use super::{told, told_in};
use chrono::NaiveDate;
use cutri::people::PartialDate;

fn day(year: i32, month: u32, day: u32) -> NaiveDate {
    NaiveDate::from_ymd_opt(year, month, day).unwrap()
}

#[test]
fn article_2_the_anniversary_of_29_february_is_1_march_in_a_common_year() {
    assert_eq!(told(person().born("2008-02-29")), "listed P8 A npc []");
    let mut early = election();
    early.election_day = day(2026, 2, 28);
    assert_eq!(told_in(person().born("2008-02-29"), &early), "not_eligible E1 E1 10001 [leap_day]");
    early.election_day = day(2026, 3, 1);
    assert_eq!(told_in(person().born("2008-02-29"), &early), "listed P8 A npc []");
}

#[test]
fn article_2_the_leap_day_decides_only_at_eighteen_and_on_the_day_before() {
    let mut early = election();
    early.election_day = day(2026, 2, 28);
    assert_eq!(told_in(person().born("2004-02-29"), &early), "listed P8 A npc []");
    assert_eq!(told_in(person().born("2008-02-28"), &early), "listed P8 A npc []");
    assert_eq!(told_in(person().born("2008-03-01"), &early), "not_eligible E1 E1 10001 []");
    early.election_day = day(2026, 2, 27);
    assert_eq!(told_in(person().born("2008-02-29"), &early), "not_eligible E1 E1 10001 []");
}

#[test]
fn months_are_calendar_months() {
    let table = [
        (day(2025, 3, 15), 12, day(2026, 3, 15)),
        (day(2024, 2, 29), 12, day(2025, 3, 1)),
        (day(2024, 2, 29), 24, day(2026, 3, 1)),
        (day(2024, 2, 29), 48, day(2028, 2, 29)),
        (day(2024, 12, 31), 24, day(2026, 12, 31)),
        (day(2025, 2, 28), 12, day(2026, 2, 28)),
    ];
    for (start, months, expected) in table {
        assert_eq!(months_after(start, months), expected, "{start} + {months}");
    }
}

#[test]
fn a_partial_date_is_any_of_its_days() {
    let table = [
        ("2008-02-29", day(2008, 2, 29), day(2008, 2, 29)),
        ("2008-02", day(2008, 2, 1), day(2008, 2, 29)),
        ("2009-02", day(2009, 2, 1), day(2009, 2, 28)),
        ("2008-12", day(2008, 12, 1), day(2008, 12, 31)),
        ("2008", day(2008, 1, 1), day(2008, 12, 31)),
    ];
    for (text, first, last) in table {
        let found = days(&PartialDate::parse(text).unwrap());
        assert_eq!((found.first, found.last), (first, last), "{text}");
    }
}
