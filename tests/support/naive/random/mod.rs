//! Dense random cases: few units with many corners, and persons whose dates crowd around the days that decide.
//!
//! Equal seeds give equal cases, on every machine.

mod moments;
mod person;
mod units;

use super::{NaiveElection, NaiveProfile};
use chrono::{NaiveDate, NaiveTime};
use cutri::territory::Level;
pub use person::{ambiguous, beyond, doubts, person};
pub use units::units;

/// SplitMix64, a small generator of reproducible numbers.
#[derive(Debug, Clone)]
pub struct Random(u64);

impl Random {
    /// A generator that always gives the same numbers for the same seed.
    pub fn new(seed: u64) -> Self {
        Self(seed)
    }

    /// Any number.
    pub fn number(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        mixed ^ (mixed >> 31)
    }

    /// A number from 0 to `end`, `end` not included.
    pub fn below(&mut self, end: u64) -> u64 {
        self.number() % end
    }

    /// Whether something happens that happens `percent` times in a hundred.
    pub fn happens(&mut self, percent: u64) -> bool {
        self.below(100) < percent
    }

    /// One of the values, all equally likely.
    pub fn pick<'a, T>(&mut self, values: &'a [T]) -> &'a T {
        let at = self.below(values.len() as u64);
        &values[usize::try_from(at).unwrap()]
    }

    /// A count of rows: mostly none or one, seldom up to `most`.
    pub fn count(&mut self, some_percent: u64, most: u64) -> u64 {
        if self.happens(some_percent) { 1 + self.below(most) } else { 0 }
    }
}

/// The election that goes with [`units`] of the same seed: mostly 15 March 2026 with all levels; sometimes the 28th of
/// February of a common year, the 29th of a leap year, or one level only.
pub fn election(seed: u64) -> NaiveElection {
    let mut random = Random::new(seed ^ 0xE1EC);
    let election_day =
        *random.pick(&[day(2026, 3, 15), day(2026, 3, 15), day(2026, 2, 28), day(2028, 2, 29)]);
    let levels: &[Level] = match random.below(8) {
        0 => &[Level::Communal],
        1 => &[Level::National],
        2 => &[Level::Provincial, Level::Communal],
        _ => &Level::ALL,
    };
    NaiveElection {
        election_day,
        posted_on: election_day - chrono::TimeDelta::days(40),
        opens_at: NaiveTime::from_hms_opt(7, 0, 0).unwrap(),
        closes_at: NaiveTime::from_hms_opt(19, 0, 0).unwrap(),
        levels: levels.to_vec(),
        profile: NaiveProfile::default(),
    }
}

/// The election of a seed under numbers and settings of its own; every other one has those of 2026.
pub fn election_with_settings(seed: u64) -> NaiveElection {
    let profile = if seed.is_multiple_of(2) { NaiveProfile::default() } else { settings(seed) };
    NaiveElection { profile, ..election(seed) }
}

fn settings(seed: u64) -> NaiveProfile {
    let mut random = Random::new(seed ^ 0x5E77);
    NaiveProfile {
        voting_age_years: *random.pick(&[18, 18, 16, 20, 21]),
        registered_months: *random.pick(&[12, 12, 6, 18]),
        lapse_months: *random.pick(&[24, 24, 12, 36]),
        cut_off_hours: *random.pick(&[24, 24, 12, 48]),
        join_gap_days: *random.pick(&[1, 1, 0, 3, 29, 30, 40]),
        broken_gap_days: *random.pick(&[30, 30, 10, 60]),
        certificate_at_temporary: random.happens(50),
        temporary_only_needs_wish: random.happens(50),
        organisation_at_organisation_only: random.happens(50),
    }
}

fn day(year: i32, month: u32, day: u32) -> NaiveDate {
    NaiveDate::from_ymd_opt(year, month, day).unwrap()
}
