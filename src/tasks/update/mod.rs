//! `update`: a delta of the population database into lawful changes of posted lists, in one transaction.
//!
//! ```text
//! delta ─► revisions ─► plan ─► tripwires ─► changes, waiting matters, drafts anew ─► commit
//! ```

mod batch;
mod delta;
mod drafts;
mod likeness;
mod of_person;
mod revisions;
mod watched;

use super::check::{FindingLine, RejectLine};
use super::error::TaskError;
use super::report::Report;
use super::source::Origin;
use crate::changes::Tripped;
use crate::files::Scratch;
use crate::lists::delta::{Plans, follow, needs_decision, planned, tripped, undecided, write_waiting};
use crate::lists::{Acting, Actor, Registered, Why, open_new_areas};
use crate::people::CommuneCode;
use crate::progress::Progress;
use crate::store::{self, Database};
use delta::{Ahead, Delta, Read, Taken};
use serde::Serialize;
use std::path::Path;
use tracing::Instrument;

pub use crate::lists::{Batch, ChangedRow, Ended, Waiting};
pub use batch::{Shown, ShownChange, approve, refuse, show};
pub(super) use of_person::OfPerson;
pub use watched::DeltaProgress;

/// How far an update goes, and what it tells.
#[derive(Clone, Copy, Default)]
pub struct UpdateOptions<'a> {
    /// Write nothing.
    pub dry_run: bool,
    /// A folder for `rejects.csv` and `findings.csv` of the delta.
    pub report: Option<&'a Path>,
    /// The number of the decision on voting areas, where it did not come with the delta.
    pub decision_no: Option<&'a str>,
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

/// Applies the delta in `folder` to the lists in a database. The delta is read before the lists are this act's alone.
///
/// # Errors
/// [`TaskError`] if the delta cannot be read, builds on another snapshot or comes out of order, the database fails, or the
/// books would not balance; then nothing was changed.
pub async fn update(
    database: &Database,
    delta: &Origin,
    actor: &Actor,
    options: UpdateOptions<'_>,
    progress: &dyn DeltaProgress,
) -> Result<Updated, TaskError> {
    let report = Report::begin(options.report, "update")?;
    let scratch = Scratch::new(None).map_err(TaskError::write(Path::new("the scratch folder")))?;
    let sent =
        delta::Sent { origin: delta, at: actor.when.judged(), report, decision_no: options.decision_no };
    let reading = delta::read_ahead(database, sent, scratch.path(), progress);
    let ahead = match reading.instrument(tracing::info_span!("delta", step = "read")).await? {
        Ahead::Known(known) => return Ok(unchanged(known.roll_id, known.snapshot_id)),
        Ahead::New(ahead) => *ahead,
    };
    fail_point!("update.read");
    let mut acting = Acting::begin(database, actor, "update").await?;
    let made = take(&mut acting, ahead, progress).await?;
    made.finish(acting, options.dry_run).await
}

/// Takes a delta that was read into the lists of an act, unless it is in force already.
async fn take(acting: &mut Acting<'_>, ahead: Read, progress: &dyn DeltaProgress) -> Result<Made, TaskError> {
    let delta = match delta::take(acting, ahead).await? {
        Taken::Known { snapshot_id } => {
            let updated = unchanged(acting.lists().roll_id().to_owned(), snapshot_id);
            return Ok(Made { updated, reason: String::new() });
        }
        Taken::New(delta) => *delta,
    };
    // What is odd in a delta is told before anything of it is chained.
    progress.found(&delta.findings);
    let span = tracing::info_span!("delta", step = "make", snapshot = delta.step.basis.snapshot_id);
    make(acting, delta, None, progress).instrument(span).await
}

/// An update that waits for its line of the audit.
pub(super) struct Made {
    updated: Updated,
    reason: String,
}

impl Made {
    /// What it did.
    pub fn updated(&self) -> &Updated {
        &self.updated
    }

    /// Tells the audit why, before what was done.
    pub fn because(self, reason: &str) -> Self {
        Self { reason: format!("{reason}: {}", self.reason), ..self }
    }

    /// Brings it into force, or takes it back.
    pub async fn finish(self, acting: Acting<'_>, dry_run: bool) -> Result<Updated, TaskError> {
        let Self { updated, reason } = self;
        if updated.known {
            acting.abandon().await?;
            return Ok(updated);
        }
        let why = Why { reason: &reason, source: &updated.snapshot_id };
        let version = match dry_run {
            true => acting.rehearse(why).await?,
            false => acting.commit(why).await?,
        };
        Ok(Updated { version: version.or(updated.version), ..updated })
    }
}

fn unchanged(roll_id: String, snapshot_id: String) -> Updated {
    Updated {
        roll_id,
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
    acting: &mut Acting<'_>,
    delta: Delta,
    approved: Option<Registered<Batch>>,
    progress: &dyn Progress,
) -> Result<Made, TaskError> {
    let at = acting.at();
    let (tx, lists) = acting.parts();
    if let Some(latest) = lists.last(tx).await? {
        acting.after("the latest version was made", latest.statement.at)?;
    }
    let (tx, lists) = acting.parts();
    let plans = planned(tx, lists, &delta.step, at, progress).await?;
    let undecided = undecided(&plans, &delta.step);
    if approved.is_some() {
        undecided.map_or(Ok(()), |rows| Err(needs_decision(rows)))?;
    } else {
        let mut tripped = tripped(tx, lists, &plans).await?;
        if delta.unattributed > 0 {
            tripped.push(Tripped::Unread { rows: delta.unattributed });
        }
        tripped.extend(undecided.map(|rows| Tripped::Undecided { rows }));
        if !tripped.is_empty() {
            return batch::hold_back(acting, &delta, plans, tripped).await;
        }
    }
    bring(acting, delta, plans, approved).await
}

/// Brings the planned changes of a delta into force, and what follows from them.
async fn bring(
    acting: &mut Acting<'_>,
    delta: Delta,
    mut plans: Plans,
    approved: Option<Registered<Batch>>,
) -> Result<Made, TaskError> {
    let (tx, lists) = acting.parts();
    let following = follow(tx, lists, &delta.step, &plans).await?;
    let opened = match delta.step.everybody {
        true => open_new_areas(acting).await?,
        false => None,
    };
    acting.record(following);
    fail_point!("update.followed");
    let (tx, lists) = acting.parts();
    drafts::clear(tx, lists, &plans.drafts).await?;
    let changes = acting.change(std::mem::take(&mut plans.intents)).await?;
    let (tx, lists) = acting.parts();
    store::posting::update(tx, &lists.posting).await?;
    acting.write_outcomes(&plans.outcomes).await?;
    batch::supersede(acting, approved.as_ref()).await?;
    write_waiting(acting, &plans).await?;
    let (tx, lists) = acting.parts();
    let derived = drafts::derive(tx, lists, &plans.drafts).await?;
    acting.record(derived);
    fail_point!("update.drafts_derived");
    if let Some(matter) = &approved {
        acting.register(matter).await?;
    }
    let reason = format!("{} persons, {} changed rows", plans.decided, changes.len());
    let updated = Updated {
        known: false,
        persons: plans.decided,
        rejected: delta.rejected,
        rejects: delta.rejects,
        findings: delta.findings,
        version: opened,
        changes,
        waiting: plans.waiting,
        drafts: plans.drafts.into_iter().collect(),
        ..unchanged(acting.lists().roll_id().to_owned(), delta.step.basis.snapshot_id)
    };
    Ok(Made { updated, reason })
}
