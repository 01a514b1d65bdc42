//! Checks of the territory: Art. 10 and 11, Circular 21/2025 Art. 3–4 (T1, T2, T3).

use super::level::{Level, Levels};
use super::trouble::{Trouble, TroubleKind};
use super::units::{Area, AreaKind, Commune, Constituency, Hamlet, Territory};
use crate::people::{AreaCode, CommuneCode, HamletCode, match_key};
use std::collections::{BTreeMap, BTreeSet};

/// The most deputies of a constituency.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct SeatLimits {
    /// Of the National Assembly.
    pub national: u32,
    /// Of a People's Council.
    pub council: u32,
}

/// Checks the whole territory for an election of these levels. Sizes of areas are checked with their rolls.
pub fn check(territory: &Territory, levels: Levels, seats: SeatLimits) -> Vec<Trouble> {
    let mut found = Vec::new();
    check_parents(territory, &mut found);
    check_areas(territory, levels, &mut found);
    check_codes(territory, &mut found);
    check_parts(territory, &mut found);
    check_hamlets(territory, &mut found);
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
        if *number == 0 {
            found.push(trouble(TroubleKind::AreaNumberZero, Some(commune_code), area_code, number));
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
        if !parts.iter().any(|(whole, ..)| *whole) {
            let houses = parts.iter().map(|(_, from, to, _)| (*from, *to)).collect();
            let commune = Some(&parts[0].3.commune_code);
            let left_out = left_out(houses).into_iter();
            found.extend(left_out.map(|gap| trouble(TroubleKind::RangesApart, commune, hamlet, gap)));
        }
    }
}

/// The houses between ranges that none of them holds, such as `51–59`.
fn left_out(mut ranges: Vec<(u32, u32)>) -> Vec<String> {
    ranges.sort_unstable();
    let mut gaps = Vec::new();
    let Some((_, mut end)) = ranges.first().copied() else { return gaps };
    for (from, to) in ranges {
        match from.saturating_sub(end) {
            0 | 1 => {}
            2 => gaps.push((end + 1).to_string()),
            _ => gaps.push(format!("{}–{}", end + 1, from - 1)),
        }
        end = end.max(to);
    }
    gaps
}

/// Hamlets that no area serves where none is the only one, and those of one name in a commune.
fn check_hamlets(territory: &Territory, found: &mut Vec<Trouble>) {
    let served: BTreeSet<_> = territory.units().area_parts.iter().map(|part| &part.hamlet_code).collect();
    for Commune { commune_code, .. } in territory.communes() {
        let homes =
            territory.areas_of(commune_code).into_iter().filter(|area| area.kind == AreaKind::Residential);
        let needs_parts = homes.count() > 1;
        let mut names: BTreeMap<String, Vec<&HamletCode>> = BTreeMap::new();
        for Hamlet { hamlet_code, name, .. } in territory.hamlets_of(commune_code) {
            names.entry(match_key(name)).or_default().push(hamlet_code);
            if needs_parts && !served.contains(hamlet_code) {
                found.push(trouble(TroubleKind::HamletWithoutArea, Some(commune_code), hamlet_code, name));
            }
        }
        for codes in names.into_values().filter(|codes| codes.len() > 1) {
            let others = codes[1..].iter().map(ToString::to_string).collect::<Vec<_>>().join(", ");
            found.push(trouble(TroubleKind::HamletsOfOneName, Some(commune_code), codes[0], others));
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
