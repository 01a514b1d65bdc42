//! Moments as they are written: dossiers and digests are full of them, so those to the second go the short way.

use chrono::{Datelike, NaiveDateTime, Timelike};
use serde::{Serialize, Serializer};

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
            }
        }
    }
}
