//! Who is not listed for a status in force on election day (Art. 30.1): X1–X5.

use super::case::{Case, Flags};
use super::decision::{FactReference, FactTable};
use super::{Flag, Rule};
use crate::people::{Status, StatusKind};

/// The rule under which a status excludes; `None` for those that leave the right to vote.
pub fn rule_of(kind: StatusKind) -> Option<Rule> {
    match kind {
        StatusKind::VoteDeprived => Some(Rule::X1),
        StatusKind::DeathSentence => Some(Rule::X2),
        StatusKind::Imprisonment => Some(Rule::X3),
        StatusKind::Incapacity => Some(Rule::X4),
        StatusKind::MentalIllnessConfirmed => Some(Rule::X5),
        StatusKind::SuspendedImprisonment
        | StatusKind::SentencePostponed
        | StatusKind::ConditionalRelease
        | StatusKind::Other => None,
    }
}

/// A status that excludes, and the fact that says so.
pub(super) type Ground = (Rule, FactReference);

/// Every ground of exclusion in the order X1 to X5. Without a document the person stays listed, flagged: the right to
/// vote is the default.
pub(super) fn grounds(case: &Case<'_>, flags: &mut Flags) -> Vec<Ground> {
    let mut grounds = Vec::new();
    for (index, status) in in_force(case) {
        if interrupts(status.kind) {
            flags.insert(Flag::ConfirmSentence);
        }
        let Some(rule) = rule_of(status.kind) else { continue };
        if status.document_no.is_none() {
            flags.insert(Flag::UndocumentedStatus);
        }
        let lifted = rule == Rule::X3 && is_lifted(case, status);
        if status.document_no.is_some() && !lifted {
            grounds.push((rule, FactTable::Statuses.at(index)));
        }
    }
    grounds.sort();
    grounds.dedup_by_key(|(rule, _)| *rule);
    if grounds.iter().any(|(rule, _)| *rule == Rule::X5) {
        flags.insert(Flag::ManualDecision);
    }
    grounds
}

/// Whether a sentence of imprisonment is to follow a detention that only secures it: a row without a document that is not
/// over, or one that begins after election day.
pub(super) fn awaits_sentence(case: &Case<'_>) -> bool {
    let day = case.election_day();
    case.facts.statuses.iter().filter(|status| status.kind == StatusKind::Imprisonment).any(|status| {
        let is_over = status.until.is_some_and(|until| until.last() < day);
        status.from.first() > day || (status.document_no.is_none() && !is_over)
    })
}

/// Whether a documented postponement or conditional release that began on or after the sentence lifts it.
fn is_lifted(case: &Case<'_>, sentence: &Status) -> bool {
    in_force(case).any(|(_, status)| {
        interrupts(status.kind)
            && status.document_no.is_some()
            && status.from.first() >= sentence.from.first()
    })
}

/// Statuses that lift a sentence, and are confirmed by hand whether they do or not.
fn interrupts(kind: StatusKind) -> bool {
    matches!(kind, StatusKind::SentencePostponed | StatusKind::ConditionalRelease)
}

fn in_force<'a>(case: &Case<'a>) -> impl Iterator<Item = (usize, &'a Status)> + use<'a> {
    let case = *case;
    case.facts.statuses.iter().enumerate().filter(move |(_, status)| case.in_force(status.from, status.until))
}
