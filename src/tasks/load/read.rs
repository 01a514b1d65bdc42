//! Every person of an extract, and the dossiers in the order of commune and personal number.

use super::super::error::TaskError;
use super::super::progress::reading;
use super::filed::Filed;
use crate::extract::sort::{Records, Sorted, Sorter};
use crate::extract::{self, Extract, ExtractError, Options, Reading};
use crate::law::RuleProfile;
use crate::people::PersonFacts;
use crate::progress::Progress;
use crate::territory::Territory;
use std::path::Path;
use std::sync::Arc;
use std::sync::mpsc::{Receiver, SyncSender, sync_channel};

/// The bytes of dossiers that go to the sorter at once.
const FILED_AT_ONCE: usize = 48 << 10;
/// The bytes of dossiers held in memory while they are put in order.
const SORT_MEMORY: usize = 32 << 20;

type Read = (Reading, Arc<Territory>, Sorted);

/// Reads every person and puts the dossiers in the order of commune and personal number.
pub(super) fn read(
    extract: &Extract,
    profile: &RuleProfile,
    scratch: &Path,
    progress: &dyn Progress,
) -> Result<Read, TaskError> {
    let mut watch = reading(progress);
    let reader = extract::start(
        extract,
        Options { lapse_months: profile.temporary_lapse_months, ..Options::new(scratch) },
        &mut watch,
    )?;
    let territory = reader.territory();
    let sorter = Sorter::new(scratch, SORT_MEMORY);
    let (sender, records) = sync_channel(16);
    let filed = |facts: PersonFacts| Filed::of(&facts, &territory);
    std::thread::scope(|scope| {
        let filing = scope.spawn(move || file_all(sorter, &records));
        let mut batch = Records::with_capacity(FILED_AT_ONCE);
        let mut record = Vec::new();
        let read = reader.read_as(&mut watch, filed, |filed, document| {
            filed.write(document, &mut record);
            filed.keys.iter().for_each(|key| batch.push(key, &record));
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
        let read = sent?;
        let territory = Arc::new(territory.with_outside(read.outside.iter().cloned()));
        Ok((read, territory, sorted))
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
