//! What statements read and write, told to whoever listens at the level of traces: a log in need, and tests that count rows.
//! Names and counts only.

use super::Statement;

/// Tells that a statement read rows.
pub(super) fn read(statement: &Statement, rows: usize) {
    tracing::trace!(statement = statement.name, read = rows, "ran");
}

/// Tells that a statement read a page of documents, each on a line.
pub(super) fn read_documents(statement: &Statement, page: Option<&str>) {
    if tracing::enabled!(tracing::Level::TRACE) {
        read(statement, page.map_or(0, |text| text.split('\n').count()));
    }
}

/// Tells that a statement wrote or deleted rows.
pub(super) fn wrote(statement: &Statement, rows: u64) {
    tracing::trace!(statement = statement.name, wrote = rows, "ran");
}
