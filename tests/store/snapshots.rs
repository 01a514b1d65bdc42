use super::fixture::{moment, on_both, snapshot};
use cutri::store::snapshot::{Read, Snapshot, State};
use cutri::store::snapshot::{complete, find, insert, latest};

/// What is known of a snapshot after reading it.
fn read<'a>(persons: u64, quality: &'a str, counts: &'a str) -> Read<'a> {
    Read { persons, quality, counts, facts: "" }
}

on_both! {
    async fn what_was_inserted_is_found_again(fixture: &Fixture) {
        let database = fixture.open().await;
        let mut tx = database.begin().await.unwrap();
        let given = Snapshot { base: Some("s0".to_owned()), units: "đơn vị ".repeat(400_000), ..snapshot("s1 'ngày' 20") };
        insert(&mut tx, &given).await.unwrap();
        tx.commit().await.unwrap();
        let mut tx = database.read().await.unwrap();
        assert_eq!(find(&mut tx, "s1 'ngày' 20").await.unwrap(), Some(given));
        assert_eq!(find(&mut tx, "s2").await.unwrap(), None);
    }

    async fn a_snapshot_counts_as_latest_only_when_complete(fixture: &Fixture) {
        let database = fixture.open().await;
        let mut tx = database.begin().await.unwrap();
        assert_eq!(latest(&mut tx).await.unwrap(), None);
        insert(&mut tx, &snapshot("s1")).await.unwrap();
        assert_eq!(latest(&mut tx).await.unwrap(), None);
        complete(&mut tx, "s1", read(7, r#"{"đúng":1}"#, "[]")).await.unwrap();
        let found = latest(&mut tx).await.unwrap().unwrap();
        assert_eq!((found.state, found.persons), (State::Complete, 7));
        assert_eq!((found.quality.as_str(), found.counts.as_str()), (r#"{"đúng":1}"#, "[]"));
    }

    async fn the_latest_is_of_the_last_day_and_then_the_last_loaded(fixture: &Fixture) {
        let database = fixture.open().await;
        let mut tx = database.begin().await.unwrap();
        for (id, as_of, loaded_at) in [
            ("a", "2026-01-20", "2026-01-23T00:00:00+07:00"),
            ("c", "2026-01-21", "2026-01-21T23:30:00+00:00"),
            ("b", "2026-01-21", "2026-01-22T06:00:00+07:00"),
        ] {
            let as_of = as_of.parse().unwrap();
            insert(&mut tx, &Snapshot { as_of, loaded_at: moment(loaded_at), ..snapshot(id) }).await.unwrap();
            complete(&mut tx, id, read(1, "{}", "{}")).await.unwrap();
        }
        assert_eq!(latest(&mut tx).await.unwrap().unwrap().snapshot_id, "c");
    }

    async fn a_snapshot_is_inserted_and_completed_once(fixture: &Fixture) {
        let database = fixture.open().await;
        let mut tx = database.begin().await.unwrap();
        insert(&mut tx, &snapshot("s1")).await.unwrap();
        complete(&mut tx, "s1", read(1, "{}", "{}")).await.unwrap();
        assert_eq!(complete(&mut tx, "s1", read(1, "{}", "{}")).await.unwrap_err().code(), "store.value");
        assert_eq!(complete(&mut tx, "s2", read(1, "{}", "{}")).await.unwrap_err().code(), "store.value");
        assert_eq!(insert(&mut tx, &snapshot("s1")).await.unwrap_err().code(), "store.duplicate");
    }

    async fn a_transaction_dropped_before_commit_leaves_nothing(fixture: &Fixture) {
        let database = fixture.open().await;
        let mut tx = database.begin().await.unwrap();
        insert(&mut tx, &snapshot("s1")).await.unwrap();
        drop(tx);
        let mut tx = database.begin().await.unwrap();
        assert_eq!(find(&mut tx, "s1").await.unwrap(), None);
        insert(&mut tx, &snapshot("s1")).await.unwrap();
    }
}
