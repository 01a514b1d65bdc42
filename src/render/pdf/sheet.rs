//! A page laid out: texts and lines at their places, before it becomes bytes.

use super::face::Font;
use super::tags::Tag;
use super::units::Hundredths;
use std::borrow::Cow;

/// A spot on a page, from its lower left corner.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Spot {
    pub(super) x: Hundredths,
    pub(super) y: Hundredths,
}

/// The spot so far to the right and so far up.
pub(super) const fn spot(x: Hundredths, y: Hundredths) -> Spot {
    Spot { x, y }
}

/// The left and the right of something on a page.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Sides {
    pub(super) left: Hundredths,
    pub(super) right: Hundredths,
}

impl Sides {
    pub(super) fn width(self) -> Hundredths {
        self.right - self.left
    }

    pub(super) fn middle(self) -> Hundredths {
        (self.left + self.right) / 2
    }
}

/// A part of a page's height.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Stretch {
    pub(super) top: Hundredths,
    pub(super) bottom: Hundredths,
}

/// How a text stands at its spot.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Align {
    Left,
    Centre,
    Right,
}

/// A line of text; `x` is its left end, centre or right end, `y` its baseline, both from the page's lower left corner.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Text<'t> {
    pub(super) tag: Tag,
    pub(super) font: Font,
    pub(super) align: Align,
    pub(super) x: Hundredths,
    pub(super) y: Hundredths,
    pub(super) text: Cow<'t, str>,
}

/// How a line is drawn.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Stroke {
    /// Inside a table, and through struck rows.
    Thin,
    /// Around a table, and under mottoes.
    Thick,
    /// Around the room for a stamp.
    Dashed,
}

/// A straight line.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Line {
    pub(super) stroke: Stroke,
    pub(super) from: Spot,
    pub(super) to: Spot,
}

/// The contents of a page or of a part that many pages share.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Sheet<'t> {
    pub(super) texts: Vec<Text<'t>>,
    pub(super) lines: Vec<Line>,
}

impl<'t> Sheet<'t> {
    /// Adds a text.
    pub(super) fn text(
        &mut self,
        tag: Tag,
        font: Font,
        align: Align,
        at: Spot,
        text: impl Into<Cow<'t, str>>,
    ) {
        self.texts.push(Text { tag, font, align, x: at.x, y: at.y, text: text.into() });
    }

    /// Adds a line.
    pub(super) fn line(&mut self, stroke: Stroke, from: Spot, to: Spot) {
        self.lines.push(Line { stroke, from, to });
    }

    /// Adds the four sides of a rectangle.
    pub(super) fn frame(&mut self, stroke: Stroke, lower_left: Spot, upper_right: Spot) {
        let (Spot { x: left, y: bottom }, Spot { x: right, y: top }) = (lower_left, upper_right);
        self.line(stroke, spot(left, top), spot(right, top));
        self.line(stroke, spot(right, top), spot(right, bottom));
        self.line(stroke, spot(right, bottom), spot(left, bottom));
        self.line(stroke, spot(left, bottom), spot(left, top));
    }

    /// Adds all of another sheet, moved up by `up`.
    pub(super) fn add(&mut self, other: &Sheet<'t>, up: Hundredths) {
        self.texts.extend(other.texts.iter().map(|text| Text { y: text.y + up, ..text.clone() }));
        let moved = |at: Spot| spot(at.x, at.y + up);
        self.lines.extend(other.lines.iter().map(|line| Line {
            stroke: line.stroke,
            from: moved(line.from),
            to: moved(line.to),
        }));
    }

    /// Forgets everything, and keeps the room.
    pub(super) fn clear(&mut self) {
        self.texts.clear();
        self.lines.clear();
    }
}
