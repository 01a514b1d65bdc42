//! Settling a complaint, and obeying the court's judgment on one: what is upheld changes the list (R10).

use super::super::error::TaskError;
use super::change::{self, Correction};
use super::{Entered, check_state, complaint_in_order, known, write};
use crate::changes::{Authority, Complaint, ComplaintOutcome, ComplaintState, Judgment, Kind};
use crate::lists::{Acting, Actor, ChangedRow, Hold, ListsError, Person, Why};
use crate::people::{PersonalNumber, printable};
use crate::store::Database;
use chrono::{NaiveDate, NaiveDateTime};

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
    /// Who it was, where the complaint named nobody's number.
    pub person: Option<PersonalNumber>,
}

/// A court's judgment, as its paper names it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Judged<'a> {
    pub number: &'a str,
    pub court: Option<&'a str>,
    pub given_on: Option<NaiveDate>,
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
        person: decided.person,
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
    name_person(&mut complaint, decided.person)?;
    let changes = match decided.outcome {
        ComplaintOutcome::Rejected => Vec::new(),
        ComplaintOutcome::Upheld => uphold(&mut acting, &complaint, &decided).await?,
    };
    let mut ids: Vec<String> = changes.iter().map(|row| row.change.change_id.clone()).collect();
    ids.dedup();
    enter(&mut complaint, &decided, ids, &acting);
    let complaint = write(&mut acting, complaint).await?;
    let version = acting.commit(Why { reason: decided.decision, source: id }).await?;
    Ok(Entered { complaint, version, changes, late, known: false, is_nobodys_number: false })
}

/// Names the person of a complaint that knew none.
fn name_person(complaint: &mut Complaint, person: Option<PersonalNumber>) -> Result<(), ListsError> {
    let Some(person) = person else { return Ok(()) };
    if complaint.personal_id.is_some_and(|known| known != person) {
        let why = format!("complaint {} is about another personal number", complaint.complaint_id);
        return Err(ListsError::Refused { why });
    }
    complaint.personal_id = Some(person);
    Ok(())
}

/// Makes the change that an upheld complaint asks for: the place is held, and no register overrides it.
async fn uphold(
    acting: &mut Acting<'_>,
    complaint: &Complaint,
    decided: &Decided<'_>,
) -> Result<Vec<ChangedRow>, TaskError> {
    let unknown = || TaskError::NobodyFound { complaint: complaint.complaint_id.clone() };
    let number = complaint.personal_id.ok_or_else(unknown)?;
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
