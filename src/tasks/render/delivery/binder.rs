//! A commune's papers of one kind in one file, area after area, for printing in one go: with an outline, and with a blank
//! page where a list would begin on the back of a sheet.

use super::super::super::error::TaskError;
use super::super::Job;
use super::super::commune::Place;
use super::super::folder::Open;
use super::super::papers::{Papers, wanted};
use super::paper;
use crate::render::documents::AreaPaper;
use crate::render::pdf::{Book, PdfError, Printer};
use std::collections::BTreeMap;

/// The books of a commune while its areas are rendered, one after the other.
pub(in super::super) struct Binder<'a> {
    printer: &'a Printer,
    open: BTreeMap<AreaPaper, Book<'a, Open>>,
}

impl<'a> Binder<'a> {
    /// Begins the books of a commune, if they were asked for.
    pub(in super::super) fn begin(job: &Job<'a>) -> Option<Self> {
        let printer = job.printer.filter(|_| job.options.delivery.merge)?;
        Some(Self { printer, open: BTreeMap::new() })
    }

    /// Adds the papers of one area.
    pub(in super::super) fn add(
        &mut self,
        job: &Job<'_>,
        place: &Place<'_>,
        papers: &Papers<'_>,
    ) -> Result<(), TaskError> {
        let area = papers.place.area;
        let failed = |source: PdfError| TaskError::Pdf { area: area.area_code.to_string(), source };
        for kind in wanted(job, area.kind, papers.entries) {
            let book = match self.open.remove(&kind) {
                Some(book) => book,
                None => {
                    let name = paper::name_of_book(kind, &place.commune.commune_code);
                    let out = job.folder.open(&format!("{}/{name}", place.folder))?;
                    let title = format!("{} – {}", kind.name(), papers.place.commune_of_province());
                    self.printer.book(&title, job.basis.election.posted_on, out).map_err(failed)?
                }
            };
            let mut book = book;
            papers.with(kind, |document| book.add(document)).map_err(failed)?;
            self.open.insert(kind, book);
        }
        Ok(())
    }

    /// Ends all books.
    pub(in super::super) fn finish(self, job: &Job<'_>, place: &Place<'_>) -> Result<(), TaskError> {
        let failed = |source: PdfError| TaskError::Pdf { area: place.folder.clone(), source };
        for book in self.open.into_values() {
            let (pages, out) = book.finish().map_err(failed)?;
            job.folder.close_printed(out, pages)?;
        }
        Ok(())
    }
}
