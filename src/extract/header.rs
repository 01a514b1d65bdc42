//! The header of a table: which of its columns stands where.

use super::cell;
use super::error::ExtractError;
use super::row::{RawCell, RawRow};
use super::schema::Table;
use crate::people::legible;
use std::collections::BTreeSet;

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
}

impl Header {
    /// Reads a header row; `file` is for errors.
    ///
    /// # Errors
    /// [`ExtractError`] if a column stands twice or a required one is missing.
    pub(super) fn parse(table: &Table, file: &str, row: &dyn RawRow) -> Result<Self, ExtractError> {
        let names: Vec<String> = (0..row.width()).map(|at| name(row.cell(at))).collect();
        let mut seen = BTreeSet::new();
        for name in names.iter().filter(|name| !name.is_empty()) {
            if !seen.insert(name) {
                return Err(ExtractError::DuplicateColumn { file: file.into(), column: name.clone() });
            }
        }
        let place = |column: &str| names.iter().position(|name| name == column);
        let places: Vec<Option<usize>> = table.columns.iter().map(|column| place(column.name)).collect();
        for (column, place) in table.columns.iter().zip(&places) {
            if column.required && place.is_none() {
                let hint = hint(&names);
                return Err(ExtractError::MissingColumn { file: file.into(), column: column.name, hint });
            }
        }
        let known = |name: &String| table.columns.iter().any(|column| column.name == name);
        let unknown = names.iter().filter(|name| !known(name)).cloned().collect();
        let written = (0..row.width()).map(|at| cell::text(row.cell(at)).trim().to_owned()).collect();
        Ok(Self { places, unknown, width: names.len(), names: written })
    }
}

fn name(cell: RawCell<'_>) -> String {
    match cell {
        RawCell::Text(text) => legible(text).text.to_lowercase(),
        RawCell::Number(number) => number.to_string(),
        RawCell::Date(_) | RawCell::Hour(_) | RawCell::Boolean(_) | RawCell::Fault(_) => String::new(),
    }
}

/// What else a header that lacks a column may tell.
fn hint(names: &[String]) -> &'static str {
    match names {
        [only] if only.contains(';') => "; the columns seem to be separated by ';', but commas are needed",
        [only] if only.contains('\t') || only.split(' ').count() > 1 => {
            "; the columns seem to be separated by tabs, but commas are needed"
        }
        _ => "; add it, or correct its name, in the first line",
    }
}
