//! The groups of persons who stand on no list.

use super::Outcome;
use crate::people::CommuneCode;
use crate::territory::Territory;
use serde::{Deserialize, Serialize};

/// A group of persons who stand on no list.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Group {
    /// May not vote.
    NotEligible,
    /// May vote, and the law places them on no list, such as after a declared absence.
    NoList,
    /// May vote, and a fact is missing: they wait until somebody finds it out.
    Queue,
}

impl Group {
    /// Every group, in the order of documents.
    pub const ALL: [Self; 3] = [Self::NotEligible, Self::NoList, Self::Queue];

    /// The word of the public format, and of the database.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::NotEligible => "not_eligible",
            Self::NoList => "no_list",
            Self::Queue => "queue",
        }
    }

    /// Whether those in it may vote.
    pub fn may_vote(self) -> bool {
        match self {
            Self::NotEligible => false,
            Self::NoList | Self::Queue => true,
        }
    }
}

impl Outcome {
    /// The group of somebody who stands on no list; `None` of a voter who stands on one.
    pub fn group(&self) -> Option<Group> {
        match self {
            Self::Listed { .. } => None,
            Self::NotEligible { .. } => Some(Group::NotEligible),
            Self::NoList { .. } => Some(Group::NoList),
            Self::Queue { .. } => Some(Group::Queue),
        }
    }

    /// The commune whose count holds the person: where the voter stands, else the one that is named.
    pub fn commune(&self, territory: &Territory) -> Option<CommuneCode> {
        match self {
            Self::Listed { area, .. } => territory.area(area).map(|area| area.commune_code.clone()),
            Self::NotEligible { commune } | Self::NoList { commune, .. } | Self::Queue { commune } => {
                commune.clone()
            }
        }
    }
}
