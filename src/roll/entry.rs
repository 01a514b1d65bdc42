//! One row of an area's list.

use crate::law::{Flag, Mark, Rule};
use crate::people::{AreaCode, CommuneCode, PartialDate, PersonalNumber, Sex};
use crate::territory::Levels;
use serde::{Deserialize, Serialize};

/// Whether a row stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Status {
    /// The person votes here.
    Listed,
    /// Removed after posting; the number is kept.
    Struck,
    /// The row stands, the ballots are elsewhere; it counts in no total.
    Marked,
}

/// A row of an area's list, with the decision it rests on and everything its documents print.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Entry {
    pub area_code: AreaCode,
    pub commune_code: CommuneCode,
    /// 1, 2, … in the area; frozen at posting; also the number of the voter's card.
    pub number: u32,
    pub personal_id: PersonalNumber,
    pub full_name: Box<str>,
    pub birth_date: PartialDate,
    pub sex: Sex,
    pub ethnicity: Option<Box<str>>,
    /// As printed: servicemen are "lực lượng vũ trang".
    pub occupation: Option<Box<str>>,
    /// The permanent residence as printed, hamlet and commune included; servicemen: the commune's name.
    pub permanent_residence: Option<Box<str>>,
    /// The temporary or actual residence as printed.
    pub temporary_residence: Option<Box<str>>,
    /// Empty on a marked row.
    pub ballots: Levels,
    pub rule: Rule,
    /// Further rules of the decision, such as P5 beside P9.
    pub also: Vec<Rule>,
    pub articles: Vec<Box<str>>,
    pub flags: Vec<Flag>,
    pub marks: Vec<Mark>,
    pub status: Status,
    /// The "Ghi chú" column, in the law's words, fit for posting where the area's list is posted.
    pub remarks: Vec<Box<str>>,
    /// Votes for the first time: born between the rule profile's two days.
    pub first_time: bool,
    /// Has completed the rule profile's age of the elderly on election day.
    pub elderly: bool,
    /// References to the facts the decision rests on, such as `residences:2`.
    pub facts: Vec<Box<str>>,
}
