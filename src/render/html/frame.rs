//! What every page of one output shares.

use crate::law::{Election, RuleProfile};
use crate::render::Language;
use chrono::NaiveDate;

/// The election, the data's day and the roll that a page tells of.
#[derive(Debug, Clone, Copy)]
pub struct Frame<'a> {
    pub language: Language,
    pub election: &'a Election,
    pub profile: &'a RuleProfile,
    /// The day of the extract.
    pub as_of: NaiveDate,
    /// The whole id; pages show its first characters.
    pub roll_id: &'a str,
}

impl Frame<'_> {
    /// The id's first 12 characters.
    pub fn short_roll_id(&self) -> String {
        self.roll_id.chars().take(12).collect()
    }
}
