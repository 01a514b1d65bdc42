//! Which area a house votes in (T3; Circ. 21/2025 Art. 3–4): never guessed.

use super::builder::{Builder, commune_code, empty, hamlet_code};
use cutri::territory::AreaKind;

/// Two areas in a commune, numbers against the order of codes, and no part yet.
fn two_areas() -> Builder {
    let builder =
        empty().province("10").commune("10001", true, &[]).hamlet("T1", "10001").hamlet("T2", "10001");
    builder.area("A", "10001", 2).area("B", "10001", 1)
}

/// The area's code, with `!` where several areas claim the house; `-` where it cannot be told.
fn area_of(units: &Builder, hamlet: Option<&str>, house: Option<u32>) -> String {
    let territory = units.clone().build();
    let hamlet = hamlet.map(hamlet_code);
    match territory.area_of_house(&commune_code("10001"), hamlet.as_ref(), house) {
        Some(found) => format!("{}{}", found.area.area_code, if found.overlap { "!" } else { "" }),
        None => "-".to_owned(),
    }
}

#[test]
fn a_range_of_houses_holds_both_of_its_ends() {
    let units = two_areas().part("A", "T1", Some(10), Some(20)).part("B", "T1", Some(21), Some(30));
    for (house, expected) in [(9, "-"), (10, "A"), (20, "A"), (21, "B"), (30, "B"), (31, "-")] {
        assert_eq!(area_of(&units, Some("T1"), Some(house)), expected, "house {house}");
    }
}

#[test]
fn an_empty_end_of_a_range_is_open() {
    let units = two_areas().part("A", "T1", None, Some(20)).part("B", "T1", Some(21), None);
    for (house, expected) in [(0, "A"), (1, "A"), (20, "A"), (21, "B"), (u32::MAX, "B")] {
        assert_eq!(area_of(&units, Some("T1"), Some(house)), expected, "house {house}");
    }
}

#[test]
fn a_range_goes_before_a_whole_hamlet_even_of_a_lower_number() {
    let units = two_areas().part("B", "T1", None, None).part("A", "T1", Some(10), Some(20));
    for (house, expected) in [(Some(9), "B"), (Some(10), "A"), (Some(21), "B"), (None, "B")] {
        assert_eq!(area_of(&units, Some("T1"), house), expected, "house {house:?}");
    }
}

#[test]
fn where_ranges_overlap_the_lowest_number_is_taken_and_told() {
    let units = two_areas().part("A", "T1", Some(1), Some(20)).part("B", "T1", Some(15), Some(30));
    for (house, expected) in [(14, "A"), (15, "B!"), (20, "B!"), (21, "B")] {
        assert_eq!(area_of(&units, Some("T1"), Some(house)), expected, "house {house}");
    }
    let twice_whole = two_areas().part("A", "T1", None, None).part("B", "T1", None, None);
    assert_eq!(area_of(&twice_whole, Some("T1"), None), "B!");
}

#[test]
fn two_parts_of_one_area_are_no_overlap() {
    let units = two_areas().part("A", "T1", Some(1), Some(20)).part("A", "T1", Some(10), Some(30));
    assert_eq!(area_of(&units, Some("T1"), Some(15)), "A");
}

#[test]
fn of_two_areas_with_one_number_the_first_code_is_taken() {
    let units = empty().province("10").commune("10001", true, &[]).hamlet("T1", "10001");
    let units = units.area("B", "10001", 1).area("A", "10001", 1);
    let units = units.part("B", "T1", None, None).part("A", "T1", None, None);
    assert_eq!(area_of(&units, Some("T1"), None), "A!");
}

#[test]
fn a_house_without_a_number_is_in_no_range() {
    let units = two_areas().part("A", "T1", None, Some(20)).part("B", "T1", Some(21), None);
    assert_eq!(area_of(&units, Some("T1"), None), "-");
}

#[test]
fn with_no_usable_hamlet_the_only_residential_area_is_taken() {
    let units =
        empty().province("10").commune("10001", true, &[]).hamlet("T1", "10001").hamlet("T2", "10001");
    let units = units
        .commune("10002", true, &[])
        .hamlet("S1", "10002")
        .area("S", "10002", 1)
        .part("S", "S1", None, None);
    let units = units.area("A", "10001", 1).part("A", "T1", Some(1), Some(9));
    let units =
        units.area("M", "10001", 2).kind(AreaKind::Military).area("C", "10001", 3).kind(AreaKind::Custody);
    for hamlet in [None, Some("nowhere"), Some("S1"), Some("T2")] {
        assert_eq!(area_of(&units, hamlet, Some(50)), "A", "{hamlet:?}");
    }
    assert_eq!(
        area_of(&units, Some("T1"), Some(50)),
        "-",
        "a hamlet that is served is usable, and its houses are not guessed"
    );
}

#[test]
fn with_no_usable_hamlet_and_several_residential_areas_nothing_is_guessed() {
    let units = two_areas().part("A", "T1", None, None);
    for hamlet in [None, Some("nowhere"), Some("T2")] {
        assert_eq!(area_of(&units, hamlet, Some(5)), "-", "{hamlet:?}");
    }
}

#[test]
fn a_part_of_an_area_in_another_commune_does_not_count() {
    let units = two_areas().commune("10002", true, &[]).area("S", "10002", 1);
    let units = units.part("S", "T1", None, None);
    assert_eq!(area_of(&units, Some("T1"), Some(5)), "-");
    let units = units.part("A", "T1", None, None);
    assert_eq!(area_of(&units, Some("T1"), Some(5)), "A");
}

#[test]
fn a_commune_without_any_residential_area_has_no_place_for_a_house() {
    let units = empty().province("10").commune("10001", true, &[]).hamlet("T1", "10001");
    let units = units.area("M", "10001", 1).kind(AreaKind::Military);
    assert_eq!(area_of(&units, Some("T1"), Some(5)), "-");
}
