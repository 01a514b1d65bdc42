//! Which file or sheet holds each table.

use super::error::ExtractError;
use super::schema::TABLES;
use super::sheet;
use crate::people::nfc;
use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Component, Path, PathBuf};

/// The forms a table may stand in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Form {
    Csv,
    Gzip,
    Zstandard,
    /// A sheet of a workbook, by its name there.
    Sheet(String),
}

/// A file or sheet that holds a table, and its name as reports show it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Place {
    pub path: PathBuf,
    pub form: Form,
    pub shown: String,
}

/// Where the tables stand, by their place in [`TABLES`], and files and sheets that hold no table.
#[derive(Debug, Clone, Default)]
pub(super) struct Located {
    pub tables: BTreeMap<usize, Place>,
    pub unknown: BTreeSet<String>,
}

/// Finds each table: where a resource names it, and as file or sheet of its name.
///
/// # Errors
/// [`ExtractError`] if a table is found twice, a named file is not there in any form or lies outside the folder, or a
/// workbook cannot be read.
pub(super) fn locate(folder: &Path, resources: &[(Option<String>, String)]) -> Result<Located, ExtractError> {
    let mut located = Located::default();
    let mut seen = BTreeSet::new();
    let mut elsewhere = Vec::new();
    for (name, named) in resources {
        let path = inside(folder, named)?;
        if !path.is_file() {
            refuse_special(&path)?;
            elsewhere.push((named, table_in(&path)));
        } else if seen.insert(path.clone()) {
            add_file(&mut located, folder, &path, name.as_deref())?;
        }
    }
    let unreadable = |source| ExtractError::Unreadable { path: folder.into(), source };
    let mut paths = Vec::new();
    for entry in fs::read_dir(folder).map_err(unreadable)? {
        paths.push(entry.map_err(unreadable)?.path());
    }
    paths.sort();
    for path in paths.into_iter().filter(|path| !seen.contains(path)) {
        if path.is_file() {
            add_file(&mut located, folder, &path, None)?;
        } else if table_in(&path).is_some() {
            refuse_special(&path)?;
        }
    }
    // A table that a resource names as CSV may stand there compressed, or in a workbook.
    let is_nowhere = |table: &Option<usize>| table.is_none_or(|at| !located.tables.contains_key(&at));
    match elsewhere.iter().find(|(_, table)| is_nowhere(table)) {
        Some((named, _)) => Err(ExtractError::MissingFile { file: (*named).clone() }),
        None => Ok(located),
    }
}

/// Refuses what stands where a table should and is neither a file nor a folder, such as a pipe, which never ends.
fn refuse_special(path: &Path) -> Result<(), ExtractError> {
    match path.exists() && !path.is_dir() {
        true => crate::given::open(path)
            .map(drop)
            .map_err(|source| ExtractError::Unreadable { path: path.into(), source }),
        false => Ok(()),
    }
}

/// The file a resource names.
fn inside(folder: &Path, path: &str) -> Result<PathBuf, ExtractError> {
    let relative = Path::new(path);
    let plain = |part: Component| matches!(part, Component::Normal(_) | Component::CurDir);
    if path.is_empty() || !relative.components().all(plain) {
        return Err(ExtractError::OutsideFolder { file: path.into() });
    }
    Ok(folder.join(relative).components().collect())
}

/// The table whose name a file has, whatever its form.
fn table_in(path: &Path) -> Option<usize> {
    let file_name = path.file_name().unwrap_or_default().to_string_lossy().to_lowercase();
    table_of(file_name.split('.').next().unwrap_or_default())
}

fn add_file(
    located: &mut Located,
    folder: &Path,
    path: &Path,
    name: Option<&str>,
) -> Result<(), ExtractError> {
    let shown = path.strip_prefix(folder).unwrap_or(path).to_string_lossy().replace('\\', "/");
    let file_name = path.file_name().unwrap_or_default().to_string_lossy().to_lowercase();
    if file_name.ends_with(".xlsx") && !file_name.starts_with("~$") {
        let sheets = sheet::names(path, &shown)?;
        if sheets.is_empty() {
            located.unknown.insert(shown.clone());
        }
        for sheet in sheets {
            let place = Place {
                path: path.into(),
                shown: format!("{shown}#{}", sheet.trim()),
                form: Form::Sheet(sheet.clone()),
            };
            add(located, table_of(&sheet), place)?;
        }
        return Ok(());
    }
    let forms = [(".csv", Form::Csv), (".csv.gz", Form::Gzip), (".csv.zst", Form::Zstandard)];
    let found = forms.into_iter().find_map(|(end, form)| Some((file_name.strip_suffix(end)?, form)));
    let Some((stem, form)) = found else { return Ok(()) };
    let table = name.and_then(table_of).or_else(|| table_of(stem));
    add(located, table, Place { path: path.into(), form, shown })
}

/// The place in [`TABLES`] of the table of this name.
fn table_of(name: &str) -> Option<usize> {
    let name = nfc(name).to_lowercase();
    TABLES.iter().position(|table| table.name == name)
}

fn add(located: &mut Located, table: Option<usize>, place: Place) -> Result<(), ExtractError> {
    let Some(at) = table else {
        located.unknown.insert(place.shown);
        return Ok(());
    };
    match located.tables.get(&at) {
        Some(first) => Err(ExtractError::TableTwice {
            table: TABLES[at].name,
            first: first.shown.clone(),
            second: place.shown,
        }),
        None => {
            located.tables.insert(at, place);
            Ok(())
        }
    }
}
