//! The small sample that the project keeps: it passes the stock validator, it means what its README says of it, and it
//! leaves out no rule.

use super::{assert_validates, column, misfits, rows, set};
use cutri::extract::{Mode, datapackage, schema};
use cutri::law::{Flag, Rule};
use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

fn folder() -> &'static Path {
    Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/samples/xuan-hoa"))
}

/// The cells of the README's lines about one person: number, whom they show, outcome, ballots, rule, flags.
fn told() -> BTreeMap<String, Vec<String>> {
    let text = fs::read_to_string(folder().join("README.md")).unwrap();
    let lines = text.lines().filter(|line| line.starts_with("| `098"));
    let cells = lines.map(|line| {
        let cells: Vec<String> = line.split('|').map(|cell| cell.trim().replace('`', "")).collect();
        (cells[1].clone(), cells[1..7].to_vec())
    });
    cells.collect()
}

#[test]
fn the_stock_validator_finds_nothing() {
    assert_validates(folder());
}

#[test]
fn the_descriptor_is_the_one_the_schema_gives() {
    let kept = fs::read_to_string(folder().join("datapackage.json")).unwrap();
    let (as_of, files) = ("2026-01-20".parse().unwrap(), [schema::SHAPES_FILE]);
    let written = datapackage::describe(as_of, &Mode::Full, &schema::TABLES, &files);
    if std::env::var_os("CUTRI_BLESS").is_some() {
        fs::write(folder().join("datapackage.json"), &written).unwrap();
        return;
    }
    assert!(kept == written, "write samples/xuan-hoa/datapackage.json anew with CUTRI_BLESS=1");
}

#[test]
fn only_the_rows_meant_to_be_rejected_do_not_fit_the_schema() {
    let mut subjects = Vec::new();
    for misfit in misfits(folder()) {
        let [table, line, column] = [0, 2, 3].map(|at| misfit.split(' ').nth(at).unwrap().to_owned());
        let table = schema::TABLES.into_iter().find(|known| known.name == table).unwrap();
        let row = &rows(folder(), table)[line.parse::<usize>().unwrap() - 2];
        subjects.push((row[0].to_owned(), column));
    }
    let expected = [
        ("098185000521", "birth_date"),
        ("098185000523", "registered_on"),
        ("098085000524", "from"),
        ("098185000525", "recorded_at"),
    ];
    assert_eq!(subjects, expected.map(|(number, column)| (number.to_owned(), column.to_owned())));
}

#[test]
fn the_readme_tells_of_every_odd_person_and_of_no_other() {
    let numbers = column(folder(), &schema::PERSONS, "personal_id");
    let odd = numbers.into_iter().filter(|number| ("000000".."000600").contains(&&number[6..]));
    assert_eq!(odd.collect::<BTreeSet<_>>(), told().into_keys().collect());
}

#[test]
fn every_rule_and_every_flag_that_can_be_met_is_expected_of_somebody() {
    let words = |at: usize| -> BTreeSet<String> {
        let cells = told().into_values().map(move |cells| cells[at].clone());
        cells
            .flat_map(|cell| cell.split([',', ' ', '(', ')']).map(str::to_owned).collect::<Vec<_>>())
            .collect()
    };
    let (rules, flags) = (words(4), words(5));
    for rule in Rule::ALL {
        assert!(rules.contains(rule.id()), "nobody shows {rule}");
    }
    // Of these no sample that is read without trouble has anybody; tests of their own show them.
    let of_no_sample = [Flag::LeapDay, Flag::NoBallot, Flag::DoubtfulDate, Flag::PerhapsTwice];
    for flag in Flag::ALL.iter().filter(|flag| !of_no_sample.contains(flag)) {
        assert!(flags.contains(flag.as_str()), "nobody shows {flag}");
    }
}

#[test]
fn expected_lists_are_areas_of_the_extract_and_voters_have_ballots() {
    let areas = set(folder(), &schema::AREAS, "area_code");
    for (number, cells) in told() {
        let area = cells[2].strip_prefix("list ");
        assert!(area.is_none_or(|area| areas.contains(area)), "{number}: {}", cells[2]);
        assert_eq!(area.is_some(), cells[3].starts_with("NA, prov."), "{number}");
    }
}

#[test]
fn rows_of_an_unknown_person_are_those_the_readme_names() {
    let persons = set(folder(), &schema::PERSONS, "personal_id");
    let tables = [&schema::RESIDENCES, &schema::ABSENCES, &schema::STAYS, &schema::STATUSES, &schema::WISHES];
    let mentioned: BTreeSet<_> =
        tables.into_iter().flat_map(|table| set(folder(), table, "personal_id")).collect();
    let unknown: Vec<_> = mentioned.difference(&persons).collect();
    assert_eq!(unknown, ["098099000530"]);
}

/// Adults of ordinary families alone, so that the odd persons do not carry an area over the line.
#[test]
fn t1_the_two_areas_of_mai_linh_have_more_than_300_voters_and_those_of_care_home_and_college_50() {
    let births: BTreeMap<String, String> = rows(folder(), &schema::PERSONS)
        .iter()
        .filter(|row| &row[0][6..] >= "100000")
        .map(|row| (row[0].to_owned(), row[2].to_owned()))
        .collect();
    let mut voters = [0, 0];
    for row in rows(folder(), &schema::RESIDENCES) {
        let house: u32 = row[5].parse().unwrap_or(0);
        let area = match &row[3] {
            "98103-T01" => 0,
            "98103-T02" if house <= 40 => 0,
            "98103-T02" | "98103-T03" => 1,
            _ => continue,
        };
        voters[area] += u32::from(births.get(&row[0]).is_some_and(|birth| birth.as_str() <= "2008-03-15"));
    }
    assert!(voters.iter().all(|count| *count > 300), "{voters:?}");
    for facility in ["CS-01", "TC-01"] {
        let people = rows(folder(), &schema::STAYS).iter().filter(|row| &row[2] == facility).count();
        assert!(people >= 50, "{facility}: {people}");
    }
}
