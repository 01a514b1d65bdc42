//! The units of the tests: two communes of one province, an island, and one far away.

use super::{area, commune};
use cutri::people::{ConstituencyCode, FacilityCode, HamletCode, ProvinceCode};
use cutri::territory::{
    Area, AreaKind, AreaPart, Commune, CommuneKind, Constituency, ConstituencyPart, Facility, Hamlet, Level,
    Province, Units,
};

/// Two provinces: `HOME` with two areas split by houses, `AWAY` with one area, `ISLAND` without a council, `FAR` in
/// the other province; facilities of every kind in `AWAY`.
pub const HOME: &str = "10001";
pub const AWAY: &str = "10002";
pub const ISLAND: &str = "10003";
pub const FAR: &str = "20001";
/// Became a part of `AWAY` as a whole.
pub const MERGED: &str = "00901";
/// Was divided between `AWAY` and `ISLAND`.
pub const DIVIDED: &str = "00902";
pub const UNKNOWN: &str = "99999";

pub fn units() -> Units {
    let mut units = Units::default();
    for code in ["10", "20"] {
        let province_code = ProvinceCode::parse(code).expect("a test's province");
        units.provinces.push(Province { province_code, name: format!("tỉnh {code}") });
    }
    let predecessors = |code: &str| match code {
        AWAY => vec![commune(MERGED), commune(DIVIDED)],
        ISLAND => vec![commune(DIVIDED)],
        _ => vec![],
    };
    for code in [HOME, AWAY, ISLAND, FAR] {
        units.communes.push(Commune {
            commune_code: commune(code),
            province_code: ProvinceCode::parse(&code[..2]).expect("a test's province"),
            name: format!("xã {code}"),
            kind: CommuneKind::Commune,
            council_elected: code != ISLAND,
            predecessors: predecessors(code),
        });
    }
    for (code, of) in [("H1", HOME), ("H2", HOME), ("A1", AWAY), ("I1", ISLAND), ("F1", FAR)] {
        let hamlet_code = HamletCode::parse(code).expect("a test's hamlet");
        units.hamlets.push(Hamlet {
            hamlet_code,
            commune_code: commune(of),
            name: code.into(),
            list_order: Some(1),
        });
    }
    let areas = [
        ("H-01", HOME, 1, AreaKind::Residential),
        ("H-02", HOME, 2, AreaKind::Residential),
        ("A-01", AWAY, 1, AreaKind::Residential),
        ("A-02", AWAY, 2, AreaKind::Military),
        ("A-03", AWAY, 3, AreaKind::Custody),
        ("A-04", AWAY, 4, AreaKind::Care),
        ("I-01", ISLAND, 1, AreaKind::Residential),
        ("F-01", FAR, 1, AreaKind::Residential),
        ("F-02", FAR, 2, AreaKind::Military),
    ];
    for (code, of, number, kind) in areas {
        units.areas.push(Area {
            area_code: area(code),
            commune_code: commune(of),
            number,
            name: None,
            polling_place: None,
            kind,
            small_reason: None,
            opens_at: None,
            latitude: None,
            longitude: None,
            arrivals: false,
            posting_places: Vec::new(),
        });
    }
    let parts = [("H-01", "H1", None, Some(50)), ("H-02", "H1", Some(51), None), ("H-02", "H2", None, None)];
    for (code, hamlet, house_from, house_to) in parts {
        let hamlet_code = HamletCode::parse(hamlet).expect("a test's hamlet");
        units.area_parts.push(AreaPart { area_code: area(code), hamlet_code, house_from, house_to });
    }
    let facilities = [
        ("unit", AWAY, Some("A-02")),
        ("far-unit", FAR, Some("F-02")),
        ("camp", AWAY, Some("A-03")),
        ("camp-without-area", AWAY, None),
        ("home", AWAY, Some("A-04")),
        ("home-without-area", AWAY, None),
    ];
    for (code, of, area_code) in facilities {
        units.facilities.push(Facility {
            facility_code: FacilityCode::parse(code).expect("a test's facility"),
            kind: "test".into(),
            name: "cơ sở".into(),
            commune_code: commune(of),
            area_code: area_code.map(area),
        });
    }
    add_constituencies(&mut units);
    units
}

fn add_constituencies(units: &mut Units) {
    let mut add = |code: String, level, communes: &[&str], areas: &[String]| {
        let constituency_code = ConstituencyCode::parse(&code).expect("a test's constituency");
        let row = Constituency { constituency_code, level, number: 1, name: None, seats: 3 };
        let part = |commune_code, area_code| ConstituencyPart {
            constituency_code: row.constituency_code.clone(),
            commune_code,
            area_code,
        };
        units.constituency_parts.extend(communes.iter().map(|code| part(Some(commune(code)), None)));
        units.constituency_parts.extend(areas.iter().map(|code| part(None, Some(area(code)))));
        units.constituencies.push(row);
    };
    for level in [Level::National, Level::Provincial] {
        add(format!("{}-10", level.as_str()), level, &[HOME, AWAY, ISLAND], &[]);
        add(format!("{}-20", level.as_str()), level, &[FAR], &[]);
    }
    let areas_of = |prefix: &str, last: u32| (1..=last).map(|n| format!("{prefix}-0{n}")).collect::<Vec<_>>();
    for (prefix, last) in [("H", 2), ("A", 4), ("F", 2)] {
        add(format!("communal-{prefix}"), Level::Communal, &[], &areas_of(prefix, last));
    }
}
