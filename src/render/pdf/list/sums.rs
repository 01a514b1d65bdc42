//! The last row of a list.

use super::super::document::ListDocument;
use super::super::table::TotalRow;
use super::super::words::in_figures;
use crate::render::forms::Column;

/// The form's title under the first columns, and the sums under sexes and ballots.
pub(super) fn row(document: &ListDocument<'_>, columns: &[&Column]) -> TotalRow {
    let sum = |column: &&Column| column.field.sum(&document.totals).map(in_figures);
    TotalRow {
        title: document.form.total(&document.totals),
        span: document.form.words.total.span,
        cells: columns.iter().map(sum).collect(),
    }
}
