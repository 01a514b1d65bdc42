//! Faces that lend letters which the print faces lack: other alphabets and signs, Khmer, Thai, Lao, Cham, Tai Viet, Chinese,
//! Japanese, Korean.
//!
//! Such letters are rare and their faces large, so no document embeds one: they are drawn as shapes, over a text that is read
//! and not seen.

use super::face::Style;
use crate::people::Letter;
use std::sync::OnceLock;

/// A face that lends letters, unpacked when the first of them is needed.
pub(super) struct Lender {
    packed: Packed,
    program: OnceLock<Option<Vec<u8>>>,
    face: OnceLock<Option<ttf_parser::Face<'static>>>,
}

enum Packed {
    /// As it is.
    Plain(&'static [u8]),
    Zstandard(&'static [u8]),
}

impl Lender {
    const fn new(packed: Packed) -> Self {
        Self { packed, program: OnceLock::new(), face: OnceLock::new() }
    }

    /// The bytes of the face; `None` if they cannot be unpacked.
    pub(super) fn program(&'static self) -> Option<&'static [u8]> {
        match self.packed {
            Packed::Plain(bytes) => Some(bytes),
            Packed::Zstandard(bytes) => self.program.get_or_init(|| zstd::decode_all(bytes).ok()).as_deref(),
        }
    }

    /// The face, to measure and draw with.
    pub(super) fn face(&'static self) -> Option<&'static ttf_parser::Face<'static>> {
        let parse = || ttf_parser::Face::parse(self.program()?, 0).ok();
        self.face.get_or_init(parse).as_ref()
    }

    /// The advance of a character in thousandths of the size; `None` if the face lacks it. Marks take no room.
    fn advance(&'static self, character: char) -> Option<i64> {
        let face = self.face()?;
        let glyph = face.glyph_index(character)?;
        let advance = i64::from(face.glyph_hor_advance(glyph)?) * 1000;
        Some((advance + i64::from(face.units_per_em()) - 1) / i64::from(face.units_per_em().max(1)))
    }
}

macro_rules! packed {
    ($file:literal) => {
        Lender::new(Packed::Zstandard(include_bytes!(concat!("fonts/others/", $file, ".ttf.zst"))))
    };
}

/// The print faces whole, by style: they have letters that no document embeds.
static WHOLE: [Lender; 3] = [
    Lender::new(Packed::Plain(Style::Regular.bundled())),
    Lender::new(Packed::Plain(Style::Bold.bundled())),
    Lender::new(Packed::Plain(Style::Italic.bundled())),
];

/// The others, in the order in which they are asked.
static OTHERS: [Lender; 7] = [
    packed!("DejaVuSerif"),
    packed!("NotoSerifKhmer-Regular"),
    packed!("NotoSansCham-Regular"),
    packed!("NotoSansTaiViet-Regular"),
    packed!("NotoSerifLao-Regular"),
    packed!("NotoSerifThai-Regular"),
    packed!("DroidSansFallbackFull"),
];

/// A character as a face lends it.
#[derive(Clone, Copy)]
pub(super) struct Lent {
    pub(super) lender: &'static Lender,
    /// Thousandths of the size.
    pub(super) advance: i64,
    /// How the face is to be changed for the style.
    pub(super) likeness: Likeness,
}

/// What makes a face look like a style that it has not.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Likeness {
    AsItIs,
    Thickened,
    Slanted,
}

impl Lent {
    /// Who lends a character for a style; `None` if nobody does.
    pub(super) fn of(style: Style, character: char) -> Option<Self> {
        if Letter::of(character) != Letter::Lent {
            return None;
        }
        let whole = &WHOLE[style as usize];
        if let Some(advance) = whole.advance(character) {
            return Some(Self { lender: whole, advance, likeness: Likeness::AsItIs });
        }
        let likeness = match style {
            Style::Regular => Likeness::AsItIs,
            Style::Bold => Likeness::Thickened,
            Style::Italic => Likeness::Slanted,
        };
        OTHERS.iter().find_map(|lender| Some(Self { lender, advance: lender.advance(character)?, likeness }))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What readers are told to be printed is what the faces have.
    #[test]
    fn every_letter_that_is_said_to_be_lent_is_lent_in_every_style() {
        for character in ('\0'..=char::MAX).filter(|c| Letter::of(*c) == Letter::Lent) {
            for style in Style::ALL {
                assert!(Lent::of(style, character).is_some(), "U+{:04X} {style:?}", u32::from(character));
            }
        }
    }
}
