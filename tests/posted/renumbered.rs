//! A personal number that the register cancels and makes anew between posting and election day.

use super::town::{DAY, Town, citizen, number, on_both};
use crate::support::builders::PersonBuilder;
use crate::support::posted::at;
use cutri::changes::{Event, Kind};
use cutri::people::{PersonFacts, VitalStatus};
use cutri::roll::Status;

/// A voter of the town of a name of her own, at a house of her own.
fn with_name(of: u32, name: &str) -> PersonBuilder {
    citizen(of).name(name).at(Some("H1"), Some(of))
}

/// The same voter under another personal number: the old number of nine digits stays.
fn under_another_number(of: u32, name: &str, other: u32) -> PersonFacts {
    let old_id = with_name(of, name).build().person.old_id;
    let mut facts = with_name(of, name).id(&number(other)).build();
    facts.person.old_id = old_id;
    facts
}

#[test]
fn a_number_made_anew_is_shown_as_one_pair_and_nobody_came_from_abroad() {
    let mut town = Town::new();
    town.people[4] = with_name(5, "Hoàng Thị Én").build();
    on_both(async |fixture| {
        let office = town.posted(fixture).await;
        let gone = with_name(5, "Hoàng Thị Én").vital(VitalStatus::Removed).build();
        let new = under_another_number(5, "Hoàng Thị Én", 305);
        let delta = town.delta(&office.snapshot_id, DAY, &[gone, new]);
        let updated = office.update(&delta, at("2026-02-20T10:00:00")).await.unwrap();
        let mut changes: Vec<_> = updated.changes.iter().map(|row| &row.change).collect();
        changes.sort_by_key(|change| change.kind);
        let told: Vec<_> = changes.iter().map(|change| (change.kind, change.rule)).collect();
        assert_eq!(told, [(Kind::Add, Event::R11), (Kind::Remove, Event::R18)]);
        assert!(changes[0].pair_id.is_some() && changes[0].pair_id == changes[1].pair_id);
        assert!(
            changes.iter().all(|change| change.reason.contains("cùng một người")),
            "{}",
            changes[0].reason
        );
        let state = office.state().await;
        state.check();
        assert_eq!(state.rows_of(&number(5))[0].status, Status::Struck);
        assert_eq!(state.rows_of(&number(305))[0].status, Status::Listed);
    });
}

#[test]
fn another_who_is_new_while_somebody_is_taken_out_is_no_pair() {
    let mut town = Town::new();
    town.people[4] = with_name(5, "Hoàng Thị Én").build();
    on_both(async |fixture| {
        let office = town.posted(fixture).await;
        let gone = with_name(5, "Hoàng Thị Én").vital(VitalStatus::Removed).build();
        let new = with_name(6, "Hoàng Thị Én").id(&number(305)).build();
        let delta = town.delta(&office.snapshot_id, DAY, &[gone, new]);
        let updated = office.update(&delta, at("2026-02-20T10:00:00")).await.unwrap();
        let rules: Vec<Event> = updated.changes.iter().map(|row| row.change.rule).collect();
        assert!(rules.contains(&Event::R7) && rules.contains(&Event::R18), "{rules:?}");
        assert!(updated.changes.iter().all(|row| row.change.pair_id.is_none()));
    });
}
