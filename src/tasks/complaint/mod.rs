//! `complaint`: the register of complaints about lists (Art. 33), its clock of five days, suits, and what was decided.

mod about;
mod change;
mod settle;

pub use about::About;
pub use change::Correction;
pub use settle::{Decided, Judged, settle};

use super::error::TaskError;
use crate::changes::{Complaint, ComplaintState, ComplaintSubject, Withdrawal};
use crate::law::{ClockRule, settled_by};
use crate::lists::{Acting, Actor, ChangedRow, Document, Lists, ListsError, Registered, Why, matter};
use crate::people::{AreaCode, CommuneCode, printable};
use crate::store::matter::{Kind as MatterKind, State};
use crate::store::{self, Database, Tx};
use about::Concerned;
use chrono::NaiveDateTime;
use serde::Serialize;

impl Document for Complaint {
    const WHAT: &'static str = "complaint";
}

/// A complaint as it is brought.
#[derive(Clone)]
pub struct Brought<'a> {
    /// The area whose list it is about.
    pub area_code: AreaCode,
    /// Whom the list has wrong.
    pub about: About<'a>,
    pub subject: ComplaintSubject,
    pub complainant: &'a str,
    /// Where the complainant lives.
    pub address: Option<&'a str>,
    pub statement: &'a str,
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
    /// Nobody in this database has the number of who is said to be missing: it may be a slip.
    pub is_nobodys_number: bool,
}

impl Entered {
    fn new(complaint: Complaint) -> Self {
        Self {
            complaint,
            version: None,
            changes: Vec::new(),
            late: false,
            known: false,
            is_nobodys_number: false,
        }
    }

    fn before(complaint: Complaint) -> Self {
        Self { known: true, ..Self::new(complaint) }
    }
}

/// Enters a complaint in the register. One that stands there open and says the same is not entered twice.
///
/// # Errors
/// [`ListsError::Late`] if complaints are no longer heard (C2); [`TaskError`] if the area's list is not posted, has no such row,
/// or nobody who is said to stand on it, or the database fails.
pub async fn open(database: &Database, brought: Brought<'_>, actor: &Actor) -> Result<Entered, TaskError> {
    let (complainant, statement) = (printable(brought.complainant)?, printable(brought.statement)?);
    let address = brought.address.map(printable).transpose()?;
    let address = address.as_deref();
    let name = brought.about.name().map(printable).transpose()?;
    let about = brought.about.named(name.as_deref());
    let brought = Brought { complainant: &complainant, address, statement: &statement, about, ..brought };
    let mut acting = Acting::begin(database, actor, "complaint open").await?;
    let posted_at = posted_at(acting.lists(), &brought.area_code)?;
    acting.after("the list was posted", posted_at)?;
    let heard = acting.clock().check(ClockRule::C2, &brought.area_code, Some(posted_at));
    heard.map_err(ListsError::Late)?;
    let commune = commune_of(acting.lists(), &brought.area_code)?;
    acting.allow([&commune])?;
    let (tx, lists) = acting.parts();
    let concerned = about::concerned(tx, lists, &brought).await?;
    if let Some(known) = entered(tx, lists, &brought, &concerned).await? {
        acting.abandon().await?;
        let is_nobodys_number = concerned.is_nobodys_number;
        return Ok(Entered { is_nobodys_number, ..Entered::before(known) });
    }
    let before = store::matter::count(tx, lists.roll_id(), MatterKind::Complaint, commune.as_str()).await?;
    let due_on = settled_by(acting.received(), &acting.lists().basis.profile);
    let complaint = Complaint {
        complaint_id: format!("K-{commune}-{:04}", before + 1),
        area_code: brought.area_code,
        personal_id: concerned.personal_id,
        row: concerned.row,
        unknown: concerned.unknown,
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
        withdrawal: None,
    };
    let matter = registered(complaint, commune);
    acting.register(&matter).await?;
    let complaint = matter.document;
    acting.commit(Why { reason: &complaint.complaint_id, source: "register of complaints" }).await?;
    Ok(Entered { is_nobodys_number: concerned.is_nobodys_number, ..Entered::new(complaint) })
}

/// The open complaint that says what this one says.
async fn entered(
    tx: &mut Tx,
    lists: &Lists,
    brought: &Brought<'_>,
    concerned: &Concerned,
) -> Result<Option<Complaint>, ListsError> {
    let (roll_id, kind) = (lists.roll_id(), MatterKind::Complaint);
    let found = match concerned.personal_id {
        Some(number) => matter::of_persons(tx, roll_id, kind, &[number]).await?,
        None => {
            let commune = commune_of(lists, &brought.area_code)?;
            let found = store::matter::of_communes(tx, roll_id, kind, [commune.as_str()]).await?;
            found.iter().map(Registered::read).collect::<Result<_, _>>()?
        }
    };
    let complaints = found.into_iter().map(|found: Registered<Complaint>| found.document);
    Ok(complaints.into_iter().find(|known| {
        known.state == ComplaintState::Open
            && known.area_code == brought.area_code
            && concerned.is_of(known)
            && known.subject == brought.subject
            && known.complainant == brought.complainant
            && known.address.as_deref() == brought.address
            && known.statement == brought.statement
    }))
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

/// Takes an open complaint back: the complainant wants it no more, or it was entered by mistake. The register keeps it.
///
/// # Errors
/// [`TaskError`] if the complaint is not open or the database fails.
pub async fn withdraw(
    database: &Database,
    id: &str,
    reason: &str,
    actor: &Actor,
) -> Result<Entered, TaskError> {
    let reason = printable(reason)?;
    let mut acting = Acting::begin(database, actor, "complaint withdraw").await?;
    let mut complaint = known(&mut acting, id).await?;
    if complaint.withdrawal.as_ref().is_some_and(|known| known.reason == reason && known.by == acting.by()) {
        acting.abandon().await?;
        return Ok(Entered::before(complaint));
    }
    check_state(&complaint, ComplaintState::Open)?;
    complaint_in_order(&complaint, &acting)?;
    complaint.state = ComplaintState::Withdrawn;
    complaint.withdrawal =
        Some(Withdrawal { at: acting.at(), by: acting.by().to_owned(), reason: reason.to_string() });
    let complaint = write(&mut acting, complaint).await?;
    acting.commit(Why { reason: &reason, source: id }).await?;
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
        personal_id: complaint.personal_id,
        state: match complaint.state {
            ComplaintState::Open | ComplaintState::Sued => State::Open,
            ComplaintState::Settled => State::Settled,
            ComplaintState::Judged => State::Judged,
            ComplaintState::Withdrawn => State::Withdrawn,
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
