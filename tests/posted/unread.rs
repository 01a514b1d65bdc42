//! Deltas of which some rows cannot be used: what was known of a person holds, and somebody looks.

use super::town::{DAY, Town, moved, number, on_both};
use crate::store::Fixture;
use crate::support::builders::AWAY;
use crate::support::package::{Form, Package};
use crate::support::posted::{CLERK, SECOND, at, block_on};
use crate::support::program::{cutri, text};
use cutri::changes::Postponed;
use cutri::people::PersonalNumber;
use cutri::roll::Status;

const MOMENT: &str = "2026-02-20T10:00:00";

/// A delta of one person who moved and one who left a stay, with something wrong in the rows of the first.
fn spoiled(town: &Town, base: &str, spoil: impl FnOnce(&mut Package)) -> Package {
    let mut delta = town.delta(base, DAY, &[moved(21, AWAY), moved(22, AWAY)]);
    spoil(&mut delta);
    delta
}

/// Spoils a cell of the first row.
fn cell(delta: &mut Package, table: &str, column: &str, value: &str) {
    let rows = delta.tables.get_mut(table).unwrap();
    let column = rows.column(column);
    rows.rows[0][column] = value.to_owned();
}

type Spoil = fn(&mut Package);

/// The ways in which a person's rows cannot be used, though it is clear whose they are.
fn ways() -> [(&'static str, Spoil); 3] {
    [
        ("the commune is no code", |delta| cell(delta, "residences", "commune_code", "nơi khác")),
        ("the sex is no code", |delta| cell(delta, "persons", "sex", "?")),
        ("the person's own row is missing", |delta| {
            delta.tables.get_mut("persons").unwrap().rows.remove(0);
        }),
    ]
}

#[test]
fn whoever_s_rows_cannot_be_used_keeps_the_row_and_waits_for_somebody_to_look() {
    let town = Town::new();
    for (way, spoil) in ways() {
        on_both(async |fixture| {
            let office = town.posted(fixture).await;
            let delta = spoiled(&town, &office.snapshot_id, spoil);
            let updated = office.update(&delta, at(MOMENT)).await.unwrap();
            assert_eq!((updated.batch_id, updated.tripped), (None, vec![]), "{way}");
            let state = office.state().await;
            state.check();
            let (kept, gone) = (state.rows_of(&number(21)), state.rows_of(&number(22)));
            assert_eq!((kept.len(), kept[0].status), (1, Status::Listed), "{way}: {kept:?}");
            assert_eq!(kept[0].area_code.as_str(), "H-01", "{way}");
            assert!(gone.iter().any(|row| row.area_code.as_str() != "H-01"), "{way}: the other moves");
            let waiting = state.waiting();
            assert_eq!(waiting.len(), 1, "{way}");
            assert_eq!(waiting[&PersonalNumber::parse(&number(21)).unwrap()].why, Postponed::Unread, "{way}");
        });
    }
}

#[test]
fn the_next_good_delta_decides_whoever_waited() {
    let town = Town::new();
    block_on(async {
        let fixture = Fixture::sqlite();
        let office = town.posted(&fixture).await;
        let first =
            office.update(&spoiled(&town, &office.snapshot_id, ways()[0].1), at(MOMENT)).await.unwrap();
        let good = town.delta(&first.snapshot_id, "2026-02-21", &[moved(21, AWAY)]);
        office.update(&good, at("2026-02-21T10:00:00")).await.unwrap();
        let state = office.state().await;
        state.check();
        let listed: Vec<_> = state.rows_of(&number(21));
        assert!(listed.iter().any(|row| row.area_code.as_str().starts_with('A')), "{listed:?}");
    });
}

#[test]
fn rows_that_cannot_be_told_apart_stop_the_batch_until_another_person_approves() {
    let town = Town::new();
    block_on(async {
        let fixture = Fixture::sqlite();
        let office = town.posted(&fixture).await;
        let delta =
            spoiled(&town, &office.snapshot_id, |delta| cell(delta, "residences", "personal_id", "?"));
        let updated = office.update(&delta, at(MOMENT)).await.unwrap();
        assert_eq!(
            serde_json::to_value(&updated.tripped).unwrap(),
            serde_json::json!([{"tripwire": "unread", "rows": 1}])
        );
        assert_eq!(updated.rejected, 1);
        assert_eq!(office.state().await.version, 1, "nothing is done before somebody approves");
        let batch = updated.batch_id.unwrap();
        office.approve(&batch, SECOND, at("2026-02-20T11:00:00")).await.unwrap();
        office.state().await.check();
    });
}

#[test]
fn the_program_shows_the_rows_it_could_not_use_and_writes_them_all_where_asked() {
    let town = Town::new();
    let fixture = Fixture::sqlite();
    let base = block_on(async { town.posted(&fixture).await.snapshot_id });
    let delta = spoiled(&town, &base, ways()[0].1).write(Form::Csv);
    let report = tempfile::tempdir().unwrap();
    let db = fixture.url.path().unwrap();
    let common = ["--db", text(db), "--at", "2026-02-20T10:00", "--as", CLERK];
    let asked = ["update", text(delta.path()), "--report", text(report.path())];
    let ran = cutri(&[&asked[..], &common].concat()).ended(1);
    let told = format!("{}{}", ran.out, ran.err);
    assert!(told.contains("residences.csv") && told.contains("commune_code"), "{told}");
    assert!(told.contains("1 việc chờ giải quyết, 1 dòng bị loại"), "{told}");
    let rejects = std::fs::read_to_string(report.path().join("rejects.csv")).unwrap();
    assert_eq!(rejects.lines().count(), 2, "{rejects}");
    assert!(rejects.contains("commune_code"), "{rejects}");
    assert!(report.path().join("findings.csv").is_file());
}
