//! The end of a table: total row, sentences, date and signature.

use super::super::document::Signature;
use super::super::error::{MissingGlyph, PdfError, Place};
use super::super::face::{Faces, Style};
use super::super::sheet::{Align, Sheet, Stroke, Text};
use super::super::units::{Hundredths, points};
use super::super::wrap::wrap;
use super::columns::Placed;
use super::paper::{Paper, TotalRow};
use super::{LEFT, RIGHT};
use std::borrow::Cow;

/// The height of the total row.
const TOTAL_ROW: Hundredths = points(18);
const SUM: (Style, Hundredths) = (Style::Regular, points(12));
const SUM_LEADING: Hundredths = points(15);
/// The signature stands in the right part of this width.
const SIGNATURE: Hundredths = points(300);
/// Room for signature and seal.
const SEAL: Hundredths = points(56);

/// The foot laid out; the y of its texts and lines is measured from the bottom of the last row.
pub(super) struct Foot<'d> {
    pub(super) height: Hundredths,
    /// The height of the total row, where there is one.
    pub(super) total: Hundredths,
    sheet: Sheet<'d>,
}

impl<'d> Foot<'d> {
    /// Puts the foot on a sheet with its top at `y`, and tells where the table ends.
    pub(super) fn place(&self, y: Hundredths, sheet: &mut Sheet<'d>) -> Hundredths {
        sheet.texts.extend(self.sheet.texts.iter().map(|text| Text { y: y + text.y, ..text.clone() }));
        for line in &self.sheet.lines {
            sheet.line(line.stroke, (line.from.0, y + line.from.1), (line.to.0, y + line.to.1));
        }
        y - self.total
    }
}

/// Lays out the foot.
///
/// # Errors
/// [`PdfError::MissingGlyph`].
pub(super) fn lay<'d>(paper: &Paper<'d>, columns: &[Placed], faces: &Faces) -> Result<Foot<'d>, PdfError> {
    let mut sheet = Sheet::default();
    let total = paper.total.as_ref().map_or(0, |total| {
        total_row(total, columns, &mut sheet);
        TOTAL_ROW
    });
    let y = sums(&paper.sums, -total, faces, &mut sheet).map_err(|missing| missing.at(Place::Foot))?;
    let y = signature(paper.signature, faces, &mut sheet, y).map_err(|missing| missing.at(Place::Foot))?;
    Ok(Foot { height: -y, total, sheet })
}

/// Lays out the last row of every page, where there is one.
pub(super) fn of_page<'d>(paper: &Paper<'_>, columns: &[Placed]) -> Option<Foot<'d>> {
    let mut sheet = Sheet::default();
    total_row(paper.page_total.as_ref()?, columns, &mut sheet);
    sheet.line(Stroke::Thin, (LEFT, -TOTAL_ROW), (RIGHT, -TOTAL_ROW));
    Some(Foot { height: TOTAL_ROW, total: TOTAL_ROW, sheet })
}

/// The title under the first columns, and the sums under theirs.
fn total_row(total: &TotalRow, columns: &[Placed], sheet: &mut Sheet<'_>) {
    const BOLD: (Style, Hundredths) = (Style::Bold, 950);
    let y = points(6) - TOTAL_ROW;
    for (placed, text) in columns.iter().zip(&total.cells) {
        if let Some(text) = text {
            sheet.text(BOLD, Align::Centre, (placed.centre(), y), text.clone());
        }
    }
    let under = columns.get(total.span).map_or(RIGHT, |placed| placed.left);
    sheet.text(BOLD, Align::Centre, ((LEFT + under) / 2, y), total.title.clone());
    for placed in columns.iter().skip(total.span) {
        sheet.line(Stroke::Thin, (placed.left, 0), (placed.left, -TOTAL_ROW));
    }
}

/// The sentences under the table; tells the y below them.
fn sums(
    lines: &[Cow<'_, str>],
    top: Hundredths,
    faces: &Faces,
    sheet: &mut Sheet<'_>,
) -> Result<Hundredths, MissingGlyph> {
    let mut y = top - points(20);
    for line in lines {
        for part in wrap(faces.get(SUM.0), line, SUM.1, RIGHT - LEFT)? {
            sheet.text(SUM, Align::Left, (LEFT, y), part.to_owned());
            y -= SUM_LEADING;
        }
    }
    Ok(y)
}

/// The right block: place and date, who signs, and room for it; tells the y below it.
fn signature<'d>(
    signature: &'d Signature<'_>,
    faces: &Faces,
    sheet: &mut Sheet<'d>,
    sums: Hundredths,
) -> Result<Hundredths, MissingGlyph> {
    let mut y = sums - points(8);
    let x = RIGHT - SIGNATURE / 2;
    let date = [(Style::Italic, signature.place_and_date.as_ref())];
    let lines = signature.lines.iter().map(|line| (Style::Bold, line.as_ref()));
    for (style, text) in date.into_iter().chain(lines) {
        for part in wrap(faces.get(style), text, points(13), SIGNATURE)? {
            sheet.text((style, points(13)), Align::Centre, (x, y), part);
            y -= points(16);
        }
    }
    y -= SEAL;
    if let Some(name) = &signature.name {
        for part in wrap(faces.get(Style::Bold), name, points(13), SIGNATURE)? {
            sheet.text((Style::Bold, points(13)), Align::Centre, (x, y), part);
            y -= points(16);
        }
    }
    Ok(y)
}
