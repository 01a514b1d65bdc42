//! Halves: a database that holds one commune only, and lists that are posted commune by commune.

use super::town::{DAY, Town, citizen, moved, number, on_both};
use crate::support::builders::{AWAY, FAR, HOME, UNKNOWN, commune, date, person, resident};
use crate::support::posted::at;
use cutri::changes::{Event, Kind, Postponed};
use cutri::people::{PersonFacts, ResidenceKind};
use cutri::roll::Status;
use cutri::store::matter::Kind as MatterKind;

/// Somebody who lived in a commune of another office when the lists were made, and moved here.
fn arrived(of: u32) -> PersonFacts {
    let mut facts = person().id(&number(of)).permanent(UNKNOWN).ended("2026-02-16").permanent(HOME).build();
    facts.residences[1].registered_on = Some(date("2026-02-16"));
    facts
}

#[test]
fn whoever_leaves_for_another_office_is_struck_and_the_half_waits_until_the_other_office_takes_it() {
    let town = Town::new();
    on_both(async |fixture| {
        let office = town.posted(fixture).await;
        let delta = town.delta(&office.snapshot_id, DAY, &[moved(5, UNKNOWN)]);
        let updated = office.update(&delta, at("2026-02-20T10:00:00")).await.unwrap();
        let change = &updated.changes[0].change;
        assert_eq!((change.kind, change.rule, change.to.is_none()), (Kind::Transfer, Event::R2, true));
        let state = office.state().await;
        state.check();
        assert_eq!(state.rows_of(&number(5))[0].status, Status::Struck);
        let (kind, half) = &state.open[0];
        assert_eq!((*kind, Some(&half.waiting_id)), (MatterKind::Suspense, change.pair_id.as_ref()));
        let Postponed::Outgoing(to) = &half.why else { panic!("{half:?}") };
        assert_eq!(to.commune_code.as_ref().unwrap().as_str(), UNKNOWN);
        assert_eq!(
            state.outcomes.values().next().unwrap().1.decision.reason.unwrap().as_str(),
            "unknown_commune"
        );
        // Another name over there is no answer of the other office.
        let mut renamed = moved(5, UNKNOWN);
        renamed.person.full_name = "Tên Mới".into();
        let delta = town.delta(&updated.snapshot_id, DAY, &[renamed]);
        let updated = office.update(&delta, at("2026-02-21T10:00:00")).await.unwrap();
        assert_eq!((updated.changes.len(), office.state().await.open.len()), (0, 1));
        // Coming back is.
        let delta = town.delta(&updated.snapshot_id, DAY, &[citizen(5).build()]);
        let updated = office.update(&delta, at("2026-02-22T10:00:00")).await.unwrap();
        assert_eq!(updated.changes[0].change.kind, Kind::Add);
        let state = office.state().await;
        state.check();
        assert_eq!((state.open.len(), state.rows_of(&number(5)).len()), (0, 2));
    });
}

#[test]
fn whoever_comes_from_another_office_waits_however_often_the_facts_change() {
    let town = Town::new();
    on_both(async |fixture| {
        let office = town.posted(fixture).await;
        let mut renamed = arrived(301);
        renamed.person.full_name = "Tên Mới".into();
        let mut base = office.snapshot_id.clone();
        for facts in [arrived(301), renamed.clone(), renamed] {
            let delta = town.delta(&base, DAY, &[facts]);
            let updated = office.update(&delta, at("2026-02-20T10:00:00")).await.unwrap();
            base = updated.snapshot_id;
            let state = office.state().await;
            state.check();
            assert_eq!((updated.changes.len(), state.open.len()), (0, 1));
            let (kind, half) = &state.open[0];
            let Postponed::Incoming(from) = &half.why else { panic!("{half:?}") };
            assert_eq!(from.commune_code.as_ref().unwrap().as_str(), UNKNOWN);
            assert_eq!((*kind, half.kind, half.event), (MatterKind::Suspense, Kind::Add, Some(Event::R2)));
            let outcome = &state.outcomes.values().next().unwrap().1;
            assert_eq!(outcome.decision.reason.unwrap().as_str(), "in_transfer");
            base = town_election(&office, &town, &base).await;
        }
    });
}

/// A delta without persons that brings an hour of the election, so that everybody is decided anew.
async fn town_election(office: &crate::support::posted::Office, town: &Town, base: &str) -> String {
    let mut election = super::town::election_of_town();
    let hour = if office.state().await.audit / 2 % 2 == 0 { 8 } else { 9 };
    election.opens_at = chrono::NaiveTime::from_hms_opt(hour, 0, 0).unwrap();
    let as_of = crate::support::builders::day(DAY);
    let delta =
        crate::support::package::Package::delta((base, as_of), &[], (&town.units, &[]), Some(&election));
    let updated = office.update(&delta, at("2026-02-20T10:00:00")).await.unwrap();
    assert!(updated.persons > 100, "everybody is decided anew");
    assert_eq!(office.state().await.open.len(), 1, "the half still waits, once");
    updated.snapshot_id
}

#[test]
fn communes_are_posted_one_by_one_and_drafts_among_them_are_derived_anew() {
    let town = Town::new();
    on_both(async |fixture| {
        let office = town.derived(fixture).await;
        let posted = office.post(&[commune(HOME)], at("2026-02-03T08:00:00")).await;
        assert_eq!((posted.version, posted.voters), (Some(1), 120));
        // From a posted list to a draft, from a draft to a posted list, and from one draft to another.
        let persons =
            [moved(5, AWAY), moved(201, HOME), moved(202, FAR), citizen(203).name("Tên Mới").build()];
        let delta = town.delta(&office.snapshot_id, DAY, &persons);
        let updated = office.update(&delta, at("2026-02-20T10:00:00")).await.unwrap();
        assert_eq!(updated.drafts, [commune(AWAY), commune(FAR)]);
        let kinds: Vec<_> = updated.changes.iter().map(|row| (row.change.kind, row.change.rule)).collect();
        assert_eq!(kinds, [(Kind::Transfer, Event::R2), (Kind::Transfer, Event::R2)]);
        let state = office.state().await;
        state.check();
        let standing = |of: u32| -> Vec<String> {
            let rows = state.rows_of(&number(of));
            let rows = rows.iter().filter(|row| row.status == Status::Listed);
            rows.map(|row| format!("{} {}", row.area_code, row.full_name)).collect()
        };
        assert_eq!([5, 201, 202].map(|of| standing(of).len()), [1, 1, 1]);
        assert_eq!(standing(203), ["A-01 Tên Mới"], "a draft has no changes");
        assert!(standing(202)[0].starts_with("F-01"));
        // The rest is posted later, and then has changes too.
        let posted = office.post(&[], at("2026-02-24T08:00:00")).await;
        assert_eq!((posted.version, posted.communes), (Some(3), 3));
        let nothing = office.post(&[], at("2026-02-24T09:00:00")).await;
        assert_eq!((nothing.version, nothing.communes), (None, 0));
        let delta = town.delta(&updated.snapshot_id, "2026-02-25", &[moved(204, HOME)]);
        let updated = office.update(&delta, at("2026-02-25T10:00:00")).await.unwrap();
        assert_eq!(updated.changes.len(), 2, "a row for each side");
        office.state().await.check();
    });
}

/// A move into the temporary place of a newcomer whom no office held: added at once.
#[test]
fn whoever_comes_from_nowhere_is_added_at_once() {
    let town = Town::new();
    on_both(async |fixture| {
        let office = town.posted(fixture).await;
        let newcomer = resident().id(&number(301)).build();
        assert_eq!(newcomer.residences[0].kind, ResidenceKind::Permanent);
        let delta = town.delta(&office.snapshot_id, DAY, &[newcomer]);
        let updated = office.update(&delta, at("2026-02-20T10:00:00")).await.unwrap();
        let change = &updated.changes[0].change;
        assert_eq!((change.kind, change.rule, change.pair_id.clone()), (Kind::Add, Event::R7, None));
    });
}

/// `00004` is phường Ba Đình, Hà Nội: a commune that this database does not hold, and the country's list names.
#[test]
fn a_move_to_a_commune_of_the_countrys_list_is_half_of_a_transfer_and_decides_nobody_else_anew() {
    let town = Town::new();
    on_both(async |fixture| {
        let office = town.posted(fixture).await;
        let delta = town.delta(&office.snapshot_id, DAY, &[moved(5, "00004")]);
        let updated = office.update(&delta, at("2026-02-20T10:00:00")).await.unwrap();
        let change = &updated.changes[0].change;
        assert_eq!((change.kind, change.rule, change.to.is_none()), (Kind::Transfer, Event::R2, true));
        assert_eq!((updated.persons, updated.changes.len()), (1, 1));
        let rules: Vec<&str> = updated.findings.iter().map(|finding| finding.rule.as_str()).collect();
        assert_eq!(rules, ["outside_commune"]);
        let state = office.state().await;
        state.check();
        let Postponed::Outgoing(to) = &state.open[0].1.why else { panic!("{:?}", state.open) };
        assert_eq!(to.commune_code.as_ref().unwrap().as_str(), "00004");
    });
}
