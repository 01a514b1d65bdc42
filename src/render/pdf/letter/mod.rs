//! A letter: one page to one person, set smaller until it fits, and shortened only where the smallest size does not.

mod fields;
mod layout;

use super::canvas::Canvas;
use super::desk::Desk;
use super::document::{LetterDocument, LetterPage};
use super::error::{PdfError, Place};
use super::face::Style;
use super::file::File;
use super::sheet::{Align, Sheet, spot};
use super::symbol::QUIET_ZONE;
use super::tags::Tag;
use super::units::PageSize;
use super::units::{Hundredths, millimetres, points};
use super::wrap::LINES;
use std::io::Write;

/// The sizes of the text that are tried, from the largest.
const SIZES: [Hundredths; 9] = [1300, 1250, 1200, 1150, 1100, 1050, 1000, 950, 900];
/// The same on a cover.
const COVER_SIZES: [Hundredths; 6] = [1500, 1400, 1300, 1200, 1100, 1000];
/// The side of the QR symbol without its quiet zone.
const SYMBOL: Hundredths = millimetres(18);
/// What stands under it.
const SYMBOL_NOTE: &str = "Mã QR để kiểm tra";
const NOTE_SIZE: Hundredths = points(7);
/// What stands for it where a document is heard.
const SYMBOL_WORDS: &str = "Mã QR để kiểm tra giấy này";

/// The sides of a page's text, from the lower left corner.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Room {
    page: PageSize,
    left: Hundredths,
    right: Hundredths,
    top: Hundredths,
    bottom: Hundredths,
}

impl Room {
    /// The margins of Decree 30/2020 on A4, smaller ones on A5.
    fn of(page: LetterPage) -> Self {
        let (height, left, right, edge) = match page {
            LetterPage::A4 => (84_189, millimetres(30), millimetres(15), millimetres(20)),
            LetterPage::Cover => (84_189, millimetres(30), millimetres(25), millimetres(24)),
            LetterPage::A5Landscape => (41_953, millimetres(20), millimetres(15), millimetres(10)),
        };
        let page = PageSize { width: 59_528, height };
        Self { page, left, right: page.width - right, top: page.height - edge, bottom: edge }
    }
}

/// Prints a letter.
///
/// # Errors
/// [`PdfError`] if the texts do not fit in the smallest size, on however few lines, or the output cannot be written.
pub(super) fn print(
    document: &LetterDocument<'_>,
    desk: &Desk,
    file: &mut File<'_, impl Write>,
) -> Result<(), PdfError> {
    let room = Room::of(document.page);
    let sizes = match document.page {
        LetterPage::Cover => &COVER_SIZES[..],
        LetterPage::A4 | LetterPage::A5Landscape => &SIZES,
    };
    let smallest = sizes.last().copied().unwrap_or_default();
    let whole = sizes.iter().map(|size| (*size, usize::MAX));
    let mut tried = whole.chain(LINES.into_iter().map(|most| (smallest, most)));
    let fitting = tried.find_map(|(size, most)| {
        Some(layout::lay(document, room, size, most, &desk.faces)).filter(|laid| laid.bottom >= room.bottom)
    });
    let laid = fitting.ok_or(PdfError::BlockTooTall { place: Place::Text })?;
    file.begin_pages(room.page)?;
    let mut canvas = Canvas::new(&desk.faces, file.is_tagged());
    canvas.draft(desk.layout.draft, room.page);
    canvas.sheet(&laid.sheet);
    if let Some(symbol) = desk.symbols.of(&document.qr).filter(|_| !document.qr.is_empty()) {
        let module = symbol.module(SYMBOL);
        let origin = spot(room.left, room.bottom + NOTE_SIZE + QUIET_ZONE / 2 * module);
        let mut note = Sheet::default();
        let at = spot(room.left + symbol.modules() * module / 2, room.bottom);
        note.text(Tag::Artifact, Style::Italic.sized(NOTE_SIZE), Align::Centre, at, SYMBOL_NOTE);
        canvas.sheet(&note);
        symbol.draw(SYMBOL_WORDS, origin, module, &mut canvas);
    }
    file.page(&canvas)?;
    Ok(())
}
