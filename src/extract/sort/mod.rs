//! An external sort with bounded memory: records of a key and a payload, both bytes, come out in the order of their
//! keys; records of equal keys come out as they went in. Knows nothing of what the bytes mean.

mod merge;
mod records;
mod spool;

pub use records::Records;

use merge::Merge;
use spool::Spool;
use std::io;
use std::path::{Path, PathBuf};

/// The scratch folder could not be written or read.
#[derive(Debug, thiserror::Error)]
#[error("cannot use the scratch folder {}: {source}; free some space there or name another folder", folder.display())]
pub struct SortError {
    folder: PathBuf,
    source: io::Error,
}

/// Where a record stands in the buffer, with the first bytes of its key beside it so that most comparisons need not
/// look there.
#[derive(Debug, Clone, Copy)]
struct Entry {
    prefix: u128,
    start: u32,
    key: u32,
    payload: u32,
}

/// Records in memory, end to end, each behind its [head](HEAD), as they stand in a spool.
#[derive(Debug, Default)]
struct Buffer {
    bytes: Vec<u8>,
    entries: Vec<Entry>,
}

/// The bytes before each record: the lengths of its key and of its payload.
const HEAD: usize = 8;

impl Buffer {
    fn key(&self, entry: &Entry) -> &[u8] {
        &self.bytes[entry.start as usize + HEAD..][..entry.key as usize]
    }

    fn payload(&self, entry: &Entry) -> &[u8] {
        &self.bytes[entry.start as usize + HEAD + entry.key as usize..][..entry.payload as usize]
    }

    /// The record with its head.
    fn record(&self, entry: &Entry) -> &[u8] {
        &self.bytes[entry.start as usize..][..HEAD + entry.key as usize + entry.payload as usize]
    }

    /// Appends a record. What grows past an eighth of `memory` is likely to need all of it, and gets it without being
    /// copied again and again.
    fn push(&mut self, entry: Entry, key: &[u8], payload: &[u8], memory: usize) {
        let (length, added) = (self.bytes.len(), HEAD + key.len() + payload.len());
        if length + added > self.bytes.capacity() && (memory / 8..memory).contains(&length) {
            self.bytes.reserve_exact((memory - length).max(added));
        }
        self.bytes.extend_from_slice(&entry.key.to_le_bytes());
        self.bytes.extend_from_slice(&entry.payload.to_le_bytes());
        self.bytes.extend_from_slice(key);
        self.bytes.extend_from_slice(payload);
        self.entries.push(entry);
    }

    fn size(&self) -> usize {
        self.bytes.len() + self.entries.len() * size_of::<Entry>()
    }

    fn sort(&mut self) {
        let mut entries = std::mem::take(&mut self.entries);
        entries.sort_unstable_by(|a, b| {
            let keys = || self.key(a).cmp(self.key(b));
            a.prefix.cmp(&b.prefix).then_with(keys).then(a.start.cmp(&b.start))
        });
        self.entries = entries;
    }
}

/// The first sixteen bytes of a key as a number that compares like them.
fn prefix(key: &[u8]) -> u128 {
    let mut bytes = [0; 16];
    let length = key.len().min(16);
    bytes[..length].copy_from_slice(&key[..length]);
    u128::from_be_bytes(bytes)
}

/// Takes records in any order. Records that come in order already are never sorted.
///
/// ```
/// use cutri::extract::sort::Sorter;
/// let folder = tempfile::tempdir()?;
/// let mut sorter = Sorter::new(folder.path(), 1 << 20);
/// sorter.push(b"b", b"first")?;
/// sorter.push(b"a", b"second")?;
/// let mut sorted = sorter.finish()?;
/// assert_eq!(sorted.current(), Some((&b"a"[..], &b"second"[..])));
/// sorted.advance()?;
/// assert_eq!(sorted.current(), Some((&b"b"[..], &b"first"[..])));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Debug)]
pub struct Sorter {
    folder: PathBuf,
    memory: usize,
    buffer: Buffer,
    in_order: bool,
    spool: Option<Spool>,
    count: u64,
}

impl Sorter {
    /// A sorter that holds about `memory` bytes and puts what is more into a nameless file in `folder`, which vanishes
    /// with the program.
    pub fn new(folder: &Path, memory: usize) -> Self {
        let memory = memory.clamp(1 << 10, 1 << 30);
        Self {
            folder: folder.into(),
            memory,
            buffer: Buffer::default(),
            in_order: true,
            spool: None,
            count: 0,
        }
    }

    /// Takes a record.
    ///
    /// # Errors
    /// [`SortError`] if the memory is used up and the scratch file cannot be written, or a record is longer than 1 GiB.
    pub fn push(&mut self, key: &[u8], payload: &[u8]) -> Result<(), SortError> {
        let added = HEAD + key.len() + payload.len() + size_of::<Entry>();
        if self.buffer.size() + added > self.memory && !self.buffer.entries.is_empty() {
            self.spill()?;
        }
        let length = |bytes: &[u8]| {
            u32::try_from(bytes.len())
                .ok()
                .filter(|length| *length <= 1 << 30)
                .ok_or_else(|| self.error(io::Error::other("a record is longer than 1 GiB")))
        };
        let start = u32::try_from(self.buffer.bytes.len()).expect("the memory is clamped to 1 GiB");
        let entry = Entry { prefix: prefix(key), start, key: length(key)?, payload: length(payload)? };
        if let Some(last) = self.buffer.entries.last().filter(|_| self.in_order) {
            self.in_order = last.prefix < entry.prefix || self.buffer.key(last) <= key;
        }
        self.buffer.push(entry, key, payload, self.memory);
        self.count += 1;
        Ok(())
    }

    /// Takes records, one after another.
    ///
    /// # Errors
    /// As [`push`](Self::push).
    pub fn extend(&mut self, records: &Records) -> Result<(), SortError> {
        records.iter().try_for_each(|(key, payload)| self.push(key, payload))
    }

    /// How many records were taken.
    pub fn count(&self) -> u64 {
        self.count
    }

    /// The records in the order of their keys, standing on the first.
    ///
    /// # Errors
    /// [`SortError`] if the scratch file cannot be written or read.
    pub fn finish(mut self) -> Result<Sorted, SortError> {
        if self.spool.is_some() {
            self.spill()?;
        } else if !self.in_order {
            self.buffer.sort();
        }
        let Self { folder, memory, buffer, spool, count, .. } = self;
        let records = match spool {
            None => Held::Memory { buffer, next: 0 },
            Some(spool) => {
                drop(buffer);
                let merge = Merge::new(spool, memory);
                Held::Spooled(merge.map_err(|source| SortError { folder: folder.clone(), source })?)
            }
        };
        Ok(Sorted { folder, records, count })
    }

    fn spill(&mut self) -> Result<(), SortError> {
        if !self.in_order {
            self.buffer.sort();
        }
        let spool = match self.spool.take() {
            Some(spool) => Ok(spool),
            None => Spool::new(&self.folder),
        };
        let (buffer, as_they_lie) = (&self.buffer, self.in_order);
        let written = spool.and_then(|mut spool| {
            spool.write_run(buffer, as_they_lie)?;
            Ok(spool)
        });
        self.spool = Some(written.map_err(|source| self.error(source))?);
        self.buffer.bytes.clear();
        self.buffer.entries.clear();
        self.in_order = true;
        Ok(())
    }

    fn error(&self, source: io::Error) -> SortError {
        SortError { folder: self.folder.clone(), source }
    }
}

#[derive(Debug)]
enum Held {
    Memory { buffer: Buffer, next: usize },
    Spooled(Merge),
}

/// Sorted records, standing on one of them.
#[derive(Debug)]
pub struct Sorted {
    folder: PathBuf,
    records: Held,
    count: u64,
}

impl Sorted {
    /// Key and payload of the record it stands on; `None` behind the last.
    pub fn current(&self) -> Option<(&[u8], &[u8])> {
        match &self.records {
            Held::Memory { buffer, next } => {
                buffer.entries.get(*next).map(|entry| (buffer.key(entry), buffer.payload(entry)))
            }
            Held::Spooled(merge) => merge.current(),
        }
    }

    /// Steps to the next record.
    ///
    /// # Errors
    /// [`SortError`] if the scratch file cannot be read.
    pub fn advance(&mut self) -> Result<(), SortError> {
        match &mut self.records {
            Held::Memory { buffer, next } => {
                *next = (*next + 1).min(buffer.entries.len());
                Ok(())
            }
            Held::Spooled(merge) => {
                merge.advance().map_err(|source| SortError { folder: self.folder.clone(), source })
            }
        }
    }

    /// Steps back to the first record.
    ///
    /// # Errors
    /// [`SortError`] if the scratch file cannot be read.
    pub fn rewind(&mut self) -> Result<(), SortError> {
        match &mut self.records {
            Held::Memory { next, .. } => {
                *next = 0;
                Ok(())
            }
            Held::Spooled(merge) => {
                merge.rewind().map_err(|source| SortError { folder: self.folder.clone(), source })
            }
        }
    }

    /// How many records there are.
    pub fn count(&self) -> u64 {
        self.count
    }

    /// In how many sorted runs the records lie on disk; 0 if all are in memory.
    pub fn runs(&self) -> usize {
        match &self.records {
            Held::Memory { .. } => 0,
            Held::Spooled(merge) => merge.runs(),
        }
    }
}
