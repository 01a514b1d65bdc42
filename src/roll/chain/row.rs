//! The digest of one row: of what the official copy says, and of everything that is printed.

use super::Digest;
use super::digest::Hasher;

/// The digest of what the store keeps of a row: the JSON with everything its documents print.
pub fn document_digest(document: &[u8]) -> Digest {
    Hasher::labelled("cutri-document-1").rest(document).finish()
}

/// The digest of a row: `line` is its line of `entries.jsonl` without the line feed, `document` what the store keeps.
pub fn row_digest(line: &[u8], document: &[u8]) -> Digest {
    row_digest_of(line, &document_digest(document))
}

/// The digest of a row whose document is known by its digest, as in the files of an output.
pub fn row_digest_of(line: &[u8], document_digest: &Digest) -> Digest {
    let line = Hasher::labelled("cutri-line-1").rest(line).finish();
    Hasher::labelled("cutri-row-1").digest(&line).digest(document_digest).finish()
}
