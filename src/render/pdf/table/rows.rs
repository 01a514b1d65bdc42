//! A row: its cells wrapped and measured.

use super::super::face::{Faces, Style};
use super::super::sheet::{Align, Line, Sheet, Sides, Stretch, Stroke, Text, spot};
use super::super::tags::{Cell, CellKind, Tag};
use super::super::units::{Hundredths, points};
use super::super::wrap::wrap;
use super::columns::{Columns, Placed};
use super::measure::Measure;
use super::paper::{Paper, Row};
use std::borrow::Cow;

/// The most lines of a heading over the whole width.
const BAND_LINES: usize = 3;

/// A row laid out, or several that stay together; the y of its texts and lines is measured from its top.
pub(super) struct LaidRow<'d> {
    pub(super) number: u32,
    pub(super) height: Hundredths,
    /// The height of the heading at its top, which no upright line crosses.
    band: Hundredths,
    texts: Vec<Text<'d>>,
    strokes: Vec<Line>,
    /// The left and right side of the table.
    sides: Sides,
}

impl<'d> LaidRow<'d> {
    /// Puts the row on a sheet with its top at `y`, and tells where its bottom is; `open` gathers the stretches of the page
    /// that upright lines cross, from top to bottom.
    pub(super) fn place(self, y: Hundredths, sheet: &mut Sheet<'d>, open: &mut Vec<Stretch>) -> Hundredths {
        sheet.texts.extend(self.texts.into_iter().map(|text| Text { y: y + text.y, ..text }));
        for Line { stroke, from, to } in self.strokes {
            sheet.line(stroke, spot(from.x, y + from.y), spot(to.x, y + to.y));
        }
        let (top, bottom) = (y - self.band, y - self.height);
        match open.last_mut() {
            Some(last) if last.bottom == top => last.bottom = bottom,
            Some(_) | None => open.push(Stretch { top, bottom }),
        }
        sheet.line(Stroke::Thin, spot(self.sides.left, bottom), spot(self.sides.right, bottom));
        bottom
    }

    /// Takes in a row that stays with this one.
    fn join(&mut self, below: LaidRow<'d>) {
        let y = -self.height;
        let (from, to) = (spot(self.sides.left, y), spot(self.sides.right, y));
        self.strokes.push(Line { stroke: Stroke::Thin, from, to });
        self.texts.extend(below.texts.into_iter().map(|text| Text { y: y + text.y, ..text }));
        let moved = |line: Line| Line {
            from: spot(line.from.x, y + line.from.y),
            to: spot(line.to.x, y + line.to.y),
            ..line
        };
        self.strokes.extend(below.strokes.into_iter().map(moved));
        self.height += below.height;
    }
}

/// Lays out all rows of a paper, none taller than `room`.
pub(super) fn lay<'d>(
    paper: &mut Paper<'d>,
    columns: &Columns,
    faces: &Faces,
    measure: &Measure,
    room: Hundredths,
) -> Vec<LaidRow<'d>> {
    let rows = std::mem::take(&mut paper.rows);
    let least = measure.scaled(paper.row_height);
    let desk = Rows { columns: &columns.placed, faces, measure, least, room };
    let mut laid: Vec<LaidRow<'d>> = Vec::with_capacity(rows.len());
    let mut widths = columns.widths.chunks_exact(columns.placed.len().max(1));
    for row in rows {
        let joined = row.joined;
        let row = desk.lay(row, widths.next().unwrap_or_default());
        // Rows that do not fit on one page together stand on two.
        match laid.last_mut().filter(|above| joined && above.height + row.height <= room) {
            Some(above) => above.join(row),
            None => laid.push(row),
        }
    }
    laid
}

/// What stands in a cell.
struct Content<'d> {
    tag: Tag,
    text: Cow<'d, str>,
    /// On one line.
    width: Hundredths,
    /// The most lines it may take.
    most: usize,
}

struct Rows<'p> {
    columns: &'p [Placed],
    faces: &'p Faces,
    measure: &'p Measure,
    /// The least height of a row, and the most.
    least: Hundredths,
    room: Hundredths,
}

impl Rows<'_> {
    /// Lays out a row; `widths` are those of its texts on one line.
    fn lay<'d>(&self, row: Row<'d>, widths: &[Hundredths]) -> LaidRow<'d> {
        let measure = self.measure;
        let mut texts = Vec::with_capacity(self.columns.len() + 4);
        let mut strokes = Vec::new();
        let mut band = 0;
        for heading in &row.bands {
            band += self.band(heading, band, &mut texts, &mut strokes);
        }
        let headings = (texts.len(), strokes.len());
        let left = self.room - band - measure.above() - measure.below();
        let lines_max = usize::try_from(left / measure.leading() + 1).unwrap_or(1);
        let mut most = 1;
        for (at, (placed, content)) in self.columns.iter().zip(row.cells).enumerate() {
            let first = texts.len();
            let strikes = row.struck && placed.column.strikes;
            let kind = match (placed.column.narrows, strikes) {
                (true, _) => CellKind::HeadsRow,
                (false, true) => CellKind::Struck,
                (false, false) => CellKind::Data,
            };
            let tag = Tag::Cell(Cell::new(kind, at == 0));
            let width = widths.get(at).copied().unwrap_or_default();
            let content = Content { tag, text: content, width, most: lines_max };
            let lines = self.cell(content, placed, band, &mut texts);
            most = most.max(lines);
            if strikes {
                strokes.extend(strike(&texts[first..], self.faces));
            }
        }
        let taken = measure.above() + measure.leading() * (most - 1) + measure.below();
        // A row with room to write is filled from its middle.
        let down = (self.least - taken).max(0) / 2;
        texts[headings.0..].iter_mut().for_each(|text| text.y -= down);
        for line in &mut strokes[headings.1..] {
            line.from.y -= down;
            line.to.y -= down;
        }
        let height = band + self.least.max(taken);
        let sides = Sides { left: measure.left, right: measure.right };
        LaidRow { number: row.number, height, band, texts, strokes, sides }
    }

    /// Adds a heading over the whole width, under those that take `above`, and tells its height.
    fn band<'d>(
        &self,
        heading: &'d str,
        above: Hundredths,
        texts: &mut Vec<Text<'d>>,
        strokes: &mut Vec<Line>,
    ) -> Hundredths {
        let measure = self.measure;
        let font = Style::Bold.sized(measure.scaled(points(10)));
        let (mut height, below) = measure.band();
        let width = measure.room() - 2 * measure.side();
        let lines = wrap(self.faces.get(font.style), heading, font.size, width, BAND_LINES);
        let more = i64::try_from(lines.len()).unwrap_or(i64::MAX).saturating_sub(1);
        let mut y = below - height - above;
        height += more * measure.leading();
        let mut tag = Tag::Cell(Cell::heading(true, self.columns.len()));
        for line in lines {
            let (align, x) = (Align::Left, measure.left + measure.side());
            texts.push(Text { tag, font, align, x, y, text: line });
            tag = Tag::More;
            y -= measure.leading();
        }
        let bottom = -above - height;
        let (from, to) = (spot(measure.left, bottom), spot(measure.right, bottom));
        strokes.push(Line { stroke: Stroke::Thin, from, to });
        height
    }

    /// Adds the lines of a cell under the headings that take `band`, and tells how many there are; an empty cell has an empty
    /// text, so that it is known.
    fn cell<'d>(
        &self,
        content: Content<'d>,
        placed: &Placed,
        band: Hundredths,
        texts: &mut Vec<Text<'d>>,
    ) -> i64 {
        let measure = self.measure;
        let Content { mut tag, text: content, width: wide, most } = content;
        let width = placed.right - placed.left - 2 * measure.side();
        let is_mark = !placed.column.mark.is_empty() && content == placed.column.mark;
        let align = if is_mark { Align::Centre } else { placed.column.align };
        let x = match align {
            Align::Left => placed.left + measure.side(),
            Align::Centre => placed.centre(),
            Align::Right => placed.right - measure.side(),
        };
        let size = if placed.column.boxes { measure.tick_box() } else { placed.size };
        // A larger text hangs lower, so that it has its middle where the others have theirs.
        let lowered = (size - measure.text).max(0) * 35 / 100;
        let mut count = 0;
        let mut add = |text: Cow<'d, str>| {
            let y = -band - measure.above() - lowered - measure.leading() * count;
            texts.push(Text { tag, font: Style::Regular.sized(size), align, x, y, text });
            tag = Tag::More;
            count += 1;
        };
        if wide * size <= width * measure.text {
            add(content);
            return count;
        }
        let face = self.faces.get(Style::Regular);
        match content {
            Cow::Borrowed(content) => {
                wrap(face, content, size, width, most).into_iter().for_each(add);
            }
            Cow::Owned(content) => {
                wrap(face, &content, size, width, most)
                    .into_iter()
                    .for_each(|line| add(Cow::Owned(line.into_owned())));
            }
        }
        count
    }
}

/// A line through every text.
fn strike(texts: &[Text<'_>], faces: &Faces) -> Vec<Line> {
    let strike = |text: &Text<'_>| {
        let width = faces.get(text.font.style).width(text.text.trim_end(), text.font.size);
        let left = match text.align {
            Align::Left => text.x,
            Align::Centre => text.x - width / 2,
            Align::Right => text.x - width,
        };
        let y = text.y + text.font.size * 28 / 100;
        Line { stroke: Stroke::Thin, from: spot(left, y), to: spot(left + width, y) }
    };
    texts.iter().map(strike).collect()
}
