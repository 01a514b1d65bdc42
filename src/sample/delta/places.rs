//! Where somebody can move, stay or wish to vote: the units of the extract that is changed.

use super::super::draw::Draw;
use crate::people::{AreaCode, CommuneCode, FacilityCode, HamletCode, ProvinceCode};
use crate::territory::{AreaKind, Units};
use std::collections::BTreeMap;

/// Houses that somebody moves into are among the first of their hamlet.
const HOUSES: u32 = 60;

/// A house, as a residence tells it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct House {
    pub commune: CommuneCode,
    pub hamlet: Option<HamletCode>,
    pub address: Option<Box<str>>,
    pub order: Option<u32>,
}

/// How far somebody goes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Reach {
    /// To another commune of the province.
    Province,
    /// To another province.
    Nation,
}

#[derive(Debug)]
struct Commune {
    code: CommuneCode,
    province: ProvinceCode,
    hamlets: Vec<(HamletCode, String)>,
    areas: Vec<AreaCode>,
}

/// The places of an extract.
#[derive(Debug)]
pub(super) struct Places {
    communes: Vec<Commune>,
    by_code: BTreeMap<CommuneCode, usize>,
    provinces: BTreeMap<ProvinceCode, Vec<usize>>,
    facilities: BTreeMap<(ProvinceCode, String), Vec<FacilityCode>>,
}

impl Places {
    pub(super) fn new(units: &Units) -> Self {
        let mut communes: BTreeMap<&CommuneCode, Commune> = BTreeMap::new();
        for row in &units.communes {
            let (code, province) = (row.commune_code.clone(), row.province_code.clone());
            let commune = Commune { code, province, hamlets: Vec::new(), areas: Vec::new() };
            communes.insert(&row.commune_code, commune);
        }
        for row in &units.hamlets {
            if let Some(commune) = communes.get_mut(&row.commune_code) {
                commune.hamlets.push((row.hamlet_code.clone(), row.name.clone()));
            }
        }
        for row in units.areas.iter().filter(|row| row.kind == AreaKind::Residential) {
            if let Some(commune) = communes.get_mut(&row.commune_code) {
                commune.areas.push(row.area_code.clone());
            }
        }
        let mut facilities: BTreeMap<(ProvinceCode, String), Vec<FacilityCode>> = BTreeMap::new();
        for row in &units.facilities {
            if let Some(commune) = communes.get(&row.commune_code) {
                let key = (commune.province.clone(), row.kind.clone());
                facilities.entry(key).or_default().push(row.facility_code.clone());
            }
        }
        let communes: Vec<Commune> = communes.into_values().collect();
        let mut provinces: BTreeMap<ProvinceCode, Vec<usize>> = BTreeMap::new();
        for (at, commune) in communes.iter().enumerate() {
            provinces.entry(commune.province.clone()).or_default().push(at);
        }
        let by_code = communes.iter().enumerate().map(|(at, commune)| (commune.code.clone(), at)).collect();
        Self { communes, by_code, provinces, facilities }
    }

    /// A house of a commune; `None` if the commune is not in the extract or has no hamlet.
    pub(super) fn house(&self, draw: &mut Draw, commune: &CommuneCode) -> Option<House> {
        let commune = &self.communes[*self.by_code.get(commune)?];
        if commune.hamlets.is_empty() {
            return None;
        }
        let (hamlet, name) = &commune.hamlets[draw.index(commune.hamlets.len())];
        let order = draw.below(HOUSES) + 1;
        Some(House {
            commune: commune.code.clone(),
            hamlet: Some(hamlet.clone()),
            address: Some(format!("Số {order}, {name}").into()),
            order: Some(order),
        })
    }

    /// A house away from a commune; `None` if there is none as far as that.
    pub(super) fn away(&self, draw: &mut Draw, from: &CommuneCode, reach: Reach) -> Option<House> {
        let home = *self.by_code.get(from)?;
        let province = &self.communes[home].province;
        let communes = match reach {
            Reach::Province => self.provinces.get(province)?,
            Reach::Nation => {
                let mut others = self.provinces.keys().filter(|other| *other != province);
                let other = others.nth(draw.index(self.provinces.len().checked_sub(1)?))?;
                self.provinces.get(other)?
            }
        };
        let others = communes.len().checked_sub(usize::from(communes.contains(&home)))?;
        let to = communes.iter().filter(|at| **at != home).nth(draw.index(others))?;
        self.house(draw, &self.communes[*to].code)
    }

    /// A residential area of a commune.
    pub(super) fn area(&self, draw: &mut Draw, commune: &CommuneCode) -> Option<AreaCode> {
        let areas = &self.communes[*self.by_code.get(commune)?].areas;
        areas.get(draw.index(areas.len())).cloned()
    }

    /// A facility of a kind in the province of a commune.
    pub(super) fn facility(&self, draw: &mut Draw, near: &CommuneCode, kind: &str) -> Option<FacilityCode> {
        let province = &self.communes[*self.by_code.get(near)?].province;
        let facilities = self.facilities.get(&(province.clone(), kind.to_owned()))?;
        facilities.get(draw.index(facilities.len())).cloned()
    }
}
