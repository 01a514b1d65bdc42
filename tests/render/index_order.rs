//! The order of an index agrees with a naive one: tables of letters and tones, compared syllable by syllable.

use super::place::entry;
use crate::support::naive::random::Random;
use cutri::people::{PartialDate, index_letter};
use cutri::render::documents::by_name;
use cutri::roll::Entry;
use std::cmp::Ordering;

/// Every vowel in the order of the alphabet, each in the order of the tones.
const VOWELS: [&str; 12] = [
    "aàảãáạ",
    "ăằẳẵắặ",
    "âầẩẫấậ",
    "eèẻẽéẹ",
    "êềểễếệ",
    "iìỉĩíị",
    "oòỏõóọ",
    "ôồổỗốộ",
    "ơờởỡớợ",
    "uùủũúụ",
    "ưừửữứự",
    "yỳỷỹýỵ",
];
const ALPHABET: &str = "aăâbcdđeêghiklmnoôơpqrstuưvxy";
const SYLLABLES: [&str; 24] = [
    "An", "Ân", "Ăn", "Án", "Ấn", "Anh", "Ánh", "Đa", "Đà", "Da", "Dạ", "Hoa", "Hòa", "Hoà", "Hóa", "Ha",
    "Oanh", "Ông", "Ơn", "Uyên", "Ưng", "Y", "Ý", "Nguyễn",
];

/// The letters of a syllable without tones, by their place in the alphabet, and its tone.
fn syllable(text: &str) -> (Vec<usize>, usize) {
    let mut tone = 0;
    let mut letters = Vec::new();
    for letter in text.to_lowercase().chars() {
        let vowel = VOWELS.iter().find(|vowel| vowel.contains(letter));
        let base = vowel.map_or(letter, |vowel| vowel.chars().next().unwrap());
        tone += vowel.map_or(0, |vowel| vowel.chars().position(|one| one == letter).unwrap());
        letters.push(ALPHABET.chars().position(|one| one == base).unwrap());
    }
    (letters, tone)
}

/// *Tên*, then *họ*, then *đệm*, then birth date, then number.
fn naive(one: &Entry, other: &Entry) -> Ordering {
    let key = |entry: &Entry| {
        let mut syllables: Vec<_> = entry.full_name.split(' ').map(syllable).collect();
        syllables.rotate_right(1);
        (syllables, entry.birth_date.first(), entry.number)
    };
    key(one).cmp(&key(other))
}

#[test]
fn section_7_an_index_of_random_names_is_sorted_as_a_naive_one() {
    let mut random = Random::new(7);
    for _ in 0..200 {
        let mut rows = Vec::new();
        for number in 1..=40 {
            let syllables = 1 + random.below(4);
            let name: Vec<&str> = (0..syllables).map(|_| *random.pick(&SYLLABLES)).collect();
            let born = *random.pick(&["1960", "1960-02", "1960-01-01", "1985-12-31"]);
            let born = PartialDate::parse(born).expect("a date");
            rows.push(Entry { birth_date: born, ..entry(number, &name.join(" ")) });
        }
        let sorted = by_name(&rows);
        let wrong = sorted.windows(2).find(|pair| naive(pair[0], pair[1]) != Ordering::Less);
        if let Some(pair) = wrong {
            panic!("{} stands before {}", pair[0].full_name, pair[1].full_name);
        }
        let mut letters: Vec<_> = sorted.iter().map(|row| index_letter(&row.full_name)).collect();
        letters.dedup();
        let count = letters.len();
        letters.sort();
        letters.dedup();
        assert_eq!(letters.len(), count, "each letter has one part");
    }
}
