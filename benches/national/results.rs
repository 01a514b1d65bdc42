//! What was measured: lines of a table, side by side with baselines, and the growth over runs of several sizes.

use crate::lookup::Lookups;
use crate::run::Cost;
use serde::{Deserialize, Serialize};

/// What a line tells of.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Kind {
    /// A command of this program, from its start to its end.
    Phase,
    /// A part of the phase above.
    Part,
    /// Another program doing what the phase above does.
    Baseline,
}

/// A phase, a part of one or a baseline, and what it cost.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Line {
    pub kind: Kind,
    pub name: String,
    /// How many of `unit` were worked on.
    pub rows: u64,
    /// `persons`, `voters` or `pages`.
    pub unit: String,
    pub seconds: f64,
    /// Seconds of processor time of the program, and of the database's server.
    pub client_seconds: Option<f64>,
    pub server_seconds: Option<f64>,
    /// The most memory resident, in bytes, of the program, and of the server without the files it reads.
    pub client_bytes: Option<u64>,
    pub server_bytes: Option<u64>,
    /// Bytes that lie on disk afterwards for it.
    pub bytes: Option<u64>,
}

/// How many rows there were, and what they are called.
#[derive(Clone, Copy)]
pub(crate) struct Rows {
    pub count: u64,
    pub unit: &'static str,
}

impl Line {
    pub(crate) fn new(kind: Kind, name: &str, rows: Rows, cost: Cost) -> Self {
        Self {
            kind,
            name: name.to_owned(),
            rows: rows.count,
            unit: rows.unit.to_owned(),
            seconds: cost.seconds,
            client_seconds: cost.client_seconds,
            server_seconds: cost.server_seconds,
            client_bytes: cost.client_bytes,
            server_bytes: cost.server_bytes,
            bytes: None,
        }
    }

    pub(crate) fn with_bytes(self, bytes: u64) -> Self {
        Self { bytes: Some(bytes), ..self }
    }

    /// Rows a second.
    pub fn rate(&self) -> f64 {
        self.rows as f64 / self.seconds.max(1e-9)
    }
}

/// How a baseline compares with the phase above it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Comparison {
    pub phase: String,
    pub baseline: String,
    /// How many times as long the baseline takes for as many rows: more than 1 where this program is faster.
    pub ratio: f64,
}

/// What one run of `cutri-bench national` measured.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Results {
    /// The version of this program.
    pub version: String,
    /// The database, with its version.
    pub database: String,
    pub cores: u64,
    pub people: u64,
    pub communes: u64,
    pub seed: u64,
    /// Voters on the lists.
    pub listed: u64,
    /// In the order they were done.
    pub lines: Vec<Line>,
    pub lookups: Vec<Lookups>,
    /// What was left out, and why.
    pub notes: Vec<String>,
}

impl Results {
    /// Each baseline against its phase.
    pub fn comparisons(&self) -> Vec<Comparison> {
        let mut phase: Option<&Line> = None;
        let mut comparisons = Vec::new();
        for line in &self.lines {
            match (line.kind, phase) {
                (Kind::Phase, _) => phase = Some(line),
                (Kind::Baseline, Some(phase)) => comparisons.push(Comparison {
                    phase: phase.name.clone(),
                    baseline: line.name.clone(),
                    ratio: phase.rate() / line.rate(),
                }),
                (Kind::Part, _) | (Kind::Baseline, None) => {}
            }
        }
        comparisons
    }

    fn phases(&self) -> impl Iterator<Item = &Line> {
        self.lines.iter().filter(|line| line.kind == Kind::Phase)
    }
}

/// What a phase costs at several sizes.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Growth {
    pub phase: String,
    /// For each run, by people: people, seconds, and the seconds a row as a multiple of those of the smallest run. 1 is
    /// linear. `None` where the run lacks the phase.
    pub sizes: Vec<(u64, Option<(f64, f64)>)>,
}

/// The growth of each phase over runs, by people. Of phases whose rows do not grow with the people, such as a delta's, the
/// third figure tells how much more the same work costs beside more people.
pub fn growth(runs: &[Results]) -> Vec<Growth> {
    let mut runs: Vec<&Results> = runs.iter().collect();
    runs.sort_by_key(|run| run.people);
    let Some(smallest) = runs.first() else { return Vec::new() };
    let of = |run: &Results, name: &str| {
        run.phases().find(|line| line.name == name).map(|line| (line.seconds, line.rate()))
    };
    let growth = |line: &Line| {
        let size = |run: &&Results| {
            let found = of(run, &line.name).map(|(seconds, rate)| (seconds, line.rate() / rate));
            (run.people, found)
        };
        Growth { phase: line.name.clone(), sizes: runs.iter().map(size).collect() }
    };
    smallest.phases().map(growth).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn line(kind: Kind, name: &str, rows: u64, seconds: f64) -> Line {
        Line::new(kind, name, Rows { count: rows, unit: "persons" }, Cost { seconds, ..Cost::default() })
    }

    fn run(people: u64, lines: Vec<Line>) -> Results {
        Results {
            version: String::new(),
            database: String::new(),
            cores: 1,
            people,
            communes: 1,
            seed: 1,
            listed: 0,
            lines,
            lookups: Vec::new(),
            notes: Vec::new(),
        }
    }

    #[test]
    fn a_baseline_is_compared_with_the_phase_above_it_by_row() {
        let lines = vec![
            line(Kind::Phase, "load", 100, 2.0),
            line(Kind::Part, "index", 100, 1.0),
            line(Kind::Baseline, "psql", 200, 2.0),
            line(Kind::Phase, "derive", 100, 1.0),
            line(Kind::Baseline, "SQL", 100, 3.0),
        ];
        let ratios: Vec<(String, f64)> =
            run(100, lines).comparisons().into_iter().map(|found| (found.baseline, found.ratio)).collect();
        assert_eq!(ratios, [("psql".to_owned(), 0.5), ("SQL".to_owned(), 3.0)]);
    }

    #[test]
    fn growth_is_told_against_the_smallest_run_in_whatever_order_they_come() {
        let large = run(1000, vec![line(Kind::Phase, "load", 1000, 11.0)]);
        let small = run(100, vec![line(Kind::Phase, "load", 100, 1.0), line(Kind::Phase, "delta", 5, 1.0)]);
        let found = growth(&[large, small]);
        assert_eq!(found[0].sizes[0], (100, Some((1.0, 1.0))));
        let (seconds, multiple) = found[0].sizes[1].1.expect("both runs load");
        assert!((seconds - 11.0).abs() < 1e-9 && (multiple - 1.1).abs() < 1e-9);
        assert_eq!(found[1].sizes[1], (1000, None));
        assert_eq!(growth(&[]), []);
    }
}
