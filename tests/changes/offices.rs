//! Transfers whose other half is in an office outside this database.

use super::scene::{Scene, new, of_commune, of_facility, scene};
use crate::support::builders::*;
use cutri::changes::{Event, Kind};
use cutri::people::StayKind::{Detention, Military};
use cutri::people::WishKind::{VoteAtCurrent, VoteAtTemporary};

#[test]
fn article_30_3_a_permanent_move_to_another_office_strikes_the_row_and_is_told_to_it_r2() {
    let moved = scene(&resident(), &person().permanent(UNKNOWN));
    assert_eq!(moved.told(), "outgoing to 99999: R2 transfer: strike H-01/7 NPC");
}

#[test]
fn article_30_3_a_temporary_or_actual_place_in_another_office_r3_and_r14() {
    let temporary = resident().temporary(UNKNOWN, "2026-01-25").wish(VoteAtTemporary, "2026-02-05");
    let told = scene(&resident(), &temporary).told();
    assert_eq!(told, "outgoing to 99999: R3 transfer: strike H-01/7 NPC");
    let only = person().temporary(UNKNOWN, "2026-01-25");
    let told = scene(&resident(), &only).told();
    assert_eq!(told, "outgoing to 99999: R3 transfer: strike H-01/7 NPC");
    let actual = resident().wish(VoteAtCurrent, "2026-02-05").wish_in(UNKNOWN);
    let told = scene(&resident(), &actual).told();
    assert_eq!(told, "outgoing to 99999: R14 transfer: strike H-01/7 NPC");
}

#[test]
fn article_29_5_a_facility_of_another_office_r5_and_r12() {
    for (kind, event) in [(Detention, "R5"), (Military, "R12")] {
        let staying = resident().stay(kind, "elsewhere", "2026-01-25", None);
        let told = scene(&resident(), &staying).told();
        assert_eq!(told, format!("outgoing to elsewhere: {event} transfer: strike H-01/7 NPC"));
    }
}

#[test]
fn article_29_5_a_facility_of_this_database_without_an_area_is_a_queue_and_no_other_office_r16() {
    let staying = resident().stay(Detention, "camp-without-area", "2026-01-25", None);
    assert_eq!(scene(&resident(), &staying).told(), "R16 remove: strike H-01/7 NPC");
}

#[test]
fn article_30_3_an_outgoing_move_too_late_waits_and_strikes_nothing() {
    let moved = |now| scene(&resident(), &person().permanent(UNKNOWN)).at(now).told();
    assert_eq!(moved("2026-03-14T07:00"), "outgoing to 99999: R2 transfer: strike H-01/7 NPC");
    assert_eq!(moved("2026-03-14T07:01"), "late H-01 C4: R2 transfer: strike H-01/7 NPC");
}

#[test]
fn article_30_3_whoever_comes_from_another_office_waits_until_it_gives_the_person_up() {
    let came = person().permanent(UNKNOWN).ended("2026-02-01").permanent(HOME);
    assert_eq!(new(&came).told(), "incoming from 99999: R2 add: append H-01/0 NPC");
    let left_before = person().permanent(UNKNOWN).ended("2026-01-20").permanent(HOME);
    assert_eq!(new(&left_before).told(), "R2 add: append H-01/0 NPC", "before these lists were made");
    let day_after = person().permanent(UNKNOWN).ended("2026-01-21").permanent(HOME);
    assert_eq!(new(&day_after).told(), "incoming from 99999: R2 add: append H-01/0 NPC");
    let predecessor = person().permanent(MERGED).ended("2026-02-01").permanent(HOME);
    assert_eq!(new(&predecessor).told(), "R2 add: append H-01/0 NPC", "a commune that is part of one here");
}

#[test]
fn article_30_3_whoever_is_awaited_from_another_office_goes_on_waiting_when_facts_change() {
    let named = resident().name("Người Khác");
    let none = Some(cutri::roll::Rows::default());
    for office in [of_commune(UNKNOWN), of_facility("elsewhere")] {
        let waiting =
            Scene { has: none.clone(), awaited_from: Some(office), ..scene(&resident(), &named) }.told();
        assert!(
            waiting.starts_with("incoming from ") && waiting.ends_with("R2 add: append H-01/0 NPC"),
            "{waiting}"
        );
    }
}

#[test]
fn article_30_3_an_incoming_move_too_late_is_late() {
    let came = person().permanent(UNKNOWN).ended("2026-02-01").permanent(HOME);
    assert_eq!(new(&came).at("2026-03-14T07:01").told(), "late H-01 C4: R2 add: append H-01/0 NPC");
}

#[test]
fn article_30_3_a_neighbour_without_areas_here_is_another_office() {
    let mut units = units();
    let mut neighbour = units.communes[0].clone();
    neighbour.commune_code = commune("88888");
    neighbour.predecessors.clear();
    units.communes.push(neighbour);
    let with_neighbour = |scene: Scene| Scene { former: units.clone(), present: units.clone(), ..scene };
    let moved = with_neighbour(scene(&resident(), &person().permanent("88888"))).told();
    assert_eq!(moved, "outgoing to 88888: R2 transfer: strike H-01/7 NPC");
    let came = person().permanent("88888").ended("2026-02-01").permanent(HOME);
    assert_eq!(with_neighbour(new(&came)).told(), "incoming from 88888: R2 add: append H-01/0 NPC");
    let wished =
        person().permanent("88888").temporary(AWAY, "2026-01-01").wish(VoteAtTemporary, "2026-02-05");
    assert_eq!(with_neighbour(new(&wished)).told(), "incoming from 88888: R3 add: append A-01/0 NP");
}

#[test]
fn article_29_4_nothing_tells_that_a_newcomer_comes_from_abroad() {
    let reason = Event::R7.reason(Kind::Add);
    assert!(reason.contains("chưa rõ nơi đi") && reason.contains("cần hỏi"), "{reason}");
    let cited = Event::R7.citations().iter().map(|citation| citation.told());
    assert_eq!(cited.collect::<Vec<_>>(), ["Art. 29.4", "Art. 30.3"]);
    let reason = Event::R9.reason(Kind::Add);
    assert!(reason.contains("báo không bầu cử ở đây"), "said \"not here\" as well as absent: {reason}");
}
