//! Rows of a sheet of a workbook, one at a time. Of an `.xlsx` or `.xlsb` the workbook's table of shared texts stands in
//! memory whole and everything else streams; an `.ods` or `.xls` stands there whole, within the limits of
//! [`parts`](super::parts).

use super::error::{BookFault, ExtractError};
use super::parts::caught;
use super::row::{DateCell, RawCell, RawRow};
use super::shelf::Lent;
use super::workbook::{Workbook, damaged};
use super::{cell, moment};
use calamine::{CellErrorType, Data, DataRef, ExcelDateTime, Range, Reader, Xlsx, XlsxCellReader, XlsxError};
use chrono::{NaiveDate, NaiveDateTime, NaiveTime, TimeDelta};
use std::io::{Read, Seek};

/// The columns a sheet can have.
const COLUMNS_MAX: usize = 16_384;

/// A sheet of a workbook that was opened.
pub(super) struct Sheet {
    pub book: Lent,
    pub name: String,
    pub shown: String,
}

/// A row of a sheet.
pub(super) struct SheetRow<'a> {
    number: u32,
    cells: Vec<Cell<'a>>,
}

/// What a cell of a sheet holds.
#[derive(Debug, Clone, PartialEq)]
enum Cell<'a> {
    Value(DataRef<'a>),
    /// A formula without a value.
    Uncalculated,
}

const EMPTY: Cell<'static> = Cell::Value(DataRef::Empty);

impl SheetRow<'_> {
    fn is_blank(&self) -> bool {
        self.cells.iter().all(Cell::is_blank)
    }

    /// Takes the blank cells off the end: a space that nobody sees is nothing.
    fn trim(&mut self) {
        while self.cells.last().is_some_and(Cell::is_blank) {
            self.cells.pop();
        }
    }
}

impl Cell<'_> {
    fn is_blank(&self) -> bool {
        match self {
            Self::Value(DataRef::Empty) => true,
            Self::Value(DataRef::String(text)) => text.trim().is_empty(),
            Self::Value(DataRef::SharedString(text)) => text.trim().is_empty(),
            Self::Value(_) | Self::Uncalculated => false,
        }
    }
}

impl RawRow for SheetRow<'_> {
    fn cell(&self, column: usize) -> RawCell<'_> {
        let value = match self.cells.get(column) {
            None => return RawCell::Text(""),
            Some(Cell::Uncalculated) => return RawCell::Uncalculated,
            Some(Cell::Value(value)) => value,
        };
        match value {
            DataRef::Empty => RawCell::Text(""),
            DataRef::String(text) => RawCell::Text(text),
            DataRef::SharedString(text) => RawCell::Text(text),
            DataRef::Float(number) => RawCell::Number(*number),
            #[expect(clippy::cast_precision_loss, reason = "a workbook's numbers are doubles already")]
            DataRef::Int(number) => RawCell::Number(*number as f64),
            DataRef::Bool(truth) => RawCell::Boolean(*truth),
            DataRef::DateTime(serial) => date_of(*serial),
            DataRef::DateTimeIso(text) => match moment::moment(text.trim()) {
                Some(moment) => RawCell::Date(DateCell { moment, year: year_of_day(moment.date()) }),
                None => RawCell::Text(text),
            },
            DataRef::DurationIso(text) => hour_of(text).map_or(RawCell::Text(text), RawCell::Hour),
            DataRef::Error(error) => RawCell::Fault(formula_fault(error)),
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
    #[expect(clippy::cast_possible_truncation, reason = "the range above fits")]
    let year = cell::year_of_serial(value as i64);
    let rounded = |moment: NaiveDateTime| moment + TimeDelta::seconds(i64::from(milli >= 500));
    match (date, time) {
        (_, Some(time)) if value < 1.0 => RawCell::Hour(rounded(NaiveDate::default().and_time(time)).time()),
        (Some(date), Some(time)) => RawCell::Date(DateCell { moment: rounded(date.and_time(time)), year }),
        _ => RawCell::Fault("#####"),
    }
}

/// The year that a day may be which is written as one, and has its number in the usual date system.
fn year_of_day(day: NaiveDate) -> Option<i32> {
    cell::serial_of(day).and_then(cell::year_of_serial)
}

/// The time of day that an OpenDocument cell writes as a duration, such as `PT07H30M00S`.
fn hour_of(duration: &str) -> Option<NaiveTime> {
    let (hours, rest) = duration.trim().strip_prefix("PT")?.split_once('H')?;
    let (minutes, rest) = rest.split_once('M')?;
    let seconds = rest.strip_suffix('S')?.split(['.', ',']).next()?;
    NaiveTime::from_hms_opt(hours.parse().ok()?, minutes.parse().ok()?, seconds.parse().ok()?)
}

/// The sign that a spreadsheet shows for a formula's error.
pub fn formula_fault(error: &CellErrorType) -> &'static str {
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

/// What takes the rows of a sheet.
type Each<'e> = &'e mut dyn FnMut(&SheetRow<'_>) -> Result<(), ExtractError>;

impl Sheet {
    /// Gives every row of the sheet that is not blank to `each`, in the order of the sheet.
    ///
    /// # Errors
    /// [`ExtractError::Workbook`] if the sheet cannot be read, and what `each` returns.
    pub(super) fn each_row(&mut self, each: Each<'_>) -> Result<(), ExtractError> {
        let (name, shown) = (self.name.as_str(), self.shown.as_str());
        match &mut self.book.open().workbook {
            Workbook::Xlsx(book) => of_xlsx(book, name, shown, each),
            Workbook::Xlsb(book) => {
                let read = caught(shown, || book.worksheet_cells_reader(name))?;
                let mut reader = read.map_err(|error| damaged(shown, &error.into()))?;
                let mut rows = Rows::new(shown, each);
                while let Some(cell) =
                    caught(shown, || reader.next_cell())?.map_err(|error| damaged(shown, &error.into()))?
                {
                    let (number, column) = cell.get_position();
                    rows.add(number, column, Cell::Value(cell.get_value().clone()))?;
                }
                rows.end()
            }
            Workbook::Xls(book) => {
                let read = caught(shown, || book.worksheet_range(name))?;
                let range = read.map_err(|error| damaged(shown, &error.into()))?;
                of_range(&range, &Range::empty(), shown, each)
            }
            Workbook::Ods(book) => {
                let read =
                    caught(shown, || Ok((book.worksheet_range(name)?, book.worksheet_formula(name)?)))?;
                let (range, formulas) =
                    read.map_err(|error: calamine::OdsError| damaged(shown, &error.into()))?;
                of_range(&range, &formulas, shown, each)
            }
        }
    }
}

/// Gathers cells, which come in the order of the sheet, to rows.
struct Rows<'a, 'e> {
    shown: &'e str,
    row: SheetRow<'a>,
    each: Each<'e>,
}

impl<'a, 'e> Rows<'a, 'e> {
    fn new(shown: &'e str, each: Each<'e>) -> Self {
        Self { shown, row: SheetRow { number: 0, cells: Vec::new() }, each }
    }

    fn add(&mut self, number: u32, column: u32, cell: Cell<'a>) -> Result<(), ExtractError> {
        let column = usize::try_from(column).unwrap_or(usize::MAX);
        if number < self.row.number || column >= COLUMNS_MAX {
            return Err(ExtractError::Workbook { file: self.shown.into(), fault: BookFault::Odd });
        }
        if number != self.row.number {
            self.end()?;
            self.row.number = number;
        }
        if self.row.cells.len() <= column {
            self.row.cells.resize(column + 1, EMPTY);
        }
        self.row.cells[column] = cell;
        Ok(())
    }

    /// Gives the row that was gathered.
    fn end(&mut self) -> Result<(), ExtractError> {
        self.row.trim();
        if !self.row.is_blank() {
            (self.each)(&self.row)?;
        }
        self.row.cells.clear();
        Ok(())
    }
}

fn of_xlsx<RS: Read + Seek>(
    workbook: &mut Xlsx<RS>,
    name: &str,
    shown: &str,
    each: Each<'_>,
) -> Result<(), ExtractError> {
    let wrong = |error: XlsxError| damaged(shown, &error.into());
    let mut reader = match caught(shown, || workbook.worksheet_cells_reader(name))? {
        Ok(reader) => reader,
        // A chart or macro sheet, or a sheet without data.
        Err(XlsxError::NotAWorksheet(_)) => return Ok(()),
        Err(error) => return Err(wrong(error)),
    };
    let mut rows = Rows::new(shown, each);
    while let Some(cell) = caught(shown, || reader.next_cell_with_formula_metadata())?.map_err(wrong)? {
        let is_uncalculated = cell.formula.is_some() && cell.value == DataRef::Empty;
        let (number, column) = cell.pos;
        rows.add(number, column, if is_uncalculated { Cell::Uncalculated } else { Cell::Value(cell.value) })?;
    }
    rows.end()?;
    caught(shown, || read_to_end(&mut reader))?.map_err(wrong)
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

/// The rows of a sheet that stands in memory whole, beside its formulas.
fn of_range(
    range: &Range<Data>,
    formulas: &Range<String>,
    shown: &str,
    each: Each<'_>,
) -> Result<(), ExtractError> {
    let Some((first_row, first_column)) = range.start() else {
        return Ok(());
    };
    let mut rows = Rows::new(shown, each);
    for (number, cells) in (first_row..).zip(range.rows()) {
        for (column, cell) in (first_column..).zip(cells) {
            let place = (number, column);
            let has_formula = || formulas.get_value(place).is_some_and(|formula| !formula.is_empty());
            let is_nothing = match cell {
                Data::Empty => true,
                Data::String(text) => text.is_empty(),
                _ => false,
            };
            match is_nothing {
                true if has_formula() => rows.add(number, column, Cell::Uncalculated)?,
                true => {}
                false => rows.add(number, column, Cell::Value(borrowed(cell)))?,
            }
        }
    }
    rows.end()
}

fn borrowed(cell: &Data) -> DataRef<'_> {
    match cell {
        Data::Int(number) => DataRef::Int(*number),
        Data::Float(number) => DataRef::Float(*number),
        Data::String(text) => DataRef::SharedString(text),
        Data::Bool(truth) => DataRef::Bool(*truth),
        Data::DateTime(serial) => DataRef::DateTime(*serial),
        Data::DateTimeIso(text) => DataRef::DateTimeIso(text.clone()),
        Data::DurationIso(text) => DataRef::DurationIso(text.clone()),
        Data::Error(error) => DataRef::Error(error.clone()),
        Data::Empty => DataRef::Empty,
    }
}
