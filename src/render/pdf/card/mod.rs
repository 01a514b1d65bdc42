//! The voter's card, form 10/HĐBC: one A6 landscape page a card.
//!
//! What all cards of an area share is drawn once; a card adds its fields and its QR symbol.

mod fields;
mod shared;

use super::assemble::{Assembler, Properties};
use super::canvas::Canvas;
use super::document::CardDocument;
use super::error::{PdfError, Place};
use super::face::{Faces, Style};
use super::sheet::{Align, Sheet};
use super::skeleton::Skeleton;
use super::symbol::{QUIET_ZONE, Symbol};
use super::units::{Hundredths, millimetres, points};
use std::io::Write;

/// A6, landscape.
const PAGE: (Hundredths, Hundredths) = (millimetres(148), millimetres(105));
const MARGIN: Hundredths = millimetres(8);
/// The left column: committee, room for the stamp, QR symbol.
const LEFT_COLUMN: (Hundredths, Hundredths) = (MARGIN, MARGIN + points(108));
/// The right column: national title, title, fields, signature.
const RIGHT_COLUMN: (Hundredths, Hundredths) = (MARGIN + points(120), PAGE.0 - MARGIN);
/// The side of the QR symbol without its quiet zone: the modules of the largest are 0.35 mm wide.
const SYMBOL: Hundredths = millimetres(20);
/// The resource name of the shared part.
const SHARED: &str = "C";
const NO_CARD: &str = "Khu vực bỏ phiếu này không có cử tri.";

/// Prints the cards and tells the number of pages.
///
/// # Errors
/// [`PdfError`] if a letter has no glyph, texts do not fit a card, or the output cannot be written.
pub(super) fn print(
    document: &CardDocument<'_>,
    faces: &Faces,
    skeleton: &Skeleton,
    out: impl Write,
) -> Result<u32, PdfError> {
    let shared = shared::lay(document, faces)?;
    let properties = Properties { title: &document.title, date: document.date, page: PAGE };
    let mut file = Assembler::new(out, skeleton, &properties)?;
    let mut canvas = Canvas::new(faces);
    canvas.sheet(&shared.sheet).map_err(|missing| missing.at(Place::Head))?;
    file.form(SHARED, canvas.bytes())?;
    for card in &document.cards {
        let at_card = Place::Card(card.number);
        let sheet = fields::lay(document, card, (shared.fields_top, shared.fields_bottom), faces)?;
        canvas.clear();
        canvas.shared(SHARED, 0);
        canvas.sheet(&sheet).map_err(|missing| missing.at(at_card))?;
        symbol(&Symbol::new(&card.qr, at_card)?, &mut canvas);
        file.page(canvas.bytes())?;
    }
    if document.cards.is_empty() {
        let mut sheet = Sheet::default();
        let middle = ((RIGHT_COLUMN.0 + RIGHT_COLUMN.1) / 2, (shared.fields_top + shared.fields_bottom) / 2);
        sheet.text((Style::Italic, points(10)), Align::Centre, middle, NO_CARD);
        canvas.clear();
        canvas.shared(SHARED, 0);
        canvas.sheet(&sheet).map_err(|missing| missing.at(Place::Head))?;
        file.page(canvas.bytes())?;
    }
    file.finish()?;
    Ok(u32::try_from(document.cards.len().max(1)).unwrap_or(u32::MAX))
}

/// Draws the symbol at the foot of the left column, its quiet zone inside the page's margin.
fn symbol(symbol: &Symbol, canvas: &mut Canvas<'_>) {
    let module = symbol.module(SYMBOL);
    let left = (LEFT_COLUMN.0 + LEFT_COLUMN.1 - symbol.modules() * module) / 2;
    let top = MARGIN + (symbol.modules() + QUIET_ZONE / 2) * module;
    symbol.draw((left, top), module, canvas);
}
