//! The audit as it was read.

use super::Registers;
use crate::lists::AuditRecord;
use crate::output::reading::Problem;

/// The audit as it was read: its lines, what they keep of things, and what is wrong with the chain, with matters and with
/// versions.
pub(in crate::proof) struct Told {
    pub records: Vec<AuditRecord>,
    /// The digest of each line, the first first.
    pub digests: Vec<String>,
    /// What lines keep beside matters and versions.
    pub registers: Registers,
    pub problems: Vec<Problem>,
}

impl Told {
    /// How many lines there are, and the digest of the last.
    pub fn head(&self) -> (u64, &str) {
        (self.digests.len() as u64, self.digests.last().map_or("", String::as_str))
    }

    /// Whether a line tells that somebody did this from a source, or to a roll.
    pub fn tells(&self, is_it: impl Fn(&AuditRecord) -> bool) -> bool {
        self.records.iter().any(is_it)
    }
}
