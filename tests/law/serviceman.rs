//! P3: the commander's certificate to vote at the residence outside the unit (Art. 31.2, form 12).

use super::{told_there, told_under};
use crate::support::builders::*;
use cutri::law::RuleProfile;
use cutri::people::StayKind::Military;
use cutri::people::WishKind::VoteAtPermanentByCertificate;

/// A serviceman of the unit in `AWAY` with a numbered certificate.
fn certified(person: PersonBuilder) -> PersonBuilder {
    let serving = person.stay(Military, "unit", "2025-12-01", None);
    serving.wish(VoteAtPermanentByCertificate, "2026-01-05").document("12/GCN")
}

const MARKED: &str = "marked A-02 Bỏ phiếu ở nơi cư trú";

#[test]
fn form_12_note_2_a_temporary_residence_outside_the_unit_gives_the_ballots_of_p4_or_p5() {
    let temporary = |since| told_there(&certified(person().temporary(HOME, since).at(Some("H2"), Some(1))));
    assert_eq!(temporary("2024-06-01"), format!("P3+P4 H-02 NPC {MARKED}"));
    assert_eq!(temporary("2025-06-01"), format!("P3+P5 H-02 NP {MARKED}"));
    assert_eq!(temporary("2025-03-15"), format!("P3+P4 H-02 NPC {MARKED} [crosses_12_months]"));
    let far = certified(person().temporary(FAR, "2024-06-01"));
    assert_eq!(told_there(&far), format!("P3+P4 F-01 NPC {MARKED} [not_nearby]"));
}

#[test]
fn article_31_2_the_certificate_may_name_the_commune_of_the_residence() {
    let two = || certified(resident().temporary(FAR, "2024-06-01"));
    assert_eq!(told_there(&two()), format!("P3 H-01 NPC {MARKED}"));
    assert_eq!(told_there(&two().wish_in(HOME)), format!("P3 H-01 NPC {MARKED}"));
    assert_eq!(told_there(&two().wish_in(FAR)), format!("P3+P4 F-01 NPC {MARKED} [not_nearby]"));
    assert_eq!(told_there(&two().wish_in(ISLAND)), "P2 A-02 NP [certificate_ignored]");
    let both_there = certified(resident().temporary(HOME, "2025-06-01").at(Some("H2"), Some(1)));
    assert_eq!(told_there(&both_there.wish_in(HOME)), format!("P3 H-01 NPC {MARKED}"));
}

#[test]
fn form_12_note_2_a_dwelling_of_the_unit_is_no_residence_outside_it() {
    let inside = || person().temporary(AWAY, "2024-06-01").premises("unit");
    assert_eq!(told_there(&certified(inside())), "P2 A-02 NP [certificate_ignored]");
    let outside_too = inside().temporary(HOME, "2023-06-01").at(Some("H2"), Some(1)).expires("2026-12-31");
    assert_eq!(told_there(&certified(outside_too)), format!("P3+P4 H-02 NPC {MARKED}"));
}

#[test]
fn certificate_at_temporary_may_be_switched_off() {
    let profile = RuleProfile { certificate_at_temporary: false, ..profile() };
    let temporary = certified(person().temporary(FAR, "2024-06-01"));
    assert_eq!(told_under(&temporary, &profile), "P2 A-02 NP [certificate_ignored]");
    let named = certified(resident().temporary(FAR, "2024-06-01")).wish_in(FAR);
    assert_eq!(told_under(&named, &profile), "P2 A-02 NP [certificate_ignored]");
    assert_eq!(told_under(&certified(resident()), &profile), format!("P3 H-01 NPC {MARKED}"));
}

#[test]
fn article_31_2_the_latest_numbered_certificate_replaces_the_one_before() {
    let replaced = certified(resident()).wish(VoteAtPermanentByCertificate, "2026-01-06").wish_in(ISLAND);
    assert_eq!(told_there(&replaced.clone().document("13/GCN")), "P2 A-02 NP [certificate_ignored]");
    assert_eq!(
        told_there(&replaced),
        format!("P3 H-01 NPC {MARKED}"),
        "without a number it replaces nothing"
    );
}
