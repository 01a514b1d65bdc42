//! Hours and moments as Vietnam writes them: `7h00`, `7 giờ 30`, `8:00 SA`, `4:32 CH`.

use super::{Meaning, day};
use crate::extract::moment;
use crate::people::{PartialDate, nfc};
use chrono::NaiveTime;

/// Marks of the morning, and of noon and after.
const MORNING: [&str; 4] = ["sáng", "sa", "am", "a.m."];
const AFTERNOON: [&str; 6] = ["chiều", "trưa", "tối", "ch", "pm", "p.m."];

/// What a text means in a column of hours: an hour, or a moment.
pub(super) fn hour(text: &str) -> Meaning {
    match time(text) {
        Some(time) => Meaning::Sure(time.format("%H:%M:%S").to_string()),
        None => moment(text),
    }
}

/// What a text means in a column of moments: a day and a clock, in either order.
pub(super) fn moment(text: &str) -> Meaning {
    let text = nfc(text).to_lowercase().replace([',', ';'], " ");
    let is_filler = |word: &&str| !matches!(*word, "ngày" | "lúc" | "vào");
    let words: Vec<&str> = text.split_whitespace().filter(is_filler).collect();
    let day_at = words.iter().position(|word| {
        let is_day = word.contains(['/', '-', '.']) && !word.contains(':');
        is_day && full(word).is_some()
    });
    let Some(at) = day_at else { return Meaning::Unknown };
    let Some(day) = full(words[at]) else { return Meaning::Unknown };
    let clock: Vec<&str> =
        words.iter().enumerate().filter(|(place, _)| *place != at).map(|(_, word)| *word).collect();
    let time = match clock.is_empty() {
        true => Some(NaiveTime::MIN),
        false => time(&clock.join(" ")),
    };
    time.map_or(Meaning::Unknown, |time| Meaning::Sure(format!("{day}T{}", time.format("%H:%M:%S"))))
}

/// A whole day, as the public format or an office writes it.
fn full(text: &str) -> Option<String> {
    let text = match moment::date(text) {
        Ok(date) => date.to_string(),
        Err(_) => match day::date(text, true) {
            Meaning::Sure(text) => text,
            Meaning::Likely(_) | Meaning::Unknown => return None,
        },
    };
    moment::date(&text).ok().filter(PartialDate::is_full).map(|_| text)
}

/// The time of day that a text tells.
pub(super) fn time(text: &str) -> Option<NaiveTime> {
    let text = nfc(text).to_lowercase().replace("giờ", "h").replace("phút", " ").replace("giây", " ");
    let text = text.trim();
    let half = |marks: &[&str]| marks.iter().find_map(|mark| text.strip_suffix(mark)).map(str::trim_end);
    let (clock, is_afternoon) = match (half(&MORNING), half(&AFTERNOON)) {
        (Some(clock), _) => (clock, Some(false)),
        (None, Some(clock)) => (clock, Some(true)),
        (None, None) => (text, None),
    };
    // Parts of a second are passed over.
    let clock = match clock.rsplit_once('.') {
        Some((whole, parts))
            if whole.matches(':').count() == 2 && parts.bytes().all(|b| b.is_ascii_digit()) =>
        {
            whole
        }
        _ => clock,
    };
    if !clock.contains([':', 'h', 'g']) {
        return None;
    }
    let mut parts = clock.split([':', 'h', 'g', ' ', '\'']).filter(|part| !part.is_empty()).map(two_digits);
    let (hour, minute, second) =
        (parts.next()??, parts.next().unwrap_or(Some(0))?, parts.next().unwrap_or(Some(0))?);
    let hour = match (is_afternoon, hour) {
        (Some(true), 1..12) => hour + 12,
        (Some(false), 12) => 0,
        (Some(false), 13..) => return None,
        _ => hour,
    };
    match parts.next() {
        Some(_) => None,
        None => NaiveTime::from_hms_opt(hour, minute, second),
    }
}

fn two_digits(text: &str) -> Option<u32> {
    (text.len() <= 2 && text.bytes().all(|byte| byte.is_ascii_digit())).then(|| text.parse().ok()).flatten()
}
