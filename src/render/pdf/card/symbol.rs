//! The QR symbol of a card, drawn as runs of dark modules.

use super::super::canvas::Canvas;
use super::super::document::Card;
use super::super::error::PdfError;
use super::super::units::{Hundredths, millimetres};
use super::{LEFT_COLUMN, MARGIN};
use qrcodegen::{QrCode, QrCodeEcc, QrSegment, Version};

/// The side of the symbol without its quiet zone.
const SIDE: Hundredths = millimetres(20);
/// White modules around the symbol that readers need.
const QUIET_ZONE: Hundredths = 4;
/// The largest symbol: its modules are 0.35 mm wide.
const LARGEST: u8 = 10;
/// What it carries of bytes at the level of correction used, M.
const LIMIT: usize = 213;

/// Draws the symbol at the foot of the left column, its quiet zone inside the page's margin.
///
/// # Errors
/// [`PdfError::QrTooLong`] if the text needs a larger symbol.
pub(super) fn draw(card: &Card<'_>, canvas: &mut Canvas<'_>) -> Result<(), PdfError> {
    let segments = QrSegment::make_segments(&card.qr);
    let correction = QrCodeEcc::Medium;
    let symbol = QrCode::encode_segments_advanced(
        &segments,
        correction,
        Version::MIN,
        Version::new(LARGEST),
        None,
        true,
    )
    .map_err(|_| PdfError::QrTooLong { number: card.number, length: card.qr.len(), limit: LIMIT })?;
    let modules = i64::from(symbol.size());
    let module = (SIDE + modules - 1) / modules;
    let left = (LEFT_COLUMN.0 + LEFT_COLUMN.1 - modules * module) / 2;
    let top = MARGIN + (modules + QUIET_ZONE / 2) * module;
    canvas.squares((left, top), module, runs(&symbol).into_iter());
    Ok(())
}

/// The dark runs of every row: column, row, count.
fn runs(symbol: &QrCode) -> Vec<(Hundredths, Hundredths, Hundredths)> {
    let mut runs = Vec::new();
    for row in 0..symbol.size() {
        let mut column = 0;
        while column < symbol.size() {
            let count = (column..symbol.size()).take_while(|at| symbol.get_module(*at, row)).count();
            let count = i32::try_from(count).unwrap_or(0);
            if count > 0 {
                runs.push((i64::from(column), i64::from(row), i64::from(count)));
            }
            column += count.max(1);
        }
    }
    runs
}
