//! One person under two numbers, of whom a delta brings the second: told of both as lists made anew would, for as long as both
//! stand.

use super::town::{DAY, Town, citizen, number, on_both};
use crate::support::builders::PersonBuilder;
use crate::support::posted::{Office, at};
use cutri::law::Flag;
use cutri::people::{PersonFacts, VitalStatus};
use cutri::roll::Status;
use std::collections::BTreeSet;

const NAME: &str = "Hoàng Thị Én";

/// A voter of the town of a name of her own, at a house of her own.
fn voter(of: u32) -> PersonBuilder {
    citizen(of).name(NAME).at(Some("H1"), Some(of))
}

/// The same voter under another personal number, without an old one.
fn again(of: u32, other: u32) -> PersonFacts {
    let mut facts = voter(of).id(&number(other)).build();
    facts.person.old_id = None;
    facts
}

/// Whose standing rows tell of another number.
async fn told(office: &Office) -> BTreeSet<String> {
    let state = office.state().await;
    state.check();
    let rows = state.rows.values().filter(|row| row.status == Status::Listed);
    let told = rows.filter(|row| row.flags.contains(&Flag::PerhapsTwice));
    told.map(|row| row.personal_id.as_str().to_owned()).collect()
}

fn both() -> BTreeSet<String> {
    [number(5), number(305)].into()
}

#[test]
fn a_second_number_that_a_delta_brings_is_told_of_both_until_one_goes() {
    let mut town = Town::new();
    town.people[4] = voter(5).build();
    on_both(async |fixture| {
        let office = town.posted(fixture).await;
        assert_eq!(told(&office).await, BTreeSet::new());
        let came = town.delta(&office.snapshot_id, DAY, &[again(5, 305)]);
        let updated = office.update(&came, at("2026-02-20T10:00:00")).await.unwrap();
        let found: Vec<(&str, u64)> =
            updated.findings.iter().map(|line| (line.rule.as_str(), line.count)).collect();
        assert!(found.contains(&("perhaps_twice", 1)), "{found:?}");
        assert_eq!(told(&office).await, both());

        // Something that tells nobody apart: both are told as before.
        let mut changed = again(5, 305);
        changed.person.occupation = Some("Thợ may".into());
        let changed = town.delta(&updated.snapshot_id, DAY, &[changed]);
        let updated = office.update(&changed, at("2026-02-20T11:00:00")).await.unwrap();
        assert_eq!(told(&office).await, both());

        let gone = voter(5).vital(VitalStatus::Removed).build();
        let gone = town.delta(&updated.snapshot_id, DAY, &[gone]);
        office.update(&gone, at("2026-02-20T12:00:00")).await.unwrap();
        assert_eq!(told(&office).await, BTreeSet::new(), "nobody is left to be confused with");
    });
}

#[test]
fn of_two_in_the_first_extract_the_other_is_told_no_more_once_one_is_corrected() {
    let mut town = Town::new();
    town.people[4] = voter(5).build();
    town.people.push(again(5, 305));
    on_both(async |fixture| {
        let office = town.posted(fixture).await;
        assert_eq!(told(&office).await, both());
        let mut corrected = again(5, 305);
        corrected.person.full_name = "Hoàng Thị Ên".into();
        let delta = town.delta(&office.snapshot_id, DAY, &[corrected]);
        office.update(&delta, at("2026-02-20T10:00:00")).await.unwrap();
        assert_eq!(told(&office).await, BTreeSet::new());
    });
}

#[test]
fn the_old_number_of_somebody_elsewhere_is_told_of_both() {
    let mut town = Town::new();
    let mut known = citizen(215).build();
    known.person.old_id = Some("012345678".into());
    town.people[134] = known;
    on_both(async |fixture| {
        let office = town.posted(fixture).await;
        assert_eq!(told(&office).await, BTreeSet::new());
        // The newcomer has nothing to do with the commune of the other.
        let mut came = voter(305).build();
        came.person.old_id = Some("012345678".into());
        let came = town.delta(&office.snapshot_id, DAY, &[came]);
        office.update(&came, at("2026-02-20T10:00:00")).await.unwrap();
        assert_eq!(told(&office).await, [number(215), number(305)].into());
    });
}
