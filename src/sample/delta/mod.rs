//! Deltas on extracts, for tests and measurements: changes of realistic kinds in realistic shares to persons drawn evenly
//! over the whole extract. Memory holds the units and a person at a time.

mod change;
mod corrections;
mod moves;
mod places;
mod registers;
mod rows;

use super::draw::{Draw, Weighted};
use super::tables::Filling;
use super::{SampleCounts, SampleError};
use crate::extract::{Extract, Mode, Options, Progress, ReadError, datapackage, open, schema, start};
use crate::files::Scratch;
use crate::people::{PersonFacts, PersonalNumber};
use change::{Kind, SHARES, Scene, change};
use chrono::{Days, NaiveDate};
use rows::Rows;
use std::collections::BTreeMap;
use std::convert::Infallible;
use std::path::{Path, PathBuf};

/// The days between an extract and a delta on it, where no other day is asked for.
const DAYS_BETWEEN: u64 = 30;
/// Kinds of change that are tried where the one drawn cannot happen.
const OTHER_KINDS: u32 = 8;
/// The stream of draws of a seed: not one that an extract of the same seed draws from.
const STREAM: u64 = u64::MAX;

/// Which changes to invent.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DeltaOptions {
    /// The folder of the full extract that the delta changes.
    pub extract: PathBuf,
    /// Rows of `persons.csv`, exactly: 1 to as many as the extract holds.
    pub changes: u64,
    /// Another seed gives other changes to other people.
    pub seed: u64,
    /// The day the delta tells of; 30 days after the extract's if not given.
    pub as_of: Option<NaiveDate>,
    /// The snapshot it builds on; the extract's if not given.
    pub base: Option<String>,
    /// The folder to write: made if need be, refused if it holds anything.
    pub out: PathBuf,
}

/// Writes a delta: the tables of persons and `datapackage.json`. Equal options give equal bytes. The extract is read twice:
/// first to count and to know its snapshot, then to change. `progress` is told how far each reading is.
///
/// # Errors
/// [`SampleError::Extract`] if the extract cannot be read or is a delta itself, [`SampleError::Changes`] and
/// [`SampleError::DayBefore`] for options out of bounds, [`SampleError::NotEmpty`] and [`SampleError::Write`] as
/// [`write`](super::write) does.
pub fn write_delta(
    options: &DeltaOptions,
    progress: &mut dyn FnMut(Progress),
) -> Result<SampleCounts, SampleError> {
    let extract = open(&options.extract)?;
    let as_of = options.as_of.unwrap_or_else(|| extract.as_of + Days::new(DAYS_BETWEEN));
    if as_of < extract.as_of {
        return Err(SampleError::DayBefore { as_of, extract: extract.as_of });
    }
    write_files(options, &extract, as_of, progress)
}

/// Writes persons, each with all that is known of them, as a delta on a snapshot: the tables of persons and
/// `datapackage.json`.
///
/// # Errors
/// [`SampleError::NotEmpty`] and [`SampleError::Write`] as [`write`](super::write).
pub fn write_persons(
    persons: &[PersonFacts],
    base: &str,
    as_of: NaiveDate,
    out: &Path,
) -> Result<(), SampleError> {
    let filling = Filling::begin(out)?;
    let mut rows = Rows::create(&filling)?;
    for facts in persons {
        rows.write(facts)?;
    }
    rows.finish()?;
    let mode = Mode::Delta { base: base.to_owned() };
    filling.write_text("datapackage.json", &datapackage::describe(as_of, &mode, &rows::TABLES, &[]))
}

fn write_files(
    options: &DeltaOptions,
    extract: &Extract,
    as_of: NaiveDate,
    progress: &mut dyn FnMut(Progress),
) -> Result<SampleCounts, SampleError> {
    let filling = Filling::begin(&options.out)?;
    let scratch =
        Scratch::new(None).map_err(|source| SampleError::write(Path::new("the scratch folder"), source))?;
    let reader = start(extract, Options::new(scratch.path()), progress)?;
    let scene = Scene::new(reader.territory().units(), extract.as_of, as_of);
    let counted = reader.read::<Infallible>(progress, |_, _| Ok(())).map_err(|error| match error {
        ReadError::Extract(error) => SampleError::Extract(error),
        ReadError::Sink(never) => match never {},
    })?;
    let persons = counted.persons;
    if !(1..=persons).contains(&options.changes) {
        return Err(SampleError::Changes { changes: options.changes, persons });
    }
    let base = options.base.clone().unwrap_or(counted.snapshot_id);
    let mut drawing = Drawing::new(options, persons, scene, Rows::create(&filling)?);
    let reader = start(extract, Options::new(scratch.path()), progress)?;
    reader.read(progress, |facts, _| drawing.take(facts)).map_err(|error| match error {
        ReadError::Extract(error) => SampleError::Extract(error),
        ReadError::Sink(error) => error,
    })?;
    let rows = drawing.rows.finish()?;
    let package = datapackage::describe(as_of, &Mode::Delta { base }, &rows::TABLES, &[]);
    filling.write_text("datapackage.json", &package)?;
    let of = |name| rows::TABLES.iter().position(|table| table.name == name).map_or(0, |at| rows[at]);
    Ok(SampleCounts { rows: schema::TABLES.iter().map(|table| (table.name, of(table.name))).collect() })
}

/// Persons pass by in the order of their numbers, in as many sections of equal length as there are changes. In each,
/// a kind of change and a place are drawn; the change happens to the first person from that place on to whom it can, else
/// to the first of the section. A kind that can happen to nobody of its section, such as the end of a stay where few stay,
/// waits for the next person to whom it can, and something else happens in its section.
struct Drawing {
    persons: u64,
    changes: u64,
    scene: Scene,
    draw: Draw,
    kinds: Weighted<Kind>,
    rows: Rows,
    seen: u64,
    section: Section,
    waiting: BTreeMap<Kind, u64>,
    previous: Option<PersonalNumber>,
}

/// A section while its persons pass by.
#[derive(Default)]
struct Section {
    /// Its place among the sections, from 1; the person behind its last.
    number: u64,
    end: u64,
    kind: Kind,
    place: u64,
    is_done: bool,
    /// The changed facts of the first person before the place.
    before: Option<PersonFacts>,
    /// The person at the place, to whom some other change can happen.
    at_place: Option<PersonFacts>,
}

impl Drawing {
    fn new(options: &DeltaOptions, persons: u64, scene: Scene, rows: Rows) -> Self {
        let (changes, draw) = (options.changes, Draw::new(options.seed, STREAM));
        let (kinds, section) = (Weighted::new(&SHARES), Section::default());
        let waiting = BTreeMap::new();
        Self { persons, changes, scene, draw, kinds, rows, seen: 0, section, waiting, previous: None }
    }

    fn take(&mut self, facts: &PersonFacts) -> Result<(), SampleError> {
        if self.seen == self.section.end {
            self.begin();
        }
        if !self.section.is_done {
            self.offer(facts)?;
        }
        self.previous = Some(facts.person.personal_id);
        self.seen += 1;
        if self.seen == self.section.end && !self.section.is_done {
            self.make_do()?;
        }
        Ok(())
    }

    fn begin(&mut self) {
        let number = self.section.number + 1;
        let end = u128::from(number) * u128::from(self.persons) / u128::from(self.changes);
        let end = u64::try_from(end).unwrap_or(self.persons);
        let length = u32::try_from(end - self.seen).unwrap_or(u32::MAX);
        let (kind, place) = (self.kinds.draw(&mut self.draw), self.seen + u64::from(self.draw.below(length)));
        self.section = Section { number, end, kind, place, ..Section::default() };
    }

    fn offer(&mut self, facts: &PersonFacts) -> Result<(), SampleError> {
        self.scene.serial = self.section.number;
        if let Some(changed) = self.waited_for(facts) {
            self.section.is_done = true;
            return self.rows.write(&changed);
        }
        let is_due = self.seen >= self.section.place;
        if !is_due && self.section.before.is_some() {
            return Ok(());
        }
        match change(self.section.kind, facts, self.previous, &self.scene, &mut self.draw) {
            Some(changed) if is_due => {
                self.section.is_done = true;
                self.rows.write(&changed)?;
            }
            Some(changed) => self.section.before = Some(changed),
            None if self.seen == self.section.place => self.section.at_place = Some(facts.clone()),
            None => {}
        }
        Ok(())
    }

    /// A change that waits, if one can happen to the person.
    fn waited_for(&mut self, facts: &PersonFacts) -> Option<PersonFacts> {
        let Self { waiting, previous, scene, draw, .. } = self;
        let found =
            waiting.keys().find_map(|kind| Some((*kind, change(*kind, facts, *previous, scene, draw)?)));
        let (kind, changed) = found?;
        match waiting.get_mut(&kind) {
            Some(count) if *count > 1 => *count -= 1,
            _ => {
                waiting.remove(&kind);
            }
        }
        Some(changed)
    }

    /// Ends a section in which the change could happen to nobody from the place on.
    fn make_do(&mut self) -> Result<(), SampleError> {
        if let Some(changed) = self.section.before.take() {
            return self.rows.write(&changed);
        }
        *self.waiting.entry(self.section.kind).or_default() += 1;
        let Some(facts) = self.section.at_place.take() else { return Ok(()) };
        let Self { kinds, scene, draw, .. } = self;
        let drawn: Vec<Kind> = (0..OTHER_KINDS).map(|_| kinds.draw(draw)).collect();
        // The last can happen to anybody.
        let mut kinds = drawn.into_iter().chain([Kind::CorrectName]);
        let changed = kinds.find_map(|kind| change(kind, &facts, None, scene, draw));
        changed.map_or(Ok(()), |changed| self.rows.write(&changed))
    }
}
