//! People of whom a row could not be used: which tables it stands in, and the commune to look into it.

use super::schema::TABLES;
use crate::people::{CommuneCode, PersonalNumber};
use std::collections::{BTreeMap, BTreeSet};

/// The tables in which a row of a person could not be used, by their places in the schema.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) struct UnreadTables(u32);

impl UnreadTables {
    pub(super) fn insert(&mut self, table: usize) {
        self.0 |= 1 << table;
    }

    pub(super) fn holds(self, table: usize) -> bool {
        self.0 & (1 << table) != 0
    }

    /// Their names, in the order of the schema.
    pub(super) fn names(self) -> Vec<Box<str>> {
        let tables = TABLES.iter().enumerate().filter(|(at, _)| self.holds(*at));
        tables.map(|(_, table)| table.name.into()).collect()
    }
}

/// The people of whom a row could not be used.
#[derive(Debug, Default)]
pub(super) struct UnreadPeople {
    people: BTreeMap<PersonalNumber, Unread>,
    /// Rows of which nobody can tell whose they are.
    pub unattributed: u64,
}

#[derive(Debug, Clone, Default)]
struct Unread {
    tables: UnreadTables,
    /// The commune of the person's residence.
    commune: Option<CommuneCode>,
}

impl UnreadPeople {
    /// Enters whose row of a table could not be used; `None`: nobody can tell.
    pub(super) fn enter(&mut self, number: Option<PersonalNumber>, table: usize) {
        match number {
            Some(number) => self.people.entry(number).or_default().tables.insert(table),
            None => self.unattributed += 1,
        }
    }

    /// The tables in which rows of a person could not be used.
    pub(super) fn tables_of(&self, number: PersonalNumber) -> UnreadTables {
        // Of nearly every extract there is nobody.
        if self.people.is_empty() {
            return UnreadTables::default();
        }
        self.people.get(&number).map(|unread| unread.tables).unwrap_or_default()
    }

    /// Tells the commune of a person who is among them; the first that is told counts.
    pub(super) fn locate(&mut self, number: PersonalNumber, commune: &CommuneCode) {
        self.people.entry(number).or_default().commune.get_or_insert_with(|| commune.clone());
    }

    /// Takes over what others entered.
    pub(super) fn absorb(&mut self, other: Self) {
        for (number, Unread { tables, commune }) in other.people {
            let unread = self.people.entry(number).or_default();
            unread.tables.0 |= tables.0;
            unread.commune = unread.commune.take().or(commune);
        }
        self.unattributed += other.unattributed;
    }

    /// The numbers of all, and the communes of those of whom one is known.
    pub(super) fn finish(self) -> (BTreeSet<PersonalNumber>, BTreeMap<PersonalNumber, CommuneCode>) {
        let numbers = self.people.iter().filter(|(_, unread)| unread.tables != UnreadTables::default());
        let numbers = numbers.map(|(number, _)| *number).collect();
        let located = self.people.into_iter().filter_map(|(number, unread)| Some((number, unread.commune?)));
        (numbers, located.collect())
    }
}
