//! The files of posted lists against their chain: rows, versions, statements and signatures, without the database.

use super::super::output::{AreaFolder, OutputError};
use super::super::posted::RollVersion;
use super::super::posted::histories::RowKey;
use super::super::posted::history::AreaHistory;
use super::super::render::posted::{CHAIN, ChainLine, ROWS, SIGNATURE, VERSIONS};
use super::filing::as_written;
use super::roll::{LinkedArea, check_versions};
use super::{Problem, Verified};
use crate::changes::Change;
use crate::people::{CommuneCode, ProvinceCode};
use crate::render::jsonl::EntryLine;
use crate::render::manifest::{self, Manifest};
use crate::roll::Entry;
use crate::roll::chain::{PublicKey, Signature};
use std::collections::BTreeMap;
use std::fs::File;
use std::io::{BufRead, BufReader};
use std::path::Path;

/// Checks the files of posted lists; of supplements, only the lists that are there.
pub(super) fn check_posted(
    folder: &Path,
    manifest: &Manifest,
    trusted: Option<&PublicKey>,
    verified: &mut Verified,
) -> Result<(), OutputError> {
    let mut areas = Vec::new();
    let mut provinces: BTreeMap<CommuneCode, ProvinceCode> = BTreeMap::new();
    let mut changes: BTreeMap<u32, BTreeMap<String, Change>> = BTreeMap::new();
    let chains = || manifest.files.keys().filter(|name| name.ends_with(&format!("/{CHAIN}")));
    for name in chains() {
        let Some(place) = AreaFolder::of_file(name) else {
            verified.problem(name, None, "a chain stands outside an area's folder");
            continue;
        };
        provinces.insert(place.commune.clone(), place.province.clone());
        let history = history(folder, &place, verified)?;
        for row in &history.changed {
            let of_version = changes.entry(row.version).or_default();
            of_version.insert(row.change.change_id.clone(), row.change.clone());
        }
        match history.check(&manifest.roll_id) {
            Ok(links) => {
                let moments = history.versions.iter().map(|list| list.at).collect();
                let area = LinkedArea { area_code: place.area.clone(), links, moments };
                areas.push((place.commune.clone(), area));
            }
            Err(broken) => {
                let file = format!("{}/{ROWS}", place.path());
                let message = format!("version {}: {}", broken.version, broken.message);
                verified.problem(&file, broken.row.map(u64::from), message);
            }
        }
        check_entries(folder, &place, &history, verified)?;
    }
    let versions = lines::<RollVersion>(folder, VERSIONS, "this is no version", verified)?;
    verified.versions = versions.len() as u64;
    verified.signed_versions = versions.iter().filter(|version| version.signed.is_some()).count() as u64;
    check_manifest(folder, (manifest, &versions), trusted, verified)?;
    let is_whole = !manifest.options.contains_key("supplements") && chains().next().is_some();
    if is_whole && verified.problems.is_empty() {
        let province = |commune: &CommuneCode| provinces.get(commune).cloned();
        let mut problems = Vec::new();
        check_versions(&versions, areas, province, trusted, &mut problems);
        for Problem { line, message, .. } in problems {
            verified.problem(VERSIONS, line, message);
        }
    }
    if is_whole {
        check_log(folder, manifest, (&versions, &changes), verified)?;
    }
    Ok(())
}

/// The history of an area's list as its files tell it.
fn history(folder: &Path, place: &AreaFolder, verified: &mut Verified) -> Result<AreaHistory, OutputError> {
    let mut history = AreaHistory {
        area_code: place.area.clone(),
        rows: BTreeMap::new(),
        versions: Vec::new(),
        changed: Vec::new(),
    };
    let name = format!("{}/{ROWS}", place.path());
    let path = folder.join(&name);
    let file = File::open(&path).map_err(OutputError::file(&path))?;
    for (line, text) in (1_u64..).zip(BufReader::new(file).lines()) {
        let text = text.map_err(OutputError::file(&path))?;
        let key = serde_json::from_str::<RowKey<'_>>(&text).ok();
        let key = key.filter(|key| key.area_code == place.area.as_str());
        let number = key.map(|key| key.number);
        match number.filter(|number| !history.rows.contains_key(number)) {
            Some(number) => drop(history.rows.insert(number, text)),
            None => verified.problem(&name, Some(line), "this is no row of the list"),
        }
    }
    let name = format!("{}/{CHAIN}", place.path());
    let chain = lines::<ChainLine>(folder, &name, "this is no version", verified)?;
    for (line, ChainLine { list, changed }) in (1_u64..).zip(chain) {
        if list.area_code != place.area {
            let message = format!("version {}: it is of area {}", list.version, list.area_code);
            verified.problem(&name, Some(line), message);
        }
        history.versions.push(list);
        history.changed.extend(changed);
    }
    Ok(history)
}

/// `entries.jsonl` must say what the rows say.
fn check_entries(
    folder: &Path,
    place: &AreaFolder,
    history: &AreaHistory,
    verified: &mut Verified,
) -> Result<(), OutputError> {
    let name = format!("{}/entries.jsonl", place.path());
    let path = folder.join(&name);
    let file = File::open(&path).map_err(OutputError::file(&path))?;
    let mut rows = history.rows.values();
    for (line, text) in (1_u64..).zip(BufReader::new(file).lines()) {
        let text = text.map_err(OutputError::file(&path))?;
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

/// The manifest names the versions that were stated; where it is signed, or must be, the signature is checked.
fn check_manifest(
    folder: &Path,
    (manifest, versions): (&Manifest, &[RollVersion]),
    trusted: Option<&PublicKey>,
    verified: &mut Verified,
) -> Result<(), OutputError> {
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
    let path = folder.join(SIGNATURE);
    let text = match std::fs::read_to_string(&path) {
        Ok(text) => text,
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => {
            if let Some(key) = trusted {
                verified.problem(
                    SIGNATURE,
                    None,
                    format!("the manifest is not signed with key {}", key.id()),
                );
            }
            return Ok(());
        }
        Err(error) => return Err(OutputError::file(&path)(error)),
    };
    let bytes = std::fs::read(folder.join(manifest::FILE_NAME)).map_err(OutputError::file(&path))?;
    let mut parts = text.lines();
    let key = parts.next().and_then(|key| key.parse::<PublicKey>().ok());
    let signature = parts.next().and_then(|signature| signature.parse::<Signature>().ok());
    let problem = match (key, signature) {
        (Some(key), _) if trusted.is_some_and(|trusted| *trusted != key) => {
            Some(format!("the manifest is signed with another key, {}", key.id()))
        }
        (Some(key), Some(signature)) => key.verify(&bytes, &signature).err().map(|error| error.to_string()),
        (_, _) => Some("this is no signature".to_owned()),
    };
    if let Some(problem) = problem {
        verified.problem(SIGNATURE, None, problem);
    }
    Ok(())
}

/// The log tells every change that a list shows, and no other.
fn check_log(
    folder: &Path,
    manifest: &Manifest,
    (versions, changes): (&[RollVersion], &BTreeMap<u32, BTreeMap<String, Change>>),
    verified: &mut Verified,
) -> Result<(), OutputError> {
    let none = BTreeMap::new();
    for version in versions {
        let number = version.statement.version;
        let of_version = changes.get(&number).unwrap_or(&none);
        let fits = |change: &Change| change.by == version.by && change.at == version.statement.at;
        if version.changes != of_version.len() as u64 || !of_version.values().all(fits) {
            let message = "the lists show other changes than the version says";
            verified.problem(VERSIONS, Some(number.into()), message);
        }
    }
    for (version, of_version) in changes {
        let name = format!("changes/{version}/changes.jsonl");
        if !manifest.files.contains_key(&name) {
            verified.problem(&name, None, "the log of a version is missing");
            continue;
        }
        let told = lines::<Change>(folder, &name, "this is no change", verified)?;
        for (line, change) in (1_u64..).zip(&told) {
            if of_version.get(&change.change_id) != Some(change) {
                let message = format!("version {version}: no list shows this change");
                verified.problem(&name, Some(line), message);
            }
        }
        if told.len() != of_version.len() {
            verified.problem(&name, None, format!("version {version}: a change is missing"));
        }
    }
    Ok(())
}

/// The lines of a file; one that cannot be read is a problem.
fn lines<T: serde::de::DeserializeOwned + serde::Serialize>(
    folder: &Path,
    name: &str,
    otherwise: &str,
    verified: &mut Verified,
) -> Result<Vec<T>, OutputError> {
    let path = folder.join(name);
    let file = File::open(&path).map_err(OutputError::file(&path))?;
    let mut read = Vec::new();
    for (line, text) in (1_u64..).zip(BufReader::new(file).lines()) {
        let text = text.map_err(OutputError::file(&path))?;
        match as_written(&text) {
            Some(value) => read.push(value),
            None => verified.problem(name, Some(line), otherwise),
        }
    }
    Ok(read)
}
