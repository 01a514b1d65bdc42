//! What is not read is told: tables in other forms and places, sheets of other names, and all missing tables at once.

use super::builder::{Folder, small};
use crate::support::books::{Sheet, ods};
use rust_xlsxwriter::Workbook;

/// A workbook of these sheets, the first with the rows of the wishes.
fn workbook(names: &[&str]) -> Vec<u8> {
    let mut workbook = Workbook::new();
    let text = small().text("wishes.csv");
    for (at, name) in names.iter().enumerate() {
        let sheet = workbook.add_worksheet();
        sheet.set_name(*name).unwrap();
        let rows = if at == 0 { text.as_str() } else { "" };
        for (row, line) in (0..).zip(rows.lines()) {
            for (column, cell) in (0..).zip(line.split(',')) {
                sheet.write_string(row, column, cell).unwrap();
            }
        }
    }
    workbook.save_to_buffer().unwrap()
}

/// The small extract without the wishes, which a test puts elsewhere.
fn without_wishes() -> Folder {
    small().without("wishes.csv")
}

#[test]
fn a_table_in_a_form_or_place_that_is_not_read_is_an_error() {
    let text = small().text("wishes.csv");
    for name in [
        "wishes.json",
        "wishes.csv.zip",
        "wishes.docx",
        "wishes.pdf",
        "wishes.dbf",
        "more/wishes.csv",
        "wishes/1.csv",
    ] {
        let error = without_wishes().with(name, &text).read().expect_err(name);
        assert_eq!(error.code(), "extract_unread_form", "{name}: {error}");
        let file = if name == "wishes/1.csv" { "wishes" } else { name };
        assert!(error.to_string().contains(&format!("bảng wishes chỉ có ở {file}, ")), "{name}: {error}");
    }
    let resource = r#"[{"name": "wishes", "path": "w.json"}]"#;
    let named = without_wishes().with("w.json", &text).replace("datapackage.json", "[]", resource);
    assert_eq!(named.read().unwrap_err().code(), "extract_unread_form");
}

#[test]
fn beside_the_table_itself_such_a_file_is_a_warning_and_another_extract_is_none() {
    let outcome = small().with("wishes.json", "[]").with("cu/wishes.csv", "").outcome();
    let told =
        ["unread_file cu/wishes.csv:0 cu/wishes.csv wishes", "unread_file wishes.json:0 wishes.json wishes"];
    assert_eq!(outcome.finding_texts(), told);
    let outcome =
        without_wishes().with("delta/wishes.csv", "").with("delta/datapackage.json", "{}").outcome();
    assert_eq!(outcome.finding_texts(), Vec::<String>::new());
    let outcome = without_wishes().with("rolls/wishes.csv", "").with("rolls/manifest.json", "{}").outcome();
    assert_eq!(outcome.finding_texts(), Vec::<String>::new());
    let outcome =
        small().with(".~lock.wishes.ods#", "").with("~$wishes.xlsx", "").with("wishes.csv~", "").outcome();
    assert_eq!(outcome.finding_texts(), Vec::<String>::new());
}

#[test]
fn a_workbook_with_one_sheet_is_the_table_that_it_is_called() {
    let expected = small().outcome().snapshot_id;
    for sheet in ["Sheet1", "Trang_tính1", "Nguyện vọng", "wishes"] {
        let outcome = without_wishes().with("wishes.xlsx", workbook(&[sheet])).outcome();
        assert_eq!(outcome.snapshot_id, expected, "{sheet}");
        let resource = r#"[{"name": "wishes", "path": "w.xlsx"}]"#;
        let named =
            without_wishes().with("w.xlsx", workbook(&[sheet])).replace("datapackage.json", "[]", resource);
        assert_eq!(named.outcome().snapshot_id, expected, "{sheet}");
    }
    let error = without_wishes().with("wishes.xlsx", workbook(&["Sheet1", "Sheet2"])).read().unwrap_err();
    assert_eq!(error.code(), "extract_no_sheet");
    assert!(error.to_string().contains("Sheet1, Sheet2"), "{error}");
}

#[test]
fn a_workbook_or_sheet_that_is_no_table_is_told_by_its_sheets() {
    let outcome = small().with("kê khai.xlsx", workbook(&["Sheet1", "Ghi chú"])).outcome();
    assert_eq!(
        outcome.finding_texts(),
        ["workbook_without_table kê khai.xlsx:0 kê khai.xlsx Sheet1; Ghi chú"]
    );
    let outcome = without_wishes().with("w.xlsx", workbook(&["wishes", "Tạm vắng", "Ghi chú"])).outcome();
    let told = [
        "unknown_file w.xlsx#Ghi chú:0 w.xlsx#Ghi chú ",
        "likely_table w.xlsx#Tạm vắng:0 w.xlsx#Tạm vắng absences",
    ];
    assert_eq!(outcome.finding_texts(), told);
}

#[test]
fn one_message_names_all_missing_tables_all_that_was_found_and_what_may_be_meant() {
    let sheets =
        ["Nhân khẩu", "Nơi cư trú", "Ghi chú"].map(|name| Sheet { name: name.to_owned(), rows: Vec::new() });
    let folder = small().without("persons.csv").without("residences.csv").without("hamlets.csv");
    let error = folder.with("xa.ods", ods(&sheets)).with("hamlet.csv", "a\n").read().unwrap_err();
    assert_eq!(error.code(), "extract_missing_table");
    let words = error.to_string();
    assert!(words.contains("thiếu các bảng: hamlets, persons, residences."), "{words}");
    assert!(words.contains("xa.ods (Nhân khẩu; Nơi cư trú; Ghi chú)"), "{words}");
    for meant in
        ["“xa.ods#Nhân khẩu” là persons", "“xa.ods#Nơi cư trú” là residences", "“hamlet.csv” là hamlets"]
    {
        assert!(words.contains(meant), "{meant}: {words}");
    }
}
