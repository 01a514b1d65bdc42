//! The voter's card, form 10/HĐBC: A6 landscape, one a page or four to a sheet, or its texts alone for printed paper.
//!
//! What all cards of an area share is drawn once; a card adds its fields and its QR symbol.

mod fields;
mod shared;
mod sheets;

use super::canvas::Canvas;
use super::desk::Desk;
use super::document::{Card, CardDocument};
use super::error::PdfError;
use super::face::Style;
use super::file::File;
use super::national::PARAGRAPH;
use super::sheet::{Align, Sheet, Sides, spot};
use super::symbol::QUIET_ZONE;
use super::units::PageSize;
use super::units::{Hundredths, millimetres, points};
use crate::render::forms::Span;
use shared::Shared;
use std::io::Write;

/// A6, landscape.
const PAGE: PageSize = PageSize { width: millimetres(148), height: millimetres(105) };
const MARGIN: Hundredths = millimetres(8);
/// The side of the QR symbol without its quiet zone: the modules of the largest are 0.35 mm wide.
const SYMBOL: Hundredths = millimetres(20);
/// The resource name of the shared part.
const SHARED: &str = "C";
const NO_CARD: &str = "Khu vực bỏ phiếu này không có cử tri.";
/// The size of what stands under the symbol.
const SYMBOL_NOTE: Hundredths = points(6);

/// The sides of a span of the form.
fn sides(Span(left, right): Span) -> Sides {
    Sides { left: tenths(left), right: tenths(right) }
}

/// A length in tenths of a millimetre.
const fn tenths(count: i64) -> Hundredths {
    count * 7_200 / 254
}

/// Prints the cards.
///
/// # Errors
/// [`PdfError`] if titles and signature leave no room for the fields, which no text makes them, or the output cannot be
/// written.
pub(super) fn print(
    document: &CardDocument<'_>,
    desk: &Desk,
    file: &mut File<'_, impl Write>,
) -> Result<(), PdfError> {
    let shared = shared::lay(document, &desk.faces, desk.layout.cards)?;
    let places = sheets::Places::of(desk.layout.cards);
    file.begin_pages(places.page)?;
    let mut canvas = Canvas::new(&desk.faces, false);
    for sheet in [&shared.head, &shared.foot] {
        canvas.sheet(sheet);
    }
    file.form(SHARED, &canvas)?;
    let mut cards = Cards { document, shared, desk, shared_was_read: false };
    let mut canvas = Canvas::new(&desk.faces, file.is_tagged());
    if document.cards.is_empty() {
        canvas.draft(desk.layout.draft, places.page);
        canvas.moved(places.at[0], |canvas| cards.none(canvas));
        return Ok(file.page(&canvas)?);
    }
    let marks = places.marks();
    for sheet in places.sheets(document.cards.len()) {
        canvas.clear();
        canvas.draft(desk.layout.draft, places.page);
        for (at, place) in sheet.iter().zip(&places.at) {
            if let Some(card) = document.cards.get(*at) {
                canvas.moved(*place, |canvas| cards.draw(card, canvas));
            }
        }
        canvas.sheet(&marks);
        file.page(&canvas)?;
    }
    document.of_later_days.iter().try_for_each(|later| print(later, desk, file))
}

struct Cards<'p, 'd> {
    document: &'p CardDocument<'d>,
    shared: Shared<'p>,
    desk: &'p Desk,
    /// The shared part is read once, at the first card; after that it is furniture.
    shared_was_read: bool,
}

impl Cards<'_, '_> {
    fn draw(&mut self, card: &Card<'_>, canvas: &mut Canvas<'_>) {
        let (sheets, faces) = (self.desk.layout.cards, &self.desk.faces);
        let fields = fields::lay(self.document, card, &self.shared, sheets, faces);
        let number = shared::number(self.document, card, &self.shared, sheets, faces);
        self.around(canvas, |cards, canvas| {
            canvas.sheet(&fields);
            canvas.sheet(&number);
            let Some(symbol) = cards.desk.symbols.of(&card.qr) else { return };
            let module = symbol.module(SYMBOL);
            let room = sides(cards.document.form.geometry.symbol);
            let left = room.middle() - symbol.modules() * module / 2;
            let words = if canvas.is_tagged() {
                format!("Mã QR của thẻ số {}", card.number)
            } else {
                String::new()
            };
            let note = if cards.document.form.symbol.is_empty() { 0 } else { SYMBOL_NOTE };
            symbol.draw(&words, spot(left, MARGIN + note + QUIET_ZONE / 2 * module), module, canvas);
        });
    }

    /// Says that there is no card.
    fn none(&mut self, canvas: &mut Canvas<'_>) {
        let x = sides(self.document.form.geometry.lines).middle();
        let y = (self.shared.fields_top + self.shared.fields_bottom) / 2;
        let mut sheet = Sheet::default();
        sheet.text(PARAGRAPH, Style::Italic.sized(points(10)), Align::Centre, spot(x, y), NO_CARD);
        self.around(canvas, |_, canvas| canvas.sheet(&sheet));
    }

    /// Draws the shared part with a card in it.
    fn around(&mut self, canvas: &mut Canvas<'_>, draw: impl FnOnce(&Self, &mut Canvas<'_>)) {
        if std::mem::replace(&mut self.shared_was_read, true) || !canvas.is_tagged() {
            canvas.shared(SHARED, 0);
            return draw(self, canvas);
        }
        canvas.sheet(&self.shared.head);
        draw(self, canvas);
        canvas.sheet(&self.shared.foot);
    }
}
