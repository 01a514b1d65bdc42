//! What waits after an update: changes too late, without a name, against a decision by hand, and halves of transfers.

use super::super::error::TaskError;
use super::super::posted::{Lists, Waiting, audit};
use super::planning::Plans;
use crate::changes::Postponed;
use crate::people::PersonalNumber;
use crate::store::matter::{self, Kind, Matter};
use crate::store::{self, Tx};
use std::collections::BTreeSet;

/// The state of a notice whose person has arrived.
pub(in crate::tasks) const RECEIVED: &str = "received";

/// Persons whose matters are sought at once.
const PAGE: usize = 1_000;

/// The register a reason belongs to.
pub(in crate::tasks) fn kind_of(why: &Postponed) -> Kind {
    match why {
        Postponed::Late(_) => Kind::Late,
        Postponed::Unnamed | Postponed::ByHand => Kind::Review,
        Postponed::Incoming(_) | Postponed::Outgoing(_) => Kind::Suspense,
    }
}

/// Writes what waits now, and settles what waited for the same persons before: they were decided anew. Gives what the audit
/// keeps of each.
pub(super) async fn write(
    tx: &mut Tx,
    lists: &Lists,
    plans: &Plans,
) -> Result<Vec<(String, String)>, TaskError> {
    let mut registers = Vec::new();
    for part in plans.persons.chunks(PAGE) {
        for kind in [Kind::Late, Kind::Review, Kind::Suspense] {
            let ids = part.iter().map(PersonalNumber::as_str);
            for earlier in store::matter::of_persons(tx, lists.roll_id(), kind, ids).await? {
                if stays(&earlier, &plans.queued)? {
                    continue;
                }
                let settled = Matter { state: "superseded".to_owned(), ..earlier };
                store::matter::put(tx, lists.roll_id(), &settled).await?;
                registers.push(audit::register_of(&settled));
            }
        }
    }
    for part in plans.arrived.chunks(PAGE) {
        let ids = part.iter().map(PersonalNumber::as_str);
        for notice in store::matter::of_persons(tx, lists.roll_id(), Kind::Notice, ids).await? {
            let received = Matter { state: RECEIVED.to_owned(), ..notice };
            store::matter::put(tx, lists.roll_id(), &received).await?;
            registers.push(audit::register_of(&received));
        }
    }
    for item in &plans.waiting {
        let matter = matter_of(lists, item, matter::OPEN)?;
        store::matter::put(tx, lists.roll_id(), &matter).await?;
        registers.push(audit::register_of(&matter));
    }
    Ok(registers)
}

/// Whether an earlier matter goes on: the half of a transfer that left, while its person does not come back.
fn stays(earlier: &Matter, queued: &BTreeSet<PersonalNumber>) -> Result<bool, TaskError> {
    if earlier.kind != Kind::Suspense {
        return Ok(false);
    }
    let waiting: Waiting = serde_json::from_str(&earlier.document)
        .map_err(|_| TaskError::Document { what: "half of a transfer" })?;
    Ok(matches!(waiting.why, Postponed::Outgoing(_)) && queued.contains(&waiting.personal_id))
}

/// The matter of something that waits.
pub(in crate::tasks) fn matter_of(lists: &Lists, item: &Waiting, state: &str) -> Result<Matter, TaskError> {
    let place = item.from.as_ref().or(item.to.as_ref());
    let commune = place.and_then(|place| lists.basis.territory.area(&place.area_code));
    Ok(Matter {
        kind: kind_of(&item.why),
        matter_id: item.waiting_id.clone(),
        commune_code: commune.map(|area| area.commune_code.to_string()).unwrap_or_default(),
        personal_id: item.personal_id.to_string(),
        state: state.to_owned(),
        document: serde_json::to_string(item).map_err(|_| TaskError::Document { what: "matter" })?,
    })
}
