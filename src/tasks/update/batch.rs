//! Batches that a tripwire stopped: kept until a second person approves or refuses them, shown before that, and over once
//! another delta moved the lists on.

use super::super::error::TaskError;
use super::delta::{self, Delta};
use super::{Made, UpdateOptions, Updated, make, unchanged};
use crate::changes::{Difference, Event, Kind, Place, Tripped};
use crate::lists::delta::{Plans, planned};
use crate::lists::{
    Acting, Actor, Batch, Ended, Lists, ListsError, Registered, Waiting, Why, digests, matter, snapshot,
};
use crate::people::{PartialDate, PersonalNumber, digest, is_namesake};
use crate::progress::Progress;
use crate::store::matter::{Kind as MatterKind, State};
use crate::store::{self, Database, Tx};
use chrono::NaiveDateTime;
use serde::Serialize;

/// What a batch would do, for the official who decides on it: it names people and is never posted.
#[derive(Debug, Serialize)]
pub struct Shown {
    pub batch: Batch,
    /// Persons who are decided anew.
    pub persons: u64,
    /// Who goes comes first.
    pub changes: Vec<ShownChange>,
    pub waiting: Vec<Waiting>,
}

/// What a batch would do to one person.
#[derive(Serialize)]
pub struct ShownChange {
    pub kind: Kind,
    pub rule: Event,
    pub personal_id: PersonalNumber,
    pub full_name: Box<str>,
    pub birth_date: PartialDate,
    /// As the population database calls it.
    pub household: Option<Box<str>>,
    /// As the list prints it.
    pub address: Option<Box<str>>,
    pub from: Option<Place>,
    /// A row that is not written yet has the number 0.
    pub to: Option<Place>,
}

/// Tells what, not of whom.
impl std::fmt::Debug for ShownChange {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "ShownChange({} {})", self.kind.as_str(), self.rule)
    }
}

/// Approves a batch that waits, and makes its changes by the law and clock of now.
///
/// # Errors
/// [`TaskError`] if there is no such batch, it is over, the same person asked for it or asked later, or as
/// [`super::update`].
pub async fn approve(
    database: &Database,
    batch_id: &str,
    actor: &Actor,
    options: UpdateOptions<'_>,
    progress: &dyn Progress,
) -> Result<Updated, TaskError> {
    let mut acting = Acting::begin(database, actor, "approve").await?;
    let (tx, lists) = acting.parts();
    let mut waits = open(tx, lists, batch_id).await?;
    let batch = &mut waits.document;
    if is_namesake(&batch.by, &actor.name) {
        return Err(TaskError::SamePerson { by: batch.by.clone() });
    }
    acting.after("the batch was stopped", batch.since)?;
    if let Some(number) = options.decision_no {
        batch.decision_no = Some(number.to_owned());
    }
    let (tx, lists) = acting.parts();
    let delta = delta::waiting(tx, lists, batch).await?;
    batch.approved_by = Some(actor.name.clone());
    lists.tripped = batch.tripped.iter().map(ToString::to_string).collect();
    let approved = Registered { state: State::Approved, ..waits };
    let made = make(&mut acting, delta, Some(approved), progress).await?;
    made.finish(acting, options.dry_run).await
}

/// Refuses a batch that waits: its delta is taken out of the database, as if it had never come, and may be sent again.
/// Whoever asked for it may refuse it too.
///
/// # Errors
/// [`TaskError`] if there is no such batch, it is over, was stopped later, or the database fails; then nothing was changed.
pub async fn refuse(
    database: &Database,
    batch_id: &str,
    reason: &str,
    actor: &Actor,
) -> Result<Batch, TaskError> {
    let mut acting = Acting::begin(database, actor, "refuse").await?;
    let (tx, lists) = acting.parts();
    let waits = open(tx, lists, batch_id).await?;
    acting.after("the batch was stopped", waits.document.since)?;
    let batch = end(&mut acting, waits, State::Refused, reason.to_owned()).await?;
    acting.commit(Why { reason, source: &batch.snapshot_id }).await?;
    Ok(batch)
}

/// What a batch that waits would do at a moment; nothing is changed.
///
/// # Errors
/// [`TaskError`] if there is no such batch, it is over, or the database fails.
pub async fn show(
    database: &Database,
    batch_id: &str,
    at: NaiveDateTime,
    progress: &dyn Progress,
) -> Result<Shown, TaskError> {
    let mut tx = database.read().await?;
    let lists = Lists::find(&mut tx, database).await?;
    let batch = open(&mut tx, &lists, batch_id).await?.document;
    let delta = delta::waiting(&mut tx, &lists, &batch).await?;
    let plans = planned(&mut tx, &lists, &delta.step, at, progress).await?;
    tx.rollback().await?;
    Ok(Shown { batch, persons: plans.decided, changes: shown(&plans), waiting: plans.waiting })
}

/// The changes of a plan: who goes first, then by area and number.
fn shown(plans: &Plans) -> Vec<ShownChange> {
    let mut changes: Vec<ShownChange> = plans
        .intents
        .iter()
        .filter_map(|intent| {
            let Difference { kind, from, to, beside } = &intent.difference;
            let from = from.as_ref().and_then(|edit| edit.before.as_ref());
            let to = to.as_ref().map(|edit| &edit.after);
            let row = from.or(to).or(beside.first().map(|edit| &edit.after))?;
            let facts = plans.removed.get(&intent.personal_id);
            let household = facts.and_then(|facts| facts.person.household_id.clone());
            Some(ShownChange {
                kind: *kind,
                rule: intent.event,
                personal_id: intent.personal_id,
                full_name: row.full_name.clone(),
                birth_date: row.birth_date,
                household: household.or_else(|| row.dwelling.household.clone()),
                address: row.permanent_residence.clone().or_else(|| row.temporary_residence.clone()),
                from: from.map(Place::of),
                to: to.map(Place::of),
            })
        })
        .collect();
    let place = |place: &Option<Place>| place.as_ref().map(|it| (it.area_code.clone(), it.number));
    changes.sort_by_key(|it| (it.kind != Kind::Remove, place(&it.from), place(&it.to), it.personal_id));
    changes
}

/// Keeps a batch until a second person decides on it; nothing but the register of batches is written.
pub(super) async fn hold_back(
    acting: &mut Acting<'_>,
    delta: &Delta,
    plans: Plans,
    tripped: Vec<Tripped>,
) -> Result<Made, TaskError> {
    let snapshot_id = delta.step.basis.snapshot_id.clone();
    let (tx, lists) = acting.parts();
    let batch_id = free_id(tx, lists, &snapshot_id).await?;
    let batch = Batch {
        batch_id: batch_id.clone(),
        snapshot_id: snapshot_id.clone(),
        by: acting.by().to_owned(),
        since: acting.at(),
        tripped: tripped.clone(),
        unread: delta.step.unread.clone(),
        decision_no: delta.step.decision_no.clone(),
        changes: plans.counts(),
        approved_by: None,
        ended: None,
    };
    let matter = Registered {
        kind: MatterKind::Batch,
        id: batch_id.clone(),
        commune_code: None,
        personal_id: None,
        state: State::Open,
        document: batch,
    };
    acting.register(&matter).await?;
    let (tx, lists) = acting.parts();
    let kept = snapshot(tx, &snapshot_id).await?;
    let roll_id = lists.roll_id().to_owned();
    acting.record([digests::register_of_snapshot(&kept)]);
    let updated = Updated {
        persons: plans.decided,
        rejected: delta.rejected,
        rejects: delta.rejects.clone(),
        findings: delta.findings.clone(),
        known: false,
        tripped,
        batch_id: Some(batch_id),
        ..unchanged(roll_id, snapshot_id)
    };
    Ok(Made { updated, reason: "waits for a second person".to_owned() })
}

/// An id that no batch has: a delta that was refused may come again, and what was said of it the first time stays.
async fn free_id(tx: &mut Tx, lists: &Lists, snapshot_id: &str) -> Result<String, TaskError> {
    let first = format!("B-{}", &digest(snapshot_id.as_bytes())[..8]);
    let mut id = first.clone();
    for times in 2_u32.. {
        if store::matter::find(tx, lists.roll_id(), MatterKind::Batch, &id).await?.is_none() {
            break;
        }
        id = format!("{first}-{times}");
    }
    Ok(id)
}

/// Ends every batch that still waits after another delta came into force: none of them builds on the lists of now.
pub(super) async fn supersede(
    acting: &mut Acting<'_>,
    approved: Option<&Registered<Batch>>,
) -> Result<(), TaskError> {
    let (tx, lists) = acting.parts();
    let why = format!("snapshot {}", lists.posting.snapshot_id);
    let waiting: Vec<Registered<Batch>> = matter::open(tx, lists.roll_id(), MatterKind::Batch).await?;
    for waits in waiting {
        if approved.is_none_or(|approved| approved.id != waits.id) {
            end(acting, waits, State::Superseded, why.clone()).await?;
        }
    }
    Ok(())
}

/// Ends a batch without its changes: the delta's revisions and snapshot go.
async fn end(
    acting: &mut Acting<'_>,
    waits: Registered<Batch>,
    state: State,
    why: String,
) -> Result<Batch, TaskError> {
    let snapshot_id = &waits.document.snapshot_id;
    let (tx, lists) = acting.parts();
    store::revision::delete(tx, &lists.root.snapshot_id, snapshot_id).await?;
    store::snapshot::delete_waiting(tx, snapshot_id).await?;
    let gone = digests::register_of_gone_snapshot(snapshot_id);
    let mut ended = Registered { state, ..waits };
    ended.document.ended = Some(Ended { at: acting.at(), by: acting.by().to_owned(), why });
    acting.register(&ended).await?;
    acting.record([gone]);
    Ok(ended.document)
}

/// The batch that waits with the delta of a snapshot.
pub(super) async fn of_snapshot(
    tx: &mut Tx,
    lists: &Lists,
    snapshot_id: &str,
) -> Result<Option<Batch>, ListsError> {
    let open: Vec<Registered<Batch>> = matter::open(tx, lists.roll_id(), MatterKind::Batch).await?;
    Ok(open.into_iter().map(|open| open.document).find(|batch| batch.snapshot_id == snapshot_id))
}

/// A batch that waits.
async fn open(tx: &mut Tx, lists: &Lists, id: &str) -> Result<Registered<Batch>, TaskError> {
    let found: Option<Registered<Batch>> = matter::find(tx, lists.roll_id(), MatterKind::Batch, id).await?;
    let found = found.ok_or_else(|| ListsError::NoMatter { kind: "batch", id: id.to_owned() })?;
    match found.state {
        State::Open => Ok(found),
        state => Err(TaskError::Over { id: id.to_owned(), how: found.document.how_it_ended(state) }),
    }
}
