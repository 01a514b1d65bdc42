//! What is odd in a text that may be printed or stand in a spreadsheet: told where it stands, and used as it is.

use super::book::{Book, Note};
use super::error::ExtractError;
use super::finding::FindingRule;
use crate::people::{CommuneCode, Letter, code_points, is_formula};

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

/// Enters what is odd in a text as findings.
pub(super) fn note(told: Told<'_>, book: &mut Book) -> Result<(), ExtractError> {
    let Told { table, line, commune, subject, column, text, printed } = told;
    let mut enter = |rule, what: &str| {
        let value = format!("{column}: {what}");
        book.note(Note { rule, table, line, commune, subject, value: &value })
    };
    let kinds = [
        (Letter::WithoutGlyph, FindingRule::LetterWithoutGlyph),
        (Letter::Invisible, FindingRule::InvisibleLetter),
    ];
    for (kind, rule) in kinds {
        if let Some(points) = code_points(text, kind) {
            enter(rule, &points)?;
        }
    }
    // No letter has less than a byte.
    if text.len() > printed && text.chars().count() > printed {
        enter(FindingRule::TextTooLong, &format!("{} > {printed}", text.chars().count()))?;
    }
    if is_formula(text) {
        enter(FindingRule::Formula, text)?;
    }
    Ok(())
}
