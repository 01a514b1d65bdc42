//! The columns of form 31/HĐBC as sheets have them.

use super::sheet::{Styles, held};
use crate::people::Sex;
use crate::roll::Entry;
use crate::territory::Level;
use rust_xlsxwriter::{Format, Worksheet, XlsxError as SheetError};

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

/// The first row of the column headings; they take two.
pub(super) const HEADING: u32 = 8;

/// A column of the form: heading over several columns, heading, width in characters.
pub(super) struct Column {
    pub(super) group: &'static str,
    pub(super) text: &'static str,
    pub(super) width: u8,
    pub(super) cell: Cell,
}

/// What a column holds of an entry.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Cell {
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

/// The columns that a copy shows.
pub(super) fn chosen(personal_ids: PersonalIds) -> Vec<&'static Column> {
    let shown = |column: &&Column| personal_ids != PersonalIds::Omitted || column.cell != Cell::PersonalId;
    COLUMNS.iter().filter(shown).collect()
}

/// How the cells of a row look.
pub(super) struct RowStyles {
    pub(super) text: Format,
    pub(super) centred: Format,
}

impl RowStyles {
    pub(super) fn new(styles: &Styles) -> Self {
        Self { text: styles.text(), centred: styles.centred() }
    }

    /// Struck through.
    pub(super) fn struck(styles: &Styles) -> Self {
        let Self { text, centred } = Self::new(styles);
        Self { text: text.set_font_strikethrough(), centred: centred.set_font_strikethrough() }
    }
}

/// Writes the headings over two rows.
pub(super) fn write_headings(
    sheet: &mut Worksheet,
    styles: &Styles,
    columns: &[&Column],
) -> Result<(), SheetError> {
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

/// Writes what a column holds of an entry.
pub(super) fn write_cell(
    sheet: &mut Worksheet,
    (row, at): (u32, u16),
    cell: Cell,
    entry: &Entry,
    personal_ids: PersonalIds,
    styles: &RowStyles,
) -> Result<(), SheetError> {
    let RowStyles { text, centred } = styles;
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
    sheet.write_string_with_format(row, at, &*held(&value), format)?;
    Ok(())
}
