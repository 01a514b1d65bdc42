//! What heads every official document: the national title and the motto with its rule, and a committee with its own.

use super::face::{Faces, Style};
use super::sheet::{Align, Sheet, Stroke};
use super::tags::{Block, Tag};
use super::units::{Hundredths, points};
use super::wrap::wrap;
use std::borrow::Cow;

const TITLE: &str = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM";
const MOTTO: &str = "Độc lập - Tự do - Hạnh phúc";

/// A paragraph, as documents read aloud call it.
pub(super) const PARAGRAPH: Tag = Tag::Block(Block::Paragraph);

/// Draws a centred text over at most so many lines, and tells the next baseline.
pub(super) fn paragraph<'d>(
    sheet: &mut Sheet<'d>,
    faces: &Faces,
    font: (Style, Hundredths),
    text: &'d str,
    at: (Hundredths, Hundredths),
    (width, most): (Hundredths, usize),
) -> Hundredths {
    block(sheet, faces, (PARAGRAPH, font), text, at, (width, most))
}

/// Draws a centred text of any kind over at most so many lines, and tells the next baseline.
pub(super) fn block<'d>(
    sheet: &mut Sheet<'d>,
    faces: &Faces,
    (mut tag, (style, size)): (Tag, (Style, Hundredths)),
    text: &'d str,
    (x, mut y): (Hundredths, Hundredths),
    (width, most): (Hundredths, usize),
) -> Hundredths {
    for line in wrap(faces.get(style), text, size, width, most) {
        sheet.text(tag, (style, size), Align::Centre, (x, y), line);
        tag = Tag::More;
        y -= leading(size);
    }
    y
}

/// From baseline to baseline.
pub(super) fn leading(size: Hundredths) -> Hundredths {
    size * 124 / 100
}

/// Draws the national title in `size` and the motto a little larger, from the baseline `y` down; tells where the rule is.
pub(super) fn nation(
    sheet: &mut Sheet<'_>,
    faces: &Faces,
    size: Hundredths,
    (x, y): (Hundredths, Hundredths),
) -> Hundredths {
    let motto = size * 107 / 100 / 50 * 50;
    sheet.text(PARAGRAPH, (Style::Bold, size), Align::Centre, (x, y), TITLE);
    let y = y - size * 130 / 100;
    sheet.text(PARAGRAPH, (Style::Bold, motto), Align::Centre, (x, y), MOTTO);
    let half = faces.get(Style::Bold).width(MOTTO, motto) / 2;
    let y = y - motto * 36 / 100;
    sheet.line(Stroke::Thick, (x - half, y), (x + half, y));
    y
}

/// The width of the national title.
pub(super) fn nation_width(faces: &Faces, size: Hundredths) -> Hundredths {
    faces.get(Style::Bold).width(TITLE, size)
}

/// Draws a committee with a short rule under it, from the baseline `y` down; tells where the rule is.
pub(super) fn committee<'d>(
    sheet: &mut Sheet<'d>,
    faces: &Faces,
    size: Hundredths,
    (lines, width, most): (&'d [Cow<'_, str>], Hundredths, usize),
    (x, mut y): (Hundredths, Hundredths),
) -> Hundredths {
    for line in lines {
        y = paragraph(sheet, faces, (Style::Bold, size), line, (x, y), (width, most));
    }
    let y = y + leading(size) - size * 42 / 100;
    let half = width.min(points(72)) / 2;
    sheet.line(Stroke::Thick, (x - half, y), (x + half, y));
    y
}
