//! The certificate to vote elsewhere (Art. 34): R8. The own row stays, marked, and the person votes at the other area
//! for the National Assembly and the provincial council, or at a place of which there is no list here.

use super::case::Case;
use super::decision::{Decision, FactTable, Mark, MarkedRow, Outcome, Reason};
use super::{ClockRule, Flag, Rule, Timetable};
use crate::people::{CommuneCode, Wish, WishKind};
use crate::territory::{Area, AreaKind, Levels, Territory};

/// A valid certificate, and where its holder votes.
struct Certified<'a> {
    index: usize,
    wish: &'a Wish,
    place: Place<'a>,
}

/// Where the holder of a certificate votes.
#[derive(Clone, Copy)]
enum Place<'a> {
    Here(Receiving<'a>),
    /// Another office keeps the list.
    Beyond,
}

/// The area that takes a holder in.
#[derive(Clone, Copy)]
struct Receiving<'a> {
    area: &'a Area,
    /// Nobody chose it: the commune may move the row.
    by_default: bool,
}

/// Moves a listed person to the area of the latest valid certificate. One without a document number, a known commune or area,
/// or a moment between posting and the end of the receiving area's voting is ignored and flagged; so is one of a person on no list or in custody, one for
/// the own area, or for an area where neither of the two levels is elected: it would cost ballots and give none.
pub(super) fn apply(case: &Case<'_>, mut decision: Decision) -> Decision {
    let certified = |wish: &Wish| wish.kind == WishKind::VoteElsewhereCertificate;
    let wishes = case.facts.wishes.iter().enumerate().filter(|(_, wish)| certified(wish));
    let certificates: Vec<(usize, &Wish)> = wishes.collect();
    if certificates.is_empty() {
        return decision;
    }
    let found: Vec<Certified<'_>> = certificates
        .iter()
        .filter_map(|(index, wish)| {
            Some(Certified { index: *index, wish, place: certified_place(case, wish)? })
        })
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

/// Moves a listed person to where the certificate leads, and marks the own row; whether there is a ballot for it.
fn vote_at(case: &Case<'_>, certified: Certified<'_>, decision: &mut Decision) -> bool {
    let receiving = match certified.place {
        Place::Here(receiving) => receiving,
        Place::Beyond => return vote_beyond(case, certified.index, decision),
    };
    let Receiving { area, by_default } = receiving;
    let Outcome::Listed { area: own, marked: of_unit, .. } = &decision.outcome else { return false };
    let elected =
        case.terms.territory.levels_elected(&area.commune_code).intersection(case.terms.election.levels);
    let ballots = Levels::UPPER.intersection(elected);
    if ballots.is_empty() || &area.area_code == own {
        return false;
    }
    // A serviceman with the commander's certificate keeps the unit's row too: three in all.
    let mut marked = vec![MarkedRow { area: own.clone(), mark: Mark::VotesElsewhere }];
    marked.extend(of_unit.iter().filter(|row| row.area != area.area_code).cloned());
    decision.outcome = Outcome::Listed { area: area.area_code.clone(), ballots, marked };
    rest_on(certified.index, decision);
    if by_default {
        decision.flags.insert(Flag::AreaByDefault);
    }
    true
}

/// Marks the own row of a listed person who votes where another office keeps the list; whether there is a ballot for it.
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

/// The certificate decides, and what decided before stands behind it.
fn rest_on(index: usize, decision: &mut Decision) {
    decision.also.insert(0, decision.rule);
    decision.rule = Rule::R8;
    decision.facts.push(FactTable::Wishes.at(index));
}

/// The place that a certificate in time and with a document number leads to.
fn certified_place<'a>(case: &Case<'a>, wish: &Wish) -> Option<Place<'a>> {
    wish.document_no.as_ref()?;
    let place = match wish.beyond {
        Some(_) => Place::Beyond,
        None => Place::Here(area_asked_for(case, wish)?),
    };
    let opens_at = match place {
        Place::Here(receiving) => receiving.area.opens_at,
        Place::Beyond => None,
    };
    let timetable = Timetable::new(case.terms.election, case.terms.profile, opens_at, None);
    let days = case.terms.election.posted_on..=case.election_day();
    let in_time =
        days.contains(&wish.recorded_at.date()) && timetable.allows(ClockRule::C6, wish.recorded_at);
    in_time.then_some(place)
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
