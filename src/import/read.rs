//! Workbooks as they come from offices: `.xlsx`, `.xlsb`, `.xls` and `.ods`, read whole, within limits that no commune's list reaches.

use super::grid::{Cell, Grid, Row};
use crate::extract::{BookForm, ExtractError, check_parts, formula_fault};
use crate::given;
use calamine::{Data, DataRef, ExcelDateTime, Ods, Reader, SheetType, Xls, Xlsb, Xlsx};
use chrono::{NaiveDate, NaiveDateTime, NaiveTime};
use std::collections::BTreeMap;
use std::io::{Cursor, Read, Seek};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};
use zip::ZipArchive;

/// The most bytes of a workbook, packed and unpacked, and the most rows and columns of all its sheets.
const PACKED_MAX: u64 = 100 << 20;
const UNPACKED_MAX: u64 = 200 << 20;
const ROWS_MAX: usize = 500_000;
const COLUMNS_MAX: usize = 256;
/// A workbook that cannot be read.
#[derive(Debug, thiserror::Error)]
pub enum ReadError {
    #[error("không đọc được {}: {source} / cannot read it", path.display())]
    Unreadable { path: PathBuf, source: std::io::Error },
    #[error("{}: {vietnamese} / {english}", path.display())]
    Workbook { path: PathBuf, vietnamese: String, english: String },
    /// A part of it claims or holds more than a workbook's may.
    #[error(transparent)]
    Parts(#[from] ExtractError),
}

/// Reads every sheet of a workbook.
///
/// # Errors
/// [`ReadError`] if the file cannot be opened, is no workbook or a damaged one, or is larger than any list of a commune.
pub fn read(path: &Path) -> Result<Vec<Grid>, ReadError> {
    let wrong = |(vietnamese, english): (String, String)| ReadError::Workbook {
        path: path.into(),
        vietnamese,
        english,
    };
    let bytes = given::read(path, PACKED_MAX)
        .map_err(|source| ReadError::Unreadable { path: path.into(), source })?;
    let file = path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
    let form = check_parts(path, &file)?;
    // The libraries read what anybody may have made: where one panics, the file is named.
    let read = catch_unwind(AssertUnwindSafe(|| of_bytes(&file, form, bytes)));
    read.unwrap_or_else(|_| Err(damaged())).map_err(wrong)
}

type Trouble = (String, String);

fn damaged() -> Trouble {
    (
        "tệp hỏng hoặc không phải sổ tính; mở bằng Excel hoặc LibreOffice rồi lưu lại dạng .xlsx".into(),
        "the file is damaged or no workbook; open it in a spreadsheet program and save it as .xlsx".into(),
    )
}

fn too_large(what: &str) -> Trouble {
    (
        format!("tệp quá lớn cho một sổ của xã ({what}); dùng gói dữ liệu CSV cho dữ liệu lớn"),
        format!("it is too large for a workbook of a commune ({what}); use a data package of CSV files"),
    )
}

fn of_bytes(file: &str, form: BookForm, bytes: Vec<u8>) -> Result<Vec<Grid>, Trouble> {
    if form != BookForm::Xls && unpacked(&bytes).ok_or_else(damaged)? > UNPACKED_MAX {
        return Err(too_large("hơn 200 MB khi giải nén"));
    }
    let bytes = Cursor::new(bytes);
    match form {
        BookForm::Xlsx => sparse(file, &mut Xlsx::new(bytes).map_err(|_| damaged())?),
        BookForm::Xlsb => dense(file, &mut Xlsb::new(bytes).map_err(|_| damaged())?),
        BookForm::Xls => dense(file, &mut Xls::new(bytes).map_err(|_| damaged())?),
        BookForm::Ods => dense(file, &mut Ods::new(bytes).map_err(|_| damaged())?),
    }
}

/// How many bytes the parts of a workbook unpack to, no further than the limit.
fn unpacked(bytes: &[u8]) -> Option<u64> {
    let mut archive = ZipArchive::new(Cursor::new(bytes)).ok()?;
    let mut size = 0;
    for at in 0..archive.len() {
        let mut part = archive.by_index(at).ok()?.take((UNPACKED_MAX + 1).saturating_sub(size));
        size += std::io::copy(&mut part, &mut std::io::sink()).ok()?;
    }
    Some(size)
}

/// The sheets of a workbook whose library gives each as one block.
fn dense<R: Reader<Cursor<Vec<u8>>>>(file: &str, book: &mut R) -> Result<Vec<Grid>, Trouble> {
    let mut grids = Vec::new();
    let mut count = 0;
    for name in sheets(book) {
        let Ok(range) = book.worksheet_range(&name) else { return Err(damaged()) };
        let mut grid = Grid { file: file.into(), sheet: name, rows: Vec::new() };
        let (top, left) = range.start().unwrap_or_default();
        for (number, cells) in (top..).zip(range.rows()) {
            let mut row =
                Row { number: number + 1, cells: vec![Cell::Empty; usize::try_from(left).unwrap_or(0)] };
            row.cells.extend(cells.iter().map(of_data));
            if row.cells.iter().skip(COLUMNS_MAX).any(|cell| !cell.is_empty()) {
                return Err(too_large("hơn 256 cột"));
            }
            count += push(&mut grid, row);
            if count > ROWS_MAX {
                return Err(too_large("hơn 500.000 dòng"));
            }
        }
        grids.push(grid);
    }
    Ok(grids)
}

/// The sheets of cells: not those of charts. Hidden ones too: somebody may stand there.
fn sheets<RS: Read + Seek, R: Reader<RS>>(book: &R) -> Vec<String> {
    let is_sheet = |sheet: &&calamine::Sheet| sheet.typ == SheetType::WorkSheet;
    book.sheets_metadata().iter().filter(is_sheet).map(|sheet| sheet.name.clone()).collect()
}

fn push(grid: &mut Grid, mut row: Row) -> usize {
    while row.cells.last().is_some_and(Cell::is_empty) {
        row.cells.pop();
    }
    row.cells.truncate(COLUMNS_MAX);
    let is_blank = row.cells.iter().all(Cell::is_empty);
    if !is_blank {
        grid.rows.push(row);
    }
    usize::from(!is_blank)
}

/// The sheets of an `.xlsx`, cell by cell: one that claims a million empty columns costs nothing.
fn sparse(file: &str, book: &mut Xlsx<Cursor<Vec<u8>>>) -> Result<Vec<Grid>, Trouble> {
    let mut grids = Vec::new();
    let mut count = 0;
    for name in sheets(book) {
        let mut reader = book.worksheet_cells_reader(&name).map_err(|_| damaged())?;
        let mut grid = Grid { file: file.into(), sheet: name.clone(), rows: Vec::new() };
        let mut rows: BTreeMap<u32, Row> = BTreeMap::new();
        while let Some(cell) = reader.next_cell_with_formula().map_err(|_| damaged())? {
            let (number, column) = cell.pos;
            let column = usize::try_from(column).unwrap_or(usize::MAX);
            let found = match (cell_of(&cell.value), cell.formula) {
                (Cell::Empty, Some(formula)) => Cell::Formula(formula),
                (found, _) => found,
            };
            if found.is_empty() {
                continue;
            }
            if column >= COLUMNS_MAX {
                return Err(too_large("hơn 256 cột"));
            }
            let row = rows.entry(number).or_insert_with(|| Row { number: number + 1, cells: Vec::new() });
            if row.cells.len() <= column {
                row.cells.resize(column + 1, Cell::Empty);
            }
            row.cells[column] = found;
            if rows.len() + count > ROWS_MAX {
                return Err(too_large("hơn 500.000 dòng"));
            }
        }
        for row in rows.into_values() {
            count += push(&mut grid, row);
        }
        grids.push(grid);
    }
    Ok(grids)
}

fn cell_of(data: &DataRef<'_>) -> Cell {
    match data {
        DataRef::Empty => Cell::Empty,
        DataRef::String(text) | DataRef::DurationIso(text) => text_of(text),
        DataRef::SharedString(text) => text_of(text),
        DataRef::Float(number) => Cell::Number(*number),
        #[expect(clippy::cast_precision_loss, reason = "a workbook's numbers are doubles already")]
        DataRef::Int(number) => Cell::Number(*number as f64),
        DataRef::Bool(truth) => Cell::Truth(*truth),
        DataRef::DateTime(serial) => date_of(*serial),
        DataRef::DateTimeIso(text) => iso(text),
        DataRef::Error(error) => Cell::Fault(formula_fault(error).into()),
    }
}

fn of_data(data: &Data) -> Cell {
    match data {
        Data::Empty => Cell::Empty,
        Data::String(text) | Data::DurationIso(text) => text_of(text),
        Data::Float(number) => Cell::Number(*number),
        #[expect(clippy::cast_precision_loss, reason = "a workbook's numbers are doubles already")]
        Data::Int(number) => Cell::Number(*number as f64),
        Data::Bool(truth) => Cell::Truth(*truth),
        Data::DateTime(serial) => date_of(*serial),
        Data::DateTimeIso(text) => iso(text),
        Data::Error(error) => Cell::Fault(formula_fault(error).into()),
    }
}

fn text_of(text: &str) -> Cell {
    if text.trim().is_empty() { Cell::Empty } else { Cell::Text(text.to_owned()) }
}

fn iso(text: &str) -> Cell {
    let day = NaiveDate::parse_from_str(text, "%Y-%m-%d").ok().map(|day| day.and_time(NaiveTime::MIN));
    let moment = day.or_else(|| NaiveDateTime::parse_from_str(text, "%Y-%m-%dT%H:%M:%S%.f").ok());
    moment.map_or_else(
        || text_of(text),
        |moment| {
            // The same number that other workbooks have for a day: its distance from the end of 1899.
            let start = NaiveDate::from_ymd_opt(1899, 12, 30).expect("the end of 1899 is in the calendar");
            let days = moment.date().signed_duration_since(start).num_days();
            Cell::Date { moment, serial: i32::try_from(days).ok().map(f64::from) }
        },
    )
}

fn date_of(serial: ExcelDateTime) -> Cell {
    let value = serial.as_f64();
    if !(0.0..2_958_466.0).contains(&value) {
        return Cell::Fault("#####".into());
    }
    let (year, month, day, hour, minute, second, _) = serial.to_ymd_hms_milli();
    let date = NaiveDate::from_ymd_opt(year.into(), month.into(), day.into());
    let time = NaiveTime::from_hms_opt(hour.into(), minute.into(), second.into());
    match (date, time) {
        (_, Some(time)) if value < 1.0 => Cell::Hour(time),
        (Some(date), Some(time)) => Cell::Date { moment: date.and_time(time), serial: Some(value) },
        _ => Cell::Fault("#####".into()),
    }
}
