//! Rows of text in cells (RFC 4180, with commas or another separator), one at a time, with memory bounded whatever the
//! file holds.
//!
//! A row that is broken is given up at the end of its first line, and reading goes on with the next: so a quotation mark
//! that is never closed costs one row, not the rest of the file.

use super::encoding::{self, Looks};
use super::error::ExtractError;
use super::quoted::{State, Unquoted};
use super::row::{Broken, CELL_LIMIT, RawCell, RawRow};
use std::io::{self, BufRead, Read};
use std::ops::Range;

/// The most bytes a line may hold.
const LINE_LIMIT: usize = 1 << 20;
/// The most bytes of whole lines that are taken, and found to be text, at once.
const BLOCK: usize = 1 << 18;
/// The bytes given out already that are kept, because taking them away moves what follows.
const KEPT: usize = 4 << 20;

/// Why the text cannot be read on.
#[derive(Debug)]
pub(super) enum TextError {
    Io { line: u64, source: io::Error },
    Encoding { line: u64, offset: u64, looks: Looks },
}

impl TextError {
    /// The error of the file of this name. What is no file says by itself what failed.
    pub(super) fn told(self, file: &str) -> ExtractError {
        let file = file.to_owned();
        match self {
            Self::Io { line, source } => match source.downcast::<ExtractError>() {
                Ok(error) => error,
                Err(source) => ExtractError::Damaged { file, line, source },
            },
            Self::Encoding { line, offset, looks } => ExtractError::Encoding { file, line, offset, looks },
        }
    }
}

/// What a step found.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Step {
    /// A row, which the reader now stands on.
    Row,
    /// A line that is no row.
    Broken(Broken),
    End,
}

/// Reads rows from a stream.
pub(super) struct Lines {
    input: Box<dyn BufRead>,
    /// What stands between two cells: a byte of its own in UTF-8.
    separator: u8,
    /// The row it stands on begins at `begin`; text read and not given out yet begins at `at`.
    text: String,
    begin: usize,
    at: usize,
    /// The place of `at` in the stream, in bytes.
    offset: u64,
    /// The line of the row it stands on, and of the next one.
    line: u64,
    next_line: u64,
    /// How many cells a row has, and must have; 0: as many as it has.
    expected: usize,
    least: usize,
    /// How many empty cells more it may have.
    extra: usize,
    cells: Vec<Range<usize>>,
    /// The cells' text where the row has quotation marks; otherwise they lie in `text`.
    unquoted: Option<String>,
}

impl Lines {
    pub(super) fn new(input: Box<dyn BufRead>, separator: u8, extra: usize) -> Self {
        Self {
            input,
            separator,
            text: String::new(),
            begin: 0,
            at: 0,
            offset: 0,
            line: 0,
            next_line: 1,
            expected: 0,
            least: 0,
            extra,
            cells: Vec::new(),
            unquoted: None,
        }
    }

    /// Sets how many cells a row has: fewer, but at least so many, are filled.
    pub(super) fn expect(&mut self, width: usize, least: usize) {
        (self.expected, self.least) = (width, least);
    }

    /// Whether the row it stands on lacks cells at its end.
    pub(super) fn is_short(&self) -> bool {
        self.cells.len() < self.expected
    }

    /// The first bytes of the line a step found broken, or of the row it stands on.
    pub(super) fn excerpt(&self) -> &str {
        let line = self.text[self.begin..self.at].lines().next().unwrap_or_default();
        &line[..line.floor_char_boundary(200)]
    }

    /// Steps to the next line that is not blank.
    pub(super) fn step(&mut self) -> Result<Step, TextError> {
        loop {
            if self.at == self.text.len() || self.at > KEPT {
                self.text.drain(..self.at);
                self.at = 0;
            }
            let begin = self.at;
            self.begin = begin;
            self.unquoted = None;
            self.line = self.next_line;
            let Some(end) = self.line_end(begin)? else { return Ok(Step::End) };
            let content = without_line_end(&self.text[begin..end]);
            if content.len() > LINE_LIMIT - 4 {
                let whole = content.len() != end - begin;
                self.consume(end, 1);
                if !whole {
                    self.skip_line()?;
                }
                return Ok(Step::Broken(Broken::TooLong));
            }
            if is_blank(content) {
                self.consume(end, 1);
                continue;
            }
            let mark = if self.offset == 0 && content.starts_with('\u{feff}') { 3 } else { 0 };
            let stop = begin + content.len();
            let step = match split(&self.text, begin + mark..stop, self.separator, &mut self.cells) {
                Split::Plain => {
                    self.consume(end, 1);
                    self.checked()
                }
                Split::Quoted => self.quoted(begin + mark, end)?,
            };
            // Spreadsheets write rows of nothing but separators behind the last.
            if step == Step::Row && self.is_blank_from(0) {
                continue;
            }
            return Ok(step);
        }
    }

    fn consume(&mut self, end: usize, lines: u64) {
        self.at = end;
        self.offset += (end - self.begin) as u64;
        self.next_line += lines;
    }

    /// Checks the cells that were split.
    fn checked(&mut self) -> Step {
        let (expected, found) = (self.expected, self.cells.len());
        if self.cells.iter().any(|cell| cell.len() > CELL_LIMIT) {
            return Step::Broken(Broken::TooLong);
        }
        if expected == found || expected == 0 {
            return Step::Row;
        }
        if found > expected && found - expected <= self.extra && self.is_blank_from(expected) {
            self.cells.truncate(expected);
            return Step::Row;
        }
        // A row of one empty cell is no row; others lack only what may be empty.
        match found < expected && (found >= self.least || self.is_blank_from(0)) {
            true => Step::Row,
            false => Step::Broken(Broken::FieldCount { expected, found }),
        }
    }

    /// Whether nothing stands in the cells from this one on.
    fn is_blank_from(&self, first: usize) -> bool {
        let text = self.unquoted.as_deref().unwrap_or(&self.text);
        let mut cells = self.cells[first..].iter();
        cells.all(|cell| {
            text[cell.clone()].chars().all(|letter| letter.is_whitespace() || letter == '\u{feff}')
        })
    }

    /// A row with quotation marks, which may go over several lines; each is looked at once.
    fn quoted(&mut self, start: usize, first_end: usize) -> Result<Step, TextError> {
        let mut end = first_end;
        let mut lines = 1;
        let mut unquoted = Unquoted::new(std::mem::take(&mut self.cells), self.separator);
        let mut state = unquoted.feed(&self.text[start..end]);
        let broken = loop {
            match state {
                State::Open if end - start > LINE_LIMIT => break Some(Broken::Quote),
                State::Open if unquoted.open_cell() > CELL_LIMIT => {
                    break Some(if lines == 1 { Broken::TooLong } else { Broken::Quote });
                }
                State::Open => match self.line_end(end)? {
                    Some(next) => {
                        state = unquoted.feed(&self.text[end..next]);
                        (end, lines) = (next, lines + 1);
                    }
                    None => break Some(Broken::Quote),
                },
                State::Malformed => break Some(Broken::Quote),
                State::Closed => break None,
            }
        };
        self.cells = unquoted.cells;
        self.unquoted = Some(unquoted.text);
        let step = broken.map_or_else(|| self.checked(), Step::Broken);
        match step {
            Step::Broken(broken) => {
                self.cells.clear();
                self.unquoted = None;
                self.consume(first_end, 1);
                // What was taken for one row of several lines is more likely a mark that is never closed.
                Ok(Step::Broken(if lines > 1 { Broken::Quote } else { broken }))
            }
            Step::Row | Step::End => {
                self.consume(end, lines);
                Ok(Step::Row)
            }
        }
    }

    /// Where the line that begins at `from` ends, line feed included; `None` if nothing follows. A line longer than
    /// the limit ends there.
    fn line_end(&mut self, from: usize) -> Result<Option<usize>, TextError> {
        if self.text.len() == from && !self.read_block()? {
            self.read_line()?;
        }
        let text = &self.text.as_bytes()[from..];
        Ok(match memchr::memchr(b'\n', text) {
            Some(found) => Some(from + found + 1),
            None if text.is_empty() => None,
            // The end of the stream, or a line cut at the limit.
            None => Some(self.text.len()),
        })
    }

    /// Reads the whole lines of UTF-8 that lie ready; whether there were any.
    fn read_block(&mut self) -> Result<bool, TextError> {
        let line = self.next_line.saturating_sub(1);
        let ready = self.input.fill_buf().map_err(|source| TextError::Io { line, source })?;
        let ready = &ready[..ready.len().min(BLOCK)];
        let lines = whole_lines(ready);
        let text = match simdutf8::basic::from_utf8(lines) {
            Ok(text) => text,
            // Everything before the fault is given out first, so that the first fault of any kind is the one told of.
            Err(_) => whole_text(lines),
        };
        self.text.push_str(text);
        let length = text.len();
        self.input.consume(length);
        Ok(length > 0)
    }

    /// Reads one line, or as much of it as the limit allows; nothing at the end of the stream.
    fn read_line(&mut self) -> Result<(), TextError> {
        let mut bytes = Vec::new();
        let read = (&mut self.input).take(LINE_LIMIT as u64).read_until(b'\n', &mut bytes);
        read.map_err(|source| TextError::Io { line: self.next_line.saturating_sub(1), source })?;
        let line = match String::from_utf8(bytes) {
            Ok(line) => line,
            Err(error) => self.without_cut_letter(error)?,
        };
        self.text.push_str(&line);
        Ok(())
    }

    /// A line cut at the limit may end within a letter; any other bytes that are not UTF-8 are an error.
    fn without_cut_letter(&mut self, error: std::string::FromUtf8Error) -> Result<String, TextError> {
        let utf8 = error.utf8_error();
        let valid = utf8.valid_up_to();
        let mut bytes = error.into_bytes();
        if utf8.error_len().is_none() && bytes.len() == LINE_LIMIT {
            self.offset += (LINE_LIMIT - valid) as u64;
            bytes.truncate(valid);
            return Ok(String::from_utf8(bytes).unwrap_or_default());
        }
        let before = &self.text[self.begin..];
        let line = self.next_line + before.bytes().filter(|byte| *byte == b'\n').count() as u64;
        let offset = self.offset + (before.len() + valid) as u64;
        // What follows helps to tell the encoding; a fault there does not matter any more.
        let _ = (&mut self.input).take(1 << 16).read_to_end(&mut bytes);
        let looks = encoding::detect(&bytes);
        Err(TextError::Encoding { line, offset, looks })
    }

    /// Reads past the rest of a line without keeping it.
    fn skip_line(&mut self) -> Result<(), TextError> {
        loop {
            let found = self.input.fill_buf();
            let buffer = found.map_err(|source| TextError::Io { line: self.line, source })?;
            let (used, done) = match buffer.iter().position(|byte| *byte == b'\n') {
                Some(at) => (at + 1, true),
                None => (buffer.len(), buffer.is_empty()),
            };
            self.input.consume(used);
            self.offset += used as u64;
            if done {
                return Ok(());
            }
        }
    }
}

impl RawRow for Lines {
    fn cell(&self, column: usize) -> RawCell<'_> {
        let text = self.unquoted.as_deref().unwrap_or(&self.text);
        RawCell::Text(self.cells.get(column).map_or("", |cell| &text[cell.clone()]))
    }

    fn width(&self) -> usize {
        self.cells.len()
    }

    fn line(&self) -> u64 {
        self.line
    }
}

/// The lines at the beginning of `bytes` that end there.
fn whole_lines(bytes: &[u8]) -> &[u8] {
    &bytes[..memchr::memrchr(b'\n', bytes).map_or(0, |last| last + 1)]
}

/// The whole lines before the first bytes that are not UTF-8.
fn whole_text(bytes: &[u8]) -> &str {
    let valid = match std::str::from_utf8(bytes) {
        Ok(_) => bytes.len(),
        Err(error) => error.valid_up_to(),
    };
    std::str::from_utf8(whole_lines(&bytes[..valid])).unwrap_or_default()
}

/// Whether nothing stands in a line but spaces and byte order marks.
fn is_blank(line: &str) -> bool {
    line.chars().all(|letter| matches!(letter, ' ' | '\u{feff}'))
}

pub(super) fn without_line_end(line: &str) -> &str {
    let line = line.strip_suffix('\n').unwrap_or(line);
    line.strip_suffix('\r').unwrap_or(line)
}

enum Split {
    Plain,
    /// There are quotation marks; the cells are not split.
    Quoted,
}

/// Splits a line without quotation marks at its separators.
fn split(text: &str, range: Range<usize>, separator: u8, cells: &mut Vec<Range<usize>>) -> Split {
    cells.clear();
    let mut start = range.start;
    for (at, byte) in text.as_bytes()[range.clone()].iter().enumerate() {
        match byte {
            byte if *byte == separator => {
                let end = range.start + at;
                cells.push(start..end);
                start = end + 1;
            }
            b'"' => return Split::Quoted,
            _ => {}
        }
    }
    cells.push(start..range.end);
    Split::Plain
}
