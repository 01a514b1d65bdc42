//! What stands between the cells of a text: the header tells, or a line `sep=;` before it, as Excel writes and reads it.

use super::header::named;
use super::schema::Table;
use std::io::{self, BufRead, Cursor, Read};

/// What may stand between cells; the first is the usual one.
const SEPARATORS: [u8; 3] = [b',', b';', b'\t'];
/// How much of the beginning is looked at, and how many lines of it.
const HEAD: usize = 1 << 16;
const LINES: usize = 32;

/// A separator, and the text from its first row on.
pub(super) struct Found<R> {
    pub separator: u8,
    /// How many cells more than the header the rows have, all of the first ones alike.
    pub extra: usize,
    pub stream: io::Chain<Cursor<Vec<u8>>, R>,
}

/// The separator as reports show it.
pub(super) fn shown(separator: u8) -> &'static str {
    match separator {
        b';' => "';'",
        b'\t' => "tab",
        _ => "','",
    }
}

/// Finds what stands between the cells of `stream`; `given` is what was said of it.
pub(super) fn find<R: BufRead>(mut stream: R, table: &Table, given: Option<u8>) -> io::Result<Found<R>> {
    let mut head = Vec::new();
    // A stream gives what lies ready, which may be a line, or less.
    while head.len() < HEAD && head.iter().filter(|byte| **byte == b'\n').count() < LINES {
        let ready = stream.fill_buf()?;
        if ready.is_empty() {
            break;
        }
        let length = ready.len().min(HEAD);
        head.extend_from_slice(&ready[..length]);
        stream.consume(length);
    }
    let (told, length) = told(&head);
    let separator = given.or(told).unwrap_or_else(|| likely(&head[length..], table));
    // The line is passed over, and still counts as one.
    head[..length].iter_mut().filter(|byte| **byte != b'\n').for_each(|byte| *byte = b' ');
    let extra = extra(&head, separator, table);
    Ok(Found { separator, extra, stream: Cursor::new(head).chain(stream) })
}

/// The separator that a line `sep=;` before the header tells, and the length of that line.
fn told(head: &[u8]) -> (Option<u8>, usize) {
    let text = head.strip_prefix(b"\xef\xbb\xbf").unwrap_or(head);
    let end = text.iter().position(|byte| *byte == b'\n').unwrap_or(text.len());
    let line = text[..end].strip_suffix(b"\r").unwrap_or(&text[..end]);
    let line = line.strip_prefix(b"\"").and_then(|line| line.strip_suffix(b"\"")).unwrap_or(line);
    match line {
        [b's' | b'S', b'e' | b'E', b'p' | b'P', b'=', separator] if SEPARATORS.contains(separator) => {
            (Some(*separator), head.len() - text.len() + end)
        }
        _ => (None, 0),
    }
}

/// The separator by which a line names the most columns of the table; the comma where none does.
fn likely(head: &[u8], table: &Table) -> u8 {
    let head = String::from_utf8_lossy(head);
    let columns = |separator: u8| {
        head.lines().take(LINES).map(|line| columns(line, separator, table)).max().unwrap_or_default()
    };
    // Of equal ones the first.
    let best = SEPARATORS.into_iter().rev().max_by_key(|separator| columns(*separator));
    best.filter(|separator| columns(*separator) > 1).unwrap_or(SEPARATORS[0])
}

/// How many columns of the table a line names.
fn columns(line: &str, separator: u8, table: &Table) -> usize {
    let cells = line.split(char::from(separator));
    named(table, cells.map(|cell| cell.trim_matches([' ', '"', '\r', '\u{feff}']))).len()
}

/// How many cells more than the header every one of the first rows has. A single row may have a cell too many in its midst;
/// where all have as many, a program wrote them behind the last.
fn extra(head: &[u8], separator: u8, table: &Table) -> usize {
    let head = String::from_utf8_lossy(head);
    let lines: Vec<&str> = head.lines().take(LINES).collect();
    let Some(header) = (0..lines.len()).max_by_key(|at| columns(lines[*at], separator, table)) else {
        return 0;
    };
    let cells = |line: &str| line.matches(char::from(separator)).count();
    // The last line may be cut, and one with quotation marks is not counted so.
    let rows = lines[header + 1..].iter().filter(|line| !line.trim().is_empty() && !line.contains('"'));
    let counts: Vec<usize> = rows.map(|line| cells(line)).collect();
    let counts = &counts[..counts.len().saturating_sub(usize::from(!head.ends_with('\n')))];
    match counts {
        [first, second, rest @ ..] if first == second && rest.iter().all(|count| count == first) => {
            first.saturating_sub(cells(lines[header]))
        }
        _ => 0,
    }
}
