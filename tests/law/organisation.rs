//! P11: those registered through a care home or an organisation with an area of its own.

use super::{told_there, told_under};
use crate::support::builders::*;
use cutri::law::{OrganisationBallot, RuleProfile};
use cutri::people::StayKind::{self, *};
use cutri::people::WishKind::{NotHere, VoteAtPermanent, VoteAtTemporary};

fn staying(person: PersonBuilder, kind: StayKind, facility: &str) -> PersonBuilder {
    person.stay(kind, facility, "2025-12-01", None)
}

fn in_campus(person: PersonBuilder) -> String {
    told_there(&staying(person, Organisation, "campus"))
}

#[test]
fn article_11_a_care_home_with_an_area_of_its_own() {
    assert_eq!(told_there(&staying(resident(), Care, "home")), "P11 A-04 NP");
    assert_eq!(told_there(&staying(resident(), Care, "home-without-area")), "P8 H-01 NPC");
}

#[test]
fn form_31_those_registered_through_an_organisation_vote_in_its_area_for_two_levels() {
    assert_eq!(in_campus(resident()), "P11 A-05 NP");
    assert_eq!(in_campus(person()), "P11 A-05 NP");
    assert_eq!(told_there(&staying(resident(), Organisation, "plant")), "P8 H-01 NPC");
    assert_eq!(told_there(&staying(resident(), Organisation, "hostel")), "P8 H-01 NPC", "an area of homes");
    assert_eq!(told_there(&staying(resident(), Care, "campus")), "P11 A-05 NP");
    let moved = staying(resident(), Organisation, "campus").stay(Organisation, "plant", "2026-01-01", None);
    assert_eq!(told_there(&moved), "P11 A-05 NP", "any such stay in force");
}

#[test]
fn form_31_the_communal_ballot_needs_a_registration_at_the_organisation_itself() {
    let permanent = || person().permanent(AWAY);
    assert_eq!(in_campus(permanent()), "P11 A-05 NP");
    assert_eq!(in_campus(permanent().premises("campus")), "P11 A-05 NPC");
    assert_eq!(in_campus(permanent().premises("plant")), "P11 A-05 NP");
    assert_eq!(in_campus(permanent().at(Some("A5"), Some(3))), "P11 A-05 NPC", "else by house");
    let perhaps = permanent().at(Some("A5"), Some(3)).or_in(HOME);
    assert_eq!(in_campus(perhaps), "P11 A-05 NP", "nobody is guessed into one of several communes");
    let temporary = |since| resident().temporary(AWAY, since).premises("campus");
    assert_eq!(in_campus(temporary("2024-06-01")), "P11+P4 A-05 NPC");
    assert_eq!(in_campus(temporary("2025-03-15")), "P11+P4 A-05 NPC [crosses_12_months]");
    assert_eq!(in_campus(temporary("2025-03-16")), "P11+P5 A-05 NP");
    assert_eq!(in_campus(resident().temporary(AWAY, "2024-06-01")), "P11 A-05 NP");
    let in_the_own_commune = permanent().temporary(AWAY, "2024-06-01").premises("campus");
    assert_eq!(in_campus(in_the_own_commune), "P11+P4 A-05 NPC", "as settled under P0 and P11");
}

#[test]
fn organisation_communal_ballot_may_go_by_the_commune() {
    let organisation_communal_ballot = OrganisationBallot::SameCommune;
    let profile = RuleProfile { organisation_communal_ballot, ..profile() };
    let told = |person, facility| told_under(&staying(person, Organisation, facility), &profile);
    assert_eq!(told(person().permanent(AWAY), "campus"), "P11 A-05 NPC");
    assert_eq!(told(resident().temporary(AWAY, "2024-06-01"), "campus"), "P11+P4 A-05 NPC");
    assert_eq!(told(resident().temporary(AWAY, "2025-06-01"), "campus"), "P11+P5 A-05 NP");
    assert_eq!(told(resident(), "campus"), "P11 A-05 NP");
    assert_eq!(told(person().permanent(AWAY), "home"), "P11 A-04 NPC", "care homes alike");
}

#[test]
fn article_11_a_choice_goes_before_the_organisation_and_the_organisation_before_not_here() {
    let student = |kind| told_there(&staying(resident(), Organisation, "campus").wish(kind, "2026-01-05"));
    assert_eq!(student(VoteAtPermanent), "P8 H-01 NPC");
    assert_eq!(student(NotHere), "P11 A-05 NP");
    let registered = staying(resident().temporary(FAR, "2024-06-01"), Organisation, "campus");
    assert_eq!(told_there(&registered.wish(VoteAtTemporary, "2026-01-05")), "P4 F-01 NPC");
}
