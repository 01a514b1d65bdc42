//! One person under two numbers: told as an error beside both, never merged. Twins are two.

use super::builder::{Outcome, small};
use cutri::extract::FindingRule;
use cutri::people::Severity;

/// Two persons of the house of `031080000001`, and what tells them apart.
struct Pair {
    name: &'static str,
    births: [&'static str; 2],
    sexes: [&'static str; 2],
    old_numbers: [&'static str; 2],
    houses: [&'static str; 2],
    households: [&'static str; 2],
    full_names: [&'static str; 2],
}

/// Both alike in all.
const ALIKE: Pair = Pair {
    name: "alike in all",
    births: ["1990-02-03", "1990-02-03"],
    sexes: ["nam", "nam"],
    old_numbers: ["031999999", "031999999"],
    houses: ["7", "7"],
    households: ["H9", "H9"],
    full_names: ["Hoàng Văn Ích", "Hoàng Văn Ích"],
};

impl Pair {
    fn outcome(&self) -> Outcome {
        let mut folder = small();
        for at in [0, 1] {
            let number = format!("03109000001{at}");
            let (name, birth, sex) = (self.full_names[at], self.births[at], self.sexes[at]);
            let (old, household) = (self.old_numbers[at], self.households[at]);
            let role = ["head", "other"][at];
            let person =
                format!("{number},{name},{birth},{sex},VNM,Kinh,,{household},{role},alive,,{old},\n");
            let house = self.houses[at];
            let residence = format!("{number},permanent,11386,11386-01,,{house},,,\n");
            folder = folder.append("persons.csv", &person).append("residences.csv", &residence);
        }
        folder.outcome()
    }
}

fn twice(outcome: &Outcome) -> Vec<String> {
    outcome.finding_texts().into_iter().filter(|text| text.starts_with("perhaps_twice")).collect()
}

fn both() -> Vec<String> {
    [
        "perhaps_twice persons.csv:6 031090000010 031090000011".to_owned(),
        "perhaps_twice persons.csv:7 031090000011 031090000010".to_owned(),
    ]
    .into()
}

#[test]
fn one_person_under_two_numbers_is_an_error_beside_both_and_neither_is_clean() {
    let outcome = ALIKE.outcome();
    assert_eq!(twice(&outcome), both());
    assert_eq!(FindingRule::PerhapsTwice.severity(), Severity::Error);
    assert_eq!(outcome.persons, 6, "nobody is merged");
    let clean = outcome.quality.total.clean;
    assert_eq!((clean.part, clean.whole), (4, 6));
    let of_commune = outcome.quality.communes.values().next().unwrap().clean;
    assert_eq!((of_commune.part, of_commune.whole), (3, 5));
}

#[test]
fn an_old_number_of_two_or_one_name_birth_sex_and_house_or_household_is_a_case() {
    let cases = [
        Pair {
            name: "the old number alone",
            births: ["1990-02-03", "1991-05-06"],
            houses: ["7", "9"],
            households: ["H9", "H8"],
            full_names: ["Hoàng Văn Ích", "Hoàng Văn Út"],
            ..ALIKE
        },
        Pair { name: "no old numbers, one house", old_numbers: ["", ""], households: ["H9", "H8"], ..ALIKE },
        Pair {
            name: "one old number known, one household",
            old_numbers: ["031999999", ""],
            houses: ["7", ""],
            ..ALIKE
        },
        Pair {
            name: "the tone in another place, and in capitals",
            old_numbers: ["", ""],
            full_names: ["Hoàng Văn Hòa", "HOÀNG VĂN HOÀ"],
            ..ALIKE
        },
    ];
    for pair in cases {
        assert_eq!(twice(&pair.outcome()), both(), "{}", pair.name);
    }
}

#[test]
fn twins_and_namesakes_are_no_case() {
    let cases = [
        Pair { name: "twins of one name", old_numbers: ["031999999", "031999998"], ..ALIKE },
        Pair {
            name: "twins",
            old_numbers: ["", ""],
            full_names: ["Hoàng Văn Hùng", "Hoàng Văn Hưng"],
            ..ALIKE
        },
        Pair { name: "another birth", old_numbers: ["", ""], births: ["1990-02-03", "1990-02-04"], ..ALIKE },
        Pair {
            name: "a birth known in part",
            old_numbers: ["", ""],
            births: ["1990-02", "1990-02"],
            ..ALIKE
        },
        Pair { name: "another sex", old_numbers: ["", ""], sexes: ["nam", "nữ"], ..ALIKE },
        Pair {
            name: "another house and household",
            old_numbers: ["", ""],
            houses: ["7", "9"],
            households: ["H9", "H8"],
            ..ALIKE
        },
        Pair {
            name: "no house known",
            old_numbers: ["", ""],
            houses: ["", ""],
            households: ["", ""],
            ..ALIKE
        },
        Pair {
            name: "an old number of eight digits",
            old_numbers: ["03199999", "03199999"],
            sexes: ["nam", "nữ"],
            ..ALIKE
        },
    ];
    for pair in cases {
        assert_eq!(twice(&pair.outcome()), [""; 0], "{}", pair.name);
    }
}

/// A number typed as a filler names at most five others beside each.
#[test]
fn a_filler_number_names_a_few_others() {
    let mut folder = small();
    for at in 10..20 {
        let person = format!("0310900000{at},Người {at},1990-01-{at},nam,VNM,,,,,alive,,000000000,\n");
        folder = folder.append("persons.csv", &person);
    }
    let told = twice(&folder.outcome());
    assert_eq!(told.len(), 10);
    assert!(told.iter().all(|text| text.matches("0310900000").count() == 6), "{told:?}");
}
