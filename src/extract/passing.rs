//! What is gathered of persons as they pass, to be settled when all have passed.

use super::double::{Doubles, SameAs};
use super::error::ExtractError;
use super::examiner::Parcel;
use super::household::Households;
use super::manual::{ManualQueue, ManualQueueWriter};
use super::package::Mode;
use super::quality::Quality;
use super::reading::Reader;
use super::snapshot::Snapshot;
use super::table::Progress;

/// Persons between two reports of progress, at the least.
const PROGRESS_PERSONS: u64 = 5_000;

/// What is gathered.
pub(super) struct Passing {
    pub persons: u64,
    pub removed: u64,
    done: u64,
    /// Records in all.
    total: u64,
    snapshot: Snapshot,
    households: Households,
    doubles: Doubles,
    queue: ManualQueueWriter,
}

/// What came of it.
pub(super) struct Settled {
    pub snapshot_id: String,
    pub same_as: SameAs,
    pub manual_queue: ManualQueue,
}

impl Passing {
    pub(super) fn new(reader: &Reader<'_>, queue: ManualQueueWriter, total: u64) -> Self {
        let (scratch, share) = (reader.options.scratch, reader.options.share());
        Self {
            persons: 0,
            removed: 0,
            done: 0,
            total,
            snapshot: Snapshot::new(),
            households: Households::new(scratch, share),
            doubles: Doubles::new(scratch, share),
            queue,
        }
    }

    /// Takes what some persons became, and tells how far the reading is.
    pub(super) fn take<T>(
        &mut self,
        parcel: &Parcel<T>,
        progress: &mut dyn FnMut(Progress),
    ) -> Result<(), ExtractError> {
        let told = self.persons / PROGRESS_PERSONS;
        self.persons += parcel.persons;
        self.removed += parcel.removed;
        self.done += parcel.passed;
        self.snapshot.digest(parcel.digested());
        self.households.add(&parcel.members)?;
        self.doubles.add(&parcel.doubles)?;
        self.queue.offer(&parcel.matches)?;
        if self.persons / PROGRESS_PERSONS > told {
            progress(Progress::joining(self.persons, self.done, self.total));
        }
        Ok(())
    }

    /// Settles what only all persons together tell.
    pub(super) fn settle(
        self,
        reader: &mut Reader<'_>,
        quality: &mut Quality,
    ) -> Result<Settled, ExtractError> {
        self.households.finish(reader.extract.mode == Mode::Full, &mut reader.book)?;
        Ok(Settled {
            same_as: self.doubles.finish(&mut reader.book, quality)?,
            manual_queue: self.queue.finish()?,
            snapshot_id: self.snapshot.finish(reader.territory.units(), reader.extract),
        })
    }
}
