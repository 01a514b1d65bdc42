//! Moments as they are written and read again: dossiers and digests are full of them, so those to the second go the short
//! way.

use super::date::{YEARS, iso_parts};
use chrono::{Datelike, NaiveDate, NaiveDateTime, Timelike};
use serde::de::{Error, Visitor};
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use std::fmt;

/// Writes a moment as chrono does, `2026-02-01T09:30:00`.
pub(super) fn moment<S: Serializer>(moment: &NaiveDateTime, serializer: S) -> Result<S::Ok, S::Error> {
    match to_the_second(*moment) {
        Some(text) => {
            serializer.serialize_str(std::str::from_utf8(&text).expect("digits and marks are text"))
        }
        None => moment.serialize(serializer),
    }
}

/// Writes a moment that may be absent.
pub(super) fn optional<S: Serializer>(
    found: &Option<NaiveDateTime>,
    serializer: S,
) -> Result<S::Ok, S::Error> {
    match found {
        Some(found) => moment(found, serializer),
        None => serializer.serialize_none(),
    }
}

/// Reads a moment as [`moment`] writes it.
pub(super) fn read<'de, D: Deserializer<'de>>(deserializer: D) -> Result<NaiveDateTime, D::Error> {
    Moment::deserialize(deserializer).map(|Moment(moment)| moment)
}

/// Reads a moment that may be absent.
pub(super) fn read_optional<'de, D: Deserializer<'de>>(
    deserializer: D,
) -> Result<Option<NaiveDateTime>, D::Error> {
    Ok(Option::<Moment>::deserialize(deserializer)?.map(|Moment(moment)| moment))
}

struct Moment(NaiveDateTime);

impl<'de> Deserialize<'de> for Moment {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Text;
        impl Visitor<'_> for Text {
            type Value = Moment;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a moment such as 2026-02-01T09:30:00")
            }

            fn visit_str<E: Error>(self, text: &str) -> Result<Moment, E> {
                let to_the_second = Some(text.as_bytes()).filter(|text| text.len() == 19);
                let moment = to_the_second.and_then(iso_moment).map_or_else(|| text.parse(), Ok);
                moment.map(Moment).map_err(E::custom)
            }
        }
        deserializer.deserialize_str(Text)
    }
}

/// The moment of `2026-02-01T09:30` or `2026-02-01T09:30:15`, the forms that nearly all moments have; `None` for another
/// form, or where the calendar or the clock has no such moment.
pub fn iso_moment(text: &[u8]) -> Option<NaiveDateTime> {
    let (day, clock) = text.split_at_checked(10)?;
    let pair = |tens: u8, ones: u8| {
        let both = tens.is_ascii_digit() && ones.is_ascii_digit();
        both.then(|| u32::from(tens - b'0') * 10 + u32::from(ones - b'0'))
    };
    let (hour, minute, second) = match clock {
        [b'T', h1, h2, b':', m1, m2] => (pair(*h1, *h2)?, pair(*m1, *m2)?, 0),
        [b'T', h1, h2, b':', m1, m2, b':', s1, s2] => (pair(*h1, *h2)?, pair(*m1, *m2)?, pair(*s1, *s2)?),
        _ => return None,
    };
    let (year, month, day) = iso_parts(day)?;
    let year = i32::try_from(year).ok().filter(|year| YEARS.contains(year))?;
    NaiveDate::from_ymd_opt(year, month, day)?.and_hms_opt(hour, minute, second)
}

/// The text of a moment that has no parts of a second and a year of four digits.
fn to_the_second(moment: NaiveDateTime) -> Option<[u8; 19]> {
    let year = u32::try_from(moment.year()).ok().filter(|year| (1000..10_000).contains(year))?;
    if moment.nanosecond() != 0 {
        return None;
    }
    let mut text = *b"0000-00-00T00:00:00";
    let parts = [
        (0, year / 100),
        (2, year % 100),
        (5, moment.month()),
        (8, moment.day()),
        (11, moment.hour()),
        (14, moment.minute()),
        (17, moment.second()),
    ];
    for (at, number) in parts {
        text[at] = b"0123456789"[number as usize / 10];
        text[at + 1] = b"0123456789"[number as usize % 10];
    }
    Some(text)
}

#[cfg(test)]
mod tests {
    use super::*;
    use chrono::{NaiveDate, NaiveTime, TimeDelta};

    #[test]
    fn a_moment_is_written_as_chrono_writes_it() {
        #[derive(Serialize)]
        struct Written(#[serde(serialize_with = "moment")] NaiveDateTime);
        let text = |moment| serde_json::to_string(&Written(moment)).unwrap();
        for (year, month, day) in [(1800, 1, 1), (2024, 2, 29), (2026, 12, 31), (999, 3, 4), (12_000, 5, 6)] {
            let midnight = NaiveDate::from_ymd_opt(year, month, day).unwrap().and_time(NaiveTime::MIN);
            for milliseconds in [0, 59_000, 34_200_000, 86_399_000, 1, 86_399_999] {
                let moment = midnight + TimeDelta::milliseconds(milliseconds);
                assert_eq!(text(moment), serde_json::to_string(&moment).unwrap());
                let Moment(again) = serde_json::from_str(&text(moment)).unwrap();
                assert_eq!(again, moment);
            }
        }
    }

    #[test]
    fn what_is_no_moment_is_read_as_none() {
        for text in ["", "2026-02-01", "2026-02-30T09:30:00", "2026-02-01T24:00:00", "2026-02-01 09:30:00x"] {
            assert!(serde_json::from_value::<Moment>(text.into()).is_err(), "{text}");
        }
        // Between two digits of ASCII lie others' bytes.
        assert_eq!(iso_moment(b"2026-02-0:T09:30:00"), None);
    }
}
