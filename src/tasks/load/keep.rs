//! A snapshot on its way into the database.
//!
//! SQLite has one writer, so that a load is one transaction there. A server takes dossiers as fast as several of its
//! processes can, each in a transaction of its own, while the load's first holds the snapshot's row:
//!
//! ```text
//! the row: loading ─► held ────────────────────────────► whole and visible, or gone
//! committed alone      └─► dossiers, several at once ─► indexes ─┘
//! ```
//!
//! A row that says "loading" and is held by nobody was left by a load that died; the next load takes it away.

use super::super::error::TaskError;
use super::filed::{self, NO_COMMUNE};
use super::{Basis, same_as};
use crate::clock::present;
use crate::extract::sort::Sorted;
use crate::extract::{ExtractError, Reading, SameAs};
use crate::lists::digests::{facts_of, register_of_shapes, register_of_snapshot};
use crate::lists::{self, AuditRecord, ListsError, audit};
use crate::progress::Progress;
use crate::store::dossier::{self, Row as DossierRow};
use crate::store::snapshot::{self, Snapshot, State};
use crate::store::{self, Database, Patience, StoreError, Tx, patiently};
use std::sync::mpsc::{Receiver, Sender, SyncSender, channel, sync_channel};
use std::sync::{Mutex, MutexGuard, PoisonError};
use tokio::runtime::Handle;

/// Transactions of a server that write dossiers at once.
const WRITERS: usize = 2;
/// The connections a load takes: those that write, and the one that holds the snapshot's row.
pub const CONNECTIONS: u32 = WRITERS as u32 + 1;
/// The bytes of dossiers that go to the database in one statement.
const BATCH: usize = 2 << 20;

/// A snapshot to keep.
pub(super) struct Keeping<'a> {
    pub database: &'a Database,
    pub basis: &'a Basis,
    pub reading: &'a Reading,
    /// What became of its rows, as JSON.
    pub account: String,
    /// The outlines, as JSON.
    pub shapes: Option<String>,
    pub by: &'a str,
    pub progress: &'a dyn Progress,
}

/// How a load begins.
enum Begun {
    /// The snapshot is there already.
    Known(Tx),
    /// The snapshot's row is held, and this load's to fill.
    Held(Tx, Box<Snapshot>),
    /// Somebody else loaded the same meanwhile, or gave it up: to be looked at again.
    Again,
}

impl Keeping<'_> {
    /// Keeps the snapshot, again from its beginning where the database went away; whether it was there.
    pub(super) async fn keep(&self, dossiers: Sorted) -> Result<bool, TaskError> {
        let dossiers = tokio::sync::Mutex::new(dossiers);
        patiently(Patience::default(), || async {
            let mut dossiers = dossiers.lock().await;
            dossiers.rewind().map_err(ExtractError::from)?;
            self.try_keep(&mut dossiers).await
        })
        .await
    }

    async fn try_keep(&self, dossiers: &mut Sorted) -> Result<bool, TaskError> {
        let (tx, snapshot) = loop {
            match self.begin().await? {
                Begun::Known(tx) => return self.keep_shapes(tx).await.map(|()| true),
                Begun::Held(tx, snapshot) => break (tx, snapshot),
                Begun::Again => {}
            }
        };
        match self.fill(tx, &snapshot, dossiers).await {
            Ok(()) => Ok(false),
            Err(error) => {
                self.discard().await;
                Err(error)
            }
        }
    }

    /// Keeps the outlines beside a snapshot that is there, if they are others than before.
    async fn keep_shapes(&self, mut tx: Tx) -> Result<(), TaskError> {
        let id = &self.basis.snapshot_id;
        if store::shapes::find(&mut tx, id).await? != self.shapes {
            store::shapes::replace(&mut tx, id, self.shapes.as_deref()).await?;
            let record =
                AuditRecord::of_draft(present(), self.by, "load", self.basis, "other outlines".to_owned());
            let registers = vec![register_of_shapes(id, self.shapes.as_deref())];
            audit::add(&mut tx, AuditRecord { registers, ..record }).await?;
        }
        Ok(tx.commit().await?)
    }

    /// Takes away what loads that died have left, and makes the snapshot's row unless it is there.
    async fn begin(&self) -> Result<Begun, TaskError> {
        let id = &self.basis.snapshot_id;
        let mut tx = self.database.begin().await?;
        snapshot::discard_abandoned(&mut tx).await?;
        match snapshot::find(&mut tx, id).await?.map(|found| found.state) {
            Some(State::Complete) => return Ok(Begun::Known(tx)),
            Some(State::Waiting) => {
                return Err(TaskError::Waits { snapshot_id: id.clone(), batch_id: None });
            }
            Some(State::Loading) if !tx.is_only_writer() => {
                // Waits until the other load has ended.
                snapshot::hold(&mut tx, id).await?;
                tx.rollback().await?;
                return Ok(Begun::Again);
            }
            Some(State::Loading) | None => {}
        }
        let snapshot = Box::new(self.snapshot()?);
        let named = snapshot::insert(&mut tx, &snapshot).await;
        fail_point!("load.snapshot_named");
        match named {
            Ok(()) if tx.is_only_writer() => return Ok(Begun::Held(tx, snapshot)),
            Ok(()) => tx.commit().await?,
            // Somebody else began the same in the same moment.
            Err(StoreError::Duplicate { .. }) if !tx.is_only_writer() => {
                tx.rollback().await?;
                return Ok(Begun::Again);
            }
            Err(error) => return Err(error.into()),
        }
        let mut tx = self.database.begin().await?;
        match snapshot::hold(&mut tx, id).await? {
            Some(State::Loading) => Ok(Begun::Held(tx, snapshot)),
            Some(State::Complete | State::Waiting) | None => {
                tx.rollback().await?;
                Ok(Begun::Again)
            }
        }
    }

    /// Writes all there is, and makes it visible.
    async fn fill(&self, mut tx: Tx, snapshot: &Snapshot, dossiers: &mut Sorted) -> Result<(), TaskError> {
        let Self { database, basis, .. } = self;
        let id = &basis.snapshot_id;
        self.progress.begin("dossiers", Some(dossiers.count()));
        let written = self.write(&mut tx, dossiers).await?;
        fail_point!("load.dossiers_written");
        self.progress.end();
        self.progress.begin("index", None);
        match tx.is_only_writer() {
            true => dossier::index(&mut tx, id).await?,
            false => dossier::build_index(database, id).await?,
        }
        fail_point!("load.indexed");
        let facts = facts_of(&written.finish(&mut tx).await?).to_string();
        let Snapshot { quality, counts, .. } = snapshot;
        let read = snapshot::Read { persons: basis.persons, quality, counts, facts: &facts };
        snapshot::complete(&mut tx, id, read).await?;
        store::shapes::replace(&mut tx, id, self.shapes.as_deref()).await?;
        fail_point!("load.completed");
        let kept = lists::snapshot(&mut tx, id).await?;
        let shapes = register_of_shapes(id, self.shapes.as_deref());
        let registers = vec![register_of_snapshot(&kept), shapes];
        let told = format!("{} persons", basis.persons);
        let record = AuditRecord::of_draft(present(), self.by, "load", basis, told);
        audit::add(&mut tx, AuditRecord { registers, ..record }).await?;
        tx.commit().await?;
        self.progress.end();
        Ok(())
    }

    /// Writes the dossiers: in the transaction itself where it is the only writer, otherwise in others beside it.
    async fn write(&self, tx: &mut Tx, dossiers: &mut Sorted) -> Result<dossier::Writer, TaskError> {
        let mut beside = Vec::new();
        while !tx.is_only_writer() && beside.len() < WRITERS {
            beside.push(self.database.begin().await?);
        }
        let mut writers: Vec<&mut Tx> = beside.iter_mut().collect();
        if writers.is_empty() {
            writers.push(tx);
        }
        let written = tokio::task::block_in_place(|| self.pass(dossiers, writers))?;
        for tx in beside {
            tx.commit().await?;
        }
        Ok(written)
    }

    /// Passes the dossiers to the writers in turn, while the next are read.
    fn pass(&self, dossiers: &mut Sorted, writers: Vec<&mut Tx>) -> Result<dossier::Writer, TaskError> {
        let (sender, batches) = sync_channel(1);
        let (give_back, emptied) = channel();
        let counted = dossier::Writer::new(&self.basis.snapshot_id);
        let batches = Mutex::new(Batches { batches: Some(batches), counted });
        let handle = Handle::current();
        std::thread::scope(|scope| {
            let same_as = &self.reading.same_as;
            let feeding = scope.spawn(move || feed(dossiers, same_as, &sender, &emptied));
            let write = |tx| {
                let (batches, handle, give_back) = (&batches, &handle, give_back.clone());
                scope.spawn(move || handle.block_on(self.write_batches(tx, batches, give_back)))
            };
            let writing: Vec<_> = writers.into_iter().map(write).collect();
            drop(give_back);
            let panicked = |_| TaskError::Worker("a writer of dossiers panicked".to_owned());
            let mut written = Ok(());
            for writer in writing {
                written = written.and(writer.join().map_err(panicked).flatten());
            }
            let fed = feeding.join().map_err(panicked).flatten();
            written.and(fed)
        })?;
        Ok(batches.into_inner().unwrap_or_else(PoisonError::into_inner).counted)
    }

    /// Writes batch after batch. When one fails, nobody gets any more.
    async fn write_batches(
        &self,
        tx: &mut Tx,
        batches: &Mutex<Batches>,
        give_back: Sender<Batch>,
    ) -> Result<(), TaskError> {
        let written = async {
            // Nobody waits for the lock while this one writes.
            let next = || lock(batches).next();
            while let Some(batch) = next()? {
                let rows = batch.rows()?;
                dossier::insert_many(tx, &self.basis.snapshot_id, &rows).await?;
                fail_point!("load.batch_written");
                self.progress.advance(rows.len() as u64);
                // Behind the last dossier nobody wants it back.
                let _ = give_back.send(batch);
            }
            Ok(())
        };
        written.await.inspect_err(|_| lock(batches).batches = None)
    }

    /// Takes away what was written in vain, so that it takes no room. Where that fails, the next load does it.
    async fn discard(&self) {
        let discarded = async {
            let mut tx = self.database.begin().await?;
            snapshot::discard_abandoned(&mut tx).await?;
            tx.commit().await
        };
        if let Err(error) = discarded.await {
            tracing::debug!("what a load left is still there: {error}");
        }
    }

    fn snapshot(&self) -> Result<Snapshot, TaskError> {
        let quality = serde_json::to_string(&self.reading.quality)
            .map_err(|_| ListsError::Document { what: "snapshot" })?;
        let counts = self.account.clone();
        Ok(Snapshot { quality, counts, ..self.basis.snapshot(crate::clock::now())? })
    }
}

/// The batches to write, and what was written.
struct Batches {
    /// `None` when one failed.
    batches: Option<Receiver<Batch>>,
    counted: dossier::Writer,
}

impl Batches {
    /// The next batch, counted; `None` behind the last.
    fn next(&mut self) -> Result<Option<Batch>, TaskError> {
        let Some(batch) = self.batches.as_ref().and_then(|batches| batches.recv().ok()) else {
            return Ok(None);
        };
        self.counted.count(&batch.rows()?)?;
        Ok(Some(batch))
    }
}

fn lock(batches: &Mutex<Batches>) -> MutexGuard<'_, Batches> {
    batches.lock().unwrap_or_else(PoisonError::into_inner)
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
    fn fill(&mut self, dossiers: &mut Sorted, same_as: &SameAs) -> Result<(), TaskError> {
        self.bytes.clear();
        self.ends.clear();
        self.bytes.reserve(BATCH + (64 << 10));
        while let Some((key, record)) = dossiers.current().filter(|_| self.bytes.len() < BATCH) {
            self.bytes.extend_from_slice(key);
            match same_as::of(key.get(NO_COMMUNE.len()..).unwrap_or_default(), same_as) {
                None => self.bytes.extend_from_slice(record),
                Some(others) => {
                    let (found_by, document) = filed::parts(record);
                    self.bytes.extend_from_slice(found_by);
                    self.bytes.extend(same_as::told(document, others)?);
                }
            }
            self.ends.push(self.bytes.len());
            dossiers.advance().map_err(ExtractError::from)?;
        }
        Ok(())
    }

    fn rows(&self) -> Result<Vec<DossierRow<'_>>, TaskError> {
        let text = simdutf8::basic::from_utf8(&self.bytes);
        let text = text.map_err(|_| ListsError::Document { what: "dossier" })?;
        let starts = std::iter::once(0).chain(self.ends.iter().copied());
        Ok(starts.zip(&self.ends).map(|(start, end)| filed::row(&text[start..*end])).collect())
    }
}

/// Reads the sorted dossiers batch by batch while the database writes the ones before, whose memory comes back.
fn feed(
    dossiers: &mut Sorted,
    same_as: &SameAs,
    sender: &SyncSender<Batch>,
    emptied: &Receiver<Batch>,
) -> Result<(), TaskError> {
    loop {
        let mut batch = emptied.try_recv().unwrap_or_default();
        batch.fill(dossiers, same_as)?;
        if batch.ends.is_empty() || sender.send(batch).is_err() {
            return Ok(());
        }
    }
}
