//! Cells in quotation marks (RFC 4180), which may go over several lines: each line is looked at once.

use super::lines::without_line_end;
use std::ops::Range;

/// How far a row with quotation marks is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum State {
    Closed,
    /// The last cell's quotation mark is still open.
    Open,
    /// A mark inside a cell that does not begin with one, or text behind a closing mark.
    Malformed,
}

/// A row with quotation marks on its way to cells, fed line by line.
pub(super) struct Unquoted {
    /// The cells' text, end to end.
    pub text: String,
    pub cells: Vec<Range<usize>>,
    separator: char,
    /// Where the cell begins whose mark is open.
    start: usize,
    is_open: bool,
}

impl Unquoted {
    /// No cell yet; `cells` are forgotten, but their room is used.
    pub(super) fn new(mut cells: Vec<Range<usize>>, separator: u8) -> Self {
        cells.clear();
        Self { text: String::new(), cells, separator: char::from(separator), start: 0, is_open: false }
    }

    /// How long the cell is whose quotation mark is open.
    pub(super) fn open_cell(&self) -> usize {
        self.text.len() - self.start
    }

    /// Takes the next line, line feed included.
    pub(super) fn feed(&mut self, line: &str) -> State {
        let mut rest = line;
        loop {
            if !self.is_open {
                self.start = self.text.len();
                let trimmed = rest.trim_start_matches(' ');
                match trimmed.strip_prefix('"') {
                    Some(quoted) => (rest, self.is_open) = (quoted, true),
                    None => match self.plain(rest) {
                        Some(after) => rest = after,
                        None => return State::Malformed,
                    },
                }
            }
            if self.is_open {
                match self.quoted(rest) {
                    Some(after) => rest = after.trim_start_matches(' '),
                    None => return State::Open,
                }
            }
            self.cells.push(self.start..self.text.len());
            match rest.strip_prefix(self.separator) {
                Some(after) => rest = after,
                None if without_line_end(rest).is_empty() => return State::Closed,
                None => return State::Malformed,
            }
        }
    }

    /// Takes the rest of a cell whose mark is open, and gives what stands behind its closing one; `None` if it stays open.
    fn quoted<'t>(&mut self, mut rest: &'t str) -> Option<&'t str> {
        loop {
            let Some(at) = rest.find('"') else {
                self.text.push_str(rest);
                return None;
            };
            self.text.push_str(&rest[..at]);
            rest = &rest[at + 1..];
            match rest.strip_prefix('"') {
                Some(after) => {
                    self.text.push('"');
                    rest = after;
                }
                None => {
                    self.is_open = false;
                    return Some(rest);
                }
            }
        }
    }

    /// Takes a cell without a mark, and gives what stands behind it; `None` if there is one inside.
    fn plain<'t>(&mut self, rest: &'t str) -> Option<&'t str> {
        let end = rest.find([self.separator, '\n']).unwrap_or(rest.len());
        let cell =
            if rest[end..].starts_with(self.separator) { &rest[..end] } else { without_line_end(rest) };
        self.text.push_str(cell);
        (!cell.contains('"')).then(|| &rest[cell.len()..])
    }
}
