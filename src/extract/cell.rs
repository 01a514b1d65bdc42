//! One cell: whether it holds what its column needs, and its canonical text.
//!
//! The canonical text is the same whatever file the cell stood in: trimmed, NFC, dates in ISO form, enumerations in the
//! schema's words, numbers without needless zeros.

use super::reject::Cause;
use super::row::{CELL_LIMIT, DateCell, RawCell};
use super::schema::Kind;
use super::{moment, nations, words};
use crate::people::{HamletCode, PartialDate, is_plain, legible, legible_code, nfc};
use chrono::{Days, NaiveDate, NaiveDateTime, NaiveTime};
use std::borrow::Cow;

/// The values of a column that is true or false.
pub(super) const TRUTH: &[&str] = &["true", "false"];

/// Appends the canonical text of a cell to `out`, or says why the cell cannot be used. An empty cell appends nothing.
pub(super) fn push(kind: Kind, cell: RawCell<'_>, out: &mut Vec<u8>) -> Result<(), Cause> {
    match cell {
        RawCell::Text(text) => push_text(kind, text, out),
        RawCell::Number(number) => push_number(kind, number, out),
        RawCell::Boolean(truth) => push_text(kind, if truth { "true" } else { "false" }, out),
        RawCell::Date(date) => push_date(kind, date, out),
        RawCell::Hour(time) if kind == Kind::Hour => push_hour(time, out),
        RawCell::Hour(_) => Err(Cause::SpreadsheetDate),
        RawCell::Fault(_) => Err(Cause::SpreadsheetError),
        RawCell::Uncalculated => Err(Cause::Uncalculated),
    }
}

/// A cell as reports show it.
pub(super) fn text(cell: RawCell<'_>) -> Cow<'_, str> {
    match cell {
        RawCell::Text(text) => Cow::Borrowed(text),
        RawCell::Fault(text) => Cow::Borrowed(text),
        RawCell::Uncalculated => Cow::Borrowed("=…"),
        RawCell::Number(number) => Cow::Owned(number.to_string()),
        RawCell::Boolean(truth) => Cow::Borrowed(if truth { "true" } else { "false" }),
        RawCell::Date(DateCell { moment, .. }) if moment.time() == NaiveTime::MIN => {
            Cow::Owned(moment.date().to_string())
        }
        RawCell::Date(DateCell { moment, .. }) => Cow::Owned(moment.format("%Y-%m-%dT%H:%M:%S").to_string()),
        RawCell::Hour(time) => Cow::Owned(time.format("%H:%M:%S").to_string()),
    }
}

fn push_text(kind: Kind, text: &str, out: &mut Vec<u8>) -> Result<(), Cause> {
    // Other spaces may be the rest of letters.
    let text = if kind == Kind::Text { text.trim_ascii() } else { text.trim() };
    if text.is_empty() {
        return Ok(());
    }
    if text.len() > CELL_LIMIT {
        return Err(Cause::TooLong);
    }
    match push_checked(kind, text, out) {
        // Where a code or date cannot be read, a character that nobody sees is the better explanation.
        Err(cause) => match legible_code(text) {
            // In place of a NUL a letter may have been lost.
            meant if meant.text.is_empty() && !text.contains('\0') => Ok(()),
            meant if meant.taken.is_empty() => Err(cause),
            _ => Err(Cause::ControlCharacter),
        },
        other => other,
    }
}

fn push_checked(kind: Kind, text: &str, out: &mut Vec<u8>) -> Result<(), Cause> {
    let wrong = || Cause::Kind { kind, likely: None };
    match kind {
        Kind::Text => return push_free_text(text, out),
        Kind::Texts => return push_free_text(&listed(text), out),
        Kind::Digits(count) if is_digits(text, count) => out.extend_from_slice(text.as_bytes()),
        Kind::Digits(count) => return Err(wrong_digits(kind, text, count)),
        Kind::Code if is_code(text) => out.extend_from_slice(text.as_bytes()),
        Kind::Code => {
            let composed = nfc(text);
            HamletCode::parse(&composed).map_err(|_| wrong())?;
            out.extend_from_slice(composed.as_bytes());
        }
        Kind::Codes => push_codes(text, out).ok_or_else(wrong)?,
        Kind::Whole => push_whole(text, out).ok_or_else(wrong)?,
        Kind::Decimal => push_decimal(text, out).ok_or_else(wrong)?,
        Kind::Boolean => push_one(TRUTH, text, out).ok_or_else(wrong)?,
        Kind::Date => match moment::date(text) {
            Ok(_) if is_iso_date(text) => out.extend_from_slice(text.as_bytes()),
            Ok(date) => out.extend_from_slice(date.to_string().as_bytes()),
            Err(_) => return Err(wrong()),
        },
        Kind::Moment => match moment::moment(text) {
            Some(_) if text.len() == 19 && is_iso_date(&text[..10]) => out.extend_from_slice(text.as_bytes()),
            Some(_) if moment::is_to_the_minute(text) => {
                out.extend_from_slice(text.as_bytes());
                out.extend_from_slice(b":00");
            }
            Some(moment) => push_moment(moment, out),
            None => return Err(wrong()),
        },
        Kind::Hour => match (moment::hour(text), moment::moment(text)) {
            (Some(time), _) => return push_hour(time, out),
            (None, Some(moment)) => push_moment(moment, out),
            (None, None) => return Err(wrong()),
        },
        Kind::One(words) => push_one(words, text, out).ok_or_else(wrong)?,
        Kind::Nationality => push_nationality(text, out).ok_or_else(wrong)?,
    }
    Ok(())
}

/// The texts of a list, each trimmed, those that are empty left out.
fn listed(text: &str) -> String {
    text.split(';').map(str::trim).filter(|part| !part.is_empty()).collect::<Vec<_>>().join(";")
}

fn push_free_text(text: &str, out: &mut Vec<u8>) -> Result<(), Cause> {
    if is_plain(text) {
        out.extend_from_slice(text.as_bytes());
        return Ok(());
    }
    let meant = legible(text);
    if !meant.taken.is_empty() {
        return Err(Cause::ControlCharacter);
    }
    out.extend_from_slice(meant.text.as_bytes());
    Ok(())
}

pub(super) fn is_digits(text: &str, count: usize) -> bool {
    text.len() == count && text.bytes().all(|byte| byte.is_ascii_digit())
}

/// Why text is not so many digits: a zero lost in front, digits lost to a power of ten, or something else.
fn wrong_digits(kind: Kind, text: &str, count: usize) -> Cause {
    if count == 12 && is_digits(text, 9) {
        return Cause::OldNumber;
    }
    let is_power = |c: char| c.is_ascii_digit() || matches!(c, '.' | ',' | 'E' | 'e' | '+');
    if text.contains(['E', 'e'])
        && text.starts_with(|c: char| c.is_ascii_digit())
        && text.chars().all(is_power)
    {
        return Cause::LostDigits;
    }
    // A number with three digits less is more likely the old one of nine digits.
    let lost_max = if count == 12 { 2 } else { count - 1 };
    let lost_zeros = is_digits(text, text.len()) && text.len() < count && count - text.len() <= lost_max;
    Cause::Kind { kind, likely: lost_zeros.then(|| format!("{text:0>count$}")) }
}

fn is_code(text: &str) -> bool {
    let usable = |byte: &u8| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_' | b'.');
    text.len() <= 64 && text.as_bytes()[0].is_ascii_alphanumeric() && text.as_bytes().iter().all(usable)
}

/// Joins parts with `;`.
fn push_parts<'a>(parts: impl Iterator<Item = &'a [u8]>, out: &mut Vec<u8>) {
    for (at, part) in parts.enumerate() {
        if at > 0 {
            out.push(b';');
        }
        out.extend_from_slice(part);
    }
}

fn push_codes(text: &str, out: &mut Vec<u8>) -> Option<()> {
    let codes = || text.split(';').map(str::trim);
    if !codes().all(|code| is_digits(code, 5)) {
        return None;
    }
    push_parts(codes().map(str::as_bytes), out);
    Some(())
}

fn push_nationality(text: &str, out: &mut Vec<u8>) -> Option<()> {
    if matches!(text.as_bytes(), [a, b, c] if [a, b, c].iter().all(|byte| byte.is_ascii_uppercase())) {
        out.extend_from_slice(text.as_bytes());
        return Some(());
    }
    let codes: Vec<String> =
        text.split([';', ',', '/']).map(|part| nations::code(part.trim())).collect::<Option<_>>()?;
    push_parts(codes.iter().map(String::as_bytes), out);
    Some(())
}

fn push_whole(text: &str, out: &mut Vec<u8>) -> Option<()> {
    let number: u32 = is_digits(text, text.len()).then(|| text.parse().ok()).flatten()?;
    if text.len() > 1 && text.starts_with('0') {
        out.extend_from_slice(number.to_string().as_bytes());
    } else {
        out.extend_from_slice(text.as_bytes());
    }
    Some(())
}

fn push_decimal(text: &str, out: &mut Vec<u8>) -> Option<()> {
    let plain =
        text.bytes().all(|byte| byte.is_ascii_digit() || matches!(byte, b'.' | b'-' | b'+' | b'e' | b'E'));
    let number: f64 = plain.then(|| text.parse().ok()).flatten()?;
    if !number.is_finite() {
        return None;
    }
    out.extend_from_slice(number.to_string().as_bytes());
    Some(())
}

fn push_one(values: &'static [&'static str], text: &str, out: &mut Vec<u8>) -> Option<()> {
    let plain = values.iter().copied().find(|value| value.eq_ignore_ascii_case(text));
    out.extend_from_slice(plain.or_else(|| words::meant(values, text))?.as_bytes());
    Some(())
}

fn push_moment(moment: NaiveDateTime, out: &mut Vec<u8>) {
    out.extend_from_slice(moment.format("%Y-%m-%dT%H:%M:%S%.f").to_string().as_bytes());
}

fn push_hour(time: NaiveTime, out: &mut Vec<u8>) -> Result<(), Cause> {
    out.extend_from_slice(time.format("%H:%M:%S").to_string().as_bytes());
    Ok(())
}

/// Whether a date that can be read is in ISO form already.
fn is_iso_date(text: &str) -> bool {
    matches!(text.len(), 4 | 7) || (text.len() == 10 && text.as_bytes()[4] == b'-')
}

fn push_number(kind: Kind, number: f64, out: &mut Vec<u8>) -> Result<(), Cause> {
    let text = number.to_string();
    match kind {
        // A year stands as a number, if it is a likely one; a date's serial number without its format is not guessed.
        Kind::Date if !(1800.0..=2200.0).contains(&number) => {
            Err(Cause::Kind { kind, likely: date_of_serial(number).map(|date| date.to_string()) })
        }
        _ => push_text(kind, &text, out),
    }
}

/// The number of a day in the usual date system of workbooks.
pub(super) fn serial_of(day: NaiveDate) -> Option<i64> {
    Some(day.signed_duration_since(NaiveDate::from_ymd_opt(1899, 12, 30)?).num_days())
}

/// The year whose number a day has, if it is a likely one.
pub(super) fn year_of_serial(serial: i64) -> Option<i32> {
    i32::try_from(serial).ok().filter(|year| (1900..2050).contains(year))
}

/// The date a number is in the usual date system of workbooks, if it is a likely one.
pub(super) fn date_of_serial(number: f64) -> Option<NaiveDate> {
    let days = (number.fract() == 0.0 && (61.0..110_000.0).contains(&number)).then(|| number.to_string())?;
    NaiveDate::from_ymd_opt(1899, 12, 30)?.checked_add_days(Days::new(days.parse().ok()?))
}

fn push_date(kind: Kind, DateCell { moment, year }: DateCell, out: &mut Vec<u8>) -> Result<(), Cause> {
    match kind {
        // A year that was typed into a cell with the form of a date stands there as a day of 1905; where days are counted
        // from 1904, as one of 1909.
        Kind::Date if year.is_some() => {
            Err(Cause::Kind { kind, likely: year.map(|year| format!("{year:04}")) })
        }
        Kind::Date if moment.time() == NaiveTime::MIN => {
            let date = PartialDate::full(moment.date()).to_string();
            push_text(kind, &date, out)
        }
        Kind::Date => Err(Cause::Kind { kind, likely: Some(moment.date().to_string()) }),
        Kind::Moment | Kind::Hour => {
            push_moment(moment, out);
            Ok(())
        }
        _ => Err(Cause::SpreadsheetDate),
    }
}
