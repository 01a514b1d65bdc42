//! `cutri derive`.

use super::acting::close;
use super::actor::name_or_dash;
use super::parse::{commune, database, jobs};
use super::progress::Bars;
use super::stop::{self, Signals};
use super::table::{Table, TableFormat};
use super::{Exit, Printer};
use crate::people::CommuneCode;
use crate::progress::Progress;
use crate::render::Language;
use crate::store::{Database, DatabaseUrl};
use crate::tasks::TaskError;
use crate::tasks::derive::{DeriveOptions, Derived, Working, derive_latest, give_back, help};
use clap::Args;
use std::sync::Arc;
use std::time::Duration;

/// `derive`.
#[derive(Debug, Args)]
#[command(
    after_help = "Examples:\n  cutri derive --db postgres://cutri@db/cutri              begins, works and ends\n  cutri derive --worker --db \
                  postgres://cutri@db/cutri     on any machine: shares the work\n  cutri derive --resume --db postgres://cutri@db/cutri     \
                  goes on after an interruption\n\nAny worker may be stopped or killed at any moment: what it had claimed is taken over, \
                  and the rolls are the same. `cutri status` tells how far it is."
)]
pub(super) struct Derive {
    /// The database with the snapshot
    #[arg(long, value_name = "URL", env = "CUTRI_DB", hide_env_values = true)]
    pub db: String,
    /// Only this commune; may be repeated
    #[arg(long, value_name = "CODE", value_parser = commune)]
    pub commune: Vec<CommuneCode>,
    /// Go on with a derivation that was begun, here or elsewhere
    #[arg(long)]
    pub resume: bool,
    /// Begin nothing: take communes of the derivations under way until none is left
    #[arg(long, conflicts_with_all = ["commune", "resume", "by"])]
    pub worker: bool,
    /// Communes worked on at once  [default: the number of cores]
    #[arg(long, value_name = "N")]
    pub jobs: Option<std::num::NonZeroUsize>,
    /// After so long without a sign of life, what a worker had claimed is taken over
    #[arg(long, value_name = "SECONDS", default_value_t = 60, value_parser = clap::value_parser!(u64).range(1..))]
    pub lease: u64,
    /// Who asks for it, as the database's audit tells  [default: the system's name of the user]
    #[arg(long = "as", value_name = "NAME", env = "CUTRI_AS")]
    pub by: Option<String>,
    /// How the sums are written
    #[arg(long, default_value = "table")]
    pub format: TableFormat,
}

pub(super) async fn run(options: &Derive, printer: &Printer) -> anyhow::Result<Exit> {
    let signals = Signals::listen();
    let url = database(&options.db)?;
    let mut working = Working::with_jobs(jobs(options.jobs))?;
    working.lease = Duration::from_secs(options.lease);
    let database = Arc::new(open(&url, &working).await?);
    let bars = Bars::new(Language::English);
    let done = async {
        match options.worker {
            true => {
                let helped = help(&database, &working, &bars).await?;
                printer.say(&format!("{helped} derivations were under way; none is left"));
            }
            false => {
                let communes = options.commune.iter().cloned().collect();
                let by = name_or_dash(options.by.as_deref());
                let how =
                    DeriveOptions { communes: &communes, by: &by, resume: options.resume, working: &working };
                let derived = derive_latest(&database, how, &bars).await?;
                tell(&derived, options.format, printer)?;
            }
        }
        anyhow::Ok(())
    };
    let done = tokio::select! {
        done = done => done,
        signal = signals.received() => {
            bars.end();
            // If the database is away, the claims run out by themselves.
            drop(tokio::time::timeout(Duration::from_secs(5), give_back(&database, &working)).await);
            printer.say(&format!("stopped by {signal}; what is done is kept: go on with `cutri derive --resume`"));
            std::process::exit(stop::STOPPED);
        }
    };
    if let Some(database) = Arc::into_inner(database) {
        close(database, printer).await;
    }
    done.map(|()| Exit::Done)
}

/// Opens the database, which must be there: there is nothing to derive from in a new one.
async fn open(url: &DatabaseUrl, working: &Working) -> anyhow::Result<Database> {
    match url.path().filter(|path| !path.exists()) {
        Some(_) => Err(TaskError::NoSnapshot { database: url.to_string() }.into()),
        None => Ok(Database::open(url, working.connections()).await.map_err(TaskError::from)?),
    }
}

fn tell(derived: &Derived, format: TableFormat, printer: &Printer) -> anyhow::Result<()> {
    let tally = &derived.tally;
    let figures = [
        ("communes", derived.communes.len() as u64),
        ("persons", tally.persons),
        ("listed", tally.listed),
        ("not_eligible", tally.not_eligible),
        ("no_list", tally.no_list),
        ("queue", tally.queue),
    ];
    if format == TableFormat::Json {
        let mut told = serde_json::json!({ "roll_id": derived.roll_id });
        for (name, count) in figures {
            told[name] = count.into();
        }
        return Ok(printer.json(&told)?);
    }
    let mut table =
        Table::new(&["roll", "communes", "persons", "listed", "not_eligible", "no_list", "queue"]);
    let counts = figures.map(|(_, count)| match format {
        TableFormat::Csv => count.to_string(),
        TableFormat::Table | TableFormat::Json => Language::English.number(count),
    });
    table.row(std::iter::once(derived.roll_id.clone()).chain(counts));
    Ok(printer.data(&table.text(format))?)
}
