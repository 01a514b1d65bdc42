//! `constituencies.csv`: voters and seats of every constituency.

use super::{CsvError, write};
use crate::render::constituencies::ConstituencyLine;
use crate::roll::{Constituencies, Numbers, Tenths};
use std::io::Write;

/// The columns of `constituencies.csv`.
pub const CONSTITUENCIES_HEADER: [&str; 14] = [
    "level",
    "constituency_code",
    "number",
    "name",
    "seats",
    "communes",
    "areas",
    "voters",
    "male",
    "female",
    "first_time",
    "over_80",
    "voters_per_seat",
    "deviation",
];

/// Writes `constituencies.csv`: one row a constituency, from the nation down, behind a byte order mark. Voters are those who have
/// the ballot of its level; the deviation is in percent of the mean of the body its deputies are elected to, empty where there is
/// nothing to compare.
///
/// # Errors
/// [`CsvError`] if the writer fails.
pub fn constituencies(
    constituencies: &Constituencies<'_>,
    numbers: Numbers,
    to: impl Write,
) -> Result<(), CsvError> {
    let tenths = |value: Option<Tenths>| value.map(|value| value.to_string()).unwrap_or_default();
    let records = constituencies.rows().map(|row| {
        let line = ConstituencyLine::of(row, numbers);
        [
            line.level.as_str().to_owned(),
            row.constituency.constituency_code.to_string(),
            line.number.to_string(),
            line.name,
            line.seats.to_string(),
            line.communes.to_string(),
            line.areas.to_string(),
            line.voters.to_string(),
            line.male.to_string(),
            line.female.to_string(),
            line.first_time.to_string(),
            line.over_80.to_string(),
            tenths(line.voters_per_seat),
            tenths(line.deviation),
        ]
    });
    write("constituencies.csv", CONSTITUENCIES_HEADER, records, to)
}
