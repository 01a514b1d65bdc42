//! Names as lists write them.

/// The likely form of a name that is written in capitals: each word with one large letter.
///
/// It is shown, never taken: `ĐINH K'LÊ` may be written otherwise.
pub(super) fn of_capitals(name: &str) -> Option<String> {
    let mut letters = name.chars().filter(|letter| letter.is_alphabetic());
    let is_capital = name.chars().filter(|letter| letter.is_alphabetic()).count() > 1
        && letters.all(|letter| !letter.is_lowercase());
    is_capital.then(|| name.split(' ').map(capitalised).collect::<Vec<_>>().join(" "))
}

fn capitalised(word: &str) -> String {
    let mut letters = word.chars();
    let first: String = letters.by_ref().take(1).collect();
    first + &letters.as_str().to_lowercase()
}

/// Whether a text may be a name: letters, and no digits.
pub(super) fn is_likely(text: &str) -> bool {
    text.chars().filter(|letter| letter.is_alphabetic()).count() > 1
        && !text.contains(|letter: char| letter.is_ascii_digit())
}

#[cfg(test)]
mod tests {
    use super::of_capitals;

    #[test]
    fn a_name_in_capitals_has_a_likely_form() {
        assert_eq!(of_capitals("NGUYỄN VĂN AN").as_deref(), Some("Nguyễn Văn An"));
        assert_eq!(of_capitals("Nguyễn Văn An"), None);
        assert_eq!(of_capitals("X"), None);
    }
}
