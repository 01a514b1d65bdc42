//! Days of the calendar, reckoned apart from the program's own.

use chrono::{Datelike, NaiveDate};
use cutri::people::PartialDate;

/// The first and the last day a date may be.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Days {
    pub first: NaiveDate,
    pub last: NaiveDate,
}

/// The days a date may be, from its written form `2008-02-29`, `2008-02` or `2008`.
pub fn days(date: &PartialDate) -> Days {
    let text = date.to_string();
    let numbers: Vec<u32> = text.split('-').map(|part| part.parse().unwrap()).collect();
    let year = i32::try_from(numbers[0]).unwrap();
    match numbers[1..] {
        [month, number] => Days { first: day(year, month, number), last: day(year, month, number) },
        [12] => Days { first: day(year, 12, 1), last: day(year, 12, 31) },
        [month] => Days { first: day(year, month, 1), last: day(year, month + 1, 1).pred_opt().unwrap() },
        _ => Days { first: day(year, 1, 1), last: day(year, 12, 31) },
    }
}

/// The day `months` calendar months later; where there is no such day, the first of the month after.
pub fn months_after(start: NaiveDate, months: u32) -> NaiveDate {
    let count = start.month0() + months;
    let year = start.year() + i32::try_from(count / 12).unwrap();
    let month = count % 12 + 1;
    match NaiveDate::from_ymd_opt(year, month, start.day()) {
        Some(found) => found,
        None => day(year, month + 1, 1), // December has 31 days, so the month after is of the same year
    }
}

/// The day after.
pub fn next(day: NaiveDate) -> NaiveDate {
    day.succ_opt().unwrap()
}

fn day(year: i32, month: u32, day: u32) -> NaiveDate {
    NaiveDate::from_ymd_opt(year, month, day).unwrap()
}
