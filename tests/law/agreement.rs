//! The program and the naive derivation, written apart from the same texts, agree on random persons.

use crate::support::comparison::{election_of, naive_of, profile_of};
use crate::support::naive::{self, random};
use cutri::law::{Terms, decide};
use cutri::territory::Territory;

#[test]
fn a_naive_derivation_agrees_on_100_000_random_persons() {
    let mut differences = Vec::new();
    for seed in 0..100 {
        let units = random::units(seed);
        let naive_election = random::election_with_settings(seed);
        let (election, profile) = (election_of(&naive_election), profile_of(&naive_election));
        let territory = Territory::new(units.clone());
        let mut draws = random::Random::new(seed + 1000);
        for draw in 0..1000 {
            let mut person = random::person(&mut draws, &units, &naive_election);
            person.doubts = random::doubts(&mut draws, &person.person);
            random::ambiguous(&mut draws, &units, &mut person.residences);
            random::beyond(&mut draws, &mut person.wishes);
            let expected = naive::decide(&person, &units, &naive_election);
            let decided = naive_of(&decide(&person, Terms::new(&election, &territory, &profile)), &territory);
            if decided != expected {
                differences.push((seed, draw, person, decided, expected));
            }
        }
    }
    let first: Vec<String> = differences.iter().take(3).map(|found| format!("{found:#?}")).collect();
    assert!(differences.is_empty(), "{} differ; the first:\n{}", differences.len(), first.join("\n"));
}
