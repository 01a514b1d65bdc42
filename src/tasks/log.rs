//! `changes`: the log of what changed on posted lists.

use super::error::TaskError;
use crate::lists::{ChangedRow, Lists};
use crate::people::CommuneCode;
use crate::store::{self, Database};
use std::collections::BTreeSet;

/// Which changes are wanted.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Chosen {
    /// Only what came after this version.
    pub since: u32,
    /// Only these areas, or all.
    pub areas: BTreeSet<String>,
    /// Only these communes, or all.
    pub communes: BTreeSet<CommuneCode>,
}

impl Chosen {
    /// Whether a changed row is wanted: whichever side of its change lies in a wanted place.
    fn wants(&self, row: &ChangedRow) -> bool {
        (self.areas.is_empty() || self.areas.contains(row.edit.area().as_str()))
            && (self.communes.is_empty() || self.communes.contains(row.edit.commune()))
    }
}

/// What changed, by version and place in it; a change between two lists gives a row for each.
///
/// # Errors
/// [`TaskError`] if there is no roll or the database fails.
pub async fn changes(database: &Database, chosen: &Chosen) -> Result<Vec<ChangedRow>, TaskError> {
    let mut tx = database.read().await?;
    let lists = Lists::find(&mut tx, database).await?;
    let page =
        store::change::since(&mut tx, lists.roll_id(), chosen.since.into(), lists.posting.version).await?;
    tx.rollback().await?;
    let mut rows = page.parse::<ChangedRow>()?;
    rows.retain(|row| chosen.wants(row));
    Ok(rows)
}
