//! The events of a posted list against a table written from the law alone (`events.csv`): an old situation, a new one, and
//! what follows: the event with its articles, what happens on which list with which ballots, and until when. Each row
//! names the sentence it rests on. N, P and C are the ballots for the nation, the province and the commune.

mod situation;

use super::deadline::opening;
use super::scene::{Scene, scene, told, told_ballots, verb};
use super::territory::facility;
use crate::support::builders::{moment, resident};
use chrono::TimeDelta;
use cutri::changes::{
    Authority, Clock, Complaint, Difference, Draft, Event, Kind, Late, Planned, Postponed, difference,
};
use cutri::law::{Limit, Terms};
use cutri::territory::{Territory, Units};
use serde::Deserialize;
use std::collections::BTreeSet;
use std::path::Path;

/// A moment at which every clock still runs.
const IN_TIME: &str = "2026-02-10T09:00";

/// A row of the table.
#[derive(Deserialize)]
struct Case {
    /// The id, or `-`: nothing happens.
    event: String,
    kind: String,
    /// What happens to rows: `strike H-01 NPC; append A-01 NP`.
    lists: String,
    /// The rule of the clock and the last moment of it; empty where the law leaves it open.
    clock: String,
    until: String,
    articles: String,
    before: String,
    after: String,
    /// `complaint`: as a complaint upheld; else the half of a transfer that is another office's.
    waits: String,
    /// What the territory becomes with the delta.
    territory: String,
    /// An area that votes at a moment of its own.
    opens: String,
    /// The sentence of the law.
    law: String,
}

/// What is told of an edit, without its number.
fn edits(difference: &Difference) -> BTreeSet<String> {
    difference
        .edits()
        .map(|edit| format!("{} {}{}", verb(edit), edit.area(), told_ballots(edit, ">")))
        .collect()
}

impl Case {
    fn all() -> Vec<Self> {
        let table = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/changes/oracle/events.csv");
        csv::Reader::from_path(table)
            .expect("the table")
            .into_deserialize()
            .map(|row| row.expect("a row"))
            .collect()
    }

    fn scene(&self) -> Scene {
        let (before, after) = (situation::facts(&self.before), situation::facts(&self.after));
        let mut scene = Scene { before, after, ..scene(&resident(), &resident()) };
        if let Some((area, at)) = self.opens.split_once(' ') {
            scene = opening(scene, area, at);
        }
        turn(&mut scene.present, &self.territory);
        scene
    }

    /// What is wrong with a draft, if anything.
    fn fault(&self, draft: &Draft) -> Result<(), String> {
        let event = draft.event.map_or("?", Event::id);
        let articles = draft.event.map(|event| event.citations_of(draft.right_ends)).unwrap_or_default();
        let articles: Vec<&str> = articles.iter().map(|citation| citation.told()).collect();
        let expected: BTreeSet<String> = self.lists.split("; ").map(str::to_owned).collect();
        let found = [event, draft.difference.kind.as_str(), &articles.join("; ")];
        match found == [&self.event, &self.kind, &self.articles] && edits(&draft.difference) == expected {
            true => Ok(()),
            false => Err(format!("{found:?} {:?}", edits(&draft.difference))),
        }
    }

    /// Fails unless the program does what the row says.
    fn check(&self) -> Result<(), String> {
        match (self.event.as_str(), self.waits.as_str()) {
            ("-", _) => self.plan(IN_TIME, |planned| match planned {
                Planned::Nothing => Ok(()),
                other => Err(told(other)),
            }),
            (_, "complaint") => self.complained(),
            (_, waits) => {
                let in_time = |planned: &Planned| match planned {
                    Planned::Change(draft) if waits.is_empty() => self.fault(draft),
                    Planned::Postponed(draft, Postponed::Outgoing(_) | Postponed::Incoming(_))
                        if told(planned).starts_with(&format!("{waits}: ")) =>
                    {
                        self.fault(draft)
                    }
                    other => Err(told(other)),
                };
                self.plan(IN_TIME, in_time)?;
                self.timed(in_time)
            }
        }
    }

    fn plan(&self, now: &str, judge: impl Fn(&Planned) -> Result<(), String>) -> Result<(), String> {
        let scene = self.scene().at(now);
        judge(&scene.plan().planned).map_err(|found| format!("at {now}: {found}"))
    }

    /// In time until the last minute, and late a minute after, by the rule that the law names.
    fn timed(&self, in_time: impl Fn(&Planned) -> Result<(), String>) -> Result<(), String> {
        let Some(after) = self.minute_after() else { return Ok(()) };
        self.plan(&self.until, in_time)?;
        self.plan(&after, |planned| match planned {
            Planned::Postponed(draft, Postponed::Late(late)) => self.fault(draft).and(self.by_rule(late)),
            other => Err(told(other)),
        })
    }

    fn minute_after(&self) -> Option<String> {
        let after = || moment(&self.until) + TimeDelta::minutes(1);
        (!self.clock.is_empty()).then(|| after().format("%Y-%m-%dT%H:%M").to_string())
    }

    fn by_rule(&self, late: &Late) -> Result<(), String> {
        let is_so = late.rule.id() == self.clock && late.until == Limit::Moment(moment(&self.until));
        if is_so { Ok(()) } else { Err(late.to_string()) }
    }

    /// A complaint upheld gives the rows that were asked for, under its own event, whatever the registers say.
    fn complained(&self) -> Result<(), String> {
        let scene = self.scene();
        let (has, wanted) = (scene.has(), Scene { before: scene.after.clone(), ..self.scene() }.has());
        let unnumbered = cutri::roll::Rows {
            standing: wanted.standing.map(|row| cutri::roll::Entry { number: 0, ..row }),
            ..wanted
        };
        let difference = difference(&has, &unnumbered).ok_or("nothing differs")?;
        let draft = Draft { event: Some(Complaint::EVENT), difference, right_ends: None };
        self.fault(&draft)?;
        // Article 33: somebody is missing, stands there wrongly, or a particular is wrong.
        if ![Kind::Add, Kind::Remove, Kind::Correct].contains(&draft.difference.kind) {
            return Err(format!("no complaint may {}", draft.difference.kind.as_str()));
        }
        let territory = Territory::new(scene.present.clone());
        let terms = Terms { election: &scene.election, territory: &territory, profile: &scene.profile };
        let judged = |now: &str| {
            let clock = Clock { terms, now: moment(now) };
            clock.check_change(Complaint::EVENT, &draft.difference, Authority::Office)
        };
        judged(&self.until).map_err(|late| late.to_string())?;
        let after = self.minute_after().ok_or("a complaint has a clock")?;
        judged(&after).map_or_else(|late| self.by_rule(&late), |()| Err("not late".to_owned()))
    }
}

/// The territory after what the row says of it.
fn turn(units: &mut Units, what: &str) {
    match what {
        "" => {}
        "camp-without-area gets A-03" => facility(units, "camp-without-area", Some("A-03")),
        "home gets none" => facility(units, "home", None),
        "H-01 loses its houses to H-02" => {
            units.area_parts[0].house_to = Some(5);
            units.area_parts[1].house_from = Some(6);
        }
        "H1 has another name" => units.hamlets[0].name = "thôn khác".into(),
        "HOME elects no council" => units.communes[0].council_elected = false,
        other => panic!("`{other}` is no change of territory of the table"),
    }
}

#[test]
fn every_change_of_situation_makes_the_event_that_the_law_names() {
    let mut faults = Vec::new();
    for case in Case::all() {
        if let Err(found) = case.check() {
            let Case { event, kind, articles, lists, clock, before, after, law, .. } = &case;
            faults.push(format!(
                "{before} → {after}\n  expected {event} {kind} ({articles}) {lists} {clock}\n  found {found}\n  {law}"
            ));
        }
    }
    assert!(faults.is_empty(), "{} rows:\n{}", faults.len(), faults.join("\n"));
}

#[test]
fn the_table_has_every_event_and_each_row_the_sentence_it_rests_on() {
    let cases = Case::all();
    let told: BTreeSet<&str> = cases.iter().map(|case| case.event.as_str()).collect();
    let events: BTreeSet<&str> = Event::ALL.iter().map(|event| event.id()).chain(["-"]).collect();
    assert_eq!(told, events);
    for Case { event, law, .. } in &cases {
        let names = law.split(|it: char| !it.is_alphanumeric()).any(|word| word == event);
        assert!(!law.is_empty() && (names || event == "-"), "a row of {event} rests on: {law}");
    }
}

#[test]
fn each_rule_of_the_clock_that_judges_changes_is_in_the_table() {
    let cases = Case::all();
    for clock in ["C4", "C5", "C6"] {
        let of_area = |case: &&Case| case.clock == clock && !case.opens.is_empty();
        assert!(cases.iter().filter(of_area).count() > 0, "{clock} in an area that votes early");
    }
}
