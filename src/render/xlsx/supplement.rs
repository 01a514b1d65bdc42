//! `supplement.xlsx`: what one version changed on an area's list, in the columns of form 31/HĐBC and the legal ground.

use super::columns::{Column, HEADING, PersonalIds, RowStyles, chosen, write_cell, write_headings};
use super::sheet::{Halves, Styles, held, set_page, write_head, write_line, write_signature};
use super::{XlsxError, save, workbook};
use crate::changes::{Section, Supplement};
use crate::render::documents::{AreaPlace, ListVersion, SectionCounts};
use crate::render::words::{Words, ground};
use crate::render::{Language, area_name, commune_name, place::province_in_sentence};
use crate::roll::{Entry, Status};
use rust_xlsxwriter::{FormatAlign, Workbook, Worksheet, XlsxError as SheetError};
use std::io::Write;

const NAME: &str = "Danh sách bổ sung, thay đổi";
const WORDS: Words = Words(Language::Vietnamese);

/// The supplementary list of one area and version.
#[derive(Clone, Copy)]
pub struct SupplementSheet<'a> {
    pub place: AreaPlace<'a>,
    pub supplement: &'a Supplement,
    pub personal_ids: PersonalIds,
}

/// Writes a supplementary list as a workbook of one sheet, dated as its version. A removed row and the row before a
/// correction are struck through.
///
/// # Errors
/// [`XlsxError`] if a value breaks a limit of the format or the writer fails.
pub fn supplement(sheet: &SupplementSheet<'_>, to: impl Write) -> Result<(), XlsxError> {
    let name = format!("supplement.xlsx of area {}", sheet.supplement.area_code);
    let book = book(sheet).map_err(|source| XlsxError::Sheet { sheet: name.clone(), source })?;
    save(book, &name, to)
}

fn book(of: &SupplementSheet<'_>) -> Result<Workbook, SheetError> {
    let mut book = workbook(NAME, of.supplement.at.date())?;
    let sheet = book.add_worksheet();
    sheet.set_name(NAME)?;
    let styles = Styles::new();
    let columns = chosen(of.personal_ids);
    let ground_at = u16::try_from(columns.len()).unwrap_or(u16::MAX);
    let halves = Halves { left_end: 4, right_start: ground_at - 5, last: ground_at };
    write_title(sheet, &styles, &halves, of)?;
    write_headings(sheet, &styles, &columns)?;
    sheet.set_column_width(ground_at, 30)?;
    let heading = styles.column_heading();
    sheet.merge_range(HEADING, ground_at, HEADING + 1, ground_at, WORDS.ground_heading(), &heading)?;
    let mut writer = Rows { sheet, styles: &styles, columns: &columns, ground_at, row: HEADING + 2, of };
    for section in Section::ALL {
        writer.section(section)?;
    }
    let end = writer.row;
    write_sums(sheet, &styles, &halves, end + 1, of.supplement)?;
    write_signature(sheet, &styles, &halves, end + 6)?;
    set_page(sheet, (HEADING, HEADING + 1))?;
    Ok(book)
}

fn write_title(
    sheet: &mut Worksheet,
    styles: &Styles,
    halves: &Halves,
    of: &SupplementSheet<'_>,
) -> Result<(), SheetError> {
    let AreaPlace { election, province, commune, area, .. } = of.place;
    let commune = commune_name(commune);
    write_head(sheet, styles, halves, ["ỦY BAN NHÂN DÂN", &commune.to_uppercase()])?;
    write_line(sheet, 3, halves.last, "DANH SÁCH CỬ TRI BỔ SUNG, THAY ĐỔI", &styles.heading(14))?;
    write_line(sheet, 4, halves.last, &election.title, &styles.heading(13))?;
    write_line(sheet, 5, halves.last, &election.term, &styles.heading(13))?;
    let area = area_name(area, Language::Vietnamese);
    let place = format!("{area} – {commune}, {}", province_in_sentence(province));
    write_line(sheet, 6, halves.last, &place, &styles.heading(13))?;
    let version = ListVersion::of(of.supplement);
    let date = Language::Vietnamese.date(version.dated);
    let about = format!("{}, ngày {date}", version.words());
    write_line(sheet, 7, halves.last, &about, &styles.note().set_align(FormatAlign::Center))
}

/// Rows being written.
struct Rows<'s> {
    sheet: &'s mut Worksheet,
    styles: &'s Styles,
    columns: &'s [&'static Column],
    ground_at: u16,
    row: u32,
    of: &'s SupplementSheet<'s>,
}

impl Rows<'_> {
    /// A heading and the rows under it; nothing where there are none.
    fn section(&mut self, section: Section) -> Result<(), SheetError> {
        let mut rows = self.of.supplement.section(section).peekable();
        if rows.peek().is_none() {
            return Ok(());
        }
        let heading = self.styles.column_heading().set_align(FormatAlign::Left);
        self.sheet.merge_range(
            self.row,
            0,
            self.row,
            self.ground_at,
            &WORDS.section_numbered(section),
            &heading,
        )?;
        self.row += 1;
        let (plain, struck) = (RowStyles::new(self.styles), RowStyles::struck(self.styles));
        for row in rows {
            if let Some(before) = row.before.as_ref().filter(|_| section == Section::Corrections) {
                self.entry(before, "", &struck)?;
            }
            let styles = match row.after.status {
                Status::Struck => &struck,
                Status::Listed | Status::Marked => &plain,
            };
            self.entry(&row.after, ground(row, Language::Vietnamese), styles)?;
        }
        Ok(())
    }

    fn entry(&mut self, entry: &Entry, ground: &str, styles: &RowStyles) -> Result<(), SheetError> {
        for (at, column) in (0u16..).zip(self.columns) {
            write_cell(self.sheet, (self.row, at), column.cell, entry, self.of.personal_ids, styles)?;
        }
        self.sheet.write_string_with_format(self.row, self.ground_at, &*held(ground), &self.styles.text())?;
        self.row += 1;
        Ok(())
    }
}

fn write_sums(
    sheet: &mut Worksheet,
    styles: &Styles,
    halves: &Halves,
    row: u32,
    supplement: &Supplement,
) -> Result<(), SheetError> {
    let format = styles.heading(11).set_align(FormatAlign::Left);
    for (row, section) in (row..).zip(Section::ALL) {
        let counts = SectionCounts::of(supplement, section);
        let persons = counts.persons;
        let said = WORDS.section_count((persons.total, persons.male, persons.female));
        let line = format!("{}: {said}.", WORDS.section_numbered(section));
        write_line(sheet, row, halves.last, &line, &format)?;
    }
    Ok(())
}
