//! `clock`: the timetable of each commune, and what is due or overdue by it.

use super::error::TaskError;
use super::waiting::{Held, Item, Register, Wanted, check_communes, items};
use crate::changes::ComplaintState;
use crate::law::{ClockRule, Limit, Standing, Term, Timetable};
use crate::lists::Lists;
use crate::people::{AreaCode, CommuneCode};
use crate::store::Database;
use crate::territory::{Area, Commune, OpensAt};
use chrono::{NaiveDate, NaiveDateTime};
use serde::Serialize;
use std::collections::{BTreeMap, BTreeSet};

/// Days before the last day of posting from which lists that are not posted are told as due.
pub const POSTING_IS_NEAR: i64 = 14;

/// The clock at a moment.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Clock {
    /// Local time.
    pub at: NaiveDateTime,
    pub roll_id: String,
    /// The title of the election.
    pub election: String,
    pub election_day: NaiveDate,
    pub places: Vec<PlaceTerms>,
    pub due: Vec<Due>,
}

/// The timetable of a commune, or of an area that opens at another moment than the others of its commune.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct PlaceTerms {
    pub commune_code: CommuneCode,
    pub commune: String,
    pub area_code: Option<AreaCode>,
    pub area_number: Option<u32>,
    /// Local time; `None` if the lists are drafts.
    pub posted_at: Option<NaiveDateTime>,
    pub terms: Vec<TermAt>,
}

/// A term, and where it stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct TermAt {
    pub rule: ClockRule,
    pub article: &'static str,
    /// `None`: without a beginning, or it begins with posting, which has not happened.
    pub from: Option<NaiveDateTime>,
    pub until: Limit,
    pub standing: Standing,
}

/// What somebody has to do.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Duty {
    /// Lists are not posted.
    Posting,
    /// A complaint is not settled.
    Complaint,
    /// A court has not decided.
    Suit,
    /// A batch waits for a second person.
    Batch,
    /// Somebody decides by hand.
    Review,
    /// A change came too late.
    Late,
    /// A half of a transfer waits for the other.
    Suspense,
}

impl Duty {
    /// The word of the public format.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Posting => "posting",
            Self::Complaint => "complaint",
            Self::Suit => "suit",
            Self::Batch => "batch",
            Self::Review => "review",
            Self::Late => "late",
            Self::Suspense => "suspense",
        }
    }
}

/// Something that is due.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Due {
    pub duty: Duty,
    /// The matter, where it is one.
    pub id: Option<String>,
    /// Empty where it is of no commune.
    pub commune_code: String,
    /// Local time.
    pub since: Option<NaiveDateTime>,
    pub age_days: Option<i64>,
    /// The last day on which it is in time, where the law names one.
    pub due_on: Option<NaiveDate>,
    /// Days until then; below zero once it is past.
    pub days_left: Option<i64>,
    pub overdue: bool,
}

/// The clock of the latest roll: of the communes named, or of all.
///
/// # Errors
/// [`TaskError`] if there is no roll, a commune is unknown or the database fails.
pub async fn clock(
    database: &Database,
    communes: &BTreeSet<CommuneCode>,
    at: NaiveDateTime,
) -> Result<Clock, TaskError> {
    let mut tx = database.read().await?;
    let lists = Lists::find(&mut tx, database).await?;
    check_communes(&lists, communes)?;
    let wanted = Wanted { communes: communes.clone(), ..Wanted::default() };
    let items = items(&mut tx, &lists, &wanted, at).await?;
    tx.rollback().await?;
    // A commune without an area is named as a neighbour only, and has no lists.
    let has_lists = |code: &CommuneCode| !lists.basis.territory.areas_of(code).is_empty();
    let named = |commune: &&Commune| match communes.is_empty() {
        true => has_lists(&commune.commune_code),
        false => communes.contains(&commune.commune_code),
    };
    let mut places = Vec::new();
    for commune in lists.basis.territory.communes().filter(named) {
        places_of(&lists, commune, at, &mut places);
    }
    let mut due: Vec<Due> = places.iter().filter_map(|place| posting_due(place, at)).collect();
    due.extend(items.iter().filter_map(|item| item_due(item, &lists, at)));
    due.sort_by_key(|due| (!due.overdue, due.duty, due.days_left, due.id.clone()));
    let election = &lists.basis.election;
    Ok(Clock {
        at,
        roll_id: lists.roll_id().to_owned(),
        election: election.title.clone(),
        election_day: election.election_day,
        places,
        due,
    })
}

/// The commune with the opening of most of its areas, then the areas that open at another moment.
fn places_of(lists: &Lists, commune: &Commune, at: NaiveDateTime, places: &mut Vec<PlaceTerms>) {
    let code = &commune.commune_code;
    let day = lists.basis.election.election_day;
    let usual = OpensAt::Hour(lists.basis.election.opens_at);
    let opening = |area: &Area| area.opens_at.unwrap_or(usual).moment(day);
    let areas = lists.basis.territory.areas_of(code);
    let mut counts: BTreeMap<NaiveDateTime, usize> = BTreeMap::new();
    for area in &areas {
        *counts.entry(opening(area)).or_default() += 1;
    }
    let most = counts.iter().max_by_key(|(moment, count)| (**count, std::cmp::Reverse(**moment)));
    let common = most.map_or_else(|| usual.moment(day), |(moment, _)| *moment);
    let posted_at = lists.communes.get(code).map(|state| state.posted_at);
    let mut place = |area: Option<&Area>, opens: NaiveDateTime| {
        let terms = terms(lists, OpensAt::Moment(opens), posted_at, at);
        places.push(PlaceTerms {
            commune_code: code.clone(),
            commune: crate::render::commune_name(commune),
            area_code: area.map(|area| area.area_code.clone()),
            area_number: area.map(|area| area.number),
            posted_at,
            terms,
        });
    };
    place(None, common);
    for area in areas.iter().filter(|area| opening(area) != common) {
        place(Some(area), opening(area));
    }
}

fn terms(
    lists: &Lists,
    opens_at: OpensAt,
    posted_at: Option<NaiveDateTime>,
    at: NaiveDateTime,
) -> Vec<TermAt> {
    let timetable = Timetable::new(&lists.basis.election, &lists.basis.profile, Some(opens_at), posted_at);
    let term = |term: &Term| TermAt {
        rule: term.rule,
        article: term.rule.citation().told(),
        // That lists may be posted has no beginning.
        from: term.from.filter(|from| *from != NaiveDateTime::MIN),
        until: term.until,
        standing: term.standing(at),
    };
    timetable.terms.iter().map(term).collect()
}

fn posting_due(place: &PlaceTerms, at: NaiveDateTime) -> Option<Due> {
    let term = place.terms.iter().find(|term| term.rule == ClockRule::C1)?;
    let day = term.until.day();
    let left = (day - at.date()).num_days();
    let is_draft = place.area_code.is_none() && place.posted_at.is_none();
    (is_draft && left <= POSTING_IS_NEAR).then(|| Due {
        duty: Duty::Posting,
        id: None,
        commune_code: place.commune_code.to_string(),
        since: None,
        age_days: None,
        due_on: Some(day),
        days_left: Some(left),
        overdue: left < 0,
    })
}

fn item_due(item: &Item, lists: &Lists, at: NaiveDateTime) -> Option<Due> {
    let (duty, due_on) = match (&item.held, item.register) {
        (Held::Complaint(complaint), _) => match complaint.state {
            ComplaintState::Open => (Duty::Complaint, Some(complaint.due_on)),
            ComplaintState::Sued => {
                let timetable = Timetable::new(&lists.basis.election, &lists.basis.profile, None, None);
                (Duty::Suit, Some(timetable.term(ClockRule::C5).until.day()))
            }
            ComplaintState::Settled | ComplaintState::Judged | ComplaintState::Withdrawn => return None,
        },
        (_, Register::Batch) => (Duty::Batch, None),
        (_, Register::Review) => (Duty::Review, None),
        (_, Register::Late) => (Duty::Late, None),
        (_, Register::Suspense | Register::Notice) => (Duty::Suspense, None),
        (_, Register::Complaint | Register::Certificate | Register::Hold) => return None,
    };
    let days_left = due_on.map(|day| (day - at.date()).num_days());
    Some(Due {
        duty,
        id: Some(item.id.clone()),
        commune_code: item.commune_code.clone(),
        since: item.since,
        age_days: item.age_days,
        due_on,
        days_left,
        overdue: days_left.is_some_and(|left| left < 0),
    })
}
