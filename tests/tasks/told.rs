//! The sample's README was worked out from the law by hand: the program comes to the same on every person it tells of.

use crate::support::output::{sample, sample_output, tree};
use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};

/// What the README's tables say of a person: outcome, ballots, rule, flags.
fn told() -> BTreeMap<String, [String; 4]> {
    let text = std::fs::read_to_string(sample().join("README.md")).unwrap();
    let lines = text.lines().filter(|line| line.starts_with("| `098"));
    let told = lines.map(|line| {
        let cells: Vec<String> = line.split('|').map(|cell| cell.trim().replace('`', "")).collect();
        (cells[1].clone(), [3, 4, 5, 6].map(|at| cells[at].clone()))
    });
    told.collect()
}

/// What the program decided, in the README's words.
fn decided(row: &Value) -> [String; 4] {
    let texts = |key: &str| -> Vec<&str> {
        row[key].as_array().unwrap().iter().map(|item| item.as_str().unwrap()).collect()
    };
    let commune = row["commune_code"].as_str().unwrap_or("no commune");
    let outcome = match row["outcome"].as_str().unwrap() {
        "listed" => format!("list {}", row["area_code"].as_str().unwrap()),
        "no_list" => format!("no list ({commune})"),
        "queue" => format!("queue ({commune})"),
        _ => "not eligible".to_owned(),
    };
    let ballots = texts("ballots").into_iter().map(|ballot| match ballot {
        "national" => "NA",
        "provincial" => "prov.",
        _ => "comm.",
    });
    let (rule, also) = (row["rule"].as_str().unwrap(), texts("also"));
    let rule = match also.as_slice() {
        [beside] if row["outcome"] == "listed" => format!("{rule} ({beside})"),
        _ => rule.to_owned(),
    };
    [outcome, ballots.collect::<Vec<_>>().join(", "), rule, texts("flags").join(", ")]
}

#[test]
fn every_person_the_readme_tells_of_is_decided_as_it_says() {
    let tree = tree(sample_output());
    let decisions = std::str::from_utf8(&tree["decisions.jsonl"]).unwrap();
    let mut rows: BTreeMap<String, Value> = BTreeMap::new();
    for line in decisions.lines() {
        let row: Value = serde_json::from_str(line).unwrap();
        rows.insert(row["personal_id"].as_str().unwrap().to_owned(), row);
    }
    let told = told();
    assert!(told.len() > 150, "{} persons", told.len());
    let mut absent = BTreeSet::new();
    for (number, [outcome, ballots, rule, flags]) in told {
        let Some(row) = rows.get(&number) else {
            absent.insert(outcome);
            continue;
        };
        assert_eq!(decided(row), [outcome, ballots, rule, flags], "{number}");
    }
    assert_eq!(absent, ["rejected".to_owned(), "taken out".to_owned()].into());
}
