//! `post`: freezes the numbers of lists, and makes version 1 of them.

mod left_open;

pub use left_open::LeftOpen;

use super::actor::begin;
use super::error::TaskError;
use super::posted::{
    Act, AreaState, CommuneState, ListVersion, Lists, Made, audit, in_order, outcomes, rehash_communes,
    write_areas,
};
use super::progress::Progress;
use crate::changes::Books;
use crate::law::{ClockRule, Timetable, midnight};
use crate::people::CommuneCode;
use crate::roll::chain::{self, Digest, SigningKey};
use crate::roll::{Entry, Totals};
use crate::store::{self, Database, Tx};
use crate::territory::{Area, Commune};
use chrono::NaiveDateTime;
use serde::Serialize;
use std::collections::BTreeSet;

/// Communes that are written together: of a commune of 33,000 people some twenty rows.
const TOGETHER: usize = 16;

/// Who posts, when, and which communes.
#[derive(Clone, Copy)]
pub struct PostOptions<'a> {
    /// Local time.
    pub at: NaiveDateTime,
    pub by: &'a str,
    pub key: Option<&'a SigningKey>,
    /// None named: all.
    pub communes: &'a BTreeSet<CommuneCode>,
    /// Although rows were rejected, or persons wait.
    pub anyway: bool,
}

/// What was posted.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Posted {
    pub roll_id: String,
    /// The version it made; `None` if everything named was posted already.
    pub version: Option<u32>,
    pub communes: u64,
    pub areas: u64,
    pub voters: u64,
    /// The digest over all posted lists.
    pub nation: Option<Digest>,
    /// The last day on which posting was in time, if this is later (C1).
    pub late_since: Option<String>,
    /// Until when complaints are heard (C2).
    pub complaints_until: String,
    /// What was open all the same.
    pub left_open: LeftOpen,
}

/// Posts the lists of communes: rows keep their numbers from now on.
///
/// # Errors
/// [`TaskError::LeftOpen`] if rows were rejected or persons wait, and it is not said that it shall be done all the same; another
/// if there is no roll, a commune is unknown, the database fails, or a list's numbers have gaps. Then nothing is posted.
pub async fn post(
    database: &Database,
    name: &str,
    options: PostOptions<'_>,
    progress: &dyn Progress,
) -> Result<Posted, TaskError> {
    let mut tx = begin(database).await?;
    let mut lists = Lists::lock(&mut tx, name).await?;
    let communes = chosen(&lists, options.communes)?;
    in_order(options.at, "the extract of these lists was taken", midnight(lists.basis.as_of))?;
    let timetable = Timetable::new(&lists.basis.election, &lists.basis.profile, None, Some(options.at));
    let posting_by = timetable.term(ClockRule::C1).until;
    let mut posted = Posted {
        roll_id: lists.roll_id().to_owned(),
        version: None,
        communes: with_areas(&lists, &communes),
        areas: 0,
        voters: 0,
        nation: None,
        late_since: posting_by.is_past(options.at).then(|| posting_by.to_string()),
        complaints_until: timetable.term(ClockRule::C2).until.to_string(),
        left_open: LeftOpen::default(),
    };
    if communes.is_empty() {
        tx.rollback().await?;
        return Ok(posted);
    }
    posted.left_open = LeftOpen::of(&mut tx, &lists, &communes).await?;
    if posted.left_open.asks() && !options.anyway {
        return Err(TaskError::LeftOpen(Box::new(posted.left_open)));
    }
    progress.begin("post", Some(communes.len() as u64));
    let mut registers = Vec::with_capacity(communes.len());
    for part in communes.chunks(TOGETHER) {
        for code in part {
            registers.push(outcomes::register_of_outcomes(&mut tx, lists.roll_id(), code.as_str()).await?);
        }
        let areas = post_communes(&mut tx, &mut lists, part, options.at).await?;
        posted.areas += areas.len() as u64;
        posted.voters += areas.iter().map(|area| area.books.voters.posted).sum::<u64>();
        progress.advance(part.len() as u64);
    }
    progress.end();
    let act = Act { at: options.at, by: options.by, action: "post", key: options.key };
    lists.made = Some(Made::default());
    let reason = format!("{} communes, {} areas, {} voters", posted.communes, posted.areas, posted.voters);
    let source = lists.basis.snapshot_id.clone();
    posted.version = audit::acted(&mut tx, &mut lists, &act, (&reason, &source), registers).await?;
    posted.nation = lists.versions(&mut tx).await?.pop().map(|version| version.statement.nation);
    tx.commit().await?;
    Ok(posted)
}

/// How many of some communes have a list: one without an area is named as a neighbour only.
fn with_areas(lists: &Lists, communes: &[CommuneCode]) -> u64 {
    let territory = &lists.basis.territory;
    communes.iter().filter(|code| !territory.areas_of(code).is_empty()).count() as u64
}

/// The communes that are named, or all, and not posted yet.
fn chosen(lists: &Lists, named: &BTreeSet<CommuneCode>) -> Result<Vec<CommuneCode>, TaskError> {
    let territory = &lists.basis.territory;
    let all: Vec<CommuneCode> = territory.communes().map(|commune| commune.commune_code.clone()).collect();
    if let Some(code) = named.iter().find(|code| territory.commune(code).is_none()) {
        let first = all.iter().take(3).map(CommuneCode::as_str).collect::<Vec<_>>().join(", ");
        return Err(TaskError::UnknownCommune { code: code.to_string(), first });
    }
    let wanted = |code: &CommuneCode| (named.is_empty() || named.contains(code)) && !lists.is_posted(code);
    Ok(all.into_iter().filter(wanted).collect())
}

/// Posts some communes. A server is told of all at once: each table that is written costs a wait for its answer.
async fn post_communes(
    tx: &mut Tx,
    lists: &mut Lists,
    codes: &[CommuneCode],
    at: NaiveDateTime,
) -> Result<Vec<AreaState>, TaskError> {
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
        let document = serde_json::to_string(&state).map_err(|_| TaskError::Document { what: "commune" })?;
        documents.push((code.to_string(), document));
        lists.communes.insert(code.clone(), state);
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
) -> Result<Vec<AreaState>, TaskError> {
    let version = lists.version() + 1;
    let (mut states, mut versions) = (Vec::new(), Vec::new());
    for area in areas {
        let (state, list) = first_version(tx, lists.roll_id(), area, version, at).await?;
        versions.push(store::version::AreaRow {
            commune_code: area.commune_code.to_string(),
            area_code: area.area_code.to_string(),
            version: version.into(),
            document: serde_json::to_string(&list).map_err(|_| TaskError::Document { what: "version" })?,
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
/// [`TaskError`] if the database fails or the moment is before the latest version.
pub(super) async fn open_new_areas(tx: &mut Tx, lists: &mut Lists, act: &Act<'_>) -> Result<(), TaskError> {
    let territory = lists.basis.territory.clone();
    let mut states = lists.areas(tx, lists.communes.keys()).await?;
    let is_new = |area: &&Area| lists.is_posted(&area.commune_code) && !states.contains_key(&area.area_code);
    let new: Vec<&Area> = territory.areas().filter(is_new).collect();
    if new.is_empty() {
        return Ok(());
    }
    let opened = open(tx, lists, &new, act.at).await?;
    let touched: BTreeSet<CommuneCode> = opened.iter().map(|state| state.commune_code.clone()).collect();
    states.extend(opened.into_iter().map(|state| (state.area_code.clone(), state)));
    rehash_communes(tx, lists, states.values().filter(|state| touched.contains(&state.commune_code))).await?;
    lists.made = Some(Made::default());
    let reason = format!("{} new areas in communes whose lists are posted", new.len());
    let source = lists.basis.snapshot_id.clone();
    audit::acted(tx, lists, act, (&reason, &source), Vec::new()).await?;
    Ok(())
}

/// The first version of an area's list.
async fn first_version(
    tx: &mut Tx,
    roll_id: &str,
    area: &Area,
    version: u32,
    at: NaiveDateTime,
) -> Result<(AreaState, ListVersion), TaskError> {
    let code = &area.area_code;
    let page = store::entry::read_area(tx, roll_id, area.commune_code.as_str(), code.as_str()).await?;
    let (mut rows, mut totals) = (Vec::new(), Totals::default());
    for document in page.documents() {
        let entry: Entry = serde_json::from_str(document).map_err(|_| TaskError::Document { what: "row" })?;
        rows.push(chain::row_digest(document.as_bytes()));
        if usize::try_from(entry.number).ok() != Some(rows.len()) {
            return Err(TaskError::Document { what: "list whose numbers have gaps" });
        }
        totals.add(&entry);
    }
    let link = chain::posted(roll_id, code, version, &rows);
    let last_number = u32::try_from(rows.len()).map_err(|_| TaskError::Document { what: "list" })?;
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
