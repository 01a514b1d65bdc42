//! A roll prints in the forms it was posted with, whatever edition prints it.

use crate::render::tools::Printed;
use crate::support::output::{copy, sample};
use crate::support::program::{cutri, text};
use serde_json::Value;
use std::fs;
use std::path::Path;

/// The sample's lists in a database, posted in these forms, and printed anew into a folder.
fn printed(folder: &Path, forms: Option<&str>) -> (Value, String) {
    let [extract, out, again] = ["extract", "rolls", "again"].map(|name| folder.join(name));
    copy(sample(), &extract);
    let toml = extract.join("election.toml");
    let election = fs::read_to_string(&toml).unwrap();
    let named = forms.map(|forms| format!("form_profile = \"{forms}\"\n")).unwrap_or_default();
    fs::write(&toml, format!("{named}{election}")).unwrap();
    let database = folder.join("lists.db");
    let run = |arguments: &[&str]| cutri(&[arguments, &["--db", text(&database)]].concat());
    run(&["generate", text(&extract), "--out", text(&out), "--formats", "jsonl"]).ended(1);
    run(&["post", "--anyway", "--at", "2026-02-03T08:00", "--as", "an"]).ended(0);
    run(&["render", "--out", text(&again), "--formats", "pdf", "--papers", "list,cards"]).ended(0);
    let manifest = serde_json::from_slice(&fs::read(again.join("manifest.json")).unwrap()).unwrap();
    let list = Printed::new(&fs::read(again.join("98/98103/98103-01/list.pdf")).unwrap());
    (manifest, list.drawn())
}

#[test]
fn a_roll_stored_without_the_name_of_its_forms_prints_the_former_ones() {
    let folder = tempfile::tempdir().unwrap();
    let (manifest, list) = printed(folder.path(), Some("2026-draft"));
    assert_eq!(manifest["form_profile"], "2026-draft");
    assert!(list.contains("Nghềnghiệp") && list.contains("Cấptỉnh") && !list.contains("(7a)"), "{list}");
    // What is kept of it is what earlier editions kept, who knew no name.
    let kept = fs::read(folder.path().join("lists.db")).unwrap();
    assert!(!String::from_utf8_lossy(&kept).contains("form_profile"));
}

#[test]
fn an_election_that_names_no_forms_prints_the_councils() {
    let folder = tempfile::tempdir().unwrap();
    let (manifest, list) = printed(folder.path(), None);
    assert_eq!(manifest["form_profile"], "2026");
    assert!(list.contains("(7a)(7b)(7c)") && !list.contains("Nghềnghiệp"), "{list}");
    let unknown = folder.path().join("extract/election.toml");
    let election = fs::read_to_string(&unknown).unwrap();
    fs::write(&unknown, format!("form_profile = \"1976\"\n{election}")).unwrap();
    let refused = cutri(&["check", text(&folder.path().join("extract"))]).ended(2);
    assert!(refused.err.contains("form_profile") && refused.err.contains("2026-draft"), "{}", refused.err);
}
