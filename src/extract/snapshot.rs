//! The snapshot id: a digest of an extract's content, the same whatever files and orders the content stands in.

use super::package::Extract;
use crate::people::{PersonFacts, Residence};
use crate::territory::Units;
use chrono::{NaiveDate, NaiveDateTime};
use serde::Serialize;
use sha2::{Digest, Sha256};
use std::fmt::Write;

/// Digests persons in the order of their numbers, then the units, the election and the day.
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

    /// Digests a person, and gives the facts as compact JSON in the order of the source.
    pub(super) fn add(&mut self, facts: &PersonFacts) -> &[u8] {
        match in_order(facts) {
            None => self.line(facts),
            Some(sorted) => {
                self.line(&sorted);
                self.json.clear();
                write_json(&mut self.json, facts);
                self.json.push(b'\n');
            }
        }
        &self.json[..self.json.len() - 1]
    }

    /// The id: the first 128 bits of the digest as 32 hexadecimal digits; every dossier repeats it.
    pub(super) fn finish(mut self, units: &Units, extract: &Extract) -> String {
        self.table("provinces", &units.provinces);
        self.table("communes", &units.communes);
        self.table("hamlets", &units.hamlets);
        self.table("facilities", &units.facilities);
        self.table("areas", &units.areas);
        self.table("area_parts", &units.area_parts);
        self.table("constituencies", &units.constituencies);
        self.table("constituency_parts", &units.constituency_parts);
        self.line(&extract.election);
        self.line(&extract.clock);
        self.line(&extract.as_of);
        self.digest.finalize().iter().take(16).fold(String::with_capacity(32), |mut hex, byte| {
            write!(hex, "{byte:02x}").expect("writing to a string cannot fail");
            hex
        })
    }

    /// Digests a table's rows in the order of their canonical text.
    fn table<T: Serialize>(&mut self, name: &str, rows: &[T]) {
        let text = |row| serde_json::to_string(row).expect("units have only text keys");
        let mut rows: Vec<String> = rows.iter().map(text).collect();
        rows.sort_unstable();
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
