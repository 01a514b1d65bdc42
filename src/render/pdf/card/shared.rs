//! What all cards of an area show: committee, national title, titles, room for the stamp, date and signature.

use super::super::document::CardDocument;
use super::super::error::{MissingGlyph, PdfError, Place};
use super::super::face::{Faces, Style};
use super::super::national::{committee, leading, nation, paragraph};
use super::super::sheet::{Align, Sheet, Stroke};
use super::super::units::{Hundredths, points};
use super::super::wrap::wrap;
use super::{LEFT_COLUMN, MARGIN, PAGE, RIGHT_COLUMN};

const FORM: &str = "Mẫu số 10/HĐBC";
const TITLE: &str = "THẺ CỬ TRI";
const STAMP: &str = "Đóng dấu “Đã bỏ phiếu”";
/// The height of the room for the stamp.
const STAMP_HEIGHT: Hundredths = points(62);
const SMALL: Hundredths = 950;
/// Room for signature and seal.
const SEAL: Hundredths = points(30);
/// The signature stands in the right part of this width.
const SIGNATURE: Hundredths = points(190);

/// The shared part laid out, and the room it leaves for a card's fields.
pub(super) struct Shared<'d> {
    pub(super) sheet: Sheet<'d>,
    pub(super) fields_top: Hundredths,
    pub(super) fields_bottom: Hundredths,
}

/// Lays out the shared part.
///
/// # Errors
/// [`PdfError::MissingGlyph`], or [`PdfError::BlockTooTall`] if titles and signature leave no room for the fields.
pub(super) fn lay<'d>(document: &'d CardDocument<'_>, faces: &Faces) -> Result<Shared<'d>, PdfError> {
    let mut sheet = Sheet::default();
    let fields_top = head(document, faces, &mut sheet).map_err(|missing| missing.at(Place::Head))?;
    let fields_bottom = signature(document, faces, &mut sheet).map_err(|missing| missing.at(Place::Foot))?;
    if fields_top - fields_bottom < points(50) {
        return Err(PdfError::BlockTooTall { place: Place::Head });
    }
    Ok(Shared { sheet, fields_top, fields_bottom })
}

/// Draws the head of both columns; tells where the fields may begin.
fn head<'d>(
    document: &'d CardDocument<'_>,
    faces: &Faces,
    sheet: &mut Sheet<'d>,
) -> Result<Hundredths, MissingGlyph> {
    let first = PAGE.1 - MARGIN - points(8);
    sheet.text((Style::Regular, points(7)), Align::Right, (RIGHT_COLUMN.1, PAGE.1 - points(15)), FORM);

    let left = (LEFT_COLUMN.0 + LEFT_COLUMN.1) / 2;
    let lines = (document.committee.as_slice(), LEFT_COLUMN.1 - LEFT_COLUMN.0);
    let rule = committee(sheet, faces, SMALL, lines, (left, first))?;
    let top = rule - points(10);
    sheet.frame(Stroke::Dashed, (LEFT_COLUMN.0, top - STAMP_HEIGHT), (LEFT_COLUMN.1, top));
    sheet.text((Style::Italic, points(7)), Align::Centre, (left, top - points(10)), STAMP);

    let right = (RIGHT_COLUMN.0 + RIGHT_COLUMN.1) / 2;
    let width = RIGHT_COLUMN.1 - RIGHT_COLUMN.0;
    let mut y = nation(sheet, faces, points(10), (right, first))? - points(18);
    sheet.text((Style::Bold, points(15)), Align::Centre, (right, y), TITLE);
    y -= points(14);
    for line in &document.election {
        y = paragraph(sheet, faces, (Style::Bold, SMALL), line, (right, y), width)?;
    }
    Ok(y + points(6))
}

/// Draws date and signature at the lower right; tells where they begin.
fn signature<'d>(
    document: &'d CardDocument<'_>,
    faces: &Faces,
    sheet: &mut Sheet<'d>,
) -> Result<Hundredths, MissingGlyph> {
    let signature = &document.signature;
    let date = [(Style::Italic, signature.place_and_date.as_ref())];
    let signers = signature.lines.iter().map(|line| (Style::Bold, line.as_ref()));
    let mut lines = Vec::new();
    for (style, text) in date.into_iter().chain(signers) {
        let wrapped = wrap(faces.get(style), text, SMALL, SIGNATURE)?;
        lines.extend(wrapped.into_iter().map(|line| (style, line)));
    }
    let name = signature
        .name
        .as_ref()
        .map_or(Ok(Vec::new()), |name| wrap(faces.get(Style::Bold), name, SMALL, SIGNATURE))?;

    let x = RIGHT_COLUMN.1 - SIGNATURE / 2;
    let mut y = MARGIN;
    for line in name.into_iter().rev() {
        sheet.text((Style::Bold, SMALL), Align::Centre, (x, y), line);
        y += leading(SMALL);
    }
    y += SEAL;
    for (style, line) in lines.into_iter().rev() {
        sheet.text((style, SMALL), Align::Centre, (x, y), line);
        y += leading(SMALL);
    }
    Ok(y)
}
