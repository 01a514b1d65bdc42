//! The page of one voting area.

use super::OutputError;
use super::job::Job;
use super::list::List;
use super::names::PAGE;
use super::options::Format;
use super::place::Place;
use crate::people::AreaCode;
use crate::render::html::{AgePyramid, AreaNotes, AreaPage, Document, Figures, Paper};
use crate::roll::Totals;
use crate::territory::Constituency;

/// The documents of an area with their pages, as far as those are known.
pub(super) fn papers(
    job: &Job<'_>,
    place: &Place<'_>,
    area: &AreaCode,
    documents: &[Document],
) -> Vec<Paper> {
    let folder = format!("{}/{area}/", place.folder);
    let printed = job.place.folder.printed_below(&folder);
    let pages = |document: Document| {
        let name = format!("{folder}{}", document.file_name());
        let (_, pages) = printed.iter().find(|(path, _)| *path == name)?;
        u32::try_from(*pages).ok()
    };
    documents.iter().map(|document| Paper { document: *document, pages: pages(*document) }).collect()
}

/// Writes the page of an area, unless its numbers are confidential or the pages above it are not written. It names the
/// roll, as those do, and is written anew with them.
pub(super) fn page(
    job: &Job<'_>,
    place: &Place<'_>,
    list: &List<'_>,
    totals: Totals,
    papers: &[Paper],
) -> Result<(), OutputError> {
    let List { area, version, entries, .. } = *list;
    if !job.wants(Format::Html) || !job.source.tells_persons() {
        return Ok(());
    }
    let election = &job.basis().election;
    let figures =
        Figures { totals, ages: AgePyramid::of(entries, election.election_day), ..Figures::default() };
    let territory = &job.basis().territory;
    let constituencies: Vec<&Constituency> =
        place.levels.iter().flat_map(|level| territory.constituencies_of(&area.area_code, level)).collect();
    let page = AreaPage {
        place: place.of_area(job.source, area, version),
        figures: &figures,
        notes: &AreaNotes::of(entries),
        constituencies: &constituencies,
        papers,
    };
    match page.render(&job.frame())? {
        Some(text) => job.text(&format!("{}/{}/{PAGE}", place.folder, area.area_code), text),
        None => Ok(()),
    }
}
