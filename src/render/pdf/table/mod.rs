//! A paper with one table, such as a list of voters, after Decree 30/2020.
//!
//! Rows are laid out and measured first, then shared out to pages, then drawn a page at a time.

mod columns;
mod foot;
mod head;
mod header;
mod measure;
mod pages;
mod paper;
mod rows;
mod tight;

use super::canvas::Canvas;
use super::desk::Desk;
use super::error::{PdfError, Place};
use super::face::{Faces, Style};
use super::file::File;
use super::layout::{Edition, Layout};
use super::national::PARAGRAPH;
use super::sheet::{Align, Sheet, Stretch, Stroke, spot};
use super::tags::Tag;
use super::units::{Hundredths, millimetres, points};
use super::wrap::{LINES, wrap};
use columns::Placed;
use foot::Foot;
use head::Head;
use header::Header;
use measure::Measure;
pub(super) use paper::{BOX, Column, Paper, Row, TotalRow, Width};
use rows::LaidRow;
use std::io::Write;
use std::ops::Range;

/// The resource name of the table's header.
const HEADER: &str = "H";

/// Prints a paper in an edition.
///
/// # Errors
/// [`PdfError`] if something is taller than a page, which no text makes it, or the output cannot be written.
pub(super) fn print(
    mut paper: Paper<'_>,
    edition: Edition,
    desk: &Desk,
    file: &mut File<'_, impl Write>,
) -> Result<(), PdfError> {
    let layout = Layout { edition, ..desk.layout };
    let (faces, measure) = (&desk.faces, &Measure::of(layout, paper.text));
    let columns = columns::place(&paper, faces, measure);
    let header = header::lay(&columns.placed, faces, measure);
    let page_total = foot::of_page(&paper, &columns.placed, faces, measure);
    // What every page takes beside its rows.
    let taken = header.height + measure.bottom + page_total.as_ref().map_or(0, |total| total.height);
    let room = measure.top - taken;
    let heads = LINES.into_iter().map(|most| head::lay(&paper, desk, measure, most));
    let head = heads.into_iter().find(|head| head.bottom >= taken);
    let head = head.ok_or(PdfError::BlockTooTall { place: Place::Head })?;
    let feet = LINES.into_iter().map(|most| foot::lay(&paper, &columns.placed, faces, most, measure));
    let foot = feet.into_iter().find(|foot| foot.height <= room);
    let foot = foot.ok_or(PdfError::BlockTooTall { place: Place::Foot })?;
    let rows = rows::lay(&mut paper, &columns, faces, measure, room);
    let parts = Parts {
        columns: &columns.placed,
        head: &head,
        header: &header,
        foot: &foot,
        page_total: page_total.as_ref(),
        measure,
        faces,
        is_draft: desk.layout.draft,
    };
    let pages = parts.share_out(&rows)?;
    parts.print(rows, &pages, &paper.running, file)
}

/// What pages are made of, laid out.
struct Parts<'p, 'd> {
    columns: &'p [Placed],
    head: &'p Head<'d>,
    header: &'p Header,
    foot: &'p Foot<'d>,
    /// The last row of every page.
    page_total: Option<&'p Foot<'d>>,
    measure: &'p Measure,
    faces: &'p Faces,
    is_draft: bool,
}

impl<'d> Parts<'_, 'd> {
    /// Which rows stand on which page.
    fn share_out(&self, rows: &[LaidRow<'_>]) -> Result<Vec<Range<usize>>, PdfError> {
        let heights: Vec<Hundredths> = rows.iter().map(|row| row.height).collect();
        let page_total = self.page_total.map_or(0, |total| total.height);
        let taken = self.header.height + self.measure.bottom + page_total;
        let room = pages::Room {
            first: self.head.bottom - taken,
            other: self.measure.top - taken,
            foot: self.foot.height,
        };
        room.share_out(&heights).map_err(|trouble| match trouble {
            pages::TooTall::Row(at) => PdfError::RowTooTall { number: rows[at].number },
            pages::TooTall::Foot => PdfError::BlockTooTall { place: Place::Foot },
            pages::TooTall::Head => PdfError::BlockTooTall { place: Place::Head },
        })
    }

    fn print(
        &self,
        rows: Vec<LaidRow<'d>>,
        pages: &[Range<usize>],
        running: &'d str,
        file: &mut File<'_, impl Write>,
    ) -> Result<(), PdfError> {
        file.begin_pages(self.measure.page)?;
        let mut canvas = Canvas::new(self.faces, false);
        canvas.sheet(&self.header.sheet);
        file.form(HEADER, &canvas)?;

        let mut canvas = Canvas::new(self.faces, file.is_tagged());
        let mut rows = rows.into_iter();
        let (mut sheet, mut open) = (Sheet::default(), Vec::new());
        let mut was_read = false;
        for (at, page) in pages.iter().enumerate() {
            canvas.clear();
            sheet.clear();
            open.clear();
            canvas.draft(self.is_draft, self.measure.page);
            let (first, last) = (at == 0, at + 1 == pages.len());
            if first {
                self.head.draw(&mut canvas);
            }
            let top = if first { self.head.bottom } else { self.measure.top };
            if !page.is_empty() || last {
                self.header(&mut was_read, top, &mut canvas);
                let mut y = top - self.header.height;
                for row in rows.by_ref().take(page.len()) {
                    y = row.place(y, &mut sheet, &mut open);
                }
                if let Some(total) = self.page_total.filter(|_| !page.is_empty()) {
                    y = total.place(y, &mut sheet);
                }
                if last {
                    y = self.foot.place(y, &mut sheet);
                }
                let whole = Stretch { top: top - self.header.height, bottom: y };
                self.frame(&open, whole, &mut sheet);
            }
            self.margins(running, at + 1, pages.len(), &mut sheet);
            canvas.sheet(&sheet);
            file.page(&canvas)?;
        }
        Ok(())
    }

    /// Draws the header: once as the headings of the table, then as furniture.
    fn header(&self, was_read: &mut bool, top: Hundredths, canvas: &mut Canvas<'_>) {
        let up = top - self.measure.top;
        if std::mem::replace(was_read, true) {
            canvas.shared(HEADER, up);
            return;
        }
        let mut sheet = Sheet::default();
        sheet.add(&self.header.sheet, up);
        canvas.sheet(&sheet);
    }

    /// The upright lines of a page's rows and the frame around them; the last page's total row keeps its own.
    fn frame(&self, open: &[Stretch], whole: Stretch, sheet: &mut Sheet<'_>) {
        let Stretch { top, bottom } = whole;
        for column in self.columns.iter().skip(1) {
            for Stretch { top, bottom } in open {
                sheet.line(Stroke::Thin, spot(column.left, *top), spot(column.left, *bottom));
            }
        }
        let Measure { left, right, .. } = *self.measure;
        for x in [left, right] {
            sheet.line(Stroke::Thick, spot(x, top), spot(x, bottom));
        }
        sheet.line(Stroke::Thick, spot(left, bottom), spot(right, bottom));
    }

    /// The page number in the upper margin, none on the first page (Decree 30/2020), and the running line.
    fn margins(&self, running: &'d str, page: usize, pages: usize, sheet: &mut Sheet<'d>) {
        const FOOT: Hundredths = millimetres(13);
        /// What there is room for under the text.
        const RUNNING_LINES: usize = 3;
        let measure = self.measure;
        if page > 1 {
            let at = spot(measure.page.width / 2, measure.page.height - millimetres(13));
            let font = Style::Regular.sized(points(13));
            sheet.text(Tag::Artifact, font, Align::Centre, at, page.to_string());
        }
        let font = Style::Italic.sized(measure.running);
        let mut y = FOOT;
        // What the running line says is read once, at the end: before it would part the table in two.
        let (mut tag, more) = match page == pages {
            true => (PARAGRAPH, Tag::More),
            false => (Tag::Artifact, Tag::Artifact),
        };
        for line in wrap(self.faces.get(font.style), running, font.size, measure.room(), RUNNING_LINES) {
            sheet.text(tag, font, Align::Left, spot(measure.left, y), line);
            tag = more;
            y -= measure.running + points(1);
        }
    }
}
