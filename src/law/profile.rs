//! Rule profiles: the parameters of the law as data, dated and with their sources.

use super::form_profile::{CardId, PostedCopy};
use crate::territory::SeatLimits;
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// Who of those registered through an organisation elects the communal council (P11).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum OrganisationBallot {
    /// Whose permanent residence, or temporary one of 12 months, is at the organisation itself.
    AtOrganisation,
    /// Whose permanent residence is in the organisation's commune, or whose temporary one there has the months: how rolls
    /// were made before there was the setting.
    #[default]
    SameCommune,
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
    /// P0: the days between two registrations in one commune that join them, at the most.
    #[serde(default = "join_gap_days")]
    pub join_gap_days: u32,
    /// P0: the days of a gap up to which a broken registration is flagged where it decides.
    #[serde(default = "broken_gap_days")]
    pub broken_gap_days: u32,
    /// P0: months after which a temporary registration without an end date lapses.
    pub temporary_lapse_months: u32,
    /// P3: whether the commander's certificate may name a temporary residence.
    #[serde(default)]
    pub certificate_at_temporary: bool,
    /// P9: whether somebody with a temporary residence only waits for a wish, as form 31 asks of temporary residents.
    #[serde(default)]
    pub temporary_only_needs_wish: bool,
    /// P11: who elects the communal council.
    #[serde(default)]
    pub organisation_communal_ballot: OrganisationBallot,
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
    /// Safety: percent by which a constituency's voters a seat may differ from the mean of the body it elects.
    #[serde(default = "deviation_of_early_profiles")]
    pub constituency_deviation_percent: u32,
    /// First-time voters: born on or after this day …
    pub first_time_born_from: NaiveDate,
    /// … and on or before this day.
    pub first_time_born_until: NaiveDate,
    /// The summary table's "over 80": completed years on election day.
    pub elderly_age_years: u32,
    /// Safety: removals of one batch above which a second person must approve it.
    pub tripwire_batch_removals: u32,
    /// Safety: the share of an area's voters, in percent, above which …
    pub tripwire_area_percent: u32,
    /// … and the number of removals from the area up to which no share counts.
    pub tripwire_area_floor: u32,
    /// Safety: the fewest voters of a household who may not all go unseen.
    pub tripwire_household: u32,
    /// Safety: the fewest voters of a hamlet who may not all go unseen.
    pub tripwire_hamlet: u32,
    /// What the posted copy of a list shows of personal numbers.
    #[serde(default)]
    pub posted_copy: PostedCopy,
    /// What a voter's card shows of the personal number.
    #[serde(default)]
    pub card_id: CardId,
    /// A parameter of earlier editions, read and no longer heeded: months are counted to election day.
    #[serde(default, skip_serializing)]
    pub months_counted_to: Option<String>,
}

fn join_gap_days() -> u32 {
    1
}

fn broken_gap_days() -> u32 {
    30
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

/// The profiles that come with the program, by name.
const PROFILES: &[(&str, &str)] = &[("2026", include_str!("profiles/2026.toml"))];

impl RuleProfile {
    /// The profile of this name, checked.
    ///
    /// # Errors
    /// [`ProfileError`] if no profile has the name, or its text has an unknown key, a missing one or a nonsense value.
    ///
    /// ```
    /// use cutri::law::RuleProfile;
    /// assert_eq!(RuleProfile::named("2026")?.voting_age_years, 18);
    /// assert!(RuleProfile::named("1976").is_err());
    /// # Ok::<(), cutri::law::ProfileError>(())
    /// ```
    pub fn named(name: &str) -> Result<Self, ProfileError> {
        let Some((_, text)) = PROFILES.iter().find(|(known, _)| *known == name) else {
            let known = PROFILES.iter().map(|(known, _)| *known).collect::<Vec<_>>().join(", ");
            return Err(ProfileError::Unknown { name: name.to_owned(), known });
        };
        Self::parse(text)
    }

    /// Reads a profile from TOML and checks it.
    ///
    /// # Errors
    /// [`ProfileError`] naming the first key that is unknown, missing, without a source or without sense.
    pub fn parse(text: &str) -> Result<Self, ProfileError> {
        let profile: Self = toml::from_str(text).map_err(unreadable)?;
        profile.check()?;
        Ok(profile)
    }

    /// The profile with some parameters replaced by an election's own, by name.
    ///
    /// # Errors
    /// [`ProfileError`] if a name is no parameter, or the value makes no sense for it.
    pub fn with(&self, overrides: &BTreeMap<String, toml::Value>) -> Result<Self, ProfileError> {
        if overrides.is_empty() {
            return Ok(self.clone());
        }
        let mut table =
            toml::Table::try_from(self).map_err(|error| ProfileError::Text { message: error.to_string() })?;
        for (key, value) in overrides {
            let value = match value {
                toml::Value::Datetime(date) => toml::Value::String(date.to_string()),
                other => other.clone(),
            };
            let fixed = ["name", "in_force_from", "sources"].contains(&key.as_str());
            if fixed || table.insert(key.clone(), value).is_none() {
                return Err(ProfileError::Text {
                    message: format!("there is no parameter `{key}` to override"),
                });
            }
        }
        let profile: Self = table.try_into().map_err(unreadable)?;
        profile.check()?;
        Ok(profile)
    }

    /// The most deputies of a constituency (T2).
    pub fn seat_limits(&self) -> SeatLimits {
        SeatLimits { national: self.national_seats_max, council: self.council_seats_max }
    }

    fn check(&self) -> Result<(), ProfileError> {
        let ranges = [
            ("voting_age_years", self.voting_age_years, 1, 100),
            ("temporary_residence_months", self.temporary_residence_months, 0, 1200),
            ("temporary_lapse_months", self.temporary_lapse_months, 1, 1200),
            ("join_gap_days", self.join_gap_days, 0, 366),
            ("broken_gap_days", self.broken_gap_days, 0, 366),
            ("posting_days_before", self.posting_days_before, 1, 365),
            ("complaint_days", self.complaint_days, 1, 365),
            ("complaint_settled_days", self.complaint_settled_days, 1, 365),
            ("suit_days_before", self.suit_days_before, 0, 365),
            ("change_hours_before", self.change_hours_before, 0, 720),
            ("area_voters_min", self.area_voters_min, 0, self.area_voters_max),
            ("area_voters_max", self.area_voters_max, 1, 1_000_000),
            ("care_area_voters_min", self.care_area_voters_min, 0, self.area_voters_max),
            ("national_seats_max", self.national_seats_max, 1, 100),
            ("council_seats_max", self.council_seats_max, 1, 100),
            ("constituency_deviation_percent", self.constituency_deviation_percent, 1, 1_000),
            ("elderly_age_years", self.elderly_age_years, self.voting_age_years, 130),
            ("tripwire_batch_removals", self.tripwire_batch_removals, 0, u32::MAX),
            ("tripwire_area_percent", self.tripwire_area_percent, 0, 100),
            ("tripwire_area_floor", self.tripwire_area_floor, 0, u32::MAX),
            ("tripwire_household", self.tripwire_household, 1, u32::MAX),
            ("tripwire_hamlet", self.tripwire_hamlet, 1, u32::MAX),
        ];
        for (key, value, least, most) in ranges {
            if !(least..=most).contains(&value) {
                return Err(self.nonsense(key, value.to_string(), "it is out of its range"));
            }
        }
        let switches =
            ["certificate_at_temporary", "temporary_only_needs_wish", "organisation_communal_ballot"];
        let keys = ranges.iter().map(|(key, ..)| *key).chain(switches);
        if let Some(key) = keys.into_iter().find(|key| !self.sources.contains_key(*key)) {
            return Err(ProfileError::NoSource { name: self.name.clone(), key: key.to_owned() });
        }
        if self.first_time_born_until < self.first_time_born_from {
            let value = self.first_time_born_until.to_string();
            return Err(self.nonsense(
                "first_time_born_until",
                value,
                "it must not be before first_time_born_from",
            ));
        }
        Ok(())
    }

    fn nonsense(&self, key: &'static str, value: String, expected: &'static str) -> ProfileError {
        ProfileError::Nonsense { name: self.name.clone(), key, value, expected }
    }
}

/// What databases of earlier editions do not tell.
fn deviation_of_early_profiles() -> u32 {
    25
}

fn unreadable(error: toml::de::Error) -> ProfileError {
    ProfileError::Text { message: error.to_string().trim_end().to_owned() }
}
