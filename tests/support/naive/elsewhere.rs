//! R8, Art. 34: the certificate to vote elsewhere, in a first derivation.

use super::desk::Desk;
use super::said::takes_others;
use super::{NaiveDecision, ballots};
use cutri::people::{Beyond, Wish};
use cutri::territory::{Area, AreaKind, Level};

/// Where a certificate leads.
struct Arrival<'a> {
    area: &'a Area,
    /// Nobody chose the area: it is the lowest-numbered one of homes.
    by_default: bool,
}

/// What a valid certificate is good for.
enum Good<'a> {
    /// It was issued here, and leads to an area here.
    Here(Arrival<'a>),
    /// It was issued here, and leads to another office.
    There,
    /// Another office issued it, and it leads here.
    FromThere(Arrival<'a>),
}

/// Moves somebody who would be listed to where the latest valid certificate leads; the own row is marked, and the
/// unit's row of a serviceman with the commander's certificate stays so. Who stands on another office's list, and on none
/// here, is listed by that office's certificate alone.
pub fn settle(desk: &Desk, mut decision: NaiveDecision) -> NaiveDecision {
    let certificates = desk.certificates_elsewhere();
    let ignored = |mut decision: NaiveDecision| {
        decision.flags.insert("certificate_ignored".to_owned());
        decision
    };
    if certificates.is_empty() {
        return decision;
    }
    // "A person in custody votes at the facility."
    if decision.rule == "P1" {
        return ignored(decision);
    }
    let stands_here = decision.area.is_some();
    let mut good = Vec::new();
    let mut all_good = true;
    for wish in certificates {
        match worth(desk, wish) {
            // "E6 one list": who stands here needs no other office's paper, and who does not has none of ours.
            Some(Good::FromThere(arrival)) if !stands_here => good.push(Good::FromThere(arrival)),
            Some(Good::Here(arrival)) if stands_here => good.push(Good::Here(arrival)),
            Some(Good::There) if stands_here => good.push(Good::There),
            Some(_) | None => all_good = false,
        }
    }
    if !all_good {
        decision = ignored(decision);
    }
    match good.into_iter().next() {
        None => decision,
        Some(Good::Here(arrival)) => moved(desk, decision, arrival),
        Some(Good::There) => sent(desk, decision),
        Some(Good::FromThere(arrival)) => taken_in(desk, decision, arrival),
    }
}

/// A row with the upper ballots at the other area, and the mark at the own place.
fn moved(desk: &Desk, mut decision: NaiveDecision, arrival: Arrival) -> NaiveDecision {
    let Arrival { area, by_default } = arrival;
    let own = decision.area.clone().expect("who stands here");
    let upper = ballots(desk, area, false);
    if area.area_code.as_str() == own || upper.is_empty() {
        decision.flags.insert("certificate_ignored".to_owned());
        return decision;
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

/// The mark alone: the other row is another office's.
fn sent(desk: &Desk, mut decision: NaiveDecision) -> NaiveDecision {
    let upper = [Level::National, Level::Provincial];
    if !desk.election.levels.iter().any(|level| upper.contains(level)) {
        decision.flags.insert("certificate_ignored".to_owned());
        return decision;
    }
    let own = decision.area.take().expect("who stands here");
    decision.marked.insert(0, (own, "Bỏ phiếu ở nơi khác".to_owned()));
    decision.also.insert(0, decision.rule);
    decision.rule = "R8".to_owned();
    decision.outcome = "no_list".to_owned();
    decision.reason = Some("votes_elsewhere".to_owned());
    decision.ballots.clear();
    decision
}

/// The row alone: the mark is on another office's list, which knows the person's own place.
fn taken_in(desk: &Desk, mut decision: NaiveDecision, arrival: Arrival) -> NaiveDecision {
    let Arrival { area, by_default } = arrival;
    let upper = ballots(desk, area, false);
    if upper.is_empty() {
        decision.flags.insert("certificate_ignored".to_owned());
        return decision;
    }
    if by_default {
        decision.flags.insert("area_by_default".to_owned());
    }
    // What keeps the person from a place of their own here is no longer asked.
    if let Some(reason @ ("no_area" | "unknown_commune" | "predecessor_ambiguous" | "no_ballot")) =
        decision.reason.take().as_deref()
    {
        decision.flags.remove(reason);
    }
    decision.outcome = "listed".to_owned();
    decision.rule = "R8".to_owned();
    decision.also.clear();
    decision.commune = Some(area.commune_code.to_string());
    decision.ballots = upper;
    decision.area = Some(area.area_code.to_string());
    decision
}

/// What a certificate is good for; none if it is to be ignored. It "needs a document number, a known commune (or area)
/// and a date between posting and E", and is made "until the receiving area's voting ends (C6)".
fn worth<'a>(desk: &Desk<'a>, wish: &Wish) -> Option<Good<'a>> {
    let good = match &wish.beyond {
        None => Good::Here(received(desk, wish)?),
        Some(Beyond::To(_)) => Good::There,
        // A paper of tomorrow is not received today.
        Some(Beyond::From { issued_on, .. }) if wish.recorded_at.date() < *issued_on => return None,
        Some(Beyond::From { .. }) => Good::FromThere(received(desk, wish)?),
    };
    let votes_in = match &good {
        Good::Here(arrival) | Good::FromThere(arrival) => Some(arrival.area),
        Good::There => None,
    };
    let day = wish.recorded_at.date();
    let voting_ends = desk.voting_starts(votes_in).date().and_time(desk.election.closes_at);
    let dated = desk.election.posted_on <= day && day <= desk.day();
    let in_time = dated && wish.recorded_at <= voting_ends;
    (wish.document_no.is_some() && in_time).then_some(good)
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
