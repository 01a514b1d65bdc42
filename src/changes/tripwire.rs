//! Tripwires: so many removals at once that a second person must look before they are made.

use crate::law::RuleProfile;
use crate::people::AreaCode;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use std::fmt;

/// What a batch of changes takes from one area.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct AreaLoss {
    /// Voters before the batch.
    pub voters: u64,
    pub removals: u64,
}

/// What a batch takes from one household or hamlet.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct GroupLoss {
    pub group: LocalGroup,
    /// Its voters on the list before the batch.
    pub voters: u64,
    pub removals: u64,
}

/// A group of people who should not vanish together.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum LocalGroup {
    Household,
    Hamlet,
}

/// A tripwire that was hit.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(tag = "tripwire", rename_all = "snake_case")]
pub enum Tripped {
    /// More than a share of an area's voters would go.
    Area { area_code: AreaCode, voters: u64, removals: u64, percent: u32 },
    /// More than a number of voters would go in one batch.
    Batch { removals: u64, limit: u64 },
    /// Rows of the delta could not be used, and nobody can tell whose they are.
    Unread { rows: u64 },
    /// Everybody of a household or hamlet would go.
    All { area_code: AreaCode, group: LocalGroup, removals: u64 },
    /// Rows would change because areas do (R20), and nobody gave the number of the decision on the areas (T4).
    Undecided { rows: u64 },
}

impl fmt::Display for Tripped {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Area { area_code, voters, removals, percent } => {
                write!(f, "area {area_code} would lose {removals} of {voters} voters, more than {percent} %")
            }
            Self::Batch { removals, limit } => {
                write!(f, "{removals} removals in one batch, more than {limit}")
            }
            Self::Unread { rows } => {
                write!(f, "{rows} rows of persons could not be used, and it cannot be told whose they are")
            }
            Self::All { area_code, group, removals } => {
                let group = match group {
                    LocalGroup::Household => "household",
                    LocalGroup::Hamlet => "hamlet",
                };
                write!(f, "area {area_code} would lose a whole {group} of {removals} voters")
            }
            Self::Undecided { rows } => {
                write!(
                    f,
                    "{rows} rows would change with the areas, and no number of the decision on them was given"
                )
            }
        }
    }
}

/// Judges the removals of a batch by the settings of the rule profile.
pub fn judge(
    profile: &RuleProfile,
    areas: &BTreeMap<AreaCode, AreaLoss>,
    groups: &[(AreaCode, GroupLoss)],
) -> Vec<Tripped> {
    let mut tripped = Vec::new();
    let removals = areas.values().map(|loss| loss.removals).sum::<u64>();
    let limit = u64::from(profile.tripwire_batch_removals);
    if removals > limit {
        tripped.push(Tripped::Batch { removals, limit });
    }
    let percent = profile.tripwire_area_percent;
    let floor = u64::from(profile.tripwire_area_floor);
    for (area_code, loss) in areas {
        let AreaLoss { voters, removals } = *loss;
        if removals > floor && removals * 100 > voters * u64::from(percent) {
            tripped.push(Tripped::Area { area_code: area_code.clone(), voters, removals, percent });
        }
    }
    for (area_code, loss) in groups {
        let GroupLoss { group, voters, removals } = *loss;
        if removals >= smallest(profile, group) && removals >= voters {
            tripped.push(Tripped::All { area_code: area_code.clone(), group, removals });
        }
    }
    tripped.sort();
    tripped
}

/// The fewest removals of a group that are counted at all.
pub fn smallest(profile: &RuleProfile, group: LocalGroup) -> u64 {
    match group {
        LocalGroup::Household => profile.tripwire_household.into(),
        LocalGroup::Hamlet => profile.tripwire_hamlet.into(),
    }
}
