//! The book a reading keeps: counts of rows by file, rejects and findings, spilled to scratch and put in order.

use super::error::ExtractError;
use super::facts::PERSONS_AT;
use super::finding::{Finding, FindingRule};
use super::package::Extract;
use super::record::{Cells, push_text};
use super::reject::{Cause, Reject, shown};
use super::schema::TABLES;
use super::sort::{Sorted, Sorter};
use super::unread::UnreadPeople;
use super::written::{ToldNames, Written};
use crate::people::{CommuneCode, PersonalNumber};
use serde::Serialize;
use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

/// How many rows of a file were read and what became of them: `read = accepted + rejected`.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize)]
pub struct FileCount {
    pub table: &'static str,
    /// The file or sheet, relative to the extract's folder.
    pub file: String,
    pub read: u64,
    pub accepted: u64,
    pub rejected: u64,
}

/// How many rejects of a table, and findings of a table and rule, are told row by row.
pub(super) const TOLD_MAX: u64 = 100_000;

/// The place of findings that belong to no table, behind all tables.
pub(super) const NO_TABLE: usize = TABLES.len();
/// The place of findings on outlines, behind those.
pub(super) const SHAPES: usize = NO_TABLE + 1;

/// What a finding says, before it is in the book.
#[derive(Debug, Clone, Copy)]
pub(super) struct Note<'a> {
    pub rule: FindingRule,
    pub table: usize,
    pub line: u64,
    pub commune: Option<&'a CommuneCode>,
    pub subject: &'a str,
    pub value: &'a str,
}

pub(super) struct Book {
    files: Vec<String>,
    counts: Vec<FileCount>,
    /// How many rejects of each table are told row by row.
    told: Vec<u64>,
    rejects: Sorter,
    findings: Sorter,
    by_rule: BTreeMap<FindingRule, u64>,
    payload: Vec<u8>,
    pub(super) unread: UnreadPeople,
    /// Columns of dates whose days and months seem exchanged, by table and column.
    exchanged: BTreeSet<(usize, usize)>,
    /// Communes that rows name and the extract does not hold.
    outside: BTreeSet<CommuneCode>,
    pub(super) written: Written,
}

/// A row that is rejected, before it is in the book.
#[derive(Debug, Clone, Copy)]
pub(super) struct Rejected<'a> {
    pub table: usize,
    pub line: u64,
    /// The column that is wrong, by its place in the schema.
    pub column: Option<usize>,
    pub value: &'a str,
    pub cause: &'a Cause,
    pub person: Option<PersonalNumber>,
    /// The commune that the row itself names.
    pub commune: Option<&'a CommuneCode>,
    /// The cells by the names of their columns.
    pub row: &'a str,
}

impl Book {
    pub(super) fn new(extract: &Extract, scratch: &Path, memory: usize) -> Self {
        let file = |at: usize| {
            extract.located.tables.get(&at).map(|place| place.shown().to_owned()).unwrap_or_default()
        };
        let files: Vec<String> = (0..TABLES.len()).map(file).collect();
        let count = |(table, file): (&&super::schema::Table, &String)| FileCount {
            table: table.name,
            file: file.clone(),
            ..FileCount::default()
        };
        Self {
            counts: TABLES.iter().zip(&files).map(count).collect(),
            told: vec![0; files.len()],
            files,
            rejects: Sorter::new(scratch, memory),
            findings: Sorter::new(scratch, memory),
            by_rule: BTreeMap::new(),
            payload: Vec::new(),
            unread: UnreadPeople::default(),
            exchanged: BTreeSet::new(),
            outside: BTreeSet::new(),
            written: Written::default(),
        }
    }

    /// Notes a column of dates whose days and months seem exchanged.
    pub(super) fn exchange(&mut self, table: usize, column: usize) {
        self.exchanged.insert((table, column));
    }

    /// Whether days and months of a column seem exchanged.
    pub(super) fn is_exchanged(&self, table: usize, column: usize) -> bool {
        self.exchanged.contains(&(table, column))
    }

    /// Notes a commune that a row names and the extract does not hold.
    pub(super) fn outside(&mut self, code: &CommuneCode) {
        if !self.outside.contains(code) {
            self.outside.insert(code.clone());
        }
    }

    pub(super) fn read(&mut self, table: usize) {
        self.counts[table].read += 1;
    }

    pub(super) fn accepted(&mut self, table: usize) {
        self.counts[table].accepted += 1;
    }

    /// Enters a row as rejected. Behind [`TOLD_MAX`] rows of a table, the rest is counted: a file of nothing but line breaks
    /// would make a report a hundred times its size.
    pub(super) fn reject(&mut self, rejected: Rejected<'_>) -> Result<(), ExtractError> {
        let Rejected { table, line, column, value, cause, person, commune, row } = rejected;
        self.counts[table].rejected += 1;
        if self.told[table] >= TOLD_MAX {
            return Ok(());
        }
        self.told[table] += 1;
        let name = column.and_then(|at| TABLES[table].columns.get(at)).map_or("", |column| column.name);
        self.payload.clear();
        push_text(&mut self.payload, &shown(value));
        push_text(&mut self.payload, cause.rule());
        push_text(&mut self.payload, &cause.message(name));
        push_text(&mut self.payload, person.as_ref().map_or("", PersonalNumber::as_str));
        push_text(&mut self.payload, commune.map_or("", CommuneCode::as_str));
        push_text(&mut self.payload, row);
        Ok(self.rejects.push(&place(table, line, column.map_or(0, |at| at + 1)), &self.payload)?)
    }

    /// Takes back an acceptance: the row is entered as rejected after all.
    pub(super) fn reject_after_all(&mut self, rejected: Rejected<'_>) -> Result<(), ExtractError> {
        self.counts[rejected.table].accepted -= 1;
        self.reject(rejected)
    }

    pub(super) fn note(&mut self, note: Note<'_>) -> Result<(), ExtractError> {
        *self.by_rule.entry(note.rule).or_default() += 1;
        self.payload.clear();
        push_text(&mut self.payload, note.commune.map_or("", CommuneCode::as_str));
        push_text(&mut self.payload, note.subject);
        push_text(&mut self.payload, &shown(note.value));
        let rule = FindingRule::ALL.iter().position(|rule| *rule == note.rule).unwrap_or_default();
        Ok(self.findings.push(&place(note.table, note.line, rule), &self.payload)?)
    }

    /// Takes over what was entered in another book on the same extract.
    pub(super) fn absorb(&mut self, other: Self) -> Result<(), ExtractError> {
        for (count, others) in self.counts.iter_mut().zip(&other.counts) {
            count.read += others.read;
            count.accepted += others.accepted;
            count.rejected += others.rejected;
        }
        for (told, others) in self.told.iter_mut().zip(&other.told) {
            *told += others;
        }
        for (entries, others) in [(&mut self.rejects, other.rejects), (&mut self.findings, other.findings)] {
            let mut others = others.finish()?;
            while let Some((key, payload)) = others.current() {
                entries.push(key, payload)?;
                others.advance()?;
            }
        }
        for (rule, count) in other.by_rule {
            *self.by_rule.entry(rule).or_default() += count;
        }
        self.unread.absorb(other.unread);
        self.exchanged.extend(other.exchanged);
        self.outside.extend(other.outside);
        self.written.absorb(other.written);
        Ok(())
    }

    /// Closes the book: the counts must add up.
    pub(super) fn close(mut self) -> Result<Closed, ExtractError> {
        for ToldNames { rule, commune, line, value } in std::mem::take(&mut self.written).told() {
            let subject = commune.as_ref().map_or("", CommuneCode::as_str);
            self.note(Note {
                rule,
                table: PERSONS_AT,
                line,
                commune: commune.as_ref(),
                subject,
                value: &value,
            })?;
        }
        for FileCount { file, read, accepted, rejected, .. } in &self.counts {
            if *read != accepted + rejected {
                let (file, read, accepted, rejected) = (file.clone(), *read, *accepted, *rejected);
                return Err(ExtractError::Unbalanced { file, read, accepted, rejected });
            }
        }
        let untold = self
            .counts
            .iter()
            .zip(&self.told)
            .map(|(count, told)| Untold { file: count.file.clone(), rows: count.rejected - told });
        let untold = untold.filter(|untold| untold.rows > 0).collect();
        let counts = self.counts.into_iter().filter(|count| !count.file.is_empty()).collect();
        let unattributed = self.unread.unattributed;
        let (unread, communes) = self.unread.finish();
        Ok(Closed {
            counts,
            rejects: Rejects { sorted: self.rejects.finish()?, files: self.files.clone(), untold, communes },
            findings: Findings {
                sorted: self.findings.finish()?,
                files: self.files,
                by_rule: self.by_rule,
                after: Vec::new(),
            },
            unread,
            unattributed,
            outside: self.outside,
        })
    }
}

pub(super) struct Closed {
    pub counts: Vec<FileCount>,
    pub rejects: Rejects,
    pub findings: Findings,
    pub unread: BTreeSet<PersonalNumber>,
    pub unattributed: u64,
    /// Communes that rows name and the extract does not hold.
    pub outside: BTreeSet<CommuneCode>,
}

/// The key of an entry: table, line, column or rule.
fn place(table: usize, line: u64, column: usize) -> [u8; 10] {
    let mut key = [0; 10];
    key[0] = u8::try_from(table).unwrap_or(u8::MAX);
    key[1..9].copy_from_slice(&line.to_be_bytes());
    key[9] = u8::try_from(column).unwrap_or(u8::MAX);
    key
}

/// Table, line, and column or rule of a key.
fn place_of(key: &[u8]) -> Option<(usize, u64, usize)> {
    let (table, rest) = key.split_first()?;
    let (line, column) = rest.split_first_chunk::<8>()?;
    Some((usize::from(*table), u64::from_be_bytes(*line), usize::from(*column.first()?)))
}

/// The rows that were not accepted, in the order of the tables, lines and columns.
#[derive(Debug)]
pub struct Rejects {
    sorted: Sorted,
    files: Vec<String>,
    untold: Vec<Untold>,
    /// The communes of the people of whom rows could not be used.
    communes: BTreeMap<PersonalNumber, CommuneCode>,
}

/// Rejected rows of a file that are counted alone.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Untold {
    pub file: String,
    pub rows: u64,
}

impl Rejects {
    /// How many there are, those included that are counted alone.
    pub fn count(&self) -> u64 {
        self.sorted.count() + self.untold.iter().map(|untold| untold.rows).sum::<u64>()
    }

    /// How many more there are of each file than are told row by row.
    pub fn untold(&self) -> &[Untold] {
        &self.untold
    }

    /// The rejects that are told row by row, from the first on.
    ///
    /// # Errors
    /// [`ExtractError`] if the scratch folder fails.
    pub fn iter(&mut self) -> Result<impl Iterator<Item = Result<Reject, ExtractError>>, ExtractError> {
        self.sorted.rewind()?;
        let Self { sorted, files, communes, .. } = self;
        Ok(entries(sorted, "rejects", |key, mut cells| {
            let (table, line, column) = place_of(key)?;
            let column = column.checked_sub(1).and_then(|at| TABLES.get(table)?.columns.get(at));
            let (value, rule, message) = (cells.text()?.into(), cells.text()?.into(), cells.text()?.into());
            let personal_id = PersonalNumber::parse(cells.text()?).ok();
            let own = CommuneCode::parse(cells.text()?).ok();
            Some(Reject {
                file: files.get(table)?.clone(),
                line,
                personal_id,
                commune_code: own.or_else(|| communes.get(&personal_id?).cloned()),
                column: column.map_or("", |column| column.name),
                value,
                rule,
                message,
                row: cells.text()?.into(),
            })
        }))
    }
}

/// The findings, in the order of the tables and lines; those on whole files last.
#[derive(Debug)]
pub struct Findings {
    sorted: Sorted,
    files: Vec<String>,
    by_rule: BTreeMap<FindingRule, u64>,
    /// What was found of the rows after all were read.
    after: Vec<Finding>,
}

impl Findings {
    /// How many there are.
    pub fn count(&self) -> u64 {
        self.sorted.count() + self.after.len() as u64
    }

    /// Adds what only others can find who know more than the extract; it comes behind all the rest.
    pub fn add(&mut self, finding: Finding) {
        *self.by_rule.entry(finding.rule).or_default() += 1;
        self.after.push(finding);
    }

    /// The file or sheet of the persons.
    pub fn file_of_persons(&self) -> &str {
        self.files.get(PERSONS_AT).map_or("", String::as_str)
    }

    /// How many there are of each rule that has some.
    pub fn by_rule(&self) -> &BTreeMap<FindingRule, u64> {
        &self.by_rule
    }

    /// The findings from the first on.
    ///
    /// # Errors
    /// [`ExtractError`] if the scratch folder fails.
    pub fn iter(&mut self) -> Result<impl Iterator<Item = Result<Finding, ExtractError>>, ExtractError> {
        self.sorted.rewind()?;
        let Self { sorted, files, after, .. } = self;
        let after = after.iter().cloned().map(Ok);
        let read = entries(sorted, "findings", |key, mut cells| {
            let (table, line, rule) = place_of(key)?;
            let commune = cells.text()?;
            let subject = cells.text()?.to_owned();
            Some(Finding {
                rule: *FindingRule::ALL.get(rule)?,
                commune_code: CommuneCode::parse(commune).ok(),
                file: match table {
                    SHAPES => super::schema::SHAPES_FILE.to_owned(),
                    _ => files.get(table).cloned().unwrap_or_else(|| subject.clone()),
                },
                line: Some(line).filter(|line| *line > 0),
                subject,
                value: cells.text()?.into(),
            })
        });
        Ok(read.chain(after))
    }
}

/// The records of `sorted` as `decode` reads them.
fn entries<'a, T>(
    sorted: &'a mut Sorted,
    table: &'static str,
    decode: impl Fn(&[u8], Cells<'_>) -> Option<T> + 'a,
) -> impl Iterator<Item = Result<T, ExtractError>> + 'a {
    std::iter::from_fn(move || {
        let (key, payload) = sorted.current()?;
        let decoded = Cells::of(payload)
            .and_then(|cells| decode(key, cells))
            .ok_or(ExtractError::ScratchDamaged { table });
        Some(sorted.advance().map_err(ExtractError::from).and(decoded))
    })
}
