//! Permanent, temporary and current residences: which hold on election day, since when, and the cases that rest on
//! nothing else (P8, P9, P10, P0).

use super::case::{Case, Flags, Placement};
use super::decision::FactTable;
use super::{CountedTo, Flag, Rule};
use super::{Election, RuleProfile};
use crate::people::{PartialDate, PersonFacts, Residence, ResidenceKind, add_months};
use crate::territory::{Levels, Territory};
use chrono::{Days, NaiveDate};

/// A residence and its place among the person's residences.
pub(super) type Held<'a> = (usize, &'a Residence);

/// How long a temporary residence has been registered.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Registration {
    /// The earliest start of the rows that join; `None`: unknown.
    pub since: Option<PartialDate>,
    /// P4 if the months are complete, else P5.
    pub rule: Rule,
}

impl<'a> Case<'a> {
    fn residences(&self, kind: ResidenceKind) -> impl Iterator<Item = Held<'a>> + use<'a> {
        self.facts.residences.iter().enumerate().filter(move |(_, residence)| residence.kind == kind)
    }

    /// The permanent residence in force; of two the latest registered.
    pub fn permanent(&self) -> Option<Held<'a>> {
        let case = *self;
        latest(
            self.residences(ResidenceKind::Permanent).filter(move |(_, held)| case.residence_in_force(held)),
        )
    }

    /// The current places in force.
    pub fn current(&self) -> impl Iterator<Item = Held<'a>> + use<'a> {
        let case = *self;
        self.residences(ResidenceKind::Current).filter(move |(_, held)| case.residence_in_force(held))
    }

    /// The temporary residences in force: begun, not ended, not lapsed.
    pub fn temporary(&self) -> impl Iterator<Item = Held<'a>> + use<'a> {
        let case = *self;
        self.residences(ResidenceKind::Temporary)
            .filter(move |(_, held)| case.has_begun(held) && !case.has_ended(held) && !case.has_lapsed(held))
    }

    /// The latest lapsed temporary residence that no later row continues (Residence Law Art. 27).
    pub fn lapsed(&self) -> Option<Held<'a>> {
        let case = *self;
        latest(
            self.residences(ResidenceKind::Temporary)
                .filter(move |(_, held)| {
                    case.has_begun(held) && !case.has_ended(held) && case.has_lapsed(held)
                })
                .filter(move |held| !case.is_continued(*held)),
        )
    }

    fn residence_in_force(&self, held: &Residence) -> bool {
        let expired = held.expires_on.is_some_and(|day| day.last() < self.election_day());
        self.has_begun(held) && !self.has_ended(held) && !expired
    }

    fn has_begun(&self, held: &Residence) -> bool {
        held.registered_on.is_none_or(|day| day.first() <= self.election_day())
    }

    fn has_ended(&self, held: &Residence) -> bool {
        held.ended_on.is_some_and(|day| day.last() <= self.election_day())
    }

    fn has_lapsed(&self, held: &Residence) -> bool {
        self.lapses_after(held).is_some_and(|day| day < self.election_day())
    }

    /// The last day of a temporary registration; `None`: without any date it holds.
    fn lapses_after(&self, held: &Residence) -> Option<NaiveDate> {
        let without_renewal =
            || held.registered_on.map(|start| add_months(start.last(), self.profile.temporary_lapse_months));
        held.expires_on.map(|day| day.last()).or_else(without_renewal)
    }

    /// Whether a later row of the same commune that has not ended begins at most a day after this one ended; of two
    /// equal days the later row is the later.
    fn is_continued(&self, (index, held): Held<'_>) -> bool {
        let place = |(index, row): Held<'_>| (row.registered_on.map(|start| start.last()), index);
        self.residences(ResidenceKind::Temporary).any(|next| {
            self.territory.is_same_or_predecessor(&held.commune_code, self.commune_now(&next.1.commune_code))
                && place(next) > place((index, held))
                && !self.has_ended(next.1)
                && self.joins(held, place(next).0)
        })
    }

    /// Whether `earlier` reaches to the day before `start`, a day between included.
    fn joins(&self, earlier: &Residence, start: Option<NaiveDate>) -> bool {
        let Some(start) = start else { return false };
        let recorded =
            [earlier.ended_on, earlier.expires_on].into_iter().flatten().map(|day| day.last()).min();
        let end = recorded.or_else(|| self.lapses_after(earlier));
        end.is_none_or(|end| start <= end + Days::new(1))
    }

    /// Since when a temporary residence has been registered in its commune, earlier rows there and in predecessor
    /// communes joined, and whether that gives P4 or P5 (P0). Flags dates that decide.
    pub fn registration(&self, held: &Residence, flags: &mut Flags) -> Registration {
        let since = self.registered_since(held, PartialDate::last);
        let complete = |start: NaiveDate| add_months(start, self.profile.temporary_residence_months);
        let counted_to = match self.profile.months_counted_to {
            CountedTo::ElectionDay => self.election_day(),
            CountedTo::Posting => self.election.posted_on,
        };
        let Some(start) = since else { return Registration { since, rule: Rule::P5 } };
        let reached = complete(start.last()) <= counted_to;
        let from_first_days = self.registered_since(held, PartialDate::first);
        if from_first_days.is_some_and(|start| (complete(start.first()) <= counted_to) != reached) {
            flags.insert(Flag::AssumedRegistrationDate);
        }
        if self.election.posted_on < complete(start.last()) && complete(start.last()) <= self.election_day() {
            flags.insert(Flag::Crosses12Months);
        }
        Registration { since, rule: if reached { Rule::P4 } else { Rule::P5 } }
    }

    /// The earliest start of the rows that join, each counted from its first or its last possible day.
    fn registered_since(&self, held: &Residence, day: fn(&PartialDate) -> NaiveDate) -> Option<PartialDate> {
        let commune = self
            .territory
            .current_commune(&held.commune_code)
            .map_or(&held.commune_code, |c| &c.commune_code);
        let rows: Vec<&Residence> = self
            .residences(ResidenceKind::Temporary)
            .map(|(_, row)| row)
            .filter(|row| self.territory.is_same_or_predecessor(&row.commune_code, commune))
            .collect();
        let mut since = held.registered_on?;
        while let Some(earlier) = rows.iter().find_map(|row| {
            let start = row.registered_on.filter(|start| day(start) < day(&since))?;
            self.joins(row, Some(day(&since))).then_some(start)
        }) {
            since = earlier;
        }
        Some(since)
    }
}

/// The permanent residence of a person that is in force on election day; of two the latest registered.
pub fn permanent_residence<'a>(
    facts: &'a PersonFacts,
    election: &Election,
    territory: &Territory,
    profile: &RuleProfile,
) -> Option<&'a Residence> {
    let (index, _) = Case { facts, election, territory, profile }.permanent()?;
    facts.residences.get(index)
}

/// The latest registered; an unknown day is the earliest; of two equal days the later row.
pub(super) fn latest<'a>(held: impl Iterator<Item = Held<'a>>) -> Option<Held<'a>> {
    held.max_by_key(|(index, residence)| (residence.registered_on.map(|day| day.last()), *index))
}

/// P8: the permanent place, with all three ballots (Art. 29.1–2).
pub(super) fn permanent_place<'a>(case: &Case<'a>) -> Option<Placement<'a>> {
    let (index, residence) = case.permanent()?;
    Some(Placement {
        rule: Rule::P8,
        also: Vec::new(),
        place: case.house(residence),
        ballots: Levels::ALL,
        facts: vec![FactTable::Residences.at(index)],
        temporary_since: None,
    })
}

/// P4 or P5: a temporary place, with the communal ballot after 12 months (Art. 29.3).
pub(super) fn temporary_place<'a>(case: &Case<'a>, held: Held<'a>, flags: &mut Flags) -> Placement<'a> {
    let (index, residence) = held;
    let registration = case.registration(residence, flags);
    Placement {
        rule: registration.rule,
        also: Vec::new(),
        place: case.house(residence),
        ballots: ballots_of(registration.rule),
        facts: vec![FactTable::Residences.at(index)],
        temporary_since: registration.since,
    }
}

/// P9: no permanent record, the latest temporary residence, as P4 or P5.
pub(super) fn temporary_only<'a>(case: &Case<'a>, flags: &mut Flags) -> Option<Placement<'a>> {
    let held = latest(case.temporary())?;
    let mut placement = temporary_place(case, held, flags);
    placement.also = vec![placement.rule];
    placement.rule = Rule::P9;
    flags.insert(Flag::TemporaryOnly);
    Some(placement)
}

/// The ballots of a temporary residence: all three under P4, two under P5.
pub(super) fn ballots_of(rule: Rule) -> Levels {
    if rule == Rule::P4 { Levels::ALL } else { Levels::UPPER }
}
