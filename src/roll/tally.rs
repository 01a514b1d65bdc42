//! What a commune's derivation counts, and the books that must balance.

use super::commune::Unlisted;
use super::entry::{Entry, Status};
use super::totals::Totals;
use crate::law::{Decision, Flag, Group, Rule};
use crate::people::AreaCode;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use std::ops::AddAssign;

/// The counts of one commune, or of anything made of communes.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Tally {
    /// Persons counted here: each person of the extract in exactly one place.
    pub persons: u64,
    pub listed: u64,
    pub not_eligible: u64,
    pub no_list: u64,
    pub queue: u64,
    pub by_rule: BTreeMap<Rule, u64>,
    pub by_flag: BTreeMap<Flag, u64>,
    pub areas: BTreeMap<AreaCode, AreaTally>,
}

/// The counts of one area.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct AreaTally {
    pub totals: Totals,
    /// Rows of the list, marked ones included: the last number.
    pub rows: u64,
}

/// Books that do not balance: a fault of the program, never of the data.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum BooksError {
    /// Persons are not the sum of the four groups.
    #[error(
        "{place}: {persons} persons, but {listed} listed + {not_eligible} not eligible + {no_list} on no list + {queue} in the queue = {sum}"
    )]
    Persons {
        place: String,
        persons: u64,
        listed: u64,
        not_eligible: u64,
        no_list: u64,
        queue: u64,
        sum: u64,
    },
    /// Another number of standing rows than of listed persons.
    #[error("{place}: {listed} persons are listed, but {rows} rows stand on the lists")]
    Rows { place: String, listed: u64, rows: u64 },
    /// Another number of persons than the snapshot holds.
    #[error("{place}: {counted} persons were counted, but the snapshot holds {expected}")]
    Snapshot { place: String, counted: u64, expected: u64 },
    /// The constituencies of a level hold other voters than the whole.
    #[error(
        "{level}: the constituencies hold {sum} voters with this ballot ({twice} of them in several), {outside} are of areas in none \
         ({areas}); the whole has {nation}"
    )]
    Constituencies { level: &'static str, sum: u64, twice: u64, outside: u64, areas: String, nation: u64 },
    /// Numbers of an area are not 1, 2, … n.
    #[error("area {area}: row {position} has number {number}")]
    Numbers { area: AreaCode, position: u64, number: u32 },
}

impl Tally {
    /// Counts one person.
    pub(super) fn count(&mut self, decision: &Decision) {
        self.persons += 1;
        match decision.outcome.group() {
            None => self.listed += 1,
            Some(Group::NotEligible) => self.not_eligible += 1,
            Some(Group::NoList) => self.no_list += 1,
            Some(Group::Queue) => self.queue += 1,
        }
        *self.by_rule.entry(decision.rule).or_default() += 1;
        for flag in &decision.flags {
            *self.by_flag.entry(*flag).or_default() += 1;
        }
    }

    /// Counts a list as it stands: its voters by rule and flag, and its totals.
    pub fn count_list(&mut self, area: &AreaCode, entries: &[Entry], totals: Totals) {
        for entry in entries.iter().filter(|entry| entry.status == Status::Listed) {
            self.persons += 1;
            self.listed += 1;
            *self.by_rule.entry(entry.rule).or_default() += 1;
            for flag in &entry.flags {
                *self.by_flag.entry(*flag).or_default() += 1;
            }
        }
        self.areas.insert(area.clone(), AreaTally { totals, rows: entries.len() as u64 });
    }

    /// Counts a person who stands on no list.
    pub fn count_unlisted(&mut self, person: &Unlisted) {
        self.count(&person.decision);
    }

    /// The sum of the areas' totals.
    pub fn totals(&self) -> Totals {
        let mut sum = Totals::default();
        for area in self.areas.values() {
            sum += area.totals;
        }
        sum
    }

    /// Checks that persons are the sum of the groups and that every listed person has one standing row.
    ///
    /// # Errors
    /// [`BooksError`] with the difference.
    pub fn check(&self, place: &str) -> Result<(), BooksError> {
        let Self { persons, listed, not_eligible, no_list, queue, .. } = *self;
        let (place, sum) = (place.to_owned(), listed + not_eligible + no_list + queue);
        if persons != sum {
            return Err(BooksError::Persons { place, persons, listed, not_eligible, no_list, queue, sum });
        }
        let rows = self.totals().voters.total;
        if rows == listed { Ok(()) } else { Err(BooksError::Rows { place, listed, rows }) }
    }

    /// Checks that as many persons were counted as the snapshot holds.
    ///
    /// # Errors
    /// [`BooksError::Snapshot`] with both numbers.
    pub fn check_against(&self, place: &str, expected: u64) -> Result<(), BooksError> {
        let counted = self.persons;
        if counted == expected {
            return Ok(());
        }
        Err(BooksError::Snapshot { place: place.to_owned(), counted, expected })
    }
}

impl AddAssign<&Tally> for Tally {
    fn add_assign(&mut self, other: &Tally) {
        self.persons += other.persons;
        self.listed += other.listed;
        self.not_eligible += other.not_eligible;
        self.no_list += other.no_list;
        self.queue += other.queue;
        add_counts(&mut self.by_rule, &other.by_rule);
        add_counts(&mut self.by_flag, &other.by_flag);
        for (code, area) in &other.areas {
            let sum = self.areas.entry(code.clone()).or_default();
            sum.totals += area.totals;
            sum.rows += area.rows;
        }
    }
}

fn add_counts<K: Ord + Copy>(sum: &mut BTreeMap<K, u64>, other: &BTreeMap<K, u64>) {
    for (key, count) in other {
        *sum.entry(*key).or_default() += count;
    }
}
