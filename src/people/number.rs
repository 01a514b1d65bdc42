//! The personal number (*số định danh cá nhân*): 12 digits, of which some tell place, century, sex and year of birth.

use super::facts::Sex;
use super::text::as_text;
use std::fmt;

/// A personal number: 3 digits of the place of birth registration, 1 of century and sex, 2 of the birth year, 6 random
/// ones; no check digit (Decree 70/2024). What the digits tell may lawfully differ from the person's sex and year.
///
/// ```
/// use cutri::people::{PersonalNumber, Sex};
/// let number = PersonalNumber::parse("031308001234")?;
/// assert_eq!(number.sex(), Sex::Female);
/// assert_eq!(number.birth_year(), 2008);
/// assert!(PersonalNumber::parse("31308001234").is_err());
/// # Ok::<(), cutri::people::NumberError>(())
/// ```
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct PersonalNumber([u8; 12]);

/// The text is not twelve decimal digits.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("a personal number has 12 digits, leading zeros included")]
pub struct NumberError;

impl PersonalNumber {
    /// Reads twelve decimal digits.
    ///
    /// # Errors
    /// [`NumberError`] if the text is anything else.
    pub fn parse(text: &str) -> Result<Self, NumberError> {
        let digits: [u8; 12] = text.as_bytes().try_into().map_err(|_| NumberError)?;
        digits.iter().all(u8::is_ascii_digit).then_some(Self(digits)).ok_or(NumberError)
    }

    /// The twelve digits.
    pub fn as_str(&self) -> &str {
        std::str::from_utf8(&self.0).expect("only ASCII digits pass parse")
    }

    /// The sex the fourth digit tells: even for men, odd for women.
    pub fn sex(&self) -> Sex {
        if (self.0[3] - b'0').is_multiple_of(2) { Sex::Male } else { Sex::Female }
    }

    /// The birth year that the fourth to sixth digits tell.
    pub fn birth_year(&self) -> i32 {
        let digit = |at: usize| i32::from(self.0[at] - b'0');
        1900 + digit(3) / 2 * 100 + digit(4) * 10 + digit(5)
    }

    /// The number with all but its last three digits replaced by `•`, for posted copies.
    pub fn masked(&self) -> String {
        format!("•••••••••{}", &self.as_str()[9..])
    }
}

impl fmt::Display for PersonalNumber {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.as_str())
    }
}

/// Masked, so that a number never reaches a log or a panic by way of `{:?}`.
impl fmt::Debug for PersonalNumber {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "PersonalNumber({})", self.masked())
    }
}

as_text!(PersonalNumber, PersonalNumber::as_str, PersonalNumber::parse, "a personal number");
