//! One deflate state a document, reset between streams instead of made anew.

use flate2::{Compress, Compression, FlushCompress, Status};
use std::io;

/// The balance of bytes and time for page streams.
pub(super) const PAGES: u32 = 6;
/// For what objects say of pages, which repeats itself so much that looking further for a match gains little.
pub(super) const SMALL: u32 = 4;
/// For what is compressed once a run.
pub(super) const SKELETON: u32 = 9;

/// Compresses streams in zlib's format.
pub(super) struct Deflater {
    state: Compress,
    out: Vec<u8>,
}

impl Deflater {
    /// A state of this level, 0–9.
    pub(super) fn new(level: u32) -> Self {
        Self { state: Compress::new(Compression::new(level), true), out: Vec::new() }
    }

    /// The compressed stream; valid until the next call.
    pub(super) fn compress(&mut self, raw: &[u8]) -> io::Result<&[u8]> {
        self.state.reset();
        self.out.clear();
        self.out.reserve(raw.len() / 2 + 512);
        let mut done = 0;
        loop {
            let before = self.state.total_in();
            let status = self
                .state
                .compress_vec(&raw[done..], &mut self.out, FlushCompress::Finish)
                .map_err(io::Error::other)?;
            done += usize::try_from(self.state.total_in() - before).map_err(io::Error::other)?;
            match status {
                Status::StreamEnd => return Ok(&self.out),
                Status::Ok | Status::BufError => self.out.reserve(self.out.capacity().max(512)),
            }
        }
    }
}
