//! No name, number, address or birth date of anybody in words, logs or panics, however much is logged.

use crate::support::output::{copy, sample, sample_output};
use crate::support::package::{Form, Package};
use crate::support::postgres;
use crate::support::program::{Ran, command, ran, text};
use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

/// A change that breaks a table's text.
type Damage = fn(&str) -> String;

/// Everything of an extract's people that must never be logged.
pub fn secrets(extract: &Path) -> BTreeSet<String> {
    let mut secrets = BTreeSet::new();
    for (table, columns) in [
        ("persons", &["personal_id", "full_name", "birth_date", "old_id"][..]),
        ("residences", &["address"]),
        ("statuses", &["document_no"]),
    ] {
        // A delta has the tables that something changed in.
        let Ok(mut rows) = csv::Reader::from_path(extract.join(format!("{table}.csv"))) else { continue };
        let header = rows.headers().expect("a header").clone();
        let columns: Vec<usize> =
            columns.iter().filter_map(|column| header.iter().position(|name| name == *column)).collect();
        for row in rows.records().map(|row| row.expect("a row")) {
            secrets.extend(columns.iter().map(|at| row[*at].to_owned()).filter(|value| value.len() >= 8));
        }
    }
    secrets
}

fn traced(arguments: &[&str]) -> Ran {
    ran(command().args(arguments).env("CUTRI_LOG", "trace").env("RUST_BACKTRACE", "1"))
}

fn assert_silent(secrets: &BTreeSet<String>, what: &str, words: &str) {
    assert!(!words.contains("panicked"), "{what}: {words}");
    if let Some(secret) = secrets.iter().find(|secret| words.contains(*secret)) {
        let line = words.lines().position(|line| line.contains(secret)).unwrap_or(0);
        panic!("{what}: line {} of standard error tells of a person", line + 1);
    }
}

#[test]
fn no_command_logs_a_person() {
    let secrets = secrets(sample());
    assert!(secrets.len() > 3_000);
    let folder = tempfile::tempdir().unwrap();
    let (out, server) = (folder.path().join("rolls"), folder.path().join("server"));
    let database = out.join("cutri.db");
    let url = postgres::server().database();
    let (sample, out, server) = (text(sample()), text(&out), text(&server));
    let commands: &[(&[&str], i32)] = &[
        (&["generate", sample, "--out", out], 1),
        (&["generate", sample, "--out", server, "--db", &url, "--formats", "jsonl"], 1),
        (&["check", sample], 1),
        (&["verify", out], 0),
        (&["diff", out, server], 1),
        (&["explain", "098308000101", "--db", text(&database)], 0),
        (&["explain", "098308000101", "--db", &url], 0),
    ];
    for (arguments, code) in commands {
        let ran = traced(arguments);
        assert!([Some(*code), Some(0)].contains(&ran.code), "{arguments:?}: {}", ran.err);
        assert_silent(&secrets, arguments[0], &ran.err);
        assert!(arguments[0] == "explain" || ran.err.contains("begins"), "nothing was logged: {}", ran.err);
    }
}

#[test]
fn no_error_about_an_extract_or_an_output_tells_of_a_person() {
    let secrets = secrets(sample());
    let package = Package::read(sample());
    let damages: [(&str, Damage); 4] = [
        ("a quote left open", |text| text.replacen("Phạm Văn Cường", "\"Phạm Văn Cường", 1)),
        ("a row too long", |text| text.replacen("Phạm Văn Cường", "Phạm Văn Cường,,,,,,,", 1)),
        ("a row too short", |text| text.replacen(",nam,VNM,Kinh,buôn bán", "", 1)),
        ("a number twice", |text| format!("{text}{}\n", text.lines().nth(1).unwrap())),
    ];
    for (what, damage) in damages {
        let extract = package.write(Form::Csv);
        let path = extract.path().join("persons.csv");
        let before = fs::read_to_string(&path).unwrap();
        fs::write(&path, damage(&before)).unwrap();
        let out = extract.path().join("rolls");
        for arguments in
            [&["check", text(extract.path())][..], &["generate", text(extract.path()), "--out", text(&out)]]
        {
            let ran = traced(arguments);
            assert!([Some(1), Some(2)].contains(&ran.code), "{what}: {}", ran.err);
            assert_silent(&secrets, what, &ran.err);
        }
    }
    let folder = tempfile::tempdir().unwrap();
    copy(sample_output(), folder.path());
    let entries = folder.path().join("98/98103/98103-01/entries.jsonl");
    let damaged = fs::read_to_string(&entries).unwrap().replacen("\"nam\"", "\"?\"", 1);
    fs::write(&entries, damaged).unwrap();
    for arguments in [
        &["verify", text(folder.path())][..],
        &["diff", text(sample_output()), text(folder.path())],
        &["generate", text(sample()), "--out", text(folder.path()), "--commune", "98205"],
    ] {
        assert_silent(&secrets, arguments[0], &traced(arguments).err);
    }
}

#[test]
fn a_number_given_on_the_command_line_is_not_repeated() {
    for (number, database) in [("098308000101", "nowhere.db"), ("0983080001019", "nowhere.db")] {
        let ran = traced(&["explain", number, "--db", database]);
        assert!([Some(2), Some(4)].contains(&ran.code), "{}", ran.err);
        assert!(!ran.err.contains(number), "{}", ran.err);
    }
}
