//! How a dossier is filed while a load puts dossiers in order: under its commune and personal number, with what else finds the
//! person before the document.

use crate::people::{FoundBy, PersonFacts};
use crate::roll::communes_of;
use crate::store::dossier::Row;
use crate::territory::Territory;

/// The key of a person with no commune: it comes before every code.
pub(super) const NO_COMMUNE: &str = "     ";
/// The bytes of a commune's code and a personal number.
pub(super) const KEY: usize = 17;
/// What ends the name and the old number in a record; neither holds one.
const END: char = '|';

/// Where a person is filed, and what else finds the person.
pub(super) struct Filed {
    pub keys: Vec<[u8; KEY]>,
    found_by: FoundBy,
}

impl Filed {
    /// Under every commune with a fact, or none, and the personal number.
    pub(super) fn of(facts: &PersonFacts, territory: &Territory) -> Self {
        let key = |commune: &str| {
            let mut key = [0; KEY];
            key[..NO_COMMUNE.len()].copy_from_slice(commune.as_bytes());
            key[NO_COMMUNE.len()..].copy_from_slice(facts.person.personal_id.as_str().as_bytes());
            key
        };
        let communes = communes_of(facts, territory);
        let keys = match communes.is_empty() {
            true => vec![key(NO_COMMUNE)],
            false => communes.iter().map(|commune| key(commune.as_str())).collect(),
        };
        Self { keys, found_by: FoundBy::of(&facts.person) }
    }

    /// Writes the record of a document over what the last one left.
    pub(super) fn write(&self, document: &[u8], record: &mut Vec<u8>) {
        let FoundBy { name_year, old_number } = &self.found_by;
        record.clear();
        for part in [name_year, old_number] {
            record.extend_from_slice(part.as_bytes());
            record.push(END as u8);
        }
        record.extend_from_slice(document);
    }
}

/// A record as it was filed: what finds the person, and the document.
pub(super) fn parts(record: &[u8]) -> (&[u8], &[u8]) {
    let ends = record.iter().enumerate().filter(|(_, byte)| **byte == END as u8);
    record.split_at(ends.map(|(at, _)| at + 1).nth(1).unwrap_or_default())
}

/// The row of a key and its record.
pub(super) fn row(record: &str) -> Row<'_> {
    let (key, record) = record.split_at(KEY);
    let (commune_code, personal_id) = key.split_at(NO_COMMUNE.len());
    let (name_year, rest) = record.split_once(END).unwrap_or_default();
    let (old_number, document) = rest.split_once(END).unwrap_or_default();
    Row { commune_code: commune_code.trim_start(), personal_id, name_year, old_number, document }
}
