//! Areas that a delta brings to communes whose lists are posted.

use super::town::{DAY, Town, dead, number, on_both};
use crate::store::Fixture;
use crate::support::builders::{day, resident};
use crate::support::package::Package;
use crate::support::posted::{DECISION, SECOND, at, block_on};
use crate::support::program::{cutri, text};
use cutri::changes::{Event, Kind, Place, Tripped};
use cutri::lists::ListsError;
use cutri::people::{AreaCode, HamletCode};
use cutri::roll::{Entry, Status};
use cutri::tasks::TaskError;
use cutri::territory::{AreaPart, Units};

const BROUGHT: [&str; 4] = ["hamlets", "areas", "area_parts", "constituency_parts"];

/// The town's units with a new hamlet `H9` of area `H-09`, in the constituencies of `H-02`.
fn grown(town: &Town) -> Units {
    let mut units = town.units.clone();
    let area_code = AreaCode::parse("H-09").unwrap();
    let like = |code: &AreaCode| code.as_str() == "H-02";
    let mut area = units.areas.iter().find(|area| like(&area.area_code)).unwrap().clone();
    (area.area_code, area.number) = (area_code.clone(), 9);
    units.areas.push(area);
    let mut hamlet = units.hamlets.iter().find(|hamlet| hamlet.hamlet_code.as_str() == "H2").unwrap().clone();
    hamlet.hamlet_code = HamletCode::parse("H9").unwrap();
    let part = AreaPart {
        area_code: area_code.clone(),
        hamlet_code: hamlet.hamlet_code.clone(),
        house_from: None,
        house_to: None,
    };
    units.hamlets.push(hamlet);
    units.area_parts.push(part);
    let part = units.constituency_parts.iter().find(|part| part.area_code.as_ref().is_some_and(like));
    let mut part = part.unwrap().clone();
    part.area_code = Some(area_code);
    units.constituency_parts.push(part);
    units
}

/// The new area, one voter who comes there from `H-01`, and one nobody knew.
fn delta(town: &Town, base: &str) -> Package {
    let there = |of: u32| resident().id(&number(of)).at(Some("H9"), Some(of)).build();
    Package::delta((base, day(DAY)), &[there(21), there(300)], (&grown(town), &BROUGHT), None)
}

#[test]
fn an_area_that_comes_after_posting_opens_an_empty_list_and_takes_whoever_lives_there() {
    let town = Town::new();
    on_both(async |fixture| {
        let office = town.posted(fixture).await;
        let updated =
            office.update(&delta(&town, &office.snapshot_id), at("2026-02-20T10:00:00")).await.unwrap();
        assert_eq!(updated.tripped, []);
        assert_eq!((updated.batch_id, updated.version), (None, Some(3)), "opened by 2, filled by 3");
        let state = office.state().await;
        assert_eq!(state.check().len(), 151);
        for (of, place) in [(21, ("H-09", 1)), (300, ("H-09", 2))] {
            let rows = state.rows_of(&number(of));
            let stands = rows.iter().filter(|row| row.status == Status::Listed);
            let stands: Vec<_> = stands.map(|row| (row.area_code.as_str(), row.number)).collect();
            assert_eq!(stands, [place], "{of}");
        }
    });
}

#[test]
fn what_an_opened_list_holds_is_proved_like_any_other() {
    let town = Town::new();
    let fixture = Fixture::sqlite();
    block_on(async {
        let office = town.posted(&fixture).await;
        office.update(&delta(&town, &office.snapshot_id), at("2026-02-20T10:00:00")).await.unwrap();
    });
    let db = text(fixture.url.path().unwrap());
    let told = cutri(&["verify", "--db", db]).ended(0);
    assert!(told.err.contains("152 entries of 10 areas"), "{}", told.err);
    cutri(&["books", "--db", db]).ended(0);
    cutri(&["audit", "--db", db]).ended(0);
    let out = tempfile::tempdir().unwrap();
    let out = text(out.path());
    cutri(&["render", "--db", db, "--version", "latest", "--supplements", "--out", out]).ended(0);
    cutri(&["verify", out]).ended(0);
}

/// The delta of a decision: the houses of `H1` from 6 on, where a hundred voters live, go from `H-01` to `H-02`.
fn split(town: &Town, base: &str) -> Package {
    let mut units = town.units.clone();
    units.area_parts[0].house_to = Some(5);
    units.area_parts[1].house_from = Some(6);
    Package::delta((base, day(DAY)), &[], (&units, &["area_parts"]), None)
}

#[test]
fn circular_21_article_4_rows_move_with_their_area_once_the_decisions_number_is_known_r20() {
    let town = Town::new();
    on_both(async |fixture| {
        let office = town.posted(fixture).await;
        let before = office.state().await;
        let held =
            office.update(&split(&town, &office.snapshot_id), at("2026-02-20T10:00:00")).await.unwrap();
        assert_eq!((held.version, held.tripped), (None, vec![Tripped::Undecided { rows: 100 }]));
        let batch = held.batch_id.unwrap();
        let later = at("2026-02-21T10:00:00");
        let refused = office.approve(&batch, SECOND, later).await.unwrap_err();
        assert!(refused.to_string().contains("the number of the decision"), "{refused}");
        let made = office.approve_decided(&batch, SECOND, later).await.unwrap();
        assert_eq!((made.version, made.changes.len()), (Some(2), 200));
        for row in &made.changes {
            let change = &row.change;
            assert_eq!((change.kind, change.rule), (Kind::Transfer, Event::R20));
            assert_eq!(change.articles, ["Circ. 21/2025 Art. 4.3–4.5"]);
            assert!(
                change.evidence.starts_with(&format!("decision {DECISION}; snapshot ")),
                "{}",
                change.evidence
            );
            let ballots = |place: &Option<Place>| place.as_ref().map(|place| place.ballots);
            assert_eq!(ballots(&change.from), ballots(&change.to), "ballots are unchanged");
        }
        let state = office.state().await;
        assert_eq!(state.check(), before.check());
        let stands = |row: &&Entry| row.status == Status::Listed && row.area_code.as_str() == "H-01";
        assert_eq!(state.rows.values().filter(stands).count(), 0);
        let numbers = state.rows.keys().filter(|(area, _)| area == "H-02").map(|(_, number)| *number);
        assert_eq!(numbers.max(), Some(120), "new numbers are appended after the last");
    });
}

#[test]
fn circular_21_article_4_a_decision_whose_number_comes_with_the_delta_waits_for_nobody_r20() {
    let town = Town::new();
    let fixture = Fixture::sqlite();
    block_on(async {
        let office = town.posted(&fixture).await;
        let decided = Package { document_no: Some(DECISION.into()), ..split(&town, &office.snapshot_id) };
        let made = office.update(&decided, at("2026-02-20T10:00:00")).await.unwrap();
        assert_eq!((made.batch_id, made.version, made.changes.len()), (None, Some(2), 200));
        assert!(made.changes[0].change.evidence.contains(DECISION));
    });
    let db = text(fixture.url.path().unwrap());
    cutri(&["verify", "--db", db]).ended(0);
    let late = tempfile::tempdir().unwrap();
    let out = text(late.path());
    cutri(&["render", "--db", db, "--version", "latest", "--supplements", "--out", out]).ended(0);
    cutri(&["verify", out]).ended(0);
}

/// A delta that brings a territory, and one person of it.
fn with_units(town: &Town, base: &str, change: impl Fn(&mut Units)) -> Package {
    let mut units = town.units.clone();
    change(&mut units);
    let renamed = resident().id(&number(21)).name("Tên").build();
    Package::delta(
        (base, day(DAY)),
        &[renamed],
        (&units, &["communes", "hamlets", "areas", "area_parts"]),
        None,
    )
}

type Change = fn(&mut Units);

#[test]
fn a_delta_that_takes_what_is_posted_away_or_leaves_voters_without_an_area_is_refused_whole() {
    let town = Town::new();
    let cases: [(&str, Change); 4] = [
        ("area H-02 (20 rows that stand)", |units| {
            units.areas.retain(|area| area.area_code.as_str() != "H-02");
        }),
        ("commune 10002, area A-01 (30 rows that stand)", |units| {
            units.communes.retain(|commune| commune.commune_code.as_str() != "10002");
        }),
        (
            "100 persons who stand on posted lists without an area: area H-01 no. 1, 2, 3, 4, 5, 6, 7, 8, 9, 10 and 90 more",
            |units| {
                units.area_parts[0].house_to = Some(5);
            },
        ),
        ("20 persons who stand on posted lists without an area: area H-02 no. 1, 2", |units| {
            let last = units.area_parts.pop().unwrap();
            units.area_parts.push(AreaPart { house_to: Some(5), ..last });
        }),
    ];
    on_both(async |fixture| {
        let office = town.posted(fixture).await;
        let before = office.content().await;
        for (told, change) in cases {
            let delta = with_units(&town, &office.snapshot_id, change);
            let refused = office.update(&delta, at("2026-02-20T10:00:00")).await.unwrap_err();
            assert!(matches!(refused, TaskError::Lists(ListsError::Refused { .. })), "{refused}");
            assert!(refused.to_string().contains(told), "{refused}");
        }
        assert!(office.content().await == before, "nothing is changed");
        let harmless =
            with_units(&town, &office.snapshot_id, |units| units.areas[0].name = Some("Tên".into()));
        office.update(&harmless, at("2026-02-20T10:00:00")).await.unwrap();
        office.state().await.check();
    });
}

#[test]
fn a_delta_of_another_election_or_of_a_day_to_come_is_refused() {
    let town = Town::new();
    block_on(async {
        let fixture = Fixture::sqlite();
        let office = town.posted(&fixture).await;
        let before = office.content().await;
        let future = town.delta(&office.snapshot_id, "2062-02-20", &[dead(5)]);
        let tomorrow = town.delta(&office.snapshot_id, "2026-02-21", &[dead(5)]);
        let mut other = town.delta(&office.snapshot_id, DAY, &[dead(5)]);
        other.election = town.extract().election.replace("id = \"", "id = \"other-");
        assert!(!other.election.is_empty());
        for (delta, told) in [(future, "2062-02-20"), (tomorrow, "2026-02-21"), (other, "other-")] {
            let refused = office.update(&delta, at("2026-02-20T10:00:00")).await.unwrap_err();
            assert!(matches!(refused, TaskError::Lists(ListsError::Refused { .. })), "{refused}");
            assert!(refused.to_string().contains(told), "{refused}");
        }
        assert!(office.content().await == before, "nothing is changed");
    });
}
