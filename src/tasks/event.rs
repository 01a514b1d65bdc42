//! `event`: what happened to one person, entered at a desk: the person's facts as the database holds them, changed by what
//! happened, go through `update` as a delta of one person, with its law, clock and tripwires.

mod happened;

use super::error::TaskError;
use super::update::DeltaProgress;
use super::update::{UpdateOptions, Updated, update};
use crate::files::Scratch;
use crate::lists::{Actor, Lists, ListsError};
use crate::people::{PersonFacts, PersonalNumber, VitalStatus, printable};
use crate::sample::{SampleError, write_persons};
use crate::store::{self, Database};
use std::io;
use std::path::Path;

pub use happened::{Happened, Home, Names, Newcomer};

/// What is entered of one person.
#[derive(Debug, Clone)]
pub struct Entered<'a> {
    pub person: PersonalNumber,
    pub happened: Happened,
    /// The paper that proves it, as the audit tells it.
    pub document: Option<&'a str>,
    /// Tell what would change, and write nothing.
    pub dry_run: bool,
}

/// Enters what happened to one person, and lets the lists follow.
///
/// # Errors
/// [`ListsError::UnknownPerson`] if the database does not hold the person, and [`ListsError::Refused`] if it holds a newcomer
/// already, nothing would be other than it is, or the facts it holds are not all; else as [`update`].
pub async fn enter(
    database: &Database,
    entered: &Entered<'_>,
    actor: &Actor,
    progress: &dyn DeltaProgress,
) -> Result<Updated, TaskError> {
    let Entered { person, happened, document, dry_run } = entered;
    let held = held(database, *person).await?;
    let facts = happened.to(*person, held.facts)?;
    let scratch = Scratch::new(None).map_err(TaskError::write(Path::new("the scratch folder")))?;
    let folder = scratch.path().join("delta");
    let as_of = actor.when.judged().date();
    write_persons(&[facts], &held.snapshot_id, as_of, &folder).map_err(|error| match error {
        SampleError::Place(error) => TaskError::Place(error),
        error => TaskError::write(&folder)(io::Error::other(error)),
    })?;
    let document = document.map(printable).transpose()?;
    let reason = match document {
        Some(document) => format!("{} ({document})", happened.told()),
        None => happened.told().to_owned(),
    };
    let options = UpdateOptions { dry_run: *dry_run, reason: Some(&reason), ..UpdateOptions::default() };
    update(database, &folder.into(), actor, options, progress).await
}

/// What the database holds of a person, and the snapshot that the lists follow.
struct Held {
    facts: Option<PersonFacts>,
    snapshot_id: String,
}

/// Certificates of the register are no facts of the delta: they are added to whatever it says.
async fn held(database: &Database, person: PersonalNumber) -> Result<Held, TaskError> {
    let mut tx = database.read().await?;
    let lists = Lists::find(&mut tx, database).await?;
    let root = &lists.root.snapshot_id;
    let page = store::revision::facts(&mut tx, root, lists.sequence, [person.as_str()]).await?;
    let facts = page.parse::<PersonFacts>()?.pop();
    tx.rollback().await?;
    let facts = facts.filter(|facts| facts.person.vital_status != VitalStatus::Removed);
    if facts.as_ref().is_some_and(|facts| !facts.doubts.unread.is_empty()) {
        return Err(ListsError::refused(
            "rows of the person could not be read from the register: they come whole with a delta of it, and nobody may write them \
             anew without",
        )
        .into());
    }
    Ok(Held { facts, snapshot_id: lists.posting.snapshot_id })
}
