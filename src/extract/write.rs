//! `rejects.csv` and `findings.csv`.

use super::book::{Findings, Rejects};
use super::error::ExtractError;
use crate::people::CommuneCode;
use std::io::{self, Write};

/// The columns of `rejects.csv`.
pub const REJECTS_HEADER: [&str; 6] = ["file", "line", "column", "value", "rule", "message"];

/// The columns of `findings.csv`.
pub const FINDINGS_HEADER: [&str; 8] =
    ["rule", "severity", "commune_code", "file", "line", "subject", "value", "message"];

/// Writes `rejects.csv` to `out`.
///
/// # Errors
/// [`ExtractError`] if the scratch folder fails or `out` cannot be written.
pub fn write_rejects(rejects: &mut Rejects, out: impl Write) -> Result<(), ExtractError> {
    let fault = |error| unwritable("rejects.csv", error);
    let mut csv = csv::Writer::from_writer(out);
    csv.write_record(REJECTS_HEADER).map_err(fault)?;
    for reject in rejects.iter()? {
        let reject = reject?;
        let line = reject.line.to_string();
        let cells = [&reject.file, &line, reject.column, &reject.value, &reject.rule, &reject.message];
        csv.write_record(cells).map_err(fault)?;
    }
    csv.flush().map_err(|source| ExtractError::Unwritable { what: "rejects.csv", source })
}

/// Writes `findings.csv` to `out`.
///
/// # Errors
/// [`ExtractError`] if the scratch folder fails or `out` cannot be written.
pub fn write_findings(findings: &mut Findings, out: impl Write) -> Result<(), ExtractError> {
    let fault = |error| unwritable("findings.csv", error);
    let mut csv = csv::Writer::from_writer(out);
    csv.write_record(FINDINGS_HEADER).map_err(fault)?;
    for finding in findings.iter()? {
        let finding = finding?;
        let line = finding.line.map(|line| line.to_string()).unwrap_or_default();
        let cells = [
            finding.rule.as_str(),
            finding.severity().as_str(),
            finding.commune_code.as_ref().map_or("", CommuneCode::as_str),
            &finding.file,
            &line,
            &finding.subject,
            &finding.value,
            &finding.message(),
        ];
        csv.write_record(cells).map_err(fault)?;
    }
    csv.flush().map_err(|source| ExtractError::Unwritable { what: "findings.csv", source })
}

fn unwritable(what: &'static str, error: csv::Error) -> ExtractError {
    let source = match error.into_kind() {
        csv::ErrorKind::Io(source) => source,
        other => io::Error::other(format!("{other:?}")),
    };
    ExtractError::Unwritable { what, source }
}
