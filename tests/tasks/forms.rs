//! The keys and columns that others read: exactly those of the public format, in their order.

use crate::support::output::{Tree, sample_output, tree};
use cutri::output::manifest::Manifest;
use cutri::render::jsonl::{DecisionLine, EntryLine};
use cutri::render::summary::Summary;
use serde_json::Value;
use std::collections::BTreeSet;

const ENTRY_KEYS: [&str; 13] = [
    "area_code",
    "number",
    "personal_id",
    "full_name",
    "birth_date",
    "sex",
    "ballots",
    "rule",
    "also",
    "articles",
    "flags",
    "marks",
    "status",
];

/// The keys of a JSON object in the order in which they are written. Strings must not hold `":`.
fn keys(object: &str) -> Vec<String> {
    let mut keys = Vec::new();
    let (mut depth, mut rest) = (0, object);
    while let Some(at) = rest.find(['{', '}', '[', ']', '"']) {
        let (sign, after) = (rest.as_bytes()[at], &rest[at + 1..]);
        rest = after;
        match sign {
            b'{' | b'[' => depth += 1,
            b'}' | b']' => depth -= 1,
            _ => {
                let end = after.find('"').expect("a string ends");
                rest = &after[end + 1..];
                if depth == 1 && rest.trim_start().starts_with(':') {
                    keys.push(after[..end].to_owned());
                }
            }
        }
    }
    keys
}

fn text<'t>(tree: &'t Tree, name: &str) -> &'t str {
    std::str::from_utf8(&tree[name]).expect("UTF-8")
}

fn lines<'t>(tree: &'t Tree, ending: &'static str) -> impl Iterator<Item = (&'t str, &'t str)> {
    let files = tree.keys().filter(move |name| name.ends_with(ending));
    files.flat_map(move |name| text(tree, name).lines().map(move |line| (name.as_str(), line)))
}

#[test]
fn every_line_of_entries_has_the_keys_in_their_order() {
    let tree = tree(sample_output());
    let mut read = 0;
    for (name, line) in lines(&tree, "/entries.jsonl") {
        assert_eq!(keys(line), ENTRY_KEYS, "{name}");
        let value: Value = serde_json::from_str(line).unwrap();
        assert!(value["number"].is_u64() && value["ballots"].is_array() && value["flags"].is_array());
        assert!(["listed", "marked"].contains(&value["status"].as_str().unwrap()));
        read += 1;
    }
    assert!(read > 900, "{read} lines");
}

#[test]
fn entries_and_decisions_come_back_from_json_as_they_were() {
    let tree = tree(sample_output());
    for (name, line) in lines(&tree, "/entries.jsonl") {
        let entry: EntryLine<'_> = serde_json::from_str(line).unwrap();
        assert_eq!(serde_json::to_string(&entry).unwrap(), line, "{name}");
    }
    for (name, line) in lines(&tree, "decisions.jsonl") {
        let decision: DecisionLine<'_> = serde_json::from_str(line).unwrap();
        assert_eq!(serde_json::to_string(&decision).unwrap(), line, "{name}");
    }
}

#[test]
fn manifest_and_summary_come_back_from_json_as_they_were() {
    let tree = tree(sample_output());
    let manifest: Manifest = serde_json::from_str(text(&tree, "manifest.json")).unwrap();
    assert_eq!(serde_json::to_string_pretty(&manifest).unwrap() + "\n", text(&tree, "manifest.json"));
    let summary: Summary = serde_json::from_str(text(&tree, "summary.json")).unwrap();
    assert_eq!(serde_json::to_string_pretty(&summary).unwrap() + "\n", text(&tree, "summary.json"));
}

#[test]
fn every_report_of_the_unlisted_has_the_columns_in_their_order() {
    let tree = tree(sample_output());
    let reports: Vec<&String> = tree.keys().filter(|name| name.ends_with("not-listed.csv")).collect();
    assert_eq!(reports.len(), 5, "one a commune, and one for those with no commune");
    for name in reports {
        let header = text(&tree, name).lines().next();
        let expected = "\u{FEFF}personal_id,full_name,birth_date,commune_code,outcome,rule,reason,flags";
        assert_eq!(header, Some(expected), "{name}");
        let mut reader = csv::Reader::from_reader(&*tree[name]);
        for row in reader.records() {
            let row = row.unwrap();
            assert!(["no_list", "queue"].contains(&&row[4]), "{name}");
            let commune = name.split('/').nth(1).unwrap_or_default();
            assert_eq!(&row[3], commune, "{name}");
        }
    }
}

#[test]
fn csv_files_come_back_as_they_were() {
    let tree = tree(sample_output());
    for (name, bytes) in tree.iter().filter(|(name, _)| name.ends_with(".csv")) {
        let mut reader = csv::ReaderBuilder::new().has_headers(false).from_reader(&bytes[..]);
        let mut writer = csv::Writer::from_writer(Vec::new());
        for record in reader.byte_records() {
            writer.write_byte_record(&record.unwrap()).unwrap();
        }
        let mut again = writer.into_inner().unwrap();
        if bytes.starts_with("\u{feff}".as_bytes()) {
            again.splice(0..0, "\u{feff}".bytes());
        }
        assert!(&again == bytes, "{name} is written otherwise than it is read");
    }
}

#[test]
fn the_summary_has_the_keys_of_the_public_format() {
    let tree = tree(sample_output());
    let summary = text(&tree, "summary.json");
    let expected = [
        "persons",
        "listed",
        "not_eligible",
        "no_list",
        "queue",
        "by_rule",
        "by_flag",
        "totals",
        "totals_public",
        "constituencies",
        "constituencies_public",
    ];
    assert_eq!(keys(summary), expected);
    let value: Value = serde_json::from_str(summary).unwrap();
    for totals in ["totals", "totals_public"] {
        let sums = value[totals].as_object().unwrap();
        let keys: BTreeSet<&str> = sums.keys().map(String::as_str).collect();
        assert_eq!(keys, BTreeSet::from(["area", "commune", "nation", "province"]));
        let places = ["area", "commune", "province"].map(|place| sums[place].as_object().unwrap().values());
        for line in places.into_iter().flatten().chain([&sums["nation"]]) {
            let keys: BTreeSet<&str> = line.as_object().unwrap().keys().map(String::as_str).collect();
            let expected = ["voters", "male", "female", "national", "provincial", "communal"];
            assert_eq!(keys, BTreeSet::from(expected), "{totals}");
        }
    }
}

#[test]
fn the_manifest_tells_of_every_other_file_and_of_what_the_roll_was_made_from() {
    let tree = tree(sample_output());
    let value: Value = serde_json::from_str(text(&tree, "manifest.json")).unwrap();
    let told: BTreeSet<&String> = value["files"].as_object().unwrap().keys().collect();
    let there: BTreeSet<&String> = tree.keys().filter(|name| *name != "manifest.json").collect();
    assert_eq!(told, there);
    assert_eq!(value["election"]["id"], "bau-cu-2026-03-15");
    assert_eq!(value["snapshot"]["persons"], 1304);
    assert_eq!(value["rule_profile"], "2026");
    assert_eq!(value["roll_id"].as_str().map(str::len), Some(32));
}

#[test]
fn findings_and_rejects_have_their_columns() {
    let tree = tree(sample_output());
    let header = |name: &str| text(&tree, name).lines().next().unwrap_or_default().to_owned();
    assert_eq!(
        header("rejects.csv"),
        "\u{FEFF}file,line,personal_id,commune_code,column,value,rule,message,row"
    );
    assert_eq!(header("findings.csv"), "\u{FEFF}rule,severity,commune_code,file,line,subject,value,message");
}
