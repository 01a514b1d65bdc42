//! The printer: what documents share, made once a run.

use super::document::{
    CardDocument, LetterDocument, ListDocument, RegisterDocument, ReturnDocument, SummaryDocument,
    SupplementDocument, VoterDocument,
};
use super::error::PdfError;
use super::face::Faces;
use super::skeleton::Skeleton;
use super::{card, letter, list, papers, table};
use std::io::Write;

/// Prints lists, cards, registers and letters. Made once a run; threads share it.
///
/// ```
/// use cutri::render::pdf::Printer;
/// fn shared_by_threads<T: Send + Sync>(_: T) {}
/// shared_by_threads(Printer::new()?);
/// # Ok::<(), cutri::render::pdf::PdfError>(())
/// ```
pub struct Printer {
    faces: Faces,
    skeleton: Skeleton,
}

impl Printer {
    /// Cuts the faces and builds the skeleton.
    ///
    /// # Errors
    /// [`PdfError::Face`] or [`PdfError::Skeleton`] if the bundled faces are damaged.
    pub fn new() -> Result<Self, PdfError> {
        let faces = Faces::new()?;
        let skeleton = Skeleton::new(&faces)?;
        Ok(Self { faces, skeleton })
    }

    /// Prints a voter list (form 31/HĐBC) and tells its number of pages. `out` is written in many small pieces: give it a
    /// buffer.
    ///
    /// # Errors
    /// [`PdfError`] if the sums do not agree with the rows, a letter has no glyph, a row is taller than a page, or `out`
    /// cannot be written. What `out` holds then is not a document.
    pub fn list(&self, document: &ListDocument<'_>, out: impl Write) -> Result<u32, PdfError> {
        table::print(list::paper(document)?, &self.faces, &self.skeleton, out)
    }

    /// Prints a supplementary list and tells its number of pages.
    ///
    /// # Errors
    /// [`PdfError`] if a letter has no glyph, a row is taller than a page, or `out` cannot be written. What `out` holds then
    /// is not a document.
    pub fn supplement(&self, document: &SupplementDocument<'_>, out: impl Write) -> Result<u32, PdfError> {
        table::print(list::supplement(document), &self.faces, &self.skeleton, out)
    }

    /// Prints voter's cards (form 10/HĐBC), one a page, and tells the number of pages; where there is no card, one page
    /// says so.
    ///
    /// # Errors
    /// [`PdfError`] if a letter has no glyph, a card's texts or QR text do not fit, or `out` cannot be written. What `out`
    /// holds then is not a document.
    pub fn cards(&self, document: &CardDocument<'_>, out: impl Write) -> Result<u32, PdfError> {
        card::print(document, &self.faces, &self.skeleton, out)
    }

    /// Prints a paper of an area's voters and tells its number of pages.
    ///
    /// # Errors
    /// As [`Printer::list`]; a voter who stands on it twice is a sum that does not agree.
    pub fn voters(&self, document: &VoterDocument<'_>, out: impl Write) -> Result<u32, PdfError> {
        table::print(papers::voters(document)?, &self.faces, &self.skeleton, out)
    }

    /// Prints the list of cards to take back and tells its number of pages.
    ///
    /// # Errors
    /// As [`Printer::supplement`].
    pub fn returned(&self, document: &ReturnDocument<'_>, out: impl Write) -> Result<u32, PdfError> {
        table::print(papers::returned(document), &self.faces, &self.skeleton, out)
    }

    /// Prints a register of complaints and tells its number of pages. An error names a complaint by its line.
    ///
    /// # Errors
    /// As [`Printer::supplement`].
    pub fn register(&self, document: &RegisterDocument<'_>, out: impl Write) -> Result<u32, PdfError> {
        table::print(papers::register(document), &self.faces, &self.skeleton, out)
    }

    /// Prints a summary table and tells its number of pages. An error names a row by its line.
    ///
    /// # Errors
    /// As [`Printer::supplement`].
    pub fn summary(&self, document: &SummaryDocument<'_>, out: impl Write) -> Result<u32, PdfError> {
        table::print(papers::summary(document), &self.faces, &self.skeleton, out)
    }

    /// Prints a letter, set smaller until it fits one page.
    ///
    /// # Errors
    /// [`PdfError`] if a letter of the alphabet has no glyph, the texts do not fit in the smallest size, the QR text is too
    /// long, or `out` cannot be written. What `out` holds then is not a document.
    pub fn letter(&self, document: &LetterDocument<'_>, out: impl Write) -> Result<(), PdfError> {
        letter::print(document, &self.faces, &self.skeleton, out)
    }
}
