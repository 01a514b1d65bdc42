//! A content stream: the operators that draw a sheet, short and exact.
//!
//! Coordinates are whole hundredths of a point, texts move relative to each other inside one text object, and strings are
//! literal two-byte glyph numbers: smaller and faster than any general writer.

use super::error::MissingGlyph;
use super::face::{Faces, Style};
use super::sheet::{Align, Line, Sheet, Stroke};
use super::units::Hundredths;

/// Writes content streams, one after the other, into one buffer.
pub(super) struct Canvas<'f> {
    faces: &'f Faces,
    bytes: Vec<u8>,
    font: Option<(Style, Hundredths)>,
    /// Where the last text of the open text object stands.
    pen: Option<(Hundredths, Hundredths)>,
}

impl<'f> Canvas<'f> {
    /// An empty stream.
    pub(super) fn new(faces: &'f Faces) -> Self {
        Self { faces, bytes: Vec::new(), font: None, pen: None }
    }

    /// Starts the next stream.
    pub(super) fn clear(&mut self) {
        self.bytes.clear();
        self.font = None;
        self.pen = None;
    }

    /// The stream so far.
    pub(super) fn bytes(&self) -> &[u8] {
        debug_assert!(self.pen.is_none(), "a text object is open");
        &self.bytes
    }

    /// Draws a sheet.
    ///
    /// # Errors
    /// [`MissingGlyph`] if a face does not show a character.
    pub(super) fn sheet(&mut self, sheet: &Sheet<'_>) -> Result<(), MissingGlyph> {
        for text in &sheet.texts {
            let face = self.faces.get(text.style);
            let x = match text.align {
                Align::Left => text.x,
                Align::Centre => text.x - face.width(&text.text, text.size)? / 2,
                Align::Right => text.x - face.width(&text.text, text.size)?,
            };
            self.text((text.style, text.size), (x, text.y), &text.text)?;
        }
        self.end_text();
        for stroke in [Stroke::Thin, Stroke::Thick, Stroke::Dashed] {
            self.lines(stroke, sheet.lines.iter().filter(|line| line.stroke == stroke));
        }
        Ok(())
    }

    /// Draws a shared part by its resource name, moved up by `up`.
    pub(super) fn shared(&mut self, name: &str, up: Hundredths) {
        self.end_text();
        if up == 0 {
            self.bytes.extend_from_slice(format!("/{name} Do\n").as_bytes());
        } else {
            self.bytes.extend_from_slice(b"q ");
            self.numbers([100, 0, 0, 100, 0, up]);
            self.bytes.extend_from_slice(format!("cm/{name} Do Q\n").as_bytes());
        }
    }

    /// Fills squares of `side` from the upper left corner `origin`: runs of (column, row, count) on a grid.
    pub(super) fn squares(
        &mut self,
        origin: (Hundredths, Hundredths),
        side: Hundredths,
        runs: impl Iterator<Item = (Hundredths, Hundredths, Hundredths)>,
    ) {
        self.end_text();
        self.bytes.extend_from_slice(b"q ");
        self.numbers([side, 0, 0, -side, origin.0, origin.1]);
        self.bytes.extend_from_slice(b"cm\n");
        for (column, row, count) in runs {
            self.numbers([column * 100, row * 100, count * 100, 100]);
            self.bytes.extend_from_slice(b"re\n");
        }
        self.bytes.extend_from_slice(b"f Q\n");
    }

    fn text(
        &mut self,
        font: (Style, Hundredths),
        (x, y): (Hundredths, Hundredths),
        text: &str,
    ) -> Result<(), MissingGlyph> {
        let pen = self.pen.unwrap_or_else(|| {
            self.bytes.extend_from_slice(b"BT\n");
            (0, 0)
        });
        if self.font != Some(font) {
            self.bytes.push(b'/');
            self.bytes.extend_from_slice(font.0.resource().as_bytes());
            self.bytes.push(b' ');
            self.numbers([font.1]);
            self.bytes.extend_from_slice(b"Tf\n");
            self.font = Some(font);
        }
        self.numbers([x - pen.0, y - pen.1]);
        self.pen = Some((x, y));
        self.bytes.extend_from_slice(b"Td(");
        let face = self.faces.get(font.0);
        for character in text.chars() {
            for byte in face.glyph(character)?.to_be_bytes() {
                match byte {
                    b'(' | b')' | b'\\' => self.bytes.extend([b'\\', byte]),
                    b'\r' => self.bytes.extend_from_slice(b"\\r"),
                    byte => self.bytes.push(byte),
                }
            }
        }
        self.bytes.extend_from_slice(b")Tj\n");
        Ok(())
    }

    fn end_text(&mut self) {
        if self.pen.take().is_some() {
            self.bytes.extend_from_slice(b"ET\n");
        }
    }

    fn lines<'l>(&mut self, stroke: Stroke, lines: impl Iterator<Item = &'l Line>) {
        let mut lines = lines.peekable();
        if lines.peek().is_none() {
            return;
        }
        self.bytes.extend_from_slice(match stroke {
            Stroke::Thin => b"q .4 w\n".as_slice(),
            Stroke::Thick => b"q .8 w 2 J\n",
            Stroke::Dashed => b"q .6 w [3 2] 0 d\n",
        });
        for line in lines {
            self.numbers([line.from.0, line.from.1]);
            self.bytes.extend_from_slice(b"m ");
            self.numbers([line.to.0, line.to.1]);
            self.bytes.extend_from_slice(b"l\n");
        }
        self.bytes.extend_from_slice(b"S Q\n");
    }

    fn numbers<const N: usize>(&mut self, values: [Hundredths; N]) {
        for value in values {
            write_hundredths(&mut self.bytes, value);
            self.bytes.push(b' ');
        }
    }
}

/// Writes a length in points with at most two decimals, such as `-12.5`.
pub(super) fn write_hundredths(out: &mut Vec<u8>, value: Hundredths) {
    if value < 0 {
        out.push(b'-');
    }
    let (whole, part) = (value.unsigned_abs() / 100, value.unsigned_abs() % 100);
    if whole > 0 || part == 0 {
        write_integer(out, whole);
    }
    if part > 0 {
        out.push(b'.');
        write_integer(out, part / 10);
        if part % 10 > 0 {
            write_integer(out, part % 10);
        }
    }
}

/// Writes a whole number in decimal figures.
pub(super) fn write_integer(out: &mut Vec<u8>, mut value: u64) {
    let start = out.len();
    loop {
        out.push(b'0' + (value % 10) as u8);
        value /= 10;
        if value == 0 {
            break;
        }
    }
    out[start..].reverse();
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::render::pdf::units::points;

    #[test]
    fn strings_hold_no_byte_that_readers_take_for_another() {
        let faces = Faces::new().expect("the bundled faces are sound");
        let mut canvas = Canvas::new(&faces);
        let mut sheet = Sheet::default();
        let all = faces.get(Style::Regular).repertoire();
        sheet.text((Style::Regular, points(10)), Align::Left, (0, 0), all);
        canvas.sheet(&sheet).expect("every character of the repertoire has a glyph");
        assert!(!canvas.bytes().contains(&b'\r'), "a carriage return is read as a line feed");
        let bytes = canvas.bytes();
        let bare = (1..bytes.len()).filter(|at| bytes[*at] == b'(' && bytes[at - 1] != b'\\').count();
        assert_eq!(bare, 1, "only the string itself opens a parenthesis");
    }

    #[test]
    fn lengths_are_written_with_the_fewest_figures() {
        for (value, written) in [(0, "0"), (5, ".05"), (50, ".5"), (-1250, "-12.5"), (84_189, "841.89")] {
            let mut out = Vec::new();
            write_hundredths(&mut out, value);
            assert_eq!(String::from_utf8_lossy(&out), written);
        }
    }
}
