//! Lists that are not posted yet have no changes: they are derived anew from the facts of now.

use super::super::derive::{CommuneCounts, write_rows};
use super::super::error::TaskError;
use crate::lists::digests::register_of_sums;
use crate::lists::{Facts, Lists, ListsError, rows_of};
use crate::people::{CommuneCode, PersonFacts, PersonalNumber};
use crate::roll::CommuneBuilder;
use crate::store::matter::Kind;
use crate::store::{self, Tx};
use std::collections::BTreeSet;

/// Persons whose rows are sought at once.
const PAGE: usize = 1_000;

/// Clears the draft lists of some communes. All rows fall before any rises, on posted lists too: somebody may have moved
/// from a draft, and stands once.
pub(super) async fn clear(
    tx: &mut Tx,
    lists: &Lists,
    communes: &BTreeSet<CommuneCode>,
) -> Result<(), TaskError> {
    for commune in communes {
        store::entry::delete_commune(tx, lists.roll_id(), commune.as_str()).await?;
        store::outcome::delete_commune(tx, lists.roll_id(), commune.as_str()).await?;
    }
    Ok(())
}

/// Derives the cleared draft lists of some communes anew, and gives what the audit keeps of their sums. Who stands on a posted
/// list because the change waits stands there alone.
pub(super) async fn derive(
    tx: &mut Tx,
    lists: &Lists,
    communes: &BTreeSet<CommuneCode>,
) -> Result<Option<(String, String)>, TaskError> {
    let roll = lists.roll_id();
    if communes.is_empty() {
        return Ok(None);
    }
    for commune in communes {
        let territory = &lists.basis.territory;
        let mut persons = Vec::new();
        let gather = |facts: &PersonFacts| persons.push(facts.clone());
        Facts::now(lists).of_commune(tx, Some(commune), territory, gather).await?;
        let mut builder = CommuneBuilder::new(lists.terms(), Some(commune));
        for part in persons.chunks(PAGE) {
            let numbers: Vec<PersonalNumber> = part.iter().map(|facts| facts.person.personal_id).collect();
            let kept = kept(tx, lists, &numbers).await?;
            let free = part.iter().filter(|facts| !kept.contains(&facts.person.personal_id));
            free.for_each(|facts| builder.add(facts));
        }
        let mut derived = builder.finish()?;
        // Persons of no commune are kept person by person.
        derived.unlisted.retain(|person| person.commune_code.is_some());
        let counts = CommuneCounts { own: derived.tally.clone(), adrift: derived.adrift.clone() };
        write_rows(tx, roll, &derived).await?;
        let counts = serde_json::to_string(&counts).map_err(|_| ListsError::Document { what: "tally" })?;
        store::commune_result::replace(tx, roll, commune.as_str(), &counts).await?;
    }
    let sums = store::commune_result::read_all(tx, roll).await?;
    Ok(Some(register_of_sums(roll, &sums)))
}

/// Those of some persons who still stand on a posted list because a change waits.
async fn kept(
    tx: &mut Tx,
    lists: &Lists,
    numbers: &[PersonalNumber],
) -> Result<BTreeSet<PersonalNumber>, TaskError> {
    let mut waiting = BTreeSet::new();
    for kind in [Kind::Late, Kind::Review] {
        let ids = numbers.iter().map(PersonalNumber::as_str);
        let matters = store::matter::of_persons(tx, lists.roll_id(), kind, ids).await?;
        waiting.extend(matters.into_iter().map(|matter| matter.personal_id));
    }
    let numbers: Vec<PersonalNumber> =
        numbers.iter().filter(|number| waiting.contains(number.as_str())).copied().collect();
    let rows = rows_of(tx, lists, &numbers).await?;
    let standing = rows.into_iter().filter(|(_, rows)| rows.standing.is_some());
    Ok(standing.map(|(number, _)| number).collect())
}
