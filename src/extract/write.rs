//! `rejects.csv` and `findings.csv`.

use super::book::{Findings, Rejects, TOLD_MAX, Untold};
use super::error::ExtractError;
use super::finding::FindingRule;
use crate::people::{CommuneCode, PersonalNumber, SPREADSHEET_MARK, inert};
use std::collections::BTreeMap;
use std::io::{self, Write};

/// The columns of `rejects.csv`.
pub const REJECTS_HEADER: [&str; 9] =
    ["file", "line", "personal_id", "commune_code", "column", "value", "rule", "message", "row"];

/// The columns of `findings.csv`.
pub const FINDINGS_HEADER: [&str; 8] =
    ["rule", "severity", "commune_code", "file", "line", "subject", "value", "message"];

/// The rule of a line that counts what is not told row by row.
const UNTOLD: &str = "not_told";

fn untold_message() -> String {
    format!(
        "Số dòng còn lại, không liệt kê ở đây: chỉ {TOLD_MAX} dòng đầu được liệt kê. / \
         How many more there are: the first {TOLD_MAX} alone are told one by one."
    )
}

/// Writes `rejects.csv` to `out`; behind so many of a file, one line counts the rest.
///
/// # Errors
/// [`ExtractError`] if the scratch folder fails or `out` cannot be written.
pub fn write_rejects(rejects: &mut Rejects, mut out: impl Write) -> Result<(), ExtractError> {
    let fault = |error| unwritable("rejects.csv", error);
    out.write_all(SPREADSHEET_MARK.as_bytes()).map_err(|source| fault(source.into()))?;
    let mut csv = csv::Writer::from_writer(out);
    csv.write_record(REJECTS_HEADER).map_err(fault)?;
    for reject in rejects.iter()? {
        let reject = reject?;
        let line = reject.line.to_string();
        let cells: [&str; 9] = [
            &reject.file,
            &line,
            reject.personal_id.as_ref().map_or("", PersonalNumber::as_str),
            reject.commune_code.as_ref().map_or("", CommuneCode::as_str),
            reject.column,
            &reject.value,
            &reject.rule,
            &reject.message,
            &reject.row,
        ];
        csv.write_record(cells.map(inert)).map_err(fault)?;
    }
    for Untold { file, rows } in rejects.untold() {
        let rows = rows.to_string();
        let cells = [file.as_str(), "", "", "", "", &rows, UNTOLD, &untold_message(), ""];
        csv.write_record(cells.map(inert)).map_err(fault)?;
    }
    csv.flush().map_err(|source| ExtractError::Unwritable { what: "rejects.csv", source })
}

/// Writes `findings.csv` to `out`; behind so many of a file and rule, one line counts the rest.
///
/// # Errors
/// [`ExtractError`] if the scratch folder fails or `out` cannot be written.
pub fn write_findings(findings: &mut Findings, mut out: impl Write) -> Result<(), ExtractError> {
    let fault = |error| unwritable("findings.csv", error);
    out.write_all(SPREADSHEET_MARK.as_bytes()).map_err(|source| fault(source.into()))?;
    let mut csv = csv::Writer::from_writer(out);
    csv.write_record(FINDINGS_HEADER).map_err(fault)?;
    let mut told: BTreeMap<(FindingRule, String), u64> = BTreeMap::new();
    for finding in findings.iter()? {
        let finding = finding?;
        let count = told.entry((finding.rule, finding.file.clone())).or_default();
        *count += 1;
        if *count > TOLD_MAX {
            continue;
        }
        let line = finding.line.map(|line| line.to_string()).unwrap_or_default();
        let message = finding.message();
        let cells: [&str; 8] = [
            finding.rule.as_str(),
            finding.severity().as_str(),
            finding.commune_code.as_ref().map_or("", CommuneCode::as_str),
            &finding.file,
            &line,
            &finding.subject,
            &finding.value,
            &message,
        ];
        csv.write_record(cells.map(inert)).map_err(fault)?;
    }
    for ((rule, file), count) in told.into_iter().filter(|(_, count)| *count > TOLD_MAX) {
        let more = (count - TOLD_MAX).to_string();
        let severity = rule.severity().as_str();
        let cells = [rule.as_str(), severity, "", &file, "", UNTOLD, &more, &untold_message()];
        csv.write_record(cells.map(inert)).map_err(fault)?;
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
