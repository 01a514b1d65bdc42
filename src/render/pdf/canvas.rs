//! A content stream: the operators that draw a sheet, short and exact.
//!
//! Coordinates are whole hundredths of a point, texts move relative to each other inside one text object, and strings are
//! literal two-byte glyph numbers: smaller and faster than any general writer.

mod odd;

use super::face::{Face, Faces, Font, Shown};
use super::outline;
use super::sheet::{Align, Line, Sheet, Spot, Stroke};
use super::tags::{Mark, Tag};
use super::units::{Hundredths, PageSize};
use super::written::{write_hundredths, write_integer};
use odd::Borrowed;

/// Writes content streams, one after the other, into one buffer.
pub(super) struct Canvas<'f> {
    faces: &'f Faces,
    bytes: Vec<u8>,
    font: Option<Font>,
    /// Where the last text of the open text object stands.
    pen: Option<Spot>,
    /// Whether contents are marked for the structure tree.
    tagged: bool,
    marks: Vec<Mark>,
    contents: u32,
    open: Open,
    borrowed: Vec<Borrowed>,
}

/// A picture of black dots.
#[derive(Clone, Copy)]
pub(super) struct Dots<'d> {
    /// Each begins a byte.
    pub(super) rows: &'d [u8],
    /// How many dots it is wide and high.
    pub(super) side: Hundredths,
    /// How wide a dot is.
    pub(super) width: Hundredths,
}

/// The marked content that is open.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Open {
    Nothing,
    Artifact,
    Content,
}

impl<'f> Canvas<'f> {
    /// An empty stream, whose contents are marked for the structure tree if it is `tagged`.
    pub(super) fn new(faces: &'f Faces, tagged: bool) -> Self {
        let (marks, open) = (Vec::new(), Open::Nothing);
        let borrowed = Vec::new();
        Self { faces, bytes: Vec::new(), font: None, pen: None, tagged, marks, contents: 0, open, borrowed }
    }

    /// Starts the next stream.
    pub(super) fn clear(&mut self) {
        self.bytes.clear();
        self.marks.clear();
        self.font = None;
        self.pen = None;
        self.contents = 0;
    }

    /// The stream so far.
    pub(super) fn bytes(&self) -> &[u8] {
        debug_assert!(self.pen.is_none() && self.open == Open::Nothing, "a text object is open");
        &self.bytes
    }

    /// Whether contents are marked.
    pub(super) fn is_tagged(&self) -> bool {
        self.tagged
    }

    /// What the stream shows, in reading order; nothing if it is not tagged.
    pub(super) fn marks(&self) -> &[Mark] {
        &self.marks
    }

    /// Draws a sheet.
    pub(super) fn sheet(&mut self, sheet: &Sheet<'_>) {
        for text in &sheet.texts {
            let face = self.faces.get(text.font.style);
            let x = match text.align {
                Align::Left => text.x,
                Align::Centre => text.x - face.width(text.text.trim_end(), text.font.size) / 2,
                Align::Right => text.x - face.width(text.text.trim_end(), text.font.size),
            };
            self.mark(text.tag, !text.text.is_empty());
            if !text.text.is_empty() {
                self.text(text.font, Spot { x, y: text.y }, &text.text);
            }
        }
        self.end_text();
        if !self.borrowed.is_empty() {
            self.begin_artifact();
            self.draw_borrowed();
            self.end_mark();
        }
        if !sheet.lines.is_empty() {
            self.begin_artifact();
            for stroke in [Stroke::Thin, Stroke::Thick, Stroke::Dashed] {
                self.lines(stroke, sheet.lines.iter().filter(|line| line.stroke == stroke));
            }
            self.end_mark();
        }
    }

    /// Draws a shared part by its resource name, moved up by `up`. It is furniture: its words were read where they first
    /// stood.
    pub(super) fn shared(&mut self, name: &str, up: Hundredths) {
        self.end_text();
        self.begin_artifact();
        if up == 0 {
            self.bytes.push(b'/');
            self.bytes.extend_from_slice(name.as_bytes());
            self.bytes.extend_from_slice(b" Do\n");
        } else {
            self.bytes.extend_from_slice(b"q ");
            self.numbers([100, 0, 0, 100, 0, up]);
            self.bytes.extend_from_slice(format!("cm/{name} Do Q\n").as_bytes());
        }
        self.end_mark();
    }

    /// Moves the origin of what `draw` draws to a spot.
    pub(super) fn moved(&mut self, to: Spot, draw: impl FnOnce(&mut Self)) {
        self.end_text();
        self.bytes.extend_from_slice(b"q ");
        self.numbers([100, 0, 0, 100, to.x, to.y]);
        self.bytes.extend_from_slice(b"cm\n");
        self.font = None;
        draw(self);
        self.end_text();
        self.font = None;
        self.bytes.extend_from_slice(b"Q\n");
    }

    /// Draws across a page, before anything else is drawn, that it is a draft; furniture, which the number in the foot says
    /// in words.
    pub(super) fn draft(&mut self, is_draft: bool, page: PageSize) {
        /// Grey, and the matrix of a line that rises by 30 degrees.
        const GREY: &[u8] = b"q .92 g ";
        const RISING: [Hundredths; 4] = [87, 50, -50, 87];
        let Some(words) = self.faces.draft().filter(|_| is_draft) else { return };
        let size = page.width.min(page.height) / 4;
        self.end_text();
        self.begin_artifact();
        self.bytes.extend_from_slice(GREY);
        self.numbers(RISING.map(|part| part * size / outline::SIZE));
        self.numbers([page.width / 2, page.height / 2]);
        self.bytes.extend_from_slice(b"cm 1 0 0 1 ");
        self.numbers([-words.width / 2, -outline::SIZE / 3]);
        self.bytes.extend_from_slice(b"cm\n");
        self.bytes.extend_from_slice(&words.path);
        self.bytes.extend_from_slice(b"f Q\n");
        self.end_mark();
    }

    /// Draws a picture of dots with its lower left corner at `origin`; `words` stand for it where it is heard.
    pub(super) fn dots(&mut self, words: &str, origin: Spot, dots: Dots<'_>) {
        let wide = dots.width * dots.side;
        self.end_text();
        if self.tagged {
            let content = self.content();
            let sides = [origin.x, origin.y, origin.x + wide, origin.y + wide];
            self.begin_content("Figure", content);
            self.marks.push(Mark::Figure { words: words.to_owned(), sides, content });
        }
        self.bytes.extend_from_slice(b"q ");
        self.numbers([wide, 0, 0, wide, origin.x, origin.y]);
        self.bytes.extend_from_slice(b"cm\nBI/W ");
        write_integer(&mut self.bytes, dots.side.unsigned_abs());
        self.bytes.extend_from_slice(b"/H ");
        write_integer(&mut self.bytes, dots.side.unsigned_abs());
        // Hexadecimal figures, since some readers look for the end of a raw picture by its letters.
        self.bytes.extend_from_slice(b"/IM true/D[1 0]/F/AHx ID ");
        const FIGURES: &[u8; 16] = b"0123456789ABCDEF";
        for byte in dots.rows {
            self.bytes.extend([FIGURES[usize::from(byte >> 4)], FIGURES[usize::from(byte & 15)]]);
        }
        self.bytes.extend_from_slice(b">\nEI Q\n");
        self.end_mark();
    }

    /// Begins what a text is, if it begins something.
    fn mark(&mut self, tag: Tag, has_content: bool) {
        if !self.tagged {
            return;
        }
        match tag {
            Tag::More => {}
            Tag::Artifact if self.open == Open::Artifact => {}
            Tag::Artifact => {
                self.end_mark();
                self.begin_text();
                self.begin_artifact();
            }
            Tag::Block(block) => {
                self.end_mark();
                self.begin_text();
                let content = self.content();
                self.begin_content(block.structure_type(), content);
                self.marks.push(Mark::Block { block, content });
            }
            Tag::Cell(cell) => {
                self.end_mark();
                let content = has_content.then(|| self.content());
                if let Some(content) = content {
                    self.begin_text();
                    self.begin_content(cell.structure_type(), content);
                }
                self.marks.push(Mark::Cell { cell, content });
            }
        }
    }

    fn content(&mut self) -> u32 {
        self.contents += 1;
        self.contents - 1
    }

    fn begin_content(&mut self, kind: &str, content: u32) {
        self.bytes.push(b'/');
        self.bytes.extend_from_slice(kind.as_bytes());
        self.bytes.extend_from_slice(b"<</MCID ");
        write_integer(&mut self.bytes, u64::from(content));
        self.bytes.extend_from_slice(b">>BDC\n");
        self.open = Open::Content;
    }

    fn begin_artifact(&mut self) {
        if self.tagged {
            self.bytes.extend_from_slice(b"/Artifact BMC\n");
            self.open = Open::Artifact;
        }
    }

    fn end_mark(&mut self) {
        if self.open != Open::Nothing {
            self.bytes.extend_from_slice(b"EMC\n");
            self.open = Open::Nothing;
        }
    }

    fn begin_text(&mut self) {
        if self.pen.is_none() {
            self.bytes.extend_from_slice(b"BT\n");
            self.pen = Some(Spot::default());
        }
    }

    fn text(&mut self, font: Font, at: Spot, text: &str) {
        self.begin_text();
        let pen = self.pen.unwrap_or_default();
        if self.font != Some(font) {
            self.bytes.push(b'/');
            self.bytes.extend_from_slice(font.style.resource().as_bytes());
            self.bytes.push(b' ');
            self.numbers([font.size]);
            self.bytes.extend_from_slice(b"Tf\n");
            self.font = Some(font);
        }
        self.numbers([at.x - pen.x, at.y - pen.y]);
        self.pen = Some(at);
        self.bytes.extend_from_slice(b"Td");
        let face = self.faces.get(font.style);
        match face.shows(text) {
            true => self.glyphs(face, text),
            false => self.odd(face, font.size, at, text),
        }
    }

    /// Sets a text glyph after glyph.
    fn glyphs(&mut self, face: &Face, text: &str) {
        self.string(text.chars().filter_map(|character| match face.shown(character) {
            // A space of another kind is drawn as a plain one.
            Shown::Own(glyph) | Shown::StandIn(glyph) => Some(glyph),
            Shown::Nothing | Shown::Mark(_) | Shown::Lent(_) => None,
        }));
    }

    /// Shows glyphs.
    fn string(&mut self, glyphs: impl Iterator<Item = u16>) {
        self.bytes.push(b'(');
        for byte in glyphs.flat_map(u16::to_be_bytes) {
            match byte {
                b'(' | b')' | b'\\' => self.bytes.extend([b'\\', byte]),
                b'\r' => self.bytes.extend_from_slice(b"\\r"),
                byte => self.bytes.push(byte),
            }
        }
        self.bytes.extend_from_slice(b")Tj\n");
    }

    fn end_text(&mut self) {
        self.end_mark();
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
            self.numbers([line.from.x, line.from.y]);
            self.bytes.extend_from_slice(b"m ");
            self.numbers([line.to.x, line.to.y]);
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::render::pdf::face::Style;
    use crate::render::pdf::units::points;

    #[test]
    fn strings_hold_no_byte_that_readers_take_for_another() {
        let faces = Faces::new().expect("the bundled faces are sound");
        let mut canvas = Canvas::new(&faces, true);
        let mut sheet = Sheet::default();
        let all = faces.get(Style::Regular).repertoire();
        sheet.text(Tag::Artifact, Style::Regular.sized(points(10)), Align::Left, Spot::default(), all);
        canvas.sheet(&sheet);
        assert!(!canvas.bytes().contains(&b'\r'), "a carriage return is read as a line feed");
        let bytes = canvas.bytes();
        let bare = (1..bytes.len()).filter(|at| bytes[*at] == b'(' && bytes[at - 1] != b'\\').count();
        // Marks stand in strings of their own.
        let strings = bytes.windows(3).filter(|end| end == b")Tj").count();
        assert!(strings > 0 && bare == strings, "only strings themselves open a parenthesis");
    }
}
