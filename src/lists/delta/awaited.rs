//! What else is known of persons whose facts changed: the offices they are awaited from, and their notices.

use super::super::{Lists, ListsError, Notice, Registered, Waiting, matter};
use crate::changes::{Counterpart, Postponed};
use crate::people::PersonalNumber;
use crate::store::Tx;
use crate::store::matter::Kind as MatterKind;
use std::collections::BTreeMap;

/// The offices from which persons are awaited.
pub(super) async fn awaited(
    tx: &mut Tx,
    lists: &Lists,
    numbers: &[PersonalNumber],
) -> Result<BTreeMap<PersonalNumber, Counterpart>, ListsError> {
    let matters: Vec<Registered<Waiting>> =
        matter::of_persons(tx, lists.roll_id(), MatterKind::Suspense, numbers).await?;
    let awaited = matters.into_iter().filter_map(|matter| match matter.document.why {
        Postponed::Incoming(counterpart) => Some((matter.document.personal_id, counterpart)),
        _ => None,
    });
    Ok(awaited.collect())
}

/// The notices of other offices on persons who have not arrived yet.
pub(super) async fn notices(
    tx: &mut Tx,
    lists: &Lists,
    numbers: &[PersonalNumber],
) -> Result<BTreeMap<PersonalNumber, Notice>, ListsError> {
    let matters: Vec<Registered<Notice>> =
        matter::of_persons(tx, lists.roll_id(), MatterKind::Notice, numbers).await?;
    Ok(matters.into_iter().map(|matter| (matter.document.personal_id, matter.document)).collect())
}
