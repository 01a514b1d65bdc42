//! What an extract says of itself where no `datapackage.json` lies beside its tables: two small tables more, `extract` (one row:
//! `as_of`, `mode`, `base`, `document_no`) and `election` (a row a key: `key`, `value`), or what somebody gave instead.

use super::cell;
use super::election::{self, ElectionTerms};
use super::error::ExtractError;
use super::lines::{Lines, Step};
use super::moment;
use super::package::{Described, Mode};
use super::row::RawRow;
use super::source::{Content, Source, Text};
use crate::people::{PartialDate, SnapshotId};
use chrono::NaiveDate;
use std::path::Path;

/// The names of the two tables.
pub const OF_EXTRACT: &str = "extract";
pub const OF_ELECTION: &str = "election";
/// The most rows of either.
const ROWS_MAX: usize = 1_000;
/// The keys of an election that are texts, whatever they look like.
const TEXTS: [&str; 5] = ["id", "title", "term", "rule_profile", "form_profile"];

/// What somebody gave, which comes before what the tables say.
#[derive(Debug, Clone, Default)]
pub struct Given {
    pub as_of: Option<NaiveDate>,
    pub terms: Option<ElectionTerms>,
}

/// The two tables, where they are.
#[derive(Debug, Default)]
pub struct Beside {
    pub extract: Option<Box<dyn Source>>,
    pub election: Option<Box<dyn Source>>,
}

/// Reads what an extract says of itself; `place` is what it is called in errors.
///
/// # Errors
/// [`ExtractError`] if a table cannot be read, the day is told nowhere, or a value cannot be used.
pub fn describe(place: &str, beside: &Beside, given: Given) -> Result<Described, ExtractError> {
    let lines = beside.extract.as_deref().map(rows).transpose()?.unwrap_or_default();
    let told = |column: &str| {
        let at = lines.first()?.iter().position(|name| name.eq_ignore_ascii_case(column))?;
        lines.get(1)?.get(at).map(String::as_str).filter(|text| !text.is_empty())
    };
    let shown = beside.extract.as_ref().map_or(place, |source| source.shown());
    let wrong = |what: String| ExtractError::DataPackage { path: shown.into(), what };
    let day = |text: &str| moment::date(text).ok().filter(PartialDate::is_full).map(|date| date.first());
    let as_of = match (given.as_of, told("as_of")) {
        (Some(day), _) => day,
        (None, Some(text)) => {
            // A database tells a moment where it keeps one.
            let day = day(text).or_else(|| moment::moment(text).map(|moment| moment.date()));
            day.ok_or_else(|| wrong("as_of phải là ngày của dữ liệu, ví dụ 2026-01-20 / as_of must be the day of the extract, such as 2026-01-20".into()))?
        }
        (None, None) => return Err(ExtractError::NoDay { place: place.into() }),
    };
    let mode = match (told("mode"), told("base")) {
        (None | Some("full"), _) => Mode::Full,
        (Some("delta"), Some(base)) => {
            let base = SnapshotId::parse(base)
                .map_err(|why| wrong(format!("base không phải mã của một bản dữ liệu / base: {why}")))?;
            Mode::Delta { base: base.as_str().to_owned() }
        }
        (Some("delta"), None) => {
            return Err(wrong("thiếu base: bản thay đổi phải nêu bản mà nó nối tiếp / base is missing; a delta names the snapshot it changes".into()));
        }
        (Some(_), _) => {
            return Err(wrong(
                "mode phải là full (đầy đủ) hoặc delta (thay đổi) / mode must be full or delta".into(),
            ));
        }
    };
    let terms = match (given.terms, &beside.election) {
        (Some(terms), _) => Some(terms),
        (None, Some(source)) => Some(terms_of(source.as_ref())?),
        (None, None) => None,
    };
    match (&mode, &terms) {
        (Mode::Full, None) => Err(ExtractError::NoElection { place: place.into() }),
        _ => Ok(Described { as_of, mode, document_no: told("document_no").map(str::to_owned), terms }),
    }
}

/// The election that rows of keys and values tell.
fn terms_of(source: &dyn Source) -> Result<ElectionTerms, ExtractError> {
    let mut table = toml::Table::new();
    for row in rows(source)? {
        let [key, value, ..] = row.as_slice() else { continue };
        let is_header = key == "key" && value == "value";
        if !(key.is_empty() || value.is_empty() || is_header) {
            table.insert(key.clone(), value_of(key, value));
        }
    }
    election::parse(Path::new(source.shown()), &table.to_string())
}

/// A value as `election.toml` would hold it: a list of several words, a number or truth of the clock, a day or a text.
fn value_of(key: &str, text: &str) -> toml::Value {
    let bare = || format!("value = {text}").parse::<toml::Table>().ok()?.remove("value");
    match key {
        key if TEXTS.contains(&key) => toml::Value::String(text.to_owned()),
        "levels" if !text.starts_with('[') => {
            let words = text.split([';', ',']).map(|word| toml::Value::String(word.trim().to_owned()));
            toml::Value::Array(words.collect())
        }
        _ => bare().unwrap_or_else(|| toml::Value::String(text.to_owned())),
    }
}

/// The rows of a small table, as texts.
fn rows(source: &dyn Source) -> Result<Vec<Vec<String>>, ExtractError> {
    let texts = |row: &dyn RawRow| -> Vec<String> {
        (0..row.width()).map(|at| cell::text(row.cell(at)).trim().to_owned()).collect()
    };
    let mut all = Vec::new();
    match source.open()?.0 {
        Content::Sheet(mut sheet) => sheet.each_row(&mut |row| {
            if all.len() < ROWS_MAX {
                all.push(texts(row));
            }
            Ok(())
        })?,
        Content::Text(Text { stream, separator, extra, .. }) => {
            let mut lines = Lines::new(stream, separator, extra);
            while all.len() < ROWS_MAX {
                match lines.step().map_err(|error| error.told(source.shown()))? {
                    Step::Row => all.push(texts(&lines)),
                    Step::Broken(_) => {}
                    Step::End => break,
                }
            }
        }
    }
    Ok(all)
}
