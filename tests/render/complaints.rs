//! The papers of complaints (Art. 33).

use super::papers::letter;
use super::pdf_documents::printer;
use super::place::day;
use super::tools::Printed;
use super::world::{World, area_names, complaints};
use cutri::render::csv::{self, REGISTER_HEADER};
use cutri::render::documents;

#[test]
fn the_register_holds_every_complaint_in_its_order() {
    let (world, complaints) = (World::new(), complaints());
    let document = documents::register(&world.commune_place(), &area_names(), &complaints, day("2026-03-05"));
    let mut bytes = Vec::new();
    printer().print(&document, &mut bytes).expect("it prints");
    let printed = Printed::new(&bytes);
    assert_eq!(printed.faults(), None);
    let drawn = printed.drawn();
    let mut at = 0;
    for text in [
        "SỔ THEO DÕI KHIẾU NẠI VỀ DANH SÁCH CỬ TRI",
        "0001",
        "05/02/2026",
        "Nguyễn Văn Tám",
        "031308001234",
        "Thiếu tên trong danh sách",
        "Con trai tôi đủ 18 tuổi vào ngày bầu cử nhưng không có tên",
        "10/02/2026",
        "Đang giải quyết",
        "0002",
        "Đã giải quyết; Khiếu nại đúng",
        "Sửa tên trong danh sách thành Trần Văn Hòa",
        "Tổng số khiếu nại: 2 (hai).",
        "CHỦ TỊCH",
    ] {
        let wanted: String = text.split_whitespace().collect();
        let found =
            drawn[at..].find(&wanted).unwrap_or_else(|| panic!("{text:?} is missing or out of order"));
        at += found + wanted.len();
    }
}

#[test]
fn the_register_as_csv_has_its_columns() {
    let complaints = complaints();
    let mut bytes = Vec::new();
    csv::register(&complaints, &mut bytes).expect("memory takes all");
    let mut reader = ::csv::ReaderBuilder::new().has_headers(false).from_reader(&bytes[3..]);
    let rows: Vec<::csv::StringRecord> = reader.records().map(Result::unwrap).collect();
    assert_eq!(rows[0], REGISTER_HEADER.to_vec());
    assert_eq!(&rows[1][6], "2026-02-05T08:15:00");
    assert_eq!((&rows[1][9], &rows[1][12]), ("open", ""));
    assert_eq!((&rows[2][9], &rows[2][12]), ("settled", "upheld"));
}

#[test]
fn article_33_a_receipt_names_the_day_by_which_it_is_settled_and_no_personal_number() {
    let (world, complaints) = (World::new(), complaints());
    let document = documents::receipt(&world.commune_place(), &world.area, &complaints[0]);
    let printed = letter(&document).expect("it prints");
    assert_eq!((printed.faults(), printed.property("Pages")), (None, "1".to_owned()));
    let text = printed.text();
    for said in [
        "GIẤY BIÊN NHẬN KHIẾU NẠI",
        "Số: K-11386-0001",
        "Nguyễn Văn Tám",
        "8 giờ 15 ngày 05 tháng 02 năm 2026",
        "ngày 10 tháng 02 năm 2026",
        "khu vực bỏ phiếu số 01 – xã Xuân Hòa, tỉnh Xuân An",
        "Lê Thị Hạnh",
        "Tòa án nhân dân",
    ] {
        assert!(text.contains(said), "{said:?} is missing");
    }
    assert!(!text.contains("031308001234"));
}

#[test]
fn a_notice_tells_the_outcome_and_there_is_none_before_it() {
    let (world, mut complaints) = (World::new(), complaints());
    assert!(documents::notice(&world.commune_place(), &world.area, &complaints[0]).is_none());
    let document = documents::notice(&world.commune_place(), &world.area, &complaints[1]).expect("decided");
    let printed = letter(&document).expect("it prints");
    assert_eq!((printed.faults(), printed.property("Pages")), (None, "1".to_owned()));
    let text = printed.text();
    for said in [
        "THÔNG BÁO KẾT QUẢ GIẢI QUYẾT KHIẾU NẠI",
        "Ông (bà) Nguyễn Văn Tám",
        "Khiếu nại đúng",
        "Sửa tên trong danh sách thành Trần Văn Hòa",
        "Xuân Hòa, ngày 07 tháng 02 năm 2026",
        "khởi kiện",
    ] {
        assert!(text.contains(said), "{said:?} is missing");
    }
    complaints[1].judgment_no = Some("05/2026/HC-ST".into());
    let document = documents::notice(&world.commune_place(), &world.area, &complaints[1]).expect("judged");
    let text = letter(&document).expect("it prints").text();
    assert!(text.contains("05/2026/HC-ST") && !text.contains("khởi kiện"), "a judgment is final");
}
