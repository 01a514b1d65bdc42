//! `review`: somebody decides what no rule names: the change that the facts ask for is made, or the list is kept as it is.

use super::actor::{Actor, begin};
use super::error::TaskError;
use super::posted::{self, Act, Hold, Intent, Lists, Person, Waiting, audit, hand, in_order, write_outcomes};
use super::undo::Done;
use super::update::matter_of;
use crate::changes::{Authority, Clock, Event, Planned};
use crate::store::matter::{self, Kind as MatterKind};
use crate::store::{self, Database};
use std::borrow::Cow;
use std::collections::BTreeMap;

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
    fn state(self) -> &'static str {
        match self {
            Self::Accept(_) => "accepted",
            Self::Keep => "kept",
        }
    }
}

/// Settles a review.
///
/// # Errors
/// [`TaskError::NoMatter`] if nothing waits under the id; [`TaskError::Late`] if the clock forbids the change; another if
/// the database fails. Then nothing was changed.
pub async fn settle(
    database: &Database,
    name: &str,
    id: &str,
    (verdict, reason): (Verdict, &str),
    actor: &Actor,
) -> Result<Done, TaskError> {
    let mut tx = begin(database).await?;
    let mut lists = Lists::lock(&mut tx, name).await?;
    let found = store::matter::find(&mut tx, lists.roll_id(), MatterKind::Review, id).await?;
    let found = found.ok_or_else(|| TaskError::NoMatter { kind: "review", id: id.to_owned() })?;
    let mut waiting: Waiting =
        serde_json::from_str(&found.document).map_err(|_| TaskError::Document { what: "review" })?;
    if found.state != matter::OPEN {
        tx.rollback().await?;
        let settled = settled(verdict.state(), actor, reason);
        return match waiting.settled {
            Some(told) if told == settled => Ok(Done::before()),
            Some(told) => Err(TaskError::Refused { why: format!("review {id} was settled before: {told}") }),
            None => Err(TaskError::NoMatter { kind: "review", id: id.to_owned() }),
        };
    }
    in_order(actor.at, "the review was asked for", waiting.since)?;
    let number = waiting.personal_id;
    let person = Person::find(&mut tx, &lists, number).await;
    let hold_by = Hold { by: format!("review {id}"), reason: reason.to_owned() };
    let mut registers = Vec::new();
    let mut intents = Vec::new();
    let mut outcomes = BTreeMap::new();
    match verdict {
        Verdict::Keep => registers.push(hand::hold(&mut tx, &lists, number, &hold_by).await?),
        Verdict::Accept(event) => {
            let person = person?;
            let plan = person.plan(&person.facts, &lists, actor.at);
            let draft = match plan.planned {
                Planned::Change(draft) | Planned::Postponed(draft, _) => draft,
                Planned::Nothing | Planned::Homeless(_) => {
                    return Err(TaskError::Refused { why: "the list says so already".to_owned() });
                }
            };
            let stands =
                draft.difference.to.is_some() || draft.difference.kind == crate::changes::Kind::Correct;
            outcomes.insert(number, person.unlisted(&lists).filter(|_| !stands));
            registers.push(hand::release(&mut tx, &lists, number, &hold_by).await?);
            let intent = Intent {
                personal_id: number,
                event,
                difference: draft.difference,
                right_ends: draft.right_ends,
                reason: Cow::Owned(reason.to_owned()),
                evidence: format!("review {id}; snapshot {}", waiting.snapshot_id),
                pair_id: None,
            };
            let clock = Clock { terms: lists.terms(), now: actor.at };
            clock.check_change(event, &intent.difference, Authority::Office)?;
            intents.push(intent);
        }
    }
    let act = Act { at: actor.at, by: &actor.by, action: "review", key: actor.key.as_ref() };
    let changes = posted::apply(&mut tx, &mut lists, intents, &act).await?;
    write_outcomes(&mut tx, &mut lists, &outcomes).await?;
    waiting.settled = Some(settled(verdict.state(), actor, reason));
    let matter = matter_of(&lists, &waiting, verdict.state())?;
    store::matter::put(&mut tx, lists.roll_id(), &matter).await?;
    registers.push(audit::register_of(&matter));
    let version = audit::acted(&mut tx, &mut lists, &act, (reason, id), registers).await?;
    tx.commit().await?;
    Ok(Done { version, changes, known: false })
}

/// What is kept of who settled it, how and why.
fn settled(state: &str, actor: &Actor, reason: &str) -> String {
    format!("{state} by {}: {reason}", actor.by)
}
