//! The files of posted lists against their chain: rows, versions, statements and signatures, without the database.

use super::super::filing::as_written;
use super::super::roll::{LinkedArea, check_statements, check_versions};
use super::sums::ENTRIES;
use super::{Kind, Problem, Verified};
use crate::changes::Change;
use crate::lists::RollVersion;
use crate::lists::histories::RowKey;
use crate::lists::history::AreaHistory;
use crate::output::manifest::{self, Manifest};
use crate::output::reading::ReadingError;
use crate::output::reading::{AreaFolder, Files};
use crate::output::{CHAIN, ChainLine, ROWS, VERSIONS};
use crate::people::{AreaCode, CommuneCode, ProvinceCode};
use crate::render::jsonl::EntryLine;
use crate::roll::Entry;
use crate::roll::chain::PublicKey;
use std::collections::{BTreeMap, BTreeSet};
use std::fs::File;
use std::io::{BufRead, BufReader};

/// The changes that lists show, by version and id.
type Shown = BTreeMap<u32, BTreeMap<String, Change>>;

/// What the files of the lists say.
#[derive(Default)]
struct Lists {
    areas: Vec<(CommuneCode, LinkedArea)>,
    provinces: BTreeMap<CommuneCode, ProvinceCode>,
    shown: Shown,
    /// Whether every list could be chained again.
    is_linked: bool,
}

/// Checks the files of posted lists. Those of all areas together must lead to the digests that were stated; of supplements,
/// which hold some areas only, each list must agree with itself.
pub(super) fn check_posted(
    files: &Files<'_>,
    manifest: &Manifest,
    kind: Kind,
    trusted: &[PublicKey],
    verified: &mut Verified,
) -> Result<(), ReadingError> {
    let versions = lines::<RollVersion>(files, VERSIONS, "this is no version", verified)?;
    verified.versions = versions.len() as u64;
    let signed = || versions.iter().filter_map(|version| version.signed.as_ref());
    verified.signed_versions = signed().count() as u64;
    verified.signers.extend(signed().map(|signed| signed.public_key.id()));
    if versions.is_empty() {
        verified.problem(VERSIONS, None, "no version is stated: posted lists have a statement of each");
    }
    check_manifest(manifest, &versions, verified);
    let mut problems = Vec::new();
    check_statements(&versions, trusted, &mut problems);
    let lists = read_lists(files, manifest, verified)?;
    let has_lists = !lists.areas.is_empty();
    match kind {
        Kind::Whole if has_lists && lists.is_linked && problems.is_empty() => {
            let province = |commune: &CommuneCode| lists.provinces.get(commune).cloned();
            check_versions(&versions, lists.areas, province, trusted, &mut problems);
        }
        Kind::Supplements => check_moments(&versions, &lists.areas, &mut problems),
        Kind::Draft | Kind::Whole => {}
    }
    for Problem { line, message, .. } in problems {
        verified.problem(VERSIONS, line, message);
    }
    let shown = |version: &&RollVersion| kind == Kind::Whole || Some(*version) == versions.last();
    if has_lists {
        let log = Log { versions: versions.iter().filter(shown).collect(), shown: lists.shown };
        check_log(files, &log, verified)?;
    }
    Ok(())
}

/// Reads every list with its chain, and checks each against itself.
fn read_lists(
    files: &Files<'_>,
    manifest: &Manifest,
    verified: &mut Verified,
) -> Result<Lists, ReadingError> {
    let mut lists = Lists { is_linked: true, ..Lists::default() };
    for name in files.names().filter(|name| name.ends_with(&format!("/{CHAIN}"))) {
        let place = AreaFolder::of_file(name).filter(|place| format!("{}/{CHAIN}", place.path()) == name);
        let Some(place) = place else {
            verified.problem(name, None, "a chain stands outside an area's folder");
            continue;
        };
        lists.provinces.insert(place.commune.clone(), place.province.clone());
        let Some(history) = history(files, &place, verified)? else {
            lists.is_linked = false;
            continue;
        };
        for row in &history.changed {
            let of_version = lists.shown.entry(row.version).or_default();
            let known = of_version.insert(row.change.change_id.clone(), row.change.clone());
            if known.is_some_and(|known| known != row.change) {
                let log = format!("changes/{}/changes.jsonl", row.version);
                let message = format!("change {}: its lists tell it otherwise", row.change.change_id);
                verified.problem(&log, None, message);
            }
        }
        match history.check(&manifest.roll_id) {
            Ok(links) => {
                let moments = history.versions.iter().map(|list| list.at).collect();
                let area = LinkedArea { area_code: place.area.clone(), links, moments };
                lists.areas.push((place.commune.clone(), area));
            }
            Err(broken) => {
                lists.is_linked = false;
                let file = format!("{}/{ROWS}", place.path());
                let message = format!("version {}: {}", broken.version, broken.message);
                verified.problem(&file, broken.row.map(u64::from), message);
            }
        }
        check_entries(files, &place, &history, verified)?;
    }
    Ok(lists)
}

/// The lists of supplements end with the last version, and each of their versions was made when it was stated.
fn check_moments(versions: &[RollVersion], areas: &[(CommuneCode, LinkedArea)], problems: &mut Vec<Problem>) {
    let stated: BTreeMap<u32, _> =
        versions.iter().map(|version| (version.statement.version, version.statement.at)).collect();
    let mut problem = |version: u32, message: String| {
        problems.push(Problem { file: VERSIONS.to_owned(), line: Some(version.into()), message });
    };
    for (_, LinkedArea { area_code, links, moments }) in areas {
        for (link, at) in links.iter().zip(moments) {
            if stated.get(&link.version) != Some(at) {
                problem(
                    link.version,
                    format!("area {area_code} says that the version was made at another moment"),
                );
            }
        }
        let last = links.last().map(|link| link.version);
        if last != stated.keys().next_back().copied() {
            problem(last.unwrap_or(0), format!("area {area_code} was not changed by the last version"));
        }
    }
}

/// The history of an area's list as its files tell it; `None` if they do not tell it whole.
fn history(
    files: &Files<'_>,
    place: &AreaFolder,
    verified: &mut Verified,
) -> Result<Option<AreaHistory>, ReadingError> {
    let mut history = AreaHistory {
        area_code: place.area.clone(),
        rows: BTreeMap::new(),
        versions: Vec::new(),
        changed: Vec::new(),
    };
    let name = format!("{}/{ROWS}", place.path());
    let Some(rows) = texts(files, &name, verified)? else { return Ok(None) };
    for (line, text) in (1_u64..).zip(rows) {
        let key = serde_json::from_str::<RowKey<'_>>(&text).ok();
        let key = key.filter(|key| key.area_code == place.area.as_str());
        let number = key.map(|key| key.number);
        match number.filter(|number| !history.rows.contains_key(number)) {
            Some(number) => drop(history.rows.insert(number, text)),
            None => verified.problem(&name, Some(line), "this is no row of the list"),
        }
    }
    let name = format!("{}/{CHAIN}", place.path());
    let chain = lines::<ChainLine>(files, &name, "this is no version", verified)?;
    for (line, ChainLine { list, changed }) in (1_u64..).zip(chain) {
        if list.area_code != place.area {
            let message = format!("version {}: it is of area {}", list.version, list.area_code);
            verified.problem(&name, Some(line), message);
        }
        history.versions.push(list);
        history.changed.extend(changed);
    }
    Ok(Some(history))
}

/// `entries.jsonl` must say what the rows say.
fn check_entries(
    files: &Files<'_>,
    place: &AreaFolder,
    history: &AreaHistory,
    verified: &mut Verified,
) -> Result<(), ReadingError> {
    let name = format!("{}/{ENTRIES}", place.path());
    let Some(entries) = texts(files, &name, verified)? else { return Ok(()) };
    let mut rows = history.rows.values();
    for (line, text) in (1_u64..).zip(entries) {
        let row = rows.next().and_then(|row| serde_json::from_str::<Entry>(row).ok());
        let expected = row.as_ref().and_then(|row| serde_json::to_string(&EntryLine::from(row)).ok());
        if expected.as_deref() != Some(&text) {
            let version = history.versions.last().map_or(0, |list| list.version);
            verified.problem(
                &name,
                Some(line),
                format!("version {version}: the line is not what the row says"),
            );
        }
    }
    if rows.next().is_some() {
        verified.problem(&name, None, "a row of the list is missing");
    }
    Ok(())
}

/// The manifest names the versions that were stated.
fn check_manifest(manifest: &Manifest, versions: &[RollVersion], verified: &mut Verified) {
    let stated = versions.iter().map(|version| {
        (version.statement.version, version.statement.nation.to_string(), &version.statement.roll_id)
    });
    let named = manifest.versions.iter();
    let named = named.map(|line| (line.version, line.digest.clone(), &manifest.roll_id));
    let named: Vec<_> = named.collect();
    let differing = stated.clone().zip(&named).find(|(stated, named)| stated != *named);
    if let Some(((version, _, _), _)) = differing {
        let message = format!("version {version} is not the one that was stated");
        verified.problem(manifest::FILE_NAME, None, message);
    } else if versions.len() != named.len() {
        verified.problem(manifest::FILE_NAME, None, "the versions are not those that were stated");
    }
}

/// The versions whose logs an output has, and the changes that its lists show.
struct Log<'v> {
    versions: Vec<&'v RollVersion>,
    shown: Shown,
}

/// The log tells every change that a list shows, and no other; and the lists of all that it tells of are here.
fn check_log(files: &Files<'_>, log: &Log<'_>, verified: &mut Verified) -> Result<(), ReadingError> {
    let none = BTreeMap::new();
    let mut unknown: BTreeSet<&str> = files.names().filter(|name| is_log(name)).collect();
    let here: BTreeSet<AreaCode> =
        files.names().filter_map(AreaFolder::of_file).map(|folder| folder.area).collect();
    for version in &log.versions {
        let number = version.statement.version;
        let of_version = log.shown.get(&number).unwrap_or(&none);
        let fits = |change: &Change| change.by == version.by && change.at == version.statement.at;
        if version.changes != of_version.len() as u64 || !of_version.values().all(fits) {
            let message = "the lists show other changes than the version says";
            verified.problem(VERSIONS, Some(number.into()), message);
        }
        let name = format!("changes/{number}/changes.jsonl");
        if version.changes == 0 && of_version.is_empty() {
            continue;
        }
        if !files.is_named(&name) {
            verified.problem(&name, None, "the log of a version is missing");
            continue;
        }
        unknown.remove(name.as_str());
        let told = lines::<Change>(files, &name, "this is no change", verified)?;
        for (line, change) in (1_u64..).zip(&told) {
            if of_version.get(&change.change_id) != Some(change) {
                let message = format!("version {number}: no list shows this change");
                verified.problem(&name, Some(line), message);
            }
            let places = change.from.iter().chain(&change.to);
            for place in places.filter(|place| !here.contains(&place.area_code)) {
                let message = format!("version {number}: area {} is not here", place.area_code);
                verified.problem(&name, Some(line), message);
            }
        }
        if told.len() != of_version.len() {
            verified.problem(&name, None, format!("version {number}: a change is missing"));
        }
    }
    for name in unknown {
        verified.problem(name, None, "no version wrote this log");
    }
    Ok(())
}

fn is_log(name: &str) -> bool {
    name.starts_with("changes/") && name.ends_with("/changes.jsonl")
}

/// The lines of a file as text; `None` if it is not there or is no text, which is told.
fn texts(
    files: &Files<'_>,
    name: &str,
    verified: &mut Verified,
) -> Result<Option<Vec<String>>, ReadingError> {
    if !files.has(name) {
        return Ok(None);
    }
    let path = files.folder().join(name);
    let file = File::open(&path).map_err(ReadingError::file(&path))?;
    let lines = (1..).zip(BufReader::new(file).lines());
    let read: Result<Vec<String>, ReadingError> =
        lines.map(|(line, text)| text.map_err(ReadingError::line(&path, line))).collect();
    verified.read(name, read)
}

/// The lines of a file, read; one that cannot be read is a problem.
fn lines<T: serde::de::DeserializeOwned + serde::Serialize>(
    files: &Files<'_>,
    name: &str,
    otherwise: &str,
    verified: &mut Verified,
) -> Result<Vec<T>, ReadingError> {
    let mut read = Vec::new();
    for (line, text) in (1_u64..).zip(texts(files, name, verified)?.unwrap_or_default()) {
        match as_written(&text) {
            Some(value) => read.push(value),
            None => verified.problem(name, Some(line), otherwise),
        }
    }
    Ok(read)
}
