//! Complaints about a list (Art. 33): the register, the five days, and what was decided.

use super::Event;
use crate::people::{AreaCode, PartialDate, PersonalNumber};
use chrono::{NaiveDate, NaiveDateTime};
use serde::{Deserialize, Serialize};
use std::borrow::Cow;
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
    /// Taken back by the complainant, or entered by mistake.
    Withdrawn,
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
    ComplaintState { Open = "open", Settled = "settled", Sued = "sued", Judged = "judged", Withdrawn = "withdrawn" }
    Outcome { Upheld = "upheld", Rejected = "rejected" }
}

/// What a court decided of a complaint (C3), beside what the office had decided: final, obeyed at once.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Judgment {
    /// The judgment's number.
    pub number: String,
    /// Which court, as papers call it.
    pub court: Option<String>,
    /// The day of the judgment.
    pub given_on: Option<NaiveDate>,
    pub outcome: Outcome,
    /// What is done to obey it, in words.
    pub decision: String,
    /// When it was entered and obeyed; local time.
    pub obeyed_at: NaiveDateTime,
    pub obeyed_by: String,
    /// The changes that it made.
    pub change_ids: Vec<String>,
}

/// What the office decided of a complaint.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Settlement<'c> {
    pub outcome: Outcome,
    /// In words.
    pub decision: &'c str,
    pub at: NaiveDateTime,
    pub by: &'c str,
    pub change_ids: &'c [String],
}

/// A line of the register of complaints.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Complaint {
    /// Such as `K-98103-0001`: the commune and the number in its register.
    pub complaint_id: String,
    /// The area whose list it is about.
    pub area_code: AreaCode,
    /// The person whom the list has wrong; of somebody whom nobody has found yet, `None`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub personal_id: Option<PersonalNumber>,
    /// The row that is complained of, where the complainant named one: anybody may complain of a row.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub row: Option<u32>,
    /// Who is missing, where no personal number was given.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub unknown: Option<UnknownPerson>,
    pub subject: Subject,
    /// Who complains, as the register names them.
    pub complainant: String,
    /// Where the complainant lives, as told.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub address: Option<String>,
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
    /// What the court decided; none in judgments that an earlier edition entered over the office's own decision.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub judgment: Option<Judgment>,
    /// Why it is no complaint any more.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub withdrawal: Option<Withdrawal>,
}

/// Somebody who is said to be missing, as the complainant names the person.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct UnknownPerson {
    pub full_name: String,
    /// As far as it is known.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub birth_date: Option<PartialDate>,
}

/// That a complaint was taken back, or entered by mistake.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Withdrawal {
    /// Local time.
    pub at: NaiveDateTime,
    pub by: String,
    /// In words.
    pub reason: String,
}

/// Tells nothing: names stay out of logs and panics.
impl fmt::Debug for UnknownPerson {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("UnknownPerson(…)")
    }
}

impl UnknownPerson {
    /// The name, and what is known of the birth date: `Trần Thị Mơ, sinh 1990`.
    pub fn words(&self) -> String {
        let born = self.birth_date.map(|date| format!(", sinh {}", date.printed()));
        format!("{}{}", self.full_name, born.unwrap_or_default())
    }
}

/// Tells which, not whose.
impl fmt::Debug for Complaint {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Complaint({} {})", self.complaint_id, self.state.as_str())
    }
}

impl Complaint {
    /// Whom it is about: the personal number, or else the name.
    pub fn whom(&self) -> String {
        let named = || self.unknown.as_ref().map(UnknownPerson::words);
        self.personal_id.map(|number| number.to_string()).or_else(named).unwrap_or_default()
    }

    /// Whether it should have been settled before `now` and was not (C2).
    pub fn is_overdue(&self, now: NaiveDateTime) -> bool {
        self.state == ComplaintState::Open && now.date() > self.due_on
    }

    /// What the office decided; `None` before, and where a judgment was entered over it by an earlier edition.
    pub fn settlement(&self) -> Option<Settlement<'_>> {
        if self.judgment_no.is_some() && self.judgment.is_none() {
            return None;
        }
        Some(Settlement {
            outcome: self.outcome?,
            decision: self.decision.as_deref().unwrap_or_default(),
            at: self.settled_at?,
            by: self.settled_by.as_deref().unwrap_or_default(),
            change_ids: &self.change_ids,
        })
    }

    /// What the court decided; of a judgment that an earlier edition entered neither court nor day are known.
    pub fn judgment(&self) -> Option<Cow<'_, Judgment>> {
        if let Some(judgment) = &self.judgment {
            return Some(Cow::Borrowed(judgment));
        }
        Some(Cow::Owned(Judgment {
            number: self.judgment_no.clone()?,
            court: None,
            given_on: None,
            outcome: self.outcome?,
            decision: self.decision.clone().unwrap_or_default(),
            obeyed_at: self.settled_at?,
            obeyed_by: self.settled_by.clone().unwrap_or_default(),
            change_ids: self.change_ids.clone(),
        }))
    }

    /// What holds: what the court decided, else what the office did.
    pub fn standing_outcome(&self) -> Option<Outcome> {
        self.judgment.as_ref().map(|judgment| judgment.outcome).or(self.outcome)
    }

    /// The event of every change that a complaint makes.
    pub const EVENT: Event = Event::R10;
}
