//! Sections 1 and 2: who may vote, and who is not listed.

use super::plain::{Question, Ruling, months_after};
use super::{Flags, VOTING_AGE_YEARS};
use chrono::Datelike;
use cutri::people::{StatusKind, VitalStatus};

/// Every ground that keeps the person off the lists, in the order E5, E4, E1, X1 to X5; none for those who may vote.
/// The flags about birth date and status are set for everybody.
pub fn grounds(question: &Question, flags: &mut Flags) -> Vec<&'static str> {
    let mut grounds = Vec::new();
    if matches!(question.person.vital_status, VitalStatus::Dead | VitalStatus::Missing) {
        grounds.push("E5");
    }
    if !question.person.nationality.iter().any(|country| &**country == "VNM") {
        grounds.push("E4");
    }
    if is_under_age(question, flags) {
        grounds.push("E1");
    }
    for ruling in &question.rulings {
        let interrupted =
            matches!(ruling.kind, StatusKind::SentencePostponed | StatusKind::ConditionalRelease);
        if interrupted && question.in_force(&ruling.span) {
            flags.insert("confirm_sentence".to_owned());
        }
    }
    let excluding = [
        ("X1", StatusKind::VoteDeprived),
        ("X2", StatusKind::DeathSentence),
        ("X3", StatusKind::Imprisonment),
        ("X4", StatusKind::Incapacity),
        ("X5", StatusKind::MentalIllnessConfirmed),
    ];
    for (rule, kind) in excluding {
        if is_excluded(question, kind, flags) {
            grounds.push(rule);
        }
    }
    grounds
}

/// E1 to E3: an unknown day of birth is the first possible one; a birthday on the day counts.
fn is_under_age(question: &Question, flags: &mut Flags) -> bool {
    let day = question.election.election_day;
    let birth = question.birth.first;
    if question.birth.first != question.birth.last {
        flags.insert("assumed_birth_date".to_owned());
    }
    let born_on_leap_day = birth == question.birth.last && birth.month() == 2 && birth.day() == 29;
    let coming_of_age = months_after(birth, VOTING_AGE_YEARS * 12);
    if born_on_leap_day && day.succ_opt() == Some(coming_of_age) {
        flags.insert("leap_day".to_owned());
    }
    coming_of_age > day
}

/// Whether a documented status of this kind is in force; one without a document leaves the right to vote.
fn is_excluded(question: &Question, kind: StatusKind, flags: &mut Flags) -> bool {
    let mut excluded = false;
    for ruling in &question.rulings {
        if ruling.kind != kind || !question.in_force(&ruling.span) {
            continue;
        }
        let lifted = kind == StatusKind::Imprisonment && is_lifted(question, ruling);
        if !ruling.documented {
            flags.insert("undocumented_status".to_owned());
        } else if !lifted {
            excluded = true;
            if kind == StatusKind::MentalIllnessConfirmed {
                flags.insert("manual_decision".to_owned());
            }
        }
    }
    excluded
}

/// Whether a postponed sentence or a conditional release, begun on or after the imprisonment, lifts it. One without a
/// document lifts nothing.
fn is_lifted(question: &Question, imprisonment: &Ruling) -> bool {
    let mut lifted = false;
    for ruling in &question.rulings {
        let kind = matches!(ruling.kind, StatusKind::SentencePostponed | StatusKind::ConditionalRelease);
        if kind && question.in_force(&ruling.span) && ruling.span.from >= imprisonment.span.from {
            lifted = lifted || ruling.documented;
        }
    }
    lifted
}
