//! The half of a transfer that waits here, and what settles it.

use super::super::error::TaskError;
use super::super::undo::Done;
use crate::changes::{Authority, Event, Kind, Planned, Postponed};
use crate::lists::{Acting, Actor, ChangedRow, Intent, ListsError, Person, Registered, Waiting, Why, matter};
use crate::store::Database;
use crate::store::matter::{Kind as MatterKind, State};
use std::borrow::Cow;

/// What binds the two halves of a transfer, and the event that both cite.
pub(super) struct Pair {
    pub id: String,
    pub event: Event,
}

/// Settles a half on somebody's word: who waits here is added; who left is taken as received.
///
/// # Errors
/// [`ListsError::NoMatter`] if no half waits under the id; [`ListsError::Late`] if the clock forbids the addition; another if
/// the database fails. Then nothing was changed.
pub async fn release(database: &Database, id: &str, reason: &str, actor: &Actor) -> Result<Done, TaskError> {
    let mut acting = Acting::begin(database, actor, "transfer release").await?;
    let (tx, lists) = acting.parts();
    let found = matter::find(tx, lists.roll_id(), MatterKind::Suspense, id).await?;
    let found: Registered<Waiting> =
        found.ok_or_else(|| ListsError::NoMatter { kind: "half", id: id.to_owned() })?;
    let state = found.state;
    let mut waiting = found.document;
    let settled = format!("released by {}: {reason}", acting.by());
    if state != State::Open {
        acting.abandon().await?;
        let why = match waiting.settled {
            Some(told) if told == settled => return Ok(Done::before()),
            Some(told) => format!("half {id} was settled before: {told}"),
            None => format!("half {id} is {state}, not open"),
        };
        return Err(ListsError::Refused { why }.into());
    }
    acting.after("the half was found", waiting.since)?;
    let changes = match waiting.why {
        Postponed::Incoming(_) => {
            let pair = Pair { id: waiting.waiting_id.clone(), event: waiting.event.unwrap_or(Event::R2) };
            add(&mut acting, &waiting, pair, reason).await?
        }
        Postponed::Outgoing(_)
        | Postponed::Late(_)
        | Postponed::Unnamed
        | Postponed::ByHand
        | Postponed::Unread => Vec::new(),
    };
    waiting.settled = Some(settled);
    let matter = waiting.registered(acting.lists(), State::Released);
    acting.register(&matter).await?;
    let version = acting.commit(Why { reason, source: id }).await?;
    Ok(Done { version, changes, known: false })
}

/// Adds somebody who waits for another office.
pub(super) async fn add(
    acting: &mut Acting<'_>,
    waiting: &Waiting,
    pair: Pair,
    reason: &str,
) -> Result<Vec<ChangedRow>, TaskError> {
    let (number, now) = (waiting.personal_id, acting.received());
    let (tx, lists) = acting.parts();
    let person = Person::find(tx, lists, number).await?;
    let mut difference = match person.plan(&person.facts, lists, now).planned {
        Planned::Change(draft) | Planned::Postponed(draft, _) => draft.difference,
        Planned::Nothing | Planned::Homeless(_) => return Ok(Vec::new()),
    };
    if difference.kind == Kind::Add {
        difference.kind = Kind::Transfer;
    }
    acting.clock().check_change(pair.event, &difference, Authority::Office).map_err(ListsError::Late)?;
    let intent = Intent {
        personal_id: number,
        event: pair.event,
        difference,
        right_ends: None,
        reason: Cow::Owned(reason.to_owned()),
        evidence: format!("transfer {}; snapshot {}", pair.id, waiting.snapshot_id),
        pair_id: Some(pair.id),
    };
    acting.outcome(number, None);
    Ok(acting.change(vec![intent]).await?)
}
