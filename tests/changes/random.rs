//! Random persons whose facts change: the rows after a change are those that the facts after it ask for.

use super::ledger::Ledger;
use super::scene::told;
use crate::support::builders::profile;
use crate::support::comparison::election_of;
use crate::support::naive::random::{self, Random};
use crate::support::naive::{self, NaiveElection};
use chrono::TimeDelta;
use cutri::changes::{Circumstances, Event, Known, Planned, Postponed, plan};
use cutri::law::{Terms, decide};
use cutri::people::{CommuneCode, PersonFacts};
use cutri::roll::{Entry, Rows};
use cutri::territory::{Level, Territory, Units};
use std::collections::{BTreeMap, BTreeSet};

const WORLDS: u64 = 50;
const PERSONS: u64 = 200;

/// The person some time later: some of the facts are those of somebody else, and the rest as they were.
fn later(random: &mut Random, before: &PersonFacts, other: PersonFacts) -> PersonFacts {
    let mut after = before.clone();
    let parts = 1 + random.below(2);
    for _ in 0..parts {
        match random.below(8) {
            0 => after.residences.clone_from(&other.residences),
            1 => after.stays.clone_from(&other.stays),
            2 => after.wishes.clone_from(&other.wishes),
            3 => after.statuses.clone_from(&other.statuses),
            4 => after.absences.clone_from(&other.absences),
            5 => after.person.full_name = "Nguyễn Văn B".into(),
            6 => after.person.birth_date = other.person.birth_date,
            _ => {
                let personal_id = after.person.personal_id;
                after = other.clone();
                after.person.personal_id = personal_id;
            }
        }
    }
    after
}

/// What a list shows of a row, and what it rests on.
#[derive(Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Shown {
    area: String,
    ballots: Vec<String>,
    mark: Option<String>,
    rule: String,
    also: Vec<String>,
    flags: BTreeSet<String>,
    name: String,
    birth_date: String,
}

/// What lists show of rows.
fn shown(rows: &Rows) -> BTreeSet<Shown> {
    let row = |row: &Entry| Shown {
        area: row.area_code.to_string(),
        ballots: row.ballots.iter().map(Level::as_str).map(str::to_owned).collect(),
        mark: row.marks.first().map(|mark| mark.as_str().to_owned()),
        rule: row.rule.to_string(),
        also: row.also.iter().map(ToString::to_string).collect(),
        flags: row.flags.iter().map(ToString::to_string).collect(),
        name: row.full_name.to_string(),
        birth_date: row.birth_date.printed(),
    };
    rows.standing.iter().chain(&rows.marked).map(row).collect()
}

/// What one world is judged by.
struct World<'a> {
    terms: Terms<'a>,
    units: &'a Units,
    election: &'a NaiveElection,
}

/// One person's circumstances: the draft among the lists, and how long before voting changes are made.
struct Times {
    draft: Option<CommuneCode>,
    hours_before: i64,
}

impl World<'_> {
    fn person(&self, random: &mut Random) -> PersonFacts {
        random::person(random, self.units, self.election)
    }

    /// The rows that a person begins with on posted lists, with numbers.
    fn posted(&self, facts: Option<&PersonFacts>, times: &Times) -> Rows {
        let rows = facts.map(|facts| Rows::of(facts, &decide(facts, self.terms), self.terms));
        let Rows { standing, marked } = rows.unwrap_or_default();
        let posted = |row: &Entry| times.draft.as_ref() != Some(&row.commune_code);
        Rows {
            standing: standing.filter(posted).map(|row| Entry { number: 7, ..row }),
            marked: marked
                .into_iter()
                .filter(posted)
                .zip(8..)
                .map(|(row, number)| Entry { number, ..row })
                .collect(),
        }
    }

    /// What posted lists show of a person by the law as another hand wrote it down.
    fn asked(&self, facts: Option<&PersonFacts>, times: &Times) -> BTreeSet<Shown> {
        let Some(facts) = facts else { return BTreeSet::new() };
        let decided = naive::decide(facts, self.units, self.election);
        let stands = decided.area.iter().map(|area| (area.clone(), decided.ballots.clone(), None));
        let marked = decided.marked.iter().map(|(area, words)| (area.clone(), vec![], Some(words.clone())));
        let is_posted = |area: &str| {
            let mut areas = self.units.areas.iter();
            let commune = areas.find(|it| it.area_code.as_str() == area).map(|it| &it.commune_code);
            times.draft.as_ref() != commune
        };
        let rows = stands.chain(marked).filter(|(area, _, _)| is_posted(area));
        rows.map(|(area, ballots, mark)| Shown {
            area,
            ballots,
            mark,
            rule: decided.rule.clone(),
            also: decided.also.clone(),
            flags: decided.flags.clone(),
            name: facts.person.full_name.to_string(),
            birth_date: facts.person.birth_date.printed(),
        })
        .collect()
    }

    fn plan(&self, (before, after): Facts<'_>, has: &Rows, times: &Times) -> Planned {
        let election = self.terms.election;
        let opening = election.election_day.and_time(election.opens_at);
        let is_posted = |code: &CommuneCode| times.draft.as_ref() != Some(code);
        let by = Circumstances {
            before: self.terms,
            after: self.terms,
            now: opening - TimeDelta::hours(times.hours_before),
            lists_as_of: election.posted_on,
            is_posted: &is_posted,
        };
        plan(Known { before, after, has, by_hand: false, awaited_from: None }, by).planned
    }

    /// Plans and makes what is to be made: it balances, gives the rows that the facts after ask for, and leaves nothing
    /// to do. Tells what happened, with the rows there are then.
    fn change(&self, (before, after): Facts<'_>, has: Rows, times: &Times) -> (String, Rows) {
        let planned = self.plan((before, after), &has, times);
        let what = || format!("{}, draft {:?}\n{before:#?}\n{after:#?}", told(&planned), times.draft);
        let mut ledger = Ledger::of(&has);
        match &planned {
            Planned::Nothing => {}
            Planned::Change(draft) | Planned::Postponed(draft, Postponed::Outgoing(_)) => ledger.make(draft),
            Planned::Postponed(_, Postponed::Late(_)) => return ("late".to_owned(), has),
            Planned::Postponed(_, Postponed::Incoming(_)) => return ("incoming".to_owned(), has),
            // Facts that are as they were move nobody; and nothing is known of whoever still stands though an earlier
            // delta took the person out.
            Planned::Postponed(_, Postponed::Unnamed) if before.is_none() || before == after => {
                return ("unnamed".to_owned(), has);
            }
            Planned::Homeless(_)
            | Planned::Postponed(_, Postponed::Unnamed | Postponed::ByHand | Postponed::Unread) => {
                panic!("{}", what())
            }
        }
        let rows = ledger.rows();
        assert_eq!(shown(&rows), self.asked(after, times), "{}", what());
        let again = self.plan((after, after), &rows, times);
        assert!(matches!(again, Planned::Nothing), "{}: again {}", what(), told(&again));
        let happened = told(&planned);
        let parts = happened.split(": ").find(|part| !part.starts_with("outgoing"));
        (parts.unwrap_or_default().to_owned(), rows)
    }
}

/// The facts before and after.
type Facts<'a> = (Option<&'a PersonFacts>, Option<&'a PersonFacts>);

#[test]
fn the_rows_after_10_000_random_changes_and_those_after_them_are_those_the_facts_ask_for() {
    let profile = profile();
    let mut happened: BTreeMap<String, u64> = BTreeMap::new();
    for seed in 0..WORLDS {
        let (units, naive) = (random::units(seed), random::election(seed));
        let (election, territory) = (election_of(&naive), Territory::new(units.clone()));
        let terms = Terms { election: &election, territory: &territory, profile: &profile };
        let world = World { terms, units: &units, election: &naive };
        let mut random = Random::new(seed + 9_000);
        for _ in 0..PERSONS {
            let former = world.person(&mut random);
            let other = world.person(&mut random);
            let present = later(&mut random, &former, other);
            let other = world.person(&mut random);
            let last = later(&mut random, &present, other);
            let draft = random.happens(15).then(|| random.pick(&units.communes).commune_code.clone());
            let hours_before = *random.pick(&[500, 500, 500, 24, 1]);
            let times = Times { draft, hours_before };
            // Some persons are new, and some taken out.
            let before = (!random.happens(5)).then_some(&former);
            let after = (!random.happens(5)).then_some(&present);
            let (one, rows) = world.change((before, after), world.posted(before, &times), &times);
            // What was late stands as it stood; the next delta comes in time, as if the clock were put back.
            let times = Times { hours_before: 500, ..times };
            let (other, _) = world.change((after, Some(&last)), rows, &times);
            for told in [one, other] {
                *happened.entry(told).or_default() += 1;
            }
        }
    }
    // The cases are worth their name: every event happens but that of complaints (R10) and that of areas (R20), and so does waiting.
    let begins = |word: &str| happened.keys().any(|told| told.split(' ').next() == Some(word));
    let events =
        Event::ALL.iter().filter(|event| ![Event::R10, Event::R20].contains(event)).map(|event| event.id());
    let missed: Vec<&str> = events.chain(["late", "incoming"]).filter(|word| !begins(word)).collect();
    assert_eq!(missed, [""; 0], "{happened:#?}");
}
