//! What can stop a document, told without the data of any person.

use std::fmt;

/// Why a document was not printed.
#[derive(Debug, thiserror::Error)]
pub enum PdfError {
    /// A text holds a character that the print faces cannot show.
    #[error(
        "{place}: the print faces have no letter for U+{:04X} “{character}”; correct it in the source data",
        u32::from(*character)
    )]
    MissingGlyph { character: char, place: Place },
    /// A row is taller than a page, and rows are never split.
    #[error("row {number} does not fit on a page of its own; shorten its longest cell in the source data")]
    RowTooTall { number: u32 },
    /// The head of a paper leaves no room for rows, or the foot does not fit on a page.
    #[error("{place} does not fit on a page; shorten the titles, committee or signature lines")]
    BlockTooTall { place: Place },
    /// A card's texts do not fit even in the smallest size.
    #[error("card {number}: name and residence do not fit on the card; shorten them in the source data")]
    CardTooFull { number: u32 },
    /// A QR text is longer than a symbol of this size can carry.
    #[error("{place}: a QR text of {length} bytes is too long; at most {limit} bytes are printed")]
    QrTooLong { place: Place, length: usize, limit: usize },
    /// The totals given do not agree with the marks of the rows.
    #[error(
        "the totals do not agree with the rows: {given} {what} are given, the rows have {counted}; derive the list again"
    )]
    Totals { what: &'static str, given: u64, counted: u64 },
    /// A bundled face cannot be read or subset.
    #[error("the bundled face {face} is damaged ({detail}); build the program again from clean sources")]
    Face { face: &'static str, detail: String },
    /// The skeleton document cannot be built.
    #[error("the PDF skeleton cannot be built: {detail}")]
    Skeleton { detail: String },
    /// The output cannot be written.
    #[error("the PDF cannot be written: {0}; free the disk or choose another output folder")]
    Write(#[from] std::io::Error),
}

/// A part of a document.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Place {
    /// Committee, national title, titles and the area's line.
    Head,
    /// The row of this number.
    Row(u32),
    /// Sums, date and signature.
    Foot,
    /// The card of this number.
    Card(u32),
}

impl fmt::Display for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Place::Head => f.write_str("the head"),
            Place::Row(number) => write!(f, "row {number}"),
            Place::Foot => f.write_str("the foot"),
            Place::Card(number) => write!(f, "card {number}"),
        }
    }
}

/// A character without a glyph, before it is known where it stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct MissingGlyph(pub(super) char);

impl MissingGlyph {
    /// The error with its place.
    pub(super) fn at(self, place: Place) -> PdfError {
        PdfError::MissingGlyph { character: self.0, place }
    }
}
