//! A second, deliberately naive derivation: one person at a time, with linear scans over plain rows, written from the
//! text of the law alone. It shares no code with the program, so that where both agree on many random persons the
//! agreement means something.
//!
//! It must not know `cutri::law`, `cutri::roll` or the look-ups of `cutri::territory`; of the facts and units it uses
//! the fields only, and it does its own arithmetic of dates.

mod build;
mod cases;
mod certificate;
mod exclusion;
mod homes;
mod order;
mod plain;
pub mod random;
mod units;
mod wishes;
mod world;

use chrono::{NaiveDate, NaiveTime};
use cutri::people::PersonFacts;
use cutri::territory::{Area, Level, Units};
use order::{Case, Place};
use plain::Question;
use std::collections::BTreeSet;

/// Art. 2: full 18 years.
const VOTING_AGE_YEARS: u32 = 18;
/// Art. 29.3: registered for 12 months.
const REGISTERED_MONTHS: u32 = 12;
/// Residence Law Art. 27: a temporary registration lapses after 2 years.
const LAPSE_MONTHS: u32 = 24;
/// Art. 29.4: changes until 24 hours before voting starts.
const CUT_OFF_HOURS: i64 = 24;

/// The remarks on one decision, by their words.
type Flags = BTreeSet<String>;

/// What the derivation needs to know of an election.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NaiveElection {
    /// E, the announced day.
    pub election_day: NaiveDate,
    /// The day the lists are posted.
    pub posted_on: NaiveDate,
    /// When voting starts on E where an area has no hour of its own.
    pub opens_at: NaiveTime,
    /// The levels that are elected.
    pub levels: Vec<Level>,
}

/// What the law says about one person.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NaiveDecision {
    /// `listed`, `not_eligible`, `no_list` or `queue`.
    pub outcome: String,
    /// The rule the decision rests on, such as `P8`.
    pub rule: String,
    /// Other grounds, in the order of the law.
    pub also: Vec<String>,
    /// The remarks, by their words.
    pub flags: BTreeSet<String>,
    /// The area whose list holds the person; only if listed.
    pub area: Option<String>,
    /// The ballots from the nation down; only if listed.
    pub ballots: Vec<String>,
    /// The areas whose rows are only marked, and the words of each mark: the own place first, then the unit.
    pub marked: Vec<(String, String)>,
    /// The commune that counts the person, if it is known.
    pub commune: Option<String>,
    /// Why the person is on no list; none if listed.
    pub reason: Option<String>,
}

/// Decides where one person stands, with which ballots, and why.
pub fn decide(person: &PersonFacts, units: &Units, election: &NaiveElection) -> NaiveDecision {
    let question = Question::new(person, units, election);
    let mut flags = Flags::new();
    let grounds = exclusion::grounds(&question, &mut flags);
    if let [first, others @ ..] = grounds.as_slice() {
        return not_eligible(&question, first, others, flags);
    }
    if !homes::lapsed(&question).is_empty() {
        flags.insert("lapsed_temporary".to_owned());
    }
    wishes::flag_late(&question, &mut flags);
    let case = order::first_case(&question, &mut flags);
    let decision = settle(&question, case, flags);
    certificate::apply(&question, decision)
}

/// Section 2 of the law: nowhere, for the first of the grounds.
fn not_eligible(question: &Question, first: &str, others: &[&str], flags: Flags) -> NaiveDecision {
    let home = homes::permanent(question)
        .or_else(|| homes::latest_temporary(question))
        .or_else(|| homes::latest_current(question));
    NaiveDecision {
        outcome: "not_eligible".to_owned(),
        rule: first.to_owned(),
        also: others.iter().map(|&rule| rule.to_owned()).collect(),
        flags,
        area: None,
        ballots: Vec::new(),
        marked: Vec::new(),
        commune: home.and_then(|home| question.known_commune(&home.commune)),
        reason: Some(first.to_owned()),
    }
}

/// Turns a case into a decision: the ballots of the case that are elected there, or the reason for none.
fn settle(question: &Question, case: Case, mut flags: Flags) -> NaiveDecision {
    let (outcome, area, commune, reason) = match case.place {
        Place::Queue { reason, commune } => ("queue", None, commune, Some(reason)),
        Place::NoList { reason, commune } => ("no_list", None, commune, Some(reason)),
        Place::Area(area) => {
            let commune = question.known_commune(&question.now(&area.commune_code));
            match ballots(question, area, case.ballots).is_empty() {
                true => ("no_list", None, commune, Some("no_ballot")),
                false => ("listed", Some(area), commune, None),
            }
        }
    };
    if let Some(word @ ("no_area" | "unknown_commune" | "no_ballot")) = reason {
        flags.insert(word.to_owned());
    }
    NaiveDecision {
        outcome: outcome.to_owned(),
        rule: case.rule.to_owned(),
        also: case.also.iter().map(|&rule| rule.to_owned()).collect(),
        flags,
        area: area.map(|area| area.area_code.to_string()),
        ballots: area.map(|area| ballots(question, area, case.ballots)).unwrap_or_default(),
        marked: area.and_then(|area| unit_row(case.unit, area)).into_iter().collect(),
        commune,
        reason: reason.map(str::to_owned),
    }
}

/// P3: the row in the unit's own area, if the person votes in another one.
fn unit_row(unit: Option<&Area>, area: &Area) -> Option<(String, String)> {
    let unit = unit.filter(|unit| unit.area_code != area.area_code)?;
    Some((unit.area_code.to_string(), "Bỏ phiếu ở nơi cư trú".to_owned()))
}

/// The ballots of a case that are elected in the area's commune, from the nation down.
fn ballots(question: &Question, area: &Area, wanted: &[Level]) -> Vec<String> {
    let commune = question.now(&area.commune_code);
    let mut found = Vec::new();
    for (level, word) in
        [(Level::National, "national"), (Level::Provincial, "provincial"), (Level::Communal, "communal")]
    {
        let elected = question.election.levels.contains(&level);
        let council = level != Level::Communal || question.elects_council(&commune);
        if wanted.contains(&level) && elected && council {
            found.push(word.to_owned());
        }
    }
    found
}
