//! Cells: what was read is what the column needs, and is read as itself again; a number of digits is never changed, only
//! completed; spaces around a cell change nothing.

use super::typed;
use cutri::extract::schema::{Column, Kind, TABLES, Table};
use cutri::extract::{CellRead, RawCell, cell};
use cutri::import::Cell;
use cutri::people::{legible_code, nfc};
use std::collections::BTreeSet;
use std::sync::LazyLock;

/// A column of each kind, and those that are read in their own way.
static EVERY_KIND: LazyLock<Vec<(&Table, usize)>> = LazyLock::new(|| {
    let mut seen = BTreeSet::new();
    let columns = TABLES.into_iter().flat_map(|table| (0..table.columns.len()).map(move |at| (table, at)));
    let is_own = |name: &&str| ["personal_id", "old_id", "birth_date", "house_order"].contains(name);
    columns
        .filter(|(table, at)| {
            let Column { name, kind, required, .. } = table.columns[*at];
            seen.insert((format!("{kind:?}"), required, Some(name).filter(is_own)))
        })
        .collect()
});

/// Holds of a first line that tells a table by its letter, and the cells of a row of it below. A cell alone is tried in a
/// column of every kind.
pub fn holds(bytes: &[u8]) {
    let text = String::from_utf8_lossy(bytes);
    let mut lines = text.split('\n');
    let at = lines.next().and_then(|line| line.bytes().next()).unwrap_or_default();
    let row: Vec<Cell> = lines.map(typed::cell).collect();
    if let [alone] = row.as_slice() {
        for &(table, column) in EVERY_KIND.iter() {
            let mut row = vec![RawCell::Text(""); table.columns.len()];
            row[column] = typed::raw(alone);
            is_read_well(table, column, &row);
        }
        return;
    }
    let table = TABLES[usize::from(at) % TABLES.len()];
    let row: Vec<RawCell> = row.iter().map(typed::raw).collect();
    for column in 0..table.columns.len() {
        is_read_well(table, column, &row);
    }
}

fn is_read_well(table: &'static Table, at: usize, row: &[RawCell<'_>]) {
    let column = &table.columns[at];
    let name = (table.name, column.name);
    let read = cell(table, at, row);
    assert_eq!(read, cell(table, at, row), "{name:?}: read twice");
    let with = |text: &str| {
        let mut row: Vec<RawCell> = row.to_vec();
        row.resize(row.len().max(at + 1), RawCell::Text(""));
        row[at] = RawCell::Text(text);
        cell(table, at, &row)
    };
    let stood = match row.get(at) {
        Some(RawCell::Text(text)) => Some(*text),
        _ => None,
    };
    if let Some(text) = stood {
        assert_eq!(with(&format!("  {text} ")), read, "{name:?}: {text:?} between spaces");
    }
    let (CellRead::Canonical(text) | CellRead::Surely(text) | CellRead::Likely(text)) = &read else { return };
    assert_eq!(with(text), CellRead::Canonical(text.clone()), "{name:?}: read again");
    is_as_needed(column, text);
    if let (CellRead::Canonical(text), Kind::Digits(_), Some(stood)) = (&read, column.kind, stood) {
        let is_empty = legible_code(stood).text.is_empty();
        assert!(
            stood.trim() == text || is_empty && text.is_empty(),
            "{name:?}: digits stand as they are: {stood:?}"
        );
    }
    if let (CellRead::Surely(text), "personal_id", Some(stood)) = (&read, column.name, stood) {
        let digits = |text: &str| -> String { nfkd_digits(text).trim_start_matches('0').to_owned() };
        assert_eq!(digits(stood), digits(text), "{name:?}: no digit of a number is changed");
    }
}

/// The digits of a text, those of full width as the others.
fn nfkd_digits(text: &str) -> String {
    let digit = |letter: char| match letter {
        '0'..='9' => Some(letter),
        '０'..='９' => char::from_digit(u32::from(letter) - u32::from('０'), 10),
        _ => None,
    };
    text.chars().filter_map(digit).collect()
}

fn is_as_needed(column: &Column, text: &str) {
    let name = column.name;
    assert!(!text.contains('\0'), "{name}: {text:?} holds no NUL");
    if !matches!(column.kind, Kind::Text | Kind::Texts) {
        assert_eq!(text, text.trim(), "{name}: no space around");
        assert_eq!(nfc(text), text, "{name}: in normal form");
    }
    let is_code =
        |code: &str, length: usize| code.len() == length && code.bytes().all(|byte| byte.is_ascii_digit());
    let is_right = text.is_empty()
        || match column.kind {
            Kind::Digits(count) => is_code(text, count),
            Kind::Codes => text.split(';').all(|code| is_code(code, 5)),
            Kind::One(values) => values.contains(&text),
            Kind::Boolean => matches!(text, "true" | "false"),
            Kind::Nationality => text
                .split(';')
                .all(|code| code.len() == 3 && code.bytes().all(|byte| byte.is_ascii_uppercase())),
            Kind::Whole => text.parse::<u32>().is_ok_and(|number| number.to_string() == text),
            Kind::Decimal => text.parse::<f64>().is_ok_and(f64::is_finite),
            Kind::Date => matches!(text.len(), 4 | 7 | 10),
            Kind::Moment => text.len() >= 19,
            Kind::Hour => matches!(text.len(), 8 | 15 | 19..),
            Kind::Code => text.len() <= 64,
            Kind::Text | Kind::Texts => true,
        };
    assert!(is_right, "{name}: {text:?}");
}
