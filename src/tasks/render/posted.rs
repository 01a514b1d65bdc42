//! `render`: posted lists at a version, with what each version changed: supplementary lists, cards to hand out and to
//! take back, the log, and the chain by which the files are checked without the database.

use super::super::books;
use super::super::derive::Derived;
use super::super::error::TaskError;
use super::super::posted::histories::of_commune;
use super::super::posted::history::AreaHistory;
use super::super::posted::{ChangedRow, ListVersion as StoredVersion, Lists, RollVersion};
use super::super::progress::Progress;
use super::super::stage::{Place, Stage};
use super::unchanged::Reuse;
use super::{FindingCounts, Folder, Format, Job, RenderOptions, Reused, delivery, manifest, pages, reused};
use crate::people::{AreaCode, CommuneCode};
use crate::render::documents::ListVersion;
use crate::render::html;
use crate::render::manifest::VersionLine;
use crate::render::pdf::Printer;
use crate::render::summary::Summary;
use crate::render::{csv, manifest as manifest_file};
use crate::roll::chain::SigningKey;
use crate::roll::{Entry, Tally, Unlisted};
use crate::store::outcome::Kind as OutcomeKind;
use crate::store::{self, Database, Tx};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use std::io::Write;
use std::path::Path;
use tokio::runtime::Handle;

/// The versions of a roll, one statement a line.
pub(in crate::tasks) const VERSIONS: &str = "versions.jsonl";
/// The rows of an area's list as they are digested.
pub(in crate::tasks) const ROWS: &str = "rows.jsonl";
/// The versions of an area's list, and what each changed.
pub(in crate::tasks) const CHAIN: &str = "chain.jsonl";
/// The signature over the manifest.
pub(in crate::tasks) const SIGNATURE: &str = "manifest.sig";

/// A line of `chain.jsonl`.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(in crate::tasks) struct ChainLine {
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

/// The posted lists and the version that is rendered.
pub(in crate::tasks) struct Source {
    pub version: u32,
    /// Only the areas that the version changed.
    pub(super) supplements: bool,
    is_latest: bool,
    roll_id: String,
}

impl Source {
    /// Whether the persons on no list are told too: they are known as of now only.
    pub(super) fn is_whole(&self) -> bool {
        self.is_latest && !self.supplements
    }

    /// Whether only what the version changed is rendered.
    pub(super) fn is_supplement(&self) -> bool {
        self.supplements
    }

    /// Whether an area is rendered: it was posted by then, and, for supplements, the version changed it.
    pub(super) fn shows(&self, history: Option<&AreaHistory>) -> bool {
        let list = history.and_then(|history| history.version_at(self.version));
        list.is_some_and(|list| !self.supplements || list.version == self.version)
    }

    /// The rows of an area in the version.
    pub(super) fn entries(&self, history: Option<&AreaHistory>) -> Result<Vec<Entry>, TaskError> {
        let Some(history) = history else { return Ok(Vec::new()) };
        history.entries_at(self.version).map_err(|broken| {
            let row = broken.row.map(|row| format!(", row {row}")).unwrap_or_default();
            let why = format!(
                "area {}{row}, version {}: {}; run `cutri verify --db`",
                history.area_code, broken.version, broken.message
            );
            TaskError::Refused { why }
        })
    }

    /// The versions of a list up to the one that is rendered, and what each changed.
    pub(super) fn chain<'h>(&self, history: &'h AreaHistory) -> impl Iterator<Item = ChainLine> + use<'h> {
        let version = self.version;
        history.versions.iter().filter(move |list| list.version <= version).map(|list| {
            let of_version = history.changed.iter().filter(|row| row.version == list.version);
            ChainLine { list: list.clone(), changed: of_version.cloned().collect() }
        })
    }

    /// The version of the list as documents print it.
    pub(super) fn version_of(&self, history: &AreaHistory) -> Option<ListVersion> {
        let list = history.version_at(self.version)?;
        Some(ListVersion::new(list.version, &list.digest.to_string(), list.at.date()))
    }
}

/// The histories of a commune's lists.
pub(super) fn histories(
    job: &Job<'_>,
    handle: &Handle,
    tx: &mut Tx,
    commune: &CommuneCode,
) -> Result<BTreeMap<AreaCode, AreaHistory>, TaskError> {
    let (histories, misfiled) =
        handle.block_on(of_commune(tx, &job.derived.roll_id, commune.as_str(), |_| ()))?;
    match misfiled.first() {
        None => Ok(histories),
        Some(row) => {
            let why = format!(
                "row {} of area {} is not filed as it says; run `cutri verify --db`",
                row.number, row.area_code
            );
            Err(TaskError::Refused { why })
        }
    }
}

/// Renders posted lists into an output folder, which appears whole or not at all.
///
/// # Errors
/// [`TaskError`] if nothing is posted, the version is not there, the database fails, a document cannot be made or the disk
/// is full; the output folder is then as it was.
pub async fn render_posted(
    database: &Database,
    name: &str,
    out: &Path,
    options: &PostedOptions<'_>,
    progress: &dyn Progress,
) -> Result<RenderedLists, TaskError> {
    let mut tx = database.read().await?;
    let lists = Lists::find(&mut tx, name).await?;
    let versions = lists.versions(&mut tx).await?;
    let adrift = adrift(&mut tx, lists.roll_id()).await?;
    tx.rollback().await?;
    let source = source(&lists, &versions, options.wanted)?;
    let stage = Stage::begin(out, "render")?;
    let of = (lists.roll_id(), lists.basis.election.id.as_str());
    let filled = stage.former(of, false).and_then(|former| {
        stage.check_database()?;
        let reuse = former.as_ref().map(Reuse::new);
        let (lists, versions, source, reuse) = (&lists, &*versions, &source, reuse.as_ref());
        let fill = Fill { database, lists, versions, source, options, progress, reuse };
        tokio::task::block_in_place(|| fill.folder(stage.folder(), &adrift))
    });
    let rendered = filled?;
    Ok(RenderedLists { former: stage.finish()?, ..rendered })
}

/// The version that is wanted.
fn source(lists: &Lists, versions: &[RollVersion], wanted: Wanted) -> Result<Source, TaskError> {
    let latest = versions.last().map(|version| version.statement.version);
    let latest = latest.ok_or_else(|| TaskError::NotPosted { place: "this roll".to_owned() })?;
    let (version, supplements) = match wanted {
        Wanted::Lists(version) => (version.unwrap_or(latest), false),
        Wanted::Supplements(version) => (version.unwrap_or(latest), true),
    };
    if version == 0 || version > latest {
        let why = format!("there is no version {version}; the latest is {latest}");
        return Err(TaskError::Refused { why });
    }
    Ok(Source { version, supplements, is_latest: version == latest, roll_id: lists.roll_id().to_owned() })
}

/// The persons who are counted in no commune.
async fn adrift(tx: &mut Tx, roll_id: &str) -> Result<Vec<Unlisted>, TaskError> {
    let mut persons = Vec::new();
    for kind in [OutcomeKind::NotEligible, OutcomeKind::NoList, OutcomeKind::Queue] {
        persons.extend(store::outcome::read_commune(tx, roll_id, "", kind).await?.parse::<Unlisted>()?);
    }
    Ok(persons)
}

struct Fill<'a> {
    database: &'a Database,
    lists: &'a Lists,
    versions: &'a [RollVersion],
    source: &'a Source,
    options: &'a PostedOptions<'a>,
    progress: &'a dyn Progress,
    reuse: Option<&'a Reuse<'a>>,
}

impl Fill<'_> {
    fn folder(&self, root: &Path, adrift: &[Unlisted]) -> Result<RenderedLists, TaskError> {
        let scratch =
            tempfile::Builder::new().prefix(".scratch").tempdir_in(root).map_err(TaskError::write(root))?;
        let folder = Folder::new(root);
        let mut adrift_tally = Tally::default();
        adrift.iter().for_each(|person| adrift_tally.count_unlisted(person));
        let derived = Derived {
            roll_id: self.lists.roll_id().to_owned(),
            communes: self.lists.communes.keys().cloned().collect(),
            counts: BTreeMap::new(),
            adrift: adrift_tally,
            tally: Tally::default(),
        };
        let mut options = self.options.render.clone();
        if !self.source.is_whole() {
            options.formats.remove(&Format::Decisions);
        }
        let printer = match options.formats.contains(&Format::Pdf) {
            true => Some(
                Printer::of(options.layout)
                    .map_err(|source| TaskError::Pdf { area: "–".to_owned(), source })?,
            ),
            false => None,
        };
        let job = Job {
            database: self.database,
            basis: &self.lists.basis,
            derived: &derived,
            options: &options,
            folder: &folder,
            findings: &FindingCounts::default(),
            quality: None,
            scratch: scratch.path(),
            printer: printer.as_ref(),
            progress: self.progress,
            reuse: self.reuse,
            posted: Some(self.source),
        };
        self.progress.begin("render", None);
        let communes = job.communes()?;
        self.progress.end();
        if self.source.is_whole() {
            let mut tally = derived.adrift.clone();
            communes.values().for_each(|files| tally += &files.tally);
            tally.check("posted lists")?;
            let summary = Summary::new(&job.basis.territory, &derived.communes, &tally);
            folder.write("summary.json", |out| pages::json(&summary, out))?;
            pages::write(&job, &communes)?;
            self.books(&job, &folder)?;
        }
        self.log(&folder)?;
        delivery::divide(&job, &communes)?;
        let path = scratch.path().to_owned();
        let manifest = manifest(&job, self.version_lines());
        let (pages, reused) = (folder.pages().values().sum(), reused(&job, &communes));
        scratch.close().map_err(TaskError::write(&path))?;
        let mut written = folder.close(manifest)?;
        if let Some(key) = self.options.key {
            let file = root.join(manifest_file::FILE_NAME);
            let bytes = std::fs::read(&file).map_err(TaskError::write(&file))?;
            let text = format!("{}\n{}\n", key.public(), key.sign(&bytes));
            std::fs::write(root.join(SIGNATURE), text).map_err(TaskError::write(&root.join(SIGNATURE)))?;
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

    /// `books.csv` and `books.html`, both official: without armed units transfers would not balance, and with them they tell
    /// how many moved there.
    fn books(&self, job: &Job<'_>, folder: &Folder) -> Result<(), TaskError> {
        let handle = Handle::current();
        let mut tx = handle.block_on(self.database.read())?;
        let areas = handle.block_on(self.lists.areas(&mut tx, self.lists.communes.keys()))?;
        handle.block_on(tx.rollback())?;
        let table = books::table(self.lists, areas.values())?;
        folder.write("books.csv", |out| csv::books(&table, out))?;
        if job.wants(Format::Html) {
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
    fn log(&self, folder: &Folder) -> Result<(), TaskError> {
        let unwritable = |_| TaskError::Document { what: "log" };
        let shown = self.versions.iter().filter(|version| version.statement.version <= self.source.version);
        folder.write(VERSIONS, |out| {
            for version in shown.clone() {
                // The seal tells of an audit, which is another from equal data.
                let version = RollVersion { seal: None, ..version.clone() };
                line(out, &serde_json::to_string(&version).map_err(unwritable)?)?;
            }
            Ok::<(), TaskError>(())
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
                Ok::<(), TaskError>(())
            })?;
        }
        handle.block_on(tx.rollback())?;
        Ok(())
    }
}

pub(super) fn line(out: &mut dyn Write, text: &str) -> Result<(), TaskError> {
    let written = out.write_all(text.as_bytes()).and_then(|()| out.write_all(b"\n"));
    written.map_err(|source| TaskError::Write { path: "log".into(), source })
}
