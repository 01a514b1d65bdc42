//! What all cards of an area show: committee, national title, titles, room for the stamp, date and signature.

use super::super::document::CardDocument;
use super::super::error::{PdfError, Place};
use super::super::face::{Faces, Style};
use super::super::layout::CardSheets;
use super::super::national::{PARAGRAPH, committee, leading, nation, paragraph};
use super::super::sheet::{Align, Sheet, Stroke};
use super::super::tags::{Block, Tag};
use super::super::units::{Hundredths, points};
use super::super::wrap::{LINES, wrap};
use super::{LEFT_COLUMN, MARGIN, PAGE, RIGHT_COLUMN};
use std::borrow::Cow;

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
    /// What is read before a card's fields, and what after.
    pub(super) head: Sheet<'d>,
    pub(super) foot: Sheet<'d>,
    pub(super) fields_top: Hundredths,
    pub(super) fields_bottom: Hundredths,
}

/// Lays out the shared part.
///
/// # Errors
/// [`PdfError::BlockTooTall`] if titles and signature leave no room for the fields, on however few lines.
pub(super) fn lay<'d>(
    document: &'d CardDocument<'_>,
    faces: &Faces,
    sheets: CardSheets,
) -> Result<Shared<'d>, PdfError> {
    let tried = LINES.into_iter().find_map(|most| within(document, faces, most));
    let mut shared = tried.ok_or(PdfError::BlockTooTall { place: Place::Head })?;
    let Shared { head: above, foot, .. } = &mut shared;
    match sheets {
        CardSheets::A6 | CardSheets::FourToA4 => {}
        CardSheets::OnPrinted { .. } => {
            // The printed paper bears what is the same for all communes; the committee's last line names this one.
            above.lines.clear();
            let name = document.committee.last().map_or("", |name| name.as_ref());
            above.texts.retain(|text| name.contains(text.text.trim_end()));
            if let Some(first) = above.texts.first_mut() {
                first.tag = Tag::Block(Block::Title);
            }
            foot.texts.retain(|text| text.text == document.signature.place_and_date);
        }
    }
    Ok(shared)
}

/// Lays out every text on at most so many lines; `None` if that leaves no room for the fields, or for the symbol under the
/// room for the stamp.
fn within<'d>(document: &'d CardDocument<'_>, faces: &Faces, most: usize) -> Option<Shared<'d>> {
    const SYMBOL_ROOM: Hundredths = MARGIN + points(70);
    let (mut above, mut below) = (Sheet::default(), Sheet::default());
    let (fields_top, stamp_bottom) = head(document, (faces, most), &mut above);
    let fields_bottom = signature(document, (faces, most), &mut below);
    let fits = fields_top - fields_bottom >= points(50) && stamp_bottom >= SYMBOL_ROOM;
    fits.then_some(Shared { head: above, foot: below, fields_top, fields_bottom })
}

/// Draws the head of both columns; tells where the fields may begin, and where the room for the stamp ends.
fn head<'d>(
    document: &'d CardDocument<'_>,
    (faces, most): (&Faces, usize),
    sheet: &mut Sheet<'d>,
) -> (Hundredths, Hundredths) {
    let first = PAGE.1 - MARGIN - points(8);
    let corner = (RIGHT_COLUMN.1, PAGE.1 - points(15));
    sheet.text(PARAGRAPH, (Style::Regular, points(7)), Align::Right, corner, FORM);

    let left = (LEFT_COLUMN.0 + LEFT_COLUMN.1) / 2;
    let lines = (document.committee.as_slice(), LEFT_COLUMN.1 - LEFT_COLUMN.0, most);
    let rule = committee(sheet, faces, SMALL, lines, (left, first));
    let top = rule - points(10);
    sheet.frame(Stroke::Dashed, (LEFT_COLUMN.0, top - STAMP_HEIGHT), (LEFT_COLUMN.1, top));
    let stamp = (left, top - points(10));
    sheet.text(PARAGRAPH, (Style::Italic, points(7)), Align::Centre, stamp, STAMP);

    let right = (RIGHT_COLUMN.0 + RIGHT_COLUMN.1) / 2;
    let width = RIGHT_COLUMN.1 - RIGHT_COLUMN.0;
    let mut y = nation(sheet, faces, points(10), (right, first)) - points(18);
    sheet.text(Tag::Block(Block::Title), (Style::Bold, points(15)), Align::Centre, (right, y), TITLE);
    y -= points(14);
    for line in &document.election {
        y = paragraph(sheet, faces, (Style::Bold, SMALL), line, (right, y), (width, most));
    }
    (y + points(6), top - STAMP_HEIGHT)
}

/// Draws date and signature at the lower right; tells where they begin.
fn signature<'d>(
    document: &'d CardDocument<'_>,
    (faces, most): (&Faces, usize),
    sheet: &mut Sheet<'d>,
) -> Hundredths {
    let signature = &document.signature;
    let date = [(Style::Italic, signature.place_and_date.as_ref())];
    let signers = signature.lines.iter().map(|line| (Style::Bold, line.as_ref()));
    let name = signature.name.as_ref().map(|name| (Style::Bold, name.as_ref()));
    let x = RIGHT_COLUMN.1 - SIGNATURE / 2;
    let mut lines = Vec::new();
    let mut gap = 0;
    for (style, text) in date.into_iter().chain(signers) {
        lines.extend(wrapped((faces, most), style, text));
    }
    let signed = lines.len();
    if let Some((style, text)) = name {
        lines.extend(wrapped((faces, most), style, text));
    }
    let taken = |count: usize| i64::try_from(count).unwrap_or(i64::MAX).saturating_mul(leading(SMALL));
    let top = MARGIN + SEAL + taken(lines.len());
    for (at, (tag, style, line)) in lines.into_iter().enumerate() {
        if at == signed {
            gap = SEAL;
        }
        let y = top - taken(at + 1) - gap;
        sheet.text(tag, (style, SMALL), Align::Centre, (x, y), line);
    }
    top
}

/// The lines of a text of the signature.
fn wrapped<'d>(
    (faces, most): (&Faces, usize),
    style: Style,
    text: &'d str,
) -> impl Iterator<Item = (Tag, Style, Cow<'d, str>)> + use<'d> {
    let lines = wrap(faces.get(style), text, SMALL, SIGNATURE, most);
    let tag = |at| if at == 0 { PARAGRAPH } else { Tag::More };
    lines.into_iter().enumerate().map(move |(at, line)| (tag(at), style, line))
}
