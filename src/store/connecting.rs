//! How connections are made: what SQLite and a server are told, and how many there may be.

use super::StoreError;
use sqlx::postgres::{PgConnectOptions, PgPool, PgPoolOptions};
use sqlx::sqlite::{
    SqliteConnectOptions, SqliteJournalMode, SqlitePool, SqlitePoolOptions, SqliteSynchronous,
};
use sqlx::{ConnectOptions, Connection};
use std::path::Path;
use std::time::Duration;

/// How long a connection to a server may take, before the server is away.
pub(super) const CONNECTING: Duration = Duration::from_secs(5);
/// How long a connection that was given back is taken to be alive.
const UNASKED: Duration = Duration::from_secs(1);
/// Bytes of a SQLite page. A quarter of it holds a dossier whole, so that no dossier spills to a page of its own.
const PAGE_SIZE: u32 = 16_384;
/// SQLite's page caches, in KiB (negative means KiB).
const WRITER_CACHE: &str = "-65536";
const READER_CACHE: &str = "-8192";
/// How long a transaction waits for a connection of this process to come free: longer than any honest load.
pub(super) const FREE_CONNECTION: Duration = Duration::from_secs(3600);
/// How long SQLite waits for another process before it gives up.
pub(super) const OTHER_PROCESS: Duration = Duration::from_secs(5);

/// Opens one connection and closes it: the pools would try again and again, and tell only that time ran out.
pub(super) async fn probe<O>(options: &O, place: &str) -> Result<(), StoreError>
where
    O: ConnectOptions,
    O::Connection: Sized,
{
    let opened = options.connect().await.map_err(|error| StoreError::opening(place, &error))?;
    opened.close().await.map_err(|error| StoreError::opening(place, &error))
}

pub(super) fn sqlite_writer(path: &Path) -> SqliteConnectOptions {
    SqliteConnectOptions::new()
        .filename(path)
        .create_if_missing(true)
        .page_size(PAGE_SIZE)
        .journal_mode(SqliteJournalMode::Wal)
        .synchronous(SqliteSynchronous::Normal)
        .pragma("cache_size", WRITER_CACHE)
        .busy_timeout(OTHER_PROCESS)
        .disable_statement_logging()
}

/// Reads only, yet opens the file to write where this user may: what a killed process had half written must be rolled back
/// before anybody can read (<https://www.sqlite.org/lockingv3.html>, "hot journals").
pub(super) fn sqlite_reader(path: &Path) -> SqliteConnectOptions {
    SqliteConnectOptions::new()
        .filename(path)
        .create_if_missing(false)
        .pragma("query_only", "ON")
        .pragma("cache_size", READER_CACHE)
        .busy_timeout(OTHER_PROCESS)
        .disable_statement_logging()
}

pub(super) fn sqlite_pool(connections: u32, options: SqliteConnectOptions) -> SqlitePool {
    SqlitePoolOptions::new()
        .max_connections(connections.max(1))
        .acquire_timeout(FREE_CONNECTION)
        .idle_timeout(None)
        .max_lifetime(None)
        .test_before_acquire(false)
        .connect_lazy_with(options)
}

pub(super) async fn postgres_pool(
    options: &PgConnectOptions,
    connections: u32,
    place: &str,
) -> Result<PgPool, StoreError> {
    // A pooler refuses settings that it cannot keep apart: <https://www.pgbouncer.org/config.html>.
    let options =
        options.clone().application_name("cutri").extra_float_digits(None).disable_statement_logging();
    probe(&options, place).await?;
    Ok(PgPoolOptions::new()
        .max_connections(connections.max(1))
        .acquire_timeout(CONNECTING)
        // After a restart every idle connection is dead; it is asked before it is used, and replaced. One that was used a
        // moment ago is not: asking would cost as much as a look-up.
        .test_before_acquire(false)
        .before_acquire(|connection, state| {
            Box::pin(async move {
                if state.idle_for > UNASKED {
                    connection.ping().await?;
                }
                Ok(true)
            })
        })
        .connect_lazy_with(options))
}
