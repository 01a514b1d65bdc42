//! `bieu-tong-hop.xlsx` and its kin: the summary table of a commune, a province or the nation.

use super::sheet::{Halves, Styles, held, set_page, write_head, write_line, write_signed};
use super::{XlsxError, save, workbook};
use crate::render::Language;
use crate::render::commune_name;
use crate::render::documents;
use crate::render::forms::DateAt;
use crate::render::summary_table::{RowsOf, Seats, SummaryRow, SummaryTable, TableOf};
use crate::render::words::Words;
use crate::roll::{Count, Numbers, Tenths, Totals};
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
    let name = format!("summary table of {}", table.code());
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
    let words = Words(Language::Vietnamese);
    let halves = Halves { left_end: 2, right_start: last - 4, last };
    let place = match table.of {
        TableOf::Nation => String::new(),
        TableOf::Province(province) => province.name.clone(),
        TableOf::Commune { commune, .. } => commune_name(commune),
    };
    let body = match table.of {
        TableOf::Nation => "HỘI ĐỒNG BẦU CỬ QUỐC GIA",
        TableOf::Province(_) | TableOf::Commune { .. } => "ỦY BAN NHÂN DÂN",
    };
    write_head(sheet, &styles, &halves, [body, &place.to_uppercase()])?;
    let name = match table.rows_of {
        RowsOf::Places => "BIỂU TỔNG HỢP CỬ TRI".to_owned(),
        RowsOf::Constituencies(level) => {
            format!("BIỂU TỔNG HỢP CỬ TRI THEO {}", words.constituency_of(level).to_uppercase())
        }
    };
    write_line(sheet, 3, last, &name, &styles.heading(14))?;
    write_line(sheet, 4, last, &table.election.title, &styles.heading(13))?;
    write_line(sheet, 5, last, &table.election.term, &styles.heading(13))?;
    if table.numbers == Numbers::Official {
        write_line(sheet, 6, last, words.official_numbers(), &styles.heading(12))?;
    }
    write_headings(sheet, &styles, table, &groups)?;
    let end = write_rows(sheet, &styles, table, last)?;
    let signature = documents::summary_signature(table);
    write_signed(sheet, &styles, &halves, end + 1, &signature, DateAt::Signature)?;
    set_page(sheet, HEADING, HEADING + 1)?;
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
    if let RowsOf::Constituencies(_) = table.rows_of {
        let seats = [words.seats(), words.voters_per_seat(), words.deviation_percent()];
        groups.push((words.deputies(), seats.map(str::to_owned).to_vec()));
    }
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

/// Writes the rows and their sum, then those of constituencies, and gives the row after them.
fn write_rows(
    sheet: &mut Worksheet,
    styles: &Styles,
    table: &SummaryTable,
    last: u16,
) -> Result<u32, SheetError> {
    let words = Words(Language::Vietnamese);
    let parts = Parts { table, styles, last };
    let at = parts.write(sheet, HEADING + 2, &table.rows)?;
    let (text, number) = (styles.text().set_bold(), styles.number().set_bold());
    sheet.write_blank(at, 0, &styles.centred())?;
    sheet.write_string_with_format(at, 1, table.sum_heading(words), &text)?;
    write_counts(sheet, at, table, &table.sum(), &number)?;
    parts.write(sheet, at + 1, &table.constituencies)
}

/// How parts of a table are written.
struct Parts<'t> {
    table: &'t SummaryTable<'t>,
    styles: &'t Styles,
    /// The last column.
    last: u16,
}

impl Parts<'_> {
    /// Writes rows from row `at` on, each first one under its heading, and gives the row after them.
    fn write(&self, sheet: &mut Worksheet, mut at: u32, rows: &[SummaryRow]) -> Result<u32, SheetError> {
        let Self { table, styles, last } = *self;
        let (text, centred, number) = (styles.text(), styles.centred(), styles.number());
        let (mut place, mut under) = (0u32, None);
        for row in rows {
            if row.under.as_deref() != under {
                under = row.under.as_deref();
                place = 0;
                let heading = held(under.unwrap_or_default());
                sheet.merge_range(at, 0, at, last, &heading, &text.clone().set_bold())?;
                at += 1;
            }
            place += 1;
            sheet.write_number_with_format(at, 0, place, &centred.clone().set_num_format("0"))?;
            sheet.write_string_with_format(at, 1, &*held(&row.label), &text)?;
            let column = write_counts(sheet, at, table, &row.totals, &number)?;
            if let (RowsOf::Constituencies(_), Some(seats)) = (table.rows_of, row.seats) {
                write_seats(sheet, at, column, seats, &number)?;
            }
            at += 1;
        }
        Ok(at)
    }
}

/// Writes the deputies of a constituency, the voters of each, and how far those are from the mean.
fn write_seats(
    sheet: &mut Worksheet,
    row: u32,
    column: u16,
    seats: Seats,
    format: &Format,
) -> Result<(), SheetError> {
    sheet.write_number_with_format(row, column, seats.seats, format)?;
    let tenths = format.clone().set_num_format("#,##0.0");
    for (column, value) in (column + 1..).zip([seats.voters_per_seat, seats.deviation]) {
        match value {
            // A nation's voters in tenths are far from what a number of a sheet cannot hold exactly.
            Some(Tenths(value)) => {
                let value = f64::from(i32::try_from(value).unwrap_or(i32::MAX)) / 10.0;
                sheet.write_number_with_format(row, column, value, &tenths)?
            }
            None => sheet.write_blank(row, column, &tenths)?,
        };
    }
    Ok(())
}

/// Writes the counts of a row, and gives the column after them.
fn write_counts(
    sheet: &mut Worksheet,
    row: u32,
    table: &SummaryTable,
    totals: &Totals,
    format: &Format,
) -> Result<u16, SheetError> {
    let Count { total, male, female } = totals.voters;
    let ballots = table.election.levels.iter().map(|level| totals.ballot(level));
    let ballots = ballots.flat_map(|count| [count.total, count.male, count.female]);
    let counts = [total, male, female, totals.first_time, totals.elderly].into_iter().chain(ballots);
    let mut column = 2;
    for count in counts {
        // A nation's voters fit 32 bits many times over.
        let count = u32::try_from(count).unwrap_or(u32::MAX);
        sheet.write_number_with_format(row, column, count, format)?;
        column += 1;
    }
    Ok(column)
}
