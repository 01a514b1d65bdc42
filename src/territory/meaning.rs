//! What a commune's code means. Since 1 July 2025 many communes bear the code of one of those they were made from, while a part
//! of that one went to a neighbour: such a code alone does not tell which commune is meant, and nobody is guessed into one.

use super::country::{CommuneName, Country};
use super::units::Territory;
use crate::people::{CommuneCode, HamletCode, PartialDate, match_key};
use chrono::NaiveDate;
use std::collections::BTreeSet;

/// The first day on which the present codes were in use (Resolution 202/2025/QH15, Decision 19/2025/QĐ-TTg).
const CODES_SINCE: NaiveDate = NaiveDate::from_ymd_opt(2025, 7, 1).expect("1 July is a day of every year");

/// What codes mean by the tables of an extract and those of the country on a day.
#[derive(Debug)]
pub struct Meanings<'a> {
    territory: &'a Territory,
    country: &'a Country,
    on: NaiveDate,
    /// Codes of the extract's communes that are predecessors of others as well.
    kept: BTreeSet<CommuneCode>,
}

/// A code, and what stands beside it in its row.
#[derive(Debug, Clone, Copy)]
pub struct CodeInRow<'a> {
    pub code: &'a CommuneCode,
    pub hamlet: Option<&'a HamletCode>,
    /// The first day that the row may be of.
    pub since: Option<NaiveDate>,
}

/// What a code turns out to mean.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Meaning {
    /// A commune of the extract, or of the country: its present code.
    Commune(CommuneCode),
    /// One of these, the extract's first; nothing in the row tells which.
    OneOf(Vec<CommuneCode>),
    /// No commune, neither of the extract nor of the country.
    Unknown,
}

impl<'a> CodeInRow<'a> {
    /// A code in a row of a day, where that is known.
    pub fn new(code: &'a CommuneCode, day: Option<PartialDate>) -> Self {
        Self { code, hamlet: None, since: day.map(|day| day.first()) }
    }
}

impl<'a> Meanings<'a> {
    /// What codes mean in an extract of the day `on`.
    pub fn new(territory: &'a Territory, country: &'a Country, on: NaiveDate) -> Self {
        let mut meanings = Self { territory, country, on, kept: BTreeSet::new() };
        let communes = territory.communes().map(|commune| &commune.commune_code);
        meanings.kept = communes.filter(|code| meanings.candidates(code).len() > 1).cloned().collect();
        meanings
    }

    /// Whether a code is a commune's of the extract and no predecessor's of another.
    pub fn is_plain(&self, code: &CommuneCode) -> bool {
        self.territory.commune(code).is_some() && !self.kept.contains(code)
    }

    /// What a code means in its row: the hamlet decides between several communes; so does the day where the code is in use
    /// and the row is not older than the present codes. A choice between communes that are all outside the extract
    /// is nobody's here to make: a code in use is then taken as it stands.
    pub fn of(&self, row: CodeInRow<'_>) -> Meaning {
        if self.is_plain(row.code) {
            return Meaning::Commune(row.code.clone());
        }
        let candidates = self.candidates(row.code);
        let by_hamlet =
            row.hamlet.and_then(|code| self.territory.hamlet(code)).map(|hamlet| &hamlet.commune_code);
        let is_here = |code: &CommuneCode| self.territory.commune(code).is_some();
        let is_present = row.since.is_some_and(|day| day >= CODES_SINCE);
        match (candidates.first(), candidates.len(), by_hamlet.filter(|code| candidates.contains(code))) {
            (None, ..) => Meaning::Unknown,
            (Some(only), 1, _) => Meaning::Commune(only.clone()),
            (_, _, Some(commune)) => Meaning::Commune(commune.clone()),
            _ if candidates.contains(row.code) && (is_present || !candidates.iter().any(is_here)) => {
                Meaning::Commune(row.code.clone())
            }
            _ => Meaning::OneOf(candidates),
        }
    }

    /// The communes that a code may mean, those of the extract first. The country's table counts only where it speaks of the same
    /// communes as the extract: one of an invented country has no real neighbours.
    fn candidates(&self, code: &CommuneCode) -> Vec<CommuneCode> {
        let (territory, country) = (self.territory, self.country);
        let own = territory.commune(code).map(|commune| &commune.commune_code);
        let mut here: BTreeSet<&CommuneCode> = territory.successors(code).iter().chain(own).collect();
        let mut outside = BTreeSet::new();
        if here.iter().all(|commune| self.is_real(commune)) {
            let present = country.commune(code, self.on).map(|commune| &commune.commune_code);
            for commune in country.successors(code).iter().chain(present) {
                match territory.commune(commune) {
                    None => drop(outside.insert(commune)),
                    Some(_) if self.is_real(commune) => drop(here.insert(commune)),
                    Some(_) => {}
                }
            }
        }
        here.into_iter().chain(outside).cloned().collect()
    }

    /// Whether a commune of the extract is the one that the country knows under its code.
    fn is_real(&self, code: &CommuneCode) -> bool {
        let (own, known) = (self.territory.commune(code), self.country.commune(code, self.on));
        own.zip(known).is_some_and(|(own, known)| bare(&own.name) == bare(&known.name))
    }

    /// What a code outside the extract is called: by the country's name, or the names of all communes that it may mean.
    pub fn name(&self, code: &CommuneCode) -> Option<CommuneName> {
        if let Some(known) = self.country.commune(code, self.on) {
            return Some(known.clone());
        }
        let successors = self.country.successors(code).iter();
        let known: Vec<&CommuneName> =
            successors.filter_map(|successor| self.country.commune(successor, self.on)).collect();
        let (first, others) = known.split_first()?;
        let others = others.iter().map(|other| format!(" hoặc {}", in_sentence(&other.name)));
        Some(CommuneName {
            commune_code: code.clone(),
            name: std::iter::once(first.name.clone()).chain(others).collect(),
            ..(*first).clone()
        })
    }
}

/// The words before the names of communes.
const KINDS: [&str; 3] = ["Xã ", "Phường ", "Đặc khu "];

/// A commune behind other words: "xã Nà Pheo".
fn in_sentence(name: &str) -> String {
    let kind = KINDS.into_iter().find(|kind| name.starts_with(kind)).unwrap_or_default();
    kind.to_lowercase() + &name[kind.len()..]
}

/// A commune's name without its kind, as names are compared.
fn bare(name: &str) -> String {
    let key = match_key(name);
    let kinds = KINDS.map(|kind| match_key(kind) + " ");
    kinds.iter().find_map(|kind| key.strip_prefix(kind.as_str())).map(str::to_owned).unwrap_or(key)
}
