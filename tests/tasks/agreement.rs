//! The whole way from files to files agrees with the naive derivation, and every sum with a count of its own.

use crate::support::naive::random::{self, Random};
use crate::support::naive::{NaiveDecision, codes, decide};
use crate::support::output::{Tree, quick_options, run, tree};
use crate::support::package::{Form, Package};
use cutri::people::{PersonFacts, PersonalNumber, Sex};
use cutri::territory::{AreaKind, Units};
use serde_json::{Value, json};
use std::collections::{BTreeMap, BTreeSet};

const WORLDS: [u64; 6] = [0, 1, 2, 3, 5, 8];
const PERSONS: u64 = 600;

/// A random world, what the naive derivation says of everybody, and the output of the program.
struct Run {
    units: Units,
    expected: BTreeMap<String, (PersonFacts, NaiveDecision)>,
    tree: Tree,
}

impl Run {
    fn of(seed: u64) -> Self {
        let (units, election) = (random::units(seed), random::election_with_settings(seed));
        let mut draws = Random::new(seed + 31_000);
        let mut persons = Vec::new();
        for at in 0..PERSONS {
            let mut facts = random::person(&mut draws, &units, &election);
            facts.person.personal_id = PersonalNumber::parse(&format!("{:012}", at * 7919 + 5)).unwrap();
            // Nobody is likely another one too.
            let middle: String =
                at.to_string().chars().map(|digit| char::from(digit as u8 - b'0' + b'a')).collect();
            let given = ["An", "Bình", "Đạt"][at as usize % 3];
            facts.person.full_name = format!("Nguyễn {middle} {given}").into();
            persons.push(facts);
        }
        let extract = Package::of(&units, &persons, &election).shuffled(seed).write(Form::Csv);
        let out = extract.path().join("rolls");
        let generated = run(&quick_options(extract.path(), &out)).unwrap();
        assert_eq!(generated.rendered.findings.rejects, 0, "world {seed}: a row was rejected");
        let expected = persons.into_iter().map(|facts| {
            let decision = decide(&codes::read(&facts, &units), &units, &election);
            (facts.person.personal_id.to_string(), (facts, decision))
        });
        Self { expected: expected.collect(), tree: tree(&out), units }
    }

    fn lines(&self, ending: &str) -> Vec<Value> {
        let files = self.tree.iter().filter(|(name, _)| name.ends_with(ending));
        let lines = files.flat_map(|(_, bytes)| std::str::from_utf8(bytes).unwrap().lines());
        lines.map(|line| serde_json::from_str(line).unwrap()).collect()
    }

    fn commune_of(&self, area: &str) -> String {
        let found = self.units.areas.iter().find(|row| row.area_code.as_str() == area).unwrap();
        found.commune_code.to_string()
    }
}

fn texts(value: &Value) -> Vec<String> {
    value.as_array().unwrap().iter().map(|item| item.as_str().unwrap().to_owned()).collect()
}

fn check_entries(run: &Run) {
    let mut rows: BTreeMap<(String, String), Vec<Value>> = BTreeMap::new();
    for row in run.lines("/entries.jsonl") {
        let text = |key: &str| row[key].as_str().unwrap().to_owned();
        rows.entry((text("personal_id"), text("status"))).or_default().push(row.clone());
    }
    for (id, (facts, expected)) in &run.expected {
        let standing = rows.remove(&(id.clone(), "listed".to_owned()));
        let marked = rows.remove(&(id.clone(), "marked".to_owned())).unwrap_or_default();
        let marks: BTreeSet<(String, String)> = marked
            .iter()
            .map(|row| {
                assert!(texts(&row["ballots"]).is_empty());
                (row["area_code"].as_str().unwrap().to_owned(), texts(&row["marks"]).join("?"))
            })
            .collect();
        assert_eq!(marks, expected.marked.iter().cloned().collect(), "{facts:#?}");
        assert_eq!(marked.len(), expected.marked.len(), "{facts:#?}");
        assert_eq!(standing.is_some(), expected.outcome == "listed", "{facts:#?}");
        let Some(standing) = standing else { continue };
        let [row] = &standing[..] else { panic!("a person stands twice") };
        assert_eq!(row["area_code"].as_str(), expected.area.as_deref(), "{facts:#?}");
        assert_eq!(texts(&row["ballots"]), expected.ballots, "{facts:#?}");
        assert_eq!(row["rule"], json!(expected.rule), "{facts:#?}");
        assert_eq!(texts(&row["also"]), expected.also, "{facts:#?}");
        assert_eq!(texts(&row["flags"]), Vec::from_iter(expected.flags.clone()), "{facts:#?}");
        assert_eq!(row["birth_date"], json!(facts.person.birth_date.to_string()));
        assert_eq!(row["full_name"], json!(facts.person.full_name));
        assert_eq!(row["sex"], json!(facts.person.sex.as_str()));
    }
    assert!(rows.is_empty(), "rows of nobody");
}

fn check_not_listed(run: &Run) {
    let mut told = BTreeMap::new();
    for (name, bytes) in run.tree.iter().filter(|(name, _)| name.ends_with("not-listed.csv")) {
        for row in csv::Reader::from_reader(&bytes[..]).records() {
            let row = row.unwrap();
            assert_eq!(&row[3], name.split('/').nth(1).unwrap_or_default(), "in the report of its commune");
            let cells = [3, 4, 5, 6, 7].map(|at| row[at].to_owned());
            assert_eq!(told.insert(row[0].to_owned(), cells), None, "told of twice");
        }
    }
    for (id, (facts, expected)) in &run.expected {
        let found = told.remove(id);
        let expected = ["no_list", "queue"].contains(&&*expected.outcome).then(|| {
            let text = |value: &Option<String>| value.clone().unwrap_or_default();
            let flags = Vec::from_iter(expected.flags.clone()).join(";");
            let NaiveDecision { outcome, rule, commune, reason, .. } = expected;
            [text(commune), outcome.clone(), rule.clone(), text(reason), flags]
        });
        assert_eq!(found, expected, "{facts:#?}");
    }
    assert!(told.is_empty(), "reports of nobody");
}

fn check_decisions(run: &Run) {
    let mut left = run.expected.clone();
    for row in run.lines("decisions.jsonl") {
        let (facts, expected) = left.remove(row["personal_id"].as_str().unwrap()).expect("decided once");
        let commune = expected.area.as_deref().map(|area| run.commune_of(area)).or(expected.commune);
        let reason = expected.reason.map(|reason| match &*expected.outcome {
            "not_eligible" => "not_eligible".to_owned(),
            _ => reason,
        });
        let found = json!({
            "outcome": row["outcome"], "commune": row["commune_code"], "area": row["area_code"],
            "ballots": row["ballots"], "rule": row["rule"], "also": row["also"], "reason": row["reason"],
            "flags": row["flags"],
        });
        let expected = json!({
            "outcome": expected.outcome, "commune": commune, "area": expected.area,
            "ballots": expected.ballots, "rule": expected.rule, "also": expected.also, "reason": reason,
            "flags": expected.flags,
        });
        assert_eq!(found, expected, "{facts:#?}");
        assert!(!texts(&row["articles"]).is_empty());
    }
    assert!(left.is_empty(), "{} persons without a decision", left.len());
}

type Line = BTreeMap<&'static str, u64>;

/// The summary as it is counted from the naive decisions alone.
fn summary_of(run: &Run) -> Value {
    let mut counts: BTreeMap<&str, u64> =
        ["persons", "listed", "not_eligible", "no_list", "queue"].into_iter().map(|key| (key, 0)).collect();
    let (mut by_rule, mut by_flag) = (BTreeMap::new(), BTreeMap::new());
    for (_, decision) in run.expected.values() {
        *counts.get_mut("persons").unwrap() += 1;
        *counts.get_mut(&*decision.outcome).unwrap() += 1;
        *by_rule.entry(&decision.rule).or_insert(0) += 1;
        for flag in &decision.flags {
            *by_flag.entry(flag).or_insert(0) += 1;
        }
    }
    let mut summary = json!(counts);
    summary["by_rule"] = json!(by_rule);
    summary["by_flag"] = json!(by_flag);
    // The random units have no constituencies.
    for key in ["constituencies", "constituencies_public"] {
        summary[key] = json!({});
    }
    summary["totals"] = totals_of(run, |_| true);
    summary["totals_public"] = totals_of(run, |kind| kind != AreaKind::Military);
    summary
}

fn totals_of(run: &Run, counts: fn(AreaKind) -> bool) -> Value {
    let empty: Line =
        ["voters", "male", "female", "national", "provincial", "communal"].map(|key| (key, 0)).into();
    let of = |codes: BTreeSet<String>| -> BTreeMap<String, Line> {
        codes.into_iter().map(|code| (code, empty.clone())).collect()
    };
    let areas: Vec<_> = run.units.areas.iter().filter(|area| counts(area.kind)).collect();
    let mut by_area = of(areas.iter().map(|area| area.area_code.to_string()).collect());
    let mut by_commune = of(run.units.communes.iter().map(|row| row.commune_code.to_string()).collect());
    let mut by_province = of(run.units.provinces.iter().map(|row| row.province_code.to_string()).collect());
    let mut nation = empty.clone();
    for (facts, decision) in run.expected.values() {
        let Some(area) = decision.area.as_deref() else { continue };
        let Some(of_area) = by_area.get_mut(area) else { continue };
        let commune = run.commune_of(area);
        let sex = if facts.person.sex == Sex::Male { "male" } else { "female" };
        let keys = ["voters", sex].into_iter().chain(decision.ballots.iter().map(String::as_str));
        let lines =
            [of_area, by_commune.get_mut(&commune).unwrap(), by_province.get_mut(&commune[..2]).unwrap()];
        let mut lines: Vec<&mut Line> = lines.into_iter().chain([&mut nation]).collect();
        for key in keys {
            lines.iter_mut().for_each(|line| *line.get_mut(key).unwrap() += 1);
        }
    }
    json!({"nation": nation, "province": by_province, "commune": by_commune, "area": by_area})
}

#[test]
fn the_files_of_some_thousand_random_persons_say_what_the_naive_derivation_does() {
    for seed in WORLDS {
        let run = Run::of(seed);
        check_entries(&run);
        check_not_listed(&run);
        check_decisions(&run);
        let summary: Value = serde_json::from_slice(&run.tree["summary.json"]).unwrap();
        assert_eq!(summary, summary_of(&run), "world {seed}");
    }
}
