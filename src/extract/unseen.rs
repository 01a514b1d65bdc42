//! Cells that held what nobody sees: read without it, and told.

use super::book::{Book, Note};
use super::error::ExtractError;
use super::finding::FindingRule;
use super::header::Header;
use super::row::{RawCell, RawRow};
use super::schema::{Kind, TABLES};
use crate::people::{CommuneCode, is_plain, legible, legible_code};
use std::fmt::Write;

/// How many characters of a cell are told by name.
const TOLD: usize = 8;

/// Tells of each cell of an accepted row from which something was taken.
pub(super) fn note(
    table: usize,
    header: &Header,
    row: &dyn RawRow,
    book: &mut Book,
) -> Result<(), ExtractError> {
    for (column, place) in TABLES[table].columns.iter().zip(&header.places) {
        let Some(RawCell::Text(text)) = place.map(|place| row.cell(place)) else { continue };
        if is_surely_seen(text) || is_plain(text.trim()) {
            continue;
        }
        let is_text = matches!(column.kind, Kind::Text | Kind::Texts);
        let taken = if is_text { legible(text) } else { legible_code(text) }.taken;
        if taken.is_empty() {
            continue;
        }
        let told = |name: &str| match TABLES[table].columns.iter().position(|column| column.name == name) {
            Some(at) => header.places[at].map(|place| super::cell::text(row.cell(place))),
            None => None,
        };
        let commune = told("commune_code").and_then(|code| CommuneCode::parse(code.trim()).ok());
        let subject = told(TABLES[table].columns[0].name).map(|subject| legible(&subject).text);
        let mut value = format!("{}:", column.name);
        for character in taken.into_iter().take(TOLD) {
            write!(value, " U+{:04X}", u32::from(character)).expect("writing to a string cannot fail");
        }
        book.note(Note {
            rule: FindingRule::InvisibleLetter,
            table,
            line: row.line(),
            commune: commune.as_ref(),
            subject: subject.as_deref().unwrap_or_default(),
            value: &value,
        })?;
    }
    Ok(())
}

/// Whether a text is all printable ASCII: many bytes are looked at at once.
fn is_surely_seen(text: &str) -> bool {
    !text.bytes().fold(false, |odd, byte| odd | !(b' '..=b'~').contains(&byte))
}
