//! The former output whose place a new one takes, and what is taken of it.

use super::OutputError;
use super::folder::Folder;
use super::manifest::Manifest;
use super::names::PAGE;
use super::stage::Former;
use crate::people::AreaCode;
use crate::render::html::Document;
use serde::Serialize;
use std::collections::BTreeSet;
use std::ops::Bound;
use std::sync::{Mutex, MutexGuard, PoisonError};

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
