//! Tables of words and numbers, for a person, a program or a spreadsheet.

use super::{fold, visible};
use crate::people::inert;
use clap::ValueEnum;
use serde_json::{Map, Value};

/// How far words stand in that are told under a row.
const INDENT: &str = "    ";

/// How a table is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, ValueEnum)]
pub enum TableFormat {
    /// Columns for a person.
    #[default]
    Table,
    /// One JSON array of objects.
    Json,
    /// CSV with a header; what a spreadsheet would run stands behind an apostrophe.
    Csv,
}

/// A table: the names of its columns and the rows.
#[derive(Debug, Clone, Default)]
pub struct Table {
    columns: Vec<&'static str>,
    rows: Vec<Vec<String>>,
}

impl Table {
    /// An empty table of these columns.
    pub fn new(columns: &[&'static str]) -> Self {
        Self { columns: columns.to_vec(), rows: Vec::new() }
    }

    /// Adds a row.
    pub fn row(&mut self, cells: impl IntoIterator<Item = String>) {
        self.rows.push(cells.into_iter().collect());
    }

    /// Whether there are no rows.
    pub fn is_empty(&self) -> bool {
        self.rows.is_empty()
    }

    /// The table as text, ending with a line feed.
    pub fn text(&self, format: TableFormat) -> String {
        match format {
            TableFormat::Table => self.columns_text(),
            TableFormat::Json => self.json(),
            TableFormat::Csv => self.csv(),
        }
    }

    /// The table for a person whose terminal is so wide: where it is wider, its words stand under each row instead of in it,
    /// which are the columns from `words` on: a sentence, and perhaps what it is called.
    pub fn text_within(&self, width: usize, words: usize) -> String {
        let whole = self.columns_text();
        if whole.lines().all(|line| line.chars().count() <= width) {
            return whole;
        }
        let rows = self.rows.iter().map(|row| row[..words].to_vec()).collect();
        let narrow = Self { columns: self.columns[..words].to_vec(), rows }.columns_text();
        let mut lines = narrow.lines();
        let mut text = lines.next().map(|header| header.to_owned() + "\n").unwrap_or_default();
        for (line, row) in lines.zip(&self.rows) {
            let told = match &row[words..] {
                [sentence, name] => format!("{INDENT}{sentence} ({name})"),
                others => format!("{INDENT}{}", others.join("; ")),
            };
            text += &format!("{line}\n{}\n", fold::line(&visible::value(&told), width, INDENT));
        }
        text
    }

    /// Numbers to the right, words to the left, two spaces between; what steers a terminal is shown as signs.
    fn columns_text(&self) -> String {
        let visible = |row: &Vec<String>| row.iter().map(|cell| visible::value(cell).into_owned()).collect();
        let rows: Vec<Vec<String>> = self.rows.iter().map(visible).collect();
        let width = |at: usize| {
            let cells = rows.iter().map(|row| row[at].chars().count());
            cells.chain([self.columns[at].chars().count()]).max().unwrap_or(0)
        };
        let widths: Vec<usize> = (0..self.columns.len()).map(width).collect();
        let is_number = |at: usize| {
            let of_number = |c: char| c.is_ascii_digit() || ".,%–".contains(c);
            !rows.is_empty() && rows.iter().all(|row| row[at].chars().all(of_number))
        };
        let right: Vec<bool> = (0..self.columns.len()).map(is_number).collect();
        let header = self.columns.iter().map(|&name| name.to_owned()).collect();
        let mut text = String::new();
        for row in std::iter::once(&header).chain(&rows) {
            let mut line = String::new();
            for (at, cell) in row.iter().enumerate() {
                let padding = " ".repeat(widths[at].saturating_sub(cell.chars().count()));
                let gap = if at == 0 { "" } else { "  " };
                line += &match right[at] {
                    true => format!("{gap}{padding}{cell}"),
                    false => format!("{gap}{cell}{padding}"),
                };
            }
            text += line.trim_end();
            text.push('\n');
        }
        text
    }

    fn json(&self) -> String {
        let object = |row: &Vec<String>| {
            let names = self.columns.iter().map(|name| (*name).to_owned());
            Value::Object(names.zip(row.iter().cloned().map(Value::String)).collect::<Map<_, _>>())
        };
        let rows: Vec<Value> = self.rows.iter().map(object).collect();
        visible::json(&format!("{:#}\n", Value::Array(rows))).into_owned()
    }

    fn csv(&self) -> String {
        let mut csv = csv::Writer::from_writer(Vec::new());
        csv.write_record(&self.columns).expect("memory takes all");
        for row in &self.rows {
            let cells = row.iter().map(|cell| inert(cell));
            csv.write_record(cells)
                .expect("memory takes all, and every row has the columns' number of cells");
        }
        let bytes = csv.into_inner().expect("memory takes all");
        String::from_utf8(bytes).expect("only text was written")
    }
}
