//! Which areas and communes make each constituency, and whom its deputies represent.

use super::level::Level;
use super::units::{Area, Constituency, Territory, Units, index};
use crate::people::{AreaCode, CommuneCode, ConstituencyCode, ProvinceCode};
use std::collections::{BTreeMap, BTreeSet};

/// What the deputies of a constituency are elected to.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Body {
    NationalAssembly,
    /// The People's Council of a province.
    Province(ProvinceCode),
    /// The People's Council of a commune.
    Commune(CommuneCode),
}

/// The look-ups over constituencies. Where a code stands twice, the first row counts.
#[derive(Debug, Clone)]
pub(super) struct ConstituencyIndex {
    by_code: BTreeMap<ConstituencyCode, usize>,
    /// The constituencies of each level that an area belongs to.
    of_area: BTreeMap<(AreaCode, Level), Vec<usize>>,
    /// The areas that parts name, alone or with their commune.
    areas: BTreeMap<usize, BTreeSet<AreaCode>>,
    /// The communes that parts name whole.
    communes: BTreeMap<usize, BTreeSet<CommuneCode>>,
}

impl ConstituencyIndex {
    pub(super) fn new(units: &Units) -> Self {
        let by_code = index(&units.constituencies, |row| row.constituency_code.clone());
        let mut areas_of_commune: BTreeMap<&CommuneCode, Vec<&AreaCode>> = BTreeMap::new();
        for area in &units.areas {
            areas_of_commune.entry(&area.commune_code).or_default().push(&area.area_code);
        }
        let mut found =
            Self { by_code, of_area: BTreeMap::new(), areas: BTreeMap::new(), communes: BTreeMap::new() };
        for part in &units.constituency_parts {
            let Some(at) = found.by_code.get(&part.constituency_code).copied() else { continue };
            let level = units.constituencies[at].level;
            let whole = part.commune_code.as_ref().filter(|_| part.area_code.is_none());
            if let Some(commune) = whole {
                found.communes.entry(at).or_default().insert(commune.clone());
            }
            let areas =
                whole.and_then(|commune| areas_of_commune.get(commune)).map_or(&[][..], Vec::as_slice);
            for area in areas.iter().copied().chain(&part.area_code) {
                let list = found.of_area.entry((area.clone(), level)).or_default();
                if !list.contains(&at) {
                    list.push(at);
                }
                found.areas.entry(at).or_default().insert(area.clone());
            }
        }
        found
    }
}

impl Territory {
    /// The constituencies of a level that an area belongs to; exactly one where all is well (T1).
    pub fn constituencies_of(&self, area: &AreaCode, level: Level) -> impl Iterator<Item = &Constituency> {
        let found = self.constituencies.of_area.get(&(area.clone(), level)).map_or(&[][..], Vec::as_slice);
        found.iter().map(|at| &self.units().constituencies[*at])
    }

    /// The constituency of this code.
    pub fn constituency(&self, code: &ConstituencyCode) -> Option<&Constituency> {
        self.constituencies.by_code.get(code).map(|at| &self.units().constituencies[*at])
    }

    /// Every constituency: from the nation down, those of a body together, by number, then code.
    pub fn constituencies(&self) -> Vec<&Constituency> {
        let rows = self.constituencies.by_code.values().map(|at| &self.units().constituencies[*at]);
        let mut sorted: Vec<_> = rows.map(|row| (self.place_in_order(row), row)).collect();
        sorted.sort_by(|(one, a), (other, b)| {
            one.cmp(other)
                .then_with(|| (a.number, &a.constituency_code).cmp(&(b.number, &b.constituency_code)))
        });
        sorted.into_iter().map(|(_, row)| row).collect()
    }

    /// Provinces number their constituencies of the National Assembly each for itself.
    fn place_in_order(&self, row: &Constituency) -> (Level, Option<ProvinceCode>, Option<Body>) {
        let province = match row.level {
            Level::National => self.province_of(row),
            Level::Provincial | Level::Communal => None,
        };
        (row.level, province, self.body_of(row))
    }

    fn province_of(&self, row: &Constituency) -> Option<ProvinceCode> {
        let first = self.communes_of_constituency(&row.constituency_code).into_iter().next();
        first.and_then(|code| self.commune(code)).map(|commune| commune.province_code.clone())
    }

    /// Whom the deputies of a constituency represent; `None` for a council's constituency without any commune.
    pub fn body_of(&self, row: &Constituency) -> Option<Body> {
        match row.level {
            Level::National => Some(Body::NationalAssembly),
            Level::Provincial => self.province_of(row).map(Body::Province),
            Level::Communal => {
                let first = self.communes_of_constituency(&row.constituency_code).into_iter().next();
                first.map(|code| Body::Commune(code.clone()))
            }
        }
    }

    /// The communes of a constituency that the extract holds: those named whole, and those of its areas.
    pub fn communes_of_constituency(&self, code: &ConstituencyCode) -> BTreeSet<&CommuneCode> {
        let Some(at) = self.constituencies.by_code.get(code) else { return BTreeSet::new() };
        let whole = self.constituencies.communes.get(at).into_iter().flatten();
        let known = whole.filter_map(|code| self.commune(code)).map(|commune| &commune.commune_code);
        let areas = self.constituencies.areas.get(at).into_iter().flatten();
        known.chain(areas.filter_map(|code| self.area(code)).map(|area| &area.commune_code)).collect()
    }

    /// The areas of a constituency that the extract holds, by commune, then number, then code.
    pub fn areas_of_constituency(&self, code: &ConstituencyCode) -> Vec<&Area> {
        let Some(at) = self.constituencies.by_code.get(code) else { return Vec::new() };
        let areas = self.constituencies.areas.get(at).into_iter().flatten();
        let mut areas: Vec<&Area> = areas.filter_map(|code| self.area(code)).collect();
        areas.sort_by_key(|area| (&area.commune_code, area.number, &area.area_code));
        areas
    }
}
