//! A digest, and how everything but Merkle trees is hashed: a label first, then parts whose ends are known.

use super::hexadecimal::{self, HexadecimalError};
use serde::{Deserialize, Serialize};
use sha2::{Digest as _, Sha256};
use std::fmt;
use std::str::FromStr;

/// A SHA-256, written as 64 lower-case hexadecimal digits.
///
/// ```
/// use cutri::roll::chain::{Digest, row_digest};
/// let digest = row_digest(b"{}");
/// assert_eq!(digest.to_string().parse::<Digest>()?, digest);
/// assert_eq!(digest.short(), &digest.to_string()[..12]);
/// assert!(digest.to_string().to_uppercase().parse::<Digest>().is_err());
/// # Ok::<(), cutri::roll::chain::HexadecimalError>(())
/// ```
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(into = "String", try_from = "String")]
pub struct Digest([u8; 32]);

impl Digest {
    /// The digest of these bytes of a store or a wire.
    pub fn from_bytes(bytes: [u8; 32]) -> Self {
        Self(bytes)
    }

    /// Its 32 bytes.
    pub fn as_bytes(&self) -> &[u8; 32] {
        &self.0
    }

    /// The first 12 hexadecimal digits, for print and speech; it proves nothing.
    pub fn short(&self) -> String {
        let mut text = self.to_string();
        text.truncate(12);
        text
    }
}

impl AsRef<[u8]> for Digest {
    fn as_ref(&self) -> &[u8] {
        &self.0
    }
}

impl fmt::Display for Digest {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        hexadecimal::write(&self.0, f)
    }
}

impl fmt::Debug for Digest {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Digest({})", self.short())
    }
}

impl FromStr for Digest {
    type Err = HexadecimalError;

    fn from_str(text: &str) -> Result<Self, HexadecimalError> {
        hexadecimal::read(text).map(Self)
    }
}

impl TryFrom<String> for Digest {
    type Error = HexadecimalError;

    fn try_from(text: String) -> Result<Self, HexadecimalError> {
        text.parse()
    }
}

impl From<Digest> for String {
    fn from(digest: Digest) -> Self {
        digest.to_string()
    }
}

/// Hashes a label and the parts that follow.
#[derive(Clone)]
pub(super) struct Hasher(Sha256);

impl Hasher {
    /// Begins with a label. Labels hold no line feed, so none is the beginning of another; they begin with `c`, so none
    /// is a leaf or a node of a tree.
    pub(super) fn labelled(label: &str) -> Self {
        debug_assert!(
            label.starts_with("cutri-") && !label.contains('\n'),
            "{label} could be read as another"
        );
        Self(Sha256::new().chain_update(label).chain_update(b"\n"))
    }

    /// Begins with the one byte of a leaf or a node.
    pub(super) fn tagged(tag: u8) -> Self {
        Self(Sha256::new().chain_update([tag]))
    }

    /// A text with its length in bytes before it.
    pub(super) fn text(self, text: &str) -> Self {
        self.count(text.len() as u64).rest(text.as_bytes())
    }

    /// The same for a digest that takes its parts in one by one.
    pub(super) fn add_text(&mut self, text: &str) {
        self.0.update((text.len() as u64).to_be_bytes());
        self.0.update(text);
    }

    pub(super) fn number(self, number: u32) -> Self {
        self.rest(&number.to_be_bytes())
    }

    pub(super) fn count(self, count: u64) -> Self {
        self.rest(&count.to_be_bytes())
    }

    pub(super) fn digest(self, digest: &Digest) -> Self {
        self.rest(&digest.0)
    }

    /// Bytes whose length nothing tells: only the last part, or one of a fixed length.
    pub(super) fn rest(self, bytes: &[u8]) -> Self {
        Self(self.0.chain_update(bytes))
    }

    pub(super) fn finish(self) -> Digest {
        Digest(self.0.finalize().into())
    }
}
