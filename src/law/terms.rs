//! What everybody is judged by.

use super::{Election, RuleProfile, Timetable};
use crate::people::AreaCode;
use crate::territory::Territory;
use chrono::NaiveDateTime;

/// An election, its territory and the rule profile: under equal terms equal facts are decided alike.
#[derive(Debug, Clone, Copy)]
pub struct Terms<'a> {
    pub election: &'a Election,
    pub territory: &'a Territory,
    pub profile: &'a RuleProfile,
}

impl<'a> Terms<'a> {
    /// The terms of an election.
    pub fn new(election: &'a Election, territory: &'a Territory, profile: &'a RuleProfile) -> Self {
        Self { election, territory, profile }
    }

    /// The timetable of an area whose list was posted at `posted_at`; local time.
    pub fn timetable(&self, area: &AreaCode, posted_at: Option<NaiveDateTime>) -> Timetable {
        let opens_at = self.territory.area(area).and_then(|area| area.opens_at);
        Timetable::new(self.election, self.profile, opens_at, posted_at)
    }
}
