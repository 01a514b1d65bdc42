//! The letters of a text that may be printed: which the print faces show, which nobody sees, which no text may hold.
//!
//! One place decides it for every way in (tables, `election.toml`, the command line) and for paper.

use super::nfc;
use std::ops::RangeInclusive;
use std::sync::LazyLock;

/// What the print faces show: Latin-1, Latin Extended-A, the letters of minority languages beyond it, combining marks,
/// Vietnamese and other Latin Extended Additional, punctuation, and the box to tick.
pub const REPERTOIRE: [RangeInclusive<char>; 15] = [
    ' '..='~',
    '\u{A0}'..='\u{17F}',
    '\u{180}'..='\u{180}',
    '\u{1A0}'..='\u{1A1}',
    '\u{1AF}'..='\u{1B0}',
    '\u{1CD}'..='\u{1D4}',
    '\u{243}'..='\u{243}',
    '\u{300}'..='\u{331}',
    '\u{1EA0}'..='\u{1EF9}',
    '\u{2010}'..='\u{2010}',
    '\u{2012}'..='\u{2022}',
    '\u{2026}'..='\u{2026}',
    '\u{20AB}'..='\u{20AB}',
    '\u{2116}'..='\u{2116}',
    '\u{25A1}'..='\u{25A1}',
];

/// What becomes of a character on paper.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Letter {
    /// It is shown.
    Shown,
    /// The print faces lack it, and a face that is kept for such letters shows it.
    Lent,
    /// Nobody sees it: joiners, marks of direction, soft hyphens, byte order marks. It is left out.
    Invisible,
    /// No print face shows it: a sign stands in its place.
    WithoutGlyph,
    /// A control or no character at all: no text may hold it.
    Control,
}

impl Letter {
    /// What a character is. White space of any kind is shown: it is a space.
    pub fn of(c: char) -> Self {
        match c {
            _ if c.is_whitespace() => Self::Shown,
            // What was left of letters by a wrong reading: their place is shown.
            '\u{80}'..='\u{9F}' => Self::WithoutGlyph,
            _ if c.is_control() || is_no_character(c) => Self::Control,
            _ if is_invisible(c) => Self::Invisible,
            _ if REPERTOIRE.iter().any(|range| range.contains(&c)) => Self::Shown,
            _ if is_lent(c) => Self::Lent,
            _ => Self::WithoutGlyph,
        }
    }
}

/// The letters, beyond [`REPERTOIRE`], that the faces kept for such letters show, from left to right: other alphabets, signs,
/// Khmer, Thai, Lao, Cham, Tai Viet, Chinese, Japanese and Korean. Code points and ranges of them, in order.
const LENT: &str = include_str!("lent.txt");

static LENT_RANGES: LazyLock<Vec<RangeInclusive<u32>>> = LazyLock::new(|| {
    let number = |text: &str| u32::from_str_radix(text, 16).unwrap_or_default();
    let range = |text: &str| {
        let (from, to) = text.split_once('-').unwrap_or((text, text));
        number(from)..=number(to)
    };
    LENT.split_ascii_whitespace().map(range).collect()
});

fn is_lent(c: char) -> bool {
    let after = LENT_RANGES.partition_point(|range| *range.start() <= u32::from(c));
    after > 0 && LENT_RANGES[after - 1].contains(&u32::from(c))
}

fn is_no_character(c: char) -> bool {
    matches!(c, '\u{FDD0}'..='\u{FDEF}') || u32::from(c) & 0xFFFE == 0xFFFE
}

fn is_invisible(c: char) -> bool {
    matches!(
        c,
        '\u{AD}'
            | '\u{34F}'
            | '\u{61C}'
            | '\u{115F}'
            | '\u{1160}'
            | '\u{17B4}'
            | '\u{17B5}'
            | '\u{180B}'..='\u{180F}'
            | '\u{200B}'..='\u{200F}'
            | '\u{202A}'..='\u{202E}'
            | '\u{2060}'..='\u{206F}'
            | '\u{FE00}'..='\u{FE0F}'
            | '\u{FEFF}'
            | '\u{E0000}'..='\u{E0FFF}'
    )
}

/// A text holds a character that none may hold.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("the control character U+{:04X} cannot be printed; take it out", u32::from(*.0))]
pub struct ControlCharacter(pub char);

/// A text that may be printed, in its [normal form](nfc).
///
/// ```
/// use cutri::people::printable;
/// assert_eq!(printable(" Nguye\u{302}\u{303}n\tAn ").as_deref(), Ok("Nguyễn An"));
/// assert!(printable("An\u{1B}[2J").is_err());
/// ```
///
/// # Errors
/// [`ControlCharacter`] if there is one that is no white space.
pub fn printable(text: &str) -> Result<String, ControlCharacter> {
    match text.chars().find(|c| is_control(*c)) {
        Some(c) => Err(ControlCharacter(c)),
        None => Ok(nfc(text)),
    }
}

/// Whether no text that a person writes may hold a character.
fn is_control(c: char) -> bool {
    !c.is_whitespace() && (c.is_control() || Letter::of(c) == Letter::Control)
}

/// Whether a text surely is in normal form and shown whole: letters below the combining marks, Vietnam's own, and single
/// spaces between them. Quick, and true of nearly every text.
pub fn is_plain(text: &str) -> bool {
    let mut after_space = true;
    let is_plain = text.chars().all(|c| {
        let is_space = c == ' ';
        let plain = match c {
            ' ' => !after_space,
            '!'..='~' | '\u{A1}'..='\u{AC}' | '\u{AE}'..='\u{17F}' | '\u{1EA0}'..='\u{1EF9}' => true,
            '\u{1A0}' | '\u{1A1}' | '\u{1AF}' | '\u{1B0}' => true,
            _ => false,
        };
        after_space = is_space;
        plain
    });
    is_plain && (text.is_empty() || !after_space)
}

/// The characters of a kind that a text holds, each once, such as `U+02BC U+674E`; `None` if there are none.
///
/// ```
/// use cutri::people::{Letter, code_points};
/// assert_eq!(code_points("Nay HʼBia", Letter::Lent).as_deref(), Some("U+02BC"));
/// assert_eq!(code_points("Nguyễn An", Letter::WithoutGlyph), None);
/// ```
pub fn code_points(text: &str, kind: Letter) -> Option<String> {
    if is_plain(text) {
        return None;
    }
    let mut told = Vec::new();
    for c in text.chars().filter(|c| Letter::of(*c) == kind) {
        if !told.contains(&c) && told.len() < CODE_POINTS_TOLD {
            told.push(c);
        }
    }
    Some(code_points_of(&told)).filter(|points| !points.is_empty())
}

/// Characters as reports name them, such as `U+02BC U+674E`.
pub fn code_points_of(characters: &[char]) -> String {
    let points: Vec<String> = characters.iter().map(|c| format!("U+{:04X}", u32::from(*c))).collect();
    points.join(" ")
}

/// How many characters of a text are told by name.
const CODE_POINTS_TOLD: usize = 8;
