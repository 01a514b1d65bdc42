//! The election: its day, hours, levels and terms.

use super::form_profile::FormProfile;
use super::profile::RuleProfile;
use crate::territory::{Levels, OpensAt};
use chrono::{Days, NaiveDate, NaiveDateTime, NaiveTime, TimeDelta};
use serde::{Deserialize, Serialize};

/// An election as `election.toml` announces it, with every default filled in.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Election {
    pub id: String,
    /// Such as "BẦU CỬ ĐẠI BIỂU QUỐC HỘI KHÓA XVI VÀ ĐẠI BIỂU HỘI ĐỒNG NHÂN DÂN CÁC CẤP".
    pub title: String,
    /// Such as "nhiệm kỳ 2026–2031".
    pub term: String,
    pub election_day: NaiveDate,
    /// When voting starts where an area says nothing else (Art. 71: 7:00).
    pub opens_at: NaiveTime,
    pub closes_at: NaiveTime,
    /// The day the lists are posted (C1: at the latest 40 days before election day).
    pub posted_on: NaiveDate,
    /// The levels elected.
    pub levels: Levels,
    /// The name of the rule profile.
    pub rule_profile: String,
    /// The forms it prints.
    #[serde(default, skip_serializing_if = "FormProfile::is_unnamed")]
    pub form_profile: FormProfile,
}

/// What is wrong with an election's dates.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum ElectionError {
    /// Lists must be posted by a day (Art. 32).
    #[error(
        "posted_on {posted_on} is later than {latest}, the last day Art. 32 allows for an election on {election_day}"
    )]
    PostedLate { posted_on: NaiveDate, latest: NaiveDate, election_day: NaiveDate },
    /// Voting must start before it ends.
    #[error("opens_at {opens_at} is not before closes_at {closes_at}")]
    Hours { opens_at: NaiveTime, closes_at: NaiveTime },
    /// An election elects something.
    #[error("levels is empty: name at least one of national, provincial, communal")]
    NoLevels,
}

impl Election {
    /// Checks the dates against each other and the rule profile.
    ///
    /// # Errors
    /// [`ElectionError`] if lists would be posted later than the clock allows, voting would not start before it ends,
    /// or no level is elected.
    pub fn check(&self, profile: &RuleProfile) -> Result<(), ElectionError> {
        let latest = self.election_day - Days::new(u64::from(profile.posting_days_before));
        if self.posted_on > latest {
            let Self { posted_on, election_day, .. } = *self;
            return Err(ElectionError::PostedLate { posted_on, latest, election_day });
        }
        if self.opens_at >= self.closes_at {
            return Err(ElectionError::Hours { opens_at: self.opens_at, closes_at: self.closes_at });
        }
        if self.levels.is_empty() { Err(ElectionError::NoLevels) } else { Ok(()) }
    }

    /// The last moment of additions, transfers and wishes for an area that opens at `opens_at`, or at the election's
    /// hour (C4: 24 hours before voting starts there; Art. 29.4, 30.2–30.4). Local time, inclusive.
    pub fn change_cut_off(&self, opens_at: Option<OpensAt>, profile: &RuleProfile) -> NaiveDateTime {
        let opening = opens_at.unwrap_or(OpensAt::Hour(self.opens_at)).moment(self.election_day);
        opening - TimeDelta::hours(i64::from(profile.change_hours_before))
    }
}
