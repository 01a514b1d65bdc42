//! Sums over rows: voters, men, women, and voters of each ballot.

use super::entry::{Entry, Status};
use crate::people::Sex;
use crate::territory::Level;
use serde::{Deserialize, Serialize};
use std::ops::AddAssign;

/// Persons, of them men and women.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Count {
    pub total: u64,
    pub male: u64,
    pub female: u64,
}

impl Count {
    pub(super) fn add(&mut self, sex: Sex) {
        self.total += 1;
        match sex {
            Sex::Male => self.male += 1,
            Sex::Female => self.female += 1,
        }
    }
}

impl AddAssign for Count {
    fn add_assign(&mut self, other: Self) {
        self.total += other.total;
        self.male += other.male;
        self.female += other.female;
    }
}

/// Those of some voters who vote for the first time, and the old.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct OfThem {
    pub first_time: u64,
    /// Of 80 completed years or more on election day.
    pub elderly: u64,
}

impl OfThem {
    fn add(&mut self, entry: &Entry) {
        self.first_time += u64::from(entry.first_time);
        self.elderly += u64::from(entry.elderly);
    }
}

impl AddAssign for OfThem {
    fn add_assign(&mut self, other: Self) {
        self.first_time += other.first_time;
        self.elderly += other.elderly;
    }
}

/// The sums of a list, and of anything made of lists. Struck and marked rows count nowhere.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Totals {
    /// Persons who vote here, with whatever ballots.
    pub voters: Count,
    /// Voters who vote for the first time.
    pub first_time: u64,
    /// Voters of 80 completed years or more on election day.
    pub elderly: u64,
    pub national: Count,
    pub provincial: Count,
    pub communal: Count,
    /// Of the voters of each ballot; sums that an earlier edition kept do not tell.
    #[serde(default)]
    pub of_national: OfThem,
    #[serde(default)]
    pub of_provincial: OfThem,
    #[serde(default)]
    pub of_communal: OfThem,
}

impl Totals {
    /// The sum of some rows.
    pub fn of<'a>(entries: impl IntoIterator<Item = &'a Entry>) -> Self {
        let mut totals = Self::default();
        for entry in entries {
            totals.add(entry);
        }
        totals
    }

    /// Adds one row.
    pub fn add(&mut self, entry: &Entry) {
        if entry.status != Status::Listed {
            return;
        }
        self.voters.add(entry.sex);
        self.first_time += u64::from(entry.first_time);
        self.elderly += u64::from(entry.elderly);
        for level in entry.ballots.iter() {
            self.ballot_mut(level).add(entry.sex);
            self.of_ballot_mut(level).add(entry);
        }
    }

    /// The voters of one ballot.
    pub fn ballot(&self, level: Level) -> Count {
        match level {
            Level::National => self.national,
            Level::Provincial => self.provincial,
            Level::Communal => self.communal,
        }
    }

    /// First-time voters and the old among the voters of one ballot.
    pub fn of_ballot(&self, level: Level) -> OfThem {
        match level {
            Level::National => self.of_national,
            Level::Provincial => self.of_provincial,
            Level::Communal => self.of_communal,
        }
    }

    fn of_ballot_mut(&mut self, level: Level) -> &mut OfThem {
        match level {
            Level::National => &mut self.of_national,
            Level::Provincial => &mut self.of_provincial,
            Level::Communal => &mut self.of_communal,
        }
    }

    fn ballot_mut(&mut self, level: Level) -> &mut Count {
        match level {
            Level::National => &mut self.national,
            Level::Provincial => &mut self.provincial,
            Level::Communal => &mut self.communal,
        }
    }
}

impl AddAssign for Totals {
    fn add_assign(&mut self, other: Self) {
        self.voters += other.voters;
        self.first_time += other.first_time;
        self.elderly += other.elderly;
        for level in Level::ALL {
            *self.ballot_mut(level) += other.ballot(level);
            *self.of_ballot_mut(level) += other.of_ballot(level);
        }
    }
}
