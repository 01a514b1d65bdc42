//! Rejects and findings by the commune that has to look at them, so many of each at the most.

use crate::extract::{self, ExtractError, Reading, Reject};
use crate::people::CommuneCode;
use crate::render::Language;
use crate::territory::Trouble;
use std::collections::BTreeMap;

/// The most rejects and the most findings of a commune, or of none, that a workbook tells row by row.
const OF_COMMUNE_MAX: usize = 2_000;
/// The most of each that are held of all communes together; the rest is counted.
const ALL_MAX: usize = 200_000;

/// How much a matter presses; the gravest first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(in crate::tasks) enum Grade {
    /// It may change who votes where.
    Error,
    /// It is odd, and may be lawful.
    Warning,
}

impl Grade {
    /// The grade of a finding; `None` for what is only good to know.
    pub(in crate::tasks) fn of(severity: extract::Severity) -> Option<Self> {
        match severity {
            extract::Severity::Error => Some(Self::Error),
            extract::Severity::Warning => Some(Self::Warning),
            extract::Severity::Info => None,
        }
    }
}

/// A finding as a workbook tells it.
#[derive(Clone, PartialEq, Eq)]
pub(in crate::tasks) struct FindingMatter {
    pub grade: Grade,
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
    pub(in crate::tasks) fn of_territory(trouble: &Trouble) -> Self {
        Self {
            grade: if trouble.kind.is_error() { Grade::Error } else { Grade::Warning },
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
pub(in crate::tasks) struct OfCommune {
    pub rejects: Vec<Reject>,
    /// By grade and rule.
    pub findings: Vec<FindingMatter>,
    /// How many more there are of each.
    pub more_rejects: u64,
    pub more_findings: u64,
}

/// What was rejected and found, by commune; under `None` what no commune can be told for.
#[derive(Clone, Default, PartialEq, Eq)]
pub(in crate::tasks) struct Matters {
    communes: BTreeMap<Option<CommuneCode>, OfCommune>,
    held: usize,
}

impl Matters {
    /// Gathers what a reader told; of findings those that ask for somebody's eye.
    ///
    /// # Errors
    /// [`ExtractError`] if the scratch folder fails.
    pub(in crate::tasks) fn of(reading: &mut Reading) -> Result<Self, ExtractError> {
        let mut matters = Self::default();
        for reject in reading.rejects.iter()? {
            matters.reject(reject?);
        }
        let untold: u64 = reading.rejects.untold().iter().map(|untold| untold.rows).sum();
        matters.communes.entry(None).or_default().more_rejects += untold;
        for finding in reading.findings.iter()? {
            let finding = finding?;
            let Some(grade) = Grade::of(finding.severity()) else { continue };
            let matter = FindingMatter {
                grade,
                rule: finding.rule.as_str(),
                meaning: finding.rule.vietnamese().to_owned(),
                subject: finding.subject,
                value: finding.value,
                file: finding.file,
                line: finding.line,
            };
            matters.finding(finding.commune_code, matter);
        }
        Ok(matters)
    }

    fn reject(&mut self, reject: Reject) {
        let is_full = self.held >= ALL_MAX;
        let of = self.communes.entry(reject.commune_code.clone()).or_default();
        if is_full || of.rejects.len() >= OF_COMMUNE_MAX {
            of.more_rejects += 1;
            return;
        }
        of.rejects.push(reject);
        self.held += 1;
    }

    /// Adds a finding.
    pub(in crate::tasks) fn finding(&mut self, commune: Option<CommuneCode>, matter: FindingMatter) {
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
    pub(in crate::tasks) fn absorb(&mut self, other: Self) {
        for (commune, of) in other.communes {
            for matter in of.findings {
                self.finding(commune.clone(), matter);
            }
        }
    }

    /// What was rejected and found in a commune, or in none, the gravest first.
    pub(in crate::tasks) fn of_commune(&self, commune: Option<&CommuneCode>) -> OfCommune {
        let mut of = self.communes.get(&commune.cloned()).cloned().unwrap_or_default();
        of.sort();
        of
    }

    /// Everything, of all communes.
    pub(in crate::tasks) fn all(&self) -> OfCommune {
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
        self.findings.sort_by(|one, other| (one.grade, one.rule).cmp(&(other.grade, other.rule)));
    }
}
