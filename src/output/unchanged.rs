//! Areas whose files need not be made again: everything they depend on is as it was in the former output, and nobody has
//! changed them there since.

use super::OutputError;
use super::area::PAGE;
use super::commune::{Place, write_area};
use super::folder::Folder;
use super::job::{self, Job};
use super::manifest::{DigestWriter, Manifest};
use super::stage::Former;
use super::{source, supplement};
use crate::law::{Election, RuleProfile};
use crate::lists::ListsError;
use crate::lists::history::AreaHistory;
use crate::people::AreaCode;
use crate::render::documents::ListVersion;
use crate::render::html::Document;
use crate::render::jsonl;
use crate::roll::{Entry, Totals};
use crate::territory::{Area, Commune, Constituency, Hamlet, Level, Levels, Office, Province};
use serde::Serialize;
use std::collections::{BTreeMap, BTreeSet};
use std::io::{self, Write as _};
use std::ops::Bound;
use std::sync::{Mutex, MutexGuard, PoisonError};

/// The edition of the files of areas, raised whenever any of their bytes become others: what an earlier edition made is made
/// anew. The kept output of the sample shows when it was forgotten.
const EDITION: &str = "4";

/// What became of the areas of a former output.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize)]
pub struct Reused {
    pub kept: u64,
    pub written: u64,
    pub removed: u64,
    /// Files of areas that were not as the former output said, by path: changed or taken away by somebody.
    pub mended: Vec<String>,
}

/// The former output, and what was taken of it; filled by several threads.
pub(super) struct Reuse<'a> {
    former: &'a Former,
    found: Mutex<Found>,
}

#[derive(Default)]
struct Found {
    kept: BTreeSet<AreaCode>,
    mended: Vec<String>,
}

impl<'a> Reuse<'a> {
    pub fn new(former: &'a Former) -> Self {
        Self { former, found: Mutex::default() }
    }

    /// Takes the files of an area over, all of them or none, if they were made from the same; they lie below `folders`.
    /// Names those that the area's page links to.
    pub fn keep(
        &self,
        folder: &Folder,
        area: &AreaCode,
        key: &str,
        folders: &[String],
    ) -> Result<Option<Vec<Document>>, OutputError> {
        let Former { folder: root, manifest } = self.former;
        if manifest.areas.get(area).is_none_or(|line| line.key != key) {
            return Ok(None);
        }
        let mut taken: Vec<&str> = Vec::new();
        let is_made_anew = |below: &str, name: &str| name.strip_prefix(below) == Some(PAGE);
        let files = folders.iter().flat_map(|below| {
            files_below(manifest, below).filter(move |(name, _)| !is_made_anew(below, name))
        });
        for (name, digest) in files {
            if folder.take(root, name, digest)? {
                taken.push(name);
                continue;
            }
            for name in taken {
                folder.drop_taken(name)?;
            }
            self.found().mended.push(name.clone());
            return Ok(None);
        }
        for name in &taken {
            if let Some(pages) = manifest.pages.get(*name) {
                folder.keep_pages(name, *pages);
            }
        }
        self.found().kept.insert(area.clone());
        let own = taken.iter().filter_map(|name| name.strip_prefix(folders.first()?.as_str()));
        let mut documents: Vec<Document> = own.filter_map(Document::of_area).collect();
        documents.sort();
        Ok(Some(documents))
    }

    /// What became of the former output's areas, now that all areas of the new one are there.
    pub fn told(&self, areas: &BTreeSet<&AreaCode>) -> Reused {
        let mut found = self.found();
        let kept = found.kept.len() as u64;
        let removed = self.former.manifest.areas.keys().filter(|code| !areas.contains(code)).count() as u64;
        found.mended.sort();
        let mended = std::mem::take(&mut found.mended);
        Reused { kept, written: areas.len() as u64 - kept, removed, mended }
    }

    fn found(&self) -> MutexGuard<'_, Found> {
        self.found.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// The files of a manifest whose paths begin with a folder's.
fn files_below<'m>(
    manifest: &'m Manifest,
    folder: &'m str,
) -> impl Iterator<Item = (&'m String, &'m String)> {
    let from = manifest.files.range::<str, _>((Bound::Included(folder), Bound::Unbounded));
    from.take_while(move |(name, _)| name.starts_with(folder))
}

/// Takes the files of one area over from the former output, or writes them, and names those its page links to.
pub(super) fn area_files(
    job: &Job<'_>,
    place: &Place<'_>,
    list: &List<'_>,
    totals: Totals,
) -> Result<Vec<Document>, OutputError> {
    let area = &list.area.area_code;
    let key = key(job, place, list)?;
    let kept = match job.reuse {
        Some(reuse) => reuse.keep(job.folder, area, &key, &folders(job, &place.folder, area))?,
        None => None,
    };
    job.folder.keep_area(area, key);
    if let Some(documents) = kept {
        return Ok(documents);
    }
    let documents = write_area(job, place, list, totals)?;
    if let Some(history) = list.history {
        supplement::area_files(job, place, list.area, history, list.entries)?;
    }
    Ok(documents)
}

/// The folders that hold the files of an area of the commune whose folder is `place`, the one of its list first; each ends
/// with `/`.
pub(super) fn folders(job: &Job<'_>, place: &str, area: &AreaCode) -> Vec<String> {
    let own = format!("{place}/{area}/");
    let supplement = job.posted.map(|source| format!("changes/{}/{own}", source.version));
    std::iter::once(own).chain(supplement).collect()
}

/// A list as an area's files show it.
#[derive(Clone, Copy)]
pub(super) struct List<'a> {
    pub area: &'a Area,
    pub version: &'a ListVersion,
    pub entries: &'a [Entry],
    /// Of posted lists only.
    pub history: Option<&'a AreaHistory>,
}

/// Everything an area's files depend on, beside the rows of its list. What a new document shows of anything else must
/// stand here, or an output goes on with what it showed before.
#[derive(Serialize)]
struct Grounds<'a> {
    /// The program and its edition.
    program: [&'static str; 2],
    options: &'a BTreeMap<String, String>,
    election: &'a Election,
    profile: &'a RuleProfile,
    province: &'a Province,
    commune: &'a Commune,
    area: &'a Area,
    levels: Levels,
    constituencies: Vec<&'a Constituency>,
    hamlets: Vec<&'a Hamlet>,
    office: Option<&'a Office>,
    version: (u32, &'a str, chrono::NaiveDate),
    /// Supplementary pages name the roll and the day of the data.
    supplement_of: Option<(&'a str, chrono::NaiveDate)>,
}

/// SHA-256 over everything the files of an area depend on.
fn key(job: &Job<'_>, place: &Place<'_>, list: &List<'_>) -> Result<String, OutputError> {
    let basis = job.basis;
    let territory = &basis.territory;
    let List { area, version, .. } = list;
    let constituencies =
        Level::ALL.iter().flat_map(|level| territory.constituencies_of(&area.area_code, *level));
    let is_supplement = job.posted.is_some_and(source::Source::is_supplement);
    let grounds = Grounds {
        program: [env!("CARGO_PKG_VERSION"), EDITION],
        options: &job::options(job),
        election: &basis.election,
        profile: &basis.profile,
        province: place.province,
        commune: place.commune,
        area,
        levels: place.levels,
        constituencies: constituencies.collect(),
        hamlets: territory.hamlets_of(&place.commune.commune_code).collect(),
        office: territory.office(&place.commune.commune_code),
        version: (version.version, &version.digest, version.dated),
        supplement_of: is_supplement.then_some((job.derived.roll_id, basis.as_of)),
    };
    let mut out = DigestWriter::new(io::sink());
    let unwritable = |_| ListsError::Document { what: "row" };
    serde_json::to_writer(&mut out, &grounds).map_err(unwritable)?;
    for entry in list.entries {
        serde_json::to_writer(&mut out, entry).map_err(unwritable)?;
    }
    if let (Some(source), Some(history)) = (job.posted, list.history) {
        for line in source.chain(history) {
            serde_json::to_writer(&mut out, &line).map_err(unwritable)?;
        }
    }
    out.flush().map_err(|source| OutputError::Write { path: "key".into(), source })?;
    Ok(out.finish().1)
}

/// SHA-256 of an area's canonical entries, as `entries.jsonl` has them.
pub(super) fn digest_of(entries: &[Entry]) -> String {
    let mut out = DigestWriter::new(std::io::sink());
    jsonl::entries(entries, &mut out).expect("a sink takes all");
    out.finish().1
}
