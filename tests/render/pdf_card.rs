//! Form 10/HĐBC as a stranger's tools read it.

use super::pdf_documents::{card, cards_of, list, print_cards, printed_as, printer};
use super::place::{day, entry};
use super::tools::Printed;
use super::world::World;
use cutri::law::CardId;
use cutri::render::documents;
use cutri::render::pdf::Layout;
use cutri::roll::Entry;

#[test]
fn form_10_shows_every_field_and_its_qr_symbol_is_read() {
    let document = cards_of((1..=6).map(card).collect());
    let (count, printed) = print_cards(&document).expect("plain cards print");
    assert_eq!(count, 6);
    assert_eq!(printed.faults(), None);
    assert_eq!(printed.property("Page size"), "419.52 x 297.63 pts");
    let pages = printed.pages();
    assert_eq!(pages.len(), 6);
    for ((card, page), number) in document.cards.iter().zip(&pages).zip(1..) {
        let sex = if number % 2 == 0 { "Nữ" } else { "Nam" };
        for field in [
            "THẺ CỬ TRI",
            "NHIỆM KỲ 2026-2031",
            "XÃ XUÂN HÒA",
            "Đã bỏ phiếu",
            &format!("Họ và tên: {}", card.full_name),
            &format!("Ngày, tháng, năm sinh: {}", card.birth_date),
            &format!("Giới tính: {sex}"),
            &format!("Số Căn cước: {}", card.personal_id),
            &format!("Nơi cư trú: {}", card.residence),
            &format!("SỐ THẺ CỬ TRI: {number}"),
            "KHU VỰC BỎ PHIẾU SỐ: 01",
            "Xã/phường/đặc khu: xã Xuân Hòa",
            "Tỉnh/thành phố: tỉnh Ninh Bình",
            "Xuân Hòa, ngày 03 tháng 02 năm 2026",
            "CHỦ TỊCH",
        ] {
            assert!(page.contains(field), "card {number} has no {field:?}");
        }
        assert_eq!(printed.qr(number), card.qr, "the QR symbol of card {number}");
    }
}

#[test]
fn the_longest_qr_text_is_read_and_a_longer_one_left_out() {
    let mut longest = card(1);
    longest.qr = "q".repeat(213).into();
    let (_, printed) = print_cards(&cards_of(vec![longest.clone()])).expect("the longest text prints");
    assert_eq!(printed.qr(1), longest.qr);
    longest.qr = "q".repeat(214).into();
    let (_, printed) = print_cards(&cards_of(vec![longest])).expect("the card prints without a symbol");
    assert!(printed.qrs().concat().is_empty() && printed.text().contains("CHỦ TỊCH"));
}

#[test]
fn long_names_and_residences_stay_on_the_card() {
    let mut long = card(1);
    long.full_name = "Công Tằng Tôn Nữ Hoàng Phương Quỳnh Hương Nguyễn Phúc Bảo Long Ngọc Diệp".into();
    long.residence =
        "Căn hộ số 1204, tòa nhà chung cư cao tầng Hoàng Anh, ".repeat(5).trim().to_owned().into();
    let expected = [&long.full_name, &long.residence].map(|text| text.split_whitespace().collect::<String>());
    let (_, printed) = print_cards(&cards_of(vec![long])).expect("a long card is set smaller");
    let drawn = printed.drawn();
    for text in expected {
        assert!(drawn.contains(&text), "{text:?} is not whole");
    }
    let words = printed.words();
    let top =
        |wanted: &str| words.iter().find(|(word, _)| word == wanted).expect("a word of every card").1[1];
    let date = top("ngày");
    for (word, [left, _, right, bottom]) in &words {
        assert!(*left > 22.0 && *right < 398.0, "{word:?} leaves the card");
        if word.contains("chung") {
            assert!(*bottom < date + 1.0, "{word:?} runs into the signature");
        }
    }
}

#[test]
fn a_card_that_cannot_hold_its_texts_shows_as_much_as_it_can() {
    let mut full = card(12);
    full.full_name = "W".repeat(2_000).into();
    full.residence = "Căn hộ số 1204, tòa nhà chung cư, ".repeat(60).into();
    let mut document = cards_of(vec![full]);
    document.commune = "xã Xuân Hòa ".repeat(100).into();
    document.committee = vec!["ỦY BAN NHÂN DÂN".into(), "XÃ XUÂN HÒA ".repeat(100).into()];
    document.election = vec!["BẦU CỬ ĐẠI BIỂU ".repeat(50).into(); 2];
    document.signature.place_and_date = "Xuân Hòa ".repeat(100).into();
    let (count, printed) = print_cards(&document).expect("the card is printed");
    assert_eq!((count, printed.faults()), (1, None));
    let drawn = printed.drawn();
    for text in ["Nơicưtrú:Cănhộsố1204", "SỐTHẺCỬTRI:12", "CHỦTỊCH", "…"] {
        assert!(drawn.contains(text), "{text:?} is missing: {drawn}");
    }
    for (word, [left, top, right, bottom]) in printed.words() {
        assert!(left > 22.0 && right < 398.0 && top > 0.0 && bottom < 298.0, "{word:?} leaves the card");
    }
}

#[test]
fn an_area_without_voters_has_one_page_that_says_so() {
    let (count, printed) = print_cards(&cards_of(Vec::new())).expect("no card prints a page");
    assert_eq!((count, printed.faults()), (1, None));
    assert!(printed.text().contains("không có cử tri"));
}

#[test]
fn a_letter_without_a_glyph_stops_no_card() {
    let mut foreign = card(3);
    foreign.full_name = "Nguyễn 李".into();
    let (_, printed) = print_cards(&cards_of(vec![foreign])).expect("a sign stands in its place");
    assert!(printed.text().contains("Nguyễn 李"));
}

#[test]
fn a_card_that_is_printed_again_keeps_the_day_of_its_row() {
    let world = World::new();
    let entries: Vec<Entry> = (1..=3).map(|number| entry(number, "Nguyễn Văn An")).collect();
    let day_of = |number| day(if number == 2 { "2026-02-20" } else { "2026-02-03" });
    let document = documents::cards_by_day(&world.place(), &entries, CardId::Full, day_of);
    let mut bytes = Vec::new();
    assert_eq!(printer().print(&document, &mut bytes).expect("cards print"), 3);
    let printed = Printed::new(&bytes);
    assert_eq!(printed.faults(), None);
    let dated: Vec<(bool, bool)> = printed
        .drawn_pages()
        .iter()
        .map(|page| (page.contains("03tháng02năm2026"), page.contains("20tháng02năm2026")))
        .collect();
    assert_eq!(
        dated,
        [(true, false), (true, false), (false, true)],
        "the day of posting, then the later one"
    );
    assert!(printed.drawn_pages()[2].contains("SỐTHẺCỬTRI:2"));
}

/// The share of a picture's dots that have the grey of what drafts say.
fn grey_share(picture: &[u8]) -> f64 {
    let mut reader = png::Decoder::new(std::io::Cursor::new(picture)).read_info().expect("a PNG");
    let mut dots = vec![0; reader.output_buffer_size().expect("a size")];
    reader.next_frame(&mut dots).expect("a picture");
    let grey = dots.iter().filter(|dot| (230..=238).contains(*dot)).count();
    grey as f64 / dots.len() as f64
}

#[test]
fn every_page_of_a_draft_says_so_large_and_no_other_does() {
    let cards = cards_of((1..=3).map(card).collect());
    for draft in [true, false] {
        let layout = Layout { draft, ..Layout::default() };
        for bytes in [printed_as(&cards, layout), printed_as(&list(90), layout)] {
            let printed = Printed::new(&bytes);
            assert_eq!(printed.faults(), None);
            let pages = printed.drawn_pages();
            assert!(pages.len() > 2 && !pages.iter().any(|page| page.contains("DỰTHẢO")), "it is no text");
            for page in 1..=pages.len() {
                let grey = grey_share(&printed.picture(page.try_into().unwrap(), 40));
                assert_eq!(grey > 0.02, draft, "page {page}: {grey}");
            }
        }
    }
}
