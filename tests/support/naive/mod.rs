//! A second, deliberately naive derivation: one person at a time, with linear scans over plain rows, written from the
//! text of the law alone. It shares no code with the program, so that where both agree on many random persons the
//! agreement means something.
//!
//! It must not know `cutri::law`, `cutri::roll` or the look-ups of `cutri::territory`; of the facts and units it uses
//! the fields only, and it does its own arithmetic of dates. Every number and every setting is given with the election.

mod build;
mod calendar;
mod cases;
mod cases_tried;
pub mod codes;
mod desk;
mod elsewhere;
pub mod random;
mod registered;
mod said;
mod who;
mod world;

use cases_tried::{Case, Place};
use chrono::{NaiveDate, NaiveTime};
use cutri::people::PersonFacts;
use cutri::territory::{Area, Level, Units};
use desk::Desk;
use std::collections::{BTreeMap, BTreeSet};

/// The remarks on one decision, by their words.
type Flags = BTreeSet<String>;

/// Every number and setting that an answer may depend on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NaiveProfile {
    /// Art. 2.
    pub voting_age_years: u32,
    /// Art. 29.3: registered so long.
    pub registered_months: u32,
    /// Residence Law Art. 27: without renewal a temporary registration lapses after so many months.
    pub lapse_months: u32,
    /// Art. 29.4: changes until so many hours before voting starts.
    pub cut_off_hours: i64,
    /// P0: a next registration joins if it begins so many days after the last ended.
    pub join_gap_days: u32,
    /// P0: a longer gap, up to so many days, is flagged where it decides.
    pub broken_gap_days: u32,
    /// P3: the commander's certificate may lead to a temporary residence.
    pub certificate_at_temporary: bool,
    /// P9: whoever has a temporary residence only is listed on a wish alone.
    pub temporary_only_needs_wish: bool,
    /// P11: the communal ballot only for those registered at the organisation itself, not for all of its commune.
    pub organisation_at_organisation_only: bool,
}

/// The numbers and settings of the election of 2026.
impl Default for NaiveProfile {
    fn default() -> Self {
        Self {
            voting_age_years: 18,
            registered_months: 12,
            lapse_months: 24,
            cut_off_hours: 24,
            join_gap_days: 1,
            broken_gap_days: 30,
            certificate_at_temporary: true,
            temporary_only_needs_wish: false,
            organisation_at_organisation_only: true,
        }
    }
}

impl NaiveProfile {
    /// What differs from the election of 2026, by the keys of `election.toml`.
    pub fn overrides(&self) -> BTreeMap<String, toml::Value> {
        let plain = Self::default().settings();
        let differs = |(key, value): &(&str, toml::Value)| !plain.contains(&(*key, value.clone()));
        let settings = self.settings().into_iter().filter(differs);
        settings.map(|(key, value)| (key.to_owned(), value)).collect()
    }

    fn settings(&self) -> Vec<(&'static str, toml::Value)> {
        let ballot = if self.organisation_at_organisation_only { "at_organisation" } else { "same_commune" };
        vec![
            ("voting_age_years", i64::from(self.voting_age_years).into()),
            ("temporary_residence_months", i64::from(self.registered_months).into()),
            ("temporary_lapse_months", i64::from(self.lapse_months).into()),
            ("change_hours_before", self.cut_off_hours.into()),
            ("join_gap_days", i64::from(self.join_gap_days).into()),
            ("broken_gap_days", i64::from(self.broken_gap_days).into()),
            ("certificate_at_temporary", self.certificate_at_temporary.into()),
            ("temporary_only_needs_wish", self.temporary_only_needs_wish.into()),
            ("organisation_communal_ballot", ballot.into()),
        ]
    }
}

/// What the derivation needs to know of an election.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NaiveElection {
    /// E, the announced day.
    pub election_day: NaiveDate,
    /// The day the lists are posted.
    pub posted_on: NaiveDate,
    /// When voting starts on E where an area has no hour of its own.
    pub opens_at: NaiveTime,
    /// When voting ends.
    pub closes_at: NaiveTime,
    /// The levels that are elected.
    pub levels: Vec<Level>,
    pub profile: NaiveProfile,
}

/// The ballots a case gives.
#[derive(Clone, Copy, PartialEq, Eq)]
enum NaiveBallot {
    AllThree,
    NationAndProvince,
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
    let desk = Desk { facts: person, units, election };
    let mut flags = Flags::new();
    desk.doubts(&mut flags);
    let grounds = desk.grounds(&mut flags);
    if let [first, others @ ..] = grounds.as_slice() {
        return not_eligible(&desk, first, others, flags);
    }
    if !desk.lapsed().is_empty() {
        flags.insert("lapsed_temporary".to_owned());
    }
    desk.flag_late(&mut flags);
    let case = cases_tried::first(&desk, &mut flags);
    let decision = settle(&desk, case, flags);
    elsewhere::settle(&desk, decision)
}

/// Section 2 of the law: nowhere, for the first of the grounds.
fn not_eligible(desk: &Desk, first: &str, others: &[&str], flags: Flags) -> NaiveDecision {
    let home = desk.usual_home().or_else(|| desk.current());
    NaiveDecision {
        outcome: "not_eligible".to_owned(),
        rule: first.to_owned(),
        also: others.iter().map(|&rule| rule.to_owned()).collect(),
        flags,
        area: None,
        ballots: Vec::new(),
        marked: Vec::new(),
        commune: home.and_then(|home| desk.known(&desk.commune_of(home))),
        reason: Some(first.to_owned()),
    }
}

/// Turns a case into a decision: the ballots of the case that are elected there, or the reason for none.
fn settle(desk: &Desk, case: Case, mut flags: Flags) -> NaiveDecision {
    let known = |commune: Option<String>| commune.and_then(|commune| desk.known(&commune));
    let (outcome, area, commune, reason) = match case.place {
        Place::Queue { reason, commune } => {
            ("queue", None, known(commune).or_else(|| commune_of_the_queue(desk)), Some(reason))
        }
        Place::NoList { reason, commune } => ("no_list", None, known(commune), Some(reason)),
        Place::Area(area) => {
            let commune = Some(area.commune_code.to_string());
            match ballots(desk, area, case.communal).is_empty() {
                true => ("no_list", None, commune, Some("no_ballot")),
                false => ("listed", Some(area), commune, None),
            }
        }
    };
    if let Some(word @ ("no_area" | "unknown_commune" | "predecessor_ambiguous" | "no_ballot")) = reason {
        flags.insert(word.to_owned());
    }
    NaiveDecision {
        outcome: outcome.to_owned(),
        rule: case.rule.to_owned(),
        also: case.beside.into_iter().map(str::to_owned).collect(),
        flags,
        area: area.map(|area| area.area_code.to_string()),
        ballots: area.map(|area| ballots(desk, area, case.communal)).unwrap_or_default(),
        marked: area.and_then(|area| unit_row(case.unit, area)).into_iter().collect(),
        commune,
        reason: reason.map(str::to_owned),
    }
}

/// "A queue is told in the commune where the case would place the person; if that is not known, in the commune of the
/// permanent, then temporary residence."
fn commune_of_the_queue(desk: &Desk) -> Option<String> {
    let homes = [desk.permanent(), desk.temporary()];
    homes.into_iter().flatten().find_map(|home| desk.known(&desk.commune_of(home)))
}

/// P3: the row in the unit's own area, if the person votes in another one.
fn unit_row(unit: Option<&Area>, area: &Area) -> Option<(String, String)> {
    let unit = unit.filter(|unit| unit.area_code != area.area_code)?;
    Some((unit.area_code.to_string(), "Bỏ phiếu ở nơi cư trú".to_owned()))
}

/// "Final set = set of the case ∩ the levels elected in that commune", and of the election; from the nation down.
fn ballots(desk: &Desk, area: &Area, communal: bool) -> Vec<String> {
    let council = desk.commune(area.commune_code.as_str()).is_some_and(|commune| commune.council_elected);
    let case = [
        (Level::National, "national", true),
        (Level::Provincial, "provincial", true),
        (Level::Communal, "communal", communal && council),
    ];
    let elected = case.iter().filter(|(level, _, given)| *given && desk.election.levels.contains(level));
    elected.map(|(_, word, _)| (*word).to_owned()).collect()
}
