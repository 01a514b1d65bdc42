//! Marks over and under letters that Unicode has no single character for, such as `Ê̆` and `ư̆`: where they stand.
//!
//! The print faces tell where marks stand over plain letters alone, not over `Ê` or `ư`, so no shaping would place them: they
//! are placed by the ink of the letter.

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::canonical_combining_class;

/// Between a letter's ink and a mark, and between two marks, in thousandths of the size.
const GAP: i64 = 30;
/// Unicode's class of marks under a letter; those of higher numbers stand over it, but for a few that are rare.
const BELOW: u8 = 220;
const ABOVE: u8 = 230;

/// Where a mark is moved to, in thousandths of the size, from the left end of its letter.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) struct Moved {
    pub(super) x: i64,
    pub(super) y: i64,
}

/// Whether a character is a mark that stands over, under or in the letter before it.
pub(super) fn is_mark(character: char) -> bool {
    matches!(character, '\u{300}'..='\u{36F}')
}

/// The places of marks, one for each, on a letter.
pub(super) fn places(face: &ttf_parser::Face<'_>, letter: char, marks: &[char]) -> Vec<Moved> {
    let Some(ink) = Ink::of(face, letter) else { return vec![Moved::default(); marks.len()] };
    // A horn or a hook beside the letter does not move its middle.
    let plain = std::iter::once(letter).nfd().next().and_then(|plain| Ink::of(face, plain));
    let middle = plain.map_or(ink.middle, |plain| plain.middle);
    let (mut top, mut bottom) = (ink.top, ink.bottom);
    let place = |mark: &char| {
        let Some(own) = Ink::of(face, *mark) else { return Moved::default() };
        let x = middle - own.middle;
        match canonical_combining_class(*mark) {
            ABOVE => {
                let y = (top + GAP - own.bottom).max(0);
                top = own.top + y;
                Moved { x, y }
            }
            BELOW => {
                let y = (bottom - GAP - own.top).min(0);
                bottom = own.bottom + y;
                Moved { x, y }
            }
            _ => Moved { x, y: 0 },
        }
    };
    marks.iter().map(place).collect()
}

/// The ink of a glyph, in thousandths of the size.
struct Ink {
    middle: i64,
    top: i64,
    bottom: i64,
}

impl Ink {
    fn of(face: &ttf_parser::Face<'_>, character: char) -> Option<Self> {
        let sides = face.glyph_bounding_box(face.glyph_index(character)?)?;
        let scaled = |length: i64| length * 1000 / i64::from(face.units_per_em().max(1));
        let [left, right, top, bottom] = [sides.x_min, sides.x_max, sides.y_max, sides.y_min].map(i64::from);
        Some(Self { middle: scaled(left + right) / 2, top: scaled(top), bottom: scaled(bottom) })
    }
}
