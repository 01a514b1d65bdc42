//! The page of one voting area.

use super::super::error::TaskError;
use super::commune::{CommuneFiles, Place};
use super::{Format, Job, posted};
use crate::people::AreaCode;
use crate::render::documents::{AreaPlace, ListVersion};
use crate::render::html::{AgePyramid, AreaNotes, AreaPage, Document, Figures, Paper};
use crate::roll::{Entry, Totals};
use crate::territory::{Area, Constituency};

/// The documents of an area with their pages, as far as those were counted.
pub(super) fn papers(files: &CommuneFiles, area: &AreaCode, documents: &[Document]) -> Vec<Paper> {
    let pages = |document: Document| files.pages.get(&(area.clone(), document)).copied();
    documents.iter().map(|document| Paper { document: *document, pages: pages(*document) }).collect()
}

/// Writes the page of an area, unless its numbers are confidential or the pages above it are not written.
pub(super) fn page(
    job: &Job<'_>,
    place: &Place<'_>,
    (area, version): (&Area, Option<ListVersion>),
    (entries, totals): (&[Entry], Totals),
    papers: &[Paper],
    files: &CommuneFiles,
) -> Result<(), TaskError> {
    if !job.wants(Format::Html) || !job.posted.is_none_or(posted::Source::is_whole) {
        return Ok(());
    }
    let election = &job.basis.election;
    let digest = files.digests.get(&area.area_code).map_or("", String::as_str);
    let version = version.unwrap_or_else(|| ListVersion::draft(digest, election.posted_on));
    let figures =
        Figures { totals, ages: AgePyramid::of(entries, election.election_day), ..Figures::default() };
    let territory = &job.basis.territory;
    let constituencies: Vec<&Constituency> =
        place.levels.iter().flat_map(|level| territory.constituencies_of(&area.area_code, level)).collect();
    let page = AreaPage {
        place: AreaPlace {
            election,
            roll_id: &job.derived.roll_id,
            province: place.province,
            commune: place.commune,
            area,
            levels: place.levels,
            version: &version,
        },
        figures: &figures,
        notes: &AreaNotes::of(entries),
        constituencies: &constituencies,
        papers,
    };
    match page.render(&job.frame())? {
        Some(text) => job.text(&format!("{}/{}/summary.html", place.folder, area.area_code), text),
        None => Ok(()),
    }
}
