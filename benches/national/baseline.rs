//! The same work by others, on the same data: `psql` with one statement, and DuckDB.
//!
//! Their texts lie in `benches/national` and say which rules they leave out.

use crate::BenchError;
use crate::results::{Kind, Line, Rows};
use crate::run::{Cost, run};
use crate::usage::Server;
use serde::Deserialize;
use std::fs;
use std::path::Path;
use std::process::Command;

const TABLES: &str = include_str!("tables.sql");
/// Takes in the files of `{extract}`.
const COPY: &str = include_str!("copy.sql");
const DERIVE: &str = include_str!("derive.sql");
const INDEX: &str = include_str!("index.sql");
const ANALYZE: &str = include_str!("analyze.sql");
const BEGIN: &str = include_str!("begin.sql");
const END: &str = include_str!("end.sql");
const WITH_DUCKDB: &str = include_str!("with_duckdb.py");
/// Where the tables of the comparison lie while it runs.
const SCHEMA: &str = "cutri_bench";

/// What baselines gave: lines for the load and the derivation, and a note on each that did not run.
#[derive(Debug, Default)]
pub(crate) struct Baselines {
    pub load: Vec<Line>,
    pub derive: Vec<Line>,
    pub notes: Vec<String>,
}

/// The data of a comparison.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Data<'a> {
    pub extract: &'a Path,
    pub scratch: &'a Path,
    pub people: u64,
}

impl Baselines {
    /// By `psql`, in a schema of its own that is dropped afterwards. `address` is without a password: `psql` finds one as
    /// this program does, in `PGPASSWORD` or the password file.
    pub(crate) fn psql(
        &mut self,
        address: &str,
        data: Data<'_>,
        server: Option<Server>,
    ) -> Result<(), BenchError> {
        let begun = psql(address, data.scratch, &format!("{BEGIN}{TABLES}"), server);
        let done = begun.and_then(|begun| match begun {
            Err(why) => Ok(Err(why)),
            Ok(_) => self.psql_phases(address, data, server),
        });
        // Whatever came of it; where nothing was made there is nothing to drop.
        drop(psql(address, data.scratch, END, server));
        if let Err(why) = done? {
            self.notes.push(format!("psql was not compared: {why}"));
        }
        Ok(())
    }

    fn psql_phases(
        &mut self,
        address: &str,
        data: Data<'_>,
        server: Option<Server>,
    ) -> Result<Result<(), String>, BenchError> {
        let extract = data.extract.display().to_string().replace('\'', "''");
        let mut texts = vec![COPY.replace("{extract}", &extract), ANALYZE.to_owned()];
        texts.extend([DERIVE.to_owned(), INDEX.to_owned()]);
        let mut costs = Vec::new();
        for text in texts {
            match psql(address, data.scratch, &text, server)? {
                Ok(cost) => costs.push(cost),
                Err(why) => return Ok(Err(why)),
            }
        }
        let people = Rows { count: data.people, unit: "persons" };
        let line = |name: &str, cost: Cost| Line::new(Kind::Baseline, name, people, cost);
        self.load.push(line("psql \\copy and ANALYZE", costs[0].plus(costs[1])));
        self.derive.push(line("one INSERT … SELECT, and its indexes", costs[2].plus(costs[3])));
        Ok(Ok(()))
    }

    /// By DuckDB, where `python` has its module: from CSV into its tables, and by the same statement into another.
    pub(crate) fn duckdb(&mut self, python: &Path, data: Data<'_>) -> Result<(), BenchError> {
        #[derive(Deserialize)]
        struct Told {
            load: f64,
            derive: f64,
        }
        let folder = data.scratch.join("duckdb");
        fs::create_dir_all(&folder).map_err(BenchError::file(&folder))?;
        for (name, text) in [("tables.sql", TABLES), ("derive.sql", DERIVE), ("index.sql", INDEX)] {
            fs::write(folder.join(name), text).map_err(BenchError::file(folder.join(name)))?;
        }
        let script = folder.join("with_duckdb.py");
        fs::write(&script, WITH_DUCKDB).map_err(BenchError::file(&script))?;
        let mut command = Command::new(python);
        command.arg(&script).arg(data.extract).arg(folder.join("comparison.duckdb")).arg(&folder);
        let ran = run(&mut command, None);
        let told = ran.as_ref().ok().and_then(|ran| serde_json::from_str::<Told>(&ran.output).ok());
        match (ran, told) {
            (Ok(ran), Some(told)) => {
                let bytes = ran.cost.client_bytes;
                let line = |name: &str, seconds: f64| {
                    let cost = Cost { seconds, client_bytes: bytes, ..Cost::default() };
                    Line::new(Kind::Baseline, name, Rows { count: data.people, unit: "persons" }, cost)
                };
                self.load.push(line("DuckDB, CSV into its tables", told.load));
                self.derive.push(line("DuckDB, the same statement", told.derive));
            }
            (Ok(ran), None) => {
                let why = ran.said.lines().last().unwrap_or("it told nothing");
                self.notes.push(format!(
                    "DuckDB was not compared: {}: {why} (pip install duckdb, or name another --python)",
                    python.display()
                ));
            }
            (Err(error), _) => self.notes.push(format!("DuckDB was not compared: {error}")),
        }
        fs::remove_dir_all(&folder).map_err(BenchError::file(&folder))
    }
}

/// Runs a text in `psql`; the inner error says why it could not.
fn psql(
    address: &str,
    scratch: &Path,
    text: &str,
    server: Option<Server>,
) -> Result<Result<Cost, String>, BenchError> {
    let file = scratch.join("comparison.sql");
    fs::write(&file, text).map_err(BenchError::file(&file))?;
    let mut command = Command::new("psql");
    command
        .args([
            "--no-psqlrc",
            "--quiet",
            "--no-password",
            "--set=ON_ERROR_STOP=1",
            "--dbname",
            address,
            "--file",
        ])
        .arg(&file)
        .env("PGOPTIONS", format!("-c search_path={SCHEMA} -c client_min_messages=warning"));
    let ran = match run(&mut command, server) {
        Ok(ran) => ran,
        Err(error) => return Ok(Err(error.to_string())),
    };
    fs::remove_file(&file).map_err(BenchError::file(&file))?;
    Ok(match ran.code {
        Some(0) => Ok(ran.cost),
        _ => Err(ran.said.lines().last().unwrap_or("it ended with an error").to_owned()),
    })
}
