//! Files of one document a line.

use super::OutputError;
use crate::lists::ListsError;
use serde::Serialize;
use std::io::Write;

/// Writes documents, each as a line of JSON.
pub(super) fn json<T: Serialize>(
    documents: impl IntoIterator<Item = T>,
    what: &'static str,
    out: &mut dyn Write,
) -> Result<(), OutputError> {
    for document in documents {
        let text = serde_json::to_string(&document).map_err(|_| ListsError::Document { what })?;
        writeln!(out, "{text}").map_err(|source| OutputError::Write { path: "log".into(), source })?;
    }
    Ok(())
}
