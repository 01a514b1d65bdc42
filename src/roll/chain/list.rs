//! The versions of one area's list: a chain in which each link stands over the one before.

use super::digest::Hasher;
use super::{Digest, merkle};
use crate::people::AreaCode;
use serde::{Deserialize, Serialize};

/// A version of an area's list, and the digest over everything the list has been up to it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct AreaLink {
    /// The version of the roll in which the list was last changed, or posted.
    pub version: u32,
    pub digest: Digest,
}

impl AreaLink {
    /// The version and the digest as one.
    pub(super) fn whole(&self) -> Digest {
        Hasher::labelled("cutri-link-1").number(self.version).digest(&self.digest).finish()
    }
}

/// A row as a version wrote it: appended, changed or struck.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RowEdit {
    /// The row's number in the area, from 1.
    pub number: u32,
    /// The digest of the row as it is since.
    pub row: Digest,
}

/// The rows that a version after posting wrote, by number.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct AreaVersion {
    pub version: u32,
    pub edits: Vec<RowEdit>,
}

impl AreaVersion {
    /// What the version made of a row; none if it did not touch it.
    pub fn row(&self, number: u32) -> Option<Digest> {
        self.edits.iter().find(|edit| edit.number == number).map(|edit| edit.row)
    }
}

/// Why a version cannot follow another.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum ChainError {
    /// Versions do not rise.
    #[error("version {version} of a list cannot follow version {previous}; versions rise")]
    Version { previous: u32, version: u32 },
    /// Rows of a version do not rise.
    #[error("version {version} of a list writes row {number} out of order or twice; rows rise from number 1")]
    Number { version: u32, number: u32 },
}

/// The first version of an area's list; `rows` are the digests of the rows with the numbers 1, 2, …
pub fn posted(roll_id: &str, area_code: &AreaCode, version: u32, rows: &[Digest]) -> AreaLink {
    posted_over(roll_id, area_code, version, rows.len() as u64, &merkle::root(rows))
}

/// The first version of a list known by the number of its rows and the root over them.
pub(super) fn posted_over(
    roll_id: &str,
    area_code: &AreaCode,
    version: u32,
    rows: u64,
    root: &Digest,
) -> AreaLink {
    let hasher = Hasher::labelled("cutri-posted-1").text(roll_id).text(area_code.as_str());
    AreaLink { version, digest: hasher.number(version).count(rows).digest(root).finish() }
}

/// The version that follows another by these rows alone, sorted by number; its cost is theirs.
///
/// # Errors
/// [`ChainError`] if the version is not later than the one before, or the numbers do not rise from 1.
pub fn next(previous: &AreaLink, version: u32, edits: &[RowEdit]) -> Result<AreaLink, ChainError> {
    if version <= previous.version {
        return Err(ChainError::Version { previous: previous.version, version });
    }
    let hasher = Hasher::labelled("cutri-next-1").digest(&previous.whole()).number(version);
    let mut hasher = hasher.count(edits.len() as u64);
    let mut last = 0;
    for RowEdit { number, row } in edits {
        if *number <= last {
            return Err(ChainError::Number { version, number: *number });
        }
        hasher = hasher.number(*number).digest(row);
        last = *number;
    }
    Ok(AreaLink { version, digest: hasher.finish() })
}
