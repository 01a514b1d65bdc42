//! Whether two names of officials are one and the same: a second person is told from the first by the name alone, so what
//! the eye cannot tell apart is not two persons.

use unicode_normalization::UnicodeNormalization;

/// Whether two names look alike: letter by letter, whatever the normal form, the case, white space, invisible letters and
/// letters of other scripts that are drawn like Latin ones. Tones and marks tell names apart.
///
/// ```
/// use cutri::people::is_namesake;
/// assert!(is_namesake("An", " a\u{200b}N"));
/// assert!(!is_namesake("An", "Ân"));
/// ```
pub fn is_namesake(one: &str, other: &str) -> bool {
    folded(one) == folded(other)
}

/// The letters of a name as they are compared. Never printed.
fn folded(name: &str) -> String {
    let small = name.nfkd().flat_map(char::to_lowercase);
    let seen = small.filter(|letter| !letter.is_whitespace() && !is_invisible(*letter));
    seen.map(drawn_like).nfc().collect()
}

/// Letters that take no ink: controls, and those that Unicode calls ignorable by default. The dot above is one too: `İ` is
/// an `i` with a second dot.
fn is_invisible(letter: char) -> bool {
    letter.is_control()
        || matches!(letter,
            '\u{ad}' | '\u{307}' | '\u{34f}' | '\u{61c}' | '\u{115f}' | '\u{1160}' | '\u{17b4}' | '\u{17b5}'
            | '\u{180b}'..='\u{180f}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{206f}'
            | '\u{2800}' | '\u{3164}' | '\u{fe00}'..='\u{fe0f}' | '\u{feff}' | '\u{ffa0}' | '\u{fff0}'..='\u{fffb}'
            | '\u{1bca0}'..='\u{1bca3}' | '\u{1d173}'..='\u{1d17a}' | '\u{e0000}'..='\u{e0fff}')
}

/// Small letters of other scripts, and what they look like in small or in capitals.
const LIKE: &[(&str, char)] = &[
    ("аɑα", 'a'),
    ("вβ", 'b'),
    ("сϲ", 'c'),
    ("ԁ", 'd'),
    ("ðɖ", 'đ'),
    ("еε", 'e'),
    ("ɡ", 'g'),
    ("һнη", 'h'),
    ("іιı", 'i'),
    ("јϳ", 'j'),
    ("кκ", 'k'),
    ("ӏ", 'l'),
    ("мμ", 'm'),
    ("ν", 'n'),
    ("оοօ", 'o'),
    ("рρ", 'p'),
    ("ԛ", 'q'),
    ("ѕ", 's'),
    ("тτ", 't'),
    ("ս", 'u'),
    ("ѵ", 'v'),
    ("ԝ", 'w'),
    ("хχ", 'x'),
    ("уүυ", 'y'),
    ("ζ", 'z'),
];

fn drawn_like(letter: char) -> char {
    let found = LIKE.iter().find(|(letters, _)| letters.contains(letter));
    found.map_or(letter, |(_, latin)| *latin)
}

/// A text with the Latin letters that letters of other scripts look like, where they stand among Latin ones; `None` if there
/// are none. `Ð`, the Icelandic letter, never stands in a Vietnamese name.
pub(super) fn with_latin_letters(text: &str) -> Option<String> {
    let mut changed = false;
    let words = text.split(' ').map(|word| {
        let is_latin = word.chars().any(|c| {
            matches!(c, 'a'..='z' | 'A'..='Z' | 'À'..='ɏ' | 'Ạ'..='ỹ') && drawn_like(small(c)) == small(c)
        });
        let read = |letter: char| match drawn_like(small(letter)) {
            _ if !is_latin && !matches!(small(letter), 'ð' | 'ɖ') => letter,
            latin if latin == small(letter) => letter,
            latin if letter.is_uppercase() => latin.to_uppercase().next().unwrap_or(latin),
            latin => latin,
        };
        let likely: String = word.chars().map(read).collect();
        changed |= likely != word;
        likely
    });
    let likely = words.collect::<Vec<_>>().join(" ");
    changed.then_some(likely)
}

fn small(letter: char) -> char {
    letter.to_lowercase().next().unwrap_or(letter)
}

#[cfg(test)]
mod tests {
    use super::is_namesake;

    #[test]
    fn what_the_eye_cannot_tell_apart_is_one_name() {
        for other in [
            "an",
            "AN",
            " An ",
            "A n",
            "A\u{200b}n",
            "An\u{feff}",
            "\u{202e}An",
            "A\u{34f}n\u{e0061}",
            "\u{ff21}\u{ff4e}",
            // Cyrillic and Greek capitals.
            "\u{410}n",
            "A\u{39d}",
        ] {
            assert!(is_namesake("An", other), "{other:?}");
        }
        assert!(is_namesake("Đỗ Hòa", "Đỗ Ho\u{300}a"), "either normal form");
        assert!(is_namesake("Đạt", "Ðạt"), "the Icelandic letter");
        assert!(is_namesake("Linh", "LİNH") && is_namesake("Linh", "Lınh"));
    }

    #[test]
    fn tones_and_letters_tell_names_apart() {
        for (one, other) in
            [("An", "Ân"), ("An", "Án"), ("Hòa", "Hoa"), ("Dung", "Đung"), ("An", "Anh"), ("An", "")]
        {
            assert!(!is_namesake(one, other), "{one} {other}");
        }
    }
}
