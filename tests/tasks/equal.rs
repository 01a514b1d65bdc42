//! Twenty thousand invented people give the same facts wherever they stand: files of every form, workbooks, views. A roll is a
//! function of the facts, the units and the election, so that every form is read to these and compared; of the two that are
//! furthest from one another, a folder and a server's views, the rolls themselves are compared as well, byte for byte. For the
//! sample's people, [`super::sources`] compares the rolls of every form.

use crate::support::foreign::{sqlite, views};
use crate::support::output::{Tree, assert_same, quick_options, run, tree, without_places};
use crate::support::package::{Form, Package};
use cutri::extract::{FindingRule, Options, start};
use cutri::sample::{self, SampleOptions};
use cutri::tasks::generate::GenerateOptions;
use cutri::tasks::source::{self, Origin};
use cutri::territory::Units;
use std::convert::Infallible;
use std::path::Path;

const PEOPLE: u64 = 20_000;
const COMMUNES: u32 = 8;

/// All that lists are made of, and what was told of it.
#[derive(PartialEq)]
struct Read {
    snapshot_id: String,
    /// Every person's facts as a database keeps them, in the order of the numbers.
    documents: Vec<u8>,
    units: Units,
    /// Of each table the rows read, accepted and rejected.
    counts: Vec<(&'static str, [u64; 3])>,
    /// Rule, whom it is about and what stands there; rows of a view may come in another order.
    findings: Vec<String>,
    quality: String,
}

impl Read {
    fn of(origin: &Origin) -> Self {
        let extract = source::open(origin).unwrap();
        let scratch = tempfile::tempdir().unwrap();
        let reader = start(&extract, Options::new(scratch.path()), &mut |_| {}).unwrap();
        let units = reader.territory().units().clone();
        let mut documents = Vec::new();
        let reading = reader.read::<Infallible>(&mut |_| {}, |_, document| {
            documents.extend_from_slice(document);
            documents.push(b'\n');
            Ok(())
        });
        let mut reading = reading.unwrap();
        assert_eq!(reading.persons, PEOPLE);
        let rows = reading.counts.iter().map(|it| (it.table, [it.read, it.accepted, it.rejected])).collect();
        // What is odd in a form, or stands beside the views, is told of that source alone.
        let of_form = [FindingRule::WideText, FindingRule::OtherSeparator, FindingRule::UnknownFile];
        let findings = reading.findings.iter().unwrap().map(Result::unwrap);
        let mut findings: Vec<String> = findings
            .filter(|it| !of_form.contains(&it.rule))
            .map(|it| format!("{:?} {} {}", it.rule, it.subject, it.value))
            .collect();
        findings.sort_unstable();
        let quality = serde_json::to_string(&reading.quality).unwrap();
        Self { snapshot_id: reading.snapshot_id, documents, units, counts: rows, findings, quality }
    }

    /// Asserts that both were told the same. A failure names nobody.
    fn assert_same(&self, form: &str, found: &Self) {
        assert_eq!(found.counts, self.counts, "{form}");
        let other = self.findings.iter().zip(&found.findings).position(|(one, other)| one != other);
        assert_eq!(
            (other, found.findings.len()),
            (None, self.findings.len()),
            "{form}: the first other finding"
        );
        let (ours, theirs) = (persons(&self.documents), persons(&found.documents));
        let other = ours.zip(theirs).position(|(one, other)| one != other);
        assert_eq!(other, None, "{form}: the first person with other facts");
        assert_eq!(found.snapshot_id, self.snapshot_id, "{form}");
        assert!(found == self, "{form}: other units, or another quality");
    }
}

/// The facts of each person.
fn persons(documents: &[u8]) -> impl Iterator<Item = &[u8]> {
    documents.split(|byte| *byte == b'\n')
}

/// The rolls of an extract, without what tells of its files.
fn rolls(origin: &Origin) -> (Tree, serde_json::Value) {
    let folder = tempfile::tempdir().unwrap();
    let out = folder.path().join("rolls");
    let options = GenerateOptions { extract: origin.clone(), ..quick_options(Path::new(""), &out) };
    run(&options).unwrap();
    let files = tree(&out);
    let mut manifest: serde_json::Value = serde_json::from_slice(&files["manifest.json"]).unwrap();
    let files = without_places(files);
    manifest["files"].as_object_mut().unwrap().retain(|name, _| files.contains_key(name));
    (files, manifest)
}

#[test]
fn twenty_thousand_people_are_the_same_wherever_they_stand() {
    let folder = tempfile::tempdir().unwrap();
    let csv = folder.path().join("extract");
    sample::write(&SampleOptions::new(PEOPLE, COMMUNES, 7, csv.clone()), &mut |_| {}).unwrap();
    let package = Package::read(&csv);
    let csv = Origin::from(csv);
    let expected = Read::of(&csv);
    assert!(expected.findings.len() > 20 && expected.counts.iter().all(|(_, [read, ..])| *read > 0));
    for form in [Form::Workbook, Form::OpenDocument, Form::Excel97, Form::Semicolons, Form::Wide] {
        let extract = package.write(form);
        expected.assert_same(&format!("{form:?}"), &Read::of(&extract.path().into()));
    }
    let file = folder.path().join("population.db");
    sqlite(&package, &file);
    expected.assert_same("SQLite", &Read::of(&file.into()));
    let server = Origin::from(Path::new(&format!("{}&schema=cutri_export", views(&package))));
    expected.assert_same("PostgreSQL", &Read::of(&server));
    let ((files, manifest), (of_views, their_manifest)) = (rolls(&csv), rolls(&server));
    assert!(files.keys().filter(|name| name.ends_with("/entries.jsonl")).count() >= COMMUNES as usize);
    assert_same("the rolls of PostgreSQL's views", &files, &of_views);
    assert_eq!(manifest, their_manifest);
}
