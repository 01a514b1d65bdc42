//! What whoever read a person's facts could not be sure of.

use super::{PartialDate, PersonalNumber};
use serde::{Deserialize, Serialize};

/// What is in doubt about a person's facts: the decision rests on what is known, and carries a flag for each doubt, so that
/// somebody looks before a right is lost.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Doubts {
    /// The tables, by name and each once, in which a row of the person could not be read.
    #[serde(rename = "u", default, skip_serializing_if = "Vec::is_empty")]
    pub unread: Vec<Box<str>>,
    /// The birth date with day and month exchanged, where the source seems to have exchanged them.
    #[serde(rename = "b", default, skip_serializing_if = "Option::is_none")]
    pub swapped_birth_date: Option<PartialDate>,
    /// Others who are likely the same person under another number, in the order of the numbers. It follows from the facts of
    /// all, and is no part of what a snapshot's id is a digest of.
    #[serde(rename = "s", default, skip_serializing_if = "Vec::is_empty")]
    pub same_as: Vec<PersonalNumber>,
}

impl Doubts {
    /// Whether nothing is in doubt.
    pub fn is_empty(&self) -> bool {
        self.unread.is_empty() && self.swapped_birth_date.is_none() && self.same_as.is_empty()
    }
}
