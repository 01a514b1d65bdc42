//! `supplement.xlsx`: what one version changed on an area's list, in the columns of the list and the legal ground.

use super::columns::{RowStyles, Table};
use super::sheet::{Halves, Head, Styles, held, set_page, write_line, write_signed};
use super::{XlsxError, save, workbook};
use crate::render::Language;
use crate::render::pdf::{ListRow, SUPPLEMENT_NAME, SupplementDocument, SupplementSection};
use crate::render::words::Words;
use crate::roll::Status;
use rust_xlsxwriter::{FormatAlign, Workbook, Worksheet, XlsxError as SheetError};
use std::io::Write;

const NAME: &str = "Danh sách bổ sung, thay đổi";
const WORDS: Words = Words(Language::Vietnamese);

/// Writes a supplementary list as a workbook of one sheet: the words of its paper. A removed row and the row before a
/// correction are struck through.
///
/// # Errors
/// [`XlsxError`] if a value breaks a limit of the format or the writer fails.
pub fn supplement(document: &SupplementDocument<'_>, to: impl Write) -> Result<(), XlsxError> {
    let name = &*document.title;
    let book = book(document).map_err(|source| XlsxError::Sheet { sheet: name.to_owned(), source })?;
    save(book, name, to)
}

fn book(of: &SupplementDocument<'_>) -> Result<Workbook, SheetError> {
    let mut book = workbook(NAME, of.date)?;
    let sheet = book.add_worksheet();
    sheet.set_name(NAME)?;
    let styles = Styles::new();
    let ground_at = Table::new(of.form, of.copy, of.levels, 0).width();
    let halves = Halves { left_end: 4, right_start: ground_at - 5, last: ground_at };
    let head = Head {
        form: "",
        committee: &of.committee,
        date: of.form.date_at,
        name: SUPPLEMENT_NAME,
        titles: of.election.iter().chain([&of.area, &of.about]).map(AsRef::as_ref).collect(),
        signature: &of.signature,
    };
    let heading = head.write(sheet, &styles, &halves)?;
    let table = Table::new(of.form, of.copy, of.levels, heading);
    table.write_headings(sheet, &styles)?;
    sheet.set_column_width(ground_at, 30)?;
    let last = table.last_heading();
    let format = styles.column_heading();
    sheet.merge_range(heading, ground_at, last, ground_at, WORDS.ground_heading(), &format)?;
    let mut writer = Rows { sheet, styles: &styles, table: &table, ground_at, row: last + 1 };
    for section in &of.sections {
        writer.section(section)?;
    }
    let mut row = writer.row + 1;
    let format = styles.heading(11).set_align(FormatAlign::Left);
    for sum in &of.sums {
        write_line(sheet, row, halves.last, sum, &format)?;
        row += 1;
    }
    write_signed(sheet, &styles, &halves, row + 1, &of.signature, of.form.date_at)?;
    set_page(sheet, heading, last)?;
    Ok(book)
}

/// Rows being written.
struct Rows<'s> {
    sheet: &'s mut Worksheet,
    styles: &'s Styles,
    table: &'s Table,
    ground_at: u16,
    row: u32,
}

impl Rows<'_> {
    /// A heading and the rows under it.
    fn section(&mut self, section: &SupplementSection<'_>) -> Result<(), SheetError> {
        let heading = self.styles.column_heading().set_align(FormatAlign::Left);
        self.sheet.merge_range(self.row, 0, self.row, self.ground_at, &section.heading, &heading)?;
        self.row += 1;
        let (plain, struck) = (RowStyles::new(self.styles), RowStyles::struck(self.styles));
        for change in &section.changes {
            if let Some(before) = &change.before {
                self.row(before, "", &struck)?;
            }
            let styles = match change.after.status {
                Status::Struck => &struck,
                Status::Listed | Status::Marked => &plain,
            };
            self.row(&change.after, &change.ground, styles)?;
        }
        Ok(())
    }

    fn row(&mut self, row: &ListRow<'_>, ground: &str, styles: &RowStyles) -> Result<(), SheetError> {
        self.table.write_row(self.sheet, self.row, row, styles)?;
        self.sheet.write_string_with_format(self.row, self.ground_at, &*held(ground), &self.styles.text())?;
        self.row += 1;
        Ok(())
    }
}
