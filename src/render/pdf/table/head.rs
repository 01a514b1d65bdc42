//! The head of the first page: committee, national title, form number, titles and the QR symbol beside them.

use super::super::canvas::Canvas;
use super::super::error::{MissingGlyph, PdfError, Place};
use super::super::face::{Faces, Style};
use super::super::national::{committee, nation, paragraph};
use super::super::sheet::{Align, Sheet};
use super::super::symbol::{QUIET_ZONE, Symbol};
use super::super::units::{Hundredths, millimetres, points};
use super::paper::Paper;
use super::{BOTTOM, LEFT, PAGE, RIGHT, TOP};

/// The widths of the two halves.
const COMMITTEE: Hundredths = points(290);
const NATION: Hundredths = points(300);

/// The side of the QR symbol without its quiet zone.
const SYMBOL: Hundredths = millimetres(18);

/// The head laid out, and where the table may begin.
pub(super) struct Head<'d> {
    pub(super) sheet: Sheet<'d>,
    pub(super) bottom: Hundredths,
    /// The symbol and the top of its modules, at the right margin.
    symbol: Option<(Symbol, Hundredths)>,
}

impl Head<'_> {
    /// Draws the head.
    ///
    /// # Errors
    /// [`MissingGlyph`].
    pub(super) fn draw(&self, canvas: &mut Canvas<'_>) -> Result<(), MissingGlyph> {
        canvas.sheet(&self.sheet)?;
        if let Some((symbol, top)) = &self.symbol {
            let module = symbol.module(SYMBOL);
            symbol.draw((RIGHT - symbol.modules() * module, *top), module, canvas);
        }
        Ok(())
    }
}

/// Lays out the head.
///
/// # Errors
/// [`PdfError::MissingGlyph`], [`PdfError::QrTooLong`], or [`PdfError::BlockTooTall`] if the lines fill the page.
pub(super) fn lay<'d>(paper: &Paper<'d>, faces: &Faces) -> Result<Head<'d>, PdfError> {
    let mut sheet = Sheet::default();
    let (titles_top, bottom) = draw(paper, faces, &mut sheet).map_err(|missing| missing.at(Place::Head))?;
    let mut head = Head { sheet, bottom, symbol: None };
    if !paper.qr.is_empty() {
        let symbol = Symbol::new(paper.qr, Place::Head)?;
        let taken = symbol.module(SYMBOL) * (symbol.modules() + QUIET_ZONE);
        head.bottom = bottom.min(titles_top - taken);
        head.symbol = Some((symbol, titles_top));
    }
    if head.bottom < BOTTOM {
        return Err(PdfError::BlockTooTall { place: Place::Head });
    }
    Ok(head)
}

/// Draws the texts; tells where the titles begin and where they end.
fn draw<'d>(
    paper: &Paper<'d>,
    faces: &Faces,
    sheet: &mut Sheet<'d>,
) -> Result<(Hundredths, Hundredths), MissingGlyph> {
    if !paper.form.is_empty() {
        sheet.text((Style::Bold, points(11)), Align::Right, (RIGHT, TOP + points(14)), paper.form);
    }
    let first = TOP - points(12);
    let lines = (paper.committee, COMMITTEE);
    let left = committee(sheet, faces, points(13), lines, (LEFT + COMMITTEE / 2, first))?;
    let right = nation(sheet, faces, points(13), (RIGHT - NATION / 2, first))?;

    let x = PAGE.0 / 2;
    let width = 2 * (RIGHT - SYMBOL - points(10) - x);
    let mut y = left.min(right) - points(26);
    let top = y + points(10);
    sheet.text((Style::Bold, points(14)), Align::Centre, (x, y), paper.name);
    y -= points(18);
    for (style, line) in &paper.titles {
        y = paragraph(sheet, faces, (*style, points(13)), line, (x, y), width)?;
    }
    Ok((top, y + points(7)))
}
