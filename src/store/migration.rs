//! The versions of the schema, and the way from an older one to the present one.

use super::statement::statements;
use super::transaction::Value;
use super::{StoreError, Tx};

struct Migration {
    version: i64,
    name: &'static str,
    sqlite: &'static str,
    postgres: &'static str,
}

/// In the order of their versions.
const MIGRATIONS: &[Migration] = &[
    Migration {
        version: 1,
        name: "snapshots_and_rolls",
        sqlite: include_str!("../../migrations/sqlite/0001_snapshots_and_rolls.sql"),
        postgres: include_str!("../../migrations/postgres/0001_snapshots_and_rolls.sql"),
    },
    Migration {
        version: 2,
        name: "posted_lists",
        sqlite: include_str!("../../migrations/sqlite/0002_posted_lists.sql"),
        postgres: include_str!("../../migrations/postgres/0002_posted_lists.sql"),
    },
    Migration {
        version: 3,
        name: "shapes",
        sqlite: include_str!("../../migrations/sqlite/0003_shapes.sql"),
        postgres: include_str!("../../migrations/postgres/0003_shapes.sql"),
    },
    Migration {
        version: 4,
        name: "claims",
        sqlite: include_str!("../../migrations/sqlite/0004_claims.sql"),
        postgres: include_str!("../../migrations/postgres/0004_claims.sql"),
    },
    Migration {
        version: 5,
        name: "roles_and_distribution",
        sqlite: include_str!("../../migrations/sqlite/0005_roles_and_distribution.sql"),
        postgres: include_str!("../../migrations/postgres/0005_roles_and_distribution.sql"),
    },
    Migration {
        version: 6,
        name: "under_digests",
        sqlite: include_str!("../../migrations/sqlite/0006_under_digests.sql"),
        postgres: include_str!("../../migrations/postgres/0006_under_digests.sql"),
    },
    Migration {
        version: 9,
        name: "found_by_name",
        sqlite: include_str!("../../migrations/sqlite/0009_found_by_name.sql"),
        postgres: include_str!("../../migrations/postgres/0009_found_by_name.sql"),
    },
    Migration {
        version: 10,
        name: "pages",
        sqlite: include_str!("../../migrations/sqlite/0010_pages.sql"),
        postgres: include_str!("../../migrations/postgres/0010_pages.sql"),
    },
    Migration {
        version: 11,
        name: "shared_units",
        sqlite: include_str!("../../migrations/sqlite/0011_shared_units.sql"),
        postgres: include_str!("../../migrations/postgres/0011_shared_units.sql"),
    },
];

/// The schema this program reads and writes.
pub const SCHEMA_VERSION: i64 = MIGRATIONS[MIGRATIONS.len() - 1].version;

/// The oldest server on which this program is tested.
const OLDEST_SERVER: i64 = 14;

statements! {
    LOCK = Postgres "migration::lock", "Lets one process at a time bring the schema up to date.",
        "SELECT pg_advisory_xact_lock(7127431205)";
    EXISTS_SQLITE = Sqlite "migration::exists", "Tells whether the database has a schema at all.",
        "SELECT count(*) FROM sqlite_master WHERE type = 'table' AND name = 'schema_version'";
    EXISTS_POSTGRES = Postgres "migration::exists", "Tells whether the database has a schema at all.",
        "SELECT count(*) FROM pg_class \
         WHERE relnamespace = current_schema()::regnamespace AND relname = 'schema_version'";
    SERVER = Postgres "migration::server", "Tells what the server is and how the database keeps text.",
        "SELECT current_setting('server_version_num')::bigint, current_setting('server_version'), \
         current_setting('server_encoding')";
    CREATE = Both "migration::create", "Makes the table of the schema's versions.",
        "CREATE TABLE IF NOT EXISTS schema_version (version bigint NOT NULL PRIMARY KEY, name text NOT NULL)";
    VERSION = Both "migration::version", "Finds the schema's version.",
        "SELECT COALESCE(max(version), 0) FROM schema_version";
    RECORD = Both "migration::record", "Remembers that a version was reached.",
        "INSERT INTO schema_version (version, name) VALUES ($1, $2)";
}

/// The schema's version; 0 in an empty database.
pub(super) async fn version(tx: &mut Tx) -> Result<i64, StoreError> {
    let exists = match tx {
        Tx::Sqlite(_) => &EXISTS_SQLITE,
        Tx::Postgres(_) => &EXISTS_POSTGRES,
    };
    match tx.fetch_optional::<(i64,)>(exists, &[]).await? {
        Some((1..,)) => Ok(tx.fetch_optional(&VERSION, &[]).await?.map_or(0, |(version,)| version)),
        Some(_) | None => Ok(0),
    }
}

/// A server's version as it tells it, and whether this program can use the server and the database.
///
/// # Errors
/// [`StoreError::OldServer`] or [`StoreError::Encoding`] if it cannot; another if the database fails.
pub(super) async fn server(tx: &mut Tx, place: &str) -> Result<String, StoreError> {
    let found: Option<(i64, String, String)> = tx.fetch_optional(&SERVER, &[]).await?;
    let (number, version, encoding) = found.unwrap_or_default();
    let place = || place.to_owned();
    match encoding.as_str() {
        _ if number < OLDEST_SERVER * 10_000 => {
            Err(StoreError::OldServer { place: place(), found: version, needed: OLDEST_SERVER })
        }
        "UTF8" => Ok(version),
        _ => Err(StoreError::Encoding { place: place(), found: encoding }),
    }
}

/// Brings the schema up to date. `place` is for errors.
pub(super) async fn apply(tx: &mut Tx, place: &str) -> Result<(), StoreError> {
    if let Tx::Postgres(_) = tx {
        server(tx, place).await?;
        tx.execute(&LOCK, &[]).await?;
    }
    let found = version(tx).await?;
    if found > SCHEMA_VERSION {
        return Err(StoreError::NewerSchema { place: place.to_owned(), found, known: SCHEMA_VERSION });
    }
    if found == 0 {
        tx.execute(&CREATE, &[]).await?;
    }
    for migration in MIGRATIONS.iter().filter(|migration| migration.version > found) {
        let text = match tx {
            Tx::Sqlite(_) => migration.sqlite,
            Tx::Postgres(_) => migration.postgres,
        };
        tx.run_text(migration.name, text.to_owned()).await?;
        tx.execute(&RECORD, &[Value::Integer(migration.version), Value::Text(migration.name)]).await?;
    }
    Ok(())
}

/// Checks that the schema can be read as it is. `place` is for errors.
pub(super) async fn check(tx: &mut Tx, place: &str) -> Result<(), StoreError> {
    let place = || place.to_owned();
    match version(tx).await? {
        SCHEMA_VERSION => Ok(()),
        // A server's new database has no tables yet; a file without any has lost them, or is another file.
        0 if tx.is_only_writer() => Err(StoreError::Empty { place: place() }),
        found if found > SCHEMA_VERSION => {
            Err(StoreError::NewerSchema { place: place(), found, known: SCHEMA_VERSION })
        }
        found => Err(StoreError::OlderSchema { place: place(), found, needed: SCHEMA_VERSION }),
    }
}
