//! The signature over a manifest, and so over every file; and, in sentences, what signatures prove of an output and what not.

use super::super::roll::ids;
use super::{Kind, Verified, demands};
use crate::output::SIGNATURE;
use crate::output::manifest::{self, Manifest, signature_text};
use crate::output::reading;
use crate::output::reading::ReadingError;
use crate::roll::chain::{PublicKey, Signature};
use std::path::Path;

/// What `manifest.sig` says of `manifest.json`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Seal {
    /// There is none.
    None,
    /// What lies there is none.
    Unreadable,
    /// It is not this key's over these bytes.
    Broken(PublicKey),
    /// This key signed the manifest.
    Of(PublicKey),
}

impl Seal {
    /// Reads the signature over the bytes of a manifest.
    pub fn read(folder: &Path, manifest: &[u8], verified: &mut Verified) -> Result<Self, ReadingError> {
        let bytes = reading::own_bytes(folder, SIGNATURE);
        let bytes = match verified.read(SIGNATURE, bytes)? {
            None => return Ok(Self::Unreadable),
            Some(None) => return Ok(Self::None),
            Some(Some(bytes)) => bytes,
        };
        let Some((key, signature)) = std::str::from_utf8(&bytes).ok().and_then(parsed) else {
            verified.problem(SIGNATURE, None, "this is no signature");
            return Ok(Self::Unreadable);
        };
        Ok(match key.verify(manifest, &signature) {
            Ok(()) => Self::Of(key),
            Err(_) => Self::Broken(key),
        })
    }

    /// The signature must be whole, and of a trusted key.
    pub fn check(&self, trusted: &[PublicKey], verified: &mut Verified) {
        if *self == Self::None && !trusted.is_empty() {
            let message = format!("the manifest is not signed with key {}", ids(trusted));
            verified.problem(SIGNATURE, None, message);
        }
        if let Self::Broken(key) = self {
            let message =
                format!("it is not what {SIGNATURE} signs with key {}: one of the two was changed", key.id());
            verified.problem(manifest::FILE_NAME, None, message);
        }
        let (Self::Broken(key) | Self::Of(key)) = self else { return };
        verified.signers.insert(key.id());
        if !trusted.is_empty() && !trusted.contains(key) {
            let message = format!("the manifest is signed with another key, {}", key.id());
            verified.problem(SIGNATURE, None, message);
        }
    }
}

/// The two lines of a signature, exactly as they are written.
fn parsed(text: &str) -> Option<(PublicKey, Signature)> {
    let mut lines = text.lines();
    let (key, signature) = (lines.next()?.parse().ok()?, lines.next()?.parse().ok()?);
    (text == signature_text(&key, &signature)).then_some((key, signature))
}

/// Says what was proved of an output.
pub(super) fn remark(
    kind: Kind,
    manifest: &Manifest,
    seal: &Seal,
    trusted: &[PublicKey],
    verified: &mut Verified,
) {
    match trusted {
        [_, ..] if verified.problems.is_empty() => verified.remark(format!(
            "signed with key {}: the manifest, which names the digest of every file, and the statement of every version",
            ids(trusted)
        )),
        [_, ..] => {}
        [] => verified.remark(format!("no key to trust was named: nobody's signature was looked at; {}", signers(verified))),
    }
    if trusted.is_empty() && kind != Kind::Draft && *seal == Seal::None {
        verified.remark(
            "the manifest is not signed: printed papers and pages are bound by nothing outside this folder",
        );
    }
    if kind == Kind::Draft {
        return;
    }
    if !demands::has_rows(manifest) {
        verified.remark(
            "this output was written without rows: no list was counted again or chained; verify the database",
        );
    } else if kind == Kind::Supplements {
        let version = manifest.versions.last().map_or(0, |line| line.version);
        let by = match trusted {
            [_, ..] => "rests on the signature over the manifest alone",
            [] => "is not proved here: verify the whole output",
        };
        verified.remark(format!(
            "supplements of version {version}: each list agrees with its own chain; that it is the list that was stated {by}"
        ));
    }
}

/// With whose keys an output is signed, by its own words.
fn signers(verified: &Verified) -> String {
    let ids: Vec<&str> = verified.signers.iter().map(String::as_str).collect();
    match ids.as_slice() {
        [] => "there is none".to_owned(),
        [id] => format!("the files themselves name key {id}"),
        ids => format!("the files themselves name keys {}", ids.join(", ")),
    }
}
