//! What a snapshot says of an election: what lists are derived from.

use super::error::ListsError;
use crate::law::{Election, RuleProfile, Terms};
use crate::store::deciding::Deciding;
use crate::store::snapshot::{Snapshot, State};
use crate::territory::Territory;
use chrono::{DateTime, FixedOffset, NaiveDate};
use std::sync::Arc;

/// What a derivation is made from.
#[derive(Debug, Clone)]
pub struct Basis {
    pub snapshot_id: String,
    pub as_of: NaiveDate,
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
    /// [`ListsError::Document`] if another program wrote it.
    pub fn of(snapshot: Snapshot) -> Result<Self, ListsError> {
        Self::read(&Deciding::from(snapshot))
    }

    /// What a stored snapshot says, from what of it decides.
    ///
    /// # Errors
    /// [`ListsError::Document`] if another program wrote it.
    pub fn read(deciding: &Deciding) -> Result<Self, ListsError> {
        fn read<T: serde::de::DeserializeOwned>(what: &'static str, text: &str) -> Result<T, ListsError> {
            serde_json::from_str(text).map_err(|_| ListsError::Document { what })
        }
        Ok(Self {
            snapshot_id: deciding.snapshot_id.clone(),
            as_of: deciding.as_of,
            persons: deciding.persons,
            election: read("election", &deciding.election)?,
            profile: read("rule profile", &deciding.profile)?,
            territory: Arc::new(Territory::new(read("territory", &deciding.units)?)),
        })
    }

    /// The snapshot of a full extract as it is first kept, without figures and sums.
    ///
    /// # Errors
    /// [`ListsError::Document`] if it cannot be written.
    pub(crate) fn snapshot(&self, loaded_at: DateTime<FixedOffset>) -> Result<Snapshot, ListsError> {
        fn json(of: &impl serde::Serialize) -> Result<String, ListsError> {
            serde_json::to_string(of).map_err(|_| ListsError::Document { what: "snapshot" })
        }
        Ok(Snapshot {
            snapshot_id: self.snapshot_id.clone(),
            as_of: self.as_of,
            base: None,
            root: self.snapshot_id.clone(),
            sequence: 0,
            persons: self.persons,
            election: json(&self.election)?,
            profile: json(&self.profile)?,
            units: json(self.territory.units())?,
            quality: String::new(),
            counts: String::new(),
            loaded_at,
            state: State::Loading,
            facts: String::new(),
        })
    }

    /// What everybody is judged by.
    pub fn terms(&self) -> Terms<'_> {
        Terms::new(&self.election, &self.territory, &self.profile)
    }
}
