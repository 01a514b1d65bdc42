//! `find`: who has a name, where each stands, and what tells them apart. What is read is bounded by the communes that are
//! named, or by how many have the name and the years of birth.

use super::error::TaskError;
use crate::law::Reason;
use crate::lists::{Facts, Lists, taken_out};
use crate::people::{CommuneCode, PartialDate, PersonFacts, PersonalNumber, SoughtName, name_year};
use crate::render::{Language, area_name, commune_name};
use crate::roll::{Entry, Status, Unlisted, communes_of};
use crate::store::found::{self, Among, NameIn};
use crate::store::{self, Database, Tx};
use crate::territory::Levels;
use chrono::{Datelike, NaiveDate};
use serde::Serialize;
use std::collections::{BTreeMap, BTreeSet};
use std::ops::RangeInclusive;

/// The most persons that are shown.
pub const SHOWN_MAX: usize = 50;
/// The most of one name that are looked at.
const LOOKED_AT_MAX: u32 = 1_000;
/// The oldest of whom somebody asks without a birth date.
const AGE_MAX: i32 = 150;

/// A person as somebody at a desk knows one.
#[derive(Debug, Clone, Copy)]
pub struct Wanted<'a> {
    /// The whole name; where communes are named, a part of it.
    pub full_name: &'a str,
    /// What is known of the birth date, if anything.
    pub birth_date: Option<PartialDate>,
    /// Only these communes, or all.
    pub communes: &'a BTreeSet<CommuneCode>,
}

/// Who was found.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Found {
    /// By birth date and personal number.
    pub persons: Vec<Namesake>,
    /// Whether there are others, who are not shown.
    pub more: bool,
}

/// Somebody of that name.
#[derive(Clone, PartialEq, Eq, Serialize)]
pub struct Namesake {
    pub personal_id: PersonalNumber,
    pub full_name: String,
    pub birth_date: PartialDate,
    /// The commune in which the person stands, or else has a fact.
    pub commune_code: Option<CommuneCode>,
    pub commune: Option<String>,
    pub stands: Stands,
}

/// Where somebody stands.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum Stands {
    /// On the list of an area; of several rows the one that stands.
    Listed {
        area_code: String,
        /// What the area is called.
        area: String,
        number: u32,
        status: Status,
        ballots: Levels,
    },
    /// On no list.
    Unlisted { reason: Option<Reason> },
    /// Nowhere: the lists of the commune are not made.
    Nowhere,
    /// Taken out of the database, with the data of this day.
    TakenOut { on: NaiveDate },
}

/// Tells which, not whose.
impl std::fmt::Debug for Namesake {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Namesake({:?})", self.personal_id)
    }
}

/// Finds those of a name, written with or without marks, among the facts of now and those whom deltas took out.
///
/// # Errors
/// [`TaskError::NoName`] if the name has no letter; another if there is no roll, a commune is unknown or the database fails.
pub async fn search(database: &Database, wanted: Wanted<'_>) -> Result<Found, TaskError> {
    let name = SoughtName::parse(wanted.full_name).ok_or(TaskError::NoName)?;
    let mut tx = database.read().await?;
    let lists = Lists::find(&mut tx, database).await?;
    super::waiting::check_communes(&lists, wanted.communes)?;
    let mut search =
        Search { lists: &lists, wanted, name, known: BTreeMap::new(), gone: Vec::new(), more: false };
    let is_kept = found::is_kept(&mut tx, &lists.root.snapshot_id).await?;
    if is_kept {
        search.look_up(&mut tx).await?;
    }
    // A part of a name is sought in communes; what an earlier edition loaded is read whole.
    if search.is_empty() && (!is_kept || !wanted.communes.is_empty()) {
        search.look_through(&mut tx).await?;
    }
    let found = search.finish(&mut tx).await?;
    tx.rollback().await?;
    Ok(found)
}

/// Those of a name, as they are found.
struct Search<'a> {
    lists: &'a Lists,
    wanted: Wanted<'a>,
    name: SoughtName,
    known: BTreeMap<PersonalNumber, PersonFacts>,
    gone: Vec<(PersonFacts, NaiveDate)>,
    more: bool,
}

impl Search<'_> {
    fn is_empty(&self) -> bool {
        self.known.is_empty() && self.gone.is_empty()
    }

    /// The years in which somebody may be born who is sought.
    fn years(&self) -> RangeInclusive<i32> {
        match self.wanted.birth_date {
            Some(date) => date.first().year()..=date.last().year(),
            None => {
                let now = self.lists.basis.as_of.year();
                now - AGE_MAX..=now
            }
        }
    }

    /// Looks the name up, and reads those who have it.
    async fn look_up(&mut self, tx: &mut Tx) -> Result<(), TaskError> {
        let lists = self.lists;
        let root = &lists.root.snapshot_id;
        let among = Among { root, sequence: lists.sequence, limit: LOOKED_AT_MAX + 1 };
        let names: Vec<String> = self.years().map(|year| name_year(self.name.letters(), year)).collect();
        let found = match self.wanted.communes.is_empty() {
            true => found::named(tx, among, names.iter().map(String::as_str)).await?,
            false => {
                let communes = self.wanted.communes.iter().map(CommuneCode::as_str);
                let in_commune =
                    |commune_code| names.iter().map(move |name_year| NameIn { name_year, commune_code });
                let names: Vec<NameIn<'_>> = communes.flat_map(in_commune).collect();
                found::named_in(tx, among, &names).await?
            }
        };
        self.more = found.len() > LOOKED_AT_MAX as usize;
        let numbers = found.iter().filter_map(|number| PersonalNumber::parse(number).ok());
        let numbers: Vec<PersonalNumber> = numbers.take(LOOKED_AT_MAX as usize).collect();
        let facts = Facts::now(lists).of(tx, &numbers).await?;
        for number in numbers.iter().filter(|number| !facts.contains_key(number)).take(SHOWN_MAX) {
            let taken_out = taken_out(tx, lists, *number, lists.sequence).await?;
            self.gone.extend(taken_out.filter(|(facts, _)| self.is_wanted(facts) && self.is_there(facts)));
        }
        let wanted = facts.into_iter().filter(|(_, facts)| self.is_wanted(facts) && self.is_there(facts));
        self.known = wanted.collect();
        Ok(())
    }

    /// Reads communes for those of a name, or a part of one.
    async fn look_through(&mut self, tx: &mut Tx) -> Result<(), TaskError> {
        let territory = &self.lists.basis.territory;
        let communes: Vec<Option<CommuneCode>> = match self.wanted.communes.is_empty() {
            true => {
                let all = territory.communes().map(|commune| Some(commune.commune_code.clone()));
                all.chain([None]).collect()
            }
            false => self.wanted.communes.iter().cloned().map(Some).collect(),
        };
        let in_part = !self.wanted.communes.is_empty();
        for commune in &communes {
            let mut found = Vec::new();
            let take = |facts: &PersonFacts| {
                let name = &facts.person.full_name;
                if self.is_born(facts) && (self.name.is_of(name) || in_part && self.name.is_part_of(name)) {
                    found.push(facts.clone());
                }
            };
            Facts::now(self.lists).of_commune(tx, commune.as_ref(), territory, take).await?;
            self.known.extend(found.into_iter().map(|facts| (facts.person.personal_id, facts)));
            if self.known.len() > SHOWN_MAX {
                self.more = true;
                break;
            }
        }
        Ok(())
    }

    fn is_born(&self, facts: &PersonFacts) -> bool {
        let born = facts.person.birth_date;
        self.wanted.birth_date.is_none_or(|date| date.first() <= born.last() && born.first() <= date.last())
    }

    fn is_wanted(&self, facts: &PersonFacts) -> bool {
        self.is_born(facts) && self.name.is_of(&facts.person.full_name)
    }

    /// Whether the person has a fact in a commune that is named.
    fn is_there(&self, facts: &PersonFacts) -> bool {
        let wanted = self.wanted.communes;
        wanted.is_empty() || !communes_of(facts, &self.lists.basis.territory).is_disjoint(wanted)
    }

    /// Tells where those who are shown stand.
    async fn finish(self, tx: &mut Tx) -> Result<Found, TaskError> {
        let Self { lists, mut more, known, gone, .. } = self;
        let roll_id = lists.roll_id();
        let gone = gone.into_iter().map(|(facts, on)| (facts, Some(on)));
        let mut persons: Vec<(PersonFacts, Option<NaiveDate>)> =
            known.into_values().map(|facts| (facts, None)).chain(gone).collect();
        persons.sort_by_key(|(facts, _)| (facts.person.birth_date.first(), facts.person.personal_id));
        more |= persons.len() > SHOWN_MAX;
        persons.truncate(SHOWN_MAX);
        let numbers = || persons.iter().map(|(facts, _)| facts.person.personal_id.as_str());
        let rows = store::entry::of_persons(tx, roll_id, numbers()).await?.parse::<Entry>()?;
        let outcomes = store::outcome::of_persons(tx, roll_id, numbers()).await?.parse::<Unlisted>()?;
        let places = Places { lists, rows, outcomes };
        Ok(Found {
            persons: persons.into_iter().map(|(facts, on)| places.namesake(facts, on)).collect(),
            more,
        })
    }
}

/// What the lists say of those who were found.
struct Places<'a> {
    lists: &'a Lists,
    rows: Vec<Entry>,
    outcomes: Vec<Unlisted>,
}

impl Places<'_> {
    fn namesake(&self, facts: PersonFacts, taken_out: Option<NaiveDate>) -> Namesake {
        let territory = &self.lists.basis.territory;
        let person = &facts.person;
        let rows = self.rows.iter().filter(|row| row.personal_id == person.personal_id);
        let row = rows.min_by_key(|row| (row.status != Status::Listed, row.status == Status::Struck));
        let outcome = self.outcomes.iter().find(|it| it.personal_id == person.personal_id);
        let listed = row.filter(|row| row.status == Status::Listed || outcome.is_none());
        let stands = match (taken_out, listed, outcome) {
            (Some(on), _, _) => Stands::TakenOut { on },
            (None, Some(row), _) => Stands::Listed {
                area_code: row.area_code.to_string(),
                area: territory
                    .area(&row.area_code)
                    .map_or_else(|| row.area_code.to_string(), |area| area_name(area, Language::Vietnamese)),
                number: row.number,
                status: row.status,
                ballots: row.ballots,
            },
            (None, None, Some(outcome)) => Stands::Unlisted { reason: outcome.decision.reason },
            (None, None, None) => Stands::Nowhere,
        };
        let of_list = listed.map(|row| row.commune_code.clone());
        let of_outcome = || outcome.and_then(|outcome| outcome.commune_code.clone());
        let of_facts = || communes_of(&facts, territory).pop_first();
        let commune_code = of_list.or_else(of_outcome).or_else(of_facts);
        let commune = commune_code.as_ref().and_then(|code| territory.commune(code)).map(commune_name);
        Namesake {
            personal_id: person.personal_id,
            full_name: person.full_name.to_string(),
            birth_date: person.birth_date,
            commune_code,
            commune,
            stands,
        }
    }
}
