//! Reading one table from whatever it stands in: rows are checked against the schema and accepted or rejected.

use super::book::{Book, Note, Rejected};
use super::dates::DateColumns;
use super::encoding;
use super::error::ExtractError;
use super::finding::FindingRule;
use super::header::Header;
use super::input::{self, Count};
use super::lines::{Lines, Step, TextError};
use super::locate::{Form, Place};
use super::record::{self, Refusal};
use super::reject::Cause;
use super::row::{Broken, RawRow};
use super::schema::{Kind, TABLES, Table};
use super::shown_row::of_file;
use super::{cell, facts, mend, sheet};
use crate::people::{CommuneCode, PersonalNumber};

/// Rows between two reports of progress.
const PROGRESS_ROWS: u64 = 5_000;

/// How far the reading is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Progress {
    /// The table being read, or `facts` while the tables are joined.
    pub table: &'static str,
    /// Rows, or persons, so far.
    pub rows: u64,
    /// Bytes of the file read so far, packed where it is packed; records while the tables are joined.
    pub done: u64,
    /// The length of the file; all records while the tables are joined.
    pub total: u64,
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

    /// Is told of a row that a cell's rule refused.
    fn refused(&mut self, _: &mut Book, _: &Header, _: &dyn RawRow, _: &Refusal) -> Result<(), ExtractError> {
        Ok(())
    }
}

/// Reads a table into `intake`.
///
/// # Errors
/// [`ExtractError`] if the file cannot be read to its end or has no usable header.
pub(super) fn read(
    place: &Place,
    table: usize,
    book: &mut Book,
    progress: &mut dyn FnMut(Progress),
    intake: &mut dyn Intake,
) -> Result<(), ExtractError> {
    let mut reading = Reading {
        place,
        at: table,
        table: TABLES[table],
        header: None,
        dates: DateColumns::default(),
        record: Vec::new(),
        rows: 0,
    };
    match &place.form {
        Form::Sheet(name) => {
            let (mut workbook, count) = sheet::open(&place.path, &place.shown)?;
            sheet::each_row(&mut workbook, name, &place.shown, &mut |row| {
                reading.tell(&count, progress);
                reading.sheet_row(row, book, intake)
            })?;
            reading.finish(&count, progress)?;
        }
        Form::Csv | Form::Gzip | Form::Zstandard => {
            let opened = input::stream(place);
            let (stream, count) =
                opened.map_err(|source| ExtractError::Unreadable { path: place.path.clone(), source })?;
            let mut lines = Lines::new(stream);
            while reading.text_row(&mut lines, book, intake)? {
                reading.tell(&count, progress);
            }
            reading.finish(&count, progress)?;
        }
    }
    reading.tell_exchanged(book)
}

struct Reading<'a> {
    place: &'a Place,
    at: usize,
    table: &'static Table,
    header: Option<Header>,
    dates: DateColumns,
    record: Vec<u8>,
    rows: u64,
}

impl Reading<'_> {
    fn tell(&self, count: &Count, progress: &mut dyn FnMut(Progress)) {
        if self.rows.is_multiple_of(PROGRESS_ROWS) && self.rows > 0 {
            let (done, total) = (count.read(), count.total);
            progress(Progress { table: self.table.name, rows: self.rows, done, total });
        }
    }

    fn finish(&self, count: &Count, progress: &mut dyn FnMut(Progress)) -> Result<(), ExtractError> {
        progress(Progress { table: self.table.name, rows: self.rows, done: count.total, total: count.total });
        if self.header.is_some() {
            return Ok(());
        }
        let columns: Vec<&str> = self.table.columns.iter().map(|column| column.name).collect();
        Err(ExtractError::EmptyFile { file: self.place.shown.clone(), columns: columns.join(",") })
    }

    /// Reads a line; false at the end of the text.
    fn text_row(
        &mut self,
        lines: &mut Lines,
        book: &mut Book,
        intake: &mut dyn Intake,
    ) -> Result<bool, ExtractError> {
        let step = lines.step().map_err(|error| self.text_error(error))?;
        match (step, self.header.is_some()) {
            (Step::End, _) => return Ok(false),
            (Step::Row, true) => self.row(lines, book, intake)?,
            (Step::Row | Step::Broken(_), false) => {
                if lines.excerpt().contains('\0') {
                    let looks = encoding::detect(lines.excerpt().as_bytes());
                    let file = self.place.shown.clone();
                    return Err(ExtractError::Encoding { file, line: lines.line(), offset: 0, looks });
                }
                if step != Step::Row {
                    let file = self.place.shown.clone();
                    return Err(ExtractError::BrokenHeader { file, line: lines.line() });
                }
                self.header(lines, book)?;
                lines.expect(self.header.as_ref().map_or(0, |header| header.width));
            }
            (Step::Broken(broken), true) => self.broken(lines, broken, lines.excerpt(), book)?,
        }
        Ok(true)
    }

    fn sheet_row(
        &mut self,
        row: &sheet::SheetRow<'_>,
        book: &mut Book,
        intake: &mut dyn Intake,
    ) -> Result<(), ExtractError> {
        match &self.header {
            None => self.header(row, book),
            Some(header) if row.width() > header.width => {
                let broken = Broken::FieldCount { expected: header.width, found: row.width() };
                self.broken(row, broken, &cell::text(row.cell(0)), book)
            }
            Some(_) => self.row(row, book, intake),
        }
    }

    fn header(&mut self, row: &dyn RawRow, book: &mut Book) -> Result<(), ExtractError> {
        let header = Header::parse(self.table, &self.place.shown, row)?;
        for column in &header.unknown {
            let line = row.line();
            let rule = FindingRule::UnknownColumn;
            book.note(Note {
                rule,
                table: self.at,
                line,
                commune: None,
                subject: self.table.name,
                value: column,
            })?;
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

    fn text_error(&self, error: TextError) -> ExtractError {
        let file = self.place.shown.clone();
        match error {
            TextError::Io { line, source } => ExtractError::Damaged { file, line, source },
            TextError::Encoding { line, offset, looks } => {
                ExtractError::Encoding { file, line, offset, looks }
            }
        }
    }
}

/// The commune that a row names, if it names one.
fn commune_of(table: &Table, header: &Header, row: &dyn RawRow) -> Option<CommuneCode> {
    let at = table.columns.iter().position(|column| column.name == "commune_code")?;
    let text = mend::canonical(Kind::Digits(5), row.cell(header.places[at]?))?;
    CommuneCode::parse(&text).ok()
}
