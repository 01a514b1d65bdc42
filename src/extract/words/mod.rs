//! The Vietnamese words that offices write for the values of the public format, as data beside those values.
//!
//! A word is known whatever its case; without its marks (`chu ho`) only where no other value of the column could be meant.

mod people;
mod units;

use super::nearest::nearest;
use crate::people::{letters_apart, nfc, unmarked};

/// A value of the public format and how offices write it: in lower case, composed, with its marks.
type Spellings = (&'static str, &'static [&'static str]);

/// Every enumeration of the schema that has Vietnamese words.
const ENUMERATIONS: &[&[Spellings]] = &[
    people::SEX,
    people::HOUSEHOLD_ROLE,
    people::VITAL_STATUS,
    people::RESIDENCE,
    people::STAY,
    people::STATUS,
    people::WISH,
    people::CHANNEL,
    units::COMMUNE,
    units::AREA,
    units::SMALL_REASON,
    units::LEVEL,
    units::SIGNER_ROLE,
    units::TRUTH,
];

/// The value of the public format that a text means in a column that takes `values`; `None` if there is none, or more than
/// one could be meant.
pub(super) fn meant(values: &'static [&'static str], text: &str) -> Option<&'static str> {
    let text = plain(text);
    let known = spellings(values);
    if let Some((value, _)) = known.iter().find(|(_, spelling)| *spelling == text) {
        return Some(value);
    }
    let unmarked_text = unmarked(&text);
    let mut alike = known.iter().filter(|(_, spelling)| unmarked(spelling) == unmarked_text);
    let (value, _) = alike.next()?;
    // Marks that say something else are not passed over: only a text without any may be short of some.
    (unmarked_text == text && alike.all(|(other, _)| other == value)).then_some(*value)
}

/// The value that a misspelt word likely means: one letter in four may be another.
pub(super) fn likely(values: &'static [&'static str], text: &str) -> Option<&'static str> {
    let text = plain(text);
    let known = spellings(values);
    let near = nearest(&text, known.iter().map(|(_, spelling)| *spelling));
    let is_near = letters_apart(&text, near) * 4 <= near.chars().count() && near.chars().count() >= 3;
    known.iter().find(|(_, spelling)| is_near && *spelling == near).map(|(value, _)| *value)
}

/// Every way to write the values: each as itself, then in Vietnamese.
fn spellings(values: &'static [&'static str]) -> Vec<(&'static str, &'static str)> {
    let of_column = |entry: &&[Spellings]| entry.iter().all(|(value, _)| values.contains(value));
    let of_value = |value: &'static str| {
        let entry = ENUMERATIONS.iter().find(|entry| of_column(entry)).copied().unwrap_or_default();
        let spelt = entry.iter().filter(move |(known, _)| *known == value).flat_map(|(_, spelt)| *spelt);
        std::iter::once((value, value)).chain(spelt.map(move |spelling| (value, *spelling)))
    };
    values.iter().flat_map(|value| of_value(value)).collect()
}

/// A text in lower case, composed, with single spaces and without a full stop at its end.
fn plain(text: &str) -> String {
    nfc(text).to_lowercase().trim_end_matches(['.', ',']).trim_end().to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::extract::schema::{Kind, TABLES};

    /// The enumerations of the schema.
    fn enumerations() -> impl Iterator<Item = &'static [&'static str]> {
        TABLES.iter().flat_map(|table| table.columns).filter_map(|column| match column.kind {
            Kind::One(values) => Some(values),
            Kind::Boolean => Some(&["true", "false"]),
            _ => None,
        })
    }

    #[test]
    fn every_value_of_every_enumeration_has_vietnamese_words_of_its_own() {
        for values in enumerations() {
            let spelt = spellings(values);
            for value in values {
                // English words for the sexes and marks for booleans aside, each value can be written in Vietnamese.
                let is_vietnamese = |word: &str| ["nam", "xã", "phường", "đặc khu"].contains(&word);
                let words =
                    spelt.iter().filter(|(of, word)| of == value && (word != value || is_vietnamese(word)));
                let is_english = ["male", "female", "m", "f", "vneid"].contains(value);
                assert!(is_english || words.count() > 0, "{value} of {values:?} has no Vietnamese word");
            }
            for (value, spelling) in &spelt {
                assert_eq!(plain(spelling), *spelling, "spelt as it is compared");
                assert_eq!(
                    meant(values, spelling),
                    Some(*value),
                    "{spelling} has two meanings in {values:?}"
                );
                assert_eq!(meant(values, &format!(" {} ", spelling.to_uppercase())), Some(*value));
            }
        }
    }

    #[test]
    fn a_word_without_its_marks_is_known_where_nothing_else_could_be_meant() {
        let role = enumerations().find(|values| values.contains(&"spouse")).unwrap();
        let cases = [
            ("chu ho", Some("head")),
            ("Vo", Some("spouse")),
            ("CHỒNG.", Some("spouse")),
            // With other marks it is another word.
            ("chủ hố", None),
            ("vỡ", None),
            ("người lạ", None),
        ];
        for (text, value) in cases {
            assert_eq!(meant(role, text), value, "{text}");
        }
        assert_eq!(likely(role, "chủ hố"), Some("head"));
        assert_eq!(likely(role, "người lạ"), None);
    }
}
