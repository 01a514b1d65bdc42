//! The cover of an area's folder, the decision on a complaint, and the printed summary table.

use super::papers::letter;
use super::pdf_documents::printer;
use super::place::{election, profile};
use super::tools::Printed;
use super::world::World;
use cutri::render::Language;
use cutri::render::documents::{self, AreaPaper};
use cutri::render::summary_table::SummaryTable;
use cutri::roll::{Count, Totals};
use cutri::territory::AreaKind;

fn says(printed: &Printed, texts: &[&str]) {
    let (drawn, mut from) = (printed.drawn(), 0);
    for text in texts {
        let wanted: String = text.split_whitespace().collect();
        let found = drawn[from..].find(&wanted);
        from += found.unwrap_or_else(|| panic!("{text:?} is missing or out of order")) + wanted.len();
    }
}

fn totals(total: u64) -> Totals {
    let voters = Count { total, male: total / 2, female: total - total / 2 };
    Totals { voters, national: voters, provincial: voters, communal: voters, ..Totals::default() }
}

#[test]
fn the_cover_tells_what_is_inside_and_leaves_room_for_the_archive() {
    let mut world = World::new();
    world.area.polling_place = Some("Trường Tiểu học Xuân Hòa".into());
    let contents = [(AreaPaper::List, 19), (AreaPaper::Cards, 1_379)];
    let cover = |world: &World| letter(&documents::cover(&world.place(), &totals(1_379), &contents));
    let printed = cover(&world).expect("it prints");
    assert_eq!((printed.faults(), printed.property("Pages")), (None, "1".to_owned()));
    says(
        &printed,
        &[
            "HỒ SƠ DANH SÁCH CỬ TRI",
            "KHU VỰC BỎ PHIẾU SỐ 01",
            "Địa bàn: Xã Xuân Hòa, tỉnh Xuân An",
            "Nơi bỏ phiếu: Trường Tiểu học Xuân Hòa",
            "Số cử tri: 1.379 người (một nghìn ba trăm bảy mươi chín người)",
            "Danh sách: phiên bản 3 – 1a2b3c4d5e6f",
            "1. Danh sách cử tri (bản niêm yết)",
            "19 trang",
            "2. Thẻ cử tri",
            "1.379 trang",
            "Hộp số:",
            "Số tờ:",
            "Thời hạn bảo quản:",
        ],
    );
    assert_eq!(printed.qr(1), "cutri;2026;11386-01;v3;1a2b3c4d5e6f");
    world.area.kind = AreaKind::Military;
    let text = cover(&world).expect("it prints").text();
    assert!(!text.contains("Trường Tiểu học"), "nothing tells where an armed unit votes");
}

#[test]
fn the_summary_table_has_its_sums_under_merged_headings() {
    let (world, election, profile) = (World::new(), election(), profile());
    let mut second = world.area.clone();
    second.number = 2;
    let mut secret = world.area.clone();
    (secret.number, secret.kind) = (3, AreaKind::Military);
    let areas = [(&world.area, totals(1_204)), (&second, totals(800)), (&secret, totals(77))];
    let (commune, province, language) = (&world.commune, &world.province, Language::Vietnamese);
    let table = SummaryTable::of_commune(&election, &profile, commune, province, areas, language);
    let mut bytes = Vec::new();
    let document = documents::summary_table(&table);
    assert_eq!(printer().print(&document, &mut bytes).expect("it prints"), 1);
    let printed = Printed::new(&bytes);
    assert_eq!(printed.faults(), None);
    let half = |total: u64| cutri::render::pdf::in_figures(total / 2);
    let line = |start: &str, total: u64| {
        let by_sex = format!("{} {} {}", cutri::render::pdf::in_figures(total), half(total), half(total));
        format!("{start} {by_sex} 0 0 {by_sex} {by_sex} {by_sex}")
    };
    let (first, second) = (line("1 Khu vực bỏ phiếu số 01", 1_204), line("2 Khu vực bỏ phiếu số 02", 800));
    says(&printed, &["BIỂU TỔNG HỢP CỬ TRI", "Xã Xuân Hòa, tỉnh Xuân An", &first, &second]);
    let text = printed.text();
    let sum = text.lines().find(|line| line.contains("Tổng cộng")).expect("there is a sum");
    assert!(sum.contains("2.004") && sum.contains("1.002"), "{sum}");
    for said in ["Bầu cử đại biểu Quốc hội", "sinh từ ngày 16/03/2007", "từ đủ 80 tuổi", "Trong đó"]
    {
        assert!(text.contains(said), "{said:?} is missing");
    }
    assert!(!text.contains("số 3") && !text.contains("77"), "armed units are in no public sum");
}

#[test]
fn no_paper_of_an_office_may_be_posted_and_only_homes_have_doors() {
    let public: Vec<AreaPaper> = AreaPaper::ALL.into_iter().filter(|paper| paper.is_public()).collect();
    assert_eq!(public, [AreaPaper::List]);
    for paper in AreaPaper::ALL {
        let of_armed_units = !matches!(paper, AreaPaper::List | AreaPaper::DoorToDoor);
        assert_eq!(paper.is_of(AreaKind::Military), of_armed_units, "{paper:?}");
        assert_eq!(paper.is_of(AreaKind::Care), paper != AreaPaper::DoorToDoor, "{paper:?}");
        assert!(paper.is_of(AreaKind::Residential), "{paper:?}");
    }
}
