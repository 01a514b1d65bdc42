//! The workbook "việc cần làm": what an office has to look into, a sheet a matter, the worst first, in its own words.

use super::sheet::{Styles, held};
use super::{XlsxError, save, workbook};
use chrono::NaiveDate;
use rust_xlsxwriter::{Format, Workbook, Worksheet};
use std::io::Write;

/// A column of a sheet: its heading and its width in letters.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct TodoColumn {
    pub heading: &'static str,
    pub width: u8,
}

/// A sheet of things to do.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct TodoSheet {
    /// The name on its tab, at most 31 letters.
    pub name: &'static str,
    /// What the rows are and what to do with them.
    pub intro: &'static str,
    pub columns: &'static [TodoColumn],
    /// As many cells in each as there are columns.
    pub rows: Vec<Vec<String>>,
    /// How many more rows there are than stand here.
    pub left_off: u64,
}

/// What a workbook of things to do is about.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Todo {
    /// The place or the data, as the first line says it.
    pub of: String,
    /// The day of the data.
    pub as_of: NaiveDate,
    /// The sheets, the first first; those without rows are left out, but for the first.
    pub sheets: Vec<TodoSheet>,
}

/// Writes the workbook; equal things to do have equal bytes.
///
/// # Errors
/// [`XlsxError`] if a sheet breaks a limit of the format or the writer fails.
pub fn todo(todo: &Todo, to: impl Write) -> Result<(), XlsxError> {
    const NAME: &str = "viec-can-lam.xlsx";
    let failed = |source| XlsxError::Sheet { sheet: NAME.to_owned(), source };
    let mut book = workbook("Việc cần làm", todo.as_of).map_err(failed)?;
    for (at, sheet) in todo.sheets.iter().enumerate() {
        if at == 0 || !sheet.rows.is_empty() {
            add(&mut book, todo, sheet).map_err(failed)?;
        }
    }
    save(book, NAME, to)
}

fn add(book: &mut Workbook, todo: &Todo, of: &TodoSheet) -> Result<(), rust_xlsxwriter::XlsxError> {
    let styles = Styles::new();
    let sheet: &mut Worksheet = book.add_worksheet().set_name(of.name)?;
    let left = |format: Format| format.set_align(rust_xlsxwriter::FormatAlign::Left).set_text_wrap();
    let last = u16::try_from(of.columns.len().saturating_sub(1)).unwrap_or(u16::MAX);
    let title = format!("{} – {}", of.name.to_uppercase(), todo.of);
    sheet.merge_range(0, 0, 0, last, &held(&title), &left(styles.heading(13)))?;
    let day = format!("Dữ liệu tính đến ngày {}. {}", todo.as_of.format("%d/%m/%Y"), of.intro);
    sheet.merge_range(1, 0, 1, last, &held(&day), &left(styles.note()))?;
    sheet.set_row_height(1, 32)?;
    for (at, column) in (0..).zip(of.columns) {
        sheet.set_column_width(at, column.width)?;
        sheet.write_with_format(2, at, column.heading, &styles.column_heading())?;
    }
    let text = styles.text();
    let mut line = 3;
    for row in &of.rows {
        for (at, cell) in (0..).zip(row) {
            sheet.write_string_with_format(line, at, &*held(cell), &text)?;
        }
        line += 1;
    }
    if of.left_off > 0 {
        let more = format!(
            "… và {} dòng nữa không ghi ở đây; xem tệp CSV cùng thư mục.",
            crate::render::Language::Vietnamese.number(of.left_off)
        );
        sheet.merge_range(line, 0, line, last, &more, &left(styles.note()))?;
    }
    if !of.rows.is_empty() {
        sheet.autofilter(2, 0, line.saturating_sub(1).max(3), last)?;
    }
    sheet.set_freeze_panes(3, 0)?;
    sheet.set_landscape().set_paper_size(9).set_print_fit_to_pages(1, 0).set_repeat_rows(2, 2)?;
    Ok(())
}
