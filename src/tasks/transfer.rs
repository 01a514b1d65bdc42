//! `transfer`: halves of transfers whose other half is another office's: told in signed notices, matched when these come
//! in. Nobody stands on two lists, and nobody on none without standing in the register of halves.

use super::actor::{Actor, begin};
use super::error::TaskError;
use super::posted::{self, Act, Intent, Lists, Notice, NoticeFormat, NoticeSays, Person, Waiting, audit};
use super::undo::{Done, check};
use super::update::{RECEIVED, matter_of, write_outcomes};
use crate::changes::{Event, Kind, Planned, Postponed};
use crate::people::PersonalNumber;
use crate::roll::Status;
use crate::roll::chain::{PublicKey, Signature, SigningKey};
use crate::store::matter::{self, Kind as MatterKind, Matter};
use crate::store::{self, Database, Tx};
use serde::{Deserialize, Serialize};
use std::borrow::Cow;
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

/// A notice as it is sent: with the signature over the notice's own bytes, if there is a key.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SentNotice {
    pub notice: Notice,
    pub public_key: Option<PublicKey>,
    pub signature: Option<Signature>,
}

impl SentNotice {
    fn new(notice: Notice, key: Option<&SigningKey>) -> Self {
        let signature = key.map(|key| key.sign(&bytes(&notice)));
        Self { notice, public_key: key.map(SigningKey::public), signature }
    }

    /// Checks the signature, and that it is the trusted key's.
    fn check(&self, path: &Path, trusted: Option<&PublicKey>) -> Result<(), TaskError> {
        let wrong = |why: String| TaskError::Notice { path: path.to_owned(), why };
        match (&self.public_key, &self.signature, trusted) {
            (Some(key), Some(_), Some(trusted)) if key != trusted => {
                Err(wrong(format!("it is signed with key {}, not with {}", key.id(), trusted.id())))
            }
            (Some(key), Some(signature), _) => {
                key.verify(&bytes(&self.notice), signature).map_err(|error| wrong(error.to_string()))
            }
            (_, _, Some(trusted)) => Err(wrong(format!("it is not signed with key {}", trusted.id()))),
            (None, None, None) => Ok(()),
            (_, _, None) => Err(wrong("it has a key or a signature, and not both".to_owned())),
        }
    }
}

fn bytes(notice: &Notice) -> Vec<u8> {
    serde_json::to_vec(notice).expect("a notice has text keys only and writes into memory")
}

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

/// Writes the notices for other offices into a folder, one file a pair: of those given up here, and of those received.
///
/// # Errors
/// [`TaskError`] if there is no roll, the database fails or a file cannot be written.
pub async fn export(
    database: &Database,
    name: &str,
    folder: &Path,
    key: Option<&SigningKey>,
) -> Result<Vec<PathBuf>, TaskError> {
    let mut tx = database.read().await?;
    let lists = Lists::find(&mut tx, name).await?;
    let mut notices = Vec::new();
    for half in store::matter::all(&mut tx, lists.roll_id(), MatterKind::Suspense).await? {
        let waiting: Waiting = read(&half)?;
        let Postponed::Outgoing(to) = &waiting.why else { continue };
        if half.state != matter::OPEN {
            continue;
        }
        let person = Person::find(&mut tx, &lists, waiting.personal_id).await?;
        notices.push(Notice {
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
        });
    }
    for known in store::matter::all(&mut tx, lists.roll_id(), MatterKind::Notice).await? {
        if known.state == RECEIVED {
            let notice: Notice = read(&known)?;
            notices.push(Notice { says: NoticeSays::Received, by: lists.roll_id().to_owned(), ..notice });
        }
    }
    tx.rollback().await?;
    std::fs::create_dir_all(folder).map_err(TaskError::write(folder))?;
    let mut written = Vec::new();
    for notice in notices {
        let says = match notice.says {
            NoticeSays::GivenUp => "given-up",
            NoticeSays::Received => "received",
        };
        let path = folder.join(format!("{}-{says}.json", notice.pair_id));
        let mut text = serde_json::to_string_pretty(&SentNotice::new(notice, key))
            .map_err(|_| TaskError::Document { what: "notice" })?;
        text.push('\n');
        std::fs::write(&path, text).map_err(TaskError::write(&path))?;
        written.push(path);
    }
    Ok(written)
}

/// Takes a notice of another office in: matches it with the half that waits here, or lets it wait.
///
/// # Errors
/// [`TaskError::Notice`] if the file is no notice, of another election, or its signature is not the trusted key's;
/// [`TaskError::Late`] if the clock forbids the addition; another if the database fails. Then nothing was changed.
pub async fn import(
    database: &Database,
    name: &str,
    (path, trusted): (&Path, Option<&PublicKey>),
    actor: &Actor,
) -> Result<Imported, TaskError> {
    let wrong = |why: String| TaskError::Notice { path: path.to_owned(), why };
    let text = crate::file::read_text(path, crate::file::SMALL).map_err(|error| wrong(error.to_string()))?;
    let sent: SentNotice = serde_json::from_str(&text)
        .map_err(|error| wrong(format!("it is no notice of a transfer, in line {}", error.line())))?;
    sent.check(path, trusted)?;
    let mut tx = begin(database).await?;
    let mut lists = Lists::lock(&mut tx, name).await?;
    let notice = sent.notice;
    if notice.election_id != lists.basis.election.id {
        return Err(wrong(format!("it is of election {}", notice.election_id)));
    }
    let before = lists.version();
    let (matched, changes, registers) = match notice.says {
        NoticeSays::Received => settle(&mut tx, &lists, &notice, wrong).await?,
        NoticeSays::GivenUp => take(&mut tx, &mut lists, &notice, actor).await?,
    };
    let version = Some(lists.version()).filter(|version| *version > before);
    if !registers.is_empty() {
        let act = act(actor, "transfer import");
        audit::acted(&mut tx, &lists, &act, (&notice.pair_id, "notice"), registers, version).await?;
    }
    tx.commit().await?;
    Ok(Imported { pair_id: notice.pair_id, matched, done: Done { version, changes } })
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
    let found = found.filter(|found| found.state == matter::OPEN);
    let found = found.ok_or_else(|| TaskError::NoMatter { kind: "half", id: id.to_owned() })?;
    let mut waiting: Waiting = read(&found)?;
    let before = lists.version();
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
    waiting.settled = Some(format!("released by {}: {reason}", actor.by));
    let settled = matter_of(&lists, &waiting, "released")?;
    store::matter::put(&mut tx, lists.roll_id(), &settled).await?;
    let version = Some(lists.version()).filter(|version| *version > before);
    let registers = vec![audit::register_of(&settled)];
    audit::acted(&mut tx, &lists, &act(actor, "transfer release"), (reason, id), registers, version).await?;
    tx.commit().await?;
    Ok(Done { version, changes })
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
    let difference = match person.plan(&person.facts, lists, actor.at).planned {
        Planned::Change(draft) | Planned::Postponed(draft, _) => draft.difference,
        Planned::Nothing => return Ok(Vec::new()),
    };
    let intent = Intent {
        personal_id: number,
        event,
        kind: if difference.kind == Kind::Add { Kind::Transfer } else { difference.kind },
        from: difference.from,
        to: difference.to,
        beside: difference.beside,
        reason: Cow::Owned(reason.to_owned()),
        evidence: format!("transfer {pair_id}; snapshot {}", waiting.snapshot_id),
        pair_id: Some(pair_id),
    };
    check(lists, &intent, actor)?;
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
