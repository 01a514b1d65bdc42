//! Lines of a text that fit a width.

use super::error::MissingGlyph;
use super::face::Face;
use super::units::Hundredths;

/// Breaks `text` into lines of at most `width`, at white space; a word wider than that is broken between letters, marks
/// kept with their letter. No line is clipped and no letter is lost. An empty text has no line. A line that ends between
/// words keeps one space, so that who puts the lines together again has the words apart.
///
/// # Errors
/// [`MissingGlyph`] if the face does not show a character.
pub(super) fn wrap<'t>(
    face: &Face,
    text: &'t str,
    size: Hundredths,
    width: Hundredths,
) -> Result<Vec<&'t str>, MissingGlyph> {
    let text = text.trim();
    if text.is_empty() {
        return Ok(Vec::new());
    }
    if face.width(text, size)? <= width {
        return Ok(vec![text]);
    }
    Wrapper { face, text, limit: width.max(0) * 1000 / size, lines: Vec::new(), start: 0, end: 0 }.run()
}

struct Wrapper<'f, 't> {
    face: &'f Face,
    text: &'t str,
    /// The width in thousandths of the size.
    limit: i64,
    lines: Vec<&'t str>,
    /// The open line, in bytes of the text; empty if both are equal.
    start: usize,
    end: usize,
}

impl<'t> Wrapper<'_, 't> {
    fn run(mut self) -> Result<Vec<&'t str>, MissingGlyph> {
        let mut next = 0;
        for piece in self.text.split_inclusive(|character: char| character.is_ascii_whitespace()) {
            let start = next;
            next += piece.len();
            let end = start + piece.trim_ascii_end().len();
            if start == end {
                continue;
            }
            if self.start == self.end {
                (self.start, self.end) = (start, start);
            }
            if self.measure(self.start, end)? <= self.limit {
                self.end = end;
                continue;
            }
            self.close();
            (self.start, self.end) = (start, end);
            self.break_word()?;
        }
        self.close();
        Ok(self.lines)
    }

    fn measure(&self, start: usize, end: usize) -> Result<i64, MissingGlyph> {
        self.text[start..end].chars().map(|character| self.face.advance(character)).sum()
    }

    fn close(&mut self) {
        if self.start < self.end {
            let after = self.text.as_bytes().get(self.end).is_some_and(u8::is_ascii_whitespace);
            self.lines.push(&self.text[self.start..self.end + usize::from(after)]);
        }
    }

    /// Closes full lines of the open word until what is left fits.
    fn break_word(&mut self) -> Result<(), MissingGlyph> {
        let (mut advances, word) = (0, &self.text[self.start..self.end]);
        let (from, mut first) = (self.start, true);
        for (at, character) in word.char_indices() {
            let advance = self.face.advance(character)?;
            if !first && advance > 0 && advances + advance > self.limit {
                self.lines.push(&self.text[self.start..from + at]);
                self.start = from + at;
                advances = 0;
            }
            advances += advance;
            first = false;
        }
        Ok(())
    }
}
