//! `post`: freezes the numbers of lists, and makes version 1 of them.

mod left_open;

pub use left_open::LeftOpen;

use super::error::TaskError;
use crate::law::{ClockRule, Timetable, midnight};
use crate::lists::{Acting, Actor, Lists, ListsError, Made, Why, outcomes, post_communes};
use crate::people::CommuneCode;
use crate::progress::Progress;
use crate::roll::chain::Digest;
use crate::store::Database;
use chrono::{NaiveDate, NaiveDateTime};
use serde::Serialize;
use std::collections::BTreeSet;

/// Communes that are written together: of a commune of 33,000 people some twenty rows.
const TOGETHER: usize = 16;

/// Which lists are posted, and how far it goes.
#[derive(Clone, Copy)]
pub struct PostOptions<'a> {
    /// None named: all.
    pub communes: &'a BTreeSet<CommuneCode>,
    /// Although rows were rejected, or persons wait.
    pub anyway: bool,
    /// Write nothing.
    pub dry_run: bool,
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
    options: PostOptions<'_>,
    actor: &Actor,
    progress: &dyn Progress,
) -> Result<Posted, TaskError> {
    let mut acting = Acting::begin(database, actor, "post").await?;
    let at = acting.at();
    let lists = acting.lists();
    let communes = chosen(lists, options.communes)?;
    acting.allow(&communes)?;
    acting.after("the extract of these lists was taken", midnight(lists.basis.as_of))?;
    before_voting_ends(at, lists.basis.election.election_day)?;
    let timetable = Timetable::new(&lists.basis.election, &lists.basis.profile, None, Some(at));
    let posting_by = timetable.term(ClockRule::C1).until;
    let mut posted = Posted {
        roll_id: lists.roll_id().to_owned(),
        version: None,
        communes: with_areas(lists, &communes),
        areas: 0,
        voters: 0,
        nation: None,
        late_since: posting_by.is_past(at).then(|| posting_by.to_string()),
        complaints_until: timetable.term(ClockRule::C2).until.to_string(),
        left_open: LeftOpen::default(),
    };
    if communes.is_empty() {
        acting.abandon().await?;
        return Ok(posted);
    }
    let (tx, lists) = acting.parts();
    posted.left_open = LeftOpen::of(tx, lists, &communes).await?;
    if posted.left_open.asks() && !options.anyway {
        return Err(TaskError::LeftOpen(Box::new(posted.left_open)));
    }
    posted.add(&mut acting, &communes, progress).await?;
    let (_, lists) = acting.parts();
    lists.made = Some(Made::default());
    posted.nation = Some(lists.nation());
    let reason = format!("{} communes, {} areas, {} voters", posted.communes, posted.areas, posted.voters);
    let source = lists.basis.snapshot_id.clone();
    let why = Why { reason: &reason, source: &source };
    posted.version = match options.dry_run {
        true => acting.rehearse(why).await?,
        false => acting.commit(why).await?,
    };
    Ok(posted)
}

impl Posted {
    /// Posts the lists of communes, and counts what is posted.
    async fn add(
        &mut self,
        acting: &mut Acting<'_>,
        communes: &[CommuneCode],
        progress: &dyn Progress,
    ) -> Result<(), TaskError> {
        let at = acting.at();
        progress.begin("post", Some(communes.len() as u64));
        for part in communes.chunks(TOGETHER) {
            let mut kept = Vec::with_capacity(part.len());
            let (tx, lists) = acting.parts();
            for code in part {
                kept.push(outcomes::register_of_outcomes(tx, lists.roll_id(), code.as_str()).await?);
            }
            let areas = post_communes(tx, lists, part, at).await?;
            acting.record(kept);
            fail_point!("post.communes_posted");
            self.areas += areas.len() as u64;
            self.voters += areas.iter().map(|area| area.books.voters.posted).sum::<u64>();
            progress.advance(part.len() as u64);
        }
        progress.end();
        Ok(())
    }
}

/// Lists are posted for an election that is still to come, or under way (Art. 32): not for one that is over.
fn before_voting_ends(at: NaiveDateTime, election_day: NaiveDate) -> Result<(), ListsError> {
    match at.date() > election_day {
        false => Ok(()),
        true => Err(ListsError::ElectionOver { at, election_day }),
    }
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
