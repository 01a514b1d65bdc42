//! One person's rows: what they print, before they have a number.

use super::entry::{Dwelling, Entry, Status};
use super::order::own_hamlet;
use super::print::Printing;
use crate::law::{Decision, Flag, Mark, Outcome, Terms, completes, is_of_guest};
use crate::people::{AreaCode, PersonFacts, Residence};
use crate::territory::Levels;

/// The rows a person has, or should have: one where the person votes, and others that are marked, because the person votes
/// elsewhere: at most the residence's and the unit's, each in an area of its own.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Rows {
    pub standing: Option<Entry>,
    pub marked: Vec<Entry>,
}

impl Rows {
    /// The rows that a decision asks for. They have no numbers yet: those are 0.
    pub fn of(facts: &PersonFacts, decision: &Decision, terms: Terms<'_>) -> Self {
        let row = |area: &AreaCode, ballots, mark| {
            let area = terms.territory.area(area)?;
            Some(entry(Printing { facts, decision, terms, area, mark }, ballots))
        };
        let standing = match &decision.outcome {
            Outcome::Listed { area, ballots, .. } => row(area, *ballots, None),
            Outcome::NotEligible { .. } | Outcome::NoList { .. } | Outcome::Queue { .. } => None,
        };
        let marked = decision.outcome.marked().iter();
        let marked = marked.filter_map(|marked| row(&marked.area, Levels::NONE, Some(marked.mark))).collect();
        Self { standing, marked }
    }

    /// The marked row of somebody who votes where another office keeps the list.
    pub fn beyond(&self) -> Option<&Entry> {
        let elsewhere = self.marked.iter().find(|row| row.marks.contains(&Mark::VotesElsewhere));
        elsewhere.filter(|_| self.standing.is_none())
    }

    /// The row of the person's own place: the one that a certificate to vote elsewhere has marked, else the one that stands,
    /// unless its person stands on another office's list.
    pub fn own(&self) -> Option<&Entry> {
        let elsewhere = self.marked.iter().find(|row| row.marks.contains(&Mark::VotesElsewhere));
        let standing = || self.standing.as_ref().filter(|row| !is_of_guest(row.rule, &row.also));
        elsewhere.or_else(standing)
    }
}

/// A row of a person in an area, without a number.
pub(super) fn entry(printing: Printing<'_>, ballots: Levels) -> Entry {
    let Printing { facts, decision, terms: Terms { election, profile, .. }, area, mark } = printing;
    let person = &facts.person;
    let birth = person.birth_date.first();
    let printed = printing.columns();
    Entry {
        area_code: area.area_code.clone(),
        commune_code: area.commune_code.clone(),
        number: 0,
        personal_id: person.personal_id,
        full_name: person.full_name.clone(),
        birth_date: person.birth_date,
        sex: person.sex,
        ethnicity: person.ethnicity.clone(),
        occupation: printed.occupation,
        permanent_residence: printed.permanent_residence,
        temporary_residence: printed.temporary_residence,
        current_place: printed.current_place,
        ballots,
        rule: decision.rule,
        also: decision.also.clone(),
        flags: decision.flags.iter().copied().collect::<Vec<Flag>>(),
        marks: mark.into_iter().collect(),
        status: if mark.is_some() { Status::Marked } else { Status::Listed },
        remarks: printed.remarks,
        first_time: (profile.first_time_born_from..=profile.first_time_born_until).contains(&birth),
        elderly: completes(person.birth_date, profile.elderly_age_years) <= election.election_day,
        facts: decision.facts.clone(),
        dwelling: dwelling(printing),
    }
}

/// The household of a row whose person votes by a house.
fn dwelling(printing: Printing<'_>) -> Dwelling {
    let Some(house) = house(printing) else { return Dwelling::default() };
    let person = &printing.facts.person;
    Dwelling {
        hamlet: own_hamlet(house, printing.terms.territory).map(|hamlet| hamlet.hamlet_code.clone()),
        household: person.household_id.clone(),
        role: person.household_role,
    }
}

/// The residence by which a row is ordered.
pub(super) fn house(printing: Printing<'_>) -> Option<&Residence> {
    let Printing { facts, decision, .. } = printing;
    decision.residences(facts).next().filter(|_| !printing.is_without_house())
}
