//! A place that a complaint or a judgment decides (Art. 33): where is decided, the ballots follow section 3 all the same.

use super::case::Case;
use super::decision::{Decision, FactTable, Outcome};
use super::residence::{ballots_of, latest};
use super::{Rule, Terms};
use crate::people::{CommuneCode, PersonFacts};
use crate::territory::{Area, Levels};
use std::collections::BTreeSet;

/// The decision that lists a person in an area, as somebody decided: with all ballots elected there if the permanent
/// residence is in its commune, as P4 or P5 if a temporary one is, else as at a place of actual living (P6).
pub fn place_as_ordered(facts: &PersonFacts, terms: Terms<'_>, area: &Area) -> Decision {
    let case = Case { facts, terms };
    let mut flags = BTreeSet::new();
    let is_here = |code: &CommuneCode| case.commune_now(code) == &area.commune_code;
    let permanent = case.permanent().filter(|(_, held)| is_here(&held.commune_code));
    let temporary = latest(case.temporary().filter(|(_, held)| is_here(&held.commune_code)));
    let (rule, ballots, held, temporary_since) = match (permanent, temporary) {
        (Some((index, _)), _) => (Rule::P8, Levels::ALL, Some(index), None),
        (None, Some((index, held))) => {
            let registration = case.registration(held, &mut flags);
            (registration.rule, ballots_of(registration.rule), Some(index), registration.since)
        }
        (None, None) => (Rule::P6, Levels::UPPER, None, None),
    };
    let elected = terms.territory.levels_elected(&area.commune_code).intersection(terms.election.levels);
    Decision {
        outcome: Outcome::Listed {
            area: area.area_code.clone(),
            ballots: ballots.intersection(elected),
            marked: Vec::new(),
        },
        rule,
        also: Vec::new(),
        flags,
        reason: None,
        facts: held.map(|index| FactTable::Residences.at(index)).into_iter().collect(),
        temporary_since,
    }
}
