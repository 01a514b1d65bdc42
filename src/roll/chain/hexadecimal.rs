//! Bytes as lower-case hexadecimal digits; there is one text for each value.

use std::fmt;

/// The text is not the hexadecimal digits that are needed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("{digits} hexadecimal digits are needed, letters in lower case")]
pub struct HexadecimalError {
    /// How many digits are needed.
    pub digits: usize,
}

pub(super) fn write(bytes: &[u8], f: &mut fmt::Formatter<'_>) -> fmt::Result {
    bytes.iter().try_for_each(|byte| write!(f, "{byte:02x}"))
}

/// Reads exactly `BYTES` bytes.
pub(super) fn read<const BYTES: usize>(text: &str) -> Result<[u8; BYTES], HexadecimalError> {
    let error = HexadecimalError { digits: BYTES * 2 };
    let (pairs, rest) = text.as_bytes().as_chunks::<2>();
    if pairs.len() != BYTES || !rest.is_empty() {
        return Err(error);
    }
    let mut bytes = [0; BYTES];
    for (byte, [high, low]) in bytes.iter_mut().zip(pairs) {
        *byte = value(*high).zip(value(*low)).map(|(high, low)| high << 4 | low).ok_or(error)?;
    }
    Ok(bytes)
}

fn value(digit: u8) -> Option<u8> {
    match digit {
        b'0'..=b'9' => Some(digit - b'0'),
        b'a'..=b'f' => Some(digit - b'a' + 10),
        _ => None,
    }
}
