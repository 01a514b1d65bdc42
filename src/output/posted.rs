//! `render`: posted lists at a version, with what each version changed: supplementary lists, cards to hand out and to
//! take back, the log, and the chain by which the files are checked without the database.

use super::OutputError;
use super::books::{self, AreaBooks};
use super::commune_files::CommuneFiles;
use super::folder::Folder;
use super::job::{self, Job, manifest_of, reused, told_of};
use super::lines::line;
use super::manifest::{self, VersionLine, signature_text};
use super::names::{SIGNATURE, VERSIONS};
use super::options::{Format, RenderOptions};
use super::reuse::{Reuse, Reused};
use super::selection::Selection;
use super::source::{Posted, Source, Wanted};
use super::stage::{Place, Stage};
use super::{constituencies, delivery, pages, workers};
use crate::lists::{ChangedRow, Lists, ListsError, RollVersion};
use crate::people::CommuneCode;
use crate::progress::Progress;
use crate::render::csv;
use crate::render::html;
use crate::render::pdf::Printer;
use crate::render::summary::Summary;
use crate::roll::chain::SigningKey;
use crate::store::{self, Database};
use crate::territory::AreaKind;
use std::collections::BTreeMap;
use std::path::Path;
use tokio::runtime::Handle;

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
        let printer = match options.formats.contains(&Format::Pdf) {
            true => Some(Printer::of(options.layout).map_err(OutputError::pdf("–"))?),
            false => None,
        };
        let place = job::Place { folder, scratch: scratch.path(), reuse: self.reuse };
        let (database, progress) = (self.database, self.progress);
        let job = Job { database, source, options, place, printer: printer.as_ref(), progress };
        self.progress.begin("render", None);
        let communes = workers::communes(&job)?;
        self.progress.end();
        delivery::constituencies(&job)?;
        let sums = constituencies::sums(&job, &communes);
        if source.is_whole() {
            constituencies::tables(&job, &sums)?;
            constituencies::pages(&job, &communes, &sums)?;
        }
        if source.tells_persons() {
            let mut tally = self.posted.adrift.clone();
            communes.values().for_each(|files| tally += &files.tally);
            tally.check("posted lists")?;
            sums.check(&tally.totals())?;
            let summary = Summary::new(&job.basis().territory, source.communes(), &tally, &sums);
            folder.write("summary.json", |out| pages::json(&summary, out))?;
            pages::write(&job, &communes, &sums)?;
            self.books(&job, &communes)?;
        }
        self.log(folder)?;
        delivery::divide(&job, &communes)?;
        let path = scratch.path().to_owned();
        let manifest = manifest_of(&job, self.version_lines());
        let (pages, reused) = (folder.pages().values().sum(), reused(&job, &communes));
        scratch.close().map_err(OutputError::write(&path))?;
        let mut written = folder.close(manifest)?;
        if let Some(key) = self.options.key {
            sign(root, key)?;
            written += 1;
        }
        Ok(RenderedLists {
            version: self.posted.version,
            files: written,
            areas: communes.values().map(|files| files.digests.len() as u64).sum(),
            pages,
            reused,
            former: Place::Clear,
        })
    }

    /// `books.csv` and `books.html` of the version, whatever was done while it was rendered. Both are official: by them it is
    /// told how many joined an armed unit. The page, which is shown and printed, leaves the areas of armed units out.
    fn books(
        &self,
        job: &Job<'_>,
        communes: &BTreeMap<CommuneCode, CommuneFiles>,
    ) -> Result<(), OutputError> {
        let books = communes.iter().map(|(code, files)| {
            let areas = files.books.iter().map(|(area_code, books)| AreaBooks { area_code, books: *books });
            (code.clone(), areas.collect())
        });
        let mut books: BTreeMap<CommuneCode, Vec<AreaBooks<'_>>> = books.collect();
        let table = books::table(self.posted.lists, &books)?;
        job.place.folder.write("books.csv", |out| csv::books(&table, out))?;
        if job.wants(Format::Html) {
            let is_of_unit = |area: &AreaBooks<'_>| {
                let known = self.posted.lists.basis.territory.area(area.area_code);
                known.is_some_and(|area| area.kind == AreaKind::Military)
            };
            books.values_mut().for_each(|areas| areas.retain(|area| !is_of_unit(area)));
            let table = books::table(self.posted.lists, &books)?;
            job.text("books.html", html::books(&job.frame(), &table)?)?;
        }
        Ok(())
    }

    fn version_lines(&self) -> Vec<VersionLine> {
        let shown = self.posted.versions.iter();
        shown
            .map(|version| VersionLine {
                version: version.statement.version,
                state: "posted".to_owned(),
                digest: version.statement.nation.to_string(),
            })
            .collect()
    }

    /// The statements up to the version, and the log of changes, a file a version.
    fn log(&self, folder: &Folder) -> Result<(), OutputError> {
        let unwritable = |_| ListsError::Document { what: "log" };
        let shown = self.posted.versions.iter();
        folder.write(VERSIONS, |out| {
            for version in shown.clone() {
                // The seal tells of an audit, which is another from equal data.
                let version = RollVersion { seal: None, ..version.clone() };
                line(out, &serde_json::to_string(&version).map_err(unwritable)?)?;
            }
            Ok::<(), OutputError>(())
        })?;
        let handle = Handle::current();
        let mut tx = handle.block_on(self.database.read())?;
        for version in shown.map(|version| version.statement.version) {
            if self.posted.supplements && version != self.posted.version {
                continue;
            }
            let before = u64::from(version) - 1;
            let read = store::change::since(&mut tx, self.posted.lists.roll_id(), before, version.into());
            let rows = handle.block_on(read)?.parse::<ChangedRow>()?;
            if rows.is_empty() {
                continue;
            }
            folder.write(&format!("changes/{version}/changes.jsonl"), |out| {
                let mut last = "";
                for row in &rows {
                    if row.change.change_id != last {
                        line(out, &serde_json::to_string(&row.change).map_err(unwritable)?)?;
                    }
                    last = &row.change.change_id;
                }
                Ok::<(), OutputError>(())
            })?;
        }
        handle.block_on(tx.rollback())?;
        Ok(())
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
