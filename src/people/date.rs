//! Dates of which the day, or the day and the month, may be unknown.

use super::text::as_text;
use chrono::{Datelike, Months, NaiveDate};
use std::fmt;
use std::ops::RangeInclusive;

/// The years of dates: every day of them is one, and 9999-12-31 is an open end.
pub const YEARS: RangeInclusive<i32> = 1..=9999;

/// A date as the population database knows it: a year, perhaps a month, perhaps a day.
///
/// ```
/// use cutri::people::PartialDate;
/// let date = PartialDate::parse("2008-02")?;
/// assert_eq!(date.first().to_string(), "2008-02-01");
/// assert_eq!(date.last().to_string(), "2008-02-29");
/// assert_eq!(date.to_string(), "2008-02");
/// assert_eq!(date.printed(), "02/2008");
/// assert!(PartialDate::parse("2008-02-30").is_err());
/// # Ok::<(), cutri::people::DateError>(())
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct PartialDate {
    year: i32,
    month: Option<u32>,
    day: Option<u32>,
}

/// Why a text is not a date.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum DateError {
    /// Not one of the accepted forms.
    #[error("write a date as 2008-03-15, 2008-03, 2008 or 15/03/2008")]
    Form,
    /// The form is right, but the calendar has no such day.
    #[error("there is no such day in the calendar")]
    Calendar,
}

impl PartialDate {
    /// A date known to the day.
    pub fn full(date: NaiveDate) -> Self {
        Self { year: date.year(), month: Some(date.month()), day: Some(date.day()) }
    }

    /// Reads `2008-03-15`, `2008-03`, `2008`, `15/03/2008` or `15-03-2008`.
    ///
    /// # Errors
    /// [`DateError::Form`] for another form, [`DateError::Calendar`] for a day that does not exist or the year 0000.
    pub fn parse(text: &str) -> Result<Self, DateError> {
        let (year, month, day) = match iso_parts(text.as_bytes()) {
            Some((year, month, day)) => (year, Some(month), Some(day)),
            None => parts(text)?,
        };
        let year = i32::try_from(year).map_err(|_| DateError::Form)?;
        NaiveDate::from_ymd_opt(year, month.unwrap_or(1), day.unwrap_or(1))
            .filter(|date| YEARS.contains(&date.year()))
            .ok_or(DateError::Calendar)?;
        Ok(Self { year, month, day })
    }

    /// The first day the date may be: an unknown day is the 1st, an unknown month January.
    pub fn first(&self) -> NaiveDate {
        NaiveDate::from_ymd_opt(self.year, self.month.unwrap_or(1), self.day.unwrap_or(1))
            .expect("parse accepts only days of the calendar")
    }

    /// The last day the date may be.
    pub fn last(&self) -> NaiveDate {
        let span = match (self.month, self.day) {
            (Some(_), Some(_)) => return self.first(),
            (Some(_), None) => 1,
            (None, _) => 12,
        };
        (self.first() + Months::new(span))
            .pred_opt()
            .expect("the calendar goes on before and after the years of dates")
    }

    /// Whether day and month are known.
    pub fn is_full(&self) -> bool {
        self.day.is_some()
    }

    /// The year.
    pub fn year(&self) -> i32 {
        self.year
    }

    /// The month, where it is known: 1 to 12.
    pub fn month(&self) -> Option<u32> {
        self.month
    }

    /// The known part as Vietnam prints it: `15/03/2008`, `03/2008` or `2008`.
    pub fn printed(&self) -> String {
        match (self.month, self.day) {
            (Some(month), Some(day)) => format!("{day:02}/{month:02}/{:04}", self.year),
            (Some(month), None) => format!("{month:02}/{:04}", self.year),
            (None, _) => format!("{:04}", self.year),
        }
    }
}

/// The day `months` calendar months after `start`. Where that month has no such day, it is the first of the next
/// month: the anniversary of 29 February in a common year is 1 March.
pub fn add_months(start: NaiveDate, months: u32) -> NaiveDate {
    let clamped = start + Months::new(months);
    if clamped.day() == start.day() {
        clamped
    } else {
        clamped.succ_opt().expect("the calendar goes on for ages after the years of dates")
    }
}

/// The `years`-th birthday of someone born on `birth`: 29 February falls on 1 March in a common year.
pub fn anniversary(birth: NaiveDate, years: u32) -> NaiveDate {
    add_months(birth, years * 12)
}

impl fmt::Display for PartialDate {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.text().as_ref())
    }
}

as_text!(PartialDate, PartialDate::text, PartialDate::parse, "a date");

/// A date as it is written, without an allocation: documents of facts are full of dates.
struct DateText {
    bytes: [u8; 10],
    length: usize,
}

impl DateText {
    fn push_digits(&mut self, number: u32, digits: usize) {
        let mut rest = number;
        for at in (self.length..self.length + digits).rev() {
            self.bytes[at] = b"0123456789"[rest as usize % 10];
            rest /= 10;
        }
        self.length += digits;
    }
}

impl AsRef<str> for DateText {
    fn as_ref(&self) -> &str {
        std::str::from_utf8(&self.bytes[..self.length]).expect("only digits and hyphens are pushed")
    }
}

impl PartialDate {
    fn text(&self) -> DateText {
        let mut text = DateText { bytes: [b'-'; 10], length: 0 };
        text.push_digits(self.year.unsigned_abs(), 4);
        for part in [self.month, self.day].into_iter().flatten() {
            text.length += 1;
            text.push_digits(part, 2);
        }
        text
    }
}

/// Year, month and day of `2008-03-15`, the form in which dossiers have nearly all dates.
pub(super) fn iso_parts(text: &[u8]) -> Option<(u32, u32, u32)> {
    let &[y1, y2, y3, y4, b'-', m1, m2, b'-', d1, d2] = text else { return None };
    let digits = [y1, y2, y3, y4, m1, m2, d1, d2];
    let value = |digits: &[u8]| digits.iter().fold(0, |sum, digit| sum * 10 + u32::from(digit - b'0'));
    let is_number = digits.iter().all(u8::is_ascii_digit);
    is_number.then(|| (value(&digits[..4]), value(&digits[4..6]), value(&digits[6..])))
}

/// Year, month and day of any accepted form.
fn parts(text: &str) -> Result<(u32, Option<u32>, Option<u32>), DateError> {
    let separator = if text.contains('/') { '/' } else { '-' };
    let mut parts = text.split(separator);
    match (parts.next(), parts.next(), parts.next(), parts.next()) {
        (Some(year), None, _, _) => Ok((number(year, 4)?, None, None)),
        (Some(year), Some(month), None, _) if separator == '-' => {
            Ok((number(year, 4)?, Some(number(month, 2)?), None))
        }
        (Some(year), Some(month), Some(day), None) if separator == '-' && year.len() == 4 => {
            Ok((number(year, 4)?, Some(number(month, 2)?), Some(number(day, 2)?)))
        }
        (Some(day), Some(month), Some(year), None) => {
            Ok((number(year, 4)?, Some(short(month)?), Some(short(day)?)))
        }
        _ => Err(DateError::Form),
    }
}

fn number(text: &str, digits: usize) -> Result<u32, DateError> {
    match text.len() == digits && text.bytes().all(|b| b.is_ascii_digit()) {
        true => text.parse().map_err(|_| DateError::Form),
        false => Err(DateError::Form),
    }
}

fn short(text: &str) -> Result<u32, DateError> {
    number(text, text.len().clamp(1, 2))
}
