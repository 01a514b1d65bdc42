//! CSV files of an output: an area's list and what changed on it, without personal numbers; the persons who may vote and
//! stand on no list; cards to take back, complaints and the books.
//!
//! Values are written as they are, quoted where RFC 4180 asks for it, and behind an apostrophe where a spreadsheet would
//! run them as a formula; lines end with a line feed.

mod books;
mod register;
mod returned;
mod supplement;

pub use books::{BOOKS_HEADER, books};
pub use register::{REGISTER_HEADER, register};
pub use returned::{RETURNED_HEADER, returned};
pub use supplement::{SUPPLEMENT_HEADER, supplement};

use crate::law::Reason;
use crate::people::{CommuneCode, inert};
use crate::roll::{Entry, Status, Unlisted};
use crate::territory::Level;
use std::io::Write;

/// The columns of `list.csv`.
pub const LIST_HEADER: [&str; 13] = [
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
];

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

/// Writes `list.csv`: one row an entry in the order given, no personal numbers. The file begins with a byte order
/// mark, because spreadsheets read UTF-8 wrongly without one. Ballots are `true` or `false`, remarks are joined by
/// `; `, birth dates are ISO 8601 and only as long as they are known.
///
/// # Errors
/// [`CsvError`] if the writer fails.
pub fn list<'a>(entries: impl IntoIterator<Item = &'a Entry>, to: impl Write) -> Result<(), CsvError> {
    write("list.csv", LIST_HEADER, entries.into_iter().map(list_record), Mark::Written, to)
}

/// Whether a file begins with a byte order mark.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Mark {
    Written,
    None,
}

/// Writes a header and records.
fn write<const N: usize, T: AsRef<str>>(
    file: &'static str,
    header: [&str; N],
    records: impl IntoIterator<Item = [T; N]>,
    mark: Mark,
    mut to: impl Write,
) -> Result<(), CsvError> {
    let failed = |source| CsvError { file, source };
    match mark {
        Mark::Written => to.write_all("\u{feff}".as_bytes()).map_err(|error| failed(error.into()))?,
        Mark::None => {}
    }
    let mut writer = ::csv::Writer::from_writer(to);
    writer.write_record(header).map_err(failed)?;
    for record in records {
        writer.write_record(record.iter().map(|cell| inert(cell.as_ref()))).map_err(failed)?;
    }
    writer.flush().map_err(|error| failed(error.into()))
}

fn list_record(entry: &Entry) -> [String; 13] {
    let text = |value: &Option<Box<str>>| value.as_deref().unwrap_or_default().to_owned();
    let ballot = |level| entry.ballots.contains(level).to_string();
    let status = match entry.status {
        Status::Listed => "listed",
        Status::Struck => "struck",
        Status::Marked => "marked",
    };
    [
        entry.number.to_string(),
        entry.full_name.to_string(),
        entry.birth_date.to_string(),
        entry.sex.as_str().to_owned(),
        text(&entry.ethnicity),
        text(&entry.occupation),
        text(&entry.permanent_residence),
        text(&entry.temporary_residence),
        ballot(Level::National),
        ballot(Level::Provincial),
        ballot(Level::Communal),
        entry.remarks.join("; "),
        status.to_owned(),
    ]
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
    write("not-listed.csv", NOT_LISTED_HEADER, persons.into_iter().map(record), Mark::None, to)
}
