//! A letter: one page to one person, set smaller until it fits, never clipped.

mod fields;
mod layout;

use super::assemble::{Assembler, Properties};
use super::canvas::Canvas;
use super::document::{LetterDocument, LetterPage};
use super::error::{PdfError, Place};
use super::face::Faces;
use super::skeleton::Skeleton;
use super::symbol::{QUIET_ZONE, Symbol};
use super::units::{Hundredths, millimetres};
use std::io::Write;

/// The sizes of the text that are tried, from the largest.
const SIZES: [Hundredths; 9] = [1300, 1250, 1200, 1150, 1100, 1050, 1000, 950, 900];
/// The same on a cover.
const COVER_SIZES: [Hundredths; 6] = [1500, 1400, 1300, 1200, 1100, 1000];
/// The side of the QR symbol without its quiet zone.
const SYMBOL: Hundredths = millimetres(18);

/// The sides of a page's text, from the lower left corner.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Room {
    page: (Hundredths, Hundredths),
    left: Hundredths,
    right: Hundredths,
    top: Hundredths,
    bottom: Hundredths,
}

impl Room {
    /// The margins of Decree 30/2020 on A4, smaller ones on A5.
    fn of(page: LetterPage) -> Self {
        let (page, left, right, edge) = match page {
            LetterPage::A4 => ((59_528, 84_189), millimetres(30), millimetres(15), millimetres(20)),
            LetterPage::Cover => ((59_528, 84_189), millimetres(30), millimetres(25), millimetres(24)),
            LetterPage::A5Landscape => ((59_528, 41_953), millimetres(20), millimetres(15), millimetres(12)),
        };
        Self { page, left, right: page.0 - right, top: page.1 - edge, bottom: edge }
    }
}

/// Prints a letter.
///
/// # Errors
/// [`PdfError`] if a letter has no glyph, the texts do not fit in the smallest size, the QR text is too long, or the output
/// cannot be written.
pub(super) fn print(
    document: &LetterDocument<'_>,
    faces: &Faces,
    skeleton: &Skeleton,
    out: impl Write,
) -> Result<(), PdfError> {
    let room = Room::of(document.page);
    let sizes = match document.page {
        LetterPage::Cover => &COVER_SIZES[..],
        LetterPage::A4 | LetterPage::A5Landscape => &SIZES,
    };
    let mut fitting = None;
    for size in sizes.iter().copied() {
        let laid = layout::lay(document, room, size, faces)?;
        if laid.bottom >= room.bottom {
            fitting = Some(laid);
            break;
        }
    }
    let Some(laid) = fitting else { return Err(PdfError::BlockTooTall { place: Place::Text }) };
    let properties = Properties { title: &document.title, date: document.date, page: room.page };
    let mut file = Assembler::new(out, skeleton, &properties)?;
    let mut canvas = Canvas::new(faces);
    canvas.sheet(&laid.sheet).map_err(|missing| missing.at(Place::Text))?;
    if !document.qr.is_empty() {
        let symbol = Symbol::new(&document.qr, Place::Foot)?;
        let module = symbol.module(SYMBOL);
        let top = room.bottom + (symbol.modules() + QUIET_ZONE) * module;
        symbol.draw((room.left, top), module, &mut canvas);
    }
    file.page(canvas.bytes())?;
    file.finish()?;
    Ok(())
}
