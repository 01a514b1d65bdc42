//! A QR symbol, drawn as runs of dark modules.

use super::canvas::Canvas;
use super::error::{PdfError, Place};
use super::units::Hundredths;
use qrcodegen::{QrCode, QrCodeEcc, QrSegment, Version};

/// White modules around a symbol that readers need.
pub(super) const QUIET_ZONE: Hundredths = 4;
/// The largest symbol.
const LARGEST: u8 = 10;
/// What it carries of bytes at the level of correction used, M.
const LIMIT: usize = 213;

/// A text as a symbol.
pub(super) struct Symbol(QrCode);

impl Symbol {
    /// Makes the symbol of a text.
    ///
    /// # Errors
    /// [`PdfError::QrTooLong`] if the text needs a larger symbol than is printed.
    pub(super) fn new(text: &str, place: Place) -> Result<Self, PdfError> {
        let segments = QrSegment::make_segments(text);
        let (smallest, largest) = (Version::MIN, Version::new(LARGEST));
        QrCode::encode_segments_advanced(&segments, QrCodeEcc::Medium, smallest, largest, None, true)
            .map(Self)
            .map_err(|_| PdfError::QrTooLong { place, length: text.len(), limit: LIMIT })
    }

    /// How many modules its side has, without the quiet zone.
    pub(super) fn modules(&self) -> Hundredths {
        i64::from(self.0.size())
    }

    /// The width of a module, if the side is at least `side` long.
    pub(super) fn module(&self, side: Hundredths) -> Hundredths {
        (side + self.modules() - 1) / self.modules()
    }

    /// Draws it with its upper left corner at `origin`.
    pub(super) fn draw(&self, origin: (Hundredths, Hundredths), module: Hundredths, canvas: &mut Canvas<'_>) {
        canvas.squares(origin, module, self.runs().into_iter());
    }

    /// The dark runs of every row: column, row, count.
    fn runs(&self) -> Vec<(Hundredths, Hundredths, Hundredths)> {
        let Self(symbol) = self;
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
}
