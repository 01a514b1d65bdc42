//! The revisions of a delta in the order of personal numbers: those of its persons, and those of others whom it is told that
//! they are likely one of them.

use super::super::error::TaskError;
use super::super::load::same_as;
use crate::extract::sort::Sorted;
use crate::extract::{ExtractError, Reading};
use crate::lists::ListsError;
use crate::people::{FoundBy, PersonFacts, PersonalNumber};
use crate::store::revision::Row;
use std::collections::{BTreeMap, btree_map};
use std::iter::Peekable;

/// Revisions written at once.
const BATCH: usize = 1_000;

/// A person's number and document.
pub(super) struct Revision {
    pub personal_id: String,
    pub document: String,
}

impl Revision {
    /// It with what finds the person.
    pub fn row<'r>(&'r self, found_by: &'r FoundBy) -> Row<'r> {
        Row {
            personal_id: &self.personal_id,
            name_year: &found_by.name_year,
            old_number: &found_by.old_number,
            document: &self.document,
        }
    }
}

/// The revisions that are still to come.
pub(super) struct Revisions<'a> {
    reading: &'a Reading,
    own: Sorted,
    others: Peekable<btree_map::IntoIter<PersonalNumber, PersonFacts>>,
}

impl<'a> Revisions<'a> {
    pub fn new(reading: &'a Reading, own: Sorted, others: BTreeMap<PersonalNumber, PersonFacts>) -> Self {
        Self { reading, own, others: others.into_iter().peekable() }
    }

    /// The next revisions; none after the last.
    pub fn batch(&mut self) -> Result<Vec<Revision>, TaskError> {
        let mut batch = Vec::with_capacity(BATCH);
        while batch.len() < BATCH {
            let next = self.own.current().map(|(number, document)| (text(number), document));
            let is_before = |other: &PersonalNumber| match &next {
                Some((Ok(number), _)) => other.as_str() < number.as_str(),
                Some((Err(_), _)) => false,
                None => true,
            };
            if let Some((number, facts)) = self.others.next_if(|(number, _)| is_before(number)) {
                let document =
                    serde_json::to_string(&facts).map_err(|_| ListsError::Document { what: "snapshot" })?;
                batch.push(Revision { personal_id: number.to_string(), document });
                continue;
            }
            let Some((number, document)) = next else { break };
            let personal_id = number?;
            let is_unread = |number| self.reading.unread.contains(&number);
            if !PersonalNumber::parse(&personal_id).is_ok_and(is_unread) {
                let document = match same_as::of(personal_id.as_bytes(), &self.reading.same_as) {
                    None => text(document)?,
                    Some(others) => text(&same_as::told(document, others)?)?,
                };
                batch.push(Revision { personal_id, document });
            }
            self.own.advance().map_err(ExtractError::from)?;
        }
        Ok(batch)
    }
}

fn text(bytes: &[u8]) -> Result<String, ListsError> {
    String::from_utf8(bytes.to_vec()).map_err(|_| ListsError::Document { what: "revision" })
}
