//! Codes of units, facilities and areas: text whose leading zeros count.

use super::text::as_text;
use std::fmt;

/// Why a text is not a code.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum CodeError {
    /// The text is empty.
    #[error("a code must not be empty")]
    Empty,
    /// Another number of digits is needed.
    #[error("{expected} digits are needed, leading zeros included")]
    Digits { expected: usize },
    /// A character that could break a folder name or a list of codes.
    #[error("a code may hold letters, digits, '-', '_' and '.', and must begin with a letter or digit")]
    Character,
}

macro_rules! code {
    ($(#[$doc:meta])* $name:ident, $check:expr) => {
        $(#[$doc])*
        #[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub struct $name(Box<str>);

        impl $name {
            /// Reads a code from trimmed text.
            ///
            /// # Errors
            /// [`CodeError`] if the text is empty, has another number of digits than the code needs, or holds a
            /// character that cannot stand in a folder name.
            pub fn parse(text: &str) -> Result<Self, CodeError> {
                let check: fn(&str) -> Result<(), CodeError> = $check;
                check(text).map(|()| Self(text.into()))
            }

            /// The code as it is written.
            pub fn as_str(&self) -> &str {
                &self.0
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.pad(&self.0)
            }
        }

        as_text!($name, $name::as_str, $name::parse, "a code");
    };
}

/// A code of a fixed number of digits, held in place: every person is compared by several of them.
macro_rules! digits {
    ($(#[$doc:meta])* $name:ident, $digits:literal) => {
        $(#[$doc])*
        #[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub struct $name([u8; $digits]);

        impl $name {
            /// Reads a code from trimmed text.
            ///
            /// # Errors
            /// [`CodeError`] if the text is empty or has another number of digits.
            pub fn parse(text: &str) -> Result<Self, CodeError> {
                if text.is_empty() {
                    return Err(CodeError::Empty);
                }
                let digits: Option<[u8; $digits]> = text.as_bytes().try_into().ok();
                let digits = digits.filter(|digits| digits.iter().all(u8::is_ascii_digit));
                digits.map(Self).ok_or(CodeError::Digits { expected: $digits })
            }

            /// The code as it is written.
            pub fn as_str(&self) -> &str {
                std::str::from_utf8(&self.0).expect("only ASCII digits pass parse")
            }
        }

        impl fmt::Debug for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                write!(f, concat!(stringify!($name), "({:?})"), self.as_str())
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.pad(self.as_str())
            }
        }

        as_text!($name, $name::as_str, $name::parse, "a code");
    };
}

digits!(/// Two digits, such as `31`.
    ProvinceCode, 2);
digits!(/// Five digits, such as `11386`.
    CommuneCode, 5);
code!(/// The code of a hamlet (*thôn, tổ dân phố*).
    HamletCode, plain);
code!(/// The code of a voting area (*khu vực bỏ phiếu*).
    AreaCode, plain);
code!(/// The code of an armed unit, custody facility or care home.
    FacilityCode, plain);
code!(/// The code of a constituency of any level.
    ConstituencyCode, plain);

fn plain(text: &str) -> Result<(), CodeError> {
    let Some(first) = text.chars().next() else { return Err(CodeError::Empty) };
    let usable = |c: char| c.is_alphanumeric() || matches!(c, '-' | '_' | '.');
    match first.is_alphanumeric() && text.chars().all(usable) && text.len() <= 64 {
        true => Ok(()),
        false => Err(CodeError::Character),
    }
}
