//! `diff`: differences of law by person and kind, apart from what differs in layout only.

use crate::support::output::{copy, options, quick_options, run, sample, sample_output};
use crate::support::package::{Form, Package};
use crate::support::program::{Ran, cutri, text};
use cutri::output::{Delivery, Format};
use cutri::render::Language;
use serde_json::Value;
use std::num::NonZeroU16;
use std::path::{Path, PathBuf};
use tempfile::TempDir;

/// The output of the sample after a change of its tables.
fn output_of(change: impl FnOnce(&mut Package)) -> (TempDir, PathBuf) {
    let mut package = Package::read(sample());
    change(&mut package);
    let extract = package.write(Form::Csv);
    let out = extract.path().join("rolls");
    run(&quick_options(extract.path(), &out)).unwrap();
    (extract, out)
}

fn set(package: &mut Package, table: &str, subject: &str, column: &str, value: &str) {
    let rows = package.tables.get_mut(table).unwrap();
    let at = rows.column(column);
    let row = rows.rows.iter_mut().find(|row| row[0] == subject).expect("a row of the subject");
    row[at] = value.to_owned();
}

fn diff(first: &Path, second: &Path, format: &str) -> Ran {
    cutri(&["diff", text(first), text(second), "--format", format])
}

/// The persons that differ: kind, law, number, first, second.
fn differences(first: &Path, second: &Path, code: i32) -> Vec<[String; 5]> {
    let ran = diff(first, second, "json").ended(code);
    let rows: Value = serde_json::from_str(&ran.out).unwrap();
    let cell = |row: &Value, key: &str| row[key].as_str().unwrap().to_owned();
    let rows = rows.as_array().unwrap().iter();
    let rows = rows.map(|row| ["kind", "law", "personal_id", "first", "second"].map(|key| cell(row, key)));
    rows.filter(|row| row[0] != "layout").collect()
}

/// What differs between the sample and the sample after a change, told of one person; shifted numbers apart.
fn difference(subject: &str, code: i32, change: impl FnOnce(&mut Package)) -> [String; 4] {
    let (_first, one) = output_of(|_| {});
    let (_second, other) = output_of(change);
    let mut found = differences(&one, &other, code);
    found.retain(|row| row[0] != "number");
    assert_eq!(found.len(), 1, "{found:?}");
    let [kind, law, personal_id, first, second] = found.remove(0);
    assert_eq!(personal_id, subject);
    [kind, law, first, second]
}

#[test]
fn an_output_does_not_differ_from_itself() {
    let ran = diff(sample_output(), sample_output(), "table").ended(0);
    assert_eq!((&*ran.out, &*ran.err), ("", "no difference\n"));
}

#[test]
fn a_copy_that_somebody_changed_is_told_and_not_compared() {
    let (_extract, one) = output_of(|_| {});
    let folder = tempfile::tempdir().unwrap();
    let other = folder.path().join("copy");
    copy(&one, &other);
    let list = other.join("98/98103/98103-01/entries.jsonl");
    let text = std::fs::read_to_string(&list).unwrap();
    std::fs::write(&list, text.replacen("Phạm Văn Cường", "Phạm Văn Cương", 1)).unwrap();
    std::fs::remove_file(other.join("98/98103/98103-02/list.csv")).unwrap();
    for (first, second) in [(&one, &other), (&other, &one)] {
        let ran = diff(first, second, "json").ended(1);
        let rows: Value = serde_json::from_str(&ran.out).unwrap();
        let side = if first == &other { "first" } else { "second" };
        let told: Vec<&str> =
            rows.as_array().unwrap().iter().map(|row| row[side].as_str().unwrap()).collect();
        assert!(rows.as_array().unwrap().iter().all(|row| row["kind"] == "altered"), "{rows}");
        assert!(told.len() == 2 && told[0].contains("98103-01/entries.jsonl: the content"), "{told:?}");
        assert!(told[1].contains("98103-02/list.csv: the file is missing"), "{told:?}");
        assert!(ran.err.contains("nothing was compared"), "{}", ran.err);
    }
}

#[test]
fn a_person_who_moved_stands_in_another_area() {
    let told = difference("098308000101", 1, |package| {
        set(package, "residences", "098308000101", "hamlet_code", "98103-T03");
        set(package, "residences", "098308000101", "house_order", "5");
    });
    assert_eq!([&told[0], &told[1]], ["moved", "yes"]);
    assert!(told[2].starts_with("98103-01 no. ") && told[3].starts_with("98103-02 no. "), "{told:?}");
}

#[test]
fn a_person_with_other_ballots_is_told_with_both() {
    let told = difference("098185000341", 1, |package| {
        set(package, "residences", "098185000341", "registered_on", "2013-01-01");
        let rows = package.tables.get_mut("residences").unwrap();
        let (kind, since) = (rows.column("kind"), rows.column("registered_on"));
        for row in rows.rows.iter_mut().filter(|row| row[0] == "098185000341" && row[kind] == "temporary") {
            row[since] = "2025-12-01".to_owned();
        }
    });
    assert_eq!([&told[0], &told[1]], ["ballots", "yes"]);
    assert!(told[2].contains("national+provincial+communal") && !told[3].contains("communal"), "{told:?}");
}

#[test]
fn a_person_who_lost_the_vote_is_removed() {
    let told = difference("098308000101", 1, |package| {
        set(package, "persons", "098308000101", "birth_date", "2008-03-16");
    });
    assert_eq!([&told[0], &told[1]], ["removed", "yes"]);
    assert_eq!(told[3], "");
}

#[test]
fn a_person_who_said_not_here_is_told_with_the_reason() {
    let told = difference("098308000101", 1, |package| {
        let wishes = package.tables.get_mut("wishes").unwrap();
        let row = ["098308000101", "not_here", "98103", "", "2026-01-10T09:00", "in_person", ""];
        wishes.rows.push(row.map(str::to_owned).to_vec());
    });
    assert_eq!([&*told[0], &*told[1], &*told[3]], ["removed", "yes", "no_list P7 not_here"]);
}

#[test]
fn a_name_spelt_otherwise_is_printed_otherwise_and_no_difference_of_law() {
    let told = difference("098308000101", 0, |package| {
        set(package, "persons", "098308000101", "full_name", "Trần Thị Kim Yên");
    });
    assert_eq!([&told[0], &told[1]], ["printed", "no"]);
}

#[test]
fn another_language_differs_in_layout_only() {
    let folder = tempfile::tempdir().unwrap();
    let outputs = [Language::Vietnamese, Language::English].map(|language| {
        let mut options = options(sample(), &folder.path().join(language.tag()));
        options.render.language = language;
        options.render.formats = [Format::Html, Format::Jsonl, Format::Csv].into();
        run(&options).unwrap();
        options.out
    });
    let ran = diff(&outputs[0], &outputs[1], "csv").ended(0);
    assert!(ran.err.starts_with("no difference of law: ") && ran.err.contains("layout only"), "{}", ran.err);
    let files: Vec<&str> = ran.out.lines().skip(1).collect();
    assert!(files.iter().all(|line| line.starts_with("layout,no,,") && line.contains(".html")), "{files:?}");
    assert!(files.contains(&"layout,no,,summary.html,summary.html"), "{files:?}");
}

#[test]
fn pages_of_what_differs_in_law_are_no_difference_of_layout() {
    let (_extract, other) = output_of(|package| {
        set(package, "persons", "098308000101", "birth_date", "2008-03-16");
    });
    let ran = diff(sample_output(), &other, "csv").ended(1);
    let layout: Vec<&str> = ran.out.lines().filter(|line| line.starts_with("layout")).collect();
    assert!(
        !layout.iter().any(|line| line.contains("98103-01") || line.contains(",summary.html")),
        "{layout:?}"
    );
}

#[test]
fn papers_at_a_print_shop_differ_because_of_their_lists() {
    let folder = tempfile::tempdir().unwrap();
    let mut outs = ["one", "other"].map(|name| options(sample(), &folder.path().join(name)));
    let mut package = Package::read(sample());
    package.tables.get_mut("persons").unwrap().rows.pop();
    let extract = package.write(Form::Csv);
    outs[1].extract = extract.path().into();
    for options in &mut outs {
        options.render.delivery =
            Delivery { zip: true, merge: false, printers: NonZeroU16::new(2), printers_get_all: false };
        run(options).unwrap();
    }
    let ran = cutri(&["diff", text(&outs[0].out), text(&outs[1].out)]);
    assert!(!ran.out.contains("printers/") && !ran.out.contains(".zip"), "{}", ran.out);
}
