//! Lists that are not posted yet have no changes: they are derived anew from the facts of now.

use super::super::derive::{CommuneCounts, Writing};
use super::super::error::TaskError;
use super::super::posted::{Facts, Lists};
use crate::people::CommuneCode;
use crate::roll::CommuneBuilder;
use crate::store::{self, Tx};
use std::collections::BTreeSet;

/// Derives the draft lists of some communes anew.
pub(super) async fn derive(
    tx: &mut Tx,
    lists: &Lists,
    communes: &BTreeSet<CommuneCode>,
) -> Result<(), TaskError> {
    for commune in communes {
        let roll = lists.roll_id();
        let mut builder = CommuneBuilder::new(lists.terms(), Some(commune));
        let territory = &lists.basis.territory;
        Facts::now(lists).of_commune(tx, Some(commune), territory, |facts| builder.add(facts)).await?;
        let mut derived = builder.finish()?;
        // Persons of no commune are kept person by person.
        derived.unlisted.retain(|person| person.commune_code.is_some());
        let counts = CommuneCounts { own: derived.tally.clone(), adrift: derived.adrift.clone() };
        store::entry::delete_commune(tx, roll, commune.as_str()).await?;
        store::outcome::delete_commune(tx, roll, commune.as_str()).await?;
        let writing = Writing::of(commune.as_str(), derived)?;
        store::entry::insert_many(tx, roll, &writing.entries).await?;
        store::outcome::insert_many(tx, roll, &writing.outcomes()).await?;
        let counts = serde_json::to_string(&counts).map_err(|_| TaskError::Document { what: "tally" })?;
        store::commune_result::replace(tx, roll, commune.as_str(), &counts).await?;
    }
    Ok(())
}
