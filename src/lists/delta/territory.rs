//! What the reference tables of a delta may not do to posted lists: take an area or a commune away, or leave somebody who
//! stands on a list without an area. Such a delta is refused whole.

use super::super::{Lists, ListsError};
use super::Step;
use super::planning::Plans;
use crate::changes::{Event, Place};
use crate::people::{AreaCode, CommuneCode};
use crate::roll::{Entry, Status};
use crate::store::{self, Tx};
use std::collections::BTreeMap;

/// Places that an error names; the rest is counted.
const NAMED: usize = 5;
/// Row numbers that an error names of one area; the rest is counted.
const ROWS: usize = 10;

/// Refuses a delta whose tables take posted areas or communes away.
///
/// # Errors
/// [`ListsError::Refused`] with the areas and how many rows their lists have; another if the database fails.
pub(super) async fn keeps_what_is_posted(tx: &mut Tx, lists: &Lists, delta: &Step) -> Result<(), ListsError> {
    if !delta.everybody {
        return Ok(());
    }
    let territory = &delta.basis.territory;
    let is_kept = |area: &AreaCode, commune: &CommuneCode| {
        territory.area(area).is_some_and(|present| &present.commune_code == commune)
    };
    let posted = lists.areas(tx, lists.communes.keys()).await?;
    let lost: Vec<_> = posted.values().filter(|it| !is_kept(&it.area_code, &it.commune_code)).collect();
    let mut told = Vec::new();
    for code in lists.communes.keys().filter(|code| territory.commune(code).is_none()) {
        told.push(format!("commune {code}"));
    }
    for area in lost {
        let (commune, code) = (area.commune_code.as_str(), area.area_code.as_str());
        let entries = store::entry::read_area(tx, lists.roll_id(), commune, code).await?.parse::<Entry>()?;
        let rows = entries.iter().filter(|entry| entry.status != Status::Struck).count();
        told.push(format!("area {code} ({rows} rows that stand)"));
    }
    match told.is_empty() {
        true => Ok(()),
        false => Err(refused(&format!(
            "the delta's reference tables take away what is posted: {}; a reference table in a delta replaces the base's whole: \
             give all its rows, those of posted areas too",
            first(&told, NAMED)
        ))),
    }
}

/// Refuses a plan that leaves somebody who stands on a posted list without an area.
///
/// # Errors
/// [`ListsError::Refused`] with the areas and row numbers.
pub(super) fn leaves_nobody_without_area(plans: &Plans) -> Result<(), ListsError> {
    if plans.homeless.is_empty() {
        return Ok(());
    }
    let mut rows: BTreeMap<&AreaCode, Vec<u32>> = BTreeMap::new();
    for Place { area_code, number, .. } in &plans.homeless {
        rows.entry(area_code).or_default().push(*number);
    }
    let told = rows.into_iter().map(|(area, mut numbers)| {
        numbers.sort_unstable();
        let numbers: Vec<String> = numbers.iter().map(u32::to_string).collect();
        format!("area {area} no. {}", first(&numbers, ROWS))
    });
    let told: Vec<String> = told.collect();
    Err(refused(&format!(
        "the delta's reference tables would leave {} persons who stand on posted lists without an area: {}; mend the house \
         ranges, hamlets or facilities of the delta",
        plans.homeless.len(),
        first(&told, NAMED)
    )))
}

/// How many rows would change with the areas (R20) though nobody gave the number of the decision on them; `None`: none, or
/// the number is known.
pub(crate) fn undecided(plans: &Plans, delta: &Step) -> Option<u64> {
    let rows = plans.intents.iter().filter(|intent| intent.event == Event::R20).count() as u64;
    (rows > 0 && delta.decision_no.is_none()).then_some(rows)
}

/// Why a batch cannot be approved without the number of a decision on voting areas.
pub(crate) fn needs_decision(rows: u64) -> ListsError {
    refused(&format!(
        "cần số quyết định điều chỉnh khu vực bỏ phiếu (Điều 4 Thông tư 21/2025/TT-BNV) cho {rows} người thay đổi theo khu vực / \
         {rows} rows would change with the areas: give the number of the decision on them, to which the province agreed \
         (Circ. 21/2025 Art. 4.3–4.5)"
    ))
}

/// The first of some words, and how many more there are.
fn first(words: &[String], limit: usize) -> String {
    let shown = words[..words.len().min(limit)].join(", ");
    match words.len().saturating_sub(limit) {
        0 => shown,
        more => format!("{shown} and {more} more"),
    }
}

fn refused(why: &str) -> ListsError {
    ListsError::Refused { why: why.to_owned() }
}
