//! Dates that a workbook shows as numbers, and years that it shows as dates.

use super::{BIRTH_DATE, Beside, Meaning, cell};
use crate::extract::schema::Column;
use chrono::{Datelike, NaiveDate};

/// The last year that is read as one whatever the number says: nobody born later votes in the years to come, and whoever is
/// said to be born in 1905 does.
const YEAR_MAX: i32 = 2008;

/// What the number of a day without its form means: surely that day where the personal number tells its year of birth.
pub(super) fn date(column: &Column, number: f64, beside: Beside<'_>) -> Meaning {
    let Some(day) = cell::date_of_serial(number) else { return Meaning::Unknown };
    let agrees =
        column.name == BIRTH_DATE && beside.number().is_some_and(|number| number.birth_year() == day.year());
    Meaning::sure_if(agrees, day.to_string())
}

/// What a day means whose number is that of a year, as of 1905 in most workbooks: somebody typed the year into a cell that shows
/// dates. The personal number settles it, where it tells one of the two.
pub(super) fn year(column: &Column, day: NaiveDate, year: i32, beside: Beside<'_>) -> Meaning {
    let told = beside.number().filter(|_| column.name == BIRTH_DATE).map(|number| number.birth_year());
    let typed = format!("{year:04}");
    match told {
        Some(told) if told == year => Meaning::Sure(typed),
        Some(told) if told == day.year() => Meaning::Sure(day.to_string()),
        // Nothing else in these tables is so old.
        _ => Meaning::sure_if(column.name != BIRTH_DATE || year <= YEAR_MAX, typed),
    }
}
