//! The two groups of persons who may vote and stand on no list.

use crate::law::Outcome;
use serde::{Deserialize, Serialize};

/// The two groups of persons who may vote and stand on no list.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Unlisted {
    /// The law places them on no list, such as after a declared absence.
    NoList,
    /// A fact is missing: they wait until somebody finds it out.
    Queue,
}

impl Unlisted {
    /// The group of a person on no list; `None` for one who may not vote.
    pub fn of(person: &crate::roll::Unlisted) -> Option<Self> {
        match person.decision.outcome {
            Outcome::NoList { .. } => Some(Self::NoList),
            Outcome::Queue { .. } => Some(Self::Queue),
            Outcome::Listed { .. } | Outcome::NotEligible { .. } => None,
        }
    }

    /// The word of the public format.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::NoList => "no_list",
            Self::Queue => "queue",
        }
    }
}
