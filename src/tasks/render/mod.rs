//! `render`: the files of a roll, written into an empty folder.

mod area;
mod commune;
mod constituencies;
mod delivery;
mod findings;
mod folder;
mod office_work;
mod outcomes;
mod pages;
mod papers;
pub(in crate::tasks) mod posted;
pub(in crate::tasks) mod selection;
mod source;
mod supplement;
mod tables;
mod unchanged;

pub(in crate::tasks) use delivery::PRINTERS;
pub use delivery::{Delivery, Work, shares};
pub use findings::FindingCounts;
pub use folder::Folder;
pub use posted::{PostedOptions, RenderedLists, Wanted, render_posted};
pub use unchanged::Reused;

use super::derive::Derived;
use super::error::TaskError;
use super::load::Loaded;
use super::progress::Progress;
use super::stage::Former;
use crate::extract::QualityReport;
use crate::law::PostedCopy;
use crate::lists::Basis;
use crate::people::{AreaCode, CommuneCode, ConstituencyCode, digest};
use crate::render::Language;
use crate::render::documents::AreaPaper;
use crate::render::manifest::{ElectionLine, Manifest, SnapshotLine, VersionLine};
use crate::render::pdf::{Layout, ListCopy, Printer};
use crate::render::summary::Summary;
use crate::store::Database;
use commune::CommuneFiles;
use selection::Selection;
use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;
use std::sync::atomic::{AtomicUsize, Ordering};
use tokio::runtime::Handle;
use unchanged::Reuse;

/// A kind of files that may be left out.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Format {
    /// Lists and cards.
    Pdf,
    /// Summaries and summary tables.
    Html,
    /// `list.csv`.
    Csv,
    /// Lists and summary tables as workbooks.
    Xlsx,
    /// `entries.jsonl`.
    Jsonl,
    /// `decisions.jsonl`, the official export of every decision.
    Decisions,
}

impl Format {
    /// Every format.
    pub const ALL: [Format; 6] = [Self::Pdf, Self::Html, Self::Csv, Self::Xlsx, Self::Jsonl, Self::Decisions];

    /// The word on the command line.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Pdf => "pdf",
            Self::Html => "html",
            Self::Csv => "csv",
            Self::Xlsx => "xlsx",
            Self::Jsonl => "jsonl",
            Self::Decisions => "decisions",
        }
    }
}

/// How a roll is rendered.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RenderOptions {
    pub formats: BTreeSet<Format>,
    /// The printed papers of each area.
    pub papers: BTreeSet<AreaPaper>,
    pub language: Language,
    /// What posted copies show of personal numbers; `None`: what the election's settings say.
    pub posted_copy: Option<PostedCopy>,
    pub layout: Layout,
    /// How printed documents are handed over.
    pub delivery: Delivery,
    /// Only these constituencies; none named: everything.
    pub constituencies: Vec<ConstituencyCode>,
    /// Communes rendered at once.
    pub jobs: usize,
}

impl Default for RenderOptions {
    fn default() -> Self {
        Self {
            formats: Format::ALL.into(),
            papers: AreaPaper::ALL.into(),
            language: Language::default(),
            posted_copy: None,
            layout: Layout::default(),
            delivery: Delivery::default(),
            constituencies: Vec::new(),
            jobs: 1,
        }
    }
}

/// What was rendered.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Rendered {
    pub files: u64,
    /// Printed pages.
    pub pages: u64,
    /// What became of the areas of the output that stood there; `None`: there was none.
    pub reused: Option<Reused>,
    pub findings: FindingCounts,
}

/// What all workers read.
pub(super) struct Job<'a> {
    database: &'a Database,
    basis: &'a Basis,
    derived: &'a Derived,
    options: &'a RenderOptions,
    folder: &'a Folder,
    findings: &'a findings::Findings,
    /// Of the extract that drafts were derived from; it says nothing of posted lists weeks later.
    quality: Option<&'a QualityReport>,
    /// Where the parts of `decisions.jsonl` lie until they are joined.
    scratch: &'a Path,
    printer: Option<&'a Printer>,
    progress: &'a dyn Progress,
    /// The output whose place this one takes.
    reuse: Option<&'a Reuse<'a>>,
    /// The posted lists and the version that is rendered; `None` renders drafts.
    posted: Option<&'a source::Source>,
    /// The constituencies that are rendered alone.
    selection: Option<&'a Selection>,
}

/// Where a roll is written, from what.
#[derive(Clone, Copy)]
pub struct Folders<'a> {
    /// It is empty.
    pub root: &'a Path,
    pub scratch: &'a Path,
    /// The output whose place this one takes.
    pub former: Option<&'a Former>,
}

/// Writes every file of a roll into its root, with `manifest.json` last. Areas that are the same in the
/// `former` output are taken over from it.
///
/// # Errors
/// [`TaskError`] if the database fails, a document cannot be made or the disk is full; the folder is then incomplete.
pub fn render(
    database: &Database,
    loaded: &mut Loaded,
    derived: &Derived,
    folders: Folders<'_>,
    options: &RenderOptions,
    progress: &dyn Progress,
) -> Result<Rendered, TaskError> {
    let Folders { root, scratch, former } = folders;
    let folder = Folder::new(root);
    let basis = loaded.basis.clone();
    let findings = findings::write(&folder, loaded, derived)?;
    let printer = match options.formats.contains(&Format::Pdf) {
        true => Some(
            Printer::of(Layout { draft: true, ..options.layout })
                .map_err(|source| TaskError::Pdf { area: "–".to_owned(), source })?,
        ),
        false => None,
    };
    let reuse = former.map(Reuse::new);
    let selection = Selection::of(&basis.territory, &options.constituencies)?;
    let options = &told_of(options, selection.as_ref());
    let job = Job {
        database,
        basis: &basis,
        derived,
        options,
        folder: &folder,
        findings: &findings,
        quality: Some(&loaded.reading.quality),
        scratch,
        printer: printer.as_ref(),
        progress,
        reuse: reuse.as_ref(),
        posted: None,
        selection: selection.as_ref(),
    };
    let areas = derived.communes.iter().map(|code| basis.territory.areas_of(code).len() as u64).sum();
    progress.begin("render", Some(areas));
    let communes = job.communes()?;
    progress.end();
    delivery::constituencies(&job)?;
    let sums = constituencies::sums(&job, &communes);
    constituencies::tables(&job, &sums)?;
    constituencies::pages(&job, &communes, &sums)?;
    if job.tells_persons() {
        sums.check(&derived.tally.totals())?;
        let summary = Summary::new(&basis.territory, &derived.communes, &derived.tally, &sums);
        folder.write("summary.json", |out| pages::json(&summary, out))?;
        pages::write(&job, &communes, &sums)?;
    }
    let digests: BTreeMap<_, _> = communes.values().flat_map(|files| &files.digests).collect();
    let lines: String = digests.iter().map(|(area, digest)| format!("{area} {digest}\n")).collect();
    let draft = VersionLine { version: 0, state: "draft".to_owned(), digest: digest(lines.as_bytes()) };
    delivery::divide(&job, &communes)?;
    let reused = reused(&job, &communes);
    let pages = folder.pages().values().sum();
    let files = folder.close(manifest(&job, vec![draft]))?;
    Ok(Rendered { files, pages, reused, findings: findings.counts })
}

/// The options without the formats that tell of all persons of a commune, where only a part of it is rendered.
fn told_of(options: &RenderOptions, selection: Option<&Selection>) -> RenderOptions {
    let mut options = options.clone();
    if selection.is_some_and(Selection::is_part) {
        options.formats.remove(&Format::Decisions);
    }
    options
}

impl Job<'_> {
    /// Whether whole communes are rendered as they are now: then the persons on no list are told too.
    fn tells_persons(&self) -> bool {
        self.posted.is_none_or(source::Source::is_whole) && !self.selection.is_some_and(Selection::is_part)
    }

    /// Whether an area is rendered.
    fn shows(&self, area: &AreaCode) -> bool {
        self.selection.is_none_or(|selection| selection.holds(area))
    }

    /// What posted copies show of personal numbers.
    fn posted_copy(&self) -> PostedCopy {
        self.options.posted_copy.unwrap_or(self.basis.profile.posted_copy)
    }

    /// The copy of a list that is posted on paper.
    fn list_copy(&self) -> ListCopy {
        match self.posted_copy() {
            PostedCopy::WithoutNumber => ListCopy::PostedOmitted,
            PostedCopy::Masked => ListCopy::PostedMasked,
            PostedCopy::AsForm => ListCopy::PostedAsForm,
        }
    }

    fn wants(&self, format: Format) -> bool {
        self.options.formats.contains(&format)
    }

    /// Renders every commune, several at once, in any order.
    fn communes(&self) -> Result<BTreeMap<CommuneCode, CommuneFiles>, TaskError> {
        let next = AtomicUsize::new(0);
        let handle = Handle::current();
        let work = |handle: Handle| -> Result<Vec<(CommuneCode, CommuneFiles)>, TaskError> {
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
                let done = worker.join().map_err(|_| TaskError::Worker("a thread panicked".to_owned()))??;
                all.extend(done);
            }
            Ok(all)
        })
    }
}

fn reused(job: &Job<'_>, communes: &BTreeMap<CommuneCode, CommuneFiles>) -> Option<Reused> {
    let areas = communes.values().flat_map(|files| files.digests.keys()).collect();
    job.reuse.map(|reuse| reuse.told(&areas))
}

/// The options that change the bytes of an area's files.
fn options(job: &Job<'_>) -> BTreeMap<String, String> {
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

fn manifest(job: &Job<'_>, versions: Vec<VersionLine>) -> Manifest {
    let election = &job.basis.election;
    let delivery = job.options.delivery.words().map(|words| ("delivery".to_owned(), words));
    let codes = job.selection.map(|selection| selection.codes().iter().map(ToString::to_string).collect());
    let selected = codes.map(|codes: Vec<String>| ("constituencies".to_owned(), codes.join(",")));
    Manifest {
        roll_id: job.derived.roll_id.clone(),
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
