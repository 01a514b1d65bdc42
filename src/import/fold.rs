//! Words as they are compared: however they are written, with or without marks.

use crate::people::is_hidden;
use unicode_normalization::UnicodeNormalization;

/// Lower case without marks; what is neither letter nor digit is one space.
pub(super) fn folded(text: &str) -> String {
    let mut folded = String::with_capacity(text.len());
    for letter in text.nfd().filter(|letter| !is_mark(*letter)).flat_map(char::to_lowercase) {
        match letter {
            'đ' | 'ð' => folded.push('d'),
            letter if letter.is_alphanumeric() => folded.push(letter),
            letter if is_hidden(letter) && !letter.is_control() => {}
            _ if folded.ends_with(' ') || folded.is_empty() => {}
            _ => folded.push(' '),
        }
    }
    folded.truncate(folded.trim_end().len());
    folded
}

fn is_mark(letter: char) -> bool {
    matches!(letter, '\u{300}'..='\u{36f}')
}

/// Where a phrase stands in a folded text, as whole words: the end of its last place.
pub(super) fn end_of(text: &str, phrase: &str) -> Option<usize> {
    // Every cell of a sheet is asked for every phrase that a heading may hold: only where a word ends is looked.
    let ends = std::iter::once(text.len()).chain(text.rmatch_indices(' ').map(|(at, _)| at));
    let ends_there = |end: &usize| {
        text[..*end].strip_suffix(phrase).is_some_and(|before| before.is_empty() || before.ends_with(' '))
    };
    ends.take_while(|end| *end >= phrase.len()).find(ends_there)
}

/// Whether a folded text begins with a phrase, as whole words.
pub(super) fn begins(text: &str, phrase: &str) -> bool {
    text.strip_prefix(phrase).is_some_and(|rest| rest.is_empty() || rest.starts_with(' '))
}

#[cfg(test)]
mod tests {
    use super::{begins, end_of, folded};

    #[test]
    fn words_are_the_same_however_they_are_written() {
        for text in [
            "Số Căn cước",
            "SO CAN CUOC",
            " so\ncăn  cước:",
            "so\u{302}\u{301} ca\u{306}n cước",
            "Số\u{200b} căn-cước (*)",
        ] {
            assert_eq!(folded(text), "so can cuoc", "{text:?}");
        }
        assert_eq!(folded("Đặc khu"), "dac khu");
    }

    #[test]
    fn phrases_are_whole_words() {
        assert_eq!(end_of("gioi tinh nam", "nam"), Some(13));
        assert_eq!(end_of("nam tinh nam nu", "nam"), Some(12));
        assert_eq!(end_of("nam", "nam sinh"), None);
        assert_eq!(end_of("namtinh", "nam"), None);
        assert!(begins("tong so", "tong") && !begins("tongs", "tong"));
    }
}
