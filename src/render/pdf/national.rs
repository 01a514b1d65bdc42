//! What heads every official document: the national title and the motto with its rule, and a committee with its own.

use super::face::{Faces, Font, Style};
use super::sheet::{Align, Sheet, Spot, Stroke, spot};
use super::tags::{Block, Tag};
use super::units::{Hundredths, points};
use super::wrap::wrap;
use std::borrow::Cow;

const TITLE: &str = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM";
const MOTTO: &str = "Độc lập - Tự do - Hạnh phúc";

/// A paragraph, as documents read aloud call it.
pub(super) const PARAGRAPH: Tag = Tag::Block(Block::Paragraph);

/// Where a centred text goes: the middle of its first baseline, how wide its lines may be and how many there are at most.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Centred {
    pub(super) x: Hundredths,
    pub(super) y: Hundredths,
    pub(super) width: Hundredths,
    pub(super) most: usize,
}

/// Draws a centred text, and tells the next baseline.
pub(super) fn paragraph<'d>(
    sheet: &mut Sheet<'d>,
    faces: &Faces,
    font: Font,
    text: &'d str,
    at: Centred,
) -> Hundredths {
    block(sheet, faces, PARAGRAPH, font, text, at)
}

/// Draws a centred text of any kind, and tells the next baseline.
pub(super) fn block<'d>(
    sheet: &mut Sheet<'d>,
    faces: &Faces,
    mut tag: Tag,
    font: Font,
    text: &'d str,
    at: Centred,
) -> Hundredths {
    let mut y = at.y;
    for line in wrap(faces.get(font.style), text, font.size, at.width, at.most) {
        sheet.text(tag, font, Align::Centre, spot(at.x, y), line);
        tag = Tag::More;
        y -= leading(font.size);
    }
    y
}

/// From baseline to baseline.
pub(super) fn leading(size: Hundredths) -> Hundredths {
    size * 124 / 100
}

/// Draws the national title in `size` and the motto a little larger, from their middle at a baseline down; tells where the rule is.
pub(super) fn nation(sheet: &mut Sheet<'_>, faces: &Faces, size: Hundredths, at: Spot) -> Hundredths {
    let Spot { x, y } = at;
    let motto = size * 107 / 100 / 50 * 50;
    sheet.text(PARAGRAPH, Style::Bold.sized(size), Align::Centre, spot(x, y), TITLE);
    let y = y - size * 130 / 100;
    sheet.text(PARAGRAPH, Style::Bold.sized(motto), Align::Centre, spot(x, y), MOTTO);
    let half = faces.get(Style::Bold).width(MOTTO, motto) / 2;
    let y = y - motto * 36 / 100;
    sheet.line(Stroke::Thick, spot(x - half, y), spot(x + half, y));
    y
}

/// The width of the national title.
pub(super) fn nation_width(faces: &Faces, size: Hundredths) -> Hundredths {
    faces.get(Style::Bold).width(TITLE, size)
}

/// Draws a committee with a short rule under it; tells where the rule is.
pub(super) fn committee<'d>(
    sheet: &mut Sheet<'d>,
    faces: &Faces,
    size: Hundredths,
    lines: &'d [Cow<'_, str>],
    at: Centred,
) -> Hundredths {
    let Centred { x, mut y, width, .. } = at;
    for line in lines {
        y = paragraph(sheet, faces, Style::Bold.sized(size), line, Centred { y, ..at });
    }
    let y = y + leading(size) - size * 42 / 100;
    let half = width.min(points(72)) / 2;
    sheet.line(Stroke::Thick, spot(x - half, y), spot(x + half, y));
    y
}
