use super::fixture::{Fixture, run, snapshot};
use cutri::store::{Database, DatabaseUrl, snapshot as snapshots};

fn files(fixture: &Fixture) -> Vec<String> {
    let entries = std::fs::read_dir(fixture.folder.path()).unwrap();
    let mut names: Vec<_> = entries.map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect();
    names.sort();
    names
}

async fn load(database: &Database) {
    let mut tx = database.begin().await.unwrap();
    let large = snapshots::Snapshot { units: "đơn vị ".repeat(200_000), ..snapshot("s1") };
    snapshots::insert(&mut tx, &large).await.unwrap();
    tx.commit().await.unwrap();
}

#[test]
fn a_closed_file_is_alone_and_can_be_moved() {
    run(&Fixture::sqlite(), async |fixture: &Fixture| {
        let database = fixture.open().await;
        load(&database).await;
        let reader = database.read().await.unwrap();
        drop(reader);
        database.close().await.unwrap();
        assert_eq!(files(fixture), ["cutri.db"]);
        let moved = fixture.folder.path().join("moved.db");
        std::fs::rename(fixture.url.path().unwrap(), &moved).unwrap();
        let database = Database::open_to_read(&DatabaseUrl::file(&moved), 1).await.unwrap();
        let mut tx = database.read().await.unwrap();
        assert!(snapshots::find(&mut tx, "s1").await.unwrap().is_some());
        drop(tx);
        database.close().await.unwrap();
        assert_eq!(files(fixture), ["moved.db"]);
    });
}

#[test]
fn what_was_committed_outlives_a_process_that_never_closed() {
    run(&Fixture::sqlite(), async |fixture: &Fixture| {
        let database = fixture.open().await;
        load(&database).await;
        let mut tx = database.begin().await.unwrap();
        snapshots::insert(&mut tx, &snapshot("s2")).await.unwrap();
        let copy = Fixture::sqlite();
        for name in files(fixture) {
            std::fs::copy(fixture.folder.path().join(&name), copy.folder.path().join(&name)).unwrap();
        }
        let found = copy.open().await;
        let mut tx = found.read().await.unwrap();
        assert!(snapshots::find(&mut tx, "s1").await.unwrap().is_some());
        assert!(snapshots::find(&mut tx, "s2").await.unwrap().is_none());
    });
}
