//! Checks of the territory: Art. 10 and 11, Circular 21/2025 Art. 3–4 (T1, T2, T3).

use super::level::{Level, Levels};
use super::units::{Area, AreaKind, Constituency, Territory};
use crate::people::{AreaCode, CommuneCode, HamletCode};
use std::collections::{BTreeMap, BTreeSet};

/// The most deputies of a constituency.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct SeatLimits {
    /// Of the National Assembly.
    pub national: u32,
    /// Of a People's Council.
    pub council: u32,
}

/// What is wrong with a part of the territory.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum TroubleKind {
    /// T1: an area in no constituency of a level elected there.
    AreaWithoutConstituency,
    /// T1: an area in more than one constituency of a level.
    AreaInSeveralConstituencies,
    /// T1: an area of a commune that is not in the extract.
    AreaInUnknownCommune,
    /// T1: two areas of a commune have the same number.
    AreaNumberTwice,
    /// Two areas of a commune have codes that are the same where upper and lower case are one.
    AreaCodesAlike,
    /// T1: a residential area without any hamlet.
    AreaWithoutParts,
    /// A part names an area or hamlet that is unknown, or lies in another commune.
    PartUnknown,
    /// House ranges of two areas overlap in one hamlet, or two areas have the whole hamlet.
    RangesOverlap,
    /// A house range that ends before it begins.
    RangeBackwards,
    /// T2: more deputies than the law allows, or none.
    SeatsOutOfRange,
    /// T3: a National Assembly or provincial constituency that is not made of whole communes.
    NotWholeCommunes,
    /// T3: a communal constituency with areas of more than one commune, or a council where none is elected.
    CommunalAcrossCommunes,
    /// A constituency part that names something unknown, or nothing.
    ConstituencyPartUnknown,
    /// A facility in an unknown commune, or with an unknown area or one in another commune.
    FacilityPlaceUnknown,
    /// A hamlet or commune whose upper unit is not in the extract.
    UnitWithoutParent,
}

impl TroubleKind {
    /// The stable word of the findings.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::AreaWithoutConstituency => "area_without_constituency",
            Self::AreaInSeveralConstituencies => "area_in_several_constituencies",
            Self::AreaInUnknownCommune => "area_in_unknown_commune",
            Self::AreaNumberTwice => "area_number_twice",
            Self::AreaCodesAlike => "area_codes_alike",
            Self::AreaWithoutParts => "area_without_parts",
            Self::PartUnknown => "area_part_unknown",
            Self::RangesOverlap => "house_ranges_overlap",
            Self::RangeBackwards => "house_range_backwards",
            Self::SeatsOutOfRange => "seats_out_of_range",
            Self::NotWholeCommunes => "constituency_not_whole_communes",
            Self::CommunalAcrossCommunes => "communal_constituency_across_communes",
            Self::ConstituencyPartUnknown => "constituency_part_unknown",
            Self::FacilityPlaceUnknown => "facility_place_unknown",
            Self::UnitWithoutParent => "unit_without_parent",
        }
    }

    /// Whether the law forbids it, or it only asks for a look.
    pub fn is_error(self) -> bool {
        match self {
            Self::AreaWithoutConstituency
            | Self::AreaInSeveralConstituencies
            | Self::AreaInUnknownCommune
            | Self::AreaNumberTwice
            | Self::AreaCodesAlike
            | Self::SeatsOutOfRange
            | Self::NotWholeCommunes
            | Self::CommunalAcrossCommunes => true,
            Self::AreaWithoutParts
            | Self::PartUnknown
            | Self::RangesOverlap
            | Self::RangeBackwards
            | Self::ConstituencyPartUnknown
            | Self::FacilityPlaceUnknown
            | Self::UnitWithoutParent => false,
        }
    }

    /// What is wrong and what to do, in Vietnamese and English.
    pub fn message(self) -> &'static str {
        match self {
            Self::AreaWithoutConstituency => {
                "Khu vực bỏ phiếu chưa thuộc đơn vị bầu cử nào của cấp này; bổ sung vào constituency_parts. / The area belongs to no constituency of this level; add it to constituency_parts."
            }
            Self::AreaInSeveralConstituencies => {
                "Khu vực bỏ phiếu thuộc nhiều đơn vị bầu cử cùng cấp; chỉ giữ một. / The area belongs to several constituencies of this level; keep one."
            }
            Self::AreaInUnknownCommune => {
                "Khu vực bỏ phiếu thuộc xã không có trong communes. / The area's commune is not in communes."
            }
            Self::AreaNumberTwice => {
                "Hai khu vực bỏ phiếu của xã trùng số; đánh số lại. / Two areas of the commune have the same number; renumber one."
            }
            Self::AreaCodesAlike => {
                "Hai khu vực bỏ phiếu của xã có mã chỉ khác chữ hoa, chữ thường, nên thư mục lẫn vào nhau trên Windows và USB; đặt mã khác. / The codes of two areas of the commune differ in upper and lower case alone, so that Windows and sticks take their folders for one; give one another code."
            }
            Self::AreaWithoutParts => {
                "Khu vực dân cư chưa có thôn, tổ dân phố nào trong area_parts. / The residential area has no hamlet in area_parts."
            }
            Self::PartUnknown => {
                "Phần khu vực nêu khu vực hoặc thôn không có, hoặc ở xã khác. / The part names an area or hamlet that is unknown or in another commune."
            }
            Self::RangesOverlap => {
                "Khoảng số nhà của các khu vực chồng nhau; khu vực có số nhỏ hơn được chọn. / House ranges of areas overlap; the lowest number is taken."
            }
            Self::RangeBackwards => {
                "Khoảng số nhà kết thúc trước khi bắt đầu. / The house range ends before it begins."
            }
            Self::SeatsOutOfRange => {
                "Số đại biểu ngoài giới hạn của Điều 10. / The number of deputies is outside what Art. 10 allows."
            }
            Self::NotWholeCommunes => {
                "Đơn vị bầu cử cấp này phải gồm trọn xã. / A constituency of this level is made of whole communes."
            }
            Self::CommunalAcrossCommunes => {
                "Đơn vị bầu cử cấp xã phải nằm trong một xã có bầu Hội đồng nhân dân. / A communal constituency lies within one commune that elects a council."
            }
            Self::ConstituencyPartUnknown => {
                "Phần đơn vị bầu cử nêu mã không có. / The constituency part names a code that is unknown."
            }
            Self::FacilityPlaceUnknown => {
                "Cơ sở có xã hoặc khu vực không xác định. / The facility's commune or area is unknown."
            }
            Self::UnitWithoutParent => {
                "Đơn vị hành chính cấp trên không có trong dữ liệu. / The upper unit is not in the extract."
            }
        }
    }
}

/// A finding on the territory.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Trouble {
    pub kind: TroubleKind,
    pub commune_code: Option<CommuneCode>,
    /// The code of the unit.
    pub subject: String,
    /// The value that is wrong, such as a level or a number.
    pub value: String,
}

/// Checks the whole territory for an election of these levels. Sizes of areas are checked with their rolls.
pub fn check(territory: &Territory, levels: Levels, seats: SeatLimits) -> Vec<Trouble> {
    let mut found = Vec::new();
    check_parents(territory, &mut found);
    check_areas(territory, levels, &mut found);
    check_codes(territory, &mut found);
    check_parts(territory, &mut found);
    for constituency in &territory.units().constituencies {
        check_seats(constituency, seats, &mut found);
    }
    check_constituency_parts(territory, &mut found);
    found.sort();
    found.dedup();
    found
}

fn trouble(
    kind: TroubleKind,
    commune: Option<&CommuneCode>,
    subject: impl ToString,
    value: impl ToString,
) -> Trouble {
    Trouble { kind, commune_code: commune.cloned(), subject: subject.to_string(), value: value.to_string() }
}

fn check_parents(territory: &Territory, found: &mut Vec<Trouble>) {
    for commune in territory.communes().filter(|row| territory.province(&row.province_code).is_none()) {
        let code = &commune.commune_code;
        found.push(trouble(TroubleKind::UnitWithoutParent, Some(code), code, &commune.province_code));
    }
    for hamlet in
        territory.units().hamlets.iter().filter(|row| territory.commune(&row.commune_code).is_none())
    {
        found.push(trouble(TroubleKind::UnitWithoutParent, None, &hamlet.hamlet_code, &hamlet.commune_code));
    }
    for facility in &territory.units().facilities {
        let commune = territory.commune(&facility.commune_code).map(|known| &known.commune_code);
        let area = facility.area_code.as_ref();
        let is_wrong =
            |area| territory.area(area).is_none_or(|known| known.commune_code != facility.commune_code);
        if commune.is_none() || area.is_some_and(is_wrong) {
            let value = area.map_or_else(|| facility.commune_code.to_string(), ToString::to_string);
            found.push(trouble(TroubleKind::FacilityPlaceUnknown, commune, &facility.facility_code, value));
        }
    }
}

/// Areas of a commune whose codes are the same where upper and lower case are one. All of them are printed.
fn check_codes(territory: &Territory, found: &mut Vec<Trouble>) {
    let mut alike: BTreeMap<(&CommuneCode, String), Vec<&AreaCode>> = BTreeMap::new();
    for area in &territory.units().areas {
        let key = (&area.commune_code, area.area_code.as_str().to_lowercase());
        alike.entry(key).or_default().push(&area.area_code);
    }
    for ((commune, _), codes) in alike.iter().filter(|(_, codes)| codes.len() > 1) {
        for code in codes {
            let others = codes.iter().filter(|other| other != &code).map(ToString::to_string);
            let others = others.collect::<Vec<_>>().join(", ");
            found.push(trouble(TroubleKind::AreaCodesAlike, Some(commune), code, others));
        }
    }
}

fn check_areas(territory: &Territory, levels: Levels, found: &mut Vec<Trouble>) {
    let mut numbers = BTreeSet::new();
    let served: BTreeSet<_> = territory.units().area_parts.iter().map(|part| &part.area_code).collect();
    for area in &territory.units().areas {
        let Area { area_code, commune_code, number, .. } = area;
        if territory.commune(commune_code).is_none() {
            found.push(trouble(TroubleKind::AreaInUnknownCommune, None, area_code, commune_code));
            continue;
        }
        if !numbers.insert((commune_code, number)) {
            found.push(trouble(TroubleKind::AreaNumberTwice, Some(commune_code), area_code, number));
        }
        if area.kind == AreaKind::Residential && !served.contains(area_code) {
            found.push(trouble(TroubleKind::AreaWithoutParts, Some(commune_code), area_code, ""));
        }
        for level in levels.intersection(territory.levels_elected(commune_code)).iter() {
            let kind = match territory.constituencies_of(area_code, level).count() {
                0 => TroubleKind::AreaWithoutConstituency,
                1 => continue,
                _ => TroubleKind::AreaInSeveralConstituencies,
            };
            found.push(trouble(kind, Some(commune_code), area_code, level.as_str()));
        }
    }
}

fn check_parts(territory: &Territory, found: &mut Vec<Trouble>) {
    let mut ranges: BTreeMap<&HamletCode, Vec<(bool, u32, u32, &Area)>> = BTreeMap::new();
    for part in &territory.units().area_parts {
        let hamlet = territory.hamlet(&part.hamlet_code);
        let (Some(area), Some(hamlet)) = (territory.area(&part.area_code), hamlet) else {
            found.push(trouble(TroubleKind::PartUnknown, None, &part.area_code, &part.hamlet_code));
            continue;
        };
        if area.commune_code != hamlet.commune_code {
            let commune = Some(&area.commune_code);
            found.push(trouble(TroubleKind::PartUnknown, commune, &part.area_code, &part.hamlet_code));
            continue;
        }
        let (from, to) = (part.house_from.unwrap_or(0), part.house_to.unwrap_or(u32::MAX));
        if from > to {
            let value = format!("{from}–{to}");
            found.push(trouble(
                TroubleKind::RangeBackwards,
                Some(&area.commune_code),
                &area.area_code,
                value,
            ));
            continue;
        }
        let whole = part.house_from.is_none() && part.house_to.is_none();
        ranges.entry(&hamlet.hamlet_code).or_default().push((whole, from, to, area));
    }
    for (hamlet, parts) in ranges {
        let overlaps = parts.iter().enumerate().any(|(at, one)| {
            parts[..at].iter().any(|other| {
                one.0 == other.0
                    && one.1 <= other.2
                    && other.1 <= one.2
                    && one.3.area_code != other.3.area_code
            })
        });
        if overlaps {
            let commune = Some(&parts[0].3.commune_code);
            found.push(trouble(TroubleKind::RangesOverlap, commune, hamlet, ""));
        }
    }
}

fn check_seats(constituency: &Constituency, seats: SeatLimits, found: &mut Vec<Trouble>) {
    let most = match constituency.level {
        Level::National => seats.national,
        Level::Provincial | Level::Communal => seats.council,
    };
    if !(1..=most).contains(&constituency.seats) {
        let code = &constituency.constituency_code;
        found.push(trouble(TroubleKind::SeatsOutOfRange, None, code, constituency.seats));
    }
}

fn check_constituency_parts(territory: &Territory, found: &mut Vec<Trouble>) {
    let levels: BTreeMap<_, Level> =
        territory.units().constituencies.iter().map(|row| (&row.constituency_code, row.level)).collect();
    let mut communes: BTreeMap<_, BTreeSet<&CommuneCode>> = BTreeMap::new();
    for part in &territory.units().constituency_parts {
        let code = &part.constituency_code;
        let area = part.area_code.as_ref().map(|area| territory.area(area));
        let commune = match (&area, &part.commune_code) {
            (Some(found), _) => found.map(|area| &area.commune_code),
            (None, Some(commune)) => territory.commune(commune).map(|known| &known.commune_code),
            (None, None) => None,
        };
        let (Some(level), Some(commune)) = (levels.get(code), commune) else {
            let value = part.area_code.as_ref().map(ToString::to_string);
            let value = value.or(part.commune_code.as_ref().map(ToString::to_string)).unwrap_or_default();
            found.push(trouble(TroubleKind::ConstituencyPartUnknown, None, code, value));
            continue;
        };
        match level {
            Level::National | Level::Provincial if part.area_code.is_some() => {
                found.push(trouble(TroubleKind::NotWholeCommunes, Some(commune), code, level.as_str()));
            }
            Level::National | Level::Provincial => {}
            Level::Communal => {
                communes.entry(code).or_default().insert(commune);
            }
        }
    }
    for (code, communes) in communes {
        let no_council = |code: &&CommuneCode| !territory.levels_elected(code).contains(Level::Communal);
        if communes.len() > 1 || communes.iter().any(no_council) {
            let commune = communes.first().copied();
            found.push(trouble(TroubleKind::CommunalAcrossCommunes, commune, code, communes.len()));
        }
    }
}
