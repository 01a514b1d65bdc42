//! What the workers of an output read, and how they share the communes.

use super::OutputError;
use super::commune::{self, CommuneFiles};
use super::delivery;
use super::drafts::Draft;
use super::folder::Folder;
use super::manifest::{ElectionLine, Manifest, SnapshotLine, VersionLine};
use super::options::{Format, RenderOptions};
use super::selection::Selection;
use super::source::Source;
use super::unchanged::{Reuse, Reused};
use crate::law::PostedCopy;
use crate::lists::Basis;
use crate::people::{AreaCode, CommuneCode};
use crate::progress::Progress;
use crate::render::pdf::{ListCopy, Printer};
use crate::store::Database;
use std::collections::BTreeMap;
use std::path::Path;
use std::sync::atomic::{AtomicUsize, Ordering};
use tokio::runtime::Handle;

/// What all workers read.
pub(super) struct Job<'a> {
    pub(super) database: &'a Database,
    pub(super) basis: &'a Basis,
    pub(super) derived: &'a Draft<'a>,
    pub(super) options: &'a RenderOptions,
    pub(super) folder: &'a Folder,
    /// Where the parts of `decisions.jsonl` lie until they are joined.
    pub(super) scratch: &'a Path,
    pub(super) printer: Option<&'a Printer>,
    pub(super) progress: &'a dyn Progress,
    /// The output whose place this one takes.
    pub(super) reuse: Option<&'a Reuse<'a>>,
    /// The posted lists and the version that is rendered; `None` renders drafts.
    pub(super) posted: Option<&'a Source>,
    /// The constituencies that are rendered alone.
    pub(super) selection: Option<&'a Selection>,
}

/// The options without the formats that tell of all persons of a commune, where only a part of it is rendered.
pub(super) fn told_of(options: &RenderOptions, selection: Option<&Selection>) -> RenderOptions {
    let mut options = options.clone();
    if selection.is_some_and(Selection::is_part) {
        options.formats.remove(&Format::Decisions);
    }
    options
}

impl Job<'_> {
    /// Whether whole communes are rendered as they are now: then the persons on no list are told too.
    pub(super) fn tells_persons(&self) -> bool {
        self.posted.is_none_or(Source::is_whole) && !self.selection.is_some_and(Selection::is_part)
    }

    /// Whether an area is rendered.
    pub(super) fn shows(&self, area: &AreaCode) -> bool {
        self.selection.is_none_or(|selection| selection.holds(area))
    }

    /// What posted copies show of personal numbers.
    pub(super) fn posted_copy(&self) -> PostedCopy {
        self.options.posted_copy.unwrap_or(self.basis.profile.posted_copy)
    }

    /// The copy of a list that is posted on paper.
    pub(super) fn list_copy(&self) -> ListCopy {
        match self.posted_copy() {
            PostedCopy::WithoutNumber => ListCopy::PostedOmitted,
            PostedCopy::Masked => ListCopy::PostedMasked,
            PostedCopy::AsForm => ListCopy::PostedAsForm,
        }
    }

    pub(super) fn wants(&self, format: Format) -> bool {
        self.options.formats.contains(&format)
    }

    /// Renders every commune, several at once, in any order.
    pub(super) fn communes(&self) -> Result<BTreeMap<CommuneCode, CommuneFiles>, OutputError> {
        let next = AtomicUsize::new(0);
        let handle = Handle::current();
        let work = |handle: Handle| -> Result<Vec<(CommuneCode, CommuneFiles)>, OutputError> {
            // A transaction that an error drops gives its connection back on the runtime.
            let _entered = handle.enter();
            let mut done = Vec::new();
            while let Some(code) = self.derived.communes.get(next.fetch_add(1, Ordering::Relaxed)) {
                let files = commune::render(self, &handle, code).and_then(|files| {
                    files.as_ref().map_or(Ok(()), |files| delivery::pack(self, code, files)).map(|()| files)
                });
                let files =
                    files.inspect_err(|_| next.store(self.derived.communes.len(), Ordering::Relaxed))?;
                done.extend(files.map(|files| (code.clone(), files)));
            }
            Ok(done)
        };
        std::thread::scope(|scope| {
            let workers: Vec<_> = (0..self.options.jobs.max(1))
                .map(|_| {
                    let handle = handle.clone();
                    scope.spawn(|| work(handle))
                })
                .collect();
            let mut all = BTreeMap::new();
            for worker in workers {
                let done =
                    worker.join().map_err(|_| OutputError::Worker("a thread panicked".to_owned()))??;
                all.extend(done);
            }
            Ok(all)
        })
    }
}

pub(super) fn reused(job: &Job<'_>, communes: &BTreeMap<CommuneCode, CommuneFiles>) -> Option<Reused> {
    let areas = communes.values().flat_map(|files| files.digests.keys()).collect();
    job.reuse.map(|reuse| reuse.told(&areas))
}

/// The options that change the bytes of an area's files.
pub(super) fn options(job: &Job<'_>) -> BTreeMap<String, String> {
    let RenderOptions { formats, papers, language, layout, .. } = job.options;
    let formats: Vec<&str> = formats.iter().map(|format| format.as_str()).collect();
    let papers: Vec<&str> = papers.iter().map(|paper| paper.as_str()).collect();
    let mut options: BTreeMap<String, String> = [
        ("formats".to_owned(), formats.join(",")),
        ("language".to_owned(), language.tag().to_owned()),
        ("layout".to_owned(), layout.to_string()),
        ("papers".to_owned(), papers.join(",")),
        ("posted_copy".to_owned(), job.posted_copy().as_str().to_owned()),
    ]
    .into();
    if let Some(source) = job.posted.filter(|source| source.is_supplement()) {
        options.insert("supplements".to_owned(), source.version.to_string());
    }
    options
}

pub(super) fn manifest_of(job: &Job<'_>, versions: Vec<VersionLine>) -> Manifest {
    let election = &job.basis.election;
    let delivery = job.options.delivery.words().map(|words| ("delivery".to_owned(), words));
    let codes = job.selection.map(|selection| selection.codes().iter().map(ToString::to_string).collect());
    let selected = codes.map(|codes: Vec<String>| ("constituencies".to_owned(), codes.join(",")));
    Manifest {
        roll_id: job.derived.roll_id.to_owned(),
        election: ElectionLine {
            id: election.id.clone(),
            title: election.title.clone(),
            term: election.term.clone(),
            election_day: election.election_day.to_string(),
            posted_on: election.posted_on.to_string(),
        },
        snapshot: SnapshotLine {
            id: job.basis.snapshot_id.clone(),
            as_of: job.basis.as_of.to_string(),
            persons: job.basis.persons,
        },
        rule_profile: job.basis.profile.name.clone(),
        form_profile: election.form_profile,
        versions,
        options: options(job).into_iter().chain(delivery).chain(selected).collect(),
        areas: BTreeMap::new(),
        pages: BTreeMap::new(),
        files: BTreeMap::new(),
    }
}
