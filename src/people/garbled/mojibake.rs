//! UTF-8 that was read as Windows-1252, once or several times over.

use super::super::letter::Letter;

/// The characters of the bytes 80 to 9F of Windows-1252; the five that it has not are the controls of the same number.
const WINDOWS_1252: [char; 32] = [
    '€', '\u{81}', '‚', 'ƒ', '„', '…', '†', '‡', 'ˆ', '‰', 'Š', '‹', 'Œ', '\u{8D}', 'Ž', '\u{8F}', '\u{90}',
    '‘', '’', '“', '”', '•', '–', '—', '˜', '™', 'š', '›', 'œ', '\u{9D}', 'ž', 'Ÿ',
];

/// How often a text may have been misread.
const TIMES: usize = 3;

/// What a text was before it was misread; `None` if it was not.
pub(super) fn read(text: &str) -> Option<String> {
    let mut likely = once(text)?;
    for _ in 1..TIMES {
        match once(&likely) {
            Some(before) => likely = before,
            None => break,
        }
    }
    Some(likely)
}

fn once(text: &str) -> Option<String> {
    if text.is_ascii() {
        return None;
    }
    let bytes: Vec<u8> = text.chars().map(byte).collect::<Option<_>>()?;
    let likely = String::from_utf8(bytes).ok()?;
    likely.chars().all(|c| Letter::of(c) == Letter::Shown).then_some(likely)
}

/// The byte that Windows-1252, or Latin-1 where it has none, reads as this character.
fn byte(character: char) -> Option<u8> {
    let at = WINDOWS_1252.iter().position(|known| *known == character);
    match at.and_then(|at| u8::try_from(at + 0x80).ok()) {
        Some(byte) => Some(byte),
        None => u8::try_from(u32::from(character)).ok(),
    }
}

/// Whether a text holds letters as misread UTF-8 has them, but not whole.
pub(super) fn is_damaged(text: &str) -> bool {
    let mut letters = text.chars().peekable();
    while let Some(letter) = letters.next() {
        let next = letters.peek().and_then(|next| byte(*next));
        let continues = next.is_some_and(|next| (0x80..0xC0).contains(&next));
        match letter {
            'á' if matches!(next, Some(0xBA | 0xBB)) => return true,
            'Ã' | 'Ä' | 'Æ' if continues => return true,
            _ => {}
        }
    }
    false
}
