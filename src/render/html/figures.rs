//! The numbers of a place. Figures of places add up to those of the place that holds them.

use super::{AgePyramid, Readiness};
use crate::law::{Group, Reason};
use crate::people::{Severity, Share};
use crate::roll::Totals;
use std::collections::BTreeMap;
use std::ops::AddAssign;

/// Where everybody is: persons = listed + not eligible + no list + queue. Public numbers: persons on a list of an area
/// of kind `military` are in none of them.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Books {
    pub persons: u64,
    pub listed: u64,
    pub not_eligible: u64,
    pub no_list: u64,
    pub queue: u64,
}

impl Books {
    /// The sum of the four groups.
    pub fn sum(&self) -> u64 {
        self.listed + self.not_eligible + self.no_list + self.queue
    }
}

impl AddAssign for Books {
    fn add_assign(&mut self, other: Self) {
        self.persons += other.persons;
        self.listed += other.listed;
        self.not_eligible += other.not_eligible;
        self.no_list += other.no_list;
        self.queue += other.queue;
    }
}

/// A kind of finding; pages show how often it was found, the gravest first.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct FindingKind {
    pub severity: Severity,
    /// The rule's code, such as `sex_differs`.
    pub rule: String,
    /// What it means, in the page's language; may be empty.
    pub meaning: String,
}

/// The population database's own four aims (D3).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Quality {
    /// *Đúng*: values that agree with each other and with the code lists.
    pub correct: Share,
    /// *Đủ*: needed fields that are present.
    pub complete: Share,
    /// *Sạch*: records without duplicate or conflict.
    pub clean: Share,
    /// *Sống*: records updated within 12 months of the extract's day.
    pub live: Share,
}

impl AddAssign for Quality {
    fn add_assign(&mut self, other: Self) {
        self.correct += other.correct;
        self.complete += other.complete;
        self.clean += other.clean;
        self.live += other.live;
    }
}

/// Everything a page counts of its place.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Figures {
    pub books: Books,
    /// Public totals: without areas of kind `military`.
    pub totals: Totals,
    /// The voters of `totals` by age.
    pub ages: AgePyramid,
    pub readiness: Readiness,
    /// How many persons stand on no list for which reason.
    pub missing: BTreeMap<(Group, Reason), u64>,
    pub findings: BTreeMap<FindingKind, u64>,
    pub quality: Quality,
}

impl Figures {
    /// How many findings of a severity there are.
    pub fn findings_of(&self, severity: Severity) -> u64 {
        self.findings.iter().filter(|(kind, _)| kind.severity == severity).map(|(_, count)| count).sum()
    }
}

impl AddAssign<&Figures> for Figures {
    fn add_assign(&mut self, other: &Figures) {
        self.books += other.books;
        self.totals += other.totals;
        self.ages += &other.ages;
        self.readiness += &other.readiness;
        for (cause, count) in &other.missing {
            *self.missing.entry(*cause).or_default() += count;
        }
        for (kind, count) in &other.findings {
            *self.findings.entry(kind.clone()).or_default() += count;
        }
        self.quality += other.quality;
    }
}
