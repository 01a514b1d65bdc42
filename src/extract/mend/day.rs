//! Days as offices write them: with zeros for what is unknown, with a month alone, with a clock, in words.

use super::{Meaning, clock};
use crate::extract::moment;
use crate::people::{PartialDate, PersonalNumber, nfc};
use chrono::NaiveTime;

/// The words that stand around the parts of a day.
const WORDS: [&str; 6] = ["ngày", "tháng", "năm", "sinh", "mùng", "mồng"];

/// What a text means that is no date as the public format has them. Of a birth date a clock may tell a shift of zones, so
/// that only midnight is passed over.
pub(super) fn date(text: &str, is_birth: bool) -> Meaning {
    let text = nfc(text).to_lowercase();
    let text = text.trim_start_matches(['\'', '’', '‘']).trim_end_matches(['.', ',', ';']).trim();
    match written(text) {
        Meaning::Unknown => with_clock(text, is_birth),
        found => found,
    }
}

/// The likely date of a text that cannot be read surely: two digits of a year, the month first, a missing part.
pub(super) fn likely(text: &str, number: Option<PersonalNumber>) -> Meaning {
    let parts: Vec<&str> = text.trim().split(['/', '-', '.', ' ']).collect();
    let found = match parts.as_slice() {
        [whole] => run_together(whole),
        [year, month, day] if year.len() == 4 => match (value(year), value(month), value(day)) {
            // The day before the month.
            (Some(year), Some(day @ 13..=31), Some(month @ 1..=12)) => Some(iso(year, month, day)),
            (Some(year), Some(month @ 1..=12), _) => Some(format!("{year:04}-{month:02}")),
            (Some(year), ..) => Some(format!("{year:04}")),
            _ => None,
        },
        [day, month, year] if year.len() == 4 => match (value(day), value(month), value(year)) {
            // The month first, as in America.
            (Some(day @ 1..=12), Some(month @ 13..=31), Some(year)) => Some(iso(year, day, month)),
            (_, Some(month @ 1..=12), Some(year)) => Some(format!("{year:04}-{month:02}")),
            (_, _, Some(year)) => Some(format!("{year:04}")),
            _ => None,
        },
        [day, month, year] if year.len() == 2 => match (value(day), value(month), value(year)) {
            (Some(day), Some(month), Some(year)) => Some(iso(in_century(year, number), month, day)),
            _ => None,
        },
        [.., year] if year.len() == 4 => value(year).map(|year| format!("{year:04}")),
        _ => None,
    };
    found.filter(|text| moment::date(text).is_ok()).map_or(Meaning::Unknown, Meaning::Likely)
}

/// The year that two digits stand for: the one that the personal number tells, or else the latest that is no birth to come.
fn in_century(short: u32, number: Option<PersonalNumber>) -> u32 {
    let told =
        number.and_then(|number| u32::try_from(number.birth_year()).ok()).filter(|year| year % 100 == short);
    told.unwrap_or(if short <= 25 { 2000 + short } else { 1900 + short })
}

/// Eight digits without a mark between them, if only one order gives a likely date.
fn run_together(text: &str) -> Option<String> {
    let digits =
        Some(text).filter(|text| text.len() == 8 && text.bytes().all(|byte| byte.is_ascii_digit()))?;
    let part = |from: usize, to: usize| value(&digits[from..to]);
    let orders = [iso(part(0, 4)?, part(4, 6)?, part(6, 8)?), iso(part(4, 8)?, part(2, 4)?, part(0, 2)?)];
    let is_likely = |text: &&String| {
        moment::date(text).is_ok_and(|date: PartialDate| (1850..2100).contains(&date.year()))
    };
    let mut likely = orders.iter().filter(is_likely);
    likely.next().filter(|_| likely.next().is_none()).cloned()
}

fn iso(year: u32, month: u32, day: u32) -> String {
    format!("{year:04}-{month:02}-{day:02}")
}

/// A day, month or year without a clock.
fn written(text: &str) -> Meaning {
    let Some(parts) = parts(text) else { return Meaning::Unknown };
    let (year, month, day) = match parts.as_slice() {
        [year] if is_year(year) => (year, None, None),
        [year, month] if is_year(year) => (year, Some(month), None),
        [month, year] if is_year(year) => (year, Some(month), None),
        [year, month, day] if is_year(year) => (year, Some(month), Some(day)),
        [day, month, year] if is_year(year) => (year, Some(month), Some(day)),
        _ => return Meaning::Unknown,
    };
    let unknown_or = |part: Option<&String>| match part.map(|part| value(part)) {
        None | Some(Some(0)) => Some(None),
        Some(Some(known)) => Some(Some(known)),
        Some(None) => None,
    };
    let (Some(year), Some(month), Some(day)) = (value(year), unknown_or(month), unknown_or(day)) else {
        return Meaning::Unknown;
    };
    let (text, is_sure) = match (month, day) {
        (Some(month), Some(day)) => (iso(year, month, day), true),
        (Some(month), None) => (format!("{year:04}-{month:02}"), true),
        (None, None) => (format!("{year:04}"), true),
        // A day of an unknown month is no way to write a date.
        (None, Some(_)) => (format!("{year:04}"), false),
    };
    match moment::date(&text) {
        Ok(_) => Meaning::sure_if(is_sure, text),
        Err(_) => Meaning::Unknown,
    }
}

/// The numbers of a date, in the order of the text; `None` if something else stands there, or a part is missing.
fn parts(text: &str) -> Option<Vec<String>> {
    let words: Vec<&str> = text.split_whitespace().filter(|word| !WORDS.contains(word)).collect();
    let text = words.join(" ");
    let mut closed = String::with_capacity(text.len());
    for c in text.chars() {
        // Spaces around a mark are none.
        if matches!(c, '/' | '-' | '.' | ' ') && closed.ends_with(' ') {
            closed.pop();
        }
        if c == ' ' && closed.ends_with(['/', '-', '.']) {
            continue;
        }
        closed.push(c);
    }
    // A year as a number with decimals.
    let closed = closed.strip_suffix(".0").filter(|text| is_year(text)).unwrap_or(&closed);
    let parts: Vec<String> = closed.split(['/', '-', '.', ' ']).map(str::to_owned).collect();
    let is_number =
        |part: &String| matches!(part.len(), 1 | 2 | 4) && part.bytes().all(|byte| byte.is_ascii_digit());
    parts.iter().all(is_number).then_some(parts)
}

fn is_year(text: &str) -> bool {
    text.len() == 4 && text.bytes().all(|byte| byte.is_ascii_digit())
}

fn value(text: &str) -> Option<u32> {
    text.bytes().all(|byte| byte.is_ascii_digit()).then(|| text.parse().ok()).flatten()
}

/// A day with a clock behind it: the day, if the clock shows midnight here or as it is written.
fn with_clock(text: &str, is_birth: bool) -> Meaning {
    let Some((day, clock)) = text.split_once(['t', ' ']) else { return Meaning::Unknown };
    let (time, offset) = match clock.find(['+', 'z']).or_else(|| clock.rfind('-')) {
        Some(at) => (&clock[..at], &clock[at..]),
        None => (clock, ""),
    };
    let (Meaning::Sure(day), Some(time)) = (written(day), clock::time(time)) else { return Meaning::Unknown };
    let local = match offset {
        "" => None,
        _ => moment::moment(&format!("{day}T{}{offset}", time.format("%H:%M:%S"))),
    };
    match (local, offset) {
        (None, "") => Meaning::sure_if(time == NaiveTime::MIN || !is_birth, day),
        // Midnight of this country, written in another zone.
        (Some(local), _) if local.time() == NaiveTime::MIN => Meaning::Sure(local.date().to_string()),
        (Some(local), _) if local.date().to_string() == day => {
            Meaning::sure_if(time == NaiveTime::MIN || !is_birth, day)
        }
        (Some(local), _) => Meaning::sure_if(!is_birth, local.date().to_string()),
        (None, _) => Meaning::Unknown,
    }
}
