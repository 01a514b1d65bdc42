use crate::support::builders::*;
use cutri::people::WishKind::{NotHere, VoteAtTemporary};

#[test]
fn circular_21_article_10_not_here_is_no_list() {
    assert_eq!(told(&resident().wish(NotHere, "2026-01-05").decided()), "P7 no list: not_here");
    assert_eq!(told(&resident().wish(NotHere, "2026-01-05").wish_in(HOME).decided()), "P7 no list: not_here");
    assert_eq!(told(&resident().wish(NotHere, "2026-01-05").wish_in(AWAY).decided()), "P8 H-01 NPC");
}

#[test]
fn circular_21_article_10_an_absence_that_covers_election_day_blocks_the_permanent_place() {
    let cases = [
        ("2026-03-15", None, "P7 no list: absent"),
        ("2026-03-16", None, "P8 H-01 NPC"),
        ("2026-01-01", Some("2026-03-15"), "P7 no list: absent"),
        ("2026-01-01", Some("2026-03-14"), "P8 H-01 NPC"),
        ("2026-01", Some("2026-03"), "P7 no list: absent"),
    ];
    for (from, until, expected) in cases {
        assert_eq!(
            told(&resident().absence("2026-01-01", from, until).decided()),
            expected,
            "{from} – {until:?}"
        );
    }
    let temporary_only = person().temporary(AWAY, "2024-06-01").absence("2026-01-01", "2026-01-01", None);
    assert_eq!(told(&temporary_only.decided()), "P9+P4 A-01 NPC [temporary_only]");
}

#[test]
fn circular_21_article_10_binds_those_with_a_temporary_residence_only_too() {
    let said = |commune: Option<&str>| {
        let person = person().temporary(AWAY, "2024-06-01").wish(NotHere, "2026-01-05");
        told(&commune.map_or(person.clone(), |code| person.wish_in(code)).decided())
    };
    assert_eq!(said(None), "P7 no list: not_here");
    assert_eq!(said(Some(AWAY)), "P7 no list: not_here");
    assert_eq!(said(Some(HOME)), "P9+P4 A-01 NPC [temporary_only]");
}

#[test]
fn circular_21_article_10_another_case_may_place_the_person() {
    let absent = resident().absence("2026-01-01", "2026-01-01", None).temporary(AWAY, "2024-06-01");
    assert_eq!(told(&absent.clone().decided()), "P7 no list: absent");
    assert_eq!(told(&absent.wish(VoteAtTemporary, "2026-01-05").decided()), "P4 A-01 NPC");
}

#[test]
fn circular_21_article_10_a_late_not_here_does_not_count() {
    assert_eq!(told(&resident().wish(NotHere, "2026-03-14T07:00").decided()), "P7 no list: not_here");
    assert_eq!(told(&resident().wish(NotHere, "2026-03-14T07:01").decided()), "P8 H-01 NPC [late_wish]");
}

#[test]
fn article_29_4_a_not_here_is_late_by_the_opening_of_the_area_it_takes_from() {
    use cutri::law::{Terms, decide};
    use cutri::territory::{OpensAt, Territory};
    let mut units = units();
    units.areas[0].opens_at = Some(OpensAt::Moment(moment("2026-03-08T05:00")));
    let territory = Territory::new(units);
    let said = |text| {
        told(&decide(
            &resident().wish(NotHere, text).build(),
            Terms::new(&election(), &territory, &profile()),
        ))
    };
    assert_eq!(said("2026-03-07T05:00"), "P7 no list: not_here");
    assert_eq!(said("2026-03-10T08:00"), "P8 H-01 NPC [after_area_cutoff late_wish]");
}

#[test]
fn circular_21_article_10_the_later_choice_of_the_permanent_place_lifts_even_where_there_is_none() {
    let person = person().temporary(AWAY, "2024-06-01").wish(NotHere, "2026-01-05");
    assert_eq!(
        told(&person.wish(cutri::people::WishKind::VoteAtPermanent, "2026-01-10").decided()),
        "P9+P4 A-01 NPC [temporary_only]"
    );
}
