//! Names as lists write them.

/// Whether a text may be a name: letters, and no digits.
pub(super) fn is_likely(text: &str) -> bool {
    text.chars().filter(|letter| letter.is_alphabetic()).count() > 1
        && !text.contains(|letter: char| letter.is_ascii_digit())
}
