//! Corrections of what was written wrong, and people taken out of the database.

use super::super::draw::Draw;
use super::change::{Scene, permanent_at};
use crate::people::{Doubts, PartialDate, PersonFacts, VitalStatus};
use chrono::{Datelike, NaiveDate};

/// Another middle or given name with the same family's.
pub(super) fn name(facts: &PersonFacts, scene: &Scene, draw: &mut Draw) -> PersonFacts {
    let person = &facts.person;
    let family = scene.names.family(draw, false);
    let mut drawn = String::new();
    scene.names.name(draw, family, person.sex, person.birth_date.year()).write_to(&mut drawn);
    let own_family = person.full_name.split(' ').next().unwrap_or(family);
    let rest = drawn.strip_prefix(family).unwrap_or_default();
    let mut changed = facts.clone();
    changed.person.full_name = format!("{own_family}{rest}").into();
    changed
}

/// Another day of the same month; of a date known in part, a whole one of the same year. The number keeps its year.
pub(super) fn birth(facts: &PersonFacts, draw: &mut Draw) -> Option<PersonFacts> {
    let birth = facts.person.birth_date;
    let month = if birth.is_full() { birth.first().month() } else { draw.below(12) + 1 };
    let day = NaiveDate::from_ymd_opt(birth.year(), month, draw.below(28) + 1)?;
    if birth == PartialDate::full(day) || day > birth.first() && birth.is_full() {
        return None;
    }
    let mut changed = facts.clone();
    changed.person.birth_date = PartialDate::full(day);
    Some(changed)
}

/// Another house of the same commune, as if it had always been so.
pub(super) fn address(facts: &PersonFacts, scene: &Scene, draw: &mut Draw) -> Option<PersonFacts> {
    let at = permanent_at(facts)?;
    let house = scene.places.house(draw, &facts.residences[at].commune_code)?;
    let mut changed = facts.clone();
    let row = &mut changed.residences[at];
    (row.hamlet_code, row.address, row.house_order) = (house.hamlet, house.address, house.order);
    Some(changed)
}

/// Taken out: the registers say nothing more.
pub(super) fn removed(facts: &PersonFacts) -> PersonFacts {
    let mut person = facts.person.clone();
    person.vital_status = VitalStatus::Removed;
    PersonFacts {
        person,
        residences: Vec::new(),
        absences: Vec::new(),
        stays: Vec::new(),
        statuses: Vec::new(),
        wishes: Vec::new(),
        doubts: Doubts::default(),
    }
}
