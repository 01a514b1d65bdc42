//! Which files a manifest must name: a manifest under suspicion is not asked, beyond what it cannot hide.

use super::sums::{ENTRIES, NOT_LISTED, SUMMARY};
use super::{Kind, SUPPLEMENTS, Verified};
use crate::output::manifest::{self, Manifest};
use crate::output::reading::{AreaFolder, Files};
use crate::output::{CHAIN, DECISIONS, Format, ROWS, VERSIONS};
use crate::people::AreaCode;
use std::collections::{BTreeMap, BTreeSet};

/// Beside every draft, whatever formats were asked for.
const OF_DRAFT: [&str; 5] = [SUMMARY, NOT_LISTED, "rejects.csv", "findings.csv", "manual-queue.csv"];
/// Beside the latest version of posted lists: all of them, or none.
const OF_LATEST: [&str; 3] = [SUMMARY, NOT_LISTED, "books.csv"];

/// Whether an output holds the rows of its lists; without, papers and pages alone were asked for.
pub(super) fn has_rows(manifest: &Manifest) -> bool {
    wants(manifest, Format::Jsonl)
}

/// Whether files of a kind were asked for. An output that does not say so must have them.
fn wants(manifest: &Manifest, format: Format) -> bool {
    let asked = |formats: &String| formats.split(',').any(|word| word == format.as_str());
    manifest.options.get("formats").is_none_or(asked)
}

/// Tells of files that the manifest should name and does not, and of areas that it names nowhere or twice.
pub(super) fn check(manifest: &Manifest, kind: Kind, files: &Files<'_>, verified: &mut Verified) {
    let mut demand = |name: &str| {
        if !files.is_named(name) {
            verified.problem(name, None, "the manifest does not name this file, which such an output has");
        }
    };
    match kind {
        Kind::Draft => OF_DRAFT.iter().for_each(|name| demand(name)),
        Kind::Whole if OF_LATEST.iter().any(|name| files.is_named(name)) => {
            OF_LATEST.iter().for_each(|name| demand(name));
        }
        Kind::Whole | Kind::Supplements => {}
    }
    if kind != Kind::Draft {
        demand(VERSIONS);
    }
    let tells_all = files.is_named(SUMMARY) && wants(manifest, Format::Decisions);
    if tells_all && kind != Kind::Supplements {
        demand(DECISIONS);
    }
    if has_rows(manifest) {
        areas(manifest, kind, files, verified);
    }
    check_kind(manifest, kind, verified);
}

/// Each area of the manifest has one folder with its lists, and each folder is an area's.
fn areas(manifest: &Manifest, kind: Kind, files: &Files<'_>, verified: &mut Verified) {
    let mut folders: BTreeMap<AreaCode, BTreeSet<AreaFolder>> = BTreeMap::new();
    for folder in manifest.files.keys().filter_map(|name| AreaFolder::of_file(name)) {
        folders.entry(folder.area.clone()).or_default().insert(folder);
    }
    for code in manifest.areas.keys().filter(|code| !folders.contains_key(code)) {
        verified.problem(manifest::FILE_NAME, None, format!("it names area {code} and none of its files"));
    }
    for (code, folders) in &folders {
        if folders.len() > 1 {
            let message = format!("the files of area {code} lie in {} folders", folders.len());
            verified.problem(manifest::FILE_NAME, None, message);
        }
        // An output of an earlier program names no areas.
        if !manifest.areas.is_empty() && !manifest.areas.contains_key(code) {
            let message = format!("it names files of area {code}, and not the area");
            verified.problem(manifest::FILE_NAME, None, message);
        }
        let lists: &[&str] = match kind {
            Kind::Draft => &[ENTRIES],
            Kind::Whole | Kind::Supplements => &[ENTRIES, ROWS, CHAIN],
        };
        for name in folders
            .iter()
            .flat_map(|folder| lists.iter().map(move |file| format!("{}/{file}", folder.path())))
        {
            if !files.is_named(&name) {
                verified.problem(&name, None, "the manifest does not name this file, which every area has");
            }
        }
    }
}

/// What the manifest says of its versions fits what it is.
fn check_kind(manifest: &Manifest, kind: Kind, verified: &mut Verified) {
    let numbers = || manifest.versions.iter().map(|line| line.version);
    match kind {
        Kind::Draft if numbers().eq([0]) => {}
        Kind::Draft => verified.problem(manifest::FILE_NAME, None, "a draft has version 0 alone"),
        Kind::Whole | Kind::Supplements => {
            if manifest.versions.is_empty() || !numbers().zip(1..).all(|(version, place)| version == place) {
                verified.problem(manifest::FILE_NAME, None, "posted lists have the versions 1, 2, 3, …");
            }
        }
    }
    if let Some(of) = manifest.options.get(SUPPLEMENTS)
        && numbers().next_back().map(|last| last.to_string()).as_ref() != Some(of)
    {
        let message = format!("it is of supplements of version {of:?}, which is not its last version");
        verified.problem(manifest::FILE_NAME, None, message);
    }
}
