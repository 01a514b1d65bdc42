//! `transfer`: halves of transfers whose other half is another office's: told in signed notices, matched when these come
//! in. Nobody stands on two lists, and nobody on none without standing in the register of halves.

mod half;
mod sent;
mod sheet;

use super::error::TaskError;
use super::undo::Done;
use crate::changes::{Event, Postponed};
use crate::files::Tray;
use crate::lists::{
    self, Acting, Actor, ChangedRow, Lists, ListsError, Notice, NoticeFormat, NoticeSays, Person, Registered,
    Waiting, Why, matter,
};
use crate::output::OutputError;
use crate::people::{ElectionId, PairId, PersonalNumber, RollId};
use crate::render::pdf::Printer;
use crate::roll::Status;
use crate::roll::chain::{PublicKey, SigningKey};
use crate::store::matter::{Kind as MatterKind, State};
use crate::store::{Database, Tx};
pub use half::release;
use half::{Pair, add};
pub use sent::SentNotice;
use serde::Serialize;
use sheet::{Sheet, Told};
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
    folder: &Path,
    key: Option<&SigningKey>,
) -> Result<Exported, TaskError> {
    let mut tray = Tray::begin(folder, "transfer export")?;
    let mut tx = database.read().await?;
    let lists = Lists::find(&mut tx, database).await?;
    let failed = OutputError::pdf("–");
    let printer = Printer::new().map_err(failed)?;
    let mut skipped = Vec::new();
    let mut letters = Vec::new();
    for half in matter::open(&mut tx, lists.roll_id(), MatterKind::Suspense).await? {
        let half: Registered<Waiting> = half;
        match PairId::parse(&half.id) {
            Ok(pair) => letters.extend(given_up(&mut tx, &lists, pair, half.document).await?),
            Err(_) if matches!(half.document.why, Postponed::Outgoing(_)) => skipped.push(half.id),
            Err(_) => {}
        }
    }
    for known in matter::all(&mut tx, lists.roll_id(), MatterKind::Notice).await? {
        let known: Registered<Notice> = known;
        if known.state != State::Received {
            continue;
        }
        match PairId::parse(&known.id) {
            Ok(pair) => letters.push(received(&mut tx, &lists, pair, known.document).await?),
            Err(_) => skipped.push(known.id),
        }
    }
    let sheets: Vec<Sheet> = letters
        .iter()
        .filter_map(|letter| Sheet::of(letter, &lists, &printer).transpose())
        .collect::<Result<_, _>>()?;
    tx.rollback().await?;
    for letter in letters {
        lay(&mut tray, &letter.pair, SentNotice::new(letter.notice, key))?;
    }
    for sheet in sheets {
        sheet.print(&mut tray)?;
    }
    Ok(Exported { files: tray.finish()?, skipped })
}

/// A notice that goes to another office, and the row it is about.
pub(super) struct Letter {
    pair: PairId,
    notice: Notice,
    told: Option<Told>,
}

/// What is told of somebody given up here; nothing of who arrives.
async fn given_up(
    tx: &mut Tx,
    lists: &Lists,
    pair: PairId,
    waiting: Waiting,
) -> Result<Option<Letter>, TaskError> {
    let Postponed::Outgoing(to) = waiting.why else { return Ok(None) };
    let found = Person::find(tx, lists, waiting.personal_id).await?;
    let told = match &waiting.from {
        Some(place) => Told::given_up(tx, lists, place, &found).await?,
        None => None,
    };
    let person = found.facts.person;
    let row = waiting.from.as_ref();
    let notice = Notice {
        format: NoticeFormat::TransferNotice1,
        says: NoticeSays::GivenUp,
        pair_id: waiting.waiting_id,
        election_id: lists.basis.election.id.clone(),
        personal_id: waiting.personal_id,
        full_name: person.full_name.to_string(),
        birth_date: person.birth_date,
        event: waiting.event.unwrap_or(Event::R2),
        area_code: row.map(|place| place.area_code.clone()),
        number: row.map(|place| place.number),
        to,
        at: waiting.since,
        by: lists.roll_id().to_owned(),
    };
    Ok(Some(Letter { pair, notice, told }))
}

/// What is told of somebody received here.
async fn received(tx: &mut Tx, lists: &Lists, pair: PairId, notice: Notice) -> Result<Letter, TaskError> {
    let answer = Notice { says: NoticeSays::Received, by: lists.roll_id().to_owned(), ..notice };
    let rows = lists::rows_of_person(tx, lists, answer.personal_id).await?;
    let row = rows.into_iter().next().filter(|row| row.status == Status::Listed);
    Ok(Letter { pair, notice: answer, told: row.map(Told::of) })
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
            return Err(OutputError::Occupied { path: tray.place(&name), what }.into());
        }
    }
    let mut text =
        serde_json::to_string_pretty(&sent).map_err(|_| ListsError::Document { what: "notice" })?;
    text.push('\n');
    let path = tray.place(&name);
    tray.create(&name)?.write_all(text.as_bytes()).map_err(TaskError::write(&path))
}

/// Takes a notice of another office in: matches it with the half that waits here, or lets it wait.
///
/// # Errors
/// [`TaskError::Notice`] if the file is no notice, its ids are none, it is of another election, or its signature is not the trusted key's;
/// [`ListsError::Late`] if the clock forbids the addition; another if the database fails. Then nothing was changed.
pub async fn import(
    database: &Database,
    path: &Path,
    trusted: Option<&PublicKey>,
    actor: &Actor,
) -> Result<Imported, TaskError> {
    let wrong = |why: String| TaskError::Notice { path: path.to_owned(), why };
    let text =
        crate::given::read_text(path, crate::given::SMALL).map_err(|error| wrong(error.to_string()))?;
    let sent: SentNotice = serde_json::from_str(&text)
        .map_err(|error| wrong(format!("it is no notice of a transfer, in line {}", error.line())))?;
    sent.check(path, trusted)?;
    let notice = sent.notice;
    check_ids(&notice).map_err(wrong)?;
    let mut acting = Acting::begin(database, actor, "transfer import").await?;
    if notice.election_id != acting.lists().basis.election.id {
        return Err(wrong(format!("it is of election {}", notice.election_id)));
    }
    acting.after("the other office wrote its notice", notice.at)?;
    let mut changes = Vec::new();
    let matched = match notice.says {
        NoticeSays::Received => settle(&mut acting, &notice, wrong).await?,
        NoticeSays::GivenUp => take(&mut acting, &notice, &mut changes).await?,
    };
    let pair_id = notice.pair_id;
    let version = match acting.has_written() {
        true => acting.commit(Why { reason: &pair_id, source: "notice" }).await?,
        false => acting.abandon().await.map(|()| None)?,
    };
    Ok(Imported { pair_id, matched, done: Done { version, changes, known: matched == Matched::Known } })
}

/// What another office calls things must be ids: they stand in file names, tables and the audit here.
fn check_ids(notice: &Notice) -> Result<(), String> {
    PairId::parse(&notice.pair_id).map_err(|why| format!("its pair_id {:?}: {why}", notice.pair_id))?;
    ElectionId::parse(&notice.election_id)
        .map_err(|why| format!("its election_id {:?}: {why}", notice.election_id))?;
    RollId::parse(&notice.by).map_err(|why| format!("its roll in `by` {:?}: {why}", notice.by))?;
    Ok(())
}

/// The other office has received the person.
async fn settle(
    acting: &mut Acting<'_>,
    notice: &Notice,
    wrong: impl Fn(String) -> TaskError,
) -> Result<Matched, TaskError> {
    let (tx, lists) = acting.parts();
    let found = matter::find(tx, lists.roll_id(), MatterKind::Suspense, &notice.pair_id).await?;
    let found: Registered<Waiting> =
        found.ok_or_else(|| ListsError::NoMatter { kind: "half", id: notice.pair_id.clone() })?;
    if found.personal_id != Some(notice.personal_id) {
        return Err(wrong("it is of another person than the half here".to_owned()));
    }
    if found.state == State::Received {
        return Ok(Matched::Known);
    }
    acting.register(&Registered { state: State::Received, ..found }).await?;
    Ok(Matched::Settled)
}

/// The other office has given the person up: who waits here is added.
async fn take(
    acting: &mut Acting<'_>,
    notice: &Notice,
    changes: &mut Vec<ChangedRow>,
) -> Result<Matched, TaskError> {
    let (tx, lists) = acting.parts();
    let known: Option<Registered<Notice>> =
        matter::find(tx, lists.roll_id(), MatterKind::Notice, &notice.pair_id).await?;
    if known.is_some() {
        return Ok(Matched::Known);
    }
    let halves: Vec<Registered<Waiting>> =
        matter::of_persons(tx, lists.roll_id(), MatterKind::Suspense, &[notice.personal_id]).await?;
    let mut state = State::Open;
    for half in halves.into_iter().filter(|half| matches!(half.document.why, Postponed::Incoming(_))) {
        let pair = Pair { id: notice.pair_id.clone(), event: notice.event };
        changes.extend(add(acting, &half.document, pair, "notice of the other office").await?);
        state = State::Received;
        acting.register(&Registered { state, ..half }).await?;
    }
    let (tx, lists) = acting.parts();
    // Somebody released the half here before the notice came: the other office is answered all the same.
    if state == State::Open && stands(tx, lists, notice.personal_id).await? {
        state = State::Received;
    }
    let kept = Registered {
        kind: MatterKind::Notice,
        id: notice.pair_id.clone(),
        commune_code: notice.to.commune_code.clone(),
        personal_id: Some(notice.personal_id),
        state,
        document: notice.clone(),
    };
    acting.register(&kept).await?;
    Ok(match (state, changes.is_empty()) {
        (State::Received, false) => Matched::Added,
        (State::Received, true) => Matched::Known,
        (_, _) => Matched::Waits,
    })
}

/// Whether a person stands on a list here.
async fn stands(tx: &mut Tx, lists: &Lists, number: PersonalNumber) -> Result<bool, ListsError> {
    let rows = lists::rows_of_person(tx, lists, number).await?;
    Ok(rows.first().is_some_and(|row| row.status == Status::Listed))
}
