//! The fields of one card: set smaller until they fit, never clipped.

use super::super::document::{Card, CardDocument};
use super::super::error::{MissingGlyph, PdfError, Place};
use super::super::face::{Faces, Style};
use super::super::sheet::{Align, Sheet};
use super::super::units::Hundredths;
use super::super::wrap::wrap;
use super::RIGHT_COLUMN;
use crate::people::Sex;

/// The sizes tried, from the largest.
const SIZES: [Hundredths; 10] = [1050, 1000, 950, 900, 850, 800, 750, 700, 650, 600];

/// Lays out a card's fields between `top` and `bottom`.
///
/// # Errors
/// [`PdfError::MissingGlyph`], or [`PdfError::CardTooFull`] if they do not fit in the smallest size.
pub(super) fn lay(
    document: &CardDocument<'_>,
    card: &Card<'_>,
    (top, bottom): (Hundredths, Hundredths),
    faces: &Faces,
) -> Result<Sheet<'static>, PdfError> {
    for size in SIZES {
        let mut fields = Fields { sheet: Sheet::default(), faces, size, y: top - size };
        fields.all(document, card).map_err(|missing| missing.at(Place::Card(card.number)))?;
        if fields.y + fields.leading() - size * 3 / 10 >= bottom {
            return Ok(fields.sheet);
        }
    }
    Err(PdfError::CardTooFull { number: card.number })
}

struct Fields<'f> {
    sheet: Sheet<'static>,
    faces: &'f Faces,
    size: Hundredths,
    /// The next baseline.
    y: Hundredths,
}

impl Fields<'_> {
    fn leading(&self) -> Hundredths {
        self.size * 128 / 100
    }

    fn all(&mut self, document: &CardDocument<'_>, card: &Card<'_>) -> Result<(), MissingGlyph> {
        let sex = match card.sex {
            Sex::Male => "Nam",
            Sex::Female => "Nữ",
        };
        let CardDocument { area_number, commune, province, .. } = document;
        self.field("Họ và tên: ", Style::Bold, &card.full_name)?;
        self.field("Ngày sinh: ", Style::Regular, &format!("{}     Giới tính: {sex}", card.birth_date))?;
        self.field("Nơi cư trú: ", Style::Regular, &card.residence)?;
        self.field("Số thẻ cử tri: ", Style::Bold, &card.number.to_string())?;
        let area = format!("{area_number} – {commune}, {province}");
        self.field("Khu vực bỏ phiếu số: ", Style::Regular, &area)
    }

    /// Draws a label and its value beside it, over as many lines as the value needs; one where it is empty.
    fn field(&mut self, label: &'static str, style: Style, value: &str) -> Result<(), MissingGlyph> {
        let indent = self.faces.get(Style::Regular).width(label, self.size)?;
        let width = RIGHT_COLUMN.1 - RIGHT_COLUMN.0 - indent;
        self.sheet.text((Style::Regular, self.size), Align::Left, (RIGHT_COLUMN.0, self.y), label);
        let lines = wrap(self.faces.get(style), value, self.size, width)?;
        for (line, step) in lines.iter().zip(0..) {
            let at = (RIGHT_COLUMN.0 + indent, self.y - step * self.leading());
            self.sheet.text((style, self.size), Align::Left, at, (*line).to_owned());
        }
        self.y -= self.leading() * i64::try_from(lines.len().max(1)).unwrap_or(i64::MAX);
        Ok(())
    }
}
