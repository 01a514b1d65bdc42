//! Words as drawn shapes: what is seen and never read, such as a sign across drafts, so that nobody who searches or copies a
//! page finds it between the lines; and letters of faces that no document embeds.

use super::shape::Placed;
use super::sheet::Spot;
use super::units::{Hundredths, points};
use super::written::write_hundredths;
use ttf_parser::OutlineBuilder;

/// The size in which shapes are kept.
pub(super) const SIZE: Hundredths = points(100);

/// Words as a path from the left end of their baseline, in [`SIZE`].
pub(super) struct Outline {
    /// Operators that make the path; what paints it is left to the page.
    pub(super) path: Vec<u8>,
    pub(super) width: Hundredths,
}

impl Outline {
    /// The shapes of words in a face; `None` if it cannot be read.
    pub(super) fn new(program: &[u8], words: &str) -> Option<Self> {
        let face = ttf_parser::Face::parse(program, 0).ok()?;
        let mut pen = Pen::new(&face, SIZE);
        for glyph in words.chars().filter_map(|letter| face.glyph_index(letter)) {
            face.outline_glyph(glyph, &mut pen);
            pen.origin.0 += f32::from(face.glyph_hor_advance(glyph).unwrap_or_default());
        }
        Some(Self { width: pen.hundredths(pen.origin.0), path: pen.path })
    }
}

/// Operators that make the path of glyphs in a size, the left end of whose baseline is at `start`.
pub(super) fn path(
    face: &ttf_parser::Face<'_>,
    glyphs: &[Placed],
    size: Hundredths,
    start: Spot,
    slant: bool,
) -> Vec<u8> {
    let mut pen = Pen { start, slant: if slant { SLANT } else { 0.0 }, ..Pen::new(face, size) };
    for placed in glyphs {
        pen.origin = (placed.x as f32, placed.y as f32);
        face.outline_glyph(ttf_parser::GlyphId(placed.glyph), &mut pen);
    }
    pen.path
}

/// How far slanted letters lean to the right, a unit of height.
const SLANT: f32 = 0.2;

/// Turns outlines into operators.
struct Pen {
    path: Vec<u8>,
    /// From the face's units to hundredths of a point.
    scale: f32,
    /// Where the letter begins, in the face's units.
    origin: (f32, f32),
    /// Where the words begin on the page.
    start: Spot,
    slant: f32,
    at: (f32, f32),
}

impl Pen {
    fn new(face: &ttf_parser::Face<'_>, size: Hundredths) -> Self {
        let scale = size as f32 / f32::from(face.units_per_em());
        Self {
            path: Vec::new(),
            scale,
            origin: (0.0, 0.0),
            start: Spot::default(),
            slant: 0.0,
            at: (0.0, 0.0),
        }
    }

    fn hundredths(&self, length: f32) -> Hundredths {
        (length * self.scale).round() as Hundredths
    }

    fn write(&mut self, places: &[(f32, f32)], operator: &[u8]) {
        for (x, y) in places {
            let (x, y) = (*x + self.origin.0, *y + self.origin.1);
            for (length, start) in [(x + y * self.slant, self.start.x), (y, self.start.y)] {
                let length = start + self.hundredths(length);
                write_hundredths(&mut self.path, length);
                self.path.push(b' ');
            }
        }
        self.path.extend_from_slice(operator);
        self.path.push(b'\n');
        self.at = places.last().copied().unwrap_or(self.at);
    }
}

impl OutlineBuilder for Pen {
    fn move_to(&mut self, x: f32, y: f32) {
        self.write(&[(x, y)], b"m");
    }

    fn line_to(&mut self, x: f32, y: f32) {
        self.write(&[(x, y)], b"l");
    }

    fn quad_to(&mut self, x1: f32, y1: f32, x: f32, y: f32) {
        let between =
            |from: (f32, f32)| (from.0 + (x1 - from.0) * 2.0 / 3.0, from.1 + (y1 - from.1) * 2.0 / 3.0);
        self.write(&[between(self.at), between((x, y)), (x, y)], b"c");
    }

    fn curve_to(&mut self, x1: f32, y1: f32, x2: f32, y2: f32, x: f32, y: f32) {
        self.write(&[(x1, y1), (x2, y2), (x, y)], b"c");
    }

    fn close(&mut self) {
        self.write(&[], b"h");
    }
}
