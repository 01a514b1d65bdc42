//! Files of one document a line.

use super::OutputError;
use std::io::Write;

/// Writes a line.
pub(super) fn line(out: &mut dyn Write, text: &str) -> Result<(), OutputError> {
    let written = out.write_all(text.as_bytes()).and_then(|()| out.write_all(b"\n"));
    written.map_err(|source| OutputError::Write { path: "log".into(), source })
}
