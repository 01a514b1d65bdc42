//! `complaints.csv`: the register of complaints.

use super::{CsvError, write};
use crate::changes::{Complaint, ComplaintOutcome};
use std::io::Write;

/// The columns of `complaints.csv`.
pub const REGISTER_HEADER: [&str; 15] = [
    "complaint_id",
    "area_code",
    "personal_id",
    "subject",
    "complainant",
    "statement",
    "opened_at",
    "opened_by",
    "due_on",
    "state",
    "settled_at",
    "settled_by",
    "outcome",
    "decision",
    "judgment_no",
];

/// Writes `complaints.csv`, an official paper: one row a complaint in the order given, times in ISO 8601, under a byte
/// order mark.
///
/// # Errors
/// [`CsvError`] if the writer fails.
pub fn register<'a>(
    complaints: impl IntoIterator<Item = &'a Complaint>,
    to: impl Write,
) -> Result<(), CsvError> {
    let records = complaints.into_iter().map(|complaint| {
        let time = |at: chrono::NaiveDateTime| at.format("%Y-%m-%dT%H:%M:%S").to_string();
        let optional = |text: &Option<String>| text.clone().unwrap_or_default();
        [
            complaint.complaint_id.clone(),
            complaint.area_code.to_string(),
            complaint.whom(),
            complaint.subject.as_str().to_owned(),
            complaint.complainant.clone(),
            complaint.statement.clone(),
            time(complaint.opened_at),
            complaint.opened_by.clone(),
            complaint.due_on.to_string(),
            complaint.state.as_str().to_owned(),
            complaint.settled_at.map(time).unwrap_or_default(),
            optional(&complaint.settled_by),
            complaint.outcome.map_or("", ComplaintOutcome::as_str).to_owned(),
            optional(&complaint.decision),
            optional(&complaint.judgment_no),
        ]
    });
    write("complaints.csv", REGISTER_HEADER, records, to)
}
