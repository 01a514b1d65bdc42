//! The compound file that an `.xls` is, looked at before a library opens it: a few records may make a sheet of millions of
//! cells, all of which would stand in memory. Nothing is kept.

use super::error::{BookFault, ExtractError};
use std::io::Read;

/// How a compound file begins: an `.xls`, or a newer workbook that is locked by a password.
pub(super) const MARK: [u8; 8] = [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1];
/// The most bytes of such a file, and the most cells that its sheets span.
const FILE_LIMIT: u64 = 96 << 20;
const CELLS_MAX: u64 = 16 << 20;
/// The sectors from here on mean an end.
const END: u32 = 0xFFFF_FFFA;
/// The records of cells, and how many bytes stand behind the last column of those that hold several.
const CELLS: [u16; 9] = [0x0001, 0x0006, 0x0201, 0x0203, 0x0204, 0x0205, 0x027E, 0x00FD, 0x00D6];
const SEVERAL: [u16; 2] = [0x00BD, 0x00BE];
/// The record that begins a sheet.
const BEGIN: [u16; 2] = [0x0809, 0x0409];

/// Looks at a compound file.
///
/// # Errors
/// [`ExtractError::Workbook`] if it is locked, holds no workbook, is damaged, or is larger than is read of such a file.
pub(super) fn check(file: impl Read, shown: &str) -> Result<(), ExtractError> {
    let wrong = |fault: BookFault| ExtractError::Workbook { file: shown.into(), fault };
    let limit = |what: &str| wrong(BookFault::Limit(what.into()));
    let mut bytes = Vec::new();
    file.take(FILE_LIMIT + 1).read_to_end(&mut bytes).map_err(|_| wrong(BookFault::Damaged))?;
    if bytes.len() as u64 > FILE_LIMIT {
        return Err(limit(
            "tệp dài hơn 96 MiB, mức lớn nhất được đọc của tệp .xls / it is longer than the 96 MiB that are read of an .xls",
        ));
    }
    let found = Compound::of(&bytes).ok_or_else(|| wrong(BookFault::Damaged))?;
    if found.entry("EncryptedPackage").is_some() {
        return Err(wrong(BookFault::Locked));
    }
    let entry = found.entry("Workbook").or_else(|| found.entry("Book"));
    let entry = entry.ok_or_else(|| wrong(BookFault::NoWorkbook))?;
    let stream = found.stream(entry).ok_or_else(|| wrong(BookFault::Damaged))?;
    match cells(&stream) > CELLS_MAX {
        true => Err(limit(
            "các trang tính trải ra hơn 16 triệu ô: hãy lưu dạng .xlsx hoặc CSV / its sheets span more than 16 million cells: save it as .xlsx or CSV",
        )),
        false => Ok(()),
    }
}

/// A compound file's table of sectors and its directory.
struct Compound<'a> {
    bytes: &'a [u8],
    sector: usize,
    next: Vec<u32>,
    directory: Vec<u8>,
}

/// Where a stream begins, and its length.
#[derive(Clone, Copy)]
struct Entry {
    first: u32,
    length: usize,
}

fn number(bytes: &[u8], at: usize) -> Option<u32> {
    Some(u32::from_le_bytes(*bytes.get(at..)?.first_chunk()?))
}

fn half(bytes: &[u8], at: usize) -> Option<u16> {
    Some(u16::from_le_bytes(*bytes.get(at..)?.first_chunk()?))
}

impl<'a> Compound<'a> {
    fn of(bytes: &'a [u8]) -> Option<Self> {
        let sector = 1_usize << half(bytes, 30).filter(|shift| matches!(shift, 9 | 12))?;
        let mut found = Self { bytes, sector, next: Vec::new(), directory: Vec::new() };
        // The sectors of the table: 109 in the header, more in a chain of their own.
        let mut tables: Vec<u32> = (0..109).filter_map(|at| number(bytes, 76 + 4 * at)).collect();
        let mut more = number(bytes, 68)?;
        let mut left = bytes.len() / sector + 1;
        while more < END && left > 0 {
            let listed = found.sector(more)?;
            let last = sector - 4;
            tables.extend((0..last / 4).filter_map(|at| number(listed, 4 * at)));
            more = number(listed, last)?;
            left -= 1;
        }
        for table in tables.into_iter().filter(|table| *table < END) {
            let listed = found.sector(table)?;
            let next: Vec<u32> = (0..sector / 4).filter_map(|at| number(listed, 4 * at)).collect();
            found.next.extend(next);
        }
        found.directory = found.chain(number(bytes, 48)?, usize::MAX)?;
        Some(found)
    }

    fn sector(&self, at: u32) -> Option<&'a [u8]> {
        let begin = (usize::try_from(at).ok()?.checked_add(1)?).checked_mul(self.sector)?;
        self.bytes.get(begin..begin.checked_add(self.sector)?.min(self.bytes.len()))
    }

    /// The bytes of a chain of sectors.
    fn chain(&self, first: u32, length: usize) -> Option<Vec<u8>> {
        let (mut bytes, mut at) = (Vec::new(), first);
        while at < END && bytes.len() < length {
            bytes.extend_from_slice(self.sector(at)?);
            at = *self.next.get(usize::try_from(at).ok()?)?;
            // A chain that runs in a circle has no end.
            if bytes.len() > self.bytes.len() + self.sector {
                return None;
            }
        }
        bytes.truncate(length);
        Some(bytes)
    }

    /// The stream of this name.
    fn entry(&self, name: &str) -> Option<Entry> {
        let wide: Vec<u8> = name.encode_utf16().chain([0]).flat_map(u16::to_le_bytes).collect();
        let entry = self.directory.chunks_exact(128).find(|entry| entry.starts_with(&wide))?;
        Some(Entry { first: number(entry, 116)?, length: usize::try_from(number(entry, 120)?).ok()? })
    }

    /// The bytes of a stream; short ones lie in sectors of 64 bytes, in a stream of the root's.
    fn stream(&self, entry: Entry) -> Option<Vec<u8>> {
        if entry.length >= usize::try_from(number(self.bytes, 56)?).ok()? {
            return self.chain(entry.first, entry.length);
        }
        let small = self.chain(number(&self.directory, 116)?, usize::MAX)?;
        let table = self.chain(number(self.bytes, 60)?, usize::MAX)?;
        let (mut bytes, mut at) = (Vec::new(), entry.first);
        while at < END && bytes.len() < entry.length {
            let begin = usize::try_from(at).ok()? * 64;
            bytes.extend_from_slice(small.get(begin..begin + 64)?);
            at = number(&table, usize::try_from(at).ok()? * 4)?;
            if bytes.len() > small.len() + 64 {
                return None;
            }
        }
        bytes.truncate(entry.length);
        Some(bytes)
    }
}

/// How many cells the sheets of a workbook span, as their reader will make room for them.
fn cells(stream: &[u8]) -> u64 {
    let (mut cells, mut rows, mut columns) = (0_u64, 0_u64, 0_u64);
    let mut rest = stream;
    while let (Some(kind), Some(length)) = (half(rest, 0), half(rest, 2)) {
        let end = (4 + usize::from(length)).min(rest.len());
        let body = &rest[4..end];
        rest = &rest[end..];
        let last = match kind {
            kind if BEGIN.contains(&kind) => {
                cells = cells.saturating_add(rows * columns);
                (rows, columns) = (0, 0);
                continue;
            }
            kind if CELLS.contains(&kind) => half(body, 2),
            kind if SEVERAL.contains(&kind) => half(body, body.len().saturating_sub(2)),
            _ => continue,
        };
        rows = rows.max(u64::from(half(body, 0).unwrap_or_default()) + 1);
        columns = columns.max(u64::from(last.unwrap_or_default()) + 1);
    }
    cells.saturating_add(rows * columns)
}
