//! How good the data of each commune are: *đúng, đủ, sạch, sống* (D3): correct, complete, clean, live. Counts only, and
//! shares in whole ten-thousandths.

use crate::people::{CommuneCode, PersonFacts, Residence, Share, VitalStatus};
use chrono::{Months, NaiveDate, NaiveDateTime};
use serde::Serialize;
use std::collections::BTreeMap;

/// The fields whose presence is counted.
pub const FIELDS: [&str; 6] =
    ["occupation", "ethnicity", "household_id", "hamlet_code", "house_order", "registered_on"];

/// How long ago persons were last updated, counted in months before the extract's day.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize)]
pub struct Freshness {
    pub within_3_months: u64,
    pub within_6_months: u64,
    pub within_12_months: u64,
    pub within_24_months: u64,
    pub older: u64,
    pub unknown: u64,
}

impl Freshness {
    fn groups(&self) -> [(&'static str, u64); 5] {
        [
            ("within_3_months", self.within_3_months),
            ("within_6_months", self.within_6_months),
            ("within_12_months", self.within_12_months),
            ("within_24_months", self.within_24_months),
            ("older", self.older),
        ]
    }

    /// The group that holds the median of those whose last update is known; `None` if there are none.
    pub fn median(&self) -> Option<&'static str> {
        let known: u64 = self.groups().iter().map(|(_, count)| count).sum();
        let mut below = 0;
        self.groups().into_iter().find_map(|(name, count)| {
            below += count;
            (known > 0 && below * 2 >= known).then_some(name)
        })
    }

    fn add(&mut self, other: &Self) {
        self.within_3_months += other.within_3_months;
        self.within_6_months += other.within_6_months;
        self.within_12_months += other.within_12_months;
        self.within_24_months += other.within_24_months;
        self.older += other.older;
        self.unknown += other.unknown;
    }
}

/// What one person shows of the quality of the data, beside what the facts tell themselves.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Observation {
    /// Checks that were made of values against each other and the lists of codes, and those that held.
    pub correct: Share,
    /// More than one row tells of the person, or two residences contradict each other, or a period ends before it starts, or
    /// letters of a text are not those that were meant.
    pub conflict: bool,
}

/// The quality of one commune's data.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize)]
pub struct CommuneQuality {
    pub persons: u64,
    /// *Đúng*: checks that held, of the checks made.
    pub correct: Share,
    /// *Đủ*: needed fields that are filled, of all.
    pub complete: Share,
    /// How many persons lack each field.
    pub missing: BTreeMap<&'static str, u64>,
    /// *Sạch*: persons without a duplicate or a contradiction.
    pub clean: Share,
    /// *Sống*: persons updated in the twelve months before the extract's day.
    pub live: Share,
    pub freshness: Freshness,
    /// The group that holds the median.
    pub median_update: Option<&'static str>,
}

impl CommuneQuality {
    fn add_person(&mut self, facts: &PersonFacts, home: Option<&Residence>, seen: Observation, days: &Days) {
        self.persons += 1;
        self.correct += seen.correct;
        self.clean.count(!seen.conflict);
        let person = &facts.person;
        let filled = [
            person.occupation.is_some(),
            person.ethnicity.is_some(),
            person.household_id.is_some(),
            home.is_some_and(|home| home.hamlet_code.is_some()),
            home.is_some_and(|home| home.house_order.is_some()),
            home.is_some_and(|home| home.registered_on.is_some()),
        ];
        for (field, filled) in FIELDS.into_iter().zip(filled) {
            self.complete.count(filled);
            if !filled {
                *self.missing.entry(field).or_default() += 1;
            }
        }
        self.live.count(days.count(person.updated_at, &mut self.freshness));
    }

    fn add(&mut self, other: &Self) {
        self.persons += other.persons;
        self.correct += other.correct;
        self.complete += other.complete;
        for (field, count) in &other.missing {
            *self.missing.entry(field).or_default() += count;
        }
        self.clean += other.clean;
        self.live += other.live;
        self.freshness.add(&other.freshness);
    }
}

/// The days that part fresh from old.
#[derive(Debug, Clone)]
struct Days([NaiveDate; 4]);

impl Days {
    fn before(as_of: NaiveDate) -> Self {
        Self([3, 6, 12, 24].map(|months| as_of - Months::new(months)))
    }

    /// Counts an update; whether it lies within twelve months.
    fn count(&self, updated_at: Option<NaiveDateTime>, freshness: &mut Freshness) -> bool {
        let Some(day) = updated_at.map(|moment| moment.date()) else {
            freshness.unknown += 1;
            return false;
        };
        let group = self.0.iter().position(|limit| day >= *limit);
        match group {
            Some(0) => freshness.within_3_months += 1,
            Some(1) => freshness.within_6_months += 1,
            Some(2) => freshness.within_12_months += 1,
            Some(_) => freshness.within_24_months += 1,
            None => freshness.older += 1,
        }
        group.is_some_and(|group| group < 3)
    }
}

/// Sums up the quality while persons pass by.
#[derive(Debug, Clone)]
pub struct Quality {
    days: Days,
    communes: BTreeMap<CommuneCode, CommuneQuality>,
    without_commune: CommuneQuality,
}

impl Quality {
    /// An empty sum for an extract of the day `as_of`.
    pub fn new(as_of: NaiveDate) -> Self {
        Self {
            days: Days::before(as_of),
            communes: BTreeMap::new(),
            without_commune: CommuneQuality::default(),
        }
    }

    /// Adds a person under the commune of `home`, the residence that counts. Persons that were taken out do not count.
    pub fn add(&mut self, facts: &PersonFacts, home: Option<&Residence>, seen: Observation) {
        if facts.person.vital_status == VitalStatus::Removed {
            return;
        }
        let Self { days, communes, without_commune } = self;
        let sum = match home {
            None => without_commune,
            Some(home) => match communes.get_mut(&home.commune_code) {
                Some(sum) => sum,
                None => communes.entry(home.commune_code.clone()).or_default(),
            },
        };
        sum.add_person(facts, home, seen, days);
    }

    /// Takes one of the persons of a commune from those without a duplicate.
    pub fn is_unclean_after_all(&mut self, commune: Option<&CommuneCode>) {
        let sum = match commune {
            None => Some(&mut self.without_commune),
            Some(commune) => self.communes.get_mut(commune),
        };
        if let Some(sum) = sum {
            sum.clean.part = sum.clean.part.saturating_sub(1);
        }
    }

    /// Takes over what another sum over the same extract counted.
    pub fn absorb(&mut self, other: Self) {
        for (commune, sum) in other.communes {
            self.communes.entry(commune).or_default().add(&sum);
        }
        self.without_commune.add(&other.without_commune);
    }

    /// The report.
    pub fn finish(self) -> QualityReport {
        let Self { mut communes, mut without_commune, .. } = self;
        let mut total = CommuneQuality::default();
        for sum in communes.values_mut().chain([&mut without_commune]) {
            sum.median_update = sum.freshness.median();
            total.add(sum);
        }
        total.median_update = total.freshness.median();
        QualityReport { total, communes, without_commune }
    }
}

/// The quality of the data by commune of residence.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize)]
pub struct QualityReport {
    pub total: CommuneQuality,
    pub communes: BTreeMap<CommuneCode, CommuneQuality>,
    /// Persons without any residence.
    pub without_commune: CommuneQuality,
}
