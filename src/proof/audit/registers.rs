//! What the lines of the audit keep of things: the digest of each as a line left it.

use crate::lists::AuditRecord;
use crate::lists::audit::VERSION;
use crate::lists::digests::{SHAPES, SNAPSHOT, TOUCHED};
use std::collections::BTreeMap;

/// What a line keeps of something.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::proof) struct Kept {
    pub name: String,
    pub sequence: u64,
    pub digest: String,
}

/// What lines keep, by roll and name; what belongs to no roll is under the empty one. Versions have their own lines.
#[derive(Debug, Clone, Default)]
pub(in crate::proof) struct Registers(BTreeMap<(String, String), Vec<Kept>>);

impl Registers {
    /// What some lines keep.
    pub fn of(records: &[AuditRecord]) -> Self {
        let mut all: BTreeMap<(String, String), Vec<Kept>> = BTreeMap::new();
        for record in records {
            for (name, digest) in record.registers.iter().filter(|(name, _)| !name.starts_with(VERSION)) {
                let is_shared = [SNAPSHOT, SHAPES, TOUCHED].iter().any(|prefix| name.starts_with(prefix));
                let roll = if is_shared { String::new() } else { record.roll_id.clone() };
                let kept = Kept { name: name.clone(), sequence: record.sequence, digest: digest.clone() };
                all.entry((roll, name.clone())).or_default().push(kept);
            }
        }
        Self(all)
    }

    /// Every line's word on something, the first first.
    pub fn all(&self, roll: &str, name: &str) -> &[Kept] {
        self.0.get(&(roll.to_owned(), name.to_owned())).map_or(&[], Vec::as_slice)
    }

    /// The last word on something, which is then settled.
    pub fn take(&mut self, roll: &str, name: &str) -> Option<Kept> {
        self.0.remove(&(roll.to_owned(), name.to_owned()))?.pop()
    }

    /// The last words on everything whose name begins so and that is not settled yet, which it is then.
    pub fn take_all(&mut self, prefix: &str) -> Vec<Kept> {
        let names: Vec<(String, String)> =
            self.0.keys().filter(|(_, name)| name.starts_with(prefix)).cloned().collect();
        names.into_iter().filter_map(|name| self.0.remove(&name)?.pop()).collect()
    }
}
