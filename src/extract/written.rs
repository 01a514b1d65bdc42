//! Names in one case of letters, or with several spaces together: they are told commune by commune with a few examples, for a
//! database that is written so is written so throughout.

use super::finding::FindingRule;
use crate::people::{CommuneCode, LetterCase, nfc, usual_case};
use std::collections::BTreeMap;

/// The examples that are told of a commune.
const EXAMPLES: usize = 3;

/// What is unusual about how a name is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Unusual {
    Case(LetterCase),
    /// Several spaces stand together.
    Spaces,
}

/// Names that are unusually written, by commune.
#[derive(Debug, Default)]
pub(super) struct Written(BTreeMap<(Option<CommuneCode>, Unusual), Names>);

/// How many there are in a commune, and those that stand first, by their lines.
#[derive(Debug, Default)]
struct Names {
    count: u64,
    first: BTreeMap<u64, String>,
}

/// What is told of the names of a commune.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct ToldNames {
    pub rule: FindingRule,
    pub commune: Option<CommuneCode>,
    pub line: u64,
    pub value: String,
}

impl Names {
    fn add(&mut self, line: u64, name: impl FnOnce() -> String) {
        if self.first.len() < EXAMPLES || self.first.last_key_value().is_some_and(|(last, _)| line < *last) {
            self.first.insert(line, name());
        }
        while self.first.len() > EXAMPLES {
            self.first.pop_last();
        }
    }
}

impl Written {
    /// Looks at the name that stands in a line.
    pub(super) fn look(&mut self, name: &str, line: u64, commune: Option<&CommuneCode>) {
        let Some(case) = LetterCase::of(name) else { return };
        let names = self.0.entry((commune.cloned(), Unusual::Case(case))).or_default();
        names.count += 1;
        names.add(line, || format!("{name} → {}", usual_case(name)));
    }

    /// Takes a name in which several spaces stand together, before it is known where the person lives.
    pub(super) fn spaced(&mut self, name: &str, line: u64) {
        let names = self.0.entry((None, Unusual::Spaces)).or_default();
        names.count += 1;
        names.add(line, || format!("{name} → {}", nfc(name)));
    }

    /// Takes over what others looked at.
    pub(super) fn absorb(&mut self, other: Self) {
        for (key, others) in other.0 {
            let names = self.0.entry(key).or_default();
            names.count += others.count;
            others.first.into_iter().for_each(|(line, name)| names.add(line, || name));
        }
    }

    /// What is to be told, by commune.
    pub(super) fn told(self) -> impl Iterator<Item = ToldNames> {
        self.0.into_iter().map(|((commune, unusual), Names { count, first })| ToldNames {
            rule: match unusual {
                Unusual::Case(LetterCase::Capitals) => FindingRule::NamesInCapitals,
                Unusual::Case(LetterCase::Small) => FindingRule::NamesInSmallLetters,
                Unusual::Spaces => FindingRule::NamesWithSpaces,
            },
            commune,
            line: first.keys().next().copied().unwrap_or_default(),
            value: format!("{count}: {}", first.into_values().collect::<Vec<_>>().join("; ")),
        })
    }
}
