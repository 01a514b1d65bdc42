//! The beginning of a derivation: the roll, and a claim for each commune.

use super::super::error::TaskError;
use super::DeriveOptions;
use crate::lists::Basis;
use crate::lists::ListsError;
use crate::people::CommuneCode;
use crate::people::digest;
use crate::store::claim::{self, FINISH};
use crate::store::roll::{Roll, State};
use crate::store::{self, Database, StoreError, Tx};
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};

/// Raised when the program decides or orders otherwise, so that a roll of an earlier version is derived anew.
const DERIVATION: u32 = 4;

/// What a roll says of itself while it is derived, in the place of its sums.
#[derive(Debug, Serialize, Deserialize)]
pub(super) struct Plan {
    derivation: u32,
    /// Who asked for it.
    pub by: String,
}

/// How far a derivation was when it was asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Begun {
    /// All is done and visible.
    Complete,
    /// Communes are open, since now or for longer.
    Underway,
}

/// Begins a derivation, unless it was begun before, be it in the same moment.
pub(super) async fn begin(
    database: &Database,
    basis: &Basis,
    roll_id: &str,
    communes: &[CommuneCode],
    options: DeriveOptions<'_>,
) -> Result<Begun, TaskError> {
    match try_begin(database, basis, roll_id, communes, options).await {
        Err(TaskError::Store(StoreError::Duplicate { .. })) => {
            try_begin(database, basis, roll_id, communes, options).await
        }
        begun => begun,
    }
}

async fn try_begin(
    database: &Database,
    basis: &Basis,
    roll_id: &str,
    communes: &[CommuneCode],
    options: DeriveOptions<'_>,
) -> Result<Begun, TaskError> {
    let mut tx = database.begin().await?;
    check_drafts(&mut tx, basis).await?;
    match store::roll::find(&mut tx, roll_id).await? {
        Some(roll) if roll.state == State::Complete => {
            tx.rollback().await?;
            Ok(Begun::Complete)
        }
        Some(roll) => {
            check_version(&roll)?;
            let claims = claim::list(&mut tx, roll_id).await?;
            tx.rollback().await?;
            if options.resume {
                return Ok(Begun::Underway);
            }
            let done = claims.iter().filter(|claim| claim.state == claim::State::Done).count();
            Err(TaskError::Underway { roll_id: roll_id.to_owned(), done, of: claims.len() })
        }
        None => {
            discard_abandoned(&mut tx, basis).await?;
            store::roll::insert(&mut tx, &roll_of(basis, roll_id, options.by)).await?;
            let dossiers = store::dossier::communes(&mut tx, &basis.snapshot_id).await?;
            let dossiers: BTreeMap<&str, u64> =
                dossiers.iter().map(|(code, dossiers)| (code.as_str(), *dossiers)).collect();
            let none = options.communes.is_empty().then_some("");
            let codes = communes.iter().map(CommuneCode::as_str).chain(none).chain([FINISH]);
            let claims: Vec<(&str, u64)> =
                codes.map(|code| (code, dossiers.get(code).copied().unwrap_or(0))).collect();
            claim::add(&mut tx, roll_id, &claims).await?;
            fail_point!("derive.claims_opened");
            tx.commit().await?;
            Ok(Begun::Underway)
        }
    }
}

/// Takes away derivations of the same election from other data that nobody works on any more.
async fn discard_abandoned(tx: &mut Tx, basis: &Basis) -> Result<(), TaskError> {
    let now = store::clock::now(tx).await?;
    for roll in store::roll::deriving(tx).await? {
        let is_other = roll.election_id == basis.election.id && roll.snapshot_id != basis.snapshot_id;
        let claims = claim::list(tx, &roll.roll_id).await?;
        let is_alive = claims.iter().any(|claim| claim.state == claim::State::Claimed && !claim.is_free(now));
        if is_other && !is_alive {
            store::roll::delete_incomplete(tx, &roll.roll_id).await?;
        }
    }
    Ok(())
}

/// Refuses to derive beside posted lists of the same election: what is posted is no draft, and another roll would hide it.
async fn check_drafts(tx: &mut Tx, basis: &Basis) -> Result<(), TaskError> {
    let Some(latest) = store::roll::latest(tx).await? else { return Ok(()) };
    let posting = store::posting::find(tx, &latest.roll_id).await?;
    match posting.is_some_and(|posting| posting.version > 0) && latest.election_id == basis.election.id {
        true => Err(TaskError::Posted { roll_id: latest.roll_id }),
        false => Ok(()),
    }
}

/// The communes that are meant.
pub(super) fn communes_of(
    basis: &Basis,
    selection: &BTreeSet<CommuneCode>,
) -> Result<Vec<CommuneCode>, TaskError> {
    let all: Vec<CommuneCode> =
        basis.territory.communes().map(|commune| commune.commune_code.clone()).collect();
    if selection.is_empty() {
        return Ok(all);
    }
    match selection.iter().find(|code| basis.territory.commune(code).is_none()) {
        None => Ok(selection.iter().cloned().collect()),
        Some(code) => Err(TaskError::UnknownCommune {
            code: code.to_string(),
            first: all.iter().take(3).map(CommuneCode::as_str).collect::<Vec<_>>().join(", "),
        }),
    }
}

/// A digest of everything the roll depends on: 32 hexadecimal digits.
pub(super) fn roll_id(basis: &Basis, selection: &BTreeSet<CommuneCode>) -> String {
    let depends = (DERIVATION, &basis.snapshot_id, &basis.election, &basis.profile, selection);
    let text = serde_json::to_vec(&depends).expect("texts, numbers and lists are always JSON");
    digest(&text)[..32].to_owned()
}

fn roll_of(basis: &Basis, roll_id: &str, by: &str) -> Roll {
    let plan = Plan { derivation: DERIVATION, by: by.to_owned() };
    Roll {
        roll_id: roll_id.to_owned(),
        snapshot_id: basis.snapshot_id.clone(),
        election_id: basis.election.id.clone(),
        rule_profile: basis.profile.name.clone(),
        state: State::Deriving,
        created_at: crate::clock::now(),
        summary: serde_json::to_string(&plan).expect("a number and a text are always JSON"),
    }
}

/// What a roll that is being derived says of itself.
pub(super) fn plan(roll: &Roll) -> Result<Plan, TaskError> {
    Ok(serde_json::from_str(&roll.summary).map_err(|_| ListsError::Document { what: "derivation" })?)
}

/// Refuses to share a derivation with a program that may decide otherwise.
pub(super) fn check_version(roll: &Roll) -> Result<(), TaskError> {
    match plan(roll)?.derivation {
        DERIVATION => Ok(()),
        other => {
            Err(TaskError::Derivation { roll_id: roll.roll_id.clone(), began: other, known: DERIVATION })
        }
    }
}
