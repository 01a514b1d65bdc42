//! What deltas share with the snapshots that they build on: a territory is megabytes, and one event of one person is a delta.

use super::killed::rows_of;
use super::lists::*;
use cutri::store::snapshot;
use serde_json::Value;
use std::collections::BTreeMap;

#[test]
fn a_delta_that_leaves_the_territory_as_it_was_does_not_keep_it_again() {
    for lists in Lists::both() {
        let root = lists.snapshot_id();
        lists.update(&every_kind(), SOON);
        let delta = lists.snapshot_id();
        lists.verified();
        lists.on(async |database| {
            let mut tx = database.read().await.unwrap();
            let rows = rows_of(&mut tx, "snapshot").await;
            let rows = rows.iter().map(|row| serde_json::from_str::<Value>(row).expect("a row"));
            let of = |row: &Value, column: &str| row[column].as_str().expect("a text").to_owned();
            let kept: BTreeMap<String, (String, String)> = rows
                .map(|row| (of(&row, "snapshot_id"), (of(&row, "units"), of(&row, "units_of"))))
                .collect();
            let whole = &kept[&root].0;
            assert!(!whole.is_empty() && kept[&root].1.is_empty(), "a full extract has its own");
            assert_eq!(kept[&delta], (String::new(), root.clone()));
            let read = snapshot::find(&mut tx, &delta).await.unwrap().expect("it is there");
            assert!(read.units == *whole, "it is read as if it were its own");
        });
    }
}
