//! Form 31/HĐBC as a stranger's tools read it.

use super::pdf_documents::{list, list_of, print_list, printed_as, printer, row};
use super::tools::Printed;
use cutri::render::pdf::{Edition, Layout, ListCopy, PdfError, Place, Printer};
use cutri::roll::Status;
use cutri::territory::{Level, Levels};
use std::thread;
use unicode_normalization::is_nfc;

#[test]
fn form_31_gives_back_every_name_and_every_total() {
    let document = list(1000);
    let (_, printed) = print_list(&document).expect("a plain list prints");
    let text = printed.text();
    assert!(is_nfc(&text));
    for row in &document.rows {
        let line = text.lines().find(|line| line.trim_start().starts_with(&format!("{} ", row.number)));
        let line = line.unwrap_or_else(|| panic!("row {} is not in the text", row.number));
        for value in [&row.full_name, &row.birth_date, &row.personal_id] {
            assert!(line.contains(value.as_ref()), "row {}: {value:?} is not in {line:?}", row.number);
        }
    }
    for sum in [
        "Tổng số: 1.000",
        "khu vực bỏ phiếu là: 1.000 (một nghìn) người; trong đó có: 500 Nam; 500 Nữ.",
        "bầu cử ĐBQH: 1.000 (một nghìn) người;",
        "HĐND tỉnh, thành phố: 1.000 (một nghìn) người;",
        "HĐND xã, phường, đặc khu: 1.000 (một nghìn) người;",
    ] {
        assert!(text.contains(sum), "{sum:?} is not in the text");
    }
}

#[test]
fn form_31_is_a_clean_pdf_for_any_number_of_rows() {
    for count in [0, 1, 2, 8, 9, 10, 27, 300, 4000] {
        let (pages, printed) = print_list(&list(count)).expect("a plain list prints");
        assert_eq!(printed.faults(), None, "{count} rows");
        assert_eq!(printed.property("Pages"), pages.to_string(), "{count} rows");
        assert_eq!(printed.property("Page size"), "841.89 x 595.28 pts (A4)");
        assert_eq!(printed.property("PDF version"), "1.7");
        assert!(
            printed.text().contains(&format!("khu vực bỏ phiếu là: {count} (")) || count >= 1000,
            "{count} rows"
        );
    }
}

#[test]
fn form_31_numbers_its_pages_and_repeats_its_header() {
    let (count, printed) = print_list(&list(100)).expect("a plain list prints");
    let pages = printed.pages();
    assert_eq!(pages.len(), count as usize);
    assert!(pages.len() > 3);
    for (page, number) in pages.iter().zip(1..) {
        assert!(!page.contains("Trang "), "page {number} is numbered once");
        for heading in ["STT", "Họ và tên", "Số Căn cước", "Nơi cư trú", "Thường trú", "(11)"]
        {
            assert!(page.contains(heading), "page {number} has no {heading}");
        }
        let first = page.lines().find(|line| !line.trim().is_empty()).expect("a page has text").trim();
        let expected = if number == 1 { "Mẫu số 31/HĐBC".to_owned() } else { number.to_string() };
        assert_eq!(first, expected, "what stands in the top margin of page {number}");
        assert_eq!(page.contains("DANH SÁCH CỬ TRI"), number == 1);
    }
}

#[test]
fn the_signature_never_stands_without_rows() {
    for count in 2..=40 {
        let (_, printed) = print_list(&list(count)).expect("a plain list prints");
        let pages = printed.pages();
        let last = pages.last().expect("a list has a page");
        for part in ["TM. ỦY BAN NHÂN DÂN", "Tổng số:"] {
            assert!(last.contains(part), "{count} rows: {part} is not on the last page");
        }
        let starts = |line: &str| line.trim_start().starts_with(&format!("{count} "));
        assert!(last.lines().any(starts), "{count} rows: the last row is not with the signature");
    }
}

#[test]
fn long_names_and_addresses_wrap_inside_their_cells() {
    let mut long = row(1);
    long.full_name = "Công Tằng Tôn Nữ Hoàng Phương Quỳnh Hương Nguyễn Phúc Bảo Long Ngọc Diệp".into();
    long.permanent_residence =
        "Căn hộ 1204, tòa nhà chung cư Hoàng Anh, đường Nguyễn Trường Tộ kéo dài, tổ dân phố 15".into();
    long.remark = "Ư".repeat(60).into();
    let expected = [&long.full_name, &long.permanent_residence, &long.remark]
        .map(|text| text.split_whitespace().collect::<String>());
    let (_, printed) = print_list(&list_of(vec![long, row(2)])).expect("a long row wraps");
    let drawn = printed.drawn();
    for text in expected {
        assert!(drawn.contains(&text), "{text:?} is not whole");
    }
    let words = printed.words();
    let column = |heading: &str| {
        let found = words.iter().find(|(word, _)| word == heading);
        found.unwrap_or_else(|| panic!("no heading {heading}")).1
    };
    let ballot = column("ĐBQH")[2];
    for (word, [left, _, right, _]) in &words {
        assert!(*left > 85.0 && *right < 799.4, "{word:?} leaves the frame");
        if word.starts_with("ƯƯ") {
            assert!(*left > ballot, "{word:?} begins left of its cell");
        }
    }
}

#[test]
fn a_row_taller_than_a_page_is_shortened_to_one() {
    let mut tall = row(7);
    tall.full_name = "W".repeat(3_000).into();
    tall.remark = "rất dài ".repeat(4_000).into();
    let (pages, printed) = print_list(&list_of(vec![row(6), tall, row(8)])).expect("it is printed");
    assert!(pages <= 4, "{pages} pages");
    assert!(printed.drawn().contains("…") && printed.faults().is_none());
    for (word, [left, top, right, bottom]) in printed.words() {
        assert!(left > 85.0 && right < 799.4 && top > 0.0 && bottom < 595.0, "{word:?} leaves the page");
    }
}

#[test]
fn titles_longer_than_a_page_are_shortened() {
    for layout in [Layout::default(), Layout { edition: Edition::Large, ..Layout::default() }] {
        let mut document = list(3);
        document.election = vec!["BẦU CỬ ĐẠI BIỂU ".repeat(200).into(); 2];
        document.area = "Khu vực bỏ phiếu số 1 – xã Xuân Hòa ".repeat(100).into();
        document.committee = vec!["ỦY BAN NHÂN DÂN".into(), "XÃ XUÂN HÒA ".repeat(200).into()];
        document.signature.place_and_date = "Xuân Hòa, ".repeat(400).into();
        document.signature.name = Some("Nguyễn ".repeat(400).into());
        let printed = Printed::new(&printed_as(&document, layout));
        let drawn = printed.drawn();
        assert!(drawn.contains("DANHSÁCHCỬTRI") && drawn.contains("…"), "{layout}");
        assert!(drawn.contains("Tổngsốcửtri"), "{layout}");
    }
}

#[test]
fn posted_copies_do_not_show_personal_numbers() {
    let mut document = list(30);
    let numbers: Vec<String> = document.rows.iter().map(|row| row.personal_id.to_string()).collect();
    document.copy = ListCopy::PostedOmitted;
    let (_, printed) = print_list(&document).expect("the copy prints");
    let text = printed.text();
    assert!(!text.to_lowercase().contains("căn cước") && text.contains("Bản niêm yết"));
    assert!(numbers.iter().all(|number| !text.contains(&number[6..])), "digits of a number are shown");

    document.copy = ListCopy::PostedMasked;
    let (_, printed) = print_list(&document).expect("the copy prints");
    let text = printed.text();
    for number in &numbers {
        assert!(text.contains(&format!("•••••••••{}", &number[9..])), "the last three digits are missing");
        assert!(!text.contains(&number[8..]), "more than three digits are shown");
    }
}

#[test]
fn a_level_that_is_not_elected_has_no_column() {
    let mut rows: Vec<_> = (1..=5).map(row).collect();
    for row in &mut rows {
        row.ballots = Levels::UPPER;
    }
    let mut document = list_of(rows);
    document.levels = Levels::UPPER;
    let (_, printed) = print_list(&document).expect("the list prints");
    let text = printed.text();
    assert!(!text.contains("đặc khu") && text.contains("Bầu cử đại biểu"));
    assert!(text.contains("HĐND tỉnh, thành phố: 5 (năm) người"));
}

#[test]
fn form_31_tells_its_version_at_every_foot_and_in_a_symbol_on_the_first_page() {
    let document = list(60);
    let (_, printed) = print_list(&document).expect("a plain list prints");
    assert!(printed.pages().iter().all(|page| page.contains("– phiên bản 1 – 1a2b3c4d5e6f")));
    assert_eq!(printed.qr(1), document.qr);
}

/// How many straight lines the pages draw.
fn lines(document: &cutri::render::pdf::ListDocument<'_>) -> usize {
    let (_, printed) = print_list(document).expect("the list prints");
    let uncompressed = printed.uncompressed();
    uncompressed.split(|byte| *byte == b'\n').filter(|line| line.ends_with(b" l")).count()
}

#[test]
fn a_struck_row_keeps_its_place_with_every_text_struck_through_and_is_not_counted() {
    let plain = list(4);
    let mut rows: Vec<_> = (1..=4).map(row).collect();
    rows[2].status = Status::Struck;
    let struck = list_of(rows);
    assert_eq!(struck.totals.voters.total, 3);
    let (_, printed) = print_list(&struck).expect("the list prints");
    let text = printed.text();
    assert!(text.contains(plain.rows[2].full_name.as_ref()) && text.contains("Tổng số: 3"));
    let struck_texts = lines(&struck) - lines(&plain);
    assert!(struck_texts >= 11, "only {struck_texts} texts are struck through");
}

#[test]
fn sums_that_do_not_agree_with_the_rows_are_refused() {
    let mut document = list(10);
    document.rows[3].ballots = document.rows[3].ballots.without(Level::Communal);
    let refused = print_list(&document).map(|_| ());
    assert!(matches!(refused, Err(PdfError::Totals { given: 10, counted: 9, .. })), "{refused:?}");
}

#[test]
fn equal_lists_are_equal_bytes_from_other_printers_and_threads() {
    let document = list(60);
    let print = |printer: &Printer| {
        let mut bytes = Vec::new();
        printer.print(&document, &mut bytes).map(|_| bytes).expect("a plain list prints")
    };
    let first = print(printer());
    assert!(first == print(&Printer::new().expect("the faces are sound")), "another printer, other bytes");
    thread::scope(|scope| {
        let threads: Vec<_> = (0..4).map(|_| scope.spawn(|| print(printer()))).collect();
        for printed in threads {
            assert!(first == printed.join().expect("a thread prints"), "another thread, other bytes");
        }
    });
    let mut other = list(60);
    other.rows[0].full_name = "Trần Văn Khác".into();
    let mut bytes = Vec::new();
    printer().print(&other, &mut bytes).expect("a plain list prints");
    let id = |bytes: &[u8]| {
        let at = bytes.windows(4).rposition(|part| part == b"/ID[").expect("a document has an ID");
        bytes[at..at + 40].to_vec()
    };
    assert!(id(&first) != id(&bytes), "another list, the same ID");
}

#[test]
fn properties_come_from_the_document_and_not_from_the_clock() {
    let (_, printed) = print_list(&list(3)).expect("a plain list prints");
    assert_eq!(printed.property("Title"), "Danh sách cử tri khu vực bỏ phiếu số 01, xã Xuân Hòa");
    let uncompressed = String::from_utf8_lossy(&printed.uncompressed()).into_owned();
    for part in ["D:20260203000000+07'00'", "2026-02-03T00:00:00+07:00", "(vi-VN)", "<pdfaid:part>2"] {
        assert!(uncompressed.contains(part), "{part} is missing");
    }
}

#[test]
fn a_full_disk_is_an_error() {
    struct Full;
    impl std::io::Write for Full {
        fn write(&mut self, _: &[u8]) -> std::io::Result<usize> {
            Err(std::io::ErrorKind::StorageFull.into())
        }
        fn flush(&mut self) -> std::io::Result<()> {
            Ok(())
        }
    }
    let refused = printer().print(&list(3), Full);
    assert!(matches!(refused, Err(PdfError::Write(_))), "{refused:?}");
}

#[test]
fn a_head_that_fills_the_page_is_refused() {
    let mut document = list(3);
    document.election = vec!["BẦU CỬ BỔ SUNG".into(); 40];
    let refused = print_list(&document).map(|_| ());
    assert!(matches!(refused, Err(PdfError::BlockTooTall { place: Place::Head })), "{refused:?}");
}
