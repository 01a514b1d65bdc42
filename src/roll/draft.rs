//! What a row prints under the forms of `2026-draft`, read before the Council's were at hand: the occupation, and both
//! residences side by side. Rolls posted with them are carried on as they were.

use super::print::{self, PrintedColumns, Printing};
use crate::law::{Decision, Rule, permanent_residence};
use crate::people::{PartialDate, Residence, ResidenceKind};
use chrono::{Datelike, NaiveDate};

/// The occupation of every serviceman: no unit's name is printed.
const ARMED_FORCES: &str = "lực lượng vũ trang";

/// What the row says in the columns of the drafts.
pub(super) fn columns(printing: &Printing<'_>) -> PrintedColumns {
    let Printing { facts, terms, area, .. } = *printing;
    if is_serviceman(printing) {
        return PrintedColumns {
            occupation: Some(ARMED_FORCES.into()),
            permanent_residence: Some(print::commune_name(terms.territory, &area.commune_code).into()),
            remarks: remarks(printing),
            ..PrintedColumns::default()
        };
    }
    let words = |home: &Residence| print::address(terms.territory, home, &area.commune_code);
    let permanent = permanent_residence(facts, terms);
    PrintedColumns {
        occupation: facts.person.occupation.clone(),
        permanent_residence: permanent.map(words),
        temporary_residence: other_residence(printing).map(words),
        current_place: None,
        remarks: remarks(printing),
    }
}

fn is_serviceman(printing: &Printing<'_>) -> bool {
    let Decision { rule, also, .. } = printing.decision;
    rule.is_of_service() || also.iter().any(|rule| rule.is_of_service())
}

/// The temporary or current residence that decides.
fn other_residence<'a>(printing: &Printing<'a>) -> Option<&'a Residence> {
    let mut rows = printing.decision.residences(printing.facts);
    rows.find(|row| matches!(row.kind, ResidenceKind::Temporary | ResidenceKind::Current))
}

fn remarks(printing: &Printing<'_>) -> Vec<Box<str>> {
    let decision = printing.decision;
    if let Some(mark) = printing.mark {
        return vec![mark.as_str().into()];
    }
    if decision.rule == Rule::R8 {
        return vec!["Bỏ phiếu theo Giấy chứng nhận cử tri".into()];
    }
    let since = decision.temporary_since.map(|since| {
        format!("Tạm trú từ {}", since_words(since, printing.terms.election.election_day)).into()
    });
    since.into_iter().chain(printing.custody_remark()).collect()
}

/// The date a temporary residence began; of years before the election's, the year only.
fn since_words(since: PartialDate, election_day: NaiveDate) -> String {
    if since.year() < election_day.year() { format!("năm {:04}", since.year()) } else { since.printed() }
}
