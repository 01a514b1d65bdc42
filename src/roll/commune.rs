//! The lists of one commune: every person with a fact there is decided from all facts, and kept if the decision lands
//! there. So communes are derived one at a time, in any order, and nobody is on two lists or none.

use super::entry::Entry;
use super::order::{Position, gather_households};
use super::print::{self, Printing};
use super::tally::{AreaTally, BooksError, Tally};
use super::{row, totals::Totals};
use crate::law::{Decision, Group, Mark, Outcome, Terms, decide};
use crate::people::{AreaCode, CommuneCode, PartialDate, PersonFacts, PersonalNumber};
use crate::territory::{Levels, Territory};
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};
use std::fmt;

/// A person counted in a commune, or in none, who stands on no list.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Unlisted {
    pub personal_id: PersonalNumber,
    pub full_name: Box<str>,
    pub birth_date: PartialDate,
    /// The commune in whose report the person stands; `None`: in the report of the whole input.
    pub commune_code: Option<CommuneCode>,
    /// Of somebody who may vote, where to ask: the hamlet and the whole address of the residence that is known best.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub hamlet: Option<Box<str>>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub address: Option<Box<str>>,
    pub decision: Decision,
}

/// The lists of a commune and everything counted there.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CommuneRoll {
    /// The rows, numbered, area by area.
    pub entries: Vec<Entry>,
    /// By personal number.
    pub unlisted: Vec<Unlisted>,
    /// The persons of this commune.
    pub tally: Tally,
    /// The persons of no commune whom this derivation counts, because it is the first that knows them.
    pub adrift: Tally,
}

/// The communes in which a person has a fact: a residence, stay, wish or choice of area. Wherever the person may be
/// placed is among them. Codes that the extract does not hold are not.
pub fn communes_of(facts: &PersonFacts, territory: &Territory) -> BTreeSet<CommuneCode> {
    let mut codes: Vec<&CommuneCode> =
        facts.residences.iter().flat_map(|row| row.may_mean.iter().chain([&row.commune_code])).collect();
    codes.extend(facts.wishes.iter().filter_map(|row| row.commune_code.as_ref()));
    let of_area = |code: &AreaCode| territory.area(code).map(|area| &area.commune_code);
    codes.extend(facts.wishes.iter().filter_map(|row| of_area(row.area_code.as_ref()?)));
    for facility in facts.stays.iter().filter_map(|row| territory.facility(&row.facility_code)) {
        codes.push(&facility.commune_code);
        codes.extend(facility.area_code.as_ref().and_then(of_area));
    }
    codes
        .into_iter()
        .filter_map(|code| territory.current_commune(code))
        .map(|row| row.commune_code.clone())
        .collect()
}

/// Gathers the lists of one commune, or of the persons with no commune at all.
#[derive(Debug)]
pub struct CommuneBuilder<'a> {
    terms: Terms<'a>,
    commune: Option<&'a CommuneCode>,
    rows: BTreeMap<AreaCode, AreaRows>,
    unlisted: Vec<Unlisted>,
    tally: Tally,
    adrift: Tally,
}

impl<'a> CommuneBuilder<'a> {
    /// Begins the lists of a commune; `None`: the pass of the persons with no commune.
    pub fn new(terms: Terms<'a>, commune: Option<&'a CommuneCode>) -> Self {
        Self {
            terms,
            commune,
            rows: BTreeMap::new(),
            unlisted: Vec::new(),
            tally: Tally::default(),
            adrift: Tally::default(),
        }
    }

    /// Decides one person who has a fact here, and keeps what lands here.
    pub fn add(&mut self, facts: &PersonFacts) {
        let decision = decide(facts, self.terms);
        if let Outcome::Listed { area, ballots, .. } = &decision.outcome {
            self.add_row(facts, &decision, area, *ballots, None);
        }
        for row in decision.outcome.marked() {
            self.add_row(facts, &decision, &row.area, Levels::NONE, Some(row.mark));
        }
        let commune = decision.outcome.commune(self.terms.territory);
        let first_to_know = || communes_of(facts, self.terms.territory).pop_first();
        if commune.clone().or_else(first_to_know).as_ref() != self.commune {
            return;
        }
        let tally = if commune.is_some() { &mut self.tally } else { &mut self.adrift };
        tally.count(&decision);
        self.unlisted.extend(Unlisted::of(facts, decision, self.terms.territory));
    }

    fn add_row(
        &mut self,
        facts: &PersonFacts,
        decision: &Decision,
        area: &AreaCode,
        ballots: Levels,
        mark: Option<Mark>,
    ) {
        let Some(area) = self.terms.territory.area(area) else { return };
        if Some(&area.commune_code) != self.commune {
            return;
        }
        let printing = Printing { facts, decision, terms: self.terms, area, mark };
        let position = Position::new(facts, row::house(printing), self.terms.territory);
        let entry = row::entry(printing, ballots);
        let rows = self.rows.entry(area.area_code.clone()).or_default();
        rows.positions.push(position);
        rows.entries.push(entry);
    }

    /// Orders and numbers the lists and checks the books.
    ///
    /// # Errors
    /// [`BooksError`] if the counts do not balance: a fault of the program.
    pub fn finish(self) -> Result<CommuneRoll, BooksError> {
        let Self { commune, rows, mut unlisted, mut tally, adrift, .. } = self;
        let mut entries = Vec::with_capacity(rows.values().map(|rows| rows.entries.len()).sum());
        for (code, rows) in rows {
            let before = entries.len();
            rows.number(&mut entries);
            let area = &entries[before..];
            check_numbers(&code, area)?;
            let counted = AreaTally { totals: Totals::of(area), rows: area.len() as u64 };
            tally.areas.insert(code, counted);
        }
        unlisted.sort_by_key(|person| person.personal_id);
        tally.check(commune.map_or("no commune", CommuneCode::as_str))?;
        adrift.check("no commune")?;
        Ok(CommuneRoll { entries, unlisted, tally, adrift })
    }
}

/// The rows of an area, in any order, and beside each where it belongs.
#[derive(Debug, Default)]
struct AreaRows {
    positions: Vec<Position>,
    entries: Vec<Entry>,
}

impl AreaRows {
    /// Appends the rows in the order of the list, numbered from 1.
    fn number(mut self, numbered: &mut Vec<Entry>) {
        gather_households(self.positions.iter_mut());
        // A row is large: the order is found first, and then each is moved once.
        let mut order: Vec<usize> = (0..self.positions.len()).collect();
        order.sort_by(|one, other| self.positions[*one].cmp(&self.positions[*other]));
        let mut entries: Vec<Option<Entry>> = self.entries.into_iter().map(Some).collect();
        let ordered = order.into_iter().filter_map(|at| entries[at].take());
        numbered.extend(ordered.zip(1..).map(|(entry, number)| Entry { number, ..entry }));
    }
}

/// Numbers run 1, 2, … n without gaps.
fn check_numbers(area: &AreaCode, entries: &[Entry]) -> Result<(), BooksError> {
    match (1..).zip(entries).find(|(position, entry)| *position != u64::from(entry.number)) {
        Some((position, entry)) => {
            Err(BooksError::Numbers { area: area.clone(), position, number: entry.number })
        }
        None => Ok(()),
    }
}

/// Tells why, not who: names stay out of logs and panics.
impl fmt::Debug for Unlisted {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Unlisted({:?}, {})", self.personal_id, self.decision.rule)
    }
}

impl Unlisted {
    /// A person whom a decision puts on no list; `None` where it lists the person.
    pub fn of(facts: &PersonFacts, decision: Decision, territory: &Territory) -> Option<Self> {
        let may_vote = decision.outcome.group()?.may_vote();
        let commune_code = decision.outcome.commune(territory);
        let person = &facts.person;
        let home = print::best_known(facts, &decision).filter(|_| may_vote);
        let hamlet = home.and_then(|home| territory.hamlet(home.hamlet_code.as_ref()?));
        Some(Self {
            hamlet: hamlet.map(|hamlet| territory.hamlet_name(hamlet).into()),
            address: home.map(|home| {
                let here = commune_code.as_ref().unwrap_or(&home.commune_code);
                print::address(territory, home, here)
            }),
            personal_id: person.personal_id,
            full_name: person.full_name.clone(),
            birth_date: person.birth_date,
            commune_code,
            decision,
        })
    }

    /// `no_list`, `queue` or `not_eligible`.
    pub fn outcome(&self) -> &'static str {
        self.group().map_or("listed", Group::as_str)
    }

    /// The group the person is in; `None` only in a document that this program did not write.
    pub fn group(&self) -> Option<Group> {
        self.decision.outcome.group()
    }

    /// Whether the person may vote: such persons stand in the report of their commune.
    pub fn may_vote(&self) -> bool {
        self.group().is_some_and(Group::may_vote)
    }
}
