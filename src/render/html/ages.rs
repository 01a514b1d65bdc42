//! Voters by age group and sex.

use crate::people::{Sex, anniversary};
use crate::roll::{Count, Entry, Status};
use chrono::{Datelike, NaiveDate};
use std::ops::AddAssign;

/// Groups of five years: up to 19, 20–24, …, 95–99, 100 and over.
const GROUPS: usize = 18;

/// Voters by groups of five years of age on election day, and by sex.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct AgePyramid {
    groups: [Count; GROUPS],
}

impl AgePyramid {
    /// The voters of some rows; struck and marked rows count nowhere.
    pub fn of<'a>(entries: impl IntoIterator<Item = &'a Entry>, election_day: NaiveDate) -> Self {
        let mut pyramid = Self::default();
        for entry in entries.into_iter().filter(|entry| entry.status == Status::Listed) {
            pyramid.add(age_on(entry.birth_date.first(), election_day), entry.sex);
        }
        pyramid
    }

    /// Adds one voter of so many completed years.
    pub fn add(&mut self, age: u32, sex: Sex) {
        let group = usize::try_from(age.saturating_sub(15) / 5).map_or(GROUPS - 1, |at| at.min(GROUPS - 1));
        let count = &mut self.groups[group];
        count.total += 1;
        match sex {
            Sex::Male => count.male += 1,
            Sex::Female => count.female += 1,
        }
    }

    /// All voters.
    pub fn total(&self) -> u64 {
        self.groups.iter().map(|group| group.total).sum()
    }

    /// The first year of each group and its voters, from the youngest group.
    pub(super) fn groups(&self) -> impl DoubleEndedIterator<Item = (u32, Count)> {
        (15u32..).step_by(5).take(GROUPS).zip(self.groups).collect::<Vec<_>>().into_iter()
    }
}

impl AddAssign<&AgePyramid> for AgePyramid {
    fn add_assign(&mut self, other: &AgePyramid) {
        for (mine, theirs) in self.groups.iter_mut().zip(other.groups) {
            *mine += theirs;
        }
    }
}

/// Completed years on a day.
fn age_on(birth: NaiveDate, day: NaiveDate) -> u32 {
    let years = u32::try_from(day.year() - birth.year()).unwrap_or(0);
    if anniversary(birth, years) > day { years.saturating_sub(1) } else { years }
}
