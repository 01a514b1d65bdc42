//! The papers of one kind of a commune or a constituency in one file, area after area, for printing in one go: with an outline,
//! and with a blank page where a list would begin on the back of a sheet.

use super::super::OutputError;
use super::super::folder::Open;
use super::super::job::Job;
use super::super::papers::{Papers, wanted};
use super::super::place::Place;
use crate::render::documents::AreaPaper;
use crate::render::pdf::{Book, Printer};
use std::collections::BTreeMap;

/// The books of a place while its areas are rendered, one after the other.
pub(in super::super) struct Binder<'a> {
    printer: &'a Printer,
    /// The path of each book up to the name of its kind.
    stem: String,
    /// The place, as the books' titles tell it.
    place: String,
    open: BTreeMap<AreaPaper, Book<'a, Open>>,
}

impl<'a> Binder<'a> {
    /// Begins the books of a commune, if they were asked for.
    pub(in super::super) fn of_commune(job: &Job<'a>, place: &Place<'_>) -> Option<Self> {
        if job.source.selection().is_some() {
            // Of constituencies alone the books are theirs.
            return None;
        }
        let stem = format!("{}/{}", place.folder, place.commune.commune_code);
        Self::begin(job, stem, place.name())
    }

    /// Begins the books of a constituency, if they were asked for.
    pub(super) fn of_constituency(job: &Job<'a>, stem: &str, name: &str) -> Option<Self> {
        Self::begin(job, stem.to_owned(), name.to_owned())
    }

    fn begin(job: &Job<'a>, stem: String, place: String) -> Option<Self> {
        let printer = job.printer.filter(|_| job.options.delivery.merge)?;
        Some(Self { printer, stem, place, open: BTreeMap::new() })
    }

    /// Adds the papers of one area.
    pub(in super::super) fn add(&mut self, job: &Job<'_>, papers: &Papers<'_>) -> Result<(), OutputError> {
        let area = papers.place.area;
        let failed = OutputError::pdf(&area.area_code);
        for kind in wanted(job, area.kind, papers.entries) {
            let mut book = match self.open.remove(&kind) {
                Some(book) => book,
                None => {
                    let out = job.place.folder.open(&format!("{}-{}.pdf", self.stem, kind.file_name()))?;
                    let title = format!("{} – {}", kind.name(), self.place);
                    self.printer.book(&title, job.basis().election.posted_on, out).map_err(&failed)?
                }
            };
            papers.with(kind, |document| book.add(document)).map_err(&failed)?;
            self.open.insert(kind, book);
        }
        Ok(())
    }

    /// Ends all books.
    pub(in super::super) fn finish(self, job: &Job<'_>) -> Result<(), OutputError> {
        let failed = OutputError::pdf(&self.stem);
        for book in self.open.into_values() {
            let (pages, out) = book.finish().map_err(&failed)?;
            job.place.folder.close_printed(out, pages)?;
        }
        Ok(())
    }
}
