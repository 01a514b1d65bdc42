//! The units of an election and the look-ups over them.

use super::constituency::ConstituencyIndex;
use super::country::CommuneName;
use super::house::HouseIndex;
use super::level::{Level, Levels};
use super::namesakes;
use super::office::{CommuneOffice, Office, ProvinceOffice};
use crate::people::{AreaCode, CommuneCode, ConstituencyCode, FacilityCode, HamletCode, ProvinceCode};
use chrono::{NaiveDate, NaiveDateTime, NaiveTime};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// A province or centrally run city.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Province {
    pub province_code: ProvinceCode,
    pub name: String,
}

/// The kinds of units at the communal level since 1 July 2025.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub enum CommuneKind {
    /// *xã*
    #[serde(rename = "xã")]
    Commune,
    /// *phường*
    #[serde(rename = "phường")]
    Ward,
    /// *đặc khu*
    #[serde(rename = "đặc khu")]
    SpecialZone,
}

/// A commune, ward or special zone.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Commune {
    pub commune_code: CommuneCode,
    pub province_code: ProvinceCode,
    pub name: String,
    pub kind: CommuneKind,
    /// Whether the commune elects a People's Council.
    pub council_elected: bool,
    /// Codes of the communes it was made from.
    pub predecessors: Vec<CommuneCode>,
}

/// A hamlet (*thôn*) or residential group (*tổ dân phố*).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Hamlet {
    pub hamlet_code: HamletCode,
    pub commune_code: CommuneCode,
    pub name: String,
    /// The hamlet's place on the lists; hamlets without one come last, by code.
    pub list_order: Option<u32>,
}

/// An armed unit, custody facility, care home, organisation or other facility people stay in.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Facility {
    pub facility_code: FacilityCode,
    pub kind: String,
    pub name: String,
    pub commune_code: CommuneCode,
    pub area_code: Option<AreaCode>,
}

/// What kind of voters an area is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum AreaKind {
    Residential,
    /// Its number of voters and their list are confidential.
    Military,
    Care,
    Custody,
    /// Of a university, an industrial zone, an enterprise, a quarantine place.
    Organisation,
}

impl AreaKind {
    /// Whether nobody gets there by a wish or a certificate: only who serves or is held there votes there.
    pub fn is_closed(self) -> bool {
        match self {
            Self::Military | Self::Custody => true,
            Self::Residential | Self::Care | Self::Organisation => false,
        }
    }

    /// Whether people vote there by a facility that looks after them, teaches or employs them (Art. 11).
    pub fn is_of_organisation(self) -> bool {
        match self {
            Self::Care | Self::Organisation => true,
            Self::Residential | Self::Military | Self::Custody => false,
        }
    }
}

/// Why an area may have fewer than 300 voters (Art. 11).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum SmallReason {
    Mountain,
    Island,
    Dispersed,
    Separate,
}

/// When voting starts: an hour of election day, or a moment of its own where voting is early (Art. 71).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum OpensAt {
    Hour(NaiveTime),
    Moment(NaiveDateTime),
}

impl OpensAt {
    /// The moment voting starts if election day is `election_day`; local time.
    pub fn moment(self, election_day: NaiveDate) -> NaiveDateTime {
        match self {
            Self::Hour(hour) => election_day.and_time(hour),
            Self::Moment(moment) => moment,
        }
    }
}

/// A voting area (*khu vực bỏ phiếu*).
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Area {
    pub area_code: AreaCode,
    pub commune_code: CommuneCode,
    pub number: u32,
    pub name: Option<String>,
    pub polling_place: Option<String>,
    pub kind: AreaKind,
    pub small_reason: Option<SmallReason>,
    pub opens_at: Option<OpensAt>,
    pub latitude: Option<f64>,
    pub longitude: Option<f64>,
    /// Whether voters with a certificate from elsewhere are placed here (Art. 34): the commune's own choice.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub arrivals: bool,
    /// Where the list is posted, where the commune named places.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub posting_places: Vec<String>,
}

/// A hamlet, or a range of its houses, that an area serves; an absent end is open.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct AreaPart {
    pub area_code: AreaCode,
    pub hamlet_code: HamletCode,
    pub house_from: Option<u32>,
    pub house_to: Option<u32>,
}

/// A constituency (*đơn vị bầu cử*) of one level.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Constituency {
    pub constituency_code: ConstituencyCode,
    pub level: Level,
    pub number: u32,
    pub name: Option<String>,
    pub seats: u32,
}

/// A whole commune, or an area, that belongs to a constituency; one of the two is given.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ConstituencyPart {
    pub constituency_code: ConstituencyCode,
    pub commune_code: Option<CommuneCode>,
    pub area_code: Option<AreaCode>,
}

/// The reference tables of an extract, in the order of their files.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
pub struct Units {
    pub provinces: Vec<Province>,
    pub communes: Vec<Commune>,
    pub hamlets: Vec<Hamlet>,
    pub facilities: Vec<Facility>,
    pub areas: Vec<Area>,
    pub area_parts: Vec<AreaPart>,
    pub constituencies: Vec<Constituency>,
    pub constituency_parts: Vec<ConstituencyPart>,
    /// Documents of earlier editions have none.
    #[serde(default)]
    pub offices: Vec<CommuneOffice>,
    #[serde(default)]
    pub province_offices: Vec<ProvinceOffice>,
    /// What communes are called that rows of persons name and `communes` does not: as the country's table said when the rows
    /// were read, so that papers say the same ever after.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub outside: Vec<CommuneName>,
}

/// The units with the look-ups that deciding and placing need. Where a code stands twice, the first row counts; an area
/// in a commune that the extract does not hold is no area: nobody would make its list.
#[derive(Debug, Clone)]
pub struct Territory {
    units: Units,
    provinces: BTreeMap<ProvinceCode, usize>,
    communes: BTreeMap<CommuneCode, usize>,
    hamlets: BTreeMap<HamletCode, usize>,
    /// By code.
    hamlets_of: BTreeMap<CommuneCode, Vec<usize>>,
    facilities: BTreeMap<FacilityCode, usize>,
    areas: BTreeMap<AreaCode, usize>,
    /// By number, then code.
    areas_of: BTreeMap<CommuneCode, Vec<usize>>,
    successors: BTreeMap<CommuneCode, Vec<CommuneCode>>,
    pub(super) outside: BTreeMap<CommuneCode, usize>,
    pub(super) constituencies: ConstituencyIndex,
    offices: BTreeMap<CommuneCode, usize>,
    province_offices: BTreeMap<ProvinceCode, usize>,
    pub(super) houses: HouseIndex,
    /// The names of hamlets that share one, with their codes.
    pub(super) told_apart: BTreeMap<HamletCode, String>,
}

/// The places of rows by a key; of equal keys the first.
pub(super) fn index<K: Ord, T>(rows: &[T], key: impl Fn(&T) -> K) -> BTreeMap<K, usize> {
    rows.iter().enumerate().rev().map(|(at, row)| (key(row), at)).collect()
}

impl Territory {
    /// Builds the look-ups.
    pub fn new(units: Units) -> Self {
        let mut successors: BTreeMap<CommuneCode, Vec<CommuneCode>> = BTreeMap::new();
        for commune in &units.communes {
            for predecessor in &commune.predecessors {
                successors.entry(predecessor.clone()).or_default().push(commune.commune_code.clone());
            }
        }
        let communes = index(&units.communes, |row| row.commune_code.clone());
        let mut areas = index(&units.areas, |row| row.area_code.clone());
        areas.retain(|_, at| communes.contains_key(&units.areas[*at].commune_code));
        let hamlets = index(&units.hamlets, |row| row.hamlet_code.clone());
        Self {
            provinces: index(&units.provinces, |row| row.province_code.clone()),
            communes,
            hamlets_of: by_commune(hamlets.values(), |at| &units.hamlets[at].commune_code),
            hamlets,
            facilities: index(&units.facilities, |row| row.facility_code.clone()),
            constituencies: ConstituencyIndex::new(&units),
            offices: index(&units.offices, |row| row.commune_code.clone()),
            province_offices: index(&units.province_offices, |row| row.province_code.clone()),
            houses: HouseIndex::new(&units, &areas),
            told_apart: namesakes::told_apart(&units),
            areas_of: areas_by_commune(&units.areas, &areas),
            areas,
            successors,
            outside: index(&units.outside, |row| row.commune_code.clone()),
            units,
        }
    }

    /// The tables the look-ups were made from.
    pub fn units(&self) -> &Units {
        &self.units
    }

    /// The province of this code.
    pub fn province(&self, code: &ProvinceCode) -> Option<&Province> {
        self.provinces.get(code).map(|at| &self.units.provinces[*at])
    }

    /// The province of a commune; one that the extract does not name is named by its code.
    pub fn named_province_of(&self, commune: &Commune) -> Province {
        let code = &commune.province_code;
        let unknown = || Province { province_code: code.clone(), name: code.to_string() };
        self.province(code).cloned().unwrap_or_else(unknown)
    }

    /// The commune of this code.
    pub fn commune(&self, code: &CommuneCode) -> Option<&Commune> {
        self.communes.get(code).map(|at| &self.units.communes[*at])
    }

    /// The hamlet of this code.
    pub fn hamlet(&self, code: &HamletCode) -> Option<&Hamlet> {
        self.hamlets.get(code).map(|at| &self.units.hamlets[*at])
    }

    /// The facility of this code.
    pub fn facility(&self, code: &FacilityCode) -> Option<&Facility> {
        self.facilities.get(code).map(|at| &self.units.facilities[*at])
    }

    /// The area of this code.
    pub fn area(&self, code: &AreaCode) -> Option<&Area> {
        self.areas.get(code).map(|at| &self.units.areas[*at])
    }

    /// Every commune in the order of codes.
    pub fn communes(&self) -> impl Iterator<Item = &Commune> {
        self.communes.values().map(|at| &self.units.communes[*at])
    }

    /// Every province in the order of codes.
    pub fn provinces(&self) -> impl Iterator<Item = &Province> {
        self.provinces.values().map(|at| &self.units.provinces[*at])
    }

    /// Every area in the order of codes.
    pub fn areas(&self) -> impl Iterator<Item = &Area> {
        self.areas.values().map(|at| &self.units.areas[*at])
    }

    /// The areas of one commune, by number, then code.
    pub fn areas_of(&self, commune: &CommuneCode) -> Vec<&Area> {
        let found = self.areas_of.get(commune).map_or(&[][..], Vec::as_slice);
        found.iter().map(|at| &self.units.areas[*at]).collect()
    }

    /// The hamlets of one commune, by code.
    pub fn hamlets_of(&self, commune: &CommuneCode) -> impl Iterator<Item = &Hamlet> {
        let found = self.hamlets_of.get(commune).map_or(&[][..], Vec::as_slice);
        found.iter().map(|at| &self.units.hamlets[*at])
    }

    /// The communes made from the commune of this code; empty if it had no successor.
    pub fn successors(&self, code: &CommuneCode) -> &[CommuneCode] {
        self.successors.get(code).map_or(&[], Vec::as_slice)
    }

    /// The commune a code means now: itself if it is known, its successor if it has exactly one.
    pub fn current_commune(&self, code: &CommuneCode) -> Option<&Commune> {
        self.commune(code).or_else(|| match self.successors(code) {
            [only] => self.commune(only),
            _ => None,
        })
    }

    /// The commune a code means now; the code itself where the extract does not hold it.
    pub fn commune_now<'c>(&'c self, code: &'c CommuneCode) -> &'c CommuneCode {
        self.current_commune(code).map_or(code, |commune| &commune.commune_code)
    }

    /// Whether a row under `code` tells of `commune`: the same code, or one of its predecessors.
    pub fn is_same_or_predecessor(&self, code: &CommuneCode, commune: &CommuneCode) -> bool {
        code == commune || self.successors(code).contains(commune)
    }

    /// The office of a commune, if the extract tells of it.
    pub fn office(&self, commune: &CommuneCode) -> Option<&Office> {
        self.offices.get(commune).map(|at| &self.units.offices[*at].office)
    }

    /// The office of a province, if the extract tells of it.
    pub fn province_office(&self, province: &ProvinceCode) -> Option<&Office> {
        self.province_offices.get(province).map(|at| &self.units.province_offices[*at].office)
    }

    /// The area of a facility, if it is known.
    pub fn facility_area(&self, code: &FacilityCode) -> Option<&Area> {
        self.facility(code)?.area_code.as_ref().and_then(|area| self.area(area))
    }

    /// The levels elected in a commune: all three, or two where no council is elected (T1).
    pub fn levels_elected(&self, commune: &CommuneCode) -> Levels {
        match self.commune(commune) {
            Some(commune) if !commune.council_elected => Levels::UPPER,
            _ => Levels::ALL,
        }
    }
}

/// The places of rows, by commune.
fn by_commune<'r>(
    rows: impl Iterator<Item = &'r usize>,
    commune_of: impl Fn(usize) -> &'r CommuneCode,
) -> BTreeMap<CommuneCode, Vec<usize>> {
    let mut found: BTreeMap<CommuneCode, Vec<usize>> = BTreeMap::new();
    for at in rows {
        found.entry(commune_of(*at).clone()).or_default().push(*at);
    }
    found
}

fn areas_by_commune(rows: &[Area], areas: &BTreeMap<AreaCode, usize>) -> BTreeMap<CommuneCode, Vec<usize>> {
    let mut found = by_commune(areas.values(), |at| &rows[at].commune_code);
    for of_commune in found.values_mut() {
        of_commune.sort_by_key(|at| (rows[*at].number, &rows[*at].area_code));
    }
    found
}
