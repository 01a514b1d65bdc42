//! `manifest.json`: what an output was made from, and the SHA-256 of every file.

use crate::law::FormProfile;
use crate::people::{AreaCode, hexadecimal};
use crate::roll::chain::{PublicKey, Signature};
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use std::collections::BTreeMap;
use std::io::{self, Read, Write};

/// The file's name; it does not list itself.
pub const FILE_NAME: &str = "manifest.json";

/// The content of `manifest.json`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Manifest {
    pub roll_id: String,
    pub election: ElectionLine,
    pub snapshot: SnapshotLine,
    pub rule_profile: String,
    /// The forms that were printed. An output of an earlier program tells nothing of them.
    #[serde(default)]
    pub form_profile: FormProfile,
    /// The versions of the lists, the first first; before posting there is version 0 alone.
    pub versions: Vec<VersionLine>,
    /// The options that change bytes, such as the language.
    pub options: BTreeMap<String, String>,
    /// What the files of each area were made from. An output of an earlier program tells nothing of it.
    #[serde(default)]
    pub areas: BTreeMap<AreaCode, AreaLine>,
    /// The printed pages of each PDF by its path.
    #[serde(default)]
    pub pages: BTreeMap<String, u64>,
    /// SHA-256, in hexadecimal, of each file by its path with `/`.
    pub files: BTreeMap<String, String>,
}

/// The election of the rolls.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ElectionLine {
    pub id: String,
    pub title: String,
    pub term: String,
    pub election_day: String,
    pub posted_on: String,
}

/// The snapshot of the population the rolls were derived from.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SnapshotLine {
    pub id: String,
    pub as_of: String,
    pub persons: u64,
}

/// An area of the output.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct AreaLine {
    /// SHA-256 over everything the area's files depend on: under an equal key they have equal bytes.
    pub key: String,
}

/// A version of the lists.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct VersionLine {
    pub version: u32,
    /// `draft` before posting.
    pub state: String,
    /// SHA-256 over the canonical entries of every area, in the order of area codes.
    pub digest: String,
}

/// The content of `manifest.sig`: the public key and the signature, a line each.
pub fn signature_text(key: &PublicKey, signature: &Signature) -> String {
    format!("{key}\n{signature}\n")
}

/// The SHA-256 of everything a reader gives, in hexadecimal.
///
/// # Errors
/// Whatever the reader answers.
pub fn digest_of(mut reader: impl Read) -> io::Result<String> {
    let mut hasher = Sha256::new();
    let mut buffer = vec![0; 64 * 1024];
    loop {
        match reader.read(&mut buffer)? {
            0 => return Ok(hexadecimal(&hasher.finalize())),
            read => hasher.update(&buffer[..read]),
        }
    }
}

/// A writer that passes everything on and keeps its SHA-256.
#[derive(Debug)]
pub struct DigestWriter<W> {
    inner: W,
    hasher: Sha256,
}

impl<W: Write> DigestWriter<W> {
    /// Begins a digest over what will be written to `inner`.
    pub fn new(inner: W) -> Self {
        Self { inner, hasher: Sha256::new() }
    }

    /// The writer and the digest, in hexadecimal, of all that was written.
    pub fn finish(self) -> (W, String) {
        (self.inner, hexadecimal(&self.hasher.finalize()))
    }
}

impl<W: Write> Write for DigestWriter<W> {
    fn write(&mut self, buffer: &[u8]) -> io::Result<usize> {
        let written = self.inner.write(buffer)?;
        self.hasher.update(&buffer[..written]);
        Ok(written)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.inner.flush()
    }
}
