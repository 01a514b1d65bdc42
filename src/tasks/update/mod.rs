//! `update`: a delta of the population database into lawful changes of posted lists, in one transaction.
//!
//! ```text
//! delta ─► revisions ─► plan, person by person ─► tripwires ─► changes, waiting matters, drafts anew ─► commit
//! ```
//!
//! Only the persons of the delta are decided anew: what holds on election day decides, so nobody's decision turns because
//! time passes. Where the delta brings another territory, election or rule profile, everybody is.

mod batch;
mod delta;
mod drafts;
mod likeness;
mod planning;
mod removals;
mod renumbered;
mod subject;
mod territory;
mod waiting;

use super::actor::begin;
use super::check::{FindingLine, RejectLine};
use super::error::TaskError;
use super::post::open_new_areas;
use super::posted::{self, Act, Lists, audit, digests, in_order, write_outcomes};
use super::progress::Progress;
use super::report::Report;
use super::source::Origin;
use crate::changes::Tripped;
use crate::files::Scratch;
use crate::people::CommuneCode;
use crate::roll::chain::SigningKey;
use crate::store::matter::Matter;
use crate::store::{self, Database, Tx};
use chrono::NaiveDateTime;
use delta::{Delta, Taken};
use planning::{Planning, Plans};
use serde::Serialize;
use std::path::Path;
pub(in crate::tasks) use subject::rows_of;
pub(in crate::tasks) use waiting::{RECEIVED, matter_of};

pub use super::posted::{ChangedRow, Waiting};
pub use batch::{Batch, Ended, Shown, ShownChange, approve, refuse, show};

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

/// Applies the delta in `folder` to the lists in a database; `name` is the database's, for errors.
///
/// # Errors
/// [`TaskError`] if the delta cannot be read, builds on another snapshot or comes out of order, the database fails, or the
/// books would not balance; then nothing was changed.
pub async fn update(
    database: &Database,
    name: &str,
    delta: &Origin,
    options: UpdateOptions<'_>,
    progress: &dyn Progress,
) -> Result<Updated, TaskError> {
    let report = Report::begin(options.report, "update")?;
    let scratch = Scratch::new(None).map_err(TaskError::write(Path::new("the scratch folder")))?;
    let mut tx = begin(database).await?;
    let mut lists = Lists::lock(&mut tx, name).await?;
    let sent = delta::Sent { origin: delta, at: options.at, report };
    let taken = delta::take(&mut tx, &lists, sent, scratch.path(), progress).await?;
    let delta = match taken {
        Taken::Known { snapshot_id } => {
            tx.rollback().await?;
            return Ok(unchanged(&lists, snapshot_id));
        }
        Taken::New(delta) => *delta,
    };
    // What is odd in a delta is told before anything of it is chained.
    progress.found(&delta.findings);
    let updated = make(&mut tx, &mut lists, delta, options, None, progress).await?;
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

/// Plans a delta, unless it does what no delta may do to posted lists.
async fn planned(
    tx: &mut Tx,
    lists: &Lists,
    delta: &Delta,
    at: NaiveDateTime,
    progress: &dyn Progress,
) -> Result<Plans, TaskError> {
    territory::keeps_what_is_posted(tx, lists, delta).await?;
    let mut planning = Planning::new(lists, delta, at);
    planning.all(tx, progress).await?;
    let plans = planning.finish();
    territory::leaves_nobody_without_area(&plans)?;
    Ok(plans)
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
    if let Some(latest) = lists.versions(tx).await?.pop() {
        in_order(options.at, "the latest version was made", latest.statement.at)?;
    }
    let mut plans = planned(tx, lists, &delta, options.at, progress).await?;
    if approved.is_none() {
        let mut tripped = removals::tripped(tx, lists, &plans).await?;
        if delta.unattributed > 0 {
            tripped.push(Tripped::Unread { rows: delta.unattributed });
        }
        if !tripped.is_empty() {
            return batch::hold_back(tx, lists, &delta, plans, tripped, options).await;
        }
    }
    store::snapshot::number(tx, &delta.basis.snapshot_id, delta.sequence).await?;
    store::revision::number(tx, &lists.root.snapshot_id, &delta.basis.snapshot_id, delta.sequence).await?;
    let mut registers = in_force(tx, lists, &delta, &plans).await?;
    let action = if approved.is_some() { "approve" } else { "update" };
    let act = Act { at: options.at, by: options.by, action, key: options.key };
    let former = lists.version();
    if delta.everybody {
        open_new_areas(tx, lists, &act).await?;
    }
    drafts::clear(tx, lists, &plans.drafts).await?;
    let changes = posted::apply(tx, lists, std::mem::take(&mut plans.intents), &act).await?;
    store::posting::update(tx, &lists.posting).await?;
    write_outcomes(tx, lists, &plans.outcomes).await?;
    registers.extend(batch::supersede(tx, lists, approved.as_ref(), &act).await?);
    registers.extend(waiting::write(tx, lists, &plans).await?);
    registers.extend(drafts::derive(tx, lists, &plans.drafts).await?);
    if let Some(matter) = &approved {
        store::matter::put(tx, lists.roll_id(), matter).await?;
        registers.push(audit::register_of(matter));
    }
    let reason = format!("{} persons, {} changed rows", plans.decided, changes.len());
    let from = (reason.as_str(), delta.basis.snapshot_id.as_str());
    audit::acted(tx, lists, &act, from, registers).await?;
    let version = Some(lists.version()).filter(|version| *version > former);
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

/// Puts a delta in force: the lists follow it from now on. Gives what the audit keeps of it.
async fn in_force(
    tx: &mut Tx,
    lists: &mut Lists,
    delta: &Delta,
    plans: &planning::Plans,
) -> Result<Vec<(String, String)>, TaskError> {
    let communes: Vec<(&str, &str)> =
        plans.communes.iter().map(|(commune, person)| (commune.as_str(), person.as_str())).collect();
    let (root, place) = (&lists.root.snapshot_id, delta.sequence);
    let touched = store::revision::add_communes(tx, root, place, &communes).await?;
    let touched = digests::register_of_touched(root, place, &touched);
    let snapshot = posted::snapshot(tx, &delta.basis.snapshot_id).await?;
    lists.follow(&snapshot, delta.basis.clone());
    Ok(vec![digests::register_of_snapshot(&snapshot), touched])
}
