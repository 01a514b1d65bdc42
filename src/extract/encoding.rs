//! Which encoding a text looks like that is not UTF-8, told from the bytes that Vietnamese letters have in each.

use std::fmt;

/// What bytes that are not UTF-8 look like.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Looks {
    /// TCVN 5712:1993 VN3, of the "ABC" fonts.
    Tcvn3,
    /// VNI for Windows: a letter, then a byte for its marks.
    Vni,
    /// Windows code page 1258: some letters composed, tones as bytes of their own.
    Windows1258,
    /// UTF-16, the low byte first.
    Utf16LittleEndian,
    /// UTF-16, the high byte first.
    Utf16BigEndian,
    /// None of these.
    Unknown,
}

impl fmt::Display for Looks {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Tcvn3 => "TCVN3 (ABC)",
            Self::Vni => "VNI (Windows)",
            Self::Windows1258 => "Windows-1258",
            Self::Utf16LittleEndian => "UTF-16 (little endian)",
            Self::Utf16BigEndian => "UTF-16 (big endian)",
            Self::Unknown => "no encoding this program knows",
        })
    }
}

impl Looks {
    /// A sentence on how to get UTF-8 from it.
    pub fn how_to_convert(self) -> &'static str {
        match self {
            Self::Tcvn3 => {
                "Convert it with UniKey's converter from TCVN3 (ABC) to Unicode, and save it as UTF-8"
            }
            Self::Vni => {
                "Convert it with UniKey's converter from VNI Windows to Unicode, and save it as UTF-8"
            }
            Self::Windows1258 => {
                "Convert it with `iconv -f WINDOWS-1258 -t UTF-8`, or save it again as \"CSV UTF-8\""
            }
            Self::Utf16LittleEndian => {
                "Convert it with `iconv -f UTF-16LE -t UTF-8`, or save it again as \"CSV UTF-8\""
            }
            Self::Utf16BigEndian => {
                "Convert it with `iconv -f UTF-16BE -t UTF-8`, or save it again as \"CSV UTF-8\""
            }
            Self::Unknown => {
                "Export it again as UTF-8; if it is a compressed file, give it its ending .gz or .zst"
            }
        }
    }
}

/// Tells what some bytes look like: a line that is not UTF-8 and what follows it.
pub fn detect(sample: &[u8]) -> Looks {
    if let Some(found) = utf16(sample) {
        return found;
    }
    let high = sample.iter().filter(|byte| **byte >= 0x80).count();
    let candidates = [
        (Looks::Tcvn3, score(sample, is_tcvn3)),
        (Looks::Vni, score(sample, is_vni)),
        (Looks::Windows1258, score(sample, is_windows_1258)),
    ];
    let mut best = candidates[0];
    for candidate in candidates {
        if candidate.1 > best.1 {
            best = candidate;
        }
    }
    // Most bytes must be at home in the encoding, or it is none of them.
    if high > 0 && best.1 * 10 >= high * 8 { best.0 } else { Looks::Unknown }
}

fn utf16(sample: &[u8]) -> Option<Looks> {
    match sample {
        [0xff, 0xfe, ..] => return Some(Looks::Utf16LittleEndian),
        [0xfe, 0xff, ..] => return Some(Looks::Utf16BigEndian),
        _ => {}
    }
    let zeros = |first: usize| sample.iter().skip(first).step_by(2).filter(|byte| **byte == 0).count();
    let (even, odd) = (zeros(0), zeros(1));
    // Letters of the languages here have their zero on one side; zeros on both are something else than letters.
    let is_one_sided = even.min(odd) * 8 <= even.max(odd);
    match (even + odd) * 4 > sample.len() && is_one_sided {
        true if odd > even => Some(Looks::Utf16LittleEndian),
        true => Some(Looks::Utf16BigEndian),
        false => None,
    }
}

/// How many of the high bytes are at home, each seen with the byte before it.
fn score(sample: &[u8], is_at_home: fn(u8, u8) -> bool) -> usize {
    let before = std::iter::once(0).chain(sample.iter().copied());
    before
        .zip(sample.iter().copied())
        .filter(|(before, byte)| *byte >= 0x80 && is_at_home(*before, *byte))
        .count()
}

fn is_vowel(byte: u8) -> bool {
    matches!(byte.to_ascii_lowercase(), b'a' | b'e' | b'i' | b'o' | b'u' | b'y')
}

/// A letter a byte. The plain letters with a mark and most tones lie where the other two have nothing.
fn is_tcvn3(before: u8, byte: u8) -> bool {
    // Of two such letters in a row, the first is đ or ư.
    if before >= 0x80 && !matches!(before, 0xa6 | 0xa7 | 0xad | 0xae) {
        return false;
    }
    // The tone stands on one vowel of a syllable, so before most of these letters some vowels do not occur.
    let follows = |vowels: &[u8]| vowels.contains(&before.to_ascii_lowercase());
    match byte {
        0xa1..=0xae | 0xb5..=0xb9 | 0xbb..=0xbe => true,
        0xc6..=0xcb => !follows(b"a"),
        0xcc | 0xce..=0xd6 => !follows(b"ae"),
        0xd7 | 0xd8 | 0xdc..=0xde => !follows(b"aeiy"),
        0xdf | 0xe1..=0xee | 0xef | 0xf1..=0xf4 => !follows(b"aeiy"),
        0xf5..=0xf9 => !follows(b"aeo"),
        0xfa..=0xfe => !follows(b"aeiy"),
        _ => false,
    }
}

/// Marks are bytes behind their letter; only đ, ơ, ư, and i and y with a tone are bytes alone.
fn is_vni(before: u8, byte: u8) -> bool {
    // Upper case is 0x20 lower throughout.
    let letter = before.to_ascii_lowercase();
    let horned = matches!(before | 0x20, 0xf4 | 0xf6) && before >= 0x80;
    match byte | 0x20 {
        0xf1 | 0xf4 | 0xf6 if byte >= 0xc0 => true,
        0xec | 0xed | 0xe6 | 0xf3 | 0xf2 | 0xee if byte >= 0xc0 => !matches!(letter, b'a' | b'e'),
        0xf8 | 0xf9 | 0xfb | 0xf5 | 0xef if byte >= 0xc0 => {
            horned || matches!(letter, b'a' | b'e' | b'o' | b'u' | b'y')
        }
        0xe0..=0xe5 if byte >= 0xc0 => matches!(letter, b'a' | b'e' | b'o'),
        0xea | 0xe9 | 0xe8 | 0xfa | 0xfc | 0xeb if byte >= 0xc0 => matches!(letter, b'a'),
        _ => false,
    }
}

/// Letters as in Windows-1252 with ă đ ơ ư; tones as bytes behind their letter where there is no composed one.
fn is_windows_1258(before: u8, byte: u8) -> bool {
    let marked = matches!(before | 0x20, 0xe2 | 0xe3 | 0xea | 0xf4 | 0xf5 | 0xfd) && before >= 0xc0;
    match byte {
        0xcc | 0xd2 | 0xde | 0xec | 0xf2 => is_vowel(before) || marked,
        0xc0..=0xc3 | 0xc8..=0xca | 0xcd | 0xd0 | 0xd3..=0xd5 | 0xd9 | 0xda | 0xdd => true,
        0xe0..=0xe3 | 0xe8..=0xea | 0xed | 0xf0 | 0xf3..=0xf5 | 0xf9 | 0xfa | 0xfd => {
            !matches!(before.to_ascii_lowercase(), b'a' | b'e')
        }
        _ => false,
    }
}
