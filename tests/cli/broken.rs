//! Extracts that cannot be read stop with exit code 2, name the file, and leave nothing.

use crate::support::output::{names, sample};
use crate::support::package::{Form, Package};
use crate::support::program::{cutri, text};
use std::fs;
use std::path::Path;

type Damage = fn(&Path);

fn rewrite(folder: &Path, name: &str, change: impl FnOnce(String) -> String) {
    let path = folder.join(name);
    fs::write(&path, change(fs::read_to_string(&path).unwrap())).unwrap();
}

/// What is broken, how, and what the error must name.
const CASES: [(&str, Damage, &[&str]); 9] = [
    ("no descriptor", |it| fs::remove_file(it.join("datapackage.json")).unwrap(), &["datapackage.json"]),
    (
        "a descriptor cut short",
        |it| fs::write(it.join("datapackage.json"), "{\"cutri\"").unwrap(),
        &["datapackage.json"],
    ),
    ("no election", |it| fs::remove_file(it.join("election.toml")).unwrap(), &["election.toml"]),
    (
        "a misspelt key of the election",
        |it| rewrite(it, "election.toml", |text| text.replace("posted_on", "postedon")),
        &["election.toml", "postedon", "posted_on"],
    ),
    (
        "an unknown rule profile",
        |it| rewrite(it, "election.toml", |text| text.replace("\"2026\"", "\"1976\"")),
        &["election.toml", "1976", "2026"],
    ),
    ("no persons", |it| fs::remove_file(it.join("persons.csv")).unwrap(), &["persons"]),
    (
        "a header without a required column",
        |it| rewrite(it, "persons.csv", |text| text.replacen("birth_date", "born", 1)),
        &["persons.csv", "birth_date"],
    ),
    (
        "letters of another encoding",
        |it| {
            let mut bytes = fs::read(it.join("persons.csv")).unwrap();
            bytes.extend(b"098085999999,Nguy\xd4n V\xa8n An,1985-01-01,nam,VNM,,,,,alive,,,\n");
            fs::write(it.join("persons.csv"), bytes).unwrap();
        },
        &["persons.csv", "line 1308", "UTF-8"],
    ),
    (
        "a table that stands there twice",
        |it| {
            let twice = Package::read(sample()).write(Form::Gzip);
            fs::copy(twice.path().join("persons.csv.gz"), it.join("persons.csv.gz")).unwrap();
        },
        &["persons.csv", "persons.csv.gz", "twice"],
    ),
];

#[test]
fn an_extract_that_cannot_be_read_is_told_by_its_file_and_changes_nothing() {
    let package = Package::read(sample());
    for (what, damage, named) in CASES {
        let extract = package.write(Form::Csv);
        damage(extract.path());
        let place = tempfile::tempdir().unwrap();
        let out = place.path().join("rolls");
        for arguments in [&["check"][..], &["generate", "--out", text(&out)]] {
            let ran = cutri(&[&[arguments[0], text(extract.path())], &arguments[1..]].concat());
            assert_eq!(ran.code, Some(2), "{what}: {}{}", ran.out, ran.err);
            assert_eq!(ran.out, "", "{what}");
            for name in named {
                assert!(ran.err.contains(name), "{what}: `{name}` is not named: {}", ran.err);
            }
            assert_eq!(
                ran.err.lines().filter(|line| line.contains("error")).count(),
                1,
                "{what}: {}",
                ran.err
            );
        }
        assert_eq!(names(place.path()), [""; 0], "{what}");
    }
}

#[test]
fn an_archive_cut_short_is_told_with_the_line_it_reaches() {
    let extract = Package::read(sample()).write(Form::Gzip);
    let path = extract.path().join("persons.csv.gz");
    let bytes = fs::read(&path).unwrap();
    fs::write(&path, &bytes[..bytes.len() / 2]).unwrap();
    let ran = cutri(&["check", text(extract.path())]).ended(2);
    assert!(ran.err.contains("persons.csv.gz") && ran.err.contains("line"), "{}", ran.err);
}
