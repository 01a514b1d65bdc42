//! "Not here" and declared absence (Circular 21/2025 Art. 10): P7.

use super::case::Case;
use super::choice::{self, Wished};
use super::decision::{FactReference, FactTable, Reason};
use crate::people::{CommuneCode, WishKind};

/// Why the person does not vote at a place in a commune, and the fact that says so.
pub(super) type Blocked = (Reason, FactReference);

/// Whether the person said "not here" of the commune, or (for the permanent place) is declared absent on election day.
pub(super) fn blocked_at_permanent(case: &Case<'_>, commune: &CommuneCode) -> Option<Blocked> {
    let lifted_by = choice::choice_of_permanent(case);
    said_not_here(case, commune, lifted_by).or_else(|| declared(case, lifted_by))
}

/// Whether the person said "not here" of the commune of a temporary residence. An absence blocks the permanent place
/// only.
pub(super) fn blocked_at_temporary(case: &Case<'_>, commune: &CommuneCode) -> Option<Blocked> {
    said_not_here(case, commune, choice::choice_of_permanent(case))
}

/// A "not here" in time that binds to the commune, or to none, and came after the lifting wish; of two equal moments
/// the later row counts.
pub(super) fn said_not_here(
    case: &Case<'_>,
    commune: &CommuneCode,
    lifted_by: Option<Wished<'_>>,
) -> Option<Blocked> {
    let here = case.commune_now(commune);
    let binds = |code: Option<&CommuneCode>| code.is_none_or(|code| case.commune_now(code) == here);
    let stands = |index: usize, at| lifted_by.is_none_or(|(row, wish)| (wish.recorded_at, row) < (at, index));
    let mut wishes = case.facts.wishes.iter().enumerate();
    let (index, _) = wishes.find(|(index, wish)| {
        wish.kind == WishKind::NotHere
            && binds(wish.commune_code.as_ref())
            && stands(*index, wish.recorded_at)
            && !choice::is_late(case, wish)
    })?;
    Some((Reason::NotHere, FactTable::Wishes.at(index)))
}

/// An absence that covers election day and was declared after the lifting wish; a bare date is 00:00.
pub(super) fn declared(case: &Case<'_>, lifted_by: Option<Wished<'_>>) -> Option<Blocked> {
    let mut absences = case.facts.absences.iter().enumerate();
    let (index, _) = absences.find(|(_, absence)| {
        let declared_at = absence.declared_on.first().and_time(chrono::NaiveTime::MIN);
        case.in_force(absence.from, absence.until)
            && lifted_by.is_none_or(|(_, wish)| wish.recorded_at < declared_at)
    })?;
    Some((Reason::Absent, FactTable::Absences.at(index)))
}
