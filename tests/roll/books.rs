//! The books: sums over rows, places and groups, and the checks that must fail when they do not agree.

use super::Rules;
use crate::support::builders::{AWAY, HOME, area, resident, units};
use cutri::people::{AreaCode, Sex, StayKind};
use cutri::render::summary::Summary;
use cutri::roll::{AreaTally, BooksError, CommuneRoll, Constituencies, Count, Tally, Totals};
use cutri::territory::{AreaKind, Levels};

fn balanced() -> Tally {
    let voters = Count { total: 5, male: 2, female: 3 };
    let totals = Totals { voters, ..Totals::default() };
    let mut tally =
        Tally { persons: 14, listed: 5, not_eligible: 4, no_list: 3, queue: 2, ..Tally::default() };
    tally.areas.insert(area("H-01"), AreaTally { totals, rows: 6 });
    tally
}

#[test]
fn persons_are_listed_not_eligible_on_no_list_or_in_the_queue() {
    assert_eq!(balanced().check("here"), Ok(()));
    type Change = fn(&mut Tally);
    let changes: [Change; 4] = [
        |tally| tally.persons += 1,
        |tally| tally.not_eligible -= 1,
        |tally| tally.no_list += 1,
        |tally| tally.queue = 0,
    ];
    for (at, change) in changes.into_iter().enumerate() {
        let mut tally = balanced();
        change(&mut tally);
        let error = tally.check("here").expect_err("the groups do not sum to the persons");
        assert!(
            matches!(&error, BooksError::Persons { place, .. } if place == "here"),
            "change {at}: {error}"
        );
    }
}

#[test]
fn the_error_tells_place_and_every_number() {
    let error = Tally { persons: 15, ..balanced() }.check("commune 10001").unwrap_err().to_string();
    let expected =
        "commune 10001: 15 persons, but 5 listed + 4 not eligible + 3 on no list + 2 in the queue = 14";
    assert_eq!(error, expected);
}

#[test]
fn every_listed_person_has_one_standing_row() {
    let mut tally = balanced();
    (tally.listed, tally.no_list) = (6, 2);
    let expected = BooksError::Rows { place: "here".to_owned(), listed: 6, rows: 5 };
    assert_eq!(tally.check("here"), Err(expected));
}

#[test]
fn as_many_persons_are_counted_as_the_snapshot_holds() {
    assert_eq!(balanced().check_against("here", 14), Ok(()));
    let expected = BooksError::Snapshot { place: "here".to_owned(), counted: 14, expected: 15 };
    assert_eq!(balanced().check_against("here", 15), Err(expected));
}

#[test]
fn totals_count_men_and_women_and_each_ballot_apart() {
    let rules = Rules::of(units());
    let woman = resident();
    let man = resident().id("010086000002").sex(Sex::Male);
    let held = |person: super::PersonBuilder| person.stay(StayKind::Detention, "camp", "2026-01-01", None);
    let roll = rules.roll(HOME, [&woman.0, &man.0]);
    let totals = roll.tally.totals();
    assert_eq!(totals.voters, Count { total: 2, male: 1, female: 1 });
    assert_eq!((totals.national, totals.communal), (totals.voters, totals.voters));
    let roll = rules.roll(AWAY, [&held(woman).0, &man.0]);
    assert_eq!(roll.tally.totals().national, Count { total: 1, male: 0, female: 1 });
    assert_eq!(roll.tally.totals().communal, Count::default());
}

#[test]
fn sums_of_tallies_are_the_sums_of_their_parts() {
    let mut sum = balanced();
    sum += &balanced();
    assert_eq!((sum.persons, sum.listed, sum.queue), (28, 10, 4));
    assert_eq!(sum.areas[&area("H-01")].totals.voters, Count { total: 10, male: 4, female: 6 });
    assert_eq!(sum.areas[&area("H-01")].rows, 12);
    assert_eq!(sum.check("here"), Ok(()));
}

fn summary(rules: &Rules, roll: &CommuneRoll) -> Summary {
    let communes: Vec<_> = rules.territory.communes().map(|row| row.commune_code.clone()).collect();
    let totals = |code: &AreaCode| roll.tally.areas.get(code).map(|area| area.totals).unwrap_or_default();
    let constituencies = Constituencies::new(&rules.territory, Levels::ALL, &communes, totals);
    Summary::new(&rules.territory, &communes, &roll.tally, &constituencies)
}

#[test]
fn armed_units_count_in_the_official_totals_and_never_in_the_public_ones() {
    let rules = Rules::of(units());
    let serviceman = resident().stay(StayKind::Military, "unit", "2025-01-01", None);
    let held = resident().id("010186000002").stay(StayKind::Detention, "camp", "2025-01-01", None);
    let roll = rules.roll(AWAY, [&serviceman.0, &held.0]);
    let summary = summary(&rules, &roll);
    assert_eq!((summary.totals.nation.voters, summary.totals_public.nation.voters), (2, 1));
    let military: Vec<_> = rules.territory.areas().filter(|area| area.kind == AreaKind::Military).collect();
    assert!(!military.is_empty());
    for area in military {
        assert!(summary.totals.area.contains_key(&area.area_code));
        assert!(!summary.totals_public.area.contains_key(&area.area_code), "{}", area.area_code);
    }
}
