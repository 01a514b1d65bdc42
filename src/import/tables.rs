//! The tables of an extract that are being filled, and their text.

use crate::extract::schema::{TABLES, Table};
use std::collections::BTreeMap;

/// Rows of tables, each cell by the name of its column.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Tables {
    rows: BTreeMap<&'static str, Vec<Vec<String>>>,
}

impl Tables {
    /// Adds a row; columns that are not named stay empty.
    pub(super) fn push<'a>(
        &mut self,
        table: &'static Table,
        cells: impl IntoIterator<Item = (&'a str, String)>,
    ) {
        let mut row = vec![String::new(); table.columns.len()];
        for (name, text) in cells {
            let at = table.columns.iter().position(|column| column.name == name);
            row[at.expect("columns are named as the schema names them")] = text;
        }
        self.rows.entry(table.name).or_default().push(row);
    }

    /// Adds all rows of other tables.
    pub(super) fn append(&mut self, other: Self) {
        for (table, rows) in other.rows {
            self.rows.entry(table).or_default().extend(rows);
        }
    }

    /// How many rows a table has.
    pub fn count(&self, table: &str) -> usize {
        self.rows.get(table).map_or(0, Vec::len)
    }

    /// The tables to write: those that every extract needs, and those that have rows.
    pub fn written(&self) -> Vec<&'static Table> {
        TABLES.into_iter().filter(|table| table.required || self.count(table.name) > 0).collect()
    }

    /// A table as CSV: its header, then its rows in the order in which they came.
    pub fn csv(&self, table: &Table) -> Vec<u8> {
        let mut csv = csv::Writer::from_writer(Vec::new());
        let header = table.columns.iter().map(|column| column.name);
        csv.write_record(header).expect("memory takes all");
        for row in self.rows.get(table.name).into_iter().flatten() {
            csv.write_record(row).expect("memory takes all, and every row has a cell a column");
        }
        csv.into_inner().expect("memory takes all")
    }
}
