//! The sample's changes: what its README and its table say of each person, worked out by hand, is what `update` does.

use crate::store::Fixture;
use crate::support::actor::somebody;
use crate::support::output::sample;
use crate::support::posted::{Office, at, block_on};
use cutri::changes::{Change, Event, Place};
use cutri::extract::{Mode, datapackage, schema};
use cutri::progress::Unwatched;
use cutri::tasks::update::{UpdateOptions, update};
use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

/// The deltas in their order, the day each tells of, and when it is applied.
pub const DELTAS: [(&str, &str, &str); 3] = [
    ("1-rights", "2026-02-10", "2026-02-10T15:00:00"),
    ("2-moves", "2026-02-20", "2026-02-20T15:00:00"),
    ("3-places", "2026-03-01", "2026-03-01T15:00:00"),
];

pub fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("samples/xuan-hoa-changes")
}

/// The lines of the table, by delta and person.
fn expected() -> BTreeMap<(String, String), [String; 7]> {
    let mut reader = csv::Reader::from_path(folder().join("expected-changes.csv")).unwrap();
    let line = |row: csv::StringRecord| {
        let cell = |at: usize| row[at].to_owned();
        ((cell(0), cell(1)), [2, 3, 4, 5, 6, 7, 8].map(cell))
    };
    reader.records().map(|row| line(row.unwrap())).collect()
}

/// A change as the table tells it: kind, rule, place before with its number, place after.
fn told(change: &Change) -> [String; 7] {
    let ballots = |place: &Place| {
        place.ballots.iter().map(cutri::territory::Level::as_str).collect::<Vec<_>>().join("+")
    };
    let of = |place: Option<&Place>, tell: &dyn Fn(&Place) -> String| place.map(tell).unwrap_or_default();
    let (from, to) = (change.from.as_ref(), change.to.as_ref());
    [
        change.kind.as_str().to_owned(),
        change.rule.id().to_owned(),
        of(from, &|place| place.area_code.to_string()),
        of(from, &|place| place.number.to_string()),
        of(from, &ballots),
        of(to, &|place| place.area_code.to_string()),
        of(to, &ballots),
    ]
}

/// The descriptor of a delta as the schema gives it; `CUTRI_BLESS=1` writes it.
fn check_descriptor(delta: &Path, as_of: &str, base: &str) {
    let is_there = |table: &&schema::Table| delta.join(format!("{}.csv", table.name)).exists();
    let tables: Vec<_> = schema::TABLES.into_iter().filter(is_there).collect();
    let mode = Mode::Delta { base: base.to_owned() };
    let text = datapackage::describe(as_of.parse().unwrap(), &mode, &tables, &[]);
    let path = delta.join("datapackage.json");
    if std::env::var_os("CUTRI_BLESS").is_some() {
        fs::write(&path, &text).unwrap();
    }
    let kept = fs::read_to_string(&path).unwrap_or_default();
    assert!(kept == text, "{} is another: write it anew with CUTRI_BLESS=1", path.display());
}

#[test]
fn section_6_the_samples_deltas_make_the_changes_worked_out_by_hand() {
    block_on(async {
        let office = Office::derived(Fixture::sqlite().url, sample()).await;
        office.post(&[], at("2026-02-03T08:00:00")).await;
        let mut base = office.snapshot_id.clone();
        let mut found = BTreeMap::new();
        for (number, (name, as_of, moment)) in (1..).zip(DELTAS) {
            let delta = folder().join(name);
            check_descriptor(&delta, as_of, &base);
            let actor = somebody("clerk", at(moment));
            let options = UpdateOptions::default();
            let updated = update(&office.database, &delta.into(), &actor, options, &Unwatched).await.unwrap();
            assert_eq!((updated.rejected, updated.batch_id, updated.waiting.len()), (0, None, 0), "{name}");
            base = updated.snapshot_id;
            for row in updated.changes {
                found.insert((number.to_string(), row.change.personal_id.to_string()), told(&row.change));
            }
            office.state().await.check();
        }
        let expected = expected();
        let wrong = expected.iter().filter(|(key, change)| found.get(key) != Some(change));
        let wrong: Vec<String> = wrong
            .map(|(key, change)| format!("{key:?}: the table says {change:?}, found {:?}", found.get(key)))
            .collect();
        assert!(wrong.is_empty(), "{}", wrong.join("\n"));
        assert_eq!(found.len(), expected.len(), "somebody changes whom the table does not name");
    });
}

#[test]
fn every_event_that_comes_from_facts_is_met() {
    let met: BTreeSet<String> = expected().into_values().map(|cells| cells[1].clone()).collect();
    // A complaint is none, the sample's areas stay, and where only the ground changes nobody moves.
    let others = [Event::R10, Event::R20, Event::R21];
    let all = Event::ALL.iter().filter(|event| !others.contains(event)).map(|event| event.id().to_owned());
    assert_eq!(met, all.collect());
}

/// The README's lines name delta by delta who changes, the kind and the rule, as the table does.
#[test]
fn the_readme_tells_of_every_line_of_the_table() {
    let text = fs::read_to_string(folder().join("README.md")).unwrap();
    let mut delta = 0;
    let mut lines = BTreeMap::new();
    for line in text.lines() {
        delta += usize::from(line.starts_with("## Delta "));
        if line.starts_with("| `098") {
            let cells: Vec<String> = line.split('|').map(|cell| cell.trim().replace('`', "")).collect();
            lines.insert((delta.to_string(), cells[1].clone()), (cells[3].clone(), cells[4].clone()));
        }
    }
    let expected = expected().into_iter().map(|(key, cells)| (key, (cells[0].clone(), cells[1].clone())));
    assert_eq!(lines, expected.collect());
}
