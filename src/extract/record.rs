//! Checked rows and reports as bytes, for the way through the sorter: numbers and texts, one behind the other.

use super::cell;
use super::header::Header;
use super::mend::Beside;
use super::odd;
use super::reject::Cause;
use super::row::RawRow;
use super::schema::Table;

/// Appends a number, six bits a byte: so numbers are text too, and a record is read as text at once.
pub(super) fn push_number(out: &mut Vec<u8>, mut number: u64) {
    while number > MORE - 1 {
        out.push((number % MORE + MORE).to_le_bytes()[0]);
        number /= MORE;
    }
    out.push(number.to_le_bytes()[0]);
}

/// The bit that tells of another byte of a number.
const MORE: u64 = 0x40;

/// Appends a text behind its length.
pub(super) fn push_text(out: &mut Vec<u8>, text: &str) {
    push_number(out, text.len() as u64);
    out.extend_from_slice(text.as_bytes());
}

/// Reads what was pushed, in the same order; `None` if the bytes are something else.
#[derive(Debug, Clone, Copy)]
pub(super) struct Cells<'a>(&'a str);

impl<'a> Cells<'a> {
    pub(super) fn of(record: &'a [u8]) -> Option<Self> {
        simdutf8::basic::from_utf8(record).ok().map(Self)
    }

    pub(super) fn number(&mut self) -> Option<u64> {
        let mut number = 0;
        for shift in (0..64).step_by(6) {
            let byte = u64::from(*self.0.as_bytes().first()?);
            self.0 = self.0.get(1..)?;
            number |= (byte % MORE) << shift;
            if byte < MORE {
                return Some(number);
            }
        }
        None
    }

    pub(super) fn text(&mut self) -> Option<&'a str> {
        let length = usize::try_from(self.number()?).ok()?;
        let (text, rest) = self.0.split_at_checked(length)?;
        self.0 = rest;
        Some(text)
    }

    /// A text, and whether one was given at all: the inner `None` is an empty cell.
    pub(super) fn optional(&mut self) -> Option<Option<&'a str>> {
        self.text().map(|text| Some(text).filter(|text| !text.is_empty()))
    }

    /// Whether all was read.
    pub(super) fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// An optional cell as `read` reads it.
    pub(super) fn optional_as<T>(&mut self, read: impl Fn(&str) -> Option<T>) -> Option<Option<T>> {
        match self.optional()? {
            None => Some(None),
            Some(text) => read(text).map(Some),
        }
    }
}

/// The text behind the line of a record, which is the number of the person it tells of.
pub(super) fn subject(record: &[u8]) -> Option<&[u8]> {
    let is_last = |byte: &u8| u64::from(*byte) < MORE;
    let line = record.iter().position(is_last)?;
    let (length, rest) = record.get(line + 1..)?.split_first()?;
    rest.get(..usize::from(*length)).filter(|_| is_last(length))
}

/// A column that breaks a rule, by its place in the schema, and the rule.
#[derive(Debug)]
pub(super) struct Refusal {
    pub column: Option<usize>,
    pub cause: Cause,
}

/// Writes a row's line and the canonical texts of all columns of the schema to `out`, and behind them what was not so in the
/// cells, if there is something: nearly every row has nothing.
///
/// # Errors
/// [`Refusal`] for the first column, in the schema's order, that the row cannot be used without.
pub(super) fn encode(
    table: &'static Table,
    header: &Header,
    row: &dyn RawRow,
    out: &mut Vec<u8>,
) -> Result<(), Refusal> {
    out.clear();
    push_number(out, row.line());
    let mut odd = Vec::new();
    for (at, (column, place)) in table.columns.iter().zip(&header.places).enumerate() {
        let Some(place) = place else {
            out.push(0);
            continue;
        };
        let start = out.len();
        // Most texts are shorter than 64 bytes, so one byte is kept for the length.
        out.push(0);
        if let Err(cause) = cell::push(column.kind, row.cell(*place), out) {
            out.truncate(start + 1);
            let found = odd::look(at, cause, Beside { table, header, row })?;
            out.extend_from_slice(found.read().as_bytes());
            odd.push(found);
        }
        let length = out.len() - start - 1;
        if length == 0 && column.required {
            return Err(Refusal { column: Some(at), cause: Cause::Required });
        }
        match u8::try_from(length) {
            Ok(length) if u64::from(length) < MORE => out[start] = length,
            _ => {
                let mut bytes = Vec::with_capacity(3);
                push_number(&mut bytes, length as u64);
                out.splice(start..=start, bytes);
            }
        }
    }
    for odd in odd {
        odd.push(out);
    }
    Ok(())
}

/// The texts of a record's columns, and the cells behind them.
pub(super) fn texts<'a>(table: &Table, record: &'a [u8]) -> Option<(Vec<&'a str>, Cells<'a>)> {
    let mut cells = Cells::of(record)?;
    cells.number()?;
    let texts = table.columns.iter().map(|_| cells.text()).collect::<Option<_>>()?;
    Some((texts, cells))
}
