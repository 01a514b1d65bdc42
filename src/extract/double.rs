//! One person under two personal numbers (D3): persons whose facts only one person can have. Nobody is merged: both stay, and
//! somebody looks.

use super::book::{Book, Note};
use super::check::{self, Counted};
use super::error::ExtractError;
use super::facts::PERSONS_AT;
use super::finding::FindingRule;
use super::quality::Quality;
use super::record::{Cells, push_number, push_text};
use super::schema::PERSONS;
use super::sort::{Records, Sorter};
use crate::people::{
    CommuneCode, Person, PersonFacts, PersonalNumber, Residence, SortKey, VitalStatus, old_number,
};
use chrono::NaiveDate;
use std::collections::{BTreeMap, BTreeSet};
use std::hash::{DefaultHasher, Hash, Hasher};
use std::path::Path;

/// The digits of the numbers before 2016.
const OLD_NUMBER_DIGITS: usize = 9;
/// The most others that are named beside one person: a number typed as a filler may stand with thousands.
pub const OTHERS_MAX: usize = 5;
/// The most persons of equal name, birth date and sex that are compared with each other.
const COMPARED_MAX: usize = 200;

/// Who is likely the same person under other numbers, and under which.
pub type SameAs = BTreeMap<PersonalNumber, Vec<PersonalNumber>>;

/// What tells a person from others of equal name, birth date and sex.
#[derive(Debug)]
struct Candidate {
    number: PersonalNumber,
    line: u64,
    commune: Option<CommuneCode>,
    /// Counted as contradicting something already.
    is_unclean: bool,
    old_number: Option<String>,
    /// Digests of the house and of the household in it; 0: unknown.
    house: u64,
    household: u64,
}

/// Gathers persons by their old numbers, and by name, birth date and sex, to compare those who agree once all are known.
pub(super) struct Doubles {
    persons: Sorter,
}

/// Adds a living person under what may give away that it is another one too.
pub(super) fn push_person(
    person: &Person,
    line: u64,
    home: Option<&Residence>,
    is_unclean: bool,
    persons: &mut Records,
) {
    if person.vital_status != VitalStatus::Alive {
        return;
    }
    let old_number = old_number(person);
    let mut payload = Vec::with_capacity(64);
    push_text(&mut payload, person.personal_id.as_str());
    push_number(&mut payload, line);
    push_text(&mut payload, home.map_or("", |home| home.commune_code.as_str()));
    push_number(&mut payload, u64::from(is_unclean));
    push_text(&mut payload, old_number.unwrap_or_default());
    push_number(&mut payload, home.and_then(house).unwrap_or_default());
    push_number(&mut payload, home.and_then(|home| household(person, home)).unwrap_or_default());
    if let Some(old_number) = old_number {
        persons.push(old_number.as_bytes(), &payload);
    }
    if let Some(named) = named(person) {
        persons.push(&named.to_be_bytes(), &payload);
    }
}

/// The house of a residence, where hamlet and place or an address tell it.
fn house(home: &Residence) -> Option<u64> {
    let Residence { commune_code, hamlet_code, house_order, address, .. } = home;
    match (hamlet_code, house_order, address) {
        (Some(hamlet), Some(house), _) => Some(digest(&(commune_code, hamlet, house))),
        (hamlet, house, Some(address)) => Some(digest(&(commune_code, hamlet, house, address))),
        (_, _, None) => None,
    }
}

fn household(person: &Person, home: &Residence) -> Option<u64> {
    let household = person.household_id.as_ref()?;
    Some(digest(&(&home.commune_code, &home.hamlet_code, household)))
}

fn digest(of: &impl Hash) -> u64 {
    let mut hasher = DefaultHasher::new();
    of.hash(&mut hasher);
    hasher.finish()
}

/// What tells whether a person is likely another one too.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Likeness {
    /// The old number, where it is one.
    pub old_number: Option<Box<str>>,
    /// The digest of name, birth date and sex, of a birth date that is known whole.
    pub named: Option<u64>,
    /// The commune in which the person is counted.
    pub commune: Option<CommuneCode>,
    house: u64,
    household: u64,
}

impl Likeness {
    /// Of a living person, who is counted where the residences that hold on this day tell; `None` of anybody else.
    pub fn of(facts: &PersonFacts, on: NaiveDate, lapse_months: u32) -> Option<Self> {
        let person = &facts.person;
        let home = check::home(facts, Counted { on, lapse_months });
        (person.vital_status == VitalStatus::Alive).then(|| Self {
            old_number: old_number(person).map(Into::into),
            named: named(person),
            commune: home.map(|home| home.commune_code.clone()),
            house: home.and_then(house).unwrap_or_default(),
            household: home.and_then(|home| household(person, home)).unwrap_or_default(),
        })
    }

    /// Whether it is likely the same person: by the old number, or by name, birth date, sex, and house or household.
    pub fn is_same(&self, other: &Self) -> bool {
        let has = |one: &Option<Box<str>>, other: &Option<Box<str>>| one.is_some() && one == other;
        let are_told_apart =
            matches!((&self.old_number, &other.old_number), (Some(one), Some(other)) if one != other);
        has(&self.old_number, &other.old_number)
            || (self.named.is_some()
                && self.named == other.named
                && !are_told_apart
                && (lives_with(self.house, other.house) || lives_with(self.household, other.household)))
    }
}

/// Whether two digests of houses or households are one that is known.
fn lives_with(one: u64, other: u64) -> bool {
    one == other && one != 0
}

/// The digest of name, birth date and sex, of a birth date that is known whole.
fn named(person: &Person) -> Option<u64> {
    let is_whole = person.birth_date.first() == person.birth_date.last();
    is_whole.then(|| digest(&(SortKey::of_text(&person.full_name), person.birth_date, person.sex)))
}

impl Candidate {
    fn read(payload: &[u8]) -> Option<Self> {
        let mut cells = Cells::of(payload)?;
        Some(Self {
            number: PersonalNumber::parse(cells.text()?).ok()?,
            line: cells.number()?,
            commune: CommuneCode::parse(cells.text()?).ok(),
            is_unclean: cells.number()? == 1,
            old_number: cells.optional()?.map(str::to_owned),
            house: cells.number()?,
            household: cells.number()?,
        })
    }

    /// Whether two of equal name, birth date and sex live in one house or household. Twins of one name have old numbers of
    /// their own.
    fn is_same(&self, other: &Self) -> bool {
        let are_told_apart =
            matches!((&self.old_number, &other.old_number), (Some(one), Some(other)) if one != other);
        !are_told_apart
            && (lives_with(self.house, other.house) || lives_with(self.household, other.household))
    }
}

/// Those who agree in more than chance allows.
#[derive(Default)]
struct Found {
    persons: BTreeMap<PersonalNumber, (Candidate, BTreeSet<PersonalNumber>)>,
}

impl Found {
    fn add(&mut self, person: &Candidate, other: PersonalNumber) {
        let known = || {
            let Candidate { number, line, is_unclean, house, household, .. } = *person;
            let (commune, old_number) = (person.commune.clone(), person.old_number.clone());
            (Candidate { number, line, commune, is_unclean, old_number, house, household }, BTreeSet::new())
        };
        let (_, others) = self.persons.entry(person.number).or_insert_with(known);
        if others.len() < OTHERS_MAX {
            others.insert(other);
        }
    }

    /// Compares those of one old number, or of one name, birth date and sex.
    fn compare(&mut self, key: &[u8], persons: &[Candidate]) {
        let by_old_number = key.len() == OLD_NUMBER_DIGITS;
        let are_same = |one: &Candidate, other: &Candidate| {
            one.number != other.number && (by_old_number || one.is_same(other))
        };
        for (at, one) in persons.iter().enumerate() {
            for other in persons[..at].iter().filter(|other| are_same(one, other)) {
                self.add(one, other.number);
                self.add(other, one.number);
            }
        }
    }
}

impl Doubles {
    pub(super) fn new(scratch: &Path, memory: usize) -> Self {
        Self { persons: Sorter::new(scratch, memory) }
    }

    /// Takes persons; they come in the order of their numbers.
    pub(super) fn add(&mut self, persons: &Records) -> Result<(), ExtractError> {
        Ok(self.persons.extend(persons)?)
    }

    /// Enters a finding for each who is likely another one too, takes them from those who are clean, and tells who they are.
    pub(super) fn finish(self, book: &mut Book, quality: &mut Quality) -> Result<SameAs, ExtractError> {
        let damaged = || ExtractError::ScratchDamaged { table: PERSONS.name };
        let mut sorted = self.persons.finish()?;
        let mut found = Found::default();
        let (mut key, mut alike): (Vec<u8>, Vec<Candidate>) = (Vec::new(), Vec::new());
        // The first of a key is read only once a second comes: nearly everybody is alone.
        let mut first: Vec<u8> = Vec::new();
        while let Some((next, payload)) = sorted.current() {
            if next != key {
                found.compare(&key, &alike);
                alike.clear();
                (key, first) = (replaced(key, next), replaced(first, payload));
            } else if alike.len() < COMPARED_MAX {
                if alike.is_empty() {
                    alike.push(Candidate::read(&first).ok_or_else(damaged)?);
                }
                alike.push(Candidate::read(payload).ok_or_else(damaged)?);
            }
            sorted.advance()?;
        }
        found.compare(&key, &alike);
        let mut same_as = SameAs::new();
        for (number, (person, others)) in found.persons {
            let others: Vec<PersonalNumber> = others.into_iter().collect();
            let value = others.iter().map(PersonalNumber::as_str).collect::<Vec<_>>().join(", ");
            let (line, commune, subject) = (person.line, person.commune.as_ref(), number.as_str());
            let rule = FindingRule::PerhapsTwice;
            book.note(Note { rule, table: PERSONS_AT, line, commune, subject, value: &value })?;
            if !person.is_unclean {
                quality.is_unclean_after_all(commune);
            }
            same_as.insert(number, others);
        }
        Ok(same_as)
    }
}

/// The bytes of `new` in the room of `old`.
fn replaced(mut old: Vec<u8>, new: &[u8]) -> Vec<u8> {
    old.clear();
    old.extend_from_slice(new);
    old
}
