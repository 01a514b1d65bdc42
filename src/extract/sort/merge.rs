//! The merge of sorted runs: a heap of cursors, the one with the lowest key on top, an earlier run before a later one.

use super::spool::Spool;
use super::{HEAD, prefix};
use std::fs::File;
use std::io::{self, Read, Seek, SeekFrom};
use std::ops::Range;

#[derive(Debug)]
pub(super) struct Merge {
    file: File,
    cursors: Vec<Cursor>,
    /// The cursors that still have a record; a binary heap.
    heap: Vec<Head>,
}

/// A cursor by its index, with the first bytes of its key, by which most comparisons are decided.
#[derive(Debug, Clone, Copy)]
struct Head {
    prefix: u128,
    cursor: usize,
}

impl Merge {
    pub(super) fn new(spool: Spool, memory: usize) -> io::Result<Self> {
        let (file, runs) = spool.finish()?;
        let read_ahead = (memory / runs.len().max(1)).clamp(1 << 13, 1 << 20);
        let cursors = runs.into_iter().map(|run| Cursor::new(run, read_ahead)).collect();
        let mut merge = Self { file, cursors, heap: Vec::new() };
        merge.rewind()?;
        Ok(merge)
    }

    pub(super) fn runs(&self) -> usize {
        self.cursors.len()
    }

    pub(super) fn current(&self) -> Option<(&[u8], &[u8])> {
        self.heap.first().map(|top| self.cursors[top.cursor].record())
    }

    pub(super) fn advance(&mut self) -> io::Result<()> {
        let Some(top) = self.heap.first().map(|top| top.cursor) else { return Ok(()) };
        match self.cursors[top].advance(&mut self.file)? {
            Some(prefix) => self.heap[0].prefix = prefix,
            None => drop(self.heap.swap_remove(0)),
        }
        self.sift_down(0);
        Ok(())
    }

    pub(super) fn rewind(&mut self) -> io::Result<()> {
        self.heap.clear();
        for (at, cursor) in self.cursors.iter_mut().enumerate() {
            cursor.rewind();
            if let Some(prefix) = cursor.advance(&mut self.file)? {
                self.heap.push(Head { prefix, cursor: at });
            }
        }
        for at in (0..self.heap.len() / 2).rev() {
            self.sift_down(at);
        }
        Ok(())
    }

    fn sift_down(&mut self, mut at: usize) {
        loop {
            let mut lowest = at;
            for child in [2 * at + 1, 2 * at + 2] {
                if child < self.heap.len() && self.is_before(self.heap[child], self.heap[lowest]) {
                    lowest = child;
                }
            }
            if lowest == at {
                return;
            }
            self.heap.swap(at, lowest);
            at = lowest;
        }
    }

    fn is_before(&self, a: Head, b: Head) -> bool {
        let key = |head: Head| self.cursors[head.cursor].record().0;
        let keys = || key(a).cmp(key(b));
        a.prefix.cmp(&b.prefix).then_with(keys).then(a.cursor.cmp(&b.cursor)).is_lt()
    }
}

/// A place in a run, with some of what follows read ahead.
#[derive(Debug)]
struct Cursor {
    run: Range<u64>,
    /// The place in the file behind the buffer.
    next: u64,
    read_ahead: usize,
    buffer: Vec<u8>,
    /// Where the record behind the current one begins in the buffer.
    end: usize,
    key: Range<usize>,
    payload: Range<usize>,
}

impl Cursor {
    fn new(run: Range<u64>, read_ahead: usize) -> Self {
        let next = run.start;
        Self { run, next, read_ahead, buffer: Vec::new(), end: 0, key: 0..0, payload: 0..0 }
    }

    fn rewind(&mut self) {
        self.next = self.run.start;
        self.buffer.clear();
        self.end = 0;
    }

    fn record(&self) -> (&[u8], &[u8]) {
        (&self.buffer[self.key.clone()], &self.buffer[self.payload.clone()])
    }

    /// Steps to the next record of the run and gives the first bytes of its key; `None` behind the last.
    fn advance(&mut self, file: &mut File) -> io::Result<Option<u128>> {
        if self.end == self.buffer.len() && self.next == self.run.end {
            return Ok(None);
        }
        self.hold(HEAD, file)?;
        let key = self.length(self.end);
        let payload = self.length(self.end + 4);
        self.hold(HEAD + key + payload, file)?;
        let start = self.end + HEAD;
        self.key = start..start + key;
        self.payload = start + key..start + key + payload;
        self.end = self.payload.end;
        Ok(Some(prefix(&self.buffer[self.key.clone()])))
    }

    fn length(&self, at: usize) -> usize {
        let mut bytes = [0; 4];
        bytes.copy_from_slice(&self.buffer[at..at + 4]);
        u32::from_le_bytes(bytes) as usize
    }

    /// Reads on until `wanted` bytes stand behind `end`.
    fn hold(&mut self, wanted: usize, file: &mut File) -> io::Result<()> {
        if self.buffer.len() - self.end >= wanted {
            return Ok(());
        }
        self.buffer.drain(..self.end);
        self.end = 0;
        let held = self.buffer.len();
        let left = usize::try_from(self.run.end - self.next).unwrap_or(usize::MAX);
        let missing = wanted.saturating_sub(held).max(self.read_ahead).min(left);
        self.buffer.reserve_exact(missing);
        file.seek(SeekFrom::Start(self.next))?;
        let read = file.take(missing as u64).read_to_end(&mut self.buffer)?;
        self.next += read as u64;
        if read < missing || self.buffer.len() < wanted {
            return Err(io::Error::new(io::ErrorKind::UnexpectedEof, "a record ends before its length"));
        }
        Ok(())
    }
}
