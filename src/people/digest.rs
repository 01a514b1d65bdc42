//! Bytes as hexadecimal digits, and what binds a text.

use sha2::{Digest, Sha256};
use std::fmt::Write as _;

/// Bytes as lower-case hexadecimal digits.
///
/// ```
/// assert_eq!(cutri::people::hexadecimal(&[0x0f, 0xa0]), "0fa0");
/// ```
pub fn hexadecimal(bytes: &[u8]) -> String {
    bytes.iter().fold(String::with_capacity(bytes.len() * 2), |mut text, byte| {
        write!(text, "{byte:02x}").expect("writing to a string cannot fail");
        text
    })
}

/// The SHA-256 of bytes, as 64 hexadecimal digits.
pub fn digest(bytes: &[u8]) -> String {
    hexadecimal(&Sha256::digest(bytes))
}
