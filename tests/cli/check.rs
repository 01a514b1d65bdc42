//! What `check` says to an office: what to mend first and where, how much more there is, and one workbook with everything.

use crate::extract::builder::{Folder, small};
use crate::support::program::{cutri, text};
use calamine::{Reader, Xlsx, open_workbook};
use std::path::Path;

/// The small extract with so many rows of persons that cannot be read.
fn with_unreadable(rows: usize) -> Folder {
    let row = |at: usize| format!("0311800{at:05},Đặng Văn Thử,chưa rõ,nam,VNM,,,,,alive,,,\n");
    small().append("persons.csv", &(0..rows).map(row).collect::<String>())
}

fn rows_of(workbook: &Path, sheet: &str) -> Vec<Vec<String>> {
    let mut book: Xlsx<_> = open_workbook(workbook).expect("a workbook");
    let range = book.worksheet_range(sheet).expect("the sheet");
    range.rows().map(|row| row.iter().map(ToString::to_string).collect()).collect()
}

#[test]
fn what_to_mend_first_names_count_file_and_line() {
    let folder = with_unreadable(3).write();
    let checked = cutri(&["check", text(folder.path())]).ended(1);
    let (_, first) = checked.out.split_once("Sửa trước hết\n").expect(&checked.out);
    assert!(
        first.starts_with("  1. 3 dòng bị loại, không được tính; bắt đầu từ persons.csv, dòng 6\n"),
        "{first}"
    );
    assert!(!checked.out.contains("dòng nữa"), "{}", checked.out);
    assert!(checked.out.contains("--report viec-can-lam.xlsx"), "{}", checked.out);
}

#[test]
fn rejected_rows_beyond_the_first_twenty_are_counted() {
    let folder = with_unreadable(1_500).write();
    let vietnamese = cutri(&["check", text(folder.path())]).ended(1).out;
    assert!(vietnamese.contains("\n… còn 1.480 dòng nữa\n"), "{vietnamese}");
    let english = cutri(&["check", text(folder.path()), "--lang", "en"]).ended(1).out;
    assert!(english.contains("\n… and 1,480 more\n"), "{english}");
}

#[test]
fn a_finding_is_told_once_with_the_number_of_its_communes_and_its_first_place() {
    let folder = small()
        .replace("residences.csv", "11386,11386-01,Số 5,5", "11386,11386-99,Số 5,5")
        .replace("residences.csv", "11387,11387-01,Số 12", "11387,11387-99,Số 12")
        .write();
    let checked = cutri(&["check", text(folder.path())]).ended(1);
    let line = checked.out.lines().find(|line| line.contains("unknown_hamlet")).expect(&checked.out);
    let words: Vec<&str> = line.split_whitespace().take(8).collect();
    assert_eq!(words, ["cảnh", "báo", "2", "2", "residences.csv,", "dòng", "4", "Mã"], "{line}");
}

#[test]
fn a_report_may_be_one_workbook_of_things_to_do() {
    let folder =
        with_unreadable(2).append("persons.csv", ",Người Không Số,1970-01-01,nam,VNM,,,,,alive,,,\n");
    let extract = folder.write();
    let place = tempfile::tempdir().expect("a folder");
    let report = place.path().join("viec.xlsx");
    let checked = cutri(&["check", text(extract.path()), "--report", text(&report)]).ended(1);
    assert!(!checked.out.contains("--report"), "{}", checked.out);
    let entries = std::fs::read_dir(place.path()).expect("the folder").count();
    assert_eq!(entries, 1, "one file and nothing beside");
    let overview = rows_of(&report, "Việc cần làm");
    let counted: Vec<&[String]> = overview.iter().skip(3).map(|row| &row[..2]).collect();
    assert_eq!(
        (counted[0], counted[2]),
        (
            &["Dòng bị loại".to_owned(), "3".to_owned()][..],
            &["Thiếu số định danh".to_owned(), "1".to_owned()][..]
        )
    );
    let rejects = rows_of(&report, "Dòng bị loại");
    assert_eq!(rejects[3][..5], ["031180000000", "persons.csv", "6", "birth_date", "chưa rõ"]);
    assert!(rejects[3][6].contains("full_name: Đặng Văn Thử; birth_date: chưa rõ"), "{}", rejects[3][6]);
    assert_eq!(rows_of(&report, "Thiếu số định danh")[3][..3], ["8", "Người Không Số", "1970-01-01"]);
}

#[test]
fn a_report_in_a_folder_holds_the_tables_and_the_workbook() {
    let folder = with_unreadable(1).write();
    let place = tempfile::tempdir().expect("a folder");
    let report = place.path().join("report");
    cutri(&["check", text(folder.path()), "--report", text(&report)]).ended(1);
    let mut names: Vec<_> = std::fs::read_dir(&report)
        .expect("the folder")
        .map(|entry| entry.expect("an entry").file_name())
        .collect();
    names.sort();
    assert_eq!(names, ["findings.csv", "rejects.csv", "viec-can-lam.xlsx"]);
}
