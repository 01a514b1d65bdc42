//! `bieu-tong-hop.xlsx`: the summary table of a commune or a province.

use super::sheet::{Halves, Styles, held, set_page, write_head, write_line, write_signature};
use super::{XlsxError, save, workbook};
use crate::render::Language;
use crate::render::commune_name;
use crate::render::summary_table::{SummaryTable, TableOf};
use crate::render::words::Words;
use crate::roll::{Count, Totals};
use chrono::NaiveDate;
use rust_xlsxwriter::{Format, Workbook, Worksheet, XlsxError as SheetError};
use std::io::Write;

/// The first row of the column headings; they take two.
const HEADING: u32 = 7;

/// Writes the summary table as a workbook of one sheet, in Vietnamese as communes exchange it. `created` is the
/// roll's date.
///
/// # Errors
/// [`XlsxError`] if a value breaks a limit of the format or the writer fails.
pub fn summary_table(table: &SummaryTable, created: NaiveDate, to: impl Write) -> Result<(), XlsxError> {
    let code = match table.of {
        TableOf::Province(province) => province.province_code.as_str(),
        TableOf::Commune { commune, .. } => commune.commune_code.as_str(),
    };
    let name = format!("bieu-tong-hop.xlsx of {code}");
    let book = book(table, created).map_err(|source| XlsxError::Sheet { sheet: name.clone(), source })?;
    save(book, &name, to)
}

fn book(table: &SummaryTable, created: NaiveDate) -> Result<Workbook, SheetError> {
    let mut book = workbook("Biểu tổng hợp cử tri", created)?;
    let sheet = book.add_worksheet();
    sheet.set_name("Biểu tổng hợp")?;
    let styles = Styles::new();
    let groups = groups(table);
    let columns: usize = groups.iter().map(|(_, texts)| texts.len()).sum();
    let last = u16::try_from(columns + 1).unwrap_or(u16::MAX);
    let halves = Halves { left_end: 2, right_start: last - 4, last };
    let place = match table.of {
        TableOf::Province(province) => province.name.clone(),
        TableOf::Commune { commune, .. } => commune_name(commune),
    };
    write_head(sheet, &styles, &halves, ["ỦY BAN NHÂN DÂN", &place.to_uppercase()])?;
    write_line(sheet, 3, last, "BIỂU TỔNG HỢP CỬ TRI", &styles.heading(14))?;
    write_line(sheet, 4, last, &table.election.title, &styles.heading(13))?;
    write_line(sheet, 5, last, &table.election.term, &styles.heading(13))?;
    write_headings(sheet, &styles, table, &groups)?;
    let end = write_rows(sheet, &styles, table)?;
    write_signature(sheet, &styles, &halves, end + 2)?;
    set_page(sheet, (HEADING, HEADING + 1))?;
    Ok(book)
}

/// The headings over several columns, and those under each.
fn groups(table: &SummaryTable) -> Vec<(&'static str, Vec<String>)> {
    let words = Words(Language::Vietnamese);
    let three = || [words.total(), words.male(), words.female()].map(str::to_owned).to_vec();
    let elderly = words.elderly(table.profile.elderly_age_years);
    let mut groups =
        vec![(words.voters(), three()), (words.of_them(), vec![words.first_time().to_owned(), elderly])];
    groups.extend(table.election.levels.iter().map(|level| (words.level(level), three())));
    groups
}

fn write_headings(
    sheet: &mut Worksheet,
    styles: &Styles,
    table: &SummaryTable,
    groups: &[(&str, Vec<String>)],
) -> Result<(), SheetError> {
    let format = styles.column_heading();
    let words = Words(Language::Vietnamese);
    sheet.merge_range(HEADING, 0, HEADING + 1, 0, words.number_column(), &format)?;
    sheet.merge_range(HEADING, 1, HEADING + 1, 1, table.row_heading(words), &format)?;
    sheet.set_column_width(0, 6)?.set_column_width(1, 36)?;
    let mut at = 2;
    for (group, texts) in groups {
        let first = at;
        for text in texts {
            sheet.write_with_format(HEADING + 1, at, text.as_str(), &format)?;
            sheet.set_column_width(at, 11)?;
            at += 1;
        }
        sheet.merge_range(HEADING, first, HEADING, at - 1, group, &format)?;
    }
    sheet.set_row_height(HEADING, 20)?.set_row_height(HEADING + 1, 32)?;
    Ok(())
}

/// Writes the rows and their sum, and gives the row after them.
fn write_rows(sheet: &mut Worksheet, styles: &Styles, table: &SummaryTable) -> Result<u32, SheetError> {
    let mut row = HEADING + 2;
    let (text, centred, number) = (styles.text(), styles.centred(), styles.number());
    for (place, of) in (1u32..).zip(&table.rows) {
        sheet.write_number_with_format(row, 0, place, &centred.clone().set_num_format("0"))?;
        sheet.write_string_with_format(row, 1, &*held(&of.label), &text)?;
        write_counts(sheet, row, table, &of.totals, &number)?;
        row += 1;
    }
    sheet.write_blank(row, 0, &centred)?;
    sheet.write_string_with_format(row, 1, "Tổng cộng", &text.set_bold())?;
    write_counts(sheet, row, table, &table.sum(), &number.set_bold())?;
    Ok(row + 1)
}

fn write_counts(
    sheet: &mut Worksheet,
    row: u32,
    table: &SummaryTable,
    totals: &Totals,
    format: &Format,
) -> Result<(), SheetError> {
    let Count { total, male, female } = totals.voters;
    let ballots = table.election.levels.iter().map(|level| totals.ballot(level));
    let ballots = ballots.flat_map(|count| [count.total, count.male, count.female]);
    let counts = [total, male, female, totals.first_time, totals.elderly].into_iter().chain(ballots);
    for (at, count) in (2u16..).zip(counts) {
        // A nation's voters fit 32 bits many times over.
        let count = u32::try_from(count).unwrap_or(u32::MAX);
        sheet.write_number_with_format(row, at, count, format)?;
    }
    Ok(())
}
