//! Ids that come from outside: from files, from other offices, from the command line. Each has a grammar, checked where it
//! enters, so that none is a path, steers a terminal or grows without end.

use super::hidden::is_hidden;
use std::fmt;
use std::str::FromStr;

/// The most bytes of an id: with it, the texts of QR symbols keep their bounds.
const BYTES_MAX: usize = 64;

/// Why a text is no id.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum IdError {
    /// Nothing, or too much.
    #[error("an id has 1 to {BYTES_MAX} bytes")]
    Length,
    /// A letter that the id may not hold.
    #[error("this id may hold {0}")]
    Letter(&'static str),
}

macro_rules! id {
    ($(#[$doc:meta])* $name:ident, $usable:expr, $words:literal) => {
        $(#[$doc])*
        #[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub struct $name(Box<str>);

        impl $name {
            /// Reads an id.
            ///
            /// # Errors
            /// [`IdError`] if the text is empty, too long, or holds a letter that the id may not.
            pub fn parse(text: &str) -> Result<Self, IdError> {
                let usable: fn(&str) -> bool = $usable;
                match (text.len(), usable(text)) {
                    (1..=BYTES_MAX, true) => Ok(Self(text.into())),
                    (1..=BYTES_MAX, false) => Err(IdError::Letter($words)),
                    _ => Err(IdError::Length),
                }
            }

            /// The id as it is written.
            pub fn as_str(&self) -> &str {
                &self.0
            }
        }

        impl FromStr for $name {
            type Err = IdError;

            fn from_str(text: &str) -> Result<Self, IdError> {
                Self::parse(text.trim())
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.pad(&self.0)
            }
        }
    };
}

id!(/// What two offices call a transfer between them.
    PairId, is_plain, "letters of English, digits and '-'");
id!(/// A snapshot of the population, or the beginning of its id.
    SnapshotId, is_plain, "letters of English, digits and '-'");
id!(/// A roll.
    RollId, is_plain, "letters of English, digits and '-'");
id!(/// A change of posted lists, such as `3-12`.
    ChangeId, |text| text.bytes().all(|byte| byte.is_ascii_digit() || byte == b'-'), "digits and '-'");
id!(/// What waits in a register: `K-98103-0001`, `0001/GCN-98103`, a batch.
    MatterId, |text| text.bytes().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'/')),
    "letters of English, digits, '-' and '/'");
id!(/// An election, such as `bau-cu-2026-03-15`. It stands in QR symbols, between semicolons.
    ElectionId, is_election, "letters, digits and signs that can be printed, without '/', '\\', ';' and '..'");

fn is_plain(text: &str) -> bool {
    text.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-')
}

fn is_election(text: &str) -> bool {
    let usable = |letter: char| !is_hidden(letter) && !matches!(letter, '/' | '\\' | ';');
    text.trim() == text && text.chars().all(usable) && !text.contains("..")
}
