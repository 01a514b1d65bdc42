//! What a measurement asks of a database: its version, its size, the process that answers.

use super::statement::statements;
use super::time::count;
use super::{StoreError, Tx};

statements! {
    VERSION_POSTGRES = Postgres "measure::version", "Tells the server's version.",
        "SELECT 'PostgreSQL ' || current_setting('server_version')";
    VERSION_SQLITE = Sqlite "measure::version", "Tells the library's version.",
        "SELECT 'SQLite ' || sqlite_version()";
    SIZE_POSTGRES = Postgres "measure::size", "Tells how many bytes the database has on disk.",
        "SELECT pg_database_size(current_database())";
    SIZE_SQLITE = Sqlite "measure::size", "Tells how many bytes the database has on disk.",
        "SELECT page_count * page_size FROM pragma_page_count(), pragma_page_size()";
    BACKEND = Postgres "measure::backend", "Tells the server's process that answers.",
        "SELECT pg_backend_pid()::bigint";
}

/// The name and version of the database's software.
///
/// # Errors
/// [`StoreError`] if the database fails.
pub async fn version(tx: &mut Tx) -> Result<String, StoreError> {
    let statement = match tx {
        Tx::Sqlite(_) => &VERSION_SQLITE,
        Tx::Postgres(_) => &VERSION_POSTGRES,
    };
    Ok(tx.fetch_optional(statement, &[]).await?.map_or_else(String::new, |(version,)| version))
}

/// The bytes of the database on disk, those of a SQLite file's log left out.
///
/// # Errors
/// [`StoreError`] if the database fails.
pub async fn size(tx: &mut Tx) -> Result<u64, StoreError> {
    let statement = match tx {
        Tx::Sqlite(_) => &SIZE_SQLITE,
        Tx::Postgres(_) => &SIZE_POSTGRES,
    };
    let size = tx.fetch_optional(statement, &[]).await?.map_or(0, |(size,)| size);
    count(statement.name, size)
}

/// The id of the server's process that answers, on the server's machine; `None` on SQLite, which has none.
///
/// # Errors
/// [`StoreError`] if the database fails.
pub async fn backend(tx: &mut Tx) -> Result<Option<u32>, StoreError> {
    match tx {
        Tx::Sqlite(_) => Ok(None),
        Tx::Postgres(_) => {
            let id: Option<(i64,)> = tx.fetch_optional(&BACKEND, &[]).await?;
            Ok(id.and_then(|(id,)| u32::try_from(id).ok()))
        }
    }
}
