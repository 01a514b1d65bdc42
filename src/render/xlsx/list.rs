//! `list.xlsx`: an area's list with the columns of form 31/HĐBC.

use super::columns::{Cell, Column, HEADING, PersonalIds, RowStyles, chosen, write_cell, write_headings};
use super::sheet::{Halves, Styles, set_page, write_head, write_line, write_signature};
use super::{XlsxError, save, workbook};
use crate::law::Election;
use crate::people::Sex;
use crate::render::commune_name;
use crate::render::place::province_in_sentence;
use crate::roll::{Entry, Status, Totals};
use crate::territory::{Area, Commune, Province};
use chrono::NaiveDate;
use rust_xlsxwriter::{Worksheet, XlsxError as SheetError};
use std::io::Write;

/// The list of one area.
#[derive(Clone, Copy)]
pub struct ListSheet<'a> {
    pub election: &'a Election,
    pub province: &'a Province,
    pub commune: &'a Commune,
    pub area: &'a Area,
    /// The rows by number.
    pub entries: &'a [Entry],
    pub personal_ids: PersonalIds,
    /// The document's date: the roll's, never the clock's.
    pub created: NaiveDate,
}

/// Writes an area's list as a workbook of one sheet.
///
/// # Errors
/// [`XlsxError`] if a value breaks a limit of the format or the writer fails.
pub fn list(list: &ListSheet, to: impl Write) -> Result<(), XlsxError> {
    let name = format!("list.xlsx of area {}", list.area.area_code);
    let book = book(list).map_err(|source| XlsxError::Sheet { sheet: name.clone(), source })?;
    save(book, &name, to)
}

fn book(list: &ListSheet) -> Result<rust_xlsxwriter::Workbook, SheetError> {
    let mut book = workbook("Danh sách cử tri", list.created)?;
    let sheet = book.add_worksheet();
    sheet.set_name("Danh sách cử tri")?;
    let styles = Styles::new();
    let columns = chosen(list.personal_ids);
    let last = u16::try_from(columns.len() - 1).unwrap_or(u16::MAX);
    let halves = Halves { left_end: 4, right_start: last - 5, last };
    write_title(sheet, &styles, &halves, list)?;
    write_headings(sheet, &styles, &columns)?;
    let end = write_rows(sheet, &styles, &columns, list)?;
    let totals = Totals::of(list.entries);
    write_totals(sheet, &styles, &columns, end, &totals)?;
    write_foot(sheet, &styles, &halves, end + 2, &totals)?;
    write_signature(sheet, &styles, &halves, end + 6)?;
    set_page(sheet, (HEADING, HEADING + 1))?;
    Ok(book)
}

fn write_title(
    sheet: &mut Worksheet,
    styles: &Styles,
    halves: &Halves,
    list: &ListSheet,
) -> Result<(), SheetError> {
    let commune = commune_name(list.commune);
    write_head(sheet, styles, halves, ["ỦY BAN NHÂN DÂN", &commune.to_uppercase()])?;
    let form = styles.note().set_align(rust_xlsxwriter::FormatAlign::Right);
    write_line(sheet, 2, halves.last, "Mẫu số 31/HĐBC", &form)?;
    write_line(sheet, 3, halves.last, "DANH SÁCH CỬ TRI", &styles.heading(14))?;
    write_line(sheet, 4, halves.last, &list.election.title, &styles.heading(13))?;
    write_line(sheet, 5, halves.last, &list.election.term, &styles.heading(13))?;
    let place = format!(
        "Khu vực bỏ phiếu số {} – {commune}, {}",
        list.area.number,
        province_in_sentence(list.province)
    );
    write_line(sheet, 6, halves.last, &place, &styles.heading(13))
}

/// Writes the entries and gives the row after them.
fn write_rows(
    sheet: &mut Worksheet,
    styles: &Styles,
    columns: &[&Column],
    list: &ListSheet,
) -> Result<u32, SheetError> {
    let mut row = HEADING + 2;
    let (plain, struck) = (RowStyles::new(styles), RowStyles::struck(styles));
    for entry in list.entries {
        let styles = match entry.status {
            Status::Struck => &struck,
            Status::Listed | Status::Marked => &plain,
        };
        for (at, column) in (0u16..).zip(columns) {
            write_cell(sheet, (row, at), column.cell, entry, list.personal_ids, styles)?;
        }
        row += 1;
    }
    Ok(row)
}

fn write_totals(
    sheet: &mut Worksheet,
    styles: &Styles,
    columns: &[&Column],
    row: u32,
    totals: &Totals,
) -> Result<(), SheetError> {
    let number = styles.number().set_bold().set_align(rust_xlsxwriter::FormatAlign::Center);
    for (at, column) in (0u16..).zip(columns) {
        let count = match column.cell {
            Cell::Sex(Sex::Male) => totals.voters.male,
            Cell::Sex(Sex::Female) => totals.voters.female,
            Cell::Ballot(level) => totals.ballot(level).total,
            Cell::Name => {
                sheet.write_string_with_format(row, at, "Tổng số", &styles.text().set_bold())?;
                continue;
            }
            Cell::BirthDate => totals.voters.total,
            Cell::Number
            | Cell::PersonalId
            | Cell::Ethnicity
            | Cell::Occupation
            | Cell::Permanent
            | Cell::Temporary
            | Cell::Remarks => {
                sheet.write_blank(row, at, &styles.text())?;
                continue;
            }
        };
        sheet.write_number_with_format(row, at, count_cell(count), &number)?;
    }
    Ok(())
}

/// Counts of a list are far below the 2^53 up to which the format's numbers are exact.
fn count_cell(count: u64) -> u32 {
    u32::try_from(count).unwrap_or(u32::MAX)
}

fn write_foot(
    sheet: &mut Worksheet,
    styles: &Styles,
    halves: &Halves,
    row: u32,
    totals: &Totals,
) -> Result<(), SheetError> {
    let number = |count| crate::render::Language::Vietnamese.number(count);
    let voters = totals.voters;
    let lines = [
        format!(
            "Tổng số cử tri: {}; trong đó nam: {}, nữ: {}.",
            number(voters.total),
            number(voters.male),
            number(voters.female)
        ),
        format!(
            "Số cử tri bầu đại biểu Quốc hội: {}; bầu đại biểu HĐND cấp tỉnh: {}; bầu đại biểu HĐND cấp xã: {}.",
            number(totals.national.total),
            number(totals.provincial.total),
            number(totals.communal.total)
        ),
    ];
    let format = styles.heading(11).set_align(rust_xlsxwriter::FormatAlign::Left);
    for (row, line) in (row..).zip(lines) {
        write_line(sheet, row, halves.last, &line, &format)?;
    }
    Ok(())
}
