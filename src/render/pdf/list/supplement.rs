//! The supplementary list: the columns of the list and the legal ground, in parts under headings.

use super::super::document::{SupplementChange, SupplementDocument};
use super::super::face::Style;
use super::super::layout::Edition;
use super::super::sheet::Align;
use super::super::table::{Column, Paper, Row, Width};
use super::fields;
use super::{line, running, titles};
use crate::render::forms::{self, Marks};
use crate::render::forms::{ListCopy, ListRow};
use std::borrow::Cow;

/// What the list is.
pub const SUPPLEMENT_NAME: &str = "DANH SÁCH CỬ TRI BỔ SUNG, THAY ĐỔI";
/// It is told of removed rows too, so it is never struck through.
const GROUND: Column = Column { strikes: false, ..Column::new("Căn cứ", Width::Fit(60), Align::Left) };

/// The supplement as a paper with a table.
pub(in crate::render::pdf) fn paper<'d>(document: &'d SupplementDocument<'_>, edition: Edition) -> Paper<'d> {
    let (form, copy) = (document.form, document.copy);
    let of_form = fields::chosen(form, copy, document.levels, edition);
    let mut columns: Vec<Column> =
        of_form.iter().map(|column| fields::column(column, document.levels, form.marks)).collect();
    columns.push(GROUND);
    let mut titles = titles(&document.election, &document.area);
    titles.push((Style::Italic, &document.about));
    let mut rows = Vec::new();
    for section in &document.sections {
        let first = rows.len();
        for change in &section.changes {
            add(change, &of_form, form.marks, copy, &mut rows);
        }
        if let Some(row) = rows.get_mut(first) {
            row.bands.push(&section.heading);
        }
    }
    Paper {
        form: "",
        committee: &document.committee,
        name: SUPPLEMENT_NAME,
        titles,
        qr: &document.qr,
        running: running(copy, &document.area, &document.version),
        columns,
        text: Some(form.text_size(copy)),
        rows,
        row_height: 0,
        total: None,
        page_total: None,
        sums: document.sums.iter().map(|sum| Cow::Borrowed(sum.as_ref())).collect(),
        date_at: form.date_at,
        signature: &document.signature,
    }
}

/// Adds the row as it was, struck through, and the row as it is; both stand on one page.
fn add<'d>(
    change: &'d SupplementChange<'_>,
    columns: &[&forms::Column],
    marks: Marks,
    copy: ListCopy,
    rows: &mut Vec<Row<'d>>,
) {
    let said = |row: &'d ListRow<'_>, ground: &'d str| {
        let mut row = line(row, columns, marks, copy);
        row.cells.push(Cow::Borrowed(ground));
        row
    };
    if let Some(before) = &change.before {
        rows.push(Row { struck: true, ..said(before, "") });
    }
    rows.push(Row { joined: change.before.is_some(), ..said(&change.after, &change.ground) });
}
