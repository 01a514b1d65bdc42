//! Two provinces of six communes with hamlets, ranges, overlaps, and facilities with and without areas.

use super::{Random, election};
use chrono::{NaiveDate, NaiveTime, TimeDelta};
use cutri::people::{AreaCode, CommuneCode, FacilityCode, HamletCode, ProvinceCode};
use cutri::territory::{
    Area, AreaKind, AreaPart, Commune, CommuneKind, Facility, Hamlet, OpensAt, Province, Units,
};

/// The communes, their predecessors, and whether a council is elected. 20099 has two successors.
const COMMUNES: [(&str, &[&str], bool); 6] = [
    ("10001", &[], true),
    ("10002", &["10091"], true),
    ("10003", &[], false),
    ("20001", &["20091", "20099"], true),
    ("20002", &["20092", "20099"], true),
    ("20003", &[], false),
];

/// The units of a seed; the early votings fit the election of the same seed.
pub fn units(seed: u64) -> Units {
    let mut random = Random::new(seed ^ 0x0517);
    let day = election(seed).election_day;
    let mut units = Units::default();
    for code in ["10", "20"] {
        let province_code = ProvinceCode::parse(code).unwrap();
        units.provinces.push(Province { province_code, name: format!("Tỉnh {code}") });
    }
    for (code, predecessors, council_elected) in COMMUNES {
        units.communes.push(Commune {
            commune_code: commune(code),
            province_code: ProvinceCode::parse(&code[..2]).unwrap(),
            name: format!("Xã {code}"),
            kind: CommuneKind::Commune,
            council_elected,
            predecessors: predecessors.iter().map(|code| commune(code)).collect(),
        });
        for number in 1..=4 {
            add_hamlet(&mut units, code, number);
        }
        add_residential_areas(&mut random, &mut units, code, day);
    }
    add_facilities(&mut random, &mut units, day);
    add_dormitories(&mut random, &mut units);
    choose_arrivals(&mut random, &mut units);
    units
}

/// The fourth hamlet of a commune is sometimes one of the homes that an organisation, a care home or a unit built.
fn add_dormitories(random: &mut Random, units: &mut Units) {
    let separate = units.areas.iter().filter(|area| area.kind != AreaKind::Residential);
    let separate: Vec<(AreaCode, CommuneCode)> =
        separate.map(|area| (area.area_code.clone(), area.commune_code.clone())).collect();
    for (area_code, commune) in separate {
        if random.happens(40) {
            let hamlet_code = hamlet(commune.as_str(), 4);
            units.area_parts.push(AreaPart { area_code, hamlet_code, house_from: None, house_to: None });
        }
    }
}

/// Some communes chose an area for voters from elsewhere, whatever its kind.
fn choose_arrivals(random: &mut Random, units: &mut Units) {
    for area in &mut units.areas {
        area.arrivals = random.happens(15);
    }
}

fn add_hamlet(units: &mut Units, code: &str, number: u32) {
    units.hamlets.push(Hamlet {
        hamlet_code: hamlet(code, number),
        commune_code: commune(code),
        name: format!("Thôn {number}"),
        list_order: Some(number),
    });
}

/// One to three areas, numbered against the order of their rows. The first hamlet is cut in ranges that overlap and
/// has a whole area besides, the second is whole, the third has ranges with gaps, the fourth is in no area of homes.
fn add_residential_areas(random: &mut Random, units: &mut Units, code: &str, day: NaiveDate) {
    let count = if code == "10002" { 1 } else { 1 + random.below(3) };
    let letters = ["A", "B", "C"];
    let mut codes = Vec::new();
    for at in 0..count {
        let area_code = format!("{code}-{}", letters[usize::try_from(at).unwrap()]);
        let number = u32::try_from(count - at).unwrap();
        units.areas.push(area(random, &area_code, code, number, AreaKind::Residential, day));
        codes.push(area_code);
    }
    let ranges = [
        (1, Some(1), Some(20)),
        (1, Some(15), Some(40)),
        (1, None, None),
        (2, None, None),
        (3, None, Some(10)),
        (3, Some(30), None),
    ];
    for (number, house_from, house_to) in ranges {
        if random.happens(90) {
            let area_code = AreaCode::parse(random.pick::<String>(&codes)).unwrap();
            let hamlet_code = hamlet(code, number);
            units.area_parts.push(AreaPart { area_code, hamlet_code, house_from, house_to });
        }
    }
}

/// For each kind facilities with an area, without one, and with one that nobody knows.
fn add_facilities(random: &mut Random, units: &mut Units, day: NaiveDate) {
    let kinds = [
        ("military", AreaKind::Military, "10001"),
        ("military", AreaKind::Military, "20001"),
        ("detention", AreaKind::Custody, "10002"),
        ("compulsory_education", AreaKind::Custody, "20003"),
        ("care", AreaKind::Care, "20002"),
        ("care", AreaKind::Care, "10003"),
        ("organisation", AreaKind::Organisation, "10001"),
        ("organisation", AreaKind::Organisation, "20002"),
    ];
    for (number, (kind, area_kind, code)) in (9..).zip(kinds) {
        let area_code = format!("{code}-{kind}");
        units.areas.push(area(random, &area_code, code, number, area_kind, day));
        units.facilities.push(facility(kind, code, "with", Some(&area_code)));
        units.facilities.push(facility(kind, code, "without", None));
        units.facilities.push(facility(kind, code, "lost", Some("nowhere")));
    }
    units.facilities.push(facility("care", "10001", "shared", Some("10001-A")));
    units.facilities.push(facility("organisation", "20001", "shared", Some("20001-A")));
    units.facilities.push(facility("military", "10001", "shared", Some("10001-A")));
    units.facilities.push(facility("care", "10003", "moved", Some("20002-care")));
    units.facilities.push(facility("military", "99999", "stray", None));
}

fn facility(kind: &str, code: &str, which: &str, area: Option<&str>) -> Facility {
    Facility {
        facility_code: FacilityCode::parse(&format!("{kind}-{code}-{which}")).unwrap(),
        kind: kind.to_owned(),
        name: format!("Cơ sở {code}"),
        commune_code: commune(code),
        area_code: area.map(|area| AreaCode::parse(area).unwrap()),
    }
}

fn area(
    random: &mut Random,
    area_code: &str,
    code: &str,
    number: u32,
    kind: AreaKind,
    day: NaiveDate,
) -> Area {
    let five = NaiveTime::from_hms_opt(5, 0, 0).unwrap();
    let opens_at = match random.below(4) {
        0 => Some(OpensAt::Hour(five)),
        1 => Some(OpensAt::Moment((day - TimeDelta::days(2)).and_time(five))),
        _ => None,
    };
    Area {
        area_code: AreaCode::parse(area_code).unwrap(),
        commune_code: commune(code),
        number,
        name: None,
        polling_place: None,
        kind,
        small_reason: None,
        opens_at,
        latitude: None,
        longitude: None,
        arrivals: false,
        posting_places: Vec::new(),
    }
}

fn commune(code: &str) -> CommuneCode {
    CommuneCode::parse(code).unwrap()
}

fn hamlet(code: &str, number: u32) -> HamletCode {
    HamletCode::parse(&format!("{code}-{number}")).unwrap()
}
