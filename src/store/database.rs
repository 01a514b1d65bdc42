//! An open database: connections, transactions, closing.

use super::connecting::{
    CONNECTING, FREE_CONNECTION, OTHER_PROCESS, postgres_pool, probe, sqlite_pool, sqlite_reader,
    sqlite_writer,
};
use super::list::Listed;
use super::memory::Memory;
use super::statement::statements;
use super::transaction::{Row, Value, bound};
use super::unfolded::Unfolded;
use super::url::Address;
use super::{DatabaseUrl, StoreError, Tx, migration};
use sqlx::postgres::PgPool;
use sqlx::sqlite::SqlitePool;
use sqlx::{ConnectOptions, Postgres, Transaction};
use std::sync::Arc;
use std::time::Duration;

/// A load, a derivation or an index takes the time it takes, whatever limit the server or the user has; it waits for its
/// own next rows besides. Set for the transaction alone, so that a pooler may give the connection to somebody else after.
const BEGIN: &str =
    "BEGIN; SET LOCAL statement_timeout = 0; SET LOCAL idle_in_transaction_session_timeout = 0";
/// Reads keep the server's limit of a statement.
const BEGIN_TO_READ: &str = "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY; \
                             SET LOCAL idle_in_transaction_session_timeout = 0";
/// What is decided while it is read takes its time too.
const BEGIN_TO_READ_AT_LENGTH: &str = "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY; \
                                       SET LOCAL statement_timeout = 0; \
                                       SET LOCAL idle_in_transaction_session_timeout = 0";

statements! {
    INTEGRITY_CHECK = Sqlite "database::damage", "Looks whether the file is whole: tables, indexes, free space.",
        "PRAGMA integrity_check(20)";
}

/// An open database.
#[derive(Debug)]
pub struct Database {
    place: String,
    pools: Pools,
    memory: Memory,
}

#[derive(Debug)]
enum Pools {
    /// SQLite has one writer at a time, and readers that see what was committed when they began.
    Sqlite {
        writer: Option<SqlitePool>,
        readers: SqlitePool,
    },
    Postgres {
        pool: PgPool,
        writes: bool,
    },
}

impl Database {
    /// Opens a database for reading and writing, makes the SQLite file if there is none, and brings the schema up to
    /// date. `connections` is how many transactions may be open at once: on PostgreSQL altogether (the workers and one
    /// more), on SQLite for reading, beside the one that writes.
    ///
    /// SQLite runs with a write-ahead log while open, so that workers read one commune while another is written, and
    /// [`Database::close`] folds the log back into the one file. With `synchronous = NORMAL` a loss of power may
    /// undo the last transactions whole, and can damage nothing.
    ///
    /// # Errors
    /// [`StoreError`] if the database cannot be reached or written, refuses the user, is held by another process, is
    /// no database, or has the schema of a later version of this program.
    pub async fn open(url: &DatabaseUrl, connections: u32) -> Result<Self, StoreError> {
        outlast_closing(|| Self::try_open(url, connections)).await
    }

    async fn try_open(url: &DatabaseUrl, connections: u32) -> Result<Self, StoreError> {
        let place = url.to_string();
        let pools = match &url.0 {
            Address::Sqlite(path) => {
                let writer = sqlite_writer(path);
                probe(&writer, &place).await?;
                Pools::Sqlite {
                    writer: Some(sqlite_pool(1, writer)),
                    readers: sqlite_pool(connections, sqlite_reader(path)),
                }
            }
            Address::Postgres(options) => {
                Pools::Postgres { pool: postgres_pool(options, connections, &place).await?, writes: true }
            }
        };
        let database = Self { place, pools, memory: Memory::default() };
        let mut tx = database.read().await?;
        let is_current = migration::version(&mut tx).await? == migration::SCHEMA_VERSION;
        tx.rollback().await?;
        if !is_current {
            database.bring_up_to_date().await?;
        }
        Ok(database)
    }

    /// Brings the schema up to date, if this user may.
    async fn bring_up_to_date(&self) -> Result<(), StoreError> {
        let mut tx = self.begin().await?;
        let applied = match migration::apply(&mut tx, &self.place).await {
            Ok(()) => return tx.commit().await,
            Err(error) => error,
        };
        tx.rollback().await?;
        match applied {
            StoreError::NoRights { .. } => {
                let mut tx = self.read().await?;
                migration::check(&mut tx, &self.place).await?;
                tx.rollback().await
            }
            other => Err(other),
        }
    }

    /// Opens a database that is there, to read it only: nothing is made, changed or brought up to date.
    ///
    /// # Errors
    /// As [`Database::open`]; and [`StoreError::NoDatabase`] if there is none, [`StoreError::OlderSchema`] if its
    /// schema is of an earlier version of this program, [`StoreError::Empty`] if it has none.
    pub async fn open_to_read(url: &DatabaseUrl, connections: u32) -> Result<Self, StoreError> {
        outlast_closing(|| Self::try_open_to_read(url, connections)).await
    }

    async fn try_open_to_read(url: &DatabaseUrl, connections: u32) -> Result<Self, StoreError> {
        let place = url.to_string();
        let pools = match &url.0 {
            Address::Sqlite(path) if !path.exists() => return Err(StoreError::NoDatabase { place }),
            Address::Sqlite(path) => {
                let reader = sqlite_reader(path);
                probe(&reader, &place).await?;
                Pools::Sqlite { writer: None, readers: sqlite_pool(connections, reader) }
            }
            Address::Postgres(options) => {
                Pools::Postgres { pool: postgres_pool(options, connections, &place).await?, writes: false }
            }
        };
        let database = Self { place, pools, memory: Memory::default() };
        let mut tx = database.read().await?;
        migration::check(&mut tx, &database.place).await?;
        tx.rollback().await?;
        Ok(database)
    }

    /// What the database is called, for words: its address without secrets.
    pub fn name(&self) -> &str {
        &self.place
    }

    /// What is remembered of the database while it is open, empty at first: one value of each type.
    pub fn memory<T: Default + Send + Sync + 'static>(&self) -> Arc<T> {
        self.memory.of()
    }

    /// Begins a transaction that may write. SQLite has one such at a time; another waits, so that a task must not
    /// begin a second one while it holds the first.
    ///
    /// # Errors
    /// [`StoreError`] if no connection can be had, another process writes, or the database was opened to read.
    pub async fn begin(&self) -> Result<Tx, StoreError> {
        let begun = match &self.pools {
            Pools::Sqlite { writer: Some(pool), .. } => {
                pool.begin_with("BEGIN IMMEDIATE").await.map(Tx::Sqlite)
            }
            Pools::Postgres { pool, writes: true } => begin_on_server(pool, BEGIN).await.map(Tx::Postgres),
            Pools::Sqlite { writer: None, .. } | Pools::Postgres { writes: false, .. } => {
                return Err(StoreError::ReadOnly {
                    place: self.place.clone(),
                    detail: "it was opened for reading".to_owned(),
                });
            }
        };
        begun.map_err(|error| StoreError::opening(&self.place, &error))
    }

    /// Begins a transaction that may write, and waits so long for others that do, in this process and in others.
    ///
    /// # Errors
    /// [`StoreError::Locked`] if they go on for longer; else as [`Database::begin`].
    pub async fn begin_within(&self, limit: Duration) -> Result<Tx, StoreError> {
        let over = tokio::time::sleep(limit);
        tokio::pin!(over);
        loop {
            let begun = tokio::select! {
                biased;
                begun = self.begin() => begun,
                () = &mut over => return Err(self.busy(limit)),
            };
            match begun {
                Err(StoreError::Locked { .. }) => tokio::select! {
                    biased;
                    () = &mut over => return Err(self.busy(limit)),
                    () = tokio::time::sleep(Duration::from_millis(50)) => {}
                },
                begun => return begun,
            }
        }
    }

    fn busy(&self, limit: Duration) -> StoreError {
        let detail = format!("others wrote for {} seconds", limit.as_secs());
        StoreError::Locked { place: self.place.clone(), detail }
    }

    /// Begins a transaction that only reads, and sees one unchanging state of the database.
    ///
    /// # Errors
    /// [`StoreError`] if no connection can be had.
    pub async fn read(&self) -> Result<Tx, StoreError> {
        self.begin_to_read(BEGIN_TO_READ).await
    }

    /// The same for what is done with each row while the next are read: no limit of the server ends it.
    ///
    /// # Errors
    /// As [`Database::read`].
    pub async fn read_at_length(&self) -> Result<Tx, StoreError> {
        self.begin_to_read(BEGIN_TO_READ_AT_LENGTH).await
    }

    async fn begin_to_read(&self, begin: &'static str) -> Result<Tx, StoreError> {
        let begun = match &self.pools {
            Pools::Sqlite { readers, .. } => readers.begin().await.map(Tx::Sqlite),
            Pools::Postgres { pool, .. } => begin_on_server(pool, begin).await.map(Tx::Postgres),
        };
        begun.map_err(|error| StoreError::opening(&self.place, &error))
    }

    /// What SQLite itself finds wrong with its file: tables, indexes and free space; `None` if nothing, and on a server, whose
    /// pages are its own matter.
    ///
    /// # Errors
    /// [`StoreError`] if the file cannot be read.
    pub async fn damage(&self) -> Result<Option<Vec<String>>, StoreError> {
        let Pools::Sqlite { readers, .. } = &self.pools else { return Ok(None) };
        let checked = sqlx::query_as::<_, (String,)>(INTEGRITY_CHECK.sql).fetch_all(readers).await;
        let found = match checked {
            Ok(found) => found.into_iter().map(|(line,)| line).collect::<Vec<_>>(),
            Err(error) => match StoreError::running(INTEGRITY_CHECK.name, &error) {
                StoreError::Damaged { detail, .. } => vec![detail],
                error => return Err(error),
            },
        };
        Ok((found != ["ok"]).then_some(found))
    }

    /// Runs one statement that only reads, outside any transaction, and gives all its rows.
    pub(super) async fn fetch_alone<R: Row>(
        &self,
        statement: &Listed,
        values: &[Value<'_>],
    ) -> Result<Vec<R>, StoreError> {
        let rows = match &self.pools {
            Pools::Sqlite { readers, .. } => {
                bound!(sqlx::query_as(statement.sqlite.sql), values).fetch_all(readers).await
            }
            Pools::Postgres { pool, .. } => {
                let query = sqlx::query_as(statement.postgres.sql).persistent(false);
                bound!(query, values).fetch_all(pool).await
            }
        };
        rows.map_err(|error| StoreError::running(statement.postgres.name, &error))
    }

    /// Closes the database, once every transaction has ended. A SQLite database is one file afterwards, which can be
    /// moved or read from a folder that cannot be written.
    ///
    /// # Errors
    /// [`Unfolded`] if SQLite's log stays beside the file, because another process still uses it or the disk fails. All
    /// that was committed is kept all the same, so that this is never why a command failed.
    pub async fn close(self) -> Result<(), Unfolded> {
        match self.pools {
            Pools::Postgres { pool, .. } => pool.close().await,
            Pools::Sqlite { writer: None, readers } => readers.close().await,
            Pools::Sqlite { writer: Some(writer), readers } => {
                readers.close().await;
                let folded = fold(&writer).await;
                writer.close().await;
                folded.map_err(|error| Unfolded::of(self.place, &error))?;
            }
        }
        Ok(())
    }
}

/// Opens a SQLite file that another process may be closing: while the log is folded in, SQLite refuses at once, without the
/// wait it was told to allow (<https://www.sqlite.org/wal.html>, "Sometimes Queries Return SQLITE_BUSY In WAL Mode").
async fn outlast_closing<Opening>(open: impl Fn() -> Opening) -> Result<Database, StoreError>
where
    Opening: Future<Output = Result<Database, StoreError>>,
{
    let over = tokio::time::sleep(OTHER_PROCESS);
    tokio::pin!(over);
    loop {
        match open().await {
            Err(locked @ StoreError::Locked { .. }) => tokio::select! {
                biased;
                () = &mut over => return Err(locked),
                () = tokio::time::sleep(Duration::from_millis(50)) => {}
            },
            opened => return opened,
        }
    }
}

/// Begins a transaction on a connection that answers. While this process itself uses all that it may have, it waits for
/// one of these; a server that cannot be reached is told soon, with what it or the network said.
async fn begin_on_server(
    pool: &PgPool,
    begin: &'static str,
) -> Result<Transaction<'static, Postgres>, sqlx::Error> {
    let mut waited = Duration::ZERO;
    loop {
        match pool.begin_with(begin).await {
            Err(sqlx::Error::PoolTimedOut) if is_in_use(pool) && waited < FREE_CONNECTION => {
                waited += CONNECTING
            }
            Err(timed_out @ sqlx::Error::PoolTimedOut) => {
                return Err(pool.connect_options().connect().await.err().unwrap_or(timed_out));
            }
            begun => return begun,
        }
    }
}

/// Whether every connection of a pool is in use.
fn is_in_use(pool: &PgPool) -> bool {
    pool.num_idle() == 0 && pool.size() >= pool.options().get_max_connections()
}

/// Writes the log into the file and leaves the mode that needs one.
async fn fold(writer: &SqlitePool) -> Result<(), sqlx::Error> {
    let mut connection = writer.acquire().await?;
    sqlx::raw_sql("PRAGMA journal_mode = DELETE").execute(&mut *connection).await?;
    Ok(())
}
