//! Numbers: digits with marks between them or without the zeros in front, commas before decimals, letters behind a house.

use super::{Beside, Meaning, PERSONAL_ID};
use crate::extract::cell::is_digits;
use crate::extract::schema::Column;
use crate::people::{PersonalNumber, nfc};

/// The places that register births have the first three digits 001 to 096.
const PLACES: std::ops::RangeInclusive<u32> = 1..=96;

const OLD_ID: &str = "old_id";

/// What a text means in a column of so many digits.
pub(super) fn digits(column: &Column, count: usize, text: &str, beside: Beside<'_>) -> Meaning {
    let Some(found) = bare(text) else { return with_letters(count, text) };
    match found.len() {
        length if length == count => Meaning::Sure(found),
        // The old column holds the new number: nothing is lost with it.
        _ if column.name == OLD_ID
            && full(&found).is_some()
            && full(&found) == beside.number().map(|number| number.to_string()) =>
        {
            Meaning::Sure(String::new())
        }
        _ if column.name == PERSONAL_ID => personal(&found, beside),
        // An old number has lost one zero, if any.
        length if length < count && (column.name != OLD_ID || length == count - 1) => {
            Meaning::Likely(format!("{found:0>count$}"))
        }
        _ => Meaning::Unknown,
    }
}

/// A number of so many digits without zeros in front, as workbooks keep numbers.
pub(super) fn padded(text: &str, count: usize) -> Meaning {
    match is_digits(text, text.len()) && text.len() < count && !text.starts_with('0') {
        true => Meaning::Sure(format!("{text:0>count$}")),
        false => Meaning::Unknown,
    }
}

/// A personal number with the zeros that were lost in front, if that is all it lacks.
pub(super) fn full(text: &str) -> Option<String> {
    let found = bare(text)?;
    match found.len() {
        12 => Some(found),
        // Nine digits are an old number. What begins with a zero has lost another digit.
        10 | 11 if !found.starts_with('0') => {
            let number = format!("{found:0>12}");
            number[..3].parse().is_ok_and(|place| PLACES.contains(&place)).then_some(number)
        }
        _ => None,
    }
}

/// A personal number without its first zeros is surely known where the row tells the same sex and year of birth, or tells
/// neither: then it is somebody's number or nobody's.
fn personal(found: &str, beside: Beside<'_>) -> Meaning {
    let Some(number) = full(found).and_then(|text| PersonalNumber::parse(&text).ok()) else {
        return Meaning::Unknown;
    };
    let is_of_persons = beside.cell("birth_date").is_some();
    let agrees = beside.sex() == Some(number.sex()) && beside.birth_year() == Some(number.birth_year());
    Meaning::sure_if(!is_of_persons || agrees, number.as_str().to_owned())
}

/// The digits of a text without the marks that offices set between or before them; `None` if anything else stands there.
fn bare(text: &str) -> Option<String> {
    let text = text.trim_start_matches(['\'', '’', '‘', '`']);
    // A number with decimals that are none.
    let text = text.strip_suffix(".0").filter(|whole| is_digits(whole, whole.len())).unwrap_or(text);
    // A point between groups of digits is a mark; before fewer than three it stands before decimals.
    if text.split('.').skip(1).any(|group| group.chars().filter(char::is_ascii_digit).count() < 3) {
        return None;
    }
    let mut found = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '0'..='9' => found.push(c),
            '０'..='９' => found.push(char::from_digit(u32::from(c) - u32::from('０'), 10)?),
            ' ' | '\u{a0}' | '\u{202f}' | '\u{2009}' | '.' | '-' | '\u{2011}' | '\u{2013}' => {}
            _ => return None,
        }
    }
    Some(found).filter(|found| !found.is_empty())
}

/// Letters that were typed for digits.
fn with_letters(count: usize, text: &str) -> Meaning {
    let digit = |c: char| match c {
        'O' | 'o' => '0',
        'l' | 'I' => '1',
        other => other,
    };
    let likely: String = text.chars().map(digit).collect();
    if is_digits(&likely, count) { Meaning::Likely(likely) } else { Meaning::Unknown }
}

/// What a text means in a column of whole numbers. The place of a house along its street is the number it begins with;
/// anything else only as a number with a word before it or decimals that are none.
pub(super) fn whole(column: &Column, text: &str) -> Meaning {
    let lower = nfc(text).to_lowercase();
    let number = lower.strip_prefix("số").map_or(lower.as_str(), str::trim_start);
    let number = number.strip_suffix(".0").or_else(|| number.strip_suffix(",0")).unwrap_or(number);
    let leading: String = number.chars().take_while(char::is_ascii_digit).collect();
    match leading.len() {
        0 => Meaning::Unknown,
        length if length == number.len() => Meaning::Sure(leading),
        _ => Meaning::sure_if(column.name == "house_order", leading),
    }
}

/// What a text means in a column of decimals: a comma stands for the point where it stands alone.
pub(super) fn decimal(text: &str) -> Meaning {
    let text = text.trim_end_matches(['°', 'º']).trim_end();
    match text.matches(',').count() {
        0 => Meaning::Sure(text.to_owned()),
        1 if !text.contains('.') => Meaning::Sure(text.replace(',', ".")),
        _ => Meaning::Unknown,
    }
}
