//! The seal of a version: the signature that binds its statement to the line of the audit that tells of it, and by that
//! line's chain to every line before. It stands beside the statement and not in it: an audit tells when somebody loaded and
//! derived, so that equal lists would have unequal statements.

use super::digest::Hasher;
use super::{Digest, PublicKey, Signature, SignatureError, SigningKey, Statement};
use serde::{Deserialize, Serialize};

/// The line of the audit that a version was made with.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Seal {
    /// The digest of the line as it was before it took the version's own digest in.
    pub line: Digest,
    /// The signature over the statement and the line, with the statement's key; none where nothing is signed.
    pub signature: Option<Signature>,
}

impl Seal {
    /// Seals a statement and a line, with a key if there is one.
    pub fn new(line: Digest, statement: &Statement, key: Option<&SigningKey>) -> Self {
        Self { line, signature: key.map(|key| key.sign(sealed(&line, statement).as_bytes())) }
    }

    /// Whether the seal is the key's over the statement and the line.
    ///
    /// # Errors
    /// [`SignatureError`] if the signature is another's, or over something else.
    pub fn check(&self, statement: &Statement, key: &PublicKey) -> Result<bool, SignatureError> {
        match &self.signature {
            Some(signature) => key.verify(sealed(&self.line, statement).as_bytes(), signature).map(|()| true),
            None => Ok(false),
        }
    }
}

/// What is signed: 32 bytes, which no statement is.
fn sealed(line: &Digest, statement: &Statement) -> Digest {
    Hasher::labelled("cutri-seal-1").digest(&statement.digest()).digest(line).finish()
}
