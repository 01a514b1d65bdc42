//! The words of pages and summary tables, every text in both languages side by side: a text without its translation
//! does not compile. Forms of the law (lists, cards) are Vietnamese only and keep their words beside their layout.

mod page;
mod sentence;

use super::Language;

pub(in crate::render) use sentence::Law;

/// The words in one language.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::render) struct Words(pub(in crate::render) Language);

impl Words {
    fn choose(self, vietnamese: impl Into<String>, english: impl Into<String>) -> String {
        match self.0 {
            Language::Vietnamese => vietnamese.into(),
            Language::English => english.into(),
        }
    }
}
