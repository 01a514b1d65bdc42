//! What can stop a document, told without the data of any person. No text does: what has no glyph, or no room, is printed
//! as well as it can be.

use std::fmt;

/// Why a document was not printed.
#[derive(Debug, thiserror::Error)]
pub enum PdfError {
    /// A row is taller than a page, whatever it says: a fault of the layout.
    #[error("row {number} does not fit on a page of its own; please report this fault of the layout")]
    RowTooTall { number: u32 },
    /// A part of a paper leaves no room for rows, or does not fit on a page, however few lines its texts have.
    #[error("{place} does not fit on a page; please report this fault of the layout")]
    BlockTooTall { place: Place },
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
    /// The fields and sentences of a letter.
    Text,
    /// Sums, date and signature.
    Foot,
}

impl fmt::Display for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Place::Head => f.write_str("the head"),
            Place::Text => f.write_str("the text"),
            Place::Foot => f.write_str("the foot"),
        }
    }
}
