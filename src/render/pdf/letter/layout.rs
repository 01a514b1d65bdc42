//! A letter's texts at their places, in one size.

use super::super::document::{LetterDate, LetterDocument, LetterPage};
use super::super::face::{Faces, Font, Style};
use super::super::national::{Centred, PARAGRAPH, block, committee, leading, nation, paragraph};
use super::super::sheet::{Align, Sheet, Stroke, spot};
use super::super::tags::{Block, Tag};
use super::super::units::{Hundredths, millimetres, points};
use super::super::wrap::wrap;
use super::Room;
use super::fields::Fields;
use std::borrow::Cow;

/// The widths of the two halves of the head.
const COMMITTEE: Hundredths = points(195);
const NATION: Hundredths = points(262);
/// The head is set in this size, whatever the text's.
const HEAD: Hundredths = points(12);
/// The signature stands in the right part of this width.
const SIGNATURE: Hundredths = points(240);
/// Room for signature and seal.
fn seal(page: LetterPage) -> Hundredths {
    match page {
        LetterPage::A4 | LetterPage::Cover => points(52),
        LetterPage::A5Landscape => points(30),
    }
}

/// A letter laid out, and where its text ends.
pub(super) struct Laid<'d> {
    pub(super) sheet: Sheet<'d>,
    pub(super) bottom: Hundredths,
}

/// Lays out a letter, each of its texts on at most so many lines.
pub(super) fn lay<'d>(
    document: &'d LetterDocument<'_>,
    room: Room,
    size: Hundredths,
    most: usize,
    faces: &Faces,
) -> Laid<'d> {
    let mut letter = Letter { sheet: Sheet::default(), faces, room, size, most };
    let y = letter.head(document);
    let mut fields = Fields { sheet: &mut letter.sheet, faces, room, size, most };
    let y = fields.draw(&document.fields, y);
    let bottom = letter.foot(document, y);
    Laid { sheet: letter.sheet, bottom }
}

struct Letter<'d, 'f> {
    sheet: Sheet<'d>,
    faces: &'f Faces,
    room: Room,
    size: Hundredths,
    /// The most lines of a text.
    most: usize,
}

impl<'d> Letter<'d, '_> {
    /// Committee, national title, number, name and what is under it; tells the next baseline.
    fn head(&mut self, document: &'d LetterDocument<'_>) -> Hundredths {
        let Self { sheet, faces, room, size, most } = self;
        let most = *most;
        if !document.form.is_empty() {
            let at = spot(room.right, room.top + points(6));
            sheet.text(PARAGRAPH, Style::Italic.sized(points(11)), Align::Right, at, document.form);
        }
        let first = room.top - points(10);
        let left = Centred { x: room.left + COMMITTEE / 2, y: first, width: COMMITTEE, most };
        let mut under = committee(sheet, faces, HEAD, &document.committee, left);
        if !document.document_no.is_empty() {
            let font = Style::Regular.sized(HEAD);
            under -= points(15);
            let at = Centred { y: under, ..left };
            under = paragraph(sheet, faces, font, &document.document_no, at) + leading(HEAD);
        }
        let middle = room.right - NATION / 2;
        let mut right = nation(sheet, faces, HEAD, spot(middle, first));
        if document.date_at == LetterDate::Head {
            right = under.min(right - points(15));
            let (font, date) = (Style::Italic.sized(HEAD), &document.signature.place_and_date);
            let at = Centred { x: middle, y: right, width: NATION, most };
            right = paragraph(sheet, faces, font, date, at) + leading(HEAD);
        }
        let (x, width) = ((room.left + room.right) / 2, room.right - room.left);
        let (above, larger) = match document.page {
            LetterPage::Cover => (*size * 8, *size / 2),
            LetterPage::A4 => (*size * 2, points(2)),
            LetterPage::A5Landscape => (*size * 8 / 5, points(2)),
        };
        let mut y = under.min(right) - above;
        let (tag, font) = (Tag::Block(Block::Title), Style::Bold.sized(*size + larger));
        let middle = Centred { x, y, width, most };
        y = block(sheet, faces, tag, font, &document.name, middle);
        for line in &document.about {
            y = paragraph(sheet, faces, Style::Bold.sized(*size), line, Centred { y, ..middle });
        }
        if document.date_at == LetterDate::Head {
            let rule = y + *size / 2;
            sheet.line(Stroke::Thick, spot(x - points(45), rule), spot(x + points(45), rule));
            // Capitals and their tones stand clear of the rule.
            y -= *size * 3 / 4;
        }
        y - if document.page == LetterPage::Cover { *size * 2 } else { *size / 2 }
    }

    /// Date, who signs, and the running line; tells where the signature ends.
    fn foot(&mut self, document: &'d LetterDocument<'_>, mut y: Hundredths) -> Hundredths {
        const RUNNING: Hundredths = points(9);
        let Self { sheet, faces, room, size, most } = self;
        let signature = &document.signature;
        y -= *size / 2;
        let right = Centred { x: room.right - SIGNATURE / 2, y, width: SIGNATURE, most: *most };
        let top = y;
        if document.date_at == LetterDate::Signature {
            let date = &signature.place_and_date;
            y = paragraph(sheet, faces, Style::Italic.sized(*size), date, Centred { y, ..right });
        }
        for line in &signature.lines {
            y = paragraph(sheet, faces, Style::Bold.sized(*size), line, Centred { y, ..right });
        }
        for line in signature.note {
            y = paragraph(sheet, faces, Style::Italic.sized(*size - points(1)), line, Centred { y, ..right });
        }
        y -= seal(document.page);
        if let Some(name) = &signature.name {
            y = paragraph(sheet, faces, Style::Bold.sized(*size), name, Centred { y, ..right });
        }
        let foot = room.bottom - millimetres(5);
        let (font, width) = (Style::Italic.sized(RUNNING), room.right - room.left);
        for line in wrap(faces.get(font.style), &document.running, font.size, width, 1) {
            sheet.text(PARAGRAPH, font, Align::Left, spot(room.left, foot), line);
        }
        if document.page == LetterPage::Cover {
            let edge = millimetres(12);
            sheet.frame(
                Stroke::Thick,
                spot(room.left - edge, edge),
                spot(room.right + edge, room.page.height - edge),
            );
        }
        y.min(self.recipients(&document.recipients, top))
    }

    /// Who gets the letter, left of the signature; tells where they end.
    fn recipients(&mut self, recipients: &'d [Cow<'_, str>], mut y: Hundredths) -> Hundredths {
        const LABEL: &str = "Nơi nhận:";
        const LINES: Font = Style::Regular.sized(points(11));
        let Self { sheet, faces, room, most, .. } = self;
        if recipients.is_empty() {
            return y;
        }
        sheet.text(PARAGRAPH, Style::Bold.sized(points(12)), Align::Left, spot(room.left, y), LABEL);
        y -= leading(points(12));
        for recipient in recipients {
            let mut tag = PARAGRAPH;
            let width = room.right - room.left - SIGNATURE;
            for line in wrap(faces.get(LINES.style), recipient, LINES.size, width, *most) {
                sheet.text(tag, LINES, Align::Left, spot(room.left, y), line);
                tag = Tag::More;
                y -= leading(LINES.size);
            }
        }
        y
    }
}
