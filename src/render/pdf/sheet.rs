//! A page laid out: texts and lines at their places, before it becomes bytes.

use super::face::Style;
use super::tags::Tag;
use super::units::Hundredths;
use std::borrow::Cow;

/// How a text stands at its point.
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
    pub(super) style: Style,
    pub(super) size: Hundredths,
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
    pub(super) from: (Hundredths, Hundredths),
    pub(super) to: (Hundredths, Hundredths),
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
        (style, size): (Style, Hundredths),
        align: Align,
        (x, y): (Hundredths, Hundredths),
        text: impl Into<Cow<'t, str>>,
    ) {
        self.texts.push(Text { tag, style, size, align, x, y, text: text.into() });
    }

    /// Adds a line.
    pub(super) fn line(
        &mut self,
        stroke: Stroke,
        from: (Hundredths, Hundredths),
        to: (Hundredths, Hundredths),
    ) {
        self.lines.push(Line { stroke, from, to });
    }

    /// Adds the four sides of a rectangle.
    pub(super) fn frame(
        &mut self,
        stroke: Stroke,
        (left, bottom): (Hundredths, Hundredths),
        (right, top): (Hundredths, Hundredths),
    ) {
        self.line(stroke, (left, top), (right, top));
        self.line(stroke, (right, top), (right, bottom));
        self.line(stroke, (right, bottom), (left, bottom));
        self.line(stroke, (left, bottom), (left, top));
    }

    /// Adds all of another sheet, moved up by `up`.
    pub(super) fn add(&mut self, other: &Sheet<'t>, up: Hundredths) {
        self.texts.extend(other.texts.iter().map(|text| Text { y: text.y + up, ..text.clone() }));
        let moved = |(x, y): (Hundredths, Hundredths)| (x, y + up);
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
