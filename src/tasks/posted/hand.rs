//! Places that an official decided: a complaint, an undone change, a review. What a register says later of such a person
//! goes to somebody's eye, and overrides nobody.

use super::super::error::TaskError;
use super::audit;
use super::lists::Lists;
use crate::people::PersonalNumber;
use crate::store::matter::{self, Kind, Matter};
use crate::store::{self, Tx};
use serde::{Deserialize, Serialize};

/// Why a person's place is held.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Hold {
    /// What decided it: a change, a complaint, a review.
    pub by: String,
    pub reason: String,
}

/// Holds a person's place, and gives what the audit keeps of it.
pub(in crate::tasks) async fn hold(
    tx: &mut Tx,
    lists: &Lists,
    number: PersonalNumber,
    hold: &Hold,
) -> Result<(String, String), TaskError> {
    put(tx, lists, number, hold, matter::OPEN).await
}

/// Lets the registers decide a person's place again.
pub(in crate::tasks) async fn release(
    tx: &mut Tx,
    lists: &Lists,
    number: PersonalNumber,
    why: &Hold,
) -> Result<(String, String), TaskError> {
    put(tx, lists, number, why, "released").await
}

async fn put(
    tx: &mut Tx,
    lists: &Lists,
    number: PersonalNumber,
    hold: &Hold,
    state: &str,
) -> Result<(String, String), TaskError> {
    let matter = Matter {
        kind: Kind::Hold,
        matter_id: number.to_string(),
        commune_code: String::new(),
        personal_id: number.to_string(),
        state: state.to_owned(),
        document: serde_json::to_string(hold).map_err(|_| TaskError::Document { what: "hold" })?,
    };
    store::matter::put(tx, lists.roll_id(), &matter).await?;
    Ok(audit::register_of(&matter))
}
