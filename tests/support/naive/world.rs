//! A small world for tests, and its election.
//!
//! Election day is 15 March 2026, posting 3 February, voting starts at 7:00. Commune `10001` has the areas `A` and
//! `B`, hamlets `H1` (houses 1–50 in `A`, from 51 in `B`), `H2` (whole in `B`), `H3` (overlapping) and `H4` (no area);
//! `10002` has area `C` only, opening at 5:00, and no council; `20003`, of another province, has `D` only and was made
//! from `20091` and `20099`; `20004` has `E` and `F` and no hamlets, and was made from `20099`. Of `20003`, hamlet `Q1`
//! belongs to `CAMPUS`, the area of an organisation, and `Q2` to `FORT`, of soldiers; `20005` has `G`, and `R` for voters from elsewhere; `20006` has areas
//! of soldiers and of custody only, though it calls one of them the area for arrivals.

use super::{NaiveElection, NaiveProfile};
use chrono::{NaiveDate, NaiveTime};
use cutri::people::{AreaCode, CommuneCode, FacilityCode, HamletCode, ProvinceCode};
use cutri::territory::{
    Area, AreaKind, AreaPart, Commune, CommuneKind, Facility, Hamlet, Level, OpensAt, Province, Units,
};

/// The election of all levels on 15 March 2026.
pub fn election() -> NaiveElection {
    NaiveElection {
        election_day: NaiveDate::from_ymd_opt(2026, 3, 15).unwrap(),
        posted_on: NaiveDate::from_ymd_opt(2026, 2, 3).unwrap(),
        opens_at: NaiveTime::from_hms_opt(7, 0, 0).unwrap(),
        closes_at: NaiveTime::from_hms_opt(19, 0, 0).unwrap(),
        levels: Level::ALL.to_vec(),
        profile: NaiveProfile::default(),
    }
}

/// The small world.
pub fn world() -> Units {
    let mut units = Units::default();
    for code in ["10", "20"] {
        units.provinces.push(Province { province_code: province(code), name: code.to_owned() });
    }
    let communes: [(&str, bool, &[&str]); 6] = [
        ("10001", true, &[]),
        ("10002", false, &[]),
        ("20003", true, &["20091", "20099"]),
        ("20004", true, &["20099"]),
        ("20005", true, &[]),
        ("20006", true, &[]),
    ];
    for (code, council_elected, predecessors) in communes {
        units.communes.push(Commune {
            commune_code: commune(code),
            province_code: province(code),
            name: code.to_owned(),
            kind: CommuneKind::Ward,
            council_elected,
            predecessors: predecessors.iter().map(|code| commune(code)).collect(),
        });
    }
    add_areas(&mut units);
    add_hamlets(&mut units);
    add_facilities(&mut units);
    units
}

fn add_areas(units: &mut Units) {
    let residential = AreaKind::Residential;
    let areas = [
        ("A", "10001", 2, residential),
        ("B", "10001", 1, residential),
        ("C", "10002", 1, residential),
        ("D", "20003", 1, residential),
        ("E", "20004", 1, residential),
        ("F", "20004", 2, residential),
        ("CAMP", "10001", 3, AreaKind::Military),
        ("FORT", "20003", 2, AreaKind::Military),
        ("JAIL", "10001", 4, AreaKind::Custody),
        ("CARE", "20003", 3, AreaKind::Care),
        ("CAMPUS", "20003", 4, AreaKind::Organisation),
        ("G", "20005", 1, residential),
        ("R", "20005", 2, residential),
        ("FORT6", "20006", 1, AreaKind::Military),
        ("JAIL6", "20006", 2, AreaKind::Custody),
    ];
    for (code, in_commune, number, kind) in areas {
        let early = NaiveDate::from_ymd_opt(2026, 3, 13).unwrap().and_hms_opt(6, 0, 0).unwrap();
        units.areas.push(Area {
            area_code: AreaCode::parse(code).unwrap(),
            commune_code: commune(in_commune),
            number,
            name: None,
            polling_place: None,
            kind,
            small_reason: None,
            opens_at: match code {
                "C" => NaiveTime::from_hms_opt(5, 0, 0).map(OpensAt::Hour),
                "E" => Some(OpensAt::Moment(early)),
                _ => None,
            },
            latitude: None,
            longitude: None,
            arrivals: ["R", "FORT6"].contains(&code),
            posting_places: Vec::new(),
        });
    }
}

fn add_hamlets(units: &mut Units) {
    for (code, of) in
        [("H1", "10001"), ("H2", "10001"), ("H3", "10001"), ("H4", "10001"), ("Q1", "20003"), ("Q2", "20003")]
    {
        let hamlet_code = HamletCode::parse(code).unwrap();
        let name = code.to_owned();
        units.hamlets.push(Hamlet { hamlet_code, commune_code: commune(of), name, list_order: None });
    }
    let parts = [
        ("A", "H1", Some(1), Some(50)),
        ("B", "H1", Some(51), None),
        ("B", "H2", None, None),
        ("A", "H3", None, Some(20)),
        ("B", "H3", Some(20), Some(30)),
        ("A", "H3", None, None),
        ("CAMPUS", "Q1", None, None),
        ("FORT", "Q2", None, None),
    ];
    for (area, hamlet, house_from, house_to) in parts {
        let area_code = AreaCode::parse(area).unwrap();
        let hamlet_code = HamletCode::parse(hamlet).unwrap();
        units.area_parts.push(AreaPart { area_code, hamlet_code, house_from, house_to });
    }
}

fn add_facilities(units: &mut Units) {
    let facilities = [
        ("camp", "military", "10001", Some("CAMP")),
        ("fort", "military", "20003", Some("FORT")),
        ("tents", "military", "10001", None),
        ("jail", "detention", "10001", Some("JAIL")),
        ("cells", "detention", "10002", None),
        ("care", "care", "20003", Some("CARE")),
        ("ward", "care", "20003", None),
        ("guard", "military", "10001", Some("A")),
        ("campus", "organisation", "20003", Some("CAMPUS")),
        ("branch", "organisation", "20005", Some("CAMPUS")),
        ("plant", "organisation", "20003", None),
        ("hostel", "organisation", "20003", Some("D")),
    ];
    for (code, kind, in_commune, area) in facilities {
        units.facilities.push(Facility {
            facility_code: FacilityCode::parse(code).unwrap(),
            kind: kind.to_owned(),
            name: code.to_owned(),
            commune_code: commune(in_commune),
            area_code: area.map(|area| AreaCode::parse(area).unwrap()),
        });
    }
}

fn province(code: &str) -> ProvinceCode {
    ProvinceCode::parse(&code[..2]).unwrap()
}

fn commune(code: &str) -> CommuneCode {
    CommuneCode::parse(code).unwrap()
}
