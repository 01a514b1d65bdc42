//! A text as it is meant: without the characters of formatting that nobody typed and nobody sees.

use super::{Garbled, Garbling, Letter, garbled, is_plain, nfc};

/// A text without characters of formatting, and those that were taken from it.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Legible {
    /// In [normal form](nfc).
    pub text: String,
    /// What was taken out, or made a plain space, in the order of the text, each once.
    pub taken: Vec<char>,
}

/// A text without joiners, marks of direction, soft hyphens, byte order marks and controls, with plain spaces for those of
/// every other kind. A text of TCVN3 or misread UTF-8 keeps all:
/// there, they are what is left of letters.
///
/// ```
/// use cutri::people::legible;
/// let name = legible("Nguyễn\u{a0}Văn\u{200b} An");
/// assert_eq!((name.text.as_str(), &name.taken[..]), ("Nguyễn Văn An", &['\u{a0}', '\u{200b}'][..]));
/// assert!(legible("K’Brim").taken.is_empty());
/// ```
pub fn legible(text: &str) -> Legible {
    if is_plain(text) {
        return Legible { text: text.to_owned(), taken: Vec::new() };
    }
    if !text.chars().any(is_formatting) {
        return Legible { text: nfc(text), taken: Vec::new() };
    }
    if let Some(Garbled { how: Garbling::Tcvn3 | Garbling::Mojibake, .. }) = garbled(text) {
        return Legible { text: text.trim_ascii().to_owned(), taken: Vec::new() };
    }
    without_formatting(text)
}

fn without_formatting(text: &str) -> Legible {
    let (mut kept, mut taken) = (String::with_capacity(text.len()), Vec::new());
    for letter in text.chars() {
        if !is_formatting(letter) {
            kept.push(letter);
            continue;
        }
        if letter.is_whitespace() {
            kept.push(' ');
        }
        if !taken.contains(&letter) {
            taken.push(letter);
        }
    }
    Legible { text: nfc(&kept), taken }
}

/// A text that stands for a number, a date, a code or a word of a list, as it is meant: [legible], and with the hyphen of the
/// keyboard for those of every other kind.
///
/// ```
/// use cutri::people::legible_code;
/// assert_eq!(legible_code("\u{feff}031\u{200b}080").text, "031080");
/// assert_eq!(legible_code("1980‑05‑04").taken, ['‑']);
/// ```
pub fn legible_code(text: &str) -> Legible {
    let is_hyphen = |c: char| matches!(c, '\u{2010}'..='\u{2015}' | '\u{2212}' | '\u{FE63}' | '\u{FF0D}');
    let Legible { text, mut taken } = without_formatting(text);
    for hyphen in text.chars().filter(|c| is_hyphen(*c)) {
        if !taken.contains(&hyphen) {
            taken.push(hyphen);
        }
    }
    Legible { text: text.replace(is_hyphen, "-"), taken }
}

/// Whether a character does nothing but format.
fn is_formatting(c: char) -> bool {
    let is_space = c.is_whitespace() && !c.is_ascii_whitespace();
    let is_control = c.is_control() && !c.is_ascii_whitespace();
    is_space || is_control || matches!(Letter::of(c), Letter::Invisible | Letter::Control)
}
