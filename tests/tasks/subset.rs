//! Some communes alone: their lists are those of the whole run.

use crate::render::tools::Printed;
use crate::support::builders::commune;
use crate::support::output::{Tree, assert_same, options, run, sample, sample_output, tree, tree_of};
use cutri::people::CommuneCode;
use cutri::render::documents::AreaPaper;
use cutri::tasks::TaskError;

/// The files of a commune that do not name the roll. Cards and pages do.
fn lists(tree: &Tree, commune: &str) -> Tree {
    let of_roll = ["cards.pdf", "summary.html", "bieu-tong-hop.html"];
    let files = tree.iter().filter(|(name, _)| {
        name.contains(&format!("/{commune}/")) && !of_roll.iter().any(|other| name.ends_with(other))
    });
    files.map(|(name, bytes)| (name.clone(), bytes.clone())).collect()
}

#[test]
fn the_lists_of_a_commune_derived_alone_are_those_of_the_whole_run() {
    let whole = tree(sample_output());
    for codes in [&["98103"][..], &["98205"], &["98307", "99101"]] {
        let found = tree_of(|options| options.communes = codes.iter().map(|code| commune(code)).collect());
        for code in codes {
            let expected = lists(&whole, code);
            assert!(expected.keys().any(|name| name.ends_with("list-official.pdf")), "{code}");
            assert_same(code, &expected, &lists(&found, code));
        }
        let others =
            whole.keys().filter(|name| !codes.iter().any(|code| name.contains(&format!("/{code}/"))));
        for name in others.filter(|name| name.matches('/').count() > 1) {
            assert!(!found.contains_key(name), "{name} is of a commune that was not asked for");
        }
    }
}

#[test]
fn the_sums_of_communes_derived_alone_make_the_whole() {
    let counts = |tree: &Tree| -> [u64; 5] {
        let summary: serde_json::Value = serde_json::from_slice(&tree["summary.json"]).unwrap();
        ["persons", "listed", "not_eligible", "no_list", "queue"].map(|key| summary[key].as_u64().unwrap())
    };
    let whole = counts(&tree(sample_output()));
    let mut sum = [0; 5];
    for code in ["98103", "98205", "98307", "99101"] {
        let found = tree_of(|options| options.communes = [commune(code)].into());
        for (sum, count) in sum.iter_mut().zip(counts(&found)) {
            *sum += count;
        }
    }
    // Persons with no row that names a commune of the extract are a pass of the whole run alone.
    let apart: Vec<u64> = whole.iter().zip(sum).map(|(whole, sum)| whole - sum).collect();
    assert_eq!(apart[0], apart[1..].iter().sum::<u64>());
    assert_eq!((apart[1], apart[3]), (0, 0), "they stand on no list");
    assert!(apart[0] > 0);
}

#[test]
fn a_commune_that_the_extract_does_not_hold_is_refused_by_its_code() {
    let folder = tempfile::tempdir().unwrap();
    let mut options = options(sample(), &folder.path().join("rolls"));
    options.communes = [CommuneCode::parse("12345").unwrap()].into();
    let error = run(&options).unwrap_err();
    assert!(matches!(&error, TaskError::UnknownCommune { code, .. } if code == "12345"), "{error}");
    assert!(!options.out.exists());
}

#[test]
fn only_the_papers_that_are_wanted_are_printed_and_the_manifest_tells_which() {
    let wanted = [AreaPaper::OfficialList, AreaPaper::Index, AreaPaper::Cover];
    let found = tree_of(|options| {
        options.render.papers = wanted.into();
        options.communes = [commune("98205")].into();
    });
    let printed = |name: &&String| name.starts_with("98/98205/98205-01/") && name.ends_with(".pdf");
    let files: Vec<&str> = found.keys().filter(printed).filter_map(|name| name.rsplit('/').next()).collect();
    assert_eq!(files, ["cover.pdf", "index.pdf", "list-official.pdf"]);
    let cover = Printed::new(&found["98/98205/98205-01/cover.pdf"]).text();
    assert!(cover.contains("1. Danh sách cử tri (bản chính)") && !cover.contains("Thẻ cử tri ."));
    let manifest: serde_json::Value = serde_json::from_slice(&found["manifest.json"]).unwrap();
    assert_eq!(manifest["options"]["papers"], "official,index,cover");
}
