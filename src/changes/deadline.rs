//! Until when a change may be made (C4, C5, C6), judged for each area it touches.

use super::{Event, Kind};
use crate::law::{ClockRule, Limit, Timetable};
use crate::people::AreaCode;
use chrono::NaiveDateTime;
use serde::{Deserialize, Serialize};

/// A change came too late for an area.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, thiserror::Error)]
#[error("too late for area {area_code}: {rule} allowed it until {until} ({article})")]
pub struct Late {
    pub area_code: AreaCode,
    pub rule: ClockRule,
    pub article: String,
    pub until: Limit,
}

/// The rule of the clock that a change is judged by.
///
/// Additions, transfers and restorations end 24 hours before voting starts (C4); removals for loss of the right are
/// allowed until it starts (C5), and so are corrections that give and take no ballot, for the list must be right when it
/// is read at the table. Certificates to vote elsewhere are issued until election day (C6). A removal for any other cause
/// is no loss of the right and ends with C4: nobody loses the vote in the last 24 hours by a register alone. What a court
/// decides is obeyed at once (C3), until voting starts.
pub fn deadline_of(event: Event, kind: Kind, moves_ballots: bool, by_court: bool) -> ClockRule {
    match (event, kind) {
        (Event::R8, _) => ClockRule::C6,
        (_, _) if by_court => ClockRule::C5,
        // A mark alone goes where the row that stood is in a list that is a draft.
        (Event::R6 | Event::R17 | Event::R10, Kind::Remove | Kind::Mark) => ClockRule::C5,
        (_, Kind::Correct) if !moves_ballots => ClockRule::C5,
        (_, Kind::Add | Kind::Remove | Kind::Correct | Kind::Mark | Kind::Transfer) => ClockRule::C4,
    }
}

/// Judges a change by the clock of an area.
///
/// # Errors
/// [`Late`] with the article and the last moment that was allowed.
pub fn check(
    area_code: &AreaCode,
    timetable: &Timetable,
    rule: ClockRule,
    now: NaiveDateTime,
) -> Result<(), Late> {
    if timetable.allows(rule, now) {
        return Ok(());
    }
    let until = timetable.term(rule).until;
    Err(Late { area_code: area_code.clone(), rule, article: rule.article().to_owned(), until })
}
