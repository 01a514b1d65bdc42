//! What everybody may see tells no personal number, no sensitive fact and nothing of armed units.

use crate::render::tools::Printed;
use crate::support::output::{Tree, sample, sample_output, tree, tree_of};
use crate::support::package::Package;
use calamine::{Reader, Xlsx};
use cutri::law::PostedCopy;
use serde_json::Value;
use std::collections::BTreeSet;
use std::io::Cursor;

/// Words that tell why somebody may not vote, or of custody. Custody is told in a facility's own list alone.
const SENSITIVE: [&str; 13] = [
    "tù",
    "án",
    "tước",
    "tâm thần",
    "mất năng lực",
    "năng lực hành vi",
    "tử hình",
    "phạm nhân",
    "bị can",
    "bị cáo",
    "hoãn",
    "truy nã",
    "giấy xác nhận",
];
const CUSTODY: [&str; 4] = ["tạm giam", "tạm giữ", "cai nghiện", "giáo dục bắt buộc"];

/// Areas of armed units in the sample.
const MILITARY: [&str; 2] = ["98205-02", "99101-01"];

/// The copies for posting, and all pages, as the text that a person reads.
fn public(tree: &Tree) -> Vec<(String, String)> {
    let text = |name: &str, bytes: &[u8]| -> Option<String> {
        let file = name.rsplit('/').next()?;
        Some(match file {
            "list.pdf" => Printed::new(bytes).text(),
            "list.csv" => String::from_utf8(bytes.to_vec()).unwrap(),
            "list.xlsx" | "bieu-tong-hop.xlsx" => cells(bytes),
            _ if file.ends_with(".html") => String::from_utf8(bytes.to_vec()).unwrap(),
            _ => return None,
        })
    };
    let copies = tree.iter().filter_map(|(name, bytes)| Some((name.clone(), text(name, bytes)?)));
    copies.collect()
}

fn cells(bytes: &[u8]) -> String {
    let mut workbook: Xlsx<_> = Xlsx::new(Cursor::new(bytes)).unwrap();
    let sheets = workbook.worksheets();
    let cells = sheets.iter().flat_map(|(_, range)| range.used_cells().map(|(_, _, cell)| cell.to_string()));
    cells.collect::<Vec<_>>().join("\n")
}

fn column(table: &str, name: &str) -> Vec<String> {
    let package = Package::read(sample());
    let rows = &package.tables[table];
    let at = rows.column(name);
    rows.rows.iter().map(|row| row[at].clone()).filter(|value| !value.is_empty()).collect()
}

/// Whether the words stand in the text as words, in any case.
fn says(text: &str, words: &str) -> bool {
    let (text, words) = (text.to_lowercase(), words.to_lowercase());
    text.match_indices(&words).any(|(at, _)| {
        let before = text[..at].chars().next_back();
        let after = text[at + words.len()..].chars().next();
        ![before, after].into_iter().flatten().any(char::is_alphanumeric)
    })
}

#[test]
fn there_are_public_copies_of_every_kind() {
    let tree = tree(sample_output());
    let copies = public(&tree);
    let count = |ending: &str| copies.iter().filter(|(name, _)| name.ends_with(ending)).count();
    assert_eq!(["list.pdf", "list.csv", "list.xlsx"].map(count), [9, 9, 9]);
    assert_eq!([count("summary.html"), count("bieu-tong-hop.html"), count("bieu-tong-hop.xlsx")], [16, 6, 6]);
    let names: Vec<String> = column("persons", "full_name");
    let list = &copies.iter().find(|(name, _)| name.ends_with("98103-01/list.xlsx")).unwrap().1;
    assert!(names.iter().filter(|name| list.contains(*name)).count() > 300, "the copies are read");
}

#[test]
fn no_public_copy_tells_a_personal_number_or_an_old_one() {
    let tree = tree(sample_output());
    let mut numbers: BTreeSet<String> = column("persons", "personal_id").into_iter().collect();
    numbers.extend(column("persons", "old_id"));
    for (name, text) in public(&tree) {
        let digits = text.split(|sign: char| !sign.is_ascii_digit());
        for run in digits.filter(|run| run.len() >= 9) {
            assert!(!numbers.contains(run), "{name} tells a number");
            assert!(run.len() != 12, "{name} tells 12 digits in a row");
        }
    }
}

#[test]
fn masked_copies_tell_the_last_three_digits_and_no_more() {
    let tree = tree_of(|options| options.render.posted_copy = Some(PostedCopy::Masked));
    let numbers: BTreeSet<String> = column("persons", "personal_id").into_iter().collect();
    let mut masked = 0;
    for (name, text) in public(&tree) {
        masked += text.matches("•••").count();
        let mut digits = text.split(|sign: char| !sign.is_ascii_digit());
        assert!(!digits.any(|run| numbers.contains(run)), "{name} tells a number");
    }
    assert!(masked > 0);
}

#[test]
fn no_page_names_anybody() {
    let names = column("persons", "full_name");
    let tree = tree(sample_output());
    for (name, text) in
        public(&tree).iter().filter(|(name, _)| name.contains("bieu-tong-hop") || name.ends_with(".html"))
    {
        assert!(!names.iter().any(|person| text.contains(person)), "{name} names somebody");
    }
}

#[test]
fn section_2_no_list_and_no_page_tells_why_somebody_may_not_vote() {
    let tree = tree(sample_output());
    for (name, text) in public(&tree) {
        // The timetable speaks of courts and of those who lose the right, of nobody in particular.
        let text = if name.ends_with(".html") { text.replace("Tòa án", "") } else { text };
        for words in SENSITIVE {
            assert!(!says(&text, words), "{name} says `{words}`");
        }
    }
}

#[test]
fn article_29_5_custody_is_told_in_the_facilitys_own_list_alone() {
    let tree = tree(sample_output());
    let mut told = 0;
    for (name, text) in public(&tree) {
        let is_custody = ["98103-04/", "98307-03/"].iter().any(|area| name.contains(area));
        let said = CUSTODY.iter().filter(|words| says(&text, words)).count();
        assert!(is_custody || said == 0, "{name} tells of custody");
        told += said;
    }
    assert!(told > 0, "the facilities' lists tell it");
}

/// Nobody who is excluded stands on any list, public or official, or in any commune's report.
#[test]
fn section_2_who_may_not_vote_is_named_in_the_export_of_decisions_alone() {
    let tree = tree(sample_output());
    let decisions = std::str::from_utf8(&tree["decisions.jsonl"]).unwrap();
    let decisions = decisions.lines().map(|line| serde_json::from_str::<Value>(line).unwrap());
    let excluded: BTreeSet<String> = decisions
        .filter(|line| line["outcome"] == "not_eligible")
        .map(|line| line["personal_id"].as_str().unwrap().to_owned())
        .collect();
    assert!(excluded.len() > 200);
    let texts = ["entries.jsonl", "not-listed.csv"];
    for (name, bytes) in tree.iter().filter(|(name, _)| texts.iter().any(|text| name.ends_with(text))) {
        let text = std::str::from_utf8(bytes).unwrap();
        let mut digits = text.split(|sign: char| !sign.is_ascii_digit());
        assert!(!digits.any(|run| excluded.contains(run)), "{name} names somebody who may not vote");
    }
}

#[test]
fn section_7_no_list_page_or_card_tells_the_name_of_an_armed_unit() {
    let package = Package::read(sample());
    let facilities = &package.tables["facilities"];
    let (kind, name) = (facilities.column("kind"), facilities.column("name"));
    let units: Vec<&String> =
        facilities.rows.iter().filter(|row| row[kind] == "military").map(|row| &row[name]).collect();
    assert_eq!(units.len(), 3);
    let tree = tree(sample_output());
    let official = tree.iter().filter(|(name, _)| name.ends_with(".pdf"));
    let official = official.map(|(name, bytes)| (name.clone(), Printed::new(bytes).text()));
    let entries = tree.iter().filter(|(name, _)| name.ends_with("entries.jsonl"));
    let entries = entries.map(|(name, bytes)| (name.clone(), String::from_utf8(bytes.clone()).unwrap()));
    for (file, text) in public(&tree).into_iter().chain(official).chain(entries) {
        for unit in &units {
            assert!(!says(&text, unit), "{file} tells of {unit}");
        }
    }
}

#[test]
fn form_31_servicemen_in_a_unit_print_the_commune_and_no_list_tells_an_occupation() {
    let tree = tree(sample_output());
    let list = String::from_utf8(tree["98/98205/98205-02/list-official.csv"].clone()).unwrap();
    assert!(list.lines().count() > 5 && !list.contains("occupation"));
    for line in list.lines().skip(1) {
        let cells: Vec<&str> = line.split(',').collect();
        let told: Vec<&str> = cells[7..10].iter().copied().filter(|cell| !cell.is_empty()).collect();
        assert_eq!(told, ["Xã Nà Pheo"], "no house, no unit");
    }
    let lists = tree.iter().filter(|(name, _)| name.ends_with("list.csv") || name.ends_with("official.csv"));
    for (name, bytes) in lists {
        assert!(!String::from_utf8_lossy(bytes).contains("lực lượng vũ trang"), "{name}");
    }
}

#[test]
fn the_lists_of_armed_units_have_no_public_copy_and_no_page_names_their_areas() {
    let tree = tree(sample_output());
    for area in MILITARY {
        let folder = format!("/{area}/");
        let files: BTreeSet<&str> =
            tree.keys().filter_map(|name| name.split_once(&folder).map(|(_, file)| file)).collect();
        let expected = [
            "cards.pdf",
            "cover.pdf",
            "entries.jsonl",
            "handover.pdf",
            "index.pdf",
            "list-official.csv",
            "list-official.pdf",
            "list-official.xlsx",
            "poll-book.pdf",
        ];
        assert_eq!(files, expected.into(), "{area}");
        for (name, text) in public(&tree) {
            assert!(!text.contains(area), "{name} names {area}");
        }
    }
    let findings = String::from_utf8(tree["findings.csv"].clone()).unwrap();
    let sizes = findings.lines().filter(|line| line.contains("area_too") || line.contains("without_voters"));
    assert!(!sizes.into_iter().any(|line| MILITARY.iter().any(|area| line.contains(area))));
}

/// The totals of all pages and workbooks are those without armed units: a difference would tell their number.
#[test]
fn public_totals_leave_armed_units_out() {
    let tree = tree(sample_output());
    let summary: Value = serde_json::from_slice(&tree["summary.json"]).unwrap();
    let voters =
        |totals: &str, place: &str, code: &str| summary[totals][place][code]["voters"].as_u64().unwrap();
    let places =
        [("commune", "98205", "98/98205"), ("province", "98", "98"), ("commune", "99101", "99/99101")];
    for (place, code, folder) in places {
        let (all, public) = (voters("totals", place, code), voters("totals_public", place, code));
        assert!(all > public, "{folder} has an armed unit");
        for file in ["summary.html", "bieu-tong-hop.html"] {
            let page = std::str::from_utf8(&tree[&format!("{folder}/{file}")]).unwrap();
            assert!(says(page, &public.to_string()), "{folder}/{file} tells {public}");
            assert!(!told_as_a_figure(page, all), "{folder}/{file} tells {all}");
        }
        let table = cells(&tree[&format!("{folder}/bieu-tong-hop.xlsx")]);
        assert!(table.lines().any(|cell| cell == public.to_string()));
        assert!(
            !table.lines().any(|cell| cell == all.to_string()),
            "{folder}/bieu-tong-hop.xlsx tells {all}"
        );
    }
    let nation = summary["totals"]["nation"]["voters"].as_u64().unwrap();
    let page = std::str::from_utf8(&tree["summary.html"]).unwrap();
    assert!(
        !told_as_a_figure(page, nation) && !told_as_a_figure(page, 1304),
        "the page of all tells {nation}"
    );
}

/// Whether a number stands alone between two tags.
fn told_as_a_figure(page: &str, number: u64) -> bool {
    let grouped = cutri::render::Language::Vietnamese.number(number);
    page.split(['<', '>']).any(|text| text.trim() == grouped || text.trim() == number.to_string())
}
