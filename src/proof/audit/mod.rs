//! `audit`: who changed what, when and why, and whether all of it is still there as it was written.

mod registers;
mod seal;
mod told;

pub(super) use registers::{Kept, Registers};
pub(super) use told::Told;

use super::filing::of_version;
use super::{Problem, Witness, WitnessedLine, WitnessedVersion};
use crate::lists::audit::{register_of, version_name};
use crate::lists::{AuditRecord, ListsError, RollVersion};
use crate::people::digest;
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
    /// What there is to note down, so that `verify --db --witness` finds what was put back or rewritten since.
    #[serde(skip)]
    pub witness: Witness,
    pub lines: Vec<AuditLine>,
    pub problems: Vec<Problem>,
}

/// The lines of the audit after a place in it, and the problems of the whole.
///
/// # Errors
/// [`ListsError`] if the database fails; a line that cannot be read is a problem.
pub async fn audit(database: &Database, since: u64) -> Result<Audit, ListsError> {
    let mut tx = database.read().await?;
    let lines = store::audit::all(&mut tx).await?;
    let problems = verify(&mut tx).await?;
    let witness = witness(&mut tx, &lines).await?;
    tx.rollback().await?;
    Ok(Audit {
        count: lines.len() as u64,
        last: lines.last().map(|line| line.digest.clone()).unwrap_or_default(),
        witness,
        lines: lines.iter().filter(|line| line.sequence > since).filter_map(told).collect(),
        problems,
    })
}

/// A page of the audit.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct AuditPage {
    pub lines: Vec<AuditLine>,
    /// After which line the next page begins; `None` after the last.
    pub next: Option<u64>,
}

/// The next lines of the audit after one, 0 at first, as they are: whether they are as they were written is asked of all of
/// them at once, by [`audit()`].
///
/// # Errors
/// [`ListsError`] if the database fails.
pub async fn page(database: &Database, after: u64, limit: u32) -> Result<AuditPage, ListsError> {
    let mut tx = database.read().await?;
    let lines = store::audit::next(&mut tx, after, limit).await?;
    tx.rollback().await?;
    let is_full = u32::try_from(lines.len()).is_ok_and(|count| count >= limit);
    let next = lines.last().map(|line| line.sequence).filter(|_| is_full);
    Ok(AuditPage { lines: lines.iter().filter_map(told).collect(), next })
}

/// A line as it says of itself; none of what no audit wrote.
fn told(line: &Line) -> Option<AuditLine> {
    let record = serde_json::from_str(&line.document).ok()?;
    Some(AuditLine { digest: line.digest.clone(), record })
}

/// The head of the audit, and the latest statement of every roll.
async fn witness(tx: &mut Tx, lines: &[Line]) -> Result<Witness, ListsError> {
    let line = lines.last().map(|line| (line.sequence, line.digest.clone()));
    let (sequence, digest) = line.unwrap_or_default();
    let mut versions = Vec::new();
    for roll in store::version::rolls(tx).await? {
        let last = store::version::last(tx, &roll).await?;
        let stated = last.and_then(|(_, document)| serde_json::from_str::<RollVersion>(&document).ok());
        versions.extend(stated.as_ref().map(WitnessedVersion::from));
    }
    Ok(Witness::of(WitnessedLine { sequence, digest }, versions))
}

/// What is wrong with the audit: its chain, the registers it tells of, and the versions it made. The first broken line
/// comes first.
///
/// # Errors
/// [`ListsError`] if the database fails or a version cannot be read.
pub async fn verify(tx: &mut Tx) -> Result<Vec<Problem>, ListsError> {
    Ok(read(tx).await?.problems)
}

/// Reads the audit, and checks it.
pub(super) async fn read(tx: &mut Tx) -> Result<Told, ListsError> {
    let lines = store::audit::all(tx).await?;
    let (records, mut problems) = chain(&lines);
    let mut registers = Registers::of(&records);
    matters(tx, &mut registers, &mut problems).await?;
    versions(tx, &records, &mut problems).await?;
    // What is of no line comes last.
    problems.sort_by_key(|problem| (problem.line.is_none(), problem.line));
    let digests = lines.into_iter().map(|line| line.digest).collect();
    Ok(Told { records, digests, registers, problems })
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
async fn matters(
    tx: &mut Tx,
    registers: &mut Registers,
    problems: &mut Vec<Problem>,
) -> Result<(), ListsError> {
    for roll in store::matter::rolls(tx).await? {
        for kind in Kind::ALL {
            for matter in store::matter::all(tx, &roll, kind).await? {
                let (name, found) = register_of(&matter);
                match registers.take(&roll, &name) {
                    None => problems.push(problem(None, format!("no line tells of {}", shown(&name)))),
                    Some(kept) if kept.digest != found => problems.push(problem(
                        Some(kept.sequence),
                        format!("{} is not as this line left it", shown(&name)),
                    )),
                    Some(_) => {}
                }
            }
        }
    }
    for kind in Kind::ALL {
        for gone in registers.take_all(&format!("{}/", kind.as_str())) {
            problems.push(problem(Some(gone.sequence), format!("{} is gone", shown(&gone.name))));
        }
    }
    Ok(())
}

/// Every version of a roll must have the one line that tells who made it: so the end of the audit cannot be cut off.
async fn versions(
    tx: &mut Tx,
    records: &[AuditRecord],
    problems: &mut Vec<Problem>,
) -> Result<(), ListsError> {
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
            let wrote = of_version(tx, &roll, version, &document).await?;
            let Some(record) = made.remove(&(roll.clone(), version)) else {
                problems.extend(wrote.problems);
                problems.push(problem(None, format!("no line tells who made version {version}")));
                continue;
            };
            let at = Some(record.sequence);
            let stated = serde_json::from_str::<RollVersion>(&document).ok();
            if stated.as_ref().is_none_or(|stated| record.by != stated.by) {
                problems.push(problem(at, format!("version {version} was made by somebody else")));
            }
            let name = version_name(version);
            let told = record.registers.iter().find(|(told, _)| *told == name).map(|(_, digest)| digest);
            if told != Some(&wrote.all) {
                let message = format!("version {version} and its log are not as this line left them");
                problems.push(problem(at, message));
            }
            let sealed = stated.and_then(|stated| seal::fault(&stated, record, &wrote.log));
            problems.extend(sealed.map(|fault| problem(at, format!("version {version}: {fault}"))));
            problems.extend(wrote.problems);
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
