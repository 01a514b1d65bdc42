//! Households without a head, with more than one, and numbers that several households bear. Numbers of households count
//! within a commune's hamlet: elsewhere the same number is another household.

use super::book::{Book, Note};
use super::error::ExtractError;
use super::facts::PERSONS_AT;
use super::finding::FindingRule;
use super::record::{Cells, push_number, push_text};
use super::schema::PERSONS;
use super::sort::{Records, Sorter};
use crate::people::{CommuneCode, HamletCode, HouseholdRole, Person, Residence, VitalStatus};
use std::collections::BTreeMap;
use std::path::Path;

/// Gathers the members of households, to look at each household once all are known.
pub(super) struct Households {
    members: Sorter,
}

/// What a member shows of the household.
struct Member {
    line: u64,
    is_head: bool,
    hamlet: Option<String>,
    house: Option<u32>,
}

/// Those under one number in one commune while its members pass by, by hamlet.
#[derive(Default)]
struct Numbered {
    key: Vec<u8>,
    hamlets: BTreeMap<Option<String>, InHamlet>,
}

/// Those under one number in one hamlet.
struct InHamlet {
    line: u64,
    /// Heads by house.
    heads: BTreeMap<Option<u32>, u64>,
}

/// Adds a person who is not dead and belongs to a household to its members.
pub(super) fn push_member(person: &Person, line: u64, home: Option<&Residence>, members: &mut Records) {
    let Some(household) = person.household_id.as_deref() else { return };
    if person.vital_status == VitalStatus::Dead {
        return;
    }
    let house = home.and_then(|home| home.house_order).map(|house| house.to_string());
    let mut payload = Vec::with_capacity(32);
    push_number(&mut payload, line);
    push_number(&mut payload, u64::from(person.household_role == Some(HouseholdRole::Head)));
    push_text(&mut payload, home.and_then(|home| home.hamlet_code.as_ref()).map_or("", HamletCode::as_str));
    push_text(&mut payload, house.as_deref().unwrap_or_default());
    let mut key = Vec::with_capacity(household.len() + 8);
    push_text(&mut key, home.map_or("", |home| home.commune_code.as_str()));
    push_text(&mut key, household);
    members.push(&key, &payload);
}

impl Member {
    fn read(payload: &[u8]) -> Option<Self> {
        let mut cells = Cells::of(payload)?;
        Some(Self {
            line: cells.number()?,
            is_head: cells.number()? == 1,
            hamlet: cells.optional()?.map(str::to_owned),
            house: cells.optional_as(|house| house.parse().ok())?,
        })
    }
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
        let mut numbered = Numbered::default();
        while let Some((key, payload)) = members.current() {
            if numbered.key != key {
                numbered.tell(everybody, book)?;
                numbered = Numbered { key: key.to_vec(), hamlets: BTreeMap::new() };
            }
            numbered.add(Member::read(payload).ok_or_else(damaged)?);
            members.advance()?;
        }
        numbered.tell(everybody, book)
    }
}

impl Numbered {
    fn add(&mut self, member: Member) {
        let Member { line, is_head, hamlet, house } = member;
        let new = || InHamlet { line, heads: BTreeMap::new() };
        let in_hamlet = self.hamlets.entry(hamlet).or_insert_with(new);
        in_hamlet.line = in_hamlet.line.min(line);
        if is_head {
            *in_hamlet.heads.entry(house).or_default() += 1;
        }
    }

    fn tell(&self, everybody: bool, book: &mut Book) -> Result<(), ExtractError> {
        let mut cells = Cells::of(&self.key);
        let mut text = || cells.as_mut().and_then(Cells::text).unwrap_or_default();
        let (commune, subject) = (CommuneCode::parse(text()).ok(), text());
        // A head whose hamlet is wrong or not known may be theirs.
        let is_headed = self.hamlets.values().any(|found| !found.heads.is_empty());
        for InHamlet { line, heads } in self.hamlets.values() {
            let count: u64 = heads.values().sum();
            let are_apart = heads.iter().all(|(house, heads)| house.is_some() && *heads == 1);
            let rule = match count {
                1 => continue,
                0 if !everybody || commune.is_none() || is_headed => continue,
                0 => FindingRule::HouseholdWithoutHead,
                _ if are_apart => FindingRule::HouseholdNumberRepeated,
                _ => FindingRule::HouseholdTwoHeads,
            };
            let (commune, value) = (commune.as_ref(), count.to_string());
            book.note(Note { rule, table: PERSONS_AT, line: *line, commune, subject, value: &value })?;
        }
        Ok(())
    }
}
