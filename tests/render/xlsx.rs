//! Workbooks read back with another reader as they were written.

use super::place::{day, election, entry, places, profile, province};
use super::world::World;
use calamine::{Data, Range, Reader, Xlsx};
use cutri::render::Language;
use cutri::render::documents;
use cutri::render::pdf::ListCopy;
use cutri::render::summary_table::SummaryTable;
use cutri::render::xlsx::{list, summary_table};
use cutri::roll::{Entry, Status, Totals};
use std::io::Cursor;

fn open(bytes: Vec<u8>) -> Range<Data> {
    let mut book: Xlsx<_> = Xlsx::new(Cursor::new(bytes)).expect("a workbook");
    let name = book.sheet_names()[0].clone();
    book.worksheet_range(&name).expect("a sheet")
}

fn list_bytes(entries: &[Entry], copy: ListCopy) -> Vec<u8> {
    let world = World::new();
    let document = documents::list(&world.place(), entries, copy, Totals::of(entries));
    let mut bytes = Vec::new();
    list(&document, &mut bytes).unwrap();
    bytes
}
fn entries() -> Vec<Entry> {
    let mut entries: Vec<Entry> = (1..=7)
        .map(|number| entry(number, ["=1+1", "Lê Thị Ánh Nguyệt", "0123"][number as usize % 3]))
        .collect();
    entries[3].status = Status::Struck;
    entries[4].remarks = vec!["Tạm trú từ 15/6/2025".into(), "Người khuyết tật".into()];
    entries
}

fn row(sheet: &Range<Data>, at: usize) -> Vec<String> {
    let (first, _) = sheet.start().expect("cells");
    sheet.rows().nth(at - first as usize).expect("a row").iter().map(ToString::to_string).collect()
}

/// The row of the first entry.
const FIRST: usize = 12;

#[test]
fn the_official_list_reads_back_with_its_leading_zeros() {
    let entries = entries();
    let sheet = open(list_bytes(&entries, ListCopy::Official));
    for (at, entry) in entries.iter().enumerate() {
        let cells = row(&sheet, FIRST + at);
        let male = if entry.sex.as_str() == "nam" { ["X", ""] } else { ["", "X"] };
        assert_eq!(cells[0], entry.number.to_string());
        assert_eq!(cells[1], *entry.full_name);
        assert_eq!(cells[2], "03/2008");
        assert_eq!(&cells[3..5], male);
        assert_eq!(cells[5], entry.personal_id.as_str());
        assert_eq!(&cells[6..10], ["Kinh", "Số 7, thôn Đông, xã Xuân Hòa", "0", "0"]);
        assert_eq!(&cells[10..12], ["X", "X"]);
        assert_eq!(cells[12], if entry.number % 3 == 0 { "0" } else { "X" });
        assert_eq!(cells[13], entry.remarks.join("; "));
        let text = sheet.get_value(((FIRST + at) as u32, 5)).unwrap();
        assert!(matches!(text, Data::String(_)), "the personal number is {text:?}");
    }
}

#[test]
fn the_last_row_holds_the_totals_of_the_rows() {
    let entries = entries();
    let totals = Totals::of(&entries);
    let sheet = open(list_bytes(&entries, ListCopy::Official));
    let cells = row(&sheet, FIRST + entries.len());
    assert_eq!((&*cells[0], &*cells[2]), ("Tổng số: 6", ""));
    let numbers = [totals.voters.male, totals.voters.female].map(|n| n.to_string());
    assert_eq!(&cells[3..5], numbers);
    assert_eq!(&cells[10..13], super::place::ballots(&totals).map(|n| n.to_string()));
    assert_eq!(totals.voters.total, 6, "the struck row counts nowhere");
}

#[test]
fn the_headings_are_those_of_the_form() {
    let sheet = open(list_bytes(&[], ListCopy::Official));
    let [upper, lower, numbers] = [3, 2, 1].map(|above| row(&sheet, FIRST - above));
    assert_eq!(&upper[..6], ["STT", "Họ và tên", "Ngày tháng năm sinh", "Nam", "Nữ", "Số Căn cước"]);
    assert_eq!(upper[7], "Nơi cư trú");
    assert_eq!(&lower[7..10], ["Thường trú", "Tạm trú", "Nơi ở hiện tại"]);
    assert_eq!(upper[11], "Bầu cử đại biểu HĐND");
    assert_eq!(&lower[11..13], ["Tỉnh, thành phố", "Xã/phường, đặc khu"]);
    let form =
        ["", "(1)", "(2)", "(3)", "(4)", "(5)", "(6)", "(7a)", "(7b)", "(7c)", "(8)", "(9)", "(10)", "(11)"];
    assert_eq!(numbers, form);
    let all: String = sheet.used_cells().map(|(_, _, cell)| cell.to_string() + "\n").collect();
    for text in ["DANH SÁCH CỬ TRI", "XÃ XUÂN HÒA", "Khu vực bỏ phiếu số 01 thuộc xã Xuân Hòa, tỉnh Xuân An"]
    {
        assert!(all.contains(text), "no {text}");
    }
}

#[test]
fn the_posted_list_holds_no_personal_number() {
    let entries = entries();
    for (copy, columns) in [(ListCopy::PostedMasked, 14), (ListCopy::PostedOmitted, 13)] {
        let sheet = open(list_bytes(&entries, copy));
        assert_eq!(row(&sheet, FIRST).len(), columns);
        let all: String = sheet.used_cells().map(|(_, _, cell)| cell.to_string() + "\n").collect();
        assert!(entries.iter().all(|entry| !all.contains(entry.personal_id.as_str())), "{copy:?}");
        assert_eq!(all.contains("•••••••••001"), copy == ListCopy::PostedMasked);
        assert_eq!(all.contains("Số Căn cước"), copy == ListCopy::PostedMasked);
    }
}

#[test]
fn the_summary_table_reads_back_with_its_sum() {
    let (election, profile, province, places) = (election(), profile(), province(), places());
    let place = &places[0];
    let areas = place.areas.iter().map(|(area, totals)| (area, *totals));
    let table =
        SummaryTable::of_commune(&election, &profile, &place.commune, &province, areas, Language::Vietnamese);
    let mut bytes = Vec::new();
    summary_table(&table, day("2026-02-03"), &mut bytes).unwrap();
    let sheet = open(bytes);
    for (at, of) in table.rows.iter().enumerate() {
        assert_row(&row(&sheet, 9 + at), &of.label, &of.totals);
    }
    assert_row(&row(&sheet, 9 + table.rows.len()), "Tổng cộng", &place.figures.totals);
}

fn assert_row(cells: &[String], label: &str, totals: &Totals) {
    assert_eq!(cells[1], label);
    let counts = [totals.voters, totals.national, totals.provincial, totals.communal];
    let mut numbers: Vec<u64> = counts.iter().flat_map(|c| [c.total, c.male, c.female]).collect();
    numbers.splice(3..3, [totals.first_time, totals.elderly]);
    let numbers: Vec<String> = numbers.iter().map(u64::to_string).collect();
    assert_eq!(&cells[2..], numbers);
}

#[test]
fn a_text_too_long_for_a_cell_ends_with_an_ellipsis() {
    let name = "x".repeat(40_000);
    let bytes = list_bytes(&[entry(1, &name)], ListCopy::Official);
    let mut book: Xlsx<_> = Xlsx::new(Cursor::new(bytes)).expect("a workbook");
    let cells = book.worksheet_range_at(0).expect("a sheet").expect("it is read");
    let held: Vec<String> = cells.used_cells().map(|(_, _, cell)| cell.to_string()).collect();
    let held = held.iter().find(|text| text.starts_with("xxx")).expect("the name");
    assert_eq!((held.chars().count(), held.ends_with('…')), (32_767, true));
}

#[test]
fn equal_input_gives_equal_bytes() {
    let entries = entries();
    assert_eq!(list_bytes(&entries, ListCopy::PostedMasked), list_bytes(&entries, ListCopy::PostedMasked));
}
