//! A row: its cells wrapped and measured.

use super::super::document::{ListCopy, ListDocument, ListRow};
use super::super::error::{MissingGlyph, PdfError, Place};
use super::super::face::{Faces, Style};
use super::super::sheet::{Align, Line, Sheet, Stroke, Text};
use super::super::units::{Hundredths, points};
use super::super::wrap::wrap;
use super::columns::{Column, Placed};
use super::{LEFT, RIGHT};
use crate::people::Sex;
use crate::roll::Status;
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

/// A row laid out; the y of its texts and lines is measured from its top.
pub(super) struct LaidRow<'d> {
    pub(super) number: u32,
    pub(super) height: Hundredths,
    texts: Vec<Text<'d>>,
    strokes: Vec<Line>,
}

impl<'d> LaidRow<'d> {
    /// Puts the row on a sheet with its top at `y`, and tells where its bottom is.
    pub(super) fn place(self, y: Hundredths, sheet: &mut Sheet<'d>) -> Hundredths {
        sheet.texts.extend(self.texts.into_iter().map(|text| Text { y: y + text.y, ..text }));
        for Line { stroke, from, to } in self.strokes {
            sheet.line(stroke, (from.0, y + from.1), (to.0, y + to.1));
        }
        let bottom = y - self.height;
        sheet.line(Stroke::Thin, (LEFT, bottom), (RIGHT, bottom));
        bottom
    }
}

/// Lays out all rows of a document.
///
/// # Errors
/// [`PdfError::MissingGlyph`] with the row's number.
pub(super) fn lay<'d>(
    document: &'d ListDocument<'_>,
    columns: &[Placed],
    faces: &Faces,
) -> Result<Vec<LaidRow<'d>>, PdfError> {
    let rows = document.rows.iter();
    rows.map(|row| {
        lay_row(row, document.copy, columns, faces).map_err(|missing| missing.at(Place::Row(row.number)))
    })
    .collect()
}

fn lay_row<'d>(
    row: &'d ListRow<'_>,
    copy: ListCopy,
    columns: &[Placed],
    faces: &Faces,
) -> Result<LaidRow<'d>, MissingGlyph> {
    let mut texts = Vec::with_capacity(columns.len() + 4);
    let mut most = 1;
    for placed in columns {
        let (align, content) = cell(row, copy, placed.column);
        let lines = lay_cell(content, align, placed, faces, &mut texts)?;
        most = most.max(lines);
    }
    let strokes = match row.status {
        Status::Struck => strike(&texts, faces)?,
        Status::Listed | Status::Marked => Vec::new(),
    };
    Ok(LaidRow { number: row.number, height: ABOVE + LEADING * (most - 1) + BELOW, texts, strokes })
}

/// What a cell says, and how it stands.
fn cell<'d>(row: &'d ListRow<'_>, copy: ListCopy, column: Column) -> (Align, Cow<'d, str>) {
    let cross = |said: bool| Cow::Borrowed(if said { "x" } else { "" });
    let text = |text: &'d Cow<'_, str>| Cow::Borrowed(text.as_ref());
    match column {
        Column::Number => (Align::Centre, Cow::Owned(row.number.to_string())),
        Column::Name => (Align::Left, text(&row.full_name)),
        Column::BirthDate => (Align::Centre, text(&row.birth_date)),
        Column::Male => (Align::Centre, cross(row.sex == Sex::Male)),
        Column::Female => (Align::Centre, cross(row.sex == Sex::Female)),
        Column::PersonalId => (Align::Centre, personal_id(&row.personal_id, copy)),
        Column::Ethnicity => (Align::Left, text(&row.ethnicity)),
        Column::Occupation => (Align::Left, text(&row.occupation)),
        Column::Permanent => (Align::Left, text(&row.permanent_residence)),
        Column::Temporary => (Align::Left, text(&row.temporary_residence)),
        Column::Ballot(level) => (Align::Centre, cross(row.ballots.contains(level))),
        Column::Remark => (Align::Left, text(&row.remark)),
    }
}

/// The personal number as this copy may show it.
fn personal_id(number: &str, copy: ListCopy) -> Cow<'_, str> {
    match copy {
        ListCopy::Official => Cow::Borrowed(number),
        ListCopy::PostedMasked => {
            let hidden = number.chars().count().saturating_sub(3);
            let shown = number.chars().enumerate();
            Cow::Owned(shown.map(|(at, digit)| if at < hidden { '•' } else { digit }).collect())
        }
        ListCopy::PostedOmitted => Cow::Borrowed(""),
    }
}

/// Adds the lines of a cell, and tells how many there are.
fn lay_cell<'d>(
    content: Cow<'d, str>,
    align: Align,
    placed: &Placed,
    faces: &Faces,
    texts: &mut Vec<Text<'d>>,
) -> Result<i64, MissingGlyph> {
    let face = faces.get(Style::Regular);
    let width = placed.right - placed.left - 2 * SIDE;
    let x = match align {
        Align::Left => placed.left + SIDE,
        Align::Centre => placed.centre(),
        Align::Right => placed.right - SIDE,
    };
    let mut size = SIZE;
    if placed.column == Column::Name {
        let wide = face.width(&content, SIZE)?;
        let fitting = if wide > width { SIZE * width / wide / 25 * 25 } else { SIZE };
        size = if fitting < SMALLEST_NAME { SIZE } else { fitting };
    }
    let mut count = 0;
    let mut add = |text: Cow<'d, str>| {
        texts.push(Text { style: Style::Regular, size, align, x, y: -ABOVE - LEADING * count, text });
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
