//! What waits after an update: changes too late, without a name, against a decision by hand, and halves of transfers.

use super::super::error::TaskError;
use super::planning::Plans;
use crate::changes::Postponed;
use crate::lists::{Acting, Notice, Registered, Waiting, matter};
use crate::people::PersonalNumber;
use crate::store::matter::{Kind, State};
use std::collections::BTreeSet;

/// Persons whose matters are sought at once.
const PAGE: usize = 1_000;

/// Writes what waits now, and settles what waited for the same persons before: they were decided anew.
pub(super) async fn write(acting: &mut Acting<'_>, plans: &Plans) -> Result<(), TaskError> {
    for part in plans.persons.chunks(PAGE) {
        for kind in [Kind::Late, Kind::Review, Kind::Suspense] {
            let (tx, lists) = acting.parts();
            let earlier: Vec<Registered<Waiting>> =
                matter::of_persons(tx, lists.roll_id(), kind, part).await?;
            for earlier in earlier.into_iter().filter(|earlier| !stays(earlier, &plans.queued)) {
                acting.register(&Registered { state: State::Superseded, ..earlier }).await?;
            }
        }
    }
    for part in plans.arrived.chunks(PAGE) {
        let (tx, lists) = acting.parts();
        let notices: Vec<Registered<Notice>> =
            matter::of_persons(tx, lists.roll_id(), Kind::Notice, part).await?;
        for notice in notices {
            acting.register(&Registered { state: State::Received, ..notice }).await?;
        }
    }
    for item in &plans.waiting {
        let matter = item.clone().registered(acting.lists(), State::Open);
        acting.register(&matter).await?;
    }
    Ok(())
}

/// Whether an earlier matter goes on: the half of a transfer that left, while its person does not come back.
fn stays(earlier: &Registered<Waiting>, queued: &BTreeSet<PersonalNumber>) -> bool {
    let waiting = &earlier.document;
    matches!(waiting.why, Postponed::Outgoing(_)) && queued.contains(&waiting.personal_id)
}
