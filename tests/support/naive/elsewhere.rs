//! R8, Art. 34: the certificate to vote elsewhere, in a first derivation.

use super::desk::Desk;
use super::said::takes_others;
use super::{NaiveDecision, ballots};
use cutri::people::Wish;
use cutri::territory::{Area, AreaKind};

/// Where a certificate leads.
struct Arrival<'a> {
    area: &'a Area,
    /// Nobody chose the area: it is the lowest-numbered one of homes.
    by_default: bool,
}

/// Moves somebody who would be listed to where the latest valid certificate leads; the own row is marked, and the
/// unit's row of a serviceman with the commander's certificate stays so.
pub fn settle(desk: &Desk, mut decision: NaiveDecision) -> NaiveDecision {
    let certificates = desk.certificates_elsewhere();
    let ignored = |mut decision: NaiveDecision| {
        decision.flags.insert("certificate_ignored".to_owned());
        decision
    };
    if certificates.is_empty() {
        return decision;
    }
    // "A person in custody votes at the facility"; a certificate lists nobody who stands on no list.
    let Some(own) = decision.area.clone().filter(|_| decision.rule != "P1") else { return ignored(decision) };
    let arrivals: Vec<Option<Arrival>> = certificates.iter().map(|wish| arrival(desk, wish)).collect();
    if arrivals.iter().any(Option::is_none) {
        decision = ignored(decision);
    }
    let Some(Arrival { area, by_default }) = arrivals.into_iter().flatten().next() else { return decision };
    let upper = ballots(desk, area, false);
    if area.area_code.as_str() == own || upper.is_empty() {
        return ignored(decision);
    }
    if by_default {
        decision.flags.insert("area_by_default".to_owned());
    }
    decision.also.insert(0, decision.rule);
    decision.rule = "R8".to_owned();
    decision.commune = Some(area.commune_code.to_string());
    decision.ballots = upper;
    decision.area = Some(area.area_code.to_string());
    decision.marked.retain(|(unit, _)| unit != area.area_code.as_str());
    decision.marked.insert(0, (own, "Bỏ phiếu ở nơi khác".to_owned()));
    decision
}

/// Where a valid certificate leads; none if it is to be ignored. It "needs a document number, a known commune (or area)
/// and a date between posting and E", and is made "until the receiving area's voting ends (C6)".
fn arrival<'a>(desk: &Desk<'a>, wish: &Wish) -> Option<Arrival<'a>> {
    let arrival = received(desk, wish)?;
    let day = wish.recorded_at.date();
    let voting_ends = desk.voting_starts(Some(arrival.area)).date().and_time(desk.election.closes_at);
    let dated = desk.election.posted_on <= day && day <= desk.day();
    let in_time = dated && wish.recorded_at <= voting_ends;
    (wish.document_no.is_some() && in_time).then_some(arrival)
}

/// "The area counts if it lies in the commune named; else the commune's default." An area alone names its commune.
fn received<'a>(desk: &Desk<'a>, wish: &Wish) -> Option<Arrival<'a>> {
    let named = desk.area_named(wish);
    let commune = desk.commune_named(wish).or_else(|| named.map(|area| area.commune_code.to_string()))?;
    let counts = |area: &&Area| area.commune_code.as_str() == commune && takes_others(area);
    let areas = desk.areas_of(&desk.known(&commune)?);
    let chosen = || areas.iter().copied().find(|area| area.arrivals && takes_others(area));
    let lowest = || areas.iter().copied().find(|area| area.kind == AreaKind::Residential);
    match named.filter(counts).or_else(chosen) {
        Some(area) => Some(Arrival { area, by_default: false }),
        None => lowest().map(|area| Arrival { area, by_default: true }),
    }
}
