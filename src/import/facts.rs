//! The sheets of the template beside that of persons: each row's cells in the extract's words, by the columns they go into.

use super::drawn::SheetBook;
use super::election;
use super::fold::{begins, folded};
use super::grid::{Cell, Grid, Row};
use super::outcome::{Aside, Outcome, Remark, Told};
use super::template::forms::{Cells, Column, FORMS, Form};
use super::template::values;
use super::{number, title};
use crate::extract::schema;

/// The rows of a sheet of the template.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Found<'a> {
    pub form: &'static Form,
    pub grid: &'a Grid,
    /// The sheet's place among all.
    pub at: usize,
    /// The place of the row of headings.
    pub head: usize,
}

/// A row of such a sheet.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct FormRow {
    pub sheet: usize,
    pub row: usize,
    /// Cells by the column of the extract that they go into.
    cells: Vec<(&'static str, String)>,
    /// The name beside a number, to compare.
    pub name: String,
}

impl FormRow {
    /// The text of a column; none is empty.
    pub(super) fn text(&self, to: &str) -> &str {
        self.cells.iter().find(|(name, _)| *name == to).map_or("", |(_, text)| text)
    }
}

/// The sheet of the template that a grid is: by its name and the headings in it.
pub(super) fn find(grid: &Grid, at: usize) -> Option<Found<'_>> {
    let name = folded(&grid.sheet);
    let form = FORMS[1..].iter().find(|form| folded(form.name) == name)?;
    let labels = form.columns.iter().filter(|column| column.needed).map(|column| folded(column.label));
    let labels: Vec<String> = labels.collect();
    let has_all = |row: &Row| {
        let texts: Vec<String> = row.filled().map(|(_, cell)| cell.folded()).collect();
        labels.iter().all(|label| texts.contains(label))
    };
    let head = grid.rows.iter().position(has_all)?;
    Some(Found { form, grid, at, head })
}

/// Reads the rows below the headings, and says what became of every row.
pub(super) fn read(found: Found<'_>, book: &mut SheetBook) -> Vec<FormRow> {
    let Found { form, grid, at, head } = found;
    book.aside(0..head, Aside::Title);
    book.aside(head..head + 1, Aside::Head);
    let place = |column: &Column| {
        let label = folded(column.label);
        grid.rows[head].filled().find(|(_, cell)| cell.folded() == label).map(|(place, _)| place)
    };
    let places: Vec<Option<usize>> = form.columns.iter().map(place).collect();
    let mut rows = Vec::new();
    for (number, row) in grid.rows.iter().enumerate().skip(head + 1) {
        let told = &mut book.rows[number];
        if row.filled().next().is_some_and(|(_, cell)| begins(&cell.folded(), "vi du")) {
            told.outcome = Outcome::Aside(Aside::Example);
            continue;
        }
        let mut found = FormRow { sheet: at, row: number, cells: Vec::new(), name: String::new() };
        let mut is_filled = false;
        for (column, place) in form.columns.iter().zip(&places) {
            let cell = place.map_or(&Cell::Empty, |place| row.cell(place));
            if column.to.is_empty() {
                let is_name = column.label == "Họ và tên";
                found.name = if is_name { cell.text().into_owned() } else { found.name };
                continue;
            }
            is_filled |= !cell.is_empty();
            let text = self::text(column, cell, &mut told.remarks);
            found.cells.push((column.to, text));
        }
        match is_filled {
            true => {
                tell_needed(form, &found, &mut told.remarks);
                told.outcome = Outcome::Taken(form.table.name);
                rows.push(found);
            }
            false => {
                told.outcome = Outcome::Aside(Aside::Unclear);
                told.remarks.clear();
                if row.filled().any(|(_, cell)| super::name::is_likely(&cell.text())) {
                    told.remarks.push(Remark::of(Told::RowUnclear, "", &row.words()));
                }
            }
        }
    }
    rows
}

fn tell_needed(form: &Form, row: &FormRow, remarks: &mut Vec<Remark>) {
    let needed = form.columns.iter().filter(|column| column.needed && !column.to.is_empty());
    for column in needed.filter(|column| row.text(column.to).is_empty()) {
        remarks.push(Remark::of(Told::Needed, column.label, ""));
    }
}

/// A cell as the extract has it. What cannot be read stays as it stands where the row needs it, for the check to tell; elsewhere
/// it is left out.
fn text(column: &Column, cell: &Cell, remarks: &mut Vec<Remark>) -> String {
    let text = cell.text().into_owned();
    if text.is_empty() {
        return text;
    }
    let read = match column.cells {
        Cells::Text | Cells::Hamlet | Cells::Facility => Some(text.clone()),
        Cells::Digits => Some(digits(column, cell, remarks)),
        Cells::Date => election::date(cell).map(|date| date.to_string()),
        Cells::Whole => text.parse::<u32>().ok().map(|number| number.to_string()),
        Cells::Area => title::area_of_cell(&text).map(|number| number.to_string()),
        Cells::One(known) => values::word_of(known, &text).map(str::to_owned),
    };
    let told = match column.cells {
        Cells::Date => Told::DateUnread,
        _ => Told::WordUnread,
    };
    read.unwrap_or_else(|| {
        remarks.push(Remark::of(told, column.label, &text));
        if column.needed { text } else { String::new() }
    })
}

fn digits(column: &Column, cell: &Cell, remarks: &mut Vec<Remark>) -> String {
    let text = cell.text().into_owned();
    if column.to != "personal_id" {
        // Codes of communes have five digits.
        return if text.len() < 5 && text.bytes().all(|byte| byte.is_ascii_digit()) {
            format!("{text:0>5}")
        } else {
            text
        };
    }
    match number::read(cell) {
        number::NumberCell::Whole { number, .. } => number.as_str().to_owned(),
        number::NumberCell::Short { likely, text } => {
            remarks.push(Remark::of(Told::NumberDamaged, column.label, &text).likely(likely.as_str()));
            text
        }
        number::NumberCell::Damaged(text) => {
            remarks.push(Remark::of(Told::NumberDamaged, column.label, &text));
            text
        }
        number::NumberCell::None => String::new(),
    }
}

/// Whether rows of a table tell of persons.
pub(super) fn is_of_persons(form: &Form) -> bool {
    form.table.columns.first().is_some_and(|column| column.name == schema::PERSONS.columns[0].name)
}
