//! Text in UTF-16 as UTF-8, as it is read: spreadsheets call it “Unicode text”.

use std::io::{self, BufRead, Read};

/// How many bytes are turned at once.
const BLOCK: usize = 1 << 16;

/// A stream of UTF-16 that is read as UTF-8. What is half a letter becomes U+FFFD, which a cell's rule then finds.
pub(super) struct Wide {
    inner: Box<dyn BufRead>,
    is_little_endian: bool,
    /// A first half that waits for its second.
    half: Option<u16>,
    text: String,
    at: usize,
}

impl Wide {
    /// Reads on from behind a byte order mark, if there is one.
    pub(super) fn new(inner: Box<dyn BufRead>, is_little_endian: bool) -> Self {
        Self { inner, is_little_endian, half: None, text: String::new(), at: 0 }
    }

    fn turn(&mut self) -> io::Result<()> {
        let mut bytes = Vec::with_capacity(BLOCK);
        (&mut self.inner).take(BLOCK as u64).read_to_end(&mut bytes)?;
        let unit = |pair: &[u8]| match (pair, self.is_little_endian) {
            ([low, high], true) | ([high, low], false) => u16::from_be_bytes([*high, *low]),
            _ => 0xFFFD,
        };
        let is_end = bytes.len() < BLOCK;
        let mut units: Vec<u16> = self.half.take().into_iter().chain(bytes.chunks(2).map(unit)).collect();
        let is_first_half = |unit: &u16| (0xD800..0xDC00).contains(unit);
        if !is_end && units.last().is_some_and(is_first_half) {
            self.half = units.pop();
        }
        self.text.clear();
        self.at = 0;
        self.text
            .extend(char::decode_utf16(units).map(|letter| letter.unwrap_or(char::REPLACEMENT_CHARACTER)));
        Ok(())
    }
}

impl BufRead for Wide {
    fn fill_buf(&mut self) -> io::Result<&[u8]> {
        if self.at == self.text.len() {
            self.turn()?;
        }
        Ok(&self.text.as_bytes()[self.at..])
    }

    fn consume(&mut self, amount: usize) {
        self.at += amount;
    }
}

impl Read for Wide {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        crate::given::read_ready(self, buffer)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn letters_of_one_and_two_halves_come_through_in_either_order() {
        let text = "Nguyễn Thị 𠀀 Hồng\r\n".repeat(5_000);
        for is_little_endian in [true, false] {
            let bytes = |unit: u16| if is_little_endian { unit.to_le_bytes() } else { unit.to_be_bytes() };
            let wide: Vec<u8> = text.encode_utf16().flat_map(bytes).collect();
            let mut read = String::new();
            Wide::new(Box::new(io::Cursor::new(wide)), is_little_endian)
                .read_to_string(&mut read)
                .expect("it reads");
            assert!(read == text);
        }
    }
}
