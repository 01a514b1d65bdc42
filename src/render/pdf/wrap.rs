//! Lines of a text that fit a width.

use super::face::Face;
use super::units::Hundredths;
use std::borrow::Cow;

/// How many lines the texts of a part of a document may have each, one try after another until the part fits: what stands on
/// paper is first set whole, and shortened only where it would not fit at all.
pub(super) const LINES: [usize; 6] = [usize::MAX, 8, 5, 3, 2, 1];
/// Stands where the rest of a text was left out.
const ELLIPSIS: char = '…';

/// Breaks `text` into lines of at most `width`, at white space; a word wider than that is broken between letters, marks
/// kept with their letter. No line is clipped. An empty text has no line. Behind `most` lines the rest is left out, which an
/// ellipsis tells. A line that ends between words keeps one space, so that who puts the lines together again has the words
/// apart.
pub(super) fn wrap<'t>(
    face: &Face,
    text: &'t str,
    size: Hundredths,
    width: Hundredths,
    most: usize,
) -> Vec<Cow<'t, str>> {
    let text = text.trim();
    if text.is_empty() {
        return Vec::new();
    }
    if face.width(text, size) <= width {
        return vec![Cow::Borrowed(text)];
    }
    let limit = width.max(0) * 1000 / size;
    let lines = Wrapper { face, text, limit, lines: Vec::new(), start: 0, end: 0 }.run();
    let is_cut = lines.len() > most.max(1);
    let mut lines: Vec<Cow<'t, str>> = lines.into_iter().take(most.max(1)).map(Cow::Borrowed).collect();
    if let Some(last) = lines.last_mut().filter(|_| is_cut) {
        *last = Cow::Owned(shortened(face, last, limit));
    }
    lines
}

/// As much of a line as leaves room for an ellipsis, with it.
fn shortened(face: &Face, line: &str, limit: i64) -> String {
    let mut room = limit - face.advance(ELLIPSIS);
    let fits = |character: &char| {
        room -= face.advance(*character);
        room >= 0
    };
    let kept: String = line.chars().take_while(fits).collect();
    format!("{}{ELLIPSIS}", kept.trim_end())
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
    fn run(mut self) -> Vec<&'t str> {
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
            if self.measure(self.start, end) <= self.limit {
                self.end = end;
                continue;
            }
            self.close();
            (self.start, self.end) = (start, end);
            self.break_word();
        }
        self.close();
        self.lines
    }

    fn measure(&self, start: usize, end: usize) -> i64 {
        self.text[start..end].chars().map(|character| self.face.advance(character)).sum()
    }

    fn close(&mut self) {
        if self.start < self.end {
            let after = self.text.as_bytes().get(self.end).is_some_and(u8::is_ascii_whitespace);
            self.lines.push(&self.text[self.start..self.end + usize::from(after)]);
        }
    }

    /// Closes full lines of the open word until what is left fits.
    fn break_word(&mut self) {
        let (mut advances, word) = (0, &self.text[self.start..self.end]);
        let (from, mut first) = (self.start, true);
        for (at, character) in word.char_indices() {
            let advance = self.face.advance(character);
            if !first && advance > 0 && advances + advance > self.limit {
                self.lines.push(&self.text[self.start..from + at]);
                self.start = from + at;
                advances = 0;
            }
            advances += advance;
            first = false;
        }
    }
}
