//! What both sheets share: faces, borders, the head of an official paper.

use crate::render::forms::DateAt;
use crate::render::pdf::Signature;
use rust_xlsxwriter::{Format, FormatAlign, FormatBorder, FormatUnderline, Worksheet, XlsxError};
use std::borrow::Cow;

/// The most characters of a cell, in units of UTF-16, and the tallest row.
const CELL_MAX: usize = 32_767;
const ROW_HEIGHT_MAX: u32 = 400;

/// A text as a cell can hold it: the end of one that is too long for any cell is left out, which an ellipsis tells.
pub(super) fn held(text: &str) -> Cow<'_, str> {
    if text.len() <= CELL_MAX || text.encode_utf16().count() <= CELL_MAX {
        return Cow::Borrowed(text);
    }
    let mut room = CELL_MAX - 1;
    let fits = |c: &char| {
        let fits = c.len_utf16() <= room;
        room = room.saturating_sub(c.len_utf16());
        fits
    };
    Cow::Owned(text.chars().take_while(fits).chain(['…']).collect())
}

/// The formats of a sheet, all in a Times face (Decree 30/2020).
pub(super) struct Styles {
    plain: Format,
}

impl Styles {
    pub(super) fn new() -> Self {
        Self { plain: Format::new().set_font_name("Times New Roman").set_font_size(11) }
    }

    /// Words above and below the table.
    pub(super) fn heading(&self, size: u8) -> Format {
        let centred =
            self.plain.clone().set_align(FormatAlign::Center).set_align(FormatAlign::VerticalCenter);
        centred.set_font_size(size).set_bold().set_text_wrap()
    }

    pub(super) fn motto(&self) -> Format {
        self.heading(12).set_underline(FormatUnderline::Single)
    }

    pub(super) fn note(&self) -> Format {
        self.plain.clone().set_italic()
    }

    pub(super) fn column_heading(&self) -> Format {
        self.heading(11).set_border(FormatBorder::Thin)
    }

    /// A cell of text, kept as text.
    pub(super) fn text(&self) -> Format {
        self.cell().set_text_wrap().set_num_format("@")
    }

    pub(super) fn centred(&self) -> Format {
        self.text().set_align(FormatAlign::Center)
    }

    pub(super) fn number(&self) -> Format {
        self.cell().set_align(FormatAlign::Right).set_num_format("#,##0")
    }

    fn cell(&self) -> Format {
        self.plain.clone().set_border(FormatBorder::Thin).set_align(FormatAlign::Top)
    }
}

/// The columns on the left and on the right of the head.
pub(super) struct Halves {
    pub(super) left_end: u16,
    pub(super) right_start: u16,
    pub(super) last: u16,
}

/// The head of a list: form number, committee, national title, place and date, and what the list is.
pub(super) struct Head<'h> {
    pub(super) form: &'static str,
    pub(super) committee: &'h [Cow<'h, str>],
    pub(super) date: DateAt,
    pub(super) name: &'static str,
    /// The lines under the name.
    pub(super) titles: Vec<&'h str>,
    pub(super) signature: &'h Signature<'h>,
}

impl Head<'_> {
    /// Writes it, and tells where the table may begin.
    pub(super) fn write(
        &self,
        sheet: &mut Worksheet,
        styles: &Styles,
        halves: &Halves,
    ) -> Result<u32, XlsxError> {
        let Halves { right_start, last, .. } = *halves;
        let right = styles.note().set_align(FormatAlign::Right);
        sheet.merge_range(0, right_start, 0, last, self.form, &right)?;
        let line = |at: usize| self.committee.get(at).map_or("", |line| line.as_ref());
        write_halves(sheet, styles, halves, 1, [line(0), line(1)])?;
        if self.date == DateAt::Head {
            let (date, format) =
                (held(&self.signature.place_and_date), styles.note().set_align(FormatAlign::Center));
            sheet.merge_range(3, right_start, 3, last, &date, &format)?;
        }
        write_line(sheet, 4, last, self.name, &styles.heading(14))?;
        let mut row = 5;
        for title in &self.titles {
            write_line(sheet, row, last, title, &styles.heading(13))?;
            row += 1;
        }
        Ok(row + 1)
    }
}

/// The head of an official paper: the committee left, the national title and motto right.
pub(super) fn write_head(
    sheet: &mut Worksheet,
    styles: &Styles,
    halves: &Halves,
    committee: [&str; 2],
) -> Result<(), XlsxError> {
    write_halves(sheet, styles, halves, 0, committee)
}

/// The same from a row on.
fn write_halves(
    sheet: &mut Worksheet,
    styles: &Styles,
    halves: &Halves,
    row: u32,
    committee: [&str; 2],
) -> Result<(), XlsxError> {
    let [body, place] = committee;
    let Halves { left_end, right_start, last } = *halves;
    sheet.merge_range(row, 0, row, left_end, body, &styles.heading(12))?;
    sheet.merge_range(row + 1, 0, row + 1, left_end, &held(place), &styles.heading(12))?;
    let title = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM";
    sheet.merge_range(row, right_start, row, last, title, &styles.heading(12))?;
    sheet.merge_range(row + 1, right_start, row + 1, last, "Độc lập - Tự do - Hạnh phúc", &styles.motto())?;
    sheet.set_row_height(row, 18)?.set_row_height(row + 1, 18)?;
    Ok(())
}

/// A line over the whole width.
pub(super) fn write_line(
    sheet: &mut Worksheet,
    row: u32,
    last: u16,
    text: &str,
    format: &Format,
) -> Result<(), XlsxError> {
    sheet.merge_range(row, 0, row, last, &held(text), format)?;
    // Merged cells do not grow by themselves: room for the lines that about 100 letters make.
    let lines = u32::try_from(text.chars().count() / 100).unwrap_or(0) + 1;
    sheet.set_row_height(row, (20 * lines).min(ROW_HEIGHT_MAX))?;
    Ok(())
}

/// The rows between who signs and the name.
const SEAL_ROWS: u32 = 4;

/// Who signs, under the right half, and who drew the paper up, under the left; over the former place and date, where they do
/// not stand in the head.
pub(super) fn write_signed(
    sheet: &mut Worksheet,
    styles: &Styles,
    halves: &Halves,
    row: u32,
    signature: &Signature<'_>,
    date_at: DateAt,
) -> Result<(), XlsxError> {
    let Halves { left_end, right_start, last } = *halves;
    let (bold, note) = (styles.heading(12), styles.note().set_align(FormatAlign::Center));
    let mut right = Block { sheet, from: right_start, to: last, row };
    if date_at == DateAt::Signature {
        right.line(&signature.place_and_date, &note)?;
    }
    let top = right.row;
    for line in &signature.lines {
        right.line(line, &bold)?;
    }
    for line in signature.note {
        right.line(line, &note)?;
    }
    if let Some(name) = &signature.name {
        right.row += SEAL_ROWS;
        right.line(name, &bold)?;
    }
    if let Some(name) = &signature.drafted_by {
        let mut left = Block { sheet, from: 0, to: left_end, row: top };
        left.line("NGƯỜI LẬP BIỂU", &bold)?;
        left.line("(Ký, ghi rõ họ và tên)", &note)?;
        left.row += SEAL_ROWS;
        left.line(name, &bold)?;
    }
    Ok(())
}

/// Lines under each other, over the same columns.
struct Block<'s> {
    sheet: &'s mut Worksheet,
    from: u16,
    to: u16,
    row: u32,
}

impl Block<'_> {
    fn line(&mut self, text: &str, format: &Format) -> Result<(), XlsxError> {
        self.sheet.merge_range(self.row, self.from, self.row, self.to, &held(text), format)?;
        self.row += 1;
        Ok(())
    }
}

/// A4 landscape, one page wide, with the column headings of these rows on each page and the page number in the top margin.
pub(super) fn set_page(sheet: &mut Worksheet, first: u32, last: u32) -> Result<(), XlsxError> {
    sheet.set_paper_size(9).set_landscape().set_print_fit_to_pages(1, 0);
    sheet.set_margins(1.18, 0.59, 0.79, 0.79, 0.4, 0.4);
    sheet.set_header("&C&\"Times New Roman,Regular\"&13&P");
    sheet.set_repeat_rows(first, last)?;
    sheet.set_freeze_panes(last + 1, 0)?;
    Ok(())
}
