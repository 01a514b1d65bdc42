//! The sums of papers of voters: they agree with the marks of the rows, and are told in figures and words.

use super::error::PdfError;
use super::words::{in_figures, in_words};
use crate::people::Sex;
use crate::roll::{Status, Totals};
use crate::territory::{Level, Levels};
use std::borrow::Cow;

/// Refuses sums that do not agree with the standing voters: sex and ballots of each.
///
/// # Errors
/// [`PdfError::Totals`] with the first sum that differs.
pub(super) fn check(
    totals: &Totals,
    standing: impl Iterator<Item = (Sex, Levels)> + Clone,
) -> Result<(), PdfError> {
    let of_sex = |sex| standing.clone().filter(|voter| voter.0 == sex).count();
    let of_level = |level| standing.clone().filter(|voter| voter.1.contains(level)).count();
    let Totals { voters, national, provincial, communal, .. } = totals;
    let sums = [
        ("voters", voters.total, standing.clone().count()),
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

/// The rows of a list that no total counts, whose numbers the last number has all the same.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) struct Uncounted {
    pub(super) marked: u64,
    pub(super) struck: u64,
}

impl Uncounted {
    /// Counts the rows by what became of them.
    pub(super) fn of(statuses: impl Iterator<Item = Status>) -> Self {
        let mut uncounted = Self::default();
        for status in statuses {
            match status {
                Status::Listed => {}
                Status::Marked => uncounted.marked += 1,
                Status::Struck => uncounted.struck += 1,
            }
        }
        uncounted
    }

    /// Why the total is less than the last number; `None` where it is not.
    pub(super) fn sentence<'d>(self) -> Option<Cow<'d, str>> {
        let part =
            |count: u64, what: &str| (count > 0).then(|| format!("{} người {what}", in_figures(count)));
        let parts = [part(self.marked, "bỏ phiếu ở nơi khác"), part(self.struck, "đã xóa tên")];
        let told: Vec<String> = parts.into_iter().flatten().collect();
        (!told.is_empty()).then(|| format!("Không tính {}.", told.join(", ")).into())
    }

    /// The total for the minutes of the vote, and beside it the one with the rows of those who vote elsewhere.
    pub(super) fn minutes<'d>(self, voters: u64) -> Option<Cow<'d, str>> {
        let with = people(voters + self.marked);
        (self.marked > 0).then(|| {
            format!(
                "Tổng số cử tri để ghi biên bản: {}; tính cả người bỏ phiếu ở nơi khác: {with}.",
                people(voters)
            )
            .into()
        })
    }
}

/// A number of people in figures and words.
pub(super) fn people(count: u64) -> String {
    format!("{} người ({} người)", in_figures(count), in_words(count))
}

/// The sums in figures and words.
pub(super) fn sentences<'d>(levels: Levels, totals: &Totals) -> Vec<Cow<'d, str>> {
    let (men, women) = (people(totals.voters.male), people(totals.voters.female));
    let mut lines = vec![
        format!("Tổng số cử tri: {}.", people(totals.voters.total)).into(),
        format!("Trong đó: nam {men}; nữ {women}.").into(),
    ];
    lines.extend(levels.iter().map(|level| Cow::Owned(ballot(level, totals))));
    lines
}

/// How many vote for a body.
fn ballot(level: Level, totals: &Totals) -> String {
    let body = match level {
        Level::National => "Quốc hội",
        Level::Provincial => "Hội đồng nhân dân cấp tỉnh",
        Level::Communal => "Hội đồng nhân dân cấp xã",
    };
    format!("Số cử tri bầu cử đại biểu {body}: {}.", people(totals.ballot(level).total))
}
