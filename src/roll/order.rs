//! The order of an area's list: hamlets and houses in their order, household by household, the head first; then
//! relation, birth date, name, personal number (NEC 2026).

use crate::people::{HamletCode, HouseholdRole, PersonFacts, PersonalNumber, Residence, SortKey};
use crate::territory::{Hamlet, Territory};
use chrono::NaiveDate;
use std::collections::HashMap;

/// Where a row stands in its list. What is unknown comes after what is known.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Position {
    hamlet: AfterKnown<(u32, HamletCode)>,
    house: AfterKnown<u32>,
    household: AfterKnown<Box<str>>,
    role: AfterKnown<HouseholdRole>,
    birth: NaiveDate,
    name: SortKey,
    personal_id: PersonalNumber,
}

/// A value that sorts before its absence.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
enum AfterKnown<T> {
    Known(T),
    Unknown,
}

impl<T> From<Option<T>> for AfterKnown<T> {
    fn from(value: Option<T>) -> Self {
        value.map_or(Self::Unknown, Self::Known)
    }
}

impl Position {
    /// The position of a person who votes by a residence, or (in a facility's area) by none.
    pub(super) fn new(facts: &PersonFacts, residence: Option<&Residence>, territory: &Territory) -> Self {
        let person = &facts.person;
        let hamlet = residence.and_then(|held| own_hamlet(held, territory));
        Self {
            hamlet: hamlet.map(|row| (row.list_order.unwrap_or(u32::MAX), row.hamlet_code.clone())).into(),
            house: residence.and_then(|held| held.house_order).into(),
            household: person.household_id.clone().into(),
            role: person.household_role.into(),
            birth: person.birth_date.first(),
            name: SortKey::of_name(&person.full_name),
            personal_id: person.personal_id,
        }
    }
}

/// The hamlet of a residence, if it lies in the residence's commune.
pub(super) fn own_hamlet<'a>(residence: &Residence, territory: &'a Territory) -> Option<&'a Hamlet> {
    let commune = territory.current_commune(&residence.commune_code)?;
    let hamlet = territory.hamlet(residence.hamlet_code.as_ref()?)?;
    (hamlet.commune_code == commune.commune_code).then_some(hamlet)
}

/// Gives every member of a household the first of its houses in the hamlet, so that a household stays together even
/// where a member's house is unknown. Where several houses have a head under one number, each is a household of its own,
/// and whoever lives in none of them stands in the first.
pub(super) fn gather_households<'a>(positions: impl Iterator<Item = &'a mut Position>) {
    let positions: Vec<&mut Position> = positions.collect();
    let mut found: HashMap<Household<'_>, Houses> = HashMap::new();
    for position in &positions {
        let Some(household) = household(position) else { continue };
        found.entry(household).or_default().add(position);
    }
    let house = |position: &Position| household(position).and_then(|it| found.get(&it)?.of(position.house));
    let houses: Vec<AfterKnown<u32>> =
        positions.iter().map(|position| house(position).unwrap_or(position.house)).collect();
    for (position, house) in positions.into_iter().zip(houses) {
        position.house = house;
    }
}

/// The houses of those who share a number.
#[derive(Debug, Default)]
struct Houses {
    first: Option<AfterKnown<u32>>,
    /// Those known that have a head.
    headed: Vec<AfterKnown<u32>>,
}

impl Houses {
    fn add(&mut self, position: &Position) {
        let house = position.house;
        self.first = Some(self.first.map_or(house, |first| first.min(house)));
        let is_headed = position.role == AfterKnown::Known(HouseholdRole::Head);
        if is_headed && house != AfterKnown::Unknown && !self.headed.contains(&house) {
            self.headed.push(house);
        }
    }

    /// The house by which somebody stands who lives in this one.
    fn of(&self, house: AfterKnown<u32>) -> Option<AfterKnown<u32>> {
        match self.headed.len() {
            0 | 1 => self.first,
            _ if self.headed.contains(&house) => Some(house),
            _ => self.headed.iter().min().copied(),
        }
    }
}

/// A household in one hamlet.
type Household<'a> = (&'a AfterKnown<(u32, HamletCode)>, &'a str);

fn household(position: &Position) -> Option<Household<'_>> {
    match &position.household {
        AfterKnown::Known(household) => Some((&position.hamlet, household)),
        AfterKnown::Unknown => None,
    }
}
