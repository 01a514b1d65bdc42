//! `render`: posted lists at a version, with what each version changed: supplementary lists, cards to hand out and to
//! take back, the log, and the chain by which the files are checked without the database.

use super::OutputError;
use super::books::{self, AreaBooks};
use super::commune::CommuneFiles;
use super::drafts::Draft;
use super::findings::{Findings, Qualities};
use super::folder::Folder;
use super::job::{Job, manifest_of, reused, told_of};
use super::manifest::{self, VersionLine, signature_text};
use super::names::{SIGNATURE, VERSIONS};
use super::options::{Format, RenderOptions};
use super::outcomes::Outcomes;
use super::selection::Selection;
use super::source::{Source, source};
use super::stage::{Place, Stage};
use super::unchanged::{Reuse, Reused};
use super::{constituencies, delivery, pages};
use crate::lists::histories::of_commune;
use crate::lists::history::AreaHistory;
use crate::lists::{ChangedRow, ListVersion as StoredVersion, Lists, ListsError, RollVersion};
use crate::people::{AreaCode, CommuneCode};
use crate::progress::Progress;
use crate::render::csv;
use crate::render::html;
use crate::render::pdf::Printer;
use crate::render::summary::Summary;
use crate::roll::Tally;
use crate::roll::chain::SigningKey;
use crate::store::{self, Database, Tx};
use crate::territory::AreaKind;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use std::io::Write;
use std::path::Path;
use tokio::runtime::Handle;

/// A line of `chain.jsonl`.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct ChainLine {
    pub list: StoredVersion,
    pub changed: Vec<ChangedRow>,
}

/// Which version of the lists is wanted, and how much of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Wanted {
    /// Every list as it is in the version; `None`: the latest.
    Lists(Option<u32>),
    /// Only what the version changed: supplements, and the lists they belong to.
    Supplements(Option<u32>),
}

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

/// The histories of a commune's lists.
pub(super) fn histories(
    job: &Job<'_>,
    handle: &Handle,
    tx: &mut Tx,
    commune: &CommuneCode,
) -> Result<BTreeMap<AreaCode, AreaHistory>, OutputError> {
    let (histories, misfiled) =
        handle.block_on(of_commune(tx, job.derived.roll_id, commune.as_str(), |_| ()))?;
    match misfiled.first() {
        None => Ok(histories),
        Some(row) => {
            let why = format!(
                "row {} of area {} is not filed as it says; run `cutri verify --db`",
                row.number, row.area_code
            );
            Err(ListsError::Refused { why }.into())
        }
    }
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
    let versions = lists.versions(&mut tx).await?;
    let source = source(&mut tx, &lists, &versions, options.wanted).await?;
    let mut communes = source.communes(&mut tx, &lists, &versions).await?;
    let selection = Selection::of(&lists.basis.territory, &options.render.constituencies)?;
    let mut adrift = Tally::default();
    match &selection {
        Some(selection) => communes.retain(|code| selection.communes().contains(code)),
        None => {
            let outcomes = Outcomes::posted(&mut tx, &source, "").await?;
            outcomes.all().for_each(|person| adrift.count_unlisted(person));
        }
    }
    tx.rollback().await?;
    let stage = Stage::begin(out, "render")?;
    let former = stage.former(lists.roll_id(), &lists.basis.election.id, false);
    let filled = former.and_then(|former| {
        stage.check_database()?;
        let reuse = former.as_ref().map(Reuse::new);
        let (lists, versions, source, reuse) = (&lists, &*versions, &source, reuse.as_ref());
        let fill = Fill { database, lists, versions, source, communes, selection, options, progress, reuse };
        tokio::task::block_in_place(|| fill.folder(stage.folder(), adrift))
    });
    let rendered = filled?;
    Ok(RenderedLists { former: stage.finish()?, ..rendered })
}

struct Fill<'a> {
    database: &'a Database,
    lists: &'a Lists,
    versions: &'a [RollVersion],
    source: &'a Source,
    communes: Vec<CommuneCode>,
    selection: Option<Selection>,
    options: &'a PostedOptions<'a>,
    progress: &'a dyn Progress,
    reuse: Option<&'a Reuse<'a>>,
}

impl Fill<'_> {
    fn folder(&self, root: &Path, adrift: Tally) -> Result<RenderedLists, OutputError> {
        let scratch =
            tempfile::Builder::new().prefix(".scratch").tempdir_in(root).map_err(OutputError::write(root))?;
        let folder = Folder::new(root);
        let derived = Draft {
            roll_id: self.lists.roll_id(),
            communes: &self.communes,
            counts: &BTreeMap::new(),
            adrift: &adrift,
            tally: &Tally::default(),
            findings: Findings::default(),
            quality: Qualities::default(),
        };
        let selection = self.selection.as_ref();
        let mut options = told_of(&self.options.render, selection);
        if !self.source.is_whole() {
            options.formats.remove(&Format::Decisions);
        }
        let printer = match options.formats.contains(&Format::Pdf) {
            true => Some(Printer::of(options.layout).map_err(OutputError::pdf("–"))?),
            false => None,
        };
        let job = Job {
            database: self.database,
            basis: &self.lists.basis,
            derived: &derived,
            options: &options,
            folder: &folder,
            scratch: scratch.path(),
            printer: printer.as_ref(),
            progress: self.progress,
            reuse: self.reuse,
            posted: Some(self.source),
            selection,
        };
        self.progress.begin("render", None);
        let communes = job.communes()?;
        self.progress.end();
        delivery::constituencies(&job)?;
        let sums = constituencies::sums(&job, &communes);
        if self.source.is_whole() {
            constituencies::tables(&job, &sums)?;
            constituencies::pages(&job, &communes, &sums)?;
        }
        if job.tells_persons() {
            let mut tally = adrift.clone();
            communes.values().for_each(|files| tally += &files.tally);
            tally.check("posted lists")?;
            sums.check(&tally.totals())?;
            let summary = Summary::new(&job.basis.territory, derived.communes, &tally, &sums);
            folder.write("summary.json", |out| pages::json(&summary, out))?;
            pages::write(&job, &communes, &sums)?;
            self.books(&job, &folder, &communes)?;
        }
        self.log(&folder)?;
        delivery::divide(&job, &communes)?;
        let path = scratch.path().to_owned();
        let manifest = manifest_of(&job, self.version_lines());
        let (pages, reused) = (folder.pages().values().sum(), reused(&job, &communes));
        scratch.close().map_err(OutputError::write(&path))?;
        let mut written = folder.close(manifest)?;
        if let Some(key) = self.options.key {
            let file = root.join(manifest::FILE_NAME);
            let bytes = std::fs::read(&file).map_err(OutputError::write(&file))?;
            let text = signature_text(&key.public(), &key.sign(&bytes));
            std::fs::write(root.join(SIGNATURE), text).map_err(OutputError::write(&root.join(SIGNATURE)))?;
            written += 1;
        }
        Ok(RenderedLists {
            version: self.source.version,
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
        folder: &Folder,
        communes: &BTreeMap<CommuneCode, CommuneFiles>,
    ) -> Result<(), OutputError> {
        let books = communes.iter().map(|(code, files)| {
            let areas = files.books.iter().map(|(area_code, books)| AreaBooks { area_code, books: *books });
            (code.clone(), areas.collect())
        });
        let mut books: BTreeMap<CommuneCode, Vec<AreaBooks<'_>>> = books.collect();
        let table = books::table(self.lists, &books)?;
        folder.write("books.csv", |out| csv::books(&table, out))?;
        if job.wants(Format::Html) {
            let is_of_unit = |area: &AreaBooks<'_>| {
                let known = self.lists.basis.territory.area(area.area_code);
                known.is_some_and(|area| area.kind == AreaKind::Military)
            };
            books.values_mut().for_each(|areas| areas.retain(|area| !is_of_unit(area)));
            let table = books::table(self.lists, &books)?;
            job.text("books.html", html::books(&job.frame(), &table)?)?;
        }
        Ok(())
    }

    fn version_lines(&self) -> Vec<VersionLine> {
        let shown = self.versions.iter().filter(|version| version.statement.version <= self.source.version);
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
        let shown = self.versions.iter().filter(|version| version.statement.version <= self.source.version);
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
            if self.source.supplements && version != self.source.version {
                continue;
            }
            let before = u64::from(version) - 1;
            let read = store::change::since(&mut tx, &self.source.roll_id, before, version.into());
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

pub(super) fn line(out: &mut dyn Write, text: &str) -> Result<(), OutputError> {
    let written = out.write_all(text.as_bytes()).and_then(|()| out.write_all(b"\n"));
    written.map_err(|source| OutputError::Write { path: "log".into(), source })
}
