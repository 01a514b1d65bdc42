//! The sums of a list: they agree with the marks of the rows, and are told under the columns and in words.

use super::super::document::{ListDocument, ListRow};
use super::super::error::PdfError;
use super::super::table::TotalRow;
use super::super::words::{in_figures, in_words};
use super::fields::Field;
use crate::people::Sex;
use crate::roll::{Status, Totals};
use crate::territory::{Level, Levels};
use std::borrow::Cow;

/// Refuses a document whose sums do not agree with the marks of its rows.
///
/// # Errors
/// [`PdfError::Totals`] with the first sum that differs.
pub(super) fn check(document: &ListDocument<'_>) -> Result<(), PdfError> {
    let listed = || document.rows.iter().filter(|row| row.status == Status::Listed);
    let of_sex = |sex| listed().filter(|row: &&ListRow<'_>| row.sex == sex).count();
    let of_level = |level| listed().filter(|row: &&ListRow<'_>| row.ballots.contains(level)).count();
    let Totals { voters, national, provincial, communal, .. } = &document.totals;
    let sums = [
        ("voters", voters.total, listed().count()),
        ("men", voters.male, of_sex(Sex::Male)),
        ("women", voters.female, of_sex(Sex::Female)),
        ("voters for the National Assembly", national.total, of_level(Level::National)),
        ("voters for the provincial council", provincial.total, of_level(Level::Provincial)),
        ("voters for the communal council", communal.total, of_level(Level::Communal)),
    ];
    for (what, given, counted) in sums {
        let counted = counted as u64;
        if given != counted {
            return Err(PdfError::Totals { what, given, counted });
        }
    }
    Ok(())
}

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

/// The sums in figures and words.
pub(super) fn sentences<'d>(levels: Levels, totals: &Totals) -> Vec<Cow<'d, str>> {
    let said = |count: u64| format!("{} người ({} người)", in_figures(count), in_words(count));
    let mut lines = vec![
        format!("Tổng số cử tri: {}.", said(totals.voters.total)).into(),
        format!("Trong đó: nam {}; nữ {}.", said(totals.voters.male), said(totals.voters.female)).into(),
    ];
    for level in levels.iter() {
        let body = match level {
            Level::National => "Quốc hội",
            Level::Provincial => "Hội đồng nhân dân cấp tỉnh",
            Level::Communal => "Hội đồng nhân dân cấp xã",
        };
        lines.push(format!("Số cử tri bầu cử đại biểu {body}: {}.", said(totals.ballot(level).total)).into());
    }
    lines
}
