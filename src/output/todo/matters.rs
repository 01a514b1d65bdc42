//! Rejects and findings by the commune that has to look at them, so many of each at the most.

use crate::people::{CommuneCode, PersonalNumber, Severity};
use crate::render::Language;
use crate::territory::Trouble;
use std::collections::BTreeMap;

/// The most rejects and the most findings of a commune, or of none, that a workbook tells row by row.
const OF_COMMUNE_MAX: usize = 2_000;
/// The most of each that are held of all communes together; the rest is counted.
const ALL_MAX: usize = 200_000;

/// A rejected row as a workbook tells it.
#[derive(Clone, PartialEq, Eq)]
pub struct RejectMatter {
    /// The file or sheet.
    pub file: String,
    pub line: u64,
    pub personal_id: Option<PersonalNumber>,
    pub column: &'static str,
    pub value: String,
    /// How to mend it, in Vietnamese.
    pub meaning: String,
    /// The cells that hold something: a JSON object of texts.
    pub cells: String,
}

/// A finding as a workbook tells it.
#[derive(Clone, PartialEq, Eq)]
pub struct FindingMatter {
    pub severity: Severity,
    pub rule: &'static str,
    /// The sentence in Vietnamese.
    pub meaning: String,
    /// A personal number, or the code of a unit or household.
    pub subject: String,
    pub value: String,
    pub file: String,
    pub line: Option<u64>,
}

impl FindingMatter {
    /// What is wrong with the territory.
    pub fn of_territory(trouble: &Trouble) -> Self {
        Self {
            severity: trouble.kind.severity(),
            rule: trouble.kind.as_str(),
            meaning: Language::Vietnamese.half(trouble.kind.message()).to_owned(),
            subject: trouble.subject.clone(),
            value: trouble.value.clone(),
            file: String::new(),
            line: None,
        }
    }
}

/// What was rejected and found in one commune, or in none.
#[derive(Clone, Default, PartialEq, Eq)]
pub struct OfCommune {
    pub rejects: Vec<RejectMatter>,
    /// By severity and rule.
    pub findings: Vec<FindingMatter>,
    /// How many more there are of each.
    pub more_rejects: u64,
    pub more_findings: u64,
}

/// What was rejected and found, by commune; under `None` what no commune can be told for.
#[derive(Clone, Default, PartialEq, Eq)]
pub struct Matters {
    communes: BTreeMap<Option<CommuneCode>, OfCommune>,
    held: usize,
}

impl Matters {
    /// Adds rejected rows that are counted alone.
    pub fn more_rejects(&mut self, rows: u64) {
        self.communes.entry(None).or_default().more_rejects += rows;
    }

    /// Adds a rejected row.
    pub fn reject(&mut self, commune: Option<CommuneCode>, reject: RejectMatter) {
        let is_full = self.held >= ALL_MAX;
        let of = self.communes.entry(commune).or_default();
        if is_full || of.rejects.len() >= OF_COMMUNE_MAX {
            of.more_rejects += 1;
            return;
        }
        of.rejects.push(reject);
        self.held += 1;
    }

    /// Adds a finding.
    pub fn finding(&mut self, commune: Option<CommuneCode>, matter: FindingMatter) {
        let is_full = self.held >= ALL_MAX;
        let of = self.communes.entry(commune).or_default();
        if is_full || of.findings.len() >= OF_COMMUNE_MAX {
            of.more_findings += 1;
            return;
        }
        of.findings.push(matter);
        self.held += 1;
    }

    /// Adds all the findings of another.
    pub fn absorb(&mut self, other: Self) {
        for (commune, of) in other.communes {
            for matter in of.findings {
                self.finding(commune.clone(), matter);
            }
        }
    }

    /// What was rejected and found in a commune, or in none, the gravest first.
    pub fn of_commune(&self, commune: Option<&CommuneCode>) -> OfCommune {
        let mut of = self.communes.get(&commune.cloned()).cloned().unwrap_or_default();
        of.sort();
        of
    }

    /// Everything, of all communes.
    pub fn all(&self) -> OfCommune {
        let mut all = OfCommune::default();
        for of in self.communes.values() {
            all.rejects.extend(of.rejects.iter().cloned());
            all.findings.extend(of.findings.iter().cloned());
            all.more_rejects += of.more_rejects;
            all.more_findings += of.more_findings;
        }
        all.sort();
        all
    }
}

impl OfCommune {
    /// The gravest first, then rule by rule; what is alike stays in the order of the files.
    fn sort(&mut self) {
        self.findings.sort_by(|one, other| (one.severity, one.rule).cmp(&(other.severity, other.rule)));
    }
}
