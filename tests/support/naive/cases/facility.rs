//! P1, P2, P3 and P11: custody, service and care.

use super::super::build::{homeless, person};
use super::super::world::election;
use super::{told, told_in};
use cutri::territory::Level;

const CERTIFICATE: &str = "vote_at_permanent_by_certificate";

#[test]
fn article_29_5_those_in_custody_vote_at_the_facility() {
    for kind in ["detention", "temporary_custody", "compulsory_education", "compulsory_rehabilitation"] {
        assert_eq!(told(person().stay(kind, "jail", "2026-01-01..")), "listed P1 JAIL np []", "{kind}");
    }
}

#[test]
fn article_29_5_custody_counts_if_it_covers_election_day() {
    let answer = |days| told(person().stay("detention", "jail", days));
    assert_eq!(answer("2026-01-01..2026-03-14"), "listed P8 A npc []");
    assert_eq!(answer("2026-01-01..2026-03-15"), "listed P1 JAIL np []");
    assert_eq!(answer("2026-03-15.."), "listed P1 JAIL np []");
    assert_eq!(answer("2026-03-16.."), "listed P8 A npc []");
    assert_eq!(answer("2026-03..2026-03"), "listed P1 JAIL np []");
}

#[test]
fn article_29_5_a_facility_without_an_area_waits_in_the_queue_of_its_commune() {
    let answer = |facility| told(person().stay("detention", facility, "2026-01-01.."));
    assert_eq!(answer("cells"), "queue P1 no_area 10002 [no_area]");
    assert_eq!(answer("nowhere"), "queue P1 no_area 10001 [no_area]");
}

#[test]
fn article_29_5_custody_goes_before_service_choice_and_care() {
    let held = person()
        .stay("care", "care", "2026-03-01..")
        .stay("military", "camp", "2026-03-02..")
        .stay("detention", "jail", "2025-01-01..")
        .wish("vote_at_permanent", "", "2026-03-01 08:00:00");
    assert_eq!(told(held), "listed P1 JAIL np []");
}

#[test]
fn article_29_5_of_several_stays_the_latest_counts_and_of_equal_ones_the_later_row() {
    let first = person().stay("detention", "jail", "2026-02-01..");
    assert_eq!(
        told(first.clone().stay("temporary_custody", "cells", "2026-01-31..")),
        "listed P1 JAIL np []"
    );
    assert_eq!(
        told(first.stay("temporary_custody", "cells", "2026-02..")),
        "queue P1 no_area 10002 [no_area]"
    );
}

#[test]
fn article_29_3_a_serviceman_votes_in_the_area_of_the_unit() {
    assert_eq!(told(person().stay("military", "camp", "2025-02-01..")), "listed P2 CAMP np []");
    assert_eq!(told(person().stay("military", "tents", "2025-02-01..")), "queue P2 no_area 10001 [no_area]");
}

#[test]
fn article_29_3_service_goes_before_choice_and_absence() {
    let serving = person()
        .stay("military", "camp", "2025-02-01..")
        .wish("vote_at_permanent", "", "2026-03-01 08:00:00")
        .wish("not_here", "", "2026-03-02 08:00:00")
        .absent("2025-01-01", "2025-01-01..");
    assert_eq!(told(serving), "listed P2 CAMP np []");
}

#[test]
fn article_31_2_a_commanders_certificate_leads_to_the_permanent_place() {
    let serving = person().stay("military", "camp", "2025-02-01..");
    let certified = serving.wish(CERTIFICATE, "", "2026-03-01 08:00:00").document("7");
    assert_eq!(told(certified), "listed P3 A npc [] CAMP: Bỏ phiếu ở nơi cư trú");
}

#[test]
fn article_31_2_a_certificate_needs_a_document_number() {
    let serving = person().stay("military", "camp", "2025-02-01..");
    let without = serving.wish(CERTIFICATE, "", "2026-03-01 08:00:00");
    assert_eq!(told(without.clone()), "listed P2 CAMP np [certificate_without_document]");
    let with = without.wish(CERTIFICATE, "", "2026-02-01 08:00:00").document("7");
    assert_eq!(told(with), "listed P3 A npc [] CAMP: Bỏ phiếu ở nơi cư trú");
}

#[test]
fn article_31_2_a_certificate_needs_a_residence_in_force() {
    let serving = homeless()
        .home("permanent", "10001", "2010-01-01")
        .house("H1", 10)
        .ended("2026-03-15")
        .stay("military", "camp", "2025-02-01..");
    let certified = serving.wish(CERTIFICATE, "", "2026-03-01 08:00:00").document("7");
    assert_eq!(told(certified), "listed P2 CAMP np [certificate_ignored]");
}

#[test]
fn article_31_2_a_late_certificate_does_not_count() {
    let serving = person().stay("military", "camp", "2025-02-01..");
    let at = |moment| serving.clone().wish(CERTIFICATE, "", moment).document("7");
    assert_eq!(told(at("2026-03-14 07:00:01")), "listed P2 CAMP np [late_wish]");
    assert_eq!(told(at("2026-03-14 07:00:00")), "listed P3 A npc [] CAMP: Bỏ phiếu ở nơi cư trú");
}

#[test]
fn article_31_2_a_late_certificate_is_as_if_there_were_none() {
    let serving = person().stay("military", "camp", "2025-02-01..");
    let late = serving.wish(CERTIFICATE, "", "2026-03-14 07:00:01");
    assert_eq!(told(late.clone()), "listed P2 CAMP np [late_wish]");
    let both = late.document("7").wish(CERTIFICATE, "", "2026-03-01 08:00:00");
    assert_eq!(told(both), "listed P2 CAMP np [certificate_without_document late_wish]");
}

#[test]
fn article_31_2_a_unit_in_another_province_is_not_nearby() {
    let serving = person().stay("military", "fort", "2025-02-01..");
    let certified = serving.wish(CERTIFICATE, "", "2026-03-01 08:00:00").document("7");
    assert_eq!(told(certified), "listed P3 A npc [not_nearby] FORT: Bỏ phiếu ở nơi cư trú");
}

#[test]
fn article_31_2_a_unit_without_an_area_has_no_row_to_mark() {
    let serving = person().stay("military", "tents", "2025-02-01..");
    let certified = serving.wish(CERTIFICATE, "", "2026-03-01 08:00:00").document("7");
    assert_eq!(told(certified), "listed P3 A npc []");
}

#[test]
fn article_31_2_a_permanent_place_without_an_area_waits() {
    let serving =
        |commune| homeless().home("permanent", commune, "").stay("military", "camp", "2025-02-01..");
    let certified = |commune| serving(commune).wish(CERTIFICATE, "", "2026-03-01 08:00:00").document("7");
    assert_eq!(told(certified("20004")), "queue P3 no_area 20004 [no_area not_nearby]");
    assert_eq!(told(certified("99999")), "queue P3 unknown_commune - [unknown_commune]");
}

#[test]
fn article_31_2_a_certificate_of_a_civilian_changes_nothing() {
    assert_eq!(told(person().wish(CERTIFICATE, "", "2026-03-01 08:00:00")), "listed P8 A npc []");
}

#[test]
fn article_11_a_care_home_with_an_area_of_its_own_is_the_place() {
    assert_eq!(told(person().stay("care", "care", "2026-01-01..")), "listed P11 CARE np []");
    assert_eq!(told(person().stay("care", "ward", "2026-01-01..")), "listed P8 A npc []");
}

#[test]
fn article_11_any_care_stay_with_an_area_counts() {
    let moved = person().stay("care", "care", "2026-01-01..").stay("care", "ward", "2026-02-01..");
    assert_eq!(told(moved), "listed P11 CARE np []");
}

#[test]
fn article_11_a_permanent_residence_in_the_care_home_keeps_the_communal_ballot() {
    let home = |premises| homeless().home("permanent", "20003", "").on_premises(premises);
    let local = |premises| home(premises).stay("care", "care", "2026-01-01..");
    assert_eq!(told(local("care")), "listed P11 CARE npc []");
    assert_eq!(told(local("care").home("temporary", "20003", "2026-01-01")), "listed P11 CARE npc []");
    assert_eq!(told(local("ward")), "listed P11 CARE np []");
}

#[test]
fn article_11_a_temporary_residence_in_the_care_home_counts_the_months() {
    let home = |day| person().home("temporary", "20003", day).on_premises("care");
    let registered = |day| home(day).stay("care", "care", "2026-01-01..");
    assert_eq!(told(registered("2025-01-01")), "listed P11+P4 CARE npc []");
    assert_eq!(told(registered("2025-03-15")), "listed P11+P4 CARE npc [crosses_12_months]");
    assert_eq!(told(registered("2025-03-16")), "listed P11+P5 CARE np []");
}

#[test]
fn article_11_care_goes_before_not_here_and_after_choice() {
    let cared = person().stay("care", "care", "2026-01-01..");
    assert_eq!(told(cared.clone().wish("not_here", "", "2026-03-01 08:00:00")), "listed P11 CARE np []");
    assert_eq!(told(cared.wish("vote_at_permanent", "", "2026-03-01 08:00:00")), "listed P8 A npc []");
}

#[test]
fn section_3_no_ballot_left_is_no_list() {
    let mut communal = election();
    communal.levels = vec![Level::Communal];
    let held = person().stay("detention", "jail", "2026-01-01..");
    assert_eq!(told_in(held, &communal), "no_list P1 no_ballot 10001 [no_ballot]");
    assert_eq!(told_in(person(), &communal), "listed P8 A c []");
    let wardless = homeless().home("permanent", "10002", "");
    assert_eq!(told_in(wardless, &communal), "no_list P8 no_ballot 10002 [no_ballot]");
}
