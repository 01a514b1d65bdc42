//! The digest of one row: of everything that is decided and printed of it.

use super::Digest;
use super::digest::Hasher;

/// The digest of a row: of the JSON that the store and `rows.jsonl` keep of it, on one line.
pub fn row_digest(document: &[u8]) -> Digest {
    Hasher::labelled("cutri-row-1").rest(document).finish()
}
