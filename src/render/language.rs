//! The languages of pages, and how each writes numbers, shares and days.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

/// The language a page speaks.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
pub enum Language {
    #[default]
    #[serde(rename = "vi")]
    Vietnamese,
    #[serde(rename = "en")]
    English,
}

impl Language {
    /// The language tag, such as `vi`.
    pub fn tag(self) -> &'static str {
        match self {
            Self::Vietnamese => "vi",
            Self::English => "en",
        }
    }

    /// The half of a message that holds both languages, Vietnamese before ` / ` and English behind it; one that holds no such sign is
    /// the same in both.
    ///
    /// ```
    /// use cutri::render::Language;
    /// assert_eq!(Language::Vietnamese.half("Thiếu cột / A column is missing"), "Thiếu cột");
    /// assert_eq!(Language::English.half("Thiếu cột / A column is missing"), "A column is missing");
    /// ```
    pub fn half(self, message: &str) -> &str {
        let (vietnamese, english) = message.split_once(" / ").unwrap_or((message, message));
        match self {
            Self::Vietnamese => vietnamese,
            Self::English => english,
        }
    }

    /// A whole number with its digits in groups of three.
    ///
    /// ```
    /// use cutri::render::Language;
    /// assert_eq!(Language::Vietnamese.number(1_234_567), "1.234.567");
    /// assert_eq!(Language::English.number(1_234_567), "1,234,567");
    /// ```
    pub fn number(self, number: u64) -> String {
        let digits = number.to_string();
        let separator = match self {
            Self::Vietnamese => '.',
            Self::English => ',',
        };
        let mut grouped = String::with_capacity(digits.len() + digits.len() / 3);
        for (at, digit) in digits.chars().enumerate() {
            if at > 0 && (digits.len() - at).is_multiple_of(3) {
                grouped.push(separator);
            }
            grouped.push(digit);
        }
        grouped
    }

    /// A share in percent with one decimal. A part that is neither nothing nor all is never written as 0 % or 100 %;
    /// a share of nothing is a dash.
    ///
    /// ```
    /// use cutri::render::Language;
    /// assert_eq!(Language::Vietnamese.percent(713, 1000), "71,3%");
    /// assert_eq!(Language::English.percent(99_999, 100_000), "99.9%");
    /// assert_eq!(Language::English.percent(0, 0), "–");
    /// ```
    pub fn percent(self, part: u64, whole: u64) -> String {
        if whole == 0 {
            return "–".to_owned();
        }
        let rounded = (u128::from(part) * 1000 + u128::from(whole) / 2) / u128::from(whole);
        let thousandths = match part {
            0 => 0,
            _ if part < whole => rounded.clamp(1, 999),
            _ => rounded,
        };
        let comma = match self {
            Self::Vietnamese => ',',
            Self::English => '.',
        };
        format!("{}{comma}{}%", thousandths / 10, thousandths % 10)
    }

    /// A number of tenths that is not negative, with its decimal.
    ///
    /// ```
    /// use cutri::render::Language;
    /// assert_eq!(Language::Vietnamese.tenths(270_135), "27.013,5");
    /// ```
    pub fn tenths(self, tenths: i64) -> String {
        let comma = match self {
            Self::Vietnamese => ',',
            Self::English => '.',
        };
        let tenths = tenths.unsigned_abs();
        format!("{}{comma}{}", self.number(tenths / 10), tenths % 10)
    }

    /// A day: `15/03/2026`, or `15 March 2026`.
    pub fn date(self, day: NaiveDate) -> String {
        match self {
            Self::Vietnamese => day.format("%d/%m/%Y").to_string(),
            Self::English => day.format("%-d %B %Y").to_string(),
        }
    }
}
