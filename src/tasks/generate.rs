//! `generate`: an extract in, an output folder out: load, derive, render. The folder appears whole or not at all.

use super::derive::{DeriveOptions, Derived, Working, derive};
use super::error::TaskError;
use super::findings;
use super::load::{Loaded, load};
use super::source::Origin;
use crate::output::stage::{Place, Stage};
use crate::output::{DATABASE, Draft, Folder, RenderOptions, Rendered, Selection, Target, render_drafts};
use crate::people::CommuneCode;
use crate::progress::Progress;
use crate::store::{self, Database, DatabaseUrl, Unfolded};
use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// What to generate.
#[derive(Debug, Clone)]
pub struct GenerateOptions {
    /// Where the extract comes from.
    pub extract: Origin,
    /// The output folder.
    pub out: PathBuf,
    /// The database; `None`: a file in the output folder.
    pub database: Option<DatabaseUrl>,
    /// The communes to derive; none named: all.
    pub communes: BTreeSet<CommuneCode>,
    /// Who asks for it, as the audit of the database tells; `None`: the system's name of the user.
    pub by: Option<String>,
    /// Whether an output of the same election made from other data may be replaced.
    pub replace: bool,
    pub render: RenderOptions,
}

/// What was generated.
#[derive(Debug)]
pub struct Generated {
    /// The output folder, as it was named.
    pub out: PathBuf,
    pub loaded: Loaded,
    pub derived: Derived,
    pub rendered: Rendered,
    /// The database named beside the output was not folded into its one file.
    pub unfolded: Option<Unfolded>,
    /// The output whose place it took.
    pub former: Place,
}

/// Generates an output.
///
/// # Errors
/// [`TaskError`] if anything fails; the output folder is then as it was before. A snapshot or roll that was completed
/// in a database of its own stays there, and the next run goes on from it.
pub async fn generate(options: &GenerateOptions, progress: &dyn Progress) -> Result<Generated, TaskError> {
    let stage = Stage::begin(&options.out, "generate")?;
    let filled = fill(options, &stage, progress).await?;
    let former = stage.finish()?;
    let Filled { loaded, derived, rendered, unfolded } = filled;
    Ok(Generated { out: options.out.clone(), loaded, derived, rendered, unfolded, former })
}

/// What lies in the stage.
struct Filled {
    loaded: Loaded,
    derived: Derived,
    rendered: Rendered,
    unfolded: Option<Unfolded>,
}

async fn fill(
    options: &GenerateOptions,
    stage: &Stage,
    progress: &dyn Progress,
) -> Result<Filled, TaskError> {
    check_former_lists(stage).await?;
    let folder = stage.folder();
    let scratch =
        tempfile::Builder::new().prefix(".scratch").tempdir_in(folder).map_err(TaskError::write(folder))?;
    let url = options.database.clone().unwrap_or_else(|| DatabaseUrl::file(folder.join(DATABASE)));
    let working = Working::with_jobs(options.render.jobs)?;
    let database = Arc::new(Database::open(&url, working.connections()).await?);
    let done = with_database(options, &working, &database, stage, scratch.path(), progress).await;
    let mut unfolded = None;
    if let Some(database) = Arc::into_inner(database) {
        unfolded = database.close().await.err();
    }
    // The output's own database is one file, as the folder it appears with is whole.
    if let (None, Some(unfolded)) = (&options.database, &unfolded) {
        let source = std::io::Error::other(unfolded.to_string());
        return Err(TaskError::write(&options.out.join(DATABASE))(source));
    }
    let path = scratch.path().to_owned();
    scratch.close().map_err(TaskError::write(&path))?;
    done.map(|(loaded, derived, rendered)| Filled { loaded, derived, rendered, unfolded })
}

/// Refuses to replace the folder whose own database holds posted lists: they, their versions and their log would go with it.
async fn check_former_lists(stage: &Stage) -> Result<(), TaskError> {
    let Some(file) = stage.database() else { return Ok(()) };
    let former = Database::open_to_read(&DatabaseUrl::file(file), 1).await?;
    let mut tx = former.read().await?;
    let roll = store::roll::latest(&mut tx).await?;
    let posting = match &roll {
        Some(roll) => store::posting::find(&mut tx, &roll.roll_id).await?,
        None => None,
    };
    tx.rollback().await?;
    // It was only read: whoever writes it folds the log in.
    drop(former.close().await);
    match posting.filter(|posting| posting.version > 0) {
        Some(posting) => Err(TaskError::Posted { roll_id: posting.roll_id }),
        None => Ok(()),
    }
}

async fn with_database(
    options: &GenerateOptions,
    working: &Working,
    database: &Arc<Database>,
    stage: &Stage,
    scratch: &Path,
    progress: &dyn Progress,
) -> Result<(Loaded, Derived, Rendered), TaskError> {
    let by = options.by.as_deref().unwrap_or("–");
    let mut loaded = load(database, &options.extract, scratch, by, progress).await?;
    let selected = Selection::of(&loaded.basis.territory, &options.render.constituencies)?;
    let communes = selected.as_ref().map_or(&options.communes, Selection::communes);
    let how = DeriveOptions { communes, by, resume: true, working };
    let derived = derive(database, &loaded.basis, how, progress).await?;
    let former = stage.former(&derived.roll_id, &loaded.basis.election.id, options.replace)?;
    let rendered = tokio::task::block_in_place(|| -> Result<Rendered, TaskError> {
        let folder = Folder::new(stage.folder());
        let draft = Draft {
            roll_id: &derived.roll_id,
            communes: &derived.communes,
            counts: &derived.counts,
            adrift: &derived.adrift,
            tally: &derived.tally,
            findings: findings::write(&folder, &mut loaded, &derived)?,
            quality: findings::qualities(&loaded.reading.quality),
        };
        let target = Target { folder: &folder, scratch, former: former.as_ref() };
        Ok(render_drafts(database, &loaded.basis, &draft, target, &options.render, progress)?)
    })?;
    Ok((loaded, derived, rendered))
}
