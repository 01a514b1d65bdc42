//! One row of an area's list.

use crate::law::{FactReference, Flag, Mark, Rule, articles_of};
use crate::people::{AreaCode, CommuneCode, HamletCode, HouseholdRole, PartialDate, PersonalNumber, Sex};
use crate::territory::Levels;
use serde::{Deserialize, Serialize};
use std::fmt;

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

/// A row of an area's list (kept under short keys in the store), with the decision it rests on and everything its documents print.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Entry {
    #[serde(rename = "a")]
    pub area_code: AreaCode,
    #[serde(rename = "c")]
    pub commune_code: CommuneCode,
    /// 1, 2, … in the area; frozen at posting; also the number of the voter's card.
    #[serde(rename = "n")]
    pub number: u32,
    #[serde(rename = "id")]
    pub personal_id: PersonalNumber,
    #[serde(rename = "fn")]
    pub full_name: Box<str>,
    #[serde(rename = "b")]
    pub birth_date: PartialDate,
    #[serde(rename = "x")]
    pub sex: Sex,
    #[serde(rename = "e", default, skip_serializing_if = "Option::is_none")]
    pub ethnicity: Option<Box<str>>,
    /// As printed: servicemen are "lực lượng vũ trang".
    #[serde(rename = "o", default, skip_serializing_if = "Option::is_none")]
    pub occupation: Option<Box<str>>,
    /// The permanent residence as printed, hamlet and commune included; servicemen: the commune's name.
    #[serde(rename = "pr", default, skip_serializing_if = "Option::is_none")]
    pub permanent_residence: Option<Box<str>>,
    /// The temporary residence as printed; in rolls of earlier editions the actual one too.
    #[serde(rename = "tr", default, skip_serializing_if = "Option::is_none")]
    pub temporary_residence: Option<Box<str>>,
    /// The place of actual living as printed (*nơi ở hiện tại*).
    #[serde(rename = "cr", default, skip_serializing_if = "Option::is_none")]
    pub current_place: Option<Box<str>>,
    /// Empty on a marked row.
    #[serde(rename = "bl")]
    pub ballots: Levels,
    #[serde(rename = "r")]
    pub rule: Rule,
    /// Further rules of the decision, such as P5 beside P9.
    #[serde(rename = "al", default, skip_serializing_if = "Vec::is_empty")]
    pub also: Vec<Rule>,
    #[serde(rename = "fl", default, skip_serializing_if = "Vec::is_empty")]
    pub flags: Vec<Flag>,
    #[serde(rename = "m", default, skip_serializing_if = "Vec::is_empty")]
    pub marks: Vec<Mark>,
    #[serde(rename = "s")]
    pub status: Status,
    /// The "Ghi chú" column, in the law's words, fit for posting where the area's list is posted.
    #[serde(rename = "rm", default, skip_serializing_if = "Vec::is_empty")]
    pub remarks: Vec<Box<str>>,
    /// Votes for the first time: born between the rule profile's two days.
    #[serde(rename = "ft", default, skip_serializing_if = "std::ops::Not::not")]
    pub first_time: bool,
    /// Has completed the rule profile's age of the elderly on election day.
    #[serde(rename = "el", default, skip_serializing_if = "std::ops::Not::not")]
    pub elderly: bool,
    /// References to the facts the decision rests on, such as `residences:2`.
    #[serde(rename = "fa", default, skip_serializing_if = "Vec::is_empty")]
    pub facts: Vec<FactReference>,
    #[serde(rename = "d", default, skip_serializing_if = "Dwelling::is_unknown")]
    pub dwelling: Dwelling,
}

/// The household a row is ordered by and looked up at home by; unknown where the person votes by a facility or a
/// certificate. No list prints it.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Dwelling {
    #[serde(rename = "t", default, skip_serializing_if = "Option::is_none")]
    pub hamlet: Option<HamletCode>,
    /// As the population database calls it.
    #[serde(rename = "h", default, skip_serializing_if = "Option::is_none")]
    pub household: Option<Box<str>>,
    #[serde(rename = "r", default, skip_serializing_if = "Option::is_none")]
    pub role: Option<HouseholdRole>,
}

impl Dwelling {
    fn is_unknown(&self) -> bool {
        *self == Self::default()
    }
}

/// Tells where, not whom: names stay out of logs and panics.
impl fmt::Debug for Entry {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Entry({} no. {}, {})", self.area_code, self.number, self.rule)
    }
}

impl Entry {
    /// The articles behind the rule and the rules beside it.
    pub fn articles(&self) -> Vec<&'static str> {
        articles_of(self.rule, &self.also)
    }
}
