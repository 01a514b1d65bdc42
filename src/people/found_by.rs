//! What a person is found by beside the personal number: the name as anybody may type it, with the year of birth, and the
//! number before 2016.

use super::name::{match_key, same_letter};
use super::{Person, unmarked};

/// The digits of the numbers before 2016.
const OLD_NUMBER_DIGITS: usize = 9;

/// What a person is found by. Never printed.
#[derive(Clone, PartialEq, Eq)]
pub struct FoundBy {
    /// The letters of the name without marks, and the year of birth.
    pub name_year: String,
    /// The number before 2016; `""` for none.
    pub old_number: String,
}

impl FoundBy {
    /// Of a person as the database has one.
    pub fn of(person: &Person) -> Self {
        Self {
            name_year: name_year(&letters(&person.full_name), person.birth_date.year()),
            old_number: old_number(person).unwrap_or_default().to_owned(),
        }
    }
}

/// The number before 2016 of a person, if it is one.
pub fn old_number(person: &Person) -> Option<&str> {
    let is_old_number =
        |old: &&str| old.len() == OLD_NUMBER_DIGITS && old.bytes().all(|byte| byte.is_ascii_digit());
    person.old_id.as_deref().filter(is_old_number)
}

/// What those of one name and year of birth are found by: the letters of [`SoughtName::letters`] and the year.
pub fn name_year(letters: &str, year: i32) -> String {
    format!("{letters} {year:04}")
}

/// The letters of a name without marks, in lower case, with one `i` for `i` and `y`; no spaces, apostrophes or hyphens.
fn letters(name: &str) -> String {
    let mut letters = String::with_capacity(name.len());
    for letter in name.chars().map(same_letter) {
        match letter {
            'y' | 'Y' => letters.push('i'),
            _ if letter.is_ascii_alphanumeric() => letters.push(letter.to_ascii_lowercase()),
            _ if letter.is_ascii() => {}
            _ => {
                let bare = unmarked(letter.encode_utf8(&mut [0; 4]));
                let bare = bare.chars().flat_map(char::to_lowercase).filter(|bare| bare.is_alphanumeric());
                letters.extend(bare.map(|bare| if bare == 'y' { 'i' } else { bare }));
            }
        }
    }
    letters
}

/// A syllable with its marks, where `y` is an `i`.
fn marked(syllable: &str) -> String {
    match_key(syllable).replace('y', "i")
}

/// A name as somebody typed it: with marks, which then count, or without.
///
/// ```
/// use cutri::people::SoughtName;
/// let sought = |text| SoughtName::parse(text).expect("letters");
/// assert!(sought("nguyen thi LY").is_of("Nguyễn Thị Lý"));
/// assert!(sought("Nguyễn Thị Lí").is_of("Nguyễn Thị Lý"));
/// assert!(!sought("Nguyễn Thị Lỳ").is_of("Nguyễn Thị Lý"));
/// assert!(sought("Thị Lý").is_part_of("Nguyễn Thị Lý"));
/// assert_eq!(SoughtName::parse(" - "), None);
/// ```
#[derive(Clone, PartialEq, Eq)]
pub struct SoughtName {
    letters: String,
    syllables: Vec<Syllable>,
}

#[derive(Clone, PartialEq, Eq)]
struct Syllable {
    letters: String,
    /// With its marks, where it was typed with some.
    marked: Option<String>,
}

impl SoughtName {
    /// Reads what was typed; `None` if there is no letter in it.
    pub fn parse(text: &str) -> Option<Self> {
        let text = super::nfc(text);
        let letters = letters(&text);
        (!letters.is_empty()).then(|| Self { letters, syllables: syllables(&text) })
    }

    /// The letters without marks, in lower case and without what stands between them.
    pub fn letters(&self) -> &str {
        &self.letters
    }

    /// Whether somebody of this full name is sought. Where syllables are parted otherwise, letters alone are compared.
    pub fn is_of(&self, full_name: &str) -> bool {
        let all = syllables(full_name);
        match all.len() == self.syllables.len() {
            true => self.fits(&all),
            false => letters(full_name) == self.letters,
        }
    }

    /// Whether what is sought is a part of this full name, of whole syllables.
    pub fn is_part_of(&self, full_name: &str) -> bool {
        syllables(full_name).windows(self.syllables.len()).any(|part| self.fits(part))
            || self.is_of(full_name)
    }

    fn fits(&self, part: &[Syllable]) -> bool {
        self.syllables.iter().zip(part).all(|(sought, there)| match &sought.marked {
            Some(_) => sought.marked == there.marked,
            None => sought.letters == there.letters,
        })
    }
}

fn syllables(name: &str) -> Vec<Syllable> {
    let syllable = |text: &str| {
        let (letters, marked) = (letters(text), marked(text));
        let is_plain = marked.strip_suffix('0') == Some(letters.as_str());
        Syllable { letters, marked: (!is_plain).then_some(marked) }
    };
    name.split_whitespace().map(syllable).filter(|syllable| !syllable.letters.is_empty()).collect()
}

/// Tells nothing: names stay out of logs and panics.
impl std::fmt::Debug for FoundBy {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("FoundBy(…)")
    }
}

impl std::fmt::Debug for SoughtName {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("SoughtName(…)")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn is_of(sought: &str, name: &str) -> bool {
        SoughtName::parse(sought).is_some_and(|sought| sought.is_of(name))
    }

    #[test]
    fn a_name_is_found_however_it_is_typed() {
        for (sought, name) in [
            ("nguyen van hoa", "Nguyễn Văn Hòa"),
            ("NGUYỄN VĂN HOÀ", "Nguyễn Văn Hòa"),
            ("Nguyen Van Hòa", "Nguyễn Văn Hòa"),
            ("Nguye\u{302}\u{303}n  Văn Hòa ", "Nguyễn Văn Hòa"),
            ("Do Dat", "Đỗ Đạt"),
            ("Ðỗ Ðạt", "Đỗ Đạt"),
            ("hbren", "H’Bren"),
            ("H'Bren", "HʼBren"),
            ("y k tem", "Y K’Tem"),
            ("Ly My Duyen", "Lí Mỹ Duyên"),
            ("nguyenvan an", "Nguyễn Văn An"),
        ] {
            assert!(is_of(sought, name), "{sought}");
        }
    }

    #[test]
    fn marks_that_were_typed_count() {
        for (sought, name) in [
            ("Nguyễn Văn Hóa", "Nguyễn Văn Hòa"),
            ("Đạt", "Dạt"),
            ("Ân", "An"),
            ("Nguyễn Văn", "Nguyễn Văn An"),
            ("", "An"),
        ] {
            assert!(!is_of(sought, name), "{sought}");
        }
    }

    /// Whoever is sought without marks is found by the letters of the name as it is kept.
    #[test]
    fn what_is_sought_has_the_letters_of_what_is_kept() {
        for (sought, name) in
            [("Nguyễn Văn Hòa", "Nguyễn Văn Hoà"), ("y k'tem", "Y K’Tem"), ("do dat", "Đỗ Ðạt")]
        {
            let sought = SoughtName::parse(sought).map(|sought| name_year(sought.letters(), 1990));
            assert_eq!(sought, Some(name_year(&letters(name), 1990)));
        }
    }

    #[test]
    fn a_part_is_of_whole_syllables() {
        let is_part =
            |sought: &str| SoughtName::parse(sought).is_some_and(|sought| sought.is_part_of("Nguyễn Văn An"));
        assert!(["an", "Văn An", "nguyen van", "Nguyễn Văn An"].into_iter().all(is_part));
        assert!(!["nguyen an", "Ân", "ngu", "Trần Nguyễn Văn An"].into_iter().any(is_part));
    }
}
