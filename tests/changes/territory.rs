//! What territory alone does to persons whose facts are the same: R16, R13, a place that is lost, and what waits for a name.

use super::scene::{Scene, scene};
use crate::support::builders::*;
use cutri::people::StayKind::{Care, Detention, Military};
use cutri::roll::Rows;
use cutri::territory::{AreaKind, Units};

/// The same facts under another territory.
fn under(person: &PersonBuilder, change: impl Fn(&mut Units)) -> Scene {
    let mut present = units();
    change(&mut present);
    Scene { present, ..scene(person, person) }
}

/// The area of a facility.
pub(super) fn facility(units: &mut Units, code: &str, area_code: Option<&str>) {
    let of = units.facilities.iter_mut().find(|row| row.facility_code.as_str() == code).expect("a facility");
    of.area_code = area_code.map(area);
}

#[test]
fn circular_21_article_4_areas_and_councils_alone_move_rows_or_change_ballots_r20() {
    // The houses of hamlet H1 up to 50 go to the other area.
    let moved = under(&resident(), |units| {
        units.area_parts[0].house_to = Some(5);
        units.area_parts[1].house_from = Some(6);
    });
    assert_eq!(moved.told(), "R20 transfer: strike H-01/7 NPC, append H-02/0 NPC");
    let fewer = under(&resident(), |units| units.communes[0].council_elected = false);
    assert_eq!(fewer.told(), "R20 correct: correct H-01/7 NPC→NP");
}

#[test]
fn whoever_stands_on_a_list_is_homeless_where_the_territory_has_no_area_any_more() {
    let gone = under(&resident(), |units| units.communes.retain(|row| row.commune_code.as_str() != HOME));
    assert_eq!(gone.told(), "homeless H-01/7");
    let hole = |person: &PersonBuilder| under(person, |units| units.area_parts[0].house_to = Some(5));
    assert_eq!(hole(&resident()).told(), "homeless H-01/7");
    let renamed = resident().name("Người Khác");
    let both = Scene { after: Some(renamed.build()), ..hole(&resident()) };
    assert_eq!(both.told(), "homeless H-01/7", "facts that changed too, but not the place");
    for (kind, code, row) in [(Detention, "camp", "A-03/7"), (Military, "unit", "A-02/7")] {
        let staying = resident().stay(kind, code, "2026-01-25", None);
        let lost = under(&staying, |units| facility(units, code, None));
        assert_eq!(lost.told(), format!("homeless {row}"));
    }
}

#[test]
fn a_place_that_the_facts_lost_is_r16_and_no_fault_of_the_territory() {
    let nowhere = person().permanent(HOME).at(Some("H9"), Some(1));
    assert_eq!(scene(&resident(), &nowhere).told(), "R16 remove: strike H-01/7 NPC");
    // Whoever an official placed stands in an area that is still there.
    let by_hand = under(&resident(), |units| units.area_parts[0].house_to = Some(5));
    let by_hand = Scene { by_hand: true, ..by_hand };
    assert_eq!(by_hand.told(), "by hand: ? remove: strike H-01/7 NPC");
}

#[test]
fn r16_a_queue_is_resolved_by_a_facility_or_a_house_that_got_its_area() {
    let detained = resident().stay(Detention, "camp-without-area", "2026-01-25", None);
    let found = under(&detained, |units| facility(units, "camp-without-area", Some("A-03")));
    assert_eq!(found.told(), "R16 add: append A-03/0 NP");
    let house = person().permanent(HOME).at(Some("H1"), Some(99));
    let mut filled = under(&house, |_| ());
    filled.former.area_parts[1].house_to = Some(60);
    filled.has = Some(Rows::default());
    assert_eq!(filled.told(), "R16 add: append H-02/0 NPC");
    assert_eq!(filled.at("2026-03-14T07:01").told(), "late H-02 C4: R16 add: append H-02/0 NPC");
}

#[test]
fn r13_a_facility_that_gains_or_loses_an_area_of_its_own_moves_its_people() {
    let cared = resident().stay(Care, "home", "2026-01-25", None);
    let lost = under(&cared, |units| facility(units, "home", None));
    assert_eq!(lost.told(), "R13 transfer: strike A-04/7 NP, append H-01/0 NPC");
    let cared = resident().stay(Care, "home-without-area", "2026-01-25", None);
    let gained = under(&cared, |units| facility(units, "home-without-area", Some("A-04")));
    assert_eq!(gained.told(), "R13 transfer: strike H-01/7 NPC, append A-04/0 NP");
    // An area of homes is no area of its own.
    let shared = under(&cared, |units| facility(units, "home-without-area", Some("A-01")));
    assert_eq!(shared.told(), "nothing");
    let homes = under(&resident().stay(Care, "home", "2026-01-25", None), |units| {
        let own = units.areas.iter_mut().find(|row| row.area_code.as_str() == "A-04").expect("the area");
        own.kind = AreaKind::Residential;
    });
    assert_eq!(homes.told(), "R13 transfer: strike A-04/7 NP, append H-01/0 NPC");
}
