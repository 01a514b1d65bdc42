//! `complaint`: the register of complaints about lists (Art. 33), its clock of five days, suits, and what was decided.

mod change;

pub use change::Correction;

use super::actor::{Actor, begin};
use super::error::TaskError;
use super::posted::{self, Act, ChangedRow, Hold, Lists, Person, audit, hand, in_order, write_outcomes};
use crate::changes::{
    Authority, Clock, Complaint, ComplaintOutcome, ComplaintState, ComplaintSubject, Judgment, Kind,
};
use crate::law::{ClockRule, settled_by};
use crate::people::{AreaCode, PersonalNumber, printable};
use crate::store::matter::{self, Kind as MatterKind, Matter};
use crate::store::{self, Database, Tx};
use chrono::{NaiveDate, NaiveDateTime};
use serde::Serialize;
use std::collections::BTreeMap;

/// A complaint as it is brought.
#[derive(Clone)]
pub struct Brought<'a> {
    pub area_code: AreaCode,
    pub personal_id: PersonalNumber,
    pub subject: ComplaintSubject,
    pub complainant: &'a str,
    /// Where the complainant lives.
    pub address: Option<&'a str>,
    pub statement: &'a str,
}

/// How a complaint ends.
#[derive(Clone)]
pub struct Decided<'a> {
    pub outcome: ComplaintOutcome,
    /// What is decided, in words.
    pub decision: &'a str,
    /// What an upheld complaint about a mistake makes of the row.
    pub correction: Correction,
    /// The judgment, where a court decided.
    pub judgment: Option<Judged<'a>>,
}

/// A court's judgment, as its paper names it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Judged<'a> {
    pub number: &'a str,
    pub court: Option<&'a str>,
    pub given_on: Option<NaiveDate>,
}

/// A complaint after a command, and what it changed.
#[derive(Debug, Serialize)]
pub struct Entered {
    pub complaint: Complaint,
    pub version: Option<u32>,
    pub changes: Vec<ChangedRow>,
    /// It was settled after its days were over (C2).
    pub late: bool,
    /// It had been done before, as after an answer that was lost: nothing was done now.
    pub known: bool,
}

impl Entered {
    fn new(complaint: Complaint) -> Self {
        Self { complaint, version: None, changes: Vec::new(), late: false, known: false }
    }

    fn before(complaint: Complaint) -> Self {
        Self { known: true, ..Self::new(complaint) }
    }
}

/// Enters a complaint in the register. One that stands there open and says the same is not entered twice.
///
/// # Errors
/// [`TaskError::Late`] if complaints are no longer heard (C2); [`TaskError`] if the area's list is not posted or the
/// database fails.
pub async fn open(
    database: &Database,
    name: &str,
    brought: Brought<'_>,
    actor: &Actor,
) -> Result<Entered, TaskError> {
    let (complainant, statement) = (printable(brought.complainant)?, printable(brought.statement)?);
    let address = brought.address.map(printable).transpose()?;
    let address = address.as_deref();
    let brought = Brought { complainant: &complainant, address, statement: &statement, ..brought };
    let mut tx = begin(database).await?;
    let mut lists = Lists::lock(&mut tx, name).await?;
    let posted_at = posted_at(&lists, &brought.area_code)?;
    in_order(actor.at, "the list was posted", posted_at)?;
    let clock = Clock { terms: lists.terms(), now: actor.at };
    clock.check(ClockRule::C2, &brought.area_code, Some(posted_at))?;
    let commune = commune_of(&lists, &brought.area_code)?;
    if let Some(known) = entered(&mut tx, &lists, &brought).await? {
        tx.rollback().await?;
        return Ok(Entered::before(known));
    }
    let before = store::matter::count(&mut tx, lists.roll_id(), MatterKind::Complaint, &commune).await?;
    let complaint = Complaint {
        complaint_id: format!("K-{commune}-{:04}", before + 1),
        area_code: brought.area_code,
        personal_id: brought.personal_id,
        subject: brought.subject,
        complainant: brought.complainant.to_owned(),
        address: brought.address.map(str::to_owned),
        statement: brought.statement.to_owned(),
        opened_at: actor.at,
        opened_by: actor.by.clone(),
        due_on: settled_by(actor.at, &lists.basis.profile),
        state: ComplaintState::Open,
        settled_at: None,
        settled_by: None,
        sued_at: None,
        outcome: None,
        decision: None,
        judgment_no: None,
        change_ids: Vec::new(),
        judgment: None,
    };
    let register = put(&mut tx, &lists, &complaint, &commune).await?;
    let act = Act { at: actor.at, by: &actor.by, action: "complaint open", key: None };
    let from = (complaint.complaint_id.as_str(), "register of complaints");
    audit::acted(&mut tx, &mut lists, &act, from, vec![register]).await?;
    tx.commit().await?;
    Ok(Entered::new(complaint))
}

/// The open complaint that says what this one says.
async fn entered(tx: &mut Tx, lists: &Lists, brought: &Brought<'_>) -> Result<Option<Complaint>, TaskError> {
    let person = brought.personal_id.to_string();
    let of_person = [person.as_str()];
    let found = store::matter::of_persons(tx, lists.roll_id(), MatterKind::Complaint, of_person).await?;
    let complaints = found.iter().map(read).collect::<Result<Vec<_>, _>>()?;
    Ok(complaints.into_iter().find(|known| {
        known.state == ComplaintState::Open
            && known.area_code == brought.area_code
            && known.subject == brought.subject
            && known.complainant == brought.complainant
            && known.address.as_deref() == brought.address
            && known.statement == brought.statement
    }))
}

/// Settles a complaint, or enters the judgment on one that was brought before the court: one that is upheld changes the
/// list (R10).
///
/// # Errors
/// [`TaskError`] if there is no such complaint or it is not in this state, the clock forbids the change, the person cannot
/// be listed or is not, or the database fails; then nothing was changed.
pub async fn settle(
    database: &Database,
    name: &str,
    id: &str,
    decided: Decided<'_>,
    actor: &Actor,
) -> Result<Entered, TaskError> {
    let decision = printable(decided.decision)?;
    let number = decided.judgment.map(|judgment| printable(judgment.number)).transpose()?;
    let court = decided.judgment.and_then(|judgment| judgment.court).map(printable).transpose()?;
    let given_on = decided.judgment.and_then(|judgment| judgment.given_on);
    let decided = Decided {
        outcome: decided.outcome,
        decision: &decision,
        correction: decided.correction.printable()?,
        judgment: number.as_deref().map(|number| Judged { number, court: court.as_deref(), given_on }),
    };
    let mut tx = begin(database).await?;
    let mut lists = Lists::lock(&mut tx, name).await?;
    let by_court = decided.judgment.is_some();
    let needed = if by_court { ComplaintState::Sued } else { ComplaintState::Open };
    let mut complaint = read(&matter(&mut tx, &lists, id).await?)?;
    if is_settled(&complaint, &decided, actor) {
        tx.rollback().await?;
        return Ok(Entered::before(complaint));
    }
    check_state(&complaint, needed)?;
    complaint_in_order(&complaint, actor)?;
    check_judged(&complaint, &decided, actor)?;
    let late = complaint.is_overdue(actor.at);
    let mut registers = Vec::new();
    let mut outcomes = BTreeMap::new();
    let act = Act {
        at: actor.at,
        by: &actor.by,
        action: if by_court { "complaint judge" } else { "complaint settle" },
        key: actor.key.as_ref(),
    };
    let changes = match decided.outcome {
        ComplaintOutcome::Rejected => Vec::new(),
        ComplaintOutcome::Upheld => {
            let person = Person::find(&mut tx, &lists, complaint.personal_id).await?;
            let intent = change::intent(&lists, &complaint, &decided, &person)?;
            let authority = if by_court { Authority::Court } else { Authority::Office };
            let clock = Clock { terms: lists.terms(), now: actor.at };
            clock.check_change(intent.event, &intent.difference, authority)?;
            let stands = intent.difference.to.is_some() || intent.difference.kind == Kind::Correct;
            outcomes.insert(complaint.personal_id, person.unlisted(&lists).filter(|_| !stands));
            let reason = match decided.judgment {
                Some(judged) => format!("theo Bản án số {}: {}", judged.number, decided.decision),
                None => decided.decision.to_owned(),
            };
            let hold = Hold { by: complaint.complaint_id.clone(), reason };
            registers.push(hand::hold(&mut tx, &lists, complaint.personal_id, &hold).await?);
            posted::apply(&mut tx, &mut lists, vec![intent], &act).await?
        }
    };
    write_outcomes(&mut tx, &mut lists, &outcomes).await?;
    let mut ids: Vec<String> = changes.iter().map(|row| row.change.change_id.clone()).collect();
    ids.dedup();
    enter(&mut complaint, &decided, ids, actor);
    let commune = commune_of(&lists, &complaint.area_code)?;
    registers.push(put(&mut tx, &lists, &complaint, &commune).await?);
    let version = audit::acted(&mut tx, &mut lists, &act, (decided.decision, id), registers).await?;
    tx.commit().await?;
    Ok(Entered { complaint, version, changes, late, known: false })
}

/// Writes what was decided into the line of the register: a judgment beside the office's own decision, never over it.
fn enter(complaint: &mut Complaint, decided: &Decided<'_>, change_ids: Vec<String>, actor: &Actor) {
    let Some(judged) = decided.judgment else {
        complaint.state = ComplaintState::Settled;
        complaint.settled_at = Some(actor.at);
        complaint.settled_by = Some(actor.by.clone());
        complaint.outcome = Some(decided.outcome);
        complaint.decision = Some(decided.decision.to_owned());
        complaint.change_ids.extend(change_ids);
        return;
    };
    complaint.state = ComplaintState::Judged;
    complaint.judgment_no = Some(judged.number.to_owned());
    complaint.judgment = Some(Judgment {
        number: judged.number.to_owned(),
        court: judged.court.map(str::to_owned),
        given_on: judged.given_on,
        outcome: decided.outcome,
        decision: decided.decision.to_owned(),
        obeyed_at: actor.at,
        obeyed_by: actor.by.clone(),
        change_ids,
    });
}

/// A judgment is given after the suit was brought, and before it is obeyed.
fn check_judged(complaint: &Complaint, decided: &Decided<'_>, actor: &Actor) -> Result<(), TaskError> {
    let Some(day) = decided.judgment.and_then(|judged| judged.given_on) else { return Ok(()) };
    let sued = complaint.sued_at.map(|at| at.date());
    if day > actor.at.date() || sued.is_some_and(|sued| day < sued) {
        let why = format!(
            "the judgment is said to be of {}; it must lie between the suit{} and today",
            day.format("%d/%m/%Y"),
            sued.map(|sued| sued.format(" of %d/%m/%Y").to_string()).unwrap_or_default()
        );
        return Err(TaskError::Refused { why });
    }
    Ok(())
}

/// Whether the complaint was settled in just these words by the same official.
fn is_settled(complaint: &Complaint, decided: &Decided<'_>, actor: &Actor) -> bool {
    match decided.judgment {
        None => {
            complaint.state == ComplaintState::Settled && {
                let own = complaint.settlement();
                own.is_some_and(|own| {
                    (own.outcome, own.decision, own.by)
                        == (decided.outcome, decided.decision, actor.by.as_str())
                })
            }
        }
        Some(judged) => {
            complaint.state == ComplaintState::Judged && {
                complaint.judgment().is_some_and(|known| {
                    let known = known.as_ref();
                    let said = (known.outcome, known.decision.as_str(), known.obeyed_by.as_str());
                    let paper = (known.number.as_str(), known.court.as_deref(), known.given_on);
                    said == (decided.outcome, decided.decision, actor.by.as_str())
                        && paper == (judged.number, judged.court, judged.given_on)
                })
            }
        }
    }
}

/// Notes that a settled complaint was brought before the court (C3).
///
/// # Errors
/// [`TaskError::Late`] if suits are no longer brought; [`TaskError`] if the complaint is not settled or the database fails.
pub async fn sue(database: &Database, name: &str, id: &str, actor: &Actor) -> Result<Entered, TaskError> {
    let mut tx = begin(database).await?;
    let mut lists = Lists::lock(&mut tx, name).await?;
    let mut complaint = read(&matter(&mut tx, &lists, id).await?)?;
    if complaint.state == ComplaintState::Sued {
        tx.rollback().await?;
        return Ok(Entered::before(complaint));
    }
    check_state(&complaint, ComplaintState::Settled)?;
    complaint_in_order(&complaint, actor)?;
    let posted_at = posted_at(&lists, &complaint.area_code)?;
    let clock = Clock { terms: lists.terms(), now: actor.at };
    clock.check(ClockRule::C3, &complaint.area_code, Some(posted_at))?;
    complaint.state = ComplaintState::Sued;
    complaint.sued_at = Some(actor.at);
    let commune = commune_of(&lists, &complaint.area_code)?;
    let register = put(&mut tx, &lists, &complaint, &commune).await?;
    let act = Act { at: actor.at, by: &actor.by, action: "complaint sue", key: None };
    audit::acted(&mut tx, &mut lists, &act, ("brought before the court", id), vec![register]).await?;
    tx.commit().await?;
    Ok(Entered::new(complaint))
}

/// The register, by commune and number.
///
/// # Errors
/// [`TaskError`] if there is no roll or the database fails.
pub async fn list(database: &Database, name: &str) -> Result<Vec<Complaint>, TaskError> {
    let mut tx = database.read().await?;
    let lists = Lists::find(&mut tx, name).await?;
    let matters = store::matter::all(&mut tx, lists.roll_id(), MatterKind::Complaint).await?;
    tx.rollback().await?;
    matters.iter().map(read).collect()
}

fn read(matter: &Matter) -> Result<Complaint, TaskError> {
    serde_json::from_str(&matter.document).map_err(|_| TaskError::Document { what: "complaint" })
}

/// The complaint in the register.
async fn matter(tx: &mut Tx, lists: &Lists, id: &str) -> Result<Matter, TaskError> {
    let found = store::matter::find(tx, lists.roll_id(), MatterKind::Complaint, id).await?;
    found.ok_or_else(|| TaskError::NoMatter { kind: "complaint", id: id.to_owned() })
}

fn check_state(complaint: &Complaint, needed: ComplaintState) -> Result<(), TaskError> {
    if complaint.state == needed {
        return Ok(());
    }
    let id = &complaint.complaint_id;
    let why = format!("complaint {id} is {}, not {}", complaint.state.as_str(), needed.as_str());
    Err(TaskError::Refused { why })
}

async fn put(
    tx: &mut Tx,
    lists: &Lists,
    complaint: &Complaint,
    commune: &str,
) -> Result<(String, String), TaskError> {
    let is_open = matches!(complaint.state, ComplaintState::Open | ComplaintState::Sued);
    let matter = Matter {
        kind: MatterKind::Complaint,
        matter_id: complaint.complaint_id.clone(),
        commune_code: commune.to_owned(),
        personal_id: complaint.personal_id.to_string(),
        state: if is_open { matter::OPEN } else { complaint.state.as_str() }.to_owned(),
        document: serde_json::to_string(complaint).map_err(|_| TaskError::Document { what: "complaint" })?,
    };
    store::matter::put(tx, lists.roll_id(), &matter).await?;
    Ok(audit::register_of(&matter))
}

fn commune_of(lists: &Lists, area: &AreaCode) -> Result<String, TaskError> {
    let found = lists.basis.territory.area(area);
    let found = found.filter(|area| lists.is_posted(&area.commune_code));
    let found = found.ok_or_else(|| TaskError::NotPosted { place: format!("area {area}") })?;
    Ok(found.commune_code.to_string())
}

/// When the list of an area was posted.
fn posted_at(lists: &Lists, area: &AreaCode) -> Result<NaiveDateTime, TaskError> {
    let found = lists.basis.territory.area(area);
    let posted = found.and_then(|area| lists.communes.get(&area.commune_code));
    posted.map(|state| state.posted_at).ok_or_else(|| TaskError::NotPosted { place: format!("area {area}") })
}

/// Checks that what is done about a complaint comes after the step before.
fn complaint_in_order(complaint: &Complaint, actor: &Actor) -> Result<(), TaskError> {
    let steps = [
        (complaint.sued_at, "the complaint was brought before the court"),
        (complaint.settled_at, "the complaint was settled"),
        (Some(complaint.opened_at), "the complaint was entered"),
    ];
    let last = steps.into_iter().find_map(|(at, what)| Some((at?, what)));
    last.map_or(Ok(()), |(at, what)| in_order(actor.at, what, at))
}
