//! Constituencies of the sample: their sums in every file, and one rendered alone.

use crate::render::tools::Printed;
use crate::support::output::{Tree, copy, sample, sample_output, tree, tree_of};
use crate::support::posted::block_on;
use crate::support::program::{Ran, cutri, text};
use cutri::output::Delivery;
use cutri::people::ConstituencyCode;
use cutri::render::csv::CONSTITUENCIES_HEADER;
use serde_json::Value;
use std::collections::BTreeMap;
use std::path::Path;

fn summary(tree: &Tree) -> Value {
    serde_json::from_slice(&tree["summary.json"]).unwrap()
}

/// The rows of a table of constituencies, by code, each by the names of its columns.
fn table(tree: &Tree, name: &str) -> BTreeMap<String, BTreeMap<String, String>> {
    let text = std::str::from_utf8(&tree[name]).unwrap();
    let text = text.strip_prefix('\u{feff}').expect("a byte order mark");
    let mut reader = csv::Reader::from_reader(text.as_bytes());
    let header = reader.headers().unwrap().clone();
    assert_eq!(header.iter().collect::<Vec<_>>(), CONSTITUENCIES_HEADER);
    let rows = reader.records().map(|row| {
        let row = row.unwrap();
        let cells = header.iter().map(str::to_owned).zip(row.iter().map(str::to_owned));
        (row[1].to_owned(), cells.collect())
    });
    rows.collect()
}

fn code(text: &str) -> ConstituencyCode {
    ConstituencyCode::parse(text).unwrap()
}

/// The folders of areas in an output.
fn areas(tree: &Tree) -> Vec<&str> {
    let lists = tree.keys().filter_map(|name| name.strip_suffix("/entries.jsonl"));
    lists.filter(|name| !name.starts_with("changes/")).filter_map(|name| name.rsplit('/').next()).collect()
}

#[test]
fn constituencies_sum_up_to_the_nation_for_each_ballot_in_both_copies() {
    let tree = tree(sample_output());
    let summary = summary(&tree);
    for (copy, totals, name) in [
        ("constituencies", "totals", "constituencies-official.csv"),
        ("constituencies_public", "totals_public", "constituencies.csv"),
    ] {
        let rows = table(&tree, name);
        let told = summary[copy].as_object().unwrap();
        assert_eq!(told.keys().collect::<Vec<_>>(), rows.keys().collect::<Vec<_>>(), "{name}");
        for level in ["national", "provincial", "communal"] {
            let of_level = rows.values().filter(|row| row["level"] == level);
            let sum: u64 = of_level.map(|row| row["voters"].parse::<u64>().unwrap()).sum();
            assert_eq!(summary[totals]["nation"][level], sum, "{name}, {level}");
        }
        for (code, row) in &rows {
            for key in ["voters", "male", "female", "first_time", "over_80", "communes", "areas", "seats"] {
                assert_eq!(told[code][key].to_string(), row[key], "{code}, {key}");
            }
            let each = told[code]["voters_per_seat"].as_f64().map(|each| format!("{each:.1}"));
            assert_eq!(each.unwrap_or_default(), row["voters_per_seat"], "{code}");
        }
    }
}

#[test]
fn a_constituency_of_an_armed_unit_alone_has_official_numbers_and_no_page() {
    let tree = tree(sample_output());
    let (public, official) =
        (table(&tree, "constituencies.csv"), table(&tree, "constituencies-official.csv"));
    assert_eq!((public["99-QH-1"]["voters"].as_str(), public["99-QH-1"]["areas"].as_str()), ("0", "0"));
    assert_ne!(official["99-QH-1"]["voters"], "0");
    assert!(!tree.contains_key("constituencies/national-99-QH-1.html"));
    assert!(tree.contains_key("constituencies/national-98-QH-1.html"));
    for (name, bytes) in tree.iter().filter(|(name, _)| name.ends_with(".html")) {
        let page = std::str::from_utf8(bytes).unwrap();
        assert!(!page.contains("national-99-QH-1.html"), "{name} links to a page that is not there");
    }
}

#[test]
fn pages_link_to_constituencies_and_those_to_places_that_are_there() {
    let tree = tree(sample_output());
    for (name, bytes) in tree.iter().filter(|(name, _)| name.ends_with(".html")) {
        let page = std::str::from_utf8(bytes).unwrap();
        let links = page.split("href=\"").skip(1).filter_map(|rest| rest.split('"').next());
        for link in links.filter(|link| !link.starts_with('#')) {
            let mut path: Vec<&str> = name.split('/').collect();
            path.pop();
            for part in link.split('/') {
                match part {
                    ".." => drop(path.pop()),
                    part => path.push(part),
                }
            }
            let target = path.join("/");
            assert!(tree.contains_key(&target) || target == "manifest.json", "{name}: {link}");
        }
    }
    let page = std::str::from_utf8(&tree["98/summary.html"]).unwrap();
    for link in ["../constituencies/national-98-QH-1.html", "../constituencies/provincial-98-HDT-2.html"] {
        assert!(page.contains(link), "{link}");
    }
    assert!(!page.contains("communal-98103-HDX-1"), "those of communes' councils are on the communes' pages");
    let page = std::str::from_utf8(&tree["98/98103/summary.html"]).unwrap();
    assert!(page.contains("../../constituencies/communal-98103-HDX-1.html"));
}

#[test]
fn summary_tables_are_printed_by_constituency_and_officially_with_armed_units() {
    let tree = tree(sample_output());
    let paper = |name: &str| Printed::new(&tree[name]).text();
    let official = paper("98/98205/bieu-tong-hop-ban-chinh.pdf");
    assert!(official.contains("Số liệu chính thức, gồm cả đơn vị vũ trang nhân dân"), "{official}");
    assert!(official.contains("Khu vực bỏ phiếu số 02"));
    assert!(!paper("98/98205/bieu-tong-hop.pdf").contains("Khu vực bỏ phiếu số 02"));
    assert!(!tree.contains_key("98/98103/bieu-tong-hop-ban-chinh.pdf"), "no armed unit is there");
    let own = paper("98/98103/bieu-tong-hop.pdf");
    let headings = ["Theo khu vực bỏ phiếu", "Theo đơn vị bầu cử đại biểu Quốc hội", "Tổng cộng toàn xã"];
    for heading in headings {
        assert!(own.contains(heading), "{heading}: {own}");
    }
    let table = paper("98/bieu-tong-hop-don-vi-bau-cu.pdf");
    assert!(table.contains("BIỂU TỔNG HỢP CỬ TRI THEO ĐƠN VỊ BẦU CỬ") && table.contains("(bầu 4 đại biểu)"));
    assert!(tree.contains_key("98/98103/bieu-tong-hop-don-vi-bau-cu.xlsx"));
}

#[test]
fn a_constituency_of_whole_communes_is_rendered_with_their_pages_and_bound() {
    let whole = tree(sample_output());
    let found = tree_of(|options| {
        options.render.constituencies = vec![code("98-HDT-2")];
        options.render.delivery = Delivery { merge: true, ..Delivery::default() };
    });
    assert_eq!(areas(&found), ["98205-01", "98205-02", "98307-01", "98307-02", "98307-03"]);
    let list = "98/98307/98307-01/list-official.pdf";
    assert_eq!(found[list], whole[list]);
    let row = |tree: &Tree| table(tree, "constituencies.csv")["98-HDT-2"].clone();
    let (mut own, mut all) = (row(&found), row(&whole));
    for row in [&mut own, &mut all] {
        row.remove("deviation");
    }
    assert_eq!(own, all);
    let page = std::str::from_utf8(&found["constituencies/provincial-98-HDT-2.html"]).unwrap();
    assert!(page.contains("provincial-98-HDT-2-danh-sach-cu-tri"), "the page names its bound papers");
    let bound =
        |name: &&String| name.ends_with(".pdf") && name.starts_with("constituencies/provincial-98-HDT-2-");
    assert!(found.keys().filter(bound).count() > 5);
    assert!(
        !found.keys().any(|name| name.ends_with("/98307-the-cu-tri.pdf")),
        "books are the constituency's"
    );
    let cards = Printed::new(&found["constituencies/provincial-98-HDT-2-the-cu-tri.pdf"]).text();
    let first = Printed::new(&found["98/98205/98205-01/cards.pdf"]).text();
    assert!(cards.starts_with(first.lines().next().unwrap()), "areas are bound in order");
}

#[test]
fn a_constituency_of_areas_is_rendered_without_the_rest_of_its_commune() {
    let whole = tree(sample_output());
    let found = tree_of(|options| options.render.constituencies = vec![code("98103-HDX-1")]);
    assert_eq!(areas(&found), ["98103-01", "98103-03", "98103-04"]);
    for name in ["summary.json", "decisions.jsonl", "98/98103/not-listed.csv", "98/98103/summary.html"] {
        assert!(!found.contains_key(name), "{name} tells of the whole commune");
    }
    let row = |tree: &Tree| table(tree, "constituencies.csv")["98103-HDX-1"]["voters"].clone();
    assert_eq!(row(&found), row(&whole));
    let page = std::str::from_utf8(&found["constituencies/communal-98103-HDX-1.html"]).unwrap();
    assert!(page.contains("Khu vực bỏ phiếu số 03") && !page.contains("href=\"../98/"), "no dead links");
    let manifest: Value = serde_json::from_slice(&found["manifest.json"]).unwrap();
    assert_eq!(manifest["options"]["constituencies"], "98103-HDX-1");
}

#[test]
fn a_code_that_is_not_known_is_refused_and_near_ones_are_named() {
    let folder = tempfile::tempdir().unwrap();
    let out = folder.path().join("rolls");
    let arguments = ["generate", text(sample()), "--out", text(&out), "--constituency"];
    let refused = cutri(&[&arguments[..], &["98-HDT-3"]].concat()).ended(2);
    assert!(refused.err.contains("98-HDT-1") && refused.err.contains("98-HDT-2"), "{}", refused.err);
    assert!(!out.exists());
    cutri(&[&arguments[..], &["98-HDT-1", "--commune", "98103"]].concat()).ended(2);
}

/// The sample's lists in a database, posted and changed since.
struct Office {
    folder: tempfile::TempDir,
    db: String,
}

impl Office {
    fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let db = folder.path().join("lists.db").to_str().unwrap().to_owned();
        let office = Self { folder, db };
        office.generate("rolls").ended(1);
        office
    }

    fn generate(&self, out: &str) -> Ran {
        let out = self.out(out);
        self.run(&["generate", text(sample()), "--out", text(&out), "--formats", "csv,jsonl", "--as", "bình"])
    }

    fn posted() -> Self {
        let office = Self::new();
        office.run(&["post", "--anyway", "--at", "2026-02-03T08:00", "--as", "an"]).ended(0);
        let delta = office.out("delta");
        cutri(&["sample", "--delta-of", text(sample()), "--changes", "60", "--out", text(&delta)]).ended(0);
        let updated = office.run(&["update", text(&delta), "--at", "2026-02-20T10:00", "--as", "an"]);
        assert!(matches!(updated.code, Some(0 | 1)), "{}", updated.err);
        office
    }

    fn out(&self, name: &str) -> std::path::PathBuf {
        self.folder.path().join(name)
    }

    fn run(&self, arguments: &[&str]) -> Ran {
        cutri(&[arguments, &["--db", &self.db]].concat())
    }

    fn books(&self, arguments: &[&str]) -> Value {
        let told = self.run(&[&["books", "--format", "json"], arguments].concat()).ended(0);
        serde_json::from_str(&told.out).unwrap()
    }
}

#[test]
fn books_of_a_constituency_are_the_sums_of_its_places_after_changes() {
    let office = Office::posted();
    let nation = office.books(&[]);
    let lines = |told: &Value| told["lines"].as_array().unwrap().clone();
    let sum = |codes: &[&str], key: &str| -> u64 {
        let all = lines(&nation);
        let own = all.iter().filter(|line| codes.contains(&line["code"].as_str().unwrap()));
        own.map(|line| line["books"]["national"][key].as_u64().unwrap()).sum()
    };
    for (code, level, parts) in [
        ("98-HDT-2", "commune", &["98205", "98307"][..]),
        ("98103-HDX-1", "area", &["98103-01", "98103-03", "98103-04"]),
    ] {
        let told = lines(&office.books(&["--constituency", code]));
        assert_eq!((told[0]["level"].as_str(), told[0]["code"].as_str()), (Some("constituency"), Some(code)));
        for key in ["posted", "added", "transferred_in", "removed", "transferred_out", "current"] {
            assert_eq!(told[0]["books"]["national"][key], sum(parts, key), "{code}, {key}");
        }
        let found: Vec<_> = told[1..].iter().map(|line| line["code"].as_str().unwrap()).collect();
        assert_eq!(found, parts);
        assert!(told[1..].iter().all(|line| line["level"] == level));
    }
    let told = office.run(&["books", "--constituency", "98-HDT-2"]).ended(0);
    assert!(told.out.contains("Đơn vị bầu cử đại biểu Hội đồng nhân dân cấp tỉnh số 2"), "{}", told.out);
    office.run(&["books", "--constituency", "98-HDT-9"]).ended(2);
}

#[test]
fn posted_lists_of_a_constituency_are_rendered_as_they_stand_now() {
    let office = Office::posted();
    let (all, part) = (office.out("all"), office.out("part"));
    let render = |out: &Path, more: &[&str]| {
        office.run(&[&["render", "--out", text(out), "--formats", "csv,jsonl,html"], more].concat())
    };
    render(&all, &[]).ended(0);
    render(&part, &["--constituency", "98103-HDX-1"]).ended(0);
    let (all, part) = (tree(&all), tree(&part));
    assert_eq!(areas(&part), ["98103-01", "98103-03", "98103-04"]);
    for name in part.keys().filter(|name| name.ends_with("/entries.jsonl")) {
        assert_eq!(part[name], all[name], "{name}");
    }
    let row = |tree: &Tree| table(tree, "constituencies-official.csv")["98103-HDX-1"]["voters"].clone();
    assert_eq!(row(&part), row(&all));
    let current = office.books(&["--constituency", "98103-HDX-1"]);
    assert_eq!(current["lines"][0]["books"]["communal"]["current"].to_string(), row(&all));
    office.run(&["render", "--out", text(&office.out("none")), "--constituency", "98-QH-2"]).ended(2);
}

#[test]
fn sums_that_were_forged_are_not_those_of_the_constituencies_and_nothing_is_written() {
    let office = Office::new();
    block_on(async {
        use sqlx::{Connection, SqliteConnection, raw_sql};
        let mut connection = SqliteConnection::connect(&office.db).await.unwrap();
        let forge = "UPDATE commune_result SET document = json_set(document, \
                     '$.own.areas.\"98103-01\".totals.communal.total', 1) WHERE commune_code = '98103'";
        raw_sql(forge).execute(&mut connection).await.unwrap();
        connection.close().await.unwrap();
    });
    let refused = office.generate("again").ended(3);
    for told in ["the books do not balance", "communal: the constituencies hold"] {
        assert!(refused.err.contains(told), "{}", refused.err);
    }
    assert!(!office.out("again").exists());
}

#[test]
fn what_is_wrong_with_constituencies_is_found_and_told_on_their_pages() {
    let folder = tempfile::tempdir().unwrap();
    let (extract, out) = (folder.path().join("extract"), folder.path().join("rolls"));
    copy(sample(), &extract);
    let change = |name: &str, change: &dyn Fn(String) -> String| {
        let path = extract.join(name);
        std::fs::write(&path, change(std::fs::read_to_string(&path).unwrap())).unwrap();
    };
    change("constituencies.csv", &|text| {
        text.replace("98-HDT-1,provincial,1,Đơn vị bầu cử số 1,4", "98-HDT-1,provincial,1,,9")
            + "98-QH-9,national,9,,3\n"
    });
    change("constituency_parts.csv", &|text| text.replace("98103-HDX-2,,98103-02", "98103-HDX-2,,98103-01"));
    change("election.toml", &|text| format!("constituency_deviation_percent = 1\n{text}"));
    cutri(&["generate", text(&extract), "--out", text(&out), "--formats", "html,csv,jsonl"]).ended(1);
    let tree = tree(&out);
    let mut reader = csv::Reader::from_reader(&tree["findings.csv"][..]);
    let found: Vec<(String, String)> =
        reader.records().map(|row| row.unwrap()).map(|row| (row[0].to_owned(), row[5].to_owned())).collect();
    for (rule, subject) in [
        ("constituency_without_voters", "98-QH-9"),
        ("seats_out_of_range", "98-HDT-1"),
        ("area_without_constituency", "98103-02"),
        ("area_in_several_constituencies", "98103-01"),
        ("constituency_deviation", "98-HDT-1"),
        ("constituency_deviation", "98-HDT-2"),
    ] {
        assert!(found.contains(&(rule.to_owned(), subject.to_owned())), "{rule} {subject}: {found:?}");
    }
    let page = |name: &str| std::str::from_utf8(&tree[name]).unwrap();
    assert!(page("constituencies/national-98-QH-9.html").contains("Đơn vị bầu cử không có cử tri nào"));
    let told = page("constituencies/provincial-98-HDT-1.html");
    assert!(told.contains("Số đại biểu ngoài giới hạn của Điều 10") && told.contains("chênh lệch quá 1%"));
    assert!(page("constituencies/communal-98103-HDX-1.html").contains("thuộc nhiều đơn vị bầu cử cùng cấp"));
    let summary = summary(&tree);
    let voters = |code: &str| summary["constituencies"][code]["voters"].as_u64().unwrap();
    let area = |code: &str| summary["totals"]["area"][code]["communal"].as_u64().unwrap();
    let whole = summary["totals"]["commune"]["98103"]["communal"].as_u64().unwrap();
    let held = voters("98103-HDX-1") + voters("98103-HDX-2");
    assert_eq!(held + area("98103-02"), whole + area("98103-01"), "one area is in none, another in two");
}
