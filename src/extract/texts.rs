//! What is odd in a text that may be printed or stand in a spreadsheet: told where it stands, and used as it is.

use super::book::{Book, Note};
use super::error::ExtractError;
use super::finding::FindingRule;
use crate::people::{CommuneCode, Garbled, Letter, code_points, garbled, is_formula};

/// The letters that every paper holds of one cell, whatever stands beside it.
pub(super) const CELL_PRINTED: usize = 200;
/// The same of names in the heads of papers: of provinces, communes and areas, the election's title and term.
pub(super) const HEAD_PRINTED: usize = 150;

/// A text, where it stands, and whom or what it tells of.
#[derive(Debug, Clone, Copy)]
pub(super) struct Told<'a> {
    pub table: usize,
    pub line: u64,
    pub commune: Option<&'a CommuneCode>,
    pub subject: &'a str,
    pub column: &'static str,
    pub text: &'a str,
    /// How many letters of it paper surely holds.
    pub printed: usize,
}

/// Enters what is odd in a text as findings, and tells whether its letters are those that were meant.
pub(super) fn note(told: Told<'_>, book: &mut Book) -> Result<bool, ExtractError> {
    let Told { table, line, commune, subject, column, text, printed } = told;
    let mut enter = |rule, what: &str| {
        let value = format!("{column}: {what}");
        book.note(Note { rule, table, line, commune, subject, value: &value })
    };
    let garbled = garbled(text);
    let is_as_meant = garbled.is_none();
    match garbled {
        Some(Garbled { how, likely: Some(likely) }) => {
            enter(FindingRule::GarbledText, &format!("{text} → {likely} ({how})"))?;
        }
        Some(Garbled { how, likely: None }) => enter(FindingRule::GarbledText, &format!("{text} ({how})"))?,
        None => {
            let kinds = [
                (Letter::WithoutGlyph, FindingRule::LetterWithoutGlyph),
                (Letter::Invisible, FindingRule::InvisibleLetter),
                (Letter::Lent, FindingRule::RareLetter),
            ];
            for (kind, rule) in kinds {
                if let Some(points) = code_points(text, kind) {
                    enter(rule, &points)?;
                }
            }
        }
    }
    // No letter has less than a byte.
    if text.len() > printed && text.chars().count() > printed {
        enter(FindingRule::TextTooLong, &format!("{} > {printed}", text.chars().count()))?;
    }
    if is_formula(text) {
        enter(FindingRule::Formula, text)?;
    }
    Ok(is_as_meant)
}
