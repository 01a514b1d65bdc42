//! `render`: posted lists at a version, with what each version changed: supplementary lists, cards to hand out and to
//! take back, the log, and the chain by which the files are checked without the database.

use super::OutputError;
use super::contents::Contents;
use super::folder::Folder;
use super::job::{self, Job, told_of};
use super::manifest::{self, signature_text};
use super::names::SIGNATURE;
use super::options::RenderOptions;
use super::reuse::{Reuse, Reused};
use super::selection::Selection;
use super::source::{Posted, Source, Wanted};
use super::stage::{Place, Stage};
use crate::lists::Lists;
use crate::progress::Progress;
use crate::roll::chain::SigningKey;
use crate::store::Database;
use std::path::Path;

/// How posted lists are rendered.
#[derive(Clone)]
pub struct PostedOptions<'a> {
    pub wanted: Wanted,
    pub render: RenderOptions,
    /// The key that signs the manifest.
    pub key: Option<&'a SigningKey>,
}

/// What was rendered.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RenderedLists {
    pub version: u32,
    pub files: u64,
    pub areas: u64,
    /// Printed pages.
    pub pages: u64,
    /// What became of the areas of the output that stood there; `None`: there was none.
    pub reused: Option<Reused>,
    /// The output whose place it took.
    pub former: Place,
}

/// Renders posted lists into an output folder, which appears whole or not at all.
///
/// # Errors
/// [`OutputError`] if nothing is posted, the version is not there, the database fails, a document cannot be made or the disk
/// is full; the output folder is then as it was.
pub async fn render_posted(
    database: &Database,
    out: &Path,
    options: &PostedOptions<'_>,
    progress: &dyn Progress,
) -> Result<RenderedLists, OutputError> {
    let mut tx = database.read().await?;
    let lists = Lists::find(&mut tx, database).await?;
    let selection = Selection::of(&lists.basis.territory, &options.render.constituencies)?;
    let mut posted = Posted::find(&mut tx, &lists, options.wanted, selection).await?;
    posted.count_adrift(&mut tx).await?;
    let posted = &posted;
    tx.rollback().await?;
    let stage = Stage::begin(out, "render")?;
    let former = stage.former(lists.roll_id(), &lists.basis.election.id, false);
    let filled = former.and_then(|former| {
        stage.check_database()?;
        let reuse = former.as_ref().map(Reuse::new);
        let fill = Fill { database, posted, options, progress, reuse: reuse.as_ref() };
        tokio::task::block_in_place(|| fill.folder(stage.folder()))
    });
    let rendered = filled?;
    Ok(RenderedLists { former: stage.finish()?, ..rendered })
}

struct Fill<'a> {
    database: &'a Database,
    posted: &'a Posted<'a>,
    options: &'a PostedOptions<'a>,
    progress: &'a dyn Progress,
    reuse: Option<&'a Reuse<'a>>,
}

impl Fill<'_> {
    fn folder(&self, root: &Path) -> Result<RenderedLists, OutputError> {
        let scratch =
            tempfile::Builder::new().prefix(".scratch").tempdir_in(root).map_err(OutputError::write(root))?;
        let folder = &Folder::new(root);
        let source = Source::Posted(self.posted);
        let options = &told_of(&self.options.render, source);
        let printer = job::printer(options, options.layout)?;
        let place = job::Place { folder, scratch: scratch.path(), reuse: self.reuse };
        let (database, progress) = (self.database, self.progress);
        let job = Job { database, source, options, place, printer: printer.as_ref(), progress };
        let Contents { manifest, areas, pages, reused } = Contents::write(&job)?;
        let path = scratch.path().to_owned();
        scratch.close().map_err(OutputError::write(&path))?;
        let mut files = folder.close(manifest)?;
        if let Some(key) = self.options.key {
            sign(root, key)?;
            files += 1;
        }
        let version = self.posted.version;
        Ok(RenderedLists { version, files, areas, pages, reused, former: Place::Clear })
    }
}

/// Signs the manifest of a folder.
fn sign(root: &Path, key: &SigningKey) -> Result<(), OutputError> {
    let file = root.join(manifest::FILE_NAME);
    let bytes = std::fs::read(&file).map_err(OutputError::write(&file))?;
    let text = signature_text(&key.public(), &key.sign(&bytes));
    let file = root.join(SIGNATURE);
    std::fs::write(&file, text).map_err(OutputError::write(&file))
}
