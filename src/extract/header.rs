//! The header of a table: which row it is, and which of its columns stands where.

use super::cell;
use super::error::{ExtractError, Likely};
use super::names;
use super::row::{RawCell, RawRow};
use super::schema::{Column, Table};
use crate::people::legible;
use std::collections::BTreeSet;

/// How many rows may stand above the header: titles, and who made the table when.
pub(super) const TITLES_MAX: u64 = 30;

/// Where the columns of a table stand in a file.
#[derive(Debug, Clone)]
pub(super) struct Header {
    /// For each column of the schema, its place in the file.
    pub places: Vec<Option<usize>>,
    /// Names the schema does not know, in the order of the file.
    pub unknown: Vec<String>,
    /// The names of the file's columns, as they are written there.
    pub names: Vec<String>,
    /// How many columns the file has.
    pub width: usize,
    /// How many cells a row has at the least: behind them stand only optional ones.
    pub least: usize,
}

/// What a row is that may be the header.
#[derive(Debug)]
pub(super) enum Found {
    Header(Header),
    /// A row that names no columns, such as a title.
    Title,
}

impl Header {
    /// Reads a row as the header; `file` is for errors.
    ///
    /// # Errors
    /// [`ExtractError`] if it names columns of the table, and one twice or not all that are required.
    pub(super) fn find(table: &Table, file: &str, row: &dyn RawRow) -> Result<Found, ExtractError> {
        let names: Vec<String> = (0..row.width()).map(|at| name(row.cell(at))).collect();
        let known = named(table, names.iter().map(String::as_str));
        let missing: Vec<&'static str> = table
            .columns
            .iter()
            .filter(|column| column.required && !known.contains(column.name))
            .map(|column| column.name)
            .collect();
        // A word such as “kind” may stand in a title too.
        if !missing.is_empty() && known.len() < 2 {
            return Ok(Found::Title);
        }
        let mut seen = BTreeSet::new();
        for name in names.iter().filter(|name| !name.is_empty()) {
            if !seen.insert(name) {
                return Err(ExtractError::DuplicateColumn { file: file.into(), column: name.clone() });
            }
        }
        let is_known = |name: &String| table.columns.iter().any(|column| column.name == name);
        let unknown: Vec<String> = names.iter().filter(|name| !is_known(name)).cloned().collect();
        if !missing.is_empty() {
            return Err(missing_columns(file, &missing, &unknown));
        }
        let place = |column: &Column| names.iter().position(|name| name == column.name);
        let places: Vec<Option<usize>> = table.columns.iter().map(place).collect();
        let required = table.columns.iter().zip(&places).filter(|(column, _)| column.required);
        let least = required.filter_map(|(_, place)| *place).max().map_or(0, |last| last + 1);
        let written = (0..row.width()).map(|at| cell::text(row.cell(at)).trim().to_owned()).collect();
        Ok(Found::Header(Self { places, unknown, width: names.len(), names: written, least }))
    }
}

/// The columns of a table that are among these names.
pub(super) fn named<'n>(table: &Table, names: impl Iterator<Item = &'n str>) -> BTreeSet<&'static str> {
    names
        .filter_map(|name| {
            let known = |column: &&Column| column.name.eq_ignore_ascii_case(name.trim());
            table.columns.iter().find(known).map(|column| column.name)
        })
        .collect()
}

/// Says which columns are missing, and which of the names that mean nothing here may be meant for each.
fn missing_columns(file: &str, missing: &[&'static str], unknown: &[String]) -> ExtractError {
    let meant = |column: &&'static str| {
        let name = unknown.iter().find(|name| names::is_near(name, column))?;
        Some(Likely { meant: column, found: name.clone() })
    };
    ExtractError::MissingColumns {
        file: file.into(),
        columns: missing.to_vec(),
        found: unknown.iter().filter(|name| !name.is_empty()).cloned().collect(),
        likely: missing.iter().filter_map(meant).collect(),
    }
}

fn name(cell: RawCell<'_>) -> String {
    match cell {
        RawCell::Text(text) => legible(text).text.to_lowercase(),
        RawCell::Number(number) => number.to_string(),
        RawCell::Date(_)
        | RawCell::Hour(_)
        | RawCell::Boolean(_)
        | RawCell::Fault(_)
        | RawCell::Uncalculated => String::new(),
    }
}
