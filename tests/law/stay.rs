use crate::support::builders::*;
use cutri::people::StayKind::{self, *};
use cutri::people::WishKind::{NotHere, VoteAtPermanent, VoteAtPermanentByCertificate, VoteAtTemporary};

fn staying(kind: StayKind, facility: &str) -> PersonBuilder {
    resident().stay(kind, facility, "2025-12-01", None)
}

#[test]
fn article_29_5_people_in_custody_vote_in_the_facility_for_two_levels() {
    for kind in [Detention, TemporaryCustody, CompulsoryEducation, CompulsoryRehabilitation] {
        assert_eq!(told(&staying(kind, "camp").decided()), "P1 A-03 NP", "{kind:?}");
    }
}

#[test]
fn article_29_5_a_facility_without_an_area_waits_in_the_queue() {
    let queued = staying(Detention, "camp-without-area").decided();
    assert_eq!(told(&queued), "P1 queue: no_area in 10002 [no_area]");
    assert_eq!(told(&staying(Detention, "nowhere").decided()), "P1 queue: no_area in 10001 [no_area]");
}

#[test]
fn article_29_5_a_stay_counts_if_it_is_in_force_on_election_day() {
    let until = |day| told(&resident().stay(Detention, "camp", "2025-12-01", Some(day)).decided());
    assert_eq!(until("2026-03-15"), "P1 A-03 NP");
    assert_eq!(until("2026-03-14"), "P8 H-01 NPC");
}

#[test]
fn article_29_3_servicemen_vote_in_the_units_area_for_two_levels() {
    assert_eq!(told(&staying(Military, "unit").decided()), "P2 A-02 NP");
}

#[test]
fn custody_goes_before_service_and_service_before_care_and_choice() {
    let all = staying(Care, "home").stay(Military, "unit", "2026-01-01", None).temporary(FAR, "2024-06-01");
    let all = all.wish(VoteAtTemporary, "2026-01-05");
    assert_eq!(told(&all.clone().decided()), "P2 A-02 NP");
    assert_eq!(told(&all.stay(Detention, "camp", "2025-01-01", None).decided()), "P1 A-03 NP");
}

#[test]
fn within_one_case_the_stay_that_began_last_counts() {
    let moved = staying(Detention, "camp-without-area").stay(Detention, "camp", "2026-01-01", None);
    assert_eq!(told(&moved.decided()), "P1 A-03 NP");
    let equal = staying(Military, "far-unit").stay(Military, "unit", "2025-12-01", None);
    assert_eq!(told(&equal.decided()), "P2 A-02 NP");
}

#[test]
fn article_31_2_with_the_commanders_certificate_at_the_permanent_place() {
    let certified = |facility| staying(Military, facility).wish(VoteAtPermanentByCertificate, "2026-01-05");
    let near = certified("unit").document("12/GCN").decided();
    assert_eq!(told(&near), "P3 H-01 NPC marked A-02 Bỏ phiếu ở nơi cư trú");
    let far = certified("far-unit").document("12/GCN").decided();
    assert_eq!(told(&far), "P3 H-01 NPC marked F-02 Bỏ phiếu ở nơi cư trú [not_nearby]");
    assert_eq!(told(&certified("unit").decided()), "P2 A-02 NP [certificate_without_document]");
    let homeless =
        person().stay(Military, "unit", "2025-12-01", None).wish(VoteAtPermanentByCertificate, "2026-01-05");
    assert_eq!(told(&homeless.document("12/GCN").decided()), "P2 A-02 NP [certificate_ignored]");
}

#[test]
fn article_31_2_without_a_known_unit_area_no_row_is_marked() {
    let person =
        staying(Military, "nowhere").wish(VoteAtPermanentByCertificate, "2026-01-05").document("12/GCN");
    assert_eq!(told(&person.decided()), "P3 H-01 NPC");
}

#[test]
fn article_11_the_choice_of_the_permanent_place_goes_before_care_and_care_before_not_here() {
    assert_eq!(told(&staying(Care, "home").wish(VoteAtPermanent, "2026-01-05").decided()), "P8 H-01 NPC");
    assert_eq!(told(&staying(Care, "home").wish(NotHere, "2026-01-05").decided()), "P11 A-04 NP");
}
