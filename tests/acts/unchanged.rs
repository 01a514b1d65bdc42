//! A version of posted lists printed over the one before: only the lists that changed are written.

use super::lists::*;
use crate::support::output::{assert_same, tree};
use crate::support::program::{cutri, text};
use cutri::output::reading::AreaFolder;
use cutri::output::{Format, Wanted};
use cutri::progress::Unwatched;
use cutri::proof::verify;
use std::collections::BTreeSet;

#[test]
fn a_new_version_writes_only_the_lists_it_changed() {
    let lists = Lists::signed();
    let (out, fresh) = (lists.folder.path().join("out"), lists.folder.path().join("fresh"));
    let first = lists.render(&out, (Wanted::Lists(None), &Format::ALL, 2));
    assert_eq!(first.reused, None);
    let before = tree(&out);
    lists.issue(PLAIN, "98307-02", "2026-02-21T10:00:00").unwrap();
    let rendered = lists.render(&out, (Wanted::Lists(None), &Format::ALL, 4));
    lists.render(&fresh, (Wanted::Lists(None), &Format::ALL, 1));
    let (found, expected) = (tree(&out), tree(&fresh));
    assert_same("over the version before and anew", &expected, &found);
    assert_eq!(verify(&out, &[key().public()], &Unwatched).unwrap().problems, []);
    let differing = found.iter().filter(|(name, bytes)| before.get(*name) != Some(*bytes));
    // The page of an area is written anew with those above it.
    let differing = differing.filter(|(name, _)| !name.ends_with("/summary.html"));
    let areas = differing.filter_map(|(name, _)| AreaFolder::of_file(name));
    let areas: BTreeSet<_> = areas.map(|folder| folder.area.to_string()).collect();
    let reused = rendered.reused.expect("an output stood there");
    assert_eq!((reused.kept + reused.written, reused.written), (11, areas.len() as u64), "{areas:?}");
    assert!(areas.contains("98103-01") && areas.len() <= 2, "{areas:?}");
}

#[test]
fn the_same_version_again_writes_none_and_supplements_are_others() {
    let lists = Lists::posted();
    lists.update(&every_kind(), SOON);
    let (out, fresh) = (lists.folder.path().join("out"), lists.folder.path().join("fresh"));
    let mut counts = Vec::new();
    let supplements = Wanted::Supplements(None);
    for wanted in [Wanted::Lists(None), Wanted::Lists(None), supplements, supplements, Wanted::Lists(Some(1))]
    {
        let rendered = lists.render(&out, (wanted, &Format::ALL, 2));
        drop(std::fs::remove_dir_all(&fresh));
        let anew = lists.render(&fresh, (wanted, &Format::ALL, 2));
        assert_same("over an output and anew", &tree(&fresh), &tree(&out));
        assert_eq!((rendered.pages, rendered.areas), (anew.pages, anew.areas), "kept pages count");
        counts.push(rendered.reused.map(|it| (it.kept, it.written, it.removed)));
    }
    let areas = |at: usize| counts[at].map_or(0, |(kept, written, _)| kept + written);
    assert_eq!(counts[0], None);
    assert_eq!(counts[1], Some((11, 0, 0)));
    assert_eq!(counts[2], Some((0, areas(2), 11 - areas(2))));
    assert_eq!(counts[3], Some((areas(2), 0, 0)), "supplements are kept as well");
}

#[test]
fn supplements_are_packed_and_divided_under_names_of_their_own() {
    let lists = Lists::posted();
    lists.update(&every_kind(), SOON);
    let out = lists.folder.path().join("out");
    let arguments = ["render", "--db", &lists.url, "--out", text(&out), "--supplements", "--zip"];
    cutri(&[&arguments[..], &["--printers", "2", "--printers-get-all", "--formats", "pdf"]].concat())
        .ended(0);
    assert_eq!(verify(&out, &[], &Unwatched).unwrap().problems, []);
    let tree = tree(&out);
    let shops = tree.keys().filter_map(|name| name.strip_prefix("printers/")?.split_once('/'));
    let mut names: Vec<&str> = shops.map(|(_, name)| name).collect();
    names.sort_unstable();
    let pdfs = tree.keys().filter(|name| name.ends_with(".pdf") && !name.starts_with("printers/"));
    assert_eq!(names.len(), pdfs.count(), "every paper goes to one shop: {names:?}");
    for kind in ["danh-sach-cu-tri", "danh-sach-bo-sung", "danh-sach-bo-sung-ban-chinh", "the-cu-tri-bo-sung"]
    {
        assert!(names.contains(&format!("98103-01-{kind}.pdf").as_str()), "{kind} in {names:?}");
    }
    assert!(names.iter().any(|name| name.ends_with("-the-cu-tri-thu-hoi.pdf")), "{names:?}");
    assert!(tree.contains_key("98/98103/98103-niem-yet.zip"));
}
