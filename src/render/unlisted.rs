//! Why a person who may vote stands on no list.

use crate::law::{Flag, Rule};
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
    /// The word of the public format.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::NoList => "no_list",
            Self::Queue => "queue",
        }
    }
}

/// What keeps a person from every list, as pages word it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Cause {
    /// P7: said "not here", or declared absent.
    NotHere,
    /// None of the ballots of the case is elected there.
    NoBallot,
    /// P0: a temporary registration lapsed and nothing else is known.
    LapsedTemporary,
    /// P10: a current place only, and no wish.
    CurrentPlaceOnly,
    /// The area cannot be told.
    NoArea,
    /// The place is in a commune outside the data.
    UnknownCommune,
    /// Another rule's case; its id stands beside it.
    Other,
}

impl Cause {
    /// The cause behind a decision's rule and flags.
    pub fn of(rule: Rule, flags: &[Flag]) -> Self {
        let flagged = |flag| flags.contains(&flag);
        match rule {
            _ if flagged(Flag::UnknownCommune) => Self::UnknownCommune,
            _ if flagged(Flag::NoArea) => Self::NoArea,
            _ if flagged(Flag::NoBallot) => Self::NoBallot,
            Rule::P7 => Self::NotHere,
            Rule::P0 => Self::LapsedTemporary,
            Rule::P10 => Self::CurrentPlaceOnly,
            _ => Self::Other,
        }
    }
}
