//! CSV files of an output: an area's list without personal numbers, and the persons who may vote and stand on no list.
//!
//! Values are written as they are, quoted where RFC 4180 asks for it; lines end with a line feed.

use super::Unlisted;
use crate::law::{Flag, Rule};
use crate::people::{CommuneCode, PartialDate, PersonalNumber};
use crate::roll::{Entry, Status};
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

/// A person who may vote and stands on no list, as `not-listed.csv` tells of them.
#[derive(Clone, PartialEq, Eq)]
pub struct NotListed {
    pub personal_id: PersonalNumber,
    pub full_name: Box<str>,
    pub birth_date: PartialDate,
    /// Where the person would stand; none where no commune is known.
    pub commune_code: Option<CommuneCode>,
    pub outcome: Unlisted,
    pub rule: Rule,
    /// A sentence.
    pub reason: Box<str>,
    pub flags: Vec<Flag>,
}

/// Writes `list.csv`: one row an entry in the order given, no personal numbers. The file begins with a byte order
/// mark, because spreadsheets read UTF-8 wrongly without one. Ballots are `true` or `false`, remarks are joined by
/// `; `, birth dates are ISO 8601 and only as long as they are known.
///
/// # Errors
/// [`CsvError`] if the writer fails.
pub fn list<'a>(entries: impl IntoIterator<Item = &'a Entry>, mut to: impl Write) -> Result<(), CsvError> {
    let failed = |source| CsvError { file: "list.csv", source };
    to.write_all("\u{feff}".as_bytes()).map_err(|error| failed(error.into()))?;
    let mut writer = ::csv::Writer::from_writer(to);
    writer.write_record(LIST_HEADER).map_err(failed)?;
    for entry in entries {
        writer.write_record(list_record(entry)).map_err(failed)?;
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

/// Writes `not-listed.csv`, an official copy: one row a person in the order given; flags are joined by `;`.
///
/// # Errors
/// [`CsvError`] if the writer fails.
pub fn not_listed<'a>(
    persons: impl IntoIterator<Item = &'a NotListed>,
    to: impl Write,
) -> Result<(), CsvError> {
    let failed = |source| CsvError { file: "not-listed.csv", source };
    let mut writer = ::csv::Writer::from_writer(to);
    writer.write_record(NOT_LISTED_HEADER).map_err(failed)?;
    for person in persons {
        let flags: Vec<&str> = person.flags.iter().map(|flag| flag.as_str()).collect();
        let record = [
            person.personal_id.as_str(),
            &person.full_name,
            &person.birth_date.to_string(),
            person.commune_code.as_ref().map_or("", CommuneCode::as_str),
            person.outcome.as_str(),
            person.rule.id(),
            &person.reason,
            &flags.join(";"),
        ];
        writer.write_record(record).map_err(failed)?;
    }
    writer.flush().map_err(|error| failed(error.into()))
}
