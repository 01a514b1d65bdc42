//! Rule profiles: the parameters of the law as data, dated and with their sources.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// Up to which day the months of a temporary residence are counted (P0).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum CountedTo {
    ElectionDay,
    Posting,
}

/// The parameters of one election law at one time. The logic is code; the numbers are here.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RuleProfile {
    pub name: String,
    /// The day from which the law reads so.
    pub in_force_from: NaiveDate,
    /// Where each number comes from, by the name of the parameter.
    pub sources: BTreeMap<String, String>,
    /// E1: completed years on election day.
    pub voting_age_years: u32,
    /// P4, P5: months of temporary residence that give the communal ballot.
    pub temporary_residence_months: u32,
    /// P0: the day up to which those months are counted.
    pub months_counted_to: CountedTo,
    /// P0: months after which a temporary registration without an end date lapses.
    pub temporary_lapse_months: u32,
    /// C1: days before election day by which lists are posted.
    pub posting_days_before: u32,
    /// C2: days of complaint from posting.
    pub complaint_days: u32,
    /// C2: days in which a complaint is settled.
    pub complaint_settled_days: u32,
    /// C3: days before election day until which a suit may be brought.
    pub suit_days_before: u32,
    /// C4: hours before voting starts after which nothing is added or transferred.
    pub change_hours_before: u32,
    /// T1: the fewest voters of an area without a recorded reason.
    pub area_voters_min: u32,
    /// T1: the most voters of an area.
    pub area_voters_max: u32,
    /// T1: the fewest voters of a separate care area.
    pub care_area_voters_min: u32,
    /// T2: the most deputies of a National Assembly constituency.
    pub national_seats_max: u32,
    /// T2: the most deputies of a council constituency.
    pub council_seats_max: u32,
    /// First-time voters: born on or after this day …
    pub first_time_born_from: NaiveDate,
    /// … and on or before this day.
    pub first_time_born_until: NaiveDate,
    /// The summary table's "over 80": completed years on election day.
    pub elderly_age_years: u32,
}

/// Why a rule profile cannot be used.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum ProfileError {
    /// No profile has this name.
    #[error("there is no rule profile `{name}`; known: {known}")]
    Unknown { name: String, known: String },
    /// The text is not a profile; the message names the key and line.
    #[error("the rule profile cannot be read: {message}")]
    Text { message: String },
    /// A number makes no sense.
    #[error("rule profile `{name}`: {key} = {value} makes no sense; {expected}")]
    Nonsense { name: String, key: &'static str, value: String, expected: &'static str },
    /// A parameter has no source.
    #[error("rule profile `{name}`: {key} has no entry under [sources]")]
    NoSource { name: String, key: String },
}
