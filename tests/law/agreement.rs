//! The program and the naive derivation, written apart from the same texts, agree on random persons.

use crate::support::builders::profile;
use crate::support::naive::{self, NaiveDecision, NaiveElection, random};
use chrono::NaiveTime;
use cutri::law::{Decision, Election, Outcome, decide};
use cutri::people::CommuneCode;
use cutri::territory::{Level, Levels, Territory};

fn election_of(naive: &NaiveElection) -> Election {
    Election {
        id: "random".into(),
        title: "BẦU CỬ".into(),
        term: "nhiệm kỳ".into(),
        election_day: naive.election_day,
        opens_at: naive.opens_at,
        closes_at: NaiveTime::from_hms_opt(19, 0, 0).expect("an hour"),
        posted_on: naive.posted_on,
        levels: naive.levels.iter().copied().fold(Levels::NONE, Levels::with),
        rule_profile: "2026".into(),
    }
}

fn naive_of(decision: &Decision, territory: &Territory) -> NaiveDecision {
    let text = |code: &Option<CommuneCode>| code.as_ref().map(ToString::to_string);
    let (outcome, area, ballots, marked, commune) = match &decision.outcome {
        Outcome::Listed { area, ballots, marked } => {
            let commune = territory.area(area).map(|area| area.commune_code.to_string());
            let marked = marked.as_ref().map(|row| (row.area.to_string(), row.mark.as_str().to_owned()));
            ("listed", Some(area.to_string()), *ballots, marked, commune)
        }
        Outcome::NotEligible { commune } => ("not_eligible", None, Levels::NONE, None, text(commune)),
        Outcome::NoList { commune } => ("no_list", None, Levels::NONE, None, text(commune)),
        Outcome::Queue { commune } => ("queue", None, Levels::NONE, None, text(commune)),
    };
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

#[test]
fn a_naive_derivation_agrees_on_100_000_random_persons() {
    let profile = profile();
    let mut differences = Vec::new();
    for seed in 0..100 {
        let units = random::units(seed);
        let naive_election = random::election(seed);
        let election = election_of(&naive_election);
        let territory = Territory::new(units.clone());
        let mut draws = random::Random::new(seed + 1000);
        for draw in 0..1000 {
            let person = random::person(&mut draws, &units, &naive_election);
            let expected = naive::decide(&person, &units, &naive_election);
            let decided = naive_of(&decide(&person, &election, &territory, &profile), &territory);
            if decided != expected {
                differences.push((seed, draw, person, decided, expected));
            }
        }
    }
    let first: Vec<String> = differences.iter().take(3).map(|found| format!("{found:#?}")).collect();
    assert!(differences.is_empty(), "{} differ; the first:\n{}", differences.len(), first.join("\n"));
}
