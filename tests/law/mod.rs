//! Tests of `law`, named after the articles and forms; each decision is told in one line by `told`.

mod absence;
mod age;
mod agreement;
mod choice;
mod dates;
mod elsewhere;
mod exclusion;
mod organisation;
mod profile;
mod residence;
mod serviceman;
mod stay;
mod timetable;

use crate::support::builders::*;
use cutri::law::{RuleProfile, Terms, decide};
use cutri::people::{FacilityCode, HamletCode};
use cutri::territory::{Area, AreaKind, AreaPart, Facility, Hamlet, Territory, Units};

/// The units of the tests, and an organisation with an area of its own, `A-05`, in `AWAY`, to which hamlet `A5` belongs;
/// beside `I-01` the area `I-02`, where `ISLAND` places voters from elsewhere.
fn larger_units() -> Units {
    let mut units = units();
    let mut add = |code: &str, like: &str, number, kind| {
        let plain = units.areas.iter().find(|area| area.area_code.as_str() == like).expect("an area");
        let arrivals = code == "I-02";
        let plain = Area { kind, number, arrivals, ..plain.clone() };
        units.areas.push(Area { area_code: area(code), ..plain });
    };
    add("A-05", "A-01", 5, AreaKind::Organisation);
    add("I-02", "I-01", 2, AreaKind::Residential);
    let hamlet_code = HamletCode::parse("A5").expect("a test's hamlet");
    let (commune_code, name) = (commune(AWAY), "A5".to_owned());
    units.hamlets.push(Hamlet { hamlet_code: hamlet_code.clone(), commune_code, name, list_order: None });
    units.area_parts.push(AreaPart {
        area_code: area("A-05"),
        hamlet_code,
        house_from: None,
        house_to: None,
    });
    for (code, area_code) in [("campus", Some("A-05")), ("plant", None), ("hostel", Some("A-01"))] {
        units.facilities.push(Facility {
            facility_code: FacilityCode::parse(code).expect("a test's facility"),
            kind: "organisation".into(),
            name: "trường".into(),
            commune_code: commune(AWAY),
            area_code: area_code.map(area),
        });
    }
    units
}

/// The decision in the larger units, in one line.
fn told_there(person: &PersonBuilder) -> String {
    told_under(person, &profile())
}

/// The same under settings of its own.
fn told_under(person: &PersonBuilder, profile: &RuleProfile) -> String {
    told(&decide(&person.0, Terms::new(&election(), &Territory::new(larger_units()), profile)))
}
