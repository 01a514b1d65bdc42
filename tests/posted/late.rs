//! The clock of changes (C4, C5): until when, and what waits when it is over.

use super::town::{Town, citizen, dead, moved, number, on_both};
use crate::support::builders::{AWAY, HOME, resident};
use crate::support::posted::at;
use cutri::changes::{Event, Kind, Postponed};
use cutri::law::ClockRule;
use cutri::roll::Status;
use cutri::store::matter::Kind as MatterKind;

#[test]
fn article_29_4_an_addition_is_made_until_24_hours_before_voting_and_waits_a_minute_later() {
    let town = Town::new();
    on_both(async |fixture| {
        let office = town.posted(fixture).await;
        let delta = town.delta(&office.snapshot_id, "2026-03-14", &[resident().id(&number(301)).build()]);
        let updated = office.update(&delta, at("2026-03-14T07:00:00")).await.unwrap();
        assert_eq!((updated.changes.len(), updated.waiting.len()), (1, 0), "the last moment counts");
        let base = updated.snapshot_id;
        let delta = town.delta(&base, "2026-03-14", &[resident().id(&number(302)).build()]);
        let updated = office.update(&delta, at("2026-03-14T07:01:00")).await.unwrap();
        assert_eq!((updated.changes.len(), updated.waiting.len(), updated.version), (0, 1, None));
        let state = office.state().await;
        state.check();
        let (kind, matter) = &state.open[0];
        let Postponed::Late(late) = &matter.why else { panic!("{matter:?}") };
        assert_eq!((*kind, late.rule, late.area_code.as_str()), (MatterKind::Late, ClockRule::C4, "H-01"));
        assert_eq!(
            (late.article.as_str(), late.until.to_string()),
            ("Art. 29.4, 30.2–30.4", "2026-03-14 07:00".into())
        );
        assert_eq!((matter.kind, matter.event), (Kind::Add, Some(Event::R7)));
        let (outcome, unlisted) = state.outcomes.values().next().unwrap();
        assert_eq!(*outcome, "queue");
        assert_eq!(unlisted.decision.reason.map(|reason| reason.as_str()), Some("too_late"));
        assert!(state.rows_of(&number(302)).is_empty());
    });
}

#[test]
fn article_30_5_a_death_strikes_the_row_until_voting_starts_and_waits_a_minute_later() {
    let town = Town::new();
    on_both(async |fixture| {
        let office = town.posted(fixture).await;
        let delta = town.delta(&office.snapshot_id, "2026-03-15", &[dead(5)]);
        let updated = office.update(&delta, at("2026-03-15T07:00:00")).await.unwrap();
        assert_eq!((updated.changes.len(), updated.waiting.len()), (1, 0));
        let delta = town.delta(&updated.snapshot_id, "2026-03-15", &[dead(6)]);
        let updated = office.update(&delta, at("2026-03-15T07:01:00")).await.unwrap();
        assert_eq!((updated.changes.len(), updated.waiting.len()), (0, 1));
        let state = office.state().await;
        state.check();
        let struck = &state.rows_of(&number(5))[0];
        assert_eq!((struck.status, &*struck.remarks), (Status::Struck, &["Xóa tên do đã chết".into()][..]));
        assert_eq!(state.rows_of(&number(6))[0].status, Status::Listed);
        let Postponed::Late(late) = &state.open[0].1.why else { panic!("late") };
        assert_eq!((late.rule, late.article.as_str()), (ClockRule::C5, "Art. 30.5"));
    });
}

/// `AWAY` begins to vote at 5:00, `HOME` at 7:00: at 6:00 of the day before, one half would be in time.
#[test]
fn article_30_3_a_transfer_with_one_half_too_late_fails_whole_either_way() {
    let town = Town::new();
    on_both(async |fixture| {
        let office = town.posted(fixture).await;
        let before = office.state().await.everybody();
        let movers = [moved(5, AWAY), moved(201, HOME)];
        let delta = town.delta(&office.snapshot_id, "2026-03-14", &movers);
        let updated = office.update(&delta, at("2026-03-14T06:00:00")).await.unwrap();
        assert_eq!((updated.changes.len(), updated.waiting.len()), (0, 2));
        let state = office.state().await;
        state.check();
        assert_eq!(state.everybody(), before, "nobody moved");
        for (_, matter) in &state.open {
            let Postponed::Late(late) = &matter.why else { panic!("{matter:?}") };
            assert_eq!(late.area_code.as_str(), "A-01", "the area that was too late");
            assert_eq!((matter.kind, matter.event), (Kind::Transfer, Some(Event::R2)));
        }
        // What can be done within one area until 7:00 still is.
        let corrected = town.delta(&updated.snapshot_id, "2026-03-14", &[citizen(7).name("Tên Mới").build()]);
        let updated = office.update(&corrected, at("2026-03-14T20:00:00")).await.unwrap();
        assert_eq!((updated.changes.len(), updated.waiting.len()), (1, 0));
    });
}
