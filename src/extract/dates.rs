//! The dates of a column, looked at together: days and months that a spreadsheet exchanged.
//!
//! A spreadsheet of another country takes `04/03/2008` for the 3rd of April and turns it into a date cell, and leaves
//! `25/12/2008` as text. No such cell is odd by itself; the column is.

use super::header::Header;
use super::row::{DateCell, RawCell, RawRow};
use super::schema::{Kind, Table};
use crate::people::PartialDate;
use chrono::{Datelike, NaiveDate};

/// The last day of a month that could be a month.
const MONTHS: u32 = 12;

/// The columns of dates of a table, while its rows are read.
#[derive(Debug, Default)]
pub(super) struct DateColumns(Vec<DateColumn>);

/// What the dates of a column look like.
#[derive(Debug, Default)]
struct DateColumn {
    /// Its place in the schema, and in the file.
    at: usize,
    place: usize,
    /// Texts such as `25/12/2008`, and `04/03/2008`, which could be either.
    texts_above: u64,
    texts_either: u64,
    /// Texts such as `12/25/2008`, which have the month first.
    texts_month_first: u64,
    /// Date cells whose day is no month, and whose day could be one.
    cells_above: u64,
    cells_either: u64,
}

impl DateColumns {
    /// The columns of dates that a file holds.
    pub(super) fn of(table: &Table, header: &Header) -> Self {
        let columns = table.columns.iter().zip(&header.places).enumerate();
        let dates = columns.filter(|(_, (column, _))| column.kind == Kind::Date);
        let found = dates.filter_map(|(at, (_, place))| {
            Some(DateColumn { at, place: (*place)?, ..DateColumn::default() })
        });
        Self(found.collect())
    }

    /// Looks at the dates of a row.
    pub(super) fn look(&mut self, row: &dyn RawRow) {
        for column in &mut self.0 {
            match row.cell(column.place) {
                RawCell::Text(text) => column.text(text),
                RawCell::Date(DateCell { moment, .. }) if moment.day() > MONTHS => column.cells_above += 1,
                RawCell::Date(_) => column.cells_either += 1,
                RawCell::Number(_)
                | RawCell::Hour(_)
                | RawCell::Boolean(_)
                | RawCell::Fault(_)
                | RawCell::Uncalculated => {}
            }
        }
    }

    /// The columns whose days and months seem exchanged, by their places in the schema, with how many dates are in doubt.
    pub(super) fn exchanged(&self) -> impl Iterator<Item = (usize, u64)> {
        self.0.iter().filter_map(|column| Some((column.at, column.in_doubt()?)))
    }
}

impl DateColumn {
    fn text(&mut self, text: &str) {
        // Dates in the public format cannot be taken for others.
        if text.is_empty() || text.as_bytes().get(4) == Some(&b'-') {
            return;
        }
        match day_and_month(text.trim()) {
            Some((13..=31, 1..=MONTHS)) => self.texts_above += 1,
            Some((1..=MONTHS, 13..=31)) => self.texts_month_first += 1,
            Some((1..=MONTHS, 1..=MONTHS)) => self.texts_either += 1,
            _ => {}
        }
    }

    /// How many dates may have day and month exchanged, if the column looks so.
    fn in_doubt(&self) -> Option<u64> {
        let by_spreadsheet = self.cells_above == 0 && self.texts_above > 0 && self.texts_either == 0;
        let of_cells = if by_spreadsheet { self.cells_either } else { 0 };
        let of_texts = if self.texts_month_first > 0 { self.texts_either } else { 0 };
        Some(of_cells + of_texts).filter(|count| *count > 0)
    }
}

/// The first two numbers of `25/12/2008`.
fn day_and_month(text: &str) -> Option<(u32, u32)> {
    let mut parts = text.split(['/', '-', '.']);
    let (day, month, year) = (parts.next()?, parts.next()?, parts.next()?);
    let is_short = |part: &str| matches!(part.len(), 1 | 2);
    if parts.next().is_some() || year.len() != 4 || !is_short(day) || !is_short(month) {
        return None;
    }
    Some((day.parse().ok()?, month.parse().ok()?))
}

/// A date with its day and month exchanged; `None` if that is no other date.
pub(super) fn exchanged(date: PartialDate) -> Option<PartialDate> {
    let day = Some(date).filter(PartialDate::is_full)?.first();
    let other = NaiveDate::from_ymd_opt(day.year(), day.day(), day.month())?;
    (other != day).then(|| PartialDate::full(other))
}
