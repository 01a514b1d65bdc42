//! The certificate to vote elsewhere (Art. 34): R8. The own row stays, marked, and the person votes at the other area
//! for the National Assembly and the provincial council. One of the two places may be another office's, of whose list nothing
//! is here: then the mark alone stands here, or the row of the bearer alone.

use super::case::Case;
use super::decision::{Decision, FactTable, Mark, MarkedRow, Outcome, Reason};
use super::{ClockRule, Flag, Rule, Timetable};
use crate::people::{Beyond, CommuneCode, Wish, WishKind};
use crate::territory::{Area, AreaKind, Levels, Territory};

/// A valid certificate, and the way it leads its holder.
struct Certified<'a> {
    index: usize,
    wish: &'a Wish,
    way: Way<'a>,
}

/// From which list to which.
#[derive(Clone, Copy)]
enum Way<'a> {
    /// From a list here to an area here.
    Within(Receiving<'a>),
    /// From a list here to another office's.
    Out,
    /// From another office's list to an area here.
    In(Receiving<'a>),
}

/// The area that takes a holder in.
#[derive(Clone, Copy)]
struct Receiving<'a> {
    area: &'a Area,
    /// Nobody chose it: the commune may move the row.
    by_default: bool,
}

/// Moves a person to the area of the latest valid certificate. One without a document number, a known commune or area,
/// or a moment between posting and the end of the receiving area's voting is ignored and flagged; so is one of a person in custody, one for
/// the own area, or for an area where neither of the two levels is elected: it would cost ballots and give none. One that was issued
/// here is ignored of a person on no list here, and one that another office issued of a person who is on one.
pub(super) fn apply(case: &Case<'_>, mut decision: Decision) -> Decision {
    let certified = |wish: &Wish| wish.kind == WishKind::VoteElsewhereCertificate;
    let wishes = case.facts.wishes.iter().enumerate().filter(|(_, wish)| certified(wish));
    let certificates: Vec<(usize, &Wish)> = wishes.collect();
    if certificates.is_empty() {
        return decision;
    }
    let is_listed = matches!(decision.outcome, Outcome::Listed { .. });
    let found: Vec<Certified<'_>> = certificates
        .iter()
        .filter_map(|(index, wish)| Some(Certified { index: *index, wish, way: way(case, wish)? }))
        .filter(|it| is_listed != matches!(it.way, Way::In(_)))
        .collect();
    let are_all_valid = found.len() == certificates.len();
    let latest = found.into_iter().max_by_key(|it| (it.wish.recorded_at, it.index));
    let applied =
        latest.filter(|_| decision.rule != Rule::P1).is_some_and(|it| vote_at(case, it, &mut decision));
    if !applied || !are_all_valid {
        decision.flags.insert(Flag::CertificateIgnored);
    }
    decision
}

/// Moves a person to where the certificate leads; whether there is a ballot for it.
fn vote_at(case: &Case<'_>, certified: Certified<'_>, decision: &mut Decision) -> bool {
    let Certified { index, way, wish: _ } = certified;
    let (receiving, moved) = match way {
        Way::Out => return vote_beyond(case, index, decision),
        Way::Within(receiving) => (receiving, vote_within(case, receiving.area, index, decision)),
        Way::In(receiving) => (receiving, vote_as_guest(case, receiving.area, index, decision)),
    };
    if moved && receiving.by_default {
        decision.flags.insert(Flag::AreaByDefault);
    }
    moved
}

/// What a certificate gives in an area: the National Assembly and the provincial council, where they are elected.
fn ballots_at(case: &Case<'_>, area: &Area) -> Levels {
    let elected =
        case.terms.territory.levels_elected(&area.commune_code).intersection(case.terms.election.levels);
    Levels::UPPER.intersection(elected)
}

/// Moves a listed person to another area, and marks the own row.
fn vote_within(case: &Case<'_>, area: &Area, index: usize, decision: &mut Decision) -> bool {
    let Outcome::Listed { area: own, marked: of_unit, .. } = &decision.outcome else { return false };
    let ballots = ballots_at(case, area);
    if ballots.is_empty() || &area.area_code == own {
        return false;
    }
    // A serviceman with the commander's certificate keeps the unit's row too: three in all.
    let mut marked = vec![MarkedRow { area: own.clone(), mark: Mark::VotesElsewhere }];
    marked.extend(of_unit.iter().filter(|row| row.area != area.area_code).cloned());
    decision.outcome = Outcome::Listed { area: area.area_code.clone(), ballots, marked };
    rest_on(index, decision);
    true
}

/// Marks the own row of a listed person who votes where another office keeps the list.
fn vote_beyond(case: &Case<'_>, index: usize, decision: &mut Decision) -> bool {
    let Outcome::Listed { area: own, marked: of_unit, .. } = &decision.outcome else { return false };
    if Levels::UPPER.intersection(case.terms.election.levels).is_empty() {
        return false;
    }
    let commune = case.terms.territory.area(own).map(|area| area.commune_code.clone());
    let mut marked = vec![MarkedRow { area: own.clone(), mark: Mark::VotesElsewhere }];
    marked.extend(of_unit.iter().cloned());
    decision.outcome = Outcome::NoList { commune, marked };
    decision.reason = Some(Reason::VotesElsewhere);
    rest_on(index, decision);
    true
}

/// Lists a person who stands on another office's list, where the mark is. Why nothing else lists the person here is that
/// office's matter.
fn vote_as_guest(case: &Case<'_>, area: &Area, index: usize, decision: &mut Decision) -> bool {
    let ballots = ballots_at(case, area);
    if ballots.is_empty() {
        return false;
    }
    if let Some(flag) = decision.reason.and_then(Reason::flag) {
        decision.flags.remove(&flag);
    }
    decision.outcome = Outcome::Listed { area: area.area_code.clone(), ballots, marked: Vec::new() };
    decision.rule = Rule::R8;
    decision.also.clear();
    decision.reason = None;
    decision.facts = vec![FactTable::Wishes.at(index)];
    decision.temporary_since = None;
    true
}

/// The certificate decides, and what decided before stands behind it.
fn rest_on(index: usize, decision: &mut Decision) {
    decision.also.insert(0, decision.rule);
    decision.rule = Rule::R8;
    decision.facts.push(FactTable::Wishes.at(index));
}

/// The way that a certificate in time and with a document number leads. When another office posted its list is not known here:
/// its paper only may not be of a later day than it was received.
fn way<'a>(case: &Case<'a>, wish: &Wish) -> Option<Way<'a>> {
    wish.document_no.as_ref()?;
    let way = match &wish.beyond {
        Some(Beyond::To(_)) => Way::Out,
        Some(Beyond::From { issued_on, .. }) if *issued_on > wish.recorded_at.date() => return None,
        Some(Beyond::From { .. }) => Way::In(area_asked_for(case, wish)?),
        None => Way::Within(area_asked_for(case, wish)?),
    };
    let opens_at = match way {
        Way::Within(receiving) | Way::In(receiving) => receiving.area.opens_at,
        Way::Out => None,
    };
    let timetable = Timetable::new(case.terms.election, case.terms.profile, opens_at, None);
    let days = case.terms.election.posted_on..=case.election_day();
    let in_time =
        days.contains(&wish.recorded_at.date()) && timetable.allows(ClockRule::C6, wish.recorded_at);
    in_time.then_some(way)
}

/// The area that a certificate names, if that lies in the commune it names and anybody may vote there; else the commune's
/// default.
fn area_asked_for<'a>(case: &Case<'a>, wish: &Wish) -> Option<Receiving<'a>> {
    let named = wish.area_code.as_ref().and_then(|code| case.terms.territory.area(code));
    let commune = match &wish.commune_code {
        Some(code) => &case.terms.territory.current_commune(code)?.commune_code,
        None => &named?.commune_code,
    };
    match named.filter(|area| &area.commune_code == commune && !area.kind.is_closed()) {
        Some(area) => Some(Receiving { area, by_default: false }),
        None => default_area(case.terms.territory, commune),
    }
}

/// The area where a commune receives voters from elsewhere whose certificate names none.
pub fn receiving_area<'a>(territory: &'a Territory, commune: &CommuneCode) -> Option<&'a Area> {
    default_area(territory, commune).map(|found| found.area)
}

/// The area where a commune receives voters from elsewhere: the one it chose, else its lowest-numbered residential one.
fn default_area<'a>(territory: &'a Territory, commune: &CommuneCode) -> Option<Receiving<'a>> {
    let areas = territory.areas_of(commune);
    let chosen = areas.iter().find(|area| area.arrivals && !area.kind.is_closed());
    let first = || areas.iter().find(|area| area.kind == AreaKind::Residential);
    let by_choice = chosen.map(|area| Receiving { area, by_default: false });
    by_choice.or_else(|| first().map(|area| Receiving { area, by_default: true }))
}
