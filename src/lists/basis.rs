//! What a snapshot says of an election: what lists are derived from.

use super::error::ListsError;
use crate::law::{Election, RuleProfile, Terms};
use crate::store::snapshot::{Deciding, Snapshot};
use crate::territory::Territory;
use chrono::NaiveDate;
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

    /// What everybody is judged by.
    pub fn terms(&self) -> Terms<'_> {
        Terms::new(&self.election, &self.territory, &self.profile)
    }
}
