//! The desk of the clerk who reads the law over one person's rows: the rows, the units, the election, and the simplest
//! questions about them.

use super::calendar::days;
use super::{NaiveElection, NaiveProfile};
use chrono::NaiveDate;
use cutri::people::{CommuneCode, FacilityCode, PartialDate, PersonFacts, Residence, ResidenceKind, Stay};
use cutri::territory::{Area, AreaKind, AreaPart, Commune, Facility, Units};

/// One person, the units and the election: all that an answer may depend on.
pub struct Desk<'a> {
    pub facts: &'a PersonFacts,
    pub units: &'a Units,
    pub election: &'a NaiveElection,
}

impl<'a> Desk<'a> {
    /// E.
    pub fn day(&self) -> NaiveDate {
        self.election.election_day
    }

    pub fn profile(&self) -> &'a NaiveProfile {
        &self.election.profile
    }

    /// "A dated fact counts if it is in force on E": from its first possible day to its last possible day.
    pub fn covers_election_day(&self, from: &PartialDate, until: Option<&PartialDate>) -> bool {
        days(from).first <= self.day() && until.is_none_or(|until| self.day() <= days(until).last)
    }

    /// "A predecessor's code is read as its only successor"; a code the extract holds is itself.
    pub fn now(&self, code: &CommuneCode) -> String {
        if self.commune(code.as_str()).is_some() {
            return code.to_string();
        }
        let made_from = |commune: &&Commune| commune.predecessors.contains(code);
        let successors: Vec<&Commune> = self.units.communes.iter().filter(made_from).collect();
        match successors[..] {
            [only] => only.commune_code.to_string(),
            _ => code.to_string(),
        }
    }

    pub fn commune(&self, code: &str) -> Option<&'a Commune> {
        self.units.communes.iter().find(|commune| commune.commune_code.as_str() == code)
    }

    /// The code, if the extract holds its commune.
    pub fn known(&self, code: &str) -> Option<String> {
        self.commune(code).map(|_| code.to_owned())
    }

    /// The commune where a residence lies now.
    pub fn commune_of(&self, home: &Residence) -> String {
        self.now(&home.commune_code)
    }

    /// The area of this code, if its commune is in the extract.
    pub fn area(&self, code: &str) -> Option<&'a Area> {
        let area = self.units.areas.iter().find(|area| area.area_code.as_str() == code)?;
        self.commune(area.commune_code.as_str()).map(|_| area)
    }

    /// The areas of one commune, the lowest number first.
    pub fn areas_of(&self, commune: &str) -> Vec<&'a Area> {
        let mut areas: Vec<&Area> =
            self.units.areas.iter().filter(|area| area.commune_code.as_str() == commune).collect();
        areas.sort_by_key(|area| area.number);
        areas
    }

    pub fn facility(&self, code: &FacilityCode) -> Option<&'a Facility> {
        self.units.facilities.iter().find(|facility| facility.facility_code == *code)
    }

    /// The area a facility names, if there is such an area.
    pub fn area_of_facility(&self, code: &FacilityCode) -> Option<&'a Area> {
        self.area(self.facility(code)?.area_code.as_ref()?.as_str())
    }

    /// The commune of a facility as it is now, known or not.
    pub fn commune_of_facility(&self, code: &FacilityCode) -> Option<String> {
        self.facility(code).map(|facility| self.now(&facility.commune_code))
    }

    /// "Within one, the latest `from`": the stay in force on E that began last; of equal days the later row.
    pub fn latest_stay(&self, wanted: impl Fn(&Stay) -> bool) -> Option<&'a Stay> {
        let stays = self.facts.stays.iter();
        let in_force = stays.filter(|stay| self.covers_election_day(&stay.from, stay.until.as_ref()));
        in_force.filter(|stay| wanted(stay)).max_by_key(|stay| days(&stay.from).first)
    }

    /// "Where a house votes": the area whose house range holds the house in its hamlet, else the area that has the hamlet
    /// whole, of several the lowest number; with no usable hamlet the commune's only residential area; else none.
    pub fn house_area(&self, home: &Residence) -> Option<&'a Area> {
        // Nobody is guessed into one of several communes.
        if !home.may_mean.is_empty() {
            return None;
        }
        let commune = self.commune_of(home);
        let areas = self.areas_of(&self.known(&commune)?);
        let claims: Vec<(&Area, &AreaPart)> = areas
            .iter()
            .flat_map(|area| self.units.area_parts.iter().map(move |part| (*area, part)))
            .filter(|(area, part)| {
                part.area_code == area.area_code && self.is_of_hamlet(part, home, &commune)
            })
            .collect();
        if claims.is_empty() {
            let homes: Vec<&&Area> = areas.iter().filter(|area| area.kind == AreaKind::Residential).collect();
            return if let [only] = homes[..] { Some(only) } else { None };
        }
        let whole = |part: &AreaPart| part.house_from.is_none() && part.house_to.is_none();
        let ranged = claims.iter().find(|(_, part)| !whole(part) && holds(part, home.house_order));
        ranged.or_else(|| claims.iter().find(|(_, part)| whole(part))).map(|(area, _)| *area)
    }

    /// Whether a part is of the home's hamlet, and the hamlet is one of the home's commune.
    fn is_of_hamlet(&self, part: &AreaPart, home: &Residence, commune: &str) -> bool {
        let hamlet = self.units.hamlets.iter().find(|hamlet| hamlet.hamlet_code == part.hamlet_code);
        home.hamlet_code.as_ref() == Some(&part.hamlet_code)
            && hamlet.is_some_and(|hamlet| self.now(&hamlet.commune_code) == commune)
    }

    /// The permanent residence in force: "two permanent residences: the latest registered".
    pub fn permanent(&self) -> Option<&'a Residence> {
        self.latest_home(|home| home.kind == ResidenceKind::Permanent)
    }

    /// The latest temporary residence in force, over all communes.
    pub fn temporary(&self) -> Option<&'a Residence> {
        self.latest_home(|home| home.kind == ResidenceKind::Temporary)
    }

    /// The latest temporary residence in force in one commune.
    pub fn temporary_in(&self, commune: &str) -> Option<&'a Residence> {
        self.latest_home(|home| home.kind == ResidenceKind::Temporary && self.commune_of(home) == commune)
    }

    /// The latest place of actual living in force, over all communes.
    pub fn current(&self) -> Option<&'a Residence> {
        self.latest_home(|home| home.kind == ResidenceKind::Current)
    }

    /// The latest place of actual living in force in one commune.
    pub fn current_in(&self, commune: &str) -> Option<&'a Residence> {
        self.latest_home(|home| home.kind == ResidenceKind::Current && self.commune_of(home) == commune)
    }
}

fn holds(part: &AreaPart, house: Option<u32>) -> bool {
    let after_first = |house| part.house_from.is_none_or(|from| from <= house);
    let before_last = |house| part.house_to.is_none_or(|to| house <= to);
    house.is_some_and(|house| after_first(house) && before_last(house))
}
