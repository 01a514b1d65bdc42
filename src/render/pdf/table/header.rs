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
    let (mut single, mut upper, mut lower) = (0, 0, 0);
    for placed in columns {
        let height = headings.height(placed.column.heading, placed.sides());
        if placed.column.group.is_some() { lower = height.max(lower) } else { single = height.max(single) }
    }
    for group in &groups {
        upper = upper.max(headings.height(group.heading, group.sides));
    }
    let numbers = columns.iter().any(|placed| !placed.column.number.is_empty());
    let numbers = if numbers { measure.scaled(NUMBERS) } else { 0 };
    let height = single.max(upper + lower);
    let (top, middle, bottom) = (measure.top, measure.top - upper, measure.top - height);

    let mut sheet = Sheet::default();
    let rows = if groups.is_empty() { 1 } else { 2 };
    let mut begins_row = true;
    let cell = |begins: &mut bool, columns, rows| Cell {
        begins_row: std::mem::take(begins),
        kind: CellKind::HeadsColumn,
        columns,
        rows,
    };
    for placed in columns {
        if placed.column.group.is_none() {
            headings.draw(
                &mut sheet,
                cell(&mut begins_row, 1, rows),
                placed.column.heading,
                placed.sides(),
                Stretch { top, bottom },
            );
        } else if let Some(group) = groups.iter().find(|group| group.sides.left == placed.left) {
            headings.draw(
                &mut sheet,
                cell(&mut begins_row, group.columns, 1),
                group.heading,
                group.sides,
                Stretch { top, bottom: middle },
            );
            sheet.line(Stroke::Thin, spot(group.sides.left, middle), spot(group.sides.right, middle));
        }
    }
    begins_row = true;
    for placed in columns.iter().filter(|placed| placed.column.group.is_some()) {
        headings.draw(
            &mut sheet,
            cell(&mut begins_row, 1, 1),
            placed.column.heading,
            placed.sides(),
            Stretch { top: middle, bottom },
        );
    }
    for placed in columns.iter().skip(1) {
        let inside =
            groups.iter().any(|group| group.sides.left < placed.left && placed.left < group.sides.right);
        let top = if inside { middle } else { top };
        sheet.line(Stroke::Thin, spot(placed.left, bottom - numbers), spot(placed.left, top));
    }
    if numbers > 0 {
        sheet.line(Stroke::Thin, spot(measure.left, bottom), spot(measure.right, bottom));
        // They are headings too: by them the form's own rules name its columns.
        begins_row = true;
        for placed in columns {
            let at = spot(placed.centre(), bottom - numbers + measure.scaled(points(4)));
            let tag = Tag::Cell(cell(&mut begins_row, 1, 1));
            sheet.text(tag, Style::Bold.sized(measure.text), Align::Centre, at, placed.column.number);
        }
    }
    sheet.frame(Stroke::Thick, spot(measure.left, bottom - numbers), spot(measure.right, top));
    Header { sheet, height: height + numbers }
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
