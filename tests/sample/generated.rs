//! Extracts that `sample::write` invents.

use super::{assert_validates, column, misfits, rows, set};
use cutri::extract::schema;
use cutri::people::{PartialDate, anniversary};
use cutri::sample::{self, SampleCounts, SampleError, SampleOptions};
use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

pub fn write(folder: &Path, people: u64, communes: u32, seed: u64) -> SampleCounts {
    let options = SampleOptions::new(people, communes, seed, folder.to_owned());
    sample::write(&options, &mut |_| {}).unwrap()
}

pub fn contents(folder: &Path) -> BTreeMap<String, Vec<u8>> {
    let entries = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    entries
        .map(|path| (path.file_name().unwrap().to_str().unwrap().to_owned(), fs::read(path).unwrap()))
        .collect()
}

/// An extract of one folder for the tests that only read.
fn extract(people: u64, communes: u32) -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    write(folder.path(), people, communes, 7);
    folder
}

#[test]
fn the_same_seed_gives_the_same_bytes_and_another_seed_others() {
    let folder = tempfile::tempdir().unwrap();
    let [first, again, other] = ["first", "again", "other"].map(|name| folder.path().join(name));
    write(&first, 2_000, 3, 7);
    write(&again, 2_000, 3, 7);
    write(&other, 2_000, 3, 8);
    let (first, again, other) = (contents(&first), contents(&again), contents(&other));
    assert_eq!(first.len(), schema::TABLES.len() + 3);
    assert!(first == again, "the same options gave other bytes");
    assert!(first["persons.csv"] != other["persons.csv"] && first["wishes.csv"] != other["wishes.csv"]);
}

#[test]
fn the_bytes_of_a_seed_are_the_same_on_every_machine() {
    use sha2::{Digest, Sha256};
    let folder = extract(300, 2);
    let mut hash = Sha256::new();
    contents(folder.path()).iter().for_each(|(name, bytes)| {
        hash.update(name);
        hash.update(bytes);
    });
    let digits: String = hash.finalize().iter().take(8).map(|byte| format!("{byte:02x}")).collect();
    assert_eq!(digits, "91769dd30159957a", "what a seed gives has changed: say so in the commit's message");
}

#[test]
fn it_holds_as_many_people_and_communes_as_asked_and_reports_the_rows() {
    let folder = tempfile::tempdir().unwrap();
    let mut last = 0;
    let options = SampleOptions::new(12_345, 130, 7, folder.path().to_owned());
    let counts = sample::write(&options, &mut |people| {
        assert!(people > last, "progress goes on");
        last = people;
    });
    let counts = counts.unwrap();
    assert_eq!(
        (last, counts.of("persons"), counts.of("communes"), counts.of("provinces")),
        (12_345, 12_345, 130, 2)
    );
    for table in schema::TABLES {
        assert_eq!(counts.of(table.name), rows(folder.path(), table).len() as u64, "{}", table.name);
    }
}

#[test]
fn every_cell_fits_the_schema() {
    let folder = extract(20_000, 25);
    assert_eq!(misfits(folder.path()), Vec::<String>::new());
}

#[test]
fn the_stock_validator_finds_nothing() {
    assert_validates(extract(5_000, 6).path());
}

#[test]
fn rows_refer_to_rows_that_exist() {
    let folder = extract(20_000, 110);
    let persons = set(folder.path(), &schema::PERSONS, "personal_id");
    assert_eq!(persons.len(), 20_000, "personal numbers are unique");
    for table in [&schema::RESIDENCES, &schema::ABSENCES, &schema::STAYS, &schema::STATUSES, &schema::WISHES]
    {
        assert!(set(folder.path(), table, "personal_id").is_subset(&persons), "{}", table.name);
        assert!(!rows(folder.path(), table).is_empty(), "{}", table.name);
    }
    let areas = set(folder.path(), &schema::AREAS, "area_code");
    for table in [&schema::FACILITIES, &schema::AREA_PARTS, &schema::CONSTITUENCY_PARTS, &schema::WISHES] {
        assert!(set(folder.path(), table, "area_code").is_subset(&areas), "{}", table.name);
    }
    let hamlets = set(folder.path(), &schema::HAMLETS, "hamlet_code");
    assert!(set(folder.path(), &schema::RESIDENCES, "hamlet_code").is_subset(&hamlets));
    assert_eq!(set(folder.path(), &schema::AREA_PARTS, "hamlet_code"), hamlets, "every hamlet is served");
    let facilities = set(folder.path(), &schema::FACILITIES, "facility_code");
    assert!(set(folder.path(), &schema::STAYS, "facility_code").is_subset(&facilities));
}

/// A residence lies in a commune of the extract, in one that a commune was made from, or, for a few, outside.
#[test]
fn residences_lie_in_communes_in_their_predecessors_or_outside() {
    let folder = extract(60_000, 20);
    let communes = set(folder.path(), &schema::COMMUNES, "commune_code");
    let predecessors: BTreeSet<String> = set(folder.path(), &schema::COMMUNES, "predecessors")
        .iter()
        .flat_map(|codes| codes.split(';').map(str::to_owned).collect::<Vec<_>>())
        .collect();
    assert!(predecessors.is_disjoint(&communes));
    let places = column(folder.path(), &schema::RESIDENCES, "commune_code");
    let count = |known: &dyn Fn(&String) -> bool| places.iter().filter(|code| known(code)).count();
    let outside = count(&|code| code.starts_with("99"));
    let old = count(&|code| predecessors.contains(code));
    assert_eq!(count(&|code| communes.contains(code)) + outside + old, places.len());
    assert!(
        (1..places.len() / 50).contains(&outside) && (1..places.len() / 50).contains(&old),
        "{outside} {old}"
    );
}

#[test]
fn article_2_about_72_in_100_people_are_of_voting_age_and_ages_are_those_of_the_country() {
    let folder = extract(60_000, 20);
    let election_day = "2026-03-15".parse().unwrap();
    let births = column(folder.path(), &schema::PERSONS, "birth_date");
    let births: Vec<_> = births.iter().map(|date| PartialDate::parse(date).unwrap().first()).collect();
    let share = |from: u32, below: u32| {
        let counted = births.iter().filter(|birth| {
            anniversary(**birth, from) <= election_day && anniversary(**birth, below) > election_day
        });
        counted.count() * 1_000 / births.len()
    };
    assert!((690..=750).contains(&share(18, 130)), "{}", share(18, 130));
    // In thousandths: Viet Nam 2025 by World Population Prospects 2019, scaled to the official total.
    for (from, below, expected) in [(0, 15, 228), (15, 30, 199), (30, 45, 241), (45, 60, 187), (60, 130, 145)]
    {
        let found = share(from, below);
        assert!(found.abs_diff(expected) <= 20, "ages {from} to {below}: {found} for {expected}");
    }
}

#[test]
fn most_are_permanent_residents_and_one_in_eight_is_temporary_somewhere() {
    let folder = extract(60_000, 20);
    let residences = rows(folder.path(), &schema::RESIDENCES);
    let of_kind = |kind: &str| {
        let found = residences.iter().filter(|row| &row[1] == kind && row[8].is_empty());
        found.map(|row| row[0].to_owned()).collect::<BTreeSet<_>>().len() * 100 / 60_000
    };
    assert!((94..=97).contains(&of_kind("permanent")), "{}", of_kind("permanent"));
    assert!((10..=14).contains(&of_kind("temporary")), "{}", of_kind("temporary"));
    assert!((0..=3).contains(&of_kind("current")), "{}", of_kind("current"));
}

#[test]
fn children_bear_their_fathers_family_name_and_are_younger_than_their_parents() {
    let folder = extract(5_000, 2);
    let mut households: BTreeMap<String, Vec<csv::StringRecord>> = BTreeMap::new();
    for row in rows(folder.path(), &schema::PERSONS) {
        households.entry(row[7].to_owned()).or_default().push(row);
    }
    let mut checked = 0;
    for members in households.values() {
        assert_eq!(members.iter().filter(|row| &row[8] == "head").count(), 1, "one head of household");
        let head = &members[0];
        for child in
            members.iter().filter(|row| &row[8] == "child" && &head[3] == "nam" && &head[8] == "head")
        {
            let family = |row: &csv::StringRecord| row[1].split(' ').next().unwrap().to_owned();
            assert!(family(child) == family(head), "a child has another family name than its father");
            assert!(child[2][..4] > head[2][..4], "a child is older than its father");
            checked += 1;
        }
    }
    assert!(checked > 500, "{checked}");
}

#[test]
fn every_kind_of_status_stay_and_wish_is_met() {
    let folder = extract(60_000, 20);
    for (table, column) in [
        (&schema::STAYS, "kind"),
        (&schema::STATUSES, "kind"),
        (&schema::WISHES, "kind"),
        (&schema::AREAS, "kind"),
    ] {
        let schema::Kind::One(words) = table.columns.iter().find(|known| known.name == column).unwrap().kind
        else {
            panic!("{} {column} is no enumeration", table.name)
        };
        let found = set(folder.path(), table, column);
        let missing: Vec<_> = words.iter().filter(|word| !found.contains(**word)).collect();
        assert!(
            missing.iter().all(|word| ["death_sentence", "care"].contains(word)),
            "{}: {missing:?}",
            table.name
        );
    }
}

#[test]
fn options_out_of_bounds_and_folders_in_use_are_refused() {
    let folder = tempfile::tempdir().unwrap();
    let refused = |people, communes| {
        let options = SampleOptions::new(people, communes, 7, folder.path().join("extract"));
        sample::write(&options, &mut |_| {}).unwrap_err().to_string()
    };
    assert_eq!(refused(500, 0), "communes = 0 cannot be numbered: ask for 1 to 9800");
    assert_eq!(refused(500, 9_801), "communes = 9801 cannot be numbered: ask for 1 to 9800");
    assert_eq!(refused(19, 2), "people = 19 is out of bounds: ask for 20 (ten a commune) to 200000000");
    assert!(!folder.path().join("extract").exists(), "nothing is made for options that are refused");
    fs::write(folder.path().join("roll.txt"), "kept").unwrap();
    let options = SampleOptions::new(500, 2, 7, folder.path().to_owned());
    assert!(matches!(sample::write(&options, &mut |_| {}), Err(SampleError::NotEmpty { .. })));
    assert_eq!(fs::read_to_string(folder.path().join("roll.txt")).unwrap(), "kept");
}

#[test]
fn what_an_interrupted_run_left_is_written_over() {
    let folder = tempfile::tempdir().unwrap();
    let workshop = folder.path().join(".cutri");
    fs::create_dir_all(workshop.join("new")).unwrap();
    fs::write(workshop.join("made-by-cutri"), "process 1").unwrap();
    fs::write(workshop.join("new/persons.csv"), "half a li").unwrap();
    write(folder.path(), 500, 2, 7);
    assert!(!workshop.exists(), "and nothing is left of it");
}

#[test]
fn the_nation_has_its_provinces_communes_and_constituencies_at_any_number_of_people() {
    let write = || {
        let folder = tempfile::tempdir().unwrap();
        let options = SampleOptions::national(4_000, 7, folder.path().to_owned());
        let counts = sample::write(&options, &mut |_| {}).unwrap();
        (folder, counts)
    };
    let (folder, counts) = write();
    assert_eq!(
        ["persons", "provinces", "communes"].map(|table| counts.of(table)),
        [4_000, 34, 3_321],
        "{counts:?}"
    );
    assert!((71_500..73_000).contains(&counts.of("areas")), "{counts:?}");
    assert_eq!(misfits(folder.path()), Vec::<String>::new());
    assert!(!folder.path().join(schema::SHAPES_FILE).exists(), "real places have no invented outlines");
    let levels = column(folder.path(), &schema::CONSTITUENCIES, "level");
    let seats = column(folder.path(), &schema::CONSTITUENCIES, "seats");
    let seats_of = |level: &str| -> Vec<u32> {
        let of_level = levels.iter().zip(&seats).filter(|(found, _)| *found == level);
        of_level.map(|(_, seats)| seats.parse().unwrap()).collect()
    };
    let national = seats_of("national");
    assert_eq!((national.len(), national.iter().sum::<u32>()), (182, 500));
    assert!((700..1_000).contains(&seats_of("provincial").len()));
    let communal = seats_of("communal").len();
    assert!((20_500..22_500).contains(&communal), "{communal}: about 6.5 a commune");
    let opens = column(folder.path(), &schema::AREAS, "opens_at");
    let early = opens.iter().filter(|moment| moment.contains('T')).count();
    assert!((150..300).contains(&early), "{early} of 72,195 areas voted early: 218");
    let (again, _) = write();
    assert_eq!(contents(folder.path()), contents(again.path()));
    assert_validates(folder.path());
    let least = SampleOptions::national(3_320, 7, folder.path().join("none"));
    let refused = sample::write(&least, &mut |_| {}).unwrap_err().to_string();
    assert_eq!(refused, "people = 3320 is out of bounds: ask for 3321 (one a commune) to 200000000");
}
