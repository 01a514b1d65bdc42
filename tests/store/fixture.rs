//! An empty database of either kind, and what tests put into it.

use crate::support::postgres;
use chrono::{DateTime, FixedOffset};
use cutri::store::{Database, DatabaseUrl, roll, snapshot};

/// Where a test's database is.
pub struct Fixture {
    pub url: DatabaseUrl,
    /// Holds the file of a SQLite database.
    pub folder: tempfile::TempDir,
}

impl Fixture {
    pub fn sqlite() -> Self {
        let folder = tempfile::tempdir().expect("a folder");
        Self { url: DatabaseUrl::file(folder.path().join("cutri.db")), folder }
    }

    pub fn postgres() -> Self {
        let url = DatabaseUrl::parse(&postgres::server().database()).expect("a URL");
        Self { url, folder: tempfile::tempdir().expect("a folder") }
    }

    pub async fn open(&self) -> Database {
        Database::open(&self.url, 3).await.expect("an empty database opens")
    }
}

/// Runs a test on its own runtime.
pub fn run(fixture: &Fixture, body: impl AsyncFnOnce(&Fixture)) {
    let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(2).enable_all().build();
    runtime.expect("a runtime").block_on(body(fixture));
}

/// Makes of each body a test on SQLite and one on PostgreSQL.
macro_rules! on_both {
    ($(async fn $name:ident($fixture:ident: &Fixture) $body:block)+) => {$(
        mod $name {
            use super::*;
            async fn holds($fixture: &$crate::store::Fixture) $body
            #[test]
            fn on_sqlite() {
                $crate::store::fixture::run(&$crate::store::Fixture::sqlite(), holds);
            }
            #[test]
            fn on_postgres() {
                $crate::store::fixture::run(&$crate::store::Fixture::postgres(), holds);
            }
        }
    )+};
}
pub(crate) use on_both;

pub fn moment(text: &str) -> DateTime<FixedOffset> {
    DateTime::parse_from_rfc3339(text).expect("a moment")
}

/// A snapshot that is being loaded.
pub fn snapshot(id: &str) -> snapshot::Snapshot {
    snapshot::Snapshot {
        snapshot_id: id.to_owned(),
        as_of: "2026-01-20".parse().expect("a day"),
        base: None,
        root: id.to_owned(),
        sequence: 0,
        persons: 0,
        election: r#"{"id":"bầu cử 2026"}"#.to_owned(),
        profile: "{}".to_owned(),
        units: r#"{"provinces":[]}"#.to_owned(),
        quality: "{}".to_owned(),
        counts: "{}".to_owned(),
        loaded_at: moment("2026-01-21T08:00:00.123456+07:00"),
        state: snapshot::State::Loading,
        facts: String::new(),
    }
}

/// A roll that is being derived.
pub fn roll(id: &str) -> roll::Roll {
    roll::Roll {
        roll_id: id.to_owned(),
        snapshot_id: "s1".to_owned(),
        election_id: "2026".to_owned(),
        rule_profile: "2026".to_owned(),
        state: roll::State::Deriving,
        created_at: moment("2026-02-01T00:00:00+07:00"),
        summary: "{}".to_owned(),
    }
}
