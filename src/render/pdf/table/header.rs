//! The header of the table, the same on every page.

use super::super::face::{Face, Faces, Style};
use super::super::sheet::{Align, Sheet, Sides, Stretch, Stroke, spot};
use super::super::tags::{Cell, CellKind, Tag};
use super::super::units::{Hundredths, points};
use super::super::wrap::wrap;
use super::columns::Placed;
use super::measure::Measure;
use std::borrow::Cow;

/// The header drawn with its top at the upper margin.
pub(super) struct Header {
    pub(super) sheet: Sheet<'static>,
    pub(super) height: Hundredths,
}

/// The height of the row of numbers.
const NUMBERS: Hundredths = points(15);

/// Lays out the header: one line of headings, or two where columns stand in a group, and the row of the form's numbers.
pub(super) fn lay(columns: &[Placed], faces: &Faces, measure: &Measure) -> Header {
    let headings = Headings { face: faces.get(Style::Bold), measure };
    let groups = groups(columns);
    let (mut single, mut lower) = (0, 0);
    for placed in columns {
        let height = headings.height(placed.column.heading, placed.sides());
        if placed.column.group.is_some() { lower = height.max(lower) } else { single = height.max(single) }
    }
    let upper = groups.iter().map(|group| headings.height(group.heading, group.sides)).max().unwrap_or(0);
    let has_numbers = columns.iter().any(|placed| !placed.column.number.is_empty());
    let numbers = if has_numbers { measure.scaled(NUMBERS) } else { 0 };
    let height = single.max(upper + lower);
    let (top, middle, bottom) = (measure.top, measure.top - upper, measure.top - height);
    let mut laying = Laying { columns, groups, headings, top, middle, bottom, sheet: Sheet::default() };
    laying.upper_row();
    laying.lower_row();
    laying.upright_lines(bottom - numbers);
    if numbers > 0 {
        laying.numbers(bottom - numbers);
    }
    let mut sheet = laying.sheet;
    sheet.frame(Stroke::Thick, spot(measure.left, bottom - numbers), spot(measure.right, top));
    Header { sheet, height: height + numbers }
}

/// The header while it is drawn: headings stand between `top` and `bottom`, those of groups end at `middle`.
struct Laying<'f> {
    columns: &'f [Placed],
    groups: Vec<Group>,
    headings: Headings<'f>,
    top: Hundredths,
    middle: Hundredths,
    bottom: Hundredths,
    sheet: Sheet<'static>,
}

/// A cell of the header.
fn cell(begins_row: bool, columns: u8, rows: u8) -> Cell {
    Cell { begins_row, kind: CellKind::HeadsColumn, columns, rows }
}

impl Laying<'_> {
    /// The headings of groups, and of columns that stand alone, over both rows.
    fn upper_row(&mut self) {
        let Self { top, middle, bottom, .. } = *self;
        let rows = if self.groups.is_empty() { 1 } else { 2 };
        let mut begins = true;
        for placed in self.columns {
            if placed.column.group.is_none() {
                let (cell, height) = (cell(begins, 1, rows), Stretch { top, bottom });
                self.headings.draw(&mut self.sheet, cell, placed.column.heading, placed.sides(), height);
            } else if let Some(group) = self.groups.iter().find(|group| group.sides.left == placed.left) {
                let (cell, height) = (cell(begins, group.columns, 1), Stretch { top, bottom: middle });
                self.headings.draw(&mut self.sheet, cell, group.heading, group.sides, height);
                let Sides { left, right } = group.sides;
                self.sheet.line(Stroke::Thin, spot(left, middle), spot(right, middle));
            } else {
                continue;
            }
            begins = false;
        }
    }

    /// The headings of columns in groups.
    fn lower_row(&mut self) {
        let height = Stretch { top: self.middle, bottom: self.bottom };
        let grouped = self.columns.iter().filter(|placed| placed.column.group.is_some());
        for (at, placed) in grouped.enumerate() {
            let cell = cell(at == 0, 1, 1);
            self.headings.draw(&mut self.sheet, cell, placed.column.heading, placed.sides(), height);
        }
    }

    /// The lines between columns, from `foot` up.
    fn upright_lines(&mut self, foot: Hundredths) {
        for placed in self.columns.iter().skip(1) {
            let is_inside = |group: &Group| group.sides.left < placed.left && placed.left < group.sides.right;
            let top = if self.groups.iter().any(is_inside) { self.middle } else { self.top };
            self.sheet.line(Stroke::Thin, spot(placed.left, foot), spot(placed.left, top));
        }
    }

    /// The form's numbers, under a line. They are headings too: by them the form's own rules name its columns.
    fn numbers(&mut self, foot: Hundredths) {
        let measure = self.headings.measure;
        self.sheet.line(Stroke::Thin, spot(measure.left, self.bottom), spot(measure.right, self.bottom));
        for (at, placed) in self.columns.iter().enumerate() {
            let tag = Tag::Cell(cell(at == 0, 1, 1));
            let spot = spot(placed.centre(), foot + measure.scaled(points(4)));
            self.sheet.text(tag, Style::Bold.sized(measure.text), Align::Centre, spot, placed.column.number);
        }
    }
}

/// Neighbours under one heading.
struct Group {
    heading: &'static str,
    sides: Sides,
    columns: u8,
}

/// The groups, from left to right.
fn groups(columns: &[Placed]) -> Vec<Group> {
    let mut groups: Vec<Group> = Vec::new();
    for placed in columns {
        let Some(heading) = placed.column.group else { continue };
        match groups.last_mut() {
            Some(last) if last.heading == heading && last.sides.right == placed.left => {
                last.sides.right = placed.right;
                last.columns += 1;
            }
            _ => groups.push(Group { heading, sides: placed.sides(), columns: 1 }),
        }
    }
    groups
}

struct Headings<'f> {
    face: &'f Face,
    measure: &'f Measure,
}

impl Headings<'_> {
    fn lines(&self, heading: &'static str, sides: Sides) -> Vec<Cow<'static, str>> {
        let width = sides.width() - 2 * self.measure.scaled(240);
        wrap(self.face, heading, self.measure.text, width, usize::MAX)
    }

    /// The height of a heading's lines.
    fn taken(&self, heading: &'static str, sides: Sides) -> Hundredths {
        let count = i64::try_from(self.lines(heading, sides).len()).unwrap_or(i64::MAX);
        count * self.measure.leading()
    }

    /// The height of its box.
    fn height(&self, heading: &'static str, sides: Sides) -> Hundredths {
        self.taken(heading, sides) + self.measure.scaled(points(7))
    }

    /// Draws a heading in the middle of its box.
    fn draw(
        &self,
        sheet: &mut Sheet<'static>,
        cell: Cell,
        heading: &'static str,
        sides: Sides,
        height: Stretch,
    ) {
        let size = self.measure.text;
        let mut y = (height.top + height.bottom + self.taken(heading, sides)) / 2 - size * 86 / 100;
        let mut tag = Tag::Cell(cell);
        for line in self.lines(heading, sides) {
            sheet.text(tag, Style::Bold.sized(size), Align::Centre, spot(sides.middle(), y), line);
            tag = Tag::More;
            y -= self.measure.leading();
        }
    }
}
