//! `books.csv`: what changed since posting, of each place and ballot.

use super::{CsvError, write};
use crate::render::books::{BooksTable, Of};
use std::io::Write;

/// The columns of `books.csv`.
pub const BOOKS_HEADER: [&str; 9] =
    ["level", "code", "ballot", "posted", "added", "transferred_in", "removed", "transferred_out", "current"];

/// Writes `books.csv` in long form: of each place one row for `voters` and one for each ballot.
///
/// # Errors
/// [`CsvError`] if the writer fails.
pub fn books(table: &BooksTable, to: impl Write) -> Result<(), CsvError> {
    let records = table.rows().iter().flat_map(|row| {
        Of::ALL.iter().map(move |of| {
            let moved = row.account(*of);
            [
                row.level.as_str().to_owned(),
                row.code.clone(),
                of.as_str().to_owned(),
                moved.posted.to_string(),
                moved.added.to_string(),
                moved.transferred_in.to_string(),
                moved.removed.to_string(),
                moved.transferred_out.to_string(),
                moved.current.to_string(),
            ]
        })
    });
    write("books.csv", BOOKS_HEADER, records, to)
}
