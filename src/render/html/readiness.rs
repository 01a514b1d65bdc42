//! Voting areas that need a second look before lists are posted (T1).

use crate::law::RuleProfile;
use crate::people::{AreaCode, CommuneCode, ProvinceCode};
use crate::render::commune_name;
use crate::roll::size::{self, SizeTrouble};
use crate::territory::{Area, AreaKind, Commune};
use std::ops::AddAssign;

/// What is wrong with an area's number of voters. Errors come first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum AreaTroubleKind {
    /// More voters than Art. 11 allows: an error.
    Over,
    /// No voters at all: a warning.
    Empty,
    /// Fewer voters than Art. 11 wants, and no reason recorded: a warning.
    Small,
}

impl AreaTroubleKind {
    /// What is wrong with an area of so many voters; `None`: nothing.
    pub(super) fn of(area: &Area, voters: u64, profile: &RuleProfile) -> Option<Self> {
        Some(match size::judge(area, voters, profile)? {
            SizeTrouble::TooLarge => Self::Over,
            SizeTrouble::Empty => Self::Empty,
            SizeTrouble::TooSmall | SizeTrouble::CareTooSmall | SizeTrouble::OrganisationTooSmall => {
                Self::Small
            }
        })
    }
}

/// An area that needs a second look.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct AreaTrouble {
    pub kind: AreaTroubleKind,
    pub province_code: ProvinceCode,
    pub commune_code: CommuneCode,
    pub area_number: u32,
    pub area_code: AreaCode,
    pub commune_name: String,
    pub voters: u64,
}

/// The areas of a place that were checked, and those that need a second look.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Readiness {
    pub areas: u64,
    pub troubles: Vec<AreaTrouble>,
}

impl Readiness {
    /// Checks one area. Areas of kind `military` are passed over: their numbers are confidential. An area of kind
    /// `custody` or `care` is a separate one, which may be small; a care area still needs its own least number.
    pub fn check(&mut self, area: &Area, commune: &Commune, voters: u64, profile: &RuleProfile) {
        if area.kind == AreaKind::Military {
            return;
        }
        self.areas += 1;
        let Some(kind) = AreaTroubleKind::of(area, voters, profile) else { return };
        self.troubles.push(AreaTrouble {
            kind,
            province_code: commune.province_code.clone(),
            commune_code: commune.commune_code.clone(),
            area_number: area.number,
            area_code: area.area_code.clone(),
            commune_name: commune_name(commune),
            voters,
        });
    }
}

impl AddAssign<&Readiness> for Readiness {
    fn add_assign(&mut self, other: &Readiness) {
        self.areas += other.areas;
        self.troubles.extend_from_slice(&other.troubles);
    }
}
