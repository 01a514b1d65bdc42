//! Full 18 years on election day (Art. 2): E1, E2, E3.

use super::case::{Case, Flags};
use super::{Election, Flag, RuleProfile};
use crate::people::{PartialDate, anniversary};
use chrono::{Datelike, NaiveDate};

/// The day on which somebody completes `years`: a birthday on the day counts; of a partial birth date the first
/// possible day is taken (E2); 29 February falls on 1 March in a common year (E3).
pub fn completes(birth_date: PartialDate, years: u32) -> NaiveDate {
    anniversary(birth_date.first(), years)
}

/// Whether the voting age is reached on election day (E1).
pub fn is_of_age(birth_date: PartialDate, election: &Election, profile: &RuleProfile) -> bool {
    completes(birth_date, profile.voting_age_years) <= election.election_day
}

/// Whether the choice of 1 March decides: election day is the 28 February on which the age would be completed if the
/// birthday were counted a day earlier (E3).
fn leap_day_decides(birth_date: PartialDate, election: &Election, profile: &RuleProfile) -> bool {
    let completed = completes(birth_date, profile.voting_age_years);
    completed.day() != birth_date.first().day() && completed.pred_opt() == Some(election.election_day)
}

/// Whether the first and the last possible day of birth decide the age differently (E2, NEC Q65): form 31 expects the year
/// alone only of births long before.
fn partial_date_decides(birth_date: PartialDate, election: &Election, profile: &RuleProfile) -> bool {
    let last = anniversary(birth_date.last(), profile.voting_age_years);
    is_of_age(birth_date, election, profile) != (last <= election.election_day)
}

/// Judges the age and flags what was assumed.
pub(super) fn judge(case: &Case<'_>, flags: &mut Flags) -> bool {
    let birth_date = case.facts.person.birth_date;
    if !birth_date.is_full() {
        flags.insert(Flag::AssumedBirthDate);
    }
    if partial_date_decides(birth_date, case.terms.election, case.terms.profile) {
        flags.insert(Flag::DecisivePartialDate);
    }
    if leap_day_decides(birth_date, case.terms.election, case.terms.profile) {
        flags.insert(Flag::LeapDay);
    }
    let is_of_age = is_of_age(birth_date, case.terms.election, case.terms.profile);
    if exchanged_date_decides(case) {
        flags.insert(Flag::DoubtfulDate);
        // The right to vote is the default: whoever would be of age under either reading is listed until somebody has looked.
        return true;
    }
    is_of_age
}

/// Whether day and month of birth seem exchanged in the source, and of the two readings one alone reaches the voting age.
fn exchanged_date_decides(case: &Case<'_>) -> bool {
    let reads = |date| is_of_age(date, case.terms.election, case.terms.profile);
    let other = case.facts.doubts.swapped_birth_date;
    other.is_some_and(|other| reads(other) != reads(case.facts.person.birth_date))
}
