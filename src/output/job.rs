//! What the workers of an output read, and how they share the communes.

use super::OutputError;
use super::commune_files::CommuneFiles;
use super::folder::Folder;
use super::manifest::{ElectionLine, Manifest, SnapshotLine, VersionLine};
use super::options::{Format, RenderOptions};
use super::outcomes::Outcomes;
use super::reuse::{Reuse, Reused};
use super::source::Source;
use crate::law::PostedCopy;
use crate::lists::Basis;
use crate::people::CommuneCode;
use crate::progress::Progress;
use crate::render::pdf::{Document, Layout, ListCopy, Printer};
use crate::store::{Database, Tx};
use std::collections::BTreeMap;
use std::path::Path;
use tokio::runtime::Handle;

/// Where an output is written.
#[derive(Clone, Copy)]
pub(super) struct Place<'a> {
    pub folder: &'a Folder,
    /// Where the parts of `decisions.jsonl` lie until they are joined.
    pub scratch: &'a Path,
    /// The output whose place this one takes.
    pub reuse: Option<&'a Reuse<'a>>,
}

/// What all workers read.
pub(super) struct Job<'a> {
    pub database: &'a Database,
    pub source: Source<'a>,
    pub options: &'a RenderOptions,
    pub place: Place<'a>,
    pub printer: Option<&'a Printer>,
    pub progress: &'a dyn Progress,
}

/// The options without the formats that tell of all persons of a commune, where only a part of it is rendered, or a version
/// before.
pub(super) fn told_of(options: &RenderOptions, source: Source<'_>) -> RenderOptions {
    let mut options = options.clone();
    if !source.tells_persons() {
        options.formats.remove(&Format::Decisions);
    }
    options
}

/// What prints, if documents are printed.
pub(super) fn printer(options: &RenderOptions, layout: Layout) -> Result<Option<Printer>, OutputError> {
    let is_wanted = options.formats.contains(&Format::Pdf);
    is_wanted.then(|| Printer::of(layout)).transpose().map_err(OutputError::pdf("–"))
}

impl<'a> Job<'a> {
    /// The data that the lists rest on.
    pub fn basis(&self) -> &'a Basis {
        self.source.basis()
    }

    /// What posted copies show of personal numbers.
    pub fn posted_copy(&self) -> PostedCopy {
        self.options.posted_copy.unwrap_or(self.basis().profile.posted_copy)
    }

    /// The copy of a list that is posted on paper.
    pub fn list_copy(&self) -> ListCopy {
        list_copy(self.posted_copy())
    }

    pub fn wants(&self, format: Format) -> bool {
        self.options.formats.contains(&format)
    }

    /// Prints a document of an area or place, where documents are printed.
    pub fn print<'d>(
        &self,
        name: &str,
        of: impl ToString,
        document: impl Into<Document<'d>>,
    ) -> Result<(), OutputError> {
        let Some(printer) = self.printer else { return Ok(()) };
        let failed = OutputError::pdf(of);
        self.place.folder.print(name, |out| printer.print(document, out).map_err(failed)).map(drop)
    }

    /// The persons of a commune, or of none (`""`), who stand on no list.
    pub fn outcomes(&self, handle: &Handle, tx: &mut Tx, commune: &str) -> Result<Outcomes, OutputError> {
        handle.block_on(self.source.outcomes(tx, commune, self.wants(Format::Decisions)))
    }
}

pub(super) fn reused(job: &Job<'_>, communes: &BTreeMap<CommuneCode, CommuneFiles>) -> Option<Reused> {
    let areas = communes.values().flat_map(|files| files.digests.keys()).collect();
    job.place.reuse.map(|reuse| reuse.told(&areas))
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
    if let Some(version) = job.source.supplement() {
        options.insert("supplements".to_owned(), version.to_string());
    }
    options
}

pub(super) fn manifest_of(job: &Job<'_>, versions: Vec<VersionLine>) -> Manifest {
    let election = &job.basis().election;
    let delivery = job.options.delivery.words().map(|words| ("delivery".to_owned(), words));
    let codes =
        job.source.selection().map(|selection| selection.codes().iter().map(ToString::to_string).collect());
    let selected = codes.map(|codes: Vec<String>| ("constituencies".to_owned(), codes.join(",")));
    Manifest {
        roll_id: job.source.roll_id().to_owned(),
        election: ElectionLine {
            id: election.id.clone(),
            title: election.title.clone(),
            term: election.term.clone(),
            election_day: election.election_day.to_string(),
            posted_on: election.posted_on.to_string(),
        },
        snapshot: SnapshotLine {
            id: job.basis().snapshot_id.clone(),
            as_of: job.basis().as_of.to_string(),
            persons: job.basis().persons,
        },
        rule_profile: job.basis().profile.name.clone(),
        form_profile: election.form_profile,
        versions,
        options: options(job).into_iter().chain(delivery).chain(selected).collect(),
        areas: BTreeMap::new(),
        pages: BTreeMap::new(),
        files: BTreeMap::new(),
    }
}

/// The copy of a list that is posted, as so much is shown of personal numbers.
pub(super) fn list_copy(posted: PostedCopy) -> ListCopy {
    match posted {
        PostedCopy::WithoutNumber => ListCopy::PostedOmitted,
        PostedCopy::Masked => ListCopy::PostedMasked,
        PostedCopy::AsForm => ListCopy::PostedAsForm,
    }
}
