//! Every roll there is: as the audit keeps it, with the sums of its communes; and rows of rolls and communes that are not
//! there.

use super::super::audit::{Kept, Told};
use super::facts::{place, short};
use super::findings::Findings;
use crate::lists::digests::{ROLL, SUMS, register_of_roll, register_of_sums};
use crate::lists::{Lists, ListsError};
use crate::store::roll::{Roll, State};
use crate::store::stray::Stray;
use crate::store::{self, Tx};
use std::collections::{BTreeMap, BTreeSet};

/// Checks the rows of all rolls, and gives their ids.
pub(super) async fn check(
    tx: &mut Tx,
    told: &mut Told,
    findings: &mut Findings,
) -> Result<BTreeSet<String>, ListsError> {
    let mut known = BTreeSet::new();
    let Some(rolls) = findings.read("rolls", store::roll::all(tx).await)? else {
        return Ok(known);
    };
    for roll in &rolls {
        known.insert(roll.roll_id.clone());
        let sums = store::commune_result::read_all(tx, &roll.roll_id).await?;
        register(roll, &sums, told, findings);
        let communes: BTreeSet<&str> = sums.iter().map(|(code, _)| code.as_str()).collect();
        for Stray { table, of } in store::stray::derived(tx, &roll.roll_id).await? {
            if roll.state == State::Complete && !of.is_empty() && !communes.contains(of.as_str()) {
                let message = format!("table {table} has rows of {}, which was not derived", place(&of));
                findings.add(&format!("roll {}", short(&roll.roll_id)), message);
            }
        }
    }
    for gone in [ROLL, SUMS].into_iter().flat_map(|prefix| told.registers.take_all(prefix)) {
        let (_, id) = gone.name.split_once('/').unwrap_or_default();
        findings.audit(gone.sequence, format!("roll {} is gone, which this line tells of", short(id)));
    }
    strays(tx, &known, findings).await?;
    Ok(known)
}

/// A roll and its sums must be as lines left them; a roll that is being derived is nobody's word yet.
fn register(roll: &Roll, sums: &[(String, String)], told: &mut Told, findings: &mut Findings) {
    let id = short(&roll.roll_id);
    let file = format!("roll {id}");
    let is_derived = told.tells(|record| record.action == "derive" && record.roll_id == roll.roll_id);
    let mut is_unknown = false;
    let written = [
        ("the roll is", register_of_roll(roll)),
        ("the sums of its communes are", register_of_sums(&roll.roll_id, sums)),
    ];
    for (what, (name, digest)) in written {
        match told.registers.take(&roll.roll_id, &name) {
            Some(Kept { sequence, digest: kept, .. }) if kept != digest => {
                findings.add(&file, format!("{what} not as line {sequence} of the audit left them"));
            }
            Some(_) => {}
            None => is_unknown = true,
        }
    }
    match roll.state {
        State::Complete if is_unknown && is_derived => findings.remark(format!(
            "roll {id} was derived by an earlier edition: its row and the sums of its communes stand under no digest"
        )),
        State::Complete if is_unknown => findings.add(&file, "no line of the audit tells who derived it"),
        State::Complete | State::Deriving => {}
    }
}

/// Rows of rolls and snapshots that are not there.
async fn strays(tx: &mut Tx, known: &BTreeSet<String>, findings: &mut Findings) -> Result<(), ListsError> {
    let rolls: Vec<&str> = known.iter().map(String::as_str).collect();
    let mut tables: BTreeMap<String, Vec<&str>> = BTreeMap::new();
    for Stray { table, of } in store::stray::rolls(tx, &rolls).await? {
        tables.entry(of).or_default().push(table);
    }
    for (of, tables) in tables {
        let message = format!("there is no such roll, and rows of it in {}", tables.join(", "));
        findings.add(&format!("roll {}", short(&of)), message);
    }
    let ids = store::snapshot::ids(tx).await?;
    let ids: Vec<&str> = ids.iter().map(String::as_str).collect();
    for Stray { table, of } in store::stray::snapshots(tx, &ids).await? {
        let message = format!("there is no such snapshot, and rows of it in {table}");
        findings.add(&format!("snapshot {}", short(&of)), message);
    }
    Ok(())
}

/// Rows of posted lists in communes whose lists are not posted.
pub(super) async fn check_posted(
    tx: &mut Tx,
    lists: &Lists,
    findings: &mut Findings,
) -> Result<(), ListsError> {
    let posted: BTreeSet<&str> = lists.communes.keys().map(crate::people::CommuneCode::as_str).collect();
    for Stray { table, of } in store::stray::posted(tx, lists.roll_id()).await? {
        let is_none = of.is_empty() && table == "outcome_change";
        if !is_none && !posted.contains(of.as_str()) {
            let message = format!("table {table} has rows of it, and its lists are not posted");
            findings.add(&place(&of), message);
        }
    }
    Ok(())
}
