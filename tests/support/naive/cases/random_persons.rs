//! What holds for every random person, and that the random persons meet everything.

use super::super::random::{Random, ambiguous, doubts, election, person, units};
use super::super::{NaiveDecision, decide};
use cutri::law::{Flag, Rule};
use std::collections::BTreeMap;

/// Decides as many random persons as asked, 500 in each random world.
fn decisions(count: u64) -> impl Iterator<Item = NaiveDecision> {
    (0..count.div_ceil(500)).flat_map(|seed| {
        let units = units(seed);
        let election = election(seed);
        let mut random = Random::new(seed);
        (0..500).map(move |_| {
            let mut facts = person(&mut random, &units, &election);
            facts.doubts = doubts(&mut random, &facts.person);
            ambiguous(&mut random, &units, &mut facts.residences);
            decide(&facts, &units, &election)
        })
    })
}

#[test]
fn a_hundred_thousand_random_persons_meet_every_rule_flag_and_reason() {
    let mut met: BTreeMap<String, u32> = BTreeMap::new();
    for decision in decisions(100_000) {
        let reason = decision.reason.unwrap_or("in an area".to_owned());
        let words = [decision.outcome, decision.rule, format!("reason {reason}")];
        for word in decision.flags.into_iter().chain(words) {
            *met.entry(word).or_default() += 1;
        }
    }
    let rules = Rule::ALL.iter().map(|rule| rule.id());
    let flags = Flag::ALL.iter().filter(|flag| **flag != Flag::LeapDay).map(|flag| flag.as_str());
    let outcomes = ["listed", "not_eligible", "no_list", "queue"];
    let reasons = [
        "in an area",
        "no_area",
        "no_ballot",
        "unknown_commune",
        "predecessor_ambiguous",
        "not_here",
        "absent",
        "no_wish",
        "lapsed_temporary",
        "no_residence",
    ];
    let reasons = reasons.map(|reason| format!("reason {reason}"));
    for word in rules.chain(flags).chain(outcomes).chain(reasons.iter().map(String::as_str)) {
        let count = met.get(word).copied().unwrap_or(0);
        assert!(count >= 20, "{word} was met {count} times only: {met:?}");
    }
}

#[test]
fn a_random_person_is_listed_with_an_area_and_ballots_or_told_why_not() {
    for decision in decisions(5_000) {
        let listed = decision.outcome == "listed";
        assert_eq!(decision.area.is_some(), listed, "{decision:?}");
        assert_eq!(decision.ballots.is_empty(), !listed, "{decision:?}");
        assert_eq!(decision.reason.is_none(), listed, "{decision:?}");
        assert!(decision.commune.is_some() || !listed, "{decision:?}");
        assert!(decision.marked.is_empty() || ["R8", "P3"].contains(&&*decision.rule), "{decision:?}");
    }
}

#[test]
fn equal_seeds_give_equal_persons() {
    let draw = || person(&mut Random::new(7), &units(7), &election(7));
    assert_eq!(draw(), draw());
    assert_ne!(draw(), person(&mut Random::new(8), &units(7), &election(7)));
}
