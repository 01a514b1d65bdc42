//! The lines of one card: set smaller until they fit, and shortened only where the smallest size does not.

use super::super::document::{Card, CardDocument};
use super::super::face::{Faces, Style};
use super::super::layout::CardSheets;
use super::super::national::PARAGRAPH;
use super::super::sheet::{Align, Sheet, Sides, spot};
use super::super::tags::{Block, Tag};
use super::super::units::Hundredths;
use super::super::wrap::{LINES, wrap};
use super::shared::Shared;
use super::sides;
use crate::people::Sex;
use crate::render::forms::{CardField, CardLine};
use std::borrow::Cow;

/// The sizes tried, from the largest.
const SIZES: [Hundredths; 10] = [1050, 1000, 950, 900, 850, 800, 750, 700, 650, 600];

/// Where lines stand.
#[derive(Debug, Clone, Copy)]
pub(super) struct Room {
    pub(super) sides: Sides,
    pub(super) top: Hundredths,
    pub(super) bottom: Hundredths,
    /// The largest size of its texts.
    pub(super) largest: Hundredths,
}

/// Lays out a card's lines under the titles.
pub(super) fn lay(
    document: &CardDocument<'_>,
    card: &Card<'_>,
    shared: &Shared<'_>,
    sheets: CardSheets,
    faces: &Faces,
) -> Sheet<'static> {
    let labelled = !matches!(sheets, CardSheets::OnPrinted { .. });
    let room = Room {
        sides: sides(document.form.geometry.lines),
        top: shared.fields_top,
        bottom: shared.fields_bottom,
        largest: SIZES[0],
    };
    fitted(document.form.lines, &Values { document, card: Some(card) }, room, labelled, faces)
}

/// Lays out lines in a room: of a card, or, without one, what all cards say.
pub(super) fn fitted(
    lines: &'static [CardLine],
    values: &Values<'_, '_>,
    room: Room,
    labelled: bool,
    faces: &Faces,
) -> Sheet<'static> {
    let whole = SIZES.into_iter().filter(|size| *size <= room.largest).map(|size| (size, usize::MAX));
    let shortened = LINES.into_iter().map(|most| (SIZES[SIZES.len() - 1], most));
    let mut laid = Sheet::default();
    for (size, most) in whole.chain(shortened) {
        let y = room.top - size;
        let mut fields =
            Fields { sheet: Sheet::default(), faces, size, most, labelled, sides: room.sides, y };
        for line in lines {
            fields.line(line, values);
        }
        let fits = fields.y + fields.leading() - size * 3 / 10 >= room.bottom;
        laid = fields.sheet;
        if fits {
            break;
        }
    }
    laid
}

/// What lines are filled with.
pub(super) struct Values<'v, 'd> {
    pub(super) document: &'v CardDocument<'d>,
    /// `None`: only what all cards say.
    pub(super) card: Option<&'v Card<'d>>,
}

impl Values<'_, '_> {
    /// The value of a line; `None` if the line is not there.
    fn of(&self, field: CardField) -> Option<Cow<'_, str>> {
        let CardDocument { area_number, commune, province, .. } = self.document;
        let text =
            |text: for<'c> fn(&'c Card<'_>) -> &'c str| self.card.map(|card| Cow::Borrowed(text(card)));
        match field {
            CardField::FullName => text(|card| &card.full_name),
            CardField::BirthDate => text(|card| &card.birth_date),
            CardField::Sex => text(|card| match card.sex {
                Sex::Male => "Nam",
                Sex::Female => "Nữ",
            }),
            CardField::Residence => text(|card| &card.residence),
            CardField::PersonalId => text(|card| &card.personal_id).filter(|number| !number.is_empty()),
            CardField::Number => self.card.map(|card| Cow::Owned(card.number.to_string())),
            CardField::Area => Some(Cow::Borrowed(area_number)),
            CardField::Commune => Some(Cow::Borrowed(commune)),
            CardField::Province => Some(Cow::Borrowed(province)),
            CardField::AreaWhole => Some(Cow::Owned(format!("{area_number} – {commune}, {province}"))),
        }
    }
}

struct Fields<'f> {
    sheet: Sheet<'static>,
    faces: &'f Faces,
    size: Hundredths,
    /// The most lines of a field.
    most: usize,
    /// Whether labels are printed; without them values stand where they would with them.
    labelled: bool,
    sides: Sides,
    /// The next baseline.
    y: Hundredths,
}

impl Fields<'_> {
    fn leading(&self) -> Hundredths {
        self.size * 128 / 100
    }

    /// Draws a label and its value, over as many lines as the value needs; one where it is empty.
    fn line(&mut self, line: &'static CardLine, values: &Values<'_, '_>) {
        let Some(value) = values.of(line.field) else { return };
        let mut tag = match line.field {
            CardField::FullName => Tag::Block(Block::Heading),
            _ => PARAGRAPH,
        };
        let style = |strong| if strong { Style::Bold } else { Style::Regular };
        let Sides { left, right } = self.sides;
        let left = if line.beside { (left + right) / 2 } else { left };
        let y = if line.beside { self.y + self.leading() } else { self.y };
        let indent = self.faces.get(style(line.strong_label)).width(line.label, self.size);
        if self.labelled {
            let font = style(line.strong_label).sized(self.size);
            self.sheet.text(tag, font, Align::Left, spot(left, y), line.label);
            tag = Tag::More;
        }
        let font = style(line.strong).sized(self.size);
        let (face, width) = (self.faces.get(font.style), right - left);
        // Under a long label the rest of a value begins at the left, where there is room for it.
        let hanging = if indent * 3 < width { indent } else { 0 };
        let value = value.trim();
        let mut lines = wrap(face, value, font.size, width - indent, self.most);
        if lines.len() > 1 && hanging == 0 && self.most > 1 && face.width(value, font.size) <= width {
            lines = vec!["".into(), value.into()];
        } else if lines.len() > 1 && hanging == 0 {
            lines.truncate(1);
            let rest = &value[lines.first().map_or(0, |line| line.len().min(value.len()))..];
            lines.extend(wrap(face, rest, font.size, width, self.most - 1));
        }
        let taken = i64::try_from(lines.len().max(1)).unwrap_or(i64::MAX);
        for (text, step) in lines.into_iter().zip(0..).filter(|(text, _)| !text.is_empty()) {
            let x = left + if step == 0 { indent } else { hanging };
            self.sheet.text(tag, font, Align::Left, spot(x, y - step * self.leading()), text.into_owned());
            tag = Tag::More;
        }
        self.y = self.y.min(y - self.leading() * taken);
    }
}
