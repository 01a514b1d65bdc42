//! The printed papers of one area: those wanted that an area of its kind has, each into its file.

use super::OutputError;
use super::commune::Place;
use super::job::Job;
use super::unchanged::List;
use crate::law::CardId;
use crate::lists::history::AreaHistory;
use crate::people::HamletCode;
use crate::render::documents::{self, AreaPaper, AreaPlace};
use crate::render::html;
use crate::render::pdf::{Document, ListCopy, PdfError};
use crate::roll::{Entry, Status, Totals};
use crate::territory::{AreaKind, Territory};
use chrono::NaiveDate;
use std::collections::BTreeMap;

/// Of what an area's papers are printed.
pub(super) struct Papers<'a> {
    pub(super) place: AreaPlace<'a>,
    pub(super) entries: &'a [Entry],
    pub(super) totals: Totals,
    pub(super) posted_copy: ListCopy,
    pub(super) card_id: CardId,
    pub(super) territory: &'a Territory,
    /// The days of the cards of rows that came or were corrected after posting, and of all others.
    pub(super) days: BTreeMap<u32, NaiveDate>,
    pub(super) posted_on: NaiveDate,
    /// Those printed already, with their pages.
    pub(super) printed: Vec<(AreaPaper, u32)>,
}

impl<'a> Papers<'a> {
    /// The papers of an area of which the folder has some already.
    pub(super) fn of(job: &Job<'a>, place: &Place<'a>, list: &List<'a>, totals: Totals) -> Self {
        let folder = format!("{}/{}/", place.folder, list.area.area_code);
        let pages = job.folder.printed_below(&folder);
        let printed = |paper: &AreaPaper| {
            let name = format!("{folder}{}", paper.document().file_name());
            let pages = pages.iter().find(|(path, _)| *path == name)?.1;
            Some((*paper, u32::try_from(pages).unwrap_or(u32::MAX)))
        };
        Self {
            place: place.of_area(job, list.area, list.version),
            entries: list.entries,
            totals,
            posted_copy: job.list_copy(),
            card_id: job.basis.profile.card_id,
            territory: &job.basis.territory,
            days: list.history.map(|history| history.days_of_cards(list.version.version)).unwrap_or_default(),
            posted_on: list.history.and_then(AreaHistory::posted_on).unwrap_or(list.version.dated),
            printed: AreaPaper::ALL.iter().filter_map(printed).collect(),
        }
    }

    /// Gives the document of one paper to `print`.
    pub(super) fn with<R>(&self, paper: AreaPaper, print: impl FnOnce(Document<'_>) -> R) -> R {
        let Self { place, entries, totals, .. } = self;
        match paper {
            AreaPaper::List => print((&documents::list(place, entries, self.posted_copy, *totals)).into()),
            AreaPaper::OfficialList => {
                print((&documents::list(place, entries, ListCopy::Official, *totals)).into())
            }
            AreaPaper::Cards => {
                let day = |number: u32| self.days.get(&number).copied().unwrap_or(self.posted_on);
                print((&documents::cards_by_day(place, *entries, self.card_id, day)).into())
            }
            AreaPaper::Handover => print((&documents::handover(place, *entries, *totals)).into()),
            AreaPaper::PollBook => print((&documents::poll_book(place, entries, *totals)).into()),
            AreaPaper::Index => print((&documents::index(place, entries, *totals)).into()),
            AreaPaper::DoorToDoor => {
                let name = |code: &'a HamletCode| {
                    self.territory.hamlet(code).map(|hamlet| self.territory.hamlet_name(hamlet))
                };
                print((&documents::door_to_door(place, entries, *totals, name)).into())
            }
            AreaPaper::Cover => {
                let inside = self.printed.iter().filter(|(paper, _)| *paper != AreaPaper::Cover);
                let inside: Vec<(AreaPaper, u32)> = inside.copied().collect();
                print((&documents::cover(place, totals, &inside)).into())
            }
        }
    }
}

/// The papers that are printed of a list of an area of a kind. Beside a supplement only the lists are printed anew: cards are
/// handed out already, and those of people added are beside the supplement. A list without rows has no papers, and one without
/// voters no cards: what could be signed and filled in by anybody is not printed.
pub(super) fn wanted(job: &Job<'_>, kind: AreaKind, entries: &[Entry]) -> impl Iterator<Item = AreaPaper> {
    let lists_only = job.posted.is_some_and(super::source::Source::is_supplement);
    let is_list = |paper: AreaPaper| matches!(paper, AreaPaper::List | AreaPaper::OfficialList);
    let papers = &job.options.papers;
    let has_voters = entries.iter().any(|entry| entry.status == Status::Listed);
    let has_rows = !entries.is_empty();
    let is_filled = move |paper: AreaPaper| match paper {
        AreaPaper::Cards | AreaPaper::Handover => has_voters,
        AreaPaper::List
        | AreaPaper::OfficialList
        | AreaPaper::PollBook
        | AreaPaper::Index
        | AreaPaper::DoorToDoor
        | AreaPaper::Cover => has_rows,
    };
    AreaPaper::ALL.into_iter().filter(move |paper| {
        papers.contains(paper) && paper.is_of(kind) && is_filled(*paper) && (is_list(*paper) || !lists_only)
    })
}

/// Prints the papers of one area and names their files.
pub(super) fn print(
    job: &Job<'_>,
    place: &Place<'_>,
    list: &List<'_>,
    totals: Totals,
) -> Result<Vec<html::Document>, OutputError> {
    let Some(printer) = job.printer else { return Ok(Vec::new()) };
    let area = list.area;
    let failed = |source: PdfError| OutputError::Pdf { area: area.area_code.to_string(), source };
    let mut papers = Papers::of(job, place, list, totals);
    for paper in wanted(job, area.kind, list.entries) {
        let name = format!("{}/{}/{}", place.folder, area.area_code, paper.document().file_name());
        let pages = job.folder.print(&name, |out| {
            papers.with(paper, |document| printer.print(document, out)).map_err(failed)
        })?;
        papers.printed.push((paper, pages));
    }
    Ok(papers.printed.iter().map(|(paper, _)| paper.document()).collect())
}
