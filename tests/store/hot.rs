//! What a process that was killed while it wrote leaves beside a SQLite file.

use super::fixture::{Fixture, run, snapshot};
use crate::support::program::in_own_mounts;
use cutri::store::{Database, DatabaseUrl, snapshot as snapshots};
use sqlx::{Connection, SqliteConnection};
use std::ffi::OsStr;
use std::path::Path;

/// A copy of the database as it lies on the disk while a transaction writes: half of its pages are new, and the journal
/// holds the old ones.
async fn half_written(fixture: &Fixture) -> (tempfile::TempDir, DatabaseUrl) {
    let database = fixture.open().await;
    let mut tx = database.begin().await.unwrap();
    let large = snapshots::Snapshot { units: "đơn vị ".repeat(100_000), ..snapshot("s1") };
    snapshots::insert(&mut tx, &large).await.unwrap();
    tx.commit().await.unwrap();
    database.close().await.unwrap();
    let path = fixture.url.path().unwrap();
    let address = format!("sqlite:{}?mode=rw", path.display());
    let mut writer = SqliteConnection::connect(&address).await.unwrap();
    // A cache of a few pages: the rest goes to the file before the transaction ends.
    for statement in
        ["PRAGMA cache_size = 4", "BEGIN", "UPDATE snapshot SET units = replace(units, 'v', 'w')"]
    {
        sqlx::query(statement).execute(&mut writer).await.unwrap();
    }
    let killed = tempfile::tempdir().unwrap();
    for name in ["cutri.db", "cutri.db-journal"] {
        std::fs::copy(path.with_file_name(name), killed.path().join(name)).unwrap();
    }
    let url = DatabaseUrl::file(killed.path().join("cutri.db"));
    (killed, url)
}

#[test]
fn who_reads_after_a_killed_writer_sees_what_was_kept_before_it() {
    run(&Fixture::sqlite(), async |fixture: &Fixture| {
        let (killed, url) = half_written(fixture).await;
        let database = Database::open_to_read(&url, 2).await.unwrap();
        let mut tx = database.read().await.unwrap();
        let found = snapshots::find(&mut tx, "s1").await.unwrap().unwrap();
        assert!(found.units.starts_with("đơn vị đơn vị") && found.units.ends_with("đơn vị "));
        assert_eq!(snapshots::insert(&mut tx, &snapshot("s2")).await.unwrap_err().code(), "store.read_only");
        drop(tx);
        database.close().await.unwrap();
        assert!(!killed.path().join("cutri.db-journal").exists());
    });
}

#[test]
fn who_may_not_write_the_folder_is_told_that_a_writer_was_killed_and_who_can_help() {
    run(&Fixture::sqlite(), async |fixture: &Fixture| {
        let (killed, _) = half_written(fixture).await;
        let script = r#"
            mount --bind "$1" "$1"
            mount -o remount,bind,ro "$1"
            "$2" status --db "$1/cutri.db"
        "#;
        let program = Path::new(env!("CARGO_BIN_EXE_cutri"));
        let arguments: [&OsStr; 2] = [killed.path().as_os_str(), program.as_os_str()];
        let Some(ran) = in_own_mounts(script, &arguments) else { return };
        assert_eq!(ran.code, Some(4), "{}", ran.err);
        assert!(ran.err.contains("a process was killed while it wrote"), "{}", ran.err);
        assert!(ran.err.contains("who may write the file"), "{}", ran.err);
    });
}
