//! What a list says of a voter, and how much of it each copy shows.

use crate::people::Sex;
use crate::roll::Status;
use crate::territory::Levels;
use std::borrow::Cow;

/// Which copy of a list is printed, and so what it shows of personal numbers.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ListCopy {
    /// For the authorities: whole personal numbers.
    Official,
    /// For the wall: the column holds the last three digits.
    PostedMasked,
    /// For the wall: there is no such column, and its width goes to the residences.
    PostedOmitted,
    /// For the wall: whole personal numbers, as the form has them.
    PostedAsForm,
}

impl ListCopy {
    /// Whether it has a column of personal numbers.
    pub fn shows_numbers(self) -> bool {
        self != Self::PostedOmitted
    }

    /// A personal number as the copy may show it.
    pub fn shown(self, number: &str) -> Cow<'_, str> {
        match self {
            Self::Official | Self::PostedAsForm => Cow::Borrowed(number),
            Self::PostedMasked => masked(number).into(),
            Self::PostedOmitted => Cow::Borrowed(""),
        }
    }

    /// What it is called.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Official => "Bản chính",
            Self::PostedMasked | Self::PostedOmitted | Self::PostedAsForm => "Bản niêm yết",
        }
    }
}

/// A number of which the last three digits alone are told.
pub(in crate::render) fn masked(number: &str) -> String {
    let hidden = number.chars().count().saturating_sub(3);
    number.chars().enumerate().map(|(at, digit)| if at < hidden { '•' } else { digit }).collect()
}

/// A row of a list: plain texts, in NFC.
#[derive(Clone, PartialEq, Eq)]
pub struct ListRow<'d> {
    pub number: u32,
    pub full_name: Cow<'d, str>,
    /// The known part, such as "15/03/1990" or "1990".
    pub birth_date: Cow<'d, str>,
    pub sex: Sex,
    /// All digits, whatever the copy: posted copies mask or leave them out when they are laid out.
    pub personal_id: Cow<'d, str>,
    pub ethnicity: Cow<'d, str>,
    pub occupation: Cow<'d, str>,
    pub permanent_residence: Cow<'d, str>,
    pub temporary_residence: Cow<'d, str>,
    pub current_place: Cow<'d, str>,
    pub ballots: Levels,
    pub remark: Cow<'d, str>,
    pub status: Status,
}
