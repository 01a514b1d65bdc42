//! The cases in the law's order.

use super::case::{Case, Flags, Place, Placement};
use super::decision::{Decision, FactReference, FactTable, MarkedRow, Outcome, Reason};
use super::residence::{self, latest};
use super::{Flag, Rule, Terms, absence, age, choice, elsewhere, exclusion, nationality, stay};
use crate::people::{CommuneCode, Doubts, PersonFacts, VitalStatus};

/// Decides whether a person may vote, where, and with which ballots, by sections 1 to 3 of the rules.
///
/// The decision depends on the arguments alone, so every commune that knows the person comes to the same one.
pub fn decide(facts: &PersonFacts, terms: Terms<'_>) -> Decision {
    let case = Case { facts, terms };
    let mut flags = doubtful(&facts.doubts);
    let grounds = grounds_against(&case, &mut flags);
    if let Some(((rule, _), others)) = grounds.split_first() {
        return Decision {
            outcome: Outcome::NotEligible { commune: home_commune(&case) },
            rule: *rule,
            also: others.iter().map(|(rule, _)| *rule).collect(),
            reason: Some(Reason::NotEligible),
            facts: grounds.iter().map(|(_, fact)| *fact).collect(),
            flags,
            temporary_since: None,
        };
    }
    elsewhere::apply(&case, place_voter(&case, flags))
}

/// What whoever read the facts was not sure of, and what might change any decision.
fn doubtful(doubts: &Doubts) -> Flags {
    let doubts =
        [(!doubts.unread.is_empty(), Flag::UnreadFact), (!doubts.same_as.is_empty(), Flag::PerhapsTwice)];
    doubts.into_iter().filter(|(holds, _)| *holds).map(|(_, flag)| flag).collect()
}

/// Every ground on which the person may not vote, in the order E5, E4, E1, X1 to X5.
fn grounds_against(case: &Case<'_>, flags: &mut Flags) -> Vec<(Rule, FactReference)> {
    let person = &case.facts.person;
    let of_person = FactTable::Persons.at(0);
    let mut grounds = Vec::new();
    match person.vital_status {
        VitalStatus::Dead | VitalStatus::Missing | VitalStatus::Removed => {
            grounds.push((Rule::E5, of_person))
        }
        VitalStatus::Alive => {}
    }
    if !nationality::is_vietnamese(&person.nationality) {
        grounds.push((Rule::E4, of_person));
    }
    if !age::judge(case, flags) {
        grounds.push((Rule::E1, of_person));
    }
    grounds.extend(exclusion::grounds(case, flags));
    grounds
}

/// The commune whose count holds a person who may not vote: the permanent one, else the latest temporary, else the
/// latest current one.
fn home_commune(case: &Case<'_>) -> Option<CommuneCode> {
    let home = case.permanent().or_else(|| latest(case.temporary())).or_else(|| latest(case.current()));
    home.and_then(|(_, residence)| known_commune(case, &residence.commune_code))
}

fn known_commune(case: &Case<'_>, code: &CommuneCode) -> Option<CommuneCode> {
    case.terms.territory.current_commune(code).map(|commune| commune.commune_code.clone())
}

/// P1, P3, P2, the choice of place, P11, P7, P8, P9, P10, and P0's queue last.
fn place_voter(case: &Case<'_>, mut flags: Flags) -> Decision {
    if case.facts.wishes.iter().any(|wish| choice::is_late(case, wish)) {
        flags.insert(Flag::LateWish);
    }
    if case.facts.wishes.iter().any(|wish| choice::is_after_area_cut_off(case, wish)) {
        flags.insert(Flag::AfterAreaCutoff);
    }
    if case.lapsed().is_some() {
        flags.insert(Flag::LapsedTemporary);
    }
    if let Some(placement) = stay::custody(case, &mut flags) {
        return settle(case, placement, None, flags);
    }
    if let Some((placement, marked)) = stay::service(case, &mut flags) {
        return settle(case, placement, marked, flags);
    }
    let by_own_word =
        choice::chosen_place(case, &mut flags).or_else(|| stay::through_organisation(case, &mut flags));
    match by_own_word {
        Some(placement) => settle(case, placement, None, flags),
        None => place_by_register(case, flags),
    }
}

/// P7, P8, P9: the places the register knows, unless the person said "not here".
fn place_by_register(case: &Case<'_>, mut flags: Flags) -> Decision {
    if let Some(held @ (_, permanent)) = case.permanent() {
        if let Some(blocked) = absence::blocked_at_permanent(case, &permanent.commune_code) {
            return no_list(Rule::P7, blocked, known_commune(case, &permanent.commune_code), flags);
        }
        return settle(case, residence::permanent_place(case, held), None, flags);
    }
    if let Some((_, temporary)) = latest(case.temporary())
        && let Some(blocked) = absence::blocked_at_temporary(case, &temporary.commune_code)
    {
        return no_list(Rule::P7, blocked, known_commune(case, &temporary.commune_code), flags);
    }
    match residence::temporary_only(case, &mut flags) {
        Some(placement) if case.terms.profile.temporary_only_needs_wish => {
            awaits_wish(case, placement, flags)
        }
        Some(placement) => settle(case, placement, None, flags),
        None => unplaced(case, flags),
    }
}

/// P9 under the setting that asks temporary residents for a clear wish, as form 31 does: a queue until there is one.
fn awaits_wish(case: &Case<'_>, placement: Placement<'_>, flags: Flags) -> Decision {
    let commune = match placement.place {
        Place::Area(area) => Some(area.commune_code.clone()),
        Place::Missing { commune, .. } => commune,
    };
    Decision {
        outcome: Outcome::Queue { commune: commune.or_else(|| registered_commune(case)) },
        rule: placement.rule,
        also: placement.also,
        flags,
        reason: Some(Reason::NoWish),
        facts: placement.facts,
        temporary_since: placement.temporary_since,
    }
}

/// The commune in which a queue is told whose own place is not known: the permanent residence's, then the latest temporary's.
fn registered_commune(case: &Case<'_>) -> Option<CommuneCode> {
    let known = |held: Option<residence::Held<'_>>| known_commune(case, &held?.1.commune_code);
    known(case.permanent()).or_else(|| known(latest(case.temporary())))
}

fn no_list(rule: Rule, blocked: absence::Blocked, commune: Option<CommuneCode>, flags: Flags) -> Decision {
    let (reason, fact) = blocked;
    Decision {
        outcome: Outcome::NoList { commune, marked: Vec::new() },
        rule,
        also: Vec::new(),
        flags,
        reason: Some(reason),
        facts: vec![fact],
        temporary_since: None,
    }
}

/// P10 and P0: no permanent or temporary residence in force.
fn unplaced(case: &Case<'_>, flags: Flags) -> Decision {
    let (rule, reason, held) = match (latest(case.current()), case.lapsed()) {
        (Some(current), _) => (Rule::P10, Reason::NoWish, Some(current)),
        (None, Some(lapsed)) => (Rule::P0, Reason::LapsedTemporary, Some(lapsed)),
        (None, None) => (Rule::P10, Reason::NoResidence, None),
    };
    Decision {
        outcome: Outcome::Queue {
            commune: held.and_then(|(_, residence)| known_commune(case, &residence.commune_code)),
        },
        rule,
        also: Vec::new(),
        flags,
        reason: Some(reason),
        facts: held.map(|(index, _)| FactTable::Residences.at(index)).into_iter().collect(),
        temporary_since: None,
    }
}

/// Lists the person at the place with the ballots of the case that are elected there, or says why not.
fn settle(
    case: &Case<'_>,
    placement: Placement<'_>,
    marked: Option<MarkedRow>,
    mut flags: Flags,
) -> Decision {
    let Placement { rule, also, place, ballots, facts, temporary_since } = placement;
    let (outcome, reason) = match place {
        Place::Missing { reason, commune } => {
            let commune = commune.or_else(|| registered_commune(case));
            (Outcome::Queue { commune }, Some(reason))
        }
        Place::Area(area) => {
            let elected = case
                .terms
                .territory
                .levels_elected(&area.commune_code)
                .intersection(case.terms.election.levels);
            let ballots = ballots.intersection(elected);
            let marked = marked.into_iter().filter(|row| row.area != area.area_code).collect();
            match ballots.is_empty() {
                true => {
                    let commune = Some(area.commune_code.clone());
                    (Outcome::NoList { commune, marked: Vec::new() }, Some(Reason::NoBallot))
                }
                false => (Outcome::Listed { area: area.area_code.clone(), ballots, marked }, None),
            }
        }
    };
    flags.extend(reason.and_then(Reason::flag));
    Decision { outcome, rule, also, flags, reason, facts, temporary_since }
}
