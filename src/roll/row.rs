//! One person's rows: what they print, before they have a number.

use super::commune::Terms;
use super::entry::{Dwelling, Entry, Status};
use super::order::own_hamlet;
use super::print;
use crate::law::{Decision, Flag, Mark, Outcome, Rule, completes, permanent_residence};
use crate::people::{AreaCode, CommuneCode, PersonFacts, Residence, ResidenceKind};
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
        let Outcome::Listed { area, ballots, marked } = &decision.outcome else { return Self::default() };
        let row = |area: &AreaCode, ballots, mark| {
            let commune = terms.territory.area(area).map(|area| &area.commune_code)?;
            Some(entry(facts, decision, terms, (area, commune), ballots, mark))
        };
        Self {
            standing: row(area, *ballots, None),
            marked: marked
                .iter()
                .filter_map(|marked| row(&marked.area, Levels::NONE, Some(marked.mark)))
                .collect(),
        }
    }

    /// The row of the person's own place: the one that a certificate to vote elsewhere has marked, else the one that stands.
    pub fn own(&self) -> Option<&Entry> {
        let elsewhere = self.marked.iter().find(|row| row.marks.contains(&Mark::VotesElsewhere));
        elsewhere.or(self.standing.as_ref())
    }
}

/// A row of a person in an area, without a number.
pub(super) fn entry(
    facts: &PersonFacts,
    decision: &Decision,
    terms: Terms<'_>,
    (area, commune): (&AreaCode, &CommuneCode),
    ballots: Levels,
    mark: Option<Mark>,
) -> Entry {
    let Terms { election, profile, .. } = terms;
    let person = &facts.person;
    let birth = person.birth_date.first();
    let (permanent_residence, temporary_residence) = residences(facts, decision, terms, commune);
    let remarks = match mark {
        Some(mark) => vec![mark.as_str().into()],
        None => print::remarks(facts, decision, election.election_day),
    };
    Entry {
        area_code: area.clone(),
        commune_code: commune.clone(),
        number: 0,
        personal_id: person.personal_id,
        full_name: person.full_name.clone(),
        birth_date: person.birth_date,
        sex: person.sex,
        ethnicity: person.ethnicity.clone(),
        occupation: print::occupation(facts, decision),
        permanent_residence,
        temporary_residence,
        current_place: None,
        ballots,
        rule: decision.rule,
        also: decision.also.clone(),
        flags: decision.flags.iter().copied().collect::<Vec<Flag>>(),
        marks: mark.into_iter().collect(),
        status: if mark.is_some() { Status::Marked } else { Status::Listed },
        remarks,
        first_time: (profile.first_time_born_from..=profile.first_time_born_until).contains(&birth),
        elderly: completes(person.birth_date, profile.elderly_age_years) <= election.election_day,
        facts: decision.facts.clone(),
        dwelling: dwelling(facts, decision, terms, mark),
    }
}

/// The household of a row whose person votes by a house.
fn dwelling(facts: &PersonFacts, decision: &Decision, terms: Terms<'_>, mark: Option<Mark>) -> Dwelling {
    let Some(house) = house(facts, decision, mark) else { return Dwelling::default() };
    Dwelling {
        hamlet: own_hamlet(house, terms.territory).map(|hamlet| hamlet.hamlet_code.clone()),
        household: facts.person.household_id.clone(),
        role: facts.person.household_role,
    }
}

/// The residence by which a row is ordered.
pub(super) fn house<'a>(
    facts: &'a PersonFacts,
    decision: &Decision,
    mark: Option<Mark>,
) -> Option<&'a Residence> {
    let kinds = [ResidenceKind::Permanent, ResidenceKind::Temporary, ResidenceKind::Current];
    print::decisive_residence(facts, decision, &kinds).filter(|_| !is_of_facility(decision, mark))
}

fn residences(
    facts: &PersonFacts,
    decision: &Decision,
    terms: Terms<'_>,
    commune: &CommuneCode,
) -> (Option<Box<str>>, Option<Box<str>>) {
    let Terms { election, territory, profile } = terms;
    if print::is_serviceman(decision) {
        return (Some(print::commune_only(territory, commune)), None);
    }
    let permanent = permanent_residence(facts, election, territory, profile);
    let kinds = [ResidenceKind::Temporary, ResidenceKind::Current];
    let other = print::decisive_residence(facts, decision, &kinds);
    let words = |residence| print::address(territory, residence, commune);
    (permanent.map(words), other.map(words))
}

/// Whether the row's person votes by a facility or a certificate there, not by a house.
fn is_of_facility(decision: &Decision, mark: Option<Mark>) -> bool {
    let by_certificate = decision.rule == Rule::R8;
    let own = decision.also.first().filter(|_| by_certificate).unwrap_or(&decision.rule);
    match mark {
        Some(Mark::VotesAtResidence) => true,
        Some(Mark::VotesElsewhere) => matches!(own, Rule::P1 | Rule::P2 | Rule::P11),
        None => by_certificate || matches!(own, Rule::P1 | Rule::P2 | Rule::P11),
    }
}
