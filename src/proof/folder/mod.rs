//! Every file of an output against its manifest and its signature, and the sums and invariants again from the
//! entries.

mod demands;
mod files;
mod seal;
mod sums;

use super::Problem;
use crate::output::manifest::{self, Manifest};
use crate::output::reading::ReadingError;
use crate::output::reading::{self, Files};
use crate::output::{CHAIN, DECISIONS, ROWS, VERSIONS};
use crate::progress::Progress;
use crate::roll::chain::PublicKey;
use seal::Seal;
use serde::Serialize;
use std::collections::BTreeSet;
use std::path::Path;

/// What was checked, and what is wrong.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize)]
pub struct Verified {
    pub roll_id: String,
    pub files: u64,
    pub areas: u64,
    pub entries: u64,
    /// Versions of posted lists that were chained again, and how many of them are signed.
    pub versions: u64,
    pub signed_versions: u64,
    /// The ids of the keys that the statements and the manifest are signed with, by their own words.
    pub signers: BTreeSet<String>,
    /// What is proved, and what is not, in sentences.
    pub remarks: Vec<String>,
    pub problems: Vec<Problem>,
}

/// What an output holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    /// Lists before posting.
    Draft,
    /// Every posted list at a version.
    Whole,
    /// The lists that a version changed, and what it changed.
    Supplements,
}

impl Kind {
    /// What a manifest says it is. One that calls itself a draft beside the files of posted lists is none.
    fn of(manifest: &Manifest) -> Self {
        let is_chained = |name: &String| {
            let file = name.rsplit('/').next().unwrap_or(name);
            [VERSIONS, CHAIN, ROWS].contains(&file)
        };
        let is_posted = manifest.versions.iter().any(|version| version.version > 0);
        match (is_posted || manifest.files.keys().any(is_chained), manifest.options.get(SUPPLEMENTS)) {
            (false, None) => Self::Draft,
            (true, None) => Self::Whole,
            (_, Some(_)) => Self::Supplements,
        }
    }
}

/// The option of a manifest that tells whose version's supplements an output holds.
const SUPPLEMENTS: &str = "supplements";

impl Verified {
    fn problem(&mut self, file: &str, line: Option<u64>, message: impl Into<String>) {
        self.problems.push(Problem { file: reading::shown(file), line, message: message.into() });
    }

    fn remark(&mut self, sentence: impl Into<String>) {
        self.remarks.push(sentence.into());
    }

    /// What was read of a file; `None` if what stands there cannot be read, which is a problem of the file.
    fn read<T>(&mut self, name: &str, read: Result<T, ReadingError>) -> Result<Option<T>, ReadingError> {
        match read {
            Ok(read) => Ok(Some(read)),
            Err(ReadingError::Content { line, message, .. }) => {
                self.problem(name, Some(line), message);
                Ok(None)
            }
            Err(ReadingError::Place { flaw, .. }) => {
                self.problem(name, None, flaw);
                Ok(None)
            }
            Err(error @ ReadingError::File { .. }) => Err(error),
        }
    }
}

/// Checks an output folder. With trusted keys it must be an output of posted lists, and its manifest and every statement
/// signed with one of them.
///
/// # Errors
/// [`ReadingError`] if there is no manifest, or the disk fails; everything that is read and does not agree is a [`Problem`].
pub fn verify(
    folder: &Path,
    trusted: &[PublicKey],
    progress: &dyn Progress,
) -> Result<Verified, ReadingError> {
    let mut verified = Verified::default();
    let bytes = reading::manifest_bytes(folder);
    let Some(bytes) = verified.read(manifest::FILE_NAME, bytes)? else { return Ok(verified) };
    let seal = Seal::read(folder, &bytes, &mut verified)?;
    seal.check(trusted, &mut verified);
    let manifest = reading::read_manifest(folder, &bytes);
    let Some(manifest) = verified.read(manifest::FILE_NAME, manifest)? else { return Ok(verified) };
    let kind = Kind::of(&manifest);
    verified.roll_id = reading::shown(&manifest.roll_id);
    verified.files = manifest.files.len() as u64;
    let files = Files::check(folder, &manifest, progress)?;
    tell_flaws(&files, &seal, &mut verified);
    for name in reading::surplus(folder, &manifest)? {
        verified.problem(&name, None, "the manifest does not know this file");
    }
    demands::check(&manifest, kind, &files, &mut verified);
    match (kind, trusted) {
        (Kind::Draft, []) => {}
        (Kind::Draft, [_, ..]) => {
            let message =
                "these are drafts, version 0: nobody states or signs them, so a key proves nothing of them";
            verified.problem(manifest::FILE_NAME, None, message);
        }
        (Kind::Whole | Kind::Supplements, _) => {
            files::check_posted(&files, &manifest, kind, trusted, &mut verified)?;
        }
    }
    // Sums of files that are not as they were say nothing more; one paper that was changed must not hide others' sums.
    if !verified.problems.iter().any(|problem| is_counted(&problem.file)) {
        sums::check(&files, &manifest, &mut verified, progress)?;
    }
    seal::remark(kind, &manifest, &seal, trusted, &mut verified);
    verified.problems.sort();
    verified.problems.dedup();
    Ok(verified)
}

/// Whether a file is one that sums are counted from, or tells which those are.
fn is_counted(name: &str) -> bool {
    let file = name.rsplit('/').next().unwrap_or(name);
    [manifest::FILE_NAME, sums::SUMMARY, sums::ENTRIES, sums::NOT_LISTED, DECISIONS].contains(&file)
}

/// Tells of files that are not as the manifest says. Where the manifest itself is not what was signed, it is the one to doubt.
fn tell_flaws(files: &Files<'_>, seal: &Seal, verified: &mut Verified) {
    for (name, flaw) in &files.flaws {
        match (seal, *flaw) {
            (Seal::Broken(_), reading::CHANGED) => {
                let message = format!(
                    "it has another digest than the file {}: one of the two was changed",
                    reading::shown(name)
                );
                verified.problem(manifest::FILE_NAME, None, message);
            }
            (Seal::Broken(_) | Seal::None | Seal::Unreadable | Seal::Of(_), flaw) => {
                verified.problem(name, None, flaw);
            }
        }
    }
}
