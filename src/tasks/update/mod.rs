//! `update`: a delta of the population database into lawful changes of posted lists, in one transaction.
//!
//! ```text
//! delta ─► revisions ─► plan, person by person ─► tripwires ─► changes, waiting matters, drafts anew ─► commit
//! ```
//!
//! Only the persons of the delta are decided anew: what holds on election day decides, so nobody's decision turns because
//! time passes. Where the delta brings another territory, election or rule profile, everybody is.

mod delta;
mod drafts;
mod planning;
mod removals;
mod subject;
mod waiting;

use super::actor::begin;
use super::check::{FindingLine, RejectLine};
use super::error::TaskError;
use super::post::open_new_areas;
use super::posted::{self, Act, Lists, audit};
use super::progress::Progress;
use crate::changes::{Kind, Tripped};
use crate::extract::Severity;
use crate::people::{CommuneCode, PersonalNumber};
use crate::render::manifest::digest;
use crate::roll::chain::SigningKey;
use crate::store::matter::{self, Kind as MatterKind, Matter};
use crate::store::{self, Database, Tx};
use chrono::NaiveDateTime;
use delta::{Delta, Taken};
use planning::Planning;
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;
pub(in crate::tasks) use subject::{rows_of, write_outcomes};
pub(in crate::tasks) use waiting::{RECEIVED, matter_of};

pub use super::posted::{ChangedRow, Waiting};

/// Who asks for an update, when, and how far it goes.
#[derive(Clone, Copy)]
pub struct UpdateOptions<'a> {
    /// Local time.
    pub at: NaiveDateTime,
    pub by: &'a str,
    pub key: Option<&'a SigningKey>,
    /// Write nothing.
    pub dry_run: bool,
    /// A folder for `rejects.csv` and `findings.csv` of the delta.
    pub report: Option<&'a Path>,
}

/// What an update did, or would do.
#[derive(Debug, Serialize)]
pub struct Updated {
    pub roll_id: String,
    pub snapshot_id: String,
    /// The delta was applied before: nothing was done.
    pub known: bool,
    /// Persons who were decided anew.
    pub persons: u64,
    pub rejected: u64,
    /// The first rejected rows, without their values, and what is odd in the delta.
    pub rejects: Vec<RejectLine>,
    pub findings: Vec<FindingLine>,
    /// The version it made; `None` if no list changed.
    pub version: Option<u32>,
    pub changes: Vec<ChangedRow>,
    pub waiting: Vec<Waiting>,
    /// Communes whose draft lists were derived anew.
    pub drafts: Vec<CommuneCode>,
    /// Why nothing was changed before a second person approves.
    pub tripped: Vec<Tripped>,
    pub batch_id: Option<String>,
}

/// A batch that waits for a second person.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Batch {
    pub batch_id: String,
    pub snapshot_id: String,
    pub by: String,
    /// Local time.
    pub since: NaiveDateTime,
    pub tripped: Vec<Tripped>,
    /// Persons of whom not all rows could be used.
    #[serde(default, skip_serializing_if = "BTreeSet::is_empty")]
    pub unread: BTreeSet<PersonalNumber>,
    /// The changes it would make, by kind.
    pub changes: BTreeMap<String, u64>,
    pub approved_by: Option<String>,
}

/// Applies the delta in `folder` to the lists in a database; `name` is the database's, for errors.
///
/// # Errors
/// [`TaskError`] if the delta cannot be read, builds on another snapshot or comes out of order, the database fails, or the
/// books would not balance; then nothing was changed.
pub async fn update(
    database: &Database,
    name: &str,
    folder: &Path,
    options: UpdateOptions<'_>,
    progress: &dyn Progress,
) -> Result<Updated, TaskError> {
    let mut tx = begin(database).await?;
    let mut lists = Lists::lock(&mut tx, name).await?;
    let scratch = tempfile::tempdir().map_err(TaskError::write(Path::new("the scratch folder")))?;
    let taken = delta::take(&mut tx, &lists, (folder, options.report), scratch.path(), progress).await?;
    let delta = match taken {
        Taken::Known { snapshot_id } => {
            tx.rollback().await?;
            return Ok(unchanged(&lists, snapshot_id));
        }
        Taken::New(delta) => *delta,
    };
    // What is odd in a delta is told before anything of it is chained.
    for finding in delta.findings.iter().filter(|line| line.severity != Severity::Info) {
        progress.tell(&format!("{} × {}: {}", finding.count, finding.rule, finding.message));
    }
    let updated = make(&mut tx, &mut lists, delta, options, None, progress).await?;
    match options.dry_run {
        true => tx.rollback().await?,
        false => tx.commit().await?,
    }
    Ok(updated)
}

/// Approves a batch that waits, and makes its changes by the law and clock of now.
///
/// # Errors
/// [`TaskError`] if there is no such batch, the same person asked for it, the lists have moved on since, or as
/// [`update`].
pub async fn approve(
    database: &Database,
    name: &str,
    batch_id: &str,
    options: UpdateOptions<'_>,
    progress: &dyn Progress,
) -> Result<Updated, TaskError> {
    let mut tx = begin(database).await?;
    let mut lists = Lists::lock(&mut tx, name).await?;
    let waits = store::matter::find(&mut tx, lists.roll_id(), MatterKind::Batch, batch_id).await?;
    let waits = waits.filter(|found| found.state == matter::OPEN);
    let waits = waits.ok_or_else(|| TaskError::NoMatter { kind: "batch", id: batch_id.to_owned() })?;
    let mut batch: Batch =
        serde_json::from_str(&waits.document).map_err(|_| TaskError::Document { what: "batch" })?;
    if batch.by == options.by {
        return Err(TaskError::SamePerson { by: batch.by });
    }
    let delta = delta::waiting(&mut tx, &lists, (&batch.snapshot_id, &batch.unread)).await?;
    batch.approved_by = Some(options.by.to_owned());
    let approved = Matter {
        state: "approved".to_owned(),
        document: serde_json::to_string(&batch).map_err(|_| TaskError::Document { what: "batch" })?,
        ..waits
    };
    let updated = make(&mut tx, &mut lists, delta, options, Some(approved), progress).await?;
    match options.dry_run {
        true => tx.rollback().await?,
        false => tx.commit().await?,
    }
    Ok(updated)
}

fn unchanged(lists: &Lists, snapshot_id: String) -> Updated {
    Updated {
        roll_id: lists.roll_id().to_owned(),
        snapshot_id,
        known: true,
        persons: 0,
        rejected: 0,
        rejects: Vec::new(),
        findings: Vec::new(),
        version: None,
        changes: Vec::new(),
        waiting: Vec::new(),
        drafts: Vec::new(),
        tripped: Vec::new(),
        batch_id: None,
    }
}

/// Plans and makes the changes of a delta that is in the store; approved ones pass the tripwires.
async fn make(
    tx: &mut Tx,
    lists: &mut Lists,
    delta: Delta,
    options: UpdateOptions<'_>,
    approved: Option<Matter>,
    progress: &dyn Progress,
) -> Result<Updated, TaskError> {
    let mut planning = Planning::new(lists, &delta, options.at);
    planning.all(tx, progress).await?;
    let mut plans = planning.finish();
    if approved.is_none() {
        let mut tripped = removals::tripped(tx, lists, &plans).await?;
        if delta.unattributed > 0 {
            tripped.push(Tripped::Unread { rows: delta.unattributed });
        }
        if !tripped.is_empty() {
            return hold_back(tx, lists, &delta, plans, tripped, options).await;
        }
    }
    store::snapshot::number(tx, &delta.basis.snapshot_id, delta.sequence).await?;
    store::revision::number(tx, &lists.root.snapshot_id, &delta.basis.snapshot_id, delta.sequence).await?;
    let communes: Vec<(&str, &str)> =
        plans.communes.iter().map(|(commune, person)| (commune.as_str(), person.as_str())).collect();
    store::revision::add_communes(tx, &lists.root.snapshot_id, &communes).await?;
    lists.posting.snapshot_id.clone_from(&delta.basis.snapshot_id);
    lists.basis = delta.basis.clone();
    lists.sequence = delta.sequence;
    let action = if approved.is_some() { "approve" } else { "update" };
    let act = Act { at: options.at, by: options.by, action, key: options.key };
    let former = lists.version();
    if delta.everybody {
        open_new_areas(tx, lists, &act).await?;
    }
    let before = lists.version();
    drafts::clear(tx, lists, &plans.drafts).await?;
    let changes = posted::apply(tx, lists, std::mem::take(&mut plans.intents), &act).await?;
    store::posting::update(tx, &lists.posting).await?;
    write_outcomes(tx, lists, &plans.outcomes).await?;
    let mut registers = waiting::write(tx, lists, &plans).await?;
    drafts::derive(tx, lists, &plans.drafts).await?;
    if let Some(matter) = &approved {
        store::matter::put(tx, lists.roll_id(), matter).await?;
        registers.push(audit::register_of(matter));
    }
    let since = |before: u32| Some(lists.version()).filter(|version| *version > before);
    let (version, made) = (since(former), since(before));
    let reason = format!("{} persons, {} changed rows", plans.decided, changes.len());
    let from = (reason.as_str(), delta.basis.snapshot_id.as_str());
    audit::acted(tx, lists, &act, from, registers, made).await?;
    Ok(Updated {
        roll_id: lists.roll_id().to_owned(),
        snapshot_id: delta.basis.snapshot_id,
        known: false,
        persons: plans.decided,
        rejected: delta.rejected,
        rejects: delta.rejects,
        findings: delta.findings,
        version,
        changes,
        waiting: plans.waiting,
        drafts: plans.drafts.into_iter().collect(),
        tripped: Vec::new(),
        batch_id: None,
    })
}

/// Keeps a batch until a second person approves it; nothing but the register of batches is written.
async fn hold_back(
    tx: &mut Tx,
    lists: &Lists,
    delta: &Delta,
    plans: planning::Plans,
    tripped: Vec<Tripped>,
    options: UpdateOptions<'_>,
) -> Result<Updated, TaskError> {
    let snapshot_id = delta.basis.snapshot_id.clone();
    let batch_id = format!("B-{}", &digest(snapshot_id.as_bytes())[..8]);
    let mut changes: BTreeMap<String, u64> = BTreeMap::new();
    for kind in Kind::ALL {
        let count = plans.intents.iter().filter(|intent| intent.kind == kind).count() as u64;
        if count > 0 {
            changes.insert(kind.as_str().to_owned(), count);
        }
    }
    let batch = Batch {
        batch_id: batch_id.clone(),
        snapshot_id: snapshot_id.clone(),
        by: options.by.to_owned(),
        since: options.at,
        tripped: tripped.clone(),
        unread: delta.unread.clone(),
        changes,
        approved_by: None,
    };
    let matter = Matter {
        kind: MatterKind::Batch,
        matter_id: batch_id.clone(),
        commune_code: String::new(),
        personal_id: String::new(),
        state: matter::OPEN.to_owned(),
        document: serde_json::to_string(&batch).map_err(|_| TaskError::Document { what: "batch" })?,
    };
    store::matter::put(tx, lists.roll_id(), &matter).await?;
    let act = Act { at: options.at, by: options.by, action: "update", key: None };
    let registers = vec![audit::register_of(&matter)];
    audit::acted(tx, lists, &act, ("waits for a second person", &snapshot_id), registers, None).await?;
    Ok(Updated {
        persons: plans.decided,
        rejected: delta.rejected,
        rejects: delta.rejects.clone(),
        findings: delta.findings.clone(),
        known: false,
        tripped,
        batch_id: Some(batch_id),
        ..unchanged(lists, snapshot_id)
    })
}
