//! What else is known of persons whose facts changed: their rows, and the offices they are awaited from.

use super::super::error::TaskError;
use super::super::posted::{Lists, Notice, Waiting};
use crate::changes::{Counterpart, Postponed};
use crate::people::PersonalNumber;
use crate::roll::{Entry, Rows, Status};
use crate::store::matter::Kind as MatterKind;
use crate::store::{self, Tx};
use std::collections::BTreeMap;

/// The active rows of persons on posted lists.
pub(in crate::tasks) async fn rows_of(
    tx: &mut Tx,
    lists: &Lists,
    numbers: &[PersonalNumber],
) -> Result<BTreeMap<PersonalNumber, Rows>, TaskError> {
    let ids = numbers.iter().map(PersonalNumber::as_str);
    let page = store::entry::of_persons(tx, lists.roll_id(), ids).await?;
    let mut rows: BTreeMap<PersonalNumber, Rows> = BTreeMap::new();
    for entry in page.parse::<Entry>()? {
        if !lists.is_posted(&entry.commune_code) {
            continue;
        }
        let of_person = rows.entry(entry.personal_id).or_default();
        match entry.status {
            Status::Listed => of_person.standing = Some(entry),
            Status::Marked => of_person.marked = Some(entry),
            Status::Struck => {}
        }
    }
    Ok(rows)
}

/// The offices from which persons are awaited.
pub(super) async fn awaited(
    tx: &mut Tx,
    lists: &Lists,
    numbers: &[PersonalNumber],
) -> Result<BTreeMap<PersonalNumber, Counterpart>, TaskError> {
    let ids = numbers.iter().map(PersonalNumber::as_str);
    let matters = store::matter::of_persons(tx, lists.roll_id(), MatterKind::Suspense, ids).await?;
    let mut awaited = BTreeMap::new();
    for matter in matters {
        let waiting: Waiting = serde_json::from_str(&matter.document)
            .map_err(|_| TaskError::Document { what: "half of a transfer" })?;
        if let Postponed::Incoming(counterpart) = waiting.why {
            awaited.insert(waiting.personal_id, counterpart);
        }
    }
    Ok(awaited)
}

/// The notices of other offices on persons who have not arrived yet.
pub(super) async fn notices(
    tx: &mut Tx,
    lists: &Lists,
    numbers: &[PersonalNumber],
) -> Result<BTreeMap<PersonalNumber, Notice>, TaskError> {
    let ids = numbers.iter().map(PersonalNumber::as_str);
    let matters = store::matter::of_persons(tx, lists.roll_id(), MatterKind::Notice, ids).await?;
    let read = |matter: store::matter::Matter| {
        let notice: Notice =
            serde_json::from_str(&matter.document).map_err(|_| TaskError::Document { what: "notice" })?;
        Ok((notice.personal_id, notice))
    };
    matters.into_iter().map(read).collect()
}
