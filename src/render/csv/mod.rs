//! CSV files of an output: an area's list and what changed on it, without personal numbers; the persons who may vote and
//! stand on no list; cards to take back, complaints and the books.
//!
//! Values are written as they are, quoted where RFC 4180 asks for it, and behind an apostrophe where a spreadsheet would
//! run them as a formula; lines end with a line feed.

mod books;
mod constituencies;
mod list;
mod register;
mod returned;
mod supplement;

pub use books::{BOOKS_HEADER, books};
pub use constituencies::{CONSTITUENCIES_HEADER, constituencies};
pub use list::{DataCopy, list};
pub use register::{REGISTER_HEADER, register};
pub use returned::{RETURNED_HEADER, returned};
pub use supplement::supplement;

use crate::law::Reason;
use crate::people::{CommuneCode, SPREADSHEET_MARK, inert};
use crate::roll::Unlisted;
use std::io::Write;

/// The columns of `not-listed.csv`.
pub const NOT_LISTED_HEADER: [&str; 8] =
    ["personal_id", "full_name", "birth_date", "commune_code", "outcome", "rule", "reason", "flags"];

/// A CSV file could not be written.
#[derive(Debug, thiserror::Error)]
#[error("{file} cannot be written: {source}; free the disk or choose another output folder")]
pub struct CsvError {
    file: &'static str,
    source: ::csv::Error,
}

/// Writes a header and records, behind a byte order mark, into a file that is called so in errors.
///
/// # Errors
/// [`CsvError`] if the writer fails.
pub fn write<T: AsRef<str>>(
    file: &'static str,
    header: impl IntoIterator<Item = impl AsRef<str>>,
    records: impl IntoIterator<Item = impl IntoIterator<Item = T>>,
    mut to: impl Write,
) -> Result<(), CsvError> {
    let failed = |source| CsvError { file, source };
    to.write_all(SPREADSHEET_MARK.as_bytes()).map_err(|error| failed(error.into()))?;
    let mut writer = ::csv::Writer::from_writer(to);
    writer.write_record(header.into_iter().map(|name| name.as_ref().to_owned())).map_err(failed)?;
    for record in records {
        for cell in record {
            writer.write_field(&*inert(cell.as_ref())).map_err(failed)?;
        }
        writer.write_record(None::<&[u8]>).map_err(failed)?;
    }
    writer.flush().map_err(|error| failed(error.into()))
}

/// Writes `not-listed.csv`, an official copy: one row a person in the order given; the reason is the word of the public
/// format, flags are joined by `;`.
///
/// # Errors
/// [`CsvError`] if the writer fails.
pub fn not_listed<'a>(
    persons: impl IntoIterator<Item = &'a Unlisted>,
    to: impl Write,
) -> Result<(), CsvError> {
    let record = |person: &Unlisted| {
        let decision = &person.decision;
        let flags: Vec<&str> = decision.flags.iter().map(|flag| flag.as_str()).collect();
        [
            person.personal_id.as_str().to_owned(),
            person.full_name.to_string(),
            person.birth_date.to_string(),
            person.commune_code.as_ref().map_or("", CommuneCode::as_str).to_owned(),
            person.outcome().to_owned(),
            decision.rule.id().to_owned(),
            decision.reason.map_or("", Reason::as_str).to_owned(),
            flags.join(";"),
        ]
    };
    write("not-listed.csv", NOT_LISTED_HEADER, persons.into_iter().map(record), to)
}
