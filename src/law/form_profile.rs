//! Which forms an election prints, and what its copies show of personal numbers.

use serde::{Deserialize, Serialize};

/// The name of a set of forms. The forms themselves are data of the documents; a roll keeps the name it was posted under,
/// so that it prints again as it was.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default, Serialize, Deserialize)]
pub enum FormProfile {
    /// Read from drafts before the Council's forms were at hand: elections stored before there was a choice.
    #[default]
    #[serde(rename = "2026-draft")]
    Draft2026,
    /// Forms 10, 11, 12 and 31 of Resolution 40/NQ-HĐBCQG.
    #[serde(rename = "2026")]
    Council2026,
}

impl FormProfile {
    /// Every profile, the oldest first.
    pub const ALL: [Self; 2] = [Self::Draft2026, Self::Council2026];

    /// The forms of an election that names none.
    pub const LATEST: Self = Self::Council2026;

    /// The name, as `election.toml` has it.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Draft2026 => "2026-draft",
            Self::Council2026 => "2026",
        }
    }

    /// Whether elections of earlier editions, which named no forms, print these.
    #[expect(clippy::trivially_copy_pass_by_ref, reason = "serde asks with a reference")]
    pub(super) fn is_unnamed(&self) -> bool {
        *self == Self::default()
    }
}

/// What the copy of a list that is posted shows of personal numbers (Law 91/2025/QH15 Art. 16.5).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum PostedCopy {
    /// There is no such column.
    #[default]
    WithoutNumber,
    /// The last three digits.
    Masked,
    /// The whole number, as the form has it.
    AsForm,
}

impl PostedCopy {
    /// Every choice.
    pub const ALL: [Self; 3] = [Self::WithoutNumber, Self::Masked, Self::AsForm];

    /// The word of the setting.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::WithoutNumber => "without_number",
            Self::Masked => "masked",
            Self::AsForm => "as_form",
        }
    }
}

/// What a voter's card shows of the personal number.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum CardId {
    /// The whole number, as the form has it.
    #[default]
    Full,
    /// The last three digits.
    Masked,
    /// The line is left out.
    Omitted,
}
