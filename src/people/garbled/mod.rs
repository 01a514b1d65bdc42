//! Texts that were written in one encoding and read in another, or lost letters on their way: found, and never changed. What
//! they most likely said is told beside them.

mod entities;
mod legacy;
mod mojibake;

use super::namesake::with_latin_letters;
use super::syllable::is_syllable;
use std::fmt;

/// What became of a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Garbling {
    /// It was typed in a font of TCVN3, such as .VnTime.
    Tcvn3,
    /// It was typed in a font of VNI, such as VNI-Times.
    Vni,
    /// Marks stand behind the letters, as VIQR has them.
    Viqr,
    /// It is UTF-8 that was read as Windows-1252.
    Mojibake,
    /// Letters are written as HTML has them.
    Entities,
    /// Letters of another language or script stand for those that look like them, such as `Ð` for `Đ`.
    Alike,
    /// Letters were replaced by `?` or `�`: only the source knows them.
    Lost,
}

impl fmt::Display for Garbling {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Tcvn3 => "TCVN3",
            Self::Vni => "VNI",
            Self::Viqr => "VIQR",
            Self::Mojibake => "UTF-8 → Windows-1252",
            Self::Entities => "HTML",
            Self::Alike => "≈",
            Self::Lost => "?",
        })
    }
}

/// A garbled text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Garbled {
    pub how: Garbling,
    /// What it most likely said; `None` where only its source knows.
    pub likely: Option<String>,
}

/// Reads a text in a legacy encoding; `None` where it is not written in it.
type Read = fn(&str) -> Option<String>;

/// Whether a text is garbled. Quick where it is not, as nearly every text.
///
/// ```
/// use cutri::people::{Garbling, garbled};
/// let name = garbled("NguyÔn ThÞ Hång").expect("typed in .VnTime");
/// assert_eq!((name.how, name.likely.as_deref()), (Garbling::Tcvn3, Some("Nguyễn Thị Hồng")));
/// let name = garbled("Nguy?n Th? H?ng").expect("letters are lost");
/// assert_eq!((name.how, name.likely), (Garbling::Lost, None));
/// assert_eq!(garbled("Nguyễn Thị Hồng"), None);
/// ```
pub fn garbled(text: &str) -> Option<Garbled> {
    if !is_suspicious(text) {
        return None;
    }
    // Behind a letter with another mark, `?` is a tone; `�` is never one.
    let has_tones = text.contains(['^', '~', '`']);
    if text.contains(char::REPLACEMENT_CHARACTER) || (has_lost_letters(text) && !has_tones) {
        return Some(Garbled { how: Garbling::Lost, likely: None });
    }
    if let Some(likely) = mojibake::read(text) {
        return Some(Garbled { how: Garbling::Mojibake, likely: Some(likely) });
    }
    if mojibake::is_damaged(text) {
        return Some(Garbled { how: Garbling::Mojibake, likely: None });
    }
    if let Some(likely) = entities::read(text) {
        return Some(Garbled { how: Garbling::Entities, likely: Some(likely) });
    }
    let readings: [(Garbling, Read); 3] =
        [(Garbling::Tcvn3, legacy::tcvn3), (Garbling::Vni, legacy::vni), (Garbling::Viqr, legacy::viqr)];
    let likely = readings.into_iter().filter_map(|(how, read)| {
        let likely = read(text)?;
        Some((mended(text, &likely)?, how, likely))
    });
    // Of two readings the one that mends more is the likely one; of equals the first.
    let best = likely.min_by_key(|(mended, how, _)| (std::cmp::Reverse(*mended), *how));
    let best = best.map(|(_, how, likely)| (how, likely));
    let best = best.or_else(|| Some((Garbling::Alike, with_latin_letters(text)?)));
    best.map(|(how, likely)| Garbled { how, likely: Some(likely) })
}

/// Whether a text needs a closer look: it holds a sign that names do not, or accents that Vietnamese shares with old encodings
/// and none that is its own.
fn is_suspicious(text: &str) -> bool {
    let (mut accents, mut own) = (false, false);
    let mut before = 0;
    for byte in text.bytes() {
        match byte {
            b'?' | b'&' | b'^' | b'~' | b'`' | 0xC2 | 0xE2 | 0xEF => return true,
            b'(' | b'+' | b'*' if before > b' ' => return true,
            // Ð and ð; Latin letters of Africa, Greek, Cyrillic, Armenian.
            0x90 | 0xB0 if before == 0xC3 => return true,
            0xC9 | 0xCE..=0xD5 => return true,
            0xC3 => accents = true,
            0xC4.. => own = true,
            _ => {}
        }
        // Ã, Ä, Å or Æ before another accent.
        if byte >= 0xC3 && (0x83..=0x86).contains(&before) {
            return true;
        }
        before = byte;
    }
    accents && !own
}

/// Whether letters of a text were replaced by `?`.
fn has_lost_letters(text: &str) -> bool {
    let mut before = ' ';
    let mut letters = text.chars().peekable();
    while let Some(letter) = letters.next() {
        let beside = before.is_alphabetic() || letters.peek().is_some_and(|next| next.is_alphabetic());
        if letter == '?' && beside && text.chars().all(is_old_or_lost) {
            return true;
        }
        before = letter;
    }
    false
}

/// Whether a letter is left by what replaces the letters that it does not know: those of Latin-1 stay.
fn is_old_or_lost(letter: char) -> bool {
    u32::from(letter) < 0x100
        || matches!(letter, '\u{110}' | '\u{111}' | '\u{102}' | '\u{103}' | '\u{2018}'..='\u{201D}')
}

/// How many words a reading mends; `None` if it changes a word into what is no syllable, or mends none.
fn mended(text: &str, likely: &str) -> Option<usize> {
    let mut mended = 0;
    for (word, read) in text.split_whitespace().zip(likely.split_whitespace()) {
        if word == read {
            continue;
        }
        if !syllables(read).all(is_syllable) {
            return None;
        }
        let has_letters = word.contains(|c: char| c.is_ascii_alphabetic());
        mended += usize::from(has_letters && !syllables(word).all(is_syllable));
    }
    Some(mended).filter(|mended| *mended > 0)
}

/// The parts of a word between digits and signs.
fn syllables(word: &str) -> impl Iterator<Item = &str> {
    word.split(|c: char| c.is_ascii_digit() || c.is_ascii_punctuation()).filter(|part| !part.is_empty())
}

#[cfg(test)]
mod tests;
