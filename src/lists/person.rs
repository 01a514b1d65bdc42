//! One person of posted lists, for commands that act on one: facts, rows, and what would be done about both.

use super::error::ListsError;
use super::facts::Facts;
use super::lists::Lists;
use crate::changes::{Circumstances, Known, Plan, plan};
use crate::law::{Decision, Outcome, Reason, decide};
use crate::people::{CommuneCode, PersonFacts, PersonalNumber};
use crate::roll::{Entry, Rows, Status, Unlisted};
use crate::store::{self, Tx};
use chrono::NaiveDateTime;
use std::collections::BTreeMap;

/// A person whom the database holds.
pub(crate) struct Person {
    pub number: PersonalNumber,
    pub facts: PersonFacts,
    /// The rows on posted lists that are not struck.
    pub has: Rows,
}

impl Person {
    /// Finds a person with the facts of now.
    pub async fn find(tx: &mut Tx, lists: &Lists, number: PersonalNumber) -> Result<Self, ListsError> {
        let facts = Facts::now(lists).of(tx, &[number]).await?.remove(&number);
        let has = rows_of(tx, lists, &[number]).await?.remove(&number).unwrap_or_default();
        Ok(Self { number, facts: facts.ok_or(ListsError::UnknownPerson)?, has })
    }

    /// What the facts give.
    pub fn decision(&self, lists: &Lists) -> Decision {
        let terms = lists.terms();
        decide(&self.facts, terms)
    }

    /// What would be done about these facts, were they new, whatever was decided by hand.
    pub fn plan(&self, facts: &PersonFacts, lists: &Lists, now: NaiveDateTime) -> Plan {
        let is_posted = |commune: &CommuneCode| lists.is_posted(commune);
        let by = Circumstances {
            before: lists.terms(),
            after: lists.terms(),
            now,
            lists_as_of: lists.root.as_of,
            is_posted: &is_posted,
        };
        let known = Known {
            before: Some(&self.facts),
            after: Some(facts),
            has: &self.has,
            by_hand: false,
            awaited_from: None,
        };
        plan(known, by)
    }

    /// What is kept of the person beside the lists when no row stands: what the facts give, or, where these would list
    /// the person, that somebody looks into it.
    pub fn unlisted(&self, lists: &Lists) -> Option<Unlisted> {
        let mut decision = self.decision(lists);
        if let Outcome::Listed { area, .. } = &decision.outcome {
            let commune = lists.basis.territory.area(area).map(|area| area.commune_code.clone());
            decision.outcome = Outcome::Queue { commune };
            decision.reason = Some(Reason::InReview);
        }
        Unlisted::of(&self.facts, decision, &lists.basis.territory).filter(|person| lists.keep(person))
    }
}

/// The active rows of persons on posted lists.
pub(crate) async fn rows_of(
    tx: &mut Tx,
    lists: &Lists,
    numbers: &[PersonalNumber],
) -> Result<BTreeMap<PersonalNumber, Rows>, ListsError> {
    let ids = numbers.iter().map(PersonalNumber::as_str);
    let page = store::entry::of_persons(tx, lists.roll_id(), ids).await?;
    let mut rows: BTreeMap<PersonalNumber, Rows> = BTreeMap::new();
    for entry in page.parse::<Entry>()? {
        if !lists.is_posted(&entry.commune_code) {
            continue;
        }
        let of_person = rows.entry(entry.personal_id).or_default();
        match entry.status {
            Status::Listed => of_person.standing = Some(entry),
            Status::Marked => of_person.marked.push(entry),
            Status::Struck => {}
        }
    }
    Ok(rows)
}

/// Every row a person has or had on posted lists: the one that stands first, then marked ones, then struck ones.
pub(crate) async fn rows_of_person(
    tx: &mut Tx,
    lists: &Lists,
    number: PersonalNumber,
) -> Result<Vec<Entry>, ListsError> {
    let page = store::entry::of_persons(tx, lists.roll_id(), [number.as_str()]).await?;
    let mut rows = page.parse::<Entry>()?;
    rows.retain(|row| lists.is_posted(&row.commune_code));
    let place = |row: &Entry| match row.status {
        Status::Listed => 0,
        Status::Marked => 1,
        Status::Struck => 2,
    };
    rows.sort_by_key(|row| (place(row), row.area_code.clone(), std::cmp::Reverse(row.number)));
    Ok(rows)
}
