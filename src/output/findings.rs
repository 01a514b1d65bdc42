//! What was rejected and found in the data that drafts were derived from, as their files tell it.

use super::todo::Matters;
use crate::people::{CommuneCode, Severity};
use crate::render::Language;
use crate::render::html::{FindingKind, Quality};
use crate::render::xlsx::TodoSheet;
use std::collections::BTreeMap;

/// What was rejected and found: counted for pages, and told for whoever has to look into it.
#[derive(Default)]
pub struct Findings {
    pub counts: FindingCounts,
    pub matters: Matters,
    /// Who has no personal number.
    pub nameless: TodoSheet,
}

/// How good the data are, as pages tell it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Qualities {
    pub communes: BTreeMap<CommuneCode, Quality>,
    pub without_commune: Quality,
}

/// How often each rule was found, by severity.
type Kinds = BTreeMap<(&'static str, Severity, String), u64>;

/// How many findings there are, by commune and rule.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct FindingCounts {
    by_commune: BTreeMap<Option<CommuneCode>, Kinds>,
    pub rejects: u64,
    pub manual_queue: u64,
}

impl FindingCounts {
    /// Of rejected rows and rows that wait for somebody there are so many; findings are counted one by one.
    pub fn new(rejects: u64, manual_queue: u64) -> Self {
        Self { by_commune: BTreeMap::new(), rejects, manual_queue }
    }

    /// Counts a finding; its message is Vietnamese and English, separated by ` / `.
    pub fn count(
        &mut self,
        commune: Option<CommuneCode>,
        rule: &'static str,
        severity: Severity,
        message: String,
    ) {
        *self.by_commune.entry(commune).or_default().entry((rule, severity, message)).or_default() += 1;
    }

    /// The findings of one commune, or of none, as pages show them.
    pub fn of(&self, commune: Option<&CommuneCode>, language: Language) -> BTreeMap<FindingKind, u64> {
        let kinds = self.by_commune.get(&commune.cloned());
        let kinds = kinds.into_iter().flatten();
        kinds
            .map(|((rule, severity, message), count)| {
                let meaning = language.half(message).to_owned();
                (FindingKind { severity: *severity, rule: (*rule).to_owned(), meaning }, *count)
            })
            .collect()
    }

    /// How many findings of a severity there are.
    pub fn of_severity(&self, severity: Severity) -> u64 {
        let all = self.by_commune.values().flatten();
        all.filter(|((_, found, _), _)| *found == severity).map(|(_, count)| count).sum()
    }

    /// Whether anything asks for somebody's eye: a reject, or a finding that is more than information.
    pub fn any(&self) -> bool {
        self.rejects > 0 || self.of_severity(Severity::Error) + self.of_severity(Severity::Warning) > 0
    }
}
