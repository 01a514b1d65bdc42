//! The one door of the clock: whether something is too late for an area (C2–C6), and by which rule a change is judged.

use super::{Difference, Event, Kind, RowEdit};
use crate::law::{ClockRule, Limit, Terms, Timetable};
use crate::people::AreaCode;
use crate::roll::Status;
use chrono::NaiveDateTime;
use serde::{Deserialize, Serialize};

/// Something came too late for an area.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, thiserror::Error)]
#[error(
    "too late for area {area_code}: {rule} allowed it until {until} ({article}){}",
    if *after_area_cutoff { "; the area opens earlier than others, and so its list closes earlier" } else { "" }
)]
pub struct Late {
    pub area_code: AreaCode,
    pub rule: ClockRule,
    pub article: String,
    pub until: Limit,
    /// It would be in time by the hours of the general election day: the area opens earlier.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub after_area_cutoff: bool,
}

/// Whose decision a change carries out.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Authority {
    /// The office that makes the lists, by the registers or by its own decision.
    Office,
    /// A court: obeyed at once (C3), until voting starts.
    Court,
}

/// The clock of the law at a moment, by which everything that is done is judged.
#[derive(Debug, Clone, Copy)]
pub struct Clock<'a> {
    pub terms: Terms<'a>,
    /// Local time.
    pub now: NaiveDateTime,
}

impl Clock<'_> {
    /// Judges something that is done under a rule about an area, whose list was posted at `posted_at`; `None`: on the day of
    /// the election's own calendar.
    ///
    /// # Errors
    /// [`Late`] with the article and the last moment that was allowed.
    pub fn check(
        &self,
        rule: ClockRule,
        area_code: &AreaCode,
        posted_at: Option<NaiveDateTime>,
    ) -> Result<(), Late> {
        let timetable = self.terms.timetable(area_code, posted_at);
        if timetable.allows(rule, self.now) {
            return Ok(());
        }
        let Terms { election, profile, .. } = self.terms;
        Err(Late {
            area_code: area_code.clone(),
            rule,
            article: rule.citation().to_string(),
            until: timetable.term(rule).until,
            after_area_cutoff: Timetable::new(election, profile, None, posted_at).allows(rule, self.now),
        })
    }

    /// Judges a change by the clock of every area whose clock counts; one half too late fails the whole.
    ///
    /// # Errors
    /// [`Late`] of the first area that forbids it.
    pub fn check_change(
        &self,
        event: Event,
        difference: &Difference,
        authority: Authority,
    ) -> Result<(), Late> {
        let rule = difference.clock_rule(event, authority);
        difference.judged().into_iter().try_for_each(|edit| self.check(rule, edit.area(), None))
    }
}

impl Difference {
    /// The rule of the clock for the change under an event. A certificate that is given back restores the own ballots, which
    /// is an addition there and ends with C4.
    pub fn clock_rule(&self, event: Event, authority: Authority) -> ClockRule {
        let moves = self.from.iter().chain(&self.to).any(moves_ballots);
        let lifts = |edit: &RowEdit| edit.before.as_ref().is_some_and(|row| row.status == Status::Marked);
        match event {
            Event::R8 if self.to.as_ref().is_some_and(lifts) => ClockRule::C4,
            _ => deadline_of(event, self.kind, moves, authority),
        }
    }

    /// The edits whose areas' clocks judge the change: those that give or take a ballot. A marked row has none, and does not
    /// keep a right from being lost where the person votes; where no edit moves a ballot, all are judged.
    fn judged(&self) -> Vec<&RowEdit> {
        let all: Vec<&RowEdit> = self.edits().collect();
        let moving: Vec<&RowEdit> = all.iter().copied().filter(|edit| moves_ballots(edit)).collect();
        if moving.is_empty() { all } else { moving }
    }
}

/// The rule of the clock that a change is judged by.
///
/// Additions, transfers and restorations end 24 hours before voting starts (C4); removals for loss of the right are
/// allowed until it starts (C5), and so are corrections that give and take no ballot (R21 too), for the list must be right
/// when it is read at the table. Certificates to vote elsewhere are issued until election day (C6). A removal for any other
/// cause is no loss of the right and ends with C4: nobody loses the vote in the last 24 hours by a register alone. What a
/// court decides is obeyed at once (C3), until voting starts.
pub fn deadline_of(event: Event, kind: Kind, moves_ballots: bool, authority: Authority) -> ClockRule {
    match (event, kind) {
        (Event::R8, _) => ClockRule::C6,
        (_, _) if authority == Authority::Court => ClockRule::C5,
        // A mark alone goes where the row that stood is in a list that is a draft.
        (Event::R6 | Event::R17 | Event::R10, Kind::Remove | Kind::Mark) => ClockRule::C5,
        (_, Kind::Correct) if !moves_ballots => ClockRule::C5,
        (_, Kind::Add | Kind::Remove | Kind::Correct | Kind::Mark | Kind::Transfer) => ClockRule::C4,
    }
}

/// Whether an edit gives or takes a ballot.
pub(super) fn moves_ballots(edit: &RowEdit) -> bool {
    let (before, after) = edit.ballots();
    before != after
}
