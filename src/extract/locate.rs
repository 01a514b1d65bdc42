//! Which file or sheet holds each table, and what else lies there: nothing is passed over in silence.

use super::described::{self, Beside};
use super::error::{ExtractError, Likely};
use super::finding::FindingRule;
use super::form::{self, Form};
use super::input::TextFile;
use super::names;
use super::package::Resource;
use super::schema::TABLES;
use super::source::{Oddity, Source};
use super::workbook::{self, SheetPlace, Sheets};
use crate::people::nfc;
use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Component, Path, PathBuf};
use std::sync::Arc;

/// The most folders inside an extract's that are looked into for tables that nobody would read.
const FOLDERS_MAX: usize = 100;
/// The most names of sheets that are listed of a workbook that holds no table.
const LISTED_MAX: usize = 20;

/// Where the tables stand, by their place in [`TABLES`], and what else was found.
#[derive(Debug, Clone, Default)]
pub(super) struct Located {
    pub tables: BTreeMap<usize, Arc<dyn Source>>,
    /// Files and sheets that hold no table.
    pub unknown: BTreeSet<String>,
    /// What is odd in them, by their names.
    pub odd: BTreeMap<String, Oddity>,
}

/// Finds each table: where a resource names it, and as file or sheet of its name.
///
/// # Errors
/// [`ExtractError`] if a table is found twice or in a form that is not read, a named file is not there in any form or
/// lies outside the folder, or a workbook cannot be read.
pub(super) fn locate(folder: &Path, resources: &[Resource]) -> Result<Located, ExtractError> {
    let mut search = Search { folder, located: Located::default(), unread: Vec::new() };
    let mut seen = BTreeSet::new();
    let mut elsewhere = Vec::new();
    for resource in resources {
        let path = inside(folder, &resource.path)?;
        if !path.is_file() {
            refuse_special(&path)?;
            elsewhere.push((&resource.path, table_in(&path)));
        } else if seen.insert(path.clone()) {
            search.file(&path, resource)?;
        }
    }
    let (files, folders) = entries(folder)?;
    for path in files.into_iter().filter(|path| !seen.contains(path)) {
        match path.is_file() {
            true => search.file(&path, &Resource::default())?,
            false if table_in(&path).is_some() => refuse_special(&path)?,
            false => {}
        }
    }
    search.folders(folders, &seen)?;
    let located = search.done()?;
    // A table that a resource names as CSV may stand there compressed, or in a workbook.
    let is_nowhere = |table: &Option<usize>| table.is_none_or(|at| !located.tables.contains_key(&at));
    match elsewhere.iter().find(|(_, table)| is_nowhere(table)) {
        Some((named, _)) => Err(ExtractError::MissingFile { file: (*named).clone() }),
        None => Ok(located),
    }
}

/// Finds the tables of a workbook, by the names of its sheets.
///
/// # Errors
/// As [`locate`].
pub(super) fn locate_in_workbook(path: &Path) -> Result<(Located, Beside), ExtractError> {
    let folder = path.parent().unwrap_or(Path::new(""));
    let shown = shown(folder, path);
    if form::of(&file_name(path)) != Form::Workbook {
        return Err(ExtractError::SingleTable { file: path.display().to_string() });
    }
    let mut search = Search { folder, located: Located::default(), unread: Vec::new() };
    let Sheets { shelf, names } = search.workbook(path, &shown, None)?;
    let mut located = search.done()?;
    let mut beside = Beside::default();
    for sheet in names {
        let (shelf, shown) = (shelf.clone(), format!("{shown}#{}", sheet.trim()));
        let place = SheetPlace { shelf, shown, sheet };
        let name = place.sheet.trim().to_lowercase();
        let slot = match name.as_str() {
            described::OF_EXTRACT => &mut beside.extract,
            described::OF_ELECTION => &mut beside.election,
            _ => continue,
        };
        located.unknown.remove(&place.shown);
        *slot = Some(Box::new(place));
    }
    Ok((located, beside))
}

/// The report of an import, beside the extract.
pub const IMPORT_REPORT: &str = "bao-cao-nhap.xlsx";

/// What lies in a folder, in the order of the names: files and other things, and folders.
fn entries(folder: &Path) -> Result<(Vec<PathBuf>, Vec<PathBuf>), ExtractError> {
    let unreadable = |source| ExtractError::Unreadable { path: folder.into(), source };
    let mut paths = Vec::new();
    for entry in fs::read_dir(folder).map_err(unreadable)? {
        paths.push(entry.map_err(unreadable)?.path());
    }
    // What an import tells of its rows lies beside the tables that it made, and is none.
    paths.retain(|path| file_name(path) != IMPORT_REPORT);
    paths.sort();
    Ok(paths.into_iter().partition(|path| !path.is_dir()))
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

/// The name of a file in lower case.
fn file_name(path: &Path) -> String {
    nfc(&path.file_name().unwrap_or_default().to_string_lossy()).to_lowercase()
}

/// The table whose name a file has, whatever its form.
fn table_in(path: &Path) -> Option<usize> {
    table_of(file_name(path).split('.').next().unwrap_or_default())
}

/// The place in [`TABLES`] of the table of this name.
fn table_of(name: &str) -> Option<usize> {
    let name = nfc(name).to_lowercase();
    TABLES.iter().position(|table| table.name == name)
}

/// A file as reports show it.
fn shown(folder: &Path, path: &Path) -> String {
    path.strip_prefix(folder).unwrap_or(path).to_string_lossy().replace('\\', "/")
}

/// A file that has the name of a table and a form that is not read.
struct Unread {
    table: usize,
    file: String,
}

struct Search<'a> {
    folder: &'a Path,
    located: Located,
    unread: Vec<Unread>,
}

impl Search<'_> {
    /// Takes a file, with what `datapackage.json` says of it.
    fn file(&mut self, path: &Path, resource: &Resource) -> Result<(), ExtractError> {
        let (name, shown) = (file_name(path), shown(self.folder, path));
        let table = resource.name.as_deref().and_then(table_of).or_else(|| table_in(path));
        match form::of(&name) {
            Form::Workbook => self.workbook(path, &shown, table).map(drop),
            Form::Text(packing) => {
                let Some(at) = table else {
                    self.unknown(shown, names::meant(name.split('.').next().unwrap_or_default()).is_some());
                    return Ok(());
                };
                let (path, dialect) = (path.into(), resource.dialect);
                self.add(at, TextFile { path, shown, table: TABLES[at], packing, dialect })
            }
            Form::Hidden => Ok(()),
            Form::Other => {
                match table {
                    Some(table) => self.unread.push(Unread { table, file: shown }),
                    // Whatever else datapackage.json names is no table of ours, but was named.
                    None if !resource.path.is_empty() && !form::is_known(&name) => self.unknown(shown, false),
                    None => {}
                }
                Ok(())
            }
        }
    }

    /// Takes the sheets of a workbook; `table` is what the file, or `datapackage.json`, calls it.
    fn workbook(&mut self, path: &Path, shown: &str, table: Option<usize>) -> Result<Sheets, ExtractError> {
        let Sheets { shelf, names } = workbook::sheets(path, shown, table.is_some())?;
        let place = |sheet: &String| SheetPlace {
            shelf: shelf.clone(),
            shown: format!("{shown}#{}", sheet.trim()),
            sheet: sheet.clone(),
        };
        let named = |sheet: &&String| table_of(sheet).is_some();
        if let (Some(at), [sheet], None) = (table, names.as_slice(), names.iter().find(named)) {
            shelf.await_one();
            self.add(at, place(sheet))?;
            return Ok(Sheets { shelf, names });
        }
        if !names.iter().any(|sheet| table_of(sheet).is_some()) {
            self.without_table(shown, &names, table)?;
            return Ok(Sheets { shelf, names });
        }
        for sheet in &names {
            match table_of(sheet) {
                Some(at) => {
                    shelf.await_one();
                    self.add(at, place(sheet))?;
                }
                None => self.unknown(place(sheet).shown, names::meant(sheet).is_some()),
            }
        }
        Ok(Sheets { shelf, names })
    }

    /// Takes a workbook of which no sheet is a table.
    fn without_table(
        &mut self,
        shown: &str,
        names: &[String],
        table: Option<usize>,
    ) -> Result<(), ExtractError> {
        if let Some(at) = table {
            let (table, sheets) = (TABLES[at].name, names.to_vec());
            return Err(ExtractError::NoSheet { file: shown.into(), table, sheets });
        }
        let value = names.iter().take(LISTED_MAX).map(String::as_str).collect::<Vec<_>>().join("; ");
        self.located.odd.insert(shown.into(), Oddity { rule: FindingRule::WorkbookWithoutTable, value });
        Ok(())
    }

    /// Notes what holds no table; perhaps its name tells that it is meant for one.
    fn unknown(&mut self, shown: String, is_likely: bool) {
        match is_likely {
            true => {
                let name = shown.rsplit(['#', '/']).next().unwrap_or(&shown);
                let value =
                    names::meant(name.split('.').next().unwrap_or(name)).map_or("", |table| table.name);
                let oddity = Oddity { rule: FindingRule::LikelyTable, value: value.into() };
                self.located.odd.insert(shown, oddity);
            }
            false => drop(self.located.unknown.insert(shown)),
        }
    }

    fn add(&mut self, at: usize, place: impl Source + 'static) -> Result<(), ExtractError> {
        match self.located.tables.get(&at) {
            Some(first) => Err(ExtractError::TableTwice {
                table: TABLES[at].name,
                first: first.shown().to_owned(),
                second: place.shown().to_owned(),
            }),
            None => {
                self.located.tables.insert(at, Arc::new(place));
                Ok(())
            }
        }
    }

    /// Looks into the folders inside for tables; one with a `datapackage.json` of its own is another extract, and one with a
    /// `manifest.json` an output.
    fn folders(&mut self, folders: Vec<PathBuf>, seen: &BTreeSet<PathBuf>) -> Result<(), ExtractError> {
        let is_own = |path: &PathBuf| {
            ["datapackage.json", "manifest.json"].iter().all(|name| !path.join(name).exists())
        };
        let own = folders.into_iter().filter(is_own);
        for path in own.take(FOLDERS_MAX) {
            let (files, _) = entries(&path)?;
            for file in std::iter::once(path).chain(files).filter(|file| !seen.contains(file)) {
                if let (Some(table), false) = (table_in(&file), form::of(&file_name(&file)) == Form::Hidden) {
                    self.unread.push(Unread { table, file: shown(self.folder, &file) });
                }
            }
        }
        Ok(())
    }

    /// A table that stands there in no form that is read is an error; of one that does, the other file is told.
    fn done(mut self) -> Result<Located, ExtractError> {
        for Unread { table, file } in self.unread {
            if !self.located.tables.contains_key(&table) {
                return Err(ExtractError::UnreadForm { table: TABLES[table].name, file });
            }
            let oddity = Oddity { rule: FindingRule::UnreadFile, value: TABLES[table].name.into() };
            self.located.odd.insert(file, oddity);
        }
        Ok(self.located)
    }
}

impl Located {
    /// What was found and holds none of the missing tables, and for which of them each may be meant.
    pub(super) fn likely(&self, missing: &[&'static str]) -> Vec<Likely> {
        let found = self.unknown.iter().chain(self.odd.keys());
        let meant = |shown: &String| {
            let sheets = self.odd.get(shown).filter(|odd| odd.rule == FindingRule::WorkbookWithoutTable);
            let of_book = sheets.into_iter().flat_map(|odd| odd.value.split("; "));
            let all = of_book.map(|sheet| format!("{shown}#{sheet}"));
            std::iter::once(shown.clone()).chain(all).collect::<Vec<_>>()
        };
        let likely = |shown: String| {
            let name = shown.rsplit(['#', '/']).next().unwrap_or(&shown);
            // A file's name stands before its ending, a view's behind its schema.
            let parts = [name.split('.').next(), name.rsplit('.').next()];
            let meant = parts.into_iter().flatten().find_map(names::meant)?.name;
            missing.contains(&meant).then_some(Likely { meant, found: shown })
        };
        found.flat_map(meant).filter_map(likely).collect()
    }

    /// Everything that was found, as reports show it: what is no table first.
    pub(super) fn shown(&self) -> Vec<String> {
        let tables = self.tables.values().map(|place| place.shown().to_owned());
        let others = self.odd.iter().map(|(shown, odd)| match odd.rule {
            FindingRule::WorkbookWithoutTable => format!("{shown} ({})", odd.value),
            _ => shown.clone(),
        });
        others.chain(self.unknown.iter().cloned()).chain(tables).collect()
    }
}
