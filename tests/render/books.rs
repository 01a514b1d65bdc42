//! The books of places.

use super::place::pages;
use super::world::books;
use cutri::render::Language;
use cutri::render::books::BooksTable;
use cutri::render::csv::{self, BOOKS_HEADER};

#[test]
fn books_that_do_not_balance_are_refused_with_place_and_ballot() {
    let mut rows = books();
    rows[2].books.communal.current += 1;
    let error = BooksTable::new(rows).expect_err("a voter too many");
    assert_eq!((error.place.as_str(), error.account), ("commune 11386", "communal"));
    assert!(error.to_string().contains("commune 11386, communal: 1204 posted + 3 added"), "{error}");
}

#[test]
fn the_csv_has_one_row_a_place_and_count() {
    let mut bytes = Vec::new();
    csv::books(&BooksTable::new(books()).expect("they balance"), &mut bytes).expect("memory takes all");
    let mut reader = ::csv::ReaderBuilder::new().has_headers(false).from_reader(&bytes[3..]);
    let rows: Vec<::csv::StringRecord> = reader.records().map(Result::unwrap).collect();
    assert_eq!(rows[0], BOOKS_HEADER.to_vec());
    assert_eq!(rows.len(), 1 + 4 * 4);
    assert_eq!(rows[1], vec!["nation", "", "voters", "1204", "3", "12", "2", "7", "1210"]);
    assert_eq!(rows[16], vec!["area", "11386-01", "communal", "1204", "3", "8", "2", "7", "1206"]);
}

#[test]
fn the_page_has_a_table_a_ballot_with_caption_and_scopes() {
    let page = &pages(Language::Vietnamese)["books.html"];
    for said in [
        "<caption id=\"books-voters-caption\"",
        "<caption id=\"books-communal-caption\"",
        "<th scope=\"col\" class=\"number\">Chuyển đến</th>",
        "<th scope=\"row\">Khu vực bỏ phiếu số 01 · 11386\u{2011}01</th>",
        "<th scope=\"row\">Tổng cộng</th>",
        "không niêm yết",
        "Niêm yết + bổ sung + chuyển đến − xóa tên − chuyển đi = hiện tại.",
    ] {
        assert!(page.contains(said), "{said} is missing");
    }
}
