//! How fast the program is, measured by running it: the phases of a national derivation on invented people, beside
//! baselines on the same data in the same session.
//!
//! Every phase is `cutri`'s own command in a process of its own, as an operator would run it. What it cost is what the
//! system counts for the process and, where the database's server runs on the same machine, for the server's. The
//! baselines are other programs, `psql` and DuckDB, with the texts beside this file.

mod baseline;
mod error;
mod lookup;
mod phases;
mod results;
mod run;
mod usage;

use clap::{Args, Parser, Subcommand};
use cutri::cli::{Exit, Printer, Table, TableFormat};
use error::BenchError;
use phases::{NationalOptions, national};
use results::{Comparison, Kind, Line, Results, growth};
use std::io;
use std::num::NonZeroU64;
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::time::Duration;

/// Measures cutri by running it
#[derive(Debug, Parser)]
#[command(name = "cutri-bench", version)]
struct Arguments {
    #[command(subcommand)]
    command: BenchCommand,
}

/// What to measure.
#[derive(Debug, Subcommand)]
enum BenchCommand {
    /// Invent people, then load, derive, print a share, post, update and look up, each measured beside what others take
    National(National),
    /// Tell how each phase grows over several runs, from the files they wrote
    Growth(GrowthOf),
}

#[tokio::main]
async fn main() -> ExitCode {
    let printer = Printer::of_terminal();
    let done = match Arguments::parse().command {
        BenchCommand::National(options) => run_national(&options, &printer).await,
        BenchCommand::Growth(options) => run_growth(&options, &printer),
    };
    let exit = done.unwrap_or_else(|error| {
        printer.error(&error);
        error.downcast_ref::<BenchError>().map_or(Exit::Environment, BenchError::exit)
    });
    ExitCode::from(exit)
}

/// `cutri-bench national`.
#[derive(Debug, Args)]
#[command(
    after_help = "Examples:\n  cutri-bench national --people 100000 --db bench.db\n  cutri-bench national --people 10000000 --db \
                  postgres://cutri@localhost/bench --results 10m.json\n\nThe database must be empty, and keeps what was loaded: drop it \
                  afterwards. With PostgreSQL, psql does the same by one statement; DuckDB does where Python has its module."
)]
struct National {
    /// How many people
    #[arg(long, value_name = "N")]
    people: NonZeroU64,
    /// An empty database: a file, sqlite:PATH or postgres://…
    #[arg(long, value_name = "URL", env = "CUTRI_DB", hide_env_values = true)]
    db: String,
    /// How many communes  [default: one for each 33,000 people]
    #[arg(long, value_name = "N")]
    communes: Option<NonZeroU64>,
    /// Another seed gives other people
    #[arg(long, value_name = "N", default_value_t = 7)]
    seed: u64,
    /// Of a hundred communes, how many are printed; at least one commune is
    #[arg(long, value_name = "PERCENT", default_value_t = 1, value_parser = clap::value_parser!(u64).range(..=100))]
    share: u64,
    /// Connections that look people up at once
    #[arg(long, value_name = "N", default_value_t = 64, value_parser = clap::value_parser!(u64).range(1..=1000))]
    connections: u64,
    /// How long people are looked up: paced, and again as fast as they are answered
    #[arg(long, value_name = "SECONDS", default_value_t = 10)]
    seconds: u64,
    /// Where extract and documents lie while it runs
    #[arg(long, value_name = "DIR", default_value = ".")]
    folder: PathBuf,
    /// The program that is measured  [default: cutri beside this one]
    #[arg(long, value_name = "PATH")]
    program: Option<PathBuf>,
    /// A Python that may have DuckDB
    #[arg(long, value_name = "PATH", default_value = "python3")]
    python: PathBuf,
    /// Also write the results as JSON into this file
    #[arg(long, value_name = "FILE")]
    results: Option<PathBuf>,
    /// How the results are written
    #[arg(long, default_value = "table")]
    format: TableFormat,
}

/// `cutri-bench growth`.
#[derive(Debug, Args)]
#[command(after_help = "Example:\n  cutri-bench growth 1m.json 2m.json 5m.json 10m.json")]
struct GrowthOf {
    /// Files that `cutri-bench national --results` wrote
    #[arg(required = true, value_name = "FILE")]
    files: Vec<PathBuf>,
    /// How the growth is written
    #[arg(long, default_value = "table")]
    format: TableFormat,
}

async fn run_national(options: &National, printer: &Printer) -> anyhow::Result<Exit> {
    let measured = NationalOptions {
        people: options.people.get(),
        communes: options.communes.map(NonZeroU64::get),
        seed: options.seed,
        database: options.db.clone(),
        folder: options.folder.clone(),
        share: options.share,
        connections: options.connections,
        lasting: Duration::from_secs(options.seconds),
        python: options.python.clone(),
        program: options.program.clone().map_or_else(beside, Ok)?,
    };
    let results = national(&measured, &mut |phase| printer.say(&format!("{phase} …"))).await?;
    if let Some(file) = &options.results {
        let json = serde_json::to_string_pretty(&results)? + "\n";
        std::fs::write(file, json).map_err(|source| BenchError::File { path: file.clone(), source })?;
    }
    match options.format {
        TableFormat::Json => printer.json(&results)?,
        TableFormat::Csv => printer.data(&lines_table(&results).text(TableFormat::Csv))?,
        TableFormat::Table => printer.words(&page(&results))?,
    }
    Ok(Exit::Done)
}

/// The program of this build.
fn beside() -> io::Result<PathBuf> {
    Ok(std::env::current_exe()?.with_file_name(format!("cutri{}", std::env::consts::EXE_SUFFIX)))
}

fn run_growth(options: &GrowthOf, printer: &Printer) -> anyhow::Result<Exit> {
    let runs: Vec<Results> = options.files.iter().map(|file| read(file)).collect::<Result<_, _>>()?;
    let growth = growth(&runs);
    if options.format == TableFormat::Json {
        printer.json(&growth)?;
        return Ok(Exit::Done);
    }
    let mut table = Table::new(&["phase", "people", "seconds", "a row, of the smallest"]);
    for phase in &growth {
        for (people, found) in &phase.sizes {
            let (seconds, multiple) = found.map_or_else(
                || ("–".to_owned(), "–".to_owned()),
                |(seconds, multiple)| (format!("{seconds:.2}"), format!("{multiple:.2}")),
            );
            table.row([phase.phase.clone(), whole(*people), seconds, multiple]);
        }
    }
    printer.data(&table.text(options.format))?;
    Ok(Exit::Done)
}

fn read(file: &Path) -> Result<Results, BenchError> {
    let bytes = cutri::given::read(file, cutri::given::SMALL)
        .map_err(|source| BenchError::File { path: file.into(), source })?;
    serde_json::from_slice(&bytes)
        .map_err(|error| BenchError::Results { path: file.into(), reason: error.to_string() })
}

fn page(results: &Results) -> String {
    let Results { database, cores, people, communes, listed, .. } = results;
    let mut text = format!(
        "cutri {}, {database}, {cores} cores: {} people of {} communes, {} on a list\n\n",
        results.version,
        whole(*people),
        whole(*communes),
        whole(*listed)
    );
    text += &lines_table(results).text(TableFormat::Table);
    for found in &results.lookups {
        let asked = match found.asked_a_second {
            Some(rate) => format!("asked {} a second", whole(rate)),
            None => "as fast as they are answered".to_owned(),
        };
        text += &format!(
            "\nlook-ups, {} connections, {asked}: {} a second, median {:.2} ms, p99 {:.2} ms, slowest {:.1} ms",
            found.connections,
            whole((found.lookups as f64 / found.seconds.max(1e-9)) as u64),
            found.median,
            found.p99,
            found.slowest
        );
    }
    text.push('\n');
    for note in &results.notes {
        text += &format!("note: {note}\n");
    }
    text
}

fn lines_table(results: &Results) -> Table {
    let mut table = Table::new(&[
        "phase",
        "rows",
        "unit",
        "seconds",
        "rows/s",
        "client CPU s",
        "server CPU s",
        "client MB",
        "server MB",
        "disk MB",
        "cutri is",
    ]);
    let comparisons = results.comparisons();
    let mut phase = "";
    for line in &results.lines {
        let name = match line.kind {
            Kind::Phase => {
                phase = &line.name;
                line.name.clone()
            }
            Kind::Part => format!("  {}", line.name),
            Kind::Baseline => format!("  against {}", line.name),
        };
        table.row(cells(name, line, ratio(&comparisons, phase, line)));
    }
    table
}

fn ratio(comparisons: &[Comparison], phase: &str, line: &Line) -> String {
    let is_meant = |found: &&Comparison| found.phase == phase && found.baseline == line.name;
    match comparisons.iter().find(is_meant).filter(|_| line.kind == Kind::Baseline) {
        Some(found) => format!("× {:.2}", found.ratio),
        None => String::new(),
    }
}

fn cells(name: String, line: &Line, ratio: String) -> [String; 11] {
    let seconds = |value: Option<f64>| value.map_or_else(|| "–".to_owned(), |value| format!("{value:.2}"));
    let megabytes = |value: Option<u64>| value.map_or_else(|| "–".to_owned(), |value| whole(value >> 20));
    [
        name,
        whole(line.rows),
        line.unit.clone(),
        format!("{:.2}", line.seconds),
        whole(line.rate() as u64),
        seconds(line.client_seconds),
        seconds(line.server_seconds),
        megabytes(line.client_bytes),
        megabytes(line.server_bytes),
        megabytes(line.bytes),
        ratio,
    ]
}

/// A whole number with its thousands parted.
fn whole(number: u64) -> String {
    cutri::render::Language::English.number(number)
}
