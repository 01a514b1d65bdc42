//! Rows of a sheet of an `.xlsx` workbook, one at a time. The workbook's table of shared texts stands in memory whole;
//! everything else streams.

use super::error::ExtractError;
use super::input::{Count, CountedFile};
use super::moment;
use super::parts::{self, Holds, caught};
use super::row::{RawCell, RawRow};
use calamine::{CellErrorType, DataRef, ExcelDateTime, Reader, Xlsx, XlsxCellReader, XlsxError};
use chrono::{NaiveDate, NaiveDateTime, NaiveTime, TimeDelta};
use std::io::{BufReader, Read, Seek};
use std::path::Path;

/// The columns a sheet can have.
const COLUMNS_MAX: usize = 16_384;

/// An open workbook.
pub(super) type Workbook = Xlsx<BufReader<CountedFile>>;

/// Opens a workbook; `shown` is its name in errors.
pub(super) fn open(path: &Path, shown: &str) -> Result<(Workbook, Count), ExtractError> {
    let opened = CountedFile::open(path);
    let (file, count) = opened.map_err(|source| ExtractError::Unreadable { path: path.into(), source })?;
    let workbook = caught(shown, || Xlsx::new(BufReader::with_capacity(1 << 16, file)))?;
    Ok((workbook.map_err(|error| damaged(shown, &error))?, count))
}

/// The names of a workbook's sheets; none of one that can hold no table, which is not opened.
pub(super) fn names(path: &Path, shown: &str) -> Result<Vec<String>, ExtractError> {
    match parts::check(path, shown)? {
        Holds::Tables => Ok(open(path, shown)?.0.sheet_names()),
        Holds::NoTable => Ok(Vec::new()),
    }
}

fn damaged(shown: &str, error: &XlsxError) -> ExtractError {
    // The library's words may hold a cell's text, so only the kind of trouble is told.
    let what = match error {
        XlsxError::Io(_) | XlsxError::Zip(_) => "the archive is damaged or cut short",
        XlsxError::Xml(_) | XlsxError::XmlEof(_) | XlsxError::XmlAttr(_) => "its XML is damaged or cut short",
        XlsxError::Password => "it is locked by a password",
        XlsxError::FileNotFound(_) | XlsxError::RelationshipNotFound | XlsxError::WorksheetNotFound(_) => {
            "a part of it is missing"
        }
        _ => "a part of it is not what a workbook may hold",
    };
    ExtractError::Workbook { file: shown.into(), what: what.into() }
}

/// A row of a sheet.
pub(super) struct SheetRow<'a> {
    number: u32,
    cells: Vec<DataRef<'a>>,
}

impl SheetRow<'_> {
    fn is_blank(&self) -> bool {
        self.cells.iter().all(|cell| match cell {
            DataRef::Empty => true,
            DataRef::String(text) => text.trim().is_empty(),
            DataRef::SharedString(text) => text.trim().is_empty(),
            _ => false,
        })
    }

    /// Takes the empty cells off the end.
    fn trim(&mut self) {
        while self.cells.last().is_some_and(|cell| *cell == DataRef::Empty) {
            self.cells.pop();
        }
    }
}

impl RawRow for SheetRow<'_> {
    fn cell(&self, column: usize) -> RawCell<'_> {
        match self.cells.get(column) {
            None | Some(DataRef::Empty) => RawCell::Text(""),
            Some(DataRef::String(text) | DataRef::DurationIso(text)) => RawCell::Text(text),
            Some(DataRef::SharedString(text)) => RawCell::Text(text),
            Some(DataRef::Float(number)) => RawCell::Number(*number),
            #[expect(clippy::cast_precision_loss, reason = "a workbook's numbers are doubles already")]
            Some(DataRef::Int(number)) => RawCell::Number(*number as f64),
            Some(DataRef::Bool(truth)) => RawCell::Boolean(*truth),
            Some(DataRef::DateTime(serial)) => date_of(*serial),
            Some(DataRef::DateTimeIso(text)) => match moment::moment(text.trim()) {
                Some(moment) => RawCell::Date(moment),
                None => RawCell::Text(text),
            },
            Some(DataRef::Error(error)) => RawCell::Fault(fault(error)),
        }
    }

    fn width(&self) -> usize {
        self.cells.len()
    }

    fn line(&self) -> u64 {
        u64::from(self.number) + 1
    }
}

/// The date or the time of day that a serial number means in its workbook's date system.
fn date_of(serial: ExcelDateTime) -> RawCell<'static> {
    let value = serial.as_f64();
    if !value.is_finite() || !(0.0..2_958_466.0).contains(&value) {
        return RawCell::Fault("#####");
    }
    let (year, month, day, hour, minute, second, milli) = serial.to_ymd_hms_milli();
    let time = NaiveTime::from_hms_opt(hour.into(), minute.into(), second.into());
    let date = NaiveDate::from_ymd_opt(year.into(), month.into(), day.into());
    let rounded = |moment: NaiveDateTime| moment + TimeDelta::seconds(i64::from(milli >= 500));
    match (date, time) {
        (_, Some(time)) if value < 1.0 => RawCell::Hour(rounded(NaiveDate::default().and_time(time)).time()),
        (Some(date), Some(time)) => RawCell::Date(rounded(date.and_time(time))),
        _ => RawCell::Fault("#####"),
    }
}

fn fault(error: &CellErrorType) -> &'static str {
    match error {
        CellErrorType::Div0 => "#DIV/0!",
        CellErrorType::NA => "#N/A",
        CellErrorType::Name => "#NAME?",
        CellErrorType::Null => "#NULL!",
        CellErrorType::Num => "#NUM!",
        CellErrorType::Ref => "#REF!",
        CellErrorType::Value => "#VALUE!",
        CellErrorType::GettingData => "#GETTING_DATA",
    }
}

/// Gives every row of a sheet that is not blank to `each`, in the order of the sheet.
///
/// # Errors
/// [`ExtractError::Workbook`] if the sheet cannot be read, and what `each` returns.
pub(super) fn each_row(
    workbook: &mut Workbook,
    sheet: &str,
    shown: &str,
    each: &mut dyn FnMut(&SheetRow<'_>) -> Result<(), ExtractError>,
) -> Result<(), ExtractError> {
    let mut reader = match caught(shown, || workbook.worksheet_cells_reader(sheet))? {
        Ok(reader) => reader,
        // A chart or macro sheet, or a sheet without data.
        Err(XlsxError::NotAWorksheet(_)) => return Ok(()),
        Err(error) => return Err(damaged(shown, &error)),
    };
    let mut row = SheetRow { number: 0, cells: Vec::new() };
    while let Some(cell) = caught(shown, || reader.next_cell())?.map_err(|error| damaged(shown, &error))? {
        let (number, column) = cell.get_position();
        let column = usize::try_from(column).unwrap_or(usize::MAX);
        if number < row.number || column >= COLUMNS_MAX {
            let what = "its cells are not in order, or lie outside a sheet".into();
            return Err(ExtractError::Workbook { file: shown.into(), what });
        }
        if number != row.number {
            give(&mut row, each)?;
            row.number = number;
        }
        if row.cells.len() <= column {
            row.cells.resize(column + 1, DataRef::Empty);
        }
        row.cells[column] = cell.get_value().clone();
    }
    give(&mut row, each)?;
    caught(shown, || read_to_end(&mut reader))?.map_err(|error| damaged(shown, &error))
}

/// Reads what stands behind the rows, because the archive's checksum is only checked at its end.
fn read_to_end<RS: Read + Seek>(reader: &mut XlsxCellReader<'_, RS>) -> Result<(), XlsxError> {
    loop {
        match reader.next_cell() {
            Ok(_) => {}
            Err(error @ (XlsxError::Io(_) | XlsxError::Zip(_) | XlsxError::Xml(_))) => return Err(error),
            // The end of the text, or something that is no cell.
            Err(_) => return Ok(()),
        }
    }
}

fn give<'a>(
    row: &mut SheetRow<'a>,
    each: &mut dyn FnMut(&SheetRow<'_>) -> Result<(), ExtractError>,
) -> Result<(), ExtractError> {
    row.trim();
    if !row.is_blank() {
        each(row)?;
    }
    row.cells.clear();
    Ok(())
}
