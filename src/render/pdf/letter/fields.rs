//! The fields of a letter under each other, each in its style.

use super::super::document::{LetterField, LetterStyle};
use super::super::face::{Faces, Style};
use super::super::national::{Centred, PARAGRAPH, block, leading};
use super::super::sheet::{Align, Sheet, spot};
use super::super::tags::{Block, Tag};
use super::super::units::{Hundredths, points};
use super::super::wrap::wrap;
use super::Room;

/// How far a paragraph's first line is moved in.
const INDENT: Hundredths = points(28);

/// Where fields are drawn, and how large.
pub(super) struct Fields<'s, 'd, 'f> {
    pub(super) sheet: &'s mut Sheet<'d>,
    pub(super) faces: &'f Faces,
    pub(super) room: Room,
    pub(super) size: Hundredths,
    /// The most lines of a text.
    pub(super) most: usize,
}

impl<'d> Fields<'_, 'd, '_> {
    /// Draws the fields from the baseline `y` down; tells the next baseline.
    pub(super) fn draw(&mut self, fields: &'d [LetterField<'_>], mut y: Hundredths) -> Hundredths {
        for field in fields {
            y = match field.style {
                LetterStyle::Plain => self.labelled(field, Style::Regular, y),
                LetterStyle::Strong => self.labelled(field, Style::Bold, y),
                LetterStyle::Ground => self.sentence(field, Style::Italic, y),
                LetterStyle::Article => self.sentence(field, Style::Regular, y),
                LetterStyle::Heading => self.heading(field, y),
                LetterStyle::Leader => self.leader(field, y),
            };
            y -= self.size / 5;
        }
        y
    }

    /// The value beside its label, over as many lines as it needs.
    fn labelled(&mut self, field: &'d LetterField<'_>, style: Style, mut y: Hundredths) -> Hundredths {
        let Self { sheet, faces, room, size, most } = self;
        let (mut indent, mut tag) = (0, PARAGRAPH);
        if !field.label.is_empty() {
            let label = format!("{} ", field.label);
            sheet.text(tag, Style::Regular.sized(*size), Align::Left, spot(room.left, y), label);
            tag = Tag::More;
            indent = faces.get(Style::Regular).width(&field.label, *size) + *size / 3;
        }
        let width = room.right - room.left - indent;
        let lines = wrap(faces.get(style), &field.value, *size, width, *most);
        let taken = i64::try_from(lines.len().max(1)).unwrap_or(i64::MAX);
        for (line, step) in lines.into_iter().zip(0..) {
            let at = spot(room.left + indent, y - step * leading(*size));
            sheet.text(tag, style.sized(*size), Align::Left, at, line);
            tag = Tag::More;
        }
        y -= taken * leading(*size);
        y
    }

    /// A paragraph whose first line is moved in, and begins with the label in bold.
    fn sentence(&mut self, field: &'d LetterField<'_>, style: Style, mut y: Hundredths) -> Hundredths {
        let Self { sheet, faces, room, size, most } = self;
        let (face, width) = (faces.get(style), room.right - room.left);
        let (mut indent, mut tag) = (INDENT, PARAGRAPH);
        if !field.label.is_empty() {
            let label = format!("{} ", field.label);
            sheet.text(tag, Style::Bold.sized(*size), Align::Left, spot(room.left + indent, y), label);
            tag = Tag::More;
            indent += faces.get(Style::Bold).width(&field.label, *size) + *size / 3;
        }
        let text = field.value.trim();
        // The first line is whole, unless it is the only one there may be.
        let mut first = wrap(face, text, *size, width - indent, if *most > 1 { usize::MAX } else { 1 });
        first.truncate(1);
        let first = first.pop().unwrap_or_default();
        let rest = match *most {
            0 | 1 => Vec::new(),
            more => wrap(face, &text[first.len()..], *size, width, more - 1),
        };
        sheet.text(tag, style.sized(*size), Align::Left, spot(room.left + indent, y), first);
        for line in rest {
            y -= leading(*size);
            sheet.text(Tag::More, style.sized(*size), Align::Left, spot(room.left, y), line);
        }
        y - leading(*size)
    }

    fn heading(&mut self, field: &'d LetterField<'_>, y: Hundredths) -> Hundredths {
        let Self { sheet, faces, room, size, most } = self;
        let (tag, font) = (Tag::Block(Block::Heading), Style::Bold.sized(*size));
        let (x, width) = ((room.left + room.right) / 2, room.right - room.left);
        let at = Centred { x, y: y - *size / 3, width, most: *most };
        block(sheet, faces, tag, font, &field.value, at) - *size / 5
    }

    /// The label, dots, and the value at the right margin; a label that leaves no room for it stands over it.
    fn leader(&mut self, field: &'d LetterField<'_>, mut y: Hundredths) -> Hundredths {
        let Self { sheet, faces, room, size, most } = self;
        let face = faces.get(Style::Regular);
        let value = faces.get(Style::Bold).width(&field.value, *size);
        let (gap, mut from, mut tag) = (*size / 3, room.left, PARAGRAPH);
        let width = room.right - room.left - value - 3 * *size;
        for line in wrap(face, &field.label, *size, width, *most) {
            if from > room.left {
                y -= leading(*size);
            }
            sheet.text(tag, Style::Regular.sized(*size), Align::Left, spot(room.left, y), format!("{line} "));
            tag = Tag::More;
            from = room.left + face.width(&line, *size) + gap;
        }
        let to = room.right - value - if value > 0 { gap } else { 0 };
        let dots = ((to - from) * 1000 / (face.advance('.') * *size)).max(0);
        let dots = ".".repeat(usize::try_from(dots).unwrap_or(0));
        sheet.text(Tag::Artifact, Style::Regular.sized(*size), Align::Right, spot(to, y), dots);
        sheet.text(tag, Style::Bold.sized(*size), Align::Right, spot(room.right, y), field.value.as_ref());
        y - leading(*size)
    }
}
