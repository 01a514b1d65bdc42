//! `explain`: why a person is or is not on a list, by the facts of a snapshot, and what posted lists say of the person.

mod rejected;

use super::error::TaskError;
use super::load::RejectedRow;
use crate::changes::Change;
use crate::law::{Decision, Outcome, decide};
use crate::lists::Basis;
use crate::lists::{ChangedRow, Facts, Hold, Lists, ListsError, snapshot, taken_out};
use crate::people::{PersonFacts, PersonalNumber, WishKind};
use crate::render::Language;
use crate::render::explanation::{ListedRow, OnLists, Told, Waits, explain as tell};
use crate::roll::{Entry, Status};
use crate::store::matter::Kind;
use crate::store::{self, Database, Tx};
use chrono::NaiveDate;
use serde::Serialize;

/// The fewest digits that may stand for a snapshot's id.
const PREFIX: usize = 6;

/// The explanation of one person's decision.
#[derive(Debug, Serialize)]
pub struct Explained {
    pub roll_id: String,
    /// The snapshot whose facts decide here, and its day.
    pub snapshot_id: String,
    pub as_of: NaiveDate,
    /// `None` for somebody whom the snapshot does not hold, or no longer.
    pub decision: Option<Decision>,
    pub articles: Vec<&'static str>,
    /// The number of the row where the decision places the person.
    pub number: Option<u32>,
    /// The rows of the person as the lists are now.
    pub rows: Vec<ListedRow>,
    /// What changed of the person on posted lists.
    pub changes: Vec<Change>,
    /// What waits about the person, or is in force.
    pub waiting: Vec<Waits>,
    /// Rows that tell of the person and were rejected when the data were read.
    pub rejected: Vec<RejectedRow>,
    /// Whether posted lists say other than the latest facts give.
    pub differs: bool,
    /// The whole text.
    pub text: String,
}

/// Whom to explain, and how.
#[derive(Debug, Clone, Copy)]
pub struct ExplainOptions<'a> {
    pub person: PersonalNumber,
    /// A snapshot's id, the beginning of one, or a day: the latest snapshot that is not after it. `None`: the latest.
    pub at: Option<&'a str>,
    pub language: Language,
}

/// Somebody whom a delta took out of the database: the name, and the day of that delta.
struct TakenOut {
    facts: PersonFacts,
    on: NaiveDate,
}

impl TakenOut {
    fn words(&self, language: Language) -> String {
        let (name, born) = (&self.facts.person.full_name, self.facts.person.birth_date.printed());
        let on = language.date(self.on);
        match language {
            Language::Vietnamese => {
                format!(
                    "{name}, sinh {born}, đã được đưa ra khỏi cơ sở dữ liệu theo bản cập nhật có số liệu đến ngày {on}.\n"
                )
            }
            Language::English => {
                format!(
                    "{name}, born {born}, was taken out of the database by the delta with the data of {on}.\n"
                )
            }
        }
    }
}

/// Explains the decision on a person of the latest roll of a database, by the facts of a snapshot.
///
/// The decision is made anew from the stored facts. On draft lists it must be the recorded one; posted lists may wait for
/// somebody, and then the difference is told.
///
/// # Errors
/// [`TaskError`] if there is no roll, nobody has the number, no snapshot or several are meant, the database fails, or the
/// row of a draft is another decision's.
pub async fn explain(database: &Database, options: ExplainOptions<'_>) -> Result<Explained, TaskError> {
    let mut tx = database.read().await?;
    let lists = Lists::find(&mut tx, database).await?;
    let (basis, sequence) = chosen(&mut tx, &lists, options.at).await?;
    let facts = facts(&mut tx, &lists, &basis, sequence, options.person).await?;
    let on_lists = Records::read(&mut tx, &lists, options.person).await?;
    let taken_out = match facts {
        Some(_) => None,
        None => {
            let taken_out = taken_out(&mut tx, &lists, options.person, sequence).await?;
            taken_out.map(|(facts, on)| TakenOut { facts, on })
        }
    };
    let rejected = rejected::rows_of(&mut tx, &lists, options.person).await?;
    tx.rollback().await?;
    let is_unknown = facts.is_none() && taken_out.is_none();
    let is_on_no_list = on_lists.entries.is_empty() && on_lists.changes.is_empty();
    if is_unknown && is_on_no_list && rejected.is_empty() {
        return Err(ListsError::UnknownPerson.into());
    }
    let decided = facts.as_ref();
    let decided = decided.map(|facts| decide(facts, basis.terms()));
    let is_latest = sequence == lists.sequence;
    let differs = is_latest && on_lists.compare(&lists, decided.as_ref())?;
    let number = decided.as_ref().and_then(|decision| on_lists.number(decision, is_latest));
    let mut explained = Explained {
        roll_id: lists.roll_id().to_owned(),
        snapshot_id: basis.snapshot_id.clone(),
        as_of: basis.as_of,
        articles: decided.as_ref().map(Decision::articles).unwrap_or_default(),
        decision: decided,
        number,
        rows: on_lists.rows(&lists),
        changes: on_lists.changes_once().into_iter().map(|(_, change)| change.clone()).collect(),
        waiting: on_lists.waiting.clone(),
        rejected: Vec::new(),
        differs,
        text: String::new(),
    };
    let body = match &taken_out {
        Some(taken_out) => taken_out.words(options.language),
        None if is_unknown && !rejected.is_empty() => rejected::of_nobody(options.language).to_owned(),
        None => body(&explained, facts.as_ref(), &basis, options.language),
    };
    explained.text = on_lists.around(&lists, &explained, body, options.language);
    explained.text += &rejected::words(&rejected, options.language);
    explained.rejected = rejected;
    Ok(explained)
}

fn body(explained: &Explained, facts: Option<&PersonFacts>, basis: &Basis, language: Language) -> String {
    let (Some(facts), Some(decision)) = (facts, &explained.decision) else {
        return match language {
            Language::Vietnamese => "Cơ sở dữ liệu không có, hoặc không còn, người này.\n",
            Language::English => "The population database does not hold this person, or no longer.\n",
        }
        .to_owned();
    };
    let Basis { election, territory, .. } = basis;
    tell(Told { facts, decision, election, territory, number: explained.number }, language)
}

/// The snapshot that is meant, and its place among the deltas.
async fn chosen(tx: &mut Tx, lists: &Lists, at: Option<&str>) -> Result<(Basis, u64), TaskError> {
    let Some(at) = at else { return Ok((lists.basis.clone(), lists.sequence)) };
    let days = store::snapshot::days(tx, &lists.root.snapshot_id).await?;
    let found: Vec<&(String, NaiveDate, u64)> = match at.parse::<NaiveDate>() {
        Ok(day) => days.iter().rev().find(|(_, as_of, _)| *as_of <= day).into_iter().collect(),
        Err(_) => {
            let is_meant = |id: &str| id == at || (at.len() >= PREFIX && id.starts_with(at));
            days.iter().filter(|(id, _, _)| is_meant(id)).collect()
        }
    };
    match found.as_slice() {
        [] => Err(ListsError::UnknownSnapshot { id: at.to_owned() }.into()),
        [(id, _, sequence)] => Ok((Basis::of(snapshot(tx, id).await?)?, *sequence)),
        _ => Err(TaskError::AmbiguousSnapshot { id: at.to_owned() }),
    }
}

/// The facts of the person as of a snapshot.
async fn facts(
    tx: &mut Tx,
    lists: &Lists,
    basis: &Basis,
    sequence: u64,
    person: PersonalNumber,
) -> Result<Option<PersonFacts>, TaskError> {
    let read = Facts { roll_id: lists.roll_id(), root: &lists.root.snapshot_id, sequence };
    let mut facts = read.of(tx, &[person]).await?.remove(&person);
    if let Some(facts) = facts.as_mut().filter(|_| sequence < lists.sequence) {
        // A certificate that was issued later was not known then.
        facts.wishes.retain(|wish| {
            wish.kind != WishKind::VoteElsewhereCertificate || wish.recorded_at.date() <= basis.as_of
        });
    }
    Ok(facts)
}

/// What the lists and registers hold of a person.
struct Records {
    entries: Vec<Entry>,
    changes: Vec<ChangedRow>,
    waiting: Vec<Waits>,
}

impl Records {
    async fn read(tx: &mut Tx, lists: &Lists, person: PersonalNumber) -> Result<Self, TaskError> {
        let rows = store::entry::find_person(tx, lists.roll_id(), person.as_str()).await?;
        let entry =
            |row: &String| serde_json::from_str(row).map_err(|_| ListsError::Document { what: "row" });
        let changes = store::change::of_person(tx, lists.roll_id(), person.as_str()).await?;
        let mut waiting = Vec::new();
        for kind in Kind::ALL {
            for matter in store::matter::of_persons(tx, lists.roll_id(), kind, [person.as_str()]).await? {
                let hold = serde_json::from_str::<Hold>(&matter.document).ok();
                // The id of a place that is held is the person's number: what decided it says more.
                let id = hold.filter(|_| kind == Kind::Hold).map_or(matter.matter_id, |hold| hold.by);
                waiting.push(Waits { kind: kind.as_str(), id });
            }
        }
        Ok(Self {
            entries: rows.iter().map(entry).collect::<Result<_, _>>()?,
            changes: changes.parse()?,
            waiting,
        })
    }

    fn standing(&self) -> Option<&Entry> {
        self.entries.iter().find(|entry| entry.status == Status::Listed)
    }

    /// The number of the row in the area that a decision leads to; of an earlier decision the row may be struck since.
    fn number(&self, decision: &Decision, is_latest: bool) -> Option<u32> {
        let Outcome::Listed { area, .. } = &decision.outcome else { return None };
        let there = |entry: &&Entry| &entry.area_code == area;
        let standing = self.standing().filter(there);
        let earlier = || self.entries.iter().find(there).filter(|_| !is_latest);
        standing.or_else(earlier).map(|entry| entry.number)
    }

    /// What was decided, between what the lists say and what was done to them; of drafts on their first snapshot there is
    /// nothing to tell but the decision.
    fn around(&self, lists: &Lists, explained: &Explained, body: String, language: Language) -> String {
        if lists.version() == 0 && lists.sequence == 0 {
            return body;
        }
        let told = OnLists {
            as_of: (explained.as_of, &explained.snapshot_id),
            rows: &explained.rows,
            changes: &self.changes_once(),
            waits: &self.waiting,
            differs: explained.differs,
            territory: &lists.basis.territory,
        };
        told.before(language) + &body + &told.after(language)
    }

    /// Each change once, with its version.
    fn changes_once(&self) -> Vec<(u32, &Change)> {
        let mut once: Vec<(u32, &Change)> =
            self.changes.iter().map(|row| (row.version, &row.change)).collect();
        once.dedup_by(|one, other| one.1.change_id == other.1.change_id);
        once
    }

    fn rows(&self, lists: &Lists) -> Vec<ListedRow> {
        let last = |entry: &Entry| {
            let here = |row: &&ChangedRow| {
                row.edit.area() == &entry.area_code && row.edit.after.number == entry.number
            };
            self.changes.iter().filter(here).map(|row| row.version).max()
        };
        let row = |entry: &Entry| ListedRow {
            area_code: entry.area_code.clone(),
            number: entry.number,
            status: entry.status,
            ballots: entry.ballots,
            posted: lists.is_posted(&entry.commune_code),
            version: last(entry),
        };
        self.entries.iter().map(row).collect()
    }

    /// Whether posted lists say other than the latest facts give. A row of a draft must be where the decision lands; of a
    /// roll of some communes only, it may be missing.
    fn compare(&self, lists: &Lists, decision: Option<&Decision>) -> Result<bool, TaskError> {
        let standing = self.standing();
        let wanted = match decision.map(|decision| &decision.outcome) {
            Some(Outcome::Listed { area, ballots, .. }) => Some((area, *ballots)),
            Some(Outcome::NotEligible { .. } | Outcome::NoList { .. } | Outcome::Queue { .. }) | None => None,
        };
        match standing {
            Some(entry) if lists.is_posted(&entry.commune_code) => {
                Ok(wanted != Some((&entry.area_code, entry.ballots)))
            }
            Some(entry) => {
                let same_rule = decision.is_some_and(|decision| decision.rule == entry.rule);
                match same_rule && wanted == Some((&entry.area_code, entry.ballots)) {
                    true => Ok(false),
                    false => Err(ListsError::Document { what: "decision other than the facts give" }.into()),
                }
            }
            None => {
                let area = wanted.and_then(|(area, _)| lists.basis.territory.area(area));
                Ok(area.is_some_and(|area| lists.is_posted(&area.commune_code)))
            }
        }
    }
}
