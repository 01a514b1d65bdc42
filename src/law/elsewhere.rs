//! The certificate to vote elsewhere (Art. 34): R8. The own row stays, marked, and the person votes at the other area
//! for the National Assembly and the provincial council.

use super::case::Case;
use super::decision::{Decision, FactTable, Mark, MarkedRow, Outcome};
use super::{Flag, Rule};
use crate::people::{Wish, WishKind};
use crate::territory::{Area, Levels};
use chrono::NaiveTime;

/// Moves a listed person to the area of the latest valid certificate. One without a document number, a known area or a
/// date between posting and election day is ignored and flagged; so is one of a person on no list, one for the own area, or for an area where
/// neither of the two levels is elected: it would cost ballots and give none.
pub(super) fn apply(case: &Case<'_>, mut decision: Decision) -> Decision {
    let certified = |wish: &Wish| wish.kind == WishKind::VoteElsewhereCertificate;
    let Outcome::Listed { area: own, marked, .. } = &decision.outcome else {
        if case.facts.wishes.iter().any(certified) {
            decision.flags.insert(Flag::CertificateIgnored);
        }
        return decision;
    };
    let (own, of_unit) = (own.clone(), marked.clone());
    let mut valid: Option<(usize, &Wish, &Area)> = None;
    for (index, wish) in case.facts.wishes.iter().enumerate() {
        if !certified(wish) {
            continue;
        }
        match certified_area(case, wish) {
            Some(area) if valid.is_none_or(|(_, earlier, _)| earlier.recorded_at <= wish.recorded_at) => {
                valid = Some((index, wish, area));
            }
            Some(_) => {}
            None => {
                decision.flags.insert(Flag::CertificateIgnored);
            }
        }
    }
    let Some((index, _, area)) = valid else { return decision };
    let elected = case.territory.levels_elected(&area.commune_code).intersection(case.election.levels);
    let ballots = Levels::UPPER.intersection(elected);
    if ballots.is_empty() || area.area_code == own {
        decision.flags.insert(Flag::CertificateIgnored);
        return decision;
    }
    // A serviceman with the commander's certificate keeps the unit's row too: three in all.
    let mut marked = vec![MarkedRow { area: own, mark: Mark::VotesElsewhere }];
    marked.extend(of_unit.into_iter().filter(|row| row.area != area.area_code));
    decision.outcome = Outcome::Listed { area: area.area_code.clone(), ballots, marked };
    decision.also.insert(0, decision.rule);
    decision.rule = Rule::R8;
    decision.facts.push(FactTable::Wishes.at(index));
    decision
}

fn certified_area<'a>(case: &Case<'a>, wish: &Wish) -> Option<&'a Area> {
    wish.document_no.as_ref()?;
    let from = case.election.posted_on.and_time(NaiveTime::MIN);
    let until = case.election_day().succ_opt()?.and_time(NaiveTime::MIN);
    let in_time = from <= wish.recorded_at && wish.recorded_at < until;
    wish.area_code.as_ref().filter(|_| in_time).and_then(|code| case.territory.area(code))
}
