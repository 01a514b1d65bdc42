//! Opening files: plain or compressed, with a count of the bytes read for progress.

use super::locate::{Form, Place};
use std::fs::File;
use std::io::{self, BufRead, BufReader, Read, Seek, SeekFrom};
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

/// How much is read ahead of a stream.
const READ_AHEAD: usize = 1 << 18;

/// A file that counts the bytes read of it.
#[derive(Debug)]
pub(super) struct CountedFile {
    file: File,
    read: Arc<AtomicU64>,
}

/// How far a file was read.
#[derive(Debug, Clone)]
pub(super) struct Count {
    read: Arc<AtomicU64>,
    pub total: u64,
}

impl Count {
    pub(super) fn read(&self) -> u64 {
        self.read.load(Ordering::Relaxed).min(self.total)
    }
}

impl CountedFile {
    pub(super) fn open(path: &Path) -> io::Result<(Self, Count)> {
        let file = crate::given::open(path)?;
        let total = file.metadata()?.len();
        let read = Arc::new(AtomicU64::new(0));
        Ok((Self { file, read: read.clone() }, Count { read, total }))
    }
}

impl Read for CountedFile {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let length = self.file.read(buffer)?;
        self.read.fetch_add(length as u64, Ordering::Relaxed);
        Ok(length)
    }
}

impl Seek for CountedFile {
    fn seek(&mut self, to: SeekFrom) -> io::Result<u64> {
        self.file.seek(to)
    }
}

/// The text stream of a file that is no workbook.
///
/// # Errors
/// If the file cannot be opened, or its form needs more than a stream.
pub(super) fn stream(place: &Place) -> io::Result<(Box<dyn BufRead>, Count)> {
    let (file, count) = CountedFile::open(&place.path)?;
    let stream: Box<dyn BufRead> = match &place.form {
        Form::Csv => Box::new(BufReader::with_capacity(READ_AHEAD, file)),
        Form::Gzip => {
            let packed = BufReader::with_capacity(READ_AHEAD, file);
            Box::new(BufReader::with_capacity(READ_AHEAD, flate2::bufread::MultiGzDecoder::new(packed)))
        }
        Form::Zstandard => {
            let packed = BufReader::with_capacity(READ_AHEAD, file);
            let unpacked = zstd::stream::read::Decoder::with_buffer(packed)?;
            Box::new(BufReader::with_capacity(READ_AHEAD, unpacked))
        }
        Form::Sheet(_) => return Err(io::Error::other("a sheet is no text stream")),
    };
    Ok((stream, count))
}
