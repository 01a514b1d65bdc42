//! The key that signs statements, and the public key that checks them (Ed25519, RFC 8032).

use super::{Signature, SignatureError, hexadecimal};
use ed25519_dalek::{Signer, VerifyingKey};
use serde::{Deserialize, Serialize};
use sha2::{Digest as _, Sha256};
use std::fmt;
use std::str::FromStr;

/// The key that signs. It has no text, and its memory is wiped when it goes.
///
/// ```
/// use cutri::roll::chain::SigningKey;
/// let key = SigningKey::from_seed([7; 32]);
/// let signature = key.sign(b"a statement");
/// assert!(key.public().verify(b"a statement", &signature).is_ok());
/// assert!(key.public().verify(b"another", &signature).is_err());
/// ```
pub struct SigningKey(pub(super) ed25519_dalek::SigningKey);

impl SigningKey {
    /// The key of 32 secret random bytes.
    pub fn from_seed(seed: [u8; 32]) -> Self {
        Self(ed25519_dalek::SigningKey::from_bytes(&seed))
    }

    /// The public key that checks what this one signs.
    pub fn public(&self) -> PublicKey {
        PublicKey(self.0.verifying_key())
    }

    /// Signs bytes; the same bytes give the same signature.
    pub fn sign(&self, message: &[u8]) -> Signature {
        Signature::from_bytes(self.0.sign(message).to_bytes())
    }
}

/// The key that checks signatures, written as 64 lower-case hexadecimal digits.
#[derive(Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(into = "String", try_from = "String")]
pub struct PublicKey(pub(super) VerifyingKey);

/// The text is no public key.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("this is no Ed25519 public key; it has 64 hexadecimal digits in lower case")]
pub struct PublicKeyError;

impl PublicKey {
    /// The key of these bytes.
    ///
    /// # Errors
    /// [`PublicKeyError`] if they are no point of the curve, or one under which a signature would prove nothing.
    pub fn from_bytes(bytes: &[u8; 32]) -> Result<Self, PublicKeyError> {
        let key = VerifyingKey::from_bytes(bytes).ok().filter(|key| !key.is_weak());
        key.map(Self).ok_or(PublicKeyError)
    }

    /// Its 32 bytes.
    pub fn as_bytes(&self) -> &[u8; 32] {
        self.0.as_bytes()
    }

    /// Checks a signature strictly: one message and key have one form of it.
    ///
    /// # Errors
    /// [`SignatureError`] if the signature is another key's, over other bytes, or changed.
    pub fn verify(&self, message: &[u8], signature: &Signature) -> Result<(), SignatureError> {
        let signature = ed25519_dalek::Signature::from_bytes(signature.as_bytes());
        self.0.verify_strict(message, &signature).map_err(|_| SignatureError)
    }

    /// The key's name among people: the first 16 hexadecimal digits of the SHA-256 of its bytes.
    pub fn id(&self) -> String {
        let mut id = super::Digest::from_bytes(Sha256::digest(self.as_bytes()).into()).to_string();
        id.truncate(16);
        id
    }
}

impl fmt::Display for PublicKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        hexadecimal::write(self.as_bytes(), f)
    }
}

impl fmt::Debug for PublicKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "PublicKey({})", self.id())
    }
}

impl FromStr for PublicKey {
    type Err = PublicKeyError;

    fn from_str(text: &str) -> Result<Self, PublicKeyError> {
        hexadecimal::read(text).map_err(|_| PublicKeyError).and_then(|bytes| Self::from_bytes(&bytes))
    }
}

impl TryFrom<String> for PublicKey {
    type Error = PublicKeyError;

    fn try_from(text: String) -> Result<Self, PublicKeyError> {
        text.parse()
    }
}

impl From<PublicKey> for String {
    fn from(key: PublicKey) -> Self {
        key.to_string()
    }
}
