//! Why a proof proves nothing.

use super::{ChainError, SignatureError};

/// Why a proof proves nothing.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum ProofError {
    /// A key is trusted, and the statement is not signed.
    #[error("the statement in the proof is not signed; ask for a proof signed with key {trusted}")]
    Unsigned { trusted: String },
    /// The statement is signed with a key that is not the trusted one.
    #[error(
        "the statement is signed with key {found}, not with the trusted key {trusted}; ask the authority for its key"
    )]
    OtherKey { trusted: String, found: String },
    /// The signature is not over this statement.
    #[error("the statement: {0}")]
    Signature(#[from] SignatureError),
    /// The row's document is that of another place, or none.
    #[error("the document in the proof is not that of row {number} of area {area}")]
    Row { area: String, number: u32 },
    /// The row does not stand where the proof says it was written.
    #[error("the proof does not show where row {number} of area {area} was written")]
    Place { area: String, number: u32 },
    /// The versions of the list make no sense.
    #[error("the list of the area: {0}")]
    Chain(#[from] ChainError),
    /// The list is later than the statement.
    #[error("the proof shows version {list} of the list, and the statement is of version {statement}")]
    Later { list: u32, statement: u32 },
    /// A path does not fit its tree.
    #[error("the path {0} is longer or shorter than its tree is high")]
    Path(&'static str),
    /// Everything fits but the end.
    #[error(
        "the row and its paths do not lead to the digest in the statement: the row, a later change of it, or the paths \
         were changed or left out"
    )]
    Nation,
}
