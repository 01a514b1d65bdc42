//! Cards to take back, and the certificate to vote elsewhere.

use super::pdf_documents::printer;
use super::place::{area, commune, day, entry};
use super::tools::Printed;
use super::world::{World, added, full, supplement};
use cutri::changes::Kind;
use cutri::render::csv::{self, RETURNED_HEADER};
use cutri::render::documents::{self, Certificate, CommunePlace};
use cutri::render::pdf::{LetterDocument, PdfError};
use cutri::territory::{AreaKind, CommuneKind, Levels};

pub fn letter(document: &LetterDocument<'_>) -> Result<Printed, PdfError> {
    let mut bytes = Vec::new();
    printer().print(document, &mut bytes)?;
    Ok(Printed::new(&bytes))
}

#[test]
fn article_30_5_cards_of_struck_and_marked_rows_are_taken_back() {
    let (world, full) = (World::new(), full());
    let document = documents::returned(&world.place(), &full).expect("three cards");
    let mut bytes = Vec::new();
    printer().print(&document, &mut bytes).expect("it prints");
    let printed = Printed::new(&bytes);
    assert_eq!(printed.faults(), None);
    let text = printed.text();
    for said in [
        "DANH SÁCH THẺ CỬ TRI THU HỒI",
        "Phạm Văn Cường",
        "Lê Thị Huệ",
        "Hoàng Minh Đức",
        "Tổng số thẻ phải thu hồi: 3 thẻ (ba thẻ).",
        "CHỦ TỊCH",
        "phiên bản 3 – 1a2b3c4d5e6f",
    ] {
        assert!(text.contains(said), "{said:?} is missing");
    }
    assert!(!text.contains("Ánh Nguyệt") && !text.contains("Trần Văn"));
    let mut bytes = Vec::new();
    csv::returned(&full, &mut bytes).expect("memory takes all");
    let mut reader = ::csv::ReaderBuilder::new().has_headers(false).from_reader(&bytes[3..]);
    let rows: Vec<::csv::StringRecord> = reader.records().map(Result::unwrap).collect();
    assert_eq!(rows[0], RETURNED_HEADER.to_vec());
    assert_eq!(rows[1], vec!["17", "Phạm Văn Cường", "2008-03", "nam", "Số 7, thôn Đông, xã Xuân Hòa"]);
    assert_eq!(rows.len(), 4);
    assert!(documents::returned(&world.place(), &supplement([(Kind::Add, added(9, "An"))])).is_none());
}

fn certificate(name: &str) -> Printed {
    let (world, entry) = (World::new(), entry(231, name));
    let there = commune("11389", "Đông Phong", CommuneKind::Ward);
    let elsewhere = CommunePlace { commune: &there, ..world.commune_place() };
    let certificate = Certificate {
        document_no: "12/GCN-UBND",
        dated: day("2026-03-10"),
        own: world.place(),
        entry: &entry,
        to: documents::VotesAt::Row {
            place: elsewhere,
            area: &area(&there, 4, AreaKind::Residential),
            row: &cutri::roll::Entry { ballots: Levels::UPPER, number: 88, ..entry.clone() },
        },
        unit: None,
    };
    letter(&documents::certificate(&certificate)).expect("it prints")
}

#[test]
fn article_34_the_certificate_names_the_own_area_and_the_commune_it_goes_to() {
    let printed = certificate("Hoàng Minh Đức");
    assert_eq!(printed.faults(), None);
    assert_eq!(printed.property("Pages"), "1");
    assert_eq!(printed.property("Page size"), "595.28 x 419.53 pts");
    let drawn = printed.drawn();
    for text in [
        "GIẤY CHỨNG NHẬN",
        "ĐỂ CỬ TRI THAM GIA BỎ PHIẾU Ở NƠI KHÁC",
        "Số: 12/GCN-UBND",
        "Hoàng Minh Đức",
        "031308000231",
        "số Thẻ cử tri 231 thuộc khu vực bỏ phiếu số: 01, xã/phường/đặc khu: xã Xuân Hòa",
        "Nay đăng ký bỏ phiếu tại xã/phường/đặc khu: phường Đông Phong, tỉnh/thành phố: tỉnh Xuân An",
        "Ngày 10 tháng 03 năm 2026",
    ] {
        let wanted: String = text.split_whitespace().collect();
        assert!(drawn.contains(&wanted), "{text:?} is missing");
    }
    assert!(printed.qr(1).starts_with("cutri;2026;11386-01;231;11389-04;"));
}

#[test]
fn a_certificate_is_printed_whatever_its_bearers_name() {
    let foreign = certificate("Nguyễn 李");
    assert!(foreign.drawn().contains("Nguyễn李"), "the letter is read though a sign is seen");
    let long = certificate(&"Nguyễn ".repeat(400));
    assert_eq!(long.pages().len(), 1);
    let drawn = long.drawn();
    assert!(drawn.contains("NguyễnNguyễn…") && drawn.contains("CHỦTỊCH"), "{drawn}");
}
