//! An output folder read back: its manifest, its files, its areas, its lines.

mod error;
mod files;

pub use error::ReadingError;
pub use files::{CHANGED, Files, Problem, is_plain, shown, surplus};

use super::manifest::{self, Manifest};
use super::names::DECISIONS;
use crate::people::{AreaCode, CommuneCode, ProvinceCode, live};
use crate::render::jsonl::{DecisionLine, EntryLine};
use std::fs::File;
use std::io::{self, BufRead, BufReader};
use std::path::Path;

/// The folder of one area in an output.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct AreaFolder {
    pub province: ProvinceCode,
    pub commune: CommuneCode,
    pub area: AreaCode,
}

impl AreaFolder {
    /// `<province>/<commune>/<area>`.
    pub fn path(&self) -> String {
        format!("{}/{}/{}", self.province, self.commune, self.area)
    }

    /// The folder a file's path `<province>/<commune>/<area>/<file>` lies in.
    pub fn of_file(path: &str) -> Option<Self> {
        let mut parts = path.split('/');
        let folder = Self {
            province: ProvinceCode::parse(parts.next()?).ok()?,
            commune: CommuneCode::parse(parts.next()?).ok()?,
            area: AreaCode::parse(parts.next()?).ok()?,
        };
        parts.next()?;
        Some(folder)
    }
}

/// Reads `manifest.json`.
///
/// # Errors
/// [`ReadingError`] if there is none, it is no manifest, or it names a file outside the folder.
pub fn manifest(folder: &Path) -> Result<Manifest, ReadingError> {
    let bytes = manifest_bytes(folder)?;
    let manifest = read_manifest(folder, &bytes)?;
    // Files are read, linked and written under these names.
    let names = manifest.files.keys().chain(manifest.pages.keys());
    match names.into_iter().find(|name| !is_plain(name)) {
        None => Ok(manifest),
        Some(name) => {
            let key = serde_json::to_string(name).unwrap_or_default();
            let text = String::from_utf8_lossy(&bytes);
            let line = text.lines().position(|line| line.contains(&key)).map_or(1, |at| at as u64 + 1);
            let path = folder.join(manifest::FILE_NAME);
            Err(ReadingError::Content { path, line, message: format!("{name:?} lies outside the folder") })
        }
    }
}

/// The bytes of `manifest.json`.
///
/// # Errors
/// [`ReadingError`] if there is none.
pub fn manifest_bytes(folder: &Path) -> Result<Vec<u8>, ReadingError> {
    let missing = || {
        let path = folder.join(manifest::FILE_NAME);
        ReadingError::File { path, source: io::ErrorKind::NotFound.into() }
    };
    own_bytes(folder, manifest::FILE_NAME)?.ok_or_else(missing)
}

/// The manifest that `manifest.json` holds.
///
/// # Errors
/// [`ReadingError::Content`] if it holds none.
pub fn read_manifest(folder: &Path, bytes: &[u8]) -> Result<Manifest, ReadingError> {
    serde_json::from_slice(bytes).map_err(|error| ReadingError::Content {
        path: folder.join(manifest::FILE_NAME),
        line: error.line() as u64,
        message: format!("this is no manifest: {error}"),
    })
}

/// The bytes of a file that no manifest names: the manifest itself, its signature. `None` if it is not there.
///
/// # Errors
/// [`ReadingError`] if it is no file, or cannot be read.
pub fn own_bytes(folder: &Path, name: &str) -> Result<Option<Vec<u8>>, ReadingError> {
    let path = folder.join(name);
    match files::place(folder, name)? {
        Ok(path) => std::fs::read(&path).map(Some).map_err(ReadingError::file(&path)),
        Err(files::MISSING) => Ok(None),
        Err(flaw) => Err(ReadingError::Place { path, flaw }),
    }
}

/// The lines of an `entries.jsonl`.
///
/// # Errors
/// [`ReadingError`] if the file cannot be read or a line is no entry.
pub fn entries(folder: &Path, area: &AreaFolder) -> Result<Vec<EntryLine<'static>>, ReadingError> {
    let mut entries = Vec::new();
    let path = folder.join(area.path()).join("entries.jsonl");
    each_line(&path, "this is no entry of a list", |entry| entries.push(entry))?;
    Ok(entries)
}

/// Reads the lines of `decisions.jsonl`, one after the other.
///
/// # Errors
/// [`ReadingError`] if the file cannot be read or a line is no decision.
pub fn each_decision(folder: &Path, seen: impl FnMut(DecisionLine<'static>)) -> Result<(), ReadingError> {
    each_line(&folder.join(DECISIONS), "this is no decision", seen)
}

fn each_line<T: serde::de::DeserializeOwned>(
    path: &Path,
    otherwise: &str,
    mut seen: impl FnMut(T),
) -> Result<(), ReadingError> {
    let file = File::open(path).map_err(ReadingError::file(path))?;
    for (line, text) in (1..).zip(BufReader::new(file).lines()) {
        let text = text.map_err(ReadingError::line(path, line))?;
        seen(serde_json::from_str(&text).map_err(|_| ReadingError::Content {
            path: path.to_owned(),
            line,
            message: otherwise.to_owned(),
        })?);
    }
    Ok(())
}

/// A row of `not-listed.csv`.
#[derive(Clone, PartialEq, Eq, serde::Deserialize)]
pub struct NotListedRow {
    pub personal_id: String,
    pub full_name: String,
    pub birth_date: String,
    pub commune_code: String,
    pub outcome: String,
    pub rule: String,
    pub reason: String,
    pub flags: String,
}

/// Tells why, not who: names stay out of logs and panics.
impl std::fmt::Debug for NotListedRow {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "NotListedRow({}, {}, {})", self.outcome, self.rule, self.reason)
    }
}

/// The rows of a `not-listed.csv`.
///
/// # Errors
/// [`ReadingError`] if the file cannot be read or a row lacks a column.
pub fn not_listed(folder: &Path, path: &str) -> Result<Vec<NotListedRow>, ReadingError> {
    let path = folder.join(path);
    let file = File::open(&path).map_err(ReadingError::file(&path))?;
    let mut rows = Vec::new();
    for (line, row) in (2..).zip(csv::Reader::from_reader(file).deserialize()) {
        let content = |error: csv::Error| ReadingError::Content {
            path: path.clone(),
            line,
            message: error.to_string(),
        };
        let mut row: NotListedRow = row.map_err(content)?;
        row.full_name = live(&row.full_name).to_owned();
        rows.push(row);
    }
    Ok(rows)
}
