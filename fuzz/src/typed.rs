//! Cells of a sheet as they are typed in a text: `#12.5` a number, `@45000` a date by its number, `~0.5` an hour, `=A1` a formula
//! that was never calculated, `!#N/A` a formula's error, `?x` true and `?` false; anything else is text.

use chrono::{Days, NaiveDate, NaiveDateTime, NaiveTime};
use cutri::extract::{DateCell, RawCell};
use cutri::import::Cell;

/// The cell that a text stands for.
pub fn cell(text: &str) -> Cell {
    let mut letters = text.chars();
    let first = letters.next();
    let rest = letters.as_str();
    let number = || rest.trim().parse::<f64>().ok();
    let typed = match first {
        None => Some(Cell::Empty),
        Some('#') => number().map(Cell::Number),
        Some('@') => number().and_then(date),
        Some('~') => number().and_then(hour).map(Cell::Hour),
        Some('=') => Some(Cell::Formula(rest.into())),
        Some('!') => Some(Cell::Fault(rest.into())),
        Some('?') => Some(Cell::Truth(!rest.is_empty())),
        Some(_) => None,
    };
    typed.unwrap_or_else(|| Cell::Text(text.into()))
}

/// The moment whose number in a workbook this is.
pub fn moment(serial: f64) -> Option<NaiveDateTime> {
    let days = (0.0..2_958_466.0).contains(&serial).then(|| serial.trunc() as u64)?;
    let day = NaiveDate::from_ymd_opt(1899, 12, 30)?.checked_add_days(Days::new(days))?;
    Some(day.and_time(hour(serial.fract())?))
}

fn date(serial: f64) -> Option<Cell> {
    Some(Cell::Date { moment: moment(serial)?, serial: Some(serial) })
}

fn hour(part: f64) -> Option<NaiveTime> {
    let seconds = (0.0..1.0).contains(&part).then_some((part * 86_400.0) as u32)?;
    NaiveTime::from_num_seconds_from_midnight_opt(seconds, 0)
}

/// A day, and the year that somebody may have typed: its number, where that is a likely one.
pub fn day(moment: NaiveDateTime, serial: Option<f64>) -> DateCell {
    let year = serial.map(|serial| serial as i32).filter(|year| (1900..2050).contains(year));
    DateCell { moment, year }
}

/// The same cell as the tables of an extract know it.
pub fn raw(cell: &Cell) -> RawCell<'_> {
    match cell {
        Cell::Empty => RawCell::Text(""),
        Cell::Text(text) => RawCell::Text(text),
        Cell::Number(number) => RawCell::Number(*number),
        Cell::Date { moment, serial } => RawCell::Date(day(*moment, *serial)),
        Cell::Hour(time) => RawCell::Hour(*time),
        Cell::Truth(truth) => RawCell::Boolean(*truth),
        Cell::Fault(fault) => RawCell::Fault(fault),
        Cell::Formula(_) => RawCell::Uncalculated,
    }
}
