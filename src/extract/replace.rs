//! Reference tables of a delta in the place of its base's, each as a whole.

use super::error::ExtractError;
use super::facts;
use super::package::Extract;
use super::schema::TABLES;
use crate::territory::Units;
use serde::Serialize;
use std::mem::swap;

/// The base's units with the tables that stand in `delta` instead of the base's; and whether any of these is other than the
/// base's. A table of equal content in another order is the same, and the base's stays.
///
/// # Errors
/// [`ExtractError::EmptyReplacement`] if a table without a usable row would replace one that every extract needs.
pub(super) fn replace(
    base: &Units,
    mut brought: Units,
    delta: &Extract,
) -> Result<(Units, bool), ExtractError> {
    let mut units = base.clone();
    let mut is_other = false;
    for (at, place) in delta.located.tables.iter().filter(|(at, _)| !facts::is_of_persons(**at)) {
        let table = TABLES[*at];
        let (old, new) = (canonical_rows(base, table.name), canonical_rows(&brought, table.name));
        if old == new {
            continue;
        }
        if new.is_empty() && table.required {
            let (file, rows) = (place.shown().to_owned(), old.len());
            return Err(ExtractError::EmptyReplacement { file, table: table.name, rows });
        }
        swap_table(&mut units, &mut brought, table.name);
        is_other = true;
    }
    Ok((units, is_other))
}

/// A reference table that is other than the base's, and how many rows make the difference: a row that changed is one that came
/// and one that is gone.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ChangedTable {
    pub table: &'static str,
    pub came: usize,
    pub gone: usize,
}

/// The reference tables that are other than the base's, by content: the order of rows is no difference.
pub fn changed_tables(base: &Units, present: &Units) -> Vec<ChangedTable> {
    let changed = |table: &'static str| {
        let (old, new) = (canonical_rows(base, table), canonical_rows(present, table));
        let missing = |rows: &[String], from: &[String]| {
            rows.iter().filter(|row| from.binary_search(row).is_err()).count()
        };
        let changed = ChangedTable { table, came: missing(&new, &old), gone: missing(&old, &new) };
        (old != new).then_some(changed)
    };
    let tables = TABLES.iter().enumerate().filter(|(at, _)| !facts::is_of_persons(*at));
    tables.filter_map(|(_, table)| changed(table.name)).collect()
}

fn swap_table(one: &mut Units, other: &mut Units, table: &str) {
    match table {
        "provinces" => swap(&mut one.provinces, &mut other.provinces),
        "communes" => swap(&mut one.communes, &mut other.communes),
        "hamlets" => swap(&mut one.hamlets, &mut other.hamlets),
        "facilities" => swap(&mut one.facilities, &mut other.facilities),
        "areas" => swap(&mut one.areas, &mut other.areas),
        "area_parts" => swap(&mut one.area_parts, &mut other.area_parts),
        "constituencies" => swap(&mut one.constituencies, &mut other.constituencies),
        "offices" => swap(&mut one.offices, &mut other.offices),
        "province_offices" => swap(&mut one.province_offices, &mut other.province_offices),
        _ => swap(&mut one.constituency_parts, &mut other.constituency_parts),
    }
}

/// The rows of a reference table as canonical texts, in the order of the texts: equal for tables of equal content.
pub(super) fn canonical_rows(units: &Units, table: &str) -> Vec<String> {
    match table {
        "provinces" => canonical(&units.provinces),
        "communes" => canonical(&units.communes),
        "hamlets" => canonical(&units.hamlets),
        "facilities" => canonical(&units.facilities),
        "areas" => canonical(&units.areas),
        "area_parts" => canonical(&units.area_parts),
        "constituencies" => canonical(&units.constituencies),
        "offices" => canonical(&units.offices),
        "province_offices" => canonical(&units.province_offices),
        _ => canonical(&units.constituency_parts),
    }
}

fn canonical<T: Serialize>(rows: &[T]) -> Vec<String> {
    let text = |row| serde_json::to_string(row).expect("units have only text keys");
    let mut rows: Vec<String> = rows.iter().map(text).collect();
    rows.sort_unstable();
    rows
}
