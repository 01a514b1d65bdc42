//! An output folder read back: its manifest, its areas, its lines.

use crate::people::{AreaCode, CommuneCode, ProvinceCode, live};
use crate::render::jsonl::{DecisionLine, EntryLine};
use crate::render::manifest::{self, Manifest};
use std::collections::BTreeSet;
use std::fs::File;
use std::io::{self, BufRead, BufReader};
use std::path::{Path, PathBuf};

/// The database's file in an output folder; it is no part of the output.
pub const DATABASE: &str = "cutri.db";
/// The official export of every decision.
pub const DECISIONS: &str = "decisions.jsonl";

/// Why an output folder cannot be read.
#[derive(Debug, thiserror::Error)]
pub enum OutputError {
    /// A file cannot be read.
    #[error("{path}: {source}; check that the folder is an output of `cutri generate` and may be read")]
    File { path: PathBuf, source: io::Error },
    /// A file is not what its name says.
    #[error("{path}, line {line}: {message}; the file was changed or is damaged: generate the output again")]
    Content { path: PathBuf, line: u64, message: String },
}

impl OutputError {
    pub(super) fn file(path: &Path) -> impl FnOnce(io::Error) -> Self + use<> {
        let path = path.to_owned();
        move |source| Self::File { path, source }
    }
}

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
/// [`OutputError`] if there is none, or it is no manifest.
pub fn manifest(folder: &Path) -> Result<Manifest, OutputError> {
    let path = folder.join(manifest::FILE_NAME);
    let text = std::fs::read_to_string(&path).map_err(OutputError::file(&path))?;
    serde_json::from_str(&text).map_err(|error| OutputError::Content {
        path,
        line: error.line() as u64,
        message: format!("this is no manifest: {error}"),
    })
}

/// The files of an output folder that its manifest does not know, by their paths with `/`; the manifest itself and the
/// database are no surplus.
///
/// # Errors
/// [`OutputError`] if a folder cannot be read.
pub fn surplus(folder: &Path, manifest: &Manifest) -> Result<Vec<String>, OutputError> {
    let names = files_below(folder)?.into_iter().map(|path| {
        let name = path.strip_prefix(folder).unwrap_or(&path);
        name.to_string_lossy().replace('\\', "/")
    });
    let is_own = |name: &str| {
        name == manifest::FILE_NAME
            || name == super::render::posted::SIGNATURE
            || name.starts_with(DATABASE)
            || manifest.files.contains_key(name)
    };
    Ok(names.filter(|name| !is_own(name)).collect())
}

fn files_below(folder: &Path) -> Result<BTreeSet<PathBuf>, OutputError> {
    let mut found = BTreeSet::new();
    let mut folders = vec![folder.to_owned()];
    while let Some(folder) = folders.pop() {
        for item in std::fs::read_dir(&folder).map_err(OutputError::file(&folder))? {
            let item = item.map_err(OutputError::file(&folder))?;
            if item.file_type().map_err(OutputError::file(&item.path()))?.is_dir() {
                folders.push(item.path());
            } else {
                found.insert(item.path());
            }
        }
    }
    Ok(found)
}

/// The lines of an `entries.jsonl`.
///
/// # Errors
/// [`OutputError`] if the file cannot be read or a line is no entry.
pub fn entries(folder: &Path, area: &AreaFolder) -> Result<Vec<EntryLine<'static>>, OutputError> {
    let mut entries = Vec::new();
    let path = folder.join(area.path()).join("entries.jsonl");
    each_line(&path, "this is no entry of a list", |entry| entries.push(entry))?;
    Ok(entries)
}

/// Reads the lines of `decisions.jsonl`, one after the other.
///
/// # Errors
/// [`OutputError`] if the file cannot be read or a line is no decision.
pub fn each_decision(folder: &Path, seen: impl FnMut(DecisionLine<'static>)) -> Result<(), OutputError> {
    each_line(&folder.join(DECISIONS), "this is no decision", seen)
}

fn each_line<T: serde::de::DeserializeOwned>(
    path: &Path,
    otherwise: &str,
    mut seen: impl FnMut(T),
) -> Result<(), OutputError> {
    let file = File::open(path).map_err(OutputError::file(path))?;
    for (line, text) in (1..).zip(BufReader::new(file).lines()) {
        let text = text.map_err(OutputError::file(path))?;
        seen(serde_json::from_str(&text).map_err(|_| OutputError::Content {
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
/// [`OutputError`] if the file cannot be read or a row lacks a column.
pub fn not_listed(folder: &Path, path: &str) -> Result<Vec<NotListedRow>, OutputError> {
    let path = folder.join(path);
    let file = File::open(&path).map_err(OutputError::file(&path))?;
    let mut rows = Vec::new();
    for (line, row) in (2..).zip(csv::Reader::from_reader(file).deserialize()) {
        let content =
            |error: csv::Error| OutputError::Content { path: path.clone(), line, message: error.to_string() };
        let mut row: NotListedRow = row.map_err(content)?;
        row.full_name = live(&row.full_name).to_owned();
        rows.push(row);
    }
    Ok(rows)
}
