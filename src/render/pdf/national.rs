//! What heads every official document: the national title and the motto with its rule, and a committee with its own.

use super::error::MissingGlyph;
use super::face::{Faces, Style};
use super::sheet::{Align, Sheet, Stroke};
use super::units::{Hundredths, points};
use super::wrap::wrap;
use std::borrow::Cow;

const TITLE: &str = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM";
const MOTTO: &str = "Độc lập - Tự do - Hạnh phúc";

/// Draws a centred text over as many lines as it needs, and tells the next baseline.
pub(super) fn paragraph<'d>(
    sheet: &mut Sheet<'d>,
    faces: &Faces,
    (style, size): (Style, Hundredths),
    text: &'d str,
    (x, mut y): (Hundredths, Hundredths),
    width: Hundredths,
) -> Result<Hundredths, MissingGlyph> {
    for line in wrap(faces.get(style), text, size, width)? {
        sheet.text((style, size), Align::Centre, (x, y), line);
        y -= leading(size);
    }
    Ok(y)
}

/// From baseline to baseline.
pub(super) fn leading(size: Hundredths) -> Hundredths {
    size * 124 / 100
}

/// Draws the national title in `size` and the motto a little larger, from the baseline `y` down; tells where the rule is.
pub(super) fn nation(
    sheet: &mut Sheet<'_>,
    faces: &Faces,
    size: Hundredths,
    (x, y): (Hundredths, Hundredths),
) -> Result<Hundredths, MissingGlyph> {
    let motto = size * 107 / 100 / 50 * 50;
    sheet.text((Style::Bold, size), Align::Centre, (x, y), TITLE);
    let y = y - size * 130 / 100;
    sheet.text((Style::Bold, motto), Align::Centre, (x, y), MOTTO);
    let half = faces.get(Style::Bold).width(MOTTO, motto)? / 2;
    let y = y - motto * 36 / 100;
    sheet.line(Stroke::Thick, (x - half, y), (x + half, y));
    Ok(y)
}

/// Draws a committee with a short rule under it, from the baseline `y` down; tells where the rule is.
pub(super) fn committee<'d>(
    sheet: &mut Sheet<'d>,
    faces: &Faces,
    size: Hundredths,
    (lines, width): (&'d [Cow<'_, str>], Hundredths),
    (x, mut y): (Hundredths, Hundredths),
) -> Result<Hundredths, MissingGlyph> {
    for line in lines {
        y = paragraph(sheet, faces, (Style::Bold, size), line, (x, y), width)?;
    }
    let y = y + leading(size) - size * 42 / 100;
    let half = width.min(points(72)) / 2;
    sheet.line(Stroke::Thick, (x - half, y), (x + half, y));
    Ok(y)
}
