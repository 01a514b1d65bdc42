//! Every command through the real program: exit codes, data on standard output, words on standard error.

use crate::support::builders::person;
use crate::support::naive::{NaiveElection, NaiveProfile};
use crate::support::output::{sample, sample_output, tree};
use crate::support::package::{Form, Package};
use crate::support::program::{Ran, command, cutri, ran, text};
use crate::support::skip;
use cutri::territory::{
    Area, AreaKind, AreaPart, Commune, CommuneKind, Constituency, ConstituencyPart, Hamlet, Level, Province,
    SmallReason, Units,
};
use serde_json::Value;
use std::process::Command;

/// Units without any trouble: one commune, one area that may be small.
fn units() -> Units {
    let commune_code = crate::support::builders::commune("10001");
    let area_code = crate::support::builders::area("A");
    let hamlet_code = cutri::people::HamletCode::parse("T1").unwrap();
    let province_code = cutri::people::ProvinceCode::parse("10").unwrap();
    let mut units = Units::default();
    units.provinces.push(Province { province_code: province_code.clone(), name: "Tỉnh Mười".into() });
    units.communes.push(Commune {
        commune_code: commune_code.clone(),
        province_code,
        name: "Xã Một".into(),
        kind: CommuneKind::Commune,
        council_elected: true,
        predecessors: vec![],
    });
    let (of, name) = (commune_code.clone(), "Thôn Một".to_owned());
    units.hamlets.push(Hamlet {
        hamlet_code: hamlet_code.clone(),
        commune_code: of,
        name,
        list_order: Some(1),
    });
    units.areas.push(Area {
        area_code: area_code.clone(),
        commune_code: commune_code.clone(),
        number: 1,
        name: None,
        polling_place: Some("Nhà văn hóa".into()),
        kind: AreaKind::Residential,
        small_reason: Some(SmallReason::Island),
        opens_at: None,
        latitude: None,
        longitude: None,
        arrivals: false,
        posting_places: Vec::new(),
    });
    units.area_parts.push(AreaPart { area_code, hamlet_code, house_from: None, house_to: None });
    for level in Level::ALL {
        let constituency_code = cutri::people::ConstituencyCode::parse(level.as_str()).unwrap();
        let part = (constituency_code.clone(), Some(commune_code.clone()));
        units.constituencies.push(Constituency { constituency_code, level, number: 1, name: None, seats: 3 });
        let (constituency_code, commune_code) = part;
        units.constituency_parts.push(ConstituencyPart { constituency_code, commune_code, area_code: None });
    }
    units
}

/// An extract in which nothing is odd.
fn clean() -> tempfile::TempDir {
    let one = person().permanent("10001").at(Some("T1"), Some(1)).address("Số 1").build();
    let election = NaiveElection {
        election_day: "2026-03-15".parse().unwrap(),
        posted_on: "2026-02-03".parse().unwrap(),
        opens_at: chrono::NaiveTime::from_hms_opt(7, 0, 0).unwrap(),
        closes_at: chrono::NaiveTime::from_hms_opt(19, 0, 0).unwrap(),
        levels: Level::ALL.to_vec(),
        profile: NaiveProfile::default(),
    };
    Package::of(&units(), &[one], &election).write(Form::Csv)
}

#[test]
fn exit_0_tells_that_everything_is_done_and_nothing_is_odd() {
    let extract = clean();
    let out = extract.path().join("rolls");
    cutri(&["check", text(extract.path())]).ended(0);
    let generated = cutri(&["generate", text(extract.path()), "--out", text(&out)]).ended(0);
    assert_eq!(generated.err, "", "no words in a pipe where all is well");
    let verified = cutri(&["verify", text(&out)]).ended(0);
    assert_eq!(verified.out, "");
    assert!(verified.err.contains("1 entries of 1 areas"), "{}", verified.err);
    cutri(&["diff", text(&out), text(&out)]).ended(0);
    let database = out.join("cutri.db");
    cutri(&["explain", "010186000001", "--db", text(&database)]).ended(0);
}

#[test]
fn exit_1_tells_of_findings() {
    let folder = tempfile::tempdir().unwrap();
    let checked = cutri(&["check", text(sample())]).ended(1);
    assert!(checked.out.contains("persons.csv") && checked.out.contains("1.306"), "{}", checked.out);
    let out = folder.path().join("rolls");
    let generated = cutri(&["generate", text(sample()), "--out", text(&out)]).ended(1);
    assert!(generated.out.contains("1.304"), "{}", generated.out);
    assert!(generated.out.contains(text(&out)), "it says where to look: {}", generated.out);
    assert_eq!(tree(&out), tree(sample_output()));
}

#[test]
fn exit_2_tells_of_arguments_extracts_and_outputs_that_cannot_be_used() {
    let folder = tempfile::tempdir().unwrap();
    let out = folder.path().join("rolls");
    let (extract, out) = (text(sample()), text(&out));
    let database = sample_output().join("cutri.db");
    let database = text(&database);
    let cases: &[&[&str]] = &[
        &[],
        &["vote"],
        &["generate", extract],
        &["generate", extract, "--out", out, "--commune", "123"],
        &["generate", extract, "--out", out, "--commune", "12345"],
        &["generate", extract, "--out", out, "--formats", "docx"],
        &["generate", extract, "--out", out, "--jobs", "0"],
        &["generate", extract, "--out", out, "--lang", "fr"],
        &["generate", extract, "--out", out, "--posted-id", "shown"],
        &["generate", extract, "--out", out, "--db", "mysql://somewhere/rolls"],
        &["generate", "nowhere", "--out", out],
        &["check", "nowhere"],
        &["check", extract, "--format", "yaml"],
        &["explain", "12345", "--db", database],
        &["explain", "999999999999", "--db", database],
        &["verify", "nowhere"],
        &["diff", text(sample_output()), "nowhere"],
        &["completions", "tcsh"],
    ];
    for arguments in cases {
        let ran = cutri(arguments);
        assert_eq!(ran.code, Some(2), "{arguments:?}: {}{}", ran.out, ran.err);
        assert_eq!(ran.out, "", "{arguments:?}");
        assert!(!ran.err.is_empty(), "{arguments:?}");
    }
    assert!(!std::path::Path::new(out).exists());
}

#[test]
fn exit_3_tells_that_the_state_of_the_output_forbids_it() {
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("thesis.txt"), "years of work").unwrap();
    let ran = cutri(&["generate", text(sample()), "--out", text(folder.path())]).ended(3);
    assert_eq!(ran.out, "");
    assert!(ran.err.contains("--out") && ran.err.contains(text(folder.path())), "{}", ran.err);
}

#[test]
fn exit_4_tells_of_the_database_the_disk_or_an_output_to_compare_that_cannot_be_read() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("file");
    std::fs::write(&file, "no database").unwrap();
    let below = file.join("rolls");
    let broken = folder.path().join("broken");
    std::fs::create_dir(&broken).unwrap();
    std::fs::write(broken.join("manifest.json"), "{").unwrap();
    let out = folder.path().join("rolls");
    let cases: &[&[&str]] = &[
        &["generate", text(sample()), "--out", text(&below)],
        &["generate", text(sample()), "--out", text(&out), "--db", text(&file)],
        &["generate", text(sample()), "--out", text(&out), "--db", "postgres://nobody@127.0.0.1:1/rolls"],
        &["explain", "098308000101", "--db", "nowhere.db"],
        &["diff", text(sample_output()), text(&broken)],
        &["sample", "--people", "100", "--out", text(&below)],
    ];
    for arguments in cases {
        let ran = cutri(arguments);
        assert_eq!(ran.code, Some(4), "{arguments:?}: {}{}", ran.out, ran.err);
        assert_eq!(ran.out, "", "{arguments:?}");
        assert!(ran.err.starts_with("lỗi / error: "), "{arguments:?}: {}", ran.err);
    }
    assert!(!out.exists());
}

#[test]
fn help_and_version_are_data() {
    for arguments in [&["--help"][..], &["--version"], &["generate", "--help"], &["help", "verify"]] {
        let ran = cutri(arguments).ended(0);
        assert!(!ran.out.is_empty() && ran.err.is_empty(), "{arguments:?}");
    }
}

fn json(ran: &Ran) -> Value {
    serde_json::from_str(&ran.out).unwrap_or_else(|error| panic!("{error}: {}", ran.out))
}

fn csv_rows(ran: &Ran) -> Vec<csv::StringRecord> {
    let mut reader = csv::Reader::from_reader(ran.out.as_bytes());
    reader.records().collect::<Result<_, _>>().unwrap_or_else(|error| panic!("{error}: {}", ran.out))
}

#[test]
fn a_check_in_json_holds_counts_rejects_findings_and_quality() {
    let checked = json(&cutri(&["check", text(sample()), "--format", "json"]).ended(1));
    assert_eq!(checked["persons"], 1304);
    for file in checked["files"].as_array().unwrap() {
        let count = |key: &str| file[key].as_u64().unwrap();
        assert_eq!(count("read"), count("accepted") + count("rejected"), "{file}");
    }
    assert_eq!(checked["rejects"].as_array().unwrap().len(), 3);
    assert!(!checked["findings"].as_array().unwrap().is_empty());
    assert!(checked["quality"].is_object());
}

#[test]
fn a_check_in_csv_holds_the_quality_of_each_commune() {
    let rows = csv_rows(&cutri(&["check", text(sample()), "--format", "csv", "--lang", "en"]).ended(1));
    let communes: Vec<&str> = rows.iter().map(|row| &row[0]).collect();
    for commune in ["98103", "98205", "98307"] {
        assert!(communes.contains(&commune), "{communes:?}");
    }
}

#[test]
fn a_checks_report_is_what_the_output_holds() {
    let folder = tempfile::tempdir().unwrap();
    cutri(&["check", text(sample()), "--report", text(folder.path())]).ended(1);
    let (report, output) = (tree(folder.path()), tree(sample_output()));
    assert_eq!(report["rejects.csv"], output["rejects.csv"]);
    assert!(output["findings.csv"].starts_with(&report["findings.csv"]), "the output adds what lists show");
}

#[test]
fn tables_without_rows_are_json_and_csv_too() {
    let out = text(sample_output());
    for arguments in [&["verify", out][..], &["diff", out, out]] {
        let with = |format| cutri(&[arguments, &["--format", format]].concat()).ended(0);
        assert_eq!(json(&with("json")), Value::Array(vec![]), "{arguments:?}");
        assert_eq!(csv_rows(&with("csv")).len(), 0, "{arguments:?}");
        assert_eq!(with("table").out, "", "{arguments:?}");
    }
}

#[test]
fn sample_writes_the_same_extract_again_and_refuses_a_folder_that_is_not_empty() {
    let folder = tempfile::tempdir().unwrap();
    let made = ["one", "other"].map(|name| {
        let out = folder.path().join(name);
        let ran =
            cutri(&["sample", "--people", "300", "--communes", "3", "--seed", "7", "--out", text(&out)]);
        assert_eq!(ran.ended(0).out, "");
        out
    });
    assert_eq!(tree(&made[0]), tree(&made[1]));
    let ran = cutri(&["sample", "--people", "100", "--out", text(&made[0])]).ended(2);
    assert!(ran.err.contains(text(&made[0])), "{}", ran.err);
    let rolls = folder.path().join("rolls");
    let generated = cutri(&["generate", text(&made[0]), "--out", text(&rolls), "--formats", "jsonl,csv"]);
    assert!([Some(0), Some(1)].contains(&generated.code), "{}", generated.err);
    cutri(&["verify", text(&rolls)]).ended(0);
}

#[test]
fn completions_are_scripts_that_their_shells_read() {
    for shell in ["bash", "zsh", "fish"] {
        let script = cutri(&["completions", shell]).ended(0);
        assert_eq!(script.err, "", "{shell}");
        for word in ["generate", "explain", "verify", "posted-copy"] {
            assert!(script.out.contains(word), "{shell} completes no {word}");
        }
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("script");
        std::fs::write(&file, &script.out).unwrap();
        if let Some(read) = skip::output(Command::new(shell).arg("-n").arg(&file)) {
            assert!(read.status.success(), "{shell}: {}", String::from_utf8_lossy(&read.stderr));
        }
    }
}

#[test]
fn the_database_may_be_named_by_the_environment() {
    let database = sample_output().join("cutri.db");
    let ran = ran(command().args(["explain", "098308000101"]).env("CUTRI_DB", &database)).ended(0);
    assert!(ran.out.contains("Trần Thị Kim Yến"), "{}", ran.out);
}
