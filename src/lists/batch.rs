//! Batches that a tripwire stopped, as they are kept.

use super::matter::Document;
use crate::changes::Tripped;
use crate::people::PersonalNumber;
use crate::store::matter::State;
use chrono::NaiveDateTime;
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};

/// A batch that waits for a second person.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Batch {
    pub batch_id: String,
    pub snapshot_id: String,
    pub by: String,
    /// Local time.
    pub since: NaiveDateTime,
    pub tripped: Vec<Tripped>,
    /// Persons of whom not all rows could be used.
    #[serde(default, skip_serializing_if = "BTreeSet::is_empty")]
    pub unread: BTreeSet<PersonalNumber>,
    /// The number of the decision on voting areas, where one came with the delta or with the approval.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub decision_no: Option<String>,
    /// The changes it would make, by kind.
    pub changes: BTreeMap<String, u64>,
    pub approved_by: Option<String>,
    /// What ended it, if not an approval.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub ended: Option<Ended>,
}

/// Who ended a batch, when and why.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Ended {
    /// Local time.
    pub at: NaiveDateTime,
    pub by: String,
    pub why: String,
}

impl Document for Batch {
    const WHAT: &'static str = "batch";
}

impl Batch {
    /// What became of a batch that waits no more.
    pub(crate) fn how_it_ended(&self, state: State) -> String {
        match (state, &self.approved_by, &self.ended) {
            (State::Superseded, _, Some(Ended { at, why, .. })) => format!(
                "superseded at {at}: another delta moved the lists on to {why}; send this one again, built on that"
            ),
            (_, _, Some(Ended { at, by, why })) => format!("{state} by {by} at {at}: {why}"),
            (_, Some(by), None) => format!("{state} by {by}"),
            (_, None, None) => state.to_string(),
        }
    }
}
