//! The clock of one voting area (C1–C8): until when lists are posted, complained of, changed, and voted by.

use super::citation::cite;
use super::{Citation, Election, RuleProfile};
use crate::territory::OpensAt;
use chrono::{Days, NaiveDate, NaiveDateTime, NaiveTime, TimeDelta};
use serde::{Deserialize, Serialize};
use std::fmt;

/// A rule of the clock.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum ClockRule {
    /// Lists are posted.
    C1,
    /// Complaints are heard.
    C2,
    /// Suits are brought.
    C3,
    /// Additions, transfers, restorations.
    C4,
    /// Removals for loss of the right.
    C5,
    /// Certificates to vote elsewhere.
    C6,
    /// Voting.
    C7,
}

impl ClockRule {
    /// Every rule, in its order.
    pub const ALL: [ClockRule; 7] = [Self::C1, Self::C2, Self::C3, Self::C4, Self::C5, Self::C6, Self::C7];

    /// The id.
    pub fn id(self) -> &'static str {
        match self {
            Self::C1 => "C1",
            Self::C2 => "C2",
            Self::C3 => "C3",
            Self::C4 => "C4",
            Self::C5 => "C5",
            Self::C6 => "C6",
            Self::C7 => "C7",
        }
    }

    /// The act and the articles behind the rule.
    pub fn citation(self) -> Citation {
        match self {
            Self::C1 => cite!(Election "32"),
            Self::C2 => cite!(Election "33"),
            Self::C3 => cite!(Procedure "116, 199, 202"),
            Self::C4 => cite!(Election "29.4, 30.2–30.4"),
            Self::C5 => cite!(Election "30.5"),
            Self::C6 => cite!(Election "34"),
            Self::C7 => cite!(Election "71–72"),
        }
    }
}

impl fmt::Display for ClockRule {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.id())
    }
}

/// The last moment of something, inclusive: a whole day, or a minute.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(untagged)]
pub enum Limit {
    Moment(NaiveDateTime),
    Day(NaiveDate),
}

impl Limit {
    /// Whether `now` is after it; local time.
    pub fn is_past(self, now: NaiveDateTime) -> bool {
        match self {
            Self::Moment(moment) => now > moment,
            Self::Day(day) => now.date() > day,
        }
    }

    /// The day of it.
    pub fn day(self) -> NaiveDate {
        match self {
            Self::Moment(moment) => moment.date(),
            Self::Day(day) => day,
        }
    }

    /// The moment of it; of a whole day its midnight, before all its hours.
    pub fn moment(self) -> NaiveDateTime {
        match self {
            Self::Moment(moment) => moment,
            Self::Day(day) => midnight(day),
        }
    }

    /// As Vietnamese papers write it: "7 giờ 00 ngày 14/03/2026" or "ngày 10/03/2026".
    pub fn printed(self) -> String {
        match self {
            Self::Moment(moment) => moment.format("%-H giờ %M ngày %d/%m/%Y").to_string(),
            Self::Day(day) => day.format("ngày %d/%m/%Y").to_string(),
        }
    }
}

impl fmt::Display for Limit {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Moment(moment) => write!(f, "{}", moment.format("%Y-%m-%d %H:%M")),
            Self::Day(day) => write!(f, "{day}"),
        }
    }
}

/// From when until when something may be done.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct Term {
    pub rule: ClockRule,
    /// `None`: it begins with posting, which has not happened.
    pub from: Option<NaiveDateTime>,
    pub until: Limit,
}

/// Where a term stands at a moment.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Standing {
    /// It has not begun.
    Ahead,
    Running,
    Over,
}

impl Term {
    /// Where the term stands at `now`.
    pub fn standing(&self, now: NaiveDateTime) -> Standing {
        if self.until.is_past(now) {
            return Standing::Over;
        }
        match self.from {
            Some(from) if from <= now => Standing::Running,
            Some(_) | None => Standing::Ahead,
        }
    }
}

/// The terms of one area.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct Timetable {
    pub terms: [Term; 7],
}

impl Timetable {
    /// The timetable of an area that opens at `opens_at`, or at the election's hour, and whose list was posted at
    /// `posted_at`; local time.
    pub fn new(
        election: &Election,
        profile: &RuleProfile,
        opens_at: Option<OpensAt>,
        posted_at: Option<NaiveDateTime>,
    ) -> Self {
        let opening = opens_at.unwrap_or(OpensAt::Hour(election.opens_at)).moment(election.election_day);
        let before = |days: u32| election.election_day - Days::new(days.into());
        let complaints =
            posted_at.map_or(election.posted_on, |at| at.date()) + Days::new(profile.complaint_days.into());
        // Where voting is early, nobody complains of the list once it has begun.
        let complaints = match opening.date() <= complaints {
            true => Limit::Moment(opening),
            false => Limit::Day(complaints),
        };
        let voting_ends = Limit::Moment(opening.date().and_time(election.closes_at));
        let term = |rule, from, until| Term { rule, from, until };
        let always = Some(NaiveDateTime::MIN);
        Self {
            terms: [
                term(ClockRule::C1, always, Limit::Day(before(profile.posting_days_before))),
                term(ClockRule::C2, posted_at, complaints),
                term(ClockRule::C3, posted_at, Limit::Day(before(profile.suit_days_before))),
                term(ClockRule::C4, posted_at, Limit::Moment(election.change_cut_off(opens_at, profile))),
                term(ClockRule::C5, posted_at, Limit::Moment(opening)),
                // A certificate after the voting of its area would give no vote, or a second one.
                term(ClockRule::C6, posted_at, voting_ends),
                term(ClockRule::C7, Some(opening), voting_ends),
            ],
        }
    }

    /// The term of a rule.
    pub fn term(&self, rule: ClockRule) -> &Term {
        &self.terms[rule as usize]
    }

    /// Whether something under this rule may be done at `now`.
    pub fn allows(&self, rule: ClockRule, now: NaiveDateTime) -> bool {
        !self.term(rule).until.is_past(now)
    }
}

/// The last day on which a complaint that was entered at `opened_at` is settled in time (C2, Art. 33).
pub fn settled_by(opened_at: NaiveDateTime, profile: &RuleProfile) -> NaiveDate {
    (opened_at + TimeDelta::days(profile.complaint_settled_days.into())).date()
}

/// Midnight that begins a day.
pub fn midnight(day: NaiveDate) -> NaiveDateTime {
    day.and_time(NaiveTime::MIN)
}
