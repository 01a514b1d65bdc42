//! Papers an office works with: hand-over sheet, poll book, index, door-to-door sheet.

use super::pdf_documents::printer;
use super::place::{day, entry};
use super::tools::Printed;
use super::world::World;
use cutri::people::{HamletCode, HouseholdRole, PartialDate};
use cutri::render::documents::{self, AreaPlace};
use cutri::render::pdf::{Edition, Layout, PaperSize, PdfError, Printer, VoterDocument, VoterPaper};
use cutri::roll::{Dwelling, Entry, Status, Totals};
use cutri::territory::{Levels, OpensAt};

const PAPERS: [VoterPaper; 4] =
    [VoterPaper::Handover, VoterPaper::PollBook, VoterPaper::Index, VoterPaper::DoorToDoor];

pub fn document<'a>(paper: VoterPaper, place: &AreaPlace<'a>, entries: &'a [Entry]) -> VoterDocument<'a> {
    let totals = Totals::of(entries);
    match paper {
        VoterPaper::Handover => documents::handover(place, entries, totals),
        VoterPaper::PollBook => documents::poll_book(place, entries, totals),
        VoterPaper::Index => documents::index(place, entries, totals),
        VoterPaper::DoorToDoor => {
            let name = |code: &'a HamletCode| (code.as_str() == "11386-T1").then_some("Thôn Đông");
            documents::door_to_door(place, entries, totals, name)
        }
    }
}

fn print(document: &VoterDocument<'_>) -> Result<(u32, Printed), PdfError> {
    let mut bytes = Vec::new();
    let pages = printer().print(document, &mut bytes)?;
    Ok((pages, Printed::new(&bytes)))
}

fn printed(paper: VoterPaper, entries: &[Entry]) -> Printed {
    let world = World::new();
    print(&document(paper, &world.place(), entries)).expect("it prints").1
}

/// A row of a household.
fn at_home(number: u32, name: &str, household: &str, role: HouseholdRole) -> Entry {
    let dwelling = Dwelling {
        hamlet: HamletCode::parse("11386-T1").ok(),
        household: Some(household.into()),
        role: Some(role),
    };
    Entry { dwelling, ..entry(number, name) }
}

/// Two households; the second has a voter added later, and each a row that does not count.
pub fn rows() -> Vec<Entry> {
    let marked = |entry: Entry| Entry {
        status: Status::Marked,
        ballots: Levels::NONE,
        remarks: vec!["Bỏ phiếu ở nơi khác".into()],
        ..entry
    };
    vec![
        at_home(1, "Trần Văn Ấn", "one", HouseholdRole::Head),
        at_home(2, "Lê Thị Đào", "one", HouseholdRole::Spouse),
        Entry { status: Status::Struck, ..at_home(3, "Trần Thị Cúc", "one", HouseholdRole::Child) },
        at_home(4, "Nguyễn Văn Dũng", "two", HouseholdRole::Head),
        marked(at_home(5, "Nguyễn Thị An", "two", HouseholdRole::Child)),
        entry(6, "Vừ A Dính"),
        at_home(7, "Trần Văn Anh", "one", HouseholdRole::Parent),
    ]
}

/// The texts stand on the paper in this order, white space apart.
fn assert_in_order(printed: &Printed, texts: &[&str]) {
    let (drawn, mut from) = (printed.drawn(), 0);
    for text in texts {
        let wanted: String = text.split_whitespace().collect();
        let found = drawn[from..].find(&wanted);
        from += found.unwrap_or_else(|| panic!("{text:?} is missing or out of order")) + wanted.len();
    }
}

#[test]
fn the_hand_over_sheet_has_a_line_to_sign_for_each_standing_voter() {
    let printed = printed(VoterPaper::Handover, &rows());
    assert_in_order(
        &printed,
        &[
            "DANH SÁCH GIAO NHẬN THẺ CỬ TRI",
            "Theo danh sách cử tri phiên bản 3 – 1a2b3c4d5e6f",
            "1 Trần Văn Ấn 03/2008 Nam Số 7, thôn Đông, xã Xuân Hòa",
            "2 Lê Thị Đào 03/2008 Nữ",
            "4 Nguyễn Văn Dũng",
            "6 Vừ A Dính",
            "7 Trần Văn Anh",
            "Tổng số thẻ cử tri: 5 thẻ (năm thẻ).",
            "Số thẻ đã giao:",
            "NGƯỜI GIAO THẺ CỬ TRI",
        ],
    );
    for said in ["Cử tri ký nhận", "Ngày nhận", "Người nhận thay", "Tài liệu nội bộ"] {
        assert!(printed.text().contains(said), "{said}");
    }
    assert!(!printed.text().contains("Trần Thị Cúc") && !printed.text().contains("Nguyễn Thị An"));
    assert_eq!(printed.qr(1), "cutri;2026;11386-01;v3;1a2b3c4d5e6f");
}

#[test]
fn the_poll_book_has_boxes_for_the_ballots_a_voter_gets_and_dashes_for_the_others() {
    let printed = printed(VoterPaper::PollBook, &rows());
    assert_in_order(
        &printed,
        &[
            "1 Trần Văn Ấn 03/2008 Nam Số 7, thôn Đông, xã Xuân Hòa □ □ □ □",
            "3 Trần Thị Cúc 03/2008 Nam Số 7, thôn Đông, xã Xuân Hòa – – – –",
            "5 Nguyễn Thị An 03/2008 Nam Số 7, thôn Đông, xã Xuân Hòa – – – – Bỏ phiếu ở nơi khác",
            "6 Vừ A Dính 03/2008 Nữ Số 7, thôn Đông, xã Xuân Hòa □ □ – □",
            "Cộng trang",
            "Tổng cộng",
            "Tổng số cử tri: 5 người (năm người).",
            "Số cử tri bầu cử đại biểu Hội đồng nhân dân cấp xã: 4 người (bốn người).",
            "Tổng số cử tri để ghi biên bản: 5 người (năm người); tính cả người bỏ phiếu ở nơi khác: 6 người (sáu người).",
            "Không tính 1 người bỏ phiếu ở nơi khác, 1 người đã xóa tên.",
            "Xuân Hòa, ngày 15 tháng 03 năm 2026",
            "TỔ TRƯỞNG",
        ],
    );
    let mut world = World::new();
    world.area.polling_place = Some("Trường Tiểu học Xuân Hòa".into());
    let rows = rows();
    let (_, of_upper) = {
        let place = AreaPlace { levels: Levels::UPPER, ..world.place() };
        print(&document(VoterPaper::PollBook, &place, &rows)).expect("it prints")
    };
    let text = of_upper.text();
    assert!(text.contains("Phòng bỏ phiếu: Trường Tiểu học Xuân Hòa"));
    assert!(!text.contains("HĐND cấp xã") && !text.contains("cấp xã:"), "no council is elected there");
}

#[test]
fn every_page_of_the_poll_book_has_room_for_its_sum() {
    let rows: Vec<Entry> = (1..=60).map(|number| entry(number, "Nguyễn Văn An")).collect();
    let pages = printed(VoterPaper::PollBook, &rows).pages();
    assert!(pages.len() > 2);
    for page in pages {
        assert_eq!(page.matches("Cộng trang").count(), 1);
    }
}

#[test]
fn the_index_has_a_part_for_each_letter_and_tells_the_numbers() {
    assert_in_order(
        &printed(VoterPaper::Index, &rows()),
        &[
            "BẢNG TRA CỨU CỬ TRI THEO VẦN",
            "Ghi chú",
            "A",
            "Nguyễn Thị An 03/2008 Nam Số 7, thôn Đông, xã Xuân Hòa 5 Bỏ phiếu ở nơi khác",
            "Trần Văn Anh 03/2008 Nam Số 7, thôn Đông, xã Xuân Hòa 7",
            "Â",
            "Trần Văn Ấn",
            "C",
            "Trần Thị Cúc",
            "D",
            "Vừ A Dính",
            "Nguyễn Văn Dũng",
            "Đ",
            "Lê Thị Đào",
            "Tổng số cử tri: 5 người (năm người).",
        ],
    );
}

#[test]
fn section_7_an_index_compares_given_family_and_middle_name_then_birth_date_then_number() {
    let born = |number, name, date| Entry {
        birth_date: PartialDate::parse(date).expect("a date"),
        ..entry(number, name)
    };
    let rows = [
        born(1, "Trần Văn Bình", "1990"),
        born(2, "Lê Văn An", "1990"),
        born(3, "Lê Anh An", "1990-05-02"),
        born(4, "Đỗ Thị Đa", "1990"),
        born(5, "Lê Anh An", "1980"),
        born(6, "Lê Anh An", "1990-05-02"),
        born(7, "Ân", "1990"),
        born(8, "Lê Thị Ăn", "1990"),
        born(9, "Lê Thị Ân", "1990"),
        born(10, "Đặng Án", "1990"),
        born(11, "Đặng Ạn", "1990"),
        born(12, "Đặng Àn", "1990"),
        born(13, "Đặng Ản", "1990"),
        born(14, "Đặng Ãn", "1990"),
        born(15, "Đặng Anh", "1990"),
    ];
    let order: Vec<u32> = documents::by_name(&rows).iter().map(|row| row.number).collect();
    assert_eq!(order, [5, 3, 6, 2, 12, 13, 14, 10, 11, 15, 8, 7, 9, 1, 4]);
}

#[test]
fn the_door_to_door_sheet_gathers_households_and_those_added_later() {
    let printed = printed(VoterPaper::DoorToDoor, &rows());
    assert_in_order(
        &printed,
        &[
            "PHIẾU RÀ SOÁT CỬ TRI THEO HỘ",
            "Thôn Đông: 2 hộ, 4 cử tri",
            "Hộ 1 – chủ hộ Trần Văn Ấn – Số 7, thôn Đông, xã Xuân Hòa",
            "1 Trần Văn Ấn 03/2008 Nam Chủ hộ □ □ □ □",
            "2 Lê Thị Đào 03/2008 Nữ Vợ □ □ □ □",
            "7 Trần Văn Anh 03/2008 Nam Cha □ □ □ □",
            "Đại diện hộ ký:",
            "Hộ 2 – chủ hộ Nguyễn Văn Dũng",
            "4 Nguyễn Văn Dũng",
            "5 Nguyễn Thị An 03/2008 Nam Con – – – – Bỏ phiếu ở nơi khác",
            "Đại diện hộ ký:",
            "Thôn Đông: người thực tế cư trú, chưa có trong danh sách",
            "Chưa rõ thôn, tổ dân phố: 1 hộ, 1 cử tri",
            "Hộ 1 – Số 7, thôn Đông, xã Xuân Hòa",
            "6 Vừ A Dính",
            "Tổng cộng",
            "NGƯỜI RÀ SOÁT",
        ],
    );
    assert!(!printed.text().contains("Trần Thị Cúc"), "who is struck is not looked for");
}

#[test]
fn two_families_under_one_number_in_two_houses_have_two_doors() {
    use HouseholdRole::{Head, Spouse};
    let at = |number, name, role, house: &str| Entry {
        permanent_residence: Some(house.into()),
        ..at_home(number, name, "1", role)
    };
    let rows = [
        at(1, "Hoàng Văn Ích", Head, "Số 5, thôn Đông"),
        at(2, "Lê Thị Đào", Spouse, "Số 5, thôn Đông"),
        at(3, "Vũ Văn Khoa", Head, "Số 9, thôn Đông"),
        at(4, "Phạm Thị Lan", Spouse, "Số 9, thôn Đông"),
        at(5, "Hoàng Thị Mơ", HouseholdRole::Child, "Thôn Đông"),
    ];
    assert_in_order(
        &printed(VoterPaper::DoorToDoor, &rows),
        &[
            "Thôn Đông: 2 hộ, 5 cử tri",
            "Hộ 1 – chủ hộ Hoàng Văn Ích – Số 5, thôn Đông",
            "1 Hoàng Văn Ích",
            "2 Lê Thị Đào",
            "5 Hoàng Thị Mơ",
            "Hộ 2 – chủ hộ Vũ Văn Khoa – Số 9, thôn Đông",
            "3 Vũ Văn Khoa",
            "4 Phạm Thị Lan",
        ],
    );
}

#[test]
fn areas_of_none_of_one_and_of_four_thousand_have_each_voter_once() {
    for count in [0, 1, 4_000] {
        let rows: Vec<Entry> =
            (1..=count).map(|number| entry(number, &format!("Trần {number:04}x Bình"))).collect();
        for paper in PAPERS {
            let printed = printed(paper, &rows);
            assert_eq!(printed.faults(), None, "{paper:?} of {count}");
            let drawn = printed.drawn();
            let names = drawn.split("Trần").skip(1).filter_map(|rest| rest.split_once("xBình"));
            let mut numbers: Vec<u32> = names.filter_map(|(number, _)| number.parse().ok()).collect();
            numbers.sort_unstable();
            assert_eq!(numbers, (1..=count).collect::<Vec<_>>(), "{paper:?} of {count}");
        }
    }
}

#[test]
fn sums_that_do_not_agree_and_voters_who_stand_twice_are_refused() {
    let (world, rows) = (World::new(), rows());
    for paper in PAPERS {
        let mut wrong = document(paper, &world.place(), &rows);
        wrong.totals.voters.total += 1;
        let refused = print(&wrong).map(|_| ());
        assert!(
            matches!(refused, Err(PdfError::Totals { what: "voters", given: 6, counted: 5 })),
            "{refused:?}"
        );
        let mut twice = document(paper, &world.place(), &rows);
        let again = twice.sections[0].rows[0].clone();
        twice.sections[0].rows.push(again);
        let refused = print(&twice).map(|_| ());
        assert!(matches!(refused, Err(PdfError::Totals { what: "rows", .. })), "{paper:?}: {refused:?}");
    }
}

#[test]
fn long_names_and_houses_are_whole() {
    let name = "Công Tằng Tôn Nữ Hoàng Phương Thảo Nguyên Nguyễn Phước";
    let house = "Căn hộ 1204, tòa nhà CT2B, khu đô thị mới Đông Nam Cường, đường Nguyễn Thị Minh Khai kéo dài, tổ dân phố 12";
    let long = |entry: Entry| Entry { permanent_residence: Some(house.into()), ..entry };
    let rows = vec![long(at_home(1, name, "one", HouseholdRole::Head))];
    for paper in PAPERS {
        let drawn = printed(paper, &rows).drawn();
        for text in [name, house] {
            let wanted: String = text.split_whitespace().collect();
            assert!(drawn.contains(&wanted), "{paper:?}: {text:?} is not whole");
        }
    }
}

#[test]
fn every_paper_fits_every_size_of_paper_whatever_the_edition_of_the_lists() {
    let (world, rows) = (World::new(), rows());
    for paper in PaperSize::ALL {
        for edition in [Edition::Standard, Edition::Large] {
            let printer = Printer::of(Layout { paper, edition, ..Layout::default() }).expect("sound faces");
            for kind in PAPERS {
                let mut bytes = Vec::new();
                let document = document(kind, &world.place(), &rows);
                printer.print(&document, &mut bytes).unwrap_or_else(|error| panic!("{kind:?}: {error}"));
                let printed = Printed::new(&bytes);
                assert_eq!(printed.faults(), None, "{kind:?} {paper:?} {edition:?}");
                let drawn = printed.drawn();
                assert!(drawn.contains("NguyễnVănDũng"), "{kind:?} {paper:?} {edition:?}");
            }
        }
    }
}

#[test]
fn article_71_the_poll_book_of_an_early_area_names_its_own_day_and_hour() {
    let mut world = World::new();
    world.area.opens_at = Some(OpensAt::Moment(day("2026-03-08").and_hms_opt(5, 0, 0).expect("a time")));
    let entries = rows();
    let printed = print(&document(VoterPaper::PollBook, &world.place(), &entries)).expect("it prints").1;
    let text = printed.text();
    assert!(text.contains("từ 5 giờ 00 đến 19 giờ 00 ngày 08 tháng 03 năm 2026"), "{text}");
    assert!(
        text.contains("Xuân Hòa, ngày 08 tháng 03 năm 2026") && !text.contains("ngày 15 tháng 03"),
        "{text}"
    );
    let cover = documents::cover(&world.place(), &Totals::of(&entries), &[]);
    let told = cover.fields.iter().find(|field| field.label == "Thời gian bỏ phiếu:").expect("its hours");
    assert_eq!(told.value, "từ 5 giờ 00 đến 19 giờ 00 ngày 08 tháng 03 năm 2026");
}
