//! Personal numbers as lists write them.

use super::grid::Cell;
use crate::people::{PersonalNumber, Sex};

/// A cell of a personal number.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum NumberCell {
    None,
    /// Twelve digits, perhaps with spaces, points or an apostrophe among them.
    Whole {
        number: PersonalNumber,
        was_spaced: bool,
    },
    /// Ten or eleven digits: one that lost its leading zeros, if sex and birth year say so.
    Short {
        likely: PersonalNumber,
        text: String,
    },
    /// Anything else, as it stands.
    Damaged(String),
}

/// Reads a cell of a personal number.
pub(super) fn read(cell: &Cell) -> NumberCell {
    let text = cell.text().into_owned();
    if text.is_empty() {
        return NumberCell::None;
    }
    let is_between =
        |letter: char| letter.is_whitespace() || matches!(letter, '.' | '-' | '\'' | '’' | '`' | ',' | '_');
    let digits: String = text.chars().filter(|letter| !is_between(*letter)).collect();
    if let Ok(number) = PersonalNumber::parse(&digits) {
        return NumberCell::Whole { number, was_spaced: digits != text };
    }
    let is_short = matches!(digits.len(), 10 | 11) && digits.bytes().all(|byte| byte.is_ascii_digit());
    match PersonalNumber::parse(&format!("{digits:0>12}")) {
        Ok(likely) if is_short => NumberCell::Short { likely, text },
        Ok(_) | Err(_) => NumberCell::Damaged(text),
    }
}

/// Whether a number agrees with a sex and a year of birth, both of which must be known.
pub(super) fn agrees(number: PersonalNumber, sex: Option<Sex>, year: Option<i32>) -> bool {
    sex == Some(number.sex()) && year == Some(number.birth_year())
}

/// Whether a cell holds so many digits that it must be a number of a person.
pub(super) fn is_likely(cell: &Cell) -> bool {
    let text = cell.text();
    let digits = text.bytes().filter(u8::is_ascii_digit).count();
    digits >= 9 && !text.contains('/') && text.chars().filter(|letter| letter.is_alphabetic()).count() < 3
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read_text(text: &str) -> NumberCell {
        read(&Cell::Text(text.into()))
    }

    #[test]
    fn numbers_are_read_as_people_write_them() {
        let whole = PersonalNumber::parse("031080000001").unwrap();
        for text in ["031080000001", "031 080 000 001", "'031080000001", "031.080.000.001"] {
            assert!(matches!(read_text(text), NumberCell::Whole { number, .. } if number == whole), "{text}");
        }
        let short = read(&Cell::Number(31_080_000_001.0));
        assert!(matches!(short, NumberCell::Short { likely, .. } if likely == whole));
        assert!(agrees(whole, Some(Sex::Male), Some(1980)));
        assert!(!agrees(whole, Some(Sex::Female), Some(1980)) && !agrees(whole, None, Some(1980)));
        for text in ["031234567", "3.1E+11", "abc", "0310800000011"] {
            assert!(matches!(read_text(text), NumberCell::Damaged(_)), "{text}");
        }
    }
}
