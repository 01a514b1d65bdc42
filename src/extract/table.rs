//! Reading one table from whatever it stands in: rows are checked against the schema and accepted or rejected.

use super::book::{Book, Note};
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
use super::schema::{TABLES, Table};
use super::{cell, facts, sheet, unseen};
use crate::people::PersonalNumber;

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
    let mut reading =
        Reading { place, at: table, table: TABLES[table], header: None, record: Vec::new(), rows: 0 };
    match &place.form {
        Form::Sheet(name) => {
            let (mut workbook, count) = sheet::open(&place.path, &place.shown)?;
            sheet::each_row(&mut workbook, name, &place.shown, &mut |row| {
                reading.tell(&count, progress);
                reading.sheet_row(row, book, intake)
            })?;
            reading.finish(&count, progress)
        }
        Form::Csv | Form::Gzip | Form::Zstandard => {
            let opened = input::stream(place);
            let (stream, count) =
                opened.map_err(|source| ExtractError::Unreadable { path: place.path.clone(), source })?;
            let mut lines = Lines::new(stream);
            while reading.text_row(&mut lines, book, intake)? {
                reading.tell(&count, progress);
            }
            reading.finish(&count, progress)
        }
    }
}

struct Reading<'a> {
    place: &'a Place,
    at: usize,
    table: &'static Table,
    header: Option<Header>,
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
            (Step::Broken(broken), true) => self.broken(lines.line(), broken, lines.excerpt(), book)?,
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
                self.broken(row.line(), broken, &cell::text(row.cell(0)), book)
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
        self.header = Some(header);
        Ok(())
    }

    fn broken(
        &mut self,
        line: u64,
        broken: Broken,
        value: &str,
        book: &mut Book,
    ) -> Result<(), ExtractError> {
        self.rows += 1;
        book.read(self.at);
        if facts::is_of_persons(self.at) {
            book.unread(None);
        }
        book.reject(self.at, line, None, value, &Cause::from(broken))
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
        let refusal = match record::encode(self.table, header, row, &mut self.record) {
            Ok(()) => match intake.accept(book, row.line(), &self.record)? {
                Ok(()) => {
                    book.accepted(self.at);
                    return unseen::note(self.at, header, row, book);
                }
                Err(refusal) => refusal,
            },
            Err(refusal) => {
                intake.refused(book, header, row, &refusal)?;
                refusal
            }
        };
        if facts::is_of_persons(self.at) {
            let number = header.places[0].map(|place| cell::text(row.cell(place)));
            book.unread(number.and_then(|number| PersonalNumber::parse(&number).ok()));
        }
        let place = refusal.column.and_then(|at| header.places[at]);
        let value = place.map(|place| cell::text(row.cell(place)));
        book.reject(self.at, row.line(), refusal.column, value.as_deref().unwrap_or_default(), &refusal.cause)
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
