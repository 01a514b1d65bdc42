//! Births as lists write them. What is sure is read; what is not stays as it stands, for the check to tell.

use super::grid::Cell;
use super::outcome::Told;
use crate::people::PartialDate;

/// The serial numbers that are years typed into a cell of dates: as dates they are days of 1905, when nobody was born who votes.
const YEARS_AS_DATES: std::ops::RangeInclusive<i32> = 1900..=2026;

/// The years in which people of a list may be born.
const BORN: std::ops::RangeInclusive<i32> = 1880..=2100;

/// What a cell of births says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Birth {
    None,
    /// A date, and what is to be told of how it was written.
    Read {
        date: PartialDate,
        told: Option<Told>,
    },
    /// It cannot be read for sure, and perhaps what it likely is.
    Unread {
        text: String,
        likely: Option<PartialDate>,
    },
}

/// Reads a cell of births. `year` is the one that the personal number tells, which settles years of two digits.
pub(super) fn read(cell: &Cell, year: Option<i32>) -> Birth {
    match cell {
        Cell::Date { moment, serial } => {
            let typed = serial.and_then(whole).filter(|serial| YEARS_AS_DATES.contains(serial));
            match typed.and_then(of_year) {
                Some(date) => Birth::Read { date, told: Some(Told::BirthYearAsDate) },
                None => Birth::Read { date: PartialDate::full(moment.date()), told: None },
            }
        }
        Cell::Number(number) => match whole(*number).filter(|year| BORN.contains(year)).and_then(of_year) {
            Some(date) => Birth::Read { date, told: None },
            None => Birth::Unread { text: cell.text().into_owned(), likely: of_serial(*number) },
        },
        _ => of_text(&cell.text(), year),
    }
}

fn whole(number: f64) -> Option<i32> {
    (number.fract() == 0.0 && (0.0..1e6).contains(&number)).then(|| number.to_string().parse().ok())?
}

fn of_year(year: i32) -> Option<PartialDate> {
    PartialDate::parse(&format!("{year:04}")).ok()
}

/// The date that a number without a format would be.
fn of_serial(number: f64) -> Option<PartialDate> {
    let days = whole(number).filter(|days| (2_000..80_000).contains(days))?;
    let start = chrono::NaiveDate::from_ymd_opt(1899, 12, 30)?;
    start.checked_add_days(chrono::Days::new(u64::try_from(days).ok()?)).map(PartialDate::full)
}

fn of_text(text: &str, year: Option<i32>) -> Birth {
    let text = text.trim().trim_start_matches('\'').trim();
    if text.is_empty() {
        return Birth::None;
    }
    // A date with midnight behind it, as databases write it.
    let bare = ["T00:00:00", " 00:00:00", " 0:00:00", " 00:00", " 12:00:00 AM"];
    let day = bare.iter().find_map(|end| text.strip_suffix(end)).unwrap_or(text).trim();
    match PartialDate::parse(day).ok().filter(is_born) {
        // Another letter between the parts, or midnight behind them, is no other date.
        Some(date) => Birth::Read { date, told: None },
        None => of_parts(day, year),
    }
}

fn is_born(date: &PartialDate) -> bool {
    BORN.contains(&date.year())
}

/// Day, month and year in some other form.
fn of_parts(text: &str, year: Option<i32>) -> Birth {
    let unread = |likely| Birth::Unread { text: text.into(), likely };
    let formed = |date: PartialDate| Birth::Read { date, told: Some(Told::BirthFormed) };
    let words = super::fold::folded(text);
    let digits = words.strip_prefix("nam ").unwrap_or(&words);
    let digits = digits.strip_prefix("sinh nam ").unwrap_or(digits);
    if digits.contains(char::is_alphabetic) {
        return unread(None);
    }
    let has_gap = text.contains("//") || text.contains("/ /");
    let parts: Vec<&str> = digits.split(' ').collect();
    match parts.as_slice() {
        [alone] if alone.len() == 4 => year_of(alone).map_or(unread(None), formed),
        // 15032008
        [all] if all.len() == 8 => {
            day_of(&all[..2], &all[2..4], &all[4..]).map_or(unread(None), |date| unread(Some(date)))
        }
        // 28//2004: the month is not known, and then the day says nothing.
        [_, alone] if has_gap => year_of(alone).map_or(unread(None), formed),
        // 5/031980
        [day, rest] if rest.len() == 6 => match day_of(day, &rest[..2], &rest[2..]) {
            Some(date) if year == Some(date.year()) => formed(date),
            likely => unread(likely),
        },
        [month, alone] if month.len() <= 2 && alone.len() == 4 => match month_of(month, alone) {
            Some(date) => Birth::Read { date, told: None },
            None => unread(None),
        },
        [day, month, alone] if alone.len() == 4 => match day_of(day, month, alone) {
            Some(date) => Birth::Read { date, told: None },
            // 00/00/1950, 00/05/1950
            None if is_nought(day) && is_nought(month) => year_of(alone).map_or(unread(None), formed),
            None if is_nought(day) => month_of(month, alone).map_or(unread(None), formed),
            // 03/25/1980: the only reading that the calendar has.
            None => unread(day_of(month, day, alone)),
        },
        [alone, month, day] if alone.len() == 4 => day_of(day, month, alone).map_or(unread(None), formed),
        // dd/mm/yy: the century is the number's.
        [day, month, short] if short.len() == 2 => {
            let full = year.filter(|year| format!("{:02}", year.rem_euclid(100)) == *short);
            match full.and_then(|year| day_of(day, month, &year.to_string())) {
                Some(date) => formed(date),
                None => unread(None),
            }
        }
        _ => unread(None),
    }
}

fn is_nought(part: &str) -> bool {
    part.bytes().all(|byte| byte == b'0')
}

fn year_of(year: &str) -> Option<PartialDate> {
    (year.len() == 4).then(|| PartialDate::parse(year).ok().filter(is_born))?
}

fn month_of(month: &str, year: &str) -> Option<PartialDate> {
    PartialDate::parse(&format!("{year}-{month:0>2}")).ok().filter(is_born)
}

fn day_of(day: &str, month: &str, year: &str) -> Option<PartialDate> {
    PartialDate::parse(&format!("{day}/{month}/{year}")).ok().filter(is_born)
}

#[cfg(test)]
mod tests {
    use super::*;
    use chrono::NaiveDate;

    #[test]
    fn births_are_read_as_lists_write_them() {
        let cases = [
            ("15/03/2008", "2008-03-15"),
            ("5/3/1980", "1980-03-05"),
            ("05-03-1980", "1980-03-05"),
            ("05.03.1980", "1980-03-05"),
            ("05 / 03 / 1980", "1980-03-05"),
            ("1980-03-05 00:00:00", "1980-03-05"),
            ("1980", "1980"),
            ("năm 1980", "1980"),
            ("03/1980", "1980-03"),
            ("00/00/1950", "1950"),
            ("00/05/1950", "1950-05"),
            ("28//2004", "2004"),
            ("05/03/80", "1980-03-05"),
            ("5/031980", "1980-03-05"),
        ];
        for (text, expected) in cases {
            let Birth::Read { date, .. } = read(&Cell::Text(text.into()), Some(1980)) else {
                panic!("{text}")
            };
            assert_eq!(date.to_string(), expected, "{text}");
        }
    }

    #[test]
    fn a_year_typed_into_a_cell_of_dates_is_a_year() {
        let moment = NaiveDate::from_ymd_opt(1905, 5, 3).unwrap().and_hms_opt(0, 0, 0).unwrap();
        let read = read(&Cell::Date { moment, serial: Some(1950.0) }, None);
        assert_eq!(read, Birth::Read { date: of_year(1950).unwrap(), told: Some(Told::BirthYearAsDate) });
    }

    #[test]
    fn what_is_not_sure_is_not_read() {
        for text in ["05/03/81", "03/25/1980", "tháng ba", "5/031981", "31/02/1980", "05031980"] {
            let found = read(&Cell::Text(text.into()), Some(1980));
            assert!(matches!(found, Birth::Unread { .. }), "{text}");
        }
        let Birth::Unread { likely, .. } = read(&Cell::Number(29_345.0), None) else { panic!() };
        assert_eq!(likely.map(|date| date.to_string()).as_deref(), Some("1980-05-04"));
    }
}
