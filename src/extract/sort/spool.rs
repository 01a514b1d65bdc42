//! Sorted runs, one behind the other in one nameless file.

use super::Buffer;
use std::fs::File;
use std::io::{self, BufWriter, Write};
use std::ops::Range;
use std::path::Path;

#[derive(Debug)]
pub(super) struct Spool {
    file: BufWriter<File>,
    runs: Vec<Range<u64>>,
    last_key: Vec<u8>,
    written: u64,
}

impl Spool {
    pub(super) fn new(folder: &Path) -> io::Result<Self> {
        let file = BufWriter::with_capacity(1 << 18, tempfile::tempfile_in(folder)?);
        Ok(Self { file, runs: Vec::new(), last_key: Vec::new(), written: 0 })
    }

    /// Appends sorted records, which may lie in the buffer as they are sorted; they go on with the last run where they fit
    /// behind it.
    pub(super) fn write_run(&mut self, buffer: &Buffer, as_they_lie: bool) -> io::Result<()> {
        let (Some(first), Some(last)) = (buffer.entries.first(), buffer.entries.last()) else {
            return Ok(());
        };
        let start = self.written;
        if as_they_lie {
            self.file.write_all(&buffer.bytes)?;
        } else {
            for entry in &buffer.entries {
                self.file.write_all(buffer.record(entry))?;
            }
        }
        self.written += buffer.bytes.len() as u64;
        match self.runs.last_mut() {
            Some(run) if self.last_key.as_slice() <= buffer.key(first) => run.end = self.written,
            _ => self.runs.push(start..self.written),
        }
        self.last_key.clear();
        self.last_key.extend_from_slice(buffer.key(last));
        Ok(())
    }

    /// The file and where its runs lie.
    pub(super) fn finish(self) -> io::Result<(File, Vec<Range<u64>>)> {
        let file = self.file.into_inner().map_err(io::IntoInnerError::into_error)?;
        Ok((file, self.runs))
    }
}
