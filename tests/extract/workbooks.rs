//! Tables in workbooks of every form: what is read is the same, and a form that lies is told.

use super::builder::{Folder, small};
use crate::support::books::{Sheet, far_apart, ods, ods_of_content, xls, xlsb};
use cutri::extract::schema::TABLES;
use rust_xlsxwriter::Workbook;

/// The tables of the small extract as sheets of texts.
fn sheets() -> Vec<Sheet> {
    let folder = small();
    TABLES
        .iter()
        .map(|table| Sheet::of_csv(table.name, &folder.text(&format!("{}.csv", table.name))))
        .collect()
}

/// The small extract with all tables in one file.
fn only(name: &str, bytes: Vec<u8>) -> Folder {
    let mut folder = small();
    folder.0.retain(|name, _| !name.ends_with(".csv"));
    folder.with(name, bytes)
}

/// The error of the small extract with the absences in a workbook of these bytes.
fn refused(name: &str, bytes: Vec<u8>) -> (String, String) {
    let error = small().without("absences.csv").with(name, bytes).read().expect_err(name);
    (error.code().to_owned(), error.to_string())
}

#[test]
fn the_same_tables_in_a_workbook_of_any_form_are_the_same_extract() {
    let expected = small().outcome();
    let forms = [
        ("extract.ods", ods(&sheets())),
        ("extract.xls", xls(&sheets())),
        ("extract.xlsb", xlsb(&sheets())),
        // An ending may lie: what counts is what is inside.
        ("extract.xlsx", xls(&sheets())),
        ("extract.xlsm", ods(&sheets())),
    ];
    for (name, bytes) in forms {
        let outcome = only(name, bytes).read().unwrap_or_else(|error| panic!("{name}: {error}"));
        assert_eq!(outcome.reject_texts(), Vec::<String>::new(), "{name}");
        assert_eq!(outcome.finding_texts(), Vec::<String>::new(), "{name}");
        assert!(outcome.facts == expected.facts, "{name}: other facts");
        assert_eq!(outcome.snapshot_id, expected.snapshot_id, "{name}");
    }
}

#[test]
fn an_office_sheets_empty_rest_is_no_row_and_its_dates_are_dates() {
    let table = |rows: &str| format!("<table:table table:name=\"absences\">{rows}</table:table>");
    let text = |text: &str| {
        format!("<table:table-cell office:value-type=\"string\"><text:p>{text}</text:p></table:table-cell>")
    };
    let row = |cells: &str| format!("<table:table-row>{cells}</table:table-row>");
    let day = "<table:table-cell office:value-type=\"date\" office:date-value=\"2026-01-05\"/>";
    let header = row(&["personal_id", "declared_on", "from"].map(text).concat());
    let body = row(&(text("031155000004") + day + day));
    let rest = "<table:table-row table:number-rows-repeated=\"1048570\"><table:table-cell \
                table:number-columns-repeated=\"16384\"/></table:table-row>";
    let bytes = ods_of_content(&table(&(header + &body + rest)));
    let outcome = small().without("absences.csv").with("a.ods", bytes).outcome();
    let absences = outcome.facts.iter().flat_map(|facts| &facts.absences);
    assert_eq!(absences.map(|absence| absence.from.to_string()).collect::<Vec<_>>(), ["2026-01-05"]);
}

#[test]
fn a_formula_that_was_never_calculated_is_found_in_an_open_document_too() {
    let cell = |text: &str| {
        format!("<table:table-cell office:value-type=\"string\"><text:p>{text}</text:p></table:table-cell>")
    };
    let header = ["personal_id", "declared_on", "from"].map(cell).concat();
    let row =
        cell("031155000004") + &cell("2026-01-05") + "<table:table-cell table:formula=\"of:=TODAY()\"/>";
    let rows = format!("<table:table-row>{header}</table:table-row><table:table-row>{row}</table:table-row>");
    let bytes = ods_of_content(&format!("<table:table table:name=\"absences\">{rows}</table:table>"));
    let outcome = small().without("absences.csv").with("a.ods", bytes).outcome();
    assert_eq!(outcome.reject_texts(), ["a.ods#absences:2 from formula_without_value"]);
    assert_eq!(outcome.finding_texts(), [""; 0], "the rejected row tells it, and nothing tells it again");
}

#[test]
fn what_only_calls_itself_a_workbook_is_told_with_what_to_do() {
    let html = "<html><table><tr><td>personal_id</td></tr></table></html>";
    let (code, words) = refused("absences.xls", html.as_bytes().to_vec());
    assert_eq!(code, "extract_text_as_workbook");
    assert!(words.contains("trang web (HTML)") && words.contains("save it as .xlsx"), "{words}");
    let (code, words) = refused("absences.xls", b"personal_id\tdeclared_on\tfrom\n".to_vec());
    assert_eq!(code, "extract_text_as_workbook");
    assert!(words.contains("là văn bản") && words.contains("inside it is text"), "{words}");
}

#[test]
fn a_small_file_that_spans_more_cells_than_a_memory_holds_is_refused() {
    let (code, words) = refused("a.xls", far_apart(3));
    assert!(code == "extract_workbook" && words.contains("16 million cells"), "{words}");

    let wide = "<table:table-row><table:table-cell table:number-columns-repeated=\"16384\" office:value-type=\"float\" \
                office:value=\"1\"/></table:table-row>";
    let table =
        |rows: &str| ods_of_content(&format!("<table:table table:name=\"absences\">{rows}</table:table>"));
    let (code, words) = refused("a.ods", table(&wide.repeat(1_000)));
    assert!(code == "extract_workbook" && words.contains("8 million"), "{words}");

    let gap = "<table:table-row table:number-rows-repeated=\"1000000\"><table:table-cell/></table:table-row>";
    let (code, words) = refused("a.ods", table(&format!("{wide}{gap}{wide}")));
    assert!(code == "extract_workbook" && words.contains("8 million"), "{words}");
}

#[test]
fn a_damaged_workbook_of_any_form_stops_the_reading() {
    for (name, bytes) in [("a.ods", ods(&sheets())), ("a.xls", xls(&sheets())), ("a.xlsb", xlsb(&sheets()))] {
        for cut in [bytes.len() / 2, bytes.len() / 3, 600, 40] {
            let error = only(name, bytes[..cut].to_vec()).read().expect_err(name);
            assert!(error.code().starts_with("extract_"), "{name}: {error}");
            assert!(
                error.to_string().contains(name) || error.code() == "extract_missing_table",
                "{name}: {error}"
            );
        }
    }
}

#[test]
fn titles_above_the_header_of_a_sheet_are_passed_over() {
    let text = small().text("wishes.csv");
    let mut workbook = Workbook::new();
    let sheet = workbook.add_worksheet();
    sheet.set_name("wishes").unwrap();
    sheet.write_string(0, 0, "NGUYỆN VỌNG NƠI BỎ PHIẾU").unwrap();
    sheet.write_string(2, 3, "Xã An Bình").unwrap();
    for (row, line) in (4..).zip(text.lines()) {
        for (column, cell) in (1..).zip(line.split(',')) {
            sheet.write_string(row, column, cell).unwrap();
        }
    }
    let bytes = workbook.save_to_buffer().unwrap();
    let outcome = small().without("wishes.csv").with("w.xlsx", bytes).outcome();
    assert_eq!(
        outcome.finding_texts(),
        ["unknown_column w.xlsx#wishes:5 wishes ", "title_rows w.xlsx#wishes:5 wishes 2"]
    );
    assert_eq!(outcome.snapshot_id, small().outcome().snapshot_id);
}
