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
mod watched;

use super::check::{FindingLine, RejectLine};
use super::error::TaskError;
use super::report::Report;
use super::source::Origin;
use crate::changes::Tripped;
use crate::files::Scratch;
use crate::lists::{Acting, Actor, Lists, Recorded, Registered, Why, digests, open_new_areas, snapshot};
use crate::people::CommuneCode;
use crate::progress::Progress;
use crate::store::{self, Database, Tx};
use chrono::NaiveDateTime;
use delta::{Ahead, Delta, Taken};
use planning::{Planning, Plans};
use serde::Serialize;
use std::path::Path;
use tracing::Instrument;

pub use crate::lists::{ChangedRow, Waiting};
pub use batch::{Batch, Ended, Shown, ShownChange, approve, refuse, show};
pub use watched::DeltaProgress;

/// How far an update goes, and what it tells.
#[derive(Clone, Copy, Default)]
pub struct UpdateOptions<'a> {
    /// Write nothing.
    pub dry_run: bool,
    /// A folder for `rejects.csv` and `findings.csv` of the delta.
    pub report: Option<&'a Path>,
    /// Why, where the delta itself does not tell: it stands in the audit.
    pub reason: Option<&'a str>,
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
    let sent = delta::Sent { origin: delta, at: actor.when.judged(), report };
    let reading = delta::read_ahead(database, sent, scratch.path(), progress);
    let ahead = match reading.instrument(tracing::info_span!("delta", step = "read")).await? {
        Ahead::Known(known) => return Ok(unchanged(known.roll_id, known.snapshot_id)),
        Ahead::New(ahead) => *ahead,
    };
    fail_point!("update.read");
    let mut acting = Acting::begin(database, actor, "update").await?;
    let delta = match delta::take(&mut acting, ahead).await? {
        Taken::Known { snapshot_id } => {
            let roll_id = acting.lists().roll_id().to_owned();
            acting.abandon().await?;
            return Ok(unchanged(roll_id, snapshot_id));
        }
        Taken::New(delta) => {
            let given = options.decision_no.map(str::to_owned);
            Delta { decision_no: given.or(delta.decision_no.clone()), ..*delta }
        }
    };
    // What is odd in a delta is told before anything of it is chained.
    progress.found(&delta.findings);
    let span = tracing::info_span!("delta", step = "make", snapshot = delta.basis.snapshot_id);
    let mut made = make(&mut acting, delta, None, progress).instrument(span).await?;
    if let Some(reason) = options.reason {
        made.reason = format!("{reason}: {}", made.reason);
    }
    made.finish(acting, options.dry_run).await
}

/// An update that waits for its line of the audit.
struct Made {
    updated: Updated,
    reason: String,
}

impl Made {
    /// Brings it into force, or takes it back.
    async fn finish(self, acting: Acting<'_>, dry_run: bool) -> Result<Updated, TaskError> {
        let Self { updated, reason } = self;
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
    let mut plans = planned(tx, lists, &delta, at, progress).await?;
    let undecided = territory::undecided(&plans, delta.decision_no.as_deref());
    if approved.is_some() {
        undecided.map_or(Ok(()), |rows| Err(territory::needs_decision(rows)))?;
    } else {
        let mut tripped = removals::tripped(tx, lists, &plans).await?;
        if delta.unattributed > 0 {
            tripped.push(Tripped::Unread { rows: delta.unattributed });
        }
        tripped.extend(undecided.map(|rows| Tripped::Undecided { rows }));
        if !tripped.is_empty() {
            return batch::hold_back(acting, &delta, plans, tripped).await;
        }
    }
    let following = follow(tx, lists, &delta, &plans).await?;
    let opened = match delta.everybody {
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
    waiting::write(acting, &plans).await?;
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
        ..unchanged(acting.lists().roll_id().to_owned(), delta.basis.snapshot_id)
    };
    Ok(Made { updated, reason })
}

/// Lets the lists follow a delta from now on. Gives what the audit keeps of it.
async fn follow(
    tx: &mut Tx,
    lists: &mut Lists,
    delta: &Delta,
    plans: &Plans,
) -> Result<Vec<Recorded>, TaskError> {
    store::snapshot::number(tx, &delta.basis.snapshot_id, delta.sequence).await?;
    store::revision::number(tx, &lists.root.snapshot_id, &delta.basis.snapshot_id, delta.sequence).await?;
    let communes: Vec<(&str, &str)> =
        plans.communes.iter().map(|(commune, person)| (commune.as_str(), person.as_str())).collect();
    let (root, place) = (&lists.root.snapshot_id, delta.sequence);
    let touched = store::revision::add_communes(tx, root, place, &communes).await?;
    let touched = digests::register_of_touched(root, place, &touched);
    let snapshot = snapshot(tx, &delta.basis.snapshot_id).await?;
    lists.follow(&snapshot, delta.basis.clone());
    Ok(vec![digests::register_of_snapshot(&snapshot), touched])
}
