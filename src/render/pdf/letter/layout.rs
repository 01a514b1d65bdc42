//! A letter's texts at their places, in one size.

use super::super::document::{LetterDocument, LetterField};
use super::super::error::{MissingGlyph, PdfError, Place};
use super::super::face::{Faces, Style};
use super::super::national::{PARAGRAPH, block, committee, leading, nation, paragraph};
use super::super::sheet::{Align, Sheet};
use super::super::tags::{Block, Tag};
use super::super::units::{Hundredths, millimetres, points};
use super::super::wrap::wrap;
use super::Room;

/// The widths of the two halves of the head.
const COMMITTEE: Hundredths = points(195);
const NATION: Hundredths = points(262);
/// The head is set in this size, whatever the text's.
const HEAD: Hundredths = points(12);
/// The signature stands in the right part of this width.
const SIGNATURE: Hundredths = points(240);
/// Room for signature and seal.
const SEAL: Hundredths = points(52);

/// A letter laid out, and where its text ends.
pub(super) struct Laid<'d> {
    pub(super) sheet: Sheet<'d>,
    pub(super) bottom: Hundredths,
}

/// Lays out a letter.
///
/// # Errors
/// [`PdfError::MissingGlyph`] with its part of the letter.
pub(super) fn lay<'d>(
    document: &'d LetterDocument<'_>,
    room: Room,
    size: Hundredths,
    faces: &Faces,
) -> Result<Laid<'d>, PdfError> {
    let mut letter = Letter { sheet: Sheet::default(), faces, room, size };
    let y = letter.head(document).map_err(|missing| missing.at(Place::Head))?;
    let y = letter.fields(&document.fields, y).map_err(|missing| missing.at(Place::Text))?;
    let bottom = letter.foot(document, y).map_err(|missing| missing.at(Place::Foot))?;
    Ok(Laid { sheet: letter.sheet, bottom })
}

struct Letter<'d, 'f> {
    sheet: Sheet<'d>,
    faces: &'f Faces,
    room: Room,
    size: Hundredths,
}

impl<'d> Letter<'d, '_> {
    /// Committee, national title, number, name and what is under it; tells the next baseline.
    fn head(&mut self, document: &'d LetterDocument<'_>) -> Result<Hundredths, MissingGlyph> {
        let Self { sheet, faces, room, size } = self;
        let first = room.top - points(10);
        let left = room.left + COMMITTEE / 2;
        let mut under = committee(sheet, faces, HEAD, (&document.committee, COMMITTEE), (left, first))?;
        if !document.document_no.is_empty() {
            under -= points(15);
            let number = document.document_no.as_ref();
            sheet.text(PARAGRAPH, (Style::Regular, HEAD), Align::Centre, (left, under), number);
        }
        let right = nation(sheet, faces, HEAD, (room.right - NATION / 2, first))?;
        let (x, width) = ((room.left + room.right) / 2, room.right - room.left);
        let mut y = under.min(right) - *size * 2;
        let title = (Tag::Block(Block::Title), (Style::Bold, *size + points(2)));
        y = block(sheet, faces, title, &document.name, (x, y), width)?;
        for line in &document.about {
            y = paragraph(sheet, faces, (Style::Bold, *size), line, (x, y), width)?;
        }
        Ok(y - *size / 2)
    }

    /// Labels and values under each other; tells the next baseline.
    fn fields(
        &mut self,
        fields: &'d [LetterField<'_>],
        mut y: Hundredths,
    ) -> Result<Hundredths, MissingGlyph> {
        let Self { sheet, faces, room, size } = self;
        for field in fields {
            let style = if field.bold { Style::Bold } else { Style::Regular };
            let mut indent = 0;
            let mut tag = PARAGRAPH;
            if !field.label.is_empty() {
                let label = format!("{} ", field.label);
                sheet.text(tag, (Style::Regular, *size), Align::Left, (room.left, y), label);
                tag = Tag::More;
                indent = faces.get(Style::Regular).width(&field.label, *size)? + *size / 3;
            }
            let lines = wrap(faces.get(style), &field.value, *size, room.right - room.left - indent)?;
            let empty = lines.is_empty();
            for line in lines {
                sheet.text(tag, (style, *size), Align::Left, (room.left + indent, y), line);
                tag = Tag::More;
                y -= leading(*size);
            }
            if empty {
                y -= leading(*size);
            }
            y -= *size / 5;
        }
        Ok(y)
    }

    /// Date, who signs, and the running line; tells where the signature ends.
    fn foot(
        &mut self,
        document: &'d LetterDocument<'_>,
        mut y: Hundredths,
    ) -> Result<Hundredths, MissingGlyph> {
        const RUNNING: Hundredths = points(9);
        let Self { sheet, faces, room, size } = self;
        let signature = &document.signature;
        let x = room.right - SIGNATURE / 2;
        y -= *size / 2;
        y = paragraph(sheet, faces, (Style::Italic, *size), &signature.place_and_date, (x, y), SIGNATURE)?;
        for line in &signature.lines {
            y = paragraph(sheet, faces, (Style::Bold, *size), line, (x, y), SIGNATURE)?;
        }
        y -= SEAL;
        if let Some(name) = &signature.name {
            y = paragraph(sheet, faces, (Style::Bold, *size), name, (x, y), SIGNATURE)?;
        }
        let foot = room.bottom - millimetres(5);
        let running = document.running.as_ref();
        sheet.text(PARAGRAPH, (Style::Italic, RUNNING), Align::Left, (room.left, foot), running);
        Ok(y)
    }
}
