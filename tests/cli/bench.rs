//! `cutri-bench`: the whole measurement on a few people, on both databases.

use super::workplace;
use crate::support::postgres;
use crate::support::program::{Ran, ran, text};
use serde_json::Value;
use std::fs;
use std::path::Path;
use std::process::{Command, Stdio};

const PHASES: [&str; 8] = ["sample", "load", "derive", "render", "post", "delta", "tables", "index"];

/// Runs the measuring program.
fn bench(arguments: &[&str]) -> Ran {
    let mut command = Command::new(env!("CARGO_BIN_EXE_cutri-bench"));
    ran(command.args(arguments).env_remove("CUTRI_DB").env("CUTRI_BACKDATED", "true").stdin(Stdio::null()))
}

/// Measures a few people and gives the results.
fn measured(people: &str, database: &str, folder: &Path) -> Value {
    let file = folder.join(format!("{people}.json"));
    let ran = bench(&[
        "national",
        "--people",
        people,
        "--communes",
        "2",
        "--db",
        database,
        "--seconds",
        "1",
        "--connections",
        "4",
        "--folder",
        text(folder),
        "--python",
        text(&folder.join("no-python")),
        "--results",
        text(&file),
    ])
    .ended(0);
    for phase in PHASES {
        assert!(
            ran.out.contains(&format!("\n{phase}")) || ran.out.contains(&format!("\n  {phase}")),
            "{}",
            ran.out
        );
    }
    let results: Value = serde_json::from_slice(&fs::read(file).expect("results")).expect("JSON");
    for line in results["lines"].as_array().expect("lines") {
        assert!(line["seconds"].as_f64().expect("seconds") > 0.0, "{line}");
        assert!(line["rows"].as_u64().expect("rows") > 0, "{line}");
    }
    assert_eq!(results["lookups"].as_array().map(Vec::len), Some(2));
    assert!(results["lookups"][1]["lookups"].as_u64().expect("look-ups") > 0);
    results
}

#[test]
fn a_measurement_on_sqlite_tells_every_phase_and_what_was_not_compared() {
    let folder = workplace();
    let database = folder.path().join("bench.db");
    let results = measured("1200", text(&database), folder.path());
    assert_eq!(results["people"], 1200);
    let notes = results["notes"].to_string();
    assert!(notes.contains("psql was not compared") && notes.contains("DuckDB was not compared"), "{notes}");
    let left: Vec<_> = fs::read_dir(folder.path()).expect("the folder").flatten().collect();
    assert!(
        left.iter().all(|entry| !entry.file_name().to_string_lossy().starts_with("cutri-bench-")),
        "{left:?}"
    );

    let again = bench(&["national", "--people", "10", "--db", text(&database)]).ended(3);
    assert!(again.err.contains("holds snapshots already"), "{}", again.err);
}

#[test]
fn on_postgresql_one_statement_is_compared_and_the_server_is_counted() {
    let folder = workplace();
    let small = measured("1200", &postgres::server().database(), folder.path());
    let large = measured("2400", &postgres::server().database(), folder.path());
    assert!(small["listed"].as_u64() < large["listed"].as_u64());
    let lines = large["lines"].as_array().expect("lines");
    let baselines: Vec<&Value> = lines.iter().filter(|line| line["kind"] == "baseline").collect();
    assert_eq!(baselines.len(), 2, "{:?}", large["notes"]);
    assert!(lines.iter().any(|line| line["server_seconds"].as_f64().is_some_and(|seconds| seconds > 0.0)));
    let files = ["1200.json", "2400.json"].map(|name| folder.path().join(name));
    let growth = bench(&["growth", text(&files[1]), text(&files[0]), "--format", "json"]).ended(0);
    let growth: Value = serde_json::from_str(&growth.out).expect("JSON");
    let load =
        growth.as_array().expect("phases").iter().find(|phase| phase["phase"] == "load").expect("load");
    assert_eq!(load["sizes"][0][0], 1200);
    assert!(load["sizes"][1][1][1].as_f64().expect("a multiple") > 0.0);
    let wrong = bench(&["growth", text(&folder.path().join("no.json"))]).ended(4);
    assert!(wrong.err.contains("no.json"), "{}", wrong.err);
}
