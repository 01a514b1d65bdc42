//! `undo`: a new change that takes one back, by the same law and clock. History is never rewritten: what was struck is
//! reinstated under its number, what was appended is struck and keeps it.

use super::error::TaskError;
use crate::changes::{Authority, Change, Difference, Event, Kind};
use crate::lists::{
    Acting, Actor, Certificate, ChangedRow, Hold, Intent, Lists, ListsError, Person, Registered, Waiting,
    Why, matter,
};
use crate::people::PersonalNumber;
use crate::roll::Status;
use crate::store::matter::{Kind as MatterKind, State};
use crate::store::{self, Database, Tx};
use serde::Serialize;
use std::borrow::Cow;
use std::collections::BTreeSet;

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

/// Takes back a change, or all removals of a version.
///
/// # Errors
/// [`TaskError`] if there is no such change, a later one of the same person stands upon it, the clock forbids it, or the
/// database fails; then nothing was changed.
pub async fn undo(
    database: &Database,
    what: Undo<'_>,
    reason: &str,
    actor: &Actor,
) -> Result<Done, TaskError> {
    let mut acting = Acting::begin(database, actor, "undo").await?;
    let (tx, lists) = acting.parts();
    let mut intents = Vec::new();
    for (number, version) in persons(tx, lists, what).await? {
        intents.extend(of_person(&mut acting, number, version, reason).await?);
    }
    if intents.is_empty() {
        acting.abandon().await?;
        return Ok(Done::before());
    }
    let changes = acting.change(intents).await?;
    let source = match what {
        Undo::Change(id) => format!("change {id}"),
        Undo::Removals(version) => format!("removals of version {version}"),
    };
    let version = acting.commit(Why { reason, source: &source }).await?;
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

/// Takes back all that one version did to a person's rows: it belongs together. What was taken back already, and is the last
/// word on the person, is left.
async fn of_person(
    acting: &mut Acting<'_>,
    number: PersonalNumber,
    version: u32,
    reason: &str,
) -> Result<Option<Intent>, TaskError> {
    let (tx, lists) = acting.parts();
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
            true => Ok(None),
            false => Err(TaskError::Superseded { change, later: next }),
        };
    }
    let intent = reversed(first, &of_version, reason, &evidence);
    let judged = acting.clock().check_change(intent.event, &intent.difference, Authority::Office);
    judged.map_err(ListsError::Late)?;
    let is_of_certificate = first.rule == Event::R8 && certificate(acting, number, is_redo).await?;
    if let Some(pair_id) = &first.pair_id {
        half(acting, pair_id, is_redo).await?;
    }
    let hold = Hold { by: evidence, reason: reason.to_owned() };
    match (is_of_certificate, is_redo) {
        (true, _) => {}
        (false, true) => acting.release(number, hold).await?,
        (false, false) => acting.hold(number, hold).await?,
    }
    let Difference { from, to, .. } = &intent.difference;
    let stands = to.is_some() || from.as_ref().is_some_and(|edit| edit.after.status == Status::Listed);
    let (tx, lists) = acting.parts();
    let beside = match (stands, Person::find(tx, lists, number).await) {
        (false, Ok(person)) => person.unlisted(lists),
        (true, Ok(_)) | (_, Err(ListsError::UnknownPerson)) => None,
        (_, Err(error)) => return Err(error.into()),
    };
    acting.outcome(number, beside);
    Ok(Some(intent))
}

/// The change that takes back what a version did to a person.
fn reversed(first: &Change, rows: &[&ChangedRow], reason: &str, evidence: &str) -> Intent {
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

/// The states that taking back goes between: from where, and to where.
struct Turn {
    from: State,
    to: State,
}

impl Turn {
    fn of(is_redo: bool) -> Self {
        match is_redo {
            true => Self { from: State::Withdrawn, to: State::Open },
            false => Self { from: State::Open, to: State::Withdrawn },
        }
    }
}

/// Withdraws a certificate whose change is taken back, or gives it out again, and tells whether there was one.
async fn certificate(
    acting: &mut Acting<'_>,
    number: PersonalNumber,
    is_redo: bool,
) -> Result<bool, ListsError> {
    let turn = Turn::of(is_redo);
    let (tx, lists) = acting.parts();
    let issued: Vec<Registered<Certificate>> =
        matter::of_person(tx, lists.roll_id(), MatterKind::Certificate, number).await?;
    let Some(found) = issued.into_iter().rfind(|found| found.state == turn.from) else { return Ok(false) };
    acting.register(&Registered { state: turn.to, ..found }).await?;
    Ok(true)
}

/// Withdraws the half of a transfer that left this database, so that no other office is told of it; or tells of it again.
async fn half(acting: &mut Acting<'_>, pair_id: &str, is_redo: bool) -> Result<(), ListsError> {
    let turn = Turn::of(is_redo);
    let (tx, lists) = acting.parts();
    let found: Option<Registered<Waiting>> =
        matter::find(tx, lists.roll_id(), MatterKind::Suspense, pair_id).await?;
    let Some(found) = found else { return Ok(()) };
    if found.state != turn.from {
        let why =
            format!("the other half of the transfer is {}: the other office has the person", found.state);
        return Err(ListsError::Refused { why });
    }
    acting.register(&Registered { state: turn.to, ..found }).await
}
