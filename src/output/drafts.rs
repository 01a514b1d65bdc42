//! Draft lists as they were derived, into a folder.

use super::OutputError;
use super::contents::Contents;
use super::findings::FindingCounts;
use super::folder::Folder;
use super::job::{self, Job, Place, told_of};
use super::options::RenderOptions;
use super::reuse::{Reuse, Reused};
use super::source::{Draft, Source};
use super::stage::Former;
use crate::progress::Progress;
use crate::render::pdf::Layout;
use crate::store::Database;
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
    let printer = job::printer(options, Layout { draft: true, ..options.layout })?;
    let reuse = former.map(Reuse::new);
    let options = &told_of(options, source);
    let place = Place { folder, scratch, reuse: reuse.as_ref() };
    let job = Job { database, source, options, place, printer: printer.as_ref(), progress };
    let Contents { manifest, pages, reused, .. } = Contents::write(&job)?;
    let files = folder.close(manifest)?;
    Ok(Rendered { files, pages, reused, findings: draft.findings.counts.clone() })
}
