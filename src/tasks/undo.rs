//! `undo`: a new change that takes one back, by the same law and clock. History is never rewritten: what was struck is
//! reinstated under its number, what was appended is struck and keeps it.

use super::actor::{Actor, begin};
use super::error::TaskError;
use super::posted::{self, Act, ChangedRow, Hold, Intent, Lists, Person, audit, hand, write_outcomes};
use crate::changes::{Authority, Change, Clock, Difference, Event, Kind};
use crate::people::PersonalNumber;
use crate::roll::Status;
use crate::store::matter::{self, Kind as MatterKind, Matter};
use crate::store::{self, Database, Tx};
use serde::Serialize;
use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};

/// What is taken back.
#[derive(Debug, Clone, Copy)]
pub enum Undo<'a> {
    /// One change, by its id.
    Change(&'a str),
    /// Every removal of a version.
    Removals(u32),
}

/// What a command did to posted lists.
#[derive(Debug, Serialize)]
pub struct Done {
    /// The version it made; `None` if no list changed.
    pub version: Option<u32>,
    pub changes: Vec<ChangedRow>,
    /// It had been done before, as after an answer that was lost: nothing was done now.
    pub known: bool,
}

impl Done {
    /// What had been done before.
    pub(super) fn before() -> Self {
        Self { version: None, changes: Vec::new(), known: true }
    }
}

/// How the evidence of a change begins that takes one back, and of one that takes such a one back.
const UNDONE: &str = "undo of ";
const REDONE: &str = "redo of ";
/// The state of a certificate, or of a half of a transfer, whose change was taken back.
const WITHDRAWN: &str = "withdrawn";

/// Takes back a change, or all removals of a version.
///
/// # Errors
/// [`TaskError`] if there is no such change, a later one of the same person stands upon it, the clock forbids it, or the
/// database fails; then nothing was changed.
pub async fn undo(
    database: &Database,
    name: &str,
    what: Undo<'_>,
    reason: &str,
    actor: &Actor,
) -> Result<Done, TaskError> {
    let mut tx = begin(database).await?;
    let mut lists = Lists::lock(&mut tx, name).await?;
    let mut work = Work { intents: Vec::new(), outcomes: BTreeMap::new(), registers: Vec::new() };
    for (number, version) in persons(&mut tx, &lists, what).await? {
        work.person(&mut tx, &lists, (number, version), reason, actor).await?;
    }
    if work.intents.is_empty() {
        tx.rollback().await?;
        return Ok(Done::before());
    }
    let act = Act { at: actor.at, by: &actor.by, action: "undo", key: actor.key.as_ref() };
    let changes = posted::apply(&mut tx, &mut lists, work.intents, &act).await?;
    write_outcomes(&mut tx, &mut lists, &work.outcomes).await?;
    let source = match what {
        Undo::Change(id) => format!("change {id}"),
        Undo::Removals(version) => format!("removals of version {version}"),
    };
    let version = audit::acted(&mut tx, &mut lists, &act, (reason, &source), work.registers).await?;
    tx.commit().await?;
    Ok(Done { version, changes, known: false })
}

/// The persons whose change is taken back, and the version it is of.
async fn persons(
    tx: &mut Tx,
    lists: &Lists,
    what: Undo<'_>,
) -> Result<BTreeSet<(PersonalNumber, u32)>, TaskError> {
    let rows = match what {
        Undo::Change(id) => store::change::of_change(tx, lists.roll_id(), id).await?,
        Undo::Removals(version) => {
            let before = u64::from(version).saturating_sub(1);
            store::change::since(tx, lists.roll_id(), before, version.into()).await?
        }
    };
    let mut rows = rows.parse::<ChangedRow>()?;
    if let Undo::Removals(_) = what {
        rows.retain(|row| row.change.kind == Kind::Remove);
    }
    if rows.is_empty() {
        let id = match what {
            Undo::Change(id) => id.to_owned(),
            Undo::Removals(version) => format!("of version {version} that removes somebody"),
        };
        return Err(TaskError::NoChange { id });
    }
    Ok(rows.into_iter().map(|row| (row.change.personal_id, row.version)).collect())
}

struct Work {
    intents: Vec<Intent>,
    outcomes: BTreeMap<PersonalNumber, Option<crate::roll::Unlisted>>,
    registers: Vec<(String, String)>,
}

impl Work {
    /// Takes back all that one version did to a person's rows: it belongs together. What was taken back already, and is the
    /// last word on the person, is left.
    async fn person(
        &mut self,
        tx: &mut Tx,
        lists: &Lists,
        (number, version): (PersonalNumber, u32),
        reason: &str,
        actor: &Actor,
    ) -> Result<(), TaskError> {
        let rows = store::change::of_person(tx, lists.roll_id(), number.as_str()).await?;
        let rows = rows.parse::<ChangedRow>()?;
        let of_version: Vec<&ChangedRow> = rows.iter().filter(|row| row.version == version).collect();
        let Some(first) = of_version.first().map(|row| &row.change) else {
            return Err(TaskError::NoChange { id: version.to_string() });
        };
        let is_redo = first.evidence.starts_with(UNDONE);
        let evidence = format!("{}{}", if is_redo { REDONE } else { UNDONE }, first.change_id);
        let mut later = rows.iter().filter(|row| row.version > version).peekable();
        if let Some(next) = later.peek() {
            let (change, next) = (first.change_id.clone(), next.change.change_id.clone());
            return match later.all(|row| row.change.evidence == evidence) {
                true => Ok(()),
                false => Err(TaskError::Superseded { change, later: next }),
            };
        }
        let intent = reversed(first, &of_version, (reason, &evidence));
        let clock = Clock { terms: lists.terms(), now: actor.at };
        clock.check_change(intent.event, &intent.difference, Authority::Office)?;
        let register = match first.rule {
            Event::R8 => certificate(tx, lists, number, is_redo).await?,
            _ => None,
        };
        if let Some(pair_id) = &first.pair_id {
            self.registers.extend(half(tx, lists, pair_id, is_redo).await?);
        }
        let hold = Hold { by: evidence, reason: reason.to_owned() };
        self.registers.push(match (register, is_redo) {
            (Some(register), _) => register,
            (None, true) => hand::release(tx, lists, number, &hold).await?,
            (None, false) => hand::hold(tx, lists, number, &hold).await?,
        });
        let Difference { from, to, .. } = &intent.difference;
        let stands = to.is_some() || from.as_ref().is_some_and(|edit| edit.after.status == Status::Listed);
        let beside = match (stands, Person::find(tx, lists, number).await) {
            (false, Ok(person)) => person.unlisted(lists),
            (true, Ok(_)) | (_, Err(TaskError::UnknownPerson)) => None,
            (_, Err(error)) => return Err(error),
        };
        self.outcomes.insert(number, beside);
        self.intents.push(intent);
        Ok(())
    }
}

/// The change that takes back what a version did to a person.
fn reversed(first: &Change, rows: &[&ChangedRow], (reason, evidence): (&str, &str)) -> Intent {
    let (mut from, mut to, mut beside) = (None, None, Vec::new());
    for row in rows {
        let edit = row.edit.reversed();
        let stood = edit.before.as_ref().is_some_and(|before| before.status == Status::Listed);
        match (stood, edit.after.status == Status::Listed) {
            (false, true) => to = Some(edit),
            (true, _) => from = Some(edit),
            (false, false) => beside.push(edit),
        }
    }
    let kind = match first.kind {
        Kind::Add => Kind::Remove,
        Kind::Remove => Kind::Add,
        Kind::Correct => Kind::Correct,
        Kind::Mark => Kind::Mark,
        Kind::Transfer => Kind::Transfer,
    };
    Intent {
        personal_id: first.personal_id,
        event: first.rule,
        difference: Difference { kind, from, to, beside },
        right_ends: None,
        reason: Cow::Owned(reason.to_owned()),
        evidence: evidence.to_owned(),
        pair_id: first.pair_id.clone(),
    }
}

/// Withdraws a certificate whose change is taken back, or gives it out again.
async fn certificate(
    tx: &mut Tx,
    lists: &Lists,
    number: PersonalNumber,
    is_redo: bool,
) -> Result<Option<(String, String)>, TaskError> {
    let (has, gets) = if is_redo { (WITHDRAWN, matter::OPEN) } else { (matter::OPEN, WITHDRAWN) };
    let issued =
        store::matter::of_person(tx, lists.roll_id(), MatterKind::Certificate, number.as_str()).await?;
    let last = issued.into_iter().rfind(|found| found.state == has);
    let Some(found) = last else { return Ok(None) };
    let matter = Matter { state: gets.to_owned(), ..found };
    store::matter::put(tx, lists.roll_id(), &matter).await?;
    Ok(Some(audit::register_of(&matter)))
}

/// Withdraws the half of a transfer that left this database, so that no other office is told of it; or tells of it again.
async fn half(
    tx: &mut Tx,
    lists: &Lists,
    pair_id: &str,
    is_redo: bool,
) -> Result<Option<(String, String)>, TaskError> {
    let (has, gets) = if is_redo { (WITHDRAWN, matter::OPEN) } else { (matter::OPEN, WITHDRAWN) };
    let Some(found) = store::matter::find(tx, lists.roll_id(), MatterKind::Suspense, pair_id).await? else {
        return Ok(None);
    };
    if found.state != has {
        let why =
            format!("the other half of the transfer is {}: the other office has the person", found.state);
        return Err(TaskError::Refused { why });
    }
    let matter = Matter { state: gets.to_owned(), ..found };
    store::matter::put(tx, lists.roll_id(), &matter).await?;
    Ok(Some(audit::register_of(&matter)))
}
