//! Personal numbers for invented people: no two alike, without remembering any.

use super::draw::Draw;
use crate::people::Sex;

/// Places of birth registration, written with three digits; 0 is not used.
const PLACES: usize = 1_000;
/// Digits of century and sex (four: 1900–2099) and birth year.
const CELLS: usize = 400;
/// Numbers that six digits can tell apart.
const SUFFIXES: u32 = 1_000_000;
/// Coprime with [`SUFFIXES`], so that counting by it meets every suffix before one comes again.
const STEP: u64 = 387_420_489;

/// How many numbers each place, century, sex and birth year has given out.
pub(super) struct Numbers {
    issued: Vec<u32>,
    offset: u64,
}

impl Numbers {
    pub(super) fn new(draw: &mut Draw) -> Self {
        Self { issued: vec![0; PLACES * CELLS], offset: u64::from(draw.below(SUFFIXES)) }
    }

    /// The next number of a place; of the place after it when that has none left for the sex and year.
    pub(super) fn issue(&mut self, place: usize, sex: Sex, birth_year: i32) -> [u8; 12] {
        let woman = usize::from(sex == Sex::Female);
        let years = usize::try_from((birth_year - 1900).clamp(0, 199)).unwrap_or(0);
        let cell = (years / 100 * 2 + woman) * 100 + years % 100;
        let mut place = place % PLACES;
        while self.issued[place * CELLS + cell] >= SUFFIXES {
            place = place % (PLACES - 1) + 1;
        }
        let issued = &mut self.issued[place * CELLS + cell];
        let suffix = suffix(u64::from(*issued), self.offset + cell as u64 * 7_919 + place as u64 * 104_729);
        *issued += 1;
        let mut number = [0; 12];
        write_digits(&mut number[0..3], place as u64);
        write_digits(&mut number[3..6], cell as u64);
        write_digits(&mut number[6..12], suffix);
        number
    }
}

fn suffix(count: u64, offset: u64) -> u64 {
    (count * (STEP % u64::from(SUFFIXES)) + offset) % u64::from(SUFFIXES)
}

/// Writes the last digits of a number over the whole of `place`.
pub(super) fn write_digits(place: &mut [u8], mut value: u64) {
    for digit in place.iter_mut().rev() {
        *digit = b'0' + (value % 10) as u8;
        value /= 10;
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::people::PersonalNumber;
    use std::collections::BTreeSet;

    #[test]
    fn d1_numbers_tell_place_sex_and_year_and_never_come_twice() {
        let mut numbers = Numbers::new(&mut Draw::new(1, 0));
        let mut seen = BTreeSet::new();
        for _ in 0..20_000 {
            let number = numbers.issue(98, Sex::Female, 2008);
            let text = std::str::from_utf8(&number).unwrap();
            let parsed = PersonalNumber::parse(text).unwrap();
            assert_eq!((parsed.sex(), parsed.birth_year(), &text[..3]), (Sex::Female, 2008, "098"));
            assert!(seen.insert(number));
        }
    }

    #[test]
    fn suffixes_meet_every_value_before_one_comes_again() {
        let mut seen = vec![false; 1_000_000];
        (0..1_000_000).for_each(|count| seen[suffix(count, 12_345) as usize] = true);
        assert!(seen.iter().all(|met| *met));
    }
}
