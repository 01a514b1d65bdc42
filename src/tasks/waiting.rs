//! `waiting`: the registers of what waits for somebody, or was settled.

use super::error::TaskError;
use crate::changes::{Complaint, Event, Place, Postponed};
use crate::law::{ClockRule, Limit};
use crate::lists::{Batch, Certificate, Hold, Lists, ListsError, Notice, NoticeSays, Registered, Waiting};
use crate::people::{CommuneCode, PersonalNumber};
use crate::store::matter::{Matter, State};
use crate::store::{Database, Tx, matter_page};
use chrono::NaiveDateTime;
use serde::{Serialize, Serializer};
use std::collections::BTreeSet;

pub use crate::store::matter::Kind as Register;

/// Matters read at once.
const PAGE: u32 = 1_000;

/// What a matter is: each register holds one kind of document.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(untagged)]
pub enum Held {
    Waiting(Box<Waiting>),
    Batch(Batch),
    Complaint(Box<Complaint>),
    Certificate(Certificate),
    Hold(Hold),
    Notice(Box<Notice>),
}

/// A line of a register.
#[derive(Clone, PartialEq, Eq)]
pub struct Item {
    pub register: Register,
    pub id: String,
    pub state: State,
    /// The commune it is of, if any.
    pub commune_code: String,
    /// The person it is about, if anybody.
    pub personal_id: Option<PersonalNumber>,
    pub held: Held,
    /// Local time.
    pub since: Option<NaiveDateTime>,
    /// Whole days from `since` to the moment asked for, by the calendar.
    pub age_days: Option<i64>,
    /// Until when the half of a transfer can still be made (C4 of the area here).
    pub until: Option<Limit>,
}

/// Tells which, not whose.
impl std::fmt::Debug for Item {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Item({}/{} {})", self.register.as_str(), self.id, self.state)
    }
}

/// Which lines are wanted.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Wanted {
    /// One register, or all.
    pub register: Option<Register>,
    /// Those that were settled too.
    pub settled: bool,
    /// Only of these communes, or all.
    pub communes: BTreeSet<CommuneCode>,
}

/// The registers of the latest roll, as they stand, with ages at a moment.
///
/// # Errors
/// [`TaskError`] if there is no roll, a commune is unknown or the database fails.
pub async fn waiting(
    database: &Database,
    wanted: &Wanted,
    at: NaiveDateTime,
) -> Result<Vec<Item>, TaskError> {
    let mut tx = database.read().await?;
    let lists = Lists::find(&mut tx, database).await?;
    check_communes(&lists, &wanted.communes)?;
    let items = items(&mut tx, &lists, wanted, at).await?;
    tx.rollback().await?;
    Ok(items)
}

/// Every commune that is named must be there.
pub(super) fn check_communes(lists: &Lists, named: &BTreeSet<CommuneCode>) -> Result<(), TaskError> {
    let territory = &lists.basis.territory;
    let Some(code) = named.iter().find(|code| territory.commune(code).is_none()) else { return Ok(()) };
    let first: Vec<&str> =
        territory.communes().take(3).map(|commune| commune.commune_code.as_str()).collect();
    Err(TaskError::UnknownCommune { code: code.to_string(), first: first.join(", ") })
}

/// Where a page of the registers ends: a register and the last matter of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Cursor {
    pub register: Register,
    pub id: String,
}

/// A page of the registers.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Items {
    pub items: Vec<Item>,
    /// Where the next page begins; `None` after the last.
    pub next: Option<Cursor>,
}

/// The next matters of the registers after a cursor; `None` for the first.
///
/// # Errors
/// As [`waiting`].
pub async fn page(
    database: &Database,
    wanted: &Wanted,
    after: Option<Cursor>,
    limit: u32,
    at: NaiveDateTime,
) -> Result<Items, TaskError> {
    let mut tx = database.read().await?;
    let lists = Lists::find(&mut tx, database).await?;
    check_communes(&lists, &wanted.communes)?;
    let page = next(&mut tx, &lists, wanted, after, limit, at).await?;
    tx.rollback().await?;
    Ok(page)
}

/// All matters of the registers that are wanted, by register and id.
pub(super) async fn items(
    tx: &mut Tx,
    lists: &Lists,
    wanted: &Wanted,
    at: NaiveDateTime,
) -> Result<Vec<Item>, TaskError> {
    let mut page = next(tx, lists, wanted, None, PAGE, at).await?;
    let mut items = page.items;
    while let Some(cursor) = page.next.take() {
        page = next(tx, lists, wanted, Some(cursor), PAGE, at).await?;
        items.append(&mut page.items);
    }
    Ok(items)
}

async fn next(
    tx: &mut Tx,
    lists: &Lists,
    wanted: &Wanted,
    after: Option<Cursor>,
    limit: u32,
    at: NaiveDateTime,
) -> Result<Items, TaskError> {
    let communes: Vec<&str> = wanted.communes.iter().map(CommuneCode::as_str).collect();
    let communes = Some(communes.as_slice()).filter(|communes| !communes.is_empty());
    let is_wanted = |register: &Register| wanted.register.is_none_or(|only| only == *register);
    let is_before = |register: &Register| after.as_ref().is_some_and(|after| after.register != *register);
    let mut items = Vec::new();
    for register in Register::ALL.into_iter().skip_while(is_before).filter(is_wanted) {
        let after = after.as_ref().filter(|after| after.register == register);
        let after = after.map_or("", |after| after.id.as_str());
        let wanted = matter_page::Wanted { kind: register, waiting: !wanted.settled, communes };
        let left = limit - u32::try_from(items.len()).unwrap_or(limit);
        for matter in matter_page::next(tx, lists.roll_id(), wanted, after, left).await? {
            items.push(Item::of(&matter, lists, at)?);
        }
        if u32::try_from(items.len()).is_ok_and(|count| count >= limit) {
            break;
        }
    }
    let is_full = u32::try_from(items.len()).is_ok_and(|count| count >= limit);
    let last = items.last().filter(|_| is_full);
    let next = last.map(|item: &Item| Cursor { register: item.register, id: item.id.clone() });
    Ok(Items { items, next })
}

impl Item {
    fn of(matter: &Matter, lists: &Lists, at: NaiveDateTime) -> Result<Self, ListsError> {
        let register = matter.kind;
        let held = Held::of(matter)?;
        let since = held.since();
        let area = match &held {
            Held::Waiting(waiting) if register == Register::Suspense => {
                waiting.to.as_ref().or(waiting.from.as_ref())
            }
            _ => None,
        };
        let until =
            area.map(|place| lists.terms().timetable(&place.area_code, None).term(ClockRule::C4).until);
        Ok(Self {
            register,
            id: matter.matter_id.clone(),
            state: State::parse(&matter.state).ok_or(ListsError::Document { what: "state of a matter" })?,
            commune_code: matter.commune_code.clone(),
            personal_id: PersonalNumber::parse(&matter.personal_id).ok(),
            since,
            age_days: since.map(|since| (at.date() - since.date()).num_days()),
            until,
            held,
        })
    }

    /// Why it waits, in one stable word.
    pub fn why(&self) -> &str {
        match &self.held {
            Held::Waiting(waiting) => match &waiting.why {
                Postponed::Late(_) => "late",
                Postponed::Unnamed => "unnamed",
                Postponed::ByHand => "by_hand",
                Postponed::Unread => "unread",
                Postponed::Incoming(_) => "incoming",
                Postponed::Outgoing(_) => "outgoing",
            },
            Held::Batch(_) => "tripwire",
            Held::Complaint(complaint) => complaint.subject.as_str(),
            Held::Certificate(_) => "certificate",
            Held::Hold(hold) => &hold.reason,
            Held::Notice(notice) => match notice.says {
                NoticeSays::GivenUp => "given_up",
                NoticeSays::Received => "received",
            },
        }
    }

    /// The event behind it.
    pub fn event(&self) -> Option<Event> {
        match &self.held {
            Held::Waiting(waiting) => waiting.event,
            Held::Complaint(_) => Some(Complaint::EVENT),
            Held::Certificate(_) => Some(Event::R8),
            Held::Notice(notice) => Some(notice.event),
            Held::Batch(_) | Held::Hold(_) => None,
        }
    }

    /// Both sides: where the person stood, and where the facts lead.
    pub fn sides(&self) -> (Option<&Place>, Option<&Place>) {
        match &self.held {
            Held::Waiting(waiting) => (waiting.from.as_ref(), waiting.to.as_ref()),
            Held::Batch(_) | Held::Complaint(_) | Held::Certificate(_) | Held::Hold(_) | Held::Notice(_) => {
                (None, None)
            }
        }
    }
}

impl Serialize for Item {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        #[derive(Serialize)]
        struct Line<'a> {
            id: &'a str,
            kind: &'a str,
            state: &'a str,
            commune_code: Option<&'a str>,
            personal_id: Option<PersonalNumber>,
            why: &'a str,
            rule: Option<Event>,
            from: Option<&'a Place>,
            to: Option<&'a Place>,
            since: Option<NaiveDateTime>,
            age_days: Option<i64>,
            #[serde(skip_serializing_if = "Option::is_none")]
            until: Option<Limit>,
            document: &'a Held,
        }
        let (from, to) = self.sides();
        let line = Line {
            id: &self.id,
            kind: self.register.as_str(),
            state: self.state.as_str(),
            commune_code: Some(self.commune_code.as_str()).filter(|code| !code.is_empty()),
            personal_id: self.personal_id,
            why: self.why(),
            rule: self.event(),
            from,
            to,
            since: self.since,
            age_days: self.age_days,
            until: self.until,
            document: &self.held,
        };
        line.serialize(serializer)
    }
}

impl Held {
    fn of(matter: &Matter) -> Result<Self, ListsError> {
        Ok(match matter.kind {
            Register::Late | Register::Suspense | Register::Review => {
                Self::Waiting(Box::new(Registered::read(matter)?.document))
            }
            Register::Batch => Self::Batch(Registered::read(matter)?.document),
            Register::Complaint => Self::Complaint(Box::new(Registered::read(matter)?.document)),
            Register::Certificate => Self::Certificate(Registered::read(matter)?.document),
            Register::Hold => Self::Hold(Registered::read(matter)?.document),
            Register::Notice => Self::Notice(Box::new(Registered::read(matter)?.document)),
        })
    }

    fn since(&self) -> Option<NaiveDateTime> {
        match self {
            Self::Waiting(waiting) => Some(waiting.since),
            Self::Batch(batch) => Some(batch.since),
            Self::Complaint(complaint) => Some(complaint.opened_at),
            Self::Certificate(certificate) => Some(certificate.issued_at),
            Self::Notice(notice) => Some(notice.at),
            Self::Hold(_) => None,
        }
    }
}
