//! Which area a house votes in.

use super::units::{Area, AreaKind, Territory, Units};
use crate::people::{AreaCode, CommuneCode, HamletCode};
use std::collections::BTreeMap;

/// Where a house votes, and whether more than one area claims it.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct HouseArea<'a> {
    pub area: &'a Area,
    /// More than one area's range holds the house: the lowest number was taken.
    pub overlap: bool,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Claim {
    area: usize,
    from: Option<u32>,
    to: Option<u32>,
}

impl Claim {
    fn is_whole(&self) -> bool {
        self.from.is_none() && self.to.is_none()
    }

    fn holds(&self, house: u32) -> bool {
        self.from.is_none_or(|from| from <= house) && self.to.is_none_or(|to| house <= to)
    }
}

/// The claims of areas on hamlets, and each commune's only residential area.
#[derive(Debug, Clone, Default)]
pub(super) struct HouseIndex {
    claims: BTreeMap<HamletCode, Vec<Claim>>,
    only_residential: BTreeMap<CommuneCode, Option<usize>>,
}

impl HouseIndex {
    pub(super) fn new(units: &Units, areas: &BTreeMap<AreaCode, usize>) -> Self {
        let mut index = Self::default();
        for at in areas.values().copied().filter(|at| units.areas[*at].kind == AreaKind::Residential) {
            let only = index.only_residential.entry(units.areas[at].commune_code.clone());
            only.and_modify(|found| *found = None).or_insert(Some(at));
        }
        for part in &units.area_parts {
            let Some(area) = areas.get(&part.area_code) else { continue };
            let claim = Claim { area: *area, from: part.house_from, to: part.house_to };
            index.claims.entry(part.hamlet_code.clone()).or_default().push(claim);
        }
        for claims in index.claims.values_mut() {
            claims.sort_by_key(|claim| (units.areas[claim.area].number, &units.areas[claim.area].area_code));
        }
        index
    }
}

impl Territory {
    /// The area in which a house of a commune votes: the one whose range holds `house_order` in its hamlet, a range
    /// before a whole hamlet, the lowest number where ranges overlap; with no usable hamlet the commune's only
    /// residential area. `None`: it cannot be told, and is never guessed.
    ///
    /// A hamlet is usable if it is known, lies in the commune, and some area serves a part of it.
    pub fn area_of_house(
        &self,
        commune: &CommuneCode,
        hamlet: Option<&HamletCode>,
        house_order: Option<u32>,
    ) -> Option<HouseArea<'_>> {
        let claims = hamlet
            .and_then(|code| self.hamlet(code))
            .filter(|found| &found.commune_code == commune)
            .and_then(|found| self.houses.claims.get(&found.hamlet_code))
            .map(|claims| {
                claims.iter().filter(|claim| &self.units().areas[claim.area].commune_code == commune)
            })
            .map(Iterator::collect::<Vec<_>>)
            .filter(|claims| !claims.is_empty());
        match claims {
            Some(claims) => self.claimant(&claims, house_order),
            None => {
                let only = self.houses.only_residential.get(commune).copied().flatten()?;
                Some(HouseArea { area: &self.units().areas[only], overlap: false })
            }
        }
    }

    fn claimant(&self, claims: &[&Claim], house_order: Option<u32>) -> Option<HouseArea<'_>> {
        let ranged: Vec<&&Claim> = claims
            .iter()
            .filter(|c| !c.is_whole() && house_order.is_some_and(|house| c.holds(house)))
            .collect();
        let whole: Vec<&&Claim> = claims.iter().filter(|c| c.is_whole()).collect();
        let chosen = if ranged.is_empty() { whole } else { ranged };
        let first = chosen.first()?;
        let overlap = chosen.iter().any(|claim| claim.area != first.area);
        Some(HouseArea { area: &self.units().areas[first.area], overlap })
    }
}
