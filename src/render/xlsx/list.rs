//! `list.xlsx`: an area's list with the columns of form 31/HĐBC.

use super::sheet::{Halves, Styles, set_page, write_head, write_line, write_signature};
use super::{XlsxError, save, workbook};
use crate::law::Election;
use crate::people::Sex;
use crate::render::commune_name;
use crate::render::place::province_in_sentence;
use crate::roll::{Entry, Status, Totals};
use crate::territory::{Area, Commune, Level, Province};
use chrono::NaiveDate;
use rust_xlsxwriter::{Format, Worksheet, XlsxError as SheetError};
use std::io::Write;

/// What the list shows of personal numbers.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PersonalIds {
    /// The official copy: all twelve digits.
    Full,
    /// Posted copies: the last three digits.
    Masked,
    /// Posted copies: no such column.
    Omitted,
}

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

/// The first row of the column headings; they take two.
const HEADING: u32 = 8;

/// A column of the form: heading over several columns, heading, width in characters.
struct Column {
    group: &'static str,
    text: &'static str,
    width: u8,
    cell: Cell,
}

/// What a column holds of an entry.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Cell {
    Number,
    Name,
    BirthDate,
    Sex(Sex),
    PersonalId,
    Ethnicity,
    Occupation,
    Permanent,
    Temporary,
    Ballot(Level),
    Remarks,
}

/// The columns of form 31/HĐBC of 2026.
const COLUMNS: [Column; 14] = [
    Column { group: "", text: "STT", width: 5, cell: Cell::Number },
    Column { group: "", text: "Họ và tên", width: 25, cell: Cell::Name },
    Column { group: "", text: "Ngày, tháng, năm sinh", width: 12, cell: Cell::BirthDate },
    Column { group: "", text: "Nam", width: 6, cell: Cell::Sex(Sex::Male) },
    Column { group: "", text: "Nữ", width: 6, cell: Cell::Sex(Sex::Female) },
    Column { group: "", text: "Số căn cước", width: 15, cell: Cell::PersonalId },
    Column { group: "", text: "Dân tộc", width: 9, cell: Cell::Ethnicity },
    Column { group: "", text: "Nghề nghiệp", width: 15, cell: Cell::Occupation },
    Column { group: "Nơi cư trú", text: "Thường trú", width: 30, cell: Cell::Permanent },
    Column { group: "Nơi cư trú", text: "Tạm trú", width: 30, cell: Cell::Temporary },
    Column { group: "", text: "Bầu cử ĐBQH", width: 8, cell: Cell::Ballot(Level::National) },
    Column {
        group: "Bầu cử đại biểu HĐND",
        text: "Cấp tỉnh",
        width: 10,
        cell: Cell::Ballot(Level::Provincial),
    },
    Column {
        group: "Bầu cử đại biểu HĐND", text: "Cấp xã", width: 10, cell: Cell::Ballot(Level::Communal)
    },
    Column { group: "", text: "Ghi chú", width: 24, cell: Cell::Remarks },
];

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
    let shown =
        |column: &&Column| list.personal_ids != PersonalIds::Omitted || column.cell != Cell::PersonalId;
    let columns: Vec<&Column> = COLUMNS.iter().filter(shown).collect();
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

fn write_headings(sheet: &mut Worksheet, styles: &Styles, columns: &[&Column]) -> Result<(), SheetError> {
    let format = styles.column_heading();
    for (at, column) in (0u16..).zip(columns) {
        sheet.set_column_width(at, column.width)?;
        if column.group.is_empty() {
            sheet.merge_range(HEADING, at, HEADING + 1, at, column.text, &format)?;
            continue;
        }
        sheet.write_with_format(HEADING + 1, at, column.text, &format)?;
        let before = at.checked_sub(1).and_then(|at| columns.get(usize::from(at)));
        if before.is_none_or(|before| before.group != column.group) {
            sheet.merge_range(HEADING, at, HEADING, at + 1, column.group, &format)?;
        }
    }
    sheet.set_row_height(HEADING, 32)?.set_row_height(HEADING + 1, 32)?;
    Ok(())
}

/// Writes the entries and gives the row after them.
fn write_rows(
    sheet: &mut Worksheet,
    styles: &Styles,
    columns: &[&Column],
    list: &ListSheet,
) -> Result<u32, SheetError> {
    let mut row = HEADING + 2;
    let (text, centred) = (styles.text(), styles.centred());
    let (struck_text, struck_centred) =
        (text.clone().set_font_strikethrough(), centred.clone().set_font_strikethrough());
    for entry in list.entries {
        let (text, centred) = match entry.status {
            Status::Struck => (&struck_text, &struck_centred),
            Status::Listed | Status::Marked => (&text, &centred),
        };
        for (at, column) in (0u16..).zip(columns) {
            write_cell(sheet, (row, at), column.cell, entry, list.personal_ids, (text, centred))?;
        }
        row += 1;
    }
    Ok(row)
}

fn write_cell(
    sheet: &mut Worksheet,
    (row, at): (u32, u16),
    cell: Cell,
    entry: &Entry,
    personal_ids: PersonalIds,
    (text, centred): (&Format, &Format),
) -> Result<(), SheetError> {
    let optional = |value: &Option<Box<str>>| value.as_deref().unwrap_or_default().to_owned();
    let cross = |holds: bool| if holds { "x".to_owned() } else { String::new() };
    let (value, format) = match cell {
        Cell::Number => {
            sheet.write_number_with_format(row, at, entry.number, &centred.clone().set_num_format("0"))?;
            return Ok(());
        }
        Cell::Name => (entry.full_name.to_string(), text),
        Cell::BirthDate => (entry.birth_date.printed(), centred),
        Cell::Sex(sex) => (cross(entry.sex == sex), centred),
        Cell::PersonalId => match personal_ids {
            PersonalIds::Full => (entry.personal_id.as_str().to_owned(), centred),
            PersonalIds::Masked => (entry.personal_id.masked(), centred),
            PersonalIds::Omitted => (String::new(), centred),
        },
        Cell::Ethnicity => (optional(&entry.ethnicity), text),
        Cell::Occupation => (optional(&entry.occupation), text),
        Cell::Permanent => (optional(&entry.permanent_residence), text),
        Cell::Temporary => (optional(&entry.temporary_residence), text),
        Cell::Ballot(level) => (cross(entry.ballots.contains(level)), centred),
        Cell::Remarks => (entry.remarks.join("; "), text),
    };
    sheet.write_string_with_format(row, at, value, format)?;
    Ok(())
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
            _ => {
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
