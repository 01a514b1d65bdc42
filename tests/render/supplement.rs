//! The supplementary list as a stranger's tools read it.

use super::pdf_documents::printer;
use super::place::entry;
use super::tools::Printed;
use super::world::{World, added, corrected, full, marked, moved, struck, supplement};
use calamine::{Data, Range, Reader, Xlsx};
use cutri::changes::{Kind, RowEdit, Section, Supplement};
use cutri::law::{CardId, FormProfile};
use cutri::render::pdf::{ListCopy, PdfError};
use cutri::render::{csv, documents, forms, xlsx};
use cutri::territory::Level;
use std::io::Cursor;

pub fn print(supplement: &Supplement, copy: ListCopy) -> Result<Printed, PdfError> {
    let world = World::new();
    let document = documents::supplement(&world.place(), supplement, copy).expect("rows changed");
    let mut bytes = Vec::new();
    printer().print(&document, &mut bytes)?;
    Ok(Printed::new(&bytes))
}

pub fn sheet(supplement: &Supplement, copy: ListCopy) -> Range<Data> {
    let world = World::new();
    let mut bytes = Vec::new();
    let document = documents::supplement(&world.place(), supplement, copy).expect("rows changed");
    xlsx::supplement(&document, &mut bytes).expect("a plain supplement");
    let mut book: Xlsx<_> = Xlsx::new(Cursor::new(bytes)).expect("a workbook");
    let name = book.sheet_names()[0].clone();
    book.worksheet_range(&name).expect("a sheet")
}

pub fn rows(supplement: &Supplement) -> Vec<Vec<String>> {
    let mut bytes = Vec::new();
    csv::supplement(&forms::of(FormProfile::LATEST).list, supplement, &mut bytes).expect("memory takes all");
    let mut reader = ::csv::ReaderBuilder::new().has_headers(false).from_reader(&bytes[3..]);
    reader.records().map(|record| record.unwrap().iter().map(str::to_owned).collect()).collect()
}

#[test]
fn every_part_stands_under_its_heading_in_order() {
    let printed = print(&full(), ListCopy::Official).expect("a supplement prints");
    assert_eq!(printed.faults(), None);
    let drawn = printed.drawn();
    let mut at = 0;
    for text in [
        "Xuân Hòa, ngày 20 tháng 02 năm 2026",
        "DANH SÁCH CỬ TRI BỔ SUNG, THAY ĐỔI",
        "bổ sung, thay đổi lần 2, ngày 20 tháng 02 năm 2026",
        "I. Bổ sung",
        "Nguyễn Thị Ánh Nguyệt",
        "031308001205",
        "Bổ sung theo Điều 29, Điều 30",
        "Vừ A Dính",
        "II. Xóa tên",
        "Phạm Văn Cường",
        "Xóa tên theo khoản 5 Điều 30",
        "Lê Thị Huệ",
        "Chuyển nơi bỏ phiếu theo Điều 29, Điều 30",
        "III. Sửa đổi",
        "Trần Văn Hoa",
        "Trần Văn Hòa",
        "Sửa theo Điều 33",
        "IV. Bỏ phiếu ở nơi khác",
        "Hoàng Minh Đức",
        "Bỏ phiếu ở nơi khác theo Điều 34",
        "I. Bổ sung: 3 người (ba người); nam 2, nữ 1",
        "IV. Bỏ phiếu ở nơi khác: 1 người (một người); nam 1, nữ 0.",
        "Tổng số cử tri sau khi thay đổi: 834 người (tám trăm ba mươi bốn người), trong đó nam 410, nữ 424.",
        "TM. ỦY BAN NHÂN DÂN",
    ] {
        let wanted: String = text.split_whitespace().collect();
        let found =
            drawn[at..].find(&wanted).unwrap_or_else(|| panic!("{text:?} is missing or out of order"));
        at += found + wanted.len();
    }
    let said = Level::ALL.map(moved);
    let sums = format!(
        "bầu cử đại biểu: Quốc hội {}, Hội đồng nhân dân cấp tỉnh {}, Hội đồng nhân dân cấp xã {}.",
        said[0].1, said[1].1, said[2].1
    );
    assert!(printed.text().contains(&sums), "{sums}");
    let foot =
        "Bản chính – Khu vực bỏ phiếu số 01 thuộc xã Xuân Hòa, tỉnh Xuân An – phiên bản 3 – 1a2b3c4d5e6f";
    assert!(printed.text().contains(foot));
    assert_eq!(printed.qr(1), "cutri;2026;11386-01;v3;1a2b3c4d5e6f");
}

#[test]
fn a_part_without_rows_is_left_out_of_the_table_and_a_supplement_without_rows_is_not_made() {
    let world = World::new();
    assert!(documents::supplement(&world.place(), &supplement([]), ListCopy::Official).is_none());
    let removals = supplement([(Kind::Remove, struck(17, "Phạm Văn Cường"))]);
    let printed = print(&removals, ListCopy::PostedOmitted).expect("one row prints");
    assert_eq!(printed.faults(), None);
    let text = printed.text();
    assert!(text.contains("I. Bổ sung: không có.") && text.contains("II. Xóa tên: 1 người"));
    assert_eq!(text.matches("I. Bổ sung").count(), 1, "only the foot names the empty part");
    assert_eq!(text.matches("II. Xóa tên").count(), 2);
}

#[test]
fn five_hundred_rows_share_pages_and_only_removals_are_a_list_too() {
    let many = supplement((1..=500).map(|number| (Kind::Add, added(number, "Lê Thị Ngọc Ấn"))));
    let printed = print(&many, ListCopy::Official).expect("500 rows print");
    assert_eq!(printed.faults(), None);
    let text = printed.text();
    for number in 1..=500 {
        let starts = |line: &str| line.trim_start().starts_with(&format!("{number} "));
        assert!(text.lines().any(starts), "row {number} is missing");
    }
    assert!(text.contains("I. Bổ sung: 500 người (năm trăm người)"));
}

/// How many straight lines are drawn.
fn lines(printed: &Printed) -> usize {
    let bytes = printed.uncompressed();
    bytes.split(|byte| *byte == b'\n').filter(|line| line.ends_with(b" l")).count()
}

#[test]
fn removed_rows_and_rows_before_a_correction_are_struck_through() {
    let drawn =
        |edit: (Kind, RowEdit)| lines(&print(&supplement([edit]), ListCopy::Official).expect("prints"));
    let plain = drawn((Kind::Add, added(17, "Phạm Văn Cường")));
    let removed = drawn((Kind::Remove, struck(17, "Phạm Văn Cường")));
    assert!(removed >= plain + 10, "{removed} lines against {plain}");
    let marked = drawn((Kind::Mark, marked(17, "Phạm Văn Cường")));
    let corrected = drawn((Kind::Correct, corrected(17, "Phạm Văn Cương", "Phạm Văn Cường")));
    assert!(corrected >= marked + 10, "{corrected} lines against {marked}");
}

#[test]
fn rows_of_a_correction_that_fit_on_no_page_together_stand_on_two() {
    let long = |name: &str| format!("{name} {}", "Nguyễn ".repeat(2_000));
    let (before, after) = (long("Phạm"), long("Trần"));
    let printed = print(&supplement([(Kind::Correct, corrected(12, &before, &after))]), ListCopy::Official);
    let printed = printed.expect("both are shortened to a page");
    assert!(printed.pages().len() >= 2 && printed.drawn().contains("…"));
}

#[test]
fn the_csv_has_a_row_a_side_and_no_personal_number() {
    let rows = rows(&full());
    assert_eq!(&rows[0][..5], ["section", "kind", "side", "number", "full_name"]);
    assert_eq!(&rows[0][16..], ["status", "ground"]);
    let told: Vec<[&str; 5]> =
        rows[1..].iter().map(|row| [&*row[0], &*row[1], &*row[2], &*row[3], &*row[16]]).collect();
    assert_eq!(
        told,
        [
            ["addition", "add", "after", "1205", "listed"],
            ["addition", "transfer", "after", "1206", "listed"],
            ["addition", "add", "after", "1207", "listed"],
            ["removal", "remove", "after", "17", "struck"],
            ["removal", "transfer", "after", "402", "struck"],
            ["correction", "correct", "before", "88", "listed"],
            ["correction", "correct", "after", "88", "listed"],
            ["mark", "mark", "after", "231", "marked"],
        ]
    );
    assert_eq!((&*rows[6][4], &*rows[7][4]), ("Trần Văn Hoa", "Trần Văn Hòa"));
    assert_eq!(rows[4][17], "Xóa tên theo khoản 5 Điều 30");
    let number = entry(17, "").personal_id.to_string();
    assert!(!rows.iter().flatten().any(|cell| cell.contains(&number)));
}

#[test]
fn the_sheet_reads_back_with_parts_grounds_and_sums() {
    let range = sheet(&full(), ListCopy::Official);
    let cells: Vec<Vec<String>> =
        range.rows().map(|row| row.iter().map(ToString::to_string).collect()).collect();
    let find = |text: &str| cells.iter().position(|row| row[0] == text || row[1] == text);
    let additions = find("I. Bổ sung").expect("the heading");
    assert_eq!(&cells[additions + 1][..3], ["1205", "Nguyễn Thị Ánh Nguyệt", "03/2008"]);
    assert_eq!(cells[additions + 1][5], "031308001205");
    assert_eq!(cells[additions + 1][14], "Bổ sung theo Điều 29, Điều 30");
    let corrections = find("III. Sửa đổi").expect("the heading");
    assert_eq!(cells[corrections + 1][1], "Trần Văn Hoa");
    assert_eq!(cells[corrections + 2][1], "Trần Văn Hòa");
    let says = |text: &str| cells.iter().any(|row| row[0].starts_with(text));
    assert!(
        says("II. Xóa tên: 2 người (hai người); nam 1, nữ 1") && says("Kèm theo danh sách cử tri niêm yết")
    );
}

#[test]
fn cards_are_printed_for_the_added_voters_only() {
    let (world, full) = (World::new(), full());
    let document = documents::cards(&world.place(), full.cards_to_hand_out(), CardId::Full);
    let mut bytes = Vec::new();
    printer().print(&document, &mut bytes).expect("three cards print");
    let printed = Printed::new(&bytes);
    assert_eq!(printed.property("Pages"), full.section(Section::Additions).count().to_string());
    let qr = printed.qr(2);
    let (text, check) = qr.rsplit_once(';').expect("a check stands last");
    assert_eq!((text, check.len()), ("cutri;2026;11386-01;1206;v3", 8));
    assert!(printed.text().contains("Ngày 20 tháng 02 năm 2026"));
}
