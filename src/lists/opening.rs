//! The first versions of lists: of communes that are posted, and of areas that a delta brought to posted communes.

use super::acting::{Acting, Why};
use super::apply::{rehash_communes, write_areas};
use super::error::ListsError;
use super::lists::{Lists, Made};
use super::records::{AreaState, CommuneState, ListVersion};
use crate::changes::Books;
use crate::people::CommuneCode;
use crate::roll::chain;
use crate::roll::{Entry, Totals};
use crate::store::{self, Tx};
use crate::territory::{Area, Commune};
use chrono::NaiveDateTime;
use std::collections::BTreeSet;
use std::sync::Arc;

/// Posts some communes. A server is told of all at once: each table that is written costs a wait for its answer.
pub(crate) async fn post_communes(
    tx: &mut Tx,
    lists: &mut Lists,
    codes: &[CommuneCode],
    at: NaiveDateTime,
) -> Result<Vec<AreaState>, ListsError> {
    let territory = lists.basis.territory.clone();
    let communes: Vec<&Commune> = codes.iter().filter_map(|code| territory.commune(code)).collect();
    let areas: Vec<&Area> =
        communes.iter().flat_map(|commune| territory.areas_of(&commune.commune_code)).collect();
    let states = open(tx, lists, &areas, at).await?;
    let mut documents = Vec::with_capacity(communes.len());
    for commune in communes {
        let code = &commune.commune_code;
        let own = states.iter().filter(|state| state.commune_code == *code);
        let state = CommuneState {
            commune_code: code.clone(),
            province_code: commune.province_code.clone(),
            posted_at: at,
            digest: chain::commune_digest(
                &own.map(|state| (state.area_code.clone(), state.link())).collect(),
            ),
        };
        let document = serde_json::to_string(&state).map_err(|_| ListsError::Document { what: "commune" })?;
        documents.push((code.to_string(), document));
        Arc::make_mut(&mut lists.communes).insert(code.clone(), state);
    }
    store::posting::replace_communes(tx, lists.roll_id(), &documents).await?;
    Ok(states)
}

/// Writes the first versions of areas' lists, as part of the next version of the roll.
async fn open(
    tx: &mut Tx,
    lists: &Lists,
    areas: &[&Area],
    at: NaiveDateTime,
) -> Result<Vec<AreaState>, ListsError> {
    let version = lists.version() + 1;
    let (mut states, mut versions) = (Vec::new(), Vec::new());
    for area in areas {
        let (state, list) = first_version(tx, lists.roll_id(), area, version, at).await?;
        versions.push(store::version::AreaRow {
            commune_code: area.commune_code.to_string(),
            area_code: area.area_code.to_string(),
            version: version.into(),
            document: serde_json::to_string(&list).map_err(|_| ListsError::Document { what: "version" })?,
        });
        states.push(state);
    }
    store::version::insert_areas(tx, lists.roll_id(), &versions).await?;
    write_areas(tx, lists.roll_id(), &states).await?;
    Ok(states)
}

/// Opens the lists of areas that a delta brought to communes whose lists are posted: empty, as a version of their own, so
/// that whoever comes there is a change like any other.
///
/// # Errors
/// [`ListsError`] if the database fails or the moment is before the latest version.
pub(crate) async fn open_new_areas(acting: &mut Acting<'_>) -> Result<Option<u32>, ListsError> {
    let at = acting.at();
    let (tx, lists) = acting.parts();
    let territory = lists.basis.territory.clone();
    let mut states = lists.areas(tx, lists.communes.keys()).await?;
    let is_new = |area: &&Area| lists.is_posted(&area.commune_code) && !states.contains_key(&area.area_code);
    let new: Vec<&Area> = territory.areas().filter(is_new).collect();
    if new.is_empty() {
        return Ok(None);
    }
    let opened = open(tx, lists, &new, at).await?;
    let touched: BTreeSet<CommuneCode> = opened.iter().map(|state| state.commune_code.clone()).collect();
    states.extend(opened.into_iter().map(|state| (state.area_code.clone(), state)));
    rehash_communes(tx, lists, states.values().filter(|state| touched.contains(&state.commune_code))).await?;
    lists.made = Some(Made::default());
    let reason = format!("{} new areas in communes whose lists are posted", new.len());
    let source = lists.basis.snapshot_id.clone();
    acting.part(Why { reason: &reason, source: &source }).await
}

/// The first version of an area's list.
async fn first_version(
    tx: &mut Tx,
    roll_id: &str,
    area: &Area,
    version: u32,
    at: NaiveDateTime,
) -> Result<(AreaState, ListVersion), ListsError> {
    let code = &area.area_code;
    let page = store::entry::read_area(tx, roll_id, area.commune_code.as_str(), code.as_str()).await?;
    let (mut rows, mut totals) = (Vec::new(), Totals::default());
    for document in page.documents() {
        let entry: Entry =
            serde_json::from_str(document).map_err(|_| ListsError::Document { what: "row" })?;
        rows.push(chain::row_digest(document.as_bytes()));
        if usize::try_from(entry.number).ok() != Some(rows.len()) {
            return Err(ListsError::Document { what: "list whose numbers have gaps" });
        }
        totals.add(&entry);
    }
    let link = chain::posted(roll_id, code, version, &rows);
    let last_number = u32::try_from(rows.len()).map_err(|_| ListsError::Document { what: "list" })?;
    let state = AreaState {
        area_code: code.clone(),
        commune_code: area.commune_code.clone(),
        version,
        digest: link.digest,
        last_number,
        books: Books::posted(&totals),
    };
    let list = ListVersion {
        area_code: code.clone(),
        version,
        at,
        digest: link.digest,
        posted_rows: Some(last_number),
        rows: Vec::new(),
    };
    Ok((state, list))
}
