//! Who stands on no list, and why, as of any version: the outcomes of now, and what acts did to them since posting. Writing
//! them tells the audit, which keeps the digest of what each act did.

use super::digests::{OUTCOMES, OUTCOMES_CHANGED};
use super::error::ListsError;
use super::lists::Lists;
use super::matter::Recorded;
use crate::law::Group;
use crate::people::{CommuneCode, PersonalNumber};
use crate::roll::Unlisted;
use crate::roll::chain::{Digest, Texts};
use crate::store::outcome;
use crate::store::{self, Tx, outcome_change};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// Persons whose outcomes are taken away at once.
const PAGE: usize = 1_000;

/// What an act did to the outcome of a person in one commune, or in none.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct OutcomeChange {
    pub personal_id: PersonalNumber,
    pub before: Option<Unlisted>,
    pub after: Option<Unlisted>,
}

/// A change of an outcome, and the commune it is of: `""` for none.
#[derive(Debug, Clone)]
pub(crate) struct Placed {
    pub commune_code: String,
    pub change: OutcomeChange,
}

/// Writes what stands of persons beside the lists, and notes what that changed.
pub(super) async fn write_outcomes(
    tx: &mut Tx,
    lists: &mut Lists,
    outcomes: &BTreeMap<PersonalNumber, Option<Unlisted>>,
) -> Result<(), ListsError> {
    let numbers: Vec<&PersonalNumber> = outcomes.keys().collect();
    let mut changed: BTreeMap<(PersonalNumber, String), OutcomeChange> = BTreeMap::new();
    let none = |personal_id| OutcomeChange { personal_id, before: None, after: None };
    for part in numbers.chunks(PAGE) {
        let ids = part.iter().map(|number| number.as_str());
        for taken in outcome::delete_many(tx, lists.roll_id(), ids).await? {
            let person: Unlisted = serde_json::from_str(&taken.document)
                .map_err(|_| ListsError::Document { what: "outcome" })?;
            let number = person.personal_id;
            let change = changed.entry((number, taken.commune_code)).or_insert_with(|| none(number));
            change.before = Some(person);
        }
    }
    let rows: Vec<&Unlisted> = outcomes.values().flatten().collect();
    for row in &rows {
        let number = row.personal_id;
        let change = changed.entry((number, commune_of(row).to_owned())).or_insert_with(|| none(number));
        change.after = Some((*row).clone());
    }
    outcome::insert_many(tx, lists.roll_id(), &rows).await?;
    // What a draft's derivation keeps is the draft's.
    let is_kept = |code: &str| {
        code.is_empty() || CommuneCode::parse(code).is_ok_and(|commune| lists.is_posted(&commune))
    };
    let changed = changed.into_iter().map(|((_, commune_code), change)| Placed { commune_code, change });
    let changed = changed.filter(|it| it.change.before != it.change.after && is_kept(&it.commune_code));
    let changed: Vec<Placed> = changed.collect();
    lists.outcomes.extend(changed);
    Ok(())
}

/// Writes the log of what an act did to outcomes, under its line of the audit, and gives what the line keeps: a digest for
/// each commune.
pub(super) async fn log(
    tx: &mut Tx,
    lists: &mut Lists,
    sequence: u64,
    version: u64,
) -> Result<Vec<Recorded>, ListsError> {
    let mut rows = Vec::with_capacity(lists.outcomes.len());
    let mut digests: BTreeMap<String, Texts> = BTreeMap::new();
    for (position, placed) in (1..).zip(std::mem::take(&mut lists.outcomes)) {
        let Placed { commune_code, change } = placed;
        let document =
            serde_json::to_string(&change).map_err(|_| ListsError::Document { what: "outcome" })?;
        let digest = digests.entry(commune_code.clone()).or_insert_with(changes);
        *digest = logged(digest.clone(), position, version, &document);
        rows.push(outcome_change::Row { commune_code, sequence, position, version, document });
    }
    outcome_change::insert_many(tx, lists.roll_id(), &rows).await?;
    let register =
        |(code, digest): (String, Texts)| (format!("{OUTCOMES_CHANGED}{code}"), digest.finish().to_string());
    Ok(digests.into_iter().map(register).collect())
}

/// The beginning of a digest over what an act did to outcomes of a commune.
pub(crate) fn changes() -> Texts {
    Texts::labelled("cutri-outcomes-changed-1")
}

/// The same with one row of the log.
pub(crate) fn logged(all: Texts, position: u64, version: u64, document: &str) -> Texts {
    all.with(&position.to_string()).with(&version.to_string()).with(document)
}

/// What the audit keeps of the outcomes of a commune, or of none, as they are first kept.
pub(crate) async fn register_of_outcomes(
    tx: &mut Tx,
    roll_id: &str,
    commune_code: &str,
) -> Result<Recorded, ListsError> {
    let page = outcome::filed(tx, roll_id, commune_code).await?;
    let digest = outcomes_digest(page.documents());
    Ok((format!("{OUTCOMES}{commune_code}"), digest.to_string()))
}

/// The digest over outcomes, each as `personal_id kind document`, by personal number.
pub(crate) fn outcomes_digest<'l>(lines: impl IntoIterator<Item = &'l str>) -> Digest {
    lines.into_iter().fold(Texts::labelled("cutri-outcomes-1"), |all, line| all.with(line)).finish()
}

/// The commune of a person on no list; `""` for none.
fn commune_of(person: &Unlisted) -> &str {
    person.commune_code.as_ref().map_or("", CommuneCode::as_str)
}

/// A person on no list as a line of [`outcome::filed`].
pub(crate) fn line_of(person: &Unlisted) -> Result<String, ListsError> {
    let document = serde_json::to_string(person).map_err(|_| ListsError::Document { what: "outcome" })?;
    Ok(format!("{} {} {document}", person.personal_id.as_str(), person.outcome()))
}

/// The persons of a posted commune (`None`: of no commune) who stood on no list as of a version, by personal number: after
/// all that was done until the next version was made. Known since lists are posted by an edition that keeps the log.
///
/// # Errors
/// [`ListsError::Refused`] if the log does not lead back from the outcomes of now; another if the database fails.
pub async fn outcomes_at(
    tx: &mut Tx,
    roll_id: &str,
    commune: Option<&CommuneCode>,
    version: u32,
) -> Result<Vec<Unlisted>, ListsError> {
    let code = commune.map_or("", CommuneCode::as_str);
    let log = store::outcome_change::after(tx, roll_id, code, version.into()).await?;
    taken_back(tx, roll_id, code, &log).await
}

/// The persons of a posted commune (`""`: of no commune) who stood on no list after a line of the audit, by personal number.
///
/// # Errors
/// As [`outcomes_at`].
pub(crate) async fn outcomes_after(
    tx: &mut Tx,
    roll_id: &str,
    code: &str,
    sequence: u64,
) -> Result<Vec<Unlisted>, ListsError> {
    let log = store::outcome_change::since(tx, roll_id, code, sequence).await?;
    taken_back(tx, roll_id, code, &log).await
}

/// The outcomes of now without what the later acts of a log did.
async fn taken_back(
    tx: &mut Tx,
    roll_id: &str,
    code: &str,
    log: &store::Page,
) -> Result<Vec<Unlisted>, ListsError> {
    let mut now: BTreeMap<PersonalNumber, Unlisted> = BTreeMap::new();
    for group in Group::ALL {
        let page = outcome::read_commune(tx, roll_id, code, group).await?;
        now.extend(page.parse::<Unlisted>()?.into_iter().map(|person| (person.personal_id, person)));
    }
    for change in log.parse::<OutcomeChange>()?.into_iter().rev() {
        let number = change.personal_id;
        if now.remove(&number) != change.after {
            let place = if code.is_empty() { "no commune".to_owned() } else { format!("commune {code}") };
            let what = format!("the outcomes of {place} are not what their log says");
            return Err(ListsError::Disagrees { what });
        }
        now.extend(change.before.map(|before| (number, before)));
    }
    Ok(now.into_values().collect())
}
