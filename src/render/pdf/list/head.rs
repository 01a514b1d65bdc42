//! The head of the first page: committee, national title, form number and titles.

use super::super::document::ListDocument;
use super::super::error::{MissingGlyph, PdfError, Place};
use super::super::face::{Faces, Style};
use super::super::national::{committee, nation, paragraph};
use super::super::sheet::{Align, Sheet};
use super::super::units::{Hundredths, points};
use super::{BOTTOM, LEFT, PAGE, RIGHT, TOP};

const FORM: &str = "Mẫu số 31/HĐBC";
const TITLE: &str = "DANH SÁCH CỬ TRI";
/// The widths of the two halves.
const COMMITTEE: Hundredths = points(290);
const NATION: Hundredths = points(300);

/// The head laid out, and where the table may begin.
pub(super) struct Head<'d> {
    pub(super) sheet: Sheet<'d>,
    pub(super) bottom: Hundredths,
}

/// Lays out the head.
///
/// # Errors
/// [`PdfError::MissingGlyph`], or [`PdfError::BlockTooTall`] if the lines fill the page.
pub(super) fn lay<'d>(document: &'d ListDocument<'_>, faces: &Faces) -> Result<Head<'d>, PdfError> {
    let mut sheet = Sheet::default();
    let bottom = draw(document, faces, &mut sheet).map_err(|missing| missing.at(Place::Head))?;
    if bottom < BOTTOM {
        return Err(PdfError::BlockTooTall { place: Place::Head });
    }
    Ok(Head { sheet, bottom })
}

fn draw<'d>(
    document: &'d ListDocument<'_>,
    faces: &Faces,
    sheet: &mut Sheet<'d>,
) -> Result<Hundredths, MissingGlyph> {
    sheet.text((Style::Bold, points(11)), Align::Right, (RIGHT, TOP + points(14)), FORM);
    let first = TOP - points(12);
    let lines = (document.committee.as_slice(), COMMITTEE);
    let left = committee(sheet, faces, points(13), lines, (LEFT + COMMITTEE / 2, first))?;
    let right = nation(sheet, faces, points(13), (RIGHT - NATION / 2, first))?;

    let (x, width) = (PAGE.0 / 2, RIGHT - LEFT - points(20));
    let mut y = left.min(right) - points(26);
    sheet.text((Style::Bold, points(14)), Align::Centre, (x, y), TITLE);
    y -= points(18);
    for line in &document.election {
        y = paragraph(sheet, faces, (Style::Bold, points(13)), line, (x, y), width)?;
    }
    y = paragraph(sheet, faces, (Style::Regular, points(13)), &document.area, (x, y), width)?;
    Ok(y + points(7))
}
