//! What somebody noted down of a database, to find out later whether an older state was put back, or history rewritten: a
//! file that `cutri audit --witness` writes, or the statements of an output.

use super::Problem;
use super::audit::Told;
use crate::lists::RollVersion;
use crate::output::VERSIONS;
use crate::output::reading::ReadingError;
use crate::roll::chain::Digest;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use std::path::Path;

/// The head of an audit, and the latest statements.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Witness {
    format: Format,
    /// The last line of the audit and its digest; none where only statements are known.
    pub line: Option<WitnessedLine>,
    /// Versions of rolls and the digests of their statements.
    pub versions: Vec<WitnessedVersion>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
enum Format {
    #[serde(rename = "cutri-witness-1")]
    Witness1,
}

/// A line of an audit.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct WitnessedLine {
    pub sequence: u64,
    pub digest: String,
}

/// A version of a roll.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct WitnessedVersion {
    pub roll_id: String,
    pub version: u32,
    /// The digest of its statement.
    pub statement: Digest,
}

impl From<&RollVersion> for WitnessedVersion {
    fn from(version: &RollVersion) -> Self {
        let statement = &version.statement;
        Self { roll_id: statement.roll_id.clone(), version: statement.version, statement: statement.digest() }
    }
}

impl Witness {
    /// What is to be remembered of a line and of versions.
    pub(super) fn of(line: WitnessedLine, versions: Vec<WitnessedVersion>) -> Self {
        Self { format: Format::Witness1, line: Some(line), versions }
    }

    /// Reads a witness: a file of `cutri audit --witness`, an output folder, or the `versions.jsonl` of one.
    ///
    /// # Errors
    /// [`ReadingError`] if the file cannot be read, or is neither.
    pub fn read(path: &Path) -> Result<Self, ReadingError> {
        let file = if path.is_dir() { path.join(VERSIONS) } else { path.to_owned() };
        let text = std::fs::read_to_string(&file).map_err(ReadingError::file(&file))?;
        if let Ok(witness) = serde_json::from_str::<Self>(&text) {
            return Ok(witness);
        }
        let mut versions = Vec::new();
        for (line, text) in (1_u64..).zip(text.lines()) {
            let version = serde_json::from_str::<RollVersion>(text).map_err(|_| ReadingError::Content {
                path: file.clone(),
                line,
                message: "this is neither a witness nor a version of posted lists".to_owned(),
            })?;
            versions.push(WitnessedVersion::from(&version));
        }
        if versions.is_empty() {
            let message = "nothing is witnessed: the file is empty".to_owned();
            return Err(ReadingError::Content { path: file, line: 1, message });
        }
        Ok(Self { format: Format::Witness1, line: None, versions })
    }

    /// Writes the witness into a file.
    ///
    /// # Errors
    /// [`ReadingError`] if the file cannot be written.
    pub fn write(&self, path: &Path) -> Result<(), ReadingError> {
        let mut text = serde_json::to_string_pretty(self).expect("texts and numbers are always JSON");
        text.push('\n');
        std::fs::write(path, text).map_err(ReadingError::file(path))
    }

    /// What was witnessed and is not there any more.
    pub(super) fn check(&self, told: &Told, stated: &BTreeMap<(String, u32), Digest>) -> Vec<Problem> {
        let problem = |line, message| Problem { file: "witness".to_owned(), line, message };
        let mut problems = Vec::new();
        if let Some(WitnessedLine { sequence, digest }) = &self.line {
            let place = usize::try_from(*sequence).ok().and_then(|place| place.checked_sub(1));
            match place.and_then(|place| told.digests.get(place)) {
                // An empty audit was witnessed.
                None if *sequence == 0 => {}
                Some(found) if found == digest => {}
                Some(_) => problems.push(problem(
                    Some(*sequence),
                    "the audit's line is not the one that was witnessed: the audit was rewritten".to_owned(),
                )),
                None => problems.push(problem(
                    Some(*sequence),
                    format!(
                        "the audit ends with line {} and was longer when it was witnessed: it was cut, or an older state was put back",
                        told.digests.len()
                    ),
                )),
            }
        }
        for WitnessedVersion { roll_id, version, statement } in &self.versions {
            let short = roll_id.get(..12).unwrap_or(roll_id);
            match stated.get(&(roll_id.clone(), *version)) {
                Some(found) if found == statement => {}
                Some(_) => problems.push(problem(
                    None,
                    format!("version {version} of roll {short} states something else than was witnessed"),
                )),
                None => problems.push(problem(
                    None,
                    format!(
                        "version {version} of roll {short} was witnessed and is not there: it was taken away, or an older state was put back"
                    ),
                )),
            }
        }
        problems
    }
}
