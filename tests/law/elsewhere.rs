//! R8: the certificate to vote elsewhere (Art. 34, form 11).

use super::told_there;
use crate::support::builders::*;
use cutri::people::StayKind::{Detention, Military};
use cutri::people::WishKind::{VoteAtPermanentByCertificate, VoteElsewhereCertificate};
use cutri::people::{Channel, Wish};

fn certified(at: &str) -> PersonBuilder {
    resident().wish(VoteElsewhereCertificate, at).wish_area("F-01").document("5/GCN")
}

#[test]
fn article_34_the_own_row_is_marked_and_the_ballots_go_to_the_other_area() {
    let expected = "R8+P8 F-01 NP marked H-01 Bỏ phiếu ở nơi khác";
    assert_eq!(told(&certified("2026-02-03").decided()), expected);
    assert_eq!(told(&certified("2026-03-15T18:00").decided()), expected);
}

#[test]
fn article_34_a_certificate_out_of_time_without_document_or_area_is_ignored() {
    let ignored = "P8 H-01 NPC [certificate_ignored]";
    assert_eq!(told(&certified("2026-02-02T23:59").decided()), ignored);
    assert_eq!(told(&certified("2026-03-16").decided()), ignored);
    assert_eq!(told(&certified("2026-03-15T19:01").decided()), ignored);
    assert_eq!(told(&certified("2026-02-10").wish_area("X-99").decided()), ignored);
    assert_eq!(told(&certified("2026-02-10").wish_area("H-01").decided()), ignored);
    let undocumented = resident().wish(VoteElsewhereCertificate, "2026-02-10").wish_area("F-01");
    assert_eq!(told(&undocumented.decided()), ignored);
}

fn to_commune(person: PersonBuilder, code: &str) -> PersonBuilder {
    person.wish(VoteElsewhereCertificate, "2026-02-10").wish_in(code).document("5/GCN")
}

const OWN: &str = "marked H-01 Bỏ phiếu ở nơi khác";

#[test]
fn form_11_notes_8_to_10_the_certificate_names_a_commune_and_the_commune_the_area() {
    let to = |code| to_commune(resident(), code);
    assert_eq!(told_there(&to(FAR)), format!("R8+P8 F-01 NP {OWN} [area_by_default]"));
    assert_eq!(told_there(&to(ISLAND)), format!("R8+P8 I-02 NP {OWN}"), "the area it chose for arrivals");
    assert_eq!(told_there(&to(ISLAND).wish_area("I-01")), format!("R8+P8 I-01 NP {OWN}"));
    assert_eq!(told_there(&to(ISLAND).wish_area("F-01")), format!("R8+P8 I-02 NP {OWN}"));
    assert_eq!(told_there(&to(UNKNOWN)), "P8 H-01 NPC [certificate_ignored]");
    assert_eq!(told_there(&to(MERGED)), format!("R8+P8 A-01 NP {OWN} [area_by_default]"));
    assert_eq!(told_there(&to(HOME)), "P8 H-01 NPC [certificate_ignored]", "the default is the own area");
}

#[test]
fn form_11_a_certificate_never_leads_to_servicemen_or_to_people_in_custody() {
    let to = |area| told_there(&certified("2026-02-10").wish_area(area));
    assert_eq!(to("F-02"), format!("R8+P8 F-01 NP {OWN} [area_by_default]"));
    assert_eq!(to("A-03"), format!("R8+P8 A-01 NP {OWN} [area_by_default]"));
    assert_eq!(to("A-04"), format!("R8+P8 A-04 NP {OWN}"));
}

#[test]
fn article_29_5_custody_goes_before_a_certificate_to_vote_elsewhere() {
    let held = resident().stay(Detention, "camp", "2025-12-01", None);
    assert_eq!(told_there(&to_commune(held, FAR)), "P1 A-03 NP [certificate_ignored]");
}

#[test]
fn article_34_a_serviceman_at_a_temporary_residence_may_go_elsewhere_and_has_three_rows() {
    let at_home = person().temporary(FAR, "2024-06-01").stay(Military, "unit", "2025-12-01", None);
    let at_home = at_home.wish(VoteAtPermanentByCertificate, "2026-01-05").document("12/GCN");
    assert_eq!(
        told_there(&to_commune(at_home, ISLAND)),
        "R8+P3+P4 I-02 NP marked F-01 Bỏ phiếu ở nơi khác marked A-02 Bỏ phiếu ở nơi cư trú [not_nearby]"
    );
}

#[test]
fn article_34_the_office_may_issue_it_of_its_own_motion() {
    let by_the_office = |person: PersonBuilder| {
        let mut person = person;
        let last: &mut Wish = person.0.wishes.last_mut().expect("a certificate");
        last.channel = Some(Channel::Office);
        told_there(&person)
    };
    let certified = to_commune(resident(), ISLAND);
    assert_eq!(by_the_office(certified), format!("R8+P8 I-02 NP {OWN}"));
    let without = resident().wish(VoteElsewhereCertificate, "2026-02-10").wish_in(ISLAND);
    assert_eq!(by_the_office(without), "P8 H-01 NPC [certificate_ignored]");
}

#[test]
fn article_34_a_certificate_ends_with_the_voting_of_the_area_it_leads_to() {
    use cutri::law::{Terms, decide};
    use cutri::territory::{OpensAt, Territory};
    let mut units = units();
    let early = units.areas.iter_mut().find(|area| area.area_code.as_str() == "F-01").expect("an area");
    early.opens_at = Some(OpensAt::Moment(moment("2026-03-12T06:00")));
    let territory = Territory::new(units);
    let at = |moment| told(&decide(&certified(moment).0, Terms::new(&election(), &territory, &profile())));
    assert_eq!(at("2026-03-12T19:00"), format!("R8+P8 F-01 NP {OWN}"));
    assert_eq!(at("2026-03-12T19:01"), "P8 H-01 NPC [certificate_ignored]");
}
