//! Who stands on no list, and why: of drafts as they are, of posted lists as they were when the version was read.

use super::super::error::TaskError;
use super::{Format, Job};
use crate::roll::Unlisted;
use crate::store::outcome::Kind;
use crate::store::{self, Tx};
use tokio::runtime::Handle;
use tokio::sync::{Mutex, MutexGuard};

/// The persons of a commune, or of none, who stand on no list, by personal number.
#[derive(Debug, Default)]
pub(super) struct Outcomes {
    /// Those who may vote.
    pub unlisted: Vec<Unlisted>,
    /// Those who may not. Of drafts only where decisions are told.
    pub excluded: Vec<Unlisted>,
}

/// One state of the database. Outcomes are not kept by version, so those of posted lists are all read in the state in which
/// the version was the latest: of a later one somebody could stand on a list and on none, or on neither.
pub(super) struct Moment(Mutex<Tx>);

impl Moment {
    /// The state that a transaction sees.
    pub fn of(tx: Tx) -> Self {
        Self(Mutex::new(tx))
    }

    /// Reads in the state, one at a time.
    pub async fn lock(&self) -> MutexGuard<'_, Tx> {
        self.0.lock().await
    }

    /// Lets the state go.
    pub async fn end(self) -> Result<(), TaskError> {
        Ok(self.0.into_inner().rollback().await?)
    }
}

/// The persons of a commune, or of none (`""`), who stand on no list.
pub(super) fn of_commune(
    job: &Job<'_>,
    handle: &Handle,
    tx: &mut Tx,
    commune: &str,
) -> Result<Outcomes, TaskError> {
    let roll_id = &job.derived.roll_id;
    handle.block_on(async {
        match job.posted {
            Some(source) => source.outcomes(commune).await,
            None => Outcomes::read(tx, roll_id, commune, job.wants(Format::Decisions)).await,
        }
    })
}

impl Outcomes {
    pub async fn read(
        tx: &mut Tx,
        roll_id: &str,
        commune: &str,
        with_excluded: bool,
    ) -> Result<Self, TaskError> {
        let mut outcomes = Self::default();
        for kind in [Kind::NoList, Kind::Queue, Kind::NotEligible] {
            let persons = match kind {
                Kind::NoList | Kind::Queue => &mut outcomes.unlisted,
                Kind::NotEligible if with_excluded => &mut outcomes.excluded,
                Kind::NotEligible => continue,
            };
            let page = store::outcome::read_commune(tx, roll_id, commune, kind).await?;
            persons.extend(page.parse::<Unlisted>()?);
        }
        outcomes.unlisted.sort_by_key(|person| person.personal_id);
        Ok(outcomes)
    }

    /// Everybody.
    pub fn all(&self) -> impl Iterator<Item = &Unlisted> {
        self.unlisted.iter().chain(&self.excluded)
    }
}
