//! Where a house votes: hamlets, ranges, and the only area of a commune.

use super::super::build::{homeless, person};
use super::told;

fn at(hamlet: &str, house: u32) -> String {
    told(homeless().home("permanent", "10001", "").house(hamlet, house))
}

#[test]
fn article_11_a_range_of_houses_is_inclusive() {
    assert_eq!(at("H1", 1), "listed P8 A npc []");
    assert_eq!(at("H1", 50), "listed P8 A npc []");
    assert_eq!(at("H1", 51), "listed P8 B npc []");
}

#[test]
fn article_11_an_empty_end_is_open() {
    assert_eq!(at("H1", 99_999), "listed P8 B npc []");
    assert_eq!(at("H1", 0), "queue P8 no_area 10001 [no_area]");
    assert_eq!(at("H3", 0), "listed P8 A npc []");
}

#[test]
fn article_11_a_hamlet_without_a_range_is_whole() {
    assert_eq!(at("H2", 7), "listed P8 B npc []");
}

#[test]
fn article_11_of_overlapping_areas_the_lowest_number_counts() {
    assert_eq!(at("H3", 20), "listed P8 B npc []");
    assert_eq!(at("H3", 19), "listed P8 A npc []");
}

#[test]
fn article_11_a_range_goes_before_a_whole_hamlet() {
    assert_eq!(at("H3", 30), "listed P8 B npc []");
    assert_eq!(at("H3", 31), "listed P8 A npc []");
}

#[test]
fn article_11_a_house_without_a_number_needs_a_whole_hamlet() {
    let at = |hamlet| told(homeless().home("permanent", "10001", "").hamlet(hamlet));
    assert_eq!(at("H1"), "queue P8 no_area 10001 [no_area]");
    assert_eq!(at("H2"), "listed P8 B npc []");
    assert_eq!(at("H3"), "listed P8 A npc []");
}

#[test]
fn article_11_a_hamlet_in_no_area_is_never_guessed() {
    assert_eq!(at("H4", 1), "queue P8 no_area 10001 [no_area]");
    assert_eq!(at("nowhere", 1), "queue P8 no_area 10001 [no_area]");
    assert_eq!(told(homeless().home("permanent", "10001", "")), "queue P8 no_area 10001 [no_area]");
}

#[test]
fn article_11_the_only_residential_area_takes_every_house() {
    assert_eq!(told(homeless().home("permanent", "20003", "")), "listed P8 D npc []");
    assert_eq!(told(homeless().home("permanent", "20003", "").house("nowhere", 3)), "listed P8 D npc []");
    assert_eq!(told(homeless().home("permanent", "20003", "").house("H2", 3)), "listed P8 D npc []");
    assert_eq!(told(homeless().home("permanent", "20004", "")), "queue P8 no_area 20004 [no_area]");
}

#[test]
fn article_11_a_hamlet_of_another_commune_does_not_lead_there() {
    assert_eq!(
        told(homeless().home("permanent", "20004", "").house("H2", 3)),
        "queue P8 no_area 20004 [no_area]"
    );
}

#[test]
fn article_29_2_of_two_permanent_residences_the_latest_registered_counts() {
    let later = person().home("permanent", "20003", "2015-01-01");
    assert_eq!(told(later), "listed P8 D npc []");
    let earlier = person().home("permanent", "20003", "2009-12-31");
    assert_eq!(told(earlier), "listed P8 A npc []");
    let equal = person().home("permanent", "20003", "2010-01-01");
    assert_eq!(told(equal), "listed P8 D npc []");
    let unknown = person().home("permanent", "20003", "");
    assert_eq!(told(unknown), "listed P8 A npc []");
}

#[test]
fn article_29_2_a_residence_that_ended_before_leaves_the_other() {
    let ended = person().home("permanent", "20003", "2015-01-01").ended("2026-03-15");
    assert_eq!(told(ended), "listed P8 A npc []");
    let expired = person().home("permanent", "20003", "2015-01-01").expires("2026-03-14");
    assert_eq!(told(expired), "listed P8 A npc []");
    let coming = person().home("permanent", "20003", "2026-03-16");
    assert_eq!(told(coming), "listed P8 A npc []");
}

#[test]
fn article_29_2_a_permanent_residence_does_not_lapse() {
    assert_eq!(told(homeless().home("permanent", "20003", "1980-01-01")), "listed P8 D npc []");
}

#[test]
fn article_29_2_a_permanent_residence_under_a_predecessors_code() {
    assert_eq!(told(homeless().home("permanent", "20091", "")), "listed P8 D npc []");
    assert_eq!(
        told(homeless().home("permanent", "20099", "")),
        "queue P8 unknown_commune - [unknown_commune]"
    );
}

#[test]
fn article_29_2_an_unknown_permanent_commune_is_tried_last() {
    let lost = homeless().home("permanent", "99999", "2010-01-01");
    assert_eq!(told(lost.clone().home("temporary", "20003", "2025-06-01")), {
        "queue P8 unknown_commune 20003 [unknown_commune]"
    });
    assert_eq!(told(lost.stay("care", "care", "2026-01-01..")), "listed P11 CARE np []");
}

#[test]
fn section_3_a_commune_without_council_has_no_communal_ballot() {
    assert_eq!(told(homeless().home("permanent", "10002", "")), "listed P8 C np []");
}
