//! Batches that a tripwire stopped: kept until a second person approves or refuses them, shown before that, and over once
//! another delta moved the lists on.

use super::super::actor::{Actor, begin};
use super::super::error::TaskError;
use super::super::posted::{self, Act, Lists, Waiting, audit, digests, in_order};
use super::super::progress::Progress;
use super::delta::{self, Delta};
use super::planning::Plans;
use super::{UpdateOptions, Updated, make, planned, unchanged};
use crate::changes::{Difference, Event, Kind, Place, Tripped};
use crate::people::digest;
use crate::people::{PartialDate, PersonalNumber, is_namesake};
use crate::store::matter::{self, Kind as MatterKind, Matter};
use crate::store::{self, Database, Tx};
use chrono::NaiveDateTime;
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};

/// The states that end a batch.
const APPROVED: &str = "approved";
const REFUSED: &str = "refused";
const SUPERSEDED: &str = "superseded";

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
    /// What ended it, if not an approval.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub ended: Option<Ended>,
}

/// Who ended a batch, when and why.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Ended {
    /// Local time.
    pub at: NaiveDateTime,
    pub by: String,
    pub why: String,
}

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
    name: &str,
    batch_id: &str,
    options: UpdateOptions<'_>,
    progress: &dyn Progress,
) -> Result<Updated, TaskError> {
    let mut tx = begin(database).await?;
    let mut lists = Lists::lock(&mut tx, name).await?;
    let (waits, mut batch) = open(&mut tx, &lists, batch_id).await?;
    if is_namesake(&batch.by, options.by) {
        return Err(TaskError::SamePerson { by: batch.by });
    }
    in_order(options.at, "the batch was stopped", batch.since)?;
    let delta = delta::waiting(&mut tx, &lists, (&batch.snapshot_id, &batch.unread)).await?;
    batch.approved_by = Some(options.by.to_owned());
    lists.tripped = batch.tripped.iter().map(ToString::to_string).collect();
    let approved = Matter { state: APPROVED.to_owned(), document: document(&batch)?, ..waits };
    let updated = make(&mut tx, &mut lists, delta, options, Some(approved), progress).await?;
    match options.dry_run {
        true => tx.rollback().await?,
        false => tx.commit().await?,
    }
    Ok(updated)
}

/// Refuses a batch that waits: its delta is taken out of the database, as if it had never come, and may be sent again.
/// Whoever asked for it may refuse it too.
///
/// # Errors
/// [`TaskError`] if there is no such batch, it is over, was stopped later, or the database fails; then nothing was changed.
pub async fn refuse(
    database: &Database,
    name: &str,
    batch_id: &str,
    reason: &str,
    actor: &Actor,
) -> Result<Batch, TaskError> {
    let mut tx = begin(database).await?;
    let mut lists = Lists::lock(&mut tx, name).await?;
    let waits = open(&mut tx, &lists, batch_id).await?;
    in_order(actor.at, "the batch was stopped", waits.1.since)?;
    let ended = Ended { at: actor.at, by: actor.by.clone(), why: reason.to_owned() };
    let (registers, batch) = end(&mut tx, &lists, waits, REFUSED, ended).await?;
    let act = Act { at: actor.at, by: &actor.by, action: "refuse", key: None };
    audit::acted(&mut tx, &mut lists, &act, (reason, &batch.snapshot_id), registers).await?;
    tx.commit().await?;
    Ok(batch)
}

/// What a batch that waits would do at a moment; nothing is changed.
///
/// # Errors
/// [`TaskError`] if there is no such batch, it is over, or the database fails.
pub async fn show(
    database: &Database,
    name: &str,
    batch_id: &str,
    at: NaiveDateTime,
    progress: &dyn Progress,
) -> Result<Shown, TaskError> {
    let mut tx = database.read().await?;
    let lists = Lists::find(&mut tx, name).await?;
    let (_, batch) = open(&mut tx, &lists, batch_id).await?;
    let delta = delta::waiting(&mut tx, &lists, (&batch.snapshot_id, &batch.unread)).await?;
    let plans = planned(&mut tx, &lists, &delta, at, progress).await?;
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
    tx: &mut Tx,
    lists: &mut Lists,
    delta: &Delta,
    plans: Plans,
    tripped: Vec<Tripped>,
    options: UpdateOptions<'_>,
) -> Result<Updated, TaskError> {
    let snapshot_id = delta.basis.snapshot_id.clone();
    let batch_id = free_id(tx, lists, &snapshot_id).await?;
    let mut changes: BTreeMap<String, u64> = BTreeMap::new();
    for kind in Kind::ALL {
        let count = plans.intents.iter().filter(|intent| intent.difference.kind == kind).count() as u64;
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
        ended: None,
    };
    let matter = Matter {
        kind: MatterKind::Batch,
        matter_id: batch_id.clone(),
        commune_code: String::new(),
        personal_id: String::new(),
        state: matter::OPEN.to_owned(),
        document: document(&batch)?,
    };
    store::matter::put(tx, lists.roll_id(), &matter).await?;
    let act = Act { at: options.at, by: options.by, action: "update", key: None };
    let snapshot = posted::snapshot(tx, &snapshot_id).await?;
    let registers = vec![audit::register_of(&matter), digests::register_of_snapshot(&snapshot)];
    audit::acted(tx, lists, &act, ("waits for a second person", &snapshot_id), registers).await?;
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

/// Ends every batch that still waits after another delta came into force: none of them builds on the lists of now. Gives
/// what the audit keeps of each.
pub(super) async fn supersede(
    tx: &mut Tx,
    lists: &Lists,
    approved: Option<&Matter>,
    act: &Act<'_>,
) -> Result<Vec<(String, String)>, TaskError> {
    let mut registers = Vec::new();
    for waits in store::matter::all(tx, lists.roll_id(), MatterKind::Batch).await? {
        let is_approved = approved.is_some_and(|approved| approved.matter_id == waits.matter_id);
        if waits.state != matter::OPEN || is_approved {
            continue;
        }
        let batch = read(&waits)?;
        let why = format!("snapshot {}", lists.posting.snapshot_id);
        let ended = Ended { at: act.at, by: act.by.to_owned(), why };
        registers.extend(end(tx, lists, (waits, batch), SUPERSEDED, ended).await?.0);
    }
    Ok(registers)
}

/// Ends a batch without its changes: the delta's revisions and snapshot go. Gives what the audit keeps, and the batch.
async fn end(
    tx: &mut Tx,
    lists: &Lists,
    (waits, mut batch): (Matter, Batch),
    state: &str,
    ended: Ended,
) -> Result<(Vec<(String, String)>, Batch), TaskError> {
    store::revision::delete(tx, &lists.root.snapshot_id, &batch.snapshot_id).await?;
    store::snapshot::delete_waiting(tx, &batch.snapshot_id).await?;
    batch.ended = Some(ended);
    let ended = Matter { state: state.to_owned(), document: document(&batch)?, ..waits };
    store::matter::put(tx, lists.roll_id(), &ended).await?;
    let gone = digests::register_of_gone_snapshot(&batch.snapshot_id);
    Ok((vec![audit::register_of(&ended), gone], batch))
}

/// The batch that waits with the delta of a snapshot.
pub(super) async fn of_snapshot(
    tx: &mut Tx,
    lists: &Lists,
    snapshot_id: &str,
) -> Result<Option<Batch>, TaskError> {
    let all = store::matter::all(tx, lists.roll_id(), MatterKind::Batch).await?;
    let open = all.iter().filter(|found| found.state == matter::OPEN).map(read);
    let batches = open.collect::<Result<Vec<Batch>, TaskError>>()?;
    Ok(batches.into_iter().find(|batch| batch.snapshot_id == snapshot_id))
}

/// A batch that waits.
async fn open(tx: &mut Tx, lists: &Lists, id: &str) -> Result<(Matter, Batch), TaskError> {
    let found = store::matter::find(tx, lists.roll_id(), MatterKind::Batch, id).await?;
    let found = found.ok_or_else(|| TaskError::NoMatter { kind: "batch", id: id.to_owned() })?;
    let batch = read(&found)?;
    if found.state == matter::OPEN {
        return Ok((found, batch));
    }
    Err(TaskError::Over { id: id.to_owned(), how: how_it_ended(&found.state, &batch) })
}

fn how_it_ended(state: &str, batch: &Batch) -> String {
    match (state, &batch.approved_by, &batch.ended) {
        (SUPERSEDED, _, Some(Ended { at, why, .. })) => format!(
            "superseded at {at}: another delta moved the lists on to {why}; send this one again, built on that"
        ),
        (_, _, Some(Ended { at, by, why })) => format!("{state} by {by} at {at}: {why}"),
        (_, Some(by), None) => format!("{state} by {by}"),
        (_, None, None) => state.to_owned(),
    }
}

fn read(matter: &Matter) -> Result<Batch, TaskError> {
    serde_json::from_str(&matter.document).map_err(|_| TaskError::Document { what: "batch" })
}

fn document(batch: &Batch) -> Result<String, TaskError> {
    serde_json::to_string(batch).map_err(|_| TaskError::Document { what: "batch" })
}
