//! Dates: one day is one day however it is written: as text, as the cell of a workbook, in the form in which the program prints
//! it; and sums of months and years stay in the calendar.

use super::typed;
use chrono::{Datelike, Months, NaiveDate, NaiveTime};
use cutri::extract::schema::{AREAS, Kind, PERSONS, RESIDENCES, Table};
use cutri::extract::{CellRead, RawCell, cell};
use cutri::people::{PartialDate, YEARS, add_months, anniversary};

/// Holds of a text, and of the number that the bytes are.
pub fn holds(bytes: &[u8]) {
    let text = String::from_utf8_lossy(bytes);
    if let Ok(date) = PartialDate::parse(&text) {
        is_a_date(date);
    }
    let (text, beside) = text.split_once('\n').unwrap_or((&text, ""));
    for table in [&PERSONS, &RESIDENCES, &AREAS] {
        is_read_as_dates(table, text, beside);
    }
    let number = text.trim().parse().ok().or_else(|| Some(f64::from_le_bytes(bytes.first_chunk().copied()?)));
    if let Some(number) = number {
        is_one_day(number);
    }
}

fn is_a_date(date: PartialDate) {
    assert_eq!(PartialDate::parse(&date.to_string()), Ok(date), "{date}: read as written");
    assert!(YEARS.contains(&date.year()) && date.first() <= date.last(), "{date}");
    assert_eq!(date.is_full(), date.first() == date.last() && date.to_string().len() == 10, "{date}");
    let printed = read_birth(RawCell::Text(&date.printed()));
    let (CellRead::Canonical(printed) | CellRead::Surely(printed)) = printed else {
        panic!("{}: what is printed is read", date.printed());
    };
    assert_eq!(printed, date.to_string(), "as it is printed");
    let first = date.first();
    for years in [1, 18, 21, 200] {
        let birthday = anniversary(first, years);
        assert!(
            birthday > first && birthday.year() - first.year() == i32::try_from(years).expect("few"),
            "{first}"
        );
    }
    for months in [0, 1, 24, 2400] {
        assert!(add_months(first, months) >= first, "{first} and {months} months");
        let whole = first.checked_add_months(Months::new(months)).expect("in the calendar");
        assert!(
            add_months(first, months).signed_duration_since(whole).num_days().abs() <= 1,
            "{first}: {months}"
        );
    }
}

fn is_read_as_dates(table: &'static Table, text: &str, number: &str) {
    for (at, column) in table.columns.iter().enumerate() {
        if !matches!(column.kind, Kind::Date | Kind::Moment | Kind::Hour) {
            continue;
        }
        let mut row = vec![RawCell::Text(""); table.columns.len()];
        row[at] = RawCell::Text(text);
        let alone = cell(table, at, &row);
        row[0] = RawCell::Text(number);
        let beside = cell(table, at, &row);
        if matches!(alone, CellRead::Canonical(_) | CellRead::Surely(_)) {
            assert_eq!(alone, beside, "{}: what is sure needs no number beside it", column.name);
        }
        let (CellRead::Canonical(read) | CellRead::Surely(read) | CellRead::Likely(read)) = beside else {
            continue;
        };
        row[at] = RawCell::Text(&read);
        assert_eq!(cell(table, at, &row), CellRead::Canonical(read.clone()), "{}", column.name);
        if column.kind == Kind::Date && !read.is_empty() {
            is_a_date(PartialDate::parse(&read).expect("a date"));
        }
    }
}

fn read_birth(raw: RawCell<'_>) -> CellRead {
    cell(&PERSONS, 2, &[RawCell::Text(""), RawCell::Text(""), raw])
}

/// A day as the cell of a workbook, by its number and as text.
fn is_one_day(number: f64) {
    let of_number = read_birth(RawCell::Number(number));
    let Some(moment) = typed::moment(number) else {
        assert!(!matches!(of_number, CellRead::Surely(_)), "{number} is surely no day");
        return;
    };
    let of_cell = read_birth(RawCell::Date(typed::day(moment, Some(number))));
    let day = moment.date();
    match &of_cell {
        CellRead::Canonical(text) => {
            assert!(moment.time() == NaiveTime::MIN && *text == day.to_string(), "{number}");
            is_the_same_in_words(day);
        }
        CellRead::Surely(text) | CellRead::Likely(text) => {
            assert!(text.len() == 4 || *text == day.to_string(), "{number}: {text}");
        }
        CellRead::Unread => {}
    }
    // Without its form a number may be a year; else it is that day, if any.
    if let (CellRead::Surely(text) | CellRead::Likely(text), true) = (&of_number, number.fract() == 0.0) {
        assert_eq!(*text, day.to_string(), "{number}");
    }
}

fn is_the_same_in_words(day: NaiveDate) {
    let expected = day.to_string();
    let (year, month, of_month) = (day.year(), day.month(), day.day());
    let written = [
        format!("{of_month:02}/{month:02}/{year:04}"),
        format!("{of_month:02}-{month:02}-{year:04}"),
        format!("{of_month}/{month}/{year:04}"),
        format!("{of_month}.{month}.{year:04}"),
        format!("ngày {of_month} tháng {month} năm {year:04}"),
        format!("{expected} 00:00:00"),
        format!("{expected}T00:00:00"),
    ];
    for text in written {
        let (CellRead::Canonical(read) | CellRead::Surely(read)) = read_birth(RawCell::Text(&text)) else {
            panic!("{text} is a day");
        };
        assert_eq!(read, expected, "{text}");
    }
}
