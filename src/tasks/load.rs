//! `load`: an extract into the store, as one snapshot and one transaction.

use super::error::TaskError;
use super::posted::{AuditRecord, audit};
use super::progress::{Progress, reading};
use crate::extract::sort::{Records, Sorted, Sorter};
use crate::extract::{self, Extract, ExtractError, Options, Reading};
use crate::law::{Election, ElectionError, RuleProfile};
use crate::people::PersonFacts;
use crate::roll::{Terms, communes_of};
use crate::store::dossier::Row as DossierRow;
use crate::store::snapshot::{Snapshot, State as SnapshotState};
use crate::store::{self, Database, Patience, StoreError, Tx, patiently};
use crate::territory::Territory;
use std::path::Path;
use std::sync::Arc;
use std::sync::mpsc::{Receiver, SyncSender, channel, sync_channel};
use tokio::sync::{Mutex, mpsc};

/// The bytes of dossiers that go to the database in one statement.
const BATCH: usize = 2 << 20;
/// The bytes of dossiers that go to the sorter at once.
const FILED_AT_ONCE: usize = 48 << 10;
/// The bytes of dossiers held in memory while they are put in order.
const SORT_MEMORY: usize = 32 << 20;
/// The key of a person with no commune: it comes before every code.
const NO_COMMUNE: &str = "     ";
/// The bytes of a commune's code and a personal number.
const KEY: usize = 17;

/// What a derivation is made from.
#[derive(Debug, Clone)]
pub struct Basis {
    pub snapshot_id: String,
    pub as_of: chrono::NaiveDate,
    /// Accepted persons.
    pub persons: u64,
    pub election: Election,
    pub profile: RuleProfile,
    pub territory: Arc<Territory>,
}

impl Basis {
    /// What a stored snapshot says.
    ///
    /// # Errors
    /// [`TaskError::Document`] if another program wrote it.
    pub fn of(snapshot: &Snapshot) -> Result<Self, TaskError> {
        fn read<T: serde::de::DeserializeOwned>(what: &'static str, text: &str) -> Result<T, TaskError> {
            serde_json::from_str(text).map_err(|_| TaskError::Document { what })
        }
        Ok(Self {
            snapshot_id: snapshot.snapshot_id.clone(),
            as_of: snapshot.as_of,
            persons: snapshot.persons,
            election: read("election", &snapshot.election)?,
            profile: read("rule profile", &snapshot.profile)?,
            territory: Arc::new(Territory::new(read("territory", &snapshot.units)?)),
        })
    }

    /// What everybody is judged by.
    pub fn terms(&self) -> Terms<'_> {
        Terms { election: &self.election, territory: &self.territory, profile: &self.profile }
    }
}

/// A loaded extract.
#[derive(Debug)]
pub struct Loaded {
    pub basis: Basis,
    pub reading: Reading,
    /// Whether the lists are posted later than the clock allows (C1).
    pub posted_late: Option<ElectionError>,
    /// Whether the database held this snapshot already.
    pub known: bool,
}

/// Writes what was rejected and found into a folder: `rejects.csv` and `findings.csv`.
///
/// # Errors
/// [`TaskError`] if the folder cannot be written or the scratch folder fails.
pub fn write_report(loaded: &mut Loaded, folder: &Path) -> Result<(), TaskError> {
    super::check::write_report(&mut loaded.reading, folder)
}

/// The election of an extract and its rule profile, with the overrides, checked.
///
/// Lists posted later than Art. 32 allows are told and used all the same: a by-election posts 15 days before.
///
/// # Errors
/// [`TaskError`] if there is no election, the profile is unknown or an override or the hours make no sense.
pub fn terms_of(extract: &Extract) -> Result<(RuleProfile, Option<ElectionError>), TaskError> {
    let terms = extract.needed_terms()?;
    let profile = RuleProfile::named(&terms.election.rule_profile)?.with(&terms.clock)?;
    match terms.election.check(&profile) {
        Ok(()) => Ok((profile, None)),
        Err(late @ ElectionError::PostedLate { .. }) => Ok((profile, Some(late))),
        Err(error) => Err(error.into()),
    }
}

/// Reads the extract in `folder` and keeps it as a snapshot, which the audit says was done by `by`. The same content again
/// is recognised, and nothing is done.
///
/// # Errors
/// [`TaskError`] if the extract cannot be read or the database fails; then the database is as it was.
pub async fn load(
    database: &Database,
    folder: &Path,
    (scratch, by): (&Path, &str),
    progress: &dyn Progress,
) -> Result<Loaded, TaskError> {
    let extract = extract::open(folder)?;
    let (profile, posted_late) = terms_of(&extract)?;
    let (reading, territory, dossiers) = tokio::task::block_in_place(|| read(&extract, scratch, progress))?;
    let basis = Basis {
        snapshot_id: reading.snapshot_id.clone(),
        as_of: extract.as_of,
        persons: reading.persons,
        election: extract.needed_terms()?.election.clone(),
        profile,
        territory,
    };
    // Outlines are no part of the snapshot: those beside the same content may be others than before.
    let shapes = reading.shapes.as_ref().map(serde_json::to_string).transpose();
    let shapes = shapes.map_err(|_| TaskError::Document { what: "shapes" })?;
    let keeping = Keeping { database, basis: &basis, reading: &reading, shapes, by, progress };
    let known = keeping.keep(dossiers).await?;
    Ok(Loaded { basis, reading, posted_late, known })
}

type Read = (Reading, Arc<Territory>, Sorted);

/// Reads every person and puts the dossiers in the order of commune and personal number.
fn read(extract: &Extract, scratch: &Path, progress: &dyn Progress) -> Result<Read, TaskError> {
    let mut watch = reading(progress);
    let reader = extract::start(extract, Options::new(scratch), &mut watch)?;
    let territory = reader.territory();
    let sorter = Sorter::new(scratch, SORT_MEMORY);
    let (sender, records) = sync_channel(16);
    let keys = |facts: PersonFacts| keys(&facts, &territory);
    std::thread::scope(|scope| {
        let filing = scope.spawn(move || file_all(sorter, &records));
        let mut batch = Records::with_capacity(FILED_AT_ONCE);
        let read = reader.read_as(&mut watch, keys, |keys, document| {
            keys.iter().for_each(|key| batch.push(key, document));
            match batch.size() < FILED_AT_ONCE {
                true => Ok(()),
                false => send(&sender, &mut batch),
            }
        });
        let sent =
            read.map_err(TaskError::from).and_then(|reading| send(&sender, &mut batch).map(|()| reading));
        drop(sender);
        let sorted = filing.join().map_err(|_| TaskError::Worker("the sorter panicked".to_owned()))?;
        progress.end();
        // What the sorter says comes first: it is why nothing more could be sent.
        let sorted = sorted?;
        Ok((sent?, territory.clone(), sorted))
    })
}

/// Puts dossiers in order, beside the threads that read.
fn file_all(mut sorter: Sorter, records: &Receiver<Records>) -> Result<Sorted, TaskError> {
    for records in records {
        sorter.extend(&records).map_err(ExtractError::from)?;
    }
    Ok(sorter.finish().map_err(ExtractError::from)?)
}

fn send(sender: &SyncSender<Records>, batch: &mut Records) -> Result<(), TaskError> {
    let full = std::mem::replace(batch, Records::with_capacity(FILED_AT_ONCE));
    sender.send(full).map_err(|_| TaskError::Worker("the sorter ended".to_owned()))
}

/// The keys a person is filed under: every commune with a fact, or none, and the personal number.
fn keys(facts: &PersonFacts, territory: &Territory) -> Vec<[u8; KEY]> {
    let key = |commune: &str| {
        let mut key = [0; KEY];
        key[..NO_COMMUNE.len()].copy_from_slice(commune.as_bytes());
        key[NO_COMMUNE.len()..].copy_from_slice(facts.person.personal_id.as_str().as_bytes());
        key
    };
    let communes = communes_of(facts, territory);
    match communes.is_empty() {
        true => vec![key(NO_COMMUNE)],
        false => communes.iter().map(|commune| key(commune.as_str())).collect(),
    }
}

/// A snapshot on its way into the database.
struct Keeping<'a> {
    database: &'a Database,
    basis: &'a Basis,
    reading: &'a Reading,
    shapes: Option<String>,
    by: &'a str,
    progress: &'a dyn Progress,
}

impl Keeping<'_> {
    /// Keeps the snapshot in one transaction, again from its beginning where the database went away, or where another
    /// load of the same content was faster; whether it was there.
    async fn keep(&self, dossiers: Sorted) -> Result<bool, TaskError> {
        let dossiers = Mutex::new(dossiers);
        patiently(Patience::default(), &|_| (), || async {
            let mut dossiers = dossiers.lock().await;
            dossiers.rewind().map_err(ExtractError::from)?;
            match self.try_keep(&mut dossiers).await {
                Err(TaskError::Store(StoreError::Duplicate { .. })) => {
                    dossiers.rewind().map_err(ExtractError::from)?;
                    self.try_keep(&mut dossiers).await
                }
                kept => kept,
            }
        })
        .await
    }

    async fn try_keep(&self, dossiers: &mut Sorted) -> Result<bool, TaskError> {
        let id = &self.basis.snapshot_id;
        let mut tx = self.database.begin().await?;
        let known = store::snapshot::find(&mut tx, id).await?;
        let known = known.is_some_and(|snapshot| snapshot.state == SnapshotState::Complete);
        if known && store::shapes::find(&mut tx, id).await? == self.shapes {
            tx.rollback().await?;
            return Ok(known);
        }
        if !known {
            self.write(&mut tx, dossiers).await?;
            let told = format!("{} persons", self.basis.persons);
            audit::add(&mut tx, AuditRecord::of_draft("load", self.by, self.basis, told)).await?;
        }
        store::shapes::replace(&mut tx, id, self.shapes.as_deref()).await?;
        tx.commit().await?;
        Ok(known)
    }

    /// Writes the snapshot and its dossiers, and builds what finds them.
    async fn write(&self, tx: &mut Tx, dossiers: &mut Sorted) -> Result<(), TaskError> {
        let Self { basis, progress, .. } = self;
        let snapshot = self.snapshot()?;
        store::snapshot::insert(tx, &snapshot).await?;
        progress.begin("dossiers", Some(dossiers.count()));
        let mut writer = store::dossier::Writer::new(&basis.snapshot_id);
        let (sender, mut batches) = mpsc::channel::<Batch>(1);
        let (give_back, written) = channel();
        // The batches are made on this thread's own time while the server takes the ones before.
        std::thread::scope(|scope| {
            let feeding = scope.spawn(move || feed(dossiers, &sender, &written));
            let writing = async {
                while let Some(batch) = batches.recv().await {
                    let rows = batch.rows()?;
                    writer.write(tx, &rows).await?;
                    progress.advance(rows.len() as u64);
                    // Behind the last dossier nobody wants it back.
                    let _ = give_back.send(batch);
                }
                Ok::<(), TaskError>(())
            };
            let written = tokio::task::block_in_place(|| tokio::runtime::Handle::current().block_on(writing));
            drop(batches);
            let fed = feeding.join().map_err(|_| TaskError::Worker("the feeder panicked".to_owned()))?;
            written.and(fed)
        })?;
        writer.finish(tx).await?;
        progress.end();
        progress.begin("index", None);
        store::dossier::index(tx, &basis.snapshot_id).await?;
        store::snapshot::complete(tx, &basis.snapshot_id, basis.persons, &snapshot.quality, &snapshot.counts)
            .await?;
        progress.end();
        Ok(())
    }

    fn snapshot(&self) -> Result<Snapshot, TaskError> {
        let json =
            |text: serde_json::Result<String>| text.map_err(|_| TaskError::Document { what: "snapshot" });
        let Self { basis, reading, .. } = self;
        Ok(Snapshot {
            snapshot_id: basis.snapshot_id.clone(),
            as_of: basis.as_of,
            base: None,
            root: basis.snapshot_id.clone(),
            sequence: 0,
            persons: basis.persons,
            election: json(serde_json::to_string(&basis.election))?,
            profile: json(serde_json::to_string(&basis.profile))?,
            units: json(serde_json::to_string(basis.territory.units()))?,
            quality: json(serde_json::to_string(&reading.quality))?,
            counts: json(serde_json::to_string(&reading.counts))?,
            loaded_at: crate::clock::now(),
            state: SnapshotState::Loading,
        })
    }
}

/// Dossiers on their way to the database: keys and documents, end to end.
#[derive(Debug, Default)]
struct Batch {
    bytes: Vec<u8>,
    /// Where each document ends.
    ends: Vec<usize>,
}

impl Batch {
    /// Takes the next dossiers instead of those before; none behind the last.
    fn fill(&mut self, dossiers: &mut Sorted) -> Result<(), TaskError> {
        self.bytes.clear();
        self.ends.clear();
        self.bytes.reserve(BATCH + (64 << 10));
        while let Some((key, document)) = dossiers.current().filter(|_| self.bytes.len() < BATCH) {
            self.bytes.extend_from_slice(key);
            self.bytes.extend_from_slice(document);
            self.ends.push(self.bytes.len());
            dossiers.advance().map_err(ExtractError::from)?;
        }
        Ok(())
    }

    fn rows(&self) -> Result<Vec<DossierRow<'_>>, TaskError> {
        let text = simdutf8::basic::from_utf8(&self.bytes);
        let text = text.map_err(|_| TaskError::Document { what: "dossier" })?;
        let starts = std::iter::once(0).chain(self.ends.iter().copied());
        Ok(starts.zip(&self.ends).map(|(start, end)| row(&text[start..*end])).collect())
    }
}

fn row(record: &str) -> DossierRow<'_> {
    let (key, document) = record.split_at(KEY);
    let (commune_code, personal_id) = key.split_at(NO_COMMUNE.len());
    DossierRow { commune_code: commune_code.trim_start(), personal_id, document }
}

/// Reads the sorted dossiers batch by batch while the database writes the ones before, whose memory comes back.
fn feed(
    dossiers: &mut Sorted,
    sender: &mpsc::Sender<Batch>,
    written: &Receiver<Batch>,
) -> Result<(), TaskError> {
    loop {
        let mut batch = written.try_recv().unwrap_or_default();
        batch.fill(dossiers)?;
        if batch.ends.is_empty() || sender.blocking_send(batch).is_err() {
            return Ok(());
        }
    }
}
