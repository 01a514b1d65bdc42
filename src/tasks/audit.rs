//! `audit`: who changed what, when and why, and whether all of it is still there as it was written.

use super::error::TaskError;
use super::posted::audit::{VERSION, register_of, version_name};
use super::posted::{AuditRecord, RollVersion};
use super::verify::{Problem, of_version};
use crate::render::manifest::digest;
use crate::store::audit::Line;
use crate::store::matter::Kind;
use crate::store::{self, Database, Tx};
use serde::Serialize;
use std::collections::BTreeMap;

/// The file that problems of the audit are told of.
const AUDIT: &str = "audit";

/// A line of the audit with its place in the chain.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct AuditLine {
    pub digest: String,
    #[serde(flatten)]
    pub record: AuditRecord,
}

/// The audit, and what is wrong with it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Audit {
    /// How many lines there are in all.
    pub count: u64,
    /// The digest of the last line: whoever has noted it down can tell whether lines were taken away since.
    pub last: String,
    pub lines: Vec<AuditLine>,
    pub problems: Vec<Problem>,
}

/// The lines of the audit after a place in it, and the problems of the whole.
///
/// # Errors
/// [`TaskError`] if the database fails; a line that cannot be read is a problem.
pub async fn audit(database: &Database, since: u64) -> Result<Audit, TaskError> {
    let mut tx = database.read().await?;
    let lines = store::audit::all(&mut tx).await?;
    let problems = verify(&mut tx).await?;
    tx.rollback().await?;
    let read = |line: &Line| {
        let record = serde_json::from_str(&line.document).ok()?;
        Some(AuditLine { digest: line.digest.clone(), record })
    };
    Ok(Audit {
        count: lines.len() as u64,
        last: lines.last().map(|line| line.digest.clone()).unwrap_or_default(),
        lines: lines.iter().filter(|line| line.sequence > since).filter_map(read).collect(),
        problems,
    })
}

/// What is wrong with the audit: its chain, the registers it tells of, and the versions it made. The first broken line
/// comes first.
///
/// # Errors
/// [`TaskError`] if the database fails or a version cannot be read.
pub async fn verify(tx: &mut Tx) -> Result<Vec<Problem>, TaskError> {
    let lines = store::audit::all(tx).await?;
    let (records, mut problems) = chain(&lines);
    registers(tx, &records, &mut problems).await?;
    versions(tx, &records, &mut problems).await?;
    // What is of no line comes last.
    problems.sort_by_key(|problem| (problem.line.is_none(), problem.line));
    Ok(problems)
}

fn problem(line: Option<u64>, message: impl Into<String>) -> Problem {
    Problem { file: AUDIT.to_owned(), line, message: message.into() }
}

/// The records that can be read, and what is wrong with the chain of lines.
fn chain(lines: &[Line]) -> (Vec<AuditRecord>, Vec<Problem>) {
    let (mut records, mut problems) = (Vec::new(), Vec::new());
    let (mut expected, mut previous) = (1, "");
    for line in lines {
        let at = Some(line.sequence);
        if line.sequence != expected {
            problems.push(problem(at, format!("line {expected} is missing")));
        }
        if digest(line.document.as_bytes()) != line.digest {
            problems.push(problem(at, "the line is not what its digest says"));
        }
        match serde_json::from_str::<AuditRecord>(&line.document) {
            Err(_) => problems.push(problem(at, "this is no line of an audit")),
            Ok(record) => {
                if record.sequence != line.sequence {
                    problems.push(problem(at, format!("the line says that it is line {}", record.sequence)));
                }
                if record.previous != previous {
                    problems.push(problem(at, "the line before is not the one that this line was added to"));
                }
                records.push(record);
            }
        }
        (expected, previous) = (line.sequence + 1, &line.digest);
    }
    (records, problems)
}

/// Every matter must be as the audit registered it last, and every registered one must be there.
async fn registers(
    tx: &mut Tx,
    records: &[AuditRecord],
    problems: &mut Vec<Problem>,
) -> Result<(), TaskError> {
    let mut last: BTreeMap<(String, String), (u64, &str)> = BTreeMap::new();
    for record in records {
        for (name, digest) in record.registers.iter().filter(|(name, _)| !name.starts_with(VERSION)) {
            last.insert((record.roll_id.clone(), name.clone()), (record.sequence, digest));
        }
    }
    for roll in store::matter::rolls(tx).await? {
        for kind in Kind::ALL {
            for matter in store::matter::all(tx, &roll, kind).await? {
                let (name, found) = register_of(&matter);
                match last.remove(&(roll.clone(), name.clone())) {
                    None => problems.push(problem(None, format!("no line tells of {}", shown(&name)))),
                    Some((line, expected)) if expected != found => {
                        problems.push(problem(
                            Some(line),
                            format!("{} is not as this line left it", shown(&name)),
                        ));
                    }
                    Some(_) => {}
                }
            }
        }
    }
    for ((_, name), (line, _)) in last {
        problems.push(problem(Some(line), format!("{} is gone", shown(&name))));
    }
    Ok(())
}

/// Every version of a roll must have the one line that tells who made it: so the end of the audit cannot be cut off.
async fn versions(
    tx: &mut Tx,
    records: &[AuditRecord],
    problems: &mut Vec<Problem>,
) -> Result<(), TaskError> {
    let mut made: BTreeMap<(String, u64), &AuditRecord> = BTreeMap::new();
    for record in records {
        let Some(version) = record.version else { continue };
        if made.insert((record.roll_id.clone(), version.into()), record).is_some() {
            let message = format!("version {version} was made by an earlier line");
            problems.push(problem(Some(record.sequence), message));
        }
    }
    for roll in store::version::rolls(tx).await? {
        for (version, document) in store::version::all(tx, &roll).await? {
            let (misfiled, found) = of_version(tx, &roll, (version, &document)).await?;
            problems.extend(misfiled);
            let Some(record) = made.remove(&(roll.clone(), version)) else {
                problems.push(problem(None, format!("no line tells who made version {version}")));
                continue;
            };
            let at = Some(record.sequence);
            let stated = serde_json::from_str::<RollVersion>(&document).ok();
            if stated.is_none_or(|stated| record.by != stated.by) {
                problems.push(problem(at, format!("version {version} was made by somebody else")));
            }
            let name = version_name(version);
            let told = record.registers.iter().find(|(told, _)| *told == name).map(|(_, digest)| digest);
            if told != Some(&found) {
                let message = format!("version {version} and its log are not as this line left them");
                problems.push(problem(at, message));
            }
        }
    }
    for ((_, version), record) in made {
        problems.push(problem(Some(record.sequence), format!("version {version} is gone")));
    }
    Ok(())
}

/// A register's line without the number of a person, which is the id of a place that is held.
fn shown(name: &str) -> String {
    let held = name.strip_prefix("hold/").and_then(|number| number.get(number.len().saturating_sub(3)..));
    held.map_or_else(|| name.to_owned(), |last| format!("hold/…{last}"))
}
