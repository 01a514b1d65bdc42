//! The whole way: the program imports a workbook, checks the extract and makes lists of it.

use super::book::form_31;
use crate::support::program::{cutri, text};
use std::fs;

#[test]
fn a_list_of_form_31_becomes_a_list_of_form_31() {
    let (folder, path) = form_31().write("khu-vuc-22.xlsx");
    let (book, out) = (path.to_str().unwrap(), folder.path().join("extract"));
    let out = out.to_str().unwrap();
    // The commune is invented, so that no list of the country's knows it.
    let asked = cutri(&["import", book, "--out", out]).ended(2);
    assert!(asked.out.contains("Chưa ghi gói dữ liệu") && asked.out.contains("mã xã"), "{}", asked.out);
    let mapping = folder.path().join("tra-loi.toml");
    let text = fs::read_to_string(folder.path().join("extract/mapping.toml")).unwrap();
    let text = text
        .replace("commune_code = \"\"", "commune_code = \"98999\"")
        .replace("commune_name = \"\"", "commune_name = \"Xã An Bình\"")
        .replace("province_code = \"\"", "province_code = \"98\"")
        .replace("province_name = \"\"", "province_name = \"Tỉnh Xuân Hòa\"")
        .replace("placeholder_constituencies = false", "placeholder_constituencies = true");
    fs::write(&mapping, text).unwrap();
    let done = cutri(&["nhap", book, "--out", out, "--mapping", mapping.to_str().unwrap()]).ended(1);
    assert!(done.out.contains("Đã đọc 21 dòng = nhận 6 + để lại 15"), "{}", done.out);
    let checked = cutri(&["check", out]);
    assert!(checked.out.contains("persons.csv"), "{}", checked.out);
    let rolls = folder.path().join("rolls");
    let generated = cutri(&["generate", out, "--out", rolls.to_str().unwrap(), "--formats", "csv"]);
    assert!(matches!(generated.code, Some(0 | 1)), "{}", generated.err);
    let list = fs::read_to_string(rolls.join("98/98999/98999-22/list.csv")).unwrap();
    let names: Vec<&str> = list.lines().skip(1).filter_map(|line| line.split(',').nth(1)).collect();
    // The order of the list that came in, and its ballots: one of less than twelve months has no communal one.
    let expected =
        ["Nguyễn Văn An", "Trần Thị Bình", "LÊ VĂN CHÂU", "Phạm Thị Dung", "Hoàng Thị Giang", "Vũ Đức Hùng"];
    for name in expected {
        assert!(names.iter().any(|found| found.contains(name)), "{list}");
    }
}

#[test]
fn a_folder_with_another_extract_is_refused() {
    let (folder, path) = form_31().write("so.xlsx");
    let out = folder.path().join("extract");
    fs::create_dir(&out).unwrap();
    fs::write(out.join("datapackage.json"), "{}").unwrap();
    let refused = cutri(&["import", path.to_str().unwrap(), "--out", out.to_str().unwrap()]).ended(3);
    assert!(refused.err.contains("chọn thư mục khác"), "{}", refused.err);
    assert_eq!(fs::read_dir(&out).unwrap().count(), 1);
}

#[test]
fn a_workbook_that_leaves_something_open_is_no_extract_and_says_what_to_do() {
    let (folder, path) = form_31().write("khu-vuc-22.xlsx");
    let out = folder.path().join("rolls");
    for arguments in [vec!["check", text(&path)], vec!["generate", text(&path), "--out", text(&out)]] {
        let refused = cutri(&arguments).ended(2);
        assert!(
            refused.err.contains("cutri import") && refused.err.contains("mapping.toml"),
            "{}",
            refused.err
        );
    }
    assert!(!out.exists());
}

#[test]
fn the_communes_are_those_of_the_list_that_is_named() {
    let (folder, path) = form_31().write("khu-vuc-22.xlsx");
    let (out, units) = (folder.path().join("extract"), folder.path().join("units.csv"));
    let list = "since,commune_code,name,province_code,province_name,predecessors\n\
                2025-07-01,98999,Xã An Bình,98,Tỉnh Xuân Hòa,\n";
    fs::write(&units, list).unwrap();
    cutri(&["import", text(&path), "--out", text(&out), "--units", text(&units)]);
    let mapping = fs::read_to_string(out.join("mapping.toml")).unwrap();
    assert!(mapping.contains("commune_code = \"98999\""), "{mapping}");
}
