//! The program's answers in the words of the naive derivation, so that both can be compared.

use super::builders::profile;
use super::naive::{NaiveDecision, NaiveElection};
use cutri::law::{Decision, Election, FormProfile, Outcome, RuleProfile};
use cutri::people::CommuneCode;
use cutri::territory::{Level, Levels, Territory};

/// The election of a naive one.
pub fn election_of(naive: &NaiveElection) -> Election {
    Election {
        id: "random".into(),
        title: "BẦU CỬ".into(),
        term: "nhiệm kỳ".into(),
        election_day: naive.election_day,
        opens_at: naive.opens_at,
        closes_at: naive.closes_at,
        posted_on: naive.posted_on,
        levels: naive.levels.iter().copied().fold(Levels::NONE, Levels::with),
        rule_profile: "2026".into(),
        form_profile: FormProfile::LATEST,
    }
}

/// The rule profile of a naive election: that of 2026 with the numbers and settings that differ.
pub fn profile_of(naive: &NaiveElection) -> RuleProfile {
    profile().with(&naive.profile.overrides()).expect("settings the program knows")
}

/// A decision in the words of the naive derivation.
pub fn naive_of(decision: &Decision, territory: &Territory) -> NaiveDecision {
    let text = |code: &Option<CommuneCode>| code.as_ref().map(ToString::to_string);
    let (outcome, area, ballots, commune) = match &decision.outcome {
        Outcome::Listed { area, ballots, .. } => {
            let commune = territory.area(area).map(|area| area.commune_code.to_string());
            ("listed", Some(area.to_string()), *ballots, commune)
        }
        Outcome::NotEligible { commune } => ("not_eligible", None, Levels::NONE, text(commune)),
        Outcome::NoList { commune, .. } => ("no_list", None, Levels::NONE, text(commune)),
        Outcome::Queue { commune } => ("queue", None, Levels::NONE, text(commune)),
    };
    let marked = decision.outcome.marked().iter();
    let marked = marked.map(|row| (row.area.to_string(), row.mark.as_str().to_owned())).collect();
    let reason = match outcome {
        "not_eligible" => Some(decision.rule.to_string()),
        _ => decision.reason.map(|reason| reason.to_string()),
    };
    NaiveDecision {
        outcome: outcome.to_owned(),
        rule: decision.rule.to_string(),
        also: decision.also.iter().map(ToString::to_string).collect(),
        flags: decision.flags.iter().map(ToString::to_string).collect(),
        area,
        ballots: ballots.iter().map(Level::as_str).map(ToOwned::to_owned).collect(),
        marked,
        commune,
        reason,
    }
}
