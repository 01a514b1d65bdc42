//! Printed documents as PDF: the voter list of form 31/HĐBC and what supplements it, the voter's card of form 10/HĐBC,
//! papers an office works with, registers, and letters of one page.
//!
//! ```text
//! ListDocument, CardDocument … ─► layout: sheets in hundredths of a point ─► content streams ─► file
//!                                 └────────────── pure ──────────────┘      Printer: faces, skeleton
//! ```
//!
//! A [`Printer`] is made once a run and shared by threads: printpdf builds one skeleton with the faces, and every document
//! appends its own pages to it. Bytes depend on the document alone: no clock, no counter, no random id. No text stops a
//! document: a sign stands for a letter the faces lack, never a blank, and an ellipsis where there is no room for the rest.
//! Knows no roll, no files and no paths.

mod canvas;
mod card;
mod colour;
mod deflate;
mod desk;
mod document;
mod error;
mod face;
mod file;
mod layout;
mod lent;
mod letter;
mod list;
mod marks;
mod national;
mod outline;
mod papers;
mod printer;
mod shape;
mod sheet;
mod skeleton;
mod subset;
mod sums;
mod symbol;
mod table;
mod tags;
mod unhinted;
mod units;
mod words;
mod wrap;
mod written;

pub use crate::render::forms::{ListCopy, ListRow};
pub use document::{
    Card, CardDocument, LetterDate, LetterDocument, LetterField, LetterPage, LetterStyle, ListDocument,
    RegisterDocument, RegisterRow, ReturnDocument, ReturnedCard, Signature, SummaryDocument, SummaryLine,
    SupplementChange, SupplementDocument, SupplementSection, VoterDocument, VoterPaper, VoterRow,
    VoterSection,
};
pub use error::{PdfError, Place};
pub use layout::{CardSheets, Edition, Layout, PaperSize, Tags};
pub use list::SUPPLEMENT_NAME;
pub use printer::{Book, Document, Printer};
pub use words::{in_figures, in_words};
