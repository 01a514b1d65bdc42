//! `explain`: a sentence that a citizen understands, with the rule and its article, for every kind of outcome.

use crate::extract::builder::small;
use crate::support::output::sample_output;
use crate::support::program::{Ran, cutri, text};
use serde_json::Value;

fn explain(number: &str, more: &[&str]) -> Ran {
    let database = sample_output().join("cutri.db");
    cutri(&[&["explain", number, "--db", text(&database)], more].concat()).ended(0)
}

/// Number, rule, and what stands in the Vietnamese and in the English text.
const KINDS: [(&str, &str, &[&str], &[&str]); 10] = [
    (
        "098308000101",
        "P8",
        &[
            "Trần Thị Kim Yến có tên trong danh sách cử tri",
            "khu vực bỏ phiếu số 01, phường Mai Lĩnh",
            "Điều 29",
        ],
        &["is on the voter list", "voting area 1", "Art. 29"],
    ),
    (
        "098085000342",
        "P4",
        &["tạm trú", "Lưu ý", "crosses_12_months"],
        &["temporary", "Note", "crosses_12_months"],
    ),
    ("098185000401", "P9", &["tạm trú", "P4"], &["temporary", "P4"]),
    ("098185000301", "P1", &["khu vực bỏ phiếu số 04", "Điều 29"], &["voting area 4", "Art. 29.5"]),
    ("098098000331", "P3", &["Điều 31"], &["Art. 31.2"]),
    ("098185000461", "R8", &["đặc khu Hòn Nhạn", "Điều 34", "P8"], &["certificate", "Art. 34", "P8"]),
    (
        "098185000201",
        "X1",
        &["không được ghi tên", "Điều 30", "12/2024/HS-ST"],
        &["Art. 30.1", "12/2024/HS-ST"],
    ),
    ("098208000102", "E1", &["không được ghi tên", "Điều 2"], &["Art. 2"]),
    ("098185000381", "P7", &["Điều 10"], &["Art. 10"]),
    ("098185000431", "P0", &["lapsed_temporary", "Điều 27"], &["lapsed_temporary", "Art. 27"]),
];

#[test]
fn every_kind_of_outcome_is_told_in_both_languages() {
    for (number, rule, vietnamese, english) in KINDS {
        for (language, words) in [("vi", vietnamese), ("en", english)] {
            let told = explain(number, &["--lang", language]);
            assert_eq!(told.err, "", "{rule}");
            for word in words.iter().chain([&rule]) {
                assert!(told.out.contains(word), "{rule} in {language} lacks `{word}`:\n{}", told.out);
            }
        }
        assert_eq!(explain(number, &[]).out, explain(number, &["--lang", "vi"]).out, "Vietnamese by default");
        assert_ne!(explain(number, &["--lang", "en"]).out, explain(number, &[]).out);
    }
}

#[test]
fn a_person_who_waits_is_told_where_or_that_no_place_is_known() {
    for (number, rule) in [("098185000303", "P1"), ("098085000412", "P10"), ("098185000451", "P8")] {
        let told = explain(number, &[]);
        assert!(told.out.contains(&format!("  {rule}  ")), "{}", told.out);
        assert!(!told.out.contains("có tên trong danh sách cử tri của khu vực"), "{}", told.out);
    }
}

#[test]
fn of_a_code_that_may_mean_several_communes_all_are_named() {
    let extract = small()
        .replace("communes.csv", "11003;11002", "11003;11002;11386")
        .replace("residences.csv", "031155000004,permanent,11387,11387-01,", "031155000004,permanent,11386,,")
        .write();
    let out = tempfile::tempdir().unwrap();
    let rolls = out.path().join("rolls");
    cutri(&["generate", text(extract.path()), "--out", text(&rolls), "--formats", "jsonl"]).ended(1);
    for (language, or) in [("vi", "hoặc"), ("en", "or")] {
        let database = rolls.join("cutri.db");
        let told = cutri(&["explain", "031155000004", "--db", text(&database), "--lang", language]).ended(0);
        let all = format!("xã An Bình (11386) {or} phường Bến Nước (11387)");
        assert!(told.out.contains(&all), "{}", told.out);
        assert!(told.out.contains("predecessor_ambiguous"), "{}", told.out);
    }
}

#[test]
fn json_holds_the_decision_the_articles_the_number_and_the_text() {
    let told: Value = serde_json::from_str(&explain("098185000461", &["--json"]).out).unwrap();
    assert_eq!(told["decision"]["rule"], "R8");
    assert_eq!(told["decision"]["outcome"]["area"], "98307-02");
    assert_eq!(told["articles"][0], "Art. 34");
    assert_eq!(told["number"], 29);
    assert_eq!(told["text"].as_str().unwrap(), explain("098185000461", &[]).out);
}

#[test]
fn a_number_that_nobody_has_is_told_without_repeating_it() {
    let database = sample_output().join("cutri.db");
    for (number, code) in [("123456789012", 2), ("12345678901x", 2)] {
        let ran = cutri(&["explain", number, "--db", text(&database)]).ended(code);
        assert_eq!(ran.out, "");
        assert!(ran.err.contains("12"), "{}", ran.err);
    }
    let unknown = cutri(&["explain", "123456789012", "--db", text(&database)]);
    assert!(!unknown.err.contains("123456789012"), "{}", unknown.err);
}

#[test]
fn the_person_at_each_row_is_explained_as_standing_there() {
    let entries = std::fs::read_to_string(sample_output().join("98/98307/98307-03/entries.jsonl")).unwrap();
    for line in entries.lines() {
        let entry: Value = serde_json::from_str(line).unwrap();
        let told: Value =
            serde_json::from_str(&explain(entry["personal_id"].as_str().unwrap(), &["--json"]).out).unwrap();
        assert_eq!(told["number"], entry["number"]);
        assert_eq!(told["decision"]["outcome"]["area"], "98307-03");
        assert_eq!(told["articles"], entry["articles"]);
    }
}

#[test]
fn a_name_finds_its_person_or_lists_all_of_that_name_without_whole_numbers() {
    let by_number = explain("098308000101", &[]);
    let by_name = explain("trần thị KIM YẾN", &["--commune", "98103"]);
    assert_eq!(by_name.out, by_number.out);
    let database = sample_output().join("cutri.db");
    let none = cutri(&["explain", "Không Có Ai", "--db", text(&database)]).ended(1);
    assert!(none.out.contains("Không có ai mang tên này"), "{}", none.out);
    let born =
        cutri(&["explain", "Trần Thị Kim Yến", "--birth-date", "1950", "--db", text(&database)]).ended(1);
    assert!(!born.out.contains("098308000101"), "{}", born.out);
}
