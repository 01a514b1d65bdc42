//! `supplement.csv`: what one version changed on an area's list.

use super::{CsvError, Mark, list_record, write};
use crate::changes::{Section, Supplement, SupplementRow};
use crate::render::Language;
use crate::render::words::ground;
use crate::roll::Entry;
use std::io::Write;

/// The columns of `supplement.csv`.
pub const SUPPLEMENT_HEADER: [&str; 17] = [
    "section",
    "kind",
    "side",
    "number",
    "full_name",
    "birth_date",
    "sex",
    "ethnicity",
    "occupation",
    "permanent_residence",
    "temporary_residence",
    "national",
    "provincial",
    "communal",
    "remarks",
    "status",
    "ground",
];

/// Writes `supplement.csv`, a posted copy: no personal numbers, values as in `list.csv`, the ground in Vietnamese. A
/// correction has two rows, `before` and `after` in `side`; other rows are `after`. It begins with a byte order mark.
///
/// # Errors
/// [`CsvError`] if the writer fails.
pub fn supplement(supplement: &Supplement, to: impl Write) -> Result<(), CsvError> {
    let records = supplement.rows.iter().flat_map(|row| {
        let before = row.before.as_ref().filter(|_| row.section == Section::Corrections);
        let before = before.map(|entry| record(row, "before", entry));
        before.into_iter().chain([record(row, "after", &row.after)])
    });
    write("supplement.csv", SUPPLEMENT_HEADER, records, Mark::Written, to)
}

fn record(row: &SupplementRow, side: &str, entry: &Entry) -> [String; 17] {
    let ground = ground(row, Language::Vietnamese);
    let mut of_entry = list_record(entry).into_iter();
    let mut around = [row.section.as_str(), row.kind.as_str(), side].map(str::to_owned).into_iter();
    std::array::from_fn(|_| around.next().or_else(|| of_entry.next()).unwrap_or_else(|| ground.to_owned()))
}
