//! What is wrong with a territory: Art. 10 and 11, Circ. 21/2025 Art. 3–4 (T1, T2, T3).

use super::builder::{Builder, small};
use cutri::people::Severity;
use cutri::territory::{AreaKind, Level, Levels, SeatLimits, TroubleKind, check};

/// The troubles for an election of these levels, each as `word commune subject value`.
fn troubles_for(units: Builder, levels: Levels) -> Vec<String> {
    let found = check(&units.build(), levels, SeatLimits { national: 3, council: 5 });
    let told = found.iter().map(|trouble| {
        let commune = trouble.commune_code.as_ref().map_or("-", |code| code.as_str());
        format!("{} {commune} {} {}", trouble.kind.as_str(), trouble.subject, trouble.value).trim().to_owned()
    });
    told.collect()
}

fn troubles(units: Builder) -> Vec<String> {
    troubles_for(units, Levels::ALL)
}

#[test]
fn a_small_territory_in_order_has_no_trouble() {
    assert_eq!(troubles(small()), [""; 0]);
}

#[test]
fn t1_article_11_an_area_belongs_to_one_constituency_of_each_level_elected() {
    let told = troubles(small().without_constituencies());
    let expected = ["communal", "national", "provincial"]
        .map(|level| format!("area_without_constituency 10001 A {level}"));
    assert_eq!(told, expected);
}

#[test]
fn t1_a_level_that_is_not_elected_needs_no_constituency() {
    let only = Levels::NONE.with(Level::National);
    let told = troubles_for(small().without_constituencies(), only);
    assert_eq!(told, ["area_without_constituency 10001 A national"]);
}

#[test]
fn t1_a_commune_that_elects_no_council_needs_no_communal_constituency() {
    let mut units = small();
    units.0.communes[0].council_elected = false;
    units.0.constituencies.pop();
    units.0.constituency_parts.pop();
    assert_eq!(troubles(units), [""; 0]);
}

#[test]
fn t1_an_area_in_two_constituencies_of_a_level_is_told() {
    let units = small().constituency("XA-2", Level::Communal, 3).of_area("XA-2", "A");
    assert_eq!(troubles(units), ["area_in_several_constituencies 10001 A communal"]);
    let by_both_ways = small().of_commune("XA", "10001");
    assert_eq!(troubles(by_both_ways), [""; 0], "twice in the same constituency is once");
}

#[test]
fn t1_an_area_of_a_commune_outside_the_extract_is_told() {
    let units = small().area("Z", "99999", 1);
    assert_eq!(troubles(units), ["area_in_unknown_commune - Z 99999"]);
}

#[test]
fn t1_two_areas_of_a_commune_with_one_number_are_told() {
    let units =
        small().hamlet("T2", "10001").area("B", "10001", 1).part("B", "T2", None, None).of_area("XA", "B");
    assert_eq!(troubles(units), ["area_number_twice 10001 B 1"]);
}

#[test]
fn t1_the_same_number_in_two_communes_is_in_order() {
    let units = small().commune("10002", false, &[]).hamlet("S1", "10002");
    let units = units.area("B", "10002", 1).part("B", "S1", None, None);
    assert_eq!(troubles(units.of_commune("QH", "10002").of_commune("TINH", "10002")), [""; 0]);
}

#[test]
fn t1_a_residential_area_without_a_hamlet_is_told_and_a_separate_one_is_not() {
    let with_area = |kind| small().area("B", "10001", 2).kind(kind).of_area("XA", "B");
    assert_eq!(troubles(with_area(AreaKind::Residential)), ["area_without_parts 10001 B"]);
    for kind in [AreaKind::Military, AreaKind::Care, AreaKind::Custody] {
        assert_eq!(troubles(with_area(kind)), [""; 0], "{kind:?}");
    }
}

#[test]
fn t2_article_10_a_national_constituency_has_at_most_three_deputies_and_a_council_one_five() {
    let with_seats = |at: usize, seats| {
        let mut units = small();
        units.0.constituencies[at].seats = seats;
        troubles(units)
    };
    for (at, code, most) in [(0, "QH", 3), (1, "TINH", 5), (2, "XA", 5)] {
        assert_eq!(with_seats(at, most), [""; 0], "{code}");
        assert_eq!(with_seats(at, 1), [""; 0], "{code}");
        let too_many = most + 1;
        assert_eq!(with_seats(at, too_many), [format!("seats_out_of_range - {code} {too_many}")]);
        assert_eq!(with_seats(at, 0), [format!("seats_out_of_range - {code} 0")]);
    }
}

#[test]
fn t3_national_and_provincial_constituencies_are_whole_communes() {
    let mut units = small();
    for at in [0, 1] {
        units.0.constituency_parts[at].commune_code = None;
        units.0.constituency_parts[at].area_code = Some(super::builder::area_code("A"));
    }
    let told =
        ["QH national", "TINH provincial"].map(|it| format!("constituency_not_whole_communes 10001 {it}"));
    assert_eq!(troubles(units), told);
}

#[test]
fn t3_a_communal_constituency_lies_in_one_commune() {
    let units = small().commune("10002", true, &[]).hamlet("S1", "10002");
    let units = units.area("B", "10002", 1).part("B", "S1", None, None);
    let units = units.of_commune("QH", "10002").of_commune("TINH", "10002").of_area("XA", "B");
    assert_eq!(troubles(units), ["communal_constituency_across_communes 10001 XA 2"]);
}

#[test]
fn t3_a_communal_constituency_needs_a_commune_that_elects_a_council() {
    let mut units = small();
    units.0.communes[0].council_elected = false;
    assert_eq!(troubles(units), ["communal_constituency_across_communes 10001 XA 1"]);
}

#[test]
fn t3_house_ranges_that_overlap_are_told_once_a_hamlet() {
    let second = || small().hamlet("T2", "10001").area("B", "10001", 2).of_area("XA", "B");
    let units = second().part("A", "T2", Some(1), Some(20)).part("B", "T2", Some(20), None).part(
        "B",
        "T2",
        Some(5),
        Some(6),
    );
    assert_eq!(troubles(units), ["house_ranges_overlap 10001 T2"]);
    let whole = second().part("B", "T1", None, None);
    assert_eq!(troubles(whole), ["hamlet_without_area 10001 T2 T2", "house_ranges_overlap 10001 T1"]);
    let side_by_side = second().part("A", "T2", Some(1), Some(19)).part("B", "T2", Some(20), None);
    assert_eq!(troubles(side_by_side), [""; 0]);
    let range_in_whole = second().part("B", "T1", Some(3), Some(4));
    let told = troubles(range_in_whole);
    assert_eq!(told, ["hamlet_without_area 10001 T2 T2"], "a range goes before a whole hamlet");
}

#[test]
fn a_range_that_ends_before_it_begins_is_told_and_overlaps_nothing() {
    let units = small().hamlet("T2", "10001").area("B", "10001", 2).of_area("XA", "B");
    let units = units.part("A", "T2", Some(1), Some(50)).part("B", "T2", Some(40), Some(10));
    assert_eq!(troubles(units), ["house_range_backwards 10001 B 40–10"]);
}

#[test]
fn parts_that_name_nothing_known_or_another_commune_are_told() {
    let units = small().part("Z", "T1", None, None).part("A", "nowhere", None, None);
    assert_eq!(troubles(units), ["area_part_unknown - A nowhere", "area_part_unknown - Z T1"]);
    let across = small().commune("10002", false, &[]).hamlet("S1", "10002").part("A", "S1", None, None);
    assert_eq!(troubles(across), ["area_part_unknown 10001 A S1"]);
}

#[test]
fn constituency_parts_that_name_nothing_known_are_told() {
    let units =
        small().of_nothing("QH").of_commune("QH", "99999").of_area("XA", "Z").of_commune("nowhere", "10001");
    let told =
        ["QH", "QH 99999", "XA Z", "nowhere 10001"].map(|it| format!("constituency_part_unknown - {it}"));
    assert_eq!(troubles(units), told);
}

#[test]
fn units_whose_upper_unit_is_missing_are_told() {
    let units = small().hamlet("Z1", "99999").commune("20001", false, &[]);
    assert_eq!(troubles(units), ["unit_without_parent - Z1 99999", "unit_without_parent 20001 20001 20"]);
}

#[test]
fn facilities_of_unknown_places_are_told() {
    let units = small().commune("10002", false, &[]).area("B", "10002", 1).kind(AreaKind::Care);
    let units = units.of_commune("QH", "10002").of_commune("TINH", "10002");
    assert_eq!(troubles(units.clone().facility("F", "10002", Some("B"))), [""; 0]);
    assert_eq!(troubles(units.clone().facility("F", "10002", None)), [""; 0]);
    let cases = [
        (units.clone().facility("F", "99999", None), "facility_place_unknown - F 99999"),
        (units.clone().facility("F", "10002", Some("Z")), "facility_place_unknown 10002 F Z"),
        (units.facility("F", "10001", Some("B")), "facility_place_unknown 10001 F B"),
    ];
    for (units, expected) in cases {
        assert_eq!(troubles(units), [expected]);
    }
}

/// Every kind has a stable word of its own, a message in both languages, and what the law forbids is an error.
#[test]
fn every_trouble_has_a_word_a_message_in_both_languages_and_a_severity() {
    use TroubleKind::{
        AreaInSeveralConstituencies, AreaInUnknownCommune, AreaNumberTwice, AreaNumberZero,
        AreaWithoutConstituency, AreaWithoutParts, CommunalAcrossCommunes, ConstituencyPartUnknown,
        FacilityPlaceUnknown, HamletWithoutArea, HamletsOfOneName, NotWholeCommunes, PartUnknown,
        RangeBackwards, RangesApart, RangesOverlap, SeatsOutOfRange, UnitWithoutParent,
    };
    let errors = [
        AreaWithoutConstituency,
        AreaInSeveralConstituencies,
        AreaInUnknownCommune,
        AreaNumberTwice,
        AreaNumberZero,
        SeatsOutOfRange,
        NotWholeCommunes,
        CommunalAcrossCommunes,
    ];
    let warnings = [
        AreaWithoutParts,
        HamletWithoutArea,
        HamletsOfOneName,
        PartUnknown,
        RangesOverlap,
        RangesApart,
        RangeBackwards,
        ConstituencyPartUnknown,
        FacilityPlaceUnknown,
        UnitWithoutParent,
    ];
    let mut words = std::collections::BTreeSet::new();
    for kind in errors.into_iter().chain(warnings) {
        assert!(words.insert(kind.as_str()), "{kind:?}");
        assert_eq!(kind.message().split(" / ").count(), 2, "{kind:?}");
        assert_eq!(kind.severity() == Severity::Error, errors.contains(&kind), "{kind:?}");
    }
}

#[test]
fn an_area_with_the_number_0_is_an_error() {
    let mut units = small();
    units.0.areas[0].number = 0;
    assert_eq!(troubles(units), ["area_number_zero 10001 A 0"]);
    assert_eq!(TroubleKind::AreaNumberZero.severity(), Severity::Error);
}

#[test]
fn hamlets_of_one_name_in_a_commune_are_told_with_their_codes() {
    let named = |code: &str, name: &str| {
        let mut units = small().hamlet(code, "10001").hamlet("T3", "10001");
        units.0.hamlets[0].name = "Tổ dân phố 2".to_owned();
        units.0.hamlets[1].name = name.to_owned();
        units
    };
    assert_eq!(troubles(named("T2", "Tổ dân phố 2")), ["hamlets_of_one_name 10001 T1 T2"]);
    assert_eq!(troubles(named("T2", "TỔ DÂN PHỐ 2")), ["hamlets_of_one_name 10001 T1 T2"]);
    assert_eq!(troubles(named("T2", "Tổ dân phố 3")), [""; 0]);
}

#[test]
fn a_hamlet_that_no_area_serves_is_told_unless_there_is_one_area_for_all() {
    let units = small().hamlet("T2", "10001").hamlet("T3", "10001");
    assert_eq!(troubles(units.clone()), [""; 0], "the only area has them all");
    let units = units.area("B", "10001", 2).part("B", "T2", None, None).of_area("XA", "B");
    assert_eq!(troubles(units), ["hamlet_without_area 10001 T3 T3"]);
}

#[test]
fn houses_that_ranges_leave_out_between_them_are_told() {
    let ranges = |parts: &[(u32, Option<u32>)]| {
        let units = small().area("B", "10001", 2).hamlet("T2", "10001").of_area("XA", "B");
        let part = |units: Builder, (from, to): &(u32, Option<u32>)| units.part("B", "T2", Some(*from), *to);
        troubles(parts.iter().fold(units, part))
    };
    assert_eq!(ranges(&[(1, Some(50)), (60, None)]), ["house_ranges_apart 10001 T2 51–59"]);
    assert_eq!(ranges(&[(60, None), (1, Some(58))]), ["house_ranges_apart 10001 T2 59"]);
    assert_eq!(ranges(&[(1, Some(50)), (51, None)]), [""; 0]);
    assert_eq!(ranges(&[(1, Some(50)), (10, Some(20)), (51, Some(90))]), [""; 0]);
    let whole =
        small().area("B", "10001", 2).part("B", "T1", Some(1), Some(5)).part("B", "T1", Some(9), Some(9));
    assert_eq!(troubles(whole.of_area("XA", "B")), [""; 0], "an area has the rest of the hamlet");
}

#[test]
fn areas_whose_codes_differ_in_case_alone_are_both_told() {
    let alike = |code: &str, number| {
        let units = small().area(code, "10001", number).part(code, "T1", None, None);
        troubles(units).into_iter().filter(|told| told.starts_with("area_codes_alike")).collect::<Vec<_>>()
    };
    assert_eq!(alike("a", 2), ["area_codes_alike 10001 A a", "area_codes_alike 10001 a A"]);
    assert_eq!(alike("B", 2), [""; 0]);
}
