//! Notices as they are sent: signed, if there is a key.

use super::super::error::TaskError;
use crate::lists::Notice;
use crate::roll::chain::{PublicKey, Signature, SigningKey};
use serde::{Deserialize, Serialize};
use std::path::Path;

/// A notice as it is sent: with the signature over the notice's own bytes, if there is a key.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SentNotice {
    pub notice: Notice,
    pub public_key: Option<PublicKey>,
    pub signature: Option<Signature>,
}

impl SentNotice {
    pub(super) fn new(notice: Notice, key: Option<&SigningKey>) -> Self {
        let signature = key.map(|key| key.sign(&bytes(&notice)));
        Self { notice, public_key: key.map(SigningKey::public), signature }
    }

    /// Checks the signature, and that it is the trusted key's.
    pub(super) fn check(&self, path: &Path, trusted: Option<&PublicKey>) -> Result<(), TaskError> {
        let wrong = |why: String| TaskError::Notice { path: path.to_owned(), why };
        match (&self.public_key, &self.signature, trusted) {
            (Some(key), Some(_), Some(trusted)) if key != trusted => {
                Err(wrong(format!("it is signed with key {}, not with {}", key.id(), trusted.id())))
            }
            (Some(key), Some(signature), _) => {
                key.verify(&bytes(&self.notice), signature).map_err(|error| wrong(error.to_string()))
            }
            (_, _, Some(trusted)) => Err(wrong(format!("it is not signed with key {}", trusted.id()))),
            (None, None, None) => Ok(()),
            (_, _, None) => Err(wrong("it has a key or a signature, and not both".to_owned())),
        }
    }
}

fn bytes(notice: &Notice) -> Vec<u8> {
    serde_json::to_vec(notice).expect("a notice has text keys only and writes into memory")
}
