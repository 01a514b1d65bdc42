//! What a process knows already of the lists in an open database: a whole snapshot never changes, and posted communes change
//! with the version of their roll only. So the second act reads neither the territory nor the communes again.

use super::basis::Basis;
use super::digests::terms_of;
use super::error::ListsError;
use super::lists::snapshot;
use super::records::CommuneState;
use crate::people::CommuneCode;
use crate::roll::chain::Digest;
use crate::store::deciding::Deciding;
use crate::store::posting::Posting;
use crate::store::snapshot::State;
use crate::store::{self, Tx};
use std::collections::{BTreeMap, VecDeque};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

/// Snapshots kept at once: those that the lists follow now and followed last, and their root.
const SNAPSHOTS: usize = 4;

/// The posted communes of a roll.
pub(super) type Communes = Arc<BTreeMap<CommuneCode, CommuneState>>;

/// A whole snapshot as lists follow it.
#[derive(Debug, Clone)]
pub(super) struct Ground {
    pub basis: Basis,
    pub root: String,
    pub sequence: u64,
    /// The digest of its facts; `""` where an earlier edition loaded them.
    pub facts: String,
    /// The digest over all that everybody is judged by; none where the snapshot was read to look at lists alone.
    pub terms: Option<Digest>,
}

/// What lists are taken for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Purpose {
    Look,
    /// A version will state what it rests on.
    Act,
}

#[derive(Default)]
pub(super) struct Known(Mutex<Kept>);

#[derive(Default)]
struct Kept {
    grounds: VecDeque<Arc<Ground>>,
    posted: Option<Posted>,
}

/// The posted communes as of a version.
struct Posted {
    roll_id: String,
    version: u64,
    communes: Communes,
}

impl Known {
    /// What a snapshot says, from memory or from the database.
    pub async fn ground(&self, tx: &mut Tx, id: &str, purpose: Purpose) -> Result<Arc<Ground>, ListsError> {
        let fits = |ground: &&Arc<Ground>| {
            ground.basis.snapshot_id == id && (ground.terms.is_some() || purpose == Purpose::Look)
        };
        let known = self.kept().grounds.iter().find(fits).cloned();
        if let Some(known) = known {
            return Ok(known);
        }
        let (deciding, terms) = match purpose {
            Purpose::Look => (deciding(tx, id).await?, None),
            Purpose::Act => {
                let whole = snapshot(tx, id).await?;
                let terms = terms_of(&whole);
                (Deciding::from(whole), Some(terms))
            }
        };
        let is_whole = deciding.state == State::Complete;
        let ground = Arc::new(Ground::of(deciding, terms)?);
        if is_whole {
            self.keep(ground.clone());
        }
        Ok(ground)
    }

    /// The posted communes of a roll, from memory if they are of its version, or from the database.
    pub async fn communes(&self, tx: &mut Tx, posting: &Posting) -> Result<Communes, ListsError> {
        let Posting { roll_id, version, .. } = posting;
        let fits = |posted: &&Posted| posted.roll_id == *roll_id && posted.version == *version;
        let known = self.kept().posted.as_ref().filter(fits).map(|posted| posted.communes.clone());
        if let Some(known) = known {
            return Ok(known);
        }
        let communes = store::posting::communes(tx, roll_id).await?.parse::<CommuneState>()?;
        let communes = communes.into_iter().map(|state| (state.commune_code.clone(), state));
        let communes: Communes = Arc::new(communes.collect());
        self.keep_communes(posting, communes.clone());
        Ok(communes)
    }

    /// Remembers a snapshot, instead of the one that was taken in first.
    pub fn keep(&self, ground: Arc<Ground>) {
        let mut kept = self.kept();
        kept.grounds.retain(|known| known.basis.snapshot_id != ground.basis.snapshot_id);
        kept.grounds.push_back(ground);
        while kept.grounds.len() > SNAPSHOTS {
            kept.grounds.pop_front();
        }
    }

    /// Remembers the posted communes as they are in the database since a version.
    pub fn keep_communes(&self, posting: &Posting, communes: Communes) {
        let Posting { roll_id, version, .. } = posting;
        self.kept().posted = Some(Posted { roll_id: roll_id.clone(), version: *version, communes });
    }

    fn kept(&self) -> MutexGuard<'_, Kept> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Ground {
    fn of(deciding: Deciding, terms: Option<Digest>) -> Result<Self, ListsError> {
        let basis = Basis::read(&deciding)?;
        let Deciding { root, sequence, facts, .. } = deciding;
        Ok(Self { basis, root, sequence, facts, terms })
    }
}

/// What decides of a snapshot that must be there.
async fn deciding(tx: &mut Tx, id: &str) -> Result<Deciding, ListsError> {
    let found = store::deciding::find(tx, id).await?;
    found.ok_or_else(|| ListsError::UnknownSnapshot { id: id.to_owned() })
}
