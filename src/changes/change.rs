//! A change of posted lists, and what it does to rows.

use super::Event;
use super::difference::prints_alike;
use crate::people::{AreaCode, CommuneCode, PersonalNumber};
use crate::roll::{Entry, Status};
use crate::territory::Levels;
use chrono::NaiveDateTime;
use serde::{Deserialize, Serialize};
use std::borrow::Cow;
use std::fmt;

/// The kinds of changes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Kind {
    Add,
    Remove,
    Correct,
    /// The own row stays, marked, and the ballots are elsewhere; or such a mark is lifted.
    Mark,
    /// One removal and one addition that cite each other.
    Transfer,
}

impl Kind {
    /// Every kind, in the order reports show them.
    pub const ALL: [Kind; 5] = [Self::Add, Self::Remove, Self::Correct, Self::Mark, Self::Transfer];

    /// The word of the public format.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Add => "add",
            Self::Remove => "remove",
            Self::Correct => "correct",
            Self::Mark => "mark",
            Self::Transfer => "transfer",
        }
    }
}

/// One side of a change: the row, and the ballots its person has there before (`from`) or after (`to`).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Place {
    pub area_code: AreaCode,
    pub number: u32,
    pub ballots: Levels,
}

impl Place {
    /// The place of a row.
    pub fn of(entry: &Entry) -> Self {
        Self { area_code: entry.area_code.clone(), number: entry.number, ballots: entry.ballots }
    }
}

/// A change, as `changes.jsonl` tells it, in the order of its keys.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Change {
    /// Version and number within it, such as `3-12`.
    pub change_id: String,
    /// What binds the two halves of a pair, or several changes of one person, also between two offices.
    pub pair_id: Option<String>,
    pub personal_id: PersonalNumber,
    pub kind: Kind,
    pub rule: Event,
    pub articles: Vec<Cow<'static, str>>,
    pub from: Option<Place>,
    pub to: Option<Place>,
    /// Local time, +07:00.
    pub at: NaiveDateTime,
    pub by: String,
    pub reason: String,
    /// What it rests on: a snapshot and its facts, or a document.
    pub evidence: String,
}

/// Tells what, not of whom: numbers stay out of logs and panics.
impl fmt::Debug for Change {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Change({} {} {})", self.change_id, self.kind.as_str(), self.rule)
    }
}

/// What a change does to one row. The number never changes; a row that is appended had nothing before.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct RowEdit {
    pub before: Option<Entry>,
    pub after: Entry,
}

impl RowEdit {
    /// The area of the row.
    pub fn area(&self) -> &AreaCode {
        &self.after.area_code
    }

    /// The commune of the row.
    pub fn commune(&self) -> &CommuneCode {
        &self.after.commune_code
    }

    /// The ballots that the row had and has; none where it did not or does not stand.
    pub fn ballots(&self) -> (Levels, Levels) {
        let of = |entry: &Entry| match entry.status {
            Status::Listed => entry.ballots,
            Status::Struck | Status::Marked => Levels::NONE,
        };
        (self.before.as_ref().map_or(Levels::NONE, of), of(&self.after))
    }

    /// Whether only what the row rests on changes (R21): it stands as it stood, and prints the same.
    pub fn is_of_ground(&self) -> bool {
        let same = |before: &Entry| before.status == self.after.status && prints_alike(before, &self.after);
        self.before.as_ref().is_some_and(same)
    }

    /// The edit that takes this one back; an appended row stays, struck, for its number was given out.
    #[must_use]
    pub fn reversed(&self) -> Self {
        let before = self.after.clone();
        let after = match &self.before {
            Some(former) => former.clone(),
            None => Entry { status: Status::Struck, ..before.clone() },
        };
        Self { before: Some(before), after }
    }
}
