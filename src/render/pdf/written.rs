//! Numbers, lengths and strings as PDF writes them.

use super::units::Hundredths;

/// Writes a length in points with at most two decimals, such as `-12.5`.
pub(super) fn write_hundredths(out: &mut Vec<u8>, value: Hundredths) {
    if value < 0 {
        out.push(b'-');
    }
    let (whole, part) = (value.unsigned_abs() / 100, value.unsigned_abs() % 100);
    if whole > 0 || part == 0 {
        write_integer(out, whole);
    }
    if part > 0 {
        out.push(b'.');
        write_integer(out, part / 10);
        if part % 10 > 0 {
            write_integer(out, part % 10);
        }
    }
}

/// Writes a whole number in decimal figures.
pub(super) fn write_integer(out: &mut Vec<u8>, mut value: u64) {
    let start = out.len();
    loop {
        out.push(b'0' + (value % 10) as u8);
        value /= 10;
        if value == 0 {
            break;
        }
    }
    out[start..].reverse();
}

/// A text string in UTF-16, as hexadecimal figures.
pub(super) fn text_string(text: &str) -> Vec<u8> {
    let mut out = b"<FEFF".to_vec();
    for unit in text.encode_utf16() {
        out.extend(format!("{unit:04X}").into_bytes());
    }
    out.push(b'>');
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lengths_are_written_with_the_fewest_figures() {
        for (value, written) in [(0, "0"), (5, ".05"), (50, ".5"), (-1250, "-12.5"), (84_189, "841.89")] {
            let mut out = Vec::new();
            write_hundredths(&mut out, value);
            assert_eq!(String::from_utf8_lossy(&out), written);
        }
    }
}
