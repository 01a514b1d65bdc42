//! Households without a head, or with more than one.

use super::book::{Book, Note};
use super::error::ExtractError;
use super::facts::PERSONS_AT;
use super::finding::FindingRule;
use super::record::{Cells, push_number, push_text};
use super::schema::PERSONS;
use super::sort::{Records, Sorter};
use crate::people::{CommuneCode, HouseholdRole, Person, VitalStatus};
use std::path::Path;

/// Gathers the members of households, to look at each household once all are known.
pub(super) struct Households {
    members: Sorter,
}

/// A household while its members pass by.
#[derive(Default)]
struct Household {
    id: Vec<u8>,
    heads: u64,
    line: u64,
    commune: Option<CommuneCode>,
}

/// Adds a person who is not dead and belongs to a household to its members.
pub(super) fn push_member(person: &Person, line: u64, home: Option<&CommuneCode>, members: &mut Records) {
    let Some(household) = person.household_id.as_deref() else { return };
    if person.vital_status == VitalStatus::Dead {
        return;
    }
    let mut payload = Vec::with_capacity(16);
    push_number(&mut payload, line);
    push_number(&mut payload, u64::from(person.household_role == Some(HouseholdRole::Head)));
    push_text(&mut payload, home.map_or("", CommuneCode::as_str));
    members.push(household.as_bytes(), &payload);
}

impl Households {
    pub(super) fn new(scratch: &Path, memory: usize) -> Self {
        Self { members: Sorter::new(scratch, memory) }
    }

    /// Takes members; persons come in the order of their numbers.
    pub(super) fn add(&mut self, members: &Records) -> Result<(), ExtractError> {
        Ok(self.members.extend(members)?)
    }

    /// Enters a finding for each household that has not just one head. Where not everybody is here, the head of a
    /// household may be among the others: then only those with several heads are told of.
    pub(super) fn finish(self, everybody: bool, book: &mut Book) -> Result<(), ExtractError> {
        let damaged = || ExtractError::ScratchDamaged { table: PERSONS.name };
        let mut members = self.members.finish()?;
        let mut household = Household::default();
        while let Some((id, payload)) = members.current() {
            let mut cells = Cells::of(payload).ok_or_else(damaged)?;
            let line = cells.number().ok_or_else(damaged)?;
            let head = cells.number().ok_or_else(damaged)?;
            if household.id != id {
                household.tell(everybody, book)?;
                household = Household { id: id.to_vec(), line, ..Household::default() };
            }
            household.heads += head;
            household.line = household.line.min(line);
            if household.commune.is_none() {
                household.commune = CommuneCode::parse(cells.text().ok_or_else(damaged)?).ok();
            }
            members.advance()?;
        }
        household.tell(everybody, book)
    }
}

impl Household {
    fn tell(&self, everybody: bool, book: &mut Book) -> Result<(), ExtractError> {
        let rule = match self.heads {
            1 => return Ok(()),
            0 if !everybody || self.id.is_empty() => return Ok(()),
            0 => FindingRule::HouseholdWithoutHead,
            _ => FindingRule::HouseholdTwoHeads,
        };
        let subject = String::from_utf8_lossy(&self.id);
        let (line, value) = (self.line, self.heads.to_string());
        let commune = self.commune.as_ref();
        book.note(Note { rule, table: PERSONS_AT, line, commune, subject: &subject, value: &value })
    }
}
