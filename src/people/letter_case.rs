//! Names that are written in capitals or in small letters alone.

/// How the letters of a whole name are written, where not as names usually are.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum LetterCase {
    /// All in capitals.
    Capitals,
    /// All in small letters.
    Small,
}

impl LetterCase {
    /// How a name is written; `None` of one with both kinds of letters, with fewer than two, or in a script that has no
    /// capitals.
    ///
    /// ```
    /// use cutri::people::LetterCase;
    /// assert_eq!(LetterCase::of("NGUYỄN VĂN AN"), Some(LetterCase::Capitals));
    /// assert_eq!(LetterCase::of("nguyễn văn an"), Some(LetterCase::Small));
    /// assert_eq!(LetterCase::of("Nguyễn Văn An"), None);
    /// ```
    pub fn of(name: &str) -> Option<Self> {
        let (mut capitals, mut small) = (0_u32, 0_u32);
        for letter in name.chars() {
            capitals += u32::from(letter.is_uppercase());
            small += u32::from(letter.is_lowercase());
            // Of nearly every name two letters tell.
            if capitals > 0 && small > 0 {
                return None;
            }
        }
        match (capitals, small) {
            (2.., 0) => Some(Self::Capitals),
            (0, 2..) => Some(Self::Small),
            _ => None,
        }
    }
}

/// The usual form of a name: each word with one large letter. It is shown, never taken: `ĐINH K'LÊ` may be written otherwise.
pub fn usual_case(name: &str) -> String {
    let capitalised = |word: &str| {
        let mut letters = word.chars();
        let first: String = letters.by_ref().take(1).flat_map(char::to_uppercase).collect();
        first + &letters.as_str().to_lowercase()
    };
    name.split(' ').map(capitalised).collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_in_one_case_has_a_usual_form() {
        for name in ["NGUYỄN VĂN AN", "nguyễn văn an"] {
            assert!(LetterCase::of(name).is_some());
            assert_eq!(usual_case(name), "Nguyễn Văn An");
        }
        for name in ["Nguyễn Văn An", "X", "x", "李文", ""] {
            assert_eq!(LetterCase::of(name), None, "{name}");
        }
    }
}
