//! What a cell means that does not hold what its column needs: surely, likely, or nobody knows.
//!
//! Sure is what can be read in one way only, if need be by the row's other cells; it is taken, and told. What is likely is
//! told and never taken. Only cells that [`cell::push`] refuses come here, so nothing here needs to be fast.

mod clock;
mod day;
mod number;
mod serial;

use super::cell::{self, TRUTH};
use super::header::Header;
use super::moment;
use super::reject::Cause;
use super::row::{DateCell, RawCell, RawRow};
use super::schema::{Column, Kind, Table};
use super::words;
use crate::people::{PartialDate, PersonalNumber, Sex, legible, legible_code};
use chrono::{Datelike, NaiveDate};

/// What a cell means, as its column writes it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Meaning {
    /// It can be read in one way only.
    Sure(String),
    /// Somebody must look.
    Likely(String),
    Unknown,
}

impl Meaning {
    fn sure_if(is_sure: bool, text: String) -> Self {
        if is_sure { Self::Sure(text) } else { Self::Likely(text) }
    }
}

/// The row that a cell stands in: its other cells may tell how to read it.
#[derive(Clone, Copy)]
pub(super) struct Beside<'a> {
    pub table: &'static Table,
    pub header: &'a Header,
    pub row: &'a dyn RawRow,
}

impl Beside<'_> {
    /// The cell of another column, with what it may hold.
    fn cell(&self, name: &str) -> Option<(Kind, RawCell<'_>)> {
        let at = self.table.columns.iter().position(|column| column.name == name)?;
        Some((self.table.columns[at].kind, self.row.cell(self.header.places[at]?)))
    }

    /// What another cell holds, where it holds what it should.
    fn canonical(&self, name: &str) -> Option<String> {
        let (kind, raw) = self.cell(name)?;
        canonical(kind, raw)
    }

    /// The number of the row's person, zeros that were lost in front put back.
    fn number(&self) -> Option<PersonalNumber> {
        personal_number(&cell::text(self.cell(PERSONAL_ID)?.1))
    }

    fn sex(&self) -> Option<Sex> {
        Sex::parse(&self.canonical("sex")?)
    }

    /// The year of birth that the row tells beside the number.
    fn birth_year(&self) -> Option<i32> {
        let (_, raw) = self.cell("birth_date")?;
        let strict = self.canonical("birth_date").and_then(|text| moment::date(&text).ok());
        let year = strict.as_ref().map(PartialDate::year);
        year.or_else(|| match raw {
            RawCell::Text(text) => match day::date(text, true) {
                Meaning::Sure(text) => moment::date(&text).ok().map(|date| date.year()),
                Meaning::Likely(_) | Meaning::Unknown => None,
            },
            RawCell::Date(date) => date.year,
            RawCell::Number(_)
            | RawCell::Hour(_)
            | RawCell::Boolean(_)
            | RawCell::Fault(_)
            | RawCell::Uncalculated => None,
        })
    }
}

/// The personal number that a text means, zeros that were lost in front put back.
pub(super) fn personal_number(text: &str) -> Option<PersonalNumber> {
    PersonalNumber::parse(&number::full(text.trim())?).ok()
}

/// The text of a cell in canonical form; `None` if it is empty or not what the column needs.
pub(super) fn canonical(kind: Kind, raw: RawCell<'_>) -> Option<String> {
    let mut out = Vec::new();
    cell::push(kind, raw, &mut out).ok()?;
    String::from_utf8(out).ok().filter(|text| !text.is_empty())
}

/// What a cell means that was refused for `cause`.
pub(super) fn meaning(column: &Column, raw: RawCell<'_>, cause: &Cause, beside: Beside<'_>) -> Meaning {
    let found = match (raw, cause) {
        (_, Cause::TooLong) | (RawCell::Fault(_) | RawCell::Uncalculated, _) => Meaning::Unknown,
        (RawCell::Text(text), Cause::ControlCharacter) => without_controls(column, text, beside),
        (RawCell::Text(text), _) => of_text(column, text.trim(), beside),
        (RawCell::Number(number), _) => of_number(column, number, beside),
        (RawCell::Date(date), _) => of_date(column, date, beside),
        (RawCell::Hour(_) | RawCell::Boolean(_), _) => Meaning::Unknown,
    };
    usable(column, found)
}

/// What is sure must be what the column needs, or empty where it may be; else nothing was understood.
fn usable(column: &Column, found: Meaning) -> Meaning {
    match found {
        Meaning::Sure(text) if text.is_empty() && !column.required => Meaning::Sure(text),
        Meaning::Sure(text) => {
            canonical(column.kind, RawCell::Text(&text)).map_or(Meaning::Unknown, Meaning::Sure)
        }
        Meaning::Likely(text) => {
            canonical(column.kind, RawCell::Text(&text)).map_or(Meaning::Unknown, Meaning::Likely)
        }
        Meaning::Unknown => Meaning::Unknown,
    }
}

/// Characters that nobody sees say nothing and are left out; in place of a NUL a letter may have been lost.
fn without_controls(column: &Column, text: &str, beside: Beside<'_>) -> Meaning {
    let is_text = matches!(column.kind, Kind::Text | Kind::Texts);
    let kept = if is_text { legible(text) } else { legible_code(text) }.text;
    if kept.is_empty() {
        return if text.contains('\0') || column.required { Meaning::Unknown } else { Meaning::Sure(kept) };
    }
    let found = match canonical(column.kind, RawCell::Text(&kept)) {
        Some(read) => Meaning::Sure(read),
        None => of_text(column, kept.trim(), beside),
    };
    match found {
        Meaning::Sure(read) => Meaning::sure_if(!text.contains('\0'), read),
        other => other,
    }
}

fn of_text(column: &Column, text: &str, beside: Beside<'_>) -> Meaning {
    match column.kind {
        Kind::Digits(count) => number::digits(column, count, text, beside),
        Kind::Date => {
            let is_birth = column.name == BIRTH_DATE;
            match day::date(text, is_birth) {
                Meaning::Unknown => day::likely(text, beside.number().filter(|_| is_birth)),
                found => found,
            }
        }
        Kind::Moment => clock::moment(text),
        Kind::Hour => clock::hour(text),
        Kind::Whole => number::whole(column, text),
        Kind::Decimal => number::decimal(text),
        Kind::Code => without_spaces(text),
        Kind::Codes => Meaning::Sure(
            text.split([';', ',', '/', ' ']).filter(|code| !code.is_empty()).collect::<Vec<_>>().join(";"),
        ),
        Kind::One(values) => {
            words::likely(values, text).map_or(Meaning::Unknown, |value| Meaning::Likely(value.into()))
        }
        Kind::Boolean => {
            words::likely(TRUTH, text).map_or(Meaning::Unknown, |value| Meaning::Likely(value.into()))
        }
        Kind::Text | Kind::Texts | Kind::Nationality => Meaning::Unknown,
    }
}

const BIRTH_DATE: &str = "birth_date";

/// A code holds no spaces, so those that were typed into it say nothing.
fn without_spaces(text: &str) -> Meaning {
    Meaning::Sure(text.trim_start_matches(['\'', '’', '‘']).split_whitespace().collect())
}

fn of_number(column: &Column, number: f64, beside: Beside<'_>) -> Meaning {
    let text = number.to_string();
    match column.kind {
        Kind::Date => serial::date(column, number, beside),
        Kind::Moment => cell::date_of_serial(number.trunc())
            .map_or(Meaning::Unknown, |day| Meaning::Likely(day.to_string())),
        Kind::Digits(count) if column.name != PERSONAL_ID => {
            match number::digits(column, count, &text, beside) {
                // A number of a workbook cannot keep zeros in front, whatever its digits were.
                Meaning::Likely(_) => number::padded(&text, count),
                found => found,
            }
        }
        _ => of_text(column, &text, beside),
    }
}

const PERSONAL_ID: &str = "personal_id";

fn of_date(column: &Column, DateCell { moment, year }: DateCell, beside: Beside<'_>) -> Meaning {
    let day = moment.date();
    match column.kind {
        Kind::Date => match year {
            Some(year) => serial::year(column, day, year, beside),
            None => Meaning::sure_if(column.name != BIRTH_DATE, day.to_string()),
        },
        // A house or a number of two parts, such as 12/3, that a spreadsheet took for a day.
        Kind::Text | Kind::Code => Meaning::Likely(parts_of_day(day)),
        _ => Meaning::Unknown,
    }
}

fn parts_of_day(day: NaiveDate) -> String {
    format!("{}/{}", day.day(), day.month())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::extract::schema::TABLES;
    use proptest::prelude::*;

    /// A row of one cell, in the column at hand.
    struct One(String, usize);

    impl RawRow for One {
        fn cell(&self, column: usize) -> RawCell<'_> {
            RawCell::Text(if column == self.1 { &self.0 } else { "" })
        }

        fn width(&self) -> usize {
            self.1 + 1
        }

        fn line(&self) -> u64 {
            1
        }
    }

    /// Text that is nearly what some column needs.
    fn cells() -> impl Strategy<Value = String> {
        let piece = prop_oneof![
            Just("/".to_owned()),
            Just("-".to_owned()),
            Just(".".to_owned()),
            Just(",".to_owned()),
            Just(" ".to_owned()),
            Just(":".to_owned()),
            Just("h".to_owned()),
            Just("T".to_owned()),
            Just("+07:00".to_owned()),
            Just(" CH".to_owned()),
            Just("\u{7}".to_owned()),
            Just("tháng".to_owned()),
            Just("vợ".to_owned()),
            Just("Việt Nam".to_owned()),
            "[0-9]{1,4}",
            "[0-9]{9,12}",
            any::<char>().prop_map(String::from),
        ];
        proptest::collection::vec(piece, 0..8).prop_map(|pieces| pieces.concat())
    }

    proptest! {
        #![proptest_config(ProptestConfig { cases: 600, failure_persistence: None, ..ProptestConfig::default() })]

        /// Whatever stands in a cell: reading it does not panic, what was read is read as itself again, and what a cell
        /// surely or likely means is what its column needs.
        #[test]
        fn what_was_read_is_read_again_as_itself(text in cells()) {
            for table in TABLES {
                for (at, column) in table.columns.iter().enumerate() {
                    let mut places = vec![None; table.columns.len()];
                    places[at] = Some(at);
                    let header = Header { places, unknown: Vec::new(), names: Vec::new(), width: at + 1, least: at + 1 };
                    let row = One(text.clone(), at);
                    let mut out = Vec::new();
                    let read = match cell::push(column.kind, row.cell(at), &mut out) {
                        Ok(()) => String::from_utf8(out).expect("text"),
                        Err(cause) => match meaning(column, row.cell(at), &cause, Beside { table, header: &header, row: &row }) {
                            Meaning::Sure(read) | Meaning::Likely(read) => read,
                            Meaning::Unknown => continue,
                        },
                    };
                    let mut again = Vec::new();
                    prop_assert!(cell::push(column.kind, RawCell::Text(&read), &mut again).is_ok(), "{}: {read:?}", column.name);
                    prop_assert_eq!(String::from_utf8(again).expect("text"), read);
                }
            }
        }
    }
}
