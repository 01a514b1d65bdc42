//! `verify --db`: everything a database holds of rolls against the digests it stands under: every posted list of every roll
//! against its chain of versions, its books and its signed statements; the facts, terms and outcomes against what the audit
//! keeps; the audit against the seals of versions, and all of it against what a witness noted down.
//!
//! ```text
//! head ─► every commune, as of the head's version ─► head again ─► what changed meanwhile, as of the new head ─► told
//! ```
//!
//! Lists may go on while they are checked. A commune is read whole in a transaction of its own, and what came after the head
//! is taken back by its own log, so that the answer is about one version whatever else is done.

mod facts;
mod findings;
mod head;
mod lists;
mod outcomes;
mod rolls;
mod statements;

use super::witness::Witness;
use super::{Problem, ProofError};
use crate::lists::ListsError;
use crate::people::CommuneCode;
use crate::progress::Progress;
use crate::roll::chain::PublicKey;
use crate::store::Database;
use facts::Dossiers;
use findings::Findings;
use head::{Head, Roll};
use lists::{Checked, OfRoll};
use outcomes::Outcomes;
use serde::Serialize;
use std::collections::BTreeMap;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use tokio::runtime::Handle;

/// How often what changed meanwhile is checked again; what is done later still is left to the next call.
const ROUNDS: usize = 4;

/// What was checked of a database, and what is wrong.
#[derive(Debug, Clone, Default, Serialize)]
pub struct VerifiedDatabase {
    /// The roll that was changed last, and its version.
    pub roll_id: String,
    pub version: u32,
    /// How many rolls have posted lists.
    pub rolls: u64,
    pub communes: u64,
    pub areas: u64,
    pub entries: u64,
    pub signed_versions: u64,
    pub versions: u64,
    /// Dossiers that were digested again.
    pub dossiers: u64,
    /// What cannot be checked, because an earlier edition made it.
    pub remarks: Vec<String>,
    pub problems: Vec<Problem>,
}

/// How a database is checked.
#[derive(Debug, Clone, Default)]
pub struct Checking {
    /// The keys of which one must have signed every version; none: nobody's signature is looked at.
    pub trusted: Vec<PublicKey>,
    /// Communes checked at once.
    pub jobs: usize,
    /// What was noted down earlier and must still be there.
    pub witness: Option<Witness>,
}

/// A part that is checked by itself.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
enum Part {
    /// The lists and outcomes of a posted commune; of none, the outcomes of those who belong to none.
    Lists {
        roll_id: String,
        commune: Option<CommuneCode>,
    },
    Dossiers(Dossiers),
}

/// What was found of a part.
#[derive(Default)]
struct Found {
    checked: Checked,
    dossiers: u64,
    /// Nothing says what its outcomes were when they were first kept.
    is_unknown: bool,
    /// The last version, and the last line of the audit, that it tells of.
    last_version: u32,
    last_line: u64,
}

/// Checks every posted list of a database, and what decides beside them; with trusted keys, every version must be signed
/// with one of them; against a witness if there is one.
///
/// # Errors
/// [`ProofError`] if there is no roll or the database fails; everything that is read and does not agree is a [`Problem`].
pub async fn verify_database(
    database: &Arc<Database>,
    checking: &Checking,
    progress: &dyn Progress,
) -> Result<VerifiedDatabase, ProofError> {
    if let Some(damage) = database.damage().await? {
        return Ok(damaged(damage));
    }
    let trusted = &checking.trusted;
    let mut head = Arc::new(Head::read(database, trusted).await?);
    if head.is_empty && checking.witness.is_none() {
        return Err(ListsError::NoRoll { database: database.name().to_owned() }.into());
    }
    let mut found: BTreeMap<Part, Found> = BTreeMap::new();
    let mut parts = head.parts();
    let mut rounds = 0;
    let latest = loop {
        found.extend(check(database, &head, parts, checking.jobs, progress).await?);
        rounds += 1;
        let next = Head::read(database, trusted).await?;
        if rounds == ROUNDS || next.is_as(&head) {
            break next;
        }
        parts = next.parts_since(database, &head).await?;
        head = Arc::new(next);
    };
    let head =
        Arc::into_inner(head).ok_or_else(|| ProofError::Worker("a worker is still there".to_owned()))?;
    Ok(told(head, &latest, found, checking))
}

/// A file that SQLite itself finds damaged.
fn damaged(damage: Vec<String>) -> VerifiedDatabase {
    let problem = |message| Problem { file: "database file".to_owned(), line: None, message };
    let problems = damage.into_iter().map(problem).collect();
    VerifiedDatabase { problems, ..VerifiedDatabase::default() }
}

/// Checks some parts as of a head, several at once.
async fn check(
    database: &Arc<Database>,
    head: &Arc<Head>,
    parts: Vec<Part>,
    jobs: usize,
    progress: &dyn Progress,
) -> Result<Vec<(Part, Found)>, ProofError> {
    progress.begin("lists", Some(parts.len() as u64));
    let next = AtomicUsize::new(0);
    let work = Arc::new(Work { database: database.clone(), head: head.clone(), parts, next });
    let (sender, mut done) = tokio::sync::mpsc::unbounded_channel();
    let workers: Vec<_> = (0..jobs.max(1))
        .map(|_| {
            let (work, sender, handle) = (work.clone(), sender.clone(), Handle::current());
            tokio::task::spawn_blocking(move || work.run(&handle, &sender))
        })
        .collect();
    drop((sender, work));
    let mut found = Vec::new();
    while let Some(part) = done.recv().await {
        found.push(part);
        progress.advance(1);
    }
    for worker in workers {
        worker.await.map_err(|error| ProofError::Worker(error.to_string()))??;
    }
    progress.end();
    Ok(found)
}

/// What the workers share.
struct Work {
    database: Arc<Database>,
    head: Arc<Head>,
    parts: Vec<Part>,
    next: AtomicUsize,
}

impl Work {
    fn run(
        &self,
        handle: &Handle,
        done: &tokio::sync::mpsc::UnboundedSender<(Part, Found)>,
    ) -> Result<(), ProofError> {
        while let Some(part) = self.parts.get(self.next.fetch_add(1, Ordering::Relaxed)) {
            let found = match part {
                Part::Lists { roll_id, commune } => handle.block_on(self.lists(roll_id, commune.as_ref()))?,
                Part::Dossiers(dossiers) => handle.block_on(self.dossiers(dossiers))?,
            };
            done.send((part.clone(), found)).map_err(|error| ProofError::Worker(error.to_string()))?;
        }
        Ok(())
    }

    /// Checks lists and outcomes of a commune in one transaction.
    async fn lists(&self, roll_id: &str, commune: Option<&CommuneCode>) -> Result<Found, ListsError> {
        let Some(roll) = self.head.of(roll_id) else { return Ok(Found::default()) };
        let mut found = Found::default();
        let mut tx = self.database.read_at_length().await?;
        if let Some(commune) = commune {
            found.checked = OfRoll { lists: &roll.lists }.commune(&mut tx, commune).await?;
            found.last_version = found.checked.last_version;
        }
        let outcomes = Outcomes {
            roll_id,
            commune_code: commune.map_or("", CommuneCode::as_str),
            registers: &self.head.told.registers,
            until: self.head.told.head().0,
        };
        let of_outcomes = outcomes.check(&mut tx).await?;
        tx.rollback().await?;
        found.checked.problems.extend(of_outcomes.problems);
        found.is_unknown = of_outcomes.is_unknown;
        found.last_line = of_outcomes.last_line;
        Ok(found)
    }

    async fn dossiers(&self, of: &Dossiers) -> Result<Found, ListsError> {
        let problems = facts::digest_again(&self.database, of).await?;
        let checked = Checked { problems, ..Checked::default() };
        Ok(Found { checked, dossiers: of.dossiers, ..Found::default() })
    }
}

/// Puts together what was found of a head and its parts; `latest` was read after all of them.
fn told(head: Head, latest: &Head, found: BTreeMap<Part, Found>, checking: &Checking) -> VerifiedDatabase {
    let stated = head.stated();
    let mut verified = VerifiedDatabase::default();
    let witnessed = checking.witness.as_ref().map(|witness| witness.check(&head.told, &stated));
    let Head { mut findings, rolls, .. } = head;
    findings.problems.extend(witnessed.into_iter().flatten());
    let mut areas: BTreeMap<String, Vec<_>> = BTreeMap::new();
    let mut standing: BTreeMap<String, Vec<u64>> = BTreeMap::new();
    let mut unknown = 0;
    for (part, found) in found {
        let Found { checked, dossiers, is_unknown, last_version, last_line } = found;
        verified.dossiers += dossiers;
        verified.entries += checked.entries;
        verified.areas += checked.areas.len() as u64;
        findings.problems.extend(checked.problems);
        unknown += u64::from(is_unknown);
        if let Part::Lists { roll_id, commune } = part {
            let place = facts::place(commune.as_ref().map_or("", CommuneCode::as_str));
            if latest.of(&roll_id).is_none_or(|roll| last_version > roll.lists.version()) {
                findings.add(&place, format!("a list has version {last_version}, which was never stated"));
            }
            if last_line > latest.told.head().0 {
                let message = format!("their log tells of line {last_line}, which is not there");
                findings.add(&format!("outcomes of {place}"), message);
            }
            standing.entry(roll_id.clone()).or_default().extend(checked.standing);
            areas.entry(roll_id).or_default().extend(checked.areas);
        }
    }
    if unknown > 0 {
        findings.remark(format!(
            "{unknown} communes were posted by an earlier edition: who stands on no list there stands under no digest"
        ));
    }
    for roll in &rolls {
        let lists = &roll.lists;
        check_one_list(standing.remove(lists.roll_id()).unwrap_or_default(), &mut findings);
        let areas = areas.remove(lists.roll_id()).unwrap_or_default();
        statements::check(lists, &roll.versions, areas, &checking.trusted, &mut findings);
        count(roll, &mut verified);
    }
    verified.remarks = findings.remarks;
    verified.problems = findings.problems;
    verified.problems.sort();
    verified.problems.dedup();
    verified
}

/// Counts what a roll has.
fn count(roll: &Roll, verified: &mut VerifiedDatabase) {
    let (lists, versions) = (&roll.lists, roll.versions.as_slice());
    verified.roll_id = lists.roll_id().to_owned();
    verified.version = lists.version();
    verified.communes += lists.communes.len() as u64;
    verified.rolls += u64::from(!lists.communes.is_empty());
    verified.versions += versions.len() as u64;
    verified.signed_versions += versions.iter().filter(|version| version.signed.is_some()).count() as u64;
}

/// Nobody stands twice (Art. 29.2).
fn check_one_list(mut standing: Vec<u64>, findings: &mut Findings) {
    standing.sort_unstable();
    let twice = standing.windows(2).filter(|pair| pair[0] == pair[1]).count();
    if twice > 0 {
        findings.add("lists", format!("{twice} persons stand on more than one list (Art. 29.2)"));
    }
}
