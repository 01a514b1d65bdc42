//! What both sheets share: faces, borders, the head of an official paper.

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

/// The head of an official paper: the committee left, the national title and motto right.
pub(super) fn write_head(
    sheet: &mut Worksheet,
    styles: &Styles,
    halves: &Halves,
    committee: [&str; 2],
) -> Result<(), XlsxError> {
    let [body, place] = committee;
    let Halves { left_end, right_start, last } = *halves;
    sheet.merge_range(0, 0, 0, left_end, body, &styles.heading(12))?;
    sheet.merge_range(1, 0, 1, left_end, &held(place), &styles.heading(12))?;
    let title = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM";
    sheet.merge_range(0, right_start, 0, last, title, &styles.heading(12))?;
    sheet.merge_range(1, right_start, 1, last, "Độc lập - Tự do - Hạnh phúc", &styles.motto())?;
    sheet.set_row_height(0, 18)?.set_row_height(1, 18)?;
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

/// The place for signature and seal, under the right half.
pub(super) fn write_signature(
    sheet: &mut Worksheet,
    styles: &Styles,
    halves: &Halves,
    row: u32,
) -> Result<(), XlsxError> {
    let Halves { right_start, last, .. } = *halves;
    for (at, text) in (row..).zip(["TM. ỦY BAN NHÂN DÂN", "CHỦ TỊCH"]) {
        sheet.merge_range(at, right_start, at, last, text, &styles.heading(12))?;
    }
    let note = styles.note().set_align(FormatAlign::Center);
    sheet.merge_range(row + 2, right_start, row + 2, last, "(Ký tên, đóng dấu)", &note)?;
    Ok(())
}

/// A4 landscape, one page wide, with the column headings on each page and the page number in the top margin.
pub(super) fn set_page(sheet: &mut Worksheet, heading: (u32, u32)) -> Result<(), XlsxError> {
    sheet.set_paper_size(9).set_landscape().set_print_fit_to_pages(1, 0);
    sheet.set_margins(1.18, 0.59, 0.79, 0.79, 0.4, 0.4);
    sheet
        .set_header("&C&\"Times New Roman,Regular\"&13&P")
        .set_footer("&R&\"Times New Roman,Regular\"&10Trang &P/&N");
    sheet.set_repeat_rows(heading.0, heading.1)?;
    sheet.set_freeze_panes(heading.1 + 1, 0)?;
    Ok(())
}
