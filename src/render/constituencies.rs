//! The sums of constituencies as `summary.json` and `constituencies.csv` tell them, and the name of each one's page.

use crate::people::ConstituencyCode;
use crate::roll::{Constituencies, ConstituencyTotals, Count, Numbers, OfThem, Tenths};
use crate::territory::{Constituency, Level};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// The folder of the pages and bound papers of constituencies, at the top of an output.
pub const FOLDER: &str = "constituencies";

/// The sums of one constituency. Voters are those who have the ballot of its level.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ConstituencyLine {
    pub level: Level,
    pub number: u32,
    /// Empty where it has none.
    pub name: String,
    pub seats: u32,
    /// Communes and areas that were counted.
    pub communes: u64,
    pub areas: u64,
    pub voters: u64,
    pub male: u64,
    pub female: u64,
    pub first_time: u64,
    pub over_80: u64,
    /// Voters of the same areas by ballot.
    pub national: u64,
    pub provincial: u64,
    pub communal: u64,
    pub voters_per_seat: Option<Tenths>,
    /// Percent of the mean of the body that its deputies are elected to.
    pub deviation: Option<Tenths>,
}

impl ConstituencyLine {
    /// The line of a constituency.
    pub fn of(row: &ConstituencyTotals<'_>, numbers: Numbers) -> Self {
        let totals = row.totals(numbers);
        let Count { total, male, female } = totals.ballot(row.level());
        let OfThem { first_time, elderly } = totals.of_ballot(row.level());
        let Constituency { level, number, name, seats, .. } = row.constituency;
        Self {
            level: *level,
            number: *number,
            name: name.clone().unwrap_or_default(),
            seats: *seats,
            communes: row.communes.len() as u64,
            areas: row.areas(numbers).count() as u64,
            voters: total,
            male,
            female,
            first_time,
            over_80: elderly,
            national: totals.national.total,
            provincial: totals.provincial.total,
            communal: totals.communal.total,
            voters_per_seat: row.voters_per_seat(numbers),
            deviation: row.deviation(numbers),
        }
    }

    /// The lines of all constituencies by code.
    pub fn by_code(
        constituencies: &Constituencies<'_>,
        numbers: Numbers,
    ) -> BTreeMap<ConstituencyCode, ConstituencyLine> {
        let rows = constituencies.rows();
        rows.map(|row| (row.constituency.constituency_code.clone(), Self::of(row, numbers))).collect()
    }
}

/// The beginning of the names of a constituency's files, below [`FOLDER`]: its level and code, in letters of English whatever
/// the code is written in.
///
/// ```
/// use cutri::people::ConstituencyCode;
/// use cutri::render::constituencies::file_stem;
/// use cutri::territory::Level;
/// let stem = |code| file_stem(Level::National, &ConstituencyCode::parse(code).unwrap());
/// assert_eq!(stem("01-QH-3"), "national-01-QH-3");
/// assert_eq!(stem("Đ1"), "national.c49031");
/// ```
pub fn file_stem(level: Level, code: &ConstituencyCode) -> String {
    let (level, text) = (level.as_str(), code.as_str());
    match text.is_ascii() {
        true => format!("{level}-{text}"),
        // No other code has such a name: after the level stands a full stop.
        false => {
            let bytes: String = text.bytes().map(|byte| format!("{byte:02x}")).collect();
            format!("{level}.{bytes}")
        }
    }
}
