//! Line ends of any kind as line feeds: an old Macintosh ends a line with a carriage return alone. What ends with a line
//! feed, with or without a carriage return before it, passes as it is.

use super::source::Ends;
use std::io::{self, BufRead, Read};
use std::sync::atomic::Ordering;

const RETURN: u8 = b'\r';

/// A stream whose lines all end with a line feed.
pub(super) struct LineEnds {
    inner: Box<dyn BufRead>,
    /// Lines that ended with a carriage return alone.
    lone: Ends,
    /// How much of what lies ready was looked at, and holds no lone carriage return.
    clean: usize,
    /// A carriage return was taken at the end of what lay ready, and what follows it is not known yet.
    pending: bool,
    /// What lies ready begins with a lone carriage return, for which a line feed is given.
    is_lone: bool,
}

impl LineEnds {
    pub(super) fn new(inner: Box<dyn BufRead>, lone: Ends) -> Self {
        Self { inner, lone, clean: 0, pending: false, is_lone: false }
    }

    /// How many bytes may be given as they are; none: the first is a carriage return that stands alone, or is the last.
    fn passing(ready: &[u8]) -> usize {
        let is_paired = |at: usize| ready.get(at + 1) == Some(&b'\n');
        memchr::memchr_iter(RETURN, ready).find(|at| !is_paired(*at)).unwrap_or(ready.len())
    }

    fn told(&mut self) -> &'static [u8] {
        self.is_lone = true;
        b"\n"
    }
}

impl BufRead for LineEnds {
    fn fill_buf(&mut self) -> io::Result<&[u8]> {
        if self.is_lone {
            return Ok(b"\n");
        }
        if self.clean == 0 && !self.pending {
            let ready = self.inner.fill_buf()?;
            self.clean = Self::passing(ready);
            if self.clean == 0 && !ready.is_empty() {
                if ready.len() > 1 {
                    return Ok(self.told());
                }
                self.inner.consume(1);
                self.pending = true;
            }
        }
        if self.pending {
            let ready = self.inner.fill_buf()?;
            if ready.first() != Some(&b'\n') {
                return Ok(self.told());
            }
            self.pending = false;
            self.clean = Self::passing(ready);
        }
        Ok(&self.inner.fill_buf()?[..self.clean])
    }

    fn consume(&mut self, amount: usize) {
        match (self.is_lone && amount > 0, self.pending) {
            (true, pending) => {
                self.lone.fetch_add(1, Ordering::Relaxed);
                if !pending {
                    self.inner.consume(1);
                }
                (self.is_lone, self.pending) = (false, false);
            }
            (false, _) => {
                self.inner.consume(amount);
                self.clean -= amount;
            }
        }
    }
}

impl Read for LineEnds {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        crate::given::read_ready(self, buffer)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::io::BufReader;

    #[test]
    fn every_line_end_is_a_line_feed_wherever_the_buffer_ends() {
        for text in ["a\rb\r\rc\r", "a\r\nb\n\r\n", "\r", "a\rb\r\nc\nd", "a\r\r\n", "", "abc\r\ndef\r\n"] {
            for size in 1..9 {
                let ends = Ends::default();
                let inner = BufReader::with_capacity(size, io::Cursor::new(text.as_bytes().to_vec()));
                let mut all = String::new();
                LineEnds::new(Box::new(inner), ends.clone()).read_to_string(&mut all).expect("it reads");
                let expected = text.replace("\r\n", "\n");
                let lone = expected.matches('\r').count() as u64;
                assert_eq!(all.replace("\r\n", "\n"), expected.replace('\r', "\n"), "{text:?} by {size}");
                assert_eq!(ends.load(Ordering::Relaxed), lone, "{text:?} by {size}");
            }
        }
    }
}
