//! `complaints.html`: a commune's register of complaints, for the office that keeps the lists.

use super::overview::Head;
use super::table::{Cell, Column, Table};
use super::{Frame, HtmlError};
use crate::changes::{Complaint, ComplaintOutcome, ComplaintState};
use crate::people::AreaCode;
use crate::render::commune_name;
use crate::render::words::Words;
use crate::territory::Commune;
use askama::Template;
use std::collections::BTreeMap;

#[derive(Template)]
#[template(path = "complaints.html", whitespace = "minimize")]
struct RegisterTemplate {
    words: Words,
    head: Head,
    table: Option<Table>,
}

/// The register as a page for the office: it names who complained, and shows three digits of personal numbers. Areas are
/// called by the names given, or else by their codes.
///
/// # Errors
/// [`HtmlError`] if the template fails.
pub fn register(
    frame: &Frame,
    commune: &Commune,
    areas: &BTreeMap<AreaCode, String>,
    complaints: &[Complaint],
) -> Result<String, HtmlError> {
    let words = Words(frame.language);
    let title = format!("{}, {}", words.register(), commune_name(commune));
    let mut head = Head::new(frame, title, Vec::new(), words.register().to_owned());
    head.landscape = true;
    // The register is of its own day, and goes on after the data were taken.
    head.facts.retain(|(label, _)| *label != words.data_as_of());
    let table = (!complaints.is_empty()).then(|| table(areas, complaints, words));
    let template = RegisterTemplate { words, head, table };
    template
        .render()
        .map_err(|source| HtmlError::Template { place: commune.commune_code.to_string(), source })
}

fn table(areas: &BTreeMap<AreaCode, String>, complaints: &[Complaint], words: Words) -> Table {
    let columns = [
        words.complaint_id(),
        words.opened(),
        words.area(),
        words.complainant(),
        words.concerned(),
        words.subject(),
        words.statement(),
        words.due(),
        words.state(),
        words.outcome(),
        words.decision(),
    ];
    let columns = Vec::from(columns.map(Column::text));
    let mut table = Table::new("register", words.register(), columns).with_hidden_caption();
    table.rows = complaints.iter().map(|complaint| row(areas, complaint, words)).collect();
    table
}

fn row(areas: &BTreeMap<AreaCode, String>, complaint: &Complaint, words: Words) -> Vec<Cell> {
    let text = |text: String| Cell::Text(text);
    let area = areas.get(&complaint.area_code).cloned();
    let kind = match complaint.state {
        ComplaintState::Open => "warning",
        ComplaintState::Settled
        | ComplaintState::Sued
        | ComplaintState::Judged
        | ComplaintState::Withdrawn => "information",
    };
    let outcome = |outcome: ComplaintOutcome| words.complaint_outcome(outcome);
    vec![
        Cell::Heading(complaint.complaint_id.clone()),
        Cell::Short(words.0.date(complaint.opened_at.date())),
        text(area.unwrap_or_else(|| complaint.area_code.to_string())),
        text(complaint.complainant.clone()),
        Cell::Short(complaint.personal_id.map_or_else(|| complaint.whom(), |number| number.masked())),
        text(words.complaint_subject(complaint.subject)),
        text(complaint.statement.clone()),
        Cell::Short(words.0.date(complaint.due_on)),
        Cell::Badge { kind, text: words.complaint_state(complaint.state) },
        text(complaint.standing_outcome().map(outcome).unwrap_or_default()),
        text(words.decision_of(complaint)),
    ]
}
