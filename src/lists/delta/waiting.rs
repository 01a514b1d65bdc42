//! What waits after an update: changes too late, without a name, against a decision by hand, and halves of transfers.

use super::super::{Acting, ListsError, Notice, Registered, Waiting, matter};
use super::planning::Plans;
use crate::changes::Postponed;
use crate::people::PersonalNumber;
use crate::store::matter::{Kind, State};
use std::collections::BTreeSet;

/// Persons whose matters are sought at once.
const PAGE: usize = 1_000;

/// Writes what waits now, and settles what waited for the same persons before: they were decided anew.
pub(crate) async fn write(acting: &mut Acting<'_>, plans: &Plans) -> Result<(), ListsError> {
    for part in plans.persons.chunks(PAGE) {
        for kind in [Kind::Late, Kind::Review, Kind::Suspense] {
            let (tx, lists) = acting.parts();
            let earlier: Vec<Registered<Waiting>> =
                matter::of_persons(tx, lists.roll_id(), kind, part).await?;
            let over = earlier.into_iter().filter(|earlier| !stays(earlier, &plans.queued));
            let over: Vec<Registered<Waiting>> =
                over.map(|earlier| Registered { state: State::Superseded, ..earlier }).collect();
            acting.register_all(&over).await?;
        }
    }
    for part in plans.arrived.chunks(PAGE) {
        let (tx, lists) = acting.parts();
        let notices: Vec<Registered<Notice>> =
            matter::of_persons(tx, lists.roll_id(), Kind::Notice, part).await?;
        let received = notices.into_iter().map(|notice| Registered { state: State::Received, ..notice });
        acting.register_all(&received.collect::<Vec<_>>()).await?;
    }
    let lists = acting.lists();
    let open = plans.waiting.iter().map(|item| item.clone().registered(lists, State::Open));
    let open: Vec<Registered<Waiting>> = open.collect();
    acting.register_all(&open).await
}

/// Whether an earlier matter goes on: the half of a transfer that left, while its person does not come back.
fn stays(earlier: &Registered<Waiting>, queued: &BTreeSet<PersonalNumber>) -> bool {
    let waiting = &earlier.document;
    matches!(waiting.why, Postponed::Outgoing(_)) && queued.contains(&waiting.personal_id)
}
