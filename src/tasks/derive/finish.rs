//! The end of a derivation: indexes, sums and checks, after which the roll is visible.

use super::super::error::TaskError;
use super::{begin, sum};
use crate::clock::present;
use crate::lists::Basis;
use crate::lists::digests::{register_of_roll, register_of_sums};
use crate::lists::outcomes::register_of_outcomes;
use crate::lists::{AuditRecord, ListsError, Recorded, audit};
use crate::people::CommuneCode;
use crate::store::claim::{self, Claim, Held};
use crate::store::{self, Database, Tx};

/// Builds what finds rows, checks that the books balance and makes the roll visible, if the claim to do so still holds;
/// false if it does not.
pub(super) async fn finish(
    database: &Database,
    basis: &Basis,
    held: &Held,
    claims: &[Claim],
) -> Result<bool, TaskError> {
    let roll_id = held.roll_id.as_str();
    tokio::try_join!(
        store::entry::build_index(database, roll_id),
        store::outcome::build_index(database, roll_id)
    )?;
    fail_point!("derive.indexed");
    let communes: Vec<CommuneCode> =
        claims.iter().filter_map(|claim| CommuneCode::parse(&claim.commune_code).ok()).collect();
    let is_whole = claims.iter().any(|claim| claim.commune_code.is_empty());
    let mut tx = database.begin().await?;
    let Some(roll) = store::roll::find(&mut tx, roll_id).await? else {
        return Err(ListsError::Document { what: "claim without its roll" }.into());
    };
    let derived = sum(&mut tx, roll_id.to_owned(), communes).await?;
    derived.tally.check("the whole input")?;
    if is_whole {
        derived.tally.check_against("the whole input", basis.persons)?;
    }
    let now = store::clock::now(&mut tx).await?;
    if !claim::fulfil(&mut tx, held, now).await? {
        tracing::warn!(
            roll = roll_id,
            attempt = held.attempt,
            "the claim was lost: somebody else ends the roll"
        );
        tx.rollback().await?;
        return Ok(false);
    }
    let document =
        serde_json::to_string(&derived.tally).map_err(|_| ListsError::Document { what: "tally" })?;
    store::roll::complete(&mut tx, roll_id, &document).await?;
    fail_point!("derive.completed");
    let by = begin::plan(&roll)?.by;
    let reason = format!("{} communes, {} voters", derived.communes.len(), derived.tally.listed);
    let record = AuditRecord::of_draft(present(), &by, "derive", basis, reason);
    let registers = registers(&mut tx, roll_id).await?;
    audit::add(&mut tx, AuditRecord { roll_id: roll_id.to_owned(), registers, ..record }).await?;
    tx.commit().await?;
    Ok(true)
}

/// What the audit keeps of a roll that is complete.
async fn registers(tx: &mut Tx, roll_id: &str) -> Result<Vec<Recorded>, TaskError> {
    let complete = store::roll::find(tx, roll_id).await?;
    let complete = complete.ok_or(ListsError::Document { what: "claim without its roll" })?;
    let sums = store::commune_result::read_all(tx, roll_id).await?;
    Ok(vec![
        register_of_roll(&complete),
        register_of_sums(roll_id, &sums),
        register_of_outcomes(tx, roll_id, "").await?,
    ])
}
