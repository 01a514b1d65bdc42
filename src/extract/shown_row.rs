//! A rejected row as reports show it: a JSON object of its cells under the names of their columns, as the file names them, so
//! that somebody finds the row again whatever the file looks like, and a program can lay it out as a table.

use super::cell;
use super::header::Header;
use super::record;
use super::reject::shown;
use super::row::RawRow;
use super::schema::Table;
use crate::people::nfc;
use serde_json::Value;

/// How many cells of a row are shown: more than any table has columns.
const CELLS_MAX: usize = 64;

/// The cells of a row of a file that hold something.
pub(super) fn of_file(header: &Header, row: &dyn RawRow) -> String {
    let cells = header.names.iter().enumerate().map(|(at, name)| (name.as_str(), cell::text(row.cell(at))));
    object(cells.map(|(name, text)| (name, shown(&nfc(text.trim())))))
}

/// The cells of a checked row that hold something, under the names of the schema.
pub(super) fn of_record(table: &Table, bytes: &[u8]) -> String {
    let texts = record::texts(table, bytes).map(|(texts, _)| texts).unwrap_or_default();
    object(table.columns.iter().map(|column| column.name).zip(texts.into_iter().map(shown)))
}

fn object<'a>(cells: impl Iterator<Item = (&'a str, String)>) -> String {
    let filled = cells.filter(|(name, text)| !name.is_empty() && !text.is_empty()).take(CELLS_MAX);
    // In the order of the file, which no map keeps.
    let cells: Vec<String> =
        filled.map(|(name, text)| format!("{}: {}", Value::from(name), Value::from(text))).collect();
    format!("{{{}}}", cells.join(", "))
}
