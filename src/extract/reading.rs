//! Reading an extract: the units first, then every table of persons into order, then the facts of each person.

use super::book::{Book, Closed, Findings, NO_TABLE, Note, Rejects};
use super::check::{Against, Counted, Lists};
use super::delta::BaseDifference;
use super::double::SameAs;
use super::election::ElectionTerms;
use super::error::ExtractError;
use super::examiner::Examiner;
use super::facts::{BIRTH_DATE_AT, PERSONS_AT, PersonIntake};
use super::finding::FindingRule;
use super::join::Join;
use super::manual::{ManualQueue, ManualQueueWriter};
use super::package::{ELECTION_FILE, Extract, Mode};
use super::passing::{Passing, Settled};
use super::quality::{Quality, QualityReport};
use super::schema::TABLES;
use super::sort::{Sorted, Sorter};
use super::source::Oddity;
use super::table::{self, Progress};
use super::texts::{self, HEAD_PRINTED, Told};
use super::{FileCount, relay, shapes, units};
use crate::law::Election;
use crate::people::{PersonFacts, PersonalNumber};
use crate::territory::{CommuneName, Meanings, Shapes, Territory};
use std::collections::BTreeSet;
use std::path::Path;
use std::sync::{Arc, mpsc};
use std::thread;

/// How an extract is read.
#[derive(Debug, Clone, Copy)]
pub struct Options<'a> {
    /// Where tables larger than the memory are put in order.
    pub scratch: &'a Path,
    /// The bytes of rows and reports that are held in memory until they are in order, all together.
    pub memory: usize,
    /// The threads that examine persons; what is found is the same with any number.
    pub threads: usize,
    /// The months after which a temporary registration without an end lapses, by the election's rule profile.
    pub lapse_months: u32,
}

/// The months of Residence Law Art. 27, where no election says otherwise.
const LAPSE_MONTHS: u32 = 24;

/// More threads that examine would wait for the one that joins.
const THREADS_MAX: usize = 8;
/// How many sorters share the memory: six of tables, six of what is rejected, found and queued, and some for the threads.
const SORTERS: usize = 16;

impl<'a> Options<'a> {
    /// The usual memory, 96 MiB, and as many threads as the machine has cores and the one that joins can feed.
    pub fn new(scratch: &'a Path) -> Self {
        let cores = thread::available_parallelism().map_or(1, usize::from);
        Self { scratch, memory: 96 << 20, threads: cores.min(THREADS_MAX), lapse_months: LAPSE_MONTHS }
    }

    /// The memory of one sorter.
    pub(super) fn share(&self) -> usize {
        self.memory / SORTERS
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
    /// Persons that went to the sink, without those taken out.
    pub persons: u64,
    /// Persons that were taken out (`vital_status` is `removed`): of a delta they went to the sink, of a full extract there
    /// is a finding.
    pub removed: u64,
    /// Of a delta that was read onto its base, what is other than there.
    pub difference: Option<BaseDifference>,
    /// The outlines for maps, of a full extract that has some.
    pub shapes: Option<Shapes>,
    pub quality: QualityReport,
    pub rejects: Rejects,
    pub findings: Findings,
    pub manual_queue: ManualQueue,
    /// Persons of whom a row could not be used, or who have rows and no row of their own: not all is known of them.
    pub unread: BTreeSet<PersonalNumber>,
    /// Rows of persons that could not be used, and of which nobody can tell whose they are.
    pub unattributed: u64,
    /// Who is likely the same person under other numbers: what the sink got does not tell it yet.
    pub same_as: SameAs,
    /// What the communes are called that rows name and the extract does not hold.
    pub outside: Vec<CommuneName>,
}

/// An extract whose units are read, and whose persons are not.
pub struct Reader<'a> {
    pub(super) extract: &'a Extract,
    pub(super) options: Options<'a>,
    pub(super) territory: Arc<Territory>,
    pub(super) lists: Lists,
    pub(super) election: Option<&'a Election>,
    pub(super) difference: Option<BaseDifference>,
    pub(super) shapes: Option<Shapes>,
    pub(super) book: Book,
}

/// Reads the units of a full extract.
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
    let election = &extract.needed_terms()?.election;
    let mut book = open_book(extract, options)?;
    let territory = Arc::new(Territory::new(units::read(extract, &mut book, progress)?));
    let shapes = shapes::read(extract.shapes.as_deref(), &territory, &mut book)?;
    let (election, lists, difference) = (Some(election), Lists::ALL, None);
    Ok(Reader { extract, options, territory, lists, election, difference, shapes, book })
}

/// A book with the findings on the files of an extract.
pub(super) fn open_book(extract: &Extract, options: Options<'_>) -> Result<Book, ExtractError> {
    let mut book = Book::new(extract, options.scratch, options.share());
    for file in &extract.located.unknown {
        let rule = FindingRule::UnknownFile;
        book.note(Note { rule, table: NO_TABLE, line: 0, commune: None, subject: file, value: "" })?;
    }
    for (file, Oddity { rule, value }) in &extract.located.odd {
        book.note(Note { rule: *rule, table: NO_TABLE, line: 0, commune: None, subject: file, value })?;
    }
    if let Some(ElectionTerms { election, .. }) = &extract.terms {
        let texts = [("id", &election.id), ("title", &election.title), ("term", &election.term)];
        for (column, text) in texts {
            let (table, subject, printed) = (NO_TABLE, ELECTION_FILE, HEAD_PRINTED);
            texts::note(Told { table, line: 0, commune: None, subject, column, text, printed }, &mut book)?;
        }
    }
    Ok(book)
}

/// Reads a full extract whole and gives the facts of every person, in the order of the personal numbers, to `sink`: as they
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

    /// The election that is meant: the extract's, or else the base's; `None` of a delta that is read alone and has no
    /// `election.toml`.
    pub fn election(&self) -> Option<&Election> {
        self.election
    }

    /// Of a delta that is read onto its base, what is other than there.
    pub fn difference(&self) -> Option<BaseDifference> {
        self.difference
    }

    /// Reads the persons and gives the facts of each, in the order of the personal numbers, to `sink`: as they are, and as
    /// compact JSON. Of a delta these are all its persons, those that are taken out (`removed`) too, with the rows that
    /// stand there and as they stand there.
    ///
    /// # Errors
    /// [`ReadError`] if the extract cannot be read or the sink refuses.
    pub fn read<E>(
        self,
        progress: &mut dyn FnMut(Progress),
        mut sink: impl FnMut(&PersonFacts, &[u8]) -> Result<(), E>,
    ) -> Result<Reading, ReadError<E>> {
        self.read_as(progress, |facts| facts, |facts, document| sink(&facts, document))
    }

    /// Reads as [`read`](Self::read), and gives `sink` only what `view` keeps of the facts. Several threads view the facts,
    /// so that the sink, which one thread calls, has less to do.
    ///
    /// # Errors
    /// As [`read`](Self::read).
    pub fn read_as<T: Send, E>(
        mut self,
        progress: &mut dyn FnMut(Progress),
        view: impl Fn(PersonFacts) -> T + Sync,
        mut sink: impl FnMut(T, &[u8]) -> Result<(), E>,
    ) -> Result<Reading, ReadError<E>> {
        let mut queue = ManualQueueWriter::new(self.options.scratch, self.options.share());
        let tables = self.sort_tables(&mut queue, progress)?;
        let total = tables.iter().map(Sorted::count).sum();
        let births = queue.births();
        let as_of = self.extract.as_of;
        let territory = self.territory.clone();
        let meanings = Meanings::new(&territory, self.extract.country(), as_of);
        let against = self.against(&territory, &meanings);
        let examiner = |_| Examiner {
            against,
            is_delta: self.extract.mode != Mode::Full,
            births: &births,
            view: &view,
            book: Book::new(self.extract, self.options.scratch, self.options.share()),
            quality: Quality::new(as_of),
        };
        let examiners = (0..self.options.threads.max(1)).map(examiner).collect();
        let mut passing = Passing::new(&self, queue, total);
        let join = Join { tables, book: &mut self.book };
        let examined = relay::run(join, examiners, |parcel| {
            passing.take(&parcel, progress)?;
            parcel.each(&mut sink).map_err(ReadError::Sink)
        })?;
        progress(Progress::joining(passing.persons, total, total));
        let mut quality = Quality::new(as_of);
        for (book, of_some) in examined {
            self.book.absorb(book)?;
            quality.absorb(of_some);
        }
        Ok(self.settled(passing, quality, &meanings)?)
    }

    /// What was read, now that all persons have passed.
    fn settled(
        mut self,
        passing: Passing,
        mut quality: Quality,
        meanings: &Meanings<'_>,
    ) -> Result<Reading, ExtractError> {
        let (persons, removed) = (passing.persons, passing.removed);
        let Settled { snapshot_id, same_as, manual_queue } = passing.settle(&mut self, &mut quality)?;
        let Closed { counts, rejects, findings, unread, unattributed, outside } = self.book.close()?;
        Ok(Reading {
            snapshot_id,
            counts,
            persons,
            removed,
            difference: self.difference,
            shapes: self.shapes,
            quality: quality.finish(),
            rejects,
            findings,
            manual_queue,
            unread,
            unattributed,
            same_as,
            outside: outside.iter().filter_map(|code| meanings.name(code)).collect(),
        })
    }

    /// What persons are checked against.
    fn against<'t>(&self, territory: &'t Territory, meanings: &'t Meanings<'t>) -> Against<'t> {
        let as_of = self.extract.as_of;
        Against {
            territory,
            meanings,
            lists: self.lists,
            as_of,
            counted: Counted {
                on: self.election.map_or(as_of, |election| election.election_day),
                lapse_months: self.options.lapse_months,
            },
            are_births_exchanged: self.book.is_exchanged(PERSONS_AT, BIRTH_DATE_AT),
        }
    }

    /// Reads the tables of persons, each into the order of the personal numbers: the persons beside all others.
    fn sort_tables(
        &mut self,
        queue: &mut ManualQueueWriter,
        progress: &mut dyn FnMut(Progress),
    ) -> Result<Vec<Sorted>, ExtractError> {
        let (extract, options) = (self.extract, self.options);
        let mut beside = Book::new(extract, options.scratch, options.share());
        let others_book = &mut beside;
        let (sender, told) = mpsc::channel();
        let (persons, others) = thread::scope(|scope| {
            let others = scope.spawn(move || -> Result<Vec<Sorted>, ExtractError> {
                let mut tell = |at| {
                    // Nobody hears of it any more if the persons could not be read.
                    let _ = sender.send(at);
                };
                let places = PERSONS_AT + 1..TABLES.len();
                places.map(|at| sort_table(extract, options, at, others_book, None, &mut tell)).collect()
            });
            let persons = sort_table(extract, options, PERSONS_AT, &mut self.book, Some(queue), progress);
            told.iter().for_each(&mut *progress);
            (persons, others.join().unwrap_or_else(|panic| std::panic::resume_unwind(panic)))
        });
        // What a table has wrong comes before what its source says, which is asked for no other table after that.
        let (persons, others) = match (persons, others) {
            (Err(persons), Err(others)) if persons.is_of_source() => return Err(others),
            (persons, others) => (persons?, others?),
        };
        let mut tables = vec![persons];
        tables.extend(others);
        self.book.absorb(beside)?;
        Ok(tables)
    }
}

/// Reads a table of persons into the order of the personal numbers; one that is not there is empty.
fn sort_table(
    extract: &Extract,
    options: Options<'_>,
    at: usize,
    book: &mut Book,
    queue: Option<&mut ManualQueueWriter>,
    progress: &mut dyn FnMut(Progress),
) -> Result<Sorted, ExtractError> {
    let mut sorter = Sorter::new(options.scratch, options.share());
    if let Some(place) = extract.located.tables.get(&at) {
        let mut intake = PersonIntake { sorter: &mut sorter, queue, table: TABLES[at], spaced: None };
        table::read(place.as_ref(), at, book, progress, &mut intake)?;
    }
    Ok(sorter.finish()?)
}
