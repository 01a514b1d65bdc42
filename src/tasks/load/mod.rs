//! `load`: an extract into the store, as one snapshot, which becomes visible in one step.

mod account;
mod filed;
mod keep;
mod read;
pub(super) mod same_as;

pub use account::{Account, RejectedRow};
pub use keep::CONNECTIONS;

use super::error::TaskError;
use super::source::{self, Origin};
use crate::extract::{Extract, Reading};
use crate::law::{ElectionError, RuleProfile};
use crate::lists::{Basis, ListsError};
use crate::progress::Progress;
use crate::store::Database;
use keep::Keeping;
use read::read;
use std::path::Path;

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

/// Reads the extract of this origin and keeps it as a snapshot, which the audit says was done by `by`. The same content again
/// is recognised, and nothing is done.
///
/// # Errors
/// [`TaskError`] if the extract cannot be read or the database fails; then the database is as it was.
pub async fn load(
    database: &Database,
    origin: &Origin,
    scratch: &Path,
    by: &str,
    progress: &dyn Progress,
) -> Result<Loaded, TaskError> {
    let opened = source::opened(origin)?;
    let extract = &opened.extract;
    let (profile, posted_late) = terms_of(extract)?;
    let (mut reading, territory, dossiers) =
        tokio::task::block_in_place(|| read(extract, &profile, scratch, progress))?;
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
    let shapes = shapes.map_err(|_| ListsError::Document { what: "shapes" })?;
    let account = Account::of(&mut reading)?.document()?;
    let keeping = Keeping { database, basis: &basis, reading: &reading, account, shapes, by, progress };
    let known = keeping.keep(dossiers).await?;
    Ok(Loaded { basis, reading, posted_late, known })
}
