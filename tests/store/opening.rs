use super::fixture::{Fixture, on_both, run, snapshot};
use crate::support::postgres;
use cutri::store::{Database, DatabaseUrl, SCHEMA_VERSION, StoreError, snapshot as snapshots};
use sqlx::{Connection, SqliteConnection};

async fn refusal(url: &DatabaseUrl) -> StoreError {
    Database::open(url, 2).await.expect_err("this must not open")
}

/// Runs a statement behind the program's back.
async fn meddle(url: &DatabaseUrl, statement: &'static str) {
    let path = url.path().expect("a SQLite database");
    let mut connection =
        SqliteConnection::connect(&format!("sqlite:{}?mode=rwc", path.display())).await.unwrap();
    sqlx::query(statement).execute(&mut connection).await.unwrap();
    connection.close().await.unwrap();
}

on_both! {
    async fn opening_twice_changes_nothing(fixture: &Fixture) {
        let database = fixture.open().await;
        let mut tx = database.begin().await.unwrap();
        snapshots::insert(&mut tx, &snapshot("s1")).await.unwrap();
        tx.commit().await.unwrap();
        database.close().await.unwrap();
        let database = fixture.open().await;
        let mut tx = database.read().await.unwrap();
        assert!(snapshots::find(&mut tx, "s1").await.unwrap().is_some());
    }

    async fn a_database_opened_to_read_refuses_to_write(fixture: &Fixture) {
        fixture.open().await.close().await.unwrap();
        let database = Database::open_to_read(&fixture.url, 2).await.unwrap();
        assert_eq!(database.begin().await.unwrap_err().code(), "store.read_only");
        let mut tx = database.read().await.unwrap();
        assert_eq!(snapshots::insert(&mut tx, &snapshot("s1")).await.unwrap_err().code(), "store.read_only");
    }

    async fn many_processes_may_open_an_empty_database_at_once(fixture: &Fixture) {
        let (one, two, three) = tokio::join!(fixture.open(), fixture.open(), fixture.open());
        for database in [one, two, three] {
            assert!(snapshots::latest(&mut database.read().await.unwrap()).await.unwrap().is_none());
        }
    }
}

#[test]
fn a_newer_schema_is_refused_and_left_alone() {
    run(&Fixture::sqlite(), async |fixture: &Fixture| {
        fixture.open().await.close().await.unwrap();
        meddle(&fixture.url, "INSERT INTO schema_version (version, name) VALUES (999, 'later')").await;
        let place = fixture.url.to_string();
        let expected = StoreError::NewerSchema { place, found: 999, known: SCHEMA_VERSION };
        assert_eq!(refusal(&fixture.url).await, expected);
        assert_eq!(Database::open_to_read(&fixture.url, 1).await.unwrap_err(), expected);
    });
}

#[test]
fn a_database_without_tables_is_told_to_be_empty() {
    run(&Fixture::sqlite(), async |fixture: &Fixture| {
        meddle(&fixture.url, "CREATE TABLE other (value text)").await;
        let error = Database::open_to_read(&fixture.url, 1).await.unwrap_err();
        assert_eq!(error.code(), "store.empty");
    });
}

#[test]
fn a_database_to_read_is_never_made() {
    run(&Fixture::sqlite(), async |fixture: &Fixture| {
        let error = Database::open_to_read(&fixture.url, 1).await.unwrap_err();
        assert_eq!(error.code(), "store.no_database");
        assert!(!fixture.url.path().unwrap().exists());
    });
}

#[test]
fn a_file_that_is_something_else_is_refused_and_left_alone() {
    run(&Fixture::sqlite(), async |fixture: &Fixture| {
        let path = fixture.url.path().unwrap();
        let text = "họ và tên,ngày sinh\n".repeat(1_000);
        std::fs::write(path, &text).unwrap();
        assert_eq!(refusal(&fixture.url).await.code(), "store.damaged");
        assert_eq!(std::fs::read_to_string(path).unwrap(), text);
    });
}

#[test]
fn a_missing_folder_is_named() {
    run(&Fixture::sqlite(), async |fixture: &Fixture| {
        let error = refusal(&DatabaseUrl::file(fixture.folder.path().join("không/có.db"))).await;
        assert_eq!(error.code(), "store.unreachable");
        assert!(error.to_string().contains("không/có.db"), "{error}");
    });
}

#[test]
fn a_file_another_process_writes_can_be_opened_and_not_written() {
    run(&Fixture::sqlite(), async |fixture: &Fixture| {
        let first = fixture.open().await;
        let held = first.begin().await.unwrap();
        let second = Database::open(&fixture.url, 1).await.unwrap();
        assert_eq!(second.begin().await.unwrap_err().code(), "store.locked");
        held.commit().await.unwrap();
        second.begin().await.unwrap().commit().await.unwrap();
    });
}

#[test]
fn a_full_disk_is_told() {
    run(&Fixture::sqlite(), async |fixture: &Fixture| {
        let database = fixture.open().await;
        let mut tx = database.begin().await.unwrap();
        let cutri::store::Tx::Sqlite(connection) = &mut tx else { panic!("a SQLite database") };
        sqlx::query("PRAGMA max_page_count = 20").execute(&mut **connection).await.unwrap();
        let large = snapshots::Snapshot { units: "x".repeat(1 << 20), ..snapshot("s1") };
        assert_eq!(snapshots::insert(&mut tx, &large).await.unwrap_err().code(), "store.full");
    });
}

#[test]
fn a_server_that_is_not_there_is_unreachable_at_once() {
    run(&Fixture::sqlite(), async |_: &Fixture| {
        let url = DatabaseUrl::parse("postgres://an:mat-khau@127.0.0.1:1/rolls").unwrap();
        let error = refusal(&url).await;
        assert_eq!(error.code(), "store.unreachable");
        assert!(error.to_string().contains("127.0.0.1:1"), "{error}");
        assert!(!format!("{error:?} {url:?}").contains("mat-khau"));
    });
}

#[test]
fn a_server_without_the_database_says_so() {
    run(&Fixture::sqlite(), async |_: &Fixture| {
        let url = DatabaseUrl::parse(&postgres::server().url("cutri", "nowhere")).unwrap();
        assert_eq!(refusal(&url).await.code(), "store.no_database");
    });
}

#[test]
fn a_wrong_password_is_refused_and_the_right_one_is_not() {
    run(&Fixture::sqlite(), async |_: &Fixture| {
        let server = postgres::server();
        let user = postgres::GUARDED_USER;
        let wrong = DatabaseUrl::parse(&server.url(&format!("{user}:sai"), "postgres")).unwrap();
        let error = refusal(&wrong).await;
        assert_eq!(error.code(), "store.refused");
        assert!(!format!("{error:?}").contains("sai@"));
        let right = server.url(&format!("{user}:{}", postgres::GUARDED_PASSWORD), "postgres");
        let right = Database::open_to_read(&DatabaseUrl::parse(&right).unwrap(), 1).await;
        assert_eq!(right.unwrap_err().code(), "store.older_schema");
    });
}

#[test]
fn addresses_are_told_apart() {
    for (text, shown) in [
        ("rolls/cutri.db", "rolls/cutri.db"),
        ("sqlite:/srv/cử tri.db", "/srv/cử tri.db"),
        ("sqlite:///srv/cutri.db", "/srv/cutri.db"),
        ("postgresql://an:bí-mật@db.example:6432/rolls", "postgres://an@db.example:6432/rolls"),
        ("postgres://an@localhost/rolls?host=/run/postgresql", "postgres://an@/rolls?host=/run/postgresql"),
    ] {
        assert_eq!(DatabaseUrl::parse(text).unwrap().to_string(), shown, "{text}");
    }
    for text in ["", "  ", "sqlite:", "sqlite::memory:", "mysql://x/y", "http://x", "postgres://["] {
        assert_eq!(DatabaseUrl::parse(text).unwrap_err().code(), "store.url", "{text:?}");
    }
}
