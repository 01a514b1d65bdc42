//! `changes`: the log of what changed on posted lists.

use super::error::TaskError;
use crate::lists::{ChangedRow, Lists, ListsError};
use crate::people::CommuneCode;
use crate::store::change_page::{self, Place};
use crate::store::{Database, Tx};
use std::collections::BTreeSet;

/// Changes read at once.
const PAGE: u32 = 1_000;

/// Which changes are shown.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Chosen {
    /// Those after this version.
    pub since: u32,
    /// Of these areas; all if none is named.
    pub areas: BTreeSet<String>,
    /// Of these communes; all if none is named.
    pub communes: BTreeSet<CommuneCode>,
}

impl Chosen {
    fn wants(&self, row: &ChangedRow) -> bool {
        self.areas.is_empty() || self.areas.contains(row.edit.area().as_str())
    }
}

/// A page of the log.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Changes {
    pub rows: Vec<ChangedRow>,
    /// Where the next page begins; `None` after the last.
    pub next: Option<Place>,
}

/// The changes of the latest roll, by version and place in it.
///
/// # Errors
/// [`TaskError`] if there is no roll, a change cannot be read or the database fails.
pub async fn changes(database: &Database, chosen: &Chosen) -> Result<Vec<ChangedRow>, TaskError> {
    let mut tx = database.read().await?;
    let lists = Lists::find(&mut tx, database).await?;
    let (mut rows, mut after) = (Vec::new(), Some(first(chosen)));
    while let Some(place) = after {
        let page = read(&mut tx, &lists, chosen, place, PAGE).await?;
        rows.extend(page.rows);
        after = page.next;
    }
    tx.rollback().await?;
    Ok(rows)
}

/// The next changes of the latest roll after a place; `None` for the first. Fewer than asked for where areas are named.
///
/// # Errors
/// As [`changes`].
pub async fn page(
    database: &Database,
    chosen: &Chosen,
    after: Option<Place>,
    limit: u32,
) -> Result<Changes, TaskError> {
    let mut tx = database.read().await?;
    let lists = Lists::find(&mut tx, database).await?;
    let page = read(&mut tx, &lists, chosen, after.unwrap_or(first(chosen)), limit).await?;
    tx.rollback().await?;
    Ok(page)
}

fn first(chosen: &Chosen) -> Place {
    Place::after_version(chosen.since.into())
}

async fn read(
    tx: &mut Tx,
    lists: &Lists,
    chosen: &Chosen,
    after: Place,
    limit: u32,
) -> Result<Changes, TaskError> {
    let communes: Vec<&str> = chosen.communes.iter().map(CommuneCode::as_str).collect();
    let communes = Some(communes.as_slice()).filter(|communes| !communes.is_empty());
    let wanted = change_page::Wanted { until: lists.posting.version, communes };
    let found = change_page::next(tx, lists.roll_id(), wanted, after, limit).await?;
    let is_full = u32::try_from(found.len()).is_ok_and(|rows| rows >= limit);
    let next = found.last().map(|(place, _)| *place).filter(|_| is_full);
    let parse = |(_, document): (Place, String)| {
        serde_json::from_str(&document).map_err(|_| ListsError::Document { what: "change" })
    };
    let mut rows = found.into_iter().map(parse).collect::<Result<Vec<ChangedRow>, _>>()?;
    rows.retain(|row| chosen.wants(row));
    Ok(Changes { rows, next })
}
