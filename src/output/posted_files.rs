//! What an output of posted lists has beside their own files: the books, the statements of the versions, and the log of changes.

use super::OutputError;
use super::books::{self, AreaBooks};
use super::commune_files::CommuneFiles;
use super::job::Job;
use super::lines;
use super::names::VERSIONS;
use super::options::Format;
use super::source::Posted;
use crate::lists::{ChangedRow, RollVersion};
use crate::people::CommuneCode;
use crate::render::{csv, html};
use crate::store;
use crate::territory::AreaKind;
use std::collections::BTreeMap;
use tokio::runtime::Handle;

/// Writes them.
pub(super) fn write(
    job: &Job<'_>,
    posted: &Posted<'_>,
    communes: &BTreeMap<CommuneCode, CommuneFiles>,
) -> Result<(), OutputError> {
    if job.source.tells_persons() {
        books(job, posted, communes)?;
    }
    // The seal tells of an audit, which is another from equal data.
    let stated = posted.versions.iter().map(|version| RollVersion { seal: None, ..version.clone() });
    job.place.folder.write(VERSIONS, |out| lines::json(stated, "version", out))?;
    log(job, posted)
}

/// `books.csv` and `books.html` of the version, whatever was done while it was rendered. Both are official: by them it is
/// told how many joined an armed unit. The page, which is shown and printed, leaves the areas of armed units out.
fn books(
    job: &Job<'_>,
    posted: &Posted<'_>,
    communes: &BTreeMap<CommuneCode, CommuneFiles>,
) -> Result<(), OutputError> {
    let books = communes.iter().map(|(code, files)| {
        let areas = files.books.iter().map(|(area_code, books)| AreaBooks { area_code, books: *books });
        (code.clone(), areas.collect())
    });
    let mut books: BTreeMap<CommuneCode, Vec<AreaBooks<'_>>> = books.collect();
    let table = books::table(posted.lists, &books)?;
    job.place.folder.write("books.csv", |out| csv::books(&table, out))?;
    if !job.wants(Format::Html) {
        return Ok(());
    }
    let is_of_unit = |area: &AreaBooks<'_>| {
        let known = job.basis().territory.area(area.area_code);
        known.is_some_and(|area| area.kind == AreaKind::Military)
    };
    books.values_mut().for_each(|areas| areas.retain(|area| !is_of_unit(area)));
    let table = books::table(posted.lists, &books)?;
    job.text("books.html", html::books(&job.frame(), &table)?)
}

/// The log of changes, a file a version.
fn log(job: &Job<'_>, posted: &Posted<'_>) -> Result<(), OutputError> {
    let handle = Handle::current();
    let mut tx = handle.block_on(job.database.read())?;
    for version in posted.versions.iter().map(|version| version.statement.version) {
        if posted.supplements && version != posted.version {
            continue;
        }
        let before = u64::from(version) - 1;
        let read = store::change::since(&mut tx, job.source.roll_id(), before, version.into());
        let mut rows = handle.block_on(read)?.parse::<ChangedRow>()?;
        // A change of several rows is told once.
        rows.dedup_by(|row, before| row.change.change_id == before.change.change_id);
        if !rows.is_empty() {
            let changes = rows.iter().map(|row| &row.change);
            let name = format!("changes/{version}/changes.jsonl");
            job.place.folder.write(&name, |out| lines::json(changes, "log", out))?;
        }
    }
    Ok(handle.block_on(tx.rollback())?)
}
