//! What all cards of an area show: committee, national title, titles, room for the stamp, the area, date and signature.

use super::super::document::{Card, CardDocument};
use super::super::error::{PdfError, Place};
use super::super::face::{Faces, Font, Style};
use super::super::layout::CardSheets;
use super::super::national::{Centred, PARAGRAPH, committee, leading, nation, nation_width, paragraph};
use super::super::sheet::{Align, Sheet, Stroke, spot};
use super::super::tags::{Block, Tag};
use super::super::units::{Hundredths, points};
use super::super::wrap::{LINES, wrap};
use super::fields::{self, Values};
use super::{MARGIN, PAGE, SYMBOL_NOTE, sides, tenths};
use crate::render::forms::{CardField, StampAt};
use std::borrow::Cow;

const SMALL: Hundredths = 950;
const NOTE: Hundredths = 800;
/// The sizes of the name tried, and of the national title.
const NAME: Hundredths = points(14);
const NATION: Hundredths = points(10);
/// Room for signature and seal: what there may be, and the least.
const SEALS: [Hundredths; 3] = [points(38), points(30), points(22)];
/// What a card's lines have at least.
const LEAST: Hundredths = points(50);

/// The shared part laid out, and the room it leaves for a card's lines.
pub(super) struct Shared<'d> {
    /// What is read before a card's lines, and what after.
    pub(super) head: Sheet<'d>,
    pub(super) foot: Sheet<'d>,
    pub(super) fields_top: Hundredths,
    pub(super) fields_bottom: Hundredths,
}

/// Lays out the shared part.
///
/// # Errors
/// [`PdfError::BlockTooTall`] if titles and signature leave no room for the lines, on however few lines.
pub(super) fn lay<'d>(
    document: &'d CardDocument<'_>,
    faces: &Faces,
    sheets: CardSheets,
) -> Result<Shared<'d>, PdfError> {
    let tries = LINES.into_iter().flat_map(|most| SEALS.map(|seal| (most, seal)));
    let tried = tries.into_iter().find_map(|(most, seal)| within(document, faces, most, seal));
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

/// Lays out every text on at most so many lines, with so much room for the seal; `None` if that leaves no room for the
/// lines, or for the symbol under the room for the stamp.
fn within<'d>(
    document: &'d CardDocument<'_>,
    faces: &Faces,
    most: usize,
    seal: Hundredths,
) -> Option<Shared<'d>> {
    const SYMBOL_ROOM: Hundredths = MARGIN + points(70);
    let form = document.form;
    let (mut above, mut below) = (Sheet::default(), Sheet::default());
    let (fields_top, stamp_bottom) = head(document, faces, most, &mut above);
    let fields_bottom = signature(document, faces, most, seal, &mut below);
    let stamp_fits = match form.geometry.stamp_at {
        StampAt::UnderCommittee => stamp_bottom >= SYMBOL_ROOM,
        StampAt::BesideLines => stamp_bottom >= fields_bottom,
    };
    if fields_top - fields_bottom < LEAST || !stamp_fits {
        return None;
    }
    Some(Shared { head: above, foot: below, fields_top, fields_bottom })
}

/// Draws the head; tells where the lines may begin, and where the room for the stamp ends.
fn head<'d>(
    document: &'d CardDocument<'_>,
    faces: &Faces,
    most: usize,
    sheet: &mut Sheet<'d>,
) -> (Hundredths, Hundredths) {
    let (form, geometry) = (document.form, document.form.geometry);
    let first = PAGE.height - MARGIN - points(8);
    let of_nation = sides(geometry.nation);
    let corner = spot(of_nation.right, PAGE.height - points(15));
    sheet.text(PARAGRAPH, Style::Italic.sized(points(7)), Align::Right, corner, form.number);

    let of_committee = sides(geometry.committee);
    let at = Centred { x: of_committee.middle(), y: first, width: of_committee.width(), most };
    let committee_rule = committee(sheet, faces, SMALL, &document.committee, at);
    let size = (NATION * of_nation.width() / nation_width(faces, NATION).max(1)).min(NATION);
    let nation_rule = nation(sheet, faces, size, spot(of_nation.middle(), first));

    let stamp = sides(geometry.stamp);
    let height = tenths(geometry.stamp_height);
    let mut y = match geometry.stamp_at {
        StampAt::UnderCommittee => nation_rule - points(18),
        StampAt::BesideLines => nation_rule.min(committee_rule) - points(15),
    };
    let titles = sides(geometry.titles);
    let at = spot(titles.middle(), y);
    sheet.text(Tag::Block(Block::Title), Style::Bold.sized(NAME), Align::Centre, at, form.name);
    y -= NAME * 98 / 100;
    for line in &document.election {
        let at = Centred { x: titles.middle(), y, width: titles.width(), most };
        y = paragraph(sheet, faces, Style::Bold.sized(SMALL), line, at);
    }
    let fields_top = y + points(6);
    let top = match geometry.stamp_at {
        StampAt::UnderCommittee => committee_rule - points(10),
        StampAt::BesideLines => fields_top - points(1),
    };
    sheet.frame(Stroke::Dashed, spot(stamp.left, top - height), spot(stamp.right, top));
    let said = spot(stamp.middle(), top - points(10));
    sheet.text(PARAGRAPH, Style::Italic.sized(points(7)), Align::Centre, said, form.stamp);
    (fields_top, top - height)
}

/// Draws what stands beside the signature, then date and signature at the lower right; tells where the higher of both begins.
fn signature<'d>(
    document: &'d CardDocument<'_>,
    faces: &Faces,
    most: usize,
    seal: Hundredths,
    sheet: &mut Sheet<'d>,
) -> Hundredths {
    let (form, signature) = (document.form, &document.signature);
    let room = sides(form.geometry.signature);
    let bold = Style::Bold.sized(SMALL);
    let wrapped = |(font, text)| wrapped(faces, most, font, text, room.width());
    let date = [(Style::Italic.sized(SMALL), signature.place_and_date.as_ref())];
    let signers = signature.lines.iter().map(|line| (bold, line.as_ref()));
    let note = signature.note.iter().map(|line| (Style::Italic.sized(NOTE), *line));
    let above: Vec<SignatureLine<'_>> =
        date.into_iter().chain(signers).chain(note).flat_map(wrapped).collect();
    let name = signature.name.as_ref().map(|name| (bold, name.as_ref()));
    let below: Vec<SignatureLine<'_>> = name.into_iter().flat_map(wrapped).collect();
    let taken =
        |lines: &[SignatureLine<'_>]| lines.iter().map(|line| leading(line.font.size)).sum::<Hundredths>();
    let top = MARGIN + seal + taken(&above) + taken(&below);
    area(document, top, faces, sheet);
    if !form.symbol.is_empty() {
        let at = spot(sides(form.geometry.symbol).middle(), MARGIN);
        sheet.text(Tag::Artifact, Style::Italic.sized(SYMBOL_NOTE), Align::Centre, at, form.symbol);
    }
    let mut y = top;
    for (at, line) in above.iter().chain(&below).enumerate() {
        y -= leading(line.font.size) + if at == above.len() { seal } else { 0 };
        sheet.text(line.tag, line.font, Align::Centre, spot(room.middle(), y), line.text.clone());
    }
    top
}

/// The area of all cards, beside the signature and under the number of each card.
fn area(document: &CardDocument<'_>, top: Hundredths, faces: &Faces, sheet: &mut Sheet<'_>) {
    let room = below(document, top);
    let lines = document.form.below;
    let Some(after) = lines.iter().position(|line| line.field == CardField::Number) else { return };
    let values = Values { document, card: None };
    let room = fields::Room { top: room.top - NUMBER_LINE, ..room };
    sheet.add(&fields::fitted(&lines[after + 1..], &values, room, true, faces), 0);
}

/// What the line of a card's number takes over the lines of the area.
const NUMBER_LINE: Hundredths = points(14);

/// The room of the lines beside the signature.
fn below(document: &CardDocument<'_>, top: Hundredths) -> fields::Room {
    fields::Room { sides: sides(document.form.geometry.below), top, bottom: MARGIN, largest: SMALL }
}

/// The line of a card's number, over those of the area.
pub(super) fn number(
    document: &CardDocument<'_>,
    card: &Card<'_>,
    shared: &Shared<'_>,
    sheets: CardSheets,
    faces: &Faces,
) -> Sheet<'static> {
    let lines = document.form.below;
    let Some(after) = lines.iter().position(|line| line.field == CardField::Number) else {
        return Sheet::default();
    };
    let room = below(document, shared.fields_bottom);
    let room = fields::Room { bottom: room.top - NUMBER_LINE, ..room };
    let labelled = !matches!(sheets, CardSheets::OnPrinted { .. });
    fields::fitted(&lines[..=after], &Values { document, card: Some(card) }, room, labelled, faces)
}

/// A line of the signature.
struct SignatureLine<'d> {
    tag: Tag,
    font: Font,
    text: Cow<'d, str>,
}

/// The lines of a text of the signature.
fn wrapped<'d>(
    faces: &Faces,
    most: usize,
    font: Font,
    text: &'d str,
    width: Hundredths,
) -> impl Iterator<Item = SignatureLine<'d>> + use<'d> {
    let lines = wrap(faces.get(font.style), text, font.size, width, most);
    let tag = |at| if at == 0 { PARAGRAPH } else { Tag::More };
    lines.into_iter().enumerate().map(move |(at, text)| SignatureLine { tag: tag(at), font, text })
}
