//! The threads on which persons are joined, examined and taken: one joins, some examine, and the caller's takes what
//! they found, in the order of the personal numbers.

use super::book::Book;
use super::error::ExtractError;
use super::examiner::{Examiner, Parcel};
use super::join::{Bundle, Join};
use super::quality::Quality;
use super::reading::ReadError;
use crate::people::PersonFacts;
use std::sync::mpsc::{Receiver, SyncSender, sync_channel};
use std::thread::{self, ScopedJoinHandle};

/// Bundles and parcels that wait for a thread.
const WAITING: usize = 2;

/// Passes every person from `join` to the examiners in turn, and from these in the same turn to `take`; gives back what
/// each examiner entered and summed up.
///
/// # Errors
/// What the join, an examiner or `take` says.
pub(super) fn run<T: Send, V: Fn(PersonFacts) -> T + Sync, E>(
    mut join: Join<'_>,
    examiners: Vec<Examiner<'_, V>>,
    mut take: impl FnMut(Parcel<T>) -> Result<(), ReadError<E>>,
) -> Result<Vec<(Book, Quality)>, ReadError<E>> {
    thread::scope(|scope| {
        let (mut bundles, mut parcels, mut examining) = (Vec::new(), Vec::new(), Vec::new());
        for examiner in examiners {
            let (bundle_sender, bundle_receiver) = sync_channel(WAITING);
            let (parcel_sender, parcel_receiver) = sync_channel(WAITING);
            bundles.push(bundle_sender);
            parcels.push(parcel_receiver);
            examining.push(scope.spawn(move || examine(examiner, &bundle_receiver, &parcel_sender)));
        }
        let joining = scope.spawn(move || hand_out(&mut join, &bundles));
        let taken = parcels.iter().cycle().map_while(|parcels| parcels.recv().ok()).try_for_each(&mut take);
        // Who still has something to send learns that nobody waits for it.
        drop(parcels);
        ended(joining)?;
        let examined: Result<Vec<_>, _> = examining.into_iter().map(ended).collect();
        taken.and(Ok(examined?))
    })
}

/// Hands bundles to the examiners in turn, until there are no more or somebody is gone.
fn hand_out(join: &mut Join<'_>, examiners: &[SyncSender<Bundle>]) -> Result<(), ExtractError> {
    for examiner in examiners.iter().cycle() {
        let Some(bundle) = join.next()? else { break };
        if examiner.send(bundle).is_err() {
            break;
        }
    }
    Ok(())
}

/// Examines bundles until there are no more, or nobody takes what was found.
fn examine<T, V: Fn(PersonFacts) -> T>(
    mut examiner: Examiner<'_, V>,
    bundles: &Receiver<Bundle>,
    parcels: &SyncSender<Parcel<T>>,
) -> Result<(Book, Quality), ExtractError> {
    for bundle in bundles {
        if parcels.send(examiner.examine(&bundle)?).is_err() {
            break;
        }
    }
    Ok((examiner.book, examiner.quality))
}

/// What a thread ended with; its panic is passed on.
fn ended<T>(thread: ScopedJoinHandle<'_, Result<T, ExtractError>>) -> Result<T, ExtractError> {
    thread.join().unwrap_or_else(|panic| std::panic::resume_unwind(panic))
}
