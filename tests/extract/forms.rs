//! The same content in every form gives the same facts and the same snapshot id.

use super::builder::{Folder, Outcome, read, small};
use std::io::Write;

fn assert_same(case: &str, changed: &Folder) -> Outcome {
    let (expected, found) = (small().outcome(), changed.outcome());
    assert_eq!(found.reject_texts(), Vec::<String>::new(), "{case}");
    assert_eq!(found.facts, expected.facts, "{case}");
    assert_eq!(found.snapshot_id, expected.snapshot_id, "{case}");
    found
}

/// Every table with its bytes changed, under another ending.
fn every_table(change: impl Fn(&[u8]) -> Vec<u8>, ending: &str) -> Folder {
    let mut folder = small();
    for (name, bytes) in small().0 {
        if let Some(stem) = name.strip_suffix(".csv") {
            folder = folder.without(&name).with(&format!("{stem}{ending}"), change(&bytes));
        }
    }
    folder
}

pub fn gzip(bytes: &[u8]) -> Vec<u8> {
    let mut encoder = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::default());
    encoder.write_all(bytes).unwrap();
    encoder.finish().unwrap()
}

#[test]
fn the_small_extract_is_read_without_rejects_or_findings() {
    let outcome = small().outcome();
    assert_eq!(outcome.reject_texts(), Vec::<String>::new());
    assert_eq!(outcome.finding_texts(), Vec::<String>::new());
    assert_eq!(outcome.persons, 4);
    assert_eq!(outcome.snapshot_id.len(), 32);
    let third = &outcome.facts[3];
    assert_eq!(&*third.person.full_name, "Nguyễn Đức Cường");
    assert_eq!(third.residences.len(), 2);
    assert_eq!(third.wishes[0].recorded_at.to_string(), "2026-01-15 09:30:00");
    assert_eq!(outcome.facts[0].residences[0].address.as_deref(), Some("Số 5, đường làng"));
}

#[test]
fn a_byte_order_mark_and_crlf_change_nothing() {
    let windows = |bytes: &[u8]| {
        let text = std::str::from_utf8(bytes).unwrap().replace('\n', "\r\n");
        [b"\xef\xbb\xbf", text.as_bytes()].concat()
    };
    assert_same("BOM and CRLF", &every_table(windows, ".csv"));
}

#[test]
fn gzip_and_zstandard_change_nothing() {
    assert_same("gzip", &every_table(gzip, ".csv.gz"));
    assert_same("zstandard", &every_table(|bytes| zstd::encode_all(bytes, 3).unwrap(), ".csv.zst"));
}

#[test]
fn gzip_of_several_members_is_read_to_its_end() {
    let split = |bytes: &[u8]| {
        let (a, b) = bytes.split_at(bytes.len() / 2);
        [gzip(a), gzip(b)].concat()
    };
    assert_same("two members", &every_table(split, ".csv.gz"));
}

#[test]
fn columns_may_stand_in_any_order_and_be_unknown() {
    let reversed = |bytes: &[u8]| {
        let mut reader = csv::ReaderBuilder::new().has_headers(false).from_reader(bytes);
        let mut writer = csv::Writer::from_writer(Vec::new());
        for (at, record) in reader.records().enumerate() {
            let record = record.unwrap();
            let own = if at == 0 { " Ghi chú " } else { "x" };
            writer.write_record(std::iter::once(own).chain(record.iter().rev())).unwrap();
        }
        writer.into_inner().unwrap()
    };
    let outcome = assert_same("reversed columns", &every_table(reversed, ".csv"));
    assert_eq!(outcome.findings.len(), 16);
    assert_eq!(outcome.finding_texts()[0], "unknown_column provinces.csv:1 provinces ghi chú");
}

#[test]
fn the_names_of_columns_are_read_in_any_case_and_with_spaces() {
    let header = small().text("persons.csv").replace("personal_id,full_name", " Personal_ID , FULL_NAME");
    assert_same("upper case", &small().with("persons.csv", header));
}

#[test]
fn rows_may_stand_in_any_order() {
    let reversed = |bytes: &[u8]| {
        let text = std::str::from_utf8(bytes).unwrap();
        let mut lines: Vec<&str> = text.lines().collect();
        lines[1..].reverse();
        lines.join("\n").into_bytes()
    };
    let outcome = every_table(reversed, ".csv").outcome();
    assert_eq!(outcome.reject_texts(), Vec::<String>::new());
    assert_eq!(outcome.snapshot_id, small().outcome().snapshot_id);
}

#[test]
fn decomposed_letters_and_superfluous_spaces_change_nothing() {
    let folder = small().replace("persons.csv", "Nguyễn Văn An", "  Nguye\u{302}\u{303}n  Văn\u{a0}An ");
    assert_same("decomposed", &folder);
}

#[test]
fn dates_of_other_forms_change_nothing() {
    let folder = small()
        .replace("persons.csv", "1980-05-04", "4/5/1980")
        .replace("persons.csv", "2008-03-15", "15-03-2008")
        .replace("persons.csv", "2025-11-05", "2025-11-05T00:00")
        .replace("wishes.csv", "2026-01-15T09:30", "2026-01-15T02:30:00Z")
        .replace("persons.csv", ",nữ,", ",Female,")
        .replace("persons.csv", ",nam,", ",M,");
    assert_same("dates", &folder);
}

#[test]
fn other_content_gives_another_snapshot_id() {
    let changes = [
        ("persons.csv", "Nguyễn Văn An", "Nguyễn Văn Ân"),
        ("residences.csv", "2001-01-01", "2001-01-02"),
        ("areas.csv", "Nhà văn hóa", "Đình làng"),
        ("election.toml", "2026-03-15", "2026-03-22"),
        ("datapackage.json", "2026-01-20", "2026-01-21"),
    ];
    for (file, from, to) in changes {
        let found = small().replace(file, from, to).outcome().snapshot_id;
        assert_ne!(found, small().outcome().snapshot_id, "{file}: {from}");
    }
}

#[test]
fn of_rows_with_equal_dates_the_order_is_content() {
    let row = |kind| format!("031208000003,{kind},11387,,2026-01-15T09:30,vneid,\n");
    let (a, b) = (row("vote_at_permanent"), row("not_here"));
    let first = small().append("wishes.csv", &(a.clone() + &b)).outcome();
    let second = small().append("wishes.csv", &(b + &a)).outcome();
    assert_ne!(first.snapshot_id, second.snapshot_id);
}

#[test]
fn little_memory_gives_the_same() {
    let mut folder = small();
    for number in 0..2_000 {
        let number = (number * 7_919) % 100_000;
        folder = folder
            .append("persons.csv", &format!("0310800{number:05},Lê Văn Ân,1980,nam,VNM,,,,,alive,,,\n"));
    }
    let folder = folder.write();
    let (little, much) = (read(folder.path(), 1 << 10).unwrap(), read(folder.path(), 64 << 20).unwrap());
    assert_eq!(little.facts, much.facts);
    assert_eq!(little.snapshot_id, much.snapshot_id);
    assert_eq!(little.findings_csv, much.findings_csv);
    assert_eq!(little.rejects_csv, much.rejects_csv);
}

#[test]
fn progress_tells_of_every_table_to_its_end() {
    let outcome = small().outcome();
    let tables: Vec<&str> =
        outcome.progress.iter().filter(|step| Some(step.done) == step.total).map(|step| step.table).collect();
    assert_eq!(tables.len(), 17, "{tables:?}");
    assert_eq!(tables.last(), Some(&"facts"));
    assert_eq!(outcome.progress.last().unwrap().rows, 4);
}

#[test]
fn a_table_may_stand_where_the_data_package_names_it() {
    let persons = small().text("persons.csv");
    let folder = small().without("persons.csv").with("data/people.csv", persons).replace(
        "datapackage.json",
        "[]",
        r#"[{"name": "persons", "path": "data/people.csv"}, {"name": "wishes", "path": "wishes.csv"}]"#,
    );
    assert_same("named path", &folder);
}

#[test]
fn an_optional_table_may_be_missing() {
    let outcome = small().without("wishes.csv").without("stays.csv").without("facilities.csv").outcome();
    assert_eq!(outcome.persons, 4);
    assert!(outcome.facts.iter().all(|facts| facts.wishes.is_empty()));
}

#[test]
fn a_table_that_the_data_package_names_as_csv_may_be_packed() {
    let plain = small();
    let resource = r#"[{"name": "wishes", "path": "wishes.csv"}]"#;
    let packed = gzip(&plain.0["wishes.csv"]);
    let named = small().replace("datapackage.json", "[]", resource);
    let gzipped = named.without("wishes.csv").with("wishes.csv.gz", packed);
    assert_eq!(gzipped.outcome().snapshot_id, plain.outcome().snapshot_id);
}
