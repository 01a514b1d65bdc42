//! Pure: The tamper-evidence of posted lists: digests of every version of every list, and signed statements over them.
//!
//! At posting, the rows of an area's list become its first version; each later change is a version after it. A version
//! costs what changed in it, whatever the length of the list:
//!
//! ```text
//! row        H(document)                               all that is decided and printed of a row
//! posted     roll, area, version, Merkle tree of rows  the first version of an area's list
//! next       the version before, the rows written      each later version
//! commune    Merkle tree of its areas' latest links
//! province   Merkle tree of its communes
//! nation     Merkle tree of its provinces
//! statement  roll, version, moment, nation, the statement before, what it rests on; signed with Ed25519
//! seal       the statement, the line of the audit that tells of it; signed with the same key
//! ```
//!
//! `H` is SHA-256. What is hashed begins with a label of its own, such as `cutri-row-1` and a line feed, or in Merkle trees
//! (RFC 6962) with the byte 0 for a leaf and 1 for a node, so that nothing can be read as something else. Texts are
//! preceded by their length; numbers and versions have 4 bytes, lengths and counts 8, the highest byte first.
//!
//! Whoever holds a [`Proof`] and the authority's [`PublicKey`] can check one row without seeing another. Knows no files,
//! no SQL, no clock and no randomness: a moment and a key's seed are given.

mod digest;
mod evidence;
mod hexadecimal;
mod key;
mod key_file;
mod list;
pub mod merkle;
mod nation;
mod proof;
mod proof_error;
mod row;
mod seal;
mod signature;
mod statement;
mod texts;

pub use digest::Digest;
pub use evidence::{Evidence, EvidenceError};
pub use hexadecimal::HexadecimalError;
pub use key::{PublicKey, PublicKeyError, SigningKey};
pub use key_file::{KeyFault, Zeroizing};
pub use list::{AreaLink, AreaVersion, ChainError, RowEdit, next, posted};
pub use nation::{commune_digest, nation_digest, province_digest, province_digests};
pub use proof::{Fate, Proof, Proved, Signed, Written};
pub use proof_error::ProofError;
pub use row::row_digest;
pub use seal::Seal;
pub use signature::{Signature, SignatureError};
pub use statement::{Grounds, Statement};
pub use texts::Texts;
