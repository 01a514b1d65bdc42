//! What is decided of a person: outcome, rule, other grounds, flags, and the facts it rests on.

use super::{Flag, Rule};
use crate::people::{AreaCode, CommuneCode, PartialDate, PersonFacts, Residence, Stay};
use crate::territory::Levels;
use serde::{Deserialize, Deserializer, Serialize};
use std::collections::BTreeSet;
use std::fmt;

/// The decision on one person.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Decision {
    pub outcome: Outcome,
    /// The rule that decided; of several grounds the first in the law's order.
    pub rule: Rule,
    /// Other grounds, or rules beside the first, such as P5 beside P9.
    pub also: Vec<Rule>,
    pub flags: BTreeSet<Flag>,
    /// Why the person stands on no list; `None` for those who do.
    pub reason: Option<Reason>,
    /// The facts the decision rests on.
    pub facts: Vec<FactReference>,
    /// Since when the temporary residence that decides has been registered without a gap.
    pub temporary_since: Option<PartialDate>,
}

impl Decision {
    /// The articles behind the rule and the rules beside it, each once, in their order.
    pub fn articles(&self) -> Vec<&'static str> {
        articles_of(self.rule, &self.also)
    }

    /// Whether the person votes here by another office's certificate, and stands on that office's list.
    pub fn is_of_guest(&self) -> bool {
        is_of_guest(self.rule, &self.also)
    }

    /// The residences that the decision rests on, in their order.
    pub fn residences<'f>(&self, facts: &'f PersonFacts) -> impl Iterator<Item = &'f Residence> {
        self.rows(FactTable::Residences, &facts.residences)
    }

    /// The stays that the decision rests on, in their order.
    pub fn stays<'f>(&self, facts: &'f PersonFacts) -> impl Iterator<Item = &'f Stay> {
        self.rows(FactTable::Stays, &facts.stays)
    }

    fn rows<'f, T>(&self, table: FactTable, rows: &'f [T]) -> impl Iterator<Item = &'f T> {
        let of_table = self.facts.iter().filter(move |fact| fact.table == table);
        of_table.filter_map(|fact| fact.of(rows))
    }
}

/// Whether rules are those of somebody who votes here by another office's certificate: behind one that was issued here stands the
/// rule of the own place.
pub fn is_of_guest(rule: Rule, also: &[Rule]) -> bool {
    rule == Rule::R8 && also.is_empty()
}

/// The articles behind a rule and the rules beside it, each once, in their order.
pub fn articles_of(rule: Rule, also: &[Rule]) -> Vec<&'static str> {
    let mut articles = Vec::new();
    for citation in std::iter::once(&rule).chain(also).flat_map(|rule| rule.citations()) {
        if !articles.contains(&citation.told()) {
            articles.push(citation.told());
        }
    }
    articles
}

/// Where a decision leads.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum Outcome {
    /// Votes in the area, with these ballots; marked rows stand elsewhere, each in an area of its own.
    Listed {
        area: AreaCode,
        ballots: Levels,
        #[serde(deserialize_with = "marked_rows")]
        marked: Vec<MarkedRow>,
    },
    /// May not vote. The commune, where known, is the one whose count of persons holds this one.
    NotEligible { commune: Option<CommuneCode> },
    /// May vote, and votes on no list here: by the voter's own word, for want of a ballot, or by a certificate at a place
    /// beyond; the own row then stands, marked.
    NoList {
        commune: Option<CommuneCode>,
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        marked: Vec<MarkedRow>,
    },
    /// May vote, and waits for somebody to find out where.
    Queue { commune: Option<CommuneCode> },
}

impl Outcome {
    /// The rows beside the place where the person votes.
    pub fn marked(&self) -> &[MarkedRow] {
        match self {
            Self::Listed { marked, .. } | Self::NoList { marked, .. } => marked,
            Self::NotEligible { .. } | Self::Queue { .. } => &[],
        }
    }
}

/// A further row, without ballots, at the place where the person would vote but for a certificate.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct MarkedRow {
    pub area: AreaCode,
    pub mark: Mark,
}

/// Reads marked rows; documents of earlier versions of this program hold one, or null.
fn marked_rows<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Vec<MarkedRow>, D::Error> {
    #[derive(Deserialize)]
    #[serde(untagged)]
    enum Written {
        Rows(Vec<MarkedRow>),
        Row(Option<MarkedRow>),
    }
    Ok(match Written::deserialize(deserializer)? {
        Written::Rows(rows) => rows,
        Written::Row(row) => row.into_iter().collect(),
    })
}

/// What a marked row says, in the law's words.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub enum Mark {
    /// P3: the unit's own row of a serviceman with the commander's certificate (Art. 31.2).
    #[serde(rename = "Bỏ phiếu ở nơi cư trú")]
    VotesAtResidence,
    /// R8: the own row of a voter with a certificate to vote elsewhere (Art. 34).
    #[serde(rename = "Bỏ phiếu ở nơi khác")]
    VotesElsewhere,
}

impl Mark {
    /// The words on the list.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::VotesAtResidence => "Bỏ phiếu ở nơi cư trú",
            Self::VotesElsewhere => "Bỏ phiếu ở nơi khác",
        }
    }
}

/// Why a person stands on no list.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Reason {
    /// The person may not vote; the rule says why.
    NotEligible,
    /// P7: said not to vote here.
    NotHere,
    /// P7: declared absent on election day.
    Absent,
    /// P10: lives somewhere unregistered, and has not said where to vote.
    NoWish,
    /// P0: the temporary registration lapsed, and there is nothing else.
    LapsedTemporary,
    /// P10: no residence of any kind holds on election day.
    NoResidence,
    /// R8: votes by a certificate at a place of which there is no list here.
    VotesElsewhere,
    /// The area cannot be told.
    NoArea,
    /// No ballot of the case is elected there.
    NoBallot,
    /// The place is in a commune that the extract does not hold.
    UnknownCommune,
    /// The place's code is a present and a former commune's, or several took the former one in: nobody can tell which.
    PredecessorAmbiguous,
    /// The addition came after the lists were closed for it (C4).
    TooLate,
    /// Somebody must look at the change first.
    InReview,
    /// The other office of a transfer has not given the person up yet.
    InTransfer,
}

impl Reason {
    /// The word of the public format.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::NotEligible => "not_eligible",
            Self::NotHere => "not_here",
            Self::Absent => "absent",
            Self::NoWish => "no_wish",
            Self::LapsedTemporary => "lapsed_temporary",
            Self::NoResidence => "no_residence",
            Self::VotesElsewhere => "votes_elsewhere",
            Self::NoArea => "no_area",
            Self::NoBallot => "no_ballot",
            Self::UnknownCommune => "unknown_commune",
            Self::PredecessorAmbiguous => "predecessor_ambiguous",
            Self::TooLate => "too_late",
            Self::InReview => "in_review",
            Self::InTransfer => "in_transfer",
        }
    }

    /// The flag beside the reason, where it has one.
    pub(super) fn flag(self) -> Option<Flag> {
        match self {
            Self::NoArea => Some(Flag::NoArea),
            Self::NoBallot => Some(Flag::NoBallot),
            Self::UnknownCommune => Some(Flag::UnknownCommune),
            Self::PredecessorAmbiguous => Some(Flag::PredecessorAmbiguous),
            Self::NotEligible
            | Self::NotHere
            | Self::VotesElsewhere
            | Self::Absent
            | Self::NoWish
            | Self::LapsedTemporary
            | Self::NoResidence
            | Self::TooLate
            | Self::InReview
            | Self::InTransfer => None,
        }
    }
}

impl fmt::Display for Reason {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.as_str())
    }
}

/// One of a person's facts: its table, and its place among the person's rows there, counted from 1.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct FactReference {
    pub table: FactTable,
    pub row: usize,
}

/// The tables facts come from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum FactTable {
    Persons,
    Residences,
    Absences,
    Stays,
    Statuses,
    Wishes,
}

impl FactTable {
    const ALL: [FactTable; 6] =
        [Self::Persons, Self::Residences, Self::Absences, Self::Stays, Self::Statuses, Self::Wishes];

    /// The table's name in the public format.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Persons => "persons",
            Self::Residences => "residences",
            Self::Absences => "absences",
            Self::Stays => "stays",
            Self::Statuses => "statuses",
            Self::Wishes => "wishes",
        }
    }

    /// The reference to the fact at `index`, counted from 0.
    pub fn at(self, index: usize) -> FactReference {
        FactReference { table: self, row: index + 1 }
    }
}

impl FactReference {
    /// The fact, among the person's rows of its table.
    pub fn of<T>(self, rows: &[T]) -> Option<&T> {
        rows.get(self.row.checked_sub(1)?)
    }
}

impl fmt::Display for FactReference {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}", self.table.as_str(), self.row)
    }
}

impl From<FactReference> for String {
    fn from(reference: FactReference) -> String {
        reference.to_string()
    }
}

impl TryFrom<String> for FactReference {
    type Error = String;
    fn try_from(text: String) -> Result<Self, String> {
        let wrong = || format!("`{text}` is no reference to a fact");
        let (table, row) = text.split_once(':').ok_or_else(wrong)?;
        let table = FactTable::ALL.into_iter().find(|known| known.as_str() == table).ok_or_else(wrong)?;
        Ok(Self { table, row: row.parse().map_err(|_| wrong())? })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn outcomes_of_earlier_documents_are_read() {
        let read = |marked: &str| {
            let text =
                format!(r#"{{"kind":"listed","area":"H-01","ballots":["national"],"marked":{marked}}}"#);
            match serde_json::from_str(&text).unwrap() {
                Outcome::Listed { marked, .. } => marked.len(),
                Outcome::NotEligible { .. } | Outcome::NoList { .. } | Outcome::Queue { .. } => {
                    panic!("listed")
                }
            }
        };
        let row = r#"{"area":"A-01","mark":"Bỏ phiếu ở nơi khác"}"#;
        assert_eq!(["null", row, "[]", &format!("[{row},{row}]")].map(read), [0, 1, 0, 2]);
    }
}
