//! `list.csv`, `list-official.csv`: an area's list in the columns of its form.

use super::{CsvError, write};
use crate::people::Sex;
use crate::render::forms::{DataColumn, ListForm};
use crate::roll::{Entry, Status};
use std::borrow::Cow;
use std::io::Write;

/// Which copy of a list is written as data.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DataCopy {
    /// With the whole personal numbers.
    Official,
    /// Never with personal numbers.
    Posted,
}

/// Writes a list: one row an entry in the order given. The file begins with a byte order mark, because spreadsheets read
/// UTF-8 wrongly without one. Sexes and ballots are `true` or `false`, remarks are joined by `; `, birth dates are ISO 8601 and
/// only as long as they are known.
///
/// # Errors
/// [`CsvError`] if the writer fails.
pub fn list<'a>(
    form: &ListForm,
    copy: DataCopy,
    entries: impl IntoIterator<Item = &'a Entry>,
    to: impl Write,
) -> Result<(), CsvError> {
    let file = match copy {
        DataCopy::Official => "list-official.csv",
        DataCopy::Posted => "list.csv",
    };
    let columns = columns(form, copy);
    let header = columns.iter().map(|column| column.as_str());
    let record = |entry| columns.iter().map(move |column| value(*column, entry));
    write(file, header, entries.into_iter().map(record), to)
}

/// The columns of a copy.
pub(super) fn columns(form: &ListForm, copy: DataCopy) -> Vec<DataColumn> {
    let is_shown = |column: &DataColumn| *column != DataColumn::PersonalId || copy == DataCopy::Official;
    form.data.iter().copied().filter(is_shown).collect()
}

fn text(value: &Option<Box<str>>) -> Cow<'_, str> {
    Cow::Borrowed(value.as_deref().unwrap_or_default())
}

/// What a column holds of an entry.
pub(super) fn value(column: DataColumn, entry: &Entry) -> Cow<'_, str> {
    let truth = |said: bool| Cow::Borrowed(if said { "true" } else { "false" });
    match column {
        DataColumn::Number => entry.number.to_string().into(),
        DataColumn::FullName => Cow::Borrowed(&entry.full_name),
        DataColumn::BirthDate => entry.birth_date.to_string().into(),
        DataColumn::Sex => Cow::Borrowed(entry.sex.as_str()),
        DataColumn::Male => truth(entry.sex == Sex::Male),
        DataColumn::Female => truth(entry.sex == Sex::Female),
        DataColumn::PersonalId => Cow::Borrowed(entry.personal_id.as_str()),
        DataColumn::Ethnicity => text(&entry.ethnicity),
        DataColumn::Occupation => text(&entry.occupation),
        DataColumn::PermanentResidence => text(&entry.permanent_residence),
        DataColumn::TemporaryResidence => text(&entry.temporary_residence),
        DataColumn::CurrentPlace => text(&entry.current_place),
        DataColumn::Ballot(level) => truth(entry.ballots.contains(level)),
        DataColumn::Remarks => entry.remarks.join("; ").into(),
        DataColumn::Status => Cow::Borrowed(match entry.status {
            Status::Listed => "listed",
            Status::Struck => "struck",
            Status::Marked => "marked",
        }),
    }
}
