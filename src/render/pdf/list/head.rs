//! The head of the first page: committee, national title, form number and titles.

use super::super::document::ListDocument;
use super::super::error::{MissingGlyph, PdfError, Place};
use super::super::face::{Faces, Style};
use super::super::sheet::{Align, Sheet, Stroke};
use super::super::units::{Hundredths, points};
use super::super::wrap::wrap;
use super::{BOTTOM, LEFT, PAGE, RIGHT, TOP};

/// The national title and motto of every official document.
pub(in super::super) const NATION: &str = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM";
/// See [`NATION`].
pub(in super::super) const MOTTO: &str = "Độc lập - Tự do - Hạnh phúc";

const FORM: &str = "Mẫu số 31/HĐBC";
const TITLE: &str = "DANH SÁCH CỬ TRI";
/// The widths of the two halves.
const LEFT_HALF: Hundredths = points(290);
const RIGHT_HALF: Hundredths = points(300);

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
    let committee = committee(document, faces, sheet)?;
    let nation = nation(faces, sheet)?;
    let mut y = committee.min(nation) - points(26);
    sheet.text((Style::Bold, points(14)), Align::Centre, (PAGE.0 / 2, y), TITLE);
    y -= points(18);
    let width = RIGHT - LEFT - points(20);
    for line in &document.election {
        y = paragraph(sheet, faces, (Style::Bold, points(13)), line, (PAGE.0 / 2, y), width)?;
    }
    y = paragraph(sheet, faces, (Style::Regular, points(13)), &document.area, (PAGE.0 / 2, y), width)?;
    Ok(y + points(7))
}

/// Draws a centred text over as many lines as it needs, and tells the next baseline.
fn paragraph<'d>(
    sheet: &mut Sheet<'d>,
    faces: &Faces,
    (style, size): (Style, Hundredths),
    text: &'d str,
    (x, mut y): (Hundredths, Hundredths),
    width: Hundredths,
) -> Result<Hundredths, MissingGlyph> {
    for line in wrap(faces.get(style), text, size, width)? {
        sheet.text((style, size), Align::Centre, (x, y), line);
        y -= size * 125 / 100;
    }
    Ok(y)
}

/// The committee with a short rule under it.
fn committee<'d>(
    document: &'d ListDocument<'_>,
    faces: &Faces,
    sheet: &mut Sheet<'d>,
) -> Result<Hundredths, MissingGlyph> {
    let x = LEFT + LEFT_HALF / 2;
    let mut y = TOP - points(12);
    for line in &document.committee {
        y = paragraph(sheet, faces, (Style::Bold, points(13)), line, (x, y), LEFT_HALF)?;
    }
    let y = y + points(12);
    sheet.line(Stroke::Thick, (x - points(36), y), (x + points(36), y));
    Ok(y)
}

/// The national title and the motto with a rule of its length under it.
fn nation(faces: &Faces, sheet: &mut Sheet<'_>) -> Result<Hundredths, MissingGlyph> {
    let x = RIGHT - RIGHT_HALF / 2;
    let y = TOP - points(12);
    sheet.text((Style::Bold, points(13)), Align::Centre, (x, y), NATION);
    let y = y - points(17);
    sheet.text((Style::Bold, points(14)), Align::Centre, (x, y), MOTTO);
    let half = faces.get(Style::Bold).width(MOTTO, points(14))? / 2;
    let y = y - points(5);
    sheet.line(Stroke::Thick, (x - half, y), (x + half, y));
    Ok(y)
}
