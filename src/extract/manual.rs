//! The manual queue (D2): persons without a personal number, with likely matches, for somebody to look into. They are
//! never merged by the program.

use super::cell;
use super::error::ExtractError;
use super::header::Header;
use super::record::{Cells, push_number, push_text};
use super::row::{RawCell, RawRow};
use super::schema::{Kind, PERSONS};
use super::sort::{Records, Sorted, Sorter};
use crate::people::{PartialDate, Person, PersonalNumber, Sex, match_key, nfc};
use std::collections::BTreeSet;
use std::fmt;
use std::path::{Path, PathBuf};

/// The most likely matches that are told of one row.
const MATCHES_MAX: usize = 5;

/// A row of the persons that has no personal number.
#[derive(Clone, PartialEq, Eq)]
pub struct ManualQueueRow {
    pub line: u64,
    /// Name, birth date and sex as the row has them; in canonical form where they can be read.
    pub full_name: String,
    pub birth_date: String,
    pub sex: String,
    /// Persons of equal name, birth date and sex, the lowest numbers; at most five.
    pub matches: Vec<PersonalNumber>,
}

/// Tells where, not whom.
impl fmt::Debug for ManualQueueRow {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "ManualQueueRow(line {}, {} matches)", self.line, self.matches.len())
    }
}

/// The manual queue in the order of the lines.
#[derive(Debug)]
pub struct ManualQueue {
    sorted: Sorted,
}

impl ManualQueue {
    /// How many rows wait.
    pub fn count(&self) -> u64 {
        self.sorted.count()
    }

    /// The rows from the first on.
    ///
    /// # Errors
    /// [`ExtractError`] if the scratch folder fails.
    pub fn iter(
        &mut self,
    ) -> Result<impl Iterator<Item = Result<ManualQueueRow, ExtractError>>, ExtractError> {
        self.sorted.rewind()?;
        let sorted = &mut self.sorted;
        Ok(std::iter::from_fn(move || {
            let (_, payload) = sorted.current()?;
            let row = decode(payload).ok_or(ExtractError::ScratchDamaged { table: PERSONS.name });
            Some(sorted.advance().map_err(ExtractError::from).and(row))
        }))
    }
}

fn decode(payload: &[u8]) -> Option<ManualQueueRow> {
    let mut cells = Cells::of(payload)?;
    Some(ManualQueueRow {
        line: cells.number()?,
        full_name: cells.text()?.into(),
        birth_date: cells.text()?.into(),
        sex: cells.text()?.into(),
        matches: std::iter::from_fn(|| PersonalNumber::parse(cells.text()?).ok()).collect(),
    })
}

/// Gathers the queue while the persons are read, and its matches while they are joined.
pub(super) struct ManualQueueWriter {
    scratch: PathBuf,
    memory: usize,
    rows: Sorter,
    matches: Sorter,
    births: Births,
    key: Vec<u8>,
}

/// Birth dates and sexes of the rows in the queue: persons with others need no closer look.
#[derive(Debug, Default)]
pub(super) struct Births(BTreeSet<(PartialDate, Sex)>);

impl Births {
    /// The key under which a person is a likely match of a row, if there may be one.
    pub(super) fn key(&self, person: &Person) -> Option<Vec<u8>> {
        self.0.contains(&(person.birth_date, person.sex)).then(|| {
            let mut key = Vec::new();
            push_key(&mut key, &person.full_name, person.birth_date, person.sex);
            key
        })
    }
}

impl ManualQueueWriter {
    pub(super) fn new(scratch: &Path, memory: usize) -> Self {
        Self {
            rows: Sorter::new(scratch, memory),
            matches: Sorter::new(scratch, memory),
            births: Births::default(),
            key: Vec::new(),
            scratch: scratch.into(),
            memory,
        }
    }

    /// Puts a row of the persons into the queue.
    pub(super) fn add(&mut self, header: &Header, row: &dyn RawRow) -> Result<(), ExtractError> {
        let cell = |name: &str| {
            let at = PERSONS.columns.iter().position(|column| column.name == name)?;
            Some((PERSONS.columns[at].kind, row.cell(header.places[at]?)))
        };
        let [name, birth, sex] = ["full_name", "birth_date", "sex"].map(|name| canonical(cell(name)));
        self.key.clear();
        let parsed = super::moment::date(&birth).ok().zip(Sex::parse(&sex));
        if let Some((birth, sex)) = parsed.filter(|_| !name.is_empty()) {
            self.births.0.insert((birth, sex));
            push_key(&mut self.key, &name, birth, sex);
        }
        let mut payload = Vec::new();
        push_number(&mut payload, row.line());
        for text in [&name, &birth, &sex] {
            push_text(&mut payload, text);
        }
        Ok(self.rows.push(&self.key, &payload)?)
    }

    /// Gives away what tells which persons may match a row; all rows are in the queue.
    pub(super) fn births(&mut self) -> Births {
        std::mem::take(&mut self.births)
    }

    /// Takes numbers of persons under their [keys](Births::key); they come in the order of the numbers.
    pub(super) fn offer(&mut self, matches: &Records) -> Result<(), ExtractError> {
        Ok(self.matches.extend(matches)?)
    }

    /// The queue with its matches.
    pub(super) fn finish(self) -> Result<ManualQueue, ExtractError> {
        let mut queue = Sorter::new(&self.scratch, self.memory);
        let mut rows = self.rows.finish()?;
        let mut matches = self.matches.finish()?;
        let mut found: (Vec<u8>, Vec<String>) = (Vec::new(), Vec::new());
        while let Some((key, payload)) = rows.current() {
            if found.0 != key {
                found = (key.to_vec(), matches_of(&mut matches, key)?);
            }
            let line = Cells::of(payload).and_then(|mut cells| cells.number()).unwrap_or_default();
            let mut row = payload.to_vec();
            for number in &found.1 {
                push_text(&mut row, number);
            }
            queue.push(&line.to_be_bytes(), &row)?;
            rows.advance()?;
        }
        Ok(ManualQueue { sorted: queue.finish()? })
    }
}

/// The first numbers under `key`; lower keys are passed over.
fn matches_of(matches: &mut Sorted, key: &[u8]) -> Result<Vec<String>, ExtractError> {
    let mut numbers = Vec::new();
    while let Some((found, number)) = matches.current().filter(|(found, _)| *found <= key) {
        if found == key && numbers.len() < MATCHES_MAX {
            numbers.push(String::from_utf8_lossy(number).into_owned());
        }
        matches.advance()?;
    }
    Ok(numbers)
}

fn push_key(out: &mut Vec<u8>, name: &str, birth: PartialDate, sex: Sex) {
    push_text(out, &birth.to_string());
    push_text(out, sex.as_str());
    out.extend_from_slice(match_key(name).as_bytes());
}

/// The canonical text of a cell, or its own text where it has none.
fn canonical(cell: Option<(Kind, RawCell<'_>)>) -> String {
    let Some((kind, raw)) = cell else { return String::new() };
    let mut out = Vec::new();
    let canonical = cell::push(kind, raw, &mut out).ok().and_then(|()| String::from_utf8(out).ok());
    let text = canonical.unwrap_or_else(|| super::reject::shown(&nfc(&cell::text(raw))));
    match kind {
        Kind::One(_) => Sex::parse(&text).map_or(text, |sex| sex.as_str().into()),
        _ => text,
    }
}
