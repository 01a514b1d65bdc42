//! The end of a table: total row, sentences, date and signature.

use super::super::face::{Faces, Font, Style};
use super::super::national::PARAGRAPH;
use super::super::sheet::{Align, Sheet, Stroke, spot};
use super::super::tags::{Cell, CellKind, Tag};
use super::super::units::{Hundredths, points};
use super::super::wrap::wrap;
use super::columns::Placed;
use super::measure::Measure;
use super::paper::{Paper, TotalRow};
use crate::render::forms::DateAt;
use std::borrow::Cow;

/// The signature stands in the right part of this width, in the standard edition.
const SIGNATURE: Hundredths = points(300);
/// Room for signature and seal.
const SEAL: Hundredths = points(56);
/// Who drew the paper up, and how.
static DRAFTER: [Cow<'static, str>; 1] = [Cow::Borrowed("NGƯỜI LẬP BIỂU")];
const SIGNED: &[&str] = &["(Ký, ghi rõ họ và tên)"];

/// The foot laid out; the y of its texts and lines is measured from the bottom of the last row.
pub(super) struct Foot<'d> {
    pub(super) height: Hundredths,
    /// The height of the total row, where there is one.
    total: Hundredths,
    sheet: Sheet<'d>,
}

impl<'d> Foot<'d> {
    /// Puts the foot on a sheet with its top at `y`, and tells where the table ends.
    pub(super) fn place(&self, y: Hundredths, sheet: &mut Sheet<'d>) -> Hundredths {
        sheet.add(&self.sheet, y);
        y - self.total
    }
}

/// Lays out the foot, each of its texts on at most so many lines.
pub(super) fn lay<'d>(
    paper: &Paper<'d>,
    columns: &[Placed],
    faces: &Faces,
    most: usize,
    measure: &Measure,
) -> Foot<'d> {
    let mut lines = Lines { sheet: Sheet::default(), faces, most, measure, y: 0 };
    if let Some(total) = &paper.total {
        lines.total_row(total, columns);
    }
    let total = -lines.y;
    lines.sentences(&paper.sums);
    lines.signatures(paper);
    Foot { height: -lines.y, total, sheet: lines.sheet }
}

/// Lays out the last row of every page, where there is one.
pub(super) fn of_page<'d>(
    paper: &Paper<'_>,
    columns: &[Placed],
    faces: &Faces,
    measure: &Measure,
) -> Option<Foot<'d>> {
    let mut lines = Lines { sheet: Sheet::default(), faces, most: 1, measure, y: 0 };
    lines.total_row(paper.page_total.as_ref()?, columns);
    let (from, to) = (spot(measure.left, lines.y), spot(measure.right, lines.y));
    lines.sheet.line(Stroke::Thin, from, to);
    Some(Foot { height: -lines.y, total: -lines.y, sheet: lines.sheet })
}

/// Where somebody signs: the middle of it, and how wide it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Signing {
    x: Hundredths,
    width: Hundredths,
}

struct Lines<'d, 'f> {
    sheet: Sheet<'d>,
    faces: &'f Faces,
    /// The most lines of a text.
    most: usize,
    measure: &'f Measure,
    /// Where the next thing begins.
    y: Hundredths,
}

impl<'d> Lines<'d, '_> {
    /// The title under the first columns, and the sums under theirs.
    fn total_row(&mut self, total: &TotalRow, columns: &[Placed]) {
        let measure = self.measure;
        let (bold, height) = (Style::Bold.sized(measure.text), measure.scaled(points(18)));
        let y = self.y + measure.scaled(points(6)) - height;
        let under = columns.get(total.span).map_or(measure.right, |placed| placed.left);
        let tag = Tag::Cell(Cell::heading(true, total.span));
        let at = spot((measure.left + under) / 2, y);
        self.sheet.text(tag, bold, Align::Centre, at, total.title.clone());
        for (placed, text) in columns.iter().zip(&total.cells).skip(total.span) {
            let tag = Tag::Cell(Cell::new(CellKind::Data, false));
            let text = text.clone().unwrap_or_default();
            self.sheet.text(tag, bold, Align::Centre, spot(placed.centre(), y), text);
            self.sheet.line(Stroke::Thin, spot(placed.left, self.y), spot(placed.left, self.y - height));
        }
        self.y -= height;
    }

    /// The sentences under the table.
    fn sentences(&mut self, sentences: &[Cow<'_, str>]) {
        let measure = self.measure;
        let font = Style::Regular.sized(measure.sentence);
        let mut y = self.y - measure.sentence * 5 / 3;
        for sentence in sentences {
            let mut tag = PARAGRAPH;
            for line in wrap(self.faces.get(font.style), sentence, font.size, measure.room(), self.most) {
                self.sheet.text(tag, font, Align::Left, spot(measure.left, y), line.into_owned());
                tag = Tag::More;
                y -= measure.sentence * 5 / 4;
            }
        }
        self.y = y;
    }

    /// Place and date, who signs, and room for it: at the right; at the left who drew the paper up.
    fn signatures(&mut self, paper: &Paper<'d>) {
        let signature = paper.signature;
        let size = self.measure.signature;
        let width = (SIGNATURE * size / points(13)).min(self.measure.room() * 3 / 5);
        let at = Signing { x: self.measure.right - width / 2, width };
        self.y -= points(8);
        if paper.date_at == DateAt::Signature {
            self.signed(Style::Italic.sized(size), &signature.place_and_date, at);
        }
        let left = self.measure.room() - width;
        let drafter = Signing { x: self.measure.left + left / 2, width: left };
        let top = self.y;
        if signature.drafted_by.is_some() {
            self.signs_as(&DRAFTER, SIGNED, drafter);
        }
        let drafted = std::mem::replace(&mut self.y, top);
        self.signs_as(&signature.lines, signature.note, at);
        self.y = self.y.min(drafted) - SEAL;
        let names = self.y;
        let (font, mut bottom) = (Style::Bold.sized(size), names);
        for (name, at) in [(&signature.drafted_by, drafter), (&signature.name, at)] {
            if let Some(name) = name {
                self.y = names;
                self.signed(font, name, at);
                bottom = bottom.min(self.y);
            }
        }
        self.y = bottom;
    }

    /// As what somebody signs, and how.
    fn signs_as(&mut self, lines: &'d [Cow<'_, str>], note: &'static [&'static str], at: Signing) {
        let size = self.measure.signature;
        for line in lines {
            self.signed(Style::Bold.sized(size), line, at);
        }
        for line in note {
            self.signed(Style::Regular.sized(size - points(1)), line, at);
        }
    }

    fn signed(&mut self, font: Font, text: &'d str, at: Signing) {
        let mut tag = PARAGRAPH;
        for line in wrap(self.faces.get(font.style), text, font.size, at.width, self.most) {
            self.sheet.text(tag, font, Align::Centre, spot(at.x, self.y), line);
            tag = Tag::More;
            self.y -= font.size * 16 / 13;
        }
    }
}
