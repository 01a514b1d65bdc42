//! `waiting`: the registers of what waits for somebody, or was settled.

use super::error::TaskError;
use super::posted::{Certificate, Hold, Lists, Notice, NoticeSays, Waiting};
use super::update::Batch;
use crate::changes::{Complaint, ComplaintState, Event, Place, Postponed};
use crate::law::{ClockRule, Limit};
use crate::people::{CommuneCode, PersonalNumber};
use crate::store::matter::{self, Kind, Matter};
use crate::store::{self, Database, Tx};
use chrono::NaiveDateTime;
use serde::de::DeserializeOwned;
use serde::{Serialize, Serializer};
use std::collections::BTreeSet;

/// A register.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Register {
    /// Changes that came too late.
    Late,
    /// What somebody decides by hand.
    Review,
    /// Halves of transfers.
    Suspense,
    /// Batches that a tripwire stopped.
    Batch,
    /// Complaints about lists (Art. 33).
    Complaint,
    /// Certificates to vote elsewhere (Art. 34).
    Certificate,
    /// Persons whose place an official decided.
    Hold,
    /// What other offices told of transfers.
    Notice,
}

impl Register {
    /// Every register, in the order they are shown.
    pub const ALL: [Register; 8] = [
        Self::Complaint,
        Self::Batch,
        Self::Late,
        Self::Review,
        Self::Suspense,
        Self::Notice,
        Self::Certificate,
        Self::Hold,
    ];

    fn kind(self) -> Kind {
        match self {
            Self::Late => Kind::Late,
            Self::Review => Kind::Review,
            Self::Suspense => Kind::Suspense,
            Self::Batch => Kind::Batch,
            Self::Complaint => Kind::Complaint,
            Self::Certificate => Kind::Certificate,
            Self::Hold => Kind::Hold,
            Self::Notice => Kind::Notice,
        }
    }

    /// The word of the register.
    pub fn as_str(self) -> &'static str {
        self.kind().as_str()
    }
}

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
    /// `open`, or whatever ended it.
    pub state: String,
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
    name: &str,
    wanted: &Wanted,
    at: NaiveDateTime,
) -> Result<Vec<Item>, TaskError> {
    let mut tx = database.read().await?;
    let lists = Lists::find(&mut tx, name).await?;
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

/// The lines that are wanted, by register and id.
pub(super) async fn items(
    tx: &mut Tx,
    lists: &Lists,
    wanted: &Wanted,
    at: NaiveDateTime,
) -> Result<Vec<Item>, TaskError> {
    let mut items = Vec::new();
    for register in Register::ALL.into_iter().filter(|one| wanted.register.is_none_or(|only| only == *one)) {
        let (roll, kind) = (lists.roll_id(), register.kind());
        let matters = match wanted.communes.is_empty() {
            true => store::matter::all(tx, roll, kind).await?,
            false => {
                let codes = wanted.communes.iter().map(CommuneCode::as_str);
                store::matter::of_communes(tx, roll, kind, codes).await?
            }
        };
        // A complaint that was brought before the court waits for it.
        let waits = |matter: &Matter| [matter::OPEN, ComplaintState::Sued.as_str()].contains(&&*matter.state);
        for matter in matters.into_iter().filter(|matter| wanted.settled || waits(matter)) {
            items.push(Item::of(register, matter, (lists, at))?);
        }
    }
    Ok(items)
}

impl Item {
    fn of(
        register: Register,
        matter: Matter,
        (lists, at): (&Lists, NaiveDateTime),
    ) -> Result<Self, TaskError> {
        let Matter { matter_id, commune_code, personal_id, state, document, .. } = matter;
        let held = held(register, &document)?;
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
            id: matter_id,
            state,
            commune_code,
            personal_id: PersonalNumber::parse(&personal_id).ok(),
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
            state: &self.state,
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

fn held(register: Register, document: &str) -> Result<Held, TaskError> {
    Ok(match register {
        Register::Late | Register::Suspense | Register::Review => Held::Waiting(read(document)?),
        Register::Batch => Held::Batch(read(document)?),
        Register::Complaint => Held::Complaint(read(document)?),
        Register::Certificate => Held::Certificate(read(document)?),
        Register::Hold => Held::Hold(read(document)?),
        Register::Notice => Held::Notice(read(document)?),
    })
}

fn read<T: DeserializeOwned>(document: &str) -> Result<T, TaskError> {
    serde_json::from_str(document).map_err(|_| TaskError::Document { what: "matter" })
}
