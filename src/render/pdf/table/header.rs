//! The header of the table, the same on every page.

use super::super::error::MissingGlyph;
use super::super::face::{Face, Faces, Style};
use super::super::sheet::{Align, Sheet, Stroke};
use super::super::units::{Hundredths, points};
use super::super::wrap::wrap;
use super::columns::Placed;
use super::{LEFT, RIGHT, TOP};

const SIZE: Hundredths = 950;
const LEADING: Hundredths = points(11);
const SIDE: Hundredths = 220;
/// Above and below the headings together.
const PADDING: Hundredths = points(7);

/// The header drawn with its top at [`TOP`].
pub(super) struct Header {
    pub(super) sheet: Sheet<'static>,
    pub(super) height: Hundredths,
}

/// Lays out the header: one line of headings, or two where columns stand in a group.
///
/// # Errors
/// [`MissingGlyph`] if the face lacks a letter of a heading.
pub(super) fn lay(columns: &[Placed], faces: &Faces) -> Result<Header, MissingGlyph> {
    let face = faces.get(Style::Bold);
    let groups = groups(columns);
    let (mut single, mut upper, mut lower) = (0, 0, 0);
    for placed in columns {
        let height = height(face, placed.column.heading, (placed.left, placed.right))?;
        if placed.column.group.is_some() { lower = height.max(lower) } else { single = height.max(single) }
    }
    for (group, sides) in &groups {
        upper = upper.max(height(face, group, *sides)?);
    }
    let height = single.max(upper + lower);
    let middle = TOP - upper;
    let bottom = TOP - height;

    let mut sheet = Sheet::default();
    for placed in columns {
        let top = if placed.column.group.is_some() { middle } else { TOP };
        heading(&mut sheet, face, placed.column.heading, (placed.left, placed.right), (bottom, top))?;
        let opens = groups.iter().any(|(_, sides)| sides.0 == placed.left);
        let top = if opens { TOP } else { top };
        if placed.left > LEFT {
            sheet.line(Stroke::Thin, (placed.left, bottom), (placed.left, top));
        }
    }
    for (group, sides) in &groups {
        heading(&mut sheet, face, group, *sides, (middle, TOP))?;
        sheet.line(Stroke::Thin, (sides.0, middle), (sides.1, middle));
    }
    sheet.frame(Stroke::Thick, (LEFT, bottom), (RIGHT, TOP));
    Ok(Header { sheet, height })
}

/// The groups with their left and right sides.
fn groups(columns: &[Placed]) -> Vec<(&'static str, (Hundredths, Hundredths))> {
    let mut groups: Vec<(&'static str, (Hundredths, Hundredths))> = Vec::new();
    for placed in columns {
        let Some(group) = placed.column.group else { continue };
        match groups.last_mut() {
            Some((last, sides)) if *last == group => sides.1 = placed.right,
            _ => groups.push((group, (placed.left, placed.right))),
        }
    }
    groups
}

fn lines(
    face: &Face,
    heading: &'static str,
    (left, right): (Hundredths, Hundredths),
) -> Result<Vec<&'static str>, MissingGlyph> {
    wrap(face, heading, SIZE, right - left - 2 * SIDE)
}

fn height(
    face: &Face,
    heading: &'static str,
    sides: (Hundredths, Hundredths),
) -> Result<Hundredths, MissingGlyph> {
    let count = i64::try_from(lines(face, heading, sides)?.len()).unwrap_or(i64::MAX);
    Ok(count * LEADING + PADDING)
}

/// Draws a heading in the middle of its box.
fn heading(
    sheet: &mut Sheet<'static>,
    face: &Face,
    heading: &'static str,
    sides: (Hundredths, Hundredths),
    (bottom, top): (Hundredths, Hundredths),
) -> Result<(), MissingGlyph> {
    let taken = height(face, heading, sides)? - PADDING;
    let mut y = (top + bottom + taken) / 2 - SIZE * 86 / 100;
    for line in lines(face, heading, sides)? {
        sheet.text((Style::Bold, SIZE), Align::Centre, ((sides.0 + sides.1) / 2, y), line);
        y -= LEADING;
    }
    Ok(())
}
