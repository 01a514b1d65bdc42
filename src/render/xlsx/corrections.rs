//! The workbook of corrections: what was corrected in an extract, and what somebody must say yes or no to.

use super::sheet::{Styles, held};
use super::{XlsxError, save, workbook};
use chrono::NaiveDate;
use rust_xlsxwriter::{DataValidation, Format, FormatAlign, Workbook, Worksheet};
use std::io::Write;

/// A row of the workbook.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct CorrectionRow<'a> {
    pub table: &'a str,
    pub line: u64,
    pub column: &'a str,
    pub was: &'a str,
    pub becomes: &'a str,
    pub reason: &'a str,
    /// What stands in the last column: what was made, or what somebody chose.
    pub said: &'a str,
}

/// What the workbook is about.
#[derive(Debug, Clone, Copy)]
pub struct CorrectionBook<'a> {
    /// The day of the data.
    pub as_of: NaiveDate,
    /// The headings of the seven columns.
    pub columns: &'a [&'a str; 7],
    /// The words to choose from.
    pub choices: [&'a str; 2],
    /// How many more there are than rows.
    pub more: u64,
}

const NAME: &str = "corrections.xlsx";
const WIDTHS: [u8; 7] = [16, 8, 20, 28, 28, 70, 12];
const INTRO: &str = "Dòng ghi “đã sửa” là chỗ chỉ có một cách hiểu và đã được sửa. Ở các dòng còn lại, hãy xem giấy tờ, sửa “giá trị mới” nếu cần, rồi chọn “có” hoặc \
                     “không” ở cột cuối; sau đó đưa lại tệp này cho chương trình. Dữ liệu gốc không bị thay đổi.";

/// Writes the workbook; equal corrections have equal bytes.
///
/// # Errors
/// [`XlsxError`] if a sheet breaks a limit of the format or the writer fails.
pub fn corrections<'a>(
    of: CorrectionBook<'_>,
    rows: impl Iterator<Item = CorrectionRow<'a>>,
    to: impl Write,
) -> Result<(), XlsxError> {
    let failed = |source| XlsxError::Sheet { sheet: NAME.to_owned(), source };
    let mut book = workbook("Các chỗ sửa trong dữ liệu", of.as_of).map_err(failed)?;
    add(&mut book, of, rows).map_err(failed)?;
    save(book, NAME, to)
}

fn add<'a>(
    book: &mut Workbook,
    of: CorrectionBook<'_>,
    rows: impl Iterator<Item = CorrectionRow<'a>>,
) -> Result<(), rust_xlsxwriter::XlsxError> {
    let styles = Styles::new();
    let sheet: &mut Worksheet = book.add_worksheet().set_name("Các chỗ sửa")?;
    let left = |format: Format| format.set_align(FormatAlign::Left).set_text_wrap();
    let title = format!("CÁC CHỖ SỬA TRONG DỮ LIỆU TÍNH ĐẾN NGÀY {}", of.as_of.format("%d/%m/%Y"));
    sheet.merge_range(0, 0, 0, 6, &title, &left(styles.heading(13)))?;
    sheet.merge_range(1, 0, 1, 6, INTRO, &left(styles.note()))?;
    sheet.set_row_height(1, 48)?;
    for ((at, heading), width) in (0..).zip(of.columns).zip(WIDTHS) {
        sheet.set_column_width(at, width)?;
        sheet.write_with_format(2, at, *heading, &styles.column_heading())?;
    }
    let (text, number) = (styles.text(), styles.centred());
    let choice = DataValidation::new().allow_list_strings(&of.choices)?;
    let mut line = 3;
    for row in rows {
        let cells =
            [(0, row.table), (2, row.column), (3, row.was), (4, row.becomes), (5, row.reason), (6, row.said)];
        for (at, cell) in cells {
            sheet.write_string_with_format(line, at, &*held(cell), &text)?;
        }
        sheet.write_string_with_format(line, 1, row.line.to_string(), &number)?;
        line += 1;
    }
    // One for the whole column: a sheet can have few.
    if line > 3 {
        sheet.add_data_validation(3, 6, line - 1, 6, &choice)?;
    }
    if of.more > 0 {
        let more = format!(
            "… và {} chỗ nữa: sửa những chỗ trên rồi chạy lại.",
            crate::render::Language::Vietnamese.number(of.more)
        );
        sheet.merge_range(line, 0, line, 6, &more, &left(styles.note()))?;
    }
    sheet.autofilter(2, 0, line.saturating_sub(1).max(3), 6)?;
    sheet.set_freeze_panes(3, 0)?;
    sheet.set_landscape().set_paper_size(9).set_print_fit_to_pages(1, 0).set_repeat_rows(2, 2)?;
    Ok(())
}
