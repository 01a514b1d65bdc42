//! Cells that did not hold what their column needs, in rows that were accepted: what stood there, and what was read.

use super::book::{Book, Note};
use super::cell;
use super::error::ExtractError;
use super::finding::FindingRule;
use super::mend::{self, Beside, Meaning};
use super::record::{Cells, Refusal, push_number, push_text};
use super::reject::{Cause, shown};
use super::schema::{Column, Kind, Table, Unreadable};
use crate::people::{CommuneCode, code_points_of, legible, legible_code};

/// A cell that was read in another way than it is written, or could not be read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Odd {
    /// Its column, by its place in the schema.
    pub column: usize,
    /// What stood there, as reports show it.
    pub stood: String,
    pub became: Became,
}

/// What became of an odd cell.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Became {
    /// It was read as this.
    Read(String),
    /// It was emptied; perhaps it likely means something.
    Emptied { likely: Option<String> },
    /// It was emptied: a formula that was never calculated means nothing.
    NeverCalculated,
}

/// What becomes of a cell that was refused for `cause`.
///
/// # Errors
/// [`Refusal`] if its row cannot be used without it.
pub(super) fn look(at: usize, cause: Cause, beside: Beside<'_>) -> Result<Odd, Refusal> {
    let column = &beside.table.columns[at];
    let Some(place) = beside.header.places[at] else { return Err(Refusal { column: Some(at), cause }) };
    let raw = beside.row.cell(place);
    let likely = match mend::meaning(column, raw, &cause, beside) {
        Meaning::Sure(read) => {
            return Ok(Odd { column: at, stood: shown(&cell::text(raw)), became: Became::Read(read) });
        }
        Meaning::Likely(likely) => Some(likely),
        Meaning::Unknown => None,
    };
    let became = match cause {
        Cause::Uncalculated => Became::NeverCalculated,
        _ => Became::Emptied { likely: likely.clone() },
    };
    match column.unreadable {
        Unreadable::Rejects => Err(Refusal { column: Some(at), cause: cause.with_likely(likely) }),
        Unreadable::Emptied | Unreadable::Doubted => {
            Ok(Odd { column: at, stood: shown(&cell::text(raw)), became })
        }
    }
}

impl Odd {
    /// What was read in place of the cell.
    pub(super) fn read(&self) -> &str {
        match &self.became {
            Became::Read(read) => read,
            Became::Emptied { .. } | Became::NeverCalculated => "",
        }
    }

    /// Whether a decision may turn on what could not be read.
    pub(super) fn is_in_doubt(&self, table: &Table) -> bool {
        let column = table.columns.get(self.column);
        let may_decide = column.is_some_and(|column| column.unreadable == Unreadable::Doubted);
        may_decide && !matches!(self.became, Became::Read(_))
    }

    fn rule(&self, column: &Column) -> FindingRule {
        match (&self.became, column.kind) {
            (Became::NeverCalculated, _) => FindingRule::FormulaWithoutValue,
            (Became::Emptied { .. }, _) if column.unreadable == Unreadable::Doubted => {
                FindingRule::FactInDoubt
            }
            (Became::Emptied { .. }, _) => FindingRule::CellEmptied,
            (Became::Read(read), _) if self.unseen(read).is_some() => FindingRule::InvisibleLetter,
            (Became::Read(read), Kind::Digits(_)) if !read.is_empty() => FindingRule::NumberMended,
            (Became::Read(_), _) => FindingRule::CellMended,
        }
    }

    /// What nobody sees in the cell, such as `U+200B`, if the cell was read as what it is without.
    fn unseen(&self, read: &str) -> Option<String> {
        let stood = self.stood.replace(is_control_picture, "\u{1}");
        let is_so = [legible(&stood), legible_code(&stood)].into_iter().find(|meant| meant.text == read)?;
        let taken = |c: &char| is_so.taken.contains(c) || is_control_picture(*c);
        let mut characters: Vec<char> = Vec::new();
        for character in self.stood.chars().filter(taken).map(of_control_picture) {
            if !characters.contains(&character) {
                characters.push(character);
            }
        }
        Some(code_points_of(&characters)).filter(|points| !points.is_empty())
    }

    /// Appends it to a record.
    pub(super) fn push(&self, out: &mut Vec<u8>) {
        push_number(out, self.column as u64);
        push_text(out, &self.stood);
        let (kind, text) = match &self.became {
            Became::Read(read) => (READ, read.as_str()),
            Became::Emptied { likely: None } => (EMPTIED, ""),
            Became::Emptied { likely: Some(likely) } => (LIKELY, likely.as_str()),
            Became::NeverCalculated => (NEVER_CALCULATED, ""),
        };
        push_number(out, kind);
        push_text(out, text);
    }
}

/// The first of the signs that stand for controls where cells are shown.
const CONTROL_PICTURES: u32 = 0x2400;

/// The control that a sign stands for; any other character as it is.
fn of_control_picture(character: char) -> char {
    let control =
        u32::from(character).checked_sub(CONTROL_PICTURES).filter(|_| is_control_picture(character));
    control.and_then(char::from_u32).unwrap_or(character)
}

fn is_control_picture(character: char) -> bool {
    matches!(character, '\u{2400}'..='\u{241F}')
}

const READ: u64 = 0;
const EMPTIED: u64 = 1;
const LIKELY: u64 = 2;
const NEVER_CALCULATED: u64 = 3;

/// The odd cells behind a record's columns; `None` if the bytes are something else.
pub(super) fn rest(mut cells: Cells<'_>) -> Option<Vec<Odd>> {
    let mut found = Vec::new();
    while !cells.is_empty() {
        let column = usize::try_from(cells.number()?).ok()?;
        let stood = cells.text()?.to_owned();
        let (kind, text) = (cells.number()?, cells.text()?.to_owned());
        let became = match kind {
            READ => Became::Read(text),
            EMPTIED => Became::Emptied { likely: None },
            LIKELY => Became::Emptied { likely: Some(text) },
            NEVER_CALCULATED => Became::NeverCalculated,
            _ => return None,
        };
        found.push(Odd { column, stood, became });
    }
    Some(found)
}

/// Where an odd cell stands, and whom or what its row tells of.
#[derive(Debug, Clone, Copy)]
pub(super) struct Stands<'a> {
    pub table: usize,
    pub line: u64,
    pub commune: Option<&'a CommuneCode>,
    pub subject: &'a str,
}

/// Enters an odd cell as a finding: its column, what stood there, and what was read or is likely.
pub(super) fn note(
    odd: &Odd,
    columns: &Table,
    stands: Stands<'_>,
    book: &mut Book,
) -> Result<(), ExtractError> {
    let Some(column) = columns.columns.get(odd.column) else { return Ok(()) };
    let Stands { table, line, commune, subject } = stands;
    let unseen = match &odd.became {
        Became::Read(read) => odd.unseen(read),
        Became::Emptied { .. } | Became::NeverCalculated => None,
    };
    let (name, stood) = (column.name, unseen.as_ref().unwrap_or(&odd.stood));
    let value = match &odd.became {
        Became::Read(read) if read.is_empty() => format!("{name}: {stood} → ∅"),
        Became::Read(read) => format!("{name}: {stood} → {read}"),
        Became::Emptied { likely: None } | Became::NeverCalculated => format!("{name}: {stood} → ∅"),
        Became::Emptied { likely: Some(likely) } => format!("{name}: {stood} → ∅ ({likely}?)"),
    };
    book.note(Note { rule: odd.rule(column), table, line, commune, subject, value: &value })
}
