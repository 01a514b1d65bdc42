//! R8, Art. 34: the certificate to vote elsewhere, in a first derivation.

use super::plain::{Question, Said};
use super::{NaiveDecision, ballots};
use cutri::people::WishKind;
use cutri::territory::Level;

/// Moves somebody who would be listed to the area of the latest valid certificate; the own row is
/// marked, and the unit's row of a serviceman with the commander's certificate stays so.
pub fn apply(question: &Question, mut decision: NaiveDecision) -> NaiveDecision {
    let Some(own) = decision.area.clone() else {
        if question.wishes.iter().any(|wish| wish.kind == WishKind::VoteElsewhereCertificate) {
            decision.flags.insert("certificate_ignored".to_owned());
        }
        return decision;
    };
    let mut latest: Option<&Said> = None;
    for wish in &question.wishes {
        if wish.kind != WishKind::VoteElsewhereCertificate {
            continue;
        }
        if !is_valid(question, wish) {
            decision.flags.insert("certificate_ignored".to_owned());
        } else if latest.is_none_or(|other| wish.at >= other.at) {
            latest = Some(wish);
        }
    }
    let Some(area) = latest.and_then(|wish| question.area(wish.area?)) else { return decision };
    let upper = ballots(question, area, &[Level::National, Level::Provincial]);
    if area.area_code.as_str() == own || upper.is_empty() {
        decision.flags.insert("certificate_ignored".to_owned());
        return decision;
    }
    decision.also.insert(0, decision.rule);
    decision.rule = "R8".to_owned();
    decision.commune = question.known_commune(&question.now(&area.commune_code));
    decision.ballots = upper;
    decision.area = Some(area.area_code.to_string());
    decision.marked.retain(|(unit, _)| unit != area.area_code.as_str());
    decision.marked.insert(0, (own, "Bỏ phiếu ở nơi khác".to_owned()));
    decision
}

/// A document number, a known area, and a day between posting and election day, both inclusive.
fn is_valid(question: &Question, wish: &Said) -> bool {
    let day = wish.at.date();
    wish.documented
        && wish.area.is_some_and(|code| question.area(code).is_some())
        && (question.election.posted_on..=question.election.election_day).contains(&day)
}
