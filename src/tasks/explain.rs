//! `explain`: why a person is or is not on a list.

use super::error::TaskError;
use crate::law::{Decision, Election, Outcome, RuleProfile, decide};
use crate::people::{PersonFacts, PersonalNumber};
use crate::render::Language;
use crate::render::explanation::{Told, explain as tell};
use crate::roll::{Entry, Status};
use crate::store::{self, Database};
use crate::territory::{Territory, Units};
use serde::Serialize;

/// The explanation of one person's decision.
#[derive(Debug, Serialize)]
pub struct Explained {
    pub roll_id: String,
    pub decision: Decision,
    pub articles: Vec<&'static str>,
    /// The number of the row where the person stands.
    pub number: Option<u32>,
    /// The whole text.
    pub text: String,
}

/// Explains the decision on the person of this number in the latest roll of a database.
///
/// The decision is made anew from the stored facts and must be the recorded one.
///
/// # Errors
/// [`TaskError`] if there is no roll, nobody has the number, the database fails, or the stored row is another decision's.
pub async fn explain(
    database: &Database,
    name: &str,
    number: PersonalNumber,
    language: Language,
) -> Result<Explained, TaskError> {
    let mut tx = database.read().await?;
    let Some(roll) = store::roll::latest(&mut tx).await? else {
        return Err(TaskError::NoRoll { database: name.to_owned() });
    };
    let snapshot = store::snapshot::find(&mut tx, &roll.snapshot_id).await?;
    let snapshot = snapshot.ok_or_else(|| TaskError::NoRoll { database: name.to_owned() })?;
    let dossier = store::dossier::find(&mut tx, &roll.snapshot_id, number.as_str()).await?;
    let dossier = dossier.ok_or(TaskError::UnknownPerson)?;
    let rows = store::entry::find_person(&mut tx, &roll.roll_id, number.as_str()).await?;
    tx.rollback().await?;
    let facts: PersonFacts = read("dossier", &dossier)?;
    let election: Election = read("election", &snapshot.election)?;
    let profile: RuleProfile = read("rule profile", &snapshot.profile)?;
    let units: Units = read("territory", &snapshot.units)?;
    let territory = Territory::new(units);
    let decision = decide(&facts, &election, &territory, &profile);
    let entries = rows.iter().map(|row| read::<Entry>("row", row)).collect::<Result<Vec<_>, _>>()?;
    let standing = entries.into_iter().find(|entry| entry.status == Status::Listed);
    check_recorded(&decision, standing.as_ref())?;
    let number = standing.map(|entry| entry.number);
    let told =
        Told { facts: &facts, decision: &decision, election: &election, territory: &territory, number };
    let text = tell(told, language);
    Ok(Explained { roll_id: roll.roll_id, articles: decision.articles(), decision, number, text })
}

fn read<T: serde::de::DeserializeOwned>(what: &'static str, text: &str) -> Result<T, TaskError> {
    serde_json::from_str(text).map_err(|_| TaskError::Document { what })
}

/// The stored row must be where the decision lands; of a roll of some communes only, the row may be missing.
fn check_recorded(decision: &Decision, standing: Option<&Entry>) -> Result<(), TaskError> {
    let agrees = match (&decision.outcome, standing) {
        (Outcome::Listed { area, ballots, .. }, Some(entry)) => {
            *area == entry.area_code && *ballots == entry.ballots && decision.rule == entry.rule
        }
        (_, None) => true,
        (_, Some(_)) => false,
    };
    if agrees { Ok(()) } else { Err(TaskError::Document { what: "decision other than the facts give" }) }
}
