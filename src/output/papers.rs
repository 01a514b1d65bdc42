//! The printed papers of one area: those wanted that an area of its kind has, each into its file.

use super::OutputError;
use super::job::Job;
use super::list::List;
use super::place::Place;
use super::source::Source;
use crate::law::CardId;
use crate::lists::history::AreaHistory;
use crate::people::HamletCode;
use crate::render::documents::{self, AreaPaper, AreaPlace};
use crate::render::html;
use crate::render::pdf::{Document, ListCopy, Printer};
use crate::roll::{Entry, Status, Totals};
use crate::territory::{AreaKind, Territory};
use chrono::NaiveDate;
use std::collections::BTreeMap;
use std::io::Write;

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
    /// The papers of an area, of which none is printed yet.
    pub(super) fn of(
        source: Source<'a>,
        place: &Place<'a>,
        list: &List<'a>,
        totals: Totals,
        posted_copy: ListCopy,
    ) -> Self {
        Self {
            place: place.of_area(source, list.area, list.version),
            entries: list.entries,
            totals,
            posted_copy,
            card_id: source.basis().profile.card_id,
            territory: &source.basis().territory,
            days: list.history.map(|history| history.days_of_cards(list.version.version)).unwrap_or_default(),
            posted_on: list.history.and_then(AreaHistory::posted_on).unwrap_or(list.version.dated),
            printed: Vec::new(),
        }
    }

    /// The papers of an area of which the folder has some already.
    pub(super) fn of_folder(job: &Job<'a>, place: &Place<'a>, list: &List<'a>, totals: Totals) -> Self {
        let folder = format!("{}/{}/", place.folder, list.area.area_code);
        let pages = job.place.folder.printed_below(&folder);
        let printed = |paper: &AreaPaper| {
            let name = format!("{folder}{}", paper.document().file_name());
            let pages = pages.iter().find(|(path, _)| *path == name)?.1;
            Some((*paper, u32::try_from(pages).unwrap_or(u32::MAX)))
        };
        let printed = AreaPaper::ALL.iter().filter_map(printed).collect();
        Self { printed, ..Self::of(job.source, place, list, totals, job.list_copy()) }
    }

    /// Whether a paper is printed of the list: it is of areas of this kind. A list without rows has no papers, and one without
    /// voters no cards: what could be signed and filled in by anybody is not printed.
    pub(super) fn has(&self, paper: AreaPaper) -> bool {
        is_filled(paper, self.place.area.kind, self.entries)
    }

    /// Prints one paper and tells its pages: the one way in which papers of lists are printed, into a folder or elsewhere.
    pub(super) fn print(
        &mut self,
        printer: &Printer,
        paper: AreaPaper,
        out: impl Write,
    ) -> Result<u32, OutputError> {
        let failed = OutputError::pdf(&self.place.area.area_code);
        let pages = self.with(paper, |document| printer.print(document, out)).map_err(failed)?;
        self.printed.push((paper, pages));
        Ok(pages)
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

fn is_filled(paper: AreaPaper, kind: AreaKind, entries: &[Entry]) -> bool {
    let is_filled = match paper {
        AreaPaper::Cards | AreaPaper::Handover => entries.iter().any(|it| it.status == Status::Listed),
        AreaPaper::List
        | AreaPaper::OfficialList
        | AreaPaper::PollBook
        | AreaPaper::Index
        | AreaPaper::DoorToDoor
        | AreaPaper::Cover => !entries.is_empty(),
    };
    is_filled && paper.is_of(kind)
}

/// The papers that are wanted of a list of an area of a kind. Beside a supplement only the lists are printed anew: cards are
/// handed out already, and those of people added are beside the supplement.
pub(super) fn wanted(job: &Job<'_>, kind: AreaKind, entries: &[Entry]) -> impl Iterator<Item = AreaPaper> {
    let lists_only = job.source.supplement().is_some();
    let is_list = |paper: AreaPaper| matches!(paper, AreaPaper::List | AreaPaper::OfficialList);
    let papers = &job.options.papers;
    AreaPaper::ALL.into_iter().filter(move |paper| {
        papers.contains(paper) && is_filled(*paper, kind, entries) && (is_list(*paper) || !lists_only)
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
    let mut papers = Papers::of_folder(job, place, list, totals);
    for paper in wanted(job, area.kind, list.entries) {
        let name = format!("{}/{}/{}", place.folder, area.area_code, paper.document().file_name());
        job.place.folder.print(&name, |out| papers.print(printer, paper, out))?;
    }
    Ok(papers.printed.iter().map(|(paper, _)| paper.document()).collect())
}
