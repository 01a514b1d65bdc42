//! Draft lists as they were derived, into a folder.

use super::OutputError;
use super::findings::FindingCounts;
use super::folder::Folder;
use super::job::{Job, Place, manifest_of, reused, told_of};
use super::manifest::VersionLine;
use super::options::{Format, RenderOptions};
use super::reuse::{Reuse, Reused};
use super::source::{Draft, Source};
use super::stage::Former;
use super::{constituencies, delivery, pages, workers};
use crate::people::digest;
use crate::progress::Progress;
use crate::render::pdf::{Layout, Printer};
use crate::render::summary::Summary;
use crate::store::Database;
use std::collections::BTreeMap;
use std::path::Path;

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

/// Where drafts are written.
#[derive(Clone, Copy)]
pub struct Target<'a> {
    /// It holds nothing but what was found in the data.
    pub folder: &'a Folder,
    pub scratch: &'a Path,
    /// The output whose place this one takes.
    pub former: Option<&'a Former>,
}

/// Writes every file of a draft roll into its folder, with `manifest.json` last. Areas that are the same in the
/// `former` output are taken over from it.
///
/// # Errors
/// [`OutputError`] if the database fails, a document cannot be made or the disk is full; the folder is then incomplete.
pub fn render_drafts(
    database: &Database,
    draft: &Draft<'_>,
    target: Target<'_>,
    options: &RenderOptions,
    progress: &dyn Progress,
) -> Result<Rendered, OutputError> {
    let Target { folder, scratch, former } = target;
    let source = Source::Draft(draft);
    let printer = match options.formats.contains(&Format::Pdf) {
        true => Some(Printer::of(Layout { draft: true, ..options.layout }).map_err(OutputError::pdf("–"))?),
        false => None,
    };
    let reuse = former.map(Reuse::new);
    let options = &told_of(options, source);
    let place = Place { folder, scratch, reuse: reuse.as_ref() };
    let job = Job { database, source, options, place, printer: printer.as_ref(), progress };
    let territory = &draft.basis.territory;
    let areas = draft.communes.iter().map(|code| territory.areas_of(code).len() as u64).sum();
    progress.begin("render", Some(areas));
    let communes = workers::communes(&job)?;
    progress.end();
    delivery::constituencies(&job)?;
    let sums = constituencies::sums(&job, &communes);
    constituencies::tables(&job, &sums)?;
    constituencies::pages(&job, &communes, &sums)?;
    if job.source.tells_persons() {
        sums.check(&draft.tally.totals())?;
        let summary = Summary::new(territory, draft.communes, draft.tally, &sums);
        folder.write("summary.json", |out| pages::json(&summary, out))?;
        pages::write(&job, &communes, &sums)?;
    }
    let digests: BTreeMap<_, _> = communes.values().flat_map(|files| &files.digests).collect();
    let lines: String = digests.iter().map(|(area, digest)| format!("{area} {digest}\n")).collect();
    let version = VersionLine { version: 0, state: "draft".to_owned(), digest: digest(lines.as_bytes()) };
    delivery::divide(&job, &communes)?;
    let reused = reused(&job, &communes);
    let pages = folder.pages().values().sum();
    let files = folder.close(manifest_of(&job, vec![version]))?;
    Ok(Rendered { files, pages, reused, findings: draft.findings.counts.clone() })
}
