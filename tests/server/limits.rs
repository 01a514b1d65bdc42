//! Limits that a server or a user has: work that takes long goes on, and what ends is told with the limit's name.

use super::story::Tellers;
use crate::support::postgres::server;
use crate::support::program::cutri;
use cutri::store::{Database, DatabaseUrl, StoreError, posting};

fn role(name: &str, settings: &[(&str, &str)]) -> (String, String) {
    let server = server();
    server.sql(&format!("CREATE ROLE {name} LOGIN CREATEDB"));
    for (setting, value) in settings {
        server.sql(&format!("ALTER ROLE {name} SET {setting} = '{value}'"));
    }
    server.sql(&format!("CREATE DATABASE {name} OWNER {name}"));
    (server.url(name, name), server.url("cutri", name))
}

fn block_on<T>(body: impl Future<Output = T>) -> T {
    tokio::runtime::Builder::new_multi_thread().worker_threads(2).enable_all().build().unwrap().block_on(body)
}

#[test]
fn a_short_limit_of_a_user_ends_no_load_or_derivation() {
    let settings = [
        ("statement_timeout", "20ms"),
        ("idle_in_transaction_session_timeout", "20ms"),
        ("lock_timeout", "5s"),
    ];
    let (limited, free) = role("hurried", &settings);
    Tellers { reader: &free, ..Tellers::alone(&limited) }.tell();
}

#[test]
fn a_lock_that_is_not_had_in_time_names_the_setting() {
    let (limited, free) = role("impatient", &[("lock_timeout", "50ms")]);
    Tellers::alone(&free).tell();
    server().sql_in(
        "impatient",
        "GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA public TO impatient",
    );
    block_on(async {
        let database = Database::open(&DatabaseUrl::parse(&free).unwrap(), 1).await.unwrap();
        let mut tx = database.begin().await.unwrap();
        let roll = cutri::store::roll::latest(&mut tx).await.unwrap().unwrap();
        posting::lock(&mut tx, &roll.roll_id).await.unwrap();
        let run =
            tokio::task::spawn_blocking(move || cutri(&["post", "--anyway", "--db", &limited, "--as", "an"]));
        let told = run.await.unwrap().ended(4);
        assert!(told.err.contains("raise lock_timeout"), "{}", told.err);
        tx.rollback().await.unwrap();
    });
}

#[test]
fn each_limit_is_told_by_its_name() {
    let (url, _) = role("timed", &[]);
    block_on(async {
        let database = Database::open(&DatabaseUrl::parse(&url).unwrap(), 1).await.unwrap();
        let told = async |setup: &'static str, statement: &'static str| {
            let mut tx = database.begin().await.unwrap();
            let cutri::store::Tx::Postgres(connection) = &mut tx else { panic!("a PostgreSQL database") };
            sqlx::raw_sql(setup).execute(&mut **connection).await.unwrap();
            let _ = sqlx::raw_sql(statement).execute(&mut **connection).await;
            tokio::time::sleep(std::time::Duration::from_millis(200)).await;
            posting::find(&mut tx, "r").await.unwrap_err()
        };
        let idle = told("SET LOCAL idle_in_transaction_session_timeout = '50ms'", "SELECT 1").await;
        // The server's last word may be lost with the connection.
        let named = idle.to_string().contains("raise idle_in_transaction_session_timeout");
        assert!(named || matches!(idle, StoreError::Away { .. }), "{idle:?}");
        let mut tx = database.begin().await.unwrap();
        let cutri::store::Tx::Postgres(connection) = &mut tx else { panic!("a PostgreSQL database") };
        sqlx::raw_sql("SET LOCAL statement_timeout = '50ms'").execute(&mut **connection).await.unwrap();
        let slow = "CREATE FUNCTION slow() RETURNS bigint LANGUAGE sql AS 'SELECT 1::bigint FROM pg_sleep(1)'; \
                    ALTER TABLE posting RENAME TO posting_before; \
                    CREATE VIEW posting AS SELECT roll_id, snapshot_id, version + slow() AS version FROM posting_before; \
                    INSERT INTO posting_before (roll_id, snapshot_id, version) VALUES ('r', 's', 1)";
        sqlx::raw_sql(slow).execute(&mut **connection).await.unwrap();
        let error = posting::find(&mut tx, "r").await.unwrap_err();
        assert_eq!(error.code(), "store.timed_out");
        assert!(error.to_string().contains("raise statement_timeout"), "{error}");
    });
}
