//! By which rule of the clock each event is judged: at its last minute, and a minute after.

use super::scene::{Scene, new, removed, scene};
use crate::support::builders::*;
use cutri::changes::{Authority, Clock, Event, Kind, Late, Planned, Postponed, deadline_of, difference};
use cutri::law::{ClockRule, Limit, Terms};
use cutri::people::StatusKind::VoteDeprived;
use cutri::people::StayKind::{Care, Detention, Military};
use cutri::people::VitalStatus;
use cutri::people::WishKind::*;
use cutri::roll::Rows;
use cutri::territory::{OpensAt, Territory};

fn staying(kind: cutri::people::StayKind, facility: &str) -> PersonBuilder {
    resident().stay(kind, facility, "2026-01-25", None)
}

fn deprived() -> PersonBuilder {
    resident().status(VoteDeprived, "2025-01-01", None, Some("1/QD"))
}

fn elsewhere(area: &str) -> PersonBuilder {
    resident().wish(VoteElsewhereCertificate, "2026-02-05").wish_area(area).document("2/GCN")
}

fn wishing() -> PersonBuilder {
    resident().temporary(AWAY, "2026-01-25").wish(VoteAtTemporary, "2026-02-05")
}

fn certified() -> PersonBuilder {
    staying(Military, "unit").wish(VoteAtPermanentByCertificate, "2026-02-05").document("12/GCN")
}

/// What happens at the last minute of a rule and a minute after; the beginning of each tells.
fn judged(scene: Scene, rule: ClockRule, expected: &str) {
    let [last, after] = match rule {
        ClockRule::C4 => ["2026-03-14T07:00", "2026-03-14T07:01"],
        ClockRule::C5 => ["2026-03-15T07:00", "2026-03-15T07:01"],
        ClockRule::C6 => ["2026-03-15T19:00", "2026-03-15T19:01"],
        ClockRule::C1 | ClockRule::C2 | ClockRule::C3 | ClockRule::C7 => panic!("{rule} judges no change"),
    };
    let scene = scene.at(last);
    let told = scene.told();
    assert!(told.starts_with(&format!("{expected}: ")), "{rule} {expected}: {told}");
    let told = scene.at(after).told();
    assert!(
        told.starts_with("late ") && told.contains(&format!(" {rule}: {expected}: ")),
        "{expected}: {told}"
    );
}

#[test]
fn article_30_each_addition_transfer_and_restoration_ends_24_hours_before_voting_c4() {
    let absent = resident().absence("2026-02-04", "2026-02-05", None);
    let foreign = resident().nationality(&["LAO"]);
    let moved = person().permanent(AWAY);
    let within = person().permanent(HOME).at(Some("H2"), Some(3));
    for (expected, scene) in [
        ("R1 add", scene(&deprived(), &resident())),
        ("R2 transfer", scene(&resident(), &moved)),
        ("R2 correct", scene(&wishing(), &moved)),
        ("R3 transfer", scene(&resident(), &wishing())),
        ("R4 transfer", scene(&staying(Detention, "camp"), &resident())),
        ("R5 transfer", scene(&resident(), &staying(Detention, "camp"))),
        ("R7 add", new(&resident())),
        ("R9 add", scene(&absent, &resident())),
        ("R11 add", scene(&resident().born("2008-03-16"), &resident().born("2008-03-15"))),
        (
            "R11 correct",
            scene(&wishing(), &resident().temporary(AWAY, "2024-06-01").wish(VoteAtTemporary, "2026-02-05")),
        ),
        ("R12 transfer", scene(&resident(), &staying(Military, "unit"))),
        ("R13 transfer", scene(&resident(), &staying(Care, "home"))),
        ("R14 transfer", scene(&wishing(), &resident())),
        ("R14 mark", scene(&staying(Military, "unit"), &certified())),
        ("R15 remove", scene(&resident(), &absent)),
        ("R16 add", scene(&person(), &resident())),
        ("R16 remove", scene(&resident(), &person())),
        ("R17 add", scene(&foreign, &resident())),
        ("R18 remove", removed(&resident())),
        ("R19 transfer", scene(&resident(), &within)),
    ] {
        judged(scene, ClockRule::C4, expected);
    }
}

#[test]
fn article_30_5_losses_of_the_right_and_mere_corrections_are_made_until_voting_starts_c5() {
    for (expected, scene) in [
        ("R6 remove", scene(&resident(), &deprived())),
        ("R6 remove", scene(&resident(), &resident().vital(VitalStatus::Dead))),
        ("R6 remove", scene(&resident().born("2008-03-15"), &resident().born("2008-03-16"))),
        ("R17 remove", scene(&resident(), &resident().nationality(&["LAO"]))),
        ("R11 correct", scene(&resident(), &resident().name("Người Khác"))),
        ("R12 correct", scene(&resident(), &certified())),
    ] {
        judged(scene, ClockRule::C5, expected);
    }
}

#[test]
fn article_34_certificates_to_vote_elsewhere_are_issued_until_voting_ends_c6() {
    for (expected, scene) in [
        ("R8 mark", scene(&resident(), &elsewhere("A-01"))),
        ("R8 transfer", scene(&elsewhere("A-01"), &elsewhere("F-01"))),
    ] {
        judged(scene, ClockRule::C6, expected);
    }
}

#[test]
fn article_34_a_certificate_given_back_restores_ballots_and_ends_with_c4() {
    judged(scene(&elsewhere("A-01"), &resident()), ClockRule::C4, "R8 mark");
}

#[test]
fn article_34_no_certificate_gives_a_second_vote_where_voting_was_early() {
    for early in ["H-01", "A-01"] {
        let at =
            |at| opening(scene(&resident(), &elsewhere("A-01")), early, "2026-03-08T06:00").at(at).told();
        assert!(at("2026-03-08T19:00").starts_with("R8 mark"), "{early}");
        assert!(at("2026-03-08T19:01").starts_with(&format!("late {early} C6")), "{early}");
    }
}

#[test]
fn every_event_and_kind_has_one_rule_of_the_clock() {
    for event in Event::ALL {
        for kind in Kind::ALL {
            for (moves, by) in [
                (false, Authority::Office),
                (true, Authority::Office),
                (false, Authority::Court),
                (true, Authority::Court),
            ] {
                let is_loss = matches!(event, Event::R6 | Event::R10 | Event::R17)
                    && (kind == Kind::Remove || kind == Kind::Mark);
                let is_correction = kind == Kind::Correct && !moves;
                let expected = match event {
                    Event::R8 => ClockRule::C6,
                    _ if by == Authority::Court || is_loss || is_correction => ClockRule::C5,
                    _ => ClockRule::C4,
                };
                let rule = deadline_of(*event, kind, moves, by);
                assert_eq!(rule, expected, "{event} {kind:?} {moves} {by:?}");
            }
        }
    }
}

/// The scene with an area that votes at a moment of its own.
pub(super) fn opening(mut scene: Scene, code: &str, at: &str) -> Scene {
    for units in [&mut scene.former, &mut scene.present] {
        let area = units.areas.iter_mut().find(|area| area.area_code.as_str() == code).expect("an area");
        area.opens_at = Some(OpensAt::Moment(moment(at)));
    }
    scene
}

#[test]
fn article_30_one_half_of_a_transfer_too_late_fails_the_whole_and_names_the_area() {
    let moved = person().permanent(AWAY);
    for (area, expected) in [("A-01", "late A-01 C4"), ("H-01", "late H-01 C4")] {
        let early = |at| opening(scene(&resident(), &moved), area, "2026-03-12T06:00").at(at).told();
        let transfer = "R2 transfer: strike H-01/7 NPC, append A-01/0 NPC";
        assert_eq!(early("2026-03-11T06:00"), transfer);
        assert_eq!(early("2026-03-11T06:01"), format!("{expected}: {transfer}"));
    }
}

#[test]
fn article_30_5_a_marked_row_keeps_nobody_from_losing_the_right_where_the_ballots_are() {
    let dead = elsewhere("A-01").vital(VitalStatus::Dead);
    let early = |area, at| opening(scene(&elsewhere("A-01"), &dead), area, "2026-03-12T06:00").at(at).told();
    let both = "R6 remove: strike A-01/7 NP, beside strike marked H-01/8";
    assert_eq!(early("H-01", "2026-03-12T06:01"), both);
    assert_eq!(early("A-01", "2026-03-12T06:00"), both);
    assert_eq!(early("A-01", "2026-03-12T06:01"), format!("late A-01 C5: {both}"));
}

#[test]
fn an_area_that_opens_at_an_hour_of_its_own_is_judged_by_it() {
    let mut early = scene(&resident(), &person().permanent(AWAY));
    early.present.areas[0].opens_at = Some(OpensAt::Hour("05:00:00".parse().expect("an hour")));
    let early = early.at("2026-03-14T05:00");
    assert!(early.told().starts_with("R2 transfer"), "{}", early.told());
    let late = early.at("2026-03-14T05:01");
    assert!(late.told().starts_with("late H-01 C4"), "{}", late.told());
    let is_of_the_area = |scene: &Scene| match scene.plan().planned {
        Planned::Postponed(_, Postponed::Late(late)) => late.after_area_cutoff,
        _ => panic!("late"),
    };
    assert!(is_of_the_area(&late), "others may change until 7:00");
    assert!(!is_of_the_area(&late.at("2026-03-14T07:01")));
}

#[test]
fn what_is_late_says_area_rule_article_and_until_when() {
    let late = scene(&resident(), &person().permanent(AWAY)).at("2026-03-14T07:01").plan().planned;
    let Planned::Postponed(_, Postponed::Late(late)) = late else { panic!("late") };
    let expected = Late {
        area_code: area("H-01"),
        rule: ClockRule::C4,
        article: "Art. 29.4, 30.2–30.4".into(),
        until: Limit::Moment(moment("2026-03-14T07:00")),
        after_area_cutoff: false,
    };
    assert_eq!(late, expected);
    let told = "too late for area H-01: C4 allowed it until 2026-03-14 07:00 (Art. 29.4, 30.2–30.4)";
    assert_eq!(late.to_string(), told);
}

#[test]
fn article_33_a_complaint_is_judged_where_the_ballots_are_whatever_the_clock_of_the_marked_row() {
    let scene = opening(scene(&elsewhere("A-01"), &elsewhere("A-01")), "H-01", "2026-03-12T06:00");
    let wrongly = difference(&scene.has(), &Rows::default()).expect("both rows go");
    assert_eq!(wrongly.beside.len(), 1, "the marked row");
    let territory = Territory::new(scene.present.clone());
    let terms = Terms { election: &scene.election, territory: &territory, profile: &scene.profile };
    let judged = |now, authority| {
        Clock { terms, now: moment(now) }
            .check_change(Event::R10, &wrongly, authority)
            .map_err(|late| late.area_code)
    };
    for authority in [Authority::Office, Authority::Court] {
        assert_eq!(judged("2026-03-15T07:00", authority), Ok(()), "voting has begun in H-01, not in A-01");
        assert_eq!(judged("2026-03-15T07:01", authority), Err(area("A-01")));
    }
}
