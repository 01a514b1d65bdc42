//! P0: how long a residence holds, which day it was registered on, and which registration lapsed. A registration is
//! looked at day by day.

use super::Flags;
use super::calendar::{Days, days, months_after, next};
use super::desk::Desk;
use chrono::{NaiveDate, TimeDelta};
use cutri::people::{Residence, ResidenceKind};

/// A way to read a day of registration that is known in part.
pub type Reading = fn(Days) -> NaiveDate;

/// "`registered_on`, for the 12 months, the last."
pub fn last(days: Days) -> NaiveDate {
    days.last
}

/// "Where the first day would give another case."
pub fn first(days: Days) -> NaiveDate {
    days.first
}

/// The day the residence was registered on, as it is read; none if it is not known.
pub fn registered(home: &Residence, reading: Reading) -> Option<NaiveDate> {
    home.registered_on.as_ref().map(|date| reading(days(date)))
}

impl<'a> Desk<'a> {
    /// The first day on which the row no longer holds: "a row ends on the first of `ended_on`, the day after
    /// `expires_on`, its lapse".
    fn end(&self, home: &Residence) -> Option<NaiveDate> {
        let ended = home.ended_on.as_ref().map(|date| days(date).last);
        [ended, self.lapse(home)].into_iter().flatten().min()
    }

    /// The first day after `expires_on`; "without it, start + 24 months" and the day after, for temporary residence.
    fn lapse(&self, home: &Residence) -> Option<NaiveDate> {
        if let Some(expiry) = &home.expires_on {
            return Some(next(days(expiry).last));
        }
        let start = registered(home, last).filter(|_| home.kind == ResidenceKind::Temporary)?;
        Some(next(months_after(start, self.profile().lapse_months)))
    }

    fn has_begun(&self, home: &Residence) -> bool {
        registered(home, first).is_none_or(|day| day <= self.day())
    }

    fn is_in_force(&self, home: &Residence) -> bool {
        self.has_begun(home) && self.end(home).is_none_or(|end| self.day() < end)
    }

    /// The latest registered of the residences in force; an unknown day is the earliest, of equal days the later row.
    pub fn latest_home(&self, wanted: impl Fn(&Residence) -> bool) -> Option<&'a Residence> {
        let homes = self.facts.residences.iter().filter(|home| self.is_in_force(home));
        homes.filter(|home| wanted(home)).max_by_key(|home| registered(home, last))
    }

    /// Whether a row under an older or the same code tells of the commune where `home` lies.
    fn is_of_commune(&self, row: &Residence, home: &Residence) -> bool {
        let commune = self.commune_of(home);
        let code = self.commune_of(row);
        let made_from = self.commune(&commune).map_or(&[][..], |commune| &commune.predecessors);
        code == commune || made_from.iter().any(|before| before.as_str() == code)
    }

    /// P4, else P5: whether the 12 months are full on election day.
    pub fn has_the_months(&self, home: &Residence, flags: &mut Flags) -> bool {
        let profile = self.profile();
        let due = |reading: Reading, gap: u32| {
            self.registered_since(home, reading, gap).map(|day| months_after(day, profile.registered_months))
        };
        let full = |due: Option<NaiveDate>| due.is_some_and(|due| due <= self.day());
        let due_then = due(last, profile.join_gap_days);
        if full(due_then) != full(due(first, profile.join_gap_days)) {
            flags.insert("assumed_registration_date".to_owned());
        }
        if !full(due_then) && full(due(last, profile.join_gap_days.max(profile.broken_gap_days))) {
            flags.insert("broken_temporary".to_owned());
        }
        if full(due_then) && due_then > Some(self.election.posted_on) {
            flags.insert("crosses_12_months".to_owned());
        }
        full(due_then)
    }

    /// Since when the person is registered in the commune of this temporary residence: from its own first day back, day
    /// by day, as long as no more than `gap` days in a row are without a registration there. It looks no further than
    /// where every answer is settled.
    fn registered_since(&self, home: &Residence, reading: Reading, gap: u32) -> Option<NaiveDate> {
        let mut since = registered(home, reading)?;
        let rows = self.facts.residences.iter();
        let of_place =
            rows.filter(|row| row.kind == ResidenceKind::Temporary && self.is_of_commune(row, home));
        let spans: Vec<(NaiveDate, Option<NaiveDate>)> =
            of_place.filter_map(|row| Some((registered(row, reading)?, self.end(row)))).collect();
        let settled = self.day().min(self.election.posted_on)
            - TimeDelta::days(31 * i64::from(self.profile().registered_months + 1));
        let (mut day, mut without) = (since, 0);
        while without <= gap && settled < since {
            day = day.pred_opt()?;
            let joined = spans.iter().filter(|(from, end)| reaches(*from, *end, day));
            match joined.map(|(from, _)| day.max(*from)).filter(|start| *start < since).min() {
                Some(start) => (since, day, without) = (start, start, 0),
                None => without += 1,
            }
        }
        Some(since)
    }

    /// The temporary registrations that lapsed and were not renewed: begun, not ended by anybody, over on election day.
    pub fn lapsed(&self) -> Vec<&'a Residence> {
        let ended =
            |home: &Residence| home.ended_on.as_ref().is_some_and(|date| days(date).last <= self.day());
        let rows = self.facts.residences.iter().enumerate();
        let temporary = rows.filter(|(_, home)| home.kind == ResidenceKind::Temporary);
        let open = temporary.filter(|(_, home)| self.has_begun(home) && !ended(home));
        let over = open.filter(|(at, home)| {
            self.lapse(home).is_some_and(|lapse| lapse <= self.day() && !self.is_renewed(*at, lapse))
        });
        over.map(|(_, home)| home).collect()
    }

    /// Whether a later row of the commune took over when this one lapsed: it holds on that day, or at most so many days
    /// after as rows may be apart, and not only after election day.
    fn is_renewed(&self, at: usize, lapse: NaiveDate) -> bool {
        let home = &self.facts.residences[at];
        let days = (0..=self.profile().join_gap_days).map(|gap| lapse + TimeDelta::days(i64::from(gap)));
        let days: Vec<NaiveDate> = days.filter(|day| *day <= self.day()).collect();
        self.facts.residences.iter().enumerate().any(|(other, row)| {
            let Some(from) = registered(row, last) else { return false };
            let later = (Some(from), other) > (registered(home, last), at);
            let holds = |day: &NaiveDate| from <= *day && self.end(row).is_none_or(|end| *day < end);
            row.kind == ResidenceKind::Temporary
                && later
                && self.is_of_commune(home, row)
                && days.iter().any(holds)
        })
    }
}

/// Whether a registration joins what follows this day: it holds on it, or it ended with it and is read as registered only
/// after that, for of its month or year the last day counts.
fn reaches(from: NaiveDate, end: Option<NaiveDate>, day: NaiveDate) -> bool {
    let last_of_all = end.and_then(|end| end.pred_opt());
    end.is_none_or(|end| day < end) && (from <= day || last_of_all == Some(day))
}
