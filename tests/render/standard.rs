//! Printed documents against the standards for archives and for readers with assistive technology, as veraPDF judges.

use super::kinds::{Kind, kinds};
use super::pdf_documents::{list, printed_as};
use cutri::render::pdf::{Layout, Tags};
use lopdf::{Dictionary, Document as Pdf, Object, dictionary};
use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;
use std::process::Command;

/// What a document must meet: archives that can read its text back, and with tags what readers with assistive technology need.
fn flavours(kind: &Kind) -> &'static [&'static str] {
    if kind.tagged { &["2a", "ua1"] } else { &["2u"] }
}

/// A document under a name, and the flavours to judge it by: `2a`, `2u`, `ua1`.
type Request<'r> = (&'r str, &'r [u8], &'r [&'r str]);

/// The rules that each document breaks, by its name and flavour: clause, test, how often, what is asked, and where first.
fn judge(requests: &[Request<'_>]) -> BTreeMap<(String, String), Vec<String>> {
    let folder = tempfile::tempdir().expect("a folder for the documents");
    let mut command = Command::new(Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/standard/validate"));
    for (name, bytes, flavours) in requests {
        let path = folder.path().join(name).with_extension("pdf");
        std::fs::write(&path, bytes).expect("the document is written");
        command.arg(flavours.join(",")).arg(path);
    }
    let output = command.output().expect("a shell runs the validator");
    assert!(matches!(output.status.code(), Some(0 | 1)), "{}", String::from_utf8_lossy(&output.stderr));
    let said = String::from_utf8(output.stdout).expect("the validator writes UTF-8");
    let mut verdicts = BTreeMap::new();
    for line in said.lines() {
        let cells: Vec<&str> = line.split('\t').collect();
        let [file, flavour, clause, rest @ ..] = cells.as_slice() else { panic!("not a verdict: {line}") };
        let name = Path::new(file).file_stem().expect("a file has a name").to_string_lossy().into_owned();
        let broken: &mut Vec<String> = verdicts.entry((name, (*flavour).to_owned())).or_default();
        match (*clause, rest) {
            ("ok", _) => {}
            (clause, [test, count, asked, place]) => {
                broken.push(format!("{clause}-{test}, {count} times: {asked} (first at {place})"));
            }
            _ => panic!("not a verdict: {line}"),
        }
    }
    let asked: usize = requests.iter().map(|(_, _, flavours)| flavours.len()).sum();
    assert_eq!(verdicts.len(), asked, "the validator did not judge everything:\n{said}");
    verdicts
}

#[test]
fn documents_of_every_kind_meet_their_standards() {
    let kinds = kinds();
    let requests: Vec<Request<'_>> =
        kinds.iter().map(|kind| (kind.name, kind.bytes.as_slice(), flavours(kind))).collect();
    let broken: Vec<String> = judge(&requests)
        .into_iter()
        .flat_map(|((name, flavour), rules)| {
            rules.into_iter().map(move |rule| format!("{name} breaks {flavour} {rule}"))
        })
        .collect();
    assert!(broken.is_empty(), "\n{}\n", broken.join("\n"));
}

/// The list with something changed in its objects.
fn damaged(bytes: &[u8], damage: fn(&mut Pdf)) -> Vec<u8> {
    let mut pdf = Pdf::load_mem(bytes).expect("the list is a PDF");
    damage(&mut pdf);
    let mut out = Vec::new();
    pdf.save_to(&mut out).expect("memory takes all");
    out
}

fn catalog(pdf: &mut Pdf) -> &mut Dictionary {
    pdf.catalog_mut().expect("a PDF has a catalog")
}

fn each_font(pdf: &mut Pdf, change: fn(&mut Dictionary)) {
    let dictionaries = pdf.objects.values_mut().filter_map(|object| object.as_dict_mut().ok());
    dictionaries.filter(|dictionary| dictionary.has_type(b"Font")).for_each(change);
}

#[test]
fn what_a_document_lacks_is_named_by_its_clause() {
    let untagged = printed_as(&list(20), Layout { tags: Tags::LeftOut, ..Layout::default() });
    type Case<'c> = (&'c str, Vec<u8>, &'c str, &'c [&'c str]);
    let cases: &[Case<'_>] = &[
        // Saved anew by another program, and nothing else.
        ("saved", damaged(&untagged, |_| ()), "2u", &[]),
        ("archive", untagged.clone(), "2a", &["6.6.4-3", "6.7.2.2-1", "6.7.3.3-1"]),
        ("reader", untagged.clone(), "ua1", &["5-1", "6.2-1", "7.1-3", "7.1-11"]),
        (
            "colours",
            damaged(&untagged, |pdf| drop(catalog(pdf).remove(b"OutputIntents"))),
            "2u",
            &["6.2.4.3-4"],
        ),
        ("metadata", damaged(&untagged, |pdf| drop(catalog(pdf).remove(b"Metadata"))), "2u", &["6.6.2.1-1"]),
        (
            "letters",
            damaged(&untagged, |pdf| each_font(pdf, |font| drop(font.remove(b"ToUnicode")))),
            "2u",
            &["6.2.11.7.2-1"],
        ),
        (
            "script",
            damaged(&untagged, |pdf| {
                let action =
                    dictionary! { "S" => "JavaScript", "JS" => Object::string_literal("app.beep()") };
                catalog(pdf).set("OpenAction", action);
            }),
            "2u",
            &["6.5.1-1"],
        ),
    ];
    let requests: Vec<Request<'_>> = cases
        .iter()
        .map(|(name, bytes, flavour, _)| (*name, bytes.as_slice(), std::slice::from_ref(flavour)))
        .collect();
    let verdicts = judge(&requests);
    for (name, _, flavour, expected) in cases {
        let broken = &verdicts[&((*name).to_owned(), (*flavour).to_owned())];
        let rules: BTreeSet<&str> = broken.iter().filter_map(|rule| rule.split(',').next()).collect();
        assert_eq!(rules, expected.iter().copied().collect(), "{name}: {broken:#?}");
    }
}
