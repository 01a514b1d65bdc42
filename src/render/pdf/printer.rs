//! The printer: what documents share, made once a run.

use super::desk::Desk;
use super::document::{
    CardDocument, LetterDocument, ListDocument, RegisterDocument, ReturnDocument, SummaryDocument,
    SupplementDocument, VoterDocument,
};
use super::error::PdfError;
use super::face::Faces;
use super::file::{File, Properties};
use super::layout::{Edition, Layout};
use super::skeleton::Skeleton;
use super::symbol::Symbols;
use super::{canvas::Canvas, card, letter, list, papers, table};
use chrono::NaiveDate;
use std::io::Write;

/// A document of any kind.
#[derive(Clone, Copy)]
pub enum Document<'d> {
    /// A voter list (form 31/HĐBC).
    List(&'d ListDocument<'d>),
    Supplement(&'d SupplementDocument<'d>),
    /// Voter's cards (form 10/HĐBC); where there is no card, one page says so.
    Cards(&'d CardDocument<'d>),
    /// A paper of an area's voters; a voter who stands on it twice is a sum that does not agree.
    Voters(&'d VoterDocument<'d>),
    /// The list of cards to take back.
    Returned(&'d ReturnDocument<'d>),
    /// A register of complaints; errors name a complaint by its line.
    Register(&'d RegisterDocument<'d>),
    /// A summary table; errors name a row by its line.
    Summary(&'d SummaryDocument<'d>),
    /// A letter, set smaller until it fits one page.
    Letter(&'d LetterDocument<'d>),
}

impl Document<'_> {
    fn properties(&self) -> Properties<'_> {
        let (title, date) = match self {
            Document::List(document) => (&document.title, document.date),
            Document::Supplement(document) => (&document.title, document.date),
            Document::Cards(document) => (&document.title, document.date),
            Document::Voters(document) => (&document.title, document.date),
            Document::Summary(document) => (&document.title, document.date),
            Document::Returned(document) => (&document.title, document.date),
            Document::Register(document) => (&document.title, document.date),
            Document::Letter(document) => (&document.title, document.date),
        };
        Properties { title, date }
    }

    /// Adds its pages to a file. What an office works with has no large edition: nobody reads it from the wall.
    fn add(&self, desk: &Desk, file: &mut File<'_, impl Write>) -> Result<(), PdfError> {
        let (edition, standard) = (desk.layout.edition, Edition::Standard);
        match self {
            Document::List(document) => table::print(list::paper(document, edition)?, edition, desk, file),
            Document::Supplement(document) => {
                table::print(list::supplement(document, edition), edition, desk, file)
            }
            Document::Cards(document) => card::print(document, desk, file),
            Document::Voters(document) => table::print(papers::voters(document)?, standard, desk, file),
            Document::Summary(document) => table::print(papers::summary(document), standard, desk, file),
            Document::Returned(document) => table::print(papers::returned(document), edition, desk, file),
            Document::Register(document) => table::print(papers::register(document), edition, desk, file),
            Document::Letter(document) => letter::print(document, desk, file),
        }
    }
}

/// Lets a document be printed by its reference.
macro_rules! printable {
    ($($kind:ident: $document:ident),*) => {$(
        impl<'d> From<&'d $document<'_>> for Document<'d> {
            fn from(document: &'d $document<'_>) -> Self {
                Document::$kind(document)
            }
        }
    )*};
}
printable!(List: ListDocument, Supplement: SupplementDocument, Cards: CardDocument, Returned: ReturnDocument);
printable!(Register: RegisterDocument, Letter: LetterDocument, Voters: VoterDocument, Summary: SummaryDocument);

/// Prints documents. Made once a run; threads share it.
///
/// ```
/// use cutri::render::pdf::Printer;
/// fn shared_by_threads<T: Send + Sync>(_: T) {}
/// shared_by_threads(Printer::new()?);
/// # Ok::<(), cutri::render::pdf::PdfError>(())
/// ```
pub struct Printer {
    desk: Desk,
    skeleton: Skeleton,
}

impl Printer {
    /// A printer of the usual layout: A4 landscape, tagged, one card a page.
    ///
    /// # Errors
    /// As [`Printer::of`].
    pub fn new() -> Result<Self, PdfError> {
        Self::of(Layout::default())
    }

    /// Cuts the faces and builds the skeleton.
    ///
    /// # Errors
    /// [`PdfError::Face`] or [`PdfError::Skeleton`] if the bundled faces are damaged.
    pub fn of(layout: Layout) -> Result<Self, PdfError> {
        let faces = Faces::new()?;
        let skeleton = Skeleton::new(&faces)?;
        Ok(Self { desk: Desk { faces, symbols: Symbols::default(), layout }, skeleton })
    }

    /// Prints a document and tells its number of pages. `out` is written in many small pieces: give it a buffer.
    ///
    /// # Errors
    /// [`PdfError`] if sums do not agree with their rows, or `out` cannot be written. What `out` holds then is not a document.
    pub fn print<'d>(&self, document: impl Into<Document<'d>>, out: impl Write) -> Result<u32, PdfError> {
        let document = document.into();
        let mut file = File::new(out, &self.skeleton, document.properties(), self.desk.layout.tags)?;
        document.add(&self.desk, &mut file)?;
        let pages = file.page_count();
        file.finish()?;
        Ok(u32::try_from(pages).unwrap_or(u32::MAX))
    }

    /// Begins a book: several documents in one file, with an outline.
    ///
    /// # Errors
    /// [`PdfError::Write`] if `out` cannot be written.
    pub fn book<W: Write>(&self, title: &str, date: NaiveDate, out: W) -> Result<Book<'_, W>, PdfError> {
        let file = File::new(out, &self.skeleton, Properties { title, date }, self.desk.layout.tags)?;
        Ok(Book { desk: &self.desk, file })
    }
}

/// A book being printed. Every document of it begins on the front of a sheet, after a blank page where one is needed.
pub struct Book<'p, W> {
    desk: &'p Desk,
    file: File<'p, W>,
}

impl<W: Write> Book<'_, W> {
    /// Adds a document under its own title.
    ///
    /// # Errors
    /// As [`Printer::print`]; the book is then not finished.
    pub fn add<'d>(&mut self, document: impl Into<Document<'d>>) -> Result<(), PdfError> {
        if !self.file.page_count().is_multiple_of(2) {
            self.file.page(&Canvas::new(&self.desk.faces, false))?;
        }
        let document = document.into();
        self.file.begin_part(document.properties().title)?;
        document.add(self.desk, &mut self.file)
    }

    /// Writes the rest, and tells the number of pages, blank ones included, with what was written into.
    ///
    /// # Errors
    /// [`PdfError::Write`] if the output cannot be written.
    pub fn finish(self) -> Result<(u32, W), PdfError> {
        let pages = self.file.page_count();
        let out = self.file.finish()?;
        Ok((u32::try_from(pages).unwrap_or(u32::MAX), out))
    }
}
