//! The voter list in its form, and the list that supplements it in the same columns.

mod fields;
mod sums;
mod supplement;

use super::document::ListDocument;
use super::error::PdfError;
use super::face::Style;
use super::layout::Edition;
use super::sums as totals;
use super::table::{Paper, Row};
use crate::render::forms::{Column, Marks};
use crate::render::forms::{ListCopy, ListRow};
use crate::roll::Status;
use std::borrow::Cow;
pub use supplement::SUPPLEMENT_NAME;
pub(super) use supplement::paper as supplement;

/// The list as a paper with a table.
///
/// # Errors
/// [`PdfError::Totals`] if the sums do not agree with the rows.
pub(super) fn paper<'d>(document: &'d ListDocument<'_>, edition: Edition) -> Result<Paper<'d>, PdfError> {
    let standing = document.rows.iter().filter(|row| row.status == Status::Listed);
    totals::check(&document.totals, standing.map(|row| (row.sex, row.ballots)))?;
    let form = document.form;
    let columns = fields::chosen(form, document.copy, document.levels, edition);
    let line = |row| line(row, &columns, form.marks, document.copy);
    Ok(Paper {
        form: form.number,
        committee: &document.committee,
        name: form.words.name,
        titles: titles(&document.election, &document.area),
        qr: &document.qr,
        running: running(document.copy, &document.area, &document.version),
        columns: columns.iter().map(|column| fields::column(column, document.levels, form.marks)).collect(),
        text: Some(form.text_size(document.copy)),
        rows: document.rows.iter().map(line).collect(),
        row_height: 0,
        total: Some(sums::row(document, &columns)),
        page_total: None,
        sums: document.sums(),
        date_at: form.date_at,
        signature: &document.signature,
    })
}

/// The election and its term, and the area.
fn titles<'d>(election: &'d [Cow<'_, str>], area: &'d str) -> Vec<(Style, &'d str)> {
    let election = election.iter().map(|line| (Style::Bold, line.as_ref()));
    election.chain([(Style::Regular, area)]).collect()
}

fn line<'d>(row: &'d ListRow<'_>, columns: &[&Column], marks: Marks, copy: ListCopy) -> Row<'d> {
    let cells = columns.iter().map(|column| column.field.cell(row, marks, copy)).collect();
    Row { struck: row.status == Status::Struck, ..Row::new(row.number, cells) }
}

/// What stands at the foot of every page beside its number.
fn running(copy: ListCopy, area: &str, version: &str) -> String {
    format!("{} – {area} – {version}", copy.as_str())
}
