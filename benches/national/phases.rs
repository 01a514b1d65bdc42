//! The phases of a national derivation, one after another.

use crate::BenchError;
use crate::baseline::{Baselines, Data};
use crate::lookup::{Asking, look_up};
use crate::results::{Kind, Line, Results, Rows};
use crate::run::{Cost, Ran, run};
use crate::usage::Server;
use cutri::store::{Database, DatabaseUrl, measure, roll, snapshot};
use serde_json::Value;
use std::ffi::OsStr;
use std::fs::{self, File};
use std::io::{BufRead, BufReader};
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::Arc;
use std::time::Duration;

/// The people of a commune: as many as Vietnam's have in the mean, 110 million in 3,321.
const COMMUNE: u64 = 33_000;
/// People who change in the delta that is measured, where there are ten times as many.
const CHANGES: u64 = 10_000;
/// When the lists of the sample's election are posted, and when its delta comes.
const POSTED_AT: &str = "2026-02-03T08:00";
const DELTA_AT: &str = "2026-03-05T08:00";
/// People who are looked up, one after another and again from the first.
const LOOKED_UP: u64 = 20_000;
/// Look-ups a second of the paced measurement: ten million people who each look once in one hour and a half.
const PACE: u64 = 2_000;

/// What to measure.
#[derive(Debug, Clone)]
pub struct NationalOptions {
    pub people: u64,
    /// `None`: one for each 33,000 people.
    pub communes: Option<u64>,
    pub seed: u64,
    /// An empty database, as its address is written; it may hold a password.
    pub database: String,
    /// Where the extract, the delta and the documents lie while it runs.
    pub folder: PathBuf,
    /// Of a hundred communes, how many are printed; at least one commune is.
    pub share: u64,
    /// Connections that look people up, and how long, each way.
    pub connections: u64,
    pub lasting: Duration,
    /// A Python that may have DuckDB.
    pub python: PathBuf,
    /// This program.
    pub program: PathBuf,
}

/// Measures everything, phase by phase; `begins` is told each one's name. What was loaded stays in the database.
///
/// # Errors
/// [`BenchError`] if the database is not empty or cannot be used, a command fails, or the folder cannot be written.
pub async fn national(
    options: &NationalOptions,
    begins: &mut dyn FnMut(&str),
) -> Result<Results, BenchError> {
    let url = DatabaseUrl::parse(&options.database)?;
    let (version, server) = empty_database(&url).await?;
    let scratch = tempfile::Builder::new().prefix("cutri-bench-").tempdir_in(&options.folder);
    let scratch = scratch.map_err(BenchError::file(&options.folder))?;
    let communes = options.communes.unwrap_or(options.people.div_ceil(COMMUNE)).max(1);
    let extract = scratch.path().join("extract");
    let bench = Bench { options, url: &url, server, extract: &extract, scratch: scratch.path() };
    let mut lines = Vec::new();
    begins("sample");
    let (people, seed) = (options.people.to_string(), options.seed.to_string());
    let ran = bench.cutri(&[
        &"sample",
        &"--people",
        &people,
        &"--communes",
        &communes.to_string(),
        &"--seed",
        &seed,
        &"--out",
        &extract,
    ])?;
    lines.push(bench.people("sample", &ran).with_bytes(folder_size(&extract)?));
    begins("load");
    let ran = bench.cutri(&[&"load", &extract])?;
    let loaded = bench.size().await?;
    lines.push(bench.people("load", &ran).with_bytes(loaded));
    lines.extend(bench.parts(&ran));
    let baselines = bench.baselines(begins)?;
    lines.extend(baselines.load.iter().cloned());
    begins("render");
    let (rendered, printed) = bench.render(communes)?;
    let before = bench.size().await?;
    begins("derive");
    let ran = bench.cutri(&[&"derive"])?;
    lines.push(bench.people("derive", &ran).with_bytes(bench.size().await?.saturating_sub(before)));
    lines.extend(bench.parts(&ran));
    lines.extend(baselines.derive.iter().cloned());
    lines.extend(rendered);
    let listed = bench.listed().await?;
    begins("post");
    let ran = bench.cutri(&[&"post", &"--anyway", &"--as", &"bench", &"--backdated", &"--at", &POSTED_AT])?;
    lines.push(Line::new(Kind::Phase, "post", Rows { count: listed, unit: "voters" }, ran.cost));
    begins("update");
    lines.extend(bench.update()?);
    let persons = Arc::new(bench.persons()?);
    let mut lookups = Vec::new();
    // As fast as possible first: then what the paced ones read lies in memory, as with a server that has run for a while.
    for asked_a_second in [None, Some(PACE)] {
        begins("look-ups");
        let asking =
            Asking { connections: options.connections.max(1), asked_a_second, lasting: options.lasting };
        lookups.push(look_up(&url, &persons, asking).await?);
    }
    let cores = std::thread::available_parallelism().map_or(1, usize::from) as u64;
    let path = scratch.path().to_owned();
    scratch.close().map_err(BenchError::file(path))?;
    Ok(Results {
        version: env!("CARGO_PKG_VERSION").to_owned(),
        database: version,
        cores,
        people: options.people,
        communes,
        seed: options.seed,
        listed,
        lines,
        lookups,
        notes: std::iter::once(printed).chain(baselines.notes).collect(),
    })
}

/// Makes the tables, checks that nothing is in them, and finds what answers.
async fn empty_database(url: &DatabaseUrl) -> Result<(String, Option<Server>), BenchError> {
    let database = Database::open(url, 1).await?;
    let mut tx = database.read().await?;
    let is_empty = snapshot::latest(&mut tx).await?.is_none();
    let version = measure::version(&mut tx).await?;
    let server = measure::backend(&mut tx).await?.and_then(Server::of_backend);
    tx.rollback().await?;
    database.close().await?;
    match is_empty {
        true => Ok((version, server)),
        false => Err(BenchError::Occupied { place: url.to_string() }),
    }
}

struct Bench<'a> {
    options: &'a NationalOptions,
    url: &'a DatabaseUrl,
    server: Option<Server>,
    extract: &'a Path,
    scratch: &'a Path,
}

impl Bench<'_> {
    /// Runs a command of this program. Findings are expected of invented people, and a tripwire of a delta.
    fn cutri(&self, arguments: &[&dyn AsRef<OsStr>]) -> Result<Ran, BenchError> {
        let arguments: Vec<&OsStr> = arguments.iter().map(|argument| argument.as_ref()).collect();
        let mut command = Command::new(&self.options.program);
        // An address may hold a password, which the list of processes would show.
        command.args(&arguments).env("CUTRI_DB", &self.options.database);
        let ran = run(&mut command, self.server)?;
        match ran.code {
            Some(0 | 1) => Ok(ran),
            Some(3) if arguments[0] == "update" => Ok(ran),
            code => Err(BenchError::Command {
                command: arguments[0].display().to_string(),
                code: code.map_or_else(|| "none, by a signal".to_owned(), |code| code.to_string()),
                said: ran.said,
            }),
        }
    }

    fn people(&self, name: &str, ran: &Ran) -> Line {
        Line::new(Kind::Phase, name, Rows { count: self.options.people, unit: "persons" }, ran.cost)
    }

    /// The parts of a phase; reading many tables is one.
    fn parts(&self, ran: &Ran) -> Vec<Line> {
        let mut parts: Vec<(&str, Cost)> = Vec::new();
        for (name, cost) in &ran.phases {
            let name = match name.as_str() {
                name @ ("facts" | "dossiers" | "index" | "derive") => name,
                _ => "tables",
            };
            match parts.iter_mut().find(|(known, _)| *known == name) {
                Some((_, sum)) => *sum = sum.plus(*cost),
                None => parts.push((name, *cost)),
            }
        }
        let people = Rows { count: self.options.people, unit: "persons" };
        parts.into_iter().map(|(name, cost)| Line::new(Kind::Part, name, people, cost)).collect()
    }

    fn baselines(&self, begins: &mut dyn FnMut(&str)) -> Result<Baselines, BenchError> {
        let mut baselines = Baselines::default();
        let data = Data { extract: self.extract, scratch: self.scratch, people: self.options.people };
        match self.url.path() {
            Some(_) => baselines.notes.push("psql was not compared: the database is SQLite".to_owned()),
            None => {
                begins("psql");
                baselines.psql(&self.url.to_string(), data, self.server)?;
            }
        }
        begins("DuckDB");
        baselines.duckdb(&self.options.python, data)?;
        Ok(baselines)
    }

    /// Prints a share of the communes, as a roll of their own. It reads the extract again to tell of its findings: what
    /// counts is the printing alone.
    fn render(&self, communes: u64) -> Result<(Vec<Line>, String), BenchError> {
        let out = self.scratch.join("out");
        let count = (communes * self.options.share).div_ceil(100).clamp(1, communes);
        let codes = first_cells(&self.extract.join("communes.csv"), 1)?;
        let mut arguments: Vec<&dyn AsRef<OsStr>> = vec![&"generate", &self.extract, &"--out", &out];
        for code in codes.iter().take(usize::try_from(count).unwrap_or(usize::MAX)) {
            arguments.extend([&"--commune" as &dyn AsRef<OsStr>, code]);
        }
        let ran = self.cutri(&arguments)?;
        let cost = ran.phases.iter().find(|(name, _)| name == "render").map(|(_, cost)| *cost);
        let cost = Cost {
            client_bytes: ran.cost.client_bytes,
            server_bytes: ran.cost.server_bytes,
            ..cost.unwrap_or_default()
        };
        let pages = json(&out.join("manifest.json"))?["pages"]
            .as_object()
            .map_or(0, |pages| pages.values().filter_map(Value::as_u64).sum());
        let voters = json(&out.join("summary.json"))?["listed"].as_u64().unwrap_or_default();
        let bytes = folder_size(&out)?;
        fs::remove_dir_all(&out).map_err(BenchError::file(&out))?;
        let note = format!("{count} of {communes} communes were printed");
        let lines = vec![
            Line::new(Kind::Phase, "render", Rows { count: voters, unit: "voters" }, cost).with_bytes(bytes),
            Line::new(Kind::Part, "the same, pages", Rows { count: pages, unit: "pages" }, cost),
        ];
        Ok((lines, note))
    }

    /// Turns a delta into changes, and approves them where a tripwire asks for it.
    fn update(&self) -> Result<Vec<Line>, BenchError> {
        let delta = self.scratch.join("delta");
        let changes = CHANGES.min(self.options.people / 10).max(1);
        self.cutri(&[
            &"sample",
            &"--changes",
            &changes.to_string(),
            &"--delta-of",
            &self.extract,
            &"--out",
            &delta,
        ])?;
        let ran = self.cutri(&[&"update", &delta, &"--as", &"bench", &"--backdated", &"--at", &DELTA_AT])?;
        let mut cost = ran.cost;
        let mut parts = Vec::new();
        let persons = Rows { count: changes, unit: "persons" };
        if let Some(batch) = batch(&ran.said).or_else(|| batch(&ran.output)) {
            let approved =
                self.cutri(&[&"approve", &batch, &"--as", &"another", &"--backdated", &"--at", &DELTA_AT])?;
            parts.push(Line::new(Kind::Part, "update, stopped by a tripwire", persons, cost));
            parts.push(Line::new(Kind::Part, "approve", persons, approved.cost));
            cost = cost.plus(approved.cost);
        }
        let mut lines = vec![Line::new(Kind::Phase, "delta", persons, cost)];
        lines.extend(parts);
        Ok(lines)
    }

    /// Some personal numbers, from all over the extract.
    fn persons(&self) -> Result<Vec<String>, BenchError> {
        first_cells(&self.extract.join("persons.csv"), self.options.people.div_ceil(LOOKED_UP).max(1))
    }

    async fn size(&self) -> Result<u64, BenchError> {
        let database = Database::open_to_read(self.url, 1).await?;
        let mut tx = database.read().await?;
        let size = measure::size(&mut tx).await?;
        tx.rollback().await?;
        database.close().await?;
        Ok(size)
    }

    async fn listed(&self) -> Result<u64, BenchError> {
        let database = Database::open_to_read(self.url, 1).await?;
        let mut tx = database.read().await?;
        let roll = roll::latest(&mut tx).await?;
        tx.rollback().await?;
        database.close().await?;
        let summary = roll.and_then(|roll| serde_json::from_str::<Value>(&roll.summary).ok());
        Ok(summary.and_then(|summary| summary["listed"].as_u64()).unwrap_or_default())
    }
}

/// The batch that the words ask a second person to approve.
fn batch(said: &str) -> Option<&str> {
    said.split_once("cutri approve ")?.1.split_whitespace().next()
}

/// The first cell of each `step`-th row of a CSV file without its header; cells without quotes, as the sample writes them.
fn first_cells(file: &Path, step: u64) -> Result<Vec<String>, BenchError> {
    let lines = BufReader::new(File::open(file).map_err(BenchError::file(file))?).lines().skip(1);
    let step = usize::try_from(step).unwrap_or(usize::MAX);
    let cell = |line: String| line.split(',').next().unwrap_or_default().to_owned();
    lines.step_by(step).map(|line| line.map(cell).map_err(BenchError::file(file))).collect()
}

fn json(file: &Path) -> Result<Value, BenchError> {
    let bytes = fs::read(file).map_err(BenchError::file(file))?;
    serde_json::from_slice(&bytes).map_err(|error| BenchError::file(file)(error.into()))
}

fn folder_size(folder: &Path) -> Result<u64, BenchError> {
    let mut size = 0;
    for entry in fs::read_dir(folder).map_err(BenchError::file(folder))? {
        let entry = entry.map_err(BenchError::file(folder))?;
        let data = entry.metadata().map_err(BenchError::file(folder))?;
        size += if data.is_dir() { folder_size(&entry.path())? } else { data.len() };
    }
    Ok(size)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_batch_to_approve_is_found_in_the_words() {
        let said = "a second person looks at it: cutri approve B-4d4c1158 --as NAME";
        assert_eq!(batch(said), Some("B-4d4c1158"));
        assert_eq!(batch("10 changes"), None);
    }
}
