//! Many rows at once: binary `COPY` on PostgreSQL, one statement over many rows on SQLite.
//!
//! SQLite is given two values whatever the number of rows: a JSON array of the short columns, and all documents one
//! after another with each row's place in them, so that no document is quoted and read again as JSON. That writes
//! about twice as many rows a second as JSON with the documents in it, or as many rows of `VALUES`.

use super::{Statement, StoreError, Tx, traffic};
use sqlx::postgres::PgConnection;
use sqlx::sqlite::SqliteConnection;

/// A cell of a short column.
#[derive(Clone, Copy)]
pub(super) enum Cell<'a> {
    Text(&'a str),
    Integer(i64),
    Null,
}

/// A row.
pub(super) trait BulkRow<const N: usize>: Sync {
    /// The short columns after the first, which all rows share.
    fn cells(&self) -> [Cell<'_>; N];
    /// Appends the document, which comes last: JSON on one line.
    fn write_document(&self, out: &mut Vec<u8>) -> serde_json::Result<()>;
}

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
    pub(super) async fn write<R: BulkRow<N>, const N: usize>(
        &self,
        tx: &mut Tx,
        first: &str,
        rows: &[R],
    ) -> Result<(), StoreError> {
        match tx {
            _ if rows.is_empty() => Ok(()),
            Tx::Sqlite(transaction) => self.insert(transaction, first, rows).await,
            Tx::Postgres(transaction) => self.copy(transaction, first, rows).await,
        }
    }

    async fn insert<R: BulkRow<N>, const N: usize>(
        &self,
        connection: &mut SqliteConnection,
        first: &str,
        mut rows: &[R],
    ) -> Result<(), StoreError> {
        while !rows.is_empty() {
            let (mut keys, mut documents, mut taken) = (String::from("["), Vec::new(), 0);
            for row in rows.iter().take(STATEMENT_ROWS) {
                let start = documents.len();
                push_document(&self.insert, row, &mut documents)?;
                push_keys(&mut keys, row.cells(), start, documents.len());
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
            traffic::wrote(&self.insert, taken as u64);
        }
        Ok(())
    }

    async fn copy<R: BulkRow<N>, const N: usize>(
        &self,
        connection: &mut PgConnection,
        first: &str,
        rows: &[R],
    ) -> Result<(), StoreError> {
        let failed = |error: sqlx::Error| StoreError::running(self.copy.name, &error);
        let mut copy = connection.copy_in_raw(self.copy.sql).await.map_err(failed)?;
        let mut bytes = Vec::with_capacity(COPY_BYTES + (64 << 10));
        bytes.extend_from_slice(COPY_HEADER);
        for row in rows {
            if let Err(unwritable) = push_tuple(&self.copy, first, row, &mut bytes) {
                // The server waits for more rows otherwise.
                copy.abort("a document cannot be written").await.map_err(failed)?;
                return Err(unwritable);
            }
            if bytes.len() >= COPY_BYTES {
                copy.send(bytes.as_slice()).await.map_err(failed)?;
                bytes.clear();
            }
        }
        bytes.extend_from_slice(COPY_TRAILER);
        copy.send(bytes.as_slice()).await.map_err(failed)?;
        copy.finish().await.map_err(failed)?;
        traffic::wrote(&self.copy, rows.len() as u64);
        Ok(())
    }
}

/// Appends a row's document. It stands on one line, or pages of documents could not be parted again.
fn push_document<R: BulkRow<N>, const N: usize>(
    statement: &Statement,
    row: &R,
    out: &mut Vec<u8>,
) -> Result<(), StoreError> {
    let start = out.len();
    let reason = match row.write_document(out) {
        Err(_) => "a document cannot be written as JSON",
        Ok(()) if out.len() == start => "a document is empty",
        Ok(()) if out[start..].contains(&b'\n') => "a document holds a line break; write it as compact JSON",
        Ok(()) => return Ok(()),
    };
    Err(StoreError::Value { statement: statement.name, reason: reason.to_owned() })
}

/// Appends `[cell, …, place of the document from 1, its bytes]`.
fn push_keys<const N: usize>(keys: &mut String, cells: [Cell<'_>; N], start: usize, end: usize) {
    keys.push_str(if keys.len() == 1 { "[" } else { ",[" });
    for cell in cells {
        match cell {
            Cell::Text(text) => keys.push_str(&serde_json::Value::from(text).to_string()),
            Cell::Integer(integer) => keys.push_str(&integer.to_string()),
            Cell::Null => keys.push_str("null"),
        }
        keys.push(',');
    }
    keys.push_str(&format!("{},{}]", start + 1, end - start));
}

/// The signature, no flags, no extension: <https://www.postgresql.org/docs/current/sql-copy.html>, "Binary Format".
const COPY_HEADER: &[u8] = b"PGCOPY\n\xff\r\n\0\0\0\0\0\0\0\0\0";
/// The count of columns that says there are no more rows.
const COPY_TRAILER: &[u8] = &(-1_i16).to_be_bytes();

fn push_tuple<R: BulkRow<N>, const N: usize>(
    statement: &Statement,
    first: &str,
    row: &R,
    bytes: &mut Vec<u8>,
) -> Result<(), StoreError> {
    let columns = i16::try_from(N + 2).expect("a table has a handful of columns");
    bytes.extend_from_slice(&columns.to_be_bytes());
    push_field(bytes, first.as_bytes());
    for cell in row.cells() {
        match cell {
            Cell::Text(text) => push_field(bytes, text.as_bytes()),
            Cell::Integer(integer) => push_field(bytes, &integer.to_be_bytes()),
            Cell::Null => bytes.extend_from_slice(&(-1_i32).to_be_bytes()),
        }
    }
    let length_at = bytes.len();
    bytes.extend_from_slice(&[0; 4]);
    push_document(statement, row, bytes)?;
    let length = field_length(bytes.len() - length_at - 4);
    bytes[length_at..length_at + 4].copy_from_slice(&length);
    Ok(())
}

fn push_field(bytes: &mut Vec<u8>, field: &[u8]) {
    bytes.extend_from_slice(&field_length(field.len()));
    bytes.extend_from_slice(field);
}

fn field_length(bytes: usize) -> [u8; 4] {
    i32::try_from(bytes).expect("a field is far below two gigabytes").to_be_bytes()
}
