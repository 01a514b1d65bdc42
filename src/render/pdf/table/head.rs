//! The head of the first page: committee, national title, form number, titles and the QR symbol beside them.

use super::super::canvas::Canvas;
use super::super::desk::Desk;
use super::super::face::{Faces, Style};
use super::super::national::{
    Centred, PARAGRAPH, block, committee, leading, nation, nation_width, paragraph,
};
use super::super::sheet::{Align, Sheet, spot};
use super::super::symbol::{QUIET_ZONE, Symbol};
use super::super::tags::{Block, Tag};
use super::super::units::{Hundredths, millimetres, points};
use super::measure::Measure;
use super::paper::Paper;
use crate::render::forms::DateAt;

/// What the left half has at least, and at most in the standard edition.
const NARROWEST: Hundredths = points(150);
const COMMITTEE: Hundredths = points(290);
/// Between the halves.
const GAP: Hundredths = points(10);
/// The least size of the national title (Decree 30/2020).
const SMALLEST: Hundredths = points(12);

/// The side of the QR symbol without its quiet zone.
const SYMBOL: Hundredths = millimetres(18);
/// What stands under it.
const SYMBOL_NOTE: &str = "Mã QR để kiểm tra";
const NOTE_SIZE: Hundredths = points(7);
/// What stands for it where a document is heard.
const SYMBOL_WORDS: &str = "Mã QR: cuộc bầu cử, khu vực bỏ phiếu, phiên bản và mã kiểm tra của danh sách";

/// The head laid out, and where the table may begin.
pub(super) struct Head<'d> {
    pub(super) sheet: Sheet<'d>,
    pub(super) bottom: Hundredths,
    /// The symbol and the top of its modules, at the right margin.
    symbol: Option<(Symbol, Hundredths)>,
    right: Hundredths,
}

impl Head<'_> {
    /// Draws the head.
    pub(super) fn draw(&self, canvas: &mut Canvas<'_>) {
        canvas.sheet(&self.sheet);
        if let Some((symbol, top)) = &self.symbol {
            let module = symbol.module(SYMBOL);
            let side = symbol.modules() * module;
            symbol.draw(SYMBOL_WORDS, spot(self.right - side, top - side), module, canvas);
        }
    }
}

/// Lays out the head, each of its texts on at most so many lines. A QR text that no symbol holds has none.
pub(super) fn lay<'d>(paper: &Paper<'d>, desk: &Desk, measure: &Measure, most: usize) -> Head<'d> {
    let mut sheet = Sheet::default();
    let (titles_top, bottom) = draw(paper, &desk.faces, most, measure, &mut sheet);
    let mut head = Head { sheet, bottom, symbol: None, right: measure.right };
    if let Some(symbol) = desk.symbols.of(paper.qr).filter(|_| !paper.qr.is_empty()) {
        let module = symbol.module(SYMBOL);
        let side = module * symbol.modules();
        let note = titles_top - side - module * QUIET_ZONE - NOTE_SIZE;
        let at = spot(measure.right - side / 2, note);
        head.sheet.text(Tag::Artifact, Style::Italic.sized(NOTE_SIZE), Align::Centre, at, SYMBOL_NOTE);
        head.bottom = bottom.min(note - points(3));
        head.symbol = Some((symbol, titles_top));
    }
    head
}

/// The largest size of the national title that leaves the committee its room, and that room.
fn halves(faces: &Faces, measure: &Measure) -> (Hundredths, Hundredths) {
    let mut size = measure.title;
    loop {
        let left = measure.room() - nation_width(faces, size) - GAP;
        if left >= NARROWEST || size <= SMALLEST {
            return (size, left.min(COMMITTEE * size / points(13)));
        }
        size -= 50;
    }
}

/// Draws the texts; tells where the titles begin and where they end.
fn draw<'d>(
    paper: &Paper<'d>,
    faces: &Faces,
    most: usize,
    measure: &Measure,
    sheet: &mut Sheet<'d>,
) -> (Hundredths, Hundredths) {
    if !paper.form.is_empty() {
        let at = spot(measure.right, measure.top + points(14));
        sheet.text(PARAGRAPH, Style::Bold.sized(points(11)), Align::Right, at, paper.form);
    }
    let (size, left) = halves(faces, measure);
    let first = measure.top - size * 92 / 100;
    let at = Centred { x: measure.left + left / 2, y: first, width: left, most };
    let committee = committee(sheet, faces, size, paper.committee, at);
    let half = nation_width(faces, size) / 2 + points(5);
    let mut nation = nation(sheet, faces, size, spot(measure.right - half, first));
    if paper.date_at == DateAt::Head {
        let (font, date) = (Style::Italic.sized(size), &paper.signature.place_and_date);
        let (x, y) = (measure.right - half, nation - size * 140 / 100);
        let at = Centred { x, y, width: 2 * half, most };
        nation = paragraph(sheet, faces, font, date, at) + leading(size);
    }

    let x = measure.page.width / 2;
    let width = 2 * (measure.right - SYMBOL - points(10) - x);
    let mut y = committee.min(nation) - measure.name - points(12);
    let top = y + points(10);
    let (tag, font) = (Tag::Block(Block::Title), Style::Bold.sized(measure.name));
    let middle = Centred { x, y, width, most };
    y = block(sheet, faces, tag, font, paper.name, middle);
    for (style, line) in &paper.titles {
        y = paragraph(sheet, faces, style.sized(measure.title), line, Centred { y, ..middle });
    }
    (top, y + points(7))
}
