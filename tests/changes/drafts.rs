//! Communes whose lists are drafts: only the posted side of a change is made.

use super::scene::scene;
use crate::support::builders::*;
use cutri::people::StayKind::Military;
use cutri::people::WishKind::{VoteAtPermanentByCertificate, VoteElsewhereCertificate};

fn elsewhere() -> PersonBuilder {
    resident().wish(VoteElsewhereCertificate, "2026-02-05").wish_area("A-01").document("2/GCN")
}

fn serving() -> PersonBuilder {
    resident().stay(Military, "unit", "2026-01-25", None)
}

fn certified() -> PersonBuilder {
    serving().wish(VoteAtPermanentByCertificate, "2026-02-05").document("12/GCN")
}

#[test]
fn article_30_3_a_move_to_a_draft_is_half_a_transfer_r2() {
    let moved = person().permanent(AWAY);
    assert_eq!(scene(&resident(), &moved).draft(AWAY).told(), "R2 transfer: strike H-01/7 NPC");
    assert_eq!(scene(&resident(), &moved).draft(HOME).told(), "R2 transfer: append A-01/0 NPC");
}

#[test]
fn a_change_within_a_draft_is_none() {
    let named = resident().name("Người Khác");
    assert_eq!(scene(&resident(), &named).draft(HOME).told(), "nothing");
    let mut between = scene(&resident(), &person().permanent(AWAY));
    between.drafts = vec![HOME, AWAY];
    assert_eq!(between.told(), "nothing");
}

#[test]
fn article_34_a_certificate_for_an_area_of_a_draft_marks_the_own_row_r8() {
    assert_eq!(scene(&resident(), &elsewhere()).draft(AWAY).told(), "R8 mark: mark H-01/7 NPC");
    assert_eq!(scene(&elsewhere(), &resident()).draft(AWAY).told(), "R8 mark: reinstate H-01/8 NPC");
}

#[test]
fn article_34_a_certificate_of_a_voter_of_a_draft_adds_the_other_row_r8() {
    assert_eq!(scene(&resident(), &elsewhere()).draft(HOME).told(), "R8 transfer: append A-01/0 NP");
    assert_eq!(scene(&elsewhere(), &resident()).draft(HOME).told(), "R8 transfer: strike A-01/7 NP");
}

#[test]
fn article_31_2_the_commanders_certificate_where_one_side_is_a_draft() {
    assert_eq!(scene(&serving(), &certified()).draft(HOME).told(), "R14 mark: mark A-02/7 NP");
    assert_eq!(scene(&certified(), &serving()).draft(HOME).told(), "R14 mark: reinstate A-02/8 NP");
    assert_eq!(scene(&serving(), &certified()).draft(AWAY).told(), "R14 transfer: append H-01/0 NPC");
    assert_eq!(scene(&certified(), &serving()).draft(AWAY).told(), "R14 transfer: strike H-01/7 NPC");
}

#[test]
fn article_30_5_the_dead_lose_the_mark_though_they_stand_in_a_draft_until_voting_starts() {
    let dead = elsewhere().vital(cutri::people::VitalStatus::Dead);
    let last = scene(&elsewhere(), &dead).draft(AWAY).at("2026-03-15T07:00");
    assert_eq!(last.told(), "R6 mark: beside strike marked H-01/8");
    let late = scene(&elsewhere(), &dead).draft(AWAY).at("2026-03-15T07:01");
    assert_eq!(late.told(), "late H-01 C5: R6 mark: beside strike marked H-01/8");
}
