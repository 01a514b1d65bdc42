//! A paper with one table, such as a list of voters: A4 landscape, after Decree 30/2020.
//!
//! Rows are laid out and measured first, then shared out to pages, then drawn a page at a time.

mod columns;
mod foot;
mod head;
mod header;
mod pages;
mod paper;
mod rows;

use super::assemble::{Assembler, Properties};
use super::canvas::Canvas;
use super::error::{MissingGlyph, PdfError, Place};
use super::face::{Faces, Style};
use super::sheet::{Align, Sheet, Stroke};
use super::skeleton::Skeleton;
use super::units::{Hundredths, millimetres, points};
use super::wrap::wrap;
use columns::Placed;
pub(super) use paper::{BOX, Column, Paper, Row, TotalRow, Width};
use std::io::Write;

/// A4, landscape.
const PAGE: (Hundredths, Hundredths) = (84_189, 59_528);
/// Margins of Decree 30/2020: 30 mm left, 15 mm right, 20 mm above and below.
const LEFT: Hundredths = millimetres(30);
const RIGHT: Hundredths = PAGE.0 - millimetres(15);
const TOP: Hundredths = PAGE.1 - millimetres(20);
const BOTTOM: Hundredths = millimetres(20);
/// The resource name of the table's header.
const HEADER: &str = "H";

/// Prints a paper and tells its number of pages.
///
/// # Errors
/// [`PdfError`] if a letter has no glyph, something is taller than a page, the QR text is too long, or the output cannot
/// be written.
pub(super) fn print(
    mut paper: Paper<'_>,
    faces: &Faces,
    skeleton: &Skeleton,
    out: impl Write,
) -> Result<u32, PdfError> {
    let columns = columns::place(&paper, faces);
    let head = head::lay(&paper, faces)?;
    let header = header::lay(&columns, faces).map_err(|missing| missing.at(Place::Head))?;
    let foot = foot::lay(&paper, &columns, faces)?;
    let rows = rows::lay(&mut paper, &columns, faces)?;
    let page_total = foot::of_page(&paper, &columns);
    let kept = page_total.as_ref().map_or(0, |total| total.height);
    let heights: Vec<Hundredths> = rows.iter().map(|row| row.height).collect();
    let room = pages::Room {
        first: head.bottom - header.height - BOTTOM - kept,
        other: TOP - header.height - BOTTOM - kept,
        foot: foot.height,
    };
    let pages = room.share_out(&heights).map_err(|trouble| match trouble {
        pages::TooTall::Row(at) => PdfError::RowTooTall { number: rows[at].number },
        pages::TooTall::Foot => PdfError::BlockTooTall { place: Place::Foot },
        pages::TooTall::Head => PdfError::BlockTooTall { place: Place::Head },
    })?;

    let properties = Properties { title: paper.title, date: paper.date, page: PAGE };
    let mut file = Assembler::new(out, skeleton, &properties)?;
    let mut canvas = Canvas::new(faces);
    canvas.sheet(&header.sheet).map_err(|missing| missing.at(Place::Head))?;
    file.form(HEADER, canvas.bytes())?;

    let mut rows = rows.into_iter();
    let (mut sheet, mut open) = (Sheet::default(), Vec::new());
    for (at, page) in pages.iter().enumerate() {
        canvas.clear();
        sheet.clear();
        open.clear();
        let (first, last) = (at == 0, at + 1 == pages.len());
        if first {
            head.draw(&mut canvas).map_err(|missing| missing.at(Place::Head))?;
        }
        let top = if first { head.bottom } else { TOP };
        if !page.is_empty() || last {
            canvas.shared(HEADER, top - TOP);
            let mut y = top - header.height;
            for row in rows.by_ref().take(page.len()) {
                y = row.place(y, &mut sheet, &mut open);
            }
            if let Some(total) = page_total.as_ref().filter(|_| !page.is_empty()) {
                y = total.place(y, &mut sheet);
            }
            if last {
                y = foot.place(y, &mut sheet);
            }
            frame(&columns, &open, (top - header.height, y), &mut sheet);
        }
        margins(&paper.running, (at + 1, pages.len()), faces, &mut sheet)
            .map_err(|missing| missing.at(Place::Foot))?;
        canvas.sheet(&sheet).map_err(|missing| missing.at(Place::Foot))?;
        file.page(canvas.bytes())?;
    }
    file.finish()?;
    Ok(u32::try_from(pages.len()).unwrap_or(u32::MAX))
}

/// The upright lines of a page's rows and the frame around them; the last page's total row keeps its own.
fn frame(
    columns: &[Placed],
    open: &[(Hundredths, Hundredths)],
    (top, bottom): (Hundredths, Hundredths),
    sheet: &mut Sheet<'_>,
) {
    for column in columns.iter().skip(1) {
        for (from, to) in open {
            sheet.line(Stroke::Thin, (column.left, *from), (column.left, *to));
        }
    }
    for x in [LEFT, RIGHT] {
        sheet.line(Stroke::Thick, (x, top), (x, bottom));
    }
    sheet.line(Stroke::Thick, (LEFT, bottom), (RIGHT, bottom));
}

/// Page numbers in the margins, and the running line.
fn margins<'t>(
    running: &'t str,
    (page, pages): (usize, usize),
    faces: &Faces,
    sheet: &mut Sheet<'t>,
) -> Result<(), MissingGlyph> {
    const RUNNING: (Style, Hundredths) = (Style::Italic, points(9));
    const FOOT: Hundredths = millimetres(13);
    if page > 1 {
        let y = PAGE.1 - millimetres(13);
        sheet.text((Style::Regular, points(13)), Align::Centre, (PAGE.0 / 2, y), page.to_string());
    }
    let number = format!("Trang {page}/{pages}");
    sheet.text((Style::Regular, points(10)), Align::Right, (RIGHT, FOOT), number);
    let mut y = FOOT;
    for line in wrap(faces.get(RUNNING.0), running, RUNNING.1, RIGHT - LEFT - points(80))? {
        sheet.text(RUNNING, Align::Left, (LEFT, y), line);
        y -= points(10);
    }
    Ok(())
}
