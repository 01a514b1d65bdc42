//! A row: its cells wrapped and measured.

use super::super::error::{MissingGlyph, PdfError, Place};
use super::super::face::{Faces, Style};
use super::super::sheet::{Align, Line, Sheet, Stroke, Text};
use super::super::units::{Hundredths, points};
use super::super::wrap::wrap;
use super::columns::Placed;
use super::paper::{Paper, Row};
use super::{LEFT, RIGHT};
use std::borrow::Cow;

/// The size of texts in the table.
pub(super) const SIZE: Hundredths = 950;
/// From baseline to baseline.
pub(super) const LEADING: Hundredths = points(11);
/// Between a cell's sides and its text.
pub(super) const SIDE: Hundredths = 240;
/// From a row's top to the first baseline, and from the last baseline to its bottom.
const ABOVE: Hundredths = 1140;
const BELOW: Hundredths = 500;
/// Names are set smaller rather than broken, down to this size.
const SMALLEST_NAME: Hundredths = 800;
/// The height of a heading over the whole width.
const BAND: Hundredths = points(17);

/// A row laid out, or several that stay together; the y of its texts and lines is measured from its top.
pub(super) struct LaidRow<'d> {
    pub(super) number: u32,
    pub(super) height: Hundredths,
    /// The height of the heading at its top, which no upright line crosses.
    band: Hundredths,
    texts: Vec<Text<'d>>,
    strokes: Vec<Line>,
}

impl<'d> LaidRow<'d> {
    /// Puts the row on a sheet with its top at `y`, and tells where its bottom is; `open` gathers the stretches of the page
    /// that upright lines cross, from top to bottom.
    pub(super) fn place(
        self,
        y: Hundredths,
        sheet: &mut Sheet<'d>,
        open: &mut Vec<(Hundredths, Hundredths)>,
    ) -> Hundredths {
        sheet.texts.extend(self.texts.into_iter().map(|text| Text { y: y + text.y, ..text }));
        for Line { stroke, from, to } in self.strokes {
            sheet.line(stroke, (from.0, y + from.1), (to.0, y + to.1));
        }
        let (top, bottom) = (y - self.band, y - self.height);
        match open.last_mut() {
            Some(last) if last.1 == top => last.1 = bottom,
            Some(_) | None => open.push((top, bottom)),
        }
        sheet.line(Stroke::Thin, (LEFT, bottom), (RIGHT, bottom));
        bottom
    }

    /// Takes in a row that stays with this one.
    fn join(&mut self, below: LaidRow<'d>) {
        let y = -self.height;
        self.strokes.push(Line { stroke: Stroke::Thin, from: (LEFT, y), to: (RIGHT, y) });
        self.texts.extend(below.texts.into_iter().map(|text| Text { y: y + text.y, ..text }));
        let moved = |line: Line| Line {
            from: (line.from.0, y + line.from.1),
            to: (line.to.0, y + line.to.1),
            ..line
        };
        self.strokes.extend(below.strokes.into_iter().map(moved));
        self.height += below.height;
    }
}

/// Lays out all rows of a paper.
///
/// # Errors
/// [`PdfError::MissingGlyph`] with the row's number.
pub(super) fn lay<'d>(
    paper: &mut Paper<'d>,
    columns: &[Placed],
    faces: &Faces,
) -> Result<Vec<LaidRow<'d>>, PdfError> {
    let rows = std::mem::take(&mut paper.rows);
    let mut laid: Vec<LaidRow<'d>> = Vec::with_capacity(rows.len());
    for row in rows {
        let (number, joined) = (row.number, row.joined);
        let row = lay_row(row, paper.row_height, columns, faces)
            .map_err(|missing| missing.at(Place::Row(number)))?;
        match laid.last_mut().filter(|_| joined) {
            Some(above) => above.join(row),
            None => laid.push(row),
        }
    }
    Ok(laid)
}

fn lay_row<'d>(
    row: Row<'d>,
    least: Hundredths,
    columns: &[Placed],
    faces: &Faces,
) -> Result<LaidRow<'d>, MissingGlyph> {
    let mut texts = Vec::with_capacity(columns.len() + 4);
    let mut most = 1;
    let mut strokes = Vec::new();
    let band = bands(&row.bands, faces, &mut texts, &mut strokes)?;
    let headings = (texts.len(), strokes.len());
    for (placed, content) in columns.iter().zip(row.cells) {
        let first = texts.len();
        let lines = lay_cell(content, placed, band, faces, &mut texts)?;
        most = most.max(lines);
        if row.struck && placed.column.strikes {
            strokes.extend(strike(&texts[first..], faces)?);
        }
    }
    let taken = ABOVE + LEADING * (most - 1) + BELOW;
    let down = (least - taken).max(0) / 2;
    texts[headings.0..].iter_mut().for_each(|text| text.y -= down);
    for line in &mut strokes[headings.1..] {
        (line.from.1, line.to.1) = (line.from.1 - down, line.to.1 - down);
    }
    let height = band + least.max(taken);
    Ok(LaidRow { number: row.number, height, band, texts, strokes })
}

/// Adds the headings above a row, each over as many lines as it needs, and tells how high they are together.
fn bands<'d>(
    headings: &[&'d str],
    faces: &Faces,
    texts: &mut Vec<Text<'d>>,
    strokes: &mut Vec<Line>,
) -> Result<Hundredths, MissingGlyph> {
    let (style, size, align, x) = (Style::Bold, points(10), Align::Left, LEFT + SIDE);
    let mut bottom = 0;
    for heading in headings {
        let mut y = bottom - BAND + points(5);
        for line in wrap(faces.get(style), heading, size, RIGHT - LEFT - 2 * SIDE)? {
            texts.push(Text { style, size, align, x, y, text: Cow::Borrowed(line) });
            bottom = y - points(5);
            y -= LEADING;
        }
        strokes.push(Line { stroke: Stroke::Thin, from: (LEFT, bottom), to: (RIGHT, bottom) });
    }
    Ok(-bottom)
}

/// Adds the lines of a cell, and tells how many there are.
fn lay_cell<'d>(
    content: Cow<'d, str>,
    placed: &Placed,
    band: Hundredths,
    faces: &Faces,
    texts: &mut Vec<Text<'d>>,
) -> Result<i64, MissingGlyph> {
    let face = faces.get(Style::Regular);
    let width = placed.right - placed.left - 2 * SIDE;
    let align = placed.column.align;
    let x = match align {
        Align::Left => placed.left + SIDE,
        Align::Centre => placed.centre(),
        Align::Right => placed.right - SIDE,
    };
    let mut size = placed.column.size;
    if placed.column.narrows {
        let wide = face.width(&content, SIZE)?;
        let fitting = if wide > width { SIZE * width / wide / 25 * 25 } else { SIZE };
        size = if fitting < SMALLEST_NAME { SIZE } else { fitting };
    }
    // A larger text hangs lower, so that it has its middle where the others have theirs.
    let lowered = (size - SIZE).max(0) * 35 / 100;
    let mut count = 0;
    let mut add = |text: Cow<'d, str>| {
        let y = -band - ABOVE - lowered - LEADING * count;
        texts.push(Text { style: Style::Regular, size, align, x, y, text });
        count += 1;
    };
    match content {
        Cow::Borrowed(content) => {
            wrap(face, content, size, width)?.into_iter().for_each(|line| add(Cow::Borrowed(line)));
        }
        Cow::Owned(content) => {
            wrap(face, &content, size, width)?.into_iter().for_each(|line| add(Cow::Owned(line.to_owned())));
        }
    }
    Ok(count)
}

/// A line through every text.
fn strike(texts: &[Text<'_>], faces: &Faces) -> Result<Vec<Line>, MissingGlyph> {
    let strike = |text: &Text<'_>| {
        let width = faces.get(text.style).width(&text.text, text.size)?;
        let left = match text.align {
            Align::Left => text.x,
            Align::Centre => text.x - width / 2,
            Align::Right => text.x - width,
        };
        let y = text.y + text.size * 28 / 100;
        Ok(Line { stroke: Stroke::Thin, from: (left, y), to: (left + width, y) })
    };
    texts.iter().map(strike).collect()
}
