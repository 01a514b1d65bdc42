//! QR symbols, as rows of dots.
//!
//! For one length of text, one mask and one level of correction, every module of a symbol is a sum modulo 2 of bits of the
//! text and a constant: so are the codewords of Reed and Solomon, and so is what a mask does. The library is asked once for
//! the symbol of a text of zeros and for that of each single bit; the symbol of any text is their sum, found many times
//! faster than it would be coded anew for each of a commune's cards.

use super::canvas::{Canvas, Dots};
use super::sheet::{Spot, spot};
use super::units::Hundredths;
use qrcodegen::{Mask, QrCode, QrCodeEcc, QrSegment, Version};
use std::sync::OnceLock;

/// White modules around a symbol that readers need.
pub(super) const QUIET_ZONE: Hundredths = 4;
/// The largest symbol.
const LARGEST: u8 = 10;
/// What it carries of bytes at the level of correction used, M.
const LIMIT: usize = 213;
/// A dot of printers of 300 dots an inch, so that modules of whole dots stand sharp on paper.
pub(super) const PRINTER_DOT: Hundredths = 24;

/// A text as a symbol: its rows, each beginning a byte.
pub(super) struct Symbol {
    side: usize,
    rows: Vec<u8>,
}

impl Symbol {
    /// How many modules its side has, without the quiet zone.
    pub(super) fn modules(&self) -> Hundredths {
        self.side as Hundredths
    }

    /// The width of a module, in whole printer's dots, if the side is to be `side` long or a little more.
    pub(super) fn module(&self, side: Hundredths) -> Hundredths {
        let dots = self.modules() * PRINTER_DOT;
        (side + dots - 1) / dots * PRINTER_DOT
    }

    /// Draws it with its lower left corner at `origin`, or up to a printer's dot below and left of it; `words` stand for it
    /// where it is heard.
    pub(super) fn draw(&self, words: &str, origin: Spot, module: Hundredths, canvas: &mut Canvas<'_>) {
        let on_dot = |length: Hundredths| length / PRINTER_DOT * PRINTER_DOT;
        let origin = spot(on_dot(origin.x), on_dot(origin.y));
        canvas.dots(words, origin, Dots { rows: &self.rows, side: self.modules(), width: module });
    }
}

/// The symbols of all texts, ready by their length.
pub(super) struct Symbols {
    by_length: Vec<OnceLock<Option<Sums>>>,
}

impl Default for Symbols {
    fn default() -> Self {
        Self { by_length: (0..=LIMIT).map(|_| OnceLock::new()).collect() }
    }
}

impl Symbols {
    /// The symbol of a text; `None` if it needs a larger one than is printed, which none of an election whose id is as
    /// short as it must be does.
    pub(super) fn of(&self, text: &str) -> Option<Symbol> {
        let sums = self.by_length.get(text.len())?.get_or_init(|| Sums::new(text.len())).as_ref()?;
        Some(sums.symbol(text.as_bytes()))
    }
}

/// The symbols of zeros and of each bit, for texts of one length.
struct Sums {
    side: usize,
    zeros: Vec<u8>,
    /// What each bit of the text turns, bit after bit, the highest of a byte first.
    bits: Vec<Vec<u8>>,
}

impl Sums {
    /// Asks the library; `None` if no symbol that is printed holds so much.
    fn new(length: usize) -> Option<Self> {
        let (side, zeros) = coded(&vec![0; length])?;
        let mut bits = Vec::with_capacity(length * 8);
        for bit in 0..length * 8 {
            let mut text = vec![0; length];
            text[bit / 8] = 0x80 >> (bit % 8);
            let (_, mut rows) = coded(&text)?;
            add(&mut rows, &zeros);
            bits.push(rows);
        }
        Some(Self { side, zeros, bits })
    }

    fn symbol(&self, text: &[u8]) -> Symbol {
        let mut rows = self.zeros.clone();
        for (byte, bits) in text.iter().zip(self.bits.chunks_exact(8)) {
            for (at, bit) in bits.iter().enumerate() {
                if byte << at & 0x80 != 0 {
                    add(&mut rows, bit);
                }
            }
        }
        Symbol { side: self.side, rows }
    }
}

/// Adds modulo 2.
fn add(rows: &mut [u8], more: &[u8]) {
    rows.iter_mut().zip(more).for_each(|(row, more)| *row ^= more);
}

/// The side and the rows of a symbol as the library codes it.
fn coded(text: &[u8]) -> Option<(usize, Vec<u8>)> {
    let (smallest, largest) = (Version::MIN, Version::new(LARGEST));
    let segments = [QrSegment::make_bytes(text)];
    let (level, mask) = (QrCodeEcc::Medium, Some(Mask::new(0)));
    let code = QrCode::encode_segments_advanced(&segments, level, smallest, largest, mask, false).ok()?;
    let side = code.size();
    let mut rows = Vec::new();
    for row in 0..side {
        for byte in 0..(side + 7) / 8 {
            let dark = |bit: i32| code.get_module(byte * 8 + bit, row);
            rows.push((0..8).fold(0, |bits, bit| bits << 1 | u8::from(dark(bit))));
        }
    }
    Some((usize::try_from(side).ok()?, rows))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_sum_of_bits_is_the_symbol_that_the_library_codes() {
        let symbols = Symbols::default();
        let texts = ["", "c", "cutri;2026;37001-01;v1;1a2b3c4d5e6f", "Bầu cử đại biểu Quốc hội khóa XVI"];
        let longest = "đ0".repeat(LIMIT / 3);
        for text in texts.into_iter().chain([longest.as_str()]) {
            let symbol = symbols.of(text).expect("it fits");
            let (side, rows) = coded(text.as_bytes()).expect("the library codes it");
            assert_eq!((symbol.side, symbol.rows), (side, rows), "{} bytes", text.len());
        }
    }

    #[test]
    fn a_text_that_no_symbol_holds_has_none() {
        assert!(Symbols::default().of(&"9".repeat(LIMIT + 1)).is_none());
    }

    #[test]
    fn modules_are_whole_dots_of_a_printer() {
        let symbol = Symbols::default().of("cutri;2026;37001-01;v1").expect("it fits");
        let module = symbol.module(5_669);
        assert!(module % PRINTER_DOT == 0 && module * symbol.modules() >= 5_669, "{module}");
    }
}
