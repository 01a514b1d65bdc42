//! The cells of a sheet as they stand there, whatever kind of workbook it came from.

use super::fold::folded;
use crate::people::nfc;
use chrono::{NaiveDateTime, NaiveTime};
use std::borrow::Cow;

/// A sheet: its rows that are not blank, in their order.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Grid {
    /// The workbook's name, as reports show it.
    pub file: String,
    pub sheet: String,
    pub rows: Vec<Row>,
}

/// A row that is not blank.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Row {
    /// Its number in the workbook, from 1.
    pub number: u32,
    pub cells: Vec<Cell>,
}

/// What a cell holds.
#[derive(Debug, Clone, Default, PartialEq)]
pub enum Cell {
    #[default]
    Empty,
    Text(String),
    Number(f64),
    /// A date, and the number that it is in the workbook.
    Date {
        moment: NaiveDateTime,
        serial: Option<f64>,
    },
    /// An hour of the day.
    Hour(NaiveTime),
    Truth(bool),
    /// An error of a formula, such as `#N/A`.
    Fault(String),
    /// A formula that no program ever calculated.
    Formula(String),
}

impl Cell {
    pub(super) fn is_empty(&self) -> bool {
        match self {
            Self::Empty => true,
            Self::Text(text) => text.trim().is_empty(),
            _ => false,
        }
    }

    /// The cell as text: normal form, one space between words, whole numbers without a point, dates as ISO writes them.
    pub(super) fn text(&self) -> Cow<'_, str> {
        match self {
            Self::Empty => Cow::Borrowed(""),
            Self::Text(text) => Cow::Owned(nfc(text)),
            Self::Number(number) => Cow::Owned(number.to_string()),
            Self::Date { moment, .. } if moment.time() == NaiveTime::MIN => {
                Cow::Owned(moment.date().to_string())
            }
            Self::Date { moment, .. } => Cow::Owned(moment.format("%Y-%m-%dT%H:%M:%S").to_string()),
            Self::Hour(time) => Cow::Owned(time.format("%H:%M").to_string()),
            Self::Truth(truth) => Cow::Borrowed(if *truth { "TRUE" } else { "FALSE" }),
            Self::Fault(fault) => Cow::Borrowed(fault),
            Self::Formula(formula) => Cow::Owned(format!("={formula}")),
        }
    }

    /// The words of the cell, folded.
    pub(super) fn folded(&self) -> String {
        folded(&self.text())
    }
}

impl Row {
    /// A cell; one that is not there is empty.
    pub(super) fn cell(&self, column: usize) -> &Cell {
        self.cells.get(column).unwrap_or(&Cell::Empty)
    }

    /// The cells that hold something, with their columns.
    pub(super) fn filled(&self) -> impl Iterator<Item = (usize, &Cell)> {
        self.cells.iter().enumerate().filter(|(_, cell)| !cell.is_empty())
    }

    /// All that the row says, from left to right.
    pub(super) fn words(&self) -> String {
        let texts: Vec<_> = self.filled().map(|(_, cell)| cell.text()).collect();
        texts.join(" ")
    }
}

/// The letters of a column, as spreadsheets name it: 0 is `A`.
pub(super) fn letters(column: usize) -> String {
    let mut rest = column;
    let mut letters = Vec::new();
    loop {
        letters.push(char::from(b'A' + u8::try_from(rest % 26).unwrap_or(0)));
        if rest < 26 {
            return letters.into_iter().rev().collect();
        }
        rest = rest / 26 - 1;
    }
}

/// The column of these letters.
pub(super) fn column(letters: &str) -> Option<usize> {
    let letters = letters.trim().to_ascii_uppercase();
    if letters.is_empty() || letters.len() > 3 || !letters.bytes().all(|byte| byte.is_ascii_uppercase()) {
        return None;
    }
    let number = letters.bytes().fold(0, |sum, byte| sum * 26 + usize::from(byte - b'A') + 1);
    Some(number - 1)
}

#[cfg(test)]
mod tests {
    use super::{column, letters};

    #[test]
    fn columns_are_named_as_spreadsheets_name_them() {
        for (at, name) in [(0, "A"), (25, "Z"), (26, "AA"), (51, "AZ"), (52, "BA"), (701, "ZZ"), (702, "AAA")]
        {
            assert_eq!(letters(at), name);
            assert_eq!(column(name), Some(at), "{name}");
        }
        assert_eq!(column("1"), None);
    }
}
