//! `complaint`: the register of complaints about lists (Art. 33), its clock of five days, suits, and what was decided.

mod change;

pub use change::Correction;

use super::error::TaskError;
use crate::changes::{
    Authority, Complaint, ComplaintOutcome, ComplaintState, ComplaintSubject, Judgment, Kind,
};
use crate::law::{ClockRule, settled_by};
use crate::lists::{
    Acting, Actor, ChangedRow, Document, Hold, Lists, ListsError, Person, Registered, Why, matter,
};
use crate::people::{AreaCode, CommuneCode, PersonalNumber, printable};
use crate::store::matter::{Kind as MatterKind, State};
use crate::store::{self, Database, Tx};
use chrono::{NaiveDate, NaiveDateTime};
use serde::Serialize;

impl Document for Complaint {
    const WHAT: &'static str = "complaint";
}

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
/// [`ListsError::Late`] if complaints are no longer heard (C2); [`TaskError`] if the area's list is not posted or the
/// database fails.
pub async fn open(database: &Database, brought: Brought<'_>, actor: &Actor) -> Result<Entered, TaskError> {
    let (complainant, statement) = (printable(brought.complainant)?, printable(brought.statement)?);
    let address = brought.address.map(printable).transpose()?;
    let address = address.as_deref();
    let brought = Brought { complainant: &complainant, address, statement: &statement, ..brought };
    let mut acting = Acting::begin(database, actor, "complaint open").await?;
    let posted_at = posted_at(acting.lists(), &brought.area_code)?;
    acting.after("the list was posted", posted_at)?;
    let heard = acting.clock().check(ClockRule::C2, &brought.area_code, Some(posted_at));
    heard.map_err(ListsError::Late)?;
    let commune = commune_of(acting.lists(), &brought.area_code)?;
    acting.allow([&commune])?;
    let (tx, lists) = acting.parts();
    if let Some(known) = entered(tx, lists, &brought).await? {
        acting.abandon().await?;
        return Ok(Entered::before(known));
    }
    let before = store::matter::count(tx, lists.roll_id(), MatterKind::Complaint, commune.as_str()).await?;
    let due_on = settled_by(acting.received(), &acting.lists().basis.profile);
    let complaint = Complaint {
        complaint_id: format!("K-{commune}-{:04}", before + 1),
        area_code: brought.area_code,
        personal_id: brought.personal_id,
        subject: brought.subject,
        complainant: brought.complainant.to_owned(),
        address: brought.address.map(str::to_owned),
        statement: brought.statement.to_owned(),
        opened_at: acting.at(),
        opened_by: acting.by().to_owned(),
        due_on,
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
    let matter = registered(complaint, commune);
    acting.register(&matter).await?;
    let complaint = matter.document;
    acting.commit(Why { reason: &complaint.complaint_id, source: "register of complaints" }).await?;
    Ok(Entered::new(complaint))
}

/// The open complaint that says what this one says.
async fn entered(tx: &mut Tx, lists: &Lists, brought: &Brought<'_>) -> Result<Option<Complaint>, ListsError> {
    let found =
        matter::of_persons(tx, lists.roll_id(), MatterKind::Complaint, &[brought.personal_id]).await?;
    let complaints = found.into_iter().map(|found: Registered<Complaint>| found.document);
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
    let by_court = decided.judgment.is_some();
    let action = if by_court { "complaint judge" } else { "complaint settle" };
    let mut acting = Acting::begin(database, actor, action).await?;
    let mut complaint = known(&mut acting, id).await?;
    if is_settled(&complaint, &decided, acting.by()) {
        acting.abandon().await?;
        return Ok(Entered::before(complaint));
    }
    check_state(&complaint, if by_court { ComplaintState::Sued } else { ComplaintState::Open })?;
    complaint_in_order(&complaint, &acting)?;
    check_judged(&complaint, &decided, acting.at())?;
    let late = complaint.is_overdue(acting.at());
    let changes = match decided.outcome {
        ComplaintOutcome::Rejected => Vec::new(),
        ComplaintOutcome::Upheld => uphold(&mut acting, &complaint, &decided).await?,
    };
    let mut ids: Vec<String> = changes.iter().map(|row| row.change.change_id.clone()).collect();
    ids.dedup();
    enter(&mut complaint, &decided, ids, &acting);
    let complaint = write(&mut acting, complaint).await?;
    let version = acting.commit(Why { reason: decided.decision, source: id }).await?;
    Ok(Entered { complaint, version, changes, late, known: false })
}

/// Makes the change that an upheld complaint asks for: the place is held, and no register overrides it.
async fn uphold(
    acting: &mut Acting<'_>,
    complaint: &Complaint,
    decided: &Decided<'_>,
) -> Result<Vec<ChangedRow>, TaskError> {
    let number = complaint.personal_id;
    let (tx, lists) = acting.parts();
    let person = Person::find(tx, lists, number).await?;
    let intent = change::intent(lists, complaint, decided, &person)?;
    let authority = if decided.judgment.is_some() { Authority::Court } else { Authority::Office };
    let judged = acting.clock().check_change(intent.event, &intent.difference, authority);
    judged.map_err(ListsError::Late)?;
    let stands = intent.difference.to.is_some() || intent.difference.kind == Kind::Correct;
    acting.outcome(number, person.unlisted(acting.lists()).filter(|_| !stands));
    let reason = match decided.judgment {
        Some(judged) => format!("theo Bản án số {}: {}", judged.number, decided.decision),
        None => decided.decision.to_owned(),
    };
    acting.hold(number, Hold { by: complaint.complaint_id.clone(), reason }).await?;
    Ok(acting.change(vec![intent]).await?)
}

/// Writes what was decided into the line of the register: a judgment beside the office's own decision, never over it.
fn enter(complaint: &mut Complaint, decided: &Decided<'_>, change_ids: Vec<String>, acting: &Acting<'_>) {
    let Some(judged) = decided.judgment else {
        complaint.state = ComplaintState::Settled;
        complaint.settled_at = Some(acting.at());
        complaint.settled_by = Some(acting.by().to_owned());
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
        obeyed_at: acting.at(),
        obeyed_by: acting.by().to_owned(),
        change_ids,
    });
}

/// A judgment is given after the suit was brought, and before it is obeyed.
fn check_judged(complaint: &Complaint, decided: &Decided<'_>, at: NaiveDateTime) -> Result<(), ListsError> {
    let Some(day) = decided.judgment.and_then(|judged| judged.given_on) else { return Ok(()) };
    let sued = complaint.sued_at.map(|at| at.date());
    if day > at.date() || sued.is_some_and(|sued| day < sued) {
        let why = format!(
            "the judgment is said to be of {}; it must lie between the suit{} and today",
            day.format("%d/%m/%Y"),
            sued.map(|sued| sued.format(" of %d/%m/%Y").to_string()).unwrap_or_default()
        );
        return Err(ListsError::Refused { why });
    }
    Ok(())
}

/// Whether the complaint was settled in just these words by the same official.
fn is_settled(complaint: &Complaint, decided: &Decided<'_>, by: &str) -> bool {
    match decided.judgment {
        None => {
            complaint.state == ComplaintState::Settled && {
                let own = complaint.settlement();
                own.is_some_and(|own| {
                    (own.outcome, own.decision, own.by) == (decided.outcome, decided.decision, by)
                })
            }
        }
        Some(judged) => {
            complaint.state == ComplaintState::Judged && {
                complaint.judgment().is_some_and(|known| {
                    let known = known.as_ref();
                    let said = (known.outcome, known.decision.as_str(), known.obeyed_by.as_str());
                    let paper = (known.number.as_str(), known.court.as_deref(), known.given_on);
                    said == (decided.outcome, decided.decision, by)
                        && paper == (judged.number, judged.court, judged.given_on)
                })
            }
        }
    }
}

/// Notes that a settled complaint was brought before the court (C3).
///
/// # Errors
/// [`ListsError::Late`] if suits are no longer brought; [`TaskError`] if the complaint is not settled or the database fails.
pub async fn sue(database: &Database, id: &str, actor: &Actor) -> Result<Entered, TaskError> {
    let mut acting = Acting::begin(database, actor, "complaint sue").await?;
    let mut complaint = known(&mut acting, id).await?;
    if complaint.state == ComplaintState::Sued {
        acting.abandon().await?;
        return Ok(Entered::before(complaint));
    }
    check_state(&complaint, ComplaintState::Settled)?;
    complaint_in_order(&complaint, &acting)?;
    let posted_at = posted_at(acting.lists(), &complaint.area_code)?;
    let heard = acting.clock().check(ClockRule::C3, &complaint.area_code, Some(posted_at));
    heard.map_err(ListsError::Late)?;
    complaint.state = ComplaintState::Sued;
    complaint.sued_at = Some(acting.at());
    let complaint = write(&mut acting, complaint).await?;
    acting.commit(Why { reason: "brought before the court", source: id }).await?;
    Ok(Entered::new(complaint))
}

/// The register, by commune and number.
///
/// # Errors
/// [`TaskError`] if there is no roll or the database fails.
pub async fn list(database: &Database) -> Result<Vec<Complaint>, TaskError> {
    let mut tx = database.read().await?;
    let lists = Lists::find(&mut tx, database).await?;
    let matters = matter::all(&mut tx, lists.roll_id(), MatterKind::Complaint).await?;
    tx.rollback().await?;
    Ok(matters.into_iter().map(|matter: Registered<Complaint>| matter.document).collect())
}

/// The complaint in the register, of a place where the actor has a say.
async fn known(acting: &mut Acting<'_>, id: &str) -> Result<Complaint, ListsError> {
    let (tx, lists) = acting.parts();
    let found = matter::find(tx, lists.roll_id(), MatterKind::Complaint, id).await?;
    let found: Registered<Complaint> =
        found.ok_or_else(|| ListsError::NoMatter { kind: "complaint", id: id.to_owned() })?;
    acting.allow(&found.commune_code)?;
    Ok(found.document)
}

fn check_state(complaint: &Complaint, needed: ComplaintState) -> Result<(), ListsError> {
    if complaint.state == needed {
        return Ok(());
    }
    let id = &complaint.complaint_id;
    let why = format!("complaint {id} is {}, not {}", complaint.state.as_str(), needed.as_str());
    Err(ListsError::Refused { why })
}

/// Writes a complaint as it is now into the register.
async fn write(acting: &mut Acting<'_>, complaint: Complaint) -> Result<Complaint, ListsError> {
    let commune = commune_of(acting.lists(), &complaint.area_code)?;
    let matter = registered(complaint, commune);
    acting.register(&matter).await?;
    Ok(matter.document)
}

fn registered(complaint: Complaint, commune: CommuneCode) -> Registered<Complaint> {
    Registered {
        kind: MatterKind::Complaint,
        id: complaint.complaint_id.clone(),
        commune_code: Some(commune),
        personal_id: Some(complaint.personal_id),
        state: match complaint.state {
            ComplaintState::Open | ComplaintState::Sued => State::Open,
            ComplaintState::Settled => State::Settled,
            ComplaintState::Judged => State::Judged,
        },
        document: complaint,
    }
}

fn commune_of(lists: &Lists, area: &AreaCode) -> Result<CommuneCode, ListsError> {
    let found = lists.basis.territory.area(area);
    let found = found.filter(|area| lists.is_posted(&area.commune_code));
    let found = found.ok_or_else(|| ListsError::NotPosted { place: format!("area {area}") })?;
    Ok(found.commune_code.clone())
}

/// When the list of an area was posted.
fn posted_at(lists: &Lists, area: &AreaCode) -> Result<NaiveDateTime, ListsError> {
    let found = lists.basis.territory.area(area);
    let posted = found.and_then(|area| lists.communes.get(&area.commune_code));
    posted.map(|state| state.posted_at).ok_or_else(|| ListsError::NotPosted { place: format!("area {area}") })
}

/// Checks that what is done about a complaint comes after the step before.
fn complaint_in_order(complaint: &Complaint, acting: &Acting<'_>) -> Result<(), ListsError> {
    let steps = [
        (complaint.sued_at, "the complaint was brought before the court"),
        (complaint.settled_at, "the complaint was settled"),
        (Some(complaint.opened_at), "the complaint was entered"),
    ];
    let last = steps.into_iter().find_map(|(at, what)| Some((at?, what)));
    last.map_or(Ok(()), |(at, what)| acting.after(what, at))
}
