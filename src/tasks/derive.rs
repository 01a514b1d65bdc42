//! `derive`: the lists of every commune of a snapshot. A commune is one transaction; communes are taken by workers in any
//! order, and a roll becomes visible when all of them balance.

use super::error::TaskError;
use super::load::Basis;
use super::posted::{AuditRecord, audit};
use super::progress::Progress;
use crate::people::{CommuneCode, PersonFacts};
use crate::render::manifest::digest;
use crate::roll::{CommuneBuilder, CommuneRoll, Tally, Terms, Unlisted};
use crate::store::entry::Row as EntryRow;
use crate::store::outcome::{Kind, Row as OutcomeRow};
use crate::store::roll::{Roll, State};
use crate::store::{self, Database};
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use tokio::runtime::Handle;

/// Dossiers read from the database at once.
const PAGE: u32 = 1_000;
/// Raised when the program decides or orders otherwise, so that a roll of an earlier version is derived anew.
const DERIVATION: u32 = 1;

/// The counts of one commune as they are kept: its own persons, and those of no commune that it counts.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct CommuneCounts {
    pub own: Tally,
    pub adrift: Tally,
}

/// A derived roll.
#[derive(Debug, Clone)]
pub struct Derived {
    pub roll_id: String,
    /// The communes that were derived, in order.
    pub communes: Vec<CommuneCode>,
    /// The counts of each commune.
    pub counts: BTreeMap<CommuneCode, Tally>,
    /// The persons of no commune.
    pub adrift: Tally,
    /// The sum of all.
    pub tally: Tally,
}

/// What to derive, and how.
#[derive(Debug, Clone, Copy)]
pub struct DeriveOptions<'a> {
    /// The communes; none named: all.
    pub communes: &'a BTreeSet<CommuneCode>,
    /// Who asks for it, as the audit tells.
    pub by: &'a str,
    /// Communes worked on at once.
    pub jobs: usize,
}

/// Derives the rolls of a snapshot: of the communes given, or of all. A roll that is there already is read.
///
/// # Errors
/// [`TaskError::Posted`] if the lists of this election are posted in the database; [`TaskError`] if a commune is unknown,
/// the database fails, or the books do not balance; then no roll is visible.
pub async fn derive(
    database: &Arc<Database>,
    basis: &Basis,
    options: DeriveOptions<'_>,
    progress: &dyn Progress,
) -> Result<Derived, TaskError> {
    let DeriveOptions { communes: selection, by, jobs } = options;
    let communes = communes_of(basis, selection)?;
    let roll_id = roll_id(basis, selection);
    let mut tx = database.begin().await?;
    check_drafts(&mut tx, basis).await?;
    let known = store::roll::find(&mut tx, &roll_id).await?;
    if known.is_some_and(|roll| roll.state == State::Complete) {
        let derived = sum(&mut tx, roll_id, communes).await?;
        tx.rollback().await?;
        return Ok(derived);
    }
    store::roll::delete_incomplete(&mut tx, &roll_id).await?;
    store::roll::insert(&mut tx, &roll_of(basis, &roll_id)).await?;
    tx.commit().await?;
    derive_communes(database, basis, (&roll_id, &communes, selection.is_empty()), jobs, progress).await?;
    progress.begin("index", None);
    let mut tx = database.begin().await?;
    store::entry::index(&mut tx, &roll_id).await?;
    store::outcome::index(&mut tx, &roll_id).await?;
    let derived = sum(&mut tx, roll_id, communes).await?;
    derived.tally.check("the whole input")?;
    if selection.is_empty() {
        derived.tally.check_against("the whole input", basis.persons)?;
    }
    let document =
        serde_json::to_string(&derived.tally).map_err(|_| TaskError::Document { what: "tally" })?;
    store::roll::complete(&mut tx, &derived.roll_id, &document).await?;
    let reason = format!("{} communes, {} voters", derived.communes.len(), derived.tally.listed);
    let record = AuditRecord::of_draft("derive", by, basis, reason);
    audit::add(&mut tx, AuditRecord { roll_id: derived.roll_id.clone(), ..record }).await?;
    tx.commit().await?;
    progress.end();
    Ok(derived)
}

/// Refuses to derive beside posted lists of the same election: what is posted is no draft, and another roll would hide it.
async fn check_drafts(tx: &mut store::Tx, basis: &Basis) -> Result<(), TaskError> {
    let Some(latest) = store::roll::latest(tx).await? else { return Ok(()) };
    let posting = store::posting::find(tx, &latest.roll_id).await?;
    match posting.is_some_and(|posting| posting.version > 0) && latest.election_id == basis.election.id {
        true => Err(TaskError::Posted { roll_id: latest.roll_id }),
        false => Ok(()),
    }
}

fn communes_of(basis: &Basis, selection: &BTreeSet<CommuneCode>) -> Result<Vec<CommuneCode>, TaskError> {
    let all: Vec<CommuneCode> =
        basis.territory.communes().map(|commune| commune.commune_code.clone()).collect();
    if selection.is_empty() {
        return Ok(all);
    }
    match selection.iter().find(|code| basis.territory.commune(code).is_none()) {
        None => Ok(selection.iter().cloned().collect()),
        Some(code) => Err(TaskError::UnknownCommune {
            code: code.to_string(),
            first: all.iter().take(3).map(CommuneCode::as_str).collect::<Vec<_>>().join(", "),
        }),
    }
}

/// A digest of everything the roll depends on: 32 hexadecimal digits.
fn roll_id(basis: &Basis, selection: &BTreeSet<CommuneCode>) -> String {
    let depends = (DERIVATION, &basis.snapshot_id, &basis.election, &basis.profile, selection);
    let text = serde_json::to_vec(&depends).expect("texts, numbers and lists are always JSON");
    digest(&text)[..32].to_owned()
}

fn roll_of(basis: &Basis, roll_id: &str) -> Roll {
    Roll {
        roll_id: roll_id.to_owned(),
        snapshot_id: basis.snapshot_id.clone(),
        election_id: basis.election.id.clone(),
        rule_profile: basis.profile.name.clone(),
        state: State::Deriving,
        created_at: crate::clock::now(),
        summary: "{}".to_owned(),
    }
}

async fn derive_communes(
    database: &Arc<Database>,
    basis: &Basis,
    (roll_id, communes, with_none): (&str, &[CommuneCode], bool),
    jobs: usize,
    progress: &dyn Progress,
) -> Result<(), TaskError> {
    let mut work: Vec<Option<CommuneCode>> = communes.iter().cloned().map(Some).collect();
    if with_none {
        work.push(None);
    }
    progress.begin("derive", Some(basis.persons));
    let worker = Arc::new(Worker {
        database: database.clone(),
        basis: basis.clone(),
        roll_id: roll_id.to_owned(),
        work,
        next: AtomicUsize::new(0),
    });
    let (sender, mut done) = tokio::sync::mpsc::unbounded_channel();
    let workers: Vec<_> = (0..jobs.max(1))
        .map(|_| {
            let (worker, sender, handle) = (worker.clone(), sender.clone(), Handle::current());
            tokio::task::spawn_blocking(move || worker.run(&handle, &sender))
        })
        .collect();
    drop(sender);
    while let Some(persons) = done.recv().await {
        progress.advance(persons);
    }
    for worker in workers {
        worker.await.map_err(|error| TaskError::Worker(error.to_string()))??;
    }
    progress.end();
    Ok(())
}

/// What the workers share.
struct Worker {
    database: Arc<Database>,
    basis: Basis,
    roll_id: String,
    work: Vec<Option<CommuneCode>>,
    next: AtomicUsize,
}

impl Worker {
    /// Takes commune after commune until none is left, or one fails.
    fn run(&self, handle: &Handle, done: &tokio::sync::mpsc::UnboundedSender<u64>) -> Result<(), TaskError> {
        while let Some(commune) = self.work.get(self.next.fetch_add(1, Ordering::Relaxed)) {
            let taken = self.derive(handle, commune.as_ref()).inspect_err(|_| {
                self.next.store(self.work.len(), Ordering::Relaxed);
            })?;
            done.send(taken).map_err(|error| TaskError::Worker(error.to_string()))?;
        }
        Ok(())
    }

    fn derive(&self, handle: &Handle, commune: Option<&CommuneCode>) -> Result<u64, TaskError> {
        let Basis { election, territory, profile, snapshot_id, .. } = &self.basis;
        let mut builder = CommuneBuilder::new(Terms { election, territory, profile }, commune);
        let code = commune.map_or("", CommuneCode::as_str);
        let mut tx = handle.block_on(self.database.read())?;
        let mut after = String::new();
        loop {
            let page = handle.block_on(store::dossier::read(&mut tx, snapshot_id, code, &after, PAGE))?;
            let Some(last) = page.last() else { break };
            last.clone_into(&mut after);
            for facts in page.parse::<PersonFacts>()? {
                builder.add(&facts);
            }
        }
        handle.block_on(tx.rollback())?;
        let roll = builder.finish()?;
        let counted = roll.tally.persons + roll.adrift.persons;
        let writing = Writing::of(code, roll)?;
        handle.block_on(self.write(&writing))?;
        Ok(counted)
    }

    async fn write(&self, writing: &Writing) -> Result<(), TaskError> {
        let mut tx = self.database.begin().await?;
        store::entry::insert_many(&mut tx, &self.roll_id, &writing.entries).await?;
        store::outcome::insert_many(&mut tx, &self.roll_id, &writing.outcomes()).await?;
        store::commune_result::insert(&mut tx, &self.roll_id, &writing.commune, &writing.counts).await?;
        tx.commit().await?;
        Ok(())
    }
}

/// What one commune writes in its transaction.
pub(super) struct Writing {
    commune: String,
    pub(super) entries: Vec<EntryRow>,
    outcomes: Vec<WrittenOutcome>,
    counts: String,
}

struct WrittenOutcome {
    commune: String,
    personal_id: String,
    kind: Kind,
    document: String,
}

impl WrittenOutcome {
    fn row(&self) -> OutcomeRow<'_> {
        let Self { commune, personal_id, kind, document } = self;
        OutcomeRow { commune_code: commune, personal_id, kind: *kind, document }
    }
}

impl Writing {
    /// The outcomes, by personal number.
    pub(super) fn outcomes(&self) -> Vec<OutcomeRow<'_>> {
        self.outcomes.iter().map(WrittenOutcome::row).collect()
    }

    pub(super) fn of(commune: &str, roll: CommuneRoll) -> Result<Self, TaskError> {
        let unwritable = |_| TaskError::Document { what: "decision" };
        let CommuneRoll { areas, unlisted, tally, adrift } = roll;
        let entries =
            areas.into_values().flatten().map(|entry| EntryRow::of(&entry)).collect::<Result<_, _>>()?;
        let mut outcomes = Vec::with_capacity(unlisted.len());
        for person in unlisted {
            outcomes.push(WrittenOutcome {
                commune: person.commune_code.as_ref().map_or("", CommuneCode::as_str).to_owned(),
                personal_id: person.personal_id.to_string(),
                kind: outcome_kind(&person),
                document: serde_json::to_string(&person).map_err(unwritable)?,
            });
        }
        let counts = CommuneCounts { own: tally, adrift };
        let counts = serde_json::to_string(&counts).map_err(unwritable)?;
        Ok(Self { commune: commune.to_owned(), entries, outcomes, counts })
    }
}

/// Which group an unlisted person belongs to.
pub(super) fn outcome_kind(person: &Unlisted) -> Kind {
    match person.outcome() {
        "no_list" => Kind::NoList,
        "queue" => Kind::Queue,
        _ => Kind::NotEligible,
    }
}

/// Sums the counts of all communes.
async fn sum(tx: &mut store::Tx, roll_id: String, communes: Vec<CommuneCode>) -> Result<Derived, TaskError> {
    let mut derived = Derived {
        roll_id,
        communes,
        counts: BTreeMap::new(),
        adrift: Tally::default(),
        tally: Tally::default(),
    };
    for (code, document) in store::commune_result::read_all(tx, &derived.roll_id).await? {
        let counts: CommuneCounts =
            serde_json::from_str(&document).map_err(|_| TaskError::Document { what: "tally" })?;
        derived.tally += &counts.own;
        derived.tally += &counts.adrift;
        derived.adrift += &counts.adrift;
        match CommuneCode::parse(&code) {
            Ok(code) => drop(derived.counts.insert(code, counts.own)),
            Err(_) => derived.adrift += &counts.own,
        }
    }
    Ok(derived)
}
