//! Reading one table from whatever it stands in: rows are checked against the schema and accepted or rejected.

use super::book::{Book, Note, Rejected};
use super::dates::DateColumns;
use super::error::ExtractError;
use super::finding::FindingRule;
use super::header::{Found, Header, TITLES_MAX};
use super::lines::{Lines, Step};
use super::record::{self, Refusal};
use super::reject::Cause;
use super::row::{Broken, RawRow};
use super::schema::{Column, Kind, TABLES, Table};
use super::sheet::SheetRow;
use super::shown_row::of_file;
use super::source::{Content, Count, Oddity, Source, Text, Unit};
use super::{cell, encoding, facts, mend};
use crate::people::{CommuneCode, PersonalNumber, code_points_of, legible};
use std::sync::atomic::Ordering;

/// Rows between two reports of progress.
const PROGRESS_ROWS: u64 = 5_000;

/// How far the reading is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Progress {
    /// The table being read, or `facts` while the tables are joined.
    pub table: &'static str,
    /// Rows, or persons, so far.
    pub rows: u64,
    /// How much of it is done, in the unit.
    pub done: u64,
    /// How much there is, where that is known.
    pub total: Option<u64>,
    /// What is counted.
    pub unit: Unit,
}

impl Progress {
    /// How far the joining of the tables is, in records.
    pub(super) fn joining(persons: u64, done: u64, total: u64) -> Self {
        Self { table: "facts", rows: persons, done, total: Some(total), unit: Unit::Records }
    }
}

/// What happens to rows.
pub(super) trait Intake {
    /// Takes a checked row, as [`record::encode`] wrote it, or refuses it after all.
    fn accept(
        &mut self,
        book: &mut Book,
        line: u64,
        record: &[u8],
    ) -> Result<Result<(), Refusal>, ExtractError>;

    /// Is shown a row as it stands in the file, before it is checked.
    fn row(&mut self, _: &Header, _: &dyn RawRow) -> Result<(), ExtractError> {
        Ok(())
    }

    /// Is shown a row that cannot be used as it stands there, and its beginning.
    fn broken(&mut self, _: &Header, _: &dyn RawRow, _: Broken, _: &str) -> Result<(), ExtractError> {
        Ok(())
    }

    /// Is told of a row that a cell's rule refused.
    fn refused(&mut self, _: &mut Book, _: &Header, _: &dyn RawRow, _: &Refusal) -> Result<(), ExtractError> {
        Ok(())
    }
}

/// Reads a table into `intake`.
///
/// # Errors
/// [`ExtractError`] if the place cannot be read to its end or has no usable header.
pub(super) fn read(
    place: &dyn Source,
    table: usize,
    book: &mut Book,
    progress: &mut dyn FnMut(Progress),
    intake: &mut dyn Intake,
) -> Result<(), ExtractError> {
    let shown = place.shown();
    let mut reading = Reading {
        shown,
        at: table,
        table: TABLES[table],
        header: None,
        titles: 0,
        short: Short::default(),
        dates: DateColumns::default(),
        record: Vec::new(),
        rows: 0,
    };
    match place.open()?.0 {
        Content::Sheet(mut sheet) => {
            let count = sheet.book.open().count.clone();
            sheet.each_row(&mut |row| {
                reading.tell(&count, progress);
                reading.sheet_row(row, book, intake)
            })?;
            reading.finish(&count, book, progress)?;
        }
        Content::Text(Text { stream, count, separator, extra, oddities, ends }) => {
            for Oddity { rule, value } in &oddities {
                reading.note(*rule, 0, value, book)?;
            }
            let mut lines = Lines::new(stream, separator, extra);
            while reading.text_row(&mut lines, book, intake)? {
                reading.tell(&count, progress);
            }
            let lone = ends.load(Ordering::Relaxed);
            if lone > 0 {
                reading.note(FindingRule::LoneReturns, 0, &lone.to_string(), book)?;
            }
            reading.finish(&count, book, progress)?;
        }
    }
    reading.tell_exchanged(book)
}

struct Reading<'a> {
    /// The place as reports name it.
    shown: &'a str,
    at: usize,
    table: &'static Table,
    header: Option<Header>,
    dates: DateColumns,
    /// Rows above the header.
    titles: u64,
    short: Short,
    record: Vec<u8>,
    rows: u64,
}

/// Rows that lack cells at their end: how many, and the line of the first.
#[derive(Debug, Clone, Copy, Default)]
struct Short {
    rows: u64,
    first: u64,
}

impl Reading<'_> {
    fn tell(&self, count: &Count, progress: &mut dyn FnMut(Progress)) {
        if self.rows.is_multiple_of(PROGRESS_ROWS) && self.rows > 0 {
            progress(self.progress(count.done(self.rows), count));
        }
    }

    fn progress(&self, done: u64, count: &Count) -> Progress {
        Progress { table: self.table.name, rows: self.rows, done, total: count.total, unit: count.unit }
    }

    fn finish(
        &self,
        count: &Count,
        book: &mut Book,
        progress: &mut dyn FnMut(Progress),
    ) -> Result<(), ExtractError> {
        let done = count.total.unwrap_or(self.rows);
        progress(self.progress(done, count));
        if self.short.rows > 0 {
            self.note(FindingRule::ShortRows, self.short.first, &self.short.rows.to_string(), book)?;
        }
        match (&self.header, self.titles) {
            (Some(_), _) => Ok(()),
            (None, 0) => {
                Err(ExtractError::EmptyFile { file: self.shown.into(), columns: self.columns(|_| true) })
            }
            (None, _) => Err(self.no_header()),
        }
    }

    /// The names of the columns that fit.
    fn columns(&self, fits: impl Fn(&Column) -> bool) -> String {
        let columns = self.table.columns.iter().filter(|column| fits(column)).map(|column| column.name);
        columns.collect::<Vec<_>>().join(",")
    }

    fn no_header(&self) -> ExtractError {
        let columns = self.columns(|column| column.required);
        ExtractError::NoHeader { file: self.shown.into(), columns, rows: self.titles }
    }

    /// Enters what is odd in the file as a whole.
    fn note(&self, rule: FindingRule, line: u64, value: &str, book: &mut Book) -> Result<(), ExtractError> {
        book.note(Note { rule, table: self.at, line, commune: None, subject: self.table.name, value })
    }

    /// Reads a line; false at the end of the text.
    fn text_row(
        &mut self,
        lines: &mut Lines,
        book: &mut Book,
        intake: &mut dyn Intake,
    ) -> Result<bool, ExtractError> {
        let step = lines.step().map_err(|error| error.told(self.shown))?;
        match (step, self.header.is_some()) {
            (Step::End, _) => return Ok(false),
            (Step::Row, true) => {
                if lines.is_short() {
                    self.short.rows += 1;
                    self.short.first = if self.short.rows == 1 { lines.line() } else { self.short.first };
                }
                self.row(lines, book, intake)?;
            }
            (Step::Row | Step::Broken(_), false) => {
                if lines.excerpt().contains('\0') {
                    let looks = encoding::detect(lines.excerpt().as_bytes());
                    let file = self.shown.into();
                    return Err(ExtractError::Encoding { file, line: lines.line(), offset: 0, looks });
                }
                if step != Step::Row {
                    return Err(ExtractError::BrokenHeader { file: self.shown.into(), line: lines.line() });
                }
                self.header(lines, book)?;
                if let Some(header) = &self.header {
                    lines.expect(header.width, header.least);
                }
            }
            (Step::Broken(broken), true) => {
                if let Some(header) = &self.header {
                    intake.broken(header, lines, broken, lines.excerpt())?;
                }
                self.broken(lines, broken, lines.excerpt(), book)?;
            }
        }
        Ok(true)
    }

    fn sheet_row(
        &mut self,
        row: &SheetRow<'_>,
        book: &mut Book,
        intake: &mut dyn Intake,
    ) -> Result<(), ExtractError> {
        let Some(header) = &self.header else { return self.header(row, book) };
        if row.width() > header.width {
            let beside = (header.width..row.width()).map(|at| cell::text(row.cell(at)));
            if let Some(value) = beside.into_iter().find(|text| !text.trim().is_empty()) {
                self.note(FindingRule::CellsBeside, row.line(), &value, book)?;
            }
        }
        self.row(row, book, intake)
    }

    /// Takes a row for the header, or for a title above it.
    fn header(&mut self, row: &dyn RawRow, book: &mut Book) -> Result<(), ExtractError> {
        let header = match Header::find(self.table, self.shown, row)? {
            Found::Header(header) => header,
            Found::Title => {
                self.titles += 1;
                return if self.titles > TITLES_MAX { Err(self.no_header()) } else { Ok(()) };
            }
        };
        for column in &header.unknown {
            self.note(FindingRule::UnknownColumn, row.line(), column, book)?;
        }
        for name in header.names.iter().filter(|name| !legible(name).taken.is_empty()) {
            let meant = legible(name);
            let value = format!("{} → {}", code_points_of(&meant.taken), meant.text);
            self.note(FindingRule::InvisibleLetter, row.line(), &value, book)?;
        }
        if self.titles > 0 {
            self.note(FindingRule::TitleRows, row.line(), &self.titles.to_string(), book)?;
        }
        // Of units nothing depends on a date.
        if facts::is_of_persons(self.at) {
            self.dates = DateColumns::of(self.table, &header);
        }
        self.header = Some(header);
        Ok(())
    }

    /// Tells of columns whose days and months seem exchanged.
    fn tell_exchanged(&self, book: &mut Book) -> Result<(), ExtractError> {
        for (column, count) in self.dates.exchanged() {
            book.exchange(self.at, column);
            let rule = FindingRule::DaysAndMonthsSwapped;
            let (subject, value) = (self.table.name, format!("{}: {count}", self.table.columns[column].name));
            book.note(Note { rule, table: self.at, line: 0, commune: None, subject, value: &value })?;
        }
        Ok(())
    }

    fn broken(
        &mut self,
        row: &dyn RawRow,
        broken: Broken,
        value: &str,
        book: &mut Book,
    ) -> Result<(), ExtractError> {
        self.rows += 1;
        book.read(self.at);
        let person = self.person_of(value);
        if facts::is_of_persons(self.at) {
            book.unread.enter(person, self.at);
        }
        // Of a row that cannot be split into cells, there is its beginning only.
        let header = self.header.as_ref().filter(|_| matches!(broken, Broken::FieldCount { .. }));
        let shown = header.map(|header| of_file(header, row)).unwrap_or_default();
        let (table, line, cause) = (self.at, row.line(), &Cause::from(broken));
        book.reject(Rejected { table, line, column: None, value, cause, person, commune: None, row: &shown })
    }

    /// Whom a broken row tells of, where the number stands in front.
    fn person_of(&self, excerpt: &str) -> Option<PersonalNumber> {
        let is_first = self.header.as_ref().is_some_and(|header| header.places[0] == Some(0));
        let first =
            excerpt.split([',', ';', '\t']).next().filter(|_| is_first && facts::is_of_persons(self.at))?;
        mend::personal_number(first.trim().trim_matches('"'))
    }

    fn row(
        &mut self,
        row: &dyn RawRow,
        book: &mut Book,
        intake: &mut dyn Intake,
    ) -> Result<(), ExtractError> {
        let Some(header) = &self.header else { return Ok(()) };
        self.rows += 1;
        book.read(self.at);
        self.dates.look(row);
        intake.row(header, row)?;
        let refusal = match record::encode(self.table, header, row, &mut self.record) {
            Ok(()) => match intake.accept(book, row.line(), &self.record)? {
                Ok(()) => {
                    book.accepted(self.at);
                    return Ok(());
                }
                Err(refusal) => refusal,
            },
            Err(refusal) => {
                intake.refused(book, header, row, &refusal)?;
                refusal
            }
        };
        let person = header.places[0].filter(|_| facts::is_of_persons(self.at));
        let person = person.and_then(|place| mend::personal_number(&cell::text(row.cell(place))));
        if facts::is_of_persons(self.at) {
            book.unread.enter(person, self.at);
        }
        let place = refusal.column.and_then(|at| header.places[at]);
        let value = place.map(|place| cell::text(row.cell(place)));
        book.reject(Rejected {
            table: self.at,
            line: row.line(),
            column: refusal.column,
            value: value.as_deref().unwrap_or_default(),
            cause: &refusal.cause,
            person,
            commune: commune_of(self.table, header, row).as_ref(),
            row: &of_file(header, row),
        })
    }
}

/// The commune that a row names, if it names one.
fn commune_of(table: &Table, header: &Header, row: &dyn RawRow) -> Option<CommuneCode> {
    let at = table.columns.iter().position(|column| column.name == "commune_code")?;
    let text = mend::canonical(Kind::Digits(5), row.cell(header.places[at]?))?;
    CommuneCode::parse(&text).ok()
}
