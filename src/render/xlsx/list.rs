//! `list.xlsx`, `list-official.xlsx`: an area's list in the columns and words of its form.

use super::columns::{RowStyles, Table};
use super::sheet::{Halves, Head, Styles, set_page, write_line, write_signed};
use super::{XlsxError, save, workbook};
use crate::render::pdf::ListDocument;
use crate::roll::Status;
use rust_xlsxwriter::{FormatAlign, Worksheet, XlsxError as SheetError};
use std::io::Write;

/// Writes an area's list as a workbook of one sheet: the words of its paper.
///
/// # Errors
/// [`XlsxError`] if a value breaks a limit of the format or the writer fails.
pub fn list(list: &ListDocument<'_>, to: impl Write) -> Result<(), XlsxError> {
    let book = book(list).map_err(|source| XlsxError::Sheet { sheet: list.title.to_string(), source })?;
    save(book, &list.title, to)
}

fn book(list: &ListDocument<'_>) -> Result<rust_xlsxwriter::Workbook, SheetError> {
    let mut book = workbook("Danh sách cử tri", list.date)?;
    let sheet = book.add_worksheet();
    sheet.set_name("Danh sách cử tri")?;
    let styles = Styles::new();
    let columns = Table::new(list.form, list.copy, list.levels, 0).width();
    let halves = Halves { left_end: 4, right_start: columns.saturating_sub(6).max(5), last: columns - 1 };
    let head = Head {
        form: list.form.number,
        committee: &list.committee,
        date: list.form.date_at,
        name: list.form.words.name,
        titles: list.election.iter().chain([&list.area]).map(AsRef::as_ref).collect(),
        signature: &list.signature,
    };
    let heading = head.write(sheet, &styles, &halves)?;
    let table = Table::new(list.form, list.copy, list.levels, heading);
    table.write_headings(sheet, &styles)?;
    let end = write_rows(sheet, &styles, &table, list)?;
    write_total(sheet, &styles, &table, end, list)?;
    let mut row = end + 2;
    let format = styles.heading(11).set_align(FormatAlign::Left);
    for sum in list.sums() {
        write_line(sheet, row, halves.last, &sum, &format)?;
        row += 1;
    }
    write_signed(sheet, &styles, &halves, row + 1, &list.signature, list.form.date_at)?;
    set_page(sheet, table.heading, table.last_heading())?;
    Ok(book)
}

/// Writes the rows and gives the row after them.
fn write_rows(
    sheet: &mut Worksheet,
    styles: &Styles,
    table: &Table,
    list: &ListDocument<'_>,
) -> Result<u32, SheetError> {
    let mut at = table.last_heading() + 1;
    let (plain, struck) = (RowStyles::new(styles), RowStyles::struck(styles));
    for row in &list.rows {
        let styles = match row.status {
            Status::Struck => &struck,
            Status::Listed | Status::Marked => &plain,
        };
        table.write_row(sheet, at, row, styles)?;
        at += 1;
    }
    Ok(at)
}

/// The last row: its title under the first columns, the sums under theirs.
fn write_total(
    sheet: &mut Worksheet,
    styles: &Styles,
    table: &Table,
    row: u32,
    list: &ListDocument<'_>,
) -> Result<(), SheetError> {
    let number = styles.number().set_bold().set_align(FormatAlign::Center);
    let span = u16::try_from(table.form.words.total.span).unwrap_or(1);
    let title = table.form.total(&list.totals);
    sheet.merge_range(row, 0, row, span - 1, &title, &styles.centred().set_bold())?;
    for (at, column) in (0u16..).zip(&table.columns).skip(usize::from(span)) {
        match column.field.sum(&list.totals) {
            Some(count) => sheet.write_number_with_format(row, at, count_cell(count), &number)?,
            None => sheet.write_blank(row, at, &styles.text())?,
        };
    }
    Ok(())
}

/// Counts of a list are far below the 2^53 up to which the format's numbers are exact.
fn count_cell(count: u64) -> u32 {
    u32::try_from(count).unwrap_or(u32::MAX)
}
