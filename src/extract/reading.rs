//! Reading an extract: the units first, then every table of persons into order, then the facts of each person.

use super::book::{Book, Findings, NO_TABLE, Note, Rejects};
use super::check::{self, Against, FactLines};
use super::error::ExtractError;
use super::facts::{self, Lined, OF_PERSONS, PERSONS_AT, PersonIntake};
use super::finding::FindingRule;
use super::household::Households;
use super::manual::{ManualQueue, ManualQueueWriter};
use super::package::{Extract, Mode};
use super::quality::{Quality, QualityReport};
use super::record::Cells;
use super::reject::Cause;
use super::schema::{PERSONS, TABLES};
use super::snapshot::Snapshot;
use super::sort::{Sorted, Sorter};
use super::table::{self, Progress};
use super::{FileCount, units};
use crate::people::{Person, PersonFacts, PersonalNumber, VitalStatus};
use crate::territory::Territory;
use std::path::Path;
use std::sync::Arc;

/// How an extract is read.
#[derive(Debug, Clone, Copy)]
pub struct Options<'a> {
    /// Where tables larger than the memory are put in order.
    pub scratch: &'a Path,
    /// The bytes each table may hold in memory.
    pub memory: usize,
}

impl<'a> Options<'a> {
    /// The usual memory, 64 MiB a table.
    pub fn new(scratch: &'a Path) -> Self {
        Self { scratch, memory: 64 << 20 }
    }
}

/// Why a reading ended early: by the extract's fault, or by the taker of the facts.
#[derive(Debug, thiserror::Error)]
pub enum ReadError<E> {
    /// The extract cannot be read.
    #[error(transparent)]
    Extract(#[from] ExtractError),
    /// The sink refused.
    #[error("the facts could not be taken: {0}")]
    Sink(E),
}

/// What was read, beside the facts that went to the sink.
#[derive(Debug)]
pub struct Reading {
    /// The digest of the content.
    pub snapshot_id: String,
    /// Rows read, accepted and rejected by file.
    pub counts: Vec<FileCount>,
    /// Persons that went to the sink.
    pub persons: u64,
    /// Persons that were taken out (`vital_status` is `removed`).
    pub removed: u64,
    pub quality: QualityReport,
    pub rejects: Rejects,
    pub findings: Findings,
    pub manual_queue: ManualQueue,
}

/// An extract whose units are read, and whose persons are not.
pub struct Reader<'a> {
    extract: &'a Extract,
    options: Options<'a>,
    territory: Arc<Territory>,
    book: Book,
}

/// Reads the units of an extract.
///
/// # Errors
/// [`ExtractError`] if the extract is a delta or a table of units cannot be read.
pub fn start<'a>(
    extract: &'a Extract,
    options: Options<'a>,
    progress: &mut dyn FnMut(Progress),
) -> Result<Reader<'a>, ExtractError> {
    if let Mode::Delta { base } = &extract.mode {
        return Err(ExtractError::DeltaUnsupported { base: base.clone() });
    }
    let mut book = Book::new(extract, options.scratch, options.memory);
    for file in &extract.located.unknown {
        let rule = FindingRule::UnknownFile;
        book.note(Note { rule, table: NO_TABLE, line: 0, commune: None, subject: file, value: "" })?;
    }
    let units = units::read(extract, &mut book, progress)?;
    Ok(Reader { extract, options, territory: Arc::new(Territory::new(units)), book })
}

/// Reads an extract whole and gives the facts of every person, in the order of the personal numbers, to `sink`: as they
/// are, and as compact JSON.
///
/// # Errors
/// [`ReadError`] if the extract cannot be read or the sink refuses; what the sink got until then must be forgotten.
pub fn read<E>(
    extract: &Extract,
    options: Options<'_>,
    progress: &mut dyn FnMut(Progress),
    sink: impl FnMut(&PersonFacts, &[u8]) -> Result<(), E>,
) -> Result<Reading, ReadError<E>> {
    start(extract, options, progress)?.read(progress, sink)
}

impl Reader<'_> {
    /// The units, with their look-ups.
    pub fn territory(&self) -> Arc<Territory> {
        self.territory.clone()
    }

    /// Reads the persons and gives the facts of each, in the order of the personal numbers, to `sink`: as
    /// they are, and as compact JSON.
    ///
    /// # Errors
    /// [`ReadError`] if the extract cannot be read or the sink refuses.
    pub fn read<E>(
        mut self,
        progress: &mut dyn FnMut(Progress),
        mut sink: impl FnMut(&PersonFacts, &[u8]) -> Result<(), E>,
    ) -> Result<Reading, ReadError<E>> {
        let Options { scratch, memory } = self.options;
        let mut queue = ManualQueueWriter::new(scratch, memory);
        let tables = self.sort_tables(&mut queue, progress)?;
        let total = tables.iter().map(Sorted::count).sum();
        let mut join = Join {
            tables,
            against: Against {
                territory: &self.territory,
                as_of: self.extract.as_of,
                election_day: self.extract.election.election_day,
            },
            book: &mut self.book,
            queue,
            households: Households::new(scratch, memory),
            quality: Quality::new(self.extract.as_of),
            snapshot: Snapshot::new(),
            done: 0,
            persons: 0,
            removed: 0,
        };
        while let Some(facts) = join.next()? {
            if let Some(facts) = facts {
                let document = join.snapshot.add(&facts);
                sink(&facts, document).map_err(ReadError::Sink)?;
            }
            if (join.persons + join.removed).is_multiple_of(5_000) {
                progress(Progress { table: "facts", rows: join.persons, done: join.done, total });
            }
        }
        progress(Progress { table: "facts", rows: join.persons, done: total, total });
        let Join { queue, households, quality, snapshot, persons, removed, .. } = join;
        households.finish(&mut self.book)?;
        let manual_queue = queue.finish()?;
        let snapshot_id = snapshot.finish(self.territory.units(), self.extract);
        let closed = self.book.close()?;
        let (counts, rejects, findings) = (closed.counts, closed.rejects, closed.findings);
        let quality = quality.finish();
        Ok(Reading { snapshot_id, counts, persons, removed, quality, rejects, findings, manual_queue })
    }

    /// Reads the tables of persons, each into the order of the personal numbers.
    fn sort_tables(
        &mut self,
        queue: &mut ManualQueueWriter,
        progress: &mut dyn FnMut(Progress),
    ) -> Result<Vec<Sorted>, ExtractError> {
        let Options { scratch, memory } = self.options;
        let mut tables = Vec::with_capacity(OF_PERSONS.len());
        for (at, table) in TABLES.into_iter().enumerate().skip(PERSONS_AT) {
            let mut sorter = Sorter::new(scratch, memory);
            if let Some(place) = self.extract.located.tables.get(&at) {
                let queue = (at == PERSONS_AT).then_some(&mut *queue);
                let mut intake = PersonIntake { sorter: &mut sorter, queue, table };
                table::read(place, at, &mut self.book, progress, &mut intake)?;
            }
            tables.push(sorter.finish()?);
        }
        Ok(tables)
    }
}

/// The tables of persons, in step.
struct Join<'a> {
    tables: Vec<Sorted>,
    against: Against<'a>,
    book: &'a mut Book,
    queue: ManualQueueWriter,
    households: Households,
    quality: Quality,
    snapshot: Snapshot,
    done: u64,
    persons: u64,
    removed: u64,
}

impl Join<'_> {
    /// Steps to the next person; the inner `None` is one that is not counted.
    fn next(&mut self) -> Result<Option<Option<PersonFacts>>, ExtractError> {
        let Some((_, record)) = self.tables[0].current() else {
            for table in 1..OF_PERSONS.len() {
                self.pass_unknown(table, None)?;
            }
            return Ok(None);
        };
        let damaged = ExtractError::ScratchDamaged { table: PERSONS.name };
        let Lined { line, row: person } = facts::person(record).ok_or(damaged)?;
        self.advance(0)?;
        let duplicates = self.pass_duplicates(person.personal_id)?;
        let (mut facts, lines) = self.gather(person, line)?;
        if facts.person.vital_status == VitalStatus::Removed {
            self.removed += 1;
            return self.note_removed(&facts, line).map(|()| Some(None));
        }
        self.persons += 1;
        self.queue.offer(&facts.person)?;
        let mut seen = check::check(&mut facts, &lines, self.against, self.book)?;
        seen.conflict |= duplicates;
        let home = check::home(&facts, self.against.election_day);
        self.households.add(&facts.person, line, home.map(|home| &home.commune_code))?;
        self.quality.add(&facts, home, seen);
        Ok(Some(Some(facts)))
    }

    fn advance(&mut self, table: usize) -> Result<(), ExtractError> {
        self.done += 1;
        Ok(self.tables[table].advance()?)
    }

    /// Rejects the further rows of the persons under the same number; whether there were any.
    fn pass_duplicates(&mut self, number: PersonalNumber) -> Result<bool, ExtractError> {
        let mut any = false;
        while let Some((_, record)) =
            self.tables[0].current().filter(|(key, _)| *key == number.as_str().as_bytes())
        {
            let line = line_of(record, 0)?;
            let subject = number.as_str();
            self.book.reject_after_all(PERSONS_AT, line, 0, subject, &Cause::Duplicate)?;
            let rule = FindingRule::DuplicatePerson;
            self.book.note(Note { rule, table: PERSONS_AT, line, commune: None, subject, value: subject })?;
            self.advance(0)?;
            any = true;
        }
        Ok(any)
    }

    /// Passes rows under numbers that no person has, below `until` or to the end.
    fn pass_unknown(&mut self, table: usize, until: Option<PersonalNumber>) -> Result<(), ExtractError> {
        let is_below = |key: &[u8]| until.is_none_or(|until| key < until.as_str().as_bytes());
        while let Some((key, record)) = self.tables[table].current().filter(|(key, _)| is_below(key)) {
            let line = line_of(record, table)?;
            let subject = String::from_utf8_lossy(key);
            let rule = FindingRule::UnknownPerson;
            let at = PERSONS_AT + table;
            self.book.note(Note {
                rule,
                table: at,
                line,
                commune: None,
                subject: &subject,
                value: &subject,
            })?;
            self.advance(table)?;
        }
        Ok(())
    }

    /// The rows of a table under a number.
    fn rows<T>(
        &mut self,
        table: usize,
        number: PersonalNumber,
        decode: fn(&[u8]) -> Option<Lined<T>>,
    ) -> Result<(Vec<T>, Vec<u64>), ExtractError> {
        self.pass_unknown(table, Some(number))?;
        let (mut rows, mut lines) = (Vec::new(), Vec::new());
        while let Some((_, record)) =
            self.tables[table].current().filter(|(key, _)| *key == number.as_str().as_bytes())
        {
            let damaged = ExtractError::ScratchDamaged { table: OF_PERSONS[table].name };
            let Lined { line, row } = decode(record).ok_or(damaged)?;
            rows.push(row);
            lines.push(line);
            self.advance(table)?;
        }
        Ok((rows, lines))
    }

    /// All rows of a person.
    fn gather(&mut self, person: Person, line: u64) -> Result<(PersonFacts, FactLines), ExtractError> {
        let number = person.personal_id;
        let (residences, residence_lines) = self.rows(1, number, facts::residence)?;
        let (absences, absence_lines) = self.rows(2, number, facts::absence)?;
        let (stays, stay_lines) = self.rows(3, number, facts::stay)?;
        let (statuses, status_lines) = self.rows(4, number, facts::status)?;
        let (wishes, wish_lines) = self.rows(5, number, facts::wish)?;
        let lines = FactLines {
            person: line,
            residences: residence_lines,
            absences: absence_lines,
            stays: stay_lines,
            statuses: status_lines,
            wishes: wish_lines,
        };
        Ok((PersonFacts { person, residences, absences, stays, statuses, wishes }, lines))
    }

    fn note_removed(&mut self, facts: &PersonFacts, line: u64) -> Result<(), ExtractError> {
        let home = check::home(facts, self.against.election_day);
        let rows = facts.residences.len()
            + facts.absences.len()
            + facts.stays.len()
            + facts.statuses.len()
            + facts.wishes.len();
        self.book.note(Note {
            rule: FindingRule::RemovedPerson,
            table: PERSONS_AT,
            line,
            commune: home.map(|home| &home.commune_code),
            subject: facts.person.personal_id.as_str(),
            value: &format!("{rows} rows of other tables"),
        })
    }
}

/// The line a record stands in.
fn line_of(record: &[u8], table: usize) -> Result<u64, ExtractError> {
    let damaged = ExtractError::ScratchDamaged { table: OF_PERSONS[table].name };
    Cells::of(record).and_then(|mut cells| cells.number()).ok_or(damaged)
}
