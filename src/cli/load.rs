//! `cutri load`.

use super::acting::close;
use super::actor::name_or_dash;
use super::extract::OfExtract;
use super::parse::database;
use super::progress::Bars;
use super::table::{Table, TableFormat};
use super::{Exit, Printer};
use crate::files::Scratch;
use crate::render::Language;
use crate::store::Database;
use crate::tasks::TaskError;
use crate::tasks::load::{CONNECTIONS, Loaded, load};
use crate::tasks::report::Report;
use clap::Args;
use serde::Serialize;
use std::path::PathBuf;

/// `load`.
#[derive(Debug, Args)]
#[command(
    after_help = "Examples:\n  cutri load extract --db postgres://cutri@db/cutri\n  cutri load extract --db cutri.db --report findings\n\nThe \
                  snapshot appears in one step, when all is read and indexed; until then, and if the load is stopped or fails, the \
                  database serves what it did before. `cutri derive` makes the rolls of it."
)]
pub(super) struct Load {
    #[command(flatten)]
    pub extract: OfExtract,
    /// The database: a file, sqlite:PATH or postgres://…
    #[arg(long, value_name = "URL", env = "CUTRI_DB", hide_env_values = true)]
    pub db: String,
    /// Where tables that are not in order are sorted  [default: the system's folder for temporary files]
    #[arg(long, value_name = "DIR")]
    pub scratch: Option<PathBuf>,
    /// Also write what was rejected and found, in full: NAME.xlsx is one workbook of things to do, any other name a folder
    #[arg(long, value_name = "PLACE")]
    pub report: Option<PathBuf>,
    /// Who asks for it, as the database's audit tells  [default: the system's name of the user]
    #[arg(long = "as", value_name = "NAME", env = "CUTRI_AS")]
    pub by: Option<String>,
    /// How the figures are written
    #[arg(long, default_value = "table")]
    pub format: TableFormat,
}

pub(super) async fn run(options: &Load, printer: &Printer) -> anyhow::Result<Exit> {
    let url = database(&options.db)?;
    let report = Report::begin(options.report.as_deref(), "load")?;
    let folder = options.scratch.clone().unwrap_or_else(std::env::temp_dir);
    let scratch = Scratch::new(options.scratch.as_deref());
    let scratch = scratch.map_err(TaskError::write(&folder))?;
    let bars = Bars::new(Language::English);
    let database = Database::open(&url, CONNECTIONS).await.map_err(TaskError::from)?;
    let by = name_or_dash(options.by.as_deref());
    let loaded = load(&database, &options.extract.origin(), scratch.path(), &by, &bars).await;
    close(database, printer).await;
    let mut loaded = loaded?;
    if let Some(report) = report {
        report.write(&mut loaded.reading, loaded.basis.as_of)?;
    }
    let figures = Figures::of(&loaded);
    match options.format {
        TableFormat::Json => printer.json(&figures)?,
        TableFormat::Table | TableFormat::Csv => printer.data(&figures.table(options.format))?,
    }
    if let Some(late) = &loaded.posted_late {
        printer.say(&late.to_string());
    }
    Ok(if figures.rejected > 0 || figures.findings > 0 { Exit::Findings } else { Exit::Done })
}

/// What a load tells.
#[derive(Debug, Serialize)]
struct Figures {
    snapshot_id: String,
    as_of: chrono::NaiveDate,
    /// Whether the database held this snapshot already.
    known: bool,
    persons: u64,
    communes: u64,
    rejected: u64,
    findings: u64,
    /// Persons without a personal number, who wait.
    manual_queue: u64,
}

impl Figures {
    fn of(loaded: &Loaded) -> Self {
        let Loaded { basis, reading, known, .. } = loaded;
        Self {
            snapshot_id: basis.snapshot_id.clone(),
            as_of: basis.as_of,
            known: *known,
            persons: basis.persons,
            communes: basis.territory.communes().count() as u64,
            rejected: reading.counts.iter().map(|file| file.rejected).sum(),
            findings: reading.findings.count(),
            manual_queue: reading.manual_queue.count(),
        }
    }

    fn table(&self, format: TableFormat) -> String {
        let mut table = Table::new(&[
            "snapshot",
            "as of",
            "state",
            "persons",
            "communes",
            "rejected",
            "findings",
            "without number",
        ]);
        let count = |count: u64| match format {
            TableFormat::Csv => count.to_string(),
            TableFormat::Table | TableFormat::Json => Language::English.number(count),
        };
        let state = if self.known { "known already" } else { "new" };
        let words = [self.snapshot_id.clone(), self.as_of.to_string(), state.to_owned()];
        let counts = [self.persons, self.communes, self.rejected, self.findings, self.manual_queue];
        table.row(words.into_iter().chain(counts.map(count)));
        table.text(format)
    }
}
