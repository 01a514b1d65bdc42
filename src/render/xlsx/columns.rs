//! The columns of a list's form as sheets have them.

use super::sheet::{Styles, held};
use crate::render::forms::{Column, Field, ListForm};
use crate::render::pdf::{ListCopy, ListRow};
use crate::territory::{Level, Levels};
use rust_xlsxwriter::{Format, Worksheet, XlsxError as SheetError};

/// The table of a form: what its columns are, and where its headings stand.
pub(super) struct Table {
    pub(super) form: &'static ListForm,
    pub(super) copy: ListCopy,
    pub(super) columns: Vec<&'static Column>,
    /// Whether both councils have a column, which stand in a group then.
    councils: bool,
    /// The first row of the headings.
    pub(super) heading: u32,
}

impl Table {
    pub(super) fn new(form: &'static ListForm, copy: ListCopy, levels: Levels, heading: u32) -> Self {
        let councils = levels.contains(Level::Provincial) && levels.contains(Level::Communal);
        Self { form, copy, columns: form.chosen(copy, levels), councils, heading }
    }

    /// How many columns there are.
    pub(super) fn width(&self) -> u16 {
        u16::try_from(self.columns.len()).unwrap_or(u16::MAX)
    }

    /// The last row of the headings: the form's numbers, where it has some.
    pub(super) fn last_heading(&self) -> u32 {
        self.heading + if self.columns.iter().any(|column| !column.number.is_empty()) { 2 } else { 1 }
    }

    /// The group and the heading of a column; a council alone stands in no group.
    fn words(&self, column: &Column) -> (&'static str, &'static str) {
        match column.field {
            Field::Ballot(_) if !self.councils => ("", column.alone),
            _ => (column.group, column.heading),
        }
    }

    /// Writes the headings over two rows, and the numbers under them.
    pub(super) fn write_headings(&self, sheet: &mut Worksheet, styles: &Styles) -> Result<(), SheetError> {
        let (format, row) = (styles.column_heading(), self.heading);
        for (at, column) in (0u16..).zip(&self.columns) {
            sheet.set_column_width(at, column.width)?;
            if self.last_heading() > row + 1 {
                sheet.write_string_with_format(row + 2, at, column.number, &format)?;
            }
            let (group, heading) = self.words(column);
            if group.is_empty() {
                sheet.merge_range(row, at, row + 1, at, heading, &format)?;
                continue;
            }
            sheet.write_with_format(row + 1, at, heading, &format)?;
            let is_of_group = |column: &&&'static Column| self.words(column).0 == group;
            let before = usize::from(at).checked_sub(1).and_then(|at| self.columns.get(at));
            if before.as_ref().is_none_or(|before| !is_of_group(before)) {
                let count = self.columns.iter().skip(usize::from(at)).take_while(is_of_group).count();
                let last = at + u16::try_from(count).unwrap_or(1) - 1;
                sheet.merge_range(row, at, row, last, group, &format)?;
            }
        }
        sheet.set_row_height(row, 32)?.set_row_height(row + 1, 32)?;
        Ok(())
    }

    /// Writes the cells of a row.
    pub(super) fn write_row(
        &self,
        sheet: &mut Worksheet,
        at_row: u32,
        row: &ListRow<'_>,
        styles: &RowStyles,
    ) -> Result<(), SheetError> {
        for (at, column) in (0u16..).zip(&self.columns) {
            if column.field == Field::Number {
                sheet.write_number_with_format(at_row, at, row.number, &styles.number)?;
                continue;
            }
            let text = column.field.cell(row, self.form.marks, self.copy);
            let is_address = matches!(column.field, Field::Permanent | Field::Temporary | Field::Current)
                && *text != *self.form.marks.no;
            let format = match column.field {
                Field::Name | Field::Ethnicity | Field::Occupation | Field::Remark => &styles.text,
                _ if is_address => &styles.text,
                _ => &styles.centred,
            };
            sheet.write_string_with_format(at_row, at, &*held(&text), format)?;
        }
        Ok(())
    }
}

/// How the cells of a row look.
pub(super) struct RowStyles {
    text: Format,
    centred: Format,
    number: Format,
}

impl RowStyles {
    pub(super) fn new(styles: &Styles) -> Self {
        let (text, centred) = (styles.text(), styles.centred());
        Self { number: centred.clone().set_num_format("0"), text, centred }
    }

    /// Struck through.
    pub(super) fn struck(styles: &Styles) -> Self {
        let Self { text, centred, number } = Self::new(styles);
        let [text, centred, number] = [text, centred, number].map(Format::set_font_strikethrough);
        Self { text, centred, number }
    }
}
