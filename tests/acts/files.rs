//! Whatever is altered in the files of posted lists is found, without the database.

use super::lists::*;
use crate::support::output::{copy, sample_output, tree};
use crate::support::program::{cutri, text};
use cutri::output::manifest::{self, Manifest};
use cutri::output::{Format, PostedOptions, RenderOptions, RenderedLists, Wanted, render_posted};
use cutri::progress::Unwatched;
use cutri::proof::verify;
use cutri::roll::chain::PublicKey;
use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

impl Lists {
    pub fn render(&self, out: &Path, (wanted, formats, jobs): (Wanted, &[Format], usize)) -> RenderedLists {
        let formats = formats.iter().copied().collect();
        let signing = self.is_signed.then(key);
        let options = PostedOptions {
            wanted,
            render: RenderOptions { formats, jobs, ..RenderOptions::default() },
            key: signing.as_ref(),
        };
        self.on(async |database| render_posted(database, out, &options, &Unwatched).await.unwrap())
    }
}

/// Files of signed lists with two versions, without the documents that take long.
fn rendered() -> (Lists, PathBuf) {
    let lists = Lists::signed();
    lists.update(&every_kind(), SOON);
    let out = lists.folder.path().join("out");
    lists.render(&out, (Wanted::Lists(None), &[Format::Jsonl, Format::Csv, Format::Decisions], 2));
    (lists, out)
}

/// The problems that are told: nothing that stands in a file is an error.
fn told(folder: &Path, trusted: &[PublicKey]) -> Vec<String> {
    let problems = verify(folder, trusted, &Unwatched).unwrap().problems;
    problems.iter().map(|it| format!("{} {:?} {}", it.file, it.line, it.message)).collect()
}

#[test]
fn an_altered_byte_of_any_file_is_found_and_the_file_named() {
    let (_lists, out) = rendered();
    let trusted = key().public();
    assert_eq!(told(&out, &[trusted]), Vec::<String>::new());
    let mut flips = 0;
    for (name, bytes) in tree(&out) {
        let path = out.join(&name);
        let step = (bytes.len() / 12).max(1);
        for at in (0..bytes.len()).step_by(step) {
            let mut altered = bytes.clone();
            // Every other byte is no text any more.
            altered[at] ^= if flips % 2 == 0 { 1 } else { 0x80 };
            std::fs::write(&path, &altered).unwrap();
            let problems = told(&out, &[trusted]);
            let is_named = problems.iter().any(|it| it.contains(&name) || name.starts_with("manifest"));
            assert!(is_named && !problems.is_empty(), "byte {at} of {name}: {problems:?}");
            flips += 1;
        }
        std::fs::write(&path, &bytes).unwrap();
    }
    assert!(flips > 400, "{flips} bytes");
    assert_eq!(told(&out, &[trusted]), Vec::<String>::new(), "all is as it was");
}

/// Writes the sums of the files into the manifest again, as somebody without the key would.
fn resum(folder: &Path, name: &str) {
    let path = folder.join(manifest::FILE_NAME);
    let mut manifest: Manifest = serde_json::from_slice(&std::fs::read(&path).unwrap()).unwrap();
    manifest.files.insert(name.to_owned(), cutri::people::digest(&std::fs::read(folder.join(name)).unwrap()));
    std::fs::write(&path, serde_json::to_vec(&manifest).unwrap()).unwrap();
}

#[test]
fn with_the_manifest_summed_again_the_chain_finds_it_and_names_file_row_and_version() {
    let (lists, out) = rendered();
    let trusted = key().public();
    let forged = lists.folder.path().join("forged");
    copy(&out, &forged);
    std::fs::remove_file(forged.join("manifest.sig")).unwrap();
    let manifest = std::fs::read(forged.join(manifest::FILE_NAME)).unwrap();
    assert_eq!(told(&forged, &[]), Vec::<String>::new());
    let chained = ["entries.jsonl", "rows.jsonl", "chain.jsonl", "changes.jsonl", "versions.jsonl"];
    let mut flips: BTreeMap<&str, u32> = BTreeMap::new();
    for (name, bytes) in tree(&forged) {
        let Some(kind) = chained.iter().find(|kind| name.ends_with(*kind)) else { continue };
        let step = (bytes.len() / 24).max(1);
        for at in (0..bytes.len()).step_by(step).filter(|at| bytes[*at].is_ascii_alphanumeric()) {
            let mut altered = bytes.clone();
            altered[at] = if altered[at] == b'7' { b'8' } else { b'7' };
            // Who made a version, and by which command, is told by the audit alone, and here under the manifest's signature.
            if *kind == "versions.jsonl" && is_unstated(&bytes, at) {
                continue;
            }
            std::fs::write(forged.join(&name), &altered).unwrap();
            resum(&forged, &name);
            let problems = told(&forged, &[]);
            let line = bytes[..at].iter().filter(|byte| **byte == b'\n').count() + 1;
            let folder = name.rsplit_once('/').map_or("", |(folder, _)| folder);
            let is_named = |it: &String| it.contains(&name) || (!folder.is_empty() && it.contains(folder));
            // What a chain says of a change is held against the log, its digests and moments against the statements.
            let is_of_log = |it: &String| {
                let named = ["versions.jsonl", "changes.jsonl", "manifest.json None version"];
                named.iter().any(|name| it.contains(name))
            };
            assert!(
                problems.iter().any(is_named) || problems.iter().any(is_of_log),
                "byte {at} of {name}, line {line}: {problems:?}"
            );
            if matches!(*kind, "entries.jsonl" | "changes.jsonl") {
                assert!(
                    problems.iter().any(|it| it.contains(&format!("Some({line})"))),
                    "{name} {line}: {problems:?}"
                );
            }
            if *kind == "rows.jsonl" {
                let is_told = |it: &String| it.contains("version") || it.contains(&format!("Some({line})"));
                assert!(problems.iter().any(is_told), "{name}: {problems:?}");
            }
            assert!(!told(&forged, &[trusted]).is_empty());
            *flips.entry(kind).or_default() += 1;
        }
        std::fs::write(forged.join(&name), &bytes).unwrap();
        std::fs::write(forged.join(manifest::FILE_NAME), &manifest).unwrap();
    }
    let found: BTreeSet<&str> = flips.keys().copied().collect();
    assert_eq!(found, chained.into(), "every kind of file");
    assert!(flips.values().sum::<u32>() > 300, "{flips:?}");
}

/// Whether a byte of `versions.jsonl` stands in the command or the name of a version without changes.
fn is_unstated(bytes: &[u8], at: usize) -> bool {
    let start = bytes[..at].iter().rposition(|byte| *byte == b'\n').map_or(0, |found| found + 1);
    let line = std::str::from_utf8(&bytes[start..]).unwrap().lines().next().unwrap();
    let (action, end) = (line.find("\"action\":\"").unwrap() + 10, line.find("\",\"changes\"").unwrap());
    let keys = line.find("\",\"by\":\"").unwrap();
    let at = at - start;
    (action..keys).contains(&at) || (keys + 8..end).contains(&at)
}

/// As the command says it: what is not signed with the key is a problem, and without one it is said that nobody looked.
#[test]
fn under_a_key_a_draft_and_an_output_robbed_of_its_signatures_are_refused_by_name() {
    let (lists, out) = rendered();
    let pem = lists.folder.path().join("office.pub.pem");
    std::fs::write(&pem, key().public().to_pem()).unwrap();
    let verify =
        |folder: &Path| cutri(&["verify", text(folder), "--public-key", text(&pem), "--format", "csv"]);
    let good = verify(&out).ended(0);
    assert!(good.err.contains(&format!("signed with key {}", key().public().id())), "{}", good.err);
    let draft = verify(sample_output()).ended(1);
    assert!(draft.out.contains("manifest.json,,\"these are drafts") && draft.out.contains("manifest.sig"));
    let robbed = lists.folder.path().join("robbed");
    copy(&out, &robbed);
    for name in ["versions.jsonl", "manifest.sig"] {
        std::fs::remove_file(robbed.join(name)).unwrap();
    }
    resum(&robbed, "98/98103/98103-01/list.csv");
    let told = verify(&robbed).ended(1);
    assert!(told.out.contains("manifest.sig") && told.out.contains("versions.jsonl"), "{}", told.out);
    let unasked = cutri(&["verify", text(&out)]).ended(0);
    assert!(unasked.err.contains("nobody's signature was looked at"), "{}", unasked.err);
}

#[test]
fn a_file_that_is_missing_added_or_of_another_key_is_found() {
    let (lists, out) = rendered();
    let trusted = key().public();
    let other = cutri::roll::chain::SigningKey::from_seed([8; 32]).public();
    assert!(told(&out, &[other]).iter().any(|it| it.contains("manifest.sig")));
    for name in ["98/98103/98103-01/rows.jsonl", "versions.jsonl", "manifest.sig"] {
        let bytes = std::fs::read(out.join(name)).unwrap();
        std::fs::remove_file(out.join(name)).unwrap();
        assert!(told(&out, &[trusted]).iter().any(|it| it.contains(name)), "{name}");
        std::fs::write(out.join(name), bytes).unwrap();
    }
    std::fs::write(out.join("98/more.txt"), "x").unwrap();
    assert!(told(&out, &[trusted]).iter().any(|it| it.contains("98/more.txt")));
    drop(lists);
}

#[test]
fn r21_is_told_in_the_official_files_and_on_no_posted_paper() {
    let lists = Lists::posted();
    let prison = [("kind", "imprisonment"), ("from", "2025-01-01")];
    let delta = Delta::of(&[HEAD]).add("statuses", HEAD, &prison);
    let updated = lists.update(&delta, SOON);
    assert_eq!(super::lists::told(&updated.changes), [("correct", "R21")]);
    let out = lists.folder.path().join("supplements");
    let formats = [Format::Pdf, Format::Csv, Format::Html, Format::Xlsx, Format::Jsonl];
    lists.render(&out, (Wanted::Supplements(None), &formats, 2));
    let files = tree(&out);
    let of_change: BTreeSet<&str> = files
        .keys()
        .filter(|name| name.starts_with("changes/"))
        .map(|name| name.rsplit('/').next().unwrap())
        .collect();
    assert_eq!(of_change, ["changes.jsonl", "supplement-official.pdf"].into());
    let whole = lists.folder.path().join("whole");
    lists.render(&whole, (Wanted::Lists(None), &[Format::Jsonl, Format::Decisions], 2));
    let files = tree(&whole);
    let mut told = 0;
    for (name, bytes) in &files {
        if name.ends_with("entries.jsonl") || name.ends_with("decisions.jsonl") {
            let lines = std::str::from_utf8(bytes).unwrap().lines().filter(|line| line.contains(HEAD));
            told += lines.filter(|line| line.contains("undocumented_status")).count();
        }
    }
    assert_eq!(told, 2, "the row and the decision tell the flag");
    let counted = |files: &crate::support::output::Tree| {
        let summary: serde_json::Value = serde_json::from_slice(&files["summary.json"]).unwrap();
        summary["by_flag"]["undocumented_status"].as_u64().unwrap_or(0)
    };
    let drafts = Lists::posted();
    let before = drafts.folder.path().join("whole");
    drafts.render(&before, (Wanted::Lists(None), &[Format::Jsonl], 2));
    assert_eq!(counted(&files), counted(&tree(&before)) + 1);
    lists.verified();
}
