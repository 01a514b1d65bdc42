//! Our papers beside the Council's forms: the fixed words of each form, in its own order, as they stand in the annex of
//! Resolution 40/NQ-HĐBCQG, one phrase a line.

use super::papers::letter;
use super::pdf_documents::printed_as;
use super::place::{area, commune, day, entry};
use super::tools::Printed;
use super::world::World;
use calamine::{Reader, Xlsx};
use cutri::law::{CardId, FormProfile};
use cutri::render::documents::{self, AreaPlace, Certificate, CommunePlace};
use cutri::render::pdf::{Edition, Layout, ListCopy, PaperSize};
use cutri::render::{forms, xlsx};
use cutri::roll::{Entry, Status, Totals};
use cutri::territory::{AreaKind, CommuneKind, Levels, Office, SignerRole};
use std::io::Cursor;

const LIST: &str = include_str!("mau-31.txt");
const CARD: &str = include_str!("mau-10.txt");
const ELSEWHERE: &str = include_str!("mau-11.txt");
const SERVICEMAN: &str = include_str!("mau-12.txt");

fn bare(text: &str) -> String {
    text.split_whitespace().collect()
}

/// Finds the words of a form one after the other; fails at the first that is missing.
fn assert_in_order(said: &str, form: &str, what: &str) {
    let said = bare(said);
    let mut from = 0;
    for (at, words) in form.lines().enumerate() {
        let wanted = bare(words);
        let found = said[from..].find(&wanted);
        let found = found.unwrap_or_else(|| {
            panic!(
                "{what}: line {} of the form, {words:?}, does not stand behind {:?}",
                at + 1,
                &said[..from]
            )
        });
        from += found + wanted.len();
    }
}

fn entries() -> Vec<Entry> {
    let address = |text: &str| Some(text.into());
    let plain = entry(1, "Nguyễn Văn An");
    let temporary = Entry {
        permanent_residence: None,
        temporary_residence: address("Số 4, Thôn 2"),
        ballots: Levels::UPPER,
        remarks: vec!["Tạm trú từ 03/2025".into()],
        ..entry(2, "Trần Thị Bình")
    };
    let current = Entry {
        permanent_residence: None,
        current_place: address("Nhà trọ số 7, Thôn 3"),
        ballots: Levels::UPPER,
        ..entry(3, "Lê Văn Cường")
    };
    vec![plain, temporary, current]
}

fn list(place: &AreaPlace<'_>, entries: &[Entry], copy: ListCopy, layout: Layout) -> Printed {
    let document = documents::list(place, entries, copy, Totals::of(entries));
    Printed::new(&printed_as(&document, layout))
}

#[test]
fn form_31_every_word_of_the_list_stands_in_its_order() {
    let (world, entries) = (World::new(), entries());
    let printed = list(&world.place(), &entries, ListCopy::Official, Layout::default());
    assert_in_order(&printed.drawn(), LIST, "the official list");
    let as_form = list(&world.place(), &entries, ListCopy::PostedAsForm, Layout::default());
    assert_in_order(&as_form.drawn(), LIST, "the list that is posted as the form has it");
    let without: String = LIST
        .lines()
        .filter(|line| !["Số Căn cước", "(5)"].contains(line))
        .map(|line| format!("{line}\n"))
        .collect();
    let posted = list(&world.place(), &entries, ListCopy::PostedOmitted, Layout::default());
    assert_in_order(&posted.drawn(), &without, "the posted list");
    assert!(!posted.drawn().contains("(5)") && !posted.drawn().contains("Căncước"));
}

#[test]
fn form_31_the_workbook_says_the_same_words() {
    let (world, entries) = (World::new(), entries());
    let document = documents::list(&world.place(), &entries, ListCopy::Official, Totals::of(&entries));
    let mut bytes = Vec::new();
    xlsx::list(&document, &mut bytes).expect("the sheet is made");
    let mut book: Xlsx<_> = Xlsx::new(Cursor::new(bytes)).expect("a workbook");
    let range = book.worksheet_range_at(0).expect("a sheet").expect("it is read");
    let cells: String = range.used_cells().map(|(_, _, cell)| cell.to_string()).collect();
    // Cells are read row by row: the committee's second line stands behind the national title.
    let form: String = LIST.lines().filter(|line| *line != "XÃ").map(|line| format!("{line}\n")).collect();
    assert_in_order(&cells, &form, "the workbook");
}

#[test]
fn form_31_only_the_address_of_voting_is_told_and_nought_fills_the_boxes_left() {
    let (world, entries) = (World::new(), entries());
    let printed = list(&world.place(), &entries, ListCopy::PostedOmitted, Layout::default());
    let drawn = printed.drawn();
    let row = |from: &str, to: &str| {
        let start = drawn.find(&bare(from)).unwrap_or_else(|| panic!("{from}: {drawn}"));
        let rest = &drawn[start + bare(from).len()..];
        rest[..rest.find(&bare(to)).unwrap_or(rest.len())].to_owned()
    };
    let [plain, temporary, current] =
        [row("Nguyễn Văn An", "2Trần"), row("Trần Thị Bình", "3Lê"), row("Lê Văn Cường", "Tổng số")];
    assert!(plain.contains(&bare("Kinh Số 7, thôn Đông, xã Xuân Hòa 0 0 X X X")), "{plain}");
    assert!(temporary.contains(&bare("Kinh 0 Số 4, Thôn 2 0 X X 0 Tạm trú từ 03/2025")), "{temporary}");
    assert!(current.contains(&bare("Kinh 0 0 Nhà trọ số 7, Thôn 3 X X 0")), "{current}");
    assert!(!drawn.contains("Nghềnghiệp"), "there is no occupation");
    for sum in ["là: 3 (ba) người", "ĐBQH: 3 (ba) người", "đặc khu: 1 (một) người", "Tổng số: 3"]
    {
        assert!(drawn.contains(&bare(sum)), "{sum}");
    }
}

#[test]
fn sums_that_differ_from_the_last_number_say_why() {
    let (world, mut rows) = (World::new(), entries());
    rows[1].status = Status::Struck;
    rows[2] = Entry { status: Status::Marked, ballots: Levels::NONE, ..rows[2].clone() };
    let drawn = list(&world.place(), &rows, ListCopy::Official, Layout::default()).drawn();
    for said in [
        "Tổng số: 1",
        "Không tính 1 người có tên trong danh sách nhưng bỏ phiếu ở nơi khác.",
        "Không tính 1 người đã xóa tên.",
    ] {
        assert!(drawn.contains(&bare(said)), "{said}");
    }
}

/// An office with a deputy who signs.
fn office() -> Office {
    Office {
        signer_name: Some("Lò Văn Inh".into()),
        signer_role: Some(SignerRole::Deputy),
        place: Some("Bản Pheo".into()),
        drafted_by: Some("Vũ Thị Hạnh".into()),
        ..Office::default()
    }
}

#[test]
fn decree_30_a_deputy_signs_for_the_chairman_and_the_name_stands_under_it() {
    let (world, office, entries) = (World::new(), office(), entries());
    let place = AreaPlace { office: Some(&office), ..world.place() };
    let drawn = list(&place, &entries, ListCopy::Official, Layout::default()).drawn();
    let signed = "Bản Pheo, ngày 20 tháng 02 năm 2026\nDANH SÁCH CỬ TRI\nDanh sách này được lập tại Bản Pheo, ngày 20 tháng 02 năm 2026.\n\
                  NGƯỜI LẬP BIỂU\nTM. ỦY BAN NHÂN DÂN\nKT. CHỦ TỊCH\nPHÓ CHỦ TỊCH\n(Ký, ghi rõ họ và tên,\nVũ Thị Hạnh\nLò Văn Inh";
    assert_in_order(&drawn, signed, "the list");
    let cards = documents::cards(&place, &entries, CardId::Full);
    let drawn = Printed::new(&printed_as(&cards, Layout::default())).drawn();
    assert_in_order(&drawn, "KT. CHỦ TỊCH\nPHÓ CHỦ TỊCH\nđóng dấu của UBND)\nLò Văn Inh", "the card");
}

#[test]
fn form_10_every_word_of_the_card_stands_in_its_order() {
    let (world, entries) = (World::new(), entries());
    let cards = documents::cards(&world.place(), &entries[..1], CardId::Full);
    let printed = Printed::new(&printed_as(&cards, Layout::default()));
    assert_in_order(&printed.drawn(), CARD, "the card");
    assert!(printed.drawn().contains(&bare("Số Căn cước: 031308000001")));
    let shown = |card_id| {
        let cards = documents::cards(&world.place(), &entries[..1], card_id);
        Printed::new(&printed_as(&cards, Layout::default())).drawn()
    };
    assert!(shown(CardId::Masked).contains(&bare("Số Căn cước: •••••••••001")));
    assert!(!shown(CardId::Omitted).contains("Căncước"));
}

/// The room for the stamp is of the form's geometry; nothing is printed in it but its name.
#[test]
fn form_39_the_front_of_the_card_has_a_free_field_of_four_by_two_and_a_half_centimetres() {
    let geometry = forms::of(FormProfile::LATEST).card.geometry;
    assert!(geometry.stamp.1 - geometry.stamp.0 >= 400 && geometry.stamp_height >= 250);
    let (world, mut entries) = (World::new(), entries());
    entries[0].full_name = "Công Tằng Tôn Nữ Hoàng Phương Quỳnh Hương Nguyễn Phúc Bảo Long".into();
    let cards = documents::cards(&world.place(), &entries[..1], CardId::Full);
    let words = Printed::new(&printed_as(&cards, Layout::default())).words();
    let points = |tenths: i64| f64::from(u32::try_from(tenths).expect("a length")) * 72.0 / 254.0;
    let label = words.iter().find(|(word, _)| word == "đóng").expect("the field says what it is for");
    let (left, right) = (points(geometry.stamp.0), points(geometry.stamp.1));
    let (top, bottom) = (label.1[3], label.1[3] + points(geometry.stamp_height) - 12.0);
    for (word, [from, above, to, below]) in &words {
        let inside = *from < right && *to > left && *above > top + 1.0 && *below < bottom;
        assert!(!inside, "{word:?} stands in the field of the stamp");
    }
}

fn certificate(serviceman: bool) -> Printed {
    let (world, own) = (World::new(), entry(231, "Hoàng Minh Đức"));
    let there = commune("11389", "Đông Phong", CommuneKind::Ward);
    let row = Entry { number: 88, permanent_residence: Some("Số 3, Thôn 1".into()), ..own.clone() };
    let certificate = Certificate {
        document_no: "12/GCN-UBND",
        dated: day("2026-03-10"),
        own: world.place(),
        entry: &own,
        to: documents::VotesAt::Row {
            place: CommunePlace { commune: &there, ..world.commune_place() },
            area: &area(&there, 4, AreaKind::Residential),
            row: &row,
        },
        unit: serviceman.then_some("Đơn vị số 1"),
    };
    let document = match serviceman {
        false => documents::certificate(&certificate),
        true => documents::serviceman_certificate(&certificate),
    };
    letter(&document).expect("it prints")
}

#[test]
fn form_11_every_word_of_the_certificate_stands_in_its_order_on_a5() {
    let printed = certificate(false);
    assert_in_order(&printed.drawn(), ELSEWHERE, "the certificate");
    assert_eq!(printed.property("Page size"), "595.28 x 419.53 pts");
    let drawn = printed.drawn();
    assert!(drawn.contains(&bare("Nay đăng ký bỏ phiếu tại xã/phường/đặc khu: phường Đông Phong")));
    assert!(!drawn.contains(&bare("bỏ phiếu số: 04")), "the receiving commune chooses the area");
}

#[test]
fn form_12_the_commander_certifies_and_the_unit_is_named() {
    let printed = certificate(true);
    assert_in_order(&printed.drawn(), SERVICEMAN, "the certificate of a serviceman");
    let drawn = printed.drawn();
    assert!(drawn.contains("ĐƠNVỊSỐ1") && drawn.contains(&bare("Là quân nhân tại đơn vị: Đơn vị số 1")));
    assert!(drawn.contains(&bare("Nơi cư trú: Số 3, Thôn 1")));
    assert!(!drawn.contains("TM.ỦYBAN") && !drawn.contains("CHỦTỊCH"), "no committee signs it");
}

#[test]
fn a_form_is_laid_out_on_every_paper() {
    let (world, entries) = (World::new(), entries());
    for paper in PaperSize::ALL {
        let layout = Layout { paper, ..Layout::default() };
        let printed = list(&world.place(), &entries, ListCopy::Official, layout);
        assert_in_order(&printed.drawn(), LIST, paper.as_str());
    }
    let large = Layout { edition: Edition::Large, ..Layout::default() };
    let drawn = list(&world.place(), &entries, ListCopy::Official, large).drawn();
    for said in
        ["Nơi ở hiện tại: Nhà trọ số 7, Thôn 3", "Tạm trú: Số 4, Thôn 2", "QH, tỉnh, xã", "Số Căn cước"]
    {
        assert!(drawn.contains(&bare(said)), "{said}");
    }
}

#[test]
fn an_election_of_an_earlier_edition_prints_the_form_it_was_posted_with() {
    let (mut world, mut entries) = (World::new(), entries());
    let mut old = serde_json::to_value(&world.election).expect("an election is data");
    assert!(old.as_object_mut().expect("an object").remove("form_profile").is_some());
    world.election = serde_json::from_value(old).expect("elections of earlier editions are read");
    assert_eq!(world.election.form_profile, FormProfile::Draft2026);
    entries[0].occupation = Some("Nông dân".into());
    entries[1].permanent_residence = Some("Số 9, Thôn 9".into());
    let drawn = list(&world.place(), &entries, ListCopy::Official, Layout::default()).drawn();
    let former = "Mẫu số 31/HĐBC\nDANH SÁCH CỬ TRI\nBẦU CỬ ĐẠI BIỂU QUỐC HỘI KHÓA XVI VÀ ĐẠI BIỂU HỘI ĐỒNG NHÂN DÂN CÁC CẤP\n\
                  NHIỆM KỲ 2026–2031\n– xã Xuân Hòa, tỉnh Xuân An\nNghề nghiệp\nThường trú\nTạm trú\nCấp tỉnh\nCấp xã\nNông dân\nx x x\n\
                  Số 9, Thôn 9 Số 4, Thôn 2\nTổng số: 3\nTổng số cử tri: 3 người (ba người).\nTrong đó: nam\n\
                  Xuân Hòa, ngày 20 tháng 02 năm 2026\nCHỦ TỊCH";
    assert_in_order(&drawn, former, "the former list");
    assert!(!drawn.contains("(7a)") && !drawn.contains("Nơiởhiệntại"));
    let cards = documents::cards(&world.place(), &entries[..1], CardId::Full);
    let drawn = Printed::new(&printed_as(&cards, Layout::default())).drawn();
    let former = "THẺ CỬ TRI\nHọ và tên:\nNgày sinh:\nGiới tính:\nNơi cư trú:\nSố thẻ cử tri: 1\nKhu vực bỏ phiếu số: 01 – xã Xuân Hòa";
    assert_in_order(&drawn, former, "the former card");
    assert!(!drawn.contains("Căncước"));
}
