//! `cards-returned.csv`: the cards that one version takes back.

use super::{CsvError, write};
use crate::changes::Supplement;
use std::io::Write;

/// The columns of `cards-returned.csv`.
pub const RETURNED_HEADER: [&str; 5] = ["number", "full_name", "birth_date", "sex", "residence"];

/// Writes `cards-returned.csv`, an official paper: one row a card to take back, by number, under a byte order mark.
///
/// # Errors
/// [`CsvError`] if the writer fails.
pub fn returned(supplement: &Supplement, to: impl Write) -> Result<(), CsvError> {
    let mut entries: Vec<_> = supplement.cards_to_take_back().collect();
    entries.sort_by_key(|entry| entry.number);
    let records = entries.into_iter().map(|entry| {
        let residence = entry.temporary_residence.as_deref().or(entry.permanent_residence.as_deref());
        [
            entry.number.to_string(),
            entry.full_name.to_string(),
            entry.birth_date.to_string(),
            entry.sex.as_str().to_owned(),
            residence.unwrap_or_default().to_owned(),
        ]
    });
    write("cards-returned.csv", RETURNED_HEADER, records, to)
}
