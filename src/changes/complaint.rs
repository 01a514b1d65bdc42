//! Complaints about a list (Art. 33): the register, the five days, and what was decided.

use super::{Event, Kind};
use crate::people::{AreaCode, PersonalNumber};
use chrono::{NaiveDate, NaiveDateTime};
use serde::{Deserialize, Serialize};
use std::fmt;

/// What a complaint says of the list.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Subject {
    /// Somebody is missing from it.
    Missing,
    /// Somebody stands on it who should not.
    Wrongly,
    /// A row says something wrong.
    Mistake,
}

/// How far a complaint has come.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ComplaintState {
    /// Entered in the register; to be settled within the days of C2.
    Open,
    /// Settled by the office that made the list, and notified.
    Settled,
    /// Brought before the court (C3).
    Sued,
    /// Decided by the court: final, obeyed at once.
    Judged,
}

/// What was decided.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Outcome {
    Upheld,
    Rejected,
}

macro_rules! words {
    ($($name:ident { $($variant:ident = $word:literal),+ })+) => {
        $(impl $name {
            /// Every value, in its order.
            pub const ALL: &[Self] = &[$(Self::$variant),+];

            /// The word of the register.
            pub fn as_str(self) -> &'static str {
                match self { $(Self::$variant => $word),+ }
            }
        })+
    };
}

words! {
    Subject { Missing = "missing", Wrongly = "wrongly", Mistake = "mistake" }
    ComplaintState { Open = "open", Settled = "settled", Sued = "sued", Judged = "judged" }
    Outcome { Upheld = "upheld", Rejected = "rejected" }
}

/// A line of the register of complaints.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Complaint {
    /// Such as `K-98103-0001`: the commune and the number in its register.
    pub complaint_id: String,
    /// The area whose list it is about.
    pub area_code: AreaCode,
    /// The person whom the list has wrong.
    pub personal_id: PersonalNumber,
    pub subject: Subject,
    /// Who complains, as the register names them.
    pub complainant: String,
    pub statement: String,
    /// Local time.
    pub opened_at: NaiveDateTime,
    pub opened_by: String,
    /// The last day on which it is settled in time (C2).
    pub due_on: NaiveDate,
    pub state: ComplaintState,
    pub settled_at: Option<NaiveDateTime>,
    pub settled_by: Option<String>,
    /// When it was brought before the court; local time.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub sued_at: Option<NaiveDateTime>,
    pub outcome: Option<Outcome>,
    pub decision: Option<String>,
    /// The judgment's number, where a court decided.
    pub judgment_no: Option<String>,
    /// The changes that the outcome made.
    pub change_ids: Vec<String>,
}

/// Tells which, not whose.
impl fmt::Debug for Complaint {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Complaint({} {})", self.complaint_id, self.state.as_str())
    }
}

impl Complaint {
    /// Whether it should have been settled before `now` and was not (C2).
    pub fn is_overdue(&self, now: NaiveDateTime) -> bool {
        self.state == ComplaintState::Open && now.date() > self.due_on
    }

    /// The event of every change that a complaint makes, and the kinds it may have.
    pub const EVENT: Event = Event::R10;
    /// The kinds of change an upheld complaint may make.
    pub const KINDS: [Kind; 3] = [Kind::Add, Kind::Remove, Kind::Correct];
}
