//! The snapshot id: a digest of an extract's content, the same whatever files and orders the content stands in.

use super::facts;
use super::package::{Extract, Mode};
use super::replace::canonical_rows;
use super::schema::{self, TABLES};
use crate::people::{PersonFacts, Residence, hexadecimal};
use crate::territory::Units;
use chrono::{NaiveDate, NaiveDateTime};
use serde::Serialize;
use sha2::{Digest, Sha256};

/// Tables that later editions added: an extract without them has the id it always had.
const ADDED: [&str; 2] = [schema::OFFICES.name, schema::PROVINCE_OFFICES.name];

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

    /// Digests lines of persons.
    pub(super) fn digest(&mut self, lines: &[u8]) {
        self.digest.update(lines);
    }

    /// The id: the first 128 bits of the digest as 32 hexadecimal digits; every dossier repeats it.
    pub(super) fn finish(mut self, units: &Units, extract: &Extract) -> String {
        if let Mode::Delta { base } = &extract.mode {
            self.line(&("delta", base));
        }
        for (at, table) in TABLES.iter().enumerate().filter(|(at, _)| !facts::is_of_persons(*at)) {
            let is_there = extract.located.tables.contains_key(&at);
            if is_there || (extract.mode == Mode::Full && !ADDED.contains(&table.name)) {
                self.table(table.name, units);
            }
        }
        if let Some(terms) = &extract.terms {
            self.line(&terms.election);
            self.line(&terms.clock);
        }
        self.line(&extract.as_of);
        hexadecimal(&self.digest.finalize()[..16])
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

/// Appends the facts of a person as compact JSON in the order of the source, and a line feed.
pub(super) fn push_line(out: &mut Vec<u8>, facts: &PersonFacts) {
    write_json(out, facts);
    out.push(b'\n');
}

/// The line that is digested of a person, with the rows in the order of their dates.
pub(super) fn line(facts: &PersonFacts) -> Vec<u8> {
    line_in_order(facts).unwrap_or_else(|| as_line(facts))
}

/// The line that is digested of a person; `None` if the rows stand in the order of their dates already.
pub(super) fn line_in_order(facts: &PersonFacts) -> Option<Vec<u8>> {
    in_order(facts).map(|sorted| as_line(&sorted))
}

fn as_line(facts: &PersonFacts) -> Vec<u8> {
    let mut line = Vec::with_capacity(512);
    push_line(&mut line, facts);
    line
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
