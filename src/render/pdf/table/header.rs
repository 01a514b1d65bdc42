//! The header of the table, the same on every page.

use super::super::face::{Face, Faces, Style};
use super::super::sheet::{Align, Sheet, Stroke};
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
        let height = headings.height(placed.column.heading, (placed.left, placed.right));
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
        let sides = (placed.left, placed.right);
        if placed.column.group.is_none() {
            headings.draw(
                &mut sheet,
                cell(&mut begins_row, 1, rows),
                placed.column.heading,
                sides,
                (bottom, top),
            );
        } else if let Some(group) = groups.iter().find(|group| group.sides.0 == placed.left) {
            headings.draw(
                &mut sheet,
                cell(&mut begins_row, group.columns, 1),
                group.heading,
                group.sides,
                (middle, top),
            );
            sheet.line(Stroke::Thin, (group.sides.0, middle), (group.sides.1, middle));
        }
    }
    begins_row = true;
    for placed in columns.iter().filter(|placed| placed.column.group.is_some()) {
        let sides = (placed.left, placed.right);
        headings.draw(
            &mut sheet,
            cell(&mut begins_row, 1, 1),
            placed.column.heading,
            sides,
            (bottom, middle),
        );
    }
    for placed in columns.iter().skip(1) {
        let inside = groups.iter().any(|group| group.sides.0 < placed.left && placed.left < group.sides.1);
        sheet.line(
            Stroke::Thin,
            (placed.left, bottom - numbers),
            (placed.left, if inside { middle } else { top }),
        );
    }
    if numbers > 0 {
        sheet.line(Stroke::Thin, (measure.left, bottom), (measure.right, bottom));
        // They are headings too: by them the form's own rules name its columns.
        begins_row = true;
        for placed in columns {
            let at = (placed.centre(), bottom - numbers + measure.scaled(points(4)));
            let tag = Tag::Cell(cell(&mut begins_row, 1, 1));
            sheet.text(tag, (Style::Bold, measure.text), Align::Centre, at, placed.column.number);
        }
    }
    sheet.frame(Stroke::Thick, (measure.left, bottom - numbers), (measure.right, top));
    Header { sheet, height: height + numbers }
}

/// Neighbours under one heading.
struct Group {
    heading: &'static str,
    sides: (Hundredths, Hundredths),
    columns: u8,
}

/// The groups, from left to right.
fn groups(columns: &[Placed]) -> Vec<Group> {
    let mut groups: Vec<Group> = Vec::new();
    for placed in columns {
        let Some(heading) = placed.column.group else { continue };
        match groups.last_mut() {
            Some(last) if last.heading == heading && last.sides.1 == placed.left => {
                last.sides.1 = placed.right;
                last.columns += 1;
            }
            _ => groups.push(Group { heading, sides: (placed.left, placed.right), columns: 1 }),
        }
    }
    groups
}

struct Headings<'f> {
    face: &'f Face,
    measure: &'f Measure,
}

impl Headings<'_> {
    fn lines(
        &self,
        heading: &'static str,
        (left, right): (Hundredths, Hundredths),
    ) -> Vec<Cow<'static, str>> {
        let width = right - left - 2 * self.measure.scaled(240);
        wrap(self.face, heading, self.measure.text, width, usize::MAX)
    }

    /// The height of a heading's lines.
    fn taken(&self, heading: &'static str, sides: (Hundredths, Hundredths)) -> Hundredths {
        let count = i64::try_from(self.lines(heading, sides).len()).unwrap_or(i64::MAX);
        count * self.measure.leading()
    }

    /// The height of its box.
    fn height(&self, heading: &'static str, sides: (Hundredths, Hundredths)) -> Hundredths {
        self.taken(heading, sides) + self.measure.scaled(points(7))
    }

    /// Draws a heading in the middle of its box.
    fn draw(
        &self,
        sheet: &mut Sheet<'static>,
        cell: Cell,
        heading: &'static str,
        sides: (Hundredths, Hundredths),
        (bottom, top): (Hundredths, Hundredths),
    ) {
        let size = self.measure.text;
        let mut y = (top + bottom + self.taken(heading, sides)) / 2 - size * 86 / 100;
        let mut tag = Tag::Cell(cell);
        for line in self.lines(heading, sides) {
            sheet.text(tag, (Style::Bold, size), Align::Centre, ((sides.0 + sides.1) / 2, y), line);
            tag = Tag::More;
            y -= self.measure.leading();
        }
    }
}
