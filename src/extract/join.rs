//! The tables of persons read in step, each in the order of the personal numbers: all rows of a person come together.

use super::book::{Book, Note, Rejected};
use super::crowd::Crowd;
use super::error::ExtractError;
use super::facts::{OF_PERSONS, PERSONS_AT};
use super::finding::FindingRule;
use super::record::{self, Cells};
use super::reject::Cause;
use super::schema::PERSONS;
use super::shown_row;
use super::sort::Sorted;
use super::unread::UnreadTables;
use crate::people::{CommuneCode, PersonalNumber};

/// The bytes of records after which a bundle is full, some hundred persons: small enough that the memory of one is the
/// memory of the next.
const BUNDLE_BYTES: usize = 32 << 10;

/// So many rows of a person are few.
const FEW: usize = 50;

/// The tables of persons, in step.
pub(super) struct Join<'a> {
    pub tables: Vec<Sorted>,
    /// Where rows are entered that belong to nobody, or stand there twice.
    pub book: &'a mut Book,
}

/// The records of some persons, end to end, in the order of their numbers.
#[derive(Debug, Default)]
pub(super) struct Bundle {
    bytes: Vec<u8>,
    /// The table of each record, by its place among those of persons, and where the record ends.
    records: Vec<(usize, usize)>,
    persons: Vec<Person>,
    /// Records that were passed, those included that are nobody's.
    pub passed: u64,
}

/// A person of a bundle.
#[derive(Debug, Clone, Copy)]
struct Person {
    /// The first of the person's records.
    first: usize,
    is_twice: bool,
    unread: UnreadTables,
}

/// A row that is one too many of its person.
#[derive(Debug, Clone, Copy)]
struct Refused<'a> {
    table: usize,
    line: u64,
    number: PersonalNumber,
    row: &'a str,
    /// Whether it is the first that is refused of its table.
    is_first: bool,
}

/// All records of one person.
#[derive(Debug, Clone, Copy)]
pub(super) struct Rows<'a> {
    bundle: &'a Bundle,
    first: usize,
    behind: usize,
    /// Whether rows of the persons that are not the same have the number.
    pub is_twice: bool,
    /// The tables in which a row of the person could not be used.
    pub unread: UnreadTables,
}

impl Bundle {
    /// The persons, in the order of their numbers.
    pub(super) fn persons(&self) -> impl Iterator<Item = Rows<'_>> {
        self.persons.iter().enumerate().map(|(at, person)| Rows {
            bundle: self,
            first: person.first,
            behind: self.persons.get(at + 1).map_or(self.records.len(), |next| next.first),
            is_twice: person.is_twice,
            unread: person.unread,
        })
    }

    /// The bytes of all records.
    pub(super) fn size(&self) -> usize {
        self.bytes.len()
    }

    fn push(&mut self, table: usize, record: &[u8]) {
        self.bytes.extend_from_slice(record);
        self.records.push((table, self.bytes.len()));
    }

    /// The rows of the last person, from the record `first` on, as they are counted.
    fn crowd(&self, first: usize) -> Crowd {
        let mut crowd = Crowd::default();
        for at in first..self.records.len() {
            crowd.refuses(self.records[at].0, self.record(at));
        }
        crowd
    }

    fn record(&self, at: usize) -> &[u8] {
        let start = at.checked_sub(1).map_or(0, |before| self.records[before].1);
        &self.bytes[start..self.records[at].1]
    }
}

impl<'a> Rows<'a> {
    /// The records of a table, by its place among those of persons, in the order of the source.
    pub(super) fn of(self, table: usize) -> impl Iterator<Item = &'a [u8]> {
        let bundle = self.bundle;
        let is_of_table = move |at: &usize| bundle.records[*at].0 == table;
        (self.first..self.behind).filter(is_of_table).map(move |at| bundle.record(at))
    }
}

impl Join<'_> {
    /// The next persons with all their rows; `None` behind the last.
    pub(super) fn next(&mut self) -> Result<Option<Bundle>, ExtractError> {
        let mut bundle = Bundle { bytes: Vec::with_capacity(BUNDLE_BYTES + (2 << 10)), ..Bundle::default() };
        while bundle.bytes.len() < BUNDLE_BYTES && self.gather(&mut bundle)? {}
        Ok((bundle.passed > 0).then_some(bundle))
    }

    /// Adds the next person to a bundle; false behind the last.
    fn gather(&mut self, bundle: &mut Bundle) -> Result<bool, ExtractError> {
        let Some((key, record)) = self.tables[0].current() else {
            for table in 1..OF_PERSONS.len() {
                self.pass_unknown(table, None, bundle)?;
            }
            return Ok(false);
        };
        let number = std::str::from_utf8(key).ok().and_then(|key| PersonalNumber::parse(key).ok());
        let number = number.ok_or(ExtractError::ScratchDamaged { table: PERSONS.name })?;
        let first = bundle.records.len();
        bundle.push(0, record);
        self.advance(0, bundle)?;
        let is_twice = self.pass_duplicates(number, bundle)?;
        let mut unread = self.book.unread.tables_of(number);
        if is_twice {
            unread.insert(PERSONS_AT);
        }
        // Nearly everybody has few rows, which need not be counted.
        let mut crowd: Option<Crowd> = None;
        for table in 1..OF_PERSONS.len() {
            self.pass_unknown(table, Some(number), bundle)?;
            while let Some(record) = self.record_of(table, number) {
                if bundle.records.len() - first >= FEW && crowd.is_none() {
                    crowd = Some(bundle.crowd(first));
                }
                if let Some(crowd) = &mut crowd
                    && crowd.refuses(table, record)
                {
                    let (line, is_first) = (line_of(record, table)?, crowd.refused == 1);
                    let row = shown(table, record);
                    self.refuse(Refused { table, line, number, row: &row, is_first })?;
                    unread.insert(PERSONS_AT + table);
                } else {
                    bundle.push(table, record);
                }
                self.advance(table, bundle)?;
            }
        }
        bundle.persons.push(Person { first, is_twice, unread });
        Ok(true)
    }

    /// Rejects a row that is one too many of its person, who is kept, and known not to be known whole.
    fn refuse(&mut self, refused: Refused<'_>) -> Result<(), ExtractError> {
        let Refused { table, line, number, is_first, .. } = refused;
        let (at, subject) = (PERSONS_AT + table, number.as_str());
        self.book.unread.enter(Some(number), at);
        self.reject(refused, &Cause::TooManyRows)?;
        if is_first {
            let rule = FindingRule::TooManyRows;
            let value = OF_PERSONS[table].name;
            self.book.note(Note { rule, table: at, line, commune: None, subject, value })?;
        }
        Ok(())
    }

    /// Enters a checked row of a person as rejected after all.
    fn reject(&mut self, refused: Refused<'_>, cause: &Cause) -> Result<(), ExtractError> {
        let Refused { table, line, number, row, .. } = refused;
        let (value, person) = (number.as_str(), Some(number));
        let (table, column) = (PERSONS_AT + table, Some(0));
        self.book.reject_after_all(Rejected { table, line, column, value, cause, person, commune: None, row })
    }

    /// The record a table stands on, if it is of the person with this number.
    fn record_of(&self, table: usize, number: PersonalNumber) -> Option<&[u8]> {
        let (key, record) = self.tables[table].current()?;
        (key == number.as_str().as_bytes()).then_some(record)
    }

    fn advance(&mut self, table: usize, bundle: &mut Bundle) -> Result<(), ExtractError> {
        bundle.passed += 1;
        Ok(self.tables[table].advance()?)
    }

    /// Rejects the further rows of the persons under the same number, those alone that repeat the first are passed; whether
    /// there were any others.
    fn pass_duplicates(&mut self, number: PersonalNumber, bundle: &mut Bundle) -> Result<bool, ExtractError> {
        let mut any = false;
        let first = bundle.records.len() - 1;
        while let Some(record) = self.record_of(0, number) {
            let line = line_of(record, 0)?;
            let is_same = texts_of(record) == texts_of(bundle.record(first));
            let (subject, table) = (number.as_str(), PERSONS_AT);
            let rule = if is_same { FindingRule::RowRepeated } else { FindingRule::DuplicatePerson };
            if !is_same {
                let row = shown_row::of_record(&PERSONS, record);
                self.reject(
                    Refused { table: 0, line, number, row: &row, is_first: !any },
                    &Cause::Duplicate,
                )?;
                any = true;
            }
            self.book.note(Note { rule, table, line, commune: None, subject, value: subject })?;
            self.advance(0, bundle)?;
        }
        Ok(any)
    }

    /// Passes rows under numbers that no person has, below `until` or to the end.
    fn pass_unknown(
        &mut self,
        table: usize,
        until: Option<PersonalNumber>,
        bundle: &mut Bundle,
    ) -> Result<(), ExtractError> {
        let is_below = |key: &[u8]| until.is_none_or(|until| key < until.as_str().as_bytes());
        while let Some((key, record)) = self.tables[table].current().filter(|(key, _)| is_below(key)) {
            let line = line_of(record, table)?;
            let subject = String::from_utf8_lossy(key).into_owned();
            let number = PersonalNumber::parse(&subject).ok();
            let is_rejected =
                number.is_some_and(|number| self.book.unread.tables_of(number).holds(PERSONS_AT));
            let commune = residence_in(table, record);
            let at = PERSONS_AT + table;
            if let (true, Some(number), Some(commune)) = (is_rejected, number, &commune) {
                self.book.unread.locate(number, commune);
            }
            self.book.unread.enter(number, at);
            // Of a person whose own row was rejected, the reject tells.
            if !is_rejected {
                let (rule, subject) = (FindingRule::UnknownPerson, subject.as_str());
                self.book.note(Note { rule, table: at, line, commune: None, subject, value: subject })?;
            }
            self.advance(table, bundle)?;
        }
        Ok(())
    }
}

/// A checked row as reports show it.
fn shown(table: usize, record: &[u8]) -> String {
    shown_row::of_record(OF_PERSONS[table], record)
}

/// The commune of a record of the residences.
fn residence_in(table: usize, record: &[u8]) -> Option<CommuneCode> {
    let (texts, _) = record::texts(OF_PERSONS[table], record)?;
    CommuneCode::parse(texts.get(2)?).ok().filter(|_| table == RESIDENCES)
}

/// The place of the residences among the tables of persons.
const RESIDENCES: usize = 1;

/// What a record of the persons says, without the line it stands in.
fn texts_of(record: &[u8]) -> Option<Vec<&str>> {
    record::texts(&PERSONS, record).map(|(texts, _)| texts)
}

/// The line a record stands in.
fn line_of(record: &[u8], table: usize) -> Result<u64, ExtractError> {
    let damaged = ExtractError::ScratchDamaged { table: OF_PERSONS[table].name };
    Cells::of(record).and_then(|mut cells| cells.number()).ok_or(damaged)
}
