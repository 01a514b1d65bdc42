//! The order of an area's list: hamlets and houses in their order, household by household, the head first; then
//! relation, birth date, name, personal number (NEC 2026).

use crate::people::{HamletCode, HouseholdRole, PersonFacts, PersonalNumber, Residence, SortKey};
use crate::territory::{Hamlet, Territory};
use chrono::NaiveDate;
use std::collections::BTreeMap;

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
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
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

/// A household in one hamlet.
type Household = (AfterKnown<(u32, HamletCode)>, Box<str>);

/// Gives every member of a household the first of its houses in the hamlet, so that a household stays together even
/// where a member's house is unknown.
pub(super) fn gather_households<'a>(positions: impl Iterator<Item = &'a mut Position>) {
    let mut positions: Vec<&mut Position> = positions.collect();
    let mut first: BTreeMap<Household, AfterKnown<u32>> = BTreeMap::new();
    for position in &positions {
        let AfterKnown::Known(household) = &position.household else { continue };
        let house = first.entry((position.hamlet.clone(), household.clone())).or_insert(AfterKnown::Unknown);
        *house = house.clone().min(position.house.clone());
    }
    for position in &mut positions {
        let AfterKnown::Known(household) = &position.household else { continue };
        if let Some(house) = first.get(&(position.hamlet.clone(), household.clone())) {
            position.house = house.clone();
        }
    }
}
