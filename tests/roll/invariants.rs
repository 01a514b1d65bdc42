//! What holds for every random person of every random world: everybody is counted once, stands on one list or in one
//! group, and is known to the communes the decision leads to.

use super::Rules;
use crate::support::builders::profile;
use crate::support::comparison::election_of;
use crate::support::naive::random::{self, Random};
use cutri::law::{Decision, Outcome, Rule, Terms, decide};
use cutri::people::{AreaCode, CommuneCode, PartialDate, PersonFacts, PersonalNumber};
use cutri::roll::{CommuneBuilder, CommuneRoll, Entry, Status, Tally, communes_of};
use std::collections::{BTreeMap, BTreeSet};

const WORLDS: u64 = 40;
const PERSONS: u64 = 500;

/// A random world with its persons; nobody has the number of another.
fn world(seed: u64) -> (Rules, Vec<PersonFacts>) {
    let units = random::units(seed);
    let naive = random::election(seed);
    let mut draws = Random::new(seed + 5000);
    let persons = (0..PERSONS).map(|at| {
        let mut facts = random::person(&mut draws, &units, &naive);
        facts.person.personal_id = PersonalNumber::parse(&format!("{at:012}")).unwrap();
        facts
    });
    let persons = persons.collect();
    let territory = cutri::territory::Territory::new(units);
    (Rules { election: election_of(&naive), territory, profile: profile() }, persons)
}

impl Rules {
    fn decide(&self, facts: &PersonFacts) -> Decision {
        decide(facts, Terms::new(&self.election, &self.territory, &self.profile))
    }

    fn commune_of(&self, area: &AreaCode) -> CommuneCode {
        self.territory.area(area).expect("an area of the territory").commune_code.clone()
    }

    /// Every commune a decision leads to.
    fn communes_met(&self, decision: &Decision) -> Vec<CommuneCode> {
        match &decision.outcome {
            Outcome::Listed { area, marked, .. } => {
                let areas = std::iter::once(area).chain(marked.iter().map(|row| &row.area));
                areas.map(|area| self.commune_of(area)).collect()
            }
            Outcome::NotEligible { commune }
            | Outcome::NoList { commune, .. }
            | Outcome::Queue { commune } => commune.iter().cloned().collect(),
        }
    }

    /// The rolls of every commune and of the persons with none, each made from the persons it knows alone.
    fn all_rolls(&self, persons: &[PersonFacts]) -> Vec<CommuneRoll> {
        let codes: Vec<CommuneCode> =
            self.territory.communes().map(|commune| commune.commune_code.clone()).collect();
        let passes = codes.iter().map(Some).chain([None]);
        let rolls = passes.map(|code| {
            let mut builder = CommuneBuilder::new(self.terms(), code);
            for facts in persons {
                let known = communes_of(facts, &self.territory);
                if code.map_or(known.is_empty(), |code| known.contains(code)) {
                    builder.add(facts);
                }
            }
            builder.finish().expect("the books balance")
        });
        rolls.collect()
    }
}

#[test]
fn communes_of_holds_every_commune_a_decision_leads_to() {
    for seed in 0..WORLDS {
        let (rules, persons) = world(seed);
        for facts in &persons {
            let decision = rules.decide(facts);
            let known = communes_of(facts, &rules.territory);
            for met in rules.communes_met(&decision) {
                assert!(known.contains(&met), "world {seed}: {decision:?} leads to {met}, not in {known:?}");
            }
        }
    }
}

#[test]
fn everybody_is_counted_once_and_stands_on_exactly_one_list_or_none() {
    for seed in 0..WORLDS {
        let (rules, persons) = world(seed);
        let rolls = rules.all_rolls(&persons);
        let mut sum = Tally::default();
        let (mut standing, mut marked, mut unlisted) = (BTreeMap::new(), BTreeSet::new(), BTreeSet::new());
        for roll in &rolls {
            sum += &roll.tally;
            sum += &roll.adrift;
            for entry in &roll.entries {
                let (id, area) = (entry.personal_id, entry.area_code.clone());
                let is_first = match entry.status {
                    Status::Listed => standing.insert(id, area).is_none(),
                    Status::Marked | Status::Struck => marked.insert((id, area)),
                };
                assert!(is_first, "world {seed}: twice");
            }
            for person in &roll.unlisted {
                assert!(unlisted.insert(person.personal_id), "world {seed}: unlisted twice");
            }
        }
        assert_eq!(sum.persons, PERSONS, "world {seed}");
        assert_eq!(sum.check("the world"), Ok(()));
        assert_eq!(sum.by_rule.values().sum::<u64>(), PERSONS, "world {seed}");
        for facts in &persons {
            let id = facts.person.personal_id;
            let (stands, marks) = match rules.decide(facts).outcome {
                Outcome::Listed { area, marked, .. } => (Some(area), marked),
                _ => (None, Vec::new()),
            };
            assert_eq!(unlisted.contains(&id), stands.is_none(), "world {seed}");
            assert_eq!(standing.remove(&id), stands, "world {seed}");
            assert!(marks.into_iter().all(|row| marked.remove(&(id, row.area))), "world {seed}");
        }
        assert!(standing.is_empty() && marked.is_empty(), "world {seed}: rows of nobody");
    }
}

#[test]
fn the_order_of_persons_changes_no_roll() {
    for seed in 0..10 {
        let (rules, mut persons) = world(seed);
        let rolls = rules.all_rolls(&persons);
        shuffle(&mut Random::new(seed), &mut persons);
        assert!(rules.all_rolls(&persons) == rolls, "world {seed}");
    }
}

#[test]
fn parts_sum_to_wholes() {
    for seed in 0..WORLDS {
        let (rules, persons) = world(seed);
        for roll in rules.all_rolls(&persons) {
            let areas: Vec<&[Entry]> =
                roll.entries.chunk_by(|one, next| one.area_code == next.area_code).collect();
            assert_eq!(areas.len(), roll.tally.areas.len(), "world {seed}: each area's rows together");
            for entries in areas {
                let code = &entries[0].area_code;
                let counted = &roll.tally.areas[code];
                assert_eq!(counted.rows, entries.len() as u64);
                let totals = counted.totals;
                for count in [totals.voters, totals.national, totals.provincial, totals.communal] {
                    assert_eq!(count.total, count.male + count.female, "world {seed}, {code}");
                    assert!(count.total <= totals.voters.total, "world {seed}, {code}");
                }
                assert!(totals.first_time + totals.elderly <= totals.voters.total);
            }
            let totals = roll.tally.totals();
            let sum: u64 = roll.tally.areas.values().map(|area| area.totals.voters.total).sum();
            assert_eq!(totals.voters.total, sum);
        }
    }
}

/// Without what is allowed to change with the order of rows: the places of the facts among them.
fn without_facts(mut decision: Decision) -> Decision {
    decision.facts.clear();
    decision
}

#[test]
fn the_order_of_a_persons_rows_changes_no_decision_where_moments_differ() {
    let (mut compared, mut several) = (0, 0);
    for seed in 0..WORLDS {
        let (rules, persons) = world(seed);
        let mut draws = Random::new(seed + 9000);
        for facts in persons.iter().filter(|facts| moments_differ(facts)) {
            let mut shuffled = facts.clone();
            shuffle(&mut draws, &mut shuffled.residences);
            shuffle(&mut draws, &mut shuffled.absences);
            shuffle(&mut draws, &mut shuffled.stays);
            shuffle(&mut draws, &mut shuffled.statuses);
            shuffle(&mut draws, &mut shuffled.wishes);
            let (one, other) = (rules.decide(facts), rules.decide(&shuffled));
            assert_eq!(without_facts(one), without_facts(other), "world {seed}: {facts:#?}");
            compared += 1;
            several += u64::from(shuffled != *facts);
        }
    }
    assert!(several > 2_000 && compared > 5_000, "{several} of {compared} were shuffled");
}

/// Whether no two rows of a kind bear the same moment, so that the order of rows need not decide between them.
fn moments_differ(facts: &PersonFacts) -> bool {
    fn all_differ<K: Ord>(keys: impl IntoIterator<Item = K>) -> bool {
        let mut seen = BTreeSet::new();
        keys.into_iter().all(|key| seen.insert(key))
    }
    let begun = |day: fn(&PartialDate) -> chrono::NaiveDate| {
        let starts = facts.residences.iter().map(move |row| (row.kind, row.registered_on.as_ref().map(day)));
        all_differ(starts)
    };
    begun(PartialDate::first)
        && begun(PartialDate::last)
        && all_differ(facts.stays.iter().map(|row| row.from.first()))
        && all_differ(facts.wishes.iter().map(|row| row.recorded_at))
}

fn shuffle<T>(random: &mut Random, rows: &mut [T]) {
    for at in (1..rows.len()).rev() {
        rows.swap(at, usize::try_from(random.below(at as u64 + 1)).unwrap());
    }
}

#[test]
fn article_2_an_older_birth_date_never_loses_the_vote_by_age() {
    let too_young = |decision: &Decision| decision.rule == Rule::E1 || decision.also.contains(&Rule::E1);
    let mut gained = 0;
    for seed in 0..WORLDS {
        let (rules, persons) = world(seed);
        let mut draws = Random::new(seed + 7000);
        for facts in &persons {
            let mut older = facts.clone();
            let days = [1, 2, 31, 366, 4_000];
            let back = chrono::TimeDelta::days(*draws.pick(&days));
            older.person.birth_date = PartialDate::full(facts.person.birth_date.first() - back);
            let (young, old) = (rules.decide(facts), rules.decide(&older));
            assert!(too_young(&young) || !too_young(&old), "world {seed}: {facts:?}");
            gained += u64::from(too_young(&young) && !too_young(&old));
        }
    }
    assert!(gained > 500, "only {gained} came of age");
}
