//! The voter list, form 31/HĐBC, and the list that supplements it in the same columns.

mod fields;
mod sums;
mod supplement;

use super::document::{ListCopy, ListDocument, ListRow};
use super::error::PdfError;
use super::face::Style;
use super::layout::Edition;
use super::sums as totals;
use super::table::{Paper, Row};
use crate::roll::Status;
use fields::Field;
use std::borrow::Cow;
pub(super) use supplement::paper as supplement;

/// The list as a paper with a table.
///
/// # Errors
/// [`PdfError::Totals`] if the sums do not agree with the rows.
pub(super) fn paper<'d>(document: &'d ListDocument<'_>, edition: Edition) -> Result<Paper<'d>, PdfError> {
    let standing = document.rows.iter().filter(|row| row.status == Status::Listed);
    totals::check(&document.totals, standing.map(|row| (row.sex, row.ballots)))?;
    let fields = Field::chosen(document.copy, document.levels, edition);
    Ok(Paper {
        form: "Mẫu số 31/HĐBC",
        committee: &document.committee,
        name: "DANH SÁCH CỬ TRI",
        titles: titles(&document.election, &document.area),
        qr: &document.qr,
        running: running(document.copy, &document.area, &document.version),
        columns: fields.iter().map(|field| field.column(document.levels)).collect(),
        rows: document.rows.iter().map(|row| line(row, &fields, document.copy)).collect(),
        row_height: 0,
        total: Some(sums::row(&fields, &document.totals)),
        page_total: None,
        sums: totals::sentences(document.levels, &document.totals),
        signature: &document.signature,
    })
}

/// The election and its term, and the area.
fn titles<'d>(election: &'d [Cow<'_, str>], area: &'d str) -> Vec<(Style, &'d str)> {
    let election = election.iter().map(|line| (Style::Bold, line.as_ref()));
    election.chain([(Style::Regular, area)]).collect()
}

fn line<'d>(row: &'d ListRow<'_>, fields: &[Field], copy: ListCopy) -> Row<'d> {
    let cells = fields.iter().map(|field| field.cell(row, copy)).collect();
    Row { struck: row.status == Status::Struck, ..Row::new(row.number, cells) }
}

/// What stands at the foot of every page beside its number.
fn running(copy: ListCopy, area: &str, version: &str) -> String {
    let copy = match copy {
        ListCopy::Official => "Bản chính",
        ListCopy::PostedMasked | ListCopy::PostedOmitted => "Bản niêm yết",
    };
    format!("{copy} – {area} – {version}")
}
