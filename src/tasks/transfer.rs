//! `transfer`: halves of transfers whose other half is another office's: told in signed notices, matched when these come
//! in. Nobody stands on two lists, and nobody on none without standing in the register of halves.

mod sent;
mod sheet;

use super::actor::{Actor, begin};
use super::error::TaskError;
use super::posted::{
    self, Act, Intent, Lists, Notice, NoticeFormat, NoticeSays, Person, Waiting, audit, in_order,
    write_outcomes,
};
use super::undo::Done;
use super::update::{RECEIVED, matter_of};
use crate::changes::{Authority, Clock, Event, Kind, Planned, Postponed};
use crate::files::Tray;
use crate::people::{ElectionId, PairId, PersonalNumber, RollId};
use crate::render::pdf::Printer;
use crate::roll::Status;
use crate::roll::chain::{PublicKey, SigningKey};
use crate::store::matter::{self, Kind as MatterKind, Matter};
use crate::store::{self, Database, Tx};
pub use sent::SentNotice;
use serde::Serialize;
use sheet::Sheet;
use std::borrow::Cow;
use std::collections::BTreeMap;
use std::io::Write;
use std::path::{Path, PathBuf};

/// What became of a notice that came in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Matched {
    /// The person was added: both halves are known now.
    Added,
    /// The person has not arrived yet; the notice waits.
    Waits,
    /// The other office has received the person: the half here is settled.
    Settled,
    /// It was known already.
    Known,
}

/// A notice that came in, and what it changed.
#[derive(Debug, Serialize)]
pub struct Imported {
    pub pair_id: String,
    pub matched: Matched,
    pub done: Done,
}

/// The notices that were written.
#[derive(Debug)]
pub struct Exported {
    pub files: Vec<PathBuf>,
    /// Ids in the database that name no transfer, so that no file is written of them.
    pub skipped: Vec<String>,
}

/// Writes the notices for other offices into a folder, one file a pair: of those given up here, and of those received. A
/// notice that stands there already is replaced by the present one of its transfer; nothing else is.
///
/// # Errors
/// [`TaskError`] if there is no roll, the database fails, a file cannot be written, or another stands in its place; then
/// none was written.
pub async fn export(
    database: &Database,
    name: &str,
    folder: &Path,
    key: Option<&SigningKey>,
) -> Result<Exported, TaskError> {
    let mut tray = Tray::begin(folder, "transfer export")?;
    let mut tx = database.read().await?;
    let lists = Lists::find(&mut tx, name).await?;
    let mut notices = Vec::new();
    let mut sheets = Vec::new();
    let failed = |source| TaskError::Pdf { area: "–".to_owned(), source };
    let printer = Printer::new().map_err(failed)?;
    let mut skipped = Vec::new();
    for half in store::matter::all(&mut tx, lists.roll_id(), MatterKind::Suspense).await? {
        let waiting: Waiting = read(&half)?;
        let Postponed::Outgoing(to) = &waiting.why else { continue };
        if half.state != matter::OPEN {
            continue;
        }
        let Ok(pair) = PairId::parse(&waiting.waiting_id) else {
            skipped.push(waiting.waiting_id);
            continue;
        };
        let person = Person::find(&mut tx, &lists, waiting.personal_id).await?;
        let notice = Notice {
            format: NoticeFormat::TransferNotice1,
            says: NoticeSays::GivenUp,
            pair_id: waiting.waiting_id.clone(),
            election_id: lists.basis.election.id.clone(),
            personal_id: waiting.personal_id,
            full_name: person.facts.person.full_name.to_string(),
            birth_date: person.facts.person.birth_date,
            event: waiting.event.unwrap_or(Event::R2),
            area_code: waiting.from.as_ref().map(|place| place.area_code.clone()),
            number: waiting.from.as_ref().map(|place| place.number),
            to: to.clone(),
            at: waiting.since,
            by: lists.roll_id().to_owned(),
        };
        let row = waiting.from.as_ref().map(|place| (&place.area_code, place.number));
        sheets.extend(
            row.map(|row| Sheet::new((&lists, &printer), (&pair, &notice), (row, person.facts.person.sex)))
                .transpose()?,
        );
        notices.push((pair, notice));
    }
    for known in store::matter::all(&mut tx, lists.roll_id(), MatterKind::Notice).await? {
        if known.state != RECEIVED {
            continue;
        }
        let Ok(pair) = PairId::parse(&known.matter_id) else {
            skipped.push(known.matter_id);
            continue;
        };
        let notice: Notice = read(&known)?;
        let answer = Notice { says: NoticeSays::Received, by: lists.roll_id().to_owned(), ..notice };
        let rows = posted::rows_of_person(&mut tx, &lists, answer.personal_id).await?;
        let row = rows.first().filter(|row| row.status == Status::Listed);
        let told = row.map(|row| ((&row.area_code, row.number), row.sex));
        sheets.extend(told.map(|row| Sheet::new((&lists, &printer), (&pair, &answer), row)).transpose()?);
        notices.push((pair, answer));
    }
    tx.rollback().await?;
    for (pair, notice) in notices {
        lay(&mut tray, &pair, SentNotice::new(notice, key))?;
    }
    for sheet in sheets {
        sheet.print(&mut tray)?;
    }
    Ok(Exported { files: tray.finish()?, skipped })
}

/// What the files of a notice are called.
fn stem(pair: &PairId, says: NoticeSays) -> String {
    let says = match says {
        NoticeSays::GivenUp => "given-up",
        NoticeSays::Received => "received",
    };
    format!("{pair}-{says}")
}

/// Lays a notice into the tray, unless something else than an earlier notice of the transfer stands in its place.
fn lay(tray: &mut Tray, pair: &PairId, sent: SentNotice) -> Result<(), TaskError> {
    let name = format!("{}.json", stem(pair, sent.notice.says));
    if let Some(bytes) = tray.standing(&name)? {
        let is_same = |earlier: SentNotice| {
            (earlier.notice.pair_id.as_str(), earlier.notice.says) == (pair.as_str(), sent.notice.says)
        };
        if !serde_json::from_slice(&bytes).is_ok_and(is_same) {
            let what = "something else than a notice of this transfer".to_owned();
            return Err(TaskError::Occupied { path: tray.place(&name), what });
        }
    }
    let mut text = serde_json::to_string_pretty(&sent).map_err(|_| TaskError::Document { what: "notice" })?;
    text.push('\n');
    let path = tray.place(&name);
    tray.create(&name)?.write_all(text.as_bytes()).map_err(TaskError::write(&path))
}

/// Takes a notice of another office in: matches it with the half that waits here, or lets it wait.
///
/// # Errors
/// [`TaskError::Notice`] if the file is no notice, its ids are none, it is of another election, or its signature is not the trusted key's;
/// [`TaskError::Late`] if the clock forbids the addition; another if the database fails. Then nothing was changed.
pub async fn import(
    database: &Database,
    name: &str,
    (path, trusted): (&Path, Option<&PublicKey>),
    actor: &Actor,
) -> Result<Imported, TaskError> {
    let wrong = |why: String| TaskError::Notice { path: path.to_owned(), why };
    let text =
        crate::given::read_text(path, crate::given::SMALL).map_err(|error| wrong(error.to_string()))?;
    let sent: SentNotice = serde_json::from_str(&text)
        .map_err(|error| wrong(format!("it is no notice of a transfer, in line {}", error.line())))?;
    sent.check(path, trusted)?;
    check_ids(&sent.notice).map_err(wrong)?;
    let mut tx = begin(database).await?;
    let mut lists = Lists::lock(&mut tx, name).await?;
    let notice = sent.notice;
    if notice.election_id != lists.basis.election.id {
        return Err(wrong(format!("it is of election {}", notice.election_id)));
    }
    in_order(actor.at, "the other office wrote its notice", notice.at)?;
    let (matched, changes, registers) = match notice.says {
        NoticeSays::Received => settle(&mut tx, &lists, &notice, wrong).await?,
        NoticeSays::GivenUp => take(&mut tx, &mut lists, &notice, actor).await?,
    };
    let version = match registers.is_empty() {
        true => None,
        false => {
            let act = act(actor, "transfer import");
            audit::acted(&mut tx, &mut lists, &act, (&notice.pair_id, "notice"), registers).await?
        }
    };
    tx.commit().await?;
    Ok(Imported {
        pair_id: notice.pair_id,
        matched,
        done: Done { version, changes, known: matched == Matched::Known },
    })
}

/// What another office calls things must be ids: they stand in file names, tables and the audit here.
fn check_ids(notice: &Notice) -> Result<(), String> {
    PairId::parse(&notice.pair_id).map_err(|why| format!("its pair_id {:?}: {why}", notice.pair_id))?;
    ElectionId::parse(&notice.election_id)
        .map_err(|why| format!("its election_id {:?}: {why}", notice.election_id))?;
    RollId::parse(&notice.by).map_err(|why| format!("its roll in `by` {:?}: {why}", notice.by))?;
    Ok(())
}

type Outcome = (Matched, Vec<posted::ChangedRow>, Vec<(String, String)>);

/// The other office has received the person.
async fn settle(
    tx: &mut Tx,
    lists: &Lists,
    notice: &Notice,
    wrong: impl Fn(String) -> TaskError,
) -> Result<Outcome, TaskError> {
    let found = store::matter::find(tx, lists.roll_id(), MatterKind::Suspense, &notice.pair_id).await?;
    let found = found.ok_or_else(|| TaskError::NoMatter { kind: "half", id: notice.pair_id.clone() })?;
    if found.personal_id != notice.personal_id.as_str() {
        return Err(wrong("it is of another person than the half here".to_owned()));
    }
    if found.state == RECEIVED {
        return Ok((Matched::Known, Vec::new(), Vec::new()));
    }
    let settled = Matter { state: RECEIVED.to_owned(), ..found };
    store::matter::put(tx, lists.roll_id(), &settled).await?;
    Ok((Matched::Settled, Vec::new(), vec![audit::register_of(&settled)]))
}

/// The other office has given the person up: who waits here is added.
async fn take(tx: &mut Tx, lists: &mut Lists, notice: &Notice, actor: &Actor) -> Result<Outcome, TaskError> {
    let known = store::matter::find(tx, lists.roll_id(), MatterKind::Notice, &notice.pair_id).await?;
    if known.is_some() {
        return Ok((Matched::Known, Vec::new(), Vec::new()));
    }
    let number = notice.personal_id.as_str();
    let halves = store::matter::of_persons(tx, lists.roll_id(), MatterKind::Suspense, [number]).await?;
    let mut registers = Vec::new();
    let (mut changes, mut state) = (Vec::new(), matter::OPEN);
    for half in halves {
        let waiting: Waiting = read(&half)?;
        if !matches!(waiting.why, Postponed::Incoming(_)) {
            continue;
        }
        let pair = (notice.event, notice.pair_id.clone());
        changes.extend(add(tx, lists, &waiting, pair, (actor, "notice of the other office")).await?);
        let settled = Matter { state: RECEIVED.to_owned(), ..half };
        store::matter::put(tx, lists.roll_id(), &settled).await?;
        registers.push(audit::register_of(&settled));
        state = RECEIVED;
    }
    // Somebody released the half here before the notice came: the other office is answered all the same.
    if state != RECEIVED && stands(tx, lists, notice.personal_id).await? {
        state = RECEIVED;
    }
    let kept = Matter {
        kind: MatterKind::Notice,
        matter_id: notice.pair_id.clone(),
        commune_code: notice.to.commune_code.as_ref().map(ToString::to_string).unwrap_or_default(),
        personal_id: number.to_owned(),
        state: state.to_owned(),
        document: serde_json::to_string(notice).map_err(|_| TaskError::Document { what: "notice" })?,
    };
    store::matter::put(tx, lists.roll_id(), &kept).await?;
    registers.push(audit::register_of(&kept));
    let matched = match (state == RECEIVED, changes.is_empty()) {
        (true, false) => Matched::Added,
        (true, true) => Matched::Known,
        (false, _) => Matched::Waits,
    };
    Ok((matched, changes, registers))
}

/// Whether a person stands on a list here.
async fn stands(tx: &mut Tx, lists: &Lists, number: PersonalNumber) -> Result<bool, TaskError> {
    let rows = posted::rows_of_person(tx, lists, number).await?;
    Ok(rows.first().is_some_and(|row| row.status == Status::Listed))
}

/// Settles a half on somebody's word: who waits here is added; who left is taken as received.
///
/// # Errors
/// [`TaskError::NoMatter`] if no half waits under the id; [`TaskError::Late`] if the clock forbids the addition; another if
/// the database fails. Then nothing was changed.
pub async fn release(
    database: &Database,
    name: &str,
    (id, reason): (&str, &str),
    actor: &Actor,
) -> Result<Done, TaskError> {
    let mut tx = begin(database).await?;
    let mut lists = Lists::lock(&mut tx, name).await?;
    let found = store::matter::find(&mut tx, lists.roll_id(), MatterKind::Suspense, id).await?;
    let found = found.ok_or_else(|| TaskError::NoMatter { kind: "half", id: id.to_owned() })?;
    let mut waiting: Waiting = read(&found)?;
    let settled = format!("released by {}: {reason}", actor.by);
    if found.state != matter::OPEN {
        tx.rollback().await?;
        return match waiting.settled {
            Some(told) if told == settled => Ok(Done::before()),
            Some(told) => Err(TaskError::Refused { why: format!("half {id} was settled before: {told}") }),
            None => Err(TaskError::Refused { why: format!("half {id} is {}, not open", found.state) }),
        };
    }
    in_order(actor.at, "the half was found", waiting.since)?;
    let changes = match waiting.why {
        Postponed::Incoming(_) => {
            let pair = (waiting.event.unwrap_or(Event::R2), waiting.waiting_id.clone());
            add(&mut tx, &mut lists, &waiting, pair, (actor, reason)).await?
        }
        Postponed::Outgoing(_)
        | Postponed::Late(_)
        | Postponed::Unnamed
        | Postponed::ByHand
        | Postponed::Unread => Vec::new(),
    };
    waiting.settled = Some(settled);
    let settled = matter_of(&lists, &waiting, "released")?;
    store::matter::put(&mut tx, lists.roll_id(), &settled).await?;
    let registers = vec![audit::register_of(&settled)];
    let act = act(actor, "transfer release");
    let version = audit::acted(&mut tx, &mut lists, &act, (reason, id), registers).await?;
    tx.commit().await?;
    Ok(Done { version, changes, known: false })
}

/// Adds somebody who waits for another office.
async fn add(
    tx: &mut Tx,
    lists: &mut Lists,
    waiting: &Waiting,
    (event, pair_id): (Event, String),
    (actor, reason): (&Actor, &str),
) -> Result<Vec<posted::ChangedRow>, TaskError> {
    let number = waiting.personal_id;
    let person = Person::find(tx, lists, number).await?;
    let mut difference = match person.plan(&person.facts, lists, actor.at).planned {
        Planned::Change(draft) | Planned::Postponed(draft, _) => draft.difference,
        Planned::Nothing | Planned::Homeless(_) => return Ok(Vec::new()),
    };
    if difference.kind == Kind::Add {
        difference.kind = Kind::Transfer;
    }
    Clock { terms: lists.terms(), now: actor.at }.check_change(event, &difference, Authority::Office)?;
    let intent = Intent {
        personal_id: number,
        event,
        difference,
        right_ends: None,
        reason: Cow::Owned(reason.to_owned()),
        evidence: format!("transfer {pair_id}; snapshot {}", waiting.snapshot_id),
        pair_id: Some(pair_id),
    };
    let act = act(actor, "transfer");
    let changes = posted::apply(tx, lists, vec![intent], &act).await?;
    write_outcomes(tx, lists, &BTreeMap::from([(number, None)])).await?;
    Ok(changes)
}

fn act<'a>(actor: &'a Actor, action: &'static str) -> Act<'a> {
    Act { at: actor.at, by: &actor.by, action, key: actor.key.as_ref() }
}

fn read<T: serde::de::DeserializeOwned>(matter: &Matter) -> Result<T, TaskError> {
    serde_json::from_str(&matter.document).map_err(|_| TaskError::Document { what: "half of a transfer" })
}
