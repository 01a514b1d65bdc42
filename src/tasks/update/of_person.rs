//! A delta of one person that an office enters itself: written, read onto the lists of now, and made in an act.

use super::super::error::TaskError;
use super::delta::{self, Ahead, Read, Sent};
use super::{DeltaProgress, Made};
use crate::files::Scratch;
use crate::lists::{Acting, Actor, ListsError};
use crate::people::PersonFacts;
use crate::sample::{SampleError, write_persons};
use crate::store::Database;
use std::io;
use std::path::Path;

/// A delta of one person, read before the lists are an act's alone.
pub(in super::super) struct OfPerson {
    read: Read,
    /// What was read lies here until it is kept.
    _scratch: Scratch,
}

impl OfPerson {
    /// Writes a person's facts as a delta upon a snapshot, and reads it.
    ///
    /// # Errors
    /// [`ListsError::Refused`] if others moved the lists on; else as [`super::update`].
    pub async fn read(
        database: &Database,
        facts: &PersonFacts,
        snapshot_id: &str,
        actor: &Actor,
        progress: &dyn DeltaProgress,
    ) -> Result<Self, TaskError> {
        let scratch = Scratch::new(None).map_err(TaskError::write(Path::new("the scratch folder")))?;
        let folder = scratch.path().join("delta");
        let at = actor.when.judged();
        let written = write_persons(std::slice::from_ref(facts), snapshot_id, at.date(), &folder);
        written.map_err(|error| match error {
            SampleError::Place(error) => TaskError::Place(error),
            error => TaskError::write(&folder)(io::Error::other(error)),
        })?;
        let sent = Sent { origin: &folder.into(), at, report: None, decision_no: None };
        match delta::read_ahead(database, sent, scratch.path(), progress).await? {
            Ahead::New(read) => Ok(Self { read: *read, _scratch: scratch }),
            Ahead::Known(_) => Err(ListsError::refused("the lists have moved on: enter it again").into()),
        }
    }

    /// Makes the changes of the delta, as a part of an act.
    ///
    /// # Errors
    /// As [`super::update`].
    pub async fn make(
        self,
        acting: &mut Acting<'_>,
        progress: &dyn DeltaProgress,
    ) -> Result<Made, TaskError> {
        super::take(acting, self.read, progress).await
    }
}
