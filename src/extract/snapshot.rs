//! The snapshot id: a digest of an extract's content, the same whatever files and orders the content stands in.

use super::facts;
use super::package::{Extract, Mode};
use super::replace::canonical_rows;
use super::schema::TABLES;
use crate::people::{PersonFacts, Residence};
use crate::territory::Units;
use chrono::{NaiveDate, NaiveDateTime};
use serde::Serialize;
use sha2::{Digest, Sha256};
use std::fmt::Write;

/// Digests persons in the order of their numbers, then the units, the election and the day; of a delta, the base and
/// only those tables and the election that it holds.
///
/// A person's rows are digested in the order of their dates, of partial ones in the order of the days that the law
/// takes for them. The order of the source shows only between rows of equal days, where it means something: the later
/// row counts.
pub(super) struct Snapshot {
    digest: Sha256,
    json: Vec<u8>,
}

impl Snapshot {
    pub(super) fn new() -> Self {
        Self { digest: Sha256::new(), json: Vec::new() }
    }

    /// Digests a person.
    pub(super) fn digest(&mut self, facts: &PersonFacts) {
        match in_order(facts) {
            None => self.line(facts),
            Some(sorted) => self.line(&sorted),
        }
    }

    /// The facts of a person as compact JSON in the order of the source.
    pub(super) fn document(&mut self, facts: &PersonFacts) -> &[u8] {
        self.json.clear();
        write_json(&mut self.json, facts);
        &self.json
    }

    /// Digests a person, and gives the facts as [`document`](Self::document) does.
    pub(super) fn add(&mut self, facts: &PersonFacts) -> &[u8] {
        match in_order(facts) {
            None => {
                self.line(facts);
                &self.json[..self.json.len() - 1]
            }
            Some(sorted) => {
                self.line(&sorted);
                self.document(facts)
            }
        }
    }

    /// The id: the first 128 bits of the digest as 32 hexadecimal digits; every dossier repeats it.
    pub(super) fn finish(mut self, units: &Units, extract: &Extract) -> String {
        if let Mode::Delta { base } = &extract.mode {
            self.line(&("delta", base));
        }
        for (at, table) in TABLES.iter().enumerate().filter(|(at, _)| !facts::is_of_persons(*at)) {
            if extract.mode == Mode::Full || extract.located.tables.contains_key(&at) {
                self.table(table.name, units);
            }
        }
        if let Some(terms) = &extract.terms {
            self.line(&terms.election);
            self.line(&terms.clock);
        }
        self.line(&extract.as_of);
        self.digest.finalize().iter().take(16).fold(String::with_capacity(32), |mut hex, byte| {
            write!(hex, "{byte:02x}").expect("writing to a string cannot fail");
            hex
        })
    }

    /// Digests the rows of a reference table in the order of their canonical text.
    fn table(&mut self, name: &str, units: &Units) {
        let rows = canonical_rows(units, name);
        self.line(&(name, rows.len()));
        for row in rows {
            self.digest.update(row.as_bytes());
            self.digest.update(b"\n");
        }
    }

    fn line<T: Serialize + ?Sized>(&mut self, value: &T) {
        self.json.clear();
        write_json(&mut self.json, value);
        self.json.push(b'\n');
        self.digest.update(&self.json);
    }
}

fn write_json<T: Serialize + ?Sized>(json: &mut Vec<u8>, value: &T) {
    serde_json::to_writer(json, value).expect("facts have only text keys and memory takes all");
}

/// The facts with the rows in the order of their dates; `None` if they stand so already.
fn in_order(facts: &PersonFacts) -> Option<PersonFacts> {
    let is_sorted = facts.residences.is_sorted_by_key(residence_moment)
        && facts.absences.is_sorted_by_key(|row| row.declared_on.first())
        && facts.stays.is_sorted_by_key(|row| row.from.first())
        && facts.statuses.is_sorted_by_key(|row| row.from.first())
        && facts.wishes.is_sorted_by_key::<_, NaiveDateTime>(|row| row.recorded_at);
    if is_sorted {
        return None;
    }
    let mut sorted = facts.clone();
    sorted.residences.sort_by_key(residence_moment);
    sorted.absences.sort_by_key(|row| row.declared_on.first());
    sorted.stays.sort_by_key(|row| row.from.first());
    sorted.statuses.sort_by_key(|row| row.from.first());
    sorted.wishes.sort_by_key(|row| row.recorded_at);
    Some(sorted)
}

/// The day by which the law tells the latest of several residences: of a date known in part the last one.
fn residence_moment(row: &Residence) -> Option<NaiveDate> {
    row.registered_on.map(|day| day.last())
}
