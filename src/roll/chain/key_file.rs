//! The forms keys have in files: PKCS#8 and SubjectPublicKeyInfo (RFC 8410), in PEM or DER, as other programs read them.

use super::{PublicKey, SigningKey};
use ed25519_dalek::pkcs8::spki::der::pem::LineEnding;
use ed25519_dalek::pkcs8::spki::{self, DecodePublicKey, EncodePublicKey};
use ed25519_dalek::pkcs8::{self, DecodePrivateKey, EncodePrivateKey, KeypairBytes};

/// Bytes or a text that are wiped from memory when they go.
pub use ed25519_dalek::pkcs8::spki::der::zeroize::Zeroizing;

/// Why bytes are not the key that is needed. Says nothing of the bytes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum KeyFault {
    /// Neither PEM nor DER of a key, or damaged.
    #[error("this is no key in PEM or DER, or it is damaged; fetch it anew, or make another")]
    Unreadable,
    /// RSA, another curve, …
    #[error("this key is not an Ed25519 key, the only kind used here")]
    OtherKind,
    /// A form such as OpenSSH's.
    #[error("this key has another form than PKCS#8")]
    OtherForm,
    /// The key needs a password.
    #[error(
        "this key is locked with a password; unlock it into a file of its own with `openssl pkey -in FILE`"
    )]
    Locked,
    /// A public key where the private one is needed.
    #[error("this is a public key, which cannot sign; give the private key it belongs to")]
    Public,
    /// A private key where the public one is needed.
    #[error("this is a private key, to be kept secret; give the public key that belongs to it")]
    Private,
}

impl SigningKey {
    /// Reads the bytes of a file: PKCS#8 in PEM or DER.
    ///
    /// # Errors
    /// [`KeyFault`] if they are anything else than an Ed25519 private key without a password.
    pub fn read(file: &[u8]) -> Result<Self, KeyFault> {
        let key = match Form::of(file)? {
            Form::Der => ed25519_dalek::SigningKey::from_pkcs8_der(file),
            Form::Pem { text, label: "PRIVATE KEY" } => ed25519_dalek::SigningKey::from_pkcs8_pem(text),
            Form::Pem { label, .. } => return Err(unfit(label)),
        };
        key.map(Self).map_err(|error| match error {
            pkcs8::Error::PublicKey(spki::Error::OidUnknown { .. }) => KeyFault::OtherKind,
            _ => KeyFault::Unreadable,
        })
    }

    /// PKCS#8 in PEM, in the older version that every program reads: it holds the private key alone.
    pub fn to_pem(&self) -> Zeroizing<String> {
        self.pair().to_pkcs8_pem(LineEnding::LF).expect("32 bytes fit into PKCS#8 and PEM")
    }

    /// PKCS#8 in DER, as [`to_pem`](Self::to_pem).
    pub fn to_der(&self) -> Zeroizing<Vec<u8>> {
        self.pair().to_pkcs8_der().expect("32 bytes fit into PKCS#8").to_bytes()
    }

    fn pair(&self) -> KeypairBytes {
        KeypairBytes { secret_key: self.0.to_bytes(), public_key: None }
    }
}

impl PublicKey {
    /// Reads the bytes of a file: SubjectPublicKeyInfo in PEM or DER.
    ///
    /// # Errors
    /// [`KeyFault`] if they are anything else than an Ed25519 public key.
    pub fn read(file: &[u8]) -> Result<Self, KeyFault> {
        let key = match Form::of(file)? {
            Form::Der => ed25519_dalek::VerifyingKey::from_public_key_der(file),
            Form::Pem { text, label: "PUBLIC KEY" } => ed25519_dalek::VerifyingKey::from_public_key_pem(text),
            Form::Pem { label, .. } => return Err(unfit(label)),
        };
        let key = key.map_err(|error| match error {
            spki::Error::OidUnknown { .. } => KeyFault::OtherKind,
            _ => KeyFault::Unreadable,
        })?;
        Self::from_bytes(key.as_bytes()).map_err(|_| KeyFault::Unreadable)
    }

    /// SubjectPublicKeyInfo in PEM.
    pub fn to_pem(&self) -> String {
        self.0.to_public_key_pem(LineEnding::LF).expect("32 bytes fit into a public key's PEM")
    }

    /// SubjectPublicKeyInfo in DER.
    pub fn to_der(&self) -> Vec<u8> {
        self.0.to_public_key_der().expect("32 bytes fit into a public key's DER").into_vec()
    }
}

/// The form of a file.
enum Form<'a> {
    Der,
    Pem { text: &'a str, label: &'a str },
}

impl<'a> Form<'a> {
    fn of(file: &'a [u8]) -> Result<Self, KeyFault> {
        const BEGIN: &str = "-----BEGIN ";
        let Ok(text) = std::str::from_utf8(file) else { return Ok(Self::Der) };
        let Some((_, rest)) = text.split_once(BEGIN) else { return Ok(Self::Der) };
        let (label, _) = rest.split_once("-----").ok_or(KeyFault::Unreadable)?;
        Ok(Self::Pem { text, label })
    }
}

/// Why the PEM with this label is not the one needed.
fn unfit(label: &str) -> KeyFault {
    match label {
        "PRIVATE KEY" => KeyFault::Private,
        "PUBLIC KEY" => KeyFault::Public,
        "ENCRYPTED PRIVATE KEY" => KeyFault::Locked,
        _ => KeyFault::OtherForm,
    }
}
