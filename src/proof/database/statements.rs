//! What the versions of a roll state against what is there: lists, terms, facts, tripwires.

use super::super::roll::{LinkedArea, check_versions};
use super::facts::{Facts, short};
use super::findings::Findings;
use crate::lists::{Batch, CommuneState, Lists, ListsError, RollVersion};
use crate::people::CommuneCode;
use crate::roll::chain::{Grounds, PublicKey};
use crate::store::matter::Kind;
use crate::store::{self, Tx};
use std::collections::BTreeMap;

/// The communes' digests, the statements and the signatures.
pub(super) fn check(
    lists: &Lists,
    versions: &[RollVersion],
    areas: Vec<(CommuneCode, LinkedArea)>,
    trusted: &[PublicKey],
    findings: &mut Findings,
) {
    let provinces = |commune: &CommuneCode| {
        lists.communes.get(commune).map(|state: &CommuneState| state.province_code.clone())
    };
    let found = check_versions(versions, areas, provinces, trusted, &mut findings.problems);
    for (code, digest) in found {
        if lists.communes.get(&code).is_none_or(|state| state.digest != digest) {
            findings.add(&format!("commune {code}"), "its digest is not that of its lists");
        }
    }
    let last = versions.last().map_or(0, |version| version.statement.version);
    if last != lists.version() {
        let message =
            format!("the lists are at version {}, the last statement is of {last}", lists.version());
        findings.add("versions", message);
    }
    if versions.is_empty() && !lists.communes.is_empty() {
        findings.add("versions", "lists are posted, and no version of them was ever stated");
    }
}

/// What tripped for each batch that a second person approved, by its snapshot.
pub(super) async fn approved(
    tx: &mut Tx,
    roll_id: &str,
) -> Result<BTreeMap<String, Vec<String>>, ListsError> {
    let mut approved = BTreeMap::new();
    for matter in store::matter::all(tx, roll_id, Kind::Batch).await? {
        // One that cannot be read is not as the audit left it.
        let Ok(batch) = serde_json::from_str::<Batch>(&matter.document) else { continue };
        let tripped = batch.tripped.iter().map(ToString::to_string).collect();
        approved.insert(batch.snapshot_id, tripped);
    }
    Ok(approved)
}

/// What each version rests on against snapshots and batches.
pub(super) fn check_grounds(
    versions: &[RollVersion],
    facts: &Facts,
    approved: &BTreeMap<String, Vec<String>>,
    findings: &mut Findings,
) {
    for version in versions {
        let number = version.statement.version;
        let id = &version.statement.snapshot_id;
        let Some(grounds) = &version.statement.grounds else {
            findings.remark(format!(
                "version {number} was made by an earlier edition: who and why, terms and facts are no part of its statement"
            ));
            continue;
        };
        let none = Vec::new();
        let tripped = match version.action.as_str() {
            "approve" => approved.get(id).unwrap_or(&none),
            _ => &none,
        };
        for fault in faults(version, grounds, facts, tripped) {
            findings.problems.push(super::super::Problem {
                file: "versions".to_owned(),
                line: Some(number.into()),
                message: fault,
            });
        }
    }
}

fn faults(version: &RollVersion, grounds: &Grounds, facts: &Facts, tripped: &[String]) -> Vec<String> {
    let id = &version.statement.snapshot_id;
    let Some(snapshot) = facts.snapshots.get(id) else {
        return vec![format!("snapshot {} is gone, on which the version rests", short(id))];
    };
    let mut faults = Vec::new();
    if grounds.terms != snapshot.terms {
        faults.push(format!("the terms of snapshot {} are not those that the version states", short(id)));
    }
    if grounds.facts.map(|facts| facts.to_string()).unwrap_or_default() != snapshot.facts {
        faults.push(format!("the facts of snapshot {} are not those that the version states", short(id)));
    }
    // A delta's changes are judged by what was in force before it.
    let judged = match version.action.as_str() {
        "update" | "approve" => snapshot.base.as_ref().and_then(|base| facts.snapshots.get(base)),
        _ => Some(snapshot),
    };
    if judged.is_none_or(|judged| judged.tripwires != grounds.tripwires) {
        faults.push("the tripwires are not those of the rule profile that was in force".to_owned());
    }
    if grounds.tripped != tripped {
        faults.push("the tripwires that were hit are not those of the batch that was approved".to_owned());
    }
    faults
}
