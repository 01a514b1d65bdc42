//! Permanent, temporary and current residences: which hold on election day, since when, and the cases that rest on
//! nothing else (P8, P9, P10, P0).

use super::case::{Case, Flags, Placement};
use super::decision::FactTable;
use super::{Flag, Rule, Terms};
use crate::people::{PartialDate, PersonFacts, Residence, ResidenceKind, add_months};
use crate::territory::Levels;
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

    /// The residences of a kind that hold on election day.
    fn held(&self, kind: ResidenceKind) -> impl Iterator<Item = Held<'a>> + use<'a> {
        let (day, lapse) = (self.election_day(), self.terms.profile.temporary_lapse_months);
        self.residences(kind).filter(move |(_, residence)| residence.is_in_force(day, lapse))
    }

    /// The permanent residence in force; of two the latest registered.
    pub fn permanent(&self) -> Option<Held<'a>> {
        latest(self.held(ResidenceKind::Permanent))
    }

    /// The current places in force.
    pub fn current(&self) -> impl Iterator<Item = Held<'a>> + use<'a> {
        self.held(ResidenceKind::Current)
    }

    /// The temporary residences in force.
    pub fn temporary(&self) -> impl Iterator<Item = Held<'a>> + use<'a> {
        self.held(ResidenceKind::Temporary)
    }

    /// The latest lapsed temporary residence that no later row continues (Residence Law Art. 27).
    pub fn lapsed(&self) -> Option<Held<'a>> {
        let case = *self;
        let (day, lapse) = (self.election_day(), self.terms.profile.temporary_lapse_months);
        let lapsed =
            |held: &Residence| held.has_begun(day) && !held.has_ended(day) && held.has_lapsed(day, lapse);
        let rows = self.residences(ResidenceKind::Temporary);
        latest(rows.filter(|(_, held)| lapsed(held)).filter(|held| !case.is_continued(*held)))
    }

    /// Whether a later row of the same commune took over by election day when this one lapsed, at most the days of a gap
    /// that joins after it; of two equal days the later row is the later.
    fn is_continued(&self, held: Held<'_>) -> bool {
        let (index, held) = held;
        let lapse = self.terms.profile.temporary_lapse_months;
        let Some(last) = held.lapses_after(lapse) else { return false };
        let place = |(index, row): Held<'_>| (row.registered_on.map(|start| start.last()), index);
        let until =
            (last + Days::new(1 + u64::from(self.terms.profile.join_gap_days))).min(self.election_day());
        self.residences(ResidenceKind::Temporary).any(|next| {
            let took_over = place(next).0.map(|start| start.max(last + Days::new(1)));
            self.terms
                .territory
                .is_same_or_predecessor(&held.commune_code, self.commune_now(&next.1.commune_code))
                && place(next) > place((index, held))
                && took_over.is_some_and(|day| day <= until && next.1.end(lapse).is_none_or(|end| day < end))
        })
    }

    /// Whether a registration that begins on `start` follows an earlier one with at most `gap_days` between; one that never
    /// ended goes on until the next begins.
    fn joins(&self, earlier: &Residence, start: NaiveDate, gap_days: u32) -> bool {
        let end = earlier.end(self.terms.profile.temporary_lapse_months);
        end.is_none_or(|end| start <= end + Days::new(gap_days.into()))
    }

    /// Since when a temporary residence has been registered in its commune, earlier rows there and in predecessor
    /// communes joined, and whether that gives P4 or P5 (P0: the months are counted to election day). Flags dates that decide.
    pub fn registration(&self, held: &Residence, flags: &mut Flags) -> Registration {
        let (join, broken) = (self.terms.profile.join_gap_days, self.terms.profile.broken_gap_days);
        let complete = |start: NaiveDate| add_months(start, self.terms.profile.temporary_residence_months);
        let is_reached = |start: NaiveDate| complete(start) <= self.election_day();
        let since = self.registered_since(held, PartialDate::last, join);
        let Some(start) = since else { return Registration { since, rule: Rule::P5 } };
        let reached = is_reached(start.last());
        let from_first_days = self.registered_since(held, PartialDate::first, join);
        if from_first_days.is_some_and(|start| is_reached(start.first()) != reached) {
            flags.insert(Flag::AssumedRegistrationDate);
        }
        if self.terms.election.posted_on < complete(start.last()) && reached {
            flags.insert(Flag::Crosses12Months);
        }
        let over_gaps = self.registered_since(held, PartialDate::last, broken.max(join));
        if !reached && over_gaps.is_some_and(|start| is_reached(start.last())) {
            flags.insert(Flag::BrokenTemporary);
        }
        Registration { since, rule: if reached { Rule::P4 } else { Rule::P5 } }
    }

    /// The earliest start of the rows that join over gaps of so many days, each counted from its first or its last possible
    /// day.
    fn registered_since(
        &self,
        held: &Residence,
        day: fn(&PartialDate) -> NaiveDate,
        gap_days: u32,
    ) -> Option<PartialDate> {
        let commune = self.commune_now(&held.commune_code);
        let rows: Vec<&Residence> = self
            .residences(ResidenceKind::Temporary)
            .map(|(_, row)| row)
            .filter(|row| self.terms.territory.is_same_or_predecessor(&row.commune_code, commune))
            .collect();
        let mut since = held.registered_on?;
        while let Some(earlier) = rows.iter().find_map(|row| {
            let start = row.registered_on.filter(|start| day(start) < day(&since))?;
            self.joins(row, day(&since), gap_days).then_some(start)
        }) {
            since = earlier;
        }
        Some(since)
    }
}

/// The permanent residence of a person that is in force on election day; of two the latest registered.
pub fn permanent_residence<'a>(facts: &'a PersonFacts, terms: Terms<'_>) -> Option<&'a Residence> {
    let (index, _) = Case { facts, terms }.permanent()?;
    facts.residences.get(index)
}

/// The latest registered; an unknown day is the earliest; of two equal days the later row.
pub(super) fn latest<'a>(held: impl Iterator<Item = Held<'a>>) -> Option<Held<'a>> {
    held.max_by_key(|(index, residence)| (residence.registered_on.map(|day| day.last()), *index))
}

/// P8: the permanent place, with all three ballots (Art. 29.1–2).
pub(super) fn permanent_place<'a>(case: &Case<'a>, held: Held<'a>) -> Placement<'a> {
    let (index, residence) = held;
    Placement {
        rule: Rule::P8,
        also: Vec::new(),
        place: case.house(residence),
        ballots: Levels::ALL,
        facts: vec![FactTable::Residences.at(index)],
        temporary_since: None,
    }
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
