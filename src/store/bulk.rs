//! Many rows at once: binary `COPY` on PostgreSQL, one statement over many rows on SQLite.
//!
//! SQLite is given two values whatever the number of rows: a JSON array of the short columns, and all documents one
//! after another with each row's place in them, so that no document is quoted and read again as JSON. That writes
//! about twice as many rows a second as JSON with the documents in it, or as many rows of `VALUES`.

use super::{Statement, StoreError, Tx};
use sqlx::postgres::PgConnection;
use sqlx::sqlite::SqliteConnection;

/// A cell of a short column.
#[derive(Clone, Copy)]
pub(super) enum Cell<'a> {
    Text(&'a str),
    Integer(i64),
    Null,
}

/// A row: the short columns after the first, which all rows share, and the document, which comes last.
pub(super) struct BulkRow<'a, const N: usize> {
    pub cells: [Cell<'a>; N],
    pub document: &'a str,
}

/// How a row of one kind is written; a plain function, so that a task that writes can move between threads.
pub(super) type Layout<R, const N: usize> = for<'r> fn(&'r R) -> BulkRow<'r, N>;

/// The two ways to fill one table.
pub(super) struct Bulk {
    pub copy: Statement,
    pub insert: Statement,
}

/// Rows of one SQLite statement, and the bytes of documents after which it is cut as well.
const STATEMENT_ROWS: usize = 5_000;
const STATEMENT_BYTES: usize = 4 << 20;
/// Bytes after which a part of a `COPY` is sent, so that the server works while the next is written.
const COPY_BYTES: usize = 256 << 10;

impl Bulk {
    /// Writes rows that share their first column.
    pub(super) async fn write<R: Sync, const N: usize>(
        &self,
        tx: &mut Tx,
        first: &str,
        rows: &[R],
        layout: Layout<R, N>,
    ) -> Result<(), StoreError> {
        match tx {
            _ if rows.is_empty() => Ok(()),
            Tx::Sqlite(transaction) => self.insert(transaction, first, rows, layout).await,
            Tx::Postgres(transaction) => self.copy(transaction, first, rows, layout).await,
        }
    }

    async fn insert<R: Sync, const N: usize>(
        &self,
        connection: &mut SqliteConnection,
        first: &str,
        mut rows: &[R],
        layout: Layout<R, N>,
    ) -> Result<(), StoreError> {
        while !rows.is_empty() {
            let (mut keys, mut documents, mut taken) = (String::from("["), Vec::new(), 0);
            for row in rows.iter().take(STATEMENT_ROWS).map(layout) {
                check(&self.insert, row.document)?;
                push_keys(&mut keys, &row, documents.len());
                documents.extend_from_slice(row.document.as_bytes());
                taken += 1;
                if documents.len() >= STATEMENT_BYTES {
                    break;
                }
            }
            keys.push(']');
            rows = &rows[taken..];
            let query = sqlx::query(self.insert.sql).bind(first).bind(keys).bind(documents);
            let done = query.execute(&mut *connection).await;
            done.map_err(|error| StoreError::running(self.insert.name, &error))?;
        }
        Ok(())
    }

    async fn copy<R: Sync, const N: usize>(
        &self,
        connection: &mut PgConnection,
        first: &str,
        rows: &[R],
        layout: Layout<R, N>,
    ) -> Result<(), StoreError> {
        let failed = |error: sqlx::Error| StoreError::running(self.copy.name, &error);
        let mut copy = connection.copy_in_raw(self.copy.sql).await.map_err(failed)?;
        let mut bytes = Vec::with_capacity(COPY_BYTES + (64 << 10));
        bytes.extend_from_slice(COPY_HEADER);
        for row in rows {
            let row = layout(row);
            check(&self.copy, row.document)?;
            push_tuple(&mut bytes, first, &row);
            if bytes.len() >= COPY_BYTES {
                copy.send(bytes.as_slice()).await.map_err(failed)?;
                bytes.clear();
            }
        }
        bytes.extend_from_slice(COPY_TRAILER);
        copy.send(bytes.as_slice()).await.map_err(failed)?;
        copy.finish().await.map_err(failed)?;
        Ok(())
    }
}

/// A document stands on one line, or pages of documents could not be parted again.
fn check(statement: &Statement, document: &str) -> Result<(), StoreError> {
    let reason = match document {
        "" => "a document is empty",
        text if text.contains('\n') => "a document holds a line break; write it as compact JSON",
        _ => return Ok(()),
    };
    Err(StoreError::Value { statement: statement.name, reason: reason.to_owned() })
}

/// Appends `[cell, …, place of the document from 1, its bytes]`.
fn push_keys<const N: usize>(keys: &mut String, row: &BulkRow<'_, N>, place: usize) {
    keys.push_str(if keys.len() == 1 { "[" } else { ",[" });
    for cell in row.cells {
        match cell {
            Cell::Text(text) => keys.push_str(&serde_json::Value::from(text).to_string()),
            Cell::Integer(integer) => keys.push_str(&integer.to_string()),
            Cell::Null => keys.push_str("null"),
        }
        keys.push(',');
    }
    keys.push_str(&format!("{},{}]", place + 1, row.document.len()));
}

/// The signature, no flags, no extension: <https://www.postgresql.org/docs/current/sql-copy.html>, "Binary Format".
const COPY_HEADER: &[u8] = b"PGCOPY\n\xff\r\n\0\0\0\0\0\0\0\0\0";
/// The count of columns that says there are no more rows.
const COPY_TRAILER: &[u8] = &(-1_i16).to_be_bytes();

fn push_tuple<const N: usize>(bytes: &mut Vec<u8>, first: &str, row: &BulkRow<'_, N>) {
    let columns = i16::try_from(N + 2).expect("a table has a handful of columns");
    bytes.extend_from_slice(&columns.to_be_bytes());
    push_field(bytes, first.as_bytes());
    for cell in row.cells {
        match cell {
            Cell::Text(text) => push_field(bytes, text.as_bytes()),
            Cell::Integer(integer) => push_field(bytes, &integer.to_be_bytes()),
            Cell::Null => bytes.extend_from_slice(&(-1_i32).to_be_bytes()),
        }
    }
    push_field(bytes, row.document.as_bytes());
}

fn push_field(bytes: &mut Vec<u8>, field: &[u8]) {
    let length = i32::try_from(field.len()).expect("a field is far below two gigabytes");
    bytes.extend_from_slice(&length.to_be_bytes());
    bytes.extend_from_slice(field);
}
