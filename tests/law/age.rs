use crate::support::builders::*;
use cutri::people::VitalStatus;

#[test]
fn article_2_a_birthday_on_election_day_counts() {
    assert_eq!(told(&resident().born("2008-03-15").decided()), "P8 H-01 NPC");
}

#[test]
fn article_2_a_birthday_the_day_after_does_not() {
    assert_eq!(told(&resident().born("2008-03-16").decided()), "E1 not eligible");
}

#[test]
fn article_2_of_a_partial_birth_date_the_first_possible_day_counts() {
    assert_eq!(told(&resident().born("2008-02").decided()), "P8 H-01 NPC [assumed_birth_date]");
    assert_eq!(told(&resident().born("2008-04").decided()), "E1 not eligible [assumed_birth_date]");
    assert_eq!(told(&resident().born("1950").decided()), "P8 H-01 NPC [assumed_birth_date]");
}

#[test]
fn nec_question_65_a_partial_date_of_the_deciding_year_is_listed_and_flagged_besides() {
    let decisive = "P8 H-01 NPC [assumed_birth_date decisive_partial_date]";
    assert_eq!(told(&resident().born("2008").decided()), decisive);
    assert_eq!(told(&resident().born("2008-03").decided()), decisive);
    let of_the_dead = resident().born("2008").vital(VitalStatus::Dead);
    assert_eq!(told(&of_the_dead.decided()), "E5 not eligible [assumed_birth_date decisive_partial_date]");
}

#[test]
fn form_31_column_2_of_births_up_to_2007_the_year_is_enough_and_decides_nothing() {
    assert_eq!(told(&resident().born("2007").decided()), "P8 H-01 NPC [assumed_birth_date]");
    assert_eq!(told(&resident().born("2009").decided()), "E1 not eligible [assumed_birth_date]");
}

#[test]
fn article_2_the_29th_of_february_falls_on_1_march_and_is_flagged_only_where_it_decides() {
    let born = || resident().born("2008-02-29");
    let on = |day| told(&born().decided_for(&election_on(day, "2026-01-10")));
    assert_eq!(on("2026-02-27"), "E1 not eligible");
    assert_eq!(on("2026-02-28"), "E1 not eligible [leap_day]");
    assert_eq!(on("2026-03-01"), "P8 H-01 NPC");
}

#[test]
fn article_29_1_vietnamese_nationality_is_required_and_dual_nationals_vote() {
    let cases = [
        (&["VNM"][..], "P8 H-01 NPC"),
        (&["VNM", "USA"], "P8 H-01 NPC"),
        (&["VNM", "XXX"], "P8 H-01 NPC"),
        (&["XXX"], "E4 not eligible"),
        (&["FRA"], "E4 not eligible"),
        (&["FRA", "LAO"], "E4 not eligible"),
    ];
    for (nationality, expected) in cases {
        assert_eq!(told(&resident().nationality(nationality).decided()), expected, "{nationality:?}");
    }
}

#[test]
fn article_29_1_the_dead_and_the_missing_are_not_listed() {
    assert_eq!(told(&resident().vital(VitalStatus::Dead).decided()), "E5 not eligible");
    assert_eq!(told(&resident().vital(VitalStatus::Missing).decided()), "E5 not eligible");
}

#[test]
fn several_grounds_are_all_reported_the_first_in_the_order_e5_e4_e1_x1() {
    use cutri::people::StatusKind::{Imprisonment, VoteDeprived};
    let person = resident().born("2010-01-01").nationality(&["LAO"]).vital(VitalStatus::Dead);
    let person =
        person.status(Imprisonment, "2020", None, Some("1/QĐ")).status(VoteDeprived, "2020", None, Some("2"));
    assert_eq!(told(&person.decided()), "E5+E4+E1+X1+X3 not eligible");
}

#[test]
fn article_2_where_day_and_month_seem_exchanged_and_one_reading_is_of_age_the_person_is_listed_and_flagged() {
    let read_later = resident().born("2008-04-03").or_born("2008-03-04");
    assert_eq!(told(&read_later.decided()), "P8 H-01 NPC [doubtful_date]");
    let read_sooner = resident().born("2008-03-04").or_born("2008-04-03");
    assert_eq!(told(&read_sooner.decided()), "P8 H-01 NPC [doubtful_date]");
    let both_of_age = resident().born("1990-04-03").or_born("1990-03-04");
    assert_eq!(told(&both_of_age.decided()), "P8 H-01 NPC");
    let neither = resident().born("2009-04-03").or_born("2009-03-04");
    assert_eq!(told(&neither.decided()), "E1 not eligible");
}

#[test]
fn article_29_a_row_that_could_not_be_read_and_a_likely_second_number_change_nothing_and_are_flagged() {
    assert_eq!(told(&resident().unread("statuses").decided()), "P8 H-01 NPC [unread_fact]");
    assert_eq!(told(&resident().same_as("010186000009").decided()), "P8 H-01 NPC [perhaps_twice]");
    let child = resident().born("2012").unread("residences");
    assert_eq!(told(&child.decided()), "E1 not eligible [assumed_birth_date unread_fact]");
}
