//! A transaction on either database, and the three ways to run a statement in it.
//!
//! On a server no statement is prepared to be kept: a pooler that gives the next transaction another session would not find
//! it there, or find another's of the same name (<https://www.pgbouncer.org/features.html>).

use super::time::unreadable;
use super::{Statement, StoreError, traffic};
use futures_util::TryStreamExt;
use sqlx::postgres::{PgConnection, PgRow};
use sqlx::sqlite::SqliteRow;
use sqlx::{Postgres, Row as _, Sqlite, Transaction};

/// A transaction. Dropped without [`Tx::commit`], it leaves nothing.
#[derive(Debug)]
pub enum Tx {
    /// On a SQLite file.
    Sqlite(Transaction<'static, Sqlite>),
    /// On a PostgreSQL server.
    Postgres(Transaction<'static, Postgres>),
}

/// A value of a statement.
#[derive(Clone, Copy)]
pub(super) enum Value<'a> {
    Text(&'a str),
    OptionalText(Option<&'a str>),
    Integer(i64),
}

/// A row that both databases can give.
pub(super) trait Row:
    for<'r> sqlx::FromRow<'r, SqliteRow> + for<'r> sqlx::FromRow<'r, PgRow> + Send + Unpin
{
}

impl<R> Row for R where
    R: for<'r> sqlx::FromRow<'r, SqliteRow> + for<'r> sqlx::FromRow<'r, PgRow> + Send + Unpin
{
}

/// Binds values to a query of whichever database.
macro_rules! bound {
    ($query:expr, $values:expr) => {{
        let mut query = $query;
        for value in $values {
            query = match *value {
                Value::Text(text) => query.bind(text),
                Value::OptionalText(text) => query.bind(text),
                Value::Integer(integer) => query.bind(integer),
            };
        }
        query
    }};
}
pub(super) use bound;

/// Runs a statement that gives rows of one text on a server, and gives each to `take` as it comes.
pub(super) async fn stream_texts(
    connection: &mut PgConnection,
    statement: &Statement,
    values: &[Value<'_>],
    mut take: impl FnMut(&str) -> Result<(), StoreError>,
) -> Result<(), StoreError> {
    let failed = |error: sqlx::Error| StoreError::running(statement.name, &error);
    let query = sqlx::query(statement.sql).persistent(false);
    let mut rows = bound!(query, values).fetch(connection);
    let mut texts = 0;
    while let Some(row) = rows.try_next().await.map_err(failed)? {
        let value = row.try_get_raw(0).map_err(failed)?;
        // Of millions of texts it is worth to check each the quick way.
        let text = value.as_bytes().ok().and_then(|bytes| simdutf8::basic::from_utf8(bytes).ok());
        take(text.ok_or_else(|| unreadable(statement.name, "a row holds no text"))?)?;
        texts += 1;
    }
    traffic::read(statement, texts);
    Ok(())
}

impl Tx {
    /// Whether no other transaction can write while this one is open.
    pub fn is_only_writer(&self) -> bool {
        matches!(self, Self::Sqlite(_))
    }

    /// Makes everything done in the transaction last.
    ///
    /// # Errors
    /// [`StoreError::CommitUnknown`] if the connection was lost on the way, so that nobody knows whether it was done; another
    /// [`StoreError`] if the database cannot, and then nothing was done.
    pub async fn commit(self) -> Result<(), StoreError> {
        fail_point!("commit.begins");
        let result = match self {
            Self::Sqlite(transaction) => transaction.commit().await,
            Self::Postgres(transaction) => transaction.commit().await,
        };
        result.map_err(|error| StoreError::committing(&error))?;
        fail_point!("commit.done");
        Ok(())
    }

    /// Undoes everything done in the transaction.
    ///
    /// # Errors
    /// [`StoreError`] if the database cannot be reached; then too, nothing was done.
    pub async fn rollback(self) -> Result<(), StoreError> {
        let result = match self {
            Self::Sqlite(transaction) => transaction.rollback().await,
            Self::Postgres(transaction) => transaction.rollback().await,
        };
        result.map_err(|error| StoreError::running("rollback", &error))
    }

    /// Runs a statement and tells how many rows it changed.
    pub(super) async fn execute(
        &mut self,
        statement: &Statement,
        values: &[Value<'_>],
    ) -> Result<u64, StoreError> {
        let result = match self {
            Self::Sqlite(transaction) => bound!(sqlx::query(statement.sql), values)
                .execute(&mut **transaction)
                .await
                .map(|done| done.rows_affected()),
            Self::Postgres(transaction) => bound!(sqlx::query(statement.sql).persistent(false), values)
                .execute(&mut **transaction)
                .await
                .map(|done| done.rows_affected()),
        };
        let rows = result.map_err(|error| StoreError::running(statement.name, &error))?;
        traffic::wrote(statement, rows);
        Ok(rows)
    }

    /// Runs a statement and gives all its rows.
    pub(super) async fn fetch<R: Row>(
        &mut self,
        statement: &Statement,
        values: &[Value<'_>],
    ) -> Result<Vec<R>, StoreError> {
        let rows = self.rows(statement, values).await?;
        traffic::read(statement, rows.len());
        Ok(rows)
    }

    /// Runs a statement and gives all its rows, and leaves it to the caller to tell how much was read.
    pub(super) async fn rows<R: Row>(
        &mut self,
        statement: &Statement,
        values: &[Value<'_>],
    ) -> Result<Vec<R>, StoreError> {
        let result = match self {
            Self::Sqlite(transaction) => {
                bound!(sqlx::query_as(statement.sql), values).fetch_all(&mut **transaction).await
            }
            Self::Postgres(transaction) => {
                let query = sqlx::query_as(statement.sql).persistent(false);
                bound!(query, values).fetch_all(&mut **transaction).await
            }
        };
        result.map_err(|error| StoreError::running(statement.name, &error))
    }

    /// Runs a statement that gives one row at most.
    pub(super) async fn fetch_optional<R: Row>(
        &mut self,
        statement: &Statement,
        values: &[Value<'_>],
    ) -> Result<Option<R>, StoreError> {
        Ok(self.fetch(statement, values).await?.pop())
    }

    /// Runs a text of several statements, or one that cannot hold values.
    pub(super) async fn run_text(&mut self, name: &'static str, text: String) -> Result<(), StoreError> {
        let query = sqlx::raw_sql(sqlx::AssertSqlSafe(text));
        let result = match self {
            Self::Sqlite(transaction) => query.execute(&mut **transaction).await.map(drop),
            Self::Postgres(transaction) => query.execute(&mut **transaction).await.map(drop),
        };
        result.map_err(|error| StoreError::running(name, &error))
    }
}
