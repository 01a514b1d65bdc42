//! What one commune writes in its transaction.

use super::CommuneCounts;
use crate::lists::ListsError;
use crate::roll::{CommuneRoll, Entry, Unlisted};
use crate::store::{self, StoreError, Tx};
use crate::tasks::TaskError;

/// Writes a commune's rows, and the persons who have none.
pub(in crate::tasks) async fn write_rows(
    tx: &mut Tx,
    roll_id: &str,
    commune: &CommuneRoll,
) -> Result<(), StoreError> {
    let entries: Vec<&Entry> = commune.entries.iter().collect();
    store::entry::insert_many(tx, roll_id, &entries).await?;
    let unlisted: Vec<&Unlisted> = commune.unlisted.iter().collect();
    store::outcome::insert_many(tx, roll_id, &unlisted).await
}

/// The counts of a commune, as they are kept.
pub(super) fn counts(commune: CommuneRoll) -> Result<String, TaskError> {
    let counts = CommuneCounts { own: commune.tally, adrift: commune.adrift };
    Ok(serde_json::to_string(&counts).map_err(|_| ListsError::Document { what: "tally" })?)
}
