//! The fields of one card: set smaller until they fit, and shortened only where the smallest size does not.

use super::super::document::{Card, CardDocument};
use super::super::face::{Faces, Style};
use super::super::layout::CardSheets;
use super::super::national::PARAGRAPH;
use super::super::sheet::{Align, Sheet};
use super::super::tags::{Block, Tag};
use super::super::units::Hundredths;
use super::super::wrap::{LINES, wrap};
use super::RIGHT_COLUMN;
use crate::people::Sex;

/// The sizes tried, from the largest.
const SIZES: [Hundredths; 10] = [1050, 1000, 950, 900, 850, 800, 750, 700, 650, 600];

/// Lays out a card's fields between `top` and `bottom`.
pub(super) fn lay(
    document: &CardDocument<'_>,
    (card, sheets): (&Card<'_>, CardSheets),
    (top, bottom): (Hundredths, Hundredths),
    faces: &Faces,
) -> Sheet<'static> {
    let whole = SIZES.into_iter().map(|size| (size, usize::MAX));
    let shortened = LINES.into_iter().map(|most| (SIZES[SIZES.len() - 1], most));
    let labelled = !matches!(sheets, CardSheets::OnPrinted { .. });
    let mut laid = Sheet::default();
    for (size, most) in whole.chain(shortened) {
        let mut fields = Fields { sheet: Sheet::default(), faces, size, most, labelled, y: top - size };
        fields.all(document, card);
        let fits = fields.y + fields.leading() - size * 3 / 10 >= bottom;
        laid = fields.sheet;
        if fits {
            break;
        }
    }
    laid
}

struct Fields<'f> {
    sheet: Sheet<'static>,
    faces: &'f Faces,
    size: Hundredths,
    /// The most lines of a field.
    most: usize,
    /// Whether labels are printed; without them values stand where they would with them.
    labelled: bool,
    /// The next baseline.
    y: Hundredths,
}

impl Fields<'_> {
    fn leading(&self) -> Hundredths {
        self.size * 128 / 100
    }

    fn all(&mut self, document: &CardDocument<'_>, card: &Card<'_>) {
        let sex = match card.sex {
            Sex::Male => "Nam",
            Sex::Female => "Nữ",
        };
        let CardDocument { area_number, commune, province, .. } = document;
        self.field((Tag::Block(Block::Heading), "Họ và tên: "), Style::Bold, &card.full_name);
        let birth_line = self.y;
        self.field((PARAGRAPH, "Ngày sinh: "), Style::Regular, &card.birth_date);
        self.sex(sex, birth_line);
        self.field((PARAGRAPH, "Nơi cư trú: "), Style::Regular, &card.residence);
        self.field((PARAGRAPH, "Số thẻ cử tri: "), Style::Bold, &card.number.to_string());
        let area = format!("{area_number} – {commune}, {province}");
        self.field((PARAGRAPH, "Khu vực bỏ phiếu số: "), Style::Regular, &area);
    }

    /// Draws the sex in the right half of the line of the birth date.
    fn sex(&mut self, sex: &'static str, y: Hundredths) {
        const LABEL: &str = "Giới tính: ";
        let font = (Style::Regular, self.size);
        let x = (RIGHT_COLUMN.0 + RIGHT_COLUMN.1) / 2;
        let mut tag = PARAGRAPH;
        if self.labelled {
            self.sheet.text(tag, font, Align::Left, (x, y), LABEL);
            tag = Tag::More;
        }
        let indent = self.faces.get(font.0).width(LABEL, font.1);
        self.sheet.text(tag, font, Align::Left, (x + indent, y), sex);
    }

    /// Draws a label and its value beside it, over as many lines as the value needs; one where it is empty.
    fn field(&mut self, (mut tag, label): (Tag, &'static str), style: Style, value: &str) {
        let indent = self.faces.get(Style::Regular).width(label, self.size);
        let width = RIGHT_COLUMN.1 - RIGHT_COLUMN.0 - indent;
        if self.labelled {
            self.sheet.text(tag, (Style::Regular, self.size), Align::Left, (RIGHT_COLUMN.0, self.y), label);
            tag = Tag::More;
        }
        let lines = wrap(self.faces.get(style), value, self.size, width, self.most);
        for (line, step) in lines.iter().zip(0..) {
            let at = (RIGHT_COLUMN.0 + indent, self.y - step * self.leading());
            self.sheet.text(tag, (style, self.size), Align::Left, at, line.clone().into_owned());
            tag = Tag::More;
        }
        self.y -= self.leading() * i64::try_from(lines.len().max(1)).unwrap_or(i64::MAX);
    }
}
