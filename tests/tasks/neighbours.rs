//! Communes that an extract only names: they are neighbours of its own, and no office waits for their lists.

use crate::support::output::{copy, options, run, sample, tree};
use crate::support::program::{cutri, text};
use std::fs;
use std::io::Write as _;
use std::path::Path;

fn append(table: &Path, row: &str) {
    let mut table = fs::OpenOptions::new().append(true).open(table).expect("the table");
    writeln!(table, "{row}").expect("a row");
}

#[test]
fn a_commune_without_areas_and_people_has_no_folder_and_stands_on_no_page() {
    let folder = tempfile::tempdir().expect("a folder");
    let (extract, out) = (folder.path().join("extract"), folder.path().join("rolls"));
    copy(sample(), &extract);
    append(&extract.join("communes.csv"), "98901,98,Xã Láng Giềng,xã,false,");
    append(&extract.join("communes.csv"), "98902,98,Xã Chưa Chia,xã,false,");
    // Somebody lives in the other, where no area is yet: the person waits, and somebody must be told.
    let lives = "098085000342,permanent,98902,,,,2020-01-01,,";
    let residences = fs::read_to_string(extract.join("residences.csv")).expect("the table");
    let others: String = residences
        .lines()
        .filter(|line| !line.starts_with("098085000342,"))
        .map(|line| line.to_owned() + "\n")
        .collect();
    fs::write(extract.join("residences.csv"), others + lives + "\n").expect("written");
    run(&options(&extract, &out)).expect("an output");
    let tree = tree(&out);
    let of = |code: &str| tree.keys().any(|name| name.contains(&format!("/{code}/")));
    assert!(!of("98901"), "nobody votes or waits there");
    assert!(of("98902"), "somebody waits there");
    let page = std::str::from_utf8(&tree["98/summary.html"]).expect("a page");
    assert!(!page.contains("Láng Giềng") && page.contains("Chưa Chia"));
    cutri(&["verify", text(&out)]).ended(0);
}
