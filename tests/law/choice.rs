use crate::support::builders::*;
use cutri::people::WishKind::{NotHere, VoteAtCurrent, VoteAtPermanent, VoteAtTemporary};

#[test]
fn article_29_3_the_temporary_place_gives_the_communal_ballot_after_12_months() {
    let at = |since| {
        told(&resident().temporary(AWAY, since).wish(VoteAtTemporary, "2026-01-05").wish_in(AWAY).decided())
    };
    assert_eq!(at("2024-06-01"), "P4 A-01 NPC");
    assert_eq!(at("2025-06-01"), "P5 A-01 NP");
    assert_eq!(at(""), "P5 A-01 NP");
    assert_eq!(at("2025-03-15"), "P4 A-01 NPC [crosses_12_months]");
    assert_eq!(at("2025-03-16"), "P5 A-01 NP");
}

#[test]
fn article_29_3_without_a_wish_the_permanent_place_stands() {
    assert_eq!(told(&resident().temporary(AWAY, "2024-06-01").decided()), "P8 H-01 NPC");
}

#[test]
fn article_29_3_a_wish_without_commune_means_the_latest_temporary_residence() {
    let person = resident().temporary(AWAY, "2024-06-01").temporary(FAR, "2025-08-01");
    assert_eq!(told(&person.clone().wish(VoteAtTemporary, "2026-01-05").decided()), "P5 F-01 NP");
    assert_eq!(told(&person.wish(VoteAtTemporary, "2026-01-05").wish_in(AWAY).decided()), "P4 A-01 NPC");
}

#[test]
fn article_29_3_a_wish_where_nothing_is_registered_is_ignored_and_flagged() {
    let nowhere = resident().wish(VoteAtTemporary, "2026-01-05");
    assert_eq!(told(&nowhere.decided()), "P8 H-01 NPC [wish_without_residence]");
    let elsewhere = resident().temporary(AWAY, "2025-08-01").wish(VoteAtTemporary, "2026-01-05").wish_in(FAR);
    assert_eq!(told(&elsewhere.decided()), "P8 H-01 NPC [wish_without_residence]");
}

#[test]
fn article_29_3_inside_the_permanent_commune_a_choice_changes_nothing() {
    let temporary = resident().temporary(HOME, "2025-08-01").at(Some("H2"), None);
    let temporary = temporary.wish(VoteAtTemporary, "2026-01-05");
    assert_eq!(told(&temporary.decided()), "P8 H-01 NPC [wish_same_commune]");
    let current = resident().current(HOME).at(Some("H2"), None).wish(VoteAtCurrent, "2026-01-05");
    assert_eq!(told(&current.decided()), "P8 H-01 NPC [wish_same_commune]");
    let area = resident().wish(VoteAtCurrent, "2026-01-05").wish_area("H-02");
    assert_eq!(told(&area.decided()), "P8 H-01 NPC [wish_same_commune]");
}

#[test]
fn nec_answers_the_place_of_actual_living_gives_two_ballots() {
    let area = resident().wish(VoteAtCurrent, "2026-01-05").wish_area("A-01");
    assert_eq!(told(&area.decided()), "P6 A-01 NP");
    let residence = resident().current(AWAY).wish(VoteAtCurrent, "2026-01-05").wish_in(AWAY);
    assert_eq!(told(&residence.decided()), "P6 A-01 NP");
    let nothing = resident().wish(VoteAtCurrent, "2026-01-05").wish_in(AWAY);
    assert_eq!(told(&nothing.decided()), "P6 queue: no_area in 10002 [no_area]");
    let nowhere = resident().wish(VoteAtCurrent, "2026-01-05");
    assert_eq!(told(&nowhere.decided()), "P6 queue: no_area in 10001 [no_area]");
    let waiting = person().current(AWAY).wish(VoteAtCurrent, "2026-01-05");
    assert_eq!(told(&waiting.decided()), "P6 A-01 NP");
}

#[test]
fn the_latest_wish_counts_whatever_its_kind_and_of_equal_moments_the_later_row() {
    let person = resident().temporary(AWAY, "2024-06-01");
    let current_later = person.clone().wish(VoteAtTemporary, "2026-01-05").wish(VoteAtCurrent, "2026-01-06");
    assert_eq!(told(&current_later.wish_area("F-01").decided()), "P6 F-01 NP");
    let equal = person
        .clone()
        .wish(VoteAtCurrent, "2026-01-05")
        .wish_area("F-01")
        .wish(VoteAtTemporary, "2026-01-05");
    assert_eq!(told(&equal.decided()), "P4 A-01 NPC");
    let withdrawn = person.wish(VoteAtPermanent, "2026-01-06").wish(VoteAtTemporary, "2026-01-05");
    assert_eq!(told(&withdrawn.decided()), "P8 H-01 NPC");
}

#[test]
fn article_29_4_a_wish_after_the_cut_off_does_not_count() {
    let person = resident().temporary(AWAY, "2024-06-01");
    let at = |moment| told(&person.clone().wish(VoteAtTemporary, moment).decided());
    assert_eq!(at("2026-03-14T07:00"), "P4 A-01 NPC");
    assert_eq!(at("2026-03-14T07:01"), "P8 H-01 NPC [late_wish]");
    let earlier =
        person.clone().wish(VoteAtTemporary, "2026-01-05").wish(VoteAtPermanent, "2026-03-14T08:00");
    assert_eq!(told(&earlier.decided()), "P4 A-01 NPC [late_wish]");
}

#[test]
fn article_29_4_the_cut_off_follows_the_opening_of_the_area() {
    use cutri::law::{Terms, decide};
    use cutri::territory::{OpensAt, Territory};
    let mut units = units();
    units.areas[2].opens_at = Some(OpensAt::Hour("05:00:00".parse().expect("an hour")));
    let territory = Territory::new(units);
    let at = |text| {
        let person = resident().temporary(AWAY, "2024-06-01").wish(VoteAtTemporary, text).build();
        told(&decide(&person, Terms::new(&election(), &territory, &profile())))
    };
    assert_eq!(at("2026-03-14T05:00"), "P4 A-01 NPC");
    assert_eq!(at("2026-03-14T05:01"), "P8 H-01 NPC [after_area_cutoff late_wish]");
    assert_eq!(at("2026-03-14T07:00"), "P8 H-01 NPC [after_area_cutoff late_wish]");
    assert_eq!(at("2026-03-14T07:01"), "P8 H-01 NPC [late_wish]");
}

#[test]
fn form_31_column_7c_actual_living_never_leads_to_servicemen_or_to_people_in_custody() {
    let to = |area| told(&resident().wish(VoteAtCurrent, "2026-01-05").wish_area(area).decided());
    assert_eq!(to("F-02"), "P6 queue: no_area in 20001 [no_area]");
    assert_eq!(to("A-03"), "P6 queue: no_area in 10002 [no_area]");
    assert_eq!(to("A-04"), "P6 A-04 NP");
    // A home in the same commune does not help: the wish itself must be told anew.
    let living = person().current(AWAY).wish(VoteAtCurrent, "2026-01-05").wish_area("A-02");
    assert_eq!(told(&living.decided()), "P6 queue: no_area in 10002 [no_area]");
}

#[test]
fn a_choice_of_the_permanent_place_lifts_what_was_said_before_it_but_not_after() {
    let here = resident().wish(NotHere, "2026-01-05").absence("2026-01-06", "2026-01-01", None);
    assert_eq!(told(&here.clone().wish(VoteAtPermanent, "2026-01-07").decided()), "P8 H-01 NPC");
    let later = here.clone().wish(VoteAtPermanent, "2026-01-07").wish(NotHere, "2026-01-08");
    assert_eq!(told(&later.decided()), "P7 no list: not_here");
    let absent_later = here.wish(VoteAtPermanent, "2026-01-05T12:00");
    assert_eq!(told(&absent_later.decided()), "P7 no list: absent");
}
