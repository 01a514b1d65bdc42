//! Vietnamese text: normal form, the order of names, and the folding used in matching.

use std::sync::LazyLock;
use unicode_normalization::{UnicodeNormalization, is_nfc};

/// The text in Unicode normal form C with runs of white space made one space and the ends trimmed.
pub fn nfc(text: &str) -> String {
    let composed = if is_nfc(text) { text.to_owned() } else { text.nfc().collect() };
    if composed.contains("  ")
        || composed.trim() != composed
        || composed.contains(|c: char| c.is_whitespace() && c != ' ')
    {
        return composed.split_whitespace().collect::<Vec<_>>().join(" ");
    }
    composed
}

/// A name's place in a Vietnamese index: bytes that compare *tên*, then *họ*, then *đệm*, syllable by syllable; letters
/// in the order `a ă â b c d đ e ê …`, those of minority languages behind the letters they are made of (`c č`, `o ŏ`), and
/// tones none, huyền, hỏi, ngã, sắc, nặng where the letters are equal. All apostrophes are one.
///
/// ```
/// use cutri::people::SortKey;
/// let order = ["Lê Thị An", "Nguyễn Văn An", "Lê Ân", "Đỗ Bình"];
/// assert!(order.windows(2).all(|pair| SortKey::of_name(pair[0]) < SortKey::of_name(pair[1])));
/// ```
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct SortKey(Box<[u8]>);

impl SortKey {
    /// The key of a full name written *họ đệm tên*.
    pub fn of_name(full_name: &str) -> Self {
        let full_name = full_name.trim_end();
        let given = full_name.rfind(char::is_whitespace).unwrap_or(0);
        let (before, given) = full_name.split_at(given);
        let mut key = Vec::with_capacity(full_name.len() + 8);
        for syllable in given.split_whitespace().chain(before.split_whitespace()) {
            push_syllable(&mut key, syllable);
        }
        Self(key.into())
    }

    /// The key of a text read from left to right, such as a street or a hamlet.
    pub fn of_text(text: &str) -> Self {
        let mut key = Vec::with_capacity(text.len() + 8);
        for syllable in text.split_whitespace() {
            push_syllable(&mut key, syllable);
        }
        Self(key.into())
    }
}

/// The large letter under which an index has a name: the first of the *tên*, without its tone. `None` for no name.
///
/// ```
/// use cutri::people::index_letter;
/// assert_eq!(index_letter("Lê Thị Ấn"), Some('Â'));
/// assert_eq!(index_letter("nguyễn văn đạt"), Some('Đ'));
/// assert_eq!(index_letter(" "), None);
/// ```
pub fn index_letter(full_name: &str) -> Option<char> {
    let first = full_name.split_whitespace().next_back()?.chars().next()?;
    let (base, _) = split_tone(same_letter(first));
    base.to_uppercase().next()
}

const LETTERS: &str = "aăâbƀcčdđeĕêfghiĭjklmnñoŏôơpqrstuŭưvwxyz";

/// One letter for those that are written in several ways: apostrophes of every kind, and for `Đ` its look-alikes, which old
/// fonts have in its place.
pub(super) fn same_letter(letter: char) -> char {
    match letter {
        '‘' | '’' | '`' | '´' | '′' | 'ʹ' | 'ʻ' | 'ʼ' | 'ʽ' | 'ˈ' | '＇' => '\'',
        'Ð' | 'Ɖ' => 'Đ',
        'ð' | 'ɖ' => 'đ',
        other => other,
    }
}

/// Letters first, then the tone, then a terminator lower than any of both: `ma` < `mà` < `mai`.
fn push_syllable(key: &mut Vec<u8>, syllable: &str) {
    let known: &[(u8, u8)] = &KNOWN;
    let mut tone = 0;
    for letter in syllable.chars() {
        let found = match known.get(letter as usize) {
            Some((weight @ 1.., found)) => {
                key.push(*weight);
                *found
            }
            Some((0, _)) | None => push_letter(key, letter),
        };
        tone = tone.max(found);
    }
    key.extend([1, tone + 1, 0]);
}

/// What [`push_letter`] does with every letter like a Latin one, found once rather than for each name: the byte and the
/// tone, or 0 where it is more than a byte.
static KNOWN: LazyLock<Box<[(u8, u8)]>> = LazyLock::new(|| (0..LATIN_END).map(byte_and_tone).collect());

/// Vietnamese letters, the last of which is `ỹ`, and all that come before them in Unicode.
const LATIN_END: u32 = 0x1f00;

fn byte_and_tone(code: u32) -> (u8, u8) {
    let mut key = Vec::new();
    let tone = char::from_u32(code).map_or(0, |letter| push_letter(&mut key, letter));
    match key[..] {
        [weight] => (weight, tone),
        _ => (0, 0),
    }
}

/// Appends a letter without its tone, and gives the tone.
fn push_letter(key: &mut Vec<u8>, letter: char) -> u8 {
    let mut tone = 0;
    for letter in same_letter(letter).to_lowercase() {
        let (base, found) = split_tone(letter);
        tone = tone.max(found);
        match LETTERS.chars().position(|known| known == base) {
            Some(at) => key.push(u8::try_from(at).unwrap_or(0) + 20),
            None if base.is_ascii_digit() => key.push(base as u8 - b'0' + 8),
            None => {
                key.push(60);
                key.extend(u32::from(base).to_be_bytes());
            }
        }
    }
    tone
}

/// The letter without its tone mark, and the tone: 0 none, 1 huyền, 2 hỏi, 3 ngã, 4 sắc, 5 nặng.
pub(super) fn split_tone(letter: char) -> (char, u8) {
    if letter.is_ascii() {
        return (letter, 0);
    }
    let mut tone = 0;
    let mut base = String::with_capacity(4);
    for part in std::iter::once(letter).nfd() {
        match part {
            '\u{300}' => tone = 1,
            '\u{309}' => tone = 2,
            '\u{303}' => tone = 3,
            '\u{301}' => tone = 4,
            '\u{323}' => tone = 5,
            other => base.push(other),
        }
    }
    (base.nfc().next().unwrap_or(letter), tone)
}

/// The text as it is compared when likely equal names are looked for: lower case, with the two spellings of the tone's place
/// made one (`hòa` and `hoà`), without apostrophes, and with one `đ` for all that look like it. Never printed.
pub fn match_key(text: &str) -> String {
    let mut key = String::with_capacity(text.len());
    for syllable in text.split_whitespace() {
        if !key.is_empty() {
            key.push(' ');
        }
        let mut tone = 0;
        let letters = syllable.chars().map(same_letter).filter(|letter| *letter != '\'');
        for letter in letters.flat_map(char::to_lowercase) {
            let (base, found) = split_tone(letter);
            tone = tone.max(found);
            key.push(base);
        }
        key.push(char::from(b'0' + tone));
    }
    key
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn section_7_letters_are_distinct_and_tones_follow_the_letters() {
        let order = ["ma", "mà", "mả", "mã", "má", "mạ", "mai", "mă", "mâ", "na", "đa", "đà"];
        let mut sorted = order;
        sorted.sort_by_key(|text| SortKey::of_text(text));
        assert_eq!(sorted, ["đa", "đà", "ma", "mà", "mả", "mã", "má", "mạ", "mai", "mă", "mâ", "na"]);
    }

    /// A key made by looking letters up is the one made by taking each apart, for every letter there is.
    #[test]
    fn letters_looked_up_are_those_taken_apart() {
        for letter in '\0'..=char::MAX {
            let (mut looked_up, mut apart) = (Vec::new(), Vec::new());
            push_syllable(&mut looked_up, letter.encode_utf8(&mut [0; 4]));
            let tone = push_letter(&mut apart, letter);
            apart.extend([1, tone + 1, 0]);
            assert_eq!(looked_up, apart, "{letter:?}");
        }
    }

    #[test]
    fn section_7_given_name_comes_first_then_family_then_middle() {
        let mut names = ["Trần Bảo An", "Lê Thị Bình", "Lê Văn An", "Lê Anh An", "Trần An"];
        names.sort_by_key(|name| SortKey::of_name(name));
        assert_eq!(names, ["Lê Anh An", "Lê Văn An", "Trần An", "Trần Bảo An", "Lê Thị Bình"]);
    }

    #[test]
    fn one_letter_written_in_several_ways_has_one_place() {
        let mut names = [
            "Y K’Tem",
            "H K'Bren",
            "Y Kem",
            "Ðạt",
            "Đạo",
            "Đâu",
            "Dung",
            "E",
            "Čim",
            "Cim",
            "Cơ",
            "Da",
            "Ŏn",
            "On",
            "Ôn",
        ];
        names.sort_by_key(|name| SortKey::of_name(name));
        let sorted = [
            "Cim",
            "Cơ",
            "Čim",
            "Da",
            "Dung",
            "Đạo",
            "Ðạt",
            "Đâu",
            "E",
            "Y Kem",
            "H K'Bren",
            "Y K’Tem",
            "On",
            "Ŏn",
            "Ôn",
        ];
        assert_eq!(names, sorted);
        assert_eq!(index_letter("Văn Ðạt"), Some('Đ'));
        assert_eq!(index_letter("Y Čim"), Some('Č'));
        for other in ["K’Brim", "KʼBrim", "Kbrim", "k‘brim"] {
            assert_eq!(match_key("K'Brim"), match_key(other), "{other}");
        }
        assert_eq!(match_key("Đỗ Ðạt"), match_key("Ðỗ Đạt"));
        assert_ne!(match_key("Đạt"), match_key("Dạt"));
    }

    #[test]
    fn text_is_composed_and_spaces_are_made_one() {
        assert_eq!(nfc("  Nguye\u{302}\u{303}n \u{a0} Văn\tAn "), "Nguyễn Văn An");
        assert_eq!(match_key("Hòa"), match_key("hoà"));
        assert_ne!(match_key("Hoà"), match_key("Hoá"));
    }
}
