//! An area where nobody votes: nothing is printed that could be posted, signed and filled.

use crate::support::output::{Tree, copy, options, run, sample, tree};
use cutri::people::CommuneCode;
use std::fs;
use std::io::Write as _;

/// A special zone of the sample with one area more, which serves no hamlet.
fn output() -> Tree {
    let folder = tempfile::tempdir().expect("a folder");
    let extract = folder.path().join("extract");
    copy(sample(), &extract);
    let mut areas = fs::OpenOptions::new().append(true).open(extract.join("areas.csv")).expect("the table");
    writeln!(areas, "98307-09,98307,9,,Nhà văn hóa,residential,island,,,,,").expect("a row");
    let mut options = options(&extract, &folder.path().join("rolls"));
    options.communes = [CommuneCode::parse("98307").expect("a code")].into();
    run(&options).expect("an output");
    tree(&options.out)
}

#[test]
fn an_area_without_voters_has_no_paper_and_its_page_says_so() {
    let tree = output();
    let of_area: Vec<&String> = tree.keys().filter(|name| name.contains("/98307-09/")).collect();
    assert!(!of_area.iter().any(|name| name.ends_with(".pdf")), "{of_area:?}");
    let page = std::str::from_utf8(&tree["98/98307/98307-09/summary.html"]).expect("a page");
    assert!(page.contains("không có danh sách để niêm yết, không in thẻ cử tri"));
    assert!(!page.contains("cards.pdf") && !page.contains("list.pdf"));
    assert!(tree.contains_key("98/98307/98307-01/cards.pdf"), "its neighbour has them");
}
