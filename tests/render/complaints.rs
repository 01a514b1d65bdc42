//! The papers of complaints (Art. 33).

use super::papers::letter;
use super::pdf_documents::printer;
use super::place::day;
use super::tools::Printed;
use super::world::{World, area_names, complaints, corrected, struck};
use cutri::changes::{Complaint, ComplaintOutcome, ComplaintState, Judgment, RowEdit};
use cutri::people::{PartialDate, Sex};
use cutri::render::csv::{self, REGISTER_HEADER};
use cutri::render::documents::{self, ChangedBy, ComplaintCase, Concerned};
use cutri::render::pdf::LetterDocument;

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

/// The texts stand on the paper in this order, white space apart.
fn says(printed: &Printed, texts: &[&str]) {
    let (drawn, mut from) = (printed.drawn(), 0);
    for text in texts {
        let wanted: String = text.split_whitespace().collect();
        let found = drawn[from..].find(&wanted);
        from += found.unwrap_or_else(|| panic!("{text:?} is missing or out of order")) + wanted.len();
    }
}

/// A complaint of the world about somebody else, and what was done.
pub fn case<'a>(world: &'a World, complaint: &'a Complaint, settled: &'a [RowEdit]) -> ComplaintCase<'a> {
    ComplaintCase {
        place: world.commune_place(),
        area: &world.area,
        complaint,
        concerned: Some(Concerned { full_name: "Trần Văn Hoa", sex: Sex::Male, number: Some(89) }),
        settled,
        judged: &[],
    }
}

fn sheet(document: &LetterDocument<'_>) -> Printed {
    let printed = letter(document).expect("it prints");
    assert_eq!((printed.faults(), printed.property("Pages")), (None, "1".to_owned()));
    assert!(!printed.text().contains("031308"), "no paper to others tells a personal number");
    printed
}

/// The complaint judged: a court said other than the office.
pub fn judged(complaint: &Complaint) -> Complaint {
    Complaint {
        state: ComplaintState::Judged,
        outcome: Some(ComplaintOutcome::Rejected),
        judgment_no: Some("05/2026/HC-ST".into()),
        judgment: Some(Judgment {
            number: "05/2026/HC-ST".into(),
            court: Some("Tòa án nhân dân khu vực 3".into()),
            given_on: Some(day("2026-02-12")),
            outcome: ComplaintOutcome::Upheld,
            decision: "Xóa tên theo bản án".into(),
            obeyed_at: day("2026-02-13").and_hms_opt(9, 0, 0).expect("a time"),
            obeyed_by: "Phạm Quốc Bảo".into(),
            change_ids: vec!["4-1".into()],
        }),
        ..complaint.clone()
    }
}

#[test]
fn article_33_a_receipt_names_the_day_by_which_it_is_settled_and_is_signed_by_who_took_it() {
    let (world, mut complaints) = (World::new(), complaints());
    complaints[0].address = Some("Số 4, thôn Đông".into());
    let printed = sheet(&documents::receipt(&case(&world, &complaints[0], &[])));
    says(
        &printed,
        &[
            "Số hồ sơ: K-11386-0001",
            "GIẤY BIÊN NHẬN KHIẾU NẠI",
            "Nguyễn Văn Tám",
            "Số 4, thôn Đông",
            "8 giờ 15 ngày 05 tháng 02 năm 2026",
            "khu vực bỏ phiếu số 01 – xã Xuân Hòa, tỉnh Xuân An",
            "chậm nhất ngày 10 tháng 02 năm 2026",
            "Tòa án nhân dân",
            "NGƯỜI NHẬN",
            "Lê Thị Hạnh",
        ],
    );
    assert!(!printed.text().contains("CHỦ TỊCH"));
}

#[test]
fn a_notice_tells_the_outcome_and_there_is_none_before_it() {
    let (world, complaints) = (World::new(), complaints());
    assert!(documents::notice(&case(&world, &complaints[0], &[])).is_none());
    let edits = [corrected(89, "Trần Văn Hoa", "Trần Văn Hòa")];
    let printed = sheet(&documents::notice(&case(&world, &complaints[1], &edits)).expect("decided"));
    says(
        &printed,
        &[
            "Số: ………/TB-UBND",
            "Xuân Hòa, ngày 07 tháng 02 năm 2026",
            "THÔNG BÁO",
            "Ông (bà) Nguyễn Văn Tám",
            "ông Trần Văn Hoa, số thứ tự 89",
            "Khiếu nại đúng",
            "họ và tên từ “Trần Văn Hoa” thành “Trần Văn Hòa”",
            "khởi kiện",
        ],
    );
}

#[test]
fn article_33_a_decision_names_person_row_and_values_old_and_new() {
    let (world, mut complaints) = (World::new(), complaints());
    assert!(documents::decision(&case(&world, &complaints[0], &[])).is_none());
    complaints[1].complainant = "Đào Văn Hải (con)".into();
    let mut edit = corrected(89, "Trần Văn Hoa", "Trần Văn Hòa");
    edit.after.birth_date = PartialDate::parse("02/01/1980").unwrap();
    edit.after.current_place = Some("Lán 3".into());
    let edits = [edit];
    let printed = sheet(&documents::decision(&case(&world, &complaints[1], &edits)).expect("decided"));
    says(
        &printed,
        &[
            "Số: ………/QĐ-UBND",
            "QUYẾT ĐỊNH",
            "ỦY BAN NHÂN DÂN XÃ XUÂN HÒA",
            "Căn cứ Luật Tổ chức chính quyền địa phương ngày 16 tháng 6 năm 2025;",
            "ngày 25 tháng 6 năm 2015",
            "Xét khiếu nại của ông (bà) Đào Văn Hải, nhận lúc",
            "Theo đề nghị của ông (bà) Phạm Quốc Bảo",
            "Điều 1. Khiếu nại của ông (bà) Đào Văn Hải",
            "Sửa thông tin của ông Trần Văn Hoa, số thứ tự 89: họ và tên từ “Trần Văn Hoa” thành “Trần Văn Hòa”; ngày sinh từ",
            "thành 02/01/1980",
            "nơi ở hiện tại từ (để trống) thành “Lán 3”",
            "Điều 2. Sửa danh sách cử tri",
            "Điều 3. Trường hợp không đồng ý",
            "- Như Điều 4;",
            "- Ông Trần Văn Hoa (để biết);",
        ],
    );
    assert!(!printed.text().contains("(con)"));
    complaints[1].outcome = Some(ComplaintOutcome::Rejected);
    let printed = sheet(&documents::decision(&case(&world, &complaints[1], &[])).expect("decided"));
    says(
        &printed,
        &["là không đúng.", "Giữ nguyên danh sách cử tri đối với ông Trần Văn Hoa, số thứ tự 89."],
    );
}

#[test]
fn law_93_2015_a_judgment_stands_beside_the_decision_and_is_carried_out_by_a_paper_of_its_own() {
    let (world, complaints) = (World::new(), complaints());
    let complaint = judged(&complaints[1]);
    let edits = [struck(89, "Trần Văn Hoa")];
    let case = ComplaintCase { judged: &edits, ..case(&world, &complaint, &[]) };
    let own = sheet(&documents::decision(&case).expect("the office's own"));
    says(&own, &["là không đúng."]);
    assert!(!own.text().contains("05/2026/HC-ST"));
    let judgment = "Bản án số 05/2026/HC-ST ngày 12 tháng 02 năm 2026 của Tòa án nhân dân khu vực 3";
    let carried_out = sheet(&documents::execution(&case).expect("judged"));
    says(
        &carried_out,
        &[
            "ngày 13 tháng 02 năm 2026",
            &format!("Về việc thi hành {judgment}"),
            "Căn cứ Luật Tố tụng hành chính ngày 25 tháng 11 năm 2015;",
            &format!("Căn cứ {judgment};"),
            &format!("Thi hành {judgment}"),
            "Xóa tên ông Trần Văn Hoa",
            "thu hồi thẻ cử tri số 89.",
            "thay thế Quyết định giải quyết khiếu nại ngày 07 tháng 02 năm 2026",
        ],
    );
    assert!(!carried_out.text().contains("khởi kiện"), "a judgment is final");
    let told = sheet(&documents::notice_to_voter(&case, ChangedBy::Judgment).expect("struck"));
    says(&told, &["Ông Trần Văn Hoa", judgment, "nộp lại thẻ cử tri số 89"]);
    assert!(documents::notice_to_voter(&case, ChangedBy::Settlement).is_none(), "the office changed nothing");
}

#[test]
fn a_judgment_of_an_earlier_edition_leaves_court_and_day_to_the_pen() {
    let (world, complaints) = (World::new(), complaints());
    let complaint = Complaint {
        judgment_no: Some("05/2026/HC-ST".into()),
        state: ComplaintState::Judged,
        ..complaints[1].clone()
    };
    let case = case(&world, &complaint, &[]);
    assert!(documents::decision(&case).is_none() && documents::notice(&case).is_none());
    let printed = sheet(&documents::execution(&case).expect("judged"));
    says(&printed, &["Bản án số 05/2026/HC-ST ngày …… tháng …… năm ……… của Tòa án nhân dân ………"]);
}

#[test]
fn who_is_struck_on_somebody_elses_complaint_is_told_and_who_complains_of_the_own_row_is_not_told_twice() {
    let (world, complaints) = (World::new(), complaints());
    let edits = [struck(89, "Trần Văn Hoa")];
    let other = case(&world, &complaints[1], &edits);
    let told = sheet(&documents::notice_to_voter(&other, ChangedBy::Settlement).expect("struck"));
    says(
        &told,
        &[
            "Kính gửi:",
            "Ông Trần Văn Hoa",
            "Xóa tên ông Trần Văn Hoa",
            "nộp lại thẻ cử tri số 89",
            "khởi kiện",
        ],
    );
    let own = Complaint { complainant: "Trần Văn Hoa".into(), ..complaints[1].clone() };
    let own = case(&world, &own, &edits);
    assert!(documents::notice_to_voter(&own, ChangedBy::Settlement).is_none());
    says(&sheet(&documents::notice(&own).expect("decided")), &["Kính gửi:", "Ông Trần Văn Hoa"]);
}
