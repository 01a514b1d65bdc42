//! R8, Art. 34: the certificate to vote elsewhere.

use super::super::build::{Builder, homeless, person};
use super::super::world::election;
use super::{told, told_in};
use cutri::territory::Level;

fn certified(person: Builder, area: &str, at: &str) -> Builder {
    person.wish("vote_elsewhere_certificate", "", at).area(area).document("9")
}

#[test]
fn article_34_the_own_row_is_marked_and_the_ballots_stand_elsewhere() {
    let answer = told(certified(person(), "D", "2026-03-01 08:00:00"));
    assert_eq!(answer, "listed R8+P8 D np [] A: Bỏ phiếu ở nơi khác");
}

#[test]
fn article_34_the_certificate_keeps_every_ground() {
    let temporary = homeless().home("temporary", "20003", "2025-06-01");
    let answer = told(certified(temporary, "C", "2026-03-01 08:00:00"));
    assert_eq!(answer, "listed R8+P9+P5 C np [temporary_only] D: Bỏ phiếu ở nơi khác");
}

#[test]
fn article_34_certificates_are_given_from_posting_to_the_end_of_voting() {
    let at = |moment| told(certified(person(), "D", moment));
    let ignored = "listed P8 A npc [certificate_ignored]";
    let counted = "listed R8+P8 D np [] A: Bỏ phiếu ở nơi khác";
    assert_eq!(at("2026-02-02 23:59:59"), ignored);
    assert_eq!(at("2026-02-03 00:00:00"), counted);
    assert_eq!(at("2026-03-15 19:00:00"), counted);
    assert_eq!(at("2026-03-15 19:00:01"), ignored);
}

#[test]
fn article_34_a_certificate_needs_document_and_place() {
    let kind = "vote_elsewhere_certificate";
    let ignored = "listed P8 A npc [certificate_ignored]";
    assert_eq!(told(person().wish(kind, "", "2026-03-01 08:00:00").area("D")), ignored);
    assert_eq!(told(person().wish(kind, "20003", "2026-03-01 08:00:00")), ignored);
    assert_eq!(told(person().wish(kind, "", "2026-03-01 08:00:00").document("9")), ignored);
    assert_eq!(told(certified(person(), "nowhere", "2026-03-01 08:00:00")), ignored);
}

#[test]
fn article_34_the_latest_valid_certificate_counts() {
    let first = certified(person(), "D", "2026-03-01 08:00:00");
    let second = certified(first, "C", "2026-03-01 08:00:00");
    assert_eq!(told(second.clone()), "listed R8+P8 C np [] A: Bỏ phiếu ở nơi khác");
    let third = certified(second, "F", "2026-02-28 08:00:00");
    assert_eq!(told(third.clone()), "listed R8+P8 C np [] A: Bỏ phiếu ở nơi khác");
    let invalid = certified(third, "nowhere", "2026-03-02 08:00:00");
    assert_eq!(told(invalid), "listed R8+P8 C np [certificate_ignored] A: Bỏ phiếu ở nơi khác");
}

#[test]
fn article_34_a_certificate_for_the_own_area_is_ignored() {
    let own = certified(person(), "A", "2026-03-01 08:00:00");
    assert_eq!(told(own), "listed P8 A npc [certificate_ignored]");
    let other_of_commune = certified(person(), "B", "2026-03-01 08:00:00");
    assert_eq!(told(other_of_commune), "listed R8+P8 B np [] A: Bỏ phiếu ở nơi khác");
}

#[test]
fn article_34_a_certificate_lists_nobody_who_is_on_no_list() {
    let away = person().wish("not_here", "", "2026-03-01 08:00:00");
    assert_eq!(
        told(certified(away, "D", "2026-03-01 08:00:00")),
        "no_list P7 not_here 10001 [certificate_ignored]"
    );
    let lost = certified(homeless(), "nowhere", "2026-03-01 08:00:00");
    assert_eq!(told(lost), "queue P10 no_residence - [certificate_ignored]");
    let young = certified(person().born("2010-01-01"), "D", "2026-03-01 08:00:00");
    assert_eq!(told(young), "not_eligible E1 E1 10001 []");
}

#[test]
fn article_34_a_certificate_that_would_give_no_ballot_is_ignored() {
    let mut communal = election();
    communal.levels = vec![Level::Communal];
    let moved = certified(person(), "D", "2026-03-01 08:00:00");
    assert_eq!(told_in(moved, &communal), "listed P8 A c [certificate_ignored]");
}

#[test]
fn article_34_a_serviceman_at_home_may_go_elsewhere() {
    let serving = person()
        .stay("military", "camp", "2025-02-01..")
        .wish("vote_at_permanent_by_certificate", "", "2026-03-01 08:00:00")
        .document("7");
    let answer = told(certified(serving, "D", "2026-03-02 08:00:00"));
    assert_eq!(answer, "listed R8+P3 D np [] A: Bỏ phiếu ở nơi khác CAMP: Bỏ phiếu ở nơi cư trú");
}

#[test]
fn article_34_a_certificate_for_another_office_leaves_the_mark_alone() {
    let gone = certified(person(), "", "2026-03-01 08:00:00").sent_to_another_office();
    assert_eq!(told(gone), "no_list R8+P8 votes_elsewhere 10001 [] A: Bỏ phiếu ở nơi khác");
    let away = person().wish("not_here", "", "2026-03-01 08:00:00");
    let away = certified(away, "", "2026-03-01 08:00:00").sent_to_another_office();
    assert_eq!(told(away), "no_list P7 not_here 10001 [certificate_ignored]");
}

/// With a paper of another office, received at a moment.
fn bearer(person: Builder, area: &str, at: &str, issued_on: &str) -> Builder {
    certified(person, area, at).of_another_office(issued_on)
}

#[test]
fn article_34_the_bearer_of_another_offices_certificate_stands_by_it_alone() {
    let came = |whom| told(bearer(whom, "D", "2026-03-01 08:00:00", "2026-02-20"));
    assert_eq!(came(homeless()), "listed R8 D np []");
    let outside = homeless().home("permanent", "99999", "2010-01-01");
    assert_eq!(came(outside), "listed R8 D np []", "where the person lives is the other office's matter");
    let away = person().wish("not_here", "", "2026-02-10 08:00:00");
    assert_eq!(came(away), "listed R8 D np []");
    assert_eq!(came(homeless().born("2010-01-01")), "not_eligible E1 E1 - []");
}

#[test]
fn article_29_2_who_stands_on_a_list_here_needs_no_certificate_of_another_office() {
    let came = |whom| told(bearer(whom, "D", "2026-03-01 08:00:00", "2026-02-20"));
    assert_eq!(came(person()), "listed P8 A npc [certificate_ignored]");
    let held = homeless().stay("detention", "nowhere", "2026-01-05..");
    assert_eq!(came(held), "queue P1 no_area - [certificate_ignored no_area]");
    let issued_here = certified(person(), "C", "2026-02-25 08:00:00");
    assert_eq!(came(issued_here), "listed R8+P8 C np [certificate_ignored] A: Bỏ phiếu ở nơi khác");
}

#[test]
fn article_34_another_offices_certificate_is_received_from_posting_to_the_end_of_voting() {
    let at = |moment, issued_on| told(bearer(homeless(), "D", moment, issued_on));
    let (counted, ignored) = ("listed R8 D np []", "queue P10 no_residence - [certificate_ignored]");
    assert_eq!(at("2026-02-02 23:59:59", "2026-02-02"), ignored);
    assert_eq!(at("2026-02-03 00:00:00", "2026-02-03"), counted);
    assert_eq!(at("2026-03-15 19:00:00", "2026-02-20"), counted);
    assert_eq!(at("2026-03-15 19:00:01", "2026-02-20"), ignored);
    // That office may have posted its list before this one: its day is its own matter.
    assert_eq!(at("2026-02-20 08:00:00", "2026-01-30"), counted);
    assert_eq!(at("2026-02-20 08:00:00", "2026-02-21"), ignored, "a paper of tomorrow");
}

#[test]
fn form_11_another_offices_certificate_names_a_commune_which_chooses_the_area() {
    let kind = "vote_elsewhere_certificate";
    let to = |code| {
        let paper = homeless().wish(kind, code, "2026-03-01 08:00:00").document("9");
        told(paper.of_another_office("2026-02-20"))
    };
    assert_eq!(to("10001"), "listed R8 B np [area_by_default]");
    assert_eq!(to("99999"), "queue P10 no_residence - [certificate_ignored]");
}
