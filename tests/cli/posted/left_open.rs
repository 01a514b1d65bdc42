//! Lists are not posted over rows that were never counted or persons who wait, unless somebody says so.

use crate::extract::builder::small;
use crate::support::program::{command, cutri, text};

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

#[test]
fn a_rehearsal_of_posting_says_so_and_a_moment_is_borne_out_by_the_clock() {
    let folder = tempfile::tempdir().unwrap();
    let (out, database) = (folder.path().join("rolls"), folder.path().join("rolls/cutri.db"));
    let extract = small().write();
    cutri(&["generate", text(extract.path()), "--out", text(&out), "--formats", "csv"]);
    let post = ["post", "--anyway", "--db", text(&database), "--as", "an"];
    let with = |more: &[&str]| cutri(&[&post[..], more].concat());
    let told = with(&["--at", "2026-02-03T08:00", "--dry-run"]).ended(0);
    assert!(told.out.contains("Chạy thử, chưa niêm yết: sẽ niêm yết danh sách của"), "{}", told.out);
    let future = with(&["--at", "2999-02-03T08:00"]).ended(2);
    assert!(future.err.contains("03/02/2999 08:00: chưa đến thời điểm này"), "{}", future.err);
    let over = with(&["--at", "2026-03-16T00:00"]).ended(3);
    assert!(over.err.contains("16/03/2026 00:00 là sau ngày bầu cử 15/03/2026"), "{}", over.err);
    let meant =
        command().args(post).args(["--at", "2026-02-03T08:00"]).env_remove("CUTRI_BACKDATED").output();
    let meant = String::from_utf8(meant.unwrap().stderr).unwrap();
    assert!(meant.contains("thêm --backdated"), "{meant}");
    with(&["--at", "2026-02-03T08:00"]).ended(0);
}
