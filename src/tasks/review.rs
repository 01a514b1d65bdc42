//! `review`: somebody decides what no rule names: the change that the facts ask for is made, or the list is kept as it is.
//! A change that came too late is closed here too, so that it waits no more: the clock lets nobody make it.

use super::error::TaskError;
use super::undo::Done;
use crate::changes::{Authority, Event, Kind, Planned, Postponed};
use crate::lists::{Acting, Actor, Hold, Intent, ListsError, Person, Registered, Waiting, Why, matter};
use crate::store::Database;
use crate::store::matter::{Kind as MatterKind, State};
use std::borrow::Cow;

/// What somebody decided of a change that waits.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Verdict {
    /// The change is made, under this event.
    Accept(Event),
    /// The list stays as it is, and registers override it no more.
    Keep,
}

impl Verdict {
    /// The state of a review that was settled so.
    fn state(self) -> State {
        match self {
            Self::Accept(_) => State::Accepted,
            Self::Keep => State::Kept,
        }
    }
}

/// Settles a review.
///
/// # Errors
/// [`ListsError::NoMatter`] if nothing waits under the id; [`ListsError::Late`] if the clock forbids the change; another if
/// the database fails. Then nothing was changed.
pub async fn settle(
    database: &Database,
    id: &str,
    verdict: Verdict,
    reason: &str,
    actor: &Actor,
) -> Result<Done, TaskError> {
    let mut acting = Acting::begin(database, actor, "review").await?;
    let (tx, lists) = acting.parts();
    let found: Option<Registered<Waiting>> =
        match matter::find(tx, lists.roll_id(), MatterKind::Review, id).await? {
            None => matter::find(tx, lists.roll_id(), MatterKind::Late, id).await?,
            found => found,
        };
    let no_matter = || ListsError::NoMatter { kind: "review", id: id.to_owned() };
    let found = found.ok_or_else(no_matter)?;
    let is_open = found.is_open();
    let mut waiting = found.document;
    let settled = format!("{} by {}: {reason}", verdict.state(), acting.by());
    if !is_open {
        acting.abandon().await?;
        return match waiting.settled {
            Some(told) if told == settled => Ok(Done::before()),
            Some(told) => Err(ListsError::refused(format!("review {id} was settled before: {told}")).into()),
            None => Err(no_matter().into()),
        };
    }
    acting.after("the review was asked for", waiting.since)?;
    let held = Hold { by: format!("review {id}"), reason: reason.to_owned() };
    let is_late = matches!(waiting.why, Postponed::Late(_));
    let changes = match verdict {
        // What the law did to the row stands; the registers go on deciding where the person stands.
        Verdict::Keep if is_late => Vec::new(),
        Verdict::Keep => {
            acting.hold(waiting.personal_id, held).await?;
            Vec::new()
        }
        Verdict::Accept(event) => {
            let intent = accepted(&mut acting, &waiting, event, reason).await?;
            acting.release(waiting.personal_id, held).await?;
            acting.change(vec![intent]).await?
        }
    };
    waiting.settled = Some(settled);
    let matter = waiting.registered(acting.lists(), verdict.state());
    acting.register(&matter).await?;
    let version = acting.commit(Why { reason, source: id }).await?;
    Ok(Done { version, changes, known: false })
}

/// The change that the facts of now ask for, under the event that somebody names.
async fn accepted(
    acting: &mut Acting<'_>,
    waiting: &Waiting,
    event: Event,
    reason: &str,
) -> Result<Intent, TaskError> {
    let (number, now) = (waiting.personal_id, acting.received());
    let (tx, lists) = acting.parts();
    let person = Person::find(tx, lists, number).await?;
    let draft = match person.plan(&person.facts, lists, now).planned {
        Planned::Change(draft) | Planned::Postponed(draft, _) => draft,
        Planned::Nothing | Planned::Homeless(_) => {
            return Err(ListsError::refused("the list says so already").into());
        }
    };
    let stands = draft.difference.to.is_some() || draft.difference.kind == Kind::Correct;
    let unlisted = person.unlisted(lists).filter(|_| !stands);
    acting.outcome(number, unlisted);
    let intent = Intent {
        personal_id: number,
        event,
        difference: draft.difference,
        right_ends: draft.right_ends,
        reason: Cow::Owned(reason.to_owned()),
        evidence: format!("review {}; snapshot {}", waiting.waiting_id, waiting.snapshot_id),
        pair_id: None,
    };
    acting.clock().check_change(event, &intent.difference, Authority::Office).map_err(ListsError::Late)?;
    Ok(intent)
}
