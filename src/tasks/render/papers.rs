//! The printed papers of one area: those wanted that an area of its kind has, each into its file.

use super::super::error::TaskError;
use super::Job;
use super::commune::Place;
use crate::people::HamletCode;
use crate::render::documents::{self, AreaPaper, AreaPlace, ListVersion};
use crate::render::html::Document;
use crate::render::pdf::{ListCopy, PdfError, Printer};
use crate::roll::{Entry, Totals};
use crate::territory::{Area, Territory};
use std::io::Write;

/// Of what an area's papers are printed.
pub(super) struct Papers<'a> {
    pub(super) place: AreaPlace<'a>,
    pub(super) entries: &'a [Entry],
    pub(super) totals: Totals,
    pub(super) posted_copy: ListCopy,
    pub(super) territory: &'a Territory,
    /// Those printed already, with their pages.
    pub(super) printed: Vec<(AreaPaper, u32)>,
}

impl<'a> Papers<'a> {
    /// Prints one paper and tells its pages.
    fn print(&self, paper: AreaPaper, printer: &Printer, out: &mut dyn Write) -> Result<u32, PdfError> {
        let Self { place, entries, totals, .. } = self;
        match paper {
            AreaPaper::List => {
                printer.print(&documents::list(place, entries, self.posted_copy, *totals), out)
            }
            AreaPaper::OfficialList => {
                printer.print(&documents::list(place, entries, ListCopy::Official, *totals), out)
            }
            AreaPaper::Cards => printer.print(&documents::cards(place, *entries), out),
            AreaPaper::Handover => printer.print(&documents::handover(place, *entries, *totals), out),
            AreaPaper::PollBook => printer.print(&documents::poll_book(place, entries, *totals), out),
            AreaPaper::Index => printer.print(&documents::index(place, entries, *totals), out),
            AreaPaper::DoorToDoor => {
                let name = |code: &'a HamletCode| self.territory.hamlet(code).map(|hamlet| &*hamlet.name);
                printer.print(&documents::door_to_door(place, entries, *totals, name), out)
            }
            AreaPaper::Cover => printer.print(&documents::cover(place, totals, &self.printed), out),
        }
    }
}

/// Prints the papers of one area and names them. Beside a supplement only the lists are printed anew: cards are handed
/// out already, and those of people added are beside the supplement.
pub(super) fn print(
    job: &Job<'_>,
    place: &Place<'_>,
    (area, version): (&Area, &ListVersion),
    (entries, totals): (&[Entry], Totals),
) -> Result<Vec<Document>, TaskError> {
    let Some(printer) = job.printer else { return Ok(Vec::new()) };
    let failed = |source: PdfError| TaskError::Pdf { area: area.area_code.to_string(), source };
    let lists_only = job.posted.is_some_and(super::posted::Source::is_supplement);
    let mut papers = Papers {
        place: place.of_area(job, area, version),
        entries,
        totals,
        posted_copy: job.options.posted_id.list_copy(),
        territory: &job.basis.territory,
        printed: Vec::new(),
    };
    for paper in AreaPaper::ALL {
        let is_list = matches!(paper, AreaPaper::List | AreaPaper::OfficialList);
        if !job.options.papers.contains(&paper) || !paper.is_of(area.kind) || (lists_only && !is_list) {
            continue;
        }
        let name = format!("{}/{}/{}", place.folder, area.area_code, paper.document().file_name());
        let pages = job.folder.print(&name, |out| papers.print(paper, printer, out).map_err(failed))?;
        papers.printed.push((paper, pages));
    }
    Ok(papers.printed.iter().map(|(paper, _)| paper.document()).collect())
}
