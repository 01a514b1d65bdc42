//! `complaint`: the register of complaints about lists (Art. 33), its clock of five days, suits, and what was decided.

use super::actor::{Actor, begin};
use super::error::TaskError;
use super::posted::{self, Act, ChangedRow, Hold, Intent, Lists, Person, audit, hand};
use super::update::write_outcomes;
use crate::changes::{
    Complaint, ComplaintOutcome, ComplaintState, ComplaintSubject, Difference, Event, Kind, check_deadline,
    deadline_of, difference,
};
use crate::law::{ClockRule, Timetable, place_as_ordered, settled_by};
use crate::people::{AreaCode, PartialDate, PersonalNumber, Sex, printable};
use crate::roll::{Entry, Rows, Status};
use crate::store::matter::{self, Kind as MatterKind, Matter};
use crate::store::{self, Database, Tx};
use serde::Serialize;
use std::borrow::Cow;
use std::collections::BTreeMap;

/// A complaint as it is brought.
#[derive(Clone)]
pub struct Brought<'a> {
    pub area_code: AreaCode,
    pub personal_id: PersonalNumber,
    pub subject: ComplaintSubject,
    pub complainant: &'a str,
    pub statement: &'a str,
}

/// What a row should say instead; absent: what it says.
#[derive(Clone, Default)]
pub struct Correction {
    pub full_name: Option<String>,
    pub birth_date: Option<PartialDate>,
    pub sex: Option<Sex>,
    pub ethnicity: Option<String>,
    pub permanent_residence: Option<String>,
    pub temporary_residence: Option<String>,
}

impl Correction {
    /// The correction with its texts as they may be printed.
    fn printable(self) -> Result<Self, TaskError> {
        let text = |text: Option<String>| text.as_deref().map(printable).transpose();
        Ok(Self {
            full_name: text(self.full_name)?,
            ethnicity: text(self.ethnicity)?,
            permanent_residence: text(self.permanent_residence)?,
            temporary_residence: text(self.temporary_residence)?,
            ..self
        })
    }
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
    pub judgment_no: Option<&'a str>,
}

/// A complaint after a command, and what it changed.
#[derive(Debug, Serialize)]
pub struct Entered {
    pub complaint: Complaint,
    pub version: Option<u32>,
    pub changes: Vec<ChangedRow>,
    /// It was settled after its days were over (C2).
    pub late: bool,
}

/// Enters a complaint in the register.
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
    let mut tx = begin(database).await?;
    let lists = Lists::lock(&mut tx, name).await?;
    let timetable = timetable(&lists, &brought.area_code)?;
    check_deadline(&brought.area_code, &timetable, ClockRule::C2, actor.at)?;
    let commune = commune_of(&lists, &brought.area_code)?;
    let before = store::matter::count(&mut tx, lists.roll_id(), MatterKind::Complaint, &commune).await?;
    let complaint = Complaint {
        complaint_id: format!("K-{commune}-{:04}", before + 1),
        area_code: brought.area_code,
        personal_id: brought.personal_id,
        subject: brought.subject,
        complainant: printable(brought.complainant)?,
        statement: printable(brought.statement)?,
        opened_at: actor.at,
        opened_by: actor.by.clone(),
        due_on: settled_by(actor.at, &lists.basis.profile),
        state: ComplaintState::Open,
        settled_at: None,
        settled_by: None,
        outcome: None,
        decision: None,
        judgment_no: None,
        change_ids: Vec::new(),
    };
    let register = put(&mut tx, &lists, &complaint, &commune).await?;
    let act = Act { at: actor.at, by: &actor.by, action: "complaint open", key: None };
    let from = (complaint.complaint_id.as_str(), "register of complaints");
    audit::acted(&mut tx, &lists, &act, from, vec![register], None).await?;
    tx.commit().await?;
    Ok(Entered { complaint, version: None, changes: Vec::new(), late: false })
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
    let judgment_no = decided.judgment_no.map(printable).transpose()?;
    let decided = Decided {
        outcome: decided.outcome,
        decision: &decision,
        correction: decided.correction.printable()?,
        judgment_no: judgment_no.as_deref(),
    };
    let mut tx = begin(database).await?;
    let mut lists = Lists::lock(&mut tx, name).await?;
    let by_court = decided.judgment_no.is_some();
    let needed = if by_court { ComplaintState::Sued } else { ComplaintState::Open };
    let mut complaint = find(&mut tx, &lists, id, needed).await?;
    let late = complaint.is_overdue(actor.at);
    let mut registers = Vec::new();
    let mut outcomes = BTreeMap::new();
    let act = Act {
        at: actor.at,
        by: &actor.by,
        action: if by_court { "complaint judge" } else { "complaint settle" },
        key: actor.key.as_ref(),
    };
    let before = lists.version();
    let changes = match decided.outcome {
        ComplaintOutcome::Rejected => Vec::new(),
        ComplaintOutcome::Upheld => {
            let person = Person::find(&mut tx, &lists, complaint.personal_id).await?;
            let intent = intent(&lists, &complaint, &decided, &person)?;
            check(&lists, &intent, by_court, actor)?;
            let stands = intent.to.is_some() || intent.kind == Kind::Correct;
            outcomes.insert(complaint.personal_id, person.unlisted(&lists).filter(|_| !stands));
            let hold = Hold { by: complaint.complaint_id.clone(), reason: decided.decision.to_owned() };
            registers.push(hand::hold(&mut tx, &lists, complaint.personal_id, &hold).await?);
            posted::apply(&mut tx, &mut lists, vec![intent], &act).await?
        }
    };
    write_outcomes(&mut tx, &lists, &outcomes).await?;
    complaint.state = if by_court { ComplaintState::Judged } else { ComplaintState::Settled };
    complaint.settled_at = Some(actor.at);
    complaint.settled_by = Some(actor.by.clone());
    complaint.outcome = Some(decided.outcome);
    complaint.decision = Some(decided.decision.to_owned());
    complaint.judgment_no = decided.judgment_no.map(str::to_owned);
    let mut ids: Vec<String> = changes.iter().map(|row| row.change.change_id.clone()).collect();
    ids.dedup();
    complaint.change_ids.extend(ids);
    let commune = commune_of(&lists, &complaint.area_code)?;
    registers.push(put(&mut tx, &lists, &complaint, &commune).await?);
    let version = Some(lists.version()).filter(|version| *version > before);
    audit::acted(&mut tx, &lists, &act, (decided.decision, id), registers, version).await?;
    tx.commit().await?;
    Ok(Entered { complaint, version, changes, late })
}

/// Notes that a settled complaint was brought before the court (C3).
///
/// # Errors
/// [`TaskError::Late`] if suits are no longer brought; [`TaskError`] if the complaint is not settled or the database fails.
pub async fn sue(database: &Database, name: &str, id: &str, actor: &Actor) -> Result<Entered, TaskError> {
    let mut tx = begin(database).await?;
    let lists = Lists::lock(&mut tx, name).await?;
    let mut complaint = find(&mut tx, &lists, id, ComplaintState::Settled).await?;
    let timetable = timetable(&lists, &complaint.area_code)?;
    check_deadline(&complaint.area_code, &timetable, ClockRule::C3, actor.at)?;
    complaint.state = ComplaintState::Sued;
    let commune = commune_of(&lists, &complaint.area_code)?;
    let register = put(&mut tx, &lists, &complaint, &commune).await?;
    let act = Act { at: actor.at, by: &actor.by, action: "complaint sue", key: None };
    audit::acted(&mut tx, &lists, &act, ("brought before the court", id), vec![register], None).await?;
    tx.commit().await?;
    Ok(Entered { complaint, version: None, changes: Vec::new(), late: false })
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

async fn find(tx: &mut Tx, lists: &Lists, id: &str, needed: ComplaintState) -> Result<Complaint, TaskError> {
    let found = store::matter::find(tx, lists.roll_id(), MatterKind::Complaint, id).await?;
    let found = found.ok_or_else(|| TaskError::NoMatter { kind: "complaint", id: id.to_owned() })?;
    let complaint = read(&found)?;
    if complaint.state == needed {
        return Ok(complaint);
    }
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

/// The clock of an area, from the day its list was posted.
fn timetable(lists: &Lists, area: &AreaCode) -> Result<Timetable, TaskError> {
    let found = lists.basis.territory.area(area);
    let posted = found.and_then(|area| lists.communes.get(&area.commune_code));
    let posted = posted.ok_or_else(|| TaskError::NotPosted { place: format!("area {area}") })?;
    let opens_at = found.and_then(|area| area.opens_at);
    Ok(Timetable::new(&lists.basis.election, &lists.basis.profile, opens_at, Some(posted.posted_at)))
}

/// The change that an upheld complaint makes.
fn intent(
    lists: &Lists,
    complaint: &Complaint,
    decided: &Decided<'_>,
    person: &Person,
) -> Result<Intent, TaskError> {
    let refused = |why: &str| TaskError::Refused { why: why.to_owned() };
    let wanted = match (complaint.subject, &person.has.standing) {
        (ComplaintSubject::Missing, Some(_)) => {
            return Err(refused("the person stands on a list already (Art. 29.2); see cutri explain"));
        }
        (ComplaintSubject::Missing, None) => {
            let territory = &lists.basis.territory;
            let area = territory.area(&complaint.area_code);
            let area = area.ok_or_else(|| refused("the area is not known any more"))?;
            let terms = lists.terms();
            let decision = place_as_ordered(&person.facts, terms.election, territory, terms.profile, area);
            Rows::of(&person.facts, &decision, terms)
        }
        (ComplaintSubject::Wrongly | ComplaintSubject::Mistake, None) => {
            return Err(refused("the person stands on no list that could be changed"));
        }
        (ComplaintSubject::Wrongly | ComplaintSubject::Mistake, Some(row))
            if row.area_code != complaint.area_code =>
        {
            let area = &row.area_code;
            let why = format!(
                "the person stands on the list of area {area}; a complaint about that list is needed"
            );
            return Err(TaskError::Refused { why });
        }
        (ComplaintSubject::Wrongly, Some(_)) => Rows::default(),
        (ComplaintSubject::Mistake, Some(row)) => {
            Rows { standing: Some(decided.correction.of(row)), marked: person.has.marked.clone() }
        }
    };
    let changed = difference(&person.has, &wanted);
    let Difference { kind, from, to, beside } =
        changed.ok_or_else(|| refused("the list says so already; say what the row should be"))?;
    Ok(Intent {
        personal_id: person.number,
        event: Event::R10,
        kind,
        from,
        to,
        beside,
        reason: Cow::Owned(decided.decision.to_owned()),
        evidence: match decided.judgment_no {
            Some(judgment) => format!("{}; {judgment}", complaint.complaint_id),
            None => complaint.complaint_id.clone(),
        },
        pair_id: None,
    })
}

impl Correction {
    /// The row as it should be.
    fn of(&self, row: &Entry) -> Entry {
        let mut row = Entry { status: Status::Listed, ..row.clone() };
        let text = |text: &String| text.as_str().into();
        row.full_name = self.full_name.as_ref().map_or(row.full_name, text);
        row.birth_date = self.birth_date.unwrap_or(row.birth_date);
        row.sex = self.sex.unwrap_or(row.sex);
        row.ethnicity = self.ethnicity.as_ref().map(text).or(row.ethnicity);
        row.permanent_residence = self.permanent_residence.as_ref().map(text).or(row.permanent_residence);
        row.temporary_residence = self.temporary_residence.as_ref().map(text).or(row.temporary_residence);
        row
    }
}

/// Judges the change by the clock; what a court decides is obeyed until voting starts (C3).
fn check(lists: &Lists, intent: &Intent, by_court: bool, actor: &Actor) -> Result<(), TaskError> {
    for edit in intent.from.iter().chain(&intent.to).chain(&intent.beside) {
        let (before, after) = edit.ballots();
        let rule = deadline_of(intent.event, intent.kind, before != after, by_court);
        check_deadline(edit.area(), &timetable(lists, edit.area())?, rule, actor.at)?;
    }
    Ok(())
}
