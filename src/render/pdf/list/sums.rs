//! The last row of a list.

use super::super::table::TotalRow;
use super::super::words::in_figures;
use super::fields::Field;
use crate::roll::Totals;

/// "Tổng số" under the names, and the sums under sexes and ballots.
pub(super) fn row(fields: &[Field], totals: &Totals) -> TotalRow {
    let count = |field: &Field| match field {
        Field::Male => Some(totals.voters.male),
        Field::Female => Some(totals.voters.female),
        Field::Ballot(level) => Some(totals.ballot(*level).total),
        Field::Number
        | Field::Name
        | Field::BirthDate
        | Field::PersonalId
        | Field::Ethnicity
        | Field::Occupation
        | Field::Permanent
        | Field::Temporary
        | Field::Remark
        | Field::Sex
        | Field::Residence
        | Field::Ballots => None,
    };
    TotalRow {
        title: format!("Tổng số: {}", in_figures(totals.voters.total)),
        span: fields.iter().take_while(|field| count(field).is_none()).count(),
        cells: fields.iter().map(|field| count(field).map(in_figures)).collect(),
    }
}
