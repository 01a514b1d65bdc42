//! Section 4: communes, facilities, and the area where a house votes.

use super::plain::{Home, Question};
use cutri::territory::{Area, AreaKind, AreaPart, Commune, Facility};

impl<'a> Question<'a> {
    /// The commune of this code.
    fn commune(&self, code: &str) -> Option<&'a Commune> {
        self.units.communes.iter().find(|commune| commune.commune_code.as_str() == code)
    }

    /// The code, if the extract holds its commune.
    pub fn known_commune(&self, code: &str) -> Option<String> {
        self.commune(code).map(|commune| commune.commune_code.to_string())
    }

    /// The province of a commune.
    pub fn province(&self, commune: &str) -> Option<&'a str> {
        self.commune(commune).map(|commune| commune.province_code.as_str())
    }

    /// Whether a commune elects a council.
    pub fn elects_council(&self, commune: &str) -> bool {
        self.commune(commune).is_none_or(|commune| commune.council_elected)
    }

    /// The area of this code.
    pub fn area(&self, code: &str) -> Option<&'a Area> {
        self.units.areas.iter().find(|area| area.area_code.as_str() == code)
    }

    /// The facility of this code.
    pub fn facility(&self, code: &str) -> Option<&'a Facility> {
        self.units.facilities.iter().find(|facility| facility.facility_code.as_str() == code)
    }

    /// The known area of a facility.
    pub fn facility_area(&self, code: &str) -> Option<&'a Area> {
        self.area(self.facility(code)?.area_code.as_ref()?.as_str())
    }

    /// The commune of a facility, as it is now, known or not.
    pub fn facility_commune(&self, code: &str) -> Option<String> {
        self.facility(code).map(|facility| self.now(&facility.commune_code))
    }

    /// Where a house votes: the area of its hamlet; where no area serves the hamlet the only residential area of the
    /// commune; else nowhere.
    pub fn house_area(&self, home: &Home) -> Option<&'a Area> {
        self.commune(&home.commune)?;
        match self.is_served(home) {
            true => self.hamlet_area(home),
            false => self.only_residential_area(&home.commune),
        }
    }

    /// Whether some area of the commune serves a part of the home's hamlet.
    fn is_served(&self, home: &Home) -> bool {
        let Some(code) = home.hamlet else { return false };
        let here = |commune| self.now(commune) == home.commune;
        let known = self.units.hamlets.iter().find(|hamlet| hamlet.hamlet_code.as_str() == code);
        known.is_some_and(|hamlet| here(&hamlet.commune_code))
            && self.units.area_parts.iter().any(|part| {
                let area = self.area(part.area_code.as_str());
                part.hamlet_code.as_str() == code && area.is_some_and(|area| here(&area.commune_code))
            })
    }

    /// The area whose range holds the house, else the one that has the hamlet whole; of several the lowest number.
    fn hamlet_area(&self, home: &Home) -> Option<&'a Area> {
        let code = home.hamlet?;
        let hamlet = self.units.hamlets.iter().find(|hamlet| hamlet.hamlet_code.as_str() == code)?;
        if self.now(&hamlet.commune_code) != home.commune {
            return None;
        }
        let mut ranges: Vec<&Area> = Vec::new();
        let mut wholes: Vec<&Area> = Vec::new();
        for part in &self.units.area_parts {
            let Some(area) = self.area(part.area_code.as_str()) else { continue };
            if part.hamlet_code != hamlet.hamlet_code || self.now(&area.commune_code) != home.commune {
                continue;
            }
            if part.house_from.is_none() && part.house_to.is_none() {
                wholes.push(area);
            } else if home.house.is_some_and(|house| holds(part, house)) {
                ranges.push(area);
            }
        }
        lowest(&ranges).or_else(|| lowest(&wholes))
    }

    fn only_residential_area(&self, commune: &str) -> Option<&'a Area> {
        let mut areas = self
            .units
            .areas
            .iter()
            .filter(|area| area.kind == AreaKind::Residential && self.now(&area.commune_code) == commune);
        match (areas.next(), areas.next()) {
            (Some(only), None) => Some(only),
            _ => None,
        }
    }
}

fn holds(part: &AreaPart, house: u32) -> bool {
    part.house_from.is_none_or(|from| from <= house) && part.house_to.is_none_or(|to| house <= to)
}

fn lowest<'a>(areas: &[&'a Area]) -> Option<&'a Area> {
    areas.iter().copied().min_by_key(|area| area.number)
}
