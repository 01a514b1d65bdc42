//! Lists are not posted over rows that were never counted or persons who wait, unless somebody says so.

use crate::extract::builder::small;
use crate::support::program::{cutri, text};

#[test]
fn rejected_rows_are_told_and_stop_posting_until_somebody_says_anyway() {
    let extract =
        small().append("persons.csv", "031180000009,Đặng Văn Thử,chưa rõ,nam,VNM,,,,,alive,,,\n").write();
    let place = tempfile::tempdir().expect("a folder");
    let rolls = place.path().join("rolls");
    cutri(&["generate", text(extract.path()), "--out", text(&rolls), "--formats", "jsonl"]).ended(1);
    let database = rolls.join("cutri.db");
    let post = ["post", "--db", text(&database), "--at", "2026-02-03T08:00", "--as", "An"];
    let refused = cutri(&post).ended(3);
    for words in ["1 dòng dữ liệu bị loại", "persons.csv, dòng 6, cột birth_date", "--anyway"] {
        assert!(refused.err.contains(words), "{words}: {}", refused.err);
    }
    let posted = cutri(&[&post[..], &["--anyway"]].concat()).ended(0);
    let explained = cutri(&["explain", "031180000009", "--db", text(&database)]).ended(0);
    assert!(explained.out.contains("Tệp persons.csv, dòng 6, cột birth_date."), "{}", explained.out);
    assert!(posted.out.contains("Khi niêm yết còn:\n  – 1 dòng dữ liệu bị loại"), "{}", posted.out);
}

#[test]
fn lists_without_anything_open_are_posted_without_a_word_more() {
    let place = tempfile::tempdir().expect("a folder");
    let (extract, rolls) = (small().write(), place.path().join("rolls"));
    cutri(&["generate", text(extract.path()), "--out", text(&rolls), "--formats", "jsonl"]);
    let database = rolls.join("cutri.db");
    let posted = cutri(&["post", "--db", text(&database), "--at", "2026-02-03T08:00", "--as", "An"]).ended(0);
    assert!(!posted.out.contains("Khi niêm yết còn"), "{}", posted.out);
}
