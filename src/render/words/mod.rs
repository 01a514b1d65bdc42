//! The words of pages and summary tables, every text in both languages side by side: a text without its translation
//! does not compile. Forms of the law (lists, cards) are Vietnamese only and keep their words beside their layout.

mod change;
mod citation;
mod constituency;
mod ground;
mod page;
mod sentence;

use super::Language;
use crate::law::Reason;

pub use ground::ground;

/// Texts without parts, in both languages.
macro_rules! words {
    ($($name:ident: $vietnamese:literal, $english:literal;)+) => {
        impl Words { $(
            pub(in crate::render) fn $name(self) -> &'static str {
                match self.0 {
                    Language::Vietnamese => $vietnamese,
                    Language::English => $english,
                }
            }
        )+ }
    };
}
use words;

/// The words in one language.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::render) struct Words(pub(in crate::render) Language);

/// Why somebody who may vote stands on no list, as a phrase.
pub fn reason_of(reason: Reason, language: Language) -> String {
    Words(language).reason_of(reason)
}

impl Words {
    fn choose(self, vietnamese: impl Into<String>, english: impl Into<String>) -> String {
        match self.0 {
            Language::Vietnamese => vietnamese.into(),
            Language::English => english.into(),
        }
    }
}
