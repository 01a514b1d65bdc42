//! An extract written anew, with every correction that is sure, and those that somebody accepted; and the list of what is left.
//!
//! Nothing is corrected silently: each cell that becomes something else is told, and a cell that nobody can read stays as it
//! is, where it can be mended.

use super::book::Book;
use super::cell;
use super::dates;
use super::error::ExtractError;
use super::facts;
use super::finding::FindingRule;
use super::header::Header;
use super::mend::Beside;
use super::moment;
use super::odd::{self, Became};
use super::package::Extract;
use super::reading::{Options, open_book};
use super::record::Refusal;
use super::reject::{Cause, shown};
use super::row::{Broken, RawCell, RawRow};
use super::schema::{Kind, TABLES, Table};
use super::table::{self, Intake, Progress};
use std::collections::{BTreeMap, BTreeSet};
use std::io::{self, Write};

/// How many corrections are listed; further ones are counted.
const LISTED_MAX: usize = 200_000;

/// A cell of an extract, by its table, its line in the file, and its column.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct CellPlace {
    pub table: &'static str,
    pub line: u64,
    pub column: &'static str,
}

/// A cell that becomes something else, or should.
#[derive(Clone, PartialEq, Eq)]
pub struct Correction {
    pub place: CellPlace,
    /// What stands there, cut after 200 characters.
    pub was: String,
    /// What it becomes; empty where nobody knows.
    pub becomes: String,
    /// In Vietnamese and English, separated by ` / `.
    pub reason: String,
    pub state: CorrectionState,
}

/// Tells where, not what: values of people stay out of logs and panics.
impl std::fmt::Debug for Correction {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Correction({:?}, {:?})", self.place, self.state)
    }
}

/// How far a correction is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CorrectionState {
    /// It is sure, and made.
    Made,
    /// Somebody accepted it, and it is made.
    Accepted,
    /// Somebody refused it: the cell stays as it is.
    Refused,
    /// Somebody must say.
    Open,
}

/// What somebody said of a correction.
#[derive(Clone, PartialEq, Eq)]
pub struct Answer {
    /// What stood in the cell when they were asked.
    pub was: String,
    /// What it shall become.
    pub becomes: String,
    pub is_accepted: bool,
}

/// Tells what was said, not of what.
impl std::fmt::Debug for Answer {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Answer({})", self.is_accepted)
    }
}

/// What somebody said of the corrections of an extract.
pub type Answers = BTreeMap<CellPlace, Answer>;

/// What writing an extract anew came to.
#[derive(Debug, Default)]
pub struct Fixed {
    /// In the order of the tables, lines and columns.
    pub corrections: Vec<Correction>,
    /// How many more there are than are listed.
    pub more: u64,
    pub made: u64,
    pub accepted: u64,
    pub open: u64,
    /// Answers that no cell agrees with: it stands elsewhere, or holds something else now.
    pub astray: u64,
    /// Columns whose days and months seem exchanged, and of which not every doubtful date was answered: the extract cannot be
    /// written without losing the doubt.
    pub unsettled: BTreeSet<(&'static str, &'static str)>,
}

/// Writes the tables of an extract anew, each to what `create` makes for it, and tells every correction.
///
/// # Errors
/// [`ExtractError`] if the extract cannot be read, or a table not be written.
pub fn fix(
    extract: &Extract,
    options: Options<'_>,
    answers: &Answers,
    progress: &mut dyn FnMut(Progress),
    create: &mut dyn FnMut(&'static Table) -> io::Result<Box<dyn Write>>,
) -> Result<Fixed, ExtractError> {
    let mut book = open_book(extract, options)?;
    let mut fixed = Fixed::default();
    let mut met = 0;
    for (at, source) in &extract.located.tables {
        let table = TABLES[*at];
        // Which columns of dates are in doubt is known when all of it was read.
        if facts::is_of_persons(*at) {
            table::read(&**source, *at, &mut book, progress, &mut Passing)?;
        }
        let unwritable = |source| ExtractError::Unwritable { what: table.name, source };
        let out = csv::WriterBuilder::new().flexible(true).from_writer(create(table).map_err(unwritable)?);
        let exchanged = exchanged_columns(table, *at, &book);
        let mut writer =
            TableWriter { table, exchanged, answers, fixed: &mut fixed, out, columns: None, met: 0 };
        table::read(&**source, *at, &mut book, progress, &mut writer)?;
        writer.out.flush().map_err(unwritable)?;
        met += writer.met;
    }
    fixed.astray = answers.len() as u64 - met;
    Ok(fixed)
}

/// The columns of a table whose days and months seem exchanged.
fn exchanged_columns(table: &Table, at: usize, book: &Book) -> BTreeSet<usize> {
    (0..table.columns.len()).filter(|column| book.is_exchanged(at, *column)).collect()
}

/// Lets rows pass.
struct Passing;

impl Intake for Passing {
    fn accept(&mut self, _: &mut Book, _: u64, _: &[u8]) -> Result<Result<(), Refusal>, ExtractError> {
        Ok(Ok(()))
    }
}

/// Writes the rows of a table as they shall be.
struct TableWriter<'a> {
    table: &'static Table,
    exchanged: BTreeSet<usize>,
    answers: &'a Answers,
    fixed: &'a mut Fixed,
    out: csv::Writer<Box<dyn Write>>,
    /// For each column of the file its place in the schema; known behind the header.
    columns: Option<Vec<Option<usize>>>,
    /// Answers that found their cells.
    met: u64,
}

impl Intake for TableWriter<'_> {
    fn accept(&mut self, _: &mut Book, _: u64, _: &[u8]) -> Result<Result<(), Refusal>, ExtractError> {
        Ok(Ok(()))
    }

    fn row(&mut self, header: &Header, row: &dyn RawRow) -> Result<(), ExtractError> {
        let columns = self.head(header)?;
        let beside = Beside { table: self.table, header, row };
        let cells: Vec<String> = columns
            .iter()
            .enumerate()
            .map(|(place, column)| match column {
                Some(at) => self.cell(*at, row.cell(place), beside),
                None => cell::text(row.cell(place)).into_owned(),
            })
            .collect();
        self.columns = Some(columns);
        self.write(&cells)
    }

    fn broken(
        &mut self,
        header: &Header,
        row: &dyn RawRow,
        broken: Broken,
        excerpt: &str,
    ) -> Result<(), ExtractError> {
        let columns = self.head(header)?;
        self.columns = Some(columns);
        let cells: Vec<String> = match broken {
            Broken::FieldCount { .. } => {
                (0..row.width()).map(|place| cell::text(row.cell(place)).into_owned()).collect()
            }
            // What cannot be split stands in one cell, where somebody can mend it.
            Broken::Quote | Broken::TooLong => vec![excerpt.to_owned()],
        };
        self.write(&cells)
    }
}

impl TableWriter<'_> {
    /// The schema's columns in the order of the file; writes the header if it is not there yet.
    fn head(&mut self, header: &Header) -> Result<Vec<Option<usize>>, ExtractError> {
        if let Some(columns) = self.columns.take() {
            return Ok(columns);
        }
        let of_schema = |place: usize| header.places.iter().position(|found| *found == Some(place));
        let columns: Vec<Option<usize>> = (0..header.width).map(of_schema).collect();
        let name = |(place, column): (usize, &Option<usize>)| match column {
            Some(at) => self.table.columns[*at].name.to_owned(),
            None => header.names.get(place).cloned().unwrap_or_default(),
        };
        let names: Vec<String> = columns.iter().enumerate().map(name).collect();
        self.write(&names)?;
        Ok(columns)
    }

    fn write(&mut self, cells: &[String]) -> Result<(), ExtractError> {
        let what = self.table.name;
        self.out
            .write_record(cells)
            .map_err(|error| ExtractError::Unwritable { what, source: io::Error::other(error) })
    }

    /// What a cell shall hold.
    fn cell(&mut self, at: usize, raw: RawCell<'_>, beside: Beside<'_>) -> String {
        let column = &self.table.columns[at];
        let line = beside.row.line();
        let mut out = Vec::new();
        let Err(cause) = cell::push(column.kind, raw, &mut out) else {
            return self.read_cell(at, line, String::from_utf8_lossy(&out).into_owned());
        };
        let stays = cell::text(raw).into_owned();
        let was = shown(&stays);
        let (likely, cause) = match odd::look(at, cause.clone(), beside) {
            Ok(odd) => match odd.became {
                Became::Read(read) => {
                    let is_number = matches!(column.kind, Kind::Digits(_)) && !read.is_empty();
                    let rule = if is_number { FindingRule::NumberMended } else { FindingRule::CellMended };
                    self.list(
                        at,
                        line,
                        Listed {
                            was,
                            becomes: read.clone(),
                            reason: rule.message(),
                            state: CorrectionState::Made,
                        },
                    );
                    return read;
                }
                Became::Emptied { likely } => (likely.clone(), cause.with_likely(likely)),
                Became::NeverCalculated => (None, cause),
            },
            Err(refusal) => match refusal.cause {
                Cause::Kind { likely, kind } => (likely.clone(), Cause::Kind { kind, likely }),
                other => (None, other),
            },
        };
        let reason = cause.message(column.name);
        self.ask(at, line, Asked { was, likely: likely.unwrap_or_default(), reason, stays })
    }

    /// A cell that can be read: it stays, but for a date whose day and month seem exchanged, or nothing where something must stand.
    fn read_cell(&mut self, at: usize, line: u64, read: String) -> String {
        let column = &self.table.columns[at];
        match self.other_reading(at, &read) {
            Some(other) => {
                let reason = FindingRule::DaysAndMonthsSwapped.message();
                self.ask(at, line, Asked { was: read.clone(), likely: other, reason, stays: read })
            }
            None if read.is_empty() && column.required => {
                let reason = Cause::Required.message(column.name);
                self.ask(at, line, Asked { was: String::new(), likely: String::new(), reason, stays: read })
            }
            None => read,
        }
    }

    /// The other reading of a date, in a column whose days and months seem exchanged.
    fn other_reading(&self, at: usize, read: &str) -> Option<String> {
        let date = self.exchanged.contains(&at).then(|| moment::date(read).ok()).flatten()?;
        dates::exchanged(date).map(|other| other.to_string())
    }

    /// What a cell becomes that somebody must decide on: what they said, if the column can hold it, or else it stays.
    fn ask(&mut self, at: usize, line: u64, asked: Asked) -> String {
        let column = &self.table.columns[at];
        let place = CellPlace { table: self.table.name, line, column: column.name };
        let answer = self.answers.get(&place).filter(|answer| answer.was == asked.was).cloned();
        let Asked { was, likely, reason, stays } = asked;
        self.met += u64::from(answer.is_some());
        let (becomes, state, cell) = match answer {
            Some(answer) if !answer.is_accepted => (likely, CorrectionState::Refused, stays),
            Some(answer) => match held(column.kind, &answer.becomes, column.required) {
                Some(held) => (held.clone(), CorrectionState::Accepted, held),
                None => (answer.becomes, CorrectionState::Open, stays),
            },
            None => (likely, CorrectionState::Open, stays),
        };
        if state == CorrectionState::Open && self.exchanged.contains(&at) {
            self.fixed.unsettled.insert((self.table.name, column.name));
        }
        self.list(at, line, Listed { was, becomes, reason, state });
        cell
    }

    fn list(&mut self, at: usize, line: u64, listed: Listed) {
        let Listed { was, becomes, reason, state } = listed;
        let count = match state {
            CorrectionState::Made => Some(&mut self.fixed.made),
            CorrectionState::Accepted => Some(&mut self.fixed.accepted),
            CorrectionState::Open => Some(&mut self.fixed.open),
            CorrectionState::Refused => None,
        };
        if let Some(count) = count {
            *count += 1;
        }
        if self.fixed.corrections.len() >= LISTED_MAX {
            self.fixed.more += 1;
            return;
        }
        let place = CellPlace { table: self.table.name, line, column: self.table.columns[at].name };
        self.fixed.corrections.push(Correction { place, was, becomes, reason, state });
    }
}

/// A cell that somebody must decide on.
struct Asked {
    was: String,
    likely: String,
    reason: String,
    /// What it holds until then.
    stays: String,
}

/// A correction before it has a place.
struct Listed {
    was: String,
    becomes: String,
    reason: String,
    state: CorrectionState,
}

/// A text as a column holds it; `None` if it cannot.
fn held(kind: Kind, text: &str, is_required: bool) -> Option<String> {
    let mut out = Vec::new();
    cell::push(kind, RawCell::Text(text), &mut out).ok()?;
    String::from_utf8(out).ok().filter(|held| !held.is_empty() || !is_required)
}
