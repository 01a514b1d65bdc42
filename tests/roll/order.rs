//! The order of a list (section 7, NEC 2026): hamlets, houses, households; head, relation, birth date, name, number.

use super::{Rules, list};
use crate::support::builders::{AWAY, HOME, PersonBuilder, person, resident, units};
use cutri::people::{HamletCode, HouseholdRole};
use cutri::roll::Entry;
use cutri::territory::{Hamlet, Units};

/// A resident of `HOME` who is known by the last digit of the number.
fn named(letter: char) -> PersonBuilder {
    let digit = u32::from(letter) - u32::from('A') + 1;
    resident().id(&format!("0101860000{digit:02}"))
}

fn letters(rows: &[Entry]) -> String {
    let letter = |entry: &Entry| {
        let digit: u32 = entry.personal_id.as_str()[10..].parse().unwrap();
        char::from_u32(u32::from('A') + digit - 1).unwrap()
    };
    rows.iter().map(letter).collect()
}

/// The order in area `H-01`, whatever the order of input.
fn order(persons: Vec<PersonBuilder>) -> String {
    order_in(units(), persons)
}

fn order_in(units: Units, mut persons: Vec<PersonBuilder>) -> String {
    let rules = Rules::of(units);
    let forwards = letters(&rules.list(HOME, "H-01", &persons));
    persons.reverse();
    assert_eq!(letters(&rules.list(HOME, "H-01", &persons)), forwards, "the order of input shows");
    persons.rotate_left(1);
    assert_eq!(letters(&rules.list(HOME, "H-01", &persons)), forwards, "the order of input shows");
    forwards
}

/// Hamlets `V1` (second), `V2` (first), `V3` and `V0` (without a place) beside `H1`, all in area `H-01`.
fn with_hamlets() -> Units {
    let mut units = units();
    units.area_parts.retain(|part| part.area_code.as_str() != "H-01");
    for (code, list_order) in [("V1", Some(20)), ("V2", Some(10)), ("V3", None), ("V0", None)] {
        let hamlet_code = HamletCode::parse(code).unwrap();
        let commune_code = units.communes[0].commune_code.clone();
        units.hamlets.push(Hamlet { hamlet_code, commune_code, name: code.into(), list_order });
        let mut part = units.area_parts[0].clone();
        (part.area_code, part.hamlet_code) =
            (units.areas[0].area_code.clone(), HamletCode::parse(code).unwrap());
        (part.house_from, part.house_to) = (None, None);
        units.area_parts.push(part);
    }
    units
}

#[test]
fn section_7_hamlets_come_in_their_order_and_those_without_one_last_by_code() {
    let at = |letter, hamlet: &str| named(letter).at(Some(hamlet), Some(1));
    let persons = vec![at('A', "V3"), at('B', "V0"), at('C', "V1"), at('D', "V2")];
    assert_eq!(order_in(with_hamlets(), persons), "DCBA");
}

#[test]
fn section_7_houses_come_in_their_order_as_numbers_and_unknown_ones_last() {
    let at = |letter, house| named(letter).at(Some("V1"), house);
    let persons = vec![at('A', Some(10)), at('B', None), at('C', Some(9)), at('D', Some(1))];
    assert_eq!(order_in(with_hamlets(), persons), "DCAB");
}

#[test]
fn section_7_a_person_without_a_hamlet_comes_after_the_hamlets() {
    let mut units = units();
    units.areas.retain(|area| area.area_code.as_str() != "H-02");
    let persons = vec![named('A').at(None, Some(1)), named('B').at(Some("H1"), Some(40))];
    assert_eq!(order_in(units, persons), "BA");
}

#[test]
fn section_7_a_household_stands_together_head_first() {
    use HouseholdRole::{Child, Head, Spouse};
    let of = |letter, household: &str, role| named(letter).household(household, role);
    let persons = vec![
        of('A', "one", Child),
        of('B', "two", Head),
        of('C', "one", Head),
        of('D', "two", Spouse),
        of('E', "one", Spouse),
    ];
    assert_eq!(order(persons), "CEABD");
}

#[test]
fn section_7_a_household_stays_together_where_a_members_house_is_unknown_or_another() {
    use HouseholdRole::{Child, Head, Spouse};
    let of =
        |letter, household: &str, role, house| named(letter).household(household, role).at(Some("V1"), house);
    let persons = vec![
        of('A', "one", Head, None),
        of('B', "one", Spouse, Some(3)),
        of('C', "one", Child, Some(30)),
        of('D', "two", Head, Some(5)),
        of('E', "two", Spouse, None),
    ];
    assert_eq!(order_in(with_hamlets(), persons), "ABCDE");
}

#[test]
fn two_families_under_one_number_in_two_houses_stand_apart() {
    use HouseholdRole::{Child, Head, Spouse};
    let of =
        |letter, household: &str, role, house| named(letter).household(household, role).at(Some("V1"), house);
    let persons = vec![
        of('A', "one", Head, Some(5)),
        of('B', "one", Spouse, Some(5)),
        of('C', "one", Child, None),
        of('D', "two", Head, Some(7)),
        of('E', "one", Head, Some(9)),
        of('F', "one", Spouse, Some(9)),
    ];
    assert_eq!(order_in(with_hamlets(), persons), "ABCDEF");
}

#[test]
fn section_7_relations_come_in_the_order_of_the_format_and_unknown_ones_last() {
    let mut persons: Vec<PersonBuilder> = ('A'..)
        .zip(HouseholdRole::ALL.iter().rev())
        .map(|(letter, role)| named(letter).household("one", *role))
        .collect();
    let mut unknown = named('H');
    unknown.0.person.household_id = Some("one".into());
    persons.push(unknown);
    assert_eq!(order(persons), "GFEDCBAH");
}

#[test]
fn section_7_who_is_in_no_household_comes_after_the_households_of_the_house() {
    let persons = vec![named('A'), named('B').household("one", HouseholdRole::Other)];
    assert_eq!(order(persons), "BA");
}

#[test]
fn section_7_then_by_birth_date_of_which_the_first_possible_day_counts() {
    let persons = vec![
        named('A').born("1980-06-15"),
        named('B').born("1980"),
        named('C').born("1980-06"),
        named('D').born("1979-12-31"),
    ];
    assert_eq!(order(persons), "DBCA");
}

#[test]
fn section_7_then_by_given_name_family_name_and_middle_name_letters_before_tones() {
    let names = [
        ('A', "Nguyễn Văn Đạt"),
        ('B', "Nguyễn Văn Dũng"),
        ('C', "Trần Thị An"),
        ('D', "Lê Thị Ân"),
        ('E', "Lê Văn An"),
        ('F', "Lê Thị An"),
        ('G', "Lê Thị Ấn"),
        ('H', "Lê Thị Ăn"),
    ];
    let persons = names.map(|(letter, name)| named(letter).name(name));
    assert_eq!(order(persons.to_vec()), "FECHDGBA");
}

#[test]
fn section_7_at_last_by_personal_number() {
    assert_eq!(order(vec![named('B'), named('C'), named('A')]), "ABC");
}

#[test]
fn section_7_numbers_run_from_one_without_gaps_in_every_area() {
    let mut persons = Vec::new();
    for at in 0..40 {
        let house = Some(at % 70 + 20);
        persons.push(person().id(&format!("0101860010{at:02}")).permanent(HOME).at(Some("H1"), house));
    }
    for area in ["H-01", "H-02"] {
        let rows = list(HOME, area, &persons);
        let numbers: Vec<u32> = rows.iter().map(|entry| entry.number).collect();
        assert!(!rows.is_empty(), "{area}");
        assert_eq!(numbers, (1..=u32::try_from(rows.len()).unwrap()).collect::<Vec<_>>(), "{area}");
        assert!(rows.iter().all(|entry| entry.area_code.as_str() == area));
    }
}

#[test]
fn in_a_facility_nobody_stands_by_house_or_household() {
    use cutri::people::StayKind::Detention;
    let held = |letter, born| {
        let person = named(letter).born(born).household("one", HouseholdRole::Head);
        person.stay(Detention, "camp", "2026-01-01", None)
    };
    let persons =
        [held('A', "1990-01-01").at(Some("H1"), Some(1)), held('B', "1980-01-01").at(Some("H1"), Some(9))];
    assert_eq!(letters(&list(AWAY, "A-03", &persons)), "BA");
}
