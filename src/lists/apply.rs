//! Making changes: numbers, rows, books, digests. The one place that writes posted lists.

use super::acting::Act;
use super::error::ListsError;
use super::lists::{Lists, Made};
use super::records::{AreaState, ChangedRow, ListVersion};
use crate::changes::{Change, Difference, Event, Kind, Place, RightEnds, RowEdit, Strike};
use crate::people::{AreaCode, CommuneCode, PersonalNumber, digest};
use crate::roll::Entry;
use crate::roll::chain::{self, AreaLink, Digest, RowEdit as WrittenRow};
use crate::store::{self, Tx};
use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

/// A change of one person that is to be made.
#[derive(Debug, Clone)]
pub(crate) struct Intent {
    pub personal_id: PersonalNumber,
    pub event: Event,
    pub difference: Difference,
    /// What takes the right to vote, where that is what happened.
    pub right_ends: Option<RightEnds>,
    pub reason: Cow<'static, str>,
    pub evidence: String,
    /// Given where another office knows the pair already.
    pub pair_id: Option<String>,
}

/// Makes the changes, as one version of the roll, and gives them as they were recorded. The version is stated by
/// [`audit::acted`](super::audit::acted), with the line that tells of it. Nothing to do makes no version.
pub(super) async fn apply(
    tx: &mut Tx,
    lists: &mut Lists,
    mut intents: Vec<Intent>,
    act: &Act<'_>,
) -> Result<Vec<ChangedRow>, ListsError> {
    if intents.is_empty() {
        return Ok(Vec::new());
    }
    if lists.made.is_some() {
        return Err(ListsError::Refused { why: "one act makes one version".to_owned() });
    }
    intents.sort_by_key(|intent| intent.personal_id);
    let communes: BTreeSet<CommuneCode> =
        intents.iter().flat_map(|it| it.difference.edits()).map(|edit| edit.commune().clone()).collect();
    let mut work = Work {
        version: lists.version() + 1,
        areas: lists.areas(tx, &communes).await?,
        touched: BTreeSet::new(),
        recorded: Vec::new(),
        changes: 0,
    };
    for intent in intents {
        work.make(intent, lists.roll_id(), act)?;
    }
    let versions = work.link(act)?;
    let log = write(tx, lists, &work, &versions).await?;
    rehash_communes(tx, lists, work.areas.values()).await?;
    lists.made = Some(Made { changes: work.changes, log });
    Ok(work.recorded)
}

/// A version in the making.
struct Work {
    version: u32,
    areas: BTreeMap<AreaCode, AreaState>,
    touched: BTreeSet<AreaCode>,
    recorded: Vec<ChangedRow>,
    changes: u64,
}

impl Work {
    /// Makes one person's change, and those beside it.
    fn make(&mut self, intent: Intent, roll_id: &str, act: &Act<'_>) -> Result<(), ListsError> {
        let Intent { personal_id, event, difference, right_ends, reason, evidence, pair_id } = intent;
        let Difference { kind, from, to, beside } = difference;
        let number = self.changes + 1;
        let is_pair = matches!(kind, Kind::Transfer | Kind::Mark) || !beside.is_empty();
        let pair_id = pair_id.or_else(|| is_pair.then(|| pair(roll_id, self.version, number)));
        let strike = Strike::of(event, right_ends);
        let numbered = |areas: &mut BTreeMap<AreaCode, AreaState>, mut edit: RowEdit| {
            strike.write(&mut edit.after);
            number_row(areas, &mut edit).map(|()| edit)
        };
        let from = from.map(|edit| numbered(&mut self.areas, edit)).transpose()?;
        let to = to.map(|edit| numbered(&mut self.areas, edit)).transpose()?;
        let beside: Vec<RowEdit> =
            beside.into_iter().map(|edit| numbered(&mut self.areas, edit)).collect::<Result<_, _>>()?;
        let before = from.as_ref().and_then(|edit| edit.before.as_ref()).map(Place::of);
        let after = match (&to, kind) {
            (Some(edit), _) => Some(Place::of(&edit.after)),
            (None, Kind::Correct) => from.as_ref().map(|edit| Place::of(&edit.after)),
            (None, Kind::Add | Kind::Remove | Kind::Mark | Kind::Transfer) => None,
        };
        let citations = event.citations_of(right_ends).iter();
        let told = Change {
            change_id: String::new(),
            pair_id,
            personal_id,
            kind,
            rule: event,
            articles: citations.map(|citation| Cow::Borrowed(citation.told())).collect(),
            from: before,
            to: after,
            at: act.at,
            by: act.by.to_owned(),
            reason: reason.into_owned(),
            evidence,
        };
        if from.is_some() || to.is_some() {
            self.record(told.clone(), from.into_iter().chain(to).collect())?;
        }
        for edit in beside {
            let place = Some(Place::of(&edit.after));
            let (kind, from, to) = match (&edit.before, edit.after.status) {
                (None, _) => (Kind::Mark, None, place),
                (Some(_), crate::roll::Status::Struck) => (Kind::Remove, place, None),
                (Some(_), _) => (Kind::Correct, place.clone(), place),
            };
            self.record(Change { kind, from, to, ..told.clone() }, vec![edit])?;
        }
        Ok(())
    }

    /// Numbers a change, books it and keeps what it did.
    fn record(&mut self, told: Change, edits: Vec<RowEdit>) -> Result<(), ListsError> {
        self.changes += 1;
        let change = Change { change_id: format!("{}-{}", self.version, self.changes), ..told };
        let areas: BTreeSet<&AreaCode> = edits.iter().map(RowEdit::area).collect();
        for area in areas {
            self.areas.get_mut(area).ok_or_else(|| not_posted(area))?.books.book(area, &change);
            self.touched.insert(area.clone());
        }
        for edit in edits {
            let area = edit.area().clone();
            self.areas.get_mut(&area).ok_or_else(|| not_posted(&area))?.books.count(&edit);
            self.recorded.push(ChangedRow { version: self.version, change: change.clone(), edit });
        }
        Ok(())
    }

    /// Checks the books of the touched areas and links their new versions.
    fn link(&mut self, act: &Act<'_>) -> Result<Vec<(CommuneCode, ListVersion)>, ListsError> {
        let mut rows: BTreeMap<&AreaCode, BTreeMap<u32, Digest>> = BTreeMap::new();
        for ChangedRow { edit, .. } in &self.recorded {
            let row = row_digest(&edit.after)?;
            rows.entry(edit.area()).or_default().insert(edit.after.number, row);
        }
        let mut versions = Vec::with_capacity(rows.len());
        for (code, rows) in rows {
            let state = self.areas.get_mut(code).ok_or_else(|| not_posted(code))?;
            state.books.check(&format!("area {code}"))?;
            let rows: Vec<WrittenRow> =
                rows.into_iter().map(|(number, row)| WrittenRow { number, row }).collect();
            let link = chain::next(&state.link(), self.version, &rows)?;
            (state.version, state.digest) = (link.version, link.digest);
            let (version, digest) = (link.version, link.digest);
            let area_code = code.clone();
            let list = ListVersion { area_code, version, at: act.at, digest, posted_rows: None, rows };
            versions.push((state.commune_code.clone(), list));
        }
        Ok(versions)
    }
}

/// Gives an appended row the number after the last one.
fn number_row(areas: &mut BTreeMap<AreaCode, AreaState>, edit: &mut RowEdit) -> Result<(), ListsError> {
    if edit.before.is_none() {
        let area = edit.area().clone();
        let state = areas.get_mut(&area).ok_or_else(|| not_posted(&area))?;
        state.last_number += 1;
        edit.after.number = state.last_number;
    }
    Ok(())
}

/// The digest of a row as it is kept.
fn row_digest(entry: &crate::roll::Entry) -> Result<Digest, ListsError> {
    let document = serde_json::to_vec(entry).map_err(|_| ListsError::Document { what: "row" })?;
    Ok(chain::row_digest(&document))
}

fn not_posted(area: &AreaCode) -> ListsError {
    ListsError::NotPosted { place: format!("area {area}") }
}

/// What binds a pair, between offices too: 16 hexadecimal digits over the roll and the change.
fn pair(roll_id: &str, version: u32, number: u64) -> String {
    digest(format!("{roll_id};{version};{number}").as_bytes())[..16].to_owned()
}

async fn write(
    tx: &mut Tx,
    lists: &Lists,
    work: &Work,
    versions: &[(CommuneCode, ListVersion)],
) -> Result<Vec<String>, ListsError> {
    let unwritable = |_| ListsError::Document { what: "change" };
    let mut latest = BTreeMap::new();
    let mut log = Vec::with_capacity(work.recorded.len());
    for (position, row) in (1..).zip(&work.recorded) {
        let edit = &row.edit;
        latest.insert((edit.area(), edit.after.number), &edit.after);
        log.push(store::change::Row {
            commune_code: edit.commune().to_string(),
            area_code: edit.area().to_string(),
            version: row.version.into(),
            position,
            change_id: row.change.change_id.clone(),
            personal_id: row.change.personal_id.to_string(),
            document: serde_json::to_string(row).map_err(unwritable)?,
        });
    }
    // A person's row that falls must fall before another rises: one person stands once.
    let rows: Vec<&Entry> = latest.into_values().collect();
    store::entry::replace_many(tx, lists.roll_id(), &rows).await?;
    fail_point!("change.rows_written");
    store::change::insert_many(tx, lists.roll_id(), &log).await?;
    fail_point!("change.logged");
    let versions = versions.iter().map(|(commune, list)| {
        Ok(store::version::AreaRow {
            commune_code: commune.to_string(),
            area_code: list.area_code.to_string(),
            version: list.version.into(),
            document: serde_json::to_string(list).map_err(unwritable)?,
        })
    });
    let versions = versions.collect::<Result<Vec<_>, ListsError>>()?;
    store::version::insert_areas(tx, lists.roll_id(), &versions).await?;
    fail_point!("change.versions_written");
    let areas: Vec<&AreaState> = work.touched.iter().filter_map(|code| work.areas.get(code)).collect();
    write_areas(tx, lists.roll_id(), areas).await?;
    Ok(log.into_iter().map(|row| row.document).collect())
}

/// Writes the states of areas over the former ones.
pub(crate) async fn write_areas<'a>(
    tx: &mut Tx,
    roll_id: &str,
    areas: impl IntoIterator<Item = &'a AreaState>,
) -> Result<(), ListsError> {
    let row = |state: &AreaState| {
        Ok(store::posting::AreaRow {
            commune_code: state.commune_code.to_string(),
            area_code: state.area_code.to_string(),
            document: serde_json::to_string(state).map_err(|_| ListsError::Document { what: "area" })?,
        })
    };
    let rows = areas.into_iter().map(row).collect::<Result<Vec<_>, ListsError>>()?;
    store::posting::replace_areas(tx, roll_id, &rows).await?;
    fail_point!("change.areas_written");
    Ok(())
}

/// Takes the digests of posted communes anew over all their areas.
pub(crate) async fn rehash_communes<'a>(
    tx: &mut Tx,
    lists: &mut Lists,
    areas: impl IntoIterator<Item = &'a AreaState>,
) -> Result<(), ListsError> {
    let mut links: BTreeMap<CommuneCode, BTreeMap<AreaCode, AreaLink>> = BTreeMap::new();
    for area in areas {
        links.entry(area.commune_code.clone()).or_default().insert(area.area_code.clone(), area.link());
    }
    let mut changed = Vec::with_capacity(links.len());
    for (code, areas) in links {
        let commune = Arc::make_mut(&mut lists.communes).get_mut(&code);
        let commune = commune.ok_or_else(|| ListsError::NotPosted { place: format!("commune {code}") })?;
        commune.digest = chain::commune_digest(&areas);
        let document =
            serde_json::to_string(commune).map_err(|_| ListsError::Document { what: "commune" })?;
        changed.push((code.to_string(), document));
    }
    store::posting::replace_communes(tx, lists.roll_id(), &changed).await?;
    fail_point!("change.communes_written");
    Ok(())
}
