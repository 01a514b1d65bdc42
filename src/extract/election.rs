//! `election.toml`: the election an extract is made for, and overrides of the clock.

use super::error::ExtractError;
use super::nearest::nearest;
use crate::law::{Election, FormProfile};
use crate::people::{ElectionId, nfc, printable};
use crate::territory::{Level, Levels};
use chrono::{Days, NaiveDate, NaiveTime};
use std::collections::BTreeMap;
use std::path::Path;

/// Keys of the election itself.
const KEYS: [&str; 10] = [
    "id",
    "title",
    "term",
    "election_day",
    "opens_at",
    "closes_at",
    "posted_on",
    "levels",
    "rule_profile",
    "form_profile",
];

/// Parameters of the rule profile that an election may override, in the table `[clock]` or beside the other keys.
pub const CLOCK_KEYS: [&str; 29] = [
    "voting_age_years",
    "temporary_residence_months",
    "temporary_lapse_months",
    "join_gap_days",
    "broken_gap_days",
    "certificate_at_temporary",
    "temporary_only_needs_wish",
    "organisation_communal_ballot",
    "posting_days_before",
    "complaint_days",
    "complaint_settled_days",
    "suit_days_before",
    "change_hours_before",
    "area_voters_min",
    "area_voters_max",
    "care_area_voters_min",
    "national_seats_max",
    "council_seats_max",
    "constituency_deviation_percent",
    "first_time_born_from",
    "first_time_born_until",
    "elderly_age_years",
    "tripwire_batch_removals",
    "tripwire_area_percent",
    "tripwire_area_floor",
    "tripwire_household",
    "tripwire_hamlet",
    "posted_copy",
    "card_id",
];

/// Days before election day on which lists are posted where the file says nothing (Art. 32).
const POSTED_DAYS_BEFORE: u64 = 40;

/// What `election.toml` says: the election, and how it departs from its rule profile.
#[derive(Debug, Clone, PartialEq)]
pub struct ElectionTerms {
    pub election: Election,
    /// Parameters of the rule profile that the election overrides, by name, unchecked.
    pub clock: BTreeMap<String, toml::Value>,
}

/// Reads the text of `election.toml`; `path` is for errors.
///
/// # Errors
/// [`ExtractError`] if the text is not TOML, a key is unknown or missing, or a value cannot be used.
pub(super) fn parse(path: &Path, text: &str) -> Result<ElectionTerms, ExtractError> {
    let table: toml::Table = text.parse().map_err(|error: toml::de::Error| ExtractError::ElectionText {
        path: path.into(),
        line: error.span().map(|span| 1 + text[..span.start.min(text.len())].matches('\n').count()),
        what: format!("not TOML: {}", error.to_string().trim_end()),
    })?;
    let keys = Keys { path, table: &table };
    let clock = keys.clock()?;
    let election_day = keys.date("election_day")?.ok_or_else(|| keys.missing("election_day"))?;
    let hour = |hour| NaiveTime::from_hms_opt(hour, 0, 0).expect("a whole hour below 24");
    let posted_on = match keys.date("posted_on")? {
        Some(date) => date,
        None => election_day - Days::new(POSTED_DAYS_BEFORE),
    };
    let election = Election {
        id: keys.id(text)?.as_str().to_owned(),
        title: keys.text("title")?.ok_or_else(|| keys.missing("title"))?,
        term: keys.text("term")?.ok_or_else(|| keys.missing("term"))?,
        election_day,
        opens_at: keys.hour("opens_at")?.unwrap_or(hour(7)),
        closes_at: keys.hour("closes_at")?.unwrap_or(hour(19)),
        posted_on,
        levels: keys.levels()?,
        rule_profile: keys.text("rule_profile")?.unwrap_or_else(|| "2026".into()),
        form_profile: keys.form_profile()?,
    };
    Ok(ElectionTerms { election, clock })
}

/// The text of an `election.toml` that says the same.
pub fn text(terms: &ElectionTerms) -> String {
    let ElectionTerms { election, clock } = terms;
    let hour = |time: NaiveTime| time.format("%H:%M:%S").to_string();
    let texts = [
        ("id", election.id.clone()),
        ("title", election.title.clone()),
        ("term", election.term.clone()),
        ("election_day", election.election_day.to_string()),
        ("opens_at", hour(election.opens_at)),
        ("closes_at", hour(election.closes_at)),
        ("posted_on", election.posted_on.to_string()),
        ("rule_profile", election.rule_profile.clone()),
        ("form_profile", election.form_profile.as_str().to_owned()),
    ];
    let mut table: toml::Table =
        texts.into_iter().map(|(key, text)| (key.to_owned(), toml::Value::String(text))).collect();
    let levels = election.levels.iter().map(|level| toml::Value::String(level.as_str().to_owned()));
    table.insert("levels".to_owned(), toml::Value::Array(levels.collect()));
    if !clock.is_empty() {
        let clock = clock.iter().map(|(key, value)| (key.clone(), value.clone())).collect();
        table.insert("clock".to_owned(), toml::Value::Table(clock));
    }
    table.to_string()
}

struct Keys<'a> {
    path: &'a Path,
    table: &'a toml::Table,
}

impl Keys<'_> {
    /// Overrides under `[clock]` and beside the election's keys; any other key is an error.
    fn clock(&self) -> Result<BTreeMap<String, toml::Value>, ExtractError> {
        let mut clock = BTreeMap::new();
        for (key, value) in self.table {
            if KEYS.contains(&key.as_str()) {
                continue;
            }
            match (key.as_str(), value) {
                ("clock", toml::Value::Table(inner)) => {
                    for (key, value) in inner {
                        self.known_parameter(key)?;
                        clock.insert(key.clone(), value.clone());
                    }
                }
                ("clock", other) => return Err(self.value("clock", other, "a table [clock] of parameters")),
                _ => {
                    self.known_parameter(key)?;
                    clock.entry(key.clone()).or_insert_with(|| value.clone());
                }
            }
        }
        Ok(clock)
    }

    fn known_parameter(&self, key: &str) -> Result<(), ExtractError> {
        if CLOCK_KEYS.contains(&key) {
            return Ok(());
        }
        let nearest = nearest(key, KEYS.iter().chain(&CLOCK_KEYS).copied());
        Err(ExtractError::ElectionKey { path: self.path.into(), key: key.into(), nearest })
    }

    fn missing(&self, key: &'static str) -> ExtractError {
        let what = match key {
            "id" => "a short name for the election, such as \"bau-cu-2026\"",
            "title" => "the title printed on lists and cards",
            "term" => "the term, such as \"nhiệm kỳ 2026–2031\"",
            _ => "the day of the election, such as 2026-03-15",
        };
        ExtractError::ElectionMissing { path: self.path.into(), key, what }
    }

    fn value(&self, key: &'static str, value: &toml::Value, expected: &'static str) -> ExtractError {
        ExtractError::ElectionValue { path: self.path.into(), key, value: shown(value), expected }
    }

    /// The election's id; `text` is that of the file.
    fn id(&self, text: &str) -> Result<ElectionId, ExtractError> {
        // An id is told where it stands, whatever is wrong with it.
        let value = match self.table.get("id") {
            Some(toml::Value::String(id)) if !id.trim().is_empty() => nfc(id),
            Some(_) | None => self.text("id")?.ok_or_else(|| self.missing("id"))?.to_string(),
        };
        ElectionId::parse(&value).map_err(|why| {
            let is_key = |line: &str| {
                let rest = line.trim_start().strip_prefix("id").map(str::trim_start);
                rest.is_some_and(|rest| rest.starts_with('='))
            };
            let line = text.lines().position(is_key).map_or(1, |at| at as u64 + 1);
            ExtractError::ElectionId {
                path: self.path.into(),
                line,
                value: value.chars().take(80).collect(),
                why,
            }
        })
    }

    fn text(&self, key: &'static str) -> Result<Option<String>, ExtractError> {
        match self.table.get(key) {
            None => Ok(None),
            Some(value @ toml::Value::String(text)) => match printable(text) {
                Ok(text) => Ok(Some(text).filter(|text| !text.is_empty())),
                Err(_) => Err(self.value(key, value, "a text without control characters")),
            },
            Some(toml::Value::Integer(number)) if key.ends_with("_profile") => Ok(Some(number.to_string())),
            Some(other) => Err(self.value(key, other, "a text in quotation marks")),
        }
    }

    fn date(&self, key: &'static str) -> Result<Option<NaiveDate>, ExtractError> {
        let expected = "a whole date such as 2026-03-15";
        let Some(value) = self.table.get(key) else { return Ok(None) };
        let found = match value {
            toml::Value::Datetime(moment) if moment.time.is_none() => moment.date.and_then(|date| {
                NaiveDate::from_ymd_opt(i32::from(date.year), u32::from(date.month), u32::from(date.day))
            }),
            toml::Value::String(text) => crate::people::PartialDate::parse(text.trim())
                .ok()
                .filter(crate::people::PartialDate::is_full)
                .map(|date| date.first()),
            _ => None,
        };
        let usable = |date: &NaiveDate| crate::people::YEARS.contains(&chrono::Datelike::year(date));
        found.filter(usable).map(Some).ok_or_else(|| self.value(key, value, expected))
    }

    fn hour(&self, key: &'static str) -> Result<Option<NaiveTime>, ExtractError> {
        let expected = "an hour of the day such as 07:00";
        let Some(value) = self.table.get(key) else { return Ok(None) };
        let found = match value {
            toml::Value::Datetime(moment) if moment.date.is_none() => moment.time.and_then(|time| {
                let second = u32::from(time.second.unwrap_or(0));
                NaiveTime::from_hms_opt(u32::from(time.hour), u32::from(time.minute), second)
            }),
            toml::Value::String(text) => super::moment::hour(text.trim()),
            _ => None,
        };
        found.map(Some).ok_or_else(|| self.value(key, value, expected))
    }

    /// The forms it prints; the latest where it names none.
    fn form_profile(&self) -> Result<FormProfile, ExtractError> {
        let Some(name) = self.text("form_profile")? else { return Ok(FormProfile::LATEST) };
        let known = FormProfile::ALL.into_iter().find(|profile| profile.as_str() == name);
        known.ok_or_else(|| {
            self.value(
                "form_profile",
                &toml::Value::String(name),
                "the name of known forms: \"2026\" or \"2026-draft\"",
            )
        })
    }

    fn levels(&self) -> Result<Levels, ExtractError> {
        let expected = "a list of \"national\", \"provincial\", \"communal\"";
        let Some(value) = self.table.get("levels") else { return Ok(Levels::ALL) };
        let words = match value {
            toml::Value::Array(words) => words.as_slice(),
            other => return Err(self.value("levels", other, expected)),
        };
        let mut levels = Levels::NONE;
        for word in words {
            let text = word.as_str().map(|text| text.trim().to_lowercase()).unwrap_or_default();
            let level = Level::ALL.into_iter().find(|level| level.as_str() == text);
            levels = levels.with(level.ok_or_else(|| self.value("levels", word, expected))?);
        }
        if levels.is_empty() { Err(self.value("levels", value, expected)) } else { Ok(levels) }
    }
}

/// A value as an error shows it: short, on one line.
fn shown(value: &toml::Value) -> String {
    let text = match value {
        toml::Value::String(text) => format!("{text:?}"),
        toml::Value::Table(_) => "a table".into(),
        toml::Value::Array(items) => format!("a list of {}", items.len()),
        toml::Value::Integer(number) => number.to_string(),
        toml::Value::Float(number) => number.to_string(),
        toml::Value::Boolean(truth) => truth.to_string(),
        toml::Value::Datetime(moment) => moment.to_string(),
    };
    text.chars().take(80).collect()
}
