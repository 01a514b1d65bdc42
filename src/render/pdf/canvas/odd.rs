//! Texts that are not drawn glyph after glyph: with marks over letters that have no single character, with letters of other
//! faces, or with signs for what no face has. Who copies or hears them has every letter all the same.

use super::super::face::{Face, Shown};
use super::super::lent::{Lent, Likeness};
use super::super::marks::is_mark;
use super::super::outline;
use super::super::shape::shape;
use super::super::sheet::{Spot, spot};
use super::super::units::Hundredths;
use super::super::written::text_string;
use super::Canvas;
use crate::people::Letter;

/// Letters of another face, to be drawn when the texts of the sheet are.
pub(super) struct Borrowed {
    lent: Lent,
    text: String,
    size: Hundredths,
    at: Spot,
}

/// Where a text stands, and how far it is set.
struct Setting<'f> {
    face: &'f Face,
    size: Hundredths,
    at: Spot,
    /// From the left end of the text, in thousandths of the size.
    pen: i64,
    /// Glyphs that are not written yet.
    glyphs: Vec<u16>,
}

impl Canvas<'_> {
    /// Sets a text whose left end is at the pen and at these coordinates.
    pub(super) fn odd(&mut self, face: &Face, size: Hundredths, at: Spot, text: &str) {
        self.bytes.extend_from_slice(b"/Span<</ActualText");
        self.bytes.extend(text_string(&as_read(text)));
        self.bytes.extend_from_slice(b">>BDC\n");
        let mut setting = Setting { face, size, at, pen: 0, glyphs: Vec::new() };
        let mut rest = text;
        while let Some(letter) = rest.chars().next() {
            let shown = face.shown(letter);
            let length = match shown {
                Shown::Lent(lent) => run(face, lent, rest),
                _ => letter.len_utf8() + marks_behind(face, &rest[letter.len_utf8()..]),
            };
            let (part, behind) = rest.split_at(length);
            match shown {
                Shown::Nothing => {}
                Shown::Lent(lent) => self.lent(&mut setting, lent, part),
                Shown::Own(glyph) | Shown::Mark(glyph) | Shown::StandIn(glyph) => {
                    setting.glyphs.push(glyph);
                    let marks: Vec<char> = part.chars().skip(1).collect();
                    if !marks.is_empty() {
                        self.marks_of(&mut setting, letter, &marks);
                    }
                    setting.pen += face.advance(letter);
                }
            }
            rest = behind;
        }
        self.flush(&mut setting);
        self.bytes.extend_from_slice(b"EMC\n");
    }

    /// Sets marks on the letter whose glyph was set last; the pen stands behind the letter afterwards.
    fn marks_of(&mut self, setting: &mut Setting<'_>, letter: char, marks: &[char]) {
        self.flush(setting);
        let mut pen = setting.face.advance(letter);
        for (mark, place) in marks.iter().zip(setting.face.places(letter, marks)) {
            let Shown::Mark(glyph) = setting.face.shown(*mark) else { continue };
            self.moved_by(place.x - pen);
            self.numbers([place.y * setting.size / 1000]);
            self.bytes.extend_from_slice(b"Ts");
            self.string([glyph].into_iter());
            self.bytes.extend_from_slice(b"0 Ts\n");
            pen = place.x + setting.face.declared(*mark);
        }
        self.moved_by(setting.face.advance(letter) - pen);
    }

    /// Leaves room for letters of another face, with a space in it that is read and not seen.
    fn lent(&mut self, setting: &mut Setting<'_>, lent: Lent, text: &str) {
        self.flush(setting);
        let width: i64 = text.chars().map(|letter| setting.face.advance(letter)).sum();
        let Shown::Own(space) = setting.face.shown(' ') else { return };
        self.bytes.extend_from_slice(b"3 Tr");
        self.string([space].into_iter());
        self.bytes.extend_from_slice(b"0 Tr\n");
        self.moved_by(width - setting.face.advance(' '));
        let at = spot(setting.at.x + setting.pen * setting.size / 1000, setting.at.y);
        self.borrowed.push(Borrowed { lent, text: text.to_owned(), size: setting.size, at });
        setting.pen += width;
    }

    fn flush(&mut self, setting: &mut Setting<'_>) {
        if !setting.glyphs.is_empty() {
            self.string(setting.glyphs.drain(..));
        }
    }

    /// Moves the pen to the right, in thousandths of the size.
    fn moved_by(&mut self, length: i64) {
        if length != 0 {
            self.bytes.extend_from_slice(format!("[{}]TJ\n", -length).as_bytes());
        }
    }

    /// Draws the letters of other faces; furniture, since the texts say what they are.
    pub(super) fn draw_borrowed(&mut self) {
        for Borrowed { lent, text, size, at } in std::mem::take(&mut self.borrowed) {
            let (Some(program), Some(face)) = (lent.lender.program(), lent.lender.face()) else { continue };
            let glyphs = shape(program, &text);
            let path = outline::path(face, &glyphs, size, at, lent.likeness == Likeness::Slanted);
            if lent.likeness == Likeness::Thickened {
                self.bytes.extend_from_slice(b"q ");
                self.numbers([size / THICKER]);
                self.bytes.extend_from_slice(b"w\n");
                self.bytes.extend_from_slice(&path);
                self.bytes.extend_from_slice(b"B Q\n");
            } else {
                self.bytes.extend_from_slice(&path);
                self.bytes.extend_from_slice(b"f\n");
            }
        }
    }
}

/// By which part of the size the strokes of bold letters are thicker, where a face has no bold ones.
const THICKER: i64 = 40;

/// How many bytes of marks stand at the front of a text.
fn marks_behind(face: &Face, text: &str) -> usize {
    let marks =
        text.chars().take_while(|letter| is_mark(*letter) && matches!(face.shown(*letter), Shown::Mark(_)));
    marks.map(char::len_utf8).sum()
}

/// How many bytes at the front of a text one face lends, marks on its letters included.
fn run(face: &Face, lent: Lent, text: &str) -> usize {
    let belongs = |letter: &char| match face.shown(*letter) {
        Shown::Lent(other) => std::ptr::eq(other.lender, lent.lender),
        Shown::Mark(_) => true,
        Shown::Nothing | Shown::Own(_) | Shown::StandIn(_) => false,
    };
    text.chars().take_while(belongs).map(char::len_utf8).sum()
}

/// A text as it is read where it is not drawn glyph after glyph: without what nobody sees, and with the sign for what nobody
/// knows in the place of private characters, which mean nothing outside one face.
fn as_read(text: &str) -> String {
    let is_private = |c: &char| matches!(c, '\u{E000}'..='\u{F8FF}' | '\u{F0000}'..='\u{10FFFD}');
    let seen = text.chars().filter(|c| Letter::of(*c) != Letter::Invisible);
    seen.map(|c| if is_private(&c) { char::REPLACEMENT_CHARACTER } else { c }).collect()
}
