//! `supplement.csv`: what one version changed on an area's list.

use super::list::{DataCopy, columns, value};
use super::{CsvError, write};
use crate::changes::{Section, Supplement, SupplementRow};
use crate::render::Language;
use crate::render::forms::ListForm;
use crate::render::words::ground;
use crate::roll::Entry;
use std::io::Write;

/// The columns around those of the list.
const BEFORE: [&str; 3] = ["section", "kind", "side"];
const AFTER: &str = "ground";

/// Writes `supplement.csv`, a posted copy: no personal numbers, the columns and values of `list.csv`, the ground in
/// Vietnamese. A correction has two rows, `before` and `after` in `side`; other rows are `after`. It begins with a byte
/// order mark.
///
/// # Errors
/// [`CsvError`] if the writer fails.
pub fn supplement(form: &ListForm, supplement: &Supplement, to: impl Write) -> Result<(), CsvError> {
    let columns = columns(form, DataCopy::Posted);
    let header = BEFORE.into_iter().chain(columns.iter().map(|column| column.as_str())).chain([AFTER]);
    let record = |row: &'_ SupplementRow, side: &'static str, entry: &'_ Entry| {
        let around = [row.section.as_str(), row.kind.as_str(), side].map(|word| word.to_owned());
        let of_entry = columns.iter().map(|column| value(*column, entry).into_owned());
        let ground = ground(row, Language::Vietnamese).to_string();
        around.into_iter().chain(of_entry).chain([ground]).collect::<Vec<String>>()
    };
    let records = supplement.rows.iter().flat_map(|row| {
        let before = row.before.as_ref().filter(|_| row.section == Section::Corrections);
        let before = before.map(|entry| record(row, "before", entry));
        before.into_iter().chain([record(row, "after", &row.after)])
    });
    write("supplement.csv", header, records, to)
}
