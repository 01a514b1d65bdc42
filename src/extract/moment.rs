//! Dates, moments and hours as cells write them.

use crate::people::{DateError, PartialDate, YEARS, iso_moment};
use chrono::{Datelike, FixedOffset, NaiveDate, NaiveDateTime, NaiveTime, SubsecRound};

/// Vietnam is seven hours before UTC all year.
const LOCAL_OFFSET: i32 = 7 * 3600;

/// Reads a whole or partial date; the form that most cells have goes the short way.
pub(super) fn date(text: &str) -> Result<PartialDate, DateError> {
    match iso_day(text.as_bytes()) {
        Some(day) => Ok(PartialDate::full(day)),
        None => PartialDate::parse(text),
    }
}

/// `2008-03-15`, if that is what the bytes are, in the calendar and in the years a date may have.
fn iso_day(bytes: &[u8]) -> Option<NaiveDate> {
    let [y1, y2, y3, y4, b'-', m1, m2, b'-', d1, d2] = bytes else { return None };
    let digits = [y1, y2, y3, y4, m1, m2, d1, d2];
    if !digits.iter().all(|digit| digit.is_ascii_digit()) {
        return None;
    }
    let [y1, y2, y3, y4, m1, m2, d1, d2] = digits.map(|digit| u32::from(digit - b'0'));
    let year = i32::try_from(y1 * 1000 + y2 * 100 + y3 * 10 + y4).ok()?;
    let day = NaiveDate::from_ymd_opt(year, m1 * 10 + m2, d1 * 10 + d2)?;
    YEARS.contains(&year).then_some(day)
}

/// Reads a moment in local time: `2026-02-01T09:30`, with seconds, with an offset, or a bare whole date (00:00).
pub(super) fn moment(text: &str) -> Option<NaiveDateTime> {
    if !text.is_ascii() {
        return None;
    }
    if let Some(found) = iso_moment(text.as_bytes()) {
        return Some(found);
    }
    let bare = |text: &str| date(text).ok().filter(PartialDate::is_full).map(|date| date.first());
    let Some((day, clock)) = text.split_once(['T', 't', ' ']) else {
        return bare(text)?.and_hms_opt(0, 0, 0);
    };
    let day = bare(day)?;
    let (clock, offset) = match clock.find(['+', '-', 'Z', 'z']) {
        Some(at) => (&clock[..at], Some(&clock[at..])),
        None => (clock, None),
    };
    let written = day.and_time(hour(clock.trim_end())?);
    let local = match offset {
        None => written,
        Some(offset) => {
            let from = FixedOffset::east_opt(seconds_east(offset)?)?;
            let to = FixedOffset::east_opt(LOCAL_OFFSET)?;
            written.and_local_timezone(from).single()?.with_timezone(&to).naive_local()
        }
    };
    YEARS.contains(&local.year()).then_some(local)
}

/// Whether a text is `2026-02-01T09:30`: as moments are written here, but for the seconds.
pub(super) fn is_to_the_minute(text: &str) -> bool {
    text.len() == 16 && iso_moment(text.as_bytes()).is_some()
}

/// `+07:00`, `+0700`, `+07` or `Z` as seconds.
fn seconds_east(offset: &str) -> Option<i32> {
    if offset.eq_ignore_ascii_case("z") {
        return Some(0);
    }
    let (sign, digits) = offset.split_at(1);
    let digits: String = digits.split(':').collect();
    if !digits.bytes().all(|byte| byte.is_ascii_digit()) || !matches!(digits.len(), 2 | 4) {
        return None;
    }
    let hours: i32 = digits[..2].parse().ok()?;
    let minutes: i32 = if digits.len() == 4 { digits[2..].parse().ok()? } else { 0 };
    let seconds = (hours < 24 && minutes < 60).then_some(hours * 3600 + minutes * 60)?;
    Some(if sign == "-" { -seconds } else { seconds })
}

/// Reads a time of day: `7:00`, `07:00`, `07:00:00`; what is finer than a microsecond is cut off.
pub(super) fn hour(text: &str) -> Option<NaiveTime> {
    let padded;
    let text = match text.as_bytes() {
        [digit, b':', ..] if digit.is_ascii_digit() => {
            padded = format!("0{text}");
            &padded
        }
        _ => text,
    };
    let parsed = match text.len() {
        5 => NaiveTime::parse_from_str(text, "%H:%M"),
        _ => NaiveTime::parse_from_str(text, "%H:%M:%S%.f"),
    };
    // A leap second is none here.
    parsed
        .ok()
        .filter(|time| chrono::Timelike::nanosecond(time) < 1_000_000_000)
        .map(|time| time.trunc_subsecs(6))
}
